// SPDX-License-Identifier: MIT
/*
 * tests/unit/sched_test.c - who runs next, when, and what is said when none may
 *
 * Order is forced by waking several threads with preemption off: none of them
 * runs before preempt_enable(), or before the test sleeps.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/time64.h>
#include <linux/timer.h>

#include "../../kernel/sched/sched.h"
#include "klog.h"
#include "smp_help.h"

#define NR_RUNNERS 4
#define INVALID_CONTEXT "BUG: sleeping function called from invalid context at "

/* A thread that notes when it ran. */
struct runner {
	struct task_struct *task;
	int rank;			/* the how manieth to run */
	int yields;			/* before it notes */
};

static int ranks;

static int note_rank(void *data)
{
	struct runner *r = data;

	while (r->yields-- > 0)
		yield();
	r->rank = ++ranks;
	return 0;
}

/* A thread for this CPU: what is asked here is how one CPU is shared. */
static struct task_struct *make_thread(struct kunit *test, int (*fn)(void *), void *arg,
				       const char *name)
{
	struct task_struct *k = kthread_create(fn, arg, "%s", name);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	kthread_bind(k, raw_smp_processor_id());
	return k;
}

static void make_runner(struct kunit *test, struct runner *r)
{
	*r = (struct runner){ };
	r->task = make_thread(test, note_rank, r, "runner");
	get_task_struct(r->task);
}

static void make_runners(struct kunit *test, struct runner *r, int n)
{
	ranks = 0;
	for (int i = 0; i < n; i++)
		make_runner(test, &r[i]);
}

/* Let the console and whoever else is busy come to rest. */
static void settle(void)
{
	schedule_timeout_uninterruptible(5);
}

/* All of them, before one runs, and wait until all have run. */
static void wake_together(struct runner *r, int n)
{
	preempt_disable();
	for (int i = 0; i < n; i++)
		wake_up_process(r[i].task);
	preempt_enable_no_resched();
	WAIT_FOR(READ_ONCE(ranks) == n);
}

/*
 * The same, so many seconds behind the least clock: more than what a busy host lets pass
 * between two instructions, which is charged to whoever runs.
 */
static void wake_with_clocks(struct runner *r, const unsigned int *behind, int n)
{
	local_irq_disable();
	for (int i = 0; i < n; i++)
		r[i].task->se.vruntime = fair_min_vruntime(this_rq()) +
				      behind[i] * NSEC_PER_SEC;
	for (int i = 0; i < n; i++)
		wake_up_process(r[i].task);
	local_irq_enable();
	WAIT_FOR(READ_ONCE(ranks) == n);
}

static void end_runners(struct runner *r, int n)
{
	for (int i = 0; i < n; i++)
		kthread_stop_put(r[i].task);
}

static void set_fifo(struct task_struct *p, int priority)
{
	struct sched_param sp = { .sched_priority = priority };

	sched_setscheduler_nocheck(p, SCHED_FIFO, &sp);
}

/* ---- order ----------------------------------------------------------------------------- */

static void equals_run_in_order_of_waking(struct kunit *test)
{
	struct runner r[NR_RUNNERS];

	make_runners(test, r, NR_RUNNERS);
	settle();
	wake_together(r, NR_RUNNERS);
	for (int i = 0; i < NR_RUNNERS; i++)
		KUNIT_EXPECT_EQ(test, r[i].rank, i + 1);
	end_runners(r, NR_RUNNERS);
}

static void who_has_run_least_goes_first(struct kunit *test)
{
	static const unsigned int behind[NR_RUNNERS] = { 4, 3, 2, 1 };
	struct runner r[NR_RUNNERS];

	make_runners(test, r, NR_RUNNERS);
	settle();
	wake_with_clocks(r, behind, NR_RUNNERS);
	for (int i = 0; i < NR_RUNNERS; i++)
		KUNIT_EXPECT_EQ(test, r[i].rank, NR_RUNNERS - i);
	end_runners(r, NR_RUNNERS);
}

static void yield_lets_the_others_go_first(struct kunit *test)
{
	static const unsigned int behind[] = { 1, 2, 2 };
	struct runner r[3];

	make_runners(test, r, 3);
	settle();
	r[0].yields = 1;				/* it has the better claim */
	wake_with_clocks(r, behind, 3);
	KUNIT_EXPECT_EQ(test, r[0].rank, 3);
	KUNIT_EXPECT_EQ(test, r[1].rank, 1);
	KUNIT_EXPECT_EQ(test, r[2].rank, 2);
	end_runners(r, 3);
}

static void sleep_earns_no_claim(struct kunit *test)
{
	struct runner r;
	u64 now;

	make_runners(test, &r, 1);
	now = fair_min_vruntime(this_rq());
	r.task->se.vruntime = now - NSEC_PER_SEC;
	wake_together(&r, 1);
	KUNIT_EXPECT_GE(test, (s64)(r.task->se.vruntime - now), -3 * (s64)NSEC_PER_MSEC);
	end_runners(&r, 1);
}

static void real_time_earns_no_claim(struct kunit *test)
{
	struct runner r;

	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	r.task->se.vruntime = fair_min_vruntime(this_rq()) - NSEC_PER_SEC;
	sched_set_normal(r.task, 0);
	KUNIT_EXPECT_GE(test, (s64)(r.task->se.vruntime - fair_min_vruntime(this_rq())),
			-(s64)NSEC_PER_MSEC * 100);
	end_runners(&r, 1);
}

static void fifo_goes_before_all_and_by_priority(struct kunit *test)
{
	struct runner r[NR_RUNNERS];

	make_runners(test, r, NR_RUNNERS);
	set_fifo(r[1].task, 10);
	set_fifo(r[2].task, 20);
	set_fifo(r[3].task, 10);
	wake_together(r, NR_RUNNERS);
	KUNIT_EXPECT_EQ(test, r[2].rank, 1);
	KUNIT_EXPECT_EQ(test, r[1].rank, 2);
	KUNIT_EXPECT_EQ(test, r[3].rank, 3);
	KUNIT_EXPECT_EQ(test, r[0].rank, 4);
	end_runners(r, NR_RUNNERS);
}

/* Longer than a turn of SCHED_RR. */
static int note_rank_late(void *data)
{
	unsigned long end = jiffies + RR_TIMESLICE + 2;

	while (time_before(jiffies, end))
		barrier();		/* in virtual time a pause costs the host far more */
	return note_rank(data);
}

static void fifo_runs_until_it_sleeps(struct kunit *test)
{
	struct runner r[2];

	make_runners(test, r, 1);
	r[1] = (struct runner){ .task = make_thread(test, note_rank_late, &r[1], "long") };
	get_task_struct(r[1].task);
	set_fifo(r[0].task, 1);
	set_fifo(r[1].task, 1);
	preempt_disable();
	wake_up_process(r[1].task);
	wake_up_process(r[0].task);
	preempt_enable();
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(ranks) == 2));
	KUNIT_EXPECT_EQ(test, r[1].rank, 1);
	KUNIT_EXPECT_EQ(test, r[0].rank, 2);
	end_runners(r, 2);
}

/* ---- new ones ---------------------------------------------------------------------------- */

struct newcomer {
	s64 ahead;			/* of the least clock of its CPU, when it began */
	struct completion begun;
};

static int note_clock(void *data)
{
	struct newcomer *n = data;

	preempt_disable();
	n->ahead = current->se.vruntime - fair_min_vruntime(this_rq());
	preempt_enable();
	complete(&n->begun);
	return 0;
}

static void new_thread_has_no_claim(struct kunit *test)
{
	struct newcomer n = { .ahead = S64_MIN };

	init_completion(&n.begun);
	KUNIT_ASSERT_GT(test, kernel_thread(note_clock, &n, "newcomer"), 0);
	wait_for_completion(&n.begun);
	KUNIT_EXPECT_GE(test, n.ahead, 0LL);
}

/* With preempt=none or voluntary the kernel is preempted only where it asks for it. */
static void needs_full_preemption(struct kunit *test)
{
	if (!sched_preempt_dynamic_full())
		kunit_skip(test, "only with preempt=full");
}

/* ---- preemption -------------------------------------------------------------------------- */

static void fifo_preempts_at_the_wakeup(struct kunit *test)
{
	struct runner r;

	needs_full_preemption(test);
	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	wake_up_process(r.task);
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	end_runners(&r, 1);
}

static void preemption_waits_for_preempt_enable(struct kunit *test)
{
	struct runner r;
	int early;

	needs_full_preemption(test);
	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	preempt_disable();
	preempt_disable();
	wake_up_process(r.task);
	early = r.rank;
	KUNIT_EXPECT_TRUE(test, need_resched());
	preempt_enable();
	early += r.rank;
	preempt_enable();
	KUNIT_EXPECT_EQ(test, early, 0);
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	end_runners(&r, 1);
}

static void preemption_waits_for_interrupts(struct kunit *test)
{
	struct runner r;
	unsigned long flags;
	int early;

	needs_full_preemption(test);
	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	local_irq_save(flags);
	wake_up_process(r.task);
	early = r.rank;
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, early, 0);
	preempt_check_resched();
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	end_runners(&r, 1);
}

static void lowering_the_own_priority_gives_way(struct kunit *test)
{
	struct runner r;
	int early;

	needs_full_preemption(test);
	make_runners(test, &r, 1);
	set_fifo(r.task, 10);
	set_fifo(current, 20);
	wake_up_process(r.task);
	early = r.rank;
	set_fifo(current, 5);
	KUNIT_EXPECT_EQ(test, early, 0);
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	sched_set_normal(current, 0);
	end_runners(&r, 1);
}

struct timed_wake {
	struct timer_list timer;
	struct task_struct *task;
};

static void wake_by_timer(struct timer_list *t)
{
	struct timed_wake *tw = from_timer(tw, t, timer);

	wake_up_process(tw->task);
}

/* The test never sleeps: only the way out of an interrupt can let the other run. */
static void interrupt_preempts_a_busy_loop(struct kunit *test)
{
	struct timed_wake tw;
	unsigned long end;
	struct runner r;

	needs_full_preemption(test);
	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	tw.task = r.task;
	timer_setup_on_stack(&tw.timer, wake_by_timer, 0);
	mod_timer(&tw.timer, jiffies + 1);
	end = jiffies + HZ;
	while (!READ_ONCE(r.rank) && time_before(jiffies, end))
		cpu_relax();
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	del_timer_sync(&tw.timer);
	destroy_timer_on_stack(&tw.timer);
	end_runners(&r, 1);
}

/* The other way round: not before it asks. */
static void interrupt_does_not_preempt_without_full_preemption(struct kunit *test)
{
	struct timed_wake tw;
	unsigned long end;
	struct runner r;
	int early;

	if (sched_preempt_dynamic_full())
		kunit_skip(test, "only with preempt=none or voluntary");
	make_runners(test, &r, 1);
	set_fifo(r.task, 1);
	tw.task = r.task;
	timer_setup_on_stack(&tw.timer, wake_by_timer, 0);
	mod_timer(&tw.timer, jiffies + 1);
	end = jiffies + 5;
	while (time_before(jiffies, end))
		cpu_relax();
	early = READ_ONCE(r.rank);
	KUNIT_EXPECT_TRUE(test, need_resched());
	cond_resched();
	KUNIT_EXPECT_EQ(test, early, 0);
	KUNIT_EXPECT_EQ(test, r.rank, 1);
	del_timer_sync(&tw.timer);
	destroy_timer_on_stack(&tw.timer);
	end_runners(&r, 1);
}

/* ---- shares ------------------------------------------------------------------------------- */

static int spin_until_stopped(void *data)
{
	while (!kthread_should_stop())
		barrier();
	return 0;
}

static void shares_follow_nice(struct kunit *test)
{
	struct task_struct *k[2];
	u64 ran[2];

	needs_full_preemption(test);
	if (!bench_counts_instructions())
		kunit_skip(test, "time is not virtual");
	for (int i = 0; i < 2; i++)
		k[i] = make_thread(test, spin_until_stopped, NULL, "hog");
	set_user_nice(k[1], 5);				/* 1024 : 335 */
	sched_set_fifo(current);			/* so that it wakes in time */
	wake_up_process(k[0]);
	wake_up_process(k[1]);
	schedule_timeout_uninterruptible(60);
	for (int i = 0; i < 2; i++)
		ran[i] = task_sched_runtime(k[i]);
	for (int i = 0; i < 2; i++)
		kthread_stop(k[i]);
	sched_set_normal(current, 0);
	KUNIT_EXPECT_GT(test, ran[0], ran[1] * 2);
	KUNIT_EXPECT_LT(test, ran[0], ran[1] * 4);
}

static void nobody_starves(struct kunit *test)
{
	struct task_struct *hog;
	struct runner r;

	needs_full_preemption(test);
	hog = make_thread(test, spin_until_stopped, NULL, "hog");
	wake_up_process(hog);
	make_runners(test, &r, 1);
	set_user_nice(r.task, MAX_NICE);
	wake_up_process(r.task);
	KUNIT_EXPECT_TRUE(test, WAIT_FOR(READ_ONCE(r.rank)));
	kthread_stop(hog);
	end_runners(&r, 1);
}

/* ---- parameters ----------------------------------------------------------------------------- */

static void nice_and_policy_are_checked(struct kunit *test)
{
	struct sched_param sp = { .sched_priority = 0 };
	struct runner r;

	make_runners(test, &r, 1);
	set_user_nice(r.task, -20);
	KUNIT_EXPECT_EQ(test, task_nice(r.task), -20);
	set_user_nice(r.task, 20);
	KUNIT_EXPECT_EQ(test, task_nice(r.task), -20);
	KUNIT_EXPECT_EQ(test, sched_setscheduler(r.task, SCHED_FIFO, &sp), -EINVAL);
	sp.sched_priority = 100;
	KUNIT_EXPECT_EQ(test, sched_setscheduler(r.task, SCHED_RR, &sp), -EINVAL);
	sp.sched_priority = 1;
	KUNIT_EXPECT_EQ(test, sched_setscheduler(r.task, SCHED_NORMAL, &sp), -EINVAL);
	KUNIT_EXPECT_EQ(test, sched_setscheduler(r.task, 77, &sp), -EINVAL);
	sched_set_fifo(r.task);
	KUNIT_EXPECT_EQ(test, r.task->rt_priority, 50);
	KUNIT_EXPECT_TRUE(test, rt_task(r.task));
	sched_set_normal(r.task, 3);
	KUNIT_EXPECT_FALSE(test, rt_task(r.task));
	KUNIT_EXPECT_EQ(test, task_nice(r.task), 3);
	end_runners(&r, 1);
}

static void state_letters(struct kunit *test)
{
	struct runner r;
	static const struct {
		unsigned int state;
		char letter;
	} letters[] = {
		{ TASK_RUNNING, 'R' }, { TASK_INTERRUPTIBLE, 'S' }, { TASK_UNINTERRUPTIBLE, 'D' },
		{ TASK_KILLABLE, 'D' }, { TASK_STOPPED, 'T' }, { TASK_PARKED, 'P' },
		{ TASK_IDLE, 'I' },
	};

	make_runners(test, &r, 1);
	for (int i = 0; i < ARRAY_SIZE(letters); i++) {
		r.task->__state = letters[i].state;
		KUNIT_EXPECT_EQ(test, task_state_to_char(r.task), letters[i].letter);
	}
	r.task->__state = TASK_UNINTERRUPTIBLE;
	end_runners(&r, 1);
}

static void tasks_are_found_by_number_and_by_walking(struct kunit *test)
{
	struct task_struct *p;
	int seen = 0;

	KUNIT_EXPECT_PTR_EQ(test, find_task_by_pid(current->pid), current);
	KUNIT_EXPECT_PTR_EQ(test, find_task_by_pid(2), kthreadd_task);
	KUNIT_EXPECT_NULL(test, find_task_by_pid(PID_MAX_DEFAULT + 5));
	rcu_read_lock();
	for_each_process(p)
		seen += p == current || p->pid == 1;
	KUNIT_EXPECT_PTR_EQ(test, pid_task(find_vpid(1), PIDTYPE_PID)->parent, &init_task);
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, seen, 2);
	KUNIT_EXPECT_EQ(test, get_nr_threads(current), 1);
}

/* ---- what may not be -------------------------------------------------- */

static void k3_schedule_while_atomic_is_named_and_survived(struct kunit *test)
{
	u64 watch;
	char expected[64];

	watch = klog_mark();
	snprintf(expected, sizeof(expected), "BUG: scheduling while atomic: %s/%d/0x00000003",
		 current->comm, current->pid);
	preempt_disable();
	preempt_disable();
	schedule();
	KUNIT_EXPECT_EQ(test, preempt_count(), 2);	/* still what the task believes */
	preempt_enable();
	preempt_enable();
	KUNIT_EXPECT_EQ(test, klog_count(watch, expected), 1);
	schedule();
	KUNIT_EXPECT_EQ(test, klog_count(watch, "scheduling while atomic"), 1);
}

static void k3_forgotten_preempt_enable_is_put_right(struct kunit *test)
{
	u64 watch;

	watch = klog_mark();
	preempt_disable();
	schedule();
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	schedule();
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	schedule();
	KUNIT_EXPECT_EQ(test, klog_count(watch, "scheduling while atomic"), 2);
}

static void k4_sleeping_in_atomic_context_is_named(struct kunit *test)
{
	u64 watch;
	DEFINE_MUTEX(mutex);

	schedule_timeout_uninterruptible(HZ + 2);	/* at most one report a second */
	watch = klog_mark();
	local_irq_disable();
	might_sleep();
	local_irq_enable();
	preempt_disable();
	mutex_lock(&mutex);				/* within the second: not reported */
	mutex_unlock(&mutex);
	preempt_enable();
	KUNIT_EXPECT_EQ(test,
			klog_count(watch, INVALID_CONTEXT "tests/unit/sched_test.c:"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "in_atomic(): 0, irqs_disabled(): 1"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "BUG: sleeping function"), 1);
}

static void k4_sleep_under_spinlock_is_named(struct kunit *test)
{
	u64 watch;
	DEFINE_SPINLOCK(lock);
	DEFINE_MUTEX(mutex);

	schedule_timeout_uninterruptible(HZ + 2);
	watch = klog_mark();
	spin_lock(&lock);
	mutex_lock(&mutex);
	spin_unlock(&lock);
	mutex_unlock(&mutex);
	KUNIT_EXPECT_EQ(test,
			klog_count(watch, INVALID_CONTEXT "kernel/locking/mutex.c:"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "preempt_count: 1, expected: 0"), 1);
}

/* ---- no wasted CPU ---------------------------------------------------------------------- */

#define NR_NAPPERS	6
#define SAMPLES		20000
#define SAMPLE_NS	50000

/* An observer in hardirq looks whether the CPU idles although somebody could run. */
static struct {
	struct hrtimer timer;
	struct completion done;
	bool stop;
	int samples, idle, busy;
	int wasted, longest;		/* samples in a row */
} observer;

static bool cpu_is_wasted(void)
{
	struct rq *rq = this_rq();

	if (!is_idle_task(current)) {
		observer.busy++;
		return false;
	}
	observer.idle++;
	return READ_ONCE(rq->nr_running) > 0;
}

static enum hrtimer_restart observe(struct hrtimer *timer)
{
	observer.wasted = cpu_is_wasted() ? observer.wasted + 1 : 0;
	observer.longest = max(observer.longest, observer.wasted);
	if (++observer.samples == SAMPLES) {
		observer.stop = true;
		complete(&observer.done);
		return HRTIMER_NORESTART;
	}
	hrtimer_forward_now(timer, ns_to_ktime(SAMPLE_NS));
	return HRTIMER_RESTART;
}

/* Works a little, sleeps a little: by ticks, by a high-resolution timer, or by yielding. */
static int nap(void *arg)
{
	u32 random = (uintptr_t)arg + 1;

	while (!READ_ONCE(observer.stop)) {
		random = random * 1664525u + 1013904223u;
		udelay(random >> 26);
		if (random >> 30 == 0)
			schedule_timeout_uninterruptible(1);
		else if (random >> 30 == 1)
			yield();
		else
			usleep_range(random >> 22, random >> 21);
	}
	return 0;
}

/* Promise: nobody waits for the CPU for two ticks while it idles. */
static void k6_no_cpu_idles_while_somebody_could_run(struct kunit *test)
{
	struct task_struct *nappers[NR_NAPPERS];

	memset(&observer, 0, sizeof(observer));
	init_completion(&observer.done);
	hrtimer_setup(&observer.timer, observe, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
	for (uintptr_t i = 0; i < NR_NAPPERS; i++) {
		nappers[i] = make_thread(test, nap, (void *)i, "napper");
		get_task_struct(nappers[i]);
		wake_up_process(nappers[i]);
	}
	hrtimer_start(&observer.timer, ns_to_ktime(SAMPLE_NS), HRTIMER_MODE_REL_PINNED_HARD);
	wait_for_completion(&observer.done);
	for (int i = 0; i < NR_NAPPERS; i++)
		kthread_stop_put(nappers[i]);
	hrtimer_cancel(&observer.timer);
	KUNIT_EXPECT_GT(test, observer.idle, 0);
	KUNIT_EXPECT_GT(test, observer.busy, 0);
	KUNIT_EXPECT_LE(test, observer.longest, 2 * TICK_NSEC / SAMPLE_NS);
}

static struct kunit_case sched_cases[] = {
	KUNIT_CASE(equals_run_in_order_of_waking),
	KUNIT_CASE(who_has_run_least_goes_first),
	KUNIT_CASE(yield_lets_the_others_go_first),
	KUNIT_CASE(sleep_earns_no_claim),
	KUNIT_CASE(real_time_earns_no_claim),
	KUNIT_CASE(fifo_goes_before_all_and_by_priority),
	KUNIT_CASE(fifo_runs_until_it_sleeps),
	KUNIT_CASE(new_thread_has_no_claim),
	KUNIT_CASE(fifo_preempts_at_the_wakeup),
	KUNIT_CASE(preemption_waits_for_preempt_enable),
	KUNIT_CASE(preemption_waits_for_interrupts),
	KUNIT_CASE(lowering_the_own_priority_gives_way),
	KUNIT_CASE(interrupt_preempts_a_busy_loop),
	KUNIT_CASE(interrupt_does_not_preempt_without_full_preemption),
	KUNIT_CASE(shares_follow_nice),
	KUNIT_CASE(nobody_starves),
	KUNIT_CASE(nice_and_policy_are_checked),
	KUNIT_CASE(state_letters),
	KUNIT_CASE(tasks_are_found_by_number_and_by_walking),
	KUNIT_CASE(k3_schedule_while_atomic_is_named_and_survived),
	KUNIT_CASE(k3_forgotten_preempt_enable_is_put_right),
	KUNIT_CASE(k4_sleeping_in_atomic_context_is_named),
	KUNIT_CASE(k4_sleep_under_spinlock_is_named),
	KUNIT_CASE(k6_no_cpu_idles_while_somebody_could_run),
	{ }
};

static struct kunit_suite sched_suite = {
	.name = "sched",
	.one_cpu = true,
	.test_cases = sched_cases,
};
kunit_test_suite(sched_suite);
