// SPDX-License-Identifier: MIT
/* kernel/bench/sched_rows.c - waking a task, switching between two */

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/sched/task.h>

#include "bench.h"

static u64 reached;			/* when the woken thread ran */
static DECLARE_COMPLETION(ping);	/* to the partner */
static DECLARE_COMPLETION(pong);	/* from it */
static bool partner_ends;		/* written before the last ping */

/*
 * Notes when it was woken, tells, sleeps.  Preemption stays off from telling to
 * sleeping, so that whoever is told finds it asleep.
 */
static int sleeper_fn(void *unused)
{
	while (!kthread_should_stop()) {
		preempt_disable();
		complete(&pong);
		set_current_state(TASK_INTERRUPTIBLE);
		preempt_enable_no_resched();
		schedule();
		reached = bench_now();
	}
	return 0;
}

static struct task_struct *run_on_this_cpu(int (*fn)(void *data), const char *name)
{
	struct task_struct *task = kthread_create(fn, NULL, "%s", name);

	if (!IS_ERR(task)) {
		kthread_bind(task, 0);
		wake_up_process(task);
	}
	return task;
}

static int wakeup(struct bench *b)
{
	struct task_struct *sleeper;

	reinit_completion(&pong);
	sleeper = run_on_this_cpu(sleeper_fn, "bench_sleeper");
	if (IS_ERR(sleeper))
		return PTR_ERR(sleeper);
	wait_for_completion(&pong);
	while (bench_wants_more(b)) {
		u64 start = bench_now();

		wake_up_process(sleeper);
		wait_for_completion(&pong);
		bench_sample(b, READ_ONCE(reached) - start);
	}
	kthread_stop(sleeper);
	return 0;
}

static bool over;			/* written before the last ping */

static int partner_fn(void *unused)
{
	for (;;) {
		wait_for_completion(&ping);
		if (READ_ONCE(over))
			return 0;
		complete(&pong);
	}
}

/* There and back are two switches, each with its wake-up. */
static int ping_pong(struct bench *b)
{
	struct task_struct *partner;

	partner_ends = false;
	reinit_completion(&ping);
	reinit_completion(&pong);
	WRITE_ONCE(over, false);
	partner = run_on_this_cpu(partner_fn, "bench_partner");
	if (IS_ERR(partner))
		return PTR_ERR(partner);
	get_task_struct(partner);
	while (bench_wants_more(b)) {
		u64 start = bench_now();

		complete(&ping);
		wait_for_completion(&pong);
		bench_sample(b, bench_now() - start);
	}
	WRITE_ONCE(over, true);
	complete(&ping);
	kthread_stop(partner);
	put_task_struct(partner);
	return 0;
}

const struct bench_row bench_sched_rows[] = {
	{ "wakeup", wakeup, 1 },
	{ "switch", ping_pong, 2 },
	{ }
};
