/* SPDX-License-Identifier: MIT */
/*
 * include/linux/tick.h - the tick, and stopping it while a CPU is idle
 *
 * The idle loop's order of calls (interrupts off at the starred ones):
 *
 *   tick_nohz_idle_enter();
 *   while (!need_resched()) {
 *     * tick_nohz_idle_stop_tick();     no tick until something is due
 *     * sti; hlt                        each interrupt comes back here
 *   }
 *   tick_nohz_idle_exit();              the tick runs again
 *
 * An interrupt out of stopped idle brings jiffies up to date first: irq_enter()
 * calls tick_irq_enter() where tick_nohz_tick_stopped() says so.
 */
#ifndef LINUX_TICK_H
#define LINUX_TICK_H

#include <linux/clockchips.h>
#include <linux/percpu.h>
#include <linux/types.h>

DECLARE_PER_CPU(bool, tick_nohz_stopped);

/* This CPU's tick is stopped: jiffies may be behind. */
static inline bool tick_nohz_tick_stopped(void)
{
	return this_cpu_nonzero(tick_nohz_stopped);
}

void tick_irq_enter(void);
void tick_nohz_idle_enter(void);
void tick_nohz_idle_stop_tick(void);
void tick_nohz_idle_exit(void);

/* The CPU which does the work that is done once for all: jiffies, wall time */
#define TICK_DO_TIMER_NONE	(-1)
#define TICK_DO_TIMER_BOOT	(-2)

#endif /* LINUX_TICK_H */
