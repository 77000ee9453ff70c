// SPDX-License-Identifier: MIT
/*
 * tests/unit/sweep_lock_test.c - L3: another CPU wants the lock, at every instruction
 *
 * CPU 1 takes and releases a lock.  While it stands still between two instructions, CPU 0
 * asks for the same: in an interrupt, which only tries, or in a task, which waits and then
 * stays inside for some turns of CPU 1.  So each of the two is met everywhere by the other
 * one, on the fast way and on the slow one, as who waits and as who lets in.
 *
 * See <kunit/sweep.h>; tests/unit/smp_lock_test.c lets chance choose.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/hardirq.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/cmpxchg.h>
#include <asm/processor.h>

/* What CPU 0 holds is its own, and so is what CPU 1 holds: they may be unlike. */
struct guard {
	void (*lock)(void), (*unlock)(void);
	bool (*others_try)(void);
	void (*others_lock)(void), (*others_unlock)(void);
	bool no_try;			/* it may not be tried in interrupts */
};

static const struct guard *guard;
static unsigned int inside, most_inside, entries, others_entries;

#define TURNS_INSIDE	20

static void enter_and_leave(unsigned int *count, unsigned int turns)
{
	if (++inside > most_inside)
		most_inside = inside;
	barrier();
	while (turns--)
		cpu_relax();
	(*count)++;
	barrier();
	inside--;
}

static void nobody_inside(struct sweep *s)
{
	inside = most_inside = entries = others_entries = 0;
}

static void take_once(struct sweep *s)
{
	guard->lock();
	enter_and_leave(&entries, 0);
	guard->unlock();
}

static void others_take_once(struct sweep *s)
{
	if (in_hardirq()) {
		if (!guard->others_try())
			return;
		enter_and_leave(&others_entries, 0);
	} else {
		guard->others_lock();
		enter_and_leave(&others_entries, TURNS_INSIDE);
	}
	guard->others_unlock();
}

static void check_guard(struct sweep *s)
{
	SWEEP_EXPECT(s, most_inside == 1);
	SWEEP_EXPECT(s, !inside && entries == 1);
	SWEEP_EXPECT(s, others_entries == (s->fired && s->preempt) || !s->preempt);
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
	SWEEP_EXPECT(s, guard->others_try());	/* it was left free */
	guard->others_unlock();
}

static void sweep_guard(struct kunit *test, const char *name, const struct guard *g)
{
	struct sweep s = {
		.name = name, .prepare = nobody_inside, .call = take_once,
		.interrupt = others_take_once, .check = check_guard, .far = true,
	};

	guard = g;
	if (!g->no_try)
		sweep_run(test, &s);
	s.preempt = true;
	sweep_run(test, &s);
}

static int sweep_lock_init(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "needs several CPUs under -icount");
	if (debug_enabled(DEBUG_LOCKS))
		kunit_skip(test, "with checks the path is another one each time");
	sched_set_fifo_low(current);
	return 0;
}

/* ---- those that spin -------------------------------------------------------------------- */

static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_RWLOCK(rw);

static void lock_raw(void) { raw_spin_lock(&raw); }
static void unlock_raw(void) { raw_spin_unlock(&raw); }
static bool try_raw(void) { return raw_spin_trylock(&raw); }
static void lock_write(void) { write_lock(&rw); }
static void unlock_write(void) { write_unlock(&rw); }
static bool try_write(void) { return write_trylock(&rw); }
static void lock_read(void) { read_lock(&rw); }
static void unlock_read(void) { read_unlock(&rw); }
static bool try_read(void) { return read_trylock(&rw); }

/* By trying until it is let in; then both have only tried. */
static void lock_raw_by_trying(void)
{
	while (!raw_spin_trylock(&raw))
		cpu_relax();
}

static void lock_write_by_trying(void)
{
	while (!write_trylock(&rw))
		cpu_relax();
}

static void l3_spinlock_wanted_by_two(struct kunit *test)
{
	static const struct guard g = { lock_raw, unlock_raw, try_raw, lock_raw, unlock_raw };

	sweep_guard(test, "spin_lock", &g);
}

/* One has come before all others and does not look: its virtual CPU does not run. */
static void let_one_be_late(struct sweep *s)
{
	nobody_inside(s);
	raw.raw_lock.waiters++;
	raw.raw_lock.served = raw.raw_lock.next + TURNS_INSIDE;	/* all others may pass */
}

/* Now it does, and stays inside for some turns of CPU 1. */
static void look_at_last(struct sweep *s)
{
	if (xchg(&raw.raw_lock.locked, 1))
		return;
	enter_and_leave(&others_entries, TURNS_INSIDE);
	arch_spin_unlock(&raw.raw_lock);
}

static void check_without_the_late(struct sweep *s)
{
	raw.raw_lock.waiters--;
	check_guard(s);
}

static void l3_spinlock_of_one_that_looks_late(struct kunit *test)
{
	static const struct guard g = { lock_raw, unlock_raw, try_raw, lock_raw, unlock_raw };

	guard = &g;
	sweep_run(test, &(struct sweep){
		.name = "spin_lock, one looks late", .prepare = let_one_be_late, .call = take_once,
		.interrupt = look_at_last, .check = check_without_the_late, .far = true });
}

static void l3_spin_trylock_by_two(struct kunit *test)
{
	static const struct guard g = {
		lock_raw_by_trying, unlock_raw, try_raw, lock_raw, unlock_raw,
	};

	sweep_guard(test, "spin_trylock", &g);
}

static void l3_write_lock_while_another_writes(struct kunit *test)
{
	static const struct guard g = {
		lock_write, unlock_write, try_write, lock_write, unlock_write,
	};

	sweep_guard(test, "write_lock, another writes", &g);
}

static void l3_write_lock_while_another_reads(struct kunit *test)
{
	static const struct guard g = {
		lock_write, unlock_write, try_read, lock_read, unlock_read,
	};

	sweep_guard(test, "write_lock, another reads", &g);
}

static void l3_read_lock_while_another_writes(struct kunit *test)
{
	static const struct guard g = {
		lock_read, unlock_read, try_write, lock_write, unlock_write,
	};

	sweep_guard(test, "read_lock, another writes", &g);
}

static void l3_write_trylock_by_two(struct kunit *test)
{
	static const struct guard g = {
		lock_write_by_trying, unlock_write, try_write, lock_write, unlock_write,
	};

	sweep_guard(test, "write_trylock", &g);
}

/* ---- those that sleep ------------------------------------------------------------------- */

static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static DEFINE_SEMAPHORE(semaphore);

static void lock_mutex(void) { mutex_lock(&mutex); }
static void unlock_mutex(void) { mutex_unlock(&mutex); }
static bool try_mutex(void) { return mutex_trylock(&mutex); }
static void lock_down_write(void) { down_write(&rwsem); }
static void unlock_up_write(void) { up_write(&rwsem); }
static bool try_down_write(void) { return down_write_trylock(&rwsem); }
static void lock_down_read(void) { down_read(&rwsem); }
static void unlock_up_read(void) { up_read(&rwsem); }
static bool try_down_read(void) { return down_read_trylock(&rwsem); }
static void lock_down(void) { down(&semaphore); }
static void unlock_up(void) { up(&semaphore); }
static bool try_down(void) { return !down_trylock(&semaphore); }

static void lock_mutex_by_trying(void)
{
	while (!mutex_trylock(&mutex))
		cpu_relax();
}

static void l3_mutex_wanted_by_two(struct kunit *test)
{
	static const struct guard g = {
		lock_mutex, unlock_mutex, try_mutex, lock_mutex, unlock_mutex, .no_try = true,
	};

	sweep_guard(test, "mutex_lock", &g);
}

static void l3_mutex_trylock_by_two(struct kunit *test)
{
	static const struct guard g = {
		lock_mutex_by_trying, unlock_mutex, try_mutex, lock_mutex, unlock_mutex,
		.no_try = true,
	};

	sweep_guard(test, "mutex_trylock", &g);
}

static void l3_rwsem_written_by_two(struct kunit *test)
{
	static const struct guard g = {
		lock_down_write, unlock_up_write, try_down_write, lock_down_write, unlock_up_write,
	};

	sweep_guard(test, "down_write, another writes", &g);
}

static void l3_rwsem_written_while_another_reads(struct kunit *test)
{
	static const struct guard g = {
		lock_down_write, unlock_up_write, try_down_read, lock_down_read, unlock_up_read,
	};

	sweep_guard(test, "down_write, another reads", &g);
}

static void l3_rwsem_read_while_another_writes(struct kunit *test)
{
	static const struct guard g = {
		lock_down_read, unlock_up_read, try_down_write, lock_down_write, unlock_up_write,
	};

	sweep_guard(test, "down_read, another writes", &g);
}

static void l3_semaphore_wanted_by_two(struct kunit *test)
{
	static const struct guard g = { lock_down, unlock_up, try_down, lock_down, unlock_up };

	sweep_guard(test, "down", &g);
}

/* ---- woken for nothing, at every instruction of the unlock ------------------------------ */

#define SOON_US		20
#define PATIENCE	1000		/* times SOON_US: the other CPU only needs its turn */
#define STACK_SOILED	512

static struct task_struct *waiter;
static bool wanted, waited;		/* the waiter shall ask for the lock; has had it */

/* What lay on the stack while it waited is not there any more. */
static noinline void soil_stack(void)
{
	u8 dirt[STACK_SOILED];

	memset(dirt, 0x5a, sizeof(dirt));
	OPTIMIZER_HIDE_VAR(*dirt);
}

static int wait_for_guard(void *unused)
{
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!READ_ONCE(wanted) && !kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
		if (!READ_ONCE(wanted))
			continue;
		WRITE_ONCE(wanted, false);
		guard->others_lock();
		soil_stack();
		enter_and_leave(&others_entries, 0);
		guard->others_unlock();
		WRITE_ONCE(waited, true);
	}
	return 0;
}

static bool waiter_sleeps_in(unsigned int state)
{
	return READ_ONCE(waiter->__state) == state && !READ_ONCE(waiter->on_rq);
}

#define let_others_until(condition)						\
	for (int __i = 0; !(condition) && __i < PATIENCE; __i++)		\
		usleep_range(SOON_US, SOON_US)

static void let_one_wait(struct sweep *s)
{
	nobody_inside(s);
	waited = false;
	guard->lock();
	inside++;
	WRITE_ONCE(wanted, true);
	wake_up_process(waiter);
	let_others_until(waiter_sleeps_in(TASK_UNINTERRUPTIBLE));
}

static void let_it_in(struct sweep *s)
{
	inside--;
	barrier();
	guard->unlock();
}

static void wake_it(struct sweep *s)
{
	wake_up_process(waiter);
}

static void check_waiter(struct sweep *s)
{
	let_others_until(READ_ONCE(waited) && waiter_sleeps_in(TASK_INTERRUPTIBLE));
	SWEEP_EXPECT(s, READ_ONCE(waited) && others_entries == 1);
	SWEEP_EXPECT(s, !inside && most_inside == 1);
	SWEEP_EXPECT(s, !preempt_count() && !irqs_disabled());
}

static void sweep_unlock(struct kunit *test, const char *name, const struct guard *g)
{
	guard = g;
	wanted = false;
	waiter = kthread_create(wait_for_guard, NULL, "sweep_waiter");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, waiter);
	get_task_struct(waiter);
	set_cpus_allowed_ptr(waiter, cpumask_of(0));
	sched_set_fifo_low(waiter);
	wake_up_process(waiter);
	sweep_run(test, &(struct sweep){
		.name = name, .prepare = let_one_wait, .call = let_it_in, .interrupt = wake_it,
		.check = check_waiter, .far = true });
	kthread_stop(waiter);
	put_task_struct(waiter);
}

static void l3_mutex_waiter_woken_for_nothing(struct kunit *test)
{
	static const struct guard g = {
		lock_mutex, unlock_mutex, NULL, lock_mutex, unlock_mutex,
	};

	sweep_unlock(test, "mutex_unlock, the waiter is woken", &g);
}

static void l3_rwsem_waiter_woken_for_nothing(struct kunit *test)
{
	static const struct guard g = {
		lock_down_write, unlock_up_write, NULL, lock_down_write, unlock_up_write,
	};

	sweep_unlock(test, "up_write, the waiter is woken", &g);
}

static void l3_semaphore_waiter_woken_for_nothing(struct kunit *test)
{
	static const struct guard g = { lock_down, unlock_up, NULL, lock_down, unlock_up };

	sweep_unlock(test, "up, the waiter is woken", &g);
}

static DECLARE_COMPLETION(completion);

static void no_lock(void) { }
static void wait_for_it(void) { wait_for_completion(&completion); }
static void complete_it(void) { complete(&completion); }

static void l3_completion_waiter_woken_for_nothing(struct kunit *test)
{
	static const struct guard g = { no_lock, complete_it, NULL, wait_for_it, no_lock };

	sweep_unlock(test, "complete, the waiter is woken", &g);
}

static struct kunit_case sweep_lock_cases[] = {
	KUNIT_CASE(l3_spinlock_wanted_by_two),
	KUNIT_CASE(l3_spinlock_of_one_that_looks_late),
	KUNIT_CASE(l3_spin_trylock_by_two),
	KUNIT_CASE(l3_write_lock_while_another_writes),
	KUNIT_CASE(l3_write_lock_while_another_reads),
	KUNIT_CASE(l3_read_lock_while_another_writes),
	KUNIT_CASE(l3_write_trylock_by_two),
	KUNIT_CASE(l3_mutex_wanted_by_two),
	KUNIT_CASE(l3_mutex_trylock_by_two),
	KUNIT_CASE(l3_rwsem_written_by_two),
	KUNIT_CASE(l3_rwsem_written_while_another_reads),
	KUNIT_CASE(l3_rwsem_read_while_another_writes),
	KUNIT_CASE(l3_semaphore_wanted_by_two),
	KUNIT_CASE(l3_mutex_waiter_woken_for_nothing),
	KUNIT_CASE(l3_rwsem_waiter_woken_for_nothing),
	KUNIT_CASE(l3_semaphore_waiter_woken_for_nothing),
	KUNIT_CASE(l3_completion_waiter_woken_for_nothing),
	{}
};

static struct kunit_suite sweep_lock_suite = {
	.name = "sweep_lock",
	.init = sweep_lock_init,
	.test_cases = sweep_lock_cases,
};
kunit_test_suite(sweep_lock_suite);
