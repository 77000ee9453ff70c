// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_timer_test.c - timers and hrtimers, interrupted at every instruction
 *
 * As for works: every arming is one run or one deleting, wherever the interrupt came.
 * The ids are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timer.h>

#include <asm/arch.h>
#include <asm/processor.h>

#define FAR		(1000 * HZ)
#define FAR_NS		(1000 * NSEC_PER_SEC)

static atomic_t armed, deleted;		/* by the thread and by its interrupt */
static int runs;			/* by the callback */

static void start_counting(void)
{
	atomic_set(&armed, 0);
	atomic_set(&deleted, 0);
	runs = 0;
}

static void check_counts(struct sweep *s)
{
	SWEEP_EXPECT(s, atomic_read(&armed) == runs + atomic_read(&deleted));
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

/* Softirqs are off: @nr stays pending, and the swept call runs it. */
static void halt_until_softirq_is_pending(unsigned int nr)
{
	while (!(local_softirq_pending() & BIT(nr))) {
		local_irq_disable();
		arch_cpu_idle();
	}
}

static void enable_softirqs(struct sweep *s)
{
	local_bh_enable();
}

static int sweep_timer_init(struct kunit *test)
{
	if (force_irqthreads())
		kunit_skip(test, "threadirqs: ksoftirqd runs all that interrupts raise");
	sched_set_fifo_low(current);
	return 0;
}

/* ---- the timer wheel -------------------------------------------------------------------- */

static struct timer_list timer;

static void note_timer(struct timer_list *t)
{
	runs++;
}

static void fresh_timer(struct sweep *s)
{
	start_counting();
	timer_setup(&timer, note_timer, 0);
}

static void arm(unsigned long expires)
{
	bool was_pending = mod_timer(&timer, expires);

	if (!was_pending)
		atomic_inc(&armed);
}

static void arm_far(struct sweep *s)
{
	arm(jiffies + FAR);
}

static void arm_farther(struct sweep *s)
{
	arm(jiffies + 2 * FAR);
}

static void armed_timer(struct sweep *s)
{
	fresh_timer(s);
	arm_far(s);
}

static void delete(struct sweep *s)
{
	if (del_timer(&timer))
		atomic_inc(&deleted);
}

static void delete_sync(struct sweep *s)
{
	if (del_timer_sync(&timer))
		atomic_inc(&deleted);
}

static void check_timer(struct sweep *s)
{
	delete_sync(s);
	SWEEP_EXPECT(s, !timer_pending(&timer));
	check_counts(s);
}

static void m2_mod_timer(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "mod_timer", .prepare = fresh_timer, .call = arm_far,
		.interrupt = arm_farther, .check = check_timer });
}

static void m2_mod_timer_against_del_timer(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "mod_timer, deleted meanwhile", .prepare = armed_timer,
		.call = arm_farther, .interrupt = delete, .check = check_timer });
}

static void m2_del_timer(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "del_timer", .prepare = armed_timer, .call = delete,
		.interrupt = arm_farther, .check = check_timer });
}

static void m2_del_timer_sync(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "del_timer_sync", .prepare = armed_timer, .call = delete_sync,
		.interrupt = arm_farther, .check = check_timer });
}

static void shut_down(struct sweep *s)
{
	if (timer_shutdown_sync(&timer))
		atomic_inc(&deleted);
}

/* Armed as long as it is not shut down; mod_timer() says 0 in both cases. */
static void arm_if_possible(struct sweep *s)
{
	bool was_pending = mod_timer(&timer, jiffies + 2 * FAR);

	if (!was_pending && timer_pending(&timer))
		atomic_inc(&armed);
}

static void check_shut_down(struct sweep *s)
{
	SWEEP_EXPECT(s, !timer_pending(&timer));
	mod_timer(&timer, jiffies);
	SWEEP_EXPECT(s, !timer_pending(&timer));
	check_counts(s);
}

static void m3_timer_shutdown_sync(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "timer_shutdown_sync", .prepare = armed_timer, .call = shut_down,
		.interrupt = arm_if_possible, .check = check_shut_down });
}

static void due_timer(struct sweep *s)
{
	fresh_timer(s);
	local_bh_disable();
	arm(jiffies - 1);
	halt_until_softirq_is_pending(TIMER_SOFTIRQ);
}

/* The softirq of the wheel runs the timer, and the interrupt arms or deletes it. */
static void m2_expiry_against_mod_timer(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "a timer expires, armed meanwhile", .prepare = due_timer,
		.call = enable_softirqs, .interrupt = arm_farther, .check = check_timer });
}

static void m2_expiry_against_del_timer(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "a timer expires, deleted meanwhile", .prepare = due_timer,
		.call = enable_softirqs, .interrupt = delete, .check = check_timer });
}

/* ---- hrtimers ------------------------------------------------------------------------------ */

static struct hrtimer hrtimer;

static enum hrtimer_restart note_hrtimer(struct hrtimer *t)
{
	runs++;
	return HRTIMER_NORESTART;
}

static void fresh_hrtimer(struct sweep *s)
{
	start_counting();
	hrtimer_setup(&hrtimer, note_hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
}

static void start_hrtimer(struct sweep *s)
{
	atomic_inc(&armed);
	hrtimer_start(&hrtimer, FAR_NS, HRTIMER_MODE_REL);
}

static void started_hrtimer(struct sweep *s)
{
	fresh_hrtimer(s);
	start_hrtimer(s);
}

static void cancel_hrtimer(struct sweep *s)
{
	if (hrtimer_cancel(&hrtimer))
		atomic_inc(&deleted);
}

static void try_to_cancel_hrtimer(struct sweep *s)
{
	if (hrtimer_try_to_cancel(&hrtimer) == 1)
		atomic_inc(&deleted);
}

/* Hardirq: nothing comes between the look and the start. */
static void restart_hrtimer(struct sweep *s)
{
	if (!hrtimer_is_queued(&hrtimer))
		atomic_inc(&armed);
	hrtimer_start(&hrtimer, 2 * FAR_NS, HRTIMER_MODE_REL);
}

static void check_hrtimer(struct sweep *s)
{
	cancel_hrtimer(s);
	SWEEP_EXPECT(s, !hrtimer_active(&hrtimer));
	check_counts(s);
}

static void e1_hrtimer_start(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "hrtimer_start", .prepare = fresh_hrtimer, .call = start_hrtimer,
		.interrupt = try_to_cancel_hrtimer, .check = check_hrtimer });
}

static void e1_hrtimer_cancel(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "hrtimer_cancel", .prepare = started_hrtimer, .call = cancel_hrtimer,
		.interrupt = restart_hrtimer, .check = check_hrtimer });
}

static void due_soft_hrtimer(struct sweep *s)
{
	start_counting();
	hrtimer_setup(&hrtimer, note_hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	local_bh_disable();
	atomic_inc(&armed);
	hrtimer_start(&hrtimer, 0, HRTIMER_MODE_REL_SOFT);
	halt_until_softirq_is_pending(HRTIMER_SOFTIRQ);
}

static void restart_soft_hrtimer(struct sweep *s)
{
	if (!hrtimer_is_queued(&hrtimer))
		atomic_inc(&armed);
	hrtimer_start(&hrtimer, FAR_NS, HRTIMER_MODE_REL_SOFT);
}

static void e1_hrtimer_expiry(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "a soft hrtimer expires, started meanwhile", .prepare = due_soft_hrtimer,
		.call = enable_softirqs, .interrupt = restart_soft_hrtimer,
		.check = check_hrtimer });
	sweep_run_all(test, &(struct sweep){
		.name = "a soft hrtimer expires, cancelled meanwhile",
		.prepare = due_soft_hrtimer, .call = enable_softirqs,
		.interrupt = try_to_cancel_hrtimer, .check = check_hrtimer });
}

static struct kunit_case sweep_timer_cases[] = {
	KUNIT_CASE(m2_mod_timer),
	KUNIT_CASE(m2_mod_timer_against_del_timer),
	KUNIT_CASE(m2_del_timer),
	KUNIT_CASE(m2_del_timer_sync),
	KUNIT_CASE(m3_timer_shutdown_sync),
	KUNIT_CASE(m2_expiry_against_mod_timer),
	KUNIT_CASE(m2_expiry_against_del_timer),
	KUNIT_CASE(e1_hrtimer_start),
	KUNIT_CASE(e1_hrtimer_cancel),
	KUNIT_CASE(e1_hrtimer_expiry),
	{}
};

static struct kunit_suite sweep_timer_suite = {
	.name = "sweep_timer",
	.init = sweep_timer_init,
	.test_cases = sweep_timer_cases,
};
kunit_test_suite(sweep_timer_suite);
