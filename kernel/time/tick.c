// SPDX-License-Identifier: MIT
/*
 * kernel/time/tick.c - the tick: HZ times a second while a CPU works, not at all while it idles
 *
 * What it is for
 *
 *   Somebody must count jiffies, write the time down, charge the running task and
 *   start the timers that are due.  A periodic interrupt does it: the tick.
 *
 * How it works
 *
 *   At first the clock event device rings periodically and tick_handle_periodic()
 *   is its handler.  As soon as there is a counter that does not need the tick
 *   to count, the device is switched to one-shot mode for hrtimers, and the tick
 *   becomes an hrtimer itself, tick_sched.sched_timer, which forwards itself by
 *   TICK_NSEC.
 *
 *   One CPU, tick_do_timer_cpu, does what is done once for all: jiffies follow
 *   the monotonic clock, so a tick that comes late counts for two.
 *
 *   A CPU with nothing to do does not need the tick:
 *
 *     idle loop                          sched_timer
 *     ---------                          -----------
 *     tick_nohz_idle_enter()
 *     tick_nohz_idle_stop_tick()  ---->  set to the next timer that is due,
 *     sti; hlt                           or cancelled
 *        interrupt: tick_irq_enter()     jiffies catch up first
 *        (again stop_tick; hlt)
 *     tick_nohz_idle_exit()       ---->  back on the old grid of ticks
 *
 * Context
 *
 *   All in interrupts-off context on the CPU concerned, but for the idle calls,
 *   which turn interrupts off themselves where needed.
 *
 * Locking
 *
 *   jiffies_lock guards jiffies_64, last_update and tick_do_timer_cpu's hand-over.
 *   Order: outside timekeeper_lock.
 *
 * Invariants
 *
 *   [J1] jiffies never run ahead of the clock: last_update <= now.
 *   [J2] a CPU halts with its tick stopped only if its device rings by the time
 *        the first timer is due.
 *
 * Compared with Linux: as CONFIG_NO_HZ_IDLE with high resolution.  A machine in
 * periodic mode keeps its tick in idle.  Left out: NO_HZ_FULL, broadcast.
 */

#include <linux/bug.h>
#include <linux/clockchips.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>

#include <asm/irq_regs.h>
#include <asm/ptrace.h>

#include "tick_internal.h"

/* The tick of a CPU in one-shot mode */
struct tick_sched {
	struct hrtimer sched_timer;	/* C: own CPU, irqs off */
	ktime_t last_tick;		/* C: sched_timer's expiry when the tick was stopped */
	ktime_t next_tick;		/* C: what the stopped tick is set to; 0: unknown */
	bool inidle;			/* C: between idle_enter and idle_exit */
	bool check_clock;		/* C: the counter or the device has changed */
};

DEFINE_PER_CPU(struct tick_device, tick_cpu_device);
DEFINE_PER_CPU(bool, tick_nohz_stopped);
static DEFINE_PER_CPU(struct tick_sched, tick_cpu_sched);

static DEFINE_RAW_SPINLOCK(jiffies_lock);
/* L: jiffies_lock; when jiffies was last counted up */
static ktime_t last_update;
static int tick_do_timer_cpu = TICK_DO_TIMER_BOOT;	/* L: jiffies_lock, but for a first look */

/* ---- jiffies ---- */

/* Count up jiffies by the ticks that have passed until @now. */
static void update_jiffies(ktime_t now)
{
	u64 ticks = 1;
	s64 delta;

	lockdep_assert_irqs_disabled();
	/* A stale look can only be too early: then somebody else counts this tick. */
	if (ktime_before(now, READ_ONCE(last_update) + TICK_NSEC))
		return;

	raw_spin_lock(&jiffies_lock);
	delta = ktime_sub(now, last_update);
	if (delta < TICK_NSEC) {	/* [J1] */
		raw_spin_unlock(&jiffies_lock);
		return;
	}
	if (delta >= 2 * TICK_NSEC)
		ticks = div_u64((u64)delta, TICK_NSEC);
	last_update += ticks * TICK_NSEC;
	WRITE_ONCE(jiffies_64, jiffies_64 + ticks);
	raw_spin_unlock(&jiffies_lock);
	update_wall_time();
}

/* The moment up to which jiffies have been counted */
ktime_t tick_jiffies_update_time(void)
{
	unsigned long flags;
	ktime_t time;

	raw_spin_lock_irqsave(&jiffies_lock, flags);
	time = last_update;
	raw_spin_unlock_irqrestore(&jiffies_lock, flags);
	return time;
}

/* Does this CPU count for all?  It takes the job over from one that sleeps. */
static inline bool counts_jiffies(void)
{
	int cpu = smp_processor_id();

	if (unlikely(READ_ONCE(tick_do_timer_cpu) == TICK_DO_TIMER_NONE))
		WRITE_ONCE(tick_do_timer_cpu, cpu);
	return READ_ONCE(tick_do_timer_cpu) == cpu;
}

/* The CPU that counts may have been kept from it, by its host for example. */
#define MAX_STALLED_TICKS 5

static inline bool jiffies_stall(ktime_t now)
{
	return unlikely(ktime_after(now, READ_ONCE(last_update) + MAX_STALLED_TICKS * TICK_NSEC));
}

static inline bool interrupted_user_mode(void)
{
	struct pt_regs *regs = get_irq_regs();

	return regs && user_mode(regs);
}

/* ---- periodic mode ---- */

/* Without a counter the device is the measure: one ring is one jiffy. */
static void count_one_jiffy(void)
{
	raw_spin_lock(&jiffies_lock);
	last_update += TICK_NSEC;
	WRITE_ONCE(jiffies_64, jiffies_64 + 1);
	raw_spin_unlock(&jiffies_lock);
	update_wall_time();
}

static void tick_handle_periodic(struct clock_event_device *dev)
{
	/* With one, others may have counted this tick: a CPU in one-shot mode that woke up. */
	if (counts_jiffies()) {
		if (timekeeping_valid_for_hres())
			update_jiffies(ktime_get());
		else
			count_one_jiffy();
	}
	update_process_times(interrupted_user_mode());

	/* update_process_times() may have switched to one-shot mode. */
	if (dev->event_handler != tick_handle_periodic || !clockevent_state_oneshot(dev))
		return;
	clockevents_program_event(dev, ktime_add_ns(dev->next_event, TICK_NSEC), true);
}

static void setup_periodic(struct clock_event_device *dev)
{
	dev->event_handler = tick_handle_periodic;
	if (dev->features & CLOCK_EVT_FEAT_PERIODIC) {
		clockevents_switch_state(dev, CLOCK_EVT_STATE_PERIODIC);
		return;
	}
	clockevents_switch_state(dev, CLOCK_EVT_STATE_ONESHOT);
	clockevents_program_event(dev, ktime_add_ns(ktime_get(), TICK_NSEC), true);
}

/* ---- which device ---- */

/* May @dev take the place of @current_dev on this CPU, and is it the better one? */
bool tick_is_better(struct clock_event_device *dev, struct clock_event_device *current_dev)
{
	bool oneshot = dev->features & CLOCK_EVT_FEAT_ONESHOT;

	if (!current_dev)
		return true;
	/* Once in one-shot mode there is no way back. */
	if (!oneshot && this_cpu_ptr(&tick_cpu_device)->mode == TICKDEV_MODE_ONESHOT)
		return false;
	if (oneshot && !(current_dev->features & CLOCK_EVT_FEAT_ONESHOT))
		return true;
	return dev->rating > current_dev->rating;
}

static void setup_device(struct tick_device *td, struct clock_event_device *dev,
			 void (*handler)(struct clock_event_device *dev), ktime_t next_event)
{
	td->evtdev = dev;
	if (td->mode == TICKDEV_MODE_PERIODIC) {
		setup_periodic(dev);
		return;
	}
	dev->event_handler = handler;
	clockevents_switch_state(dev, CLOCK_EVT_STATE_ONESHOT);
	tick_program_event(next_event, true);
}

/* @dev rings for this CPU from here on.  Called under clockevents_lock. */
void tick_replace_device(struct clock_event_device *dev)
{
	struct tick_device *td = this_cpu_ptr(&tick_cpu_device);
	struct clock_event_device *old = td->evtdev;

	clockevents_exchange_device(old, dev);
	setup_device(td, dev, old ? old->event_handler : NULL, old ? old->next_event : KTIME_MAX);
	if (dev->features & CLOCK_EVT_FEAT_ONESHOT)
		tick_clock_notify();
}

/* A new device has been registered: take it if it is better.  Called under clockevents_lock. */
void tick_check_new_device(struct clock_event_device *dev)
{
	struct clock_event_device *old = this_cpu_read(tick_cpu_device.evtdev);

	if (!cpumask_test_cpu(smp_processor_id(), dev->cpumask) || !tick_is_better(dev, old))
		return;
	if (!old && tick_do_timer_cpu == TICK_DO_TIMER_BOOT) {
		tick_do_timer_cpu = smp_processor_id();
		last_update = ktime_get();
	}
	tick_replace_device(dev);
}

/* The counter or a device has changed: look again whether one-shot mode is possible. */
void tick_clock_notify(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
		per_cpu(tick_cpu_sched, cpu).check_clock = true;
}

/* ---- one-shot mode ---- */

/* True once, when all that hrtimers need has come together.  Each periodic tick asks. */
bool tick_check_oneshot_change(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	struct clock_event_device *dev = this_cpu_ptr(&tick_cpu_device)->evtdev;

	if (likely(!ts->check_clock))
		return false;
	ts->check_clock = false;
	return timekeeping_valid_for_hres() && dev && (dev->features & CLOCK_EVT_FEAT_ONESHOT);
}

/* Does this CPU's tick need a counter that goes on without it? */
bool tick_oneshot_mode_active(void)
{
	return this_cpu_read(tick_cpu_device.mode) == TICKDEV_MODE_ONESHOT;
}

int tick_switch_to_oneshot(void (*handler)(struct clock_event_device *dev))
{
	struct tick_device *td = this_cpu_ptr(&tick_cpu_device);

	lockdep_assert_irqs_disabled();
	td->mode = TICKDEV_MODE_ONESHOT;
	td->evtdev->event_handler = handler;
	clockevents_switch_state(td->evtdev, CLOCK_EVT_STATE_ONESHOT);
	return 0;
}

/**
 * tick_program_event - set this CPU's device
 * @expires: when; KTIME_MAX stops it
 *
 * Context: interrupts off.
 * Return: 0, or -ETIME if @expires is past and not @force.
 */
int tick_program_event(ktime_t expires, bool force)
{
	struct clock_event_device *dev = this_cpu_read(tick_cpu_device.evtdev);

	if (unlikely(expires == KTIME_MAX)) {
		clockevents_switch_state(dev, CLOCK_EVT_STATE_ONESHOT_STOPPED);
		dev->next_event = KTIME_MAX;
		return 0;
	}
	if (unlikely(clockevent_state_oneshot_stopped(dev)))
		clockevents_switch_state(dev, CLOCK_EVT_STATE_ONESHOT);
	return clockevents_program_event(dev, expires, force);
}

/* The tick as an hrtimer's callback */
static enum hrtimer_restart tick_sched_timer(struct hrtimer *timer)
{
	ktime_t now = ktime_get();

	if (counts_jiffies() || jiffies_stall(now))
		update_jiffies(now);
	update_process_times(interrupted_user_mode());

	if (unlikely(tick_nohz_tick_stopped())) {
		/* The idle loop sets it anew. */
		this_cpu_write(tick_cpu_sched.next_tick, 0);
		return HRTIMER_NORESTART;
	}
	hrtimer_forward(timer, now, TICK_NSEC);
	return HRTIMER_RESTART;
}

/* One-shot mode begins: the tick goes on where the periodic one stopped. */
void tick_setup_sched_timer(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	ktime_t now = ktime_get();

	hrtimer_setup(&ts->sched_timer, tick_sched_timer, CLOCK_MONOTONIC,
		      HRTIMER_MODE_ABS_HARD);
	hrtimer_set_expires(&ts->sched_timer, last_update);
	hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
	hrtimer_start_expires(&ts->sched_timer, HRTIMER_MODE_ABS_PINNED_HARD);
}

/* ---- the tick in idle ---- */

/**
 * tick_irq_enter - an interrupt came while the tick was stopped: count what was missed
 *
 * Context: hardirq, before any handler looks at jiffies.
 */
void tick_irq_enter(void)
{
	update_jiffies(ktime_get());
}

/* A softirq left pending would wait for the next interrupt, which may never come. */
static void report_pending_softirq(void)
{
	static int reports;	/* of any CPU; a lost count is no harm */

	if (reports >= 10)
		return;
	reports++;
	pr_warn("NOHZ tick-stop error: local softirq work is pending, handler #%02x!!!\n",
		local_softirq_pending());
}

static bool may_stop_tick(const struct tick_sched *ts)
{
	if (!ts->inidle || !this_cpu_ptr(&hrtimer_bases)->hres_active || need_resched())
		return false;
	if (unlikely(local_softirq_pending())) {
		report_pending_softirq();
		return false;
	}
	return true;
}

/* When must this CPU be back?  KTIME_MAX: whenever something happens; 0: the tick goes on. */
static ktime_t next_wake_up(void)
{
	unsigned long now_jiffies;
	ktime_t now_ns, next;

	raw_spin_lock(&jiffies_lock);
	now_jiffies = jiffies;
	now_ns = last_update;
	raw_spin_unlock(&jiffies_lock);

	next = (ktime_t)get_next_timer_interrupt(now_jiffies, (u64)now_ns);
	/* Within a tick: a tick that runs will see to it; one that has stopped is set to it. */
	if (next <= now_ns + TICK_NSEC && !tick_nohz_tick_stopped())
		return 0;
	/* The counter must be read before it wraps. */
	return min_t(ktime_t, next, now_ns + (ktime_t)timekeeping_max_deferment());
}

static void stop_tick(struct tick_sched *ts, ktime_t expires)
{
	if (!tick_nohz_tick_stopped()) {
		ts->last_tick = hrtimer_get_expires(&ts->sched_timer);
		this_cpu_write(tick_nohz_stopped, true);
		if (tick_do_timer_cpu == smp_processor_id())
			WRITE_ONCE(tick_do_timer_cpu, TICK_DO_TIMER_NONE);
	}
	if (expires == ts->next_tick)
		return;
	ts->next_tick = expires;
	hrtimer_start(&ts->sched_timer, expires, HRTIMER_MODE_ABS_PINNED_HARD);	/* [J2] */
}

/* The tick runs again, on the grid on which it was stopped. */
static void restart_tick(struct tick_sched *ts)
{
	ktime_t now = ktime_get();

	update_jiffies(now);
	timer_clear_idle();
	hrtimer_cancel(&ts->sched_timer);
	hrtimer_set_expires(&ts->sched_timer, ts->last_tick);
	hrtimer_forward(&ts->sched_timer, now, TICK_NSEC);
	this_cpu_write(tick_nohz_stopped, false);
	ts->next_tick = 0;
	hrtimer_start_expires(&ts->sched_timer, HRTIMER_MODE_ABS_PINNED_HARD);
}

/**
 * tick_nohz_idle_stop_tick - no tick until the next timer is due
 *
 * Called before each halt: an interrupt may have set a nearer timer.
 * Context: idle task, interrupts off.
 */
void tick_nohz_idle_stop_tick(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	ktime_t expires;

	lockdep_assert_irqs_disabled();
	if (!may_stop_tick(ts))
		return;
	/*
	 * Without a local APIC, only a tick runs what an NMI has queued; and only a tick lets
	 * RCU's callbacks move on, also those that an interrupt has queued since it stopped.
	 */
	expires = irq_work_needs_cpu() || rcu_needs_cpu() ? 0 : next_wake_up();
	if (expires)
		stop_tick(ts, expires);
	else if (tick_nohz_tick_stopped())
		restart_tick(ts);
}

/* Context: idle task, interrupts on. */
void tick_nohz_idle_enter(void)
{
	local_irq_disable();
	this_cpu_write(tick_cpu_sched.inidle, true);
	local_irq_enable();
}

/* Context: idle task, interrupts on, about to run another task. */
void tick_nohz_idle_exit(void)
{
	struct tick_sched *ts = this_cpu_ptr(&tick_cpu_sched);
	bool restarted;

	local_irq_disable();
	ts->inidle = false;
	restarted = tick_nohz_tick_stopped();
	if (restarted)
		restart_tick(ts);
	local_irq_enable();
	/* Timers due at a tick that restart_tick() has passed over do not wait for the next. */
	if (restarted && unlikely(timers_are_due()))
		run_timers_now();
}
