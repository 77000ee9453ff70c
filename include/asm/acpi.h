/* SPDX-License-Identifier: MIT */
/*
 * asm/acpi.h - the little we take from ACPI: which interrupt controllers, and power-off
 *
 * No AML interpreter: static tables only, and a scan of the DSDT for \_S5.
 */
#ifndef ASM_ACPI_H
#define ASM_ACPI_H

#include <linux/types.h>

/* True with "acpi=off", or when no RSDP was found. */
extern bool acpi_disabled;

/* The boot loader handed us a copy of the RSDP (multiboot2 tags 14 and 15). */
void acpi_set_rsdp_copy(const void *rsdp, u32 size);

/* The boot loader told us where the RSDP lies (PVH start info). */
void acpi_set_rsdp_address(phys_addr_t address);

/* Early: find the RSDP, by the boot loader or in the legacy areas. */
void acpi_boot_table_init(void);

/* In init_IRQ(), ioremap() works: walk the tables, read MADT and FADT. */
void acpi_boot_init(void);

/* The ACPI timer: a counter of known rate for machines without a PIT. */
#define ACPI_PM_TIMER_HZ	3579545
#define ACPI_PM_TIMER_MASK	0xffffff	/* at least so many bits count */
bool acpi_pm_timer_present(void);
u32 acpi_pm_timer_read(void);

#endif /* ASM_ACPI_H */
