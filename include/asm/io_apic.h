/* SPDX-License-Identifier: MIT */
/*
 * asm/io_apic.h - the IO-APICs: from a wire (a GSI) to a message to a local APIC
 *
 * A global system interrupt (GSI) numbers the input pins of all IO-APICs of the
 * machine in one row.  ISA interrupts usually sit on the GSI of the same number;
 * the exceptions are in the MADT ("interrupt source override").
 */
#ifndef ASM_IO_APIC_H
#define ASM_IO_APIC_H

#include <linux/types.h>

#define MAX_IO_APICS		8

/* Filled from the MADT (arch/x86/acpi) before setup_IO_APIC(). */
void mp_register_ioapic(u8 id, u32 address, u32 gsi_base);
void mp_override_legacy_irq(u8 bus_irq, bool level, bool active_low, u32 gsi);

/* How many IO-APICs answer, and one more than their highest GSI. */
extern int nr_ioapics;
extern u32 gsi_top;

void setup_IO_APIC(void);

/* The GSI to which ISA interrupt @irq is wired. */
u32 acpi_isa_irq_to_gsi(unsigned int irq);

/**
 * acpi_register_gsi - make a GSI usable, and say which irq it is
 * Context: process context, or boot.
 * Return: the irq number for request_irq(), or -errno.
 */
int acpi_register_gsi(u32 gsi, bool level, bool active_low);

#endif /* ASM_IO_APIC_H */
