// SPDX-License-Identifier: MIT
/*
 * arch/x86/acpi/fadt.c - fixed hardware: the ACPI timer, and the way to S5
 */

#include <linux/init.h>
#include <linux/io.h>
#include <linux/minmax.h>
#include <linux/string.h>

#include <asm/acpi.h>

#include "acpi_private.h"

static u16 pm_timer_port;	/* I: boot; 0 = none */

bool acpi_pm_timer_present(void)
{
	return pm_timer_port;
}

u32 acpi_pm_timer_read(void)
{
	return inl(pm_timer_port) & ACPI_PM_TIMER_MASK;
}

/* Fields beyond the table's length belong to later ACPI versions: read as zero. */
void __init acpi_parse_fadt(const struct acpi_fadt *table)
{
	struct acpi_fadt fadt = { 0 };

	memcpy(&fadt, table, min((size_t)table->header.length, sizeof(fadt)));
	pm_timer_port = (u16)fadt.pm_timer_block;
	acpi_setup_s5(&fadt);
}
