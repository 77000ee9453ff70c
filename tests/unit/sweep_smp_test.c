// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_smp_test.c - what CPUs do to each other, interrupted at every instruction
 *
 * Each path is swept twice: by interrupts of its own CPU, while the other one is parked
 * and answers when this one waits; and from the other CPU, which acts while this one
 * stands between two instructions (sweep.far).  The paths of one CPU are swept from
 * the other one by their own suites.
 *
 * See <kunit/sweep.h>; the ids in the functions' names are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include <asm/arch.h>

#define SOON_US		20
#define PATIENCE	1000		/* times SOON_US: the other CPU only needs its turn */

static atomic_t asked, ran;
static int wrong;		/* only written if the test fails */

static void start_counting(struct sweep *s)
{
	atomic_set(&asked, 0);
	atomic_set(&ran, 0);
	wrong = 0;
}

/* The other one of the two CPUs that take part. */
static int peer(void)
{
	return !raw_smp_processor_id();
}

/* The other CPU has its turn while we sleep. */
#define let_others_until(condition)						\
	for (int __i = 0; !(condition) && __i < PATIENCE; __i++)		\
		usleep_range(SOON_US, SOON_US)

static void check_counts(struct sweep *s)
{
	let_others_until(atomic_read(&ran) >= atomic_read(&asked));
	SWEEP_EXPECT(s, atomic_read(&ran) == atomic_read(&asked));
	SWEEP_EXPECT(s, !wrong);
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static int sweep_smp_init(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs several CPUs under -icount");
	sched_set_fifo_low(current);
	return 0;
}

/* ---- calls --------------------------------------------------------------------------- */

static void note_call(void *info)
{
	atomic_inc(&ran);
	wrong += !irqs_disabled();
}

/* From an interrupt only a call in memory of one's own can be made. */
static void call_from_outside(struct sweep *s)
{
	static struct __call_single_data csd = { .func = note_call };

	if (!in_hardirq()) {
		atomic_inc(&asked);
		smp_call_function_single(1, note_call, NULL, false);
	}
	if (!smp_call_function_single_async(1, &csd))
		atomic_inc(&asked);
}

static void call_peer(struct sweep *s)
{
	atomic_inc(&asked);
	smp_call_function_single(peer(), note_call, NULL, false);
}

static void a6_call_without_waiting(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "smp_call_function_single", .prepare = start_counting,
		.call = call_peer, .interrupt = call_from_outside, .check = check_counts });
}

static void call_and_wait(struct sweep *s)
{
	int before = atomic_read(&ran);

	atomic_inc(&asked);
	smp_call_function_single(peer(), note_call, NULL, true);
	wrong += atomic_read(&ran) == before;
}

static void a6_call_and_wait(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "smp_call_function_single, and wait", .prepare = start_counting,
		.call = call_and_wait, .interrupt = call_from_outside, .check = check_counts });
}

static void call_all(struct sweep *s)
{
	atomic_add((int)num_online_cpus(), &asked);
	on_each_cpu(note_call, NULL, true);
}

static void a6_call_all(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "on_each_cpu", .prepare = start_counting, .call = call_all,
		.interrupt = call_from_outside, .check = check_counts });
}

static void note_irq_work(struct irq_work *work)
{
	note_call(NULL);
}

static DEFINE_IRQ_WORK(swept_irq_work, note_irq_work);

static void queue_irq_work_on_peer(struct sweep *s)
{
	if (irq_work_queue_on(&swept_irq_work, peer()))
		atomic_inc(&asked);
}

static void queue_irq_work_on_1(struct sweep *s)
{
	if (irq_work_queue_on(&swept_irq_work, 1))
		atomic_inc(&asked);
}

static void check_irq_work(struct sweep *s)
{
	irq_work_sync(&swept_irq_work);
	check_counts(s);
}

static void irq_work_queued_on_another_cpu(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "irq_work_queue_on", .prepare = start_counting,
		.call = queue_irq_work_on_peer, .interrupt = queue_irq_work_on_1,
		.check = check_irq_work });
}

/* ---- threads ------------------------------------------------------------------------- */

static struct task_struct *partner;
static int seen;

static int partner_fn(void *unused)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (atomic_read(&asked) == READ_ONCE(seen) && !kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
		WRITE_ONCE(seen, atomic_read(&asked));
	}
	return 0;
}

static void start_partner(struct kunit *test)
{
	partner = kthread_create(partner_fn, NULL, "sweep_partner");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, partner);
	get_task_struct(partner);
	sched_set_fifo_low(partner);
	wake_up_process(partner);
}

static void end_partner(void)
{
	kthread_stop(partner);
	put_task_struct(partner);
}

static void partner_on_peer(struct sweep *s)
{
	start_counting(s);
	seen = 0;
	set_cpus_allowed_ptr(partner, cpumask_of(peer()));
}

static void ask_partner(struct sweep *s)
{
	atomic_inc(&asked);
	wake_up_process(partner);
}

static void check_partner(struct sweep *s)
{
	let_others_until(READ_ONCE(seen) == atomic_read(&asked) && !task_is_running(partner));
	SWEEP_EXPECT(s, READ_ONCE(seen) == atomic_read(&asked));
	SWEEP_EXPECT(s, !task_is_running(partner));
	SWEEP_EXPECT(s, !wrong);
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void k1_wake_up_on_another_cpu(struct kunit *test)
{
	start_partner(test);
	sweep_run_all(test, &(struct sweep){
		.name = "wake_up_process, on another CPU", .prepare = partner_on_peer,
		.call = ask_partner, .interrupt = ask_partner, .check = check_partner });
	end_partner();
}

/* It sleeps there, waits there or runs there, and is to be here; then it is not there. */
static void fetch_partner(struct sweep *s)
{
	ask_partner(s);
	set_cpus_allowed_ptr(partner, cpumask_of(raw_smp_processor_id()));
	if (!s->preempt)
		wrong += task_is_running(partner) && task_cpu(partner) == peer();
}

/* A task sends it away again. */
static void ask_or_send_partner(struct sweep *s)
{
	ask_partner(s);
	if (!in_hardirq())
		set_cpus_allowed_ptr(partner, cpumask_of(peer()));
}

/* While it sleeps it may belong anywhere; when it wakes, where it may run. */
static void check_place_of_partner(struct sweep *s)
{
	check_partner(s);
	ask_partner(s);
	check_partner(s);
	SWEEP_EXPECT(s, cpumask_test_cpu(task_cpu(partner), partner->cpus_ptr));
}

static void set_cpus_allowed_of_one_that_wakes(struct kunit *test)
{
	start_partner(test);
	sweep_run(test, &(struct sweep){
		.name = "set_cpus_allowed_ptr", .prepare = partner_on_peer,
		.call = fetch_partner, .interrupt = ask_or_send_partner,
		.check = check_place_of_partner });
	sweep_run_far(test, &(struct sweep){
		.name = "set_cpus_allowed_ptr", .prepare = partner_on_peer,
		.call = fetch_partner, .interrupt = ask_or_send_partner,
		.check = check_place_of_partner });
	end_partner();
}

/* ---- softirqs and tasklets ------------------------------------------------------------- */

static void note_tasklet(struct tasklet_struct *t);
static DECLARE_TASKLET(swept_tasklet, note_tasklet);
static bool inside;

/* Never on two CPUs at once, and what was asked for before is seen. */
static void note_tasklet(struct tasklet_struct *t)
{
	wrong += inside;
	inside = true;
	WRITE_ONCE(seen, atomic_read(&asked));
	atomic_inc(&ran);
	inside = false;
}

static void start_tasklet(struct sweep *s)
{
	start_counting(s);
	seen = 0;
	inside = false;
}

static void ask_tasklet(struct sweep *s)
{
	atomic_inc(&asked);
	tasklet_schedule(&swept_tasklet);
}

static void check_tasklet(struct sweep *s)
{
	let_others_until(!READ_ONCE(swept_tasklet.state));
	SWEEP_EXPECT(s, !READ_ONCE(swept_tasklet.state));
	SWEEP_EXPECT(s, seen == atomic_read(&asked));
	SWEEP_EXPECT(s, atomic_read(&ran) <= atomic_read(&asked));
	SWEEP_EXPECT(s, !wrong);
}

static void run_tasklet(struct sweep *s)
{
	local_bh_disable();
	ask_tasklet(s);
	local_bh_enable();
}

static void t1_scheduled_elsewhere_while_it_runs(struct kunit *test)
{
	sweep_run_far(test, &(struct sweep){
		.name = "tasklet_action", .prepare = start_tasklet, .call = run_tasklet,
		.interrupt = ask_tasklet, .check = check_tasklet });
}

/* ---- workqueues and timers --------------------------------------------------------------- */

static void note_work(struct work_struct *work)
{
	WRITE_ONCE(seen, atomic_read(&asked));
	atomic_inc(&ran);
}

static DECLARE_WORK(swept_work, note_work);
static atomic_t accepted;

static void start_work(struct sweep *s)
{
	start_counting(s);
	atomic_set(&accepted, 0);
	seen = 0;
}

static void queue_on_peer(struct sweep *s)
{
	atomic_inc(&asked);
	if (queue_work_on(peer(), system_highpri_wq, &swept_work))
		atomic_inc(&accepted);
}

static void check_work(struct sweep *s)
{
	flush_work(&swept_work);
	SWEEP_EXPECT(s, atomic_read(&ran) == atomic_read(&accepted));
	SWEEP_EXPECT(s, seen == atomic_read(&asked));
}

static void w13_queued_on_another_cpu(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "queue_work_on", .prepare = start_work, .call = queue_on_peer,
		.interrupt = queue_on_peer, .check = check_work });
}

static bool in_timer, freed;

static void note_timer(struct timer_list *t)
{
	in_timer = true;
	barrier();
	wrong += READ_ONCE(freed);
	atomic_inc(&ran);
	WRITE_ONCE(in_timer, false);
}

static DEFINE_TIMER(swept_timer, note_timer);

static void no_timer(struct sweep *s)
{
	start_counting(s);
	in_timer = freed = false;
}

/* Due at once, on the other CPU, whose tick may have stopped. */
static void add_timer_on_peer(struct sweep *s)
{
	atomic_inc(&asked);
	swept_timer.expires = jiffies;
	add_timer_on(&swept_timer, peer());
}

static void check_timer(struct sweep *s)
{
	for (int i = 0; timer_pending(&swept_timer) && i < PATIENCE; i++)
		schedule_timeout_uninterruptible(1);
	SWEEP_EXPECT(s, !timer_pending(&swept_timer));
	check_counts(s);
}

static void m2_timer_added_on_another_cpu(struct kunit *test)
{
	sweep_run_far(test, &(struct sweep){
		.name = "add_timer_on", .prepare = no_timer, .call = add_timer_on_peer,
		.interrupt = call_from_outside, .check = check_timer });
}

/* Softirqs are off until the timer is pending here: it runs when they are on again. */
static void expiring_timer(struct sweep *s)
{
	no_timer(s);
	atomic_inc(&asked);
	swept_timer.expires = jiffies;
	local_bh_disable();
	add_timer(&swept_timer);
	while (!(local_softirq_pending() & BIT(TIMER_SOFTIRQ))) {
		local_irq_disable();
		arch_cpu_idle();
	}
}

static void enable_softirqs(struct sweep *s)
{
	local_bh_enable();
}

/* A task waits for the callback, and may then free what it uses. */
static void delete_timer(struct sweep *s)
{
	if (in_hardirq() ? del_timer(&swept_timer) : del_timer_sync(&swept_timer))
		atomic_dec(&asked);
	if (in_hardirq())
		return;
	wrong += READ_ONCE(in_timer);
	freed = true;
}

static void m2_timer_deleted_by_another_cpu_while_it_runs(struct kunit *test)
{
	sweep_run_far(test, &(struct sweep){
		.name = "a timer expires, deleted meanwhile", .prepare = expiring_timer,
		.call = enable_softirqs, .interrupt = delete_timer, .check = check_counts });
}

static struct kunit_case sweep_smp_cases[] = {
	KUNIT_CASE(a6_call_without_waiting),
	KUNIT_CASE(a6_call_and_wait),
	KUNIT_CASE(a6_call_all),
	KUNIT_CASE(irq_work_queued_on_another_cpu),
	KUNIT_CASE(k1_wake_up_on_another_cpu),
	KUNIT_CASE(set_cpus_allowed_of_one_that_wakes),
	KUNIT_CASE(t1_scheduled_elsewhere_while_it_runs),
	KUNIT_CASE(w13_queued_on_another_cpu),
	KUNIT_CASE(m2_timer_added_on_another_cpu),
	KUNIT_CASE(m2_timer_deleted_by_another_cpu_while_it_runs),
	{}
};

static struct kunit_suite sweep_smp_suite = {
	.name = "sweep_smp",
	.init = sweep_smp_init,
	.test_cases = sweep_smp_cases,
};
kunit_test_suite(sweep_smp_suite);
