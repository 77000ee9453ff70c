// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_sched_test.c - sleeping, waking, switching, idling, locking: interrupted
 *                                 at every instruction
 *
 * A wake-up that comes while somebody is on his way to sleep, or while the CPU is on
 * its way to halt, is the oldest race of all.  Here it comes at each instruction of the
 * way.  The ids are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <asm/arch.h>

#define SWEPT_NR	NET_RX_SOFTIRQ

/* From the interrupt to the thread it wakes, in time of the CPU; a tick is 4 ms. */
#define LATENCY_NS	(300 * NSEC_PER_USEC)

/* ---- the waker is interrupted -------------------------------------------------------- */

static struct task_struct *partner;
static atomic_t asked;
static int seen;		/* by the partner */
static bool stop;
static DECLARE_WAIT_QUEUE_HEAD(answered);

/* A sleeper's three steps, by hand. */
static int partner_fn(void *unused)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (atomic_read(&asked) == seen && !READ_ONCE(stop))
			schedule();
		__set_current_state(TASK_RUNNING);
		if (READ_ONCE(stop))
			return 0;
		seen = atomic_read(&asked);
		wake_up(&answered);
	}
}

static int sweep_sched_init(struct kunit *test)
{
	atomic_set(&asked, 0);
	seen = 0;
	stop = false;
	partner = kthread_create(partner_fn, NULL, "sweep_partner");
	if (IS_ERR(partner))
		return PTR_ERR(partner);
	get_task_struct(partner);
	wake_up_process(partner);
	return 0;
}

static void sweep_sched_exit(struct kunit *test)
{
	WRITE_ONCE(stop, true);
	wake_up_process(partner);
	kthread_stop(partner);
	put_task_struct(partner);
}

static void ask(struct sweep *s)
{
	atomic_inc(&asked);
	wake_up_process(partner);
}

static void check_partner(struct sweep *s)
{
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
	usleep_range(10, 10);
	SWEEP_EXPECT(s, seen == atomic_read(&asked));
	SWEEP_EXPECT(s, !task_is_running(partner));
}

static void k1_wake_up_process(struct kunit *test)
{
	sched_set_fifo_low(current);	/* so that it is the interrupt's choice who runs */
	sweep_run_all(test, &(struct sweep){
		.name = "wake_up_process", .call = ask, .interrupt = ask,
		.check = check_partner });
}

static void ask_and_wait(struct sweep *s)
{
	ask(s);
	wait_event(answered, seen == atomic_read(&asked));
}

static void ask_and_wake_all(struct sweep *s)
{
	ask(s);
	wake_up(&answered);
}

/* schedule() to the partner and back: two switches, two wake-ups, and a third at each point. */
static void k1_switch_there_and_back(struct kunit *test)
{
	sched_set_fifo_low(current);	/* so that the partner does not begin before we sleep */
	sweep_run_all(test, &(struct sweep){
		.name = "schedule, to another thread and back", .call = ask_and_wait,
		.interrupt = ask_and_wake_all, .check = check_partner });
}

static void ask_from_hardirq(struct irq_work *work)
{
	ask(NULL);
	arch_single_step_on();
}

static void take_waking_hardirq(struct sweep *s)
{
	static DEFINE_IRQ_WORK(hardirq, ask_from_hardirq);

	irq_work_queue(&hardirq);
	irq_work_sync(&hardirq);
}

/* Out of an interrupt into a more urgent thread, and back to what was interrupted. */
static void e1_irq_return_that_preempts(struct kunit *test)
{
	sched_set_fifo_low(partner);
	sweep_run_all(test, &(struct sweep){
		.name = "irq return, to a thread that preempts", .call = take_waking_hardirq,
		.interrupt = ask, .check = check_partner });
}

static struct completion ready;

static void start_completion(struct sweep *s)
{
	init_completion(&ready);
}

static void complete_ready(struct sweep *s)
{
	complete(&ready);
}

/* As many as were completed can be waited for. */
static void check_completions(struct sweep *s)
{
	SWEEP_EXPECT(s, try_wait_for_completion(&ready));
	SWEEP_EXPECT(s, try_wait_for_completion(&ready) == s->fired);
	SWEEP_EXPECT(s, !completion_done(&ready));
}

static void k1_complete(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "complete", .prepare = start_completion, .call = complete_ready,
		.interrupt = complete_ready, .check = check_completions });
}

/* ---- the sleeper is interrupted: on his way to sleep, and on the CPU's to halt -------- */

static struct task_struct *sleeper;
static bool happened;
static ktime_t woke_at;
static DECLARE_WAIT_QUEUE_HEAD(happening);

static void start_sleeper(struct sweep *s)
{
	sleeper = current;
	happened = false;
	init_completion(&ready);
}

static void check_woken(struct sweep *s)
{
	SWEEP_EXPECT(s, s->fired);
	SWEEP_EXPECT(s, !s->count || ktime_sub(woke_at, s->fired_at) < LATENCY_NS);
	SWEEP_EXPECT(s, task_is_running(current));
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void sleep_by_hand(struct sweep *s)
{
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (READ_ONCE(happened))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	woke_at = ktime_get();
}

static void wake_sleeper(struct sweep *s)
{
	WRITE_ONCE(happened, true);
	wake_up_process(sleeper);
}

/* schedule(), the idle task's loop, its last look, hlt. */
static void e8_wake_up_on_the_way_to_idle(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "schedule, to idle and hlt", .prepare = start_sleeper,
		.call = sleep_by_hand, .interrupt = wake_sleeper, .check = check_woken,
		.ends_at_halt = true });
}

static void sleep_in_wait_event(struct sweep *s)
{
	wait_event(happening, READ_ONCE(happened));
	woke_at = ktime_get();
}

static void wake_happening(struct sweep *s)
{
	WRITE_ONCE(happened, true);
	wake_up(&happening);
}

static void k1_wait_event(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "wait_event", .prepare = start_sleeper, .call = sleep_in_wait_event,
		.interrupt = wake_happening, .check = check_woken, .ends_at_halt = true });
}

static void sleep_in_completion(struct sweep *s)
{
	wait_for_completion(&ready);
	woke_at = ktime_get();
}

static void k1_wait_for_completion(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "wait_for_completion", .prepare = start_sleeper,
		.call = sleep_in_completion, .interrupt = complete_ready,
		.check = check_woken, .ends_at_halt = true });
}

static void complete_in_softirq(struct softirq_action *a)
{
	complete(&ready);
}

static void raise_completing(struct sweep *s)
{
	raise_softirq(SWEPT_NR);
}

/* A softirq that is pending never sleeps: neither one from an interrupt nor ksoftirqd's. */
static void e8_softirq_on_the_way_to_idle(struct kunit *test)
{
	open_softirq(SWEPT_NR, complete_in_softirq);
	sweep_run_all(test, &(struct sweep){
		.name = "idle, a softirq raised", .prepare = start_sleeper,
		.call = sleep_in_completion, .interrupt = raise_completing,
		.check = check_woken, .ends_at_halt = true });
}

static void complete_in_work(struct work_struct *work)
{
	complete(&ready);
}

static void queue_completing(struct sweep *s)
{
	static DECLARE_WORK(work, complete_in_work);

	schedule_work(&work);
}

static void e8_work_on_the_way_to_idle(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "idle, a work queued", .prepare = start_sleeper,
		.call = sleep_in_completion, .interrupt = queue_completing,
		.check = check_woken, .ends_at_halt = true });
}

/* ---- preemption --------------------------------------------------------------------- */

static bool in_section, ran_in_section, ran, ran_late;

static void start_section(struct sweep *s)
{
	in_section = ran_in_section = ran = ran_late = false;
}

static void section_without_preemption(struct sweep *s)
{
	preempt_disable();
	WRITE_ONCE(in_section, true);
	WRITE_ONCE(in_section, false);
	preempt_enable();
	if (READ_ONCE(s->fired) && !READ_ONCE(ran))
		ran_late = true;
}

static void note_run(struct sweep *s)
{
	ran = true;
	ran_in_section |= in_section;
}

/* The woken task runs at once, but never inside the section. */
static void check_section(struct sweep *s)
{
	SWEEP_EXPECT(s, !ran_in_section);
	SWEEP_EXPECT(s, !ran_late || !sched_preempt_dynamic_full());
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void e1_preempt_enable(struct kunit *test)
{
	sweep_run(test, &(struct sweep){
		.name = "preempt_disable, preempt_enable", .prepare = start_section,
		.call = section_without_preemption, .interrupt = note_run,
		.check = check_section, .preempt = true });
}

/* ---- locks -------------------------------------------------------------------------- */

static DEFINE_SPINLOCK(lock);
static bool owned, overlapped, refused;

static void start_lock(struct sweep *s)
{
	owned = overlapped = refused = false;
}

static void hold(void)
{
	WRITE_ONCE(owned, true);
	WRITE_ONCE(owned, false);
}

/* Who comes on this CPU finds it free, or does not come yet. */
static void try_lock(struct sweep *s)
{
	unsigned long flags;

	overlapped |= owned;
	if (spin_trylock_irqsave(&lock, flags))
		spin_unlock_irqrestore(&lock, flags);
	else
		refused = true;
}

static void check_lock(struct sweep *s)
{
	SWEEP_EXPECT(s, !overlapped);
	SWEEP_EXPECT(s, !refused);
	SWEEP_EXPECT(s, !spin_is_locked(&lock));
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void lock_irqsave(struct sweep *s)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	hold();
	spin_unlock_irqrestore(&lock, flags);
}

static void e1_spin_unlock_irqrestore(struct kunit *test)
{
	sweep_run_both(test, &(struct sweep){
		.name = "spin_lock_irqsave, spin_unlock_irqrestore", .prepare = start_lock,
		.call = lock_irqsave, .interrupt = try_lock, .check = check_lock });
}

static void lock_bh(struct sweep *s)
{
	spin_lock_bh(&lock);
	hold();
	spin_unlock_bh(&lock);
}

static void try_lock_in_softirq(struct softirq_action *a)
{
	overlapped |= owned;
	if (spin_trylock(&lock))
		spin_unlock(&lock);
	else
		refused = true;
}

static void e1_spin_unlock_bh(struct kunit *test)
{
	open_softirq(SWEPT_NR, try_lock_in_softirq);
	sweep_run(test, &(struct sweep){
		.name = "spin_lock_bh, spin_unlock_bh", .prepare = start_lock,
		.call = lock_bh, .interrupt = raise_completing, .check = check_lock });
}

static struct kunit_case sweep_sched_cases[] = {
	KUNIT_CASE(k1_wake_up_process),
	KUNIT_CASE(k1_switch_there_and_back),
	KUNIT_CASE(e1_irq_return_that_preempts),
	KUNIT_CASE(k1_complete),
	KUNIT_CASE(e8_wake_up_on_the_way_to_idle),
	KUNIT_CASE(k1_wait_event),
	KUNIT_CASE(k1_wait_for_completion),
	KUNIT_CASE(e8_softirq_on_the_way_to_idle),
	KUNIT_CASE(e8_work_on_the_way_to_idle),
	KUNIT_CASE(e1_preempt_enable),
	KUNIT_CASE(e1_spin_unlock_irqrestore),
	KUNIT_CASE(e1_spin_unlock_bh),
	{}
};

static struct kunit_suite sweep_sched_suite = {
	.name = "sweep_sched",
	.init = sweep_sched_init,
	.exit = sweep_sched_exit,
	.one_cpu = true,
	.test_cases = sweep_sched_cases,
};
kunit_test_suite(sweep_sched_suite);
