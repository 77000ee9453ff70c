/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/smp_crew.h - threads bound to CPUs, for tests that need several at work
 *
 * A crew's memory is the test's; crew_end() waits until all of its threads have
 * returned, so it may be on the stack.
 */
#ifndef TESTS_UNIT_SMP_CREW_H
#define TESTS_UNIT_SMP_CREW_H

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/nmi.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct crew {
	atomic_t working;		/* 1 for the test itself, 1 for each thread */
	bool stop;			/* the test asks its endless members to return */
	struct completion all_done;
};

/* One member; freed by the thread. */
struct crew_member {
	struct crew *crew;
	void (*work)(struct crew *crew, void *arg);
	void *arg;
};

static inline void crew_begin(struct crew *crew)
{
	atomic_set(&crew->working, 1);
	crew->stop = false;
	init_completion(&crew->all_done);
}

static inline bool crew_stopped(struct crew *crew)
{
	return READ_ONCE(crew->stop);
}

static inline void crew_leave(struct crew *crew)
{
	if (atomic_dec_and_test(&crew->working))
		complete(&crew->all_done);
}

static inline int crew_thread(void *arg)
{
	struct crew_member me = *(struct crew_member *)arg;

	kfree(arg);
	me.work(me.crew, me.arg);
	crew_leave(me.crew);
	return 0;
}

/* False: no memory, and the test should say so. */
static inline bool crew_add(struct crew *crew, unsigned int cpu,
			    void (*work)(struct crew *crew, void *arg), void *arg)
{
	struct crew_member *member = kmalloc(sizeof(*member), GFP_KERNEL);
	struct task_struct *task;

	if (!member)
		return false;
	*member = (struct crew_member){ crew, work, arg };
	task = kthread_create_on_cpu(crew_thread, member, cpu, "crew/%u");
	if (IS_ERR(task)) {
		kfree(member);
		return false;
	}
	atomic_inc(&crew->working);
	wake_up_process(task);
	return true;
}

/* Wait for those who return by themselves; with @stop for the others, too. */
static inline void crew_end(struct crew *crew)
{
	WRITE_ONCE(crew->stop, true);
	crew_leave(crew);
	wait_for_completion(&crew->all_done);
}

/*
 * Let others run until @cond; false after a minute, which on a host that is too busy may
 * mean less than a second of work for each CPU.
 */
#define CREW_PATIENCE (60 * HZ)

/* Where are all CPUs?  That is what one wants to know then, and cannot ask later. */
static inline bool crew_late(const char *cond)
{
	pr_err("# crew: has not come true: %s\n", cond);
	trigger_all_cpu_backtrace();
	return false;
}

#define crew_wait(cond) ({						\
	unsigned long __end = jiffies + CREW_PATIENCE;			\
									\
	while (!(cond) && time_before(jiffies, __end))			\
		schedule_timeout_uninterruptible(1);			\
	(cond) || crew_late(#cond); })

/* The same where one must not sleep. */
#define crew_spin(cond) ({						\
	unsigned long __end = jiffies + CREW_PATIENCE;			\
									\
	while (!(cond) && time_before(jiffies, __end))			\
		cpu_relax();						\
	(cond) || crew_late(#cond); })

/* A number that looks random, each call another. */
static inline unsigned int crew_random(u32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

#endif /* TESTS_UNIT_SMP_CREW_H */
