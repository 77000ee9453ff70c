// SPDX-License-Identifier: MIT
/*
 * arch/x86/acpi/madt.c - which interrupt controllers the firmware says there are
 *
 * Overrides may come before or after the IO-APICs, and both are only noted here:
 * arch/x86/apic/ioapic.c puts them together.  A machine whose CPU has no local
 * APIC may still have a MADT, so nothing of it is used unless CPUID agrees.
 */

#define pr_fmt(fmt) "ACPI: " fmt

#include <linux/bitfield.h>
#include <linux/init.h>
#include <linux/printk.h>

#include <asm/apic.h>
#include <asm/cpufeature.h>
#include <asm/io_apic.h>
#include <asm/smp.h>

#include "acpi_private.h"

static void __init parse_local_apic(const struct madt_local_apic *cpu)
{
	if (cpu->entry.length >= sizeof(*cpu) && (cpu->flags & MADT_CPU_ENABLED))
		smp_register_cpu(cpu->apic_id);
}

static void __init parse_io_apic(const struct madt_io_apic *io)
{
	if (io->entry.length >= sizeof(*io))
		mp_register_ioapic(io->id, io->address, io->gsi_base);
}

/* "As the bus has it" means edge and active high: the bus is ISA. */
static void __init parse_override(const struct madt_override *o)
{
	bool level = FIELD_GET(MADT_TRIGGER, o->flags) == MADT_TRIGGER_LEVEL;
	bool low = FIELD_GET(MADT_POLARITY, o->flags) == MADT_POLARITY_LOW;

	if (o->entry.length >= sizeof(*o))
		mp_override_legacy_irq(o->source_irq, level, low, o->gsi);
}

void __init acpi_parse_madt(const struct acpi_madt *madt)
{
	const u8 *at = madt->entries;
	const u8 *end = (const u8 *)madt + madt->header.length;

	if (disable_apic || !boot_cpu_has(X86_FEATURE_APIC))
		return;

	while (at + sizeof(struct madt_entry) <= end) {
		const struct madt_entry *entry = (const struct madt_entry *)at;

		if (entry->length < sizeof(*entry) || at + entry->length > end) {
			pr_warn("MADT: entry of %u bytes, the rest is ignored\n", entry->length);
			return;
		}
		if (entry->type == MADT_LOCAL_APIC)
			parse_local_apic((const struct madt_local_apic *)entry);
		else if (entry->type == MADT_IO_APIC && !skip_ioapic_setup)
			parse_io_apic((const struct madt_io_apic *)entry);
		else if (entry->type == MADT_INTERRUPT_OVERRIDE)
			parse_override((const struct madt_override *)entry);
		at += entry->length;
	}
}
