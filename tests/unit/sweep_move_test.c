// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_move_test.c - lines and threads on their way to another CPU, and what no
 *                                reader sees any more, interrupted at every instruction
 *
 * A device's line moves while it sends; a thread that waits is given away while it is
 * fetched, or is to stay; an object is freed while it is read, and while others are.  As in
 * sweep_smp_test.c, each path is swept by interrupts of its own CPU, while the other one
 * is parked, and from the other CPU.
 *
 * See <kunit/sweep.h>; the ids in the functions' names are those of docs/catalogue.md.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kthread.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/smp.h>

#include "../../arch/x86/apic/apic_private.h"
#include "smp_irq.h"

#define SOON_US		20
#define PATIENCE	1000		/* times SOON_US: the other CPU only needs its turn */

/* The other CPU has its turn while we sleep. */
#define let_others_until(condition)						\
	for (int __i = 0; !(condition) && __i < PATIENCE; __i++)		\
		usleep_range(SOON_US, SOON_US)

/* The other one of the two CPUs that take part. */
static int peer(void)
{
	return !raw_smp_processor_id();
}

static int sweep_move_init(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs several CPUs under -icount");
	sched_set_fifo_low(current);
	return 0;
}

static void expect_task_context(struct sweep *s)
{
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

/* ---- a line ------------------------------------------------------------------------------ */

static struct source source;

static void line_at_home(struct sweep *s)
{
	irq_set_affinity(source.irq, cpumask_of(raw_smp_processor_id()));
	let_others_until(vectors_cleaned_up());
	source.sent = source.overlaps = 0;
	atomic_set(&source.handled, 0);
}

static void send_from_line(struct sweep *s)
{
	source.send(&source);
	source.sent++;
}

static void move_line_away(struct sweep *s)
{
	irq_set_affinity(source.irq, cpumask_of(peer()));
}

/* What is sent now arrives as well, where the line is. */
static void check_line(struct sweep *s)
{
	let_others_until(atomic_read(&source.handled) == source.sent);
	SWEEP_EXPECT(s, atomic_read(&source.handled) == source.sent);
	send_from_line(s);
	let_others_until(atomic_read(&source.handled) == source.sent);
	SWEEP_EXPECT(s, atomic_read(&source.handled) == source.sent);
	SWEEP_EXPECT(s, !source.overlaps);
	SWEEP_EXPECT(s, cpumask_test_cpu(peer(),
			irq_data_get_effective_affinity_mask(irq_get_irq_data(source.irq))));
	expect_task_context(s);
}

static void a4_line_moves_while_it_sends(struct kunit *test)
{
	unsigned int used;

	source_open(test, &source, 0, 0);
	used = used_vectors();
	sweep_run_all(test, &(struct sweep){
		.name = "irq_set_affinity", .prepare = line_at_home, .call = move_line_away,
		.interrupt = send_from_line, .check = check_line });
	line_at_home(NULL);
	KUNIT_EXPECT_EQ(test, used_vectors(), used);
	source_close(&source);
}

/* ---- a thread that waits ------------------------------------------------------------------- */

static struct task_struct *partner;
static atomic_t asked;
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

static void ask_partner(struct sweep *s)
{
	atomic_inc(&asked);
	wake_up_process(partner);
}

/* We are more urgent, so it waits here, though it may run elsewhere and nobody does there. */
static void partner_waits_here(struct sweep *s)
{
	set_cpus_allowed_ptr(partner, cpumask_of(raw_smp_processor_id()));
	ask_partner(s);
	set_cpus_allowed_ptr(partner, cpu_possible_mask);
}

static void give_away(struct sweep *s)
{
	local_bh_disable();
	raise_softirq(SCHED_SOFTIRQ);
	local_bh_enable();
}

/* A task also says that it has to stay, and then that it need not. */
static void ask_or_hold_partner(struct sweep *s)
{
	ask_partner(s);
	if (in_hardirq())
		return;
	set_cpus_allowed_ptr(partner, cpumask_of(raw_smp_processor_id()));
	set_cpus_allowed_ptr(partner, cpu_possible_mask);
}

static void check_partner(struct sweep *s)
{
	let_others_until(READ_ONCE(seen) == atomic_read(&asked) && !task_is_running(partner));
	SWEEP_EXPECT(s, READ_ONCE(seen) == atomic_read(&asked));
	SWEEP_EXPECT(s, !task_is_running(partner));
	expect_task_context(s);
}

static void k6_thread_given_to_an_idle_cpu(struct kunit *test)
{
	partner = kthread_create(partner_fn, NULL, "sweep_partner");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, partner);
	get_task_struct(partner);
	wake_up_process(partner);
	sweep_run_all(test, &(struct sweep){
		.name = "load balance", .prepare = partner_waits_here, .call = give_away,
		.interrupt = ask_or_hold_partner, .check = check_partner });
	kthread_stop(partner);
	put_task_struct(partner);
}

/* ---- what is read ---------------------------------------------------------------------------- */

#define ALIVE	1
#define DEAD	2

struct object {
	struct rcu_head head;
	int state;
	bool called;
};

static struct object objects[2], mine;
static struct object __rcu *current_object;
static int wrong;

static void object_dies(struct rcu_head *head)
{
	struct object *o = container_of(head, struct object, head);

	wrong += o->called;
	WRITE_ONCE(o->state, DEAD);
	WRITE_ONCE(o->called, true);
}

static void first_object(struct sweep *s)
{
	objects[0] = objects[1] = mine = (struct object){ .state = ALIVE };
	rcu_assign_pointer(current_object, &objects[0]);
	wrong = 0;
}

static struct object *replace_object(void)
{
	rcu_assign_pointer(current_object, &objects[1]);
	return &objects[0];
}

/* Ticks, between which the other CPU has its turns: a grace period would have the time. */
static void let_it_tick(void)
{
	for (int i = 0; i < 4; i++) {
		rcu_sched_clock_irq(0);
		for (int turns = 0; turns < 10; turns++)
			cpu_relax();
	}
}

/* Whoever has found the old one reads on; a task waits for him. */
static void replace_and_kill(struct sweep *s)
{
	struct object *old = replace_object();

	if (in_hardirq()) {
		call_rcu(&old->head, object_dies);
		let_it_tick();
		return;
	}
	synchronize_rcu_expedited();
	object_dies(&old->head);
}

/* Readers, and between them what tells that they are over: switches and idling. */
static void read_objects(struct sweep *s)
{
	for (int i = 0; i < 3; i++) {
		struct object *o;

		rcu_read_lock();
		o = rcu_dereference_raw(current_object);
		wrong += READ_ONCE(o->state) != ALIVE;
		barrier();
		wrong += READ_ONCE(o->state) != ALIVE;
		rcu_read_unlock();
		yield();
	}
}

/* A grace period takes some ticks. */
static void let_ticks_pass_until_called(struct object *o)
{
	for (int i = 0; i < PATIENCE && !READ_ONCE(o->called); i++)
		schedule_timeout_uninterruptible(1);
}

static void check_objects(struct sweep *s)
{
	if (s->fired)
		let_ticks_pass_until_called(&objects[0]);
	SWEEP_EXPECT(s, objects[0].called == s->fired);
	SWEEP_EXPECT(s, !wrong);
	expect_task_context(s);
}

static void reader_while_the_object_dies(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "rcu_read_lock, rcu_read_unlock", .prepare = first_object,
		.call = read_objects, .interrupt = replace_and_kill, .check = check_objects });
}

static void call_and_switch(struct sweep *s)
{
	call_rcu(&mine.head, object_dies);
	yield();
}

static void check_all_called(struct sweep *s)
{
	let_ticks_pass_until_called(&mine);
	SWEEP_EXPECT(s, mine.called);
	check_objects(s);
}

static void call_rcu_while_another_is_queued(struct kunit *test)
{
	sweep_run_all(test, &(struct sweep){
		.name = "call_rcu", .prepare = first_object, .call = call_and_switch,
		.interrupt = replace_and_kill, .check = check_all_called });
}

static struct kunit_case sweep_move_cases[] = {
	KUNIT_CASE(a4_line_moves_while_it_sends),
	KUNIT_CASE(k6_thread_given_to_an_idle_cpu),
	KUNIT_CASE(reader_while_the_object_dies),
	KUNIT_CASE(call_rcu_while_another_is_queued),
	{}
};

static struct kunit_suite sweep_move_suite = {
	.name = "sweep_move",
	.init = sweep_move_init,
	.test_cases = sweep_move_cases,
};
kunit_test_suite(sweep_move_suite);
