// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_test.c - softirqs and tasklets, interrupted at every instruction
 *
 * In each sweep the interrupting handler does to the same object what the interrupted
 * path does.  The invariants are those of kernel/bh/: what was asked for before a run
 * began is seen by it, and nothing runs without having been asked for.
 *
 * See <kunit/sweep.h>; the ids in the functions' names are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include <asm/arch.h>
#include <asm/processor.h>

#define LOW_NR		NET_TX_SOFTIRQ
#define SWEPT_NR	NET_RX_SOFTIRQ

/* Who asks counts up; who runs writes down what it saw.  Nothing is lost if that is all. */
struct witness {
	atomic_t asked;
	int seen, runs;
	bool busy, nested;	/* it never runs beside itself */
};

static struct witness swept, other;

static void see(struct witness *w)
{
	w->nested |= w->busy;
	w->busy = true;
	w->runs++;
	w->seen = atomic_read(&w->asked);
	w->busy = false;
}

static void start_witnesses(struct sweep *s)
{
	swept = other = (struct witness){ 0 };
}

static void until_ksoftirqd_sleeps(void)
{
	while (task_is_running(this_cpu_ksoftirqd()))
		usleep_range(10, 10);
}

static void check_witness(struct sweep *s, const struct witness *w)
{
	SWEEP_EXPECT(s, w->seen == atomic_read(&w->asked));	/* the last one is not lost */
	SWEEP_EXPECT(s, w->runs <= atomic_read(&w->asked));	/* and none is doubled */
	SWEEP_EXPECT(s, !w->nested);
}

/*
 * A far shot's share is run by another CPU, in its own time: it is given some.  What is
 * lost does not come, however long we wait.
 */
#define FAR_TURNS	100

static bool all_seen(void)
{
	return swept.seen == atomic_read(&swept.asked) && other.seen == atomic_read(&other.asked);
}

static void until_others_have_run(struct sweep *s)
{
	if (s->far)
		for (int i = 0; i < FAR_TURNS && !all_seen(); i++)
			usleep_range(10, 10);
}

static void check_context(struct sweep *s)
{
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

/* Whatever was left to ksoftirqd has run. */
static void check_all(struct sweep *s)
{
	check_context(s);
	until_ksoftirqd_sleeps();
	until_others_have_run(s);
	SWEEP_EXPECT(s, !local_softirq_pending());
	check_witness(s, &swept);
	check_witness(s, &other);
}

/* Who runs is decided by priority: single-stepping takes time, and must not decide it. */
static int sweep_test_init(struct kunit *test)
{
	if (force_irqthreads())
		kunit_skip(test, "threadirqs: ksoftirqd runs all that interrupts raise");
	sched_set_fifo_low(current);
	until_ksoftirqd_sleeps();
	return 0;
}

/* ---- softirqs ---------------------------------------------------------------------- */

static void see_swept(struct softirq_action *a)
{
	see(&swept);
}

static void see_other(struct softirq_action *a)
{
	see(&other);
}

static void ask_softirq(struct sweep *s)
{
	atomic_inc(&swept.asked);
	raise_softirq(SWEPT_NR);
}

static void ask_both_softirqs(struct sweep *s)
{
	atomic_inc(&other.asked);
	raise_softirq(LOW_NR);
	ask_softirq(s);
}

static void open_softirqs(void)
{
	open_softirq(LOW_NR, see_other);
	open_softirq(SWEPT_NR, see_swept);
}

static void q3_raise_softirq(struct kunit *test)
{
	open_softirqs();
	sweep_run_all(test, &(struct sweep){
		.name = "raise_softirq", .prepare = start_witnesses, .call = ask_softirq,
		.interrupt = ask_both_softirqs, .check = check_all });
}

static void dispatch(struct sweep *s)
{
	local_bh_disable();
	ask_both_softirqs(s);
	local_bh_enable();
}

static void q3_do_softirq(struct kunit *test)
{
	open_softirqs();
	sweep_run_both(test, &(struct sweep){
		.name = "__do_softirq", .prepare = start_witnesses, .call = dispatch,
		.interrupt = ask_both_softirqs, .check = check_all });
}

static void enable_bh(struct sweep *s)
{
	local_bh_disable();
	local_bh_enable();
}

/* Nobody else is needed: it has run when both the section and the interrupt have ended. */
static void check_at_once(struct sweep *s)
{
	SWEEP_EXPECT(s, !local_softirq_pending());
	check_witness(s, &swept);
	check_all(s);
}

static void e1_local_bh_enable(struct kunit *test)
{
	open_softirqs();
	sweep_run(test, &(struct sweep){
		.name = "local_bh_enable", .prepare = start_witnesses, .call = enable_bh,
		.interrupt = ask_softirq, .check = check_at_once });
}

static void wake_ksoftirqd_and_wait(struct sweep *s)
{
	ask_softirq(s);
	while (task_is_running(this_cpu_ksoftirqd()))
		yield();
}

/* Through the switch to the thread, its run, and back; as its equal, so that it yields. */
static void q3_ksoftirqd(struct kunit *test)
{
	sched_set_normal(current, 0);
	open_softirqs();
	sweep_run_both(test, &(struct sweep){
		.name = "ksoftirqd", .prepare = start_witnesses, .call = wake_ksoftirqd_and_wait,
		.interrupt = ask_both_softirqs, .check = check_all });
}

/* ---- the tail of an interrupt -------------------------------------------------------- */

static void raise_from_hardirq(struct irq_work *work)
{
	ask_both_softirqs(NULL);
	arch_single_step_on();
}

static void take_hardirq(struct sweep *s)
{
	static DEFINE_IRQ_WORK(hardirq, raise_from_hardirq);

	irq_work_queue(&hardirq);
	irq_work_sync(&hardirq);
}

/* An interrupt hits the softirqs which run at the end of another one. */
static void e1_irq_exit(struct kunit *test)
{
	open_softirqs();
	sweep_run_both(test, &(struct sweep){
		.name = "irq_exit", .prepare = start_witnesses, .call = take_hardirq,
		.interrupt = ask_both_softirqs, .check = check_all });
}

/* ---- tasklets ------------------------------------------------------------------------ */

static void see_tasklet(struct tasklet_struct *t);
static DECLARE_TASKLET(swept_tasklet, see_tasklet);
static DECLARE_TASKLET(other_tasklet, see_tasklet);
static bool forbidden, ran_though_forbidden;

static void see_tasklet(struct tasklet_struct *t)
{
	ran_though_forbidden |= t == &swept_tasklet && forbidden;
	see(t == &swept_tasklet ? &swept : &other);
}

static void start_tasklets(struct sweep *s)
{
	start_witnesses(s);
	forbidden = ran_though_forbidden = false;
}

static void ask_tasklet(struct sweep *s)
{
	atomic_inc(&swept.asked);
	tasklet_schedule(&swept_tasklet);
}

static void ask_other_tasklet(struct sweep *s)
{
	atomic_inc(&other.asked);
	tasklet_schedule(&other_tasklet);
}

static void ask_both_tasklets(struct sweep *s)
{
	ask_other_tasklet(s);
	ask_tasklet(s);
}

static void check_tasklets(struct sweep *s)
{
	check_all(s);
	SWEEP_EXPECT(s, !swept_tasklet.state && !other_tasklet.state);
	SWEEP_EXPECT(s, !ran_though_forbidden);
}

static void e1_tasklet_schedule(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "tasklet_schedule", .prepare = start_tasklets, .call = ask_tasklet,
		.interrupt = ask_both_tasklets, .check = check_tasklets });
}

static void dispatch_tasklets(struct sweep *s)
{
	local_bh_disable();
	ask_tasklet(s);
	ask_other_tasklet(s);
	local_bh_enable();
}

static void e1_tasklet_action(struct kunit *test)
{
	sweep_run_both(test, &(struct sweep){
		.name = "tasklet_action", .prepare = start_tasklets, .call = dispatch_tasklets,
		.interrupt = ask_both_tasklets, .check = check_tasklets });
}

static void disable_and_enable_tasklet(struct sweep *s)
{
	tasklet_disable(&swept_tasklet);
	forbidden = true;
	barrier();
	forbidden = false;
	tasklet_enable(&swept_tasklet);
}

/* Scheduled while it is disabled: it runs when it is enabled, and not before. */
static void e1_tasklet_disable(struct kunit *test)
{
	sweep_run_both(test, &(struct sweep){
		.name = "tasklet_disable, tasklet_enable", .prepare = start_tasklets,
		.call = disable_and_enable_tasklet, .interrupt = ask_both_tasklets,
		.check = check_tasklets });
}

static void schedule_and_kill(struct sweep *s)
{
	ask_tasklet(s);
	tasklet_kill(&swept_tasklet);
	forbidden = true;
}

/* Nobody schedules it again, that is the caller's duty; its neighbour is busy. */
static void e1_tasklet_kill(struct kunit *test)
{
	sweep_run_both(test, &(struct sweep){
		.name = "tasklet_kill", .prepare = start_tasklets, .call = schedule_and_kill,
		.interrupt = ask_other_tasklet, .check = check_tasklets });
}

static struct kunit_case sweep_cases[] = {
	KUNIT_CASE(q3_raise_softirq),
	KUNIT_CASE(q3_do_softirq),
	KUNIT_CASE(e1_local_bh_enable),
	KUNIT_CASE(q3_ksoftirqd),
	KUNIT_CASE(e1_irq_exit),
	KUNIT_CASE(e1_tasklet_schedule),
	KUNIT_CASE(e1_tasklet_action),
	KUNIT_CASE(e1_tasklet_disable),
	KUNIT_CASE(e1_tasklet_kill),
	{}
};

static struct kunit_suite sweep_suite = {
	.name = "sweep",
	.init = sweep_test_init,
	.test_cases = sweep_cases,
};
kunit_test_suite(sweep_suite);
