// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/lapic.c - this CPU's local APIC: find it and program it
 *
 * What it is for
 *
 *   The local APIC decides which interrupt the CPU takes next.  Everything but
 *   exceptions comes through it: messages from IO-APICs and devices, messages
 *   from other CPUs, its own timer, and on two pins (LINT0, LINT1) the old wires
 *   of the 8259 and of the NMI button.
 *
 * How it works
 *
 *      message "vector 0x41"                         CPU
 *            |                                        ^
 *            v           class above PPR?             |  taken when IF=1
 *        IRR bit 0x41 ------------------------> ISR bit 0x41
 *      (requested; one bit:                    (in service: this class and
 *       a second message is lost)               lower ones wait)
 *                                                     |
 *                              EOI clears the highest ISR bit
 *
 *   One IRR bit and one ISR bit a vector mean: while an edge is being handled,
 *   exactly one more is remembered.  That is why a handler acknowledges first and
 *   then looks at the device until it is done.
 *
 *   Three ways to run a machine, chosen once:
 *
 *     APIC_PIC           local APIC unused.  The 8259 reaches the CPU directly, or
 *                        through LINT0 as the firmware has set it.
 *     APIC_VIRTUAL_WIRE  local APIC on; the 8259 comes in on LINT0, mode ExtINT:
 *                        "take the vector from the 8259", without ISR bit or EOI.
 *                        The timer and MSI work.  This is "noapic".
 *     APIC_SYMMETRIC_IO  devices through IO-APICs; LINT0 masked, 8259 masked.
 *
 *   LINT1 is the NMI in all of them.
 *
 * Context
 *
 *   Setting up is boot code.  Reading may be done in any context.
 *
 * Locking
 *
 *   None: each CPU touches only its own local APIC.  The mode and lapic_base are
 *   written before the first interrupt and constant afterwards.
 *
 * Compared with Linux
 *
 *   Same modes, messages and vectors.  x2APIC is used where the firmware left it
 *   on, or a hypervisor offers it (then it saves exits).  Left out: logical
 *   destinations, the 82489DX, interrupt remapping, performance counters.
 *
 * See also: ipi.c for sending; Intel SDM vol. 3, "Advanced Programmable Interrupt Controller (APIC)";
 * MultiProcessor Specification 1.4, "Interrupt Modes"; tests/unit/apic_test.c.
 */

#define pr_fmt(fmt) "APIC: " fmt

#include <linux/bitfield.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/printk.h>

#include <asm/cpufeature.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>

#include "apic_private.h"

/* At most this many interrupts can have been left in service: one a class. */
#define ISR_LEFTOVERS		16

enum apic_intr_mode apic_intr_mode = APIC_PIC;
void __iomem *lapic_base;
bool disable_apic;
bool skip_ioapic_setup;
DEFINE_PER_CPU(u32, cpu_apicid);

static int __init setup_nolapic(char *arg)
{
	disable_apic = true;
	return 0;
}
early_param("nolapic", setup_nolapic);

static int __init setup_noapic(char *arg)
{
	skip_ioapic_setup = true;
	return 0;
}
early_param("noapic", setup_noapic);

u32 lapic_id(void)
{
	u32 id = lapic_read(LAPIC_ID);

	return lapic_base ? FIELD_GET(LAPIC_ID_XAPIC, id) : id;
}

bool lapic_vector_in_service(unsigned int vector)
{
	return lapic_test_vector(LAPIC_ISR, vector);
}

bool lapic_vector_requested(unsigned int vector)
{
	return lapic_test_vector(LAPIC_IRR, vector);
}

/*
 * An interrupt of the firmware's may still be in service, and would hold back
 * ours of the same class for ever.
 */
static void lapic_clear_in_service(void)
{
	unsigned int i, vector;

	for (i = 0; i < ISR_LEFTOVERS; i++) {
		for (vector = 0; vector < NR_VECTORS; vector += 32)
			if (lapic_read(LAPIC_BITMAP_REG(LAPIC_ISR, vector)))
				break;
		if (vector >= NR_VECTORS)
			return;
		apic_eoi();
	}
	pr_warn("in-service bits do not clear\n");
}

/*
 * The two pins: LINT0 carries the 8259 unless IO-APICs replace it, LINT1 the NMI.  The 8259
 * has one CPU: were two to ask it for a vector, one would get what is not its own.
 */
static void lapic_setup_pins(void)
{
	u32 lint0 = FIELD_PREP(LAPIC_LVT_MODE, LAPIC_DM_EXTINT);

	if (apic_intr_mode == APIC_SYMMETRIC_IO || smp_processor_id() != 0)
		lint0 |= LAPIC_LVT_MASKED;
	lapic_write(LAPIC_LVT_LINT0, lint0);
	lapic_write(LAPIC_LVT_LINT1, FIELD_PREP(LAPIC_LVT_MODE, LAPIC_DM_NMI));
}

/* Entries that an old APIC lacks must not be written: that is an error of its own. */
static void lapic_mask_unused_entries(void)
{
	unsigned int maxlvt = FIELD_GET(LAPIC_VERSION_MAXLVT, lapic_read(LAPIC_VERSION));

	lapic_write(LAPIC_LVT_TIMER, LAPIC_LVT_MASKED);
	if (maxlvt >= 4)
		lapic_write(LAPIC_LVT_PERF, LAPIC_LVT_MASKED);
	if (maxlvt >= 5)
		lapic_write(LAPIC_LVT_THERMAL, LAPIC_LVT_MASKED);
	if (maxlvt >= 6)
		lapic_write(LAPIC_LVT_CMCI, LAPIC_LVT_MASKED);
}

/**
 * lapic_setup_this_cpu - bring this CPU's local APIC into the chosen mode
 *
 * Context: boot or bring-up of this CPU, interrupts off.
 */
void lapic_setup_this_cpu(void)
{
	lockdep_assert_irqs_disabled();

	/* 1. Class 1 (vectors 0x10..0x1f) stays out: those are exceptions' numbers. */
	lapic_write(LAPIC_TPR, FIELD_PREP(LAPIC_TPR_CLASS, 1));

	/* 2. Switch it on before the LVT: while off, every entry is forced masked. */
	lapic_write(LAPIC_SVR, LAPIC_SVR_ENABLE |
			       FIELD_PREP(LAPIC_SVR_VECTOR, SPURIOUS_APIC_VECTOR));
	lapic_mask_unused_entries();
	lapic_clear_in_service();

	/* 3. The wires. */
	lapic_setup_pins();

	/* 4. Errors: forget what has happened before, then ask to be told. */
	lapic_write(LAPIC_ESR, 0);
	lapic_write(LAPIC_LVT_ERROR, FIELD_PREP(LAPIC_LVT_VECTOR, ERROR_APIC_VECTOR));
	lapic_write(LAPIC_ESR, 0);

	this_cpu_write(cpu_apicid, lapic_id());
}

/*
 * Get at the registers.  x2APIC mode cannot be left without a reset, so a firmware
 * that switched it on has decided for us; otherwise it is worth it under a
 * hypervisor, where each memory access to the APIC costs an exit.
 */
static bool __init lapic_map(void)
{
	u64 base;
	bool x2apic;

	rdmsrl(MSR_IA32_APICBASE, base);
	x2apic = base & MSR_IA32_APICBASE_X2APIC;
	if (!x2apic && boot_cpu_has(X86_FEATURE_X2APIC) && boot_cpu_has(X86_FEATURE_HYPERVISOR))
		x2apic = true;

	base |= MSR_IA32_APICBASE_ENABLE;
	if (x2apic) {
		base |= MSR_IA32_APICBASE_X2APIC;
		wrmsrl(MSR_IA32_APICBASE, base);
		pr_info("x2apic enabled\n");
		return true;
	}
	wrmsrl(MSR_IA32_APICBASE, base);
	lapic_base = ioremap(base & PAGE_MASK, PAGE_SIZE);
	return lapic_base;
}

/*
 * "nolapic" on a CPU that has one: the 8259's wire still runs through LINT0, and a
 * firmware which never used the 8259 has left it masked.
 */
static void __init lapic_pass_through(void)
{
	if (!boot_cpu_has(X86_FEATURE_APIC) || !lapic_map())
		return;
	if (lapic_read(LAPIC_LVT_LINT0) & LAPIC_LVT_MASKED) {
		lapic_write(LAPIC_SVR, LAPIC_SVR_ENABLE |
				       FIELD_PREP(LAPIC_SVR_VECTOR, SPURIOUS_APIC_VECTOR));
		lapic_setup_pins();
	}
}

/* CPUID first: a table may list local APICs that the CPU does not have. */
static enum apic_intr_mode __init choose_mode(void)
{
	if (disable_apic)
		pr_info("Keep in PIC mode(8259)\n");
	else if (!boot_cpu_has(X86_FEATURE_APIC))
		pr_info("No local APIC: keep in PIC mode(8259)\n");
	else if (!lapic_map())
		pr_err("local APIC registers cannot be mapped\n");
	else if (skip_ioapic_setup || nr_ioapics == 0)
		return APIC_VIRTUAL_WIRE;
	else
		return APIC_SYMMETRIC_IO;
	return APIC_PIC;
}

/**
 * apic_intr_mode_select - decide how interrupts reach the CPU, and set it up
 *
 * After the MADT has been read.  From here on apic_intr_mode, lapic_base,
 * disable_apic and skip_ioapic_setup are constant.
 *
 * Context: boot, interrupts off, ioremap() works.
 */
void __init apic_intr_mode_select(void)
{
	apic_intr_mode = choose_mode();

	switch (apic_intr_mode) {
	case APIC_PIC:
		disable_apic = true;
		skip_ioapic_setup = true;
		lapic_pass_through();
		return;
	case APIC_VIRTUAL_WIRE:
		skip_ioapic_setup = true;
		pr_info("Switch to virtual wire mode setup\n");
		break;
	case APIC_SYMMETRIC_IO:
		pr_info("Switch to symmetric I/O mode setup\n");
		break;
	}
	lapic_setup_this_cpu();
}
