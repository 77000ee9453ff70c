// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/lapic_timer.c - the timer in each CPU's local APIC: its tick
 *
 * It counts down at the rate of the bus, or of the emulator's clock, divided by a
 * power of two; we divide by one.  When it reaches zero the CPU gets
 * LOCAL_TIMER_VECTOR.  Where the CPU offers it, the newer TSC-deadline mode is
 * used instead: one write says at which TSC value to interrupt, and no rate of its
 * own has to be known.
 *
 * Locking: none, each CPU programs its own, with interrupts off.
 *
 * See also: Intel SDM vol. 3, "APIC Timer"; arch/x86/time/calibrate.c.
 */

#include <linux/bitfield.h>
#include <linux/clockchips.h>
#include <linux/cpumask.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/param.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <trace/events/irq.h>

#include <asm/barrier.h>
#include <asm/cpufeature.h>
#include <asm/hardirq.h>
#include <asm/idtentry.h>
#include <asm/irq_regs.h>
#include <asm/tsc.h>

#include "apic_private.h"

#define LAPIC_RATING		100
#define DEADLINE_RATING		150
#define LAPIC_MIN_DELTA		0xf
#define LAPIC_MAX_DELTA		0x7fffffff
#define TSC_DIVISOR		8	/* deadlines in units of 8, so that 32 bits last longer */

DEFINE_PER_CPU(struct clock_event_device, lapic_events);
static u32 lapic_timer_hz;		/* I */

static void lapic_timer_set_mode(enum lapic_timer_mode mode, u32 extra)
{
	lapic_write(LAPIC_LVT_TIMER, FIELD_PREP(LAPIC_LVT_TIMER_MODE, mode) |
				     FIELD_PREP(LAPIC_LVT_VECTOR, LOCAL_TIMER_VECTOR) | extra);
}

/**
 * lapic_timer_start_counting - let it run without interrupting, to be measured
 * Context: boot, interrupts off.
 */
void __init lapic_timer_start_counting(void)
{
	lapic_write(LAPIC_TIMER_DCR, LAPIC_DIV_1);
	lapic_timer_set_mode(LAPIC_TIMER_ONESHOT, LAPIC_LVT_MASKED);
	lapic_write(LAPIC_TIMER_ICR, ~0u);
}

/* How far it has counted since; stops at the end, after seconds. */
u32 lapic_timer_count(void)
{
	return ~lapic_read(LAPIC_TIMER_CCR);
}

/* ---- clock event device: interrupts off in all callbacks ------------------ */

static int lapic_next_event(unsigned long delta, struct clock_event_device *evt)
{
	lapic_write(LAPIC_TIMER_ICR, (u32)delta);
	return 0;
}

static int lapic_set_oneshot(struct clock_event_device *evt)
{
	lapic_write(LAPIC_TIMER_DCR, LAPIC_DIV_1);
	lapic_timer_set_mode(LAPIC_TIMER_ONESHOT, 0);
	return 0;
}

static int lapic_set_periodic(struct clock_event_device *evt)
{
	lapic_write(LAPIC_TIMER_DCR, LAPIC_DIV_1);
	lapic_timer_set_mode(LAPIC_TIMER_PERIODIC, 0);
	lapic_write(LAPIC_TIMER_ICR, lapic_timer_hz / HZ);
	return 0;
}

/* Masked and stopped.  An interrupt that is already in IRR still comes. */
static int lapic_shutdown_timer(struct clock_event_device *evt)
{
	lapic_timer_set_mode(LAPIC_TIMER_ONESHOT, LAPIC_LVT_MASKED);
	lapic_write(LAPIC_TIMER_ICR, 0);
	return 0;
}

static int lapic_next_deadline(unsigned long delta, struct clock_event_device *evt)
{
	wrmsrl(MSR_IA32_TSC_DEADLINE, rdtsc() + (u64)delta * TSC_DIVISOR);
	return 0;
}

static int lapic_set_deadline(struct clock_event_device *evt)
{
	lapic_timer_set_mode(LAPIC_TIMER_TSC_DEADLINE, 0);
	/* The mode is a memory write, the deadline an MSR: keep their order. */
	mb();
	return 0;
}

static int lapic_shutdown_deadline(struct clock_event_device *evt)
{
	wrmsrl(MSR_IA32_TSC_DEADLINE, 0);
	lapic_timer_set_mode(LAPIC_TIMER_TSC_DEADLINE, LAPIC_LVT_MASKED);
	return 0;
}

static const struct clock_event_device lapic_count_template = {
	.name			= "lapic",
	.features		= CLOCK_EVT_FEAT_PERIODIC | CLOCK_EVT_FEAT_ONESHOT,
	.rating			= LAPIC_RATING,
	.irq			= -1,
	.set_state_periodic	= lapic_set_periodic,
	.set_state_oneshot	= lapic_set_oneshot,
	.set_state_shutdown	= lapic_shutdown_timer,
	.set_next_event		= lapic_next_event,
};

static const struct clock_event_device lapic_deadline_template = {
	.name			= "lapic-deadline",
	.features		= CLOCK_EVT_FEAT_ONESHOT,
	.rating			= DEADLINE_RATING,
	.irq			= -1,
	.set_state_oneshot	= lapic_set_deadline,
	.set_state_shutdown	= lapic_shutdown_deadline,
	.set_next_event		= lapic_next_deadline,
};

/* This CPU's timer is a clock event device from here on.  Interrupts off. */
static void setup_APIC_timer(void)
{
	struct clock_event_device *evt = this_cpu_ptr(&lapic_events);
	bool deadline = boot_cpu_has(X86_FEATURE_TSC_DEADLINE_TIMER);

	*evt = deadline ? lapic_deadline_template : lapic_count_template;
	evt->cpumask = cpumask_of(smp_processor_id());
	clockevents_config_and_register(evt,
					deadline ? tsc_khz * (1000 / TSC_DIVISOR) : lapic_timer_hz,
					LAPIC_MIN_DELTA, LAPIC_MAX_DELTA);
}

/**
 * setup_boot_APIC_clock - register the boot CPU's timer, whose rate was measured
 * @khz: at divide-by-1
 *
 * Context: boot, interrupts off.
 */
void __init setup_boot_APIC_clock(u32 khz)
{
	lapic_timer_hz = khz * 1000;
	pr_info("APIC: timer at %u.%03u MHz\n", khz / 1000, khz % 1000);
	setup_APIC_timer();
}

/* The same for another CPU, by itself, at its bring-up: all count at one rate. */
void setup_secondary_APIC_clock(void)
{
	if (lapic_timer_hz || boot_cpu_has(X86_FEATURE_TSC_DEADLINE_TIMER))
		setup_APIC_timer();
}

/**
 * sysvec_apic_timer_interrupt - this CPU's timer has expired
 * Context: from its gate; hard interrupt, interrupts off.
 */
void sysvec_apic_timer_interrupt(struct pt_regs *regs)
{
	struct clock_event_device *evt = this_cpu_ptr(&lapic_events);
	struct pt_regs *old_regs = set_irq_regs(regs);

	trace_local_timer_entry(LOCAL_TIMER_VECTOR);
	irq_enter();
	/* First: the handler may program a time that has passed when it returns. */
	apic_eoi();
	inc_irq_stat(apic_timer_irqs);
	if (likely(evt->event_handler))
		evt->event_handler(evt);
	else
		pr_warn_once("Spurious LAPIC timer interrupt on cpu %d\n", smp_processor_id());
	irq_exit();
	set_irq_regs(old_regs);
}
