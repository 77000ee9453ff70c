/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/acpi/acpi_private.h - what the files of this folder share
 */
#ifndef ARCH_X86_ACPI_ACPI_PRIVATE_H
#define ARCH_X86_ACPI_ACPI_PRIVATE_H

#include <linux/types.h>

#include "acpi_tables.h"

/* Map a table, whole and with a good checksum, or NULL.  Undone by acpi_unmap(). */
const struct acpi_header *acpi_map(phys_addr_t address, const char *signature);
void acpi_unmap(const struct acpi_header *table);

void acpi_parse_madt(const struct acpi_madt *madt);	/* madt.c */
void acpi_parse_fadt(const struct acpi_fadt *table);	/* fadt.c */
void acpi_setup_s5(const struct acpi_fadt *fadt);	/* poweroff.c */

/* poweroff.c, for tests: the two sleep types of \_S5 in a piece of AML. */
bool acpi_find_s5(const u8 *aml, size_t length, u8 types[2]);

#endif /* ARCH_X86_ACPI_ACPI_PRIVATE_H */
