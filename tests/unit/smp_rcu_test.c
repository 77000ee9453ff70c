// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_rcu_test.c - no object is freed under a reader on any CPU, and each is freed
 *
 * First the ways in which one CPU can hold up a grace period, or be forgotten by one, each
 * by itself; then the torture, in which readers on all CPUs look at objects that four kinds
 * of updaters replace and free.  smp_rcu_test.rounds=N makes it N times as long.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/moduleparam.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/srcu.h>

#include <asm/hardirq.h>

#include "smp_crew.h"

static unsigned int rounds = 1;
module_param(rounds, uint, 0444);

static unsigned int another_cpu(struct kunit *test)
{
	unsigned int cpu = cpumask_next(smp_processor_id(), cpu_online_mask);

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	return cpu < nr_cpu_ids ? cpu : cpumask_first(cpu_online_mask);
}

/* ---- one reader on another CPU ----------------------------------------------------------- */

enum reader_kind { PLAIN, NESTED, PREEMPT_OFF, BH_OFF, IRQS_OFF, NR_READER_KINDS };

static const char * const reader_names[NR_READER_KINDS] = {
	"rcu_read_lock", "nested", "preempt_disable", "local_bh_disable", "local_irq_disable",
};

static void begin_reading(enum reader_kind kind)
{
	switch (kind) {
	case NESTED:
		rcu_read_lock();
		rcu_read_lock();
		rcu_read_unlock();
		break;
	case PREEMPT_OFF: preempt_disable(); break;
	case BH_OFF: rcu_read_lock_bh(); break;
	case IRQS_OFF: local_irq_disable(); break;
	default: rcu_read_lock(); break;
	}
}

static void end_reading(enum reader_kind kind)
{
	switch (kind) {
	case PREEMPT_OFF: preempt_enable(); break;
	case BH_OFF: rcu_read_unlock_bh(); break;
	case IRQS_OFF: local_irq_enable(); break;
	default: rcu_read_unlock(); break;
	}
}

struct long_reader {
	enum reader_kind kind;
	bool inside, leave, out;
};

/* It leaves of itself, too, so that a failure is no hang. */
static void read_until_told(struct crew *crew, void *arg)
{
	struct long_reader *r = arg;

	begin_reading(r->kind);
	WRITE_ONCE(r->inside, true);
	for (unsigned long i = 0; !READ_ONCE(r->leave) && i < 1000000000ul; i++)
		cpu_relax();
	WRITE_ONCE(r->out, true);
	end_reading(r->kind);
}

struct callback {
	struct rcu_head head;
	struct long_reader *reader;
	bool called, too_early;
	struct completion done;
};

static void reader_should_be_out(struct rcu_head *head)
{
	struct callback *cb = container_of(head, struct callback, head);

	cb->too_early = cb->reader && !READ_ONCE(cb->reader->out);
	WRITE_ONCE(cb->called, true);
	complete(&cb->done);
}

static void init_callback(struct callback *cb, struct long_reader *reader)
{
	*cb = (struct callback){ .reader = reader };
	init_completion(&cb->done);
}

/* Many ticks of this CPU, to give the grace period a chance to end too early. */
static void let_time_pass(void)
{
	schedule_timeout_uninterruptible(HZ / 10);
}

static void grace_period_waits_for_a_reader_elsewhere(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);

	for (int kind = 0; kind < NR_READER_KINDS; kind++) {
		struct long_reader reader = { .kind = kind };
		struct callback cb;
		unsigned long cookie;
		struct crew crew;

		crew_begin(&crew);
		init_callback(&cb, &reader);
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, read_until_told, &reader));
		KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(reader.inside)));
		cookie = start_poll_synchronize_rcu();
		call_rcu(&cb.head, reader_should_be_out);
		let_time_pass();
		KUNIT_EXPECT_FALSE_MSG(test, poll_state_synchronize_rcu(cookie), "%s",
				       reader_names[kind]);
		KUNIT_EXPECT_FALSE_MSG(test, cb.called, "%s", reader_names[kind]);
		WRITE_ONCE(reader.leave, true);
		wait_for_completion(&cb.done);
		KUNIT_EXPECT_FALSE_MSG(test, cb.too_early, "%s", reader_names[kind]);
		KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(cookie));
		crew_end(&crew);
	}
}

/*
 * It began before we read, and ends when the other reader leaves; our callback must wait for
 * the next one, which does not end while we are inside.
 */
static void grace_period_under_way_will_not_do(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);
	struct long_reader reader = { .kind = PLAIN };
	struct callback cb;
	unsigned long under_way, end;
	struct crew crew;

	crew_begin(&crew);
	init_callback(&cb, NULL);
	KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, read_until_told, &reader));
	KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(reader.inside)));
	under_way = start_poll_synchronize_rcu();
	let_time_pass();			/* this CPU has reported */
	rcu_read_lock();
	call_rcu(&cb.head, reader_should_be_out);
	WRITE_ONCE(reader.leave, true);
	KUNIT_EXPECT_TRUE(test, crew_spin(poll_state_synchronize_rcu(under_way)));
	end = jiffies + HZ / 10;
	while (time_before(jiffies, end))
		cpu_relax();
	KUNIT_EXPECT_FALSE(test, READ_ONCE(cb.called));
	rcu_read_unlock();
	wait_for_completion(&cb.done);
	crew_end(&crew);
}

/* ---- those who wait ---------------------------------------------------------------------- */

struct waiter {
	void (*wait)(void);
	struct long_reader *reader;
	bool returned, too_early;
};

static void wait_for_readers(struct crew *crew, void *arg)
{
	struct waiter *w = arg;

	w->wait();
	w->too_early = !READ_ONCE(w->reader->out);
	WRITE_ONCE(w->returned, true);
}

static void waiters_wait_for_a_reader_elsewhere(struct kunit *test)
{
	static void (*const waits[])(void) = {
		synchronize_rcu, synchronize_rcu_expedited, rcu_barrier,
	};
	unsigned int cpu = another_cpu(test);

	for (int i = 0; i < ARRAY_SIZE(waits); i++) {
		struct long_reader reader = { .kind = PLAIN };
		struct waiter waiter = { .wait = waits[i], .reader = &reader };
		struct crew crew;

		crew_begin(&crew);
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, read_until_told, &reader));
		KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(reader.inside)));
		crew_add(&crew, smp_processor_id(), wait_for_readers, &waiter);
		let_time_pass();
		KUNIT_EXPECT_FALSE_MSG(test, READ_ONCE(waiter.returned), "%d", i);
		WRITE_ONCE(reader.leave, true);
		KUNIT_EXPECT_TRUE_MSG(test, crew_wait(READ_ONCE(waiter.returned)), "%d", i);
		KUNIT_EXPECT_FALSE_MSG(test, waiter.too_early, "%d", i);
		crew_end(&crew);
	}
}

static void wait_once(struct crew *crew, void *arg)
{
	((void (*)(void))arg)();
}

/* All at once, on every CPU. */
static void every_cpu_can_wait(struct kunit *test)
{
	struct crew crew;
	unsigned int cpu;

	crew_begin(&crew);
	for_each_online_cpu(cpu) {
		KUNIT_EXPECT_TRUE(test, crew_add(&crew, cpu, wait_once, synchronize_rcu));
		KUNIT_EXPECT_TRUE(test, crew_add(&crew, cpu, wait_once,
						 synchronize_rcu_expedited));
		KUNIT_EXPECT_TRUE(test, crew_add(&crew, cpu, wait_once, rcu_barrier));
	}
	crew_end(&crew);
}

/* ---- callbacks of other CPUs -------------------------------------------------------------- */

struct slow_callback {
	struct rcu_head head;
	bool called;
};

static DEFINE_PER_CPU(struct slow_callback, slow_callbacks);

struct barrier_caller {
	struct task_struct *task;	/* who calls rcu_barrier(), when it has begun */
	bool call, returned, too_early;
};

static struct barrier_caller caller;

#define SLOW_TICKS	(HZ / 10)

/* It takes so long that who does not wait for it is back before. */
static void take_long(struct rcu_head *head)
{
	unsigned long end = jiffies + SLOW_TICKS;

	while (!READ_ONCE(caller.returned) && time_before(jiffies, end))
		cpu_relax();
	WRITE_ONCE(container_of(head, struct slow_callback, head)->called, true);
}

static void queue_slow_callback(void *unused)
{
	struct slow_callback *cb = this_cpu_ptr(&slow_callbacks);

	cb->called = false;
	call_rcu(&cb->head, take_long);
}

static void call_barrier(struct crew *crew, void *unused)
{
	unsigned int cpu;

	WRITE_ONCE(caller.task, current);
	while (!READ_ONCE(caller.call))
		cpu_relax();
	rcu_barrier();
	for_each_online_cpu(cpu)
		if (cpu != smp_processor_id())
			caller.too_early |= !READ_ONCE(per_cpu(slow_callbacks, cpu).called);
	WRITE_ONCE(caller.returned, true);
}

static bool barrier_sleeps(void)
{
	return READ_ONCE(caller.task->__state) == TASK_UNINTERRUPTIBLE &&
	       !READ_ONCE(caller.task->on_rq);
}

/*
 * Its own CPU has no callback but the barrier's.  While preemption is off here no grace period
 * ends, so one that had begun before makes all of them wait for the same, the next one: a
 * callback that runs already would keep the barrier's from being called.
 */
static void rcu_barrier_waits_for_the_callbacks_of_all_cpus(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);
	struct cpumask others;
	struct crew crew;

	cpumask_copy(&others, cpu_online_mask);
	cpumask_clear_cpu(cpu, &others);
	for (int i = 0; i < 3; i++) {
		caller = (struct barrier_caller){ 0 };
		crew_begin(&crew);
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, call_barrier, NULL));
		KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(caller.task)));
		preempt_disable();
		(void)start_poll_synchronize_rcu();
		on_each_cpu_mask(&others, queue_slow_callback, NULL, 1);
		WRITE_ONCE(caller.call, true);
		KUNIT_EXPECT_TRUE(test, crew_spin(barrier_sleeps()));
		preempt_enable();
		crew_end(&crew);
		KUNIT_EXPECT_FALSE(test, caller.too_early);
	}
}

static struct callback from_interrupt;

static void queue_from_interrupt(void *unused)
{
	call_rcu(&from_interrupt.head, reader_should_be_out);
}

/* Its tick has stopped, and nothing but the callback is there to start it again. */
static void idle_cpu_that_gets_a_callback_calls_it(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);

	for (int i = 0; i < 3; i++) {
		let_time_pass();
		init_callback(&from_interrupt, NULL);
		smp_call_function_single(cpu, queue_from_interrupt, NULL, 1);
		KUNIT_EXPECT_TRUE(test, crew_wait(READ_ONCE(from_interrupt.called)));
	}
	rcu_barrier();
}

/*
 * Or its report would wait for an interrupt that comes for another reason; that happens, too,
 * and now and then the CPU is not idle.
 */
#define TIMES_ASKED	5
#define TRIES		100

static void idle_cpu_is_asked_for_its_report(struct kunit *test)
{
	unsigned int cpu = another_cpu(test), asked = 0;

	for (int i = 0; i < TRIES && asked < TIMES_ASKED; i++) {
		unsigned int before;
		unsigned long cookie;

		let_time_pass();
		before = READ_ONCE(per_cpu(irq_stat, cpu).irq_resched_count);
		cookie = start_poll_synchronize_rcu();
		KUNIT_EXPECT_TRUE(test, crew_wait(poll_state_synchronize_rcu(cookie)));
		asked += READ_ONCE(per_cpu(irq_stat, cpu).irq_resched_count) != before;
	}
	KUNIT_EXPECT_EQ(test, asked, TIMES_ASKED);
}

/* ---- CPUs that are busy ------------------------------------------------------------------- */

/* No switch, and a tick hardly ever finds it outside of a reader. */
static void read_again_and_again(struct crew *crew, void *arg)
{
	while (!crew_stopped(crew)) {
		rcu_read_lock();
		for (int i = 0; i < 100000; i++)
			cpu_relax();
		rcu_read_unlock();
	}
}

static void reader_after_reader_does_not_hold_it_up(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);
	struct crew crew;
	unsigned long cookie;

	crew_begin(&crew);
	KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, read_again_and_again, NULL));
	for (int i = 0; i < 5; i++) {
		cookie = start_poll_synchronize_rcu();
		KUNIT_EXPECT_TRUE(test, crew_wait(poll_state_synchronize_rcu(cookie)));
	}
	crew_end(&crew);
}

static bool flooding;

static void raise_again(struct tasklet_struct *t)
{
	if (READ_ONCE(flooding))
		tasklet_schedule(t);
}

static DECLARE_TASKLET(flood, raise_again);

static void start_flood(void *unused)
{
	tasklet_schedule(&flood);
}

static void softirqs_without_end_do_not_hold_it_up(struct kunit *test)
{
	unsigned int cpu = another_cpu(test);
	unsigned long cookie;

	WRITE_ONCE(flooding, true);
	smp_call_function_single(cpu, start_flood, NULL, 1);
	for (int i = 0; i < 5; i++) {
		cookie = start_poll_synchronize_rcu();
		KUNIT_EXPECT_TRUE(test, crew_wait(poll_state_synchronize_rcu(cookie)));
	}
	WRITE_ONCE(flooding, false);
	tasklet_kill(&flood);
}

static struct kunit_case smp_rcu_cases[] = {
	KUNIT_CASE(grace_period_waits_for_a_reader_elsewhere),
	KUNIT_CASE(grace_period_under_way_will_not_do),
	KUNIT_CASE(waiters_wait_for_a_reader_elsewhere),
	KUNIT_CASE(every_cpu_can_wait),
	KUNIT_CASE(rcu_barrier_waits_for_the_callbacks_of_all_cpus),
	KUNIT_CASE(idle_cpu_that_gets_a_callback_calls_it),
	KUNIT_CASE(idle_cpu_is_asked_for_its_report),
	KUNIT_CASE(reader_after_reader_does_not_hold_it_up),
	KUNIT_CASE(softirqs_without_end_do_not_hold_it_up),
	{ }
};

static struct kunit_suite smp_rcu_suite = {
	.name = "smp_rcu",
	.test_cases = smp_rcu_cases,
};

/* ---- torture ------------------------------------------------------------------------------ */

#define NR_SLOTS	8
#define MAX_AHEAD	512		/* objects that wait to be freed */

/* While it is in a slot, its stamp does not change; the next use of its memory changes it. */
struct object {
	unsigned long stamp;
	struct rcu_head rcu;
	struct torture *torture;
	unsigned long copy;		/* the same again */
};

struct torture {
	struct crew crew, readers;
	struct object __rcu *slots[NR_SLOTS];
	struct srcu_struct *srcu;	/* NULL: RCU */
	atomic_long_t stamps, reads, made, freed, waiting;
	atomic_t errors;
};

static struct object *make_object(struct torture *t)
{
	struct object *o = kmalloc(sizeof(*o), GFP_KERNEL);

	if (!o)
		return NULL;
	o->torture = t;
	o->stamp = o->copy = atomic_long_inc_return(&t->stamps);
	atomic_long_inc(&t->made);
	return o;
}

static void poison_and_free(struct object *o)
{
	struct torture *t = o->torture;

	WRITE_ONCE(o->stamp, 0);
	WRITE_ONCE(o->copy, ~0ul);
	kfree(o);
	atomic_long_inc(&t->freed);
}

static void free_later(struct rcu_head *head)
{
	struct object *o = container_of(head, struct object, rcu);

	atomic_long_dec(&o->torture->waiting);
	poison_and_free(o);
}

static void look_at(struct torture *t, struct object *o, unsigned int spins)
{
	unsigned long stamp = READ_ONCE(o->stamp);

	for (unsigned int i = 0; i < spins; i++)
		cpu_relax();
	if (!stamp || READ_ONCE(o->stamp) != stamp || READ_ONCE(o->copy) != stamp)
		atomic_inc(&t->errors);
}

/* Sleeps inside, if it is SRCU's. */
static void srcu_reader(struct torture *t, unsigned int random)
{
	int idx = srcu_read_lock(t->srcu);
	struct object *o = srcu_dereference(t->slots[random % NR_SLOTS], t->srcu);
	unsigned long stamp = READ_ONCE(o->stamp);

	if (random & BIT(12))
		yield();
	if (!stamp || READ_ONCE(o->stamp) != stamp || READ_ONCE(o->copy) != stamp)
		atomic_inc(&t->errors);
	srcu_read_unlock(t->srcu, idx);
}

static void rcu_reader(struct torture *t, unsigned int random)
{
	enum reader_kind kind = (random >> 3) % NR_READER_KINDS;
	unsigned int spins = (random >> 8) & 255;

	begin_reading(kind);
	if (!(random & BIT(20)))
		look_at(t, rcu_dereference_raw(t->slots[random % NR_SLOTS]), spins);
	end_reading(kind);
}

static void torture_reader(struct crew *crew, void *arg)
{
	struct torture *t = arg;
	u32 seed = current->pid;

	while (!crew_stopped(crew)) {
		unsigned int random = crew_random(&seed);

		if (t->srcu)
			srcu_reader(t, random);
		else
			rcu_reader(t, random);
		atomic_long_inc(&t->reads);
		cond_resched();
	}
}

/* The slot's object, which from now on only readers see that are there already. */
static struct object *replace(struct torture *t, unsigned int slot)
{
	struct object *new = make_object(t);

	return new ? xchg((struct object **)&t->slots[slot % NR_SLOTS], new) : NULL;
}

static void torture_call(struct crew *crew, void *arg)
{
	struct torture *t = arg;
	u32 seed = current->pid;

	for (unsigned int i = 0; i < 400 * rounds; i++) {
		struct object *old = replace(t, crew_random(&seed));

		if (!old)
			continue;
		atomic_long_inc(&t->waiting);
		if (t->srcu)
			call_srcu(t->srcu, &old->rcu, free_later);
		else
			call_rcu(&old->rcu, free_later);
		if (atomic_long_read(&t->waiting) > MAX_AHEAD)
			crew_wait(atomic_long_read(&t->waiting) < MAX_AHEAD / 2);
		cond_resched();
	}
}

static void torture_wait(struct torture *t, unsigned int times, void (*wait)(void))
{
	u32 seed = current->pid;

	for (unsigned int i = 0; i < times * rounds; i++) {
		struct object *old = replace(t, crew_random(&seed));

		if (t->srcu)
			synchronize_srcu(t->srcu);
		else
			wait();
		if (old)
			poison_and_free(old);
	}
}

static void torture_synchronize(struct crew *crew, void *arg)
{
	torture_wait(arg, 10, synchronize_rcu);
}

static void torture_expedited(struct crew *crew, void *arg)
{
	torture_wait(arg, 10, synchronize_rcu_expedited);
}

/* What is freed so is made use of again by the other updaters. */
static void torture_kfree(struct crew *crew, void *arg)
{
	struct torture *t = arg;
	u32 seed = current->pid;

	for (unsigned int i = 0; i < 400 * rounds; i++) {
		struct object *old = replace(t, crew_random(&seed));

		if (old) {
			kfree_rcu(old, rcu);
			atomic_long_inc(&t->freed);
		}
		if (i % MAX_AHEAD == MAX_AHEAD - 1)
			rcu_barrier();
		cond_resched();
	}
}

static void torture_prepare(struct kunit *test, struct torture *t)
{
	unsigned int cpu;

	crew_begin(&t->crew);
	crew_begin(&t->readers);
	for (int i = 0; i < NR_SLOTS; i++) {
		struct object *o = make_object(t);

		KUNIT_ASSERT_NOT_NULL(test, o);
		rcu_assign_pointer(t->slots[i], o);
	}
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_TRUE(test, crew_add(&t->readers, cpu, torture_reader, t));
}

static void torture_finish(struct kunit *test, struct torture *t)
{
	crew_end(&t->crew);		/* the updaters have done their rounds ... */
	crew_end(&t->readers);		/* ... and only then the readers stop */
	rcu_barrier();
	if (t->srcu)
		srcu_barrier(t->srcu);
	for (int i = 0; i < NR_SLOTS; i++)
		poison_and_free(rcu_dereference_raw(t->slots[i]));
	KUNIT_EXPECT_EQ(test, atomic_read(&t->errors), 0);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&t->made), atomic_long_read(&t->freed));
	KUNIT_EXPECT_EQ(test, atomic_long_read(&t->waiting), 0);
	KUNIT_EXPECT_GT(test, atomic_long_read(&t->reads), 0);
	kunit_info(test, "%u CPUs: %lld reads, %lld objects replaced and freed\n",
		   num_online_cpus(), (long long)atomic_long_read(&t->reads),
		   (long long)atomic_long_read(&t->freed));
}

static struct torture *new_torture(struct kunit *test)
{
	struct torture *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	return t;
}

static void rcu_under_torture_frees_nothing_too_early(struct kunit *test)
{
	static void (*const updaters[])(struct crew *, void *) = {
		torture_call, torture_synchronize, torture_expedited, torture_kfree,
	};
	struct torture *t = new_torture(test);
	unsigned int cpu;

	torture_prepare(test, t);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_TRUE(test, crew_add(&t->crew, cpu,
						 updaters[cpu % ARRAY_SIZE(updaters)], t));
	for (int i = 0; i < ARRAY_SIZE(updaters); i++)
		KUNIT_EXPECT_TRUE(test, crew_add(&t->crew, cpumask_first(cpu_online_mask),
						 updaters[i], t));
	torture_finish(test, t);
}

DEFINE_STATIC_SRCU(torture_srcu);

static void srcu_under_torture_frees_nothing_too_early(struct kunit *test)
{
	struct torture *t = new_torture(test);
	unsigned int cpu;

	t->srcu = &torture_srcu;
	torture_prepare(test, t);
	for_each_online_cpu(cpu)
		KUNIT_EXPECT_TRUE(test, crew_add(&t->crew, cpu, cpu % 2 ? torture_synchronize :
							      torture_call, t));
	torture_finish(test, t);
}

/* Readers that leave while the structure itself goes. */
static void leave_and_enter(struct crew *crew, void *arg)
{
	struct srcu_struct *ssp = arg;

	for (int i = 0; i < 20; i++)
		srcu_read_unlock(ssp, srcu_read_lock(ssp));
}

static void srcu_struct_may_end_when_its_last_reader_has_left(struct kunit *test)
{
	unsigned int cpu;

	for (unsigned int i = 0; i < 5 * rounds; i++) {
		struct srcu_struct *ssp = kmalloc(sizeof(*ssp), GFP_KERNEL);
		struct crew crew;

		KUNIT_ASSERT_NOT_NULL(test, ssp);
		KUNIT_ASSERT_EQ(test, init_srcu_struct(ssp), 0);
		crew_begin(&crew);
		for_each_online_cpu(cpu)
			KUNIT_EXPECT_TRUE(test, crew_add(&crew, cpu, leave_and_enter, ssp));
		synchronize_srcu(ssp);
		crew_end(&crew);
		cleanup_srcu_struct(ssp);
		kfree(ssp);
	}
}

static struct kunit_case torture_rcu_cases[] = {
	KUNIT_CASE_SLOW(rcu_under_torture_frees_nothing_too_early),
	KUNIT_CASE_SLOW(srcu_under_torture_frees_nothing_too_early),
	KUNIT_CASE(srcu_struct_may_end_when_its_last_reader_has_left),
	{ }
};

static struct kunit_suite torture_rcu_suite = {
	.name = "torture_rcu",
	.test_cases = torture_rcu_cases,
};
kunit_test_suites(&smp_rcu_suite, &torture_rcu_suite);
