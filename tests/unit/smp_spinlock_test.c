// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_spinlock_test.c - a waiter that cannot go on holds up nobody
 */

#include <linux/jiffies.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/processor.h>

#include "smp_help.h"

/* The case's task: with a lock held, so without sleeping. */
#define SPIN_FOR(condition) ({							\
	unsigned long __end = jiffies + GIVE_UP_TICKS;				\
	while (!(condition) && time_before(jiffies, __end))			\
		cpu_relax();							\
	!!(condition); })

struct meeting {
	spinlock_t lock;
	struct __call_single_data csd;
	bool held;			/* the case: the waiter shall come */
	bool arrived;			/* the interrupt on the waiter's CPU */
	bool go;			/* the case: it shall return */
	unsigned int entered;		/* lock: by the waiter */
};

/* Hardirq on the waiter's CPU: keep it from looking at the lock. */
static void detain(void *data)
{
	struct meeting *m = data;

	WRITE_ONCE(m->arrived, true);
	SPIN_FOR(READ_ONCE(m->go));
}

static int wait_for_lock(void *data)
{
	struct meeting *m = data;

	while (!READ_ONCE(m->held))
		schedule_timeout_uninterruptible(1);
	spin_lock(&m->lock);
	m->entered++;
	spin_unlock(&m->lock);
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(1);
	return 0;
}

/* Whether the lock could be had while the one who waited first was interrupted. */
static bool take_before_waiter(struct kunit *test, struct meeting *m, unsigned int cpu)
{
	bool first;

	spin_lock(&m->lock);
	WRITE_ONCE(m->held, true);
	KUNIT_EXPECT_TRUE(test, SPIN_FOR(spin_is_contended(&m->lock)));
	KUNIT_EXPECT_EQ(test, smp_call_function_single_async(cpu, &m->csd), 0);
	KUNIT_EXPECT_TRUE(test, SPIN_FOR(READ_ONCE(m->arrived)));
	spin_unlock(&m->lock);
	KUNIT_EXPECT_FALSE(test, spin_trylock(&m->lock));	/* it does not push in */

	spin_lock(&m->lock);
	first = !m->entered;
	spin_unlock(&m->lock);
	WRITE_ONCE(m->go, true);
	return first;
}

/* So it is with a virtual CPU that its host does not run just now. */
static void interrupted_waiter_holds_up_nobody(struct kunit *test)
{
	struct meeting *m = kunit_kzalloc(test, sizeof(*m), GFP_KERNEL);
	struct task_struct *waiter;

	SKIP_UNLESS_CPUS(test, 2);
	KUNIT_ASSERT_NOT_NULL(test, m);
	spin_lock_init(&m->lock);
	INIT_CSD(&m->csd, detain, m);
	waiter = start_on(wait_for_lock, m, nth_cpu(1));
	KUNIT_ASSERT_FALSE(test, IS_ERR(waiter));

	KUNIT_EXPECT_TRUE(test, take_before_waiter(test, m, nth_cpu(1)));
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(m->entered)));
	KUNIT_EXPECT_FALSE(test, spin_is_contended(&m->lock));
	end_thread(waiter);
}

static struct kunit_case smp_spinlock_cases[] = {
	KUNIT_CASE(interrupted_waiter_holds_up_nobody),
	{ }
};

static struct kunit_suite smp_spinlock_suite = {
	.name = "smp_spinlock",
	.test_cases = smp_spinlock_cases,
};
kunit_test_suite(smp_spinlock_suite);
