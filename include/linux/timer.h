/* SPDX-License-Identifier: MIT */
/*
 * include/linux/timer.h - call a function some ticks from now, in softirq context
 *
 * A timer fires once, never before its jiffy, at most an eighth of its delay
 * and one tick later (kernel/time/timer.c says why).  The callback runs from
 * TIMER_SOFTIRQ with interrupts on: it must not sleep.
 *
 * Two generations of interface: timer_setup() passes the timer to its callback;
 * setup_timer() and init_timer(), gone from Linux since 4.15, pass a word.
 */
#ifndef LINUX_TIMER_H
#define LINUX_TIMER_H

#include <linux/debugobjects.h>
#include <linux/container_of.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/stddef.h>
#include <linux/types.h>

struct timer_list {
	struct hlist_node entry;	/* L: timer_base lock; pprev == NULL: not pending */
	unsigned long expires;		/* L: jiffy asked for */
	void (*function)(struct timer_list *timer);	/* L: NULL: shut down */
	/* I: what function gets: the timer, or the old API's word */
	unsigned long data;
	unsigned long home;		/* L: which wheel; timer.c's */
	u32 flags;			/* I: TIMER_* */
};

#define TIMER_DEFERRABLE	0x00080000	/* need not wake an idle CPU */
#define TIMER_PINNED		0x00100000	/* stays on the CPU that arms it */
#define TIMER_IRQSAFE		0x00200000	/* callback runs with interrupts off */
#define TIMER_INIT_FLAGS	(TIMER_DEFERRABLE | TIMER_PINNED | TIMER_IRQSAFE)

/* A statically defined timer finds its home when it is first set. */

#define __TIMER_INITIALIZER(_name, _function, _flags) {		\
		.entry = { .next = NULL, .pprev = NULL },	\
		.function = (_function),			\
		.data = (unsigned long)&(_name),		\
		.flags = (_flags),				\
	}

#define DEFINE_TIMER(_name, _function)				\
	struct timer_list _name = __TIMER_INITIALIZER(_name, _function, 0)

void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
		    unsigned int flags);
void init_timer_on_stack_key(struct timer_list *timer, void (*func)(struct timer_list *timer),
			     unsigned int flags);

/**
 * timer_setup - prepare a timer for first use
 * @timer: the timer
 * @callback: called when it expires, with @timer
 * @flags: TIMER_DEFERRABLE, TIMER_PINNED, TIMER_IRQSAFE
 */
#define timer_setup(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags))
#define timer_setup_on_stack(timer, callback, flags) \
	init_timer_on_stack_key((timer), (callback), (flags))
#define __timer_init(timer, callback, flags) \
	init_timer_key((timer), (callback), (flags))

static inline void destroy_timer_on_stack(struct timer_list *timer)
{
	debug_object_free(timer, &timer_debug_descr);
}

static inline void timer_destroy_on_stack(struct timer_list *timer)
{
	destroy_timer_on_stack(timer);
}

/* The structure around the timer that a callback got */
#define from_timer(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, typeof(*(var)), timer_fieldname)
#define timer_container_of(var, callback_timer, timer_fieldname) \
	container_of(callback_timer, typeof(*(var)), timer_fieldname)

/* Armed and not yet taken out to run?  Only a snapshot unless the caller excludes others. */
static inline int timer_pending(const struct timer_list *timer)
{
	return !hlist_unhashed_lockless(&timer->entry);
}

/* Delays beyond this many ticks are cut to it. */
#define NEXT_TIMER_MAX_DELTA	((1UL << 30) - 1)

void add_timer(struct timer_list *timer);
void add_timer_on(struct timer_list *timer, int cpu);
int mod_timer(struct timer_list *timer, unsigned long expires);
int mod_timer_pending(struct timer_list *timer, unsigned long expires);
int timer_reduce(struct timer_list *timer, unsigned long expires);

int timer_delete(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int timer_delete_sync_try(struct timer_list *timer);
int timer_shutdown(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);

#define del_timer(t)			timer_delete(t)
#define del_timer_sync(t)		timer_delete_sync(t)
#define try_to_del_timer_sync(t)	timer_delete_sync_try(t)
#define del_singleshot_timer_sync(t)	timer_delete_sync(t)

/* Boot */
void timers_init(void);
void timers_prepare_cpu(unsigned int cpu);

/* The interface of before 4.15: the callback gets the word "data". */

static inline void init_timer(struct timer_list *timer)
{
	init_timer_key(timer, NULL, 0);
}

static inline void setup_timer(struct timer_list *timer, void (*func)(unsigned long data),
			       unsigned long data)
{
	/* The callback is called with one word either way. */
	init_timer_key(timer, (void (*)(struct timer_list *))(void *)func, 0);
	timer->data = data;
}

#endif /* LINUX_TIMER_H */
