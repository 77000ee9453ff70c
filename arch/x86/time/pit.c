// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/pit.c - the 8254 timer: every PC's first clock
 *
 * Two independent uses.  Counter 2 measures the faster clocks, see calibrate.c.
 * Counter 0 is wired to irq 0 and is the tick of machines without a local APIC
 * timer; elsewhere it is registered too, but a better rated device is used.
 *
 * A 16-bit count at 1.19 MHz reaches 55 ms, so a longer pause of the tick takes
 * several interrupts.
 *
 * Locking: i8253_lock, because a count is two writes to one port.
 *
 * See also: Intel 8254 data sheet.
 */

#include <linux/clockchips.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/param.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "pit_regs.h"
#include "time_private.h"

#define PIT_IRQ			0
#define PIT_LATCH_HZ		((PIT_TICK_RATE + HZ / 2) / HZ)	/* counts in a tick */
#define PIT_PROBE_READS		1000	/* each takes about a count */
#define PIT_MIN_DELTA		0xf
#define PIT_MAX_DELTA		0x7fff
#define PIT_RATING		50

static DEFINE_RAW_SPINLOCK(i8253_lock);

static void pit_write(u16 port, unsigned int count)
{
	outb((u8)count, port);
	outb((u8)(count >> 8), port);
}

/* Counter 2 counts down from 65536, again and again; as a clock that counts up. */
static u32 pit_ref_read(void)
{
	u32 count;

	outb(PIT_SELECT_COUNTER2 | PIT_LATCH, PIT_MODE);
	count = inb(PIT_COUNTER2);
	count |= (u32)inb(PIT_COUNTER2) << 8;
	return -count & PIT_MAX_COUNT;
}

const struct ref_clock pit_ref_clock = {
	.name	= "PIT",
	.read	= pit_ref_read,
	.mask	= PIT_MAX_COUNT,
	.hz	= PIT_TICK_RATE,
	.comes_round_soon = true,
};

/* Does counter 2 move?  Ports without a PIT read 0xff for ever. */
bool pit_ref_is_counting(void)
{
	u32 first = pit_ref_read();
	int i;

	for (i = 0; i < PIT_PROBE_READS; i++)
		if (pit_ref_read() != first)
			return true;
	return false;
}

/* Start counter 2, silently.  False where there is no PIT. */
bool __init pit_probe(void)
{
	outb((inb(SYSTEM_PORT_B) & ~PORT_B_SPEAKER) | PORT_B_GATE2, SYSTEM_PORT_B);
	outb(PIT_SELECT_COUNTER2 | PIT_LOW_THEN_HIGH | PIT_MODE2_RATE, PIT_MODE);
	pit_write(PIT_COUNTER2, 0);		/* 0 means 65536 */
	return pit_ref_is_counting();
}

/* ---- counter 0 as clock event device: interrupts off in all callbacks ----- */

static void pit_set_mode(u8 mode, unsigned int count)
{
	raw_spin_lock(&i8253_lock);
	outb(PIT_SELECT_COUNTER0 | PIT_LOW_THEN_HIGH | mode, PIT_MODE);
	if (count)
		pit_write(PIT_COUNTER0, count);
	raw_spin_unlock(&i8253_lock);
}

static int pit_set_periodic(struct clock_event_device *evt)
{
	pit_set_mode(PIT_MODE2_RATE, PIT_LATCH_HZ);
	return 0;
}

/* The mode is set, counting starts with the first count written. */
static int pit_set_oneshot(struct clock_event_device *evt)
{
	pit_set_mode(PIT_MODE4_STROBE, 0);
	return 0;
}

/* Mode 0 without a count: the output stays low, no more edges. */
static int pit_shutdown(struct clock_event_device *evt)
{
	pit_set_mode(PIT_MODE0_TERMINAL, 0);
	return 0;
}

static int pit_next_event(unsigned long delta, struct clock_event_device *evt)
{
	raw_spin_lock(&i8253_lock);
	pit_write(PIT_COUNTER0, delta);
	raw_spin_unlock(&i8253_lock);
	return 0;
}

static struct clock_event_device pit_clockevent = {
	.name			= "pit",
	.features		= CLOCK_EVT_FEAT_PERIODIC | CLOCK_EVT_FEAT_ONESHOT,
	.rating			= PIT_RATING,
	.irq			= PIT_IRQ,
	.set_state_periodic	= pit_set_periodic,
	.set_state_oneshot	= pit_set_oneshot,
	.set_state_shutdown	= pit_shutdown,
	.set_next_event		= pit_next_event,
};

static irqreturn_t timer_interrupt(int irq, void *dev_id)
{
	if (pit_clockevent.event_handler)
		pit_clockevent.event_handler(&pit_clockevent);
	return IRQ_HANDLED;
}

/* Register counter 0.  Boot, interrupts off. */
void __init pit_clockevent_init(void)
{
	pit_shutdown(&pit_clockevent);
	if (request_irq(PIT_IRQ, timer_interrupt, IRQF_NOBALANCING | IRQF_IRQPOLL | IRQF_TIMER,
			"timer", NULL)) {
		pr_err("pit: irq %d cannot be requested\n", PIT_IRQ);
		return;
	}
	pit_clockevent.cpumask = cpumask_of(smp_processor_id());
	clockevents_config_and_register(&pit_clockevent, PIT_TICK_RATE, PIT_MIN_DELTA,
					PIT_MAX_DELTA);
}
