// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/acpi_pm.c - the ACPI timer as a clock, for machines whose TSCs differ
 *
 * One counter for all CPUs, so it cannot disagree with itself; but 24 bits wide,
 * 279 ns coarse, and each reading is an access to a port.
 *
 * Compared with Linux: there it is always registered; here when the TSC fails.
 */

#include <linux/clocksource.h>

#include <asm/acpi.h>

#include "time_private.h"

#define ACPI_PM_RATING	200

static u64 acpi_pm_read(struct clocksource *cs)
{
	return acpi_pm_timer_read();
}

static struct clocksource acpi_pm_clocksource = {
	.name	= "acpi_pm",
	.rating	= ACPI_PM_RATING,
	.read	= acpi_pm_read,
	.mask	= ACPI_PM_TIMER_MASK,
	.flags	= CLOCK_SOURCE_IS_CONTINUOUS | CLOCK_SOURCE_VALID_FOR_HRES,
};

/* Once; process context or boot. */
void acpi_pm_clocksource_init(void)
{
	if (acpi_pm_timer_present())
		clocksource_register_hz(&acpi_pm_clocksource, ACPI_PM_TIMER_HZ);
}
