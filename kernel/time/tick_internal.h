/* SPDX-License-Identifier: MIT */
/* kernel/time/tick_internal.h - what the files of this folder tell each other */
#ifndef KERNEL_TIME_TICK_INTERNAL_H
#define KERNEL_TIME_TICK_INTERNAL_H

#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/hrtimer.h>
#include <linux/percpu.h>

struct seq_file;

#define JIFFIES_SHIFT	8

enum tick_device_mode {
	TICKDEV_MODE_PERIODIC,
	TICKDEV_MODE_ONESHOT,
};

/* The device that rings for this CPU */
struct tick_device {
	struct clock_event_device *evtdev;	/* C: own CPU, irqs off */
	enum tick_device_mode mode;		/* C */
};

DECLARE_PER_CPU(struct tick_device, tick_cpu_device);

/* jiffies.c */
extern struct clocksource clocksource_jiffies;

/* timekeeping.c */
void timekeeping_notify(struct clocksource *cs);
bool timekeeping_valid_for_hres(void);

/* sched_clock.c: false while it only counts ticks */
bool sched_clock_counts(void);

/* clockevents.c */
void clockevents_switch_state(struct clock_event_device *dev, enum clock_event_state state);
int clockevents_program_event(struct clock_event_device *dev, ktime_t expires, bool force);
void clockevents_exchange_device(struct clock_event_device *old, struct clock_event_device *dev);

/* tick.c */
void tick_check_new_device(struct clock_event_device *dev);
bool tick_is_better(struct clock_event_device *dev, struct clock_event_device *current_dev);
void tick_replace_device(struct clock_event_device *dev);
void tick_clock_notify(void);
bool tick_check_oneshot_change(void);
bool tick_oneshot_mode_active(void);
int tick_program_event(ktime_t expires, bool force);
int tick_switch_to_oneshot(void (*handler)(struct clock_event_device *dev));
void tick_setup_sched_timer(void);
ktime_t tick_jiffies_update_time(void);

/* timer.c */
void update_process_times(bool user_tick);
u64 get_next_timer_interrupt(unsigned long basej, u64 basem);
void timer_clear_idle(void);
bool timers_are_due(void);
void run_timers_now(void);
void timer_list_print_wheel(int cpu);

/* timer_debug.c: for debug=objects */

#endif /* KERNEL_TIME_TICK_INTERNAL_H */
