// SPDX-License-Identifier: MIT
/*
 * tests/unit/locking_test.c - what spinlocks, mutexes and their kin promise
 *
 * Order is forced by completions and by state: a thread that shall be blocked is
 * known to be, because it has left the run queue.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>

#include "klog.h"

/* Run @fn(@data) in a thread until it sleeps in @state (it shall block there). */
static struct task_struct *run_until_asleep(struct kunit *test, int (*fn)(void *), void *data,
					    unsigned int state)
{
	struct task_struct *k = kthread_run(fn, data, "locking_test");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	while (READ_ONCE(k->on_rq) || READ_ONCE(k->__state) != state)
		schedule_timeout_uninterruptible(1);
	return k;
}

/* A thread ends only when it is stopped, so that it can be. */
static int wait_for_stop(int result)
{
	set_current_state(TASK_INTERRUPTIBLE);
	while (!kthread_should_stop()) {
		schedule();
		set_current_state(TASK_INTERRUPTIBLE);
	}
	__set_current_state(TASK_RUNNING);
	return result;
}

/* Wait until @what is not 0, but not for ever. */
static void wait_a_little(const int *what)
{
	for (int i = 0; !READ_ONCE(*what) && i < 10; i++)
		schedule_timeout_uninterruptible(1);
}

/* ---- spinlocks --------------------------------------------------------------------- */

static void spin_lock_excludes_trylock(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);

	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock));
	spin_lock(&lock);
	KUNIT_EXPECT_TRUE(test, spin_is_locked(&lock));
	KUNIT_EXPECT_FALSE(test, spin_trylock(&lock));
	KUNIT_EXPECT_EQ(test, preempt_count(), 1);
	spin_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	KUNIT_EXPECT_TRUE(test, spin_trylock(&lock));
	spin_unlock(&lock);
}

static void spin_lock_is_free_after_many_rounds(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);

	for (int i = 0; i < 1000; i++) {
		spin_lock(&lock);
		KUNIT_ASSERT_FALSE(test, spin_is_contended(&lock));
		spin_unlock(&lock);
	}
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock));
}

static void spin_lock_irqsave_restores_what_was(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	unsigned long outer, inner;

	spin_lock_irqsave(&lock, outer);
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	spin_unlock_irqrestore(&lock, outer);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());

	local_irq_save(outer);
	spin_lock_irqsave(&lock, inner);
	spin_unlock_irqrestore(&lock, inner);
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	local_irq_restore(outer);
}

static void spin_lock_bh_holds_softirqs_off(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);

	spin_lock_bh(&lock);
	KUNIT_EXPECT_TRUE(test, in_softirq());
	KUNIT_EXPECT_FALSE(test, in_serving_softirq());
	spin_unlock_bh(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

/* ---- spinlocks, misused: debug=spinlock --------------------------------------------- */

static unsigned int flags_before;

static void expect_one_report(struct kunit *test, u64 mark, const char *what)
{
	debug_flags = flags_before;
	lockdep_on();
	KUNIT_EXPECT_EQ_MSG(test, klog_count(mark, what), 1, "reports of '%s'", what);
	KUNIT_EXPECT_EQ_MSG(test, klog_count(mark, "BUG: spinlock"), 1, "reports in all");
}

/* From here on debug=spinlock is on, alone.  Returns the place in the log. */
static u64 watch_spinlocks(void)
{
	flags_before = debug_flags;
	debug_flags |= DEBUG_SPINLOCK;
	lockdep_off();			/* it would have its own say */
	return klog_mark();
}

static void l2_debug_names_recursion(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	u64 watch;

	watch = watch_spinlocks();
	spin_lock(&lock);
	spin_lock(&lock);		/* reported, and not waited for */
	preempt_enable();
	spin_unlock(&lock);
	expect_one_report(test, watch, "BUG: spinlock recursion on CPU#0");
}

static void l2_debug_names_double_unlock(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	u64 watch;

	watch = watch_spinlocks();
	spin_lock(&lock);
	spin_unlock(&lock);
	preempt_disable();
	spin_unlock(&lock);
	expect_one_report(test, watch, "BUG: spinlock already unlocked on CPU#0");
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock));
}

static void l2_debug_names_bad_magic(struct kunit *test)
{
	u64 watch;
	spinlock_t lock = { };

	watch = watch_spinlocks();
	preempt_disable();
	debug_spin_lock(&lock.rlock, 0);
	debug_flags &= ~DEBUG_SPINLOCK;
	spin_unlock(&lock);
	expect_one_report(test, watch, "BUG: spinlock bad magic on CPU#0");
}

static void l2_debug_names_wrong_owner(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	u64 watch;

	watch = watch_spinlocks();
	spin_lock(&lock);
	lock.rlock.owner = &init_task;	/* as if it had taken the lock */
	spin_unlock(&lock);
	expect_one_report(test, watch, "BUG: spinlock wrong owner on CPU#0");
}

static void l2_debug_names_wrong_cpu(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	u64 watch;

	watch = watch_spinlocks();
	spin_lock(&lock);
	lock.rlock.owner_cpu++;		/* as if we had moved meanwhile */
	spin_unlock(&lock);
	expect_one_report(test, watch, "BUG: spinlock wrong CPU on CPU#0");
}

struct stranger {
	void (*release)(struct stranger *s);
	struct completion done;
	struct mutex mutex;
	struct rw_semaphore sem;
};

static void unlock_mutex(struct stranger *s)
{
	mutex_unlock(&s->mutex);
}

static void leave_for_writer(struct stranger *s)
{
	up_write(&s->sem);
}

static int be_a_stranger(void *arg)
{
	struct stranger *s = arg;

	lockdep_off();
	s->release(s);
	lockdep_on();
	complete(&s->done);
	return 0;
}

/* Another thread than the one that took it releases a lock. */
static void expect_stranger_is_named(struct kunit *test, struct stranger *s, const char *what)
{
	struct task_struct *thread;
	u64 watch = klog_mark();

	kunit_expect_warnings(test, 1);
	init_completion(&s->done);
	thread = kthread_run(be_a_stranger, s, "stranger");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, thread);
	wait_for_completion(&s->done);
	kthread_stop(thread);
	debug_flags = flags_before;
	KUNIT_EXPECT_EQ(test, klog_count(watch, what), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "Comm: stranger"), 1);
}

static void l2_debug_names_a_stranger_who_unlocks(struct kunit *test)
{
	struct stranger s = { .release = unlock_mutex };

	mutex_init(&s.mutex);
	watch_spinlocks();
	mutex_lock(&s.mutex);
	lockdep_on();			/* the scheduler's locks must agree */
	expect_stranger_is_named(test, &s, "DEBUG_LOCKS_WARN_ON(__owner_task(owner) != current)");
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&s.mutex));
}

static void l2_debug_names_a_stranger_who_leaves_for_the_writer(struct kunit *test)
{
	struct stranger s = { .release = leave_for_writer };

	init_rwsem(&s.sem);
	watch_spinlocks();
	down_write(&s.sem);
	lockdep_on();			/* the scheduler's locks must agree */
	expect_stranger_is_named(test, &s, "DEBUG_RWSEMS_WARN_ON(sem->owner != current)");
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&s.sem));
}

static void l2_debug_accepts_lock_taken_unchecked(struct kunit *test)
{
	unsigned int flags = debug_flags;
	DEFINE_SPINLOCK(lock);
	u64 watch;

	debug_flags &= ~DEBUG_LOCKS;
	spin_lock(&lock);
	watch = watch_spinlocks();
	spin_unlock(&lock);
	spin_lock(&lock);
	debug_flags = flags_before;
	spin_unlock(&lock);
	lockdep_on();
	debug_flags = flags;
	KUNIT_EXPECT_EQ(test, klog_count(watch, "BUG: spinlock"), 0);
}

/* ---- rwlocks and seqlocks ------------------------------------------------------------ */

static void rwlock_admits_readers_or_a_writer(struct kunit *test)
{
	DEFINE_RWLOCK(lock);

	read_lock(&lock);
	KUNIT_EXPECT_TRUE(test, read_trylock(&lock));
	KUNIT_EXPECT_FALSE(test, write_trylock(&lock));
	read_unlock(&lock);
	KUNIT_EXPECT_FALSE(test, write_trylock(&lock));
	read_unlock(&lock);
	write_lock(&lock);
	KUNIT_EXPECT_FALSE(test, read_trylock(&lock));
	KUNIT_EXPECT_FALSE(test, write_trylock(&lock));
	write_unlock(&lock);
	KUNIT_EXPECT_TRUE(test, write_trylock(&lock));
	write_unlock(&lock);
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

static void seqlock_reader_retries_after_write(struct kunit *test)
{
	DEFINE_SEQLOCK(lock);
	unsigned int seq = read_seqbegin(&lock);

	KUNIT_EXPECT_FALSE(test, read_seqretry(&lock, seq));
	write_seqlock(&lock);
	KUNIT_EXPECT_TRUE(test, read_seqretry(&lock, seq));
	write_sequnlock(&lock);
	KUNIT_EXPECT_TRUE(test, read_seqretry(&lock, seq));
	KUNIT_EXPECT_FALSE(test, read_seqretry(&lock, read_seqbegin(&lock)));
}

/* ---- mutexes -------------------------------------------------------------------------- */

struct mutex_test {
	struct mutex lock;
	int entered;
	bool release;			/* the thread releases it at once */
};

static int take_mutex(void *data)
{
	struct mutex_test *mt = data;

	mutex_lock(&mt->lock);
	mt->entered++;
	if (mt->release)
		mutex_unlock(&mt->lock);
	wait_for_stop(0);
	if (!mt->release)
		mutex_unlock(&mt->lock);
	return 0;
}

static void mutex_makes_others_sleep(struct kunit *test)
{
	struct mutex_test mt = { .release = true };
	struct task_struct *k;

	mutex_init(&mt.lock);
	mutex_lock(&mt.lock);
	KUNIT_EXPECT_TRUE(test, mutex_is_locked(&mt.lock));
	KUNIT_EXPECT_FALSE(test, mutex_trylock(&mt.lock));
	k = run_until_asleep(test, take_mutex, &mt, TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, mt.entered, 0);
	get_task_struct(k);
	mutex_unlock(&mt.lock);
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, mt.entered, 1);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&mt.lock));
	rcu_barrier();
	KUNIT_EXPECT_EQ(test, atomic_read(&k->usage), 1);	/* ours is the last one */
	put_task_struct(k);
}

/* A running task may overtake a waiter, but a waiter that was woken in vain is next. */
static void mutex_waiter_is_overtaken_at_most_once(struct kunit *test)
{
	struct mutex_test mt = { .release = true };
	struct task_struct *k;
	int overtaken = 0;

	mutex_init(&mt.lock);
	mutex_lock(&mt.lock);
	k = run_until_asleep(test, take_mutex, &mt, TASK_UNINTERRUPTIBLE);
	while (!READ_ONCE(mt.entered) && overtaken < 10) {
		preempt_disable();
		mutex_unlock(&mt.lock);
		if (mutex_trylock(&mt.lock)) {
			overtaken++;
			preempt_enable();
			/* Let the waiter see that it has come too late. */
			schedule_timeout_uninterruptible(1);
		} else {
			preempt_enable();
			mutex_lock(&mt.lock);
		}
	}
	mutex_unlock(&mt.lock);
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, overtaken, 1);
}

static int lock_twice(void *data)
{
	mutex_lock(data);
	mutex_lock(data);
	mutex_unlock(data);
	return wait_for_stop(0);
}

static void mutex_is_not_recursive(struct kunit *test)
{
	DEFINE_MUTEX(lock);
	struct task_struct *k;

	flags_before = debug_flags;
	debug_flags &= ~DEBUG_LOCKS;	/* both mistakes would be reported */
	k = run_until_asleep(test, lock_twice, &lock, TASK_UNINTERRUPTIBLE);
	mutex_unlock(&lock);	/* help it out: wrong, too, but it works */
	kthread_stop(k);
	debug_flags = flags_before;
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&lock));
}

static void mutex_trylock_of_own_mutex_fails(struct kunit *test)
{
	DEFINE_MUTEX(lock);

	mutex_lock(&lock);
	KUNIT_EXPECT_FALSE(test, mutex_trylock(&lock));
	mutex_unlock(&lock);
	KUNIT_EXPECT_EQ(test, mutex_lock_interruptible(&lock), 0);
	mutex_unlock(&lock);
}

/* Free and nobody waits: the word is 0, and the next lock and unlock are fast. */
static void mutex_forgets_its_last_waiter(struct kunit *test)
{
	struct mutex_test mt = { .release = true };
	struct task_struct *k;

	mutex_init(&mt.lock);
	mutex_lock(&mt.lock);
	k = run_until_asleep(test, take_mutex, &mt, TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_NE(test, atomic_long_read(&mt.lock.owner), (long)current);	/* [M2] */
	mutex_unlock(&mt.lock);
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, mt.entered, 1);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mt.lock.owner), 0);
}

struct interrupted {
	struct mutex lock;
	int result;
	int returned;
};

static int take_mutex_unless_interrupted(void *data)
{
	struct interrupted *in = data;

	allow_signal(SIGINT);
	in->result = mutex_lock_interruptible(&in->lock);
	flush_signals(current);
	if (!in->result)
		mutex_unlock(&in->lock);
	WRITE_ONCE(in->returned, 1);
	return wait_for_stop(0);
}

static void mutex_wait_ends_with_a_signal(struct kunit *test)
{
	struct interrupted in = { };
	struct task_struct *k;

	mutex_init(&in.lock);
	mutex_lock(&in.lock);
	k = run_until_asleep(test, take_mutex_unless_interrupted, &in, TASK_INTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, send_sig(SIGINT, k, 1), 0);
	wait_a_little(&in.returned);
	KUNIT_EXPECT_EQ(test, READ_ONCE(in.returned), 1);
	mutex_unlock(&in.lock);
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, in.result, -EINTR);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&in.lock));
}

/* ---- semaphores ------------------------------------------------------------------------ */

static void semaphore_counts(struct kunit *test)
{
	struct semaphore sem;

	sema_init(&sem, 2);
	down(&sem);
	KUNIT_EXPECT_EQ(test, down_interruptible(&sem), 0);
	KUNIT_EXPECT_EQ(test, down_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, down_timeout(&sem, 2), -ETIME);
	up(&sem);
	KUNIT_EXPECT_EQ(test, down_trylock(&sem), 0);
}

static int take_unit(void *data)
{
	down(data);
	return wait_for_stop(7);
}

static void semaphore_up_goes_to_the_waiter(struct kunit *test)
{
	struct semaphore sem;
	struct task_struct *k;

	sema_init(&sem, 0);
	k = run_until_asleep(test, take_unit, &sem, TASK_UNINTERRUPTIBLE);
	up(&sem);
	KUNIT_EXPECT_EQ(test, down_trylock(&sem), 1);
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 7);
}

/* ---- rwsems ---------------------------------------------------------------------------- */

struct rwsem_test {
	struct rw_semaphore sem;
	bool writer;
	int inside;
};

static int enter_rwsem(void *data)
{
	struct rwsem_test *rt = data;
	bool writer = rt->writer;

	if (writer)
		down_write(&rt->sem);
	else
		down_read(&rt->sem);
	rt->inside++;
	wait_for_stop(0);
	rt->inside--;
	if (writer)
		up_write(&rt->sem);
	else
		up_read(&rt->sem);
	return 0;
}

static void rwsem_admits_readers_or_a_writer(struct kunit *test)
{
	DECLARE_RWSEM(sem);

	down_read(&sem);
	KUNIT_EXPECT_TRUE(test, down_read_trylock(&sem));
	KUNIT_EXPECT_FALSE(test, down_write_trylock(&sem));
	up_read(&sem);
	up_read(&sem);
	down_write(&sem);
	KUNIT_EXPECT_FALSE(test, down_read_trylock(&sem));
	downgrade_write(&sem);
	KUNIT_EXPECT_TRUE(test, down_read_trylock(&sem));
	up_read(&sem);
	up_read(&sem);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&sem));
}

static void rwsem_reader_queues_behind_writer(struct kunit *test)
{
	struct rwsem_test rt = { .writer = true };
	struct task_struct *writer, *reader;

	init_rwsem(&rt.sem);
	down_read(&rt.sem);
	writer = run_until_asleep(test, enter_rwsem, &rt, TASK_UNINTERRUPTIBLE);
	rt.writer = false;
	reader = run_until_asleep(test, enter_rwsem, &rt, TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_FALSE(test, down_read_trylock(&rt.sem));
	up_read(&rt.sem);
	while (!READ_ONCE(rt.inside))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_EQ(test, rt.sem.count, -1);
	kthread_stop(writer);
	while (!READ_ONCE(rt.inside))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_EQ(test, rt.sem.count, 1);
	kthread_stop(reader);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&rt.sem));
}

/* Readers that wait on both sides of a writer do not enter together. */
static void rwsem_reader_behind_writer_waits_for_it(struct kunit *test)
{
	struct rwsem_test rt = { };
	struct task_struct *first, *writer, *last;
	bool together;

	init_rwsem(&rt.sem);
	down_write(&rt.sem);
	first = run_until_asleep(test, enter_rwsem, &rt, TASK_UNINTERRUPTIBLE);
	rt.writer = true;
	writer = run_until_asleep(test, enter_rwsem, &rt, TASK_UNINTERRUPTIBLE);
	rt.writer = false;
	last = run_until_asleep(test, enter_rwsem, &rt, TASK_UNINTERRUPTIBLE);
	up_write(&rt.sem);
	together = READ_ONCE(rt.sem.count) != 1;
	KUNIT_EXPECT_FALSE(test, together);
	kthread_stop(first);
	kthread_stop(together ? last : writer);
	kthread_stop(together ? writer : last);
	KUNIT_EXPECT_EQ(test, rt.inside, 0);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&rt.sem));
}

struct quitter {
	struct rwsem_test rt;
	int result;
	int returned;
};

static int write_unless_killed(void *data)
{
	struct quitter *q = data;

	allow_signal(SIGKILL);
	q->result = down_write_killable(&q->rt.sem);
	flush_signals(current);
	if (!q->result)
		up_write(&q->rt.sem);
	WRITE_ONCE(q->returned, 1);
	return wait_for_stop(0);
}

static void rwsem_writer_that_gives_up_lets_others_in(struct kunit *test)
{
	struct quitter q = { };
	struct task_struct *writer, *reader;

	init_rwsem(&q.rt.sem);
	down_read(&q.rt.sem);
	writer = run_until_asleep(test, write_unless_killed, &q, TASK_KILLABLE);
	reader = run_until_asleep(test, enter_rwsem, &q.rt, TASK_UNINTERRUPTIBLE);
	KUNIT_EXPECT_EQ(test, send_sig(SIGKILL, writer, 1), 0);
	wait_a_little(&q.returned);
	wait_a_little(&q.rt.inside);
	KUNIT_EXPECT_EQ(test, READ_ONCE(q.returned), 1);
	KUNIT_EXPECT_EQ(test, READ_ONCE(q.rt.inside), 1);
	KUNIT_EXPECT_EQ(test, READ_ONCE(q.rt.sem.count), 2);
	up_read(&q.rt.sem);
	kthread_stop(reader);
	kthread_stop(writer);
	KUNIT_EXPECT_EQ(test, q.result, -EINTR);
	KUNIT_EXPECT_FALSE(test, rwsem_is_locked(&q.rt.sem));
}

/* ---- RCU ------------------------------------------------------------------------------------ */

struct rcu_test {
	struct rcu_head head;
	struct completion done;
	bool called;
	bool in_softirq;
};

static void rcu_callback(struct rcu_head *head)
{
	struct rcu_test *rt = container_of(head, struct rcu_test, head);

	rt->in_softirq = in_serving_softirq();
	WRITE_ONCE(rt->called, true);
	complete(&rt->done);
}

static void call_rcu_waits_for_the_reader(struct kunit *test)
{
	struct rcu_test rt = { };
	unsigned long end = jiffies + 5;
	bool called_early;

	init_completion(&rt.done);
	rcu_read_lock();
	call_rcu(&rt.head, rcu_callback);
	while (time_before(jiffies, end))
		cpu_relax();		/* ticks and softirqs come, but no switch */
	called_early = READ_ONCE(rt.called);
	rcu_read_unlock();
	wait_for_completion(&rt.done);
	KUNIT_EXPECT_FALSE(test, called_early);
	KUNIT_EXPECT_TRUE(test, rt.in_softirq);
}

static void rcu_barrier_waits_for_callbacks(struct kunit *test)
{
	struct rcu_test rt[3] = { };

	for (int i = 0; i < ARRAY_SIZE(rt); i++) {
		init_completion(&rt[i].done);
		call_rcu(&rt[i].head, rcu_callback);
	}
	rcu_barrier();
	for (int i = 0; i < ARRAY_SIZE(rt); i++)
		KUNIT_EXPECT_TRUE(test, rt[i].called);
}

static struct kunit_case locking_cases[] = {
	KUNIT_CASE(spin_lock_excludes_trylock),
	KUNIT_CASE(spin_lock_is_free_after_many_rounds),
	KUNIT_CASE(spin_lock_irqsave_restores_what_was),
	KUNIT_CASE(spin_lock_bh_holds_softirqs_off),
	KUNIT_CASE(l2_debug_names_recursion),
	KUNIT_CASE(l2_debug_names_double_unlock),
	KUNIT_CASE(l2_debug_names_bad_magic),
	KUNIT_CASE(l2_debug_names_wrong_owner),
	KUNIT_CASE(l2_debug_names_wrong_cpu),
	KUNIT_CASE(l2_debug_names_a_stranger_who_unlocks),
	KUNIT_CASE(l2_debug_names_a_stranger_who_leaves_for_the_writer),
	KUNIT_CASE(l2_debug_accepts_lock_taken_unchecked),
	KUNIT_CASE(rwlock_admits_readers_or_a_writer),
	KUNIT_CASE(seqlock_reader_retries_after_write),
	KUNIT_CASE(mutex_makes_others_sleep),
	KUNIT_CASE(mutex_waiter_is_overtaken_at_most_once),
	KUNIT_CASE(mutex_is_not_recursive),
	KUNIT_CASE(mutex_trylock_of_own_mutex_fails),
	KUNIT_CASE(mutex_forgets_its_last_waiter),
	KUNIT_CASE(mutex_wait_ends_with_a_signal),
	KUNIT_CASE(semaphore_counts),
	KUNIT_CASE(semaphore_up_goes_to_the_waiter),
	KUNIT_CASE(rwsem_admits_readers_or_a_writer),
	KUNIT_CASE(rwsem_reader_queues_behind_writer),
	KUNIT_CASE(rwsem_reader_behind_writer_waits_for_it),
	KUNIT_CASE(rwsem_writer_that_gives_up_lets_others_in),
	KUNIT_CASE(call_rcu_waits_for_the_reader),
	KUNIT_CASE(rcu_barrier_waits_for_callbacks),
	{ }
};

static struct kunit_suite locking_suite = {
	.name = "locking",
	.one_cpu = true,
	.test_cases = locking_cases,
};
kunit_test_suite(locking_suite);
