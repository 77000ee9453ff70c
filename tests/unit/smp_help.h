/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/smp_help.h - threads on CPUs of their own, and waiting without a clock
 *
 * The host may keep a CPU of ours from running for a second, so nothing is judged
 * by time: WAIT_FOR() gives up only when everything has come to a halt for good.
 */
#ifndef TESTS_UNIT_SMP_HELP_H
#define TESTS_UNIT_SMP_HELP_H

#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#define GIVE_UP_TICKS	(40 * HZ)

#define WAIT_FOR(condition) ({							\
	unsigned int __ticks = 0;						\
	while (!(condition) && __ticks++ < GIVE_UP_TICKS)			\
		schedule_timeout_uninterruptible(1);				\
	!!(condition); })

#define SKIP_UNLESS_CPUS(test, n)						\
	do {									\
		if (num_online_cpus() < (n))					\
			kunit_skip(test, "needs %d CPUs", (n));			\
	} while (0)

/* The number of the @n-th CPU after CPU 0 that is online, in a circle. */
static inline unsigned int nth_cpu(unsigned int n)
{
	unsigned int cpu;

	n %= num_online_cpus();
	for_each_online_cpu(cpu)
		if (!n--)
			return cpu;
	return 0;
}

/* A thread on @cpu that others may move; it has a reference until end_thread(). */
static inline struct task_struct *start_on(int (*fn)(void *), void *data, unsigned int cpu)
{
	struct task_struct *k = kthread_create(fn, data, "smp_test/%u", cpu);

	if (IS_ERR(k))
		return k;
	get_task_struct(k);
	set_cpus_allowed_ptr(k, cpumask_of(cpu));
	wake_up_process(k);
	return k;
}

/* Waits until its stack is gone, so that the runner does not miss it. */
static inline int end_thread(struct task_struct *k)
{
	int ret = kthread_stop(k);

	while (READ_ONCE(k->on_rq) || READ_ONCE(k->__state) != TASK_DEAD)
		schedule_timeout_uninterruptible(1);
	put_task_struct(k);
	return ret;
}

#endif /* TESTS_UNIT_SMP_HELP_H */
