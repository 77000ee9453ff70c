/* SPDX-License-Identifier: MIT */
/*
 * include/linux/hrtimer.h - timers in nanoseconds
 *
 * An hrtimer's callback runs in hardirq context, straight from the clock's
 * interrupt; with a _SOFT mode it runs from HRTIMER_SOFTIRQ.  It returns
 * HRTIMER_RESTART after moving its own expiry forward, or HRTIMER_NORESTART.
 */
#ifndef LINUX_HRTIMER_H
#define LINUX_HRTIMER_H

#include <linux/debugobjects.h>
#include <linux/ktime.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/timerqueue.h>
#include <linux/types.h>

struct clock_event_device;
struct hrtimer_clock_base;
struct hrtimer_cpu_base;
struct task_struct;

enum hrtimer_mode {
	HRTIMER_MODE_ABS	= 0x00,		/* expiry is a point in time */
	HRTIMER_MODE_REL	= 0x01,		/* expiry counts from the call */
	HRTIMER_MODE_PINNED	= 0x02,		/* stays on the CPU that starts it */
	HRTIMER_MODE_SOFT	= 0x04,		/* callback in softirq context */
	HRTIMER_MODE_HARD	= 0x08,		/* callback in hardirq context, on any kernel */

	HRTIMER_MODE_ABS_PINNED = HRTIMER_MODE_ABS | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_REL_PINNED = HRTIMER_MODE_REL | HRTIMER_MODE_PINNED,

	HRTIMER_MODE_ABS_SOFT	= HRTIMER_MODE_ABS | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_SOFT	= HRTIMER_MODE_REL | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_PINNED_SOFT = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_PINNED_SOFT = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_SOFT,

	HRTIMER_MODE_ABS_HARD	= HRTIMER_MODE_ABS | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_HARD	= HRTIMER_MODE_REL | HRTIMER_MODE_HARD,
	HRTIMER_MODE_ABS_PINNED_HARD = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_PINNED_HARD = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_HARD,
};

enum hrtimer_restart {
	HRTIMER_NORESTART,
	HRTIMER_RESTART,
};

#define HRTIMER_STATE_INACTIVE	0x00
#define HRTIMER_STATE_ENQUEUED	0x01

struct hrtimer {
	struct timerqueue_node node;		/* L: cpu_base lock; hard expiry */
	ktime_t _softexpires;			/* L: earliest expiry */
	enum hrtimer_restart (*function)(struct hrtimer *timer);	/* I */
	struct hrtimer_clock_base *base;	/* L: whose queue */
	u8 state;				/* L: HRTIMER_STATE_* */
	u8 is_rel;				/* L */
	u8 is_soft;				/* I */
	u8 is_hard;				/* I */
};

/* A timer that wakes a task; task becomes NULL when it has. */
struct hrtimer_sleeper {
	struct hrtimer timer;
	struct task_struct *task;
};

enum hrtimer_base_type {
	HRTIMER_BASE_MONOTONIC,
	HRTIMER_BASE_REALTIME,
	HRTIMER_BASE_BOOTTIME,
	HRTIMER_BASE_TAI,
	HRTIMER_BASE_MONOTONIC_SOFT,
	HRTIMER_BASE_REALTIME_SOFT,
	HRTIMER_BASE_BOOTTIME_SOFT,
	HRTIMER_BASE_TAI_SOFT,
	HRTIMER_MAX_CLOCK_BASES,
};

/* One clock's queue on one CPU; 64 bytes, so that finding one is a shift */
struct hrtimer_clock_base {
	struct hrtimer_cpu_base *cpu_base;	/* I */
	unsigned int index;			/* I: enum hrtimer_base_type */
	clockid_t clockid;			/* I */
	struct hrtimer *running;		/* L: whose callback runs */
	struct timerqueue_head active;		/* L: the pending ones */
	ktime_t (*get_time)(void);		/* I */
	ktime_t offset;				/* L: this clock minus the monotonic one */
} __aligned(64);

/* All queues of one CPU.  Lock order: inside rq->lock; outside nothing but clock reads. */
struct hrtimer_cpu_base {
	raw_spinlock_t lock;
	unsigned int cpu;			/* I */
	unsigned int active_bases;		/* L: bit per base with a pending timer */
	bool hres_active;			/* C: one-shot mode */
	bool in_hrtirq;				/* L: hrtimer_interrupt() will reprogram */
	bool softirq_activated;			/* L: HRTIMER_SOFTIRQ raised, not yet run */
	unsigned int nr_events;			/* L: interrupts taken */
	unsigned int nr_retries;		/* L: of these, looped */
	unsigned int nr_hangs;			/* L: of these, gave up for a while */
	ktime_t expires_next;			/* L: what the device is programmed for */
	ktime_t softirq_expires_next;		/* L: earliest soft timer */
	struct hrtimer_clock_base clock_base[HRTIMER_MAX_CLOCK_BASES];
};

DECLARE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

extern unsigned int hrtimer_resolution;	/* ns: 1, or a tick before one-shot mode */

void hrtimers_init(void);
void hrtimers_prepare_cpu(unsigned int cpu);

void hrtimer_init(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode);
void hrtimer_setup(struct hrtimer *timer, enum hrtimer_restart (*function)(struct hrtimer *),
		   clockid_t which_clock, enum hrtimer_mode mode);
void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, clockid_t clock_id, enum hrtimer_mode mode);
void hrtimer_sleeper_start_expires(struct hrtimer_sleeper *sl, enum hrtimer_mode mode);

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode);
int hrtimer_cancel(struct hrtimer *timer);
int hrtimer_try_to_cancel(struct hrtimer *timer);
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval);
bool hrtimer_active(const struct hrtimer *timer);
ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust);
void hrtimer_interrupt(struct clock_event_device *dev);
void hrtimer_run_queues(void);
void clock_was_set(void);

void hrtimer_init_on_stack(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode);

static inline void hrtimer_setup_on_stack(struct hrtimer *timer,
					  enum hrtimer_restart (*function)(struct hrtimer *),
					  clockid_t which_clock, enum hrtimer_mode mode)
{
	hrtimer_init_on_stack(timer, which_clock, mode);
	timer->function = function;
}

void hrtimer_init_sleeper_on_stack(struct hrtimer_sleeper *sl, clockid_t clock_id,
				   enum hrtimer_mode mode);

static inline void hrtimer_setup_sleeper_on_stack(struct hrtimer_sleeper *sl,
						  clockid_t clock_id, enum hrtimer_mode mode)
{
	hrtimer_init_sleeper_on_stack(sl, clock_id, mode);
}

static inline void destroy_hrtimer_on_stack(struct hrtimer *timer)
{
	debug_object_free(timer, &hrtimer_debug_descr);
}

/* Start, or start anew, with no slack */
static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim, const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, tim, 0, mode);
}

static inline void hrtimer_set_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = time;
	timer->_softexpires = time;
}

static inline void hrtimer_set_expires_range_ns(struct hrtimer *timer, ktime_t time, u64 delta)
{
	timer->_softexpires = time;
	timer->node.expires = ktime_add_safe(time, ns_to_ktime(delta));
}

static inline void hrtimer_set_expires_range(struct hrtimer *timer, ktime_t time, ktime_t delta)
{
	hrtimer_set_expires_range_ns(timer, time, (u64)delta);
}

static inline void hrtimer_add_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = ktime_add_safe(timer->node.expires, time);
	timer->_softexpires = ktime_add_safe(timer->_softexpires, time);
}

static inline void hrtimer_add_expires_ns(struct hrtimer *timer, u64 ns)
{
	hrtimer_add_expires(timer, ns_to_ktime(ns));
}

static inline ktime_t hrtimer_get_expires(const struct hrtimer *timer)
{
	return timer->node.expires;
}

static inline ktime_t hrtimer_get_softexpires(const struct hrtimer *timer)
{
	return timer->_softexpires;
}

static inline s64 hrtimer_get_expires_ns(const struct hrtimer *timer)
{
	return ktime_to_ns(timer->node.expires);
}

static inline ktime_t hrtimer_cb_get_time(struct hrtimer *timer)
{
	return timer->base->get_time();
}

static inline ktime_t hrtimer_expires_remaining(const struct hrtimer *timer)
{
	return ktime_sub(timer->node.expires, timer->base->get_time());
}

static inline ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	return __hrtimer_get_remaining(timer, false);
}

static inline void hrtimer_start_expires(struct hrtimer *timer, enum hrtimer_mode mode)
{
	ktime_t soft = hrtimer_get_softexpires(timer);
	ktime_t hard = hrtimer_get_expires(timer);

	hrtimer_start_range_ns(timer, soft, (u64)ktime_to_ns(ktime_sub(hard, soft)), mode);
}

static inline void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}

/* In a queue?  True also for one that waits for its softirq. */
static inline bool hrtimer_is_queued(struct hrtimer *timer)
{
	return !!(READ_ONCE(timer->state) & HRTIMER_STATE_ENQUEUED);
}

static inline int hrtimer_callback_running(struct hrtimer *timer)
{
	return timer->base->running == timer;
}

static inline void hrtimer_update_function(struct hrtimer *timer,
					   enum hrtimer_restart (*function)(struct hrtimer *))
{
	timer->function = function;
}

static inline u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, timer->base->get_time(), interval);
}

int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode);
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta, const enum hrtimer_mode mode,
				   clockid_t clock_id);
int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode);

/* For the monitor: every pending timer of both kinds, Linux's /proc/timer_list */
void sysrq_timer_list_show(void);

#endif /* LINUX_HRTIMER_H */
