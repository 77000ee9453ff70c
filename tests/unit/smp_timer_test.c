// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_timer_test.c - timers on several CPUs: set there, deleted from here
 *
 * With one CPU there is nothing to show, and all cases skip.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/rwlock.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include <asm/processor.h>

#include "smp_crew.h"
#include "smp_help.h"

#define ROUNDS	100

struct probe {
	struct timer_list timer;
	struct hrtimer hrtimer;
	unsigned int runs;
	unsigned int begun;		/* functions that have been entered ... */
	unsigned int ended;		/* ... and left */
	unsigned int cpu;
	unsigned int next_cpu;		/* the function sets its timer there */
};

static void note_run(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	WRITE_ONCE(p->cpu, raw_smp_processor_id());
	WRITE_ONCE(p->runs, p->runs + 1);
}

static void m2_timer_runs_on_each_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int cpu, n = 0;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, note_run, 0);
	for_each_online_cpu(cpu) {
		p.timer.expires = jiffies + 2;
		add_timer_on(&p.timer, (int)cpu);	/* most of them idle */
		n++;
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.runs) == n));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.cpu), cpu);
	}
	timer_delete_sync(&p.timer);
	destroy_timer_on_stack(&p.timer);
}

/* Long enough to be met at work by who deletes it. */
static void work_a_while(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	WRITE_ONCE(p->begun, p->begun + 1);
	udelay(200);
	WRITE_ONCE(p->ended, p->ended + 1);
}

static void m2_delete_waits_for_another_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, work_a_while, 0);
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		p.timer.expires = jiffies;
		add_timer_on(&p.timer, (int)nth_cpu(1));
		if (i & 1)
			while (READ_ONCE(p.begun) == begun)
				cpu_relax();
		timer_delete_sync(&p.timer);
		KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	timer_shutdown_sync(&p.timer);
	mod_timer(&p.timer, jiffies);
	KUNIT_EXPECT_FALSE(test, timer_pending(&p.timer));
	destroy_timer_on_stack(&p.timer);
}

/* The function gives its timer to another CPU, and goes on for a while. */
static void give_away(struct timer_list *timer)
{
	struct probe *p = from_timer(p, timer, timer);

	timer->expires = jiffies + HZ * 100;
	add_timer_on(timer, (int)p->next_cpu);
	work_a_while(timer);
}

static void m2_delete_waits_where_it_ran(struct kunit *test)
{
	struct probe p = { .next_cpu = 0 };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	timer_setup_on_stack(&p.timer, give_away, 0);
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		p.timer.expires = jiffies;
		add_timer_on(&p.timer, (int)nth_cpu(1));
		while (READ_ONCE(p.begun) == begun)
			cpu_relax();
		KUNIT_EXPECT_EQ(test, timer_delete_sync(&p.timer), 1);
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	destroy_timer_on_stack(&p.timer);
}

static enum hrtimer_restart work_in_hardirq(struct hrtimer *timer)
{
	struct probe *p = container_of(timer, struct probe, hrtimer);

	WRITE_ONCE(p->begun, p->begun + 1);
	udelay(50);
	hrtimer_forward_now(timer, 100 * NSEC_PER_USEC);
	WRITE_ONCE(p->ended, p->ended + 1);
	return HRTIMER_RESTART;
}

static void start_hrtimer(void *data)
{
	struct probe *p = data;

	hrtimer_start(&p->hrtimer, 100 * NSEC_PER_USEC, HRTIMER_MODE_REL_PINNED);
}

static void m2_hrtimer_cancel_from_another_cpu(struct kunit *test)
{
	struct probe p = { };
	unsigned int i;

	SKIP_UNLESS_CPUS(test, 2);
	hrtimer_init_on_stack(&p.hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED);
	p.hrtimer.function = work_in_hardirq;
	for (i = 0; i < ROUNDS; i++) {
		unsigned int begun = READ_ONCE(p.begun);

		smp_call_function_single((int)nth_cpu(1), start_hrtimer, &p, 1);
		KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(p.begun) != begun));
		hrtimer_cancel(&p.hrtimer);
		KUNIT_EXPECT_FALSE(test, hrtimer_active(&p.hrtimer));
		KUNIT_EXPECT_EQ(test, READ_ONCE(p.begun), READ_ONCE(p.ended));
	}
	destroy_hrtimer_on_stack(&p.hrtimer);
}

/* ---- the storm ---- */

#define STORM_TIMERS	4
#define STORM_ROUNDS	1000

/*
 * Every arming ends in exactly one way: its timer runs, or somebody deletes it.  An arming
 * begins when mod_timer() says that the timer was not pending.
 */
struct storm_timer {
	struct timer_list timer;
	rwlock_t gate;			/* held for writing: nobody else arms it */
	atomic_t armed, ran, deleted;
	atomic_t inside;		/* functions of this timer that run */
	atomic_t strays;		/* ran twice at once, or after it was deleted for good */
	bool closed;			/* deleted with the gate shut: it must not run */
	bool rearms;
};

struct storm {
	struct crew crew;
	struct storm_timer timers[STORM_TIMERS];
};

static void arm(struct storm_timer *t, unsigned long ticks)
{
	if (!mod_timer(&t->timer, jiffies + ticks))
		atomic_inc(&t->armed);
}

static void storm_fn(struct timer_list *timer)
{
	struct storm_timer *t = from_timer(t, timer, timer);

	if (atomic_inc_return(&t->inside) != 1 || READ_ONCE(t->closed))
		atomic_inc(&t->strays);
	atomic_inc(&t->ran);
	udelay(1000);
	if (t->rearms && atomic_read(&t->ran) % 3)
		arm(t, 1);
	atomic_dec(&t->inside);
}

static void delete_behind_gate(struct storm_timer *t)
{
	write_lock_bh(&t->gate);
	if (timer_delete_sync(&t->timer))
		atomic_inc(&t->deleted);
	WRITE_ONCE(t->closed, true);
	if (atomic_read(&t->inside) || timer_pending(&t->timer))
		atomic_inc(&t->strays);
	udelay(20);			/* time to run, for one that was missed */
	WRITE_ONCE(t->closed, false);
	write_unlock_bh(&t->gate);
}

/* Nobody arms it by chance in between: shut down is shut down. */
static void shut_down_and_set_up(struct storm_timer *t)
{
	write_lock_bh(&t->gate);
	if (timer_shutdown_sync(&t->timer))
		atomic_inc(&t->deleted);
	WRITE_ONCE(t->closed, true);
	if (mod_timer(&t->timer, jiffies) || timer_pending(&t->timer) || atomic_read(&t->inside))
		atomic_inc(&t->strays);
	udelay(20);
	WRITE_ONCE(t->closed, false);
	timer_setup(&t->timer, storm_fn, 0);
	write_unlock_bh(&t->gate);
}

static void arm_through_gate(struct storm_timer *t, unsigned long ticks)
{
	read_lock_bh(&t->gate);
	arm(t, ticks);
	read_unlock_bh(&t->gate);
}

static void storm_once(struct storm_timer *t, unsigned int what)
{
	switch (what % 32) {
	case 0:
		delete_behind_gate(t);
		break;
	case 1:
		shut_down_and_set_up(t);
		break;
	case 2:
		if (timer_delete(&t->timer))
			atomic_inc(&t->deleted);
		break;
	case 3:
		if (timer_delete_sync_try(&t->timer) == 1)
			atomic_inc(&t->deleted);
		break;
	case 4 ... 12:
		schedule_timeout_uninterruptible(1);	/* when others are due, too */
		delete_behind_gate(t);
		break;
	default:
		arm_through_gate(t, what % 3);
	}
}

static void make_storm(struct crew *crew, void *arg)
{
	struct storm *s = arg;
	u32 seed = (u32)current->pid * 2654435761u;

	for (unsigned int i = 0; i < STORM_ROUNDS && !crew_stopped(crew); i++) {
		struct storm_timer *t = &s->timers[crew_random(&seed) % STORM_TIMERS];

		storm_once(t, crew_random(&seed));
		cond_resched();
	}
}

static void prepare_storm(struct storm *s)
{
	for (unsigned int i = 0; i < STORM_TIMERS; i++) {
		struct storm_timer *t = &s->timers[i];

		timer_setup(&t->timer, storm_fn, 0);
		rwlock_init(&t->gate);
		t->rearms = i & 1;
	}
}

/* The last arming is not lost either: it runs, although it was set by one of many. */
static void expect_conservation(struct kunit *test, struct storm_timer *t)
{
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(!timer_pending(&t->timer) && !atomic_read(&t->inside)));
	timer_shutdown_sync(&t->timer);
	kunit_info(test, "armed %d times, ran %d, deleted %d", atomic_read(&t->armed),
		   atomic_read(&t->ran), atomic_read(&t->deleted));
	KUNIT_EXPECT_EQ(test, atomic_read(&t->armed),
			atomic_read(&t->ran) + atomic_read(&t->deleted));
	KUNIT_EXPECT_EQ(test, atomic_read(&t->strays), 0);
	KUNIT_EXPECT_GT(test, atomic_read(&t->ran), 0);
	KUNIT_EXPECT_GT(test, atomic_read(&t->deleted), 0);
}

static void m2_storm_from_all_cpus(struct kunit *test)
{
	struct storm *s = kunit_kzalloc(test, sizeof(*s), GFP_KERNEL);
	unsigned int cpu, i;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, s);
	prepare_storm(s);
	crew_begin(&s->crew);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_TRUE(test, crew_add(&s->crew, cpu, make_storm, s));
	KUNIT_EXPECT_TRUE(test, crew_wait(atomic_read(&s->crew.working) == 1));
	crew_end(&s->crew);
	for (i = 0; i < STORM_TIMERS; i++)
		s->timers[i].rearms = false;
	for (i = 0; i < STORM_TIMERS; i++)
		expect_conservation(test, &s->timers[i]);
}

static struct kunit_case smp_timer_cases[] = {
	KUNIT_CASE(m2_timer_runs_on_each_cpu),
	KUNIT_CASE(m2_delete_waits_for_another_cpu),
	KUNIT_CASE(m2_delete_waits_where_it_ran),
	KUNIT_CASE(m2_hrtimer_cancel_from_another_cpu),
	KUNIT_CASE(m2_storm_from_all_cpus),
	{ }
};

static struct kunit_suite smp_timer_suite = {
	.name = "smp_timer",
	.test_cases = smp_timer_cases,
};
kunit_test_suite(smp_timer_suite);
