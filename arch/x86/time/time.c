// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/time.c - time_init(): from "no clock" to clock and tick
 *
 * The order: find a counter of known rate; measure the TSC and the local APIC
 * timer with it, both at once; register what works.  From tsc_clocksource_init()
 * on printk stamps count.
 */

#define pr_fmt(fmt) "time: " fmt

#include <linux/init.h>
#include <linux/printk.h>

#include <asm/acpi.h>
#include <asm/apic.h>
#include <asm/arch.h>

#include "time_private.h"

/* What is assumed when nothing can be measured: the rate of QEMU's clocks. */
#define GUESS_KHZ	1000000u

static const struct ref_clock acpi_pm_ref_clock = {
	.name	= "ACPI PM timer",
	.read	= acpi_pm_timer_read,
	.mask	= ACPI_PM_TIMER_MASK,
	.hz	= ACPI_PM_TIMER_HZ,
};

static struct calibration __init measure(bool have_pit)
{
	const struct ref_clock *ref = have_pit ? &pit_ref_clock : &acpi_pm_ref_clock;
	struct calibration rates = { 0 };

	if (have_pit || acpi_pm_timer_present())
		rates = calibrate_against(ref);
	if (rates.tsc_khz)
		pr_info("TSC %u.%03u MHz, by the %s\n", rates.tsc_khz / 1000,
			rates.tsc_khz % 1000, ref->name);
	return rates;
}

/**
 * time_init - calibrate and register the clocks of a PC
 *
 * Context: boot CPU, interrupts off, init_IRQ() and timekeeping_init() done.
 */
void __init time_init(void)
{
	bool have_pit = pit_probe();
	struct calibration rates;

	if (lapic_in_use())
		lapic_timer_start_counting();
	rates = measure(have_pit);
	if (!rates.tsc_khz) {
		pr_crit("neither PIT nor ACPI PM timer: the clocks' rates are a guess\n");
		rates = (struct calibration){ GUESS_KHZ, GUESS_KHZ };
	}

	tsc_clocksource_init(rates.tsc_khz);
	if (lapic_in_use())
		setup_boot_APIC_clock(rates.lapic_khz);
	/* After the better one, or it would be started only to be stopped again. */
	if (have_pit)
		pit_clockevent_init();
}
