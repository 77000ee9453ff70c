// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/idt.c - the interrupt descriptor table, built from small tables
 *
 * Reading order: 2.  Reached from <asm/irq_vectors.h>, which says whose number is
 *                    whose.  Continues in arch/x86/entry/stubs.asm.
 *
 * What it is for
 *
 *   When a vector fires, the CPU reads entry number `vector` of one table of 256
 *   gates and jumps where it points.  This file fills that table.
 *
 * How it works
 *
 *   A gate spreads its target address over three fields and packs the rest into
 *   bits, so nobody writes gates by hand: a row of struct idt_data says vector,
 *   address and bits, and idt_setup_from_table() encodes rows.  The table is
 *   filled in three steps, as the kernel learns to handle more:
 *
 *     when                              what                       on which stack
 *     idt_setup_early_handler()         0..31   exceptions         the current one
 *     idt_setup_traps()                 the same, with the four    IST stacks for
 *                                       that may hit anywhere      NMI #DF #MC #DB
 *     idt_setup_apic_and_irq_gates()    32..255 interrupts         entry.asm changes
 *                                                                  to the IRQ stack
 *
 *   Exceptions and device interrupts need no rows of their own: their stubs have a
 *   fixed size, so the address is base + size * index.
 *
 *   Every gate is an interrupt gate: the CPU clears IF on the way in.  So entry
 *   code is never interrupted before it has saved what it must.
 *
 * Locking
 *
 *   None: the table is written by the boot CPU with interrupts off, then only read.
 *
 * Compared with Linux
 *
 *   The names are the same.  Different: exceptions go through numbered stubs and
 *   one C function, do_exception(), instead of one assembly entry for each; and
 *   all system vectors without an owner keep a device stub, so that a stray one is
 *   reported by common_interrupt() with its number.
 *
 * See also: Intel SDM vol. 3, "Interrupt Descriptor Table (IDT)", "64-Bit Mode IDT";
 * tests/unit/entry_test.c.
 */

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/extable.h>
#include <linux/init.h>
#include <linux/kernel.h>

#include <asm/desc.h>
#include <asm/idtentry.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <asm/segment.h>
#include <asm/syscall.h>
#include <asm/trapnr.h>

#define GATE_KERNEL	(GATE_PRESENT | GATE_INTERRUPT | GATE_DPL0)
#define GATE_USER	(GATE_PRESENT | GATE_INTERRUPT | GATE_DPL3)

/* A gate into the kernel. */
#define INTG(vector_, addr_) { .vector = (vector_), .bits = GATE_KERNEL, .addr = (addr_) }
/* One that ring 3 may call with `int n`. */
#define SYSG(vector_, addr_)		{ .vector = (vector_), .bits = GATE_USER, .addr = (addr_) }
/* One for which the CPU changes to an IST stack. */
#define ISTG(vector_, addr_, ist_)	\
	{ .vector = (vector_), .bits = GATE_KERNEL | (ist_), .addr = (addr_) }

#define EXC_STUB(vector)	(exc_entries_start + EXC_STUB_SIZE * (vector))

gate_desc idt_table[NR_VECTORS] __aligned(PAGE_SIZE);
DECLARE_BITMAP(system_vectors, NR_VECTORS);

/* What must not wait for a good stack: the CPU itself switches to one. */
static const struct idt_data ist_idts[] = {
	ISTG(X86_TRAP_DB,	EXC_STUB(X86_TRAP_DB),	IST_DB),
	ISTG(X86_TRAP_NMI,	EXC_STUB(X86_TRAP_NMI),	IST_NMI),
	ISTG(X86_TRAP_DF,	EXC_STUB(X86_TRAP_DF),	IST_DF),
	ISTG(X86_TRAP_MC,	EXC_STUB(X86_TRAP_MC),	IST_MCE),
};

/* What a program raises on purpose, by `int3`, `into` and `int 0x80`. */
static const struct idt_data user_idts[] = {
	SYSG(X86_TRAP_BP,	EXC_STUB(X86_TRAP_BP)),
	SYSG(X86_TRAP_OF,	EXC_STUB(X86_TRAP_OF)),
	SYSG(IA32_SYSCALL_VECTOR, asm_int80),
};

/* System vectors: one purpose each, so no look-up on the way to the handler. */
static const struct idt_data apic_idts[] = {
	INTG(IRQ_MOVE_CLEANUP_VECTOR,	asm_sysvec_irq_move_cleanup),
	INTG(LOCAL_TIMER_VECTOR,	asm_sysvec_apic_timer_interrupt),
	INTG(IRQ_WORK_VECTOR,		asm_sysvec_irq_work),
	INTG(RESCHEDULE_VECTOR,		asm_sysvec_reschedule_ipi),
	INTG(CALL_FUNCTION_VECTOR,	asm_sysvec_call_function),
	INTG(CALL_FUNCTION_SINGLE_VECTOR, asm_sysvec_call_function_single),
	INTG(ERROR_APIC_VECTOR,		asm_sysvec_error_interrupt),
	INTG(SPURIOUS_APIC_VECTOR,	asm_sysvec_spurious_apic_interrupt),
};

static void __init idt_init_desc(gate_desc *gate, const struct idt_data *d)
{
	unsigned long addr = (unsigned long)d->addr;

	gate->offset_low = (u16)addr;
	gate->segment = __KERNEL_CS;
	gate->bits = d->bits;
	gate->offset_middle = (u16)(addr >> 16);
	gate->offset_high = (u32)(addr >> 32);
	gate->reserved = 0;
}

/* With sys, the vectors count as taken: no device will ever be given one. */
static void __init idt_setup_from_table(gate_desc *idt, const struct idt_data *t, int size,
					bool sys)
{
	for (; size > 0; t++, size--) {
		idt_init_desc(&idt[t->vector], t);
		if (sys)
			__set_bit(t->vector, system_vectors);
	}
}

static void __init set_intr_gate(unsigned int n, const void *addr)
{
	const struct idt_data data = INTG(n, addr);

	idt_setup_from_table(idt_table, &data, 1, false);
}

void load_current_idt(void)
{
	const struct desc_ptr idt_descr = {
		.size = sizeof(idt_table) - 1,
		.address = (unsigned long)idt_table,
	};

	load_idt(&idt_descr);
}

/**
 * idt_setup_early_handler - make every exception from here on report itself
 *
 * There is no TSS yet, so all handlers run on the current stack.  The entry code
 * of #DB, NMI, #DF and #MC looks for the gs base at the top of an IST stack, finds
 * something else, and swaps gs: so both bases are made the same until there is a
 * user mode.
 *
 * Context: boot CPU, interrupts off, first thing in C.
 */
void __init idt_setup_early_handler(void)
{
	unsigned int vector;

	for (vector = 0; vector < NR_EXCEPTION_VECTORS; vector++) {
		set_intr_gate(vector, EXC_STUB(vector));
		__set_bit(vector, system_vectors);
	}
	wrmsrl(MSR_KERNEL_GS_BASE, rdmsrl_value(MSR_GS_BASE));
	sort_main_extable();
	load_current_idt();
}

/**
 * idt_setup_traps - the final exception gates
 * Context: boot CPU, interrupts off; the IST stacks are in the TSS.
 */
void __init idt_setup_traps(void)
{
	idt_setup_from_table(idt_table, ist_idts, ARRAY_SIZE(ist_idts), true);
	idt_setup_from_table(idt_table, user_idts, ARRAY_SIZE(user_idts), true);
}

/**
 * idt_setup_apic_and_irq_gates - a gate for each interrupt vector
 *
 * The system vectors get their own entries, all others the stub which pushes
 * their number.  vector_irq[] decides later which of these have a device.
 *
 * Context: boot CPU, interrupts off.
 */
void __init idt_setup_apic_and_irq_gates(void)
{
	unsigned int vector;

	idt_setup_from_table(idt_table, apic_idts, ARRAY_SIZE(apic_idts), true);

	for (vector = FIRST_EXTERNAL_VECTOR; vector < NR_VECTORS; vector++) {
		if (test_bit(vector, system_vectors))
			continue;
		set_intr_gate(vector, irq_entries_start +
				      IRQ_STUB_SIZE * (vector - FIRST_EXTERNAL_VECTOR));
		if (vector >= FIRST_SYSTEM_VECTOR)
			__set_bit(vector, system_vectors);
	}
}
