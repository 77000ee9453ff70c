// SPDX-License-Identifier: MIT
/*
 * tests/unit/lockdep_test.c - what debug=lockdep finds, and what it does not complain about
 *
 * The matrix (case L1) is in the manner of Linux's locking self-test.  A cell is a
 * kind of lock and a little script; each episode of it stands for what one CPU or one
 * context would do, one after the other, so nothing really deadlocks.  A script is a
 * row of words, an operation and a lock:
 *
 *     LA UA   lock and unlock A         I+ I-   enter and leave the interrupt
 *     +A -A   tell the checker only     D+ D-   disable and enable it
 *     XA      initialise A anew         /       the next episode
 *
 * What the script does is wrong if it says so, whichever episode comes first.
 *
 * The suite switches the checker on itself, so it runs on every machine.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include "klog.h"

#define NR_LOCKS	4
#define MAX_EPISODES	3

static unsigned int flags_before;

static int watch_locks(struct kunit *test)
{
	flags_before = debug_flags;
	debug_locks = 0;		/* other CPUs' lists begin anew with the reset */
	debug_flags |= DEBUG_LOCKDEP;
	lockdep_reset();
	return 0;
}

static void watch_locks_end(struct kunit *test)
{
	debug_flags = flags_before;
	lockdep_reset();
}

/* ---- six kinds of locks -------------------------------------------------------------- */

static struct lock_class_key keys[NR_LOCKS];
static spinlock_t spins[NR_LOCKS];
static rwlock_t rwlocks[NR_LOCKS];
static struct mutex mutexes[NR_LOCKS];
static struct rw_semaphore rwsems[NR_LOCKS];

struct kind {
	const char *name;
	bool spins;			/* interrupts may use it */
	int read;			/* as the checker is told */
	void (*init)(int i);
	void (*lock)(int i);
	void (*unlock)(int i);
	struct lockdep_map *(*map)(int i);
};

#define KIND_FUNCTIONS(kind, array, init_fn, lock_fn, unlock_fn)		\
	static void do_##kind##_init(int i)					\
	{									\
		init_fn(&array[i]);						\
		lockdep_set_class_and_name(&array[i], &keys[i], #kind);		\
	}									\
	static void do_##kind##_lock(int i) { lock_fn(&array[i]); }		\
	static void do_##kind##_unlock(int i) { unlock_fn(&array[i]); }		\
	static struct lockdep_map *do_##kind##_map(int i) { return &array[i].dep_map; }
#define KIND(kind, spins_, read_)						\
	{ #kind, spins_, read_, do_##kind##_init, do_##kind##_lock,		\
	  do_##kind##_unlock, do_##kind##_map }

KIND_FUNCTIONS(spin, spins, spin_lock_init, spin_lock, spin_unlock)
KIND_FUNCTIONS(wlock, rwlocks, rwlock_init, write_lock, write_unlock)
KIND_FUNCTIONS(rlock, rwlocks, rwlock_init, read_lock, read_unlock)
KIND_FUNCTIONS(mutex, mutexes, mutex_init, mutex_lock, mutex_unlock)
KIND_FUNCTIONS(wsem, rwsems, init_rwsem, down_write, up_write)
KIND_FUNCTIONS(rsem, rwsems, init_rwsem, down_read, up_read)

static const struct kind kinds[] = {
	KIND(spin, true, 0), KIND(wlock, true, 0), KIND(rlock, true, 1),
	KIND(mutex, false, 0), KIND(wsem, false, 0), KIND(rsem, false, 1),
};

/* ---- running a cell ------------------------------------------------------------------ */

static void enter(bool soft)
{
	if (soft)
		local_bh_disable();
	else
		local_irq_disable();
	preempt_count_add(soft ? SOFTIRQ_OFFSET : HARDIRQ_OFFSET);
}

static void leave(bool soft)
{
	preempt_count_sub(soft ? SOFTIRQ_OFFSET : HARDIRQ_OFFSET);
	if (soft)
		local_bh_enable();
	else
		local_irq_enable();
}

static void disable(bool soft)
{
	if (soft)
		local_bh_disable();
	else
		local_irq_disable();
}

static void enable(bool soft)
{
	if (soft)
		local_bh_enable();
	else
		local_irq_enable();
}

static void do_word(const struct kind *kind, bool soft, char op, char arg)
{
	int i = arg - 'A';

	switch (op) {
	case 'L': kind->lock(i); break;
	case 'U': kind->unlock(i); break;
	case '+': lock_acquire(kind->map(i), 0, 0, kind->read, 1, NULL, _THIS_IP_); break;
	case '-': lock_release(kind->map(i), _THIS_IP_); break;
	case 'X': lockdep_init_map(kind->map(i), kind->name, &keys[i], 0); break;
	case 'I': (arg == '+' ? enter : leave)(soft); break;
	case 'D': (arg == '+' ? disable : enable)(soft); break;
	}
}

static void run_episode(const struct kind *kind, bool soft, const char *script)
{
	for (; *script && *script != '/'; script++)
		if (*script != ' ') {
			do_word(kind, soft, script[0], script[1]);
			script++;
		}
}

/* All episodes in one order; did the checker find fault with them? */
static bool run_cell(const struct kind *kind, bool soft, const char *const *episodes,
		     const int *order, int n)
{
	bool found;

	for (int i = 0; i < NR_LOCKS; i++) {
		lockdep_unregister_key(&keys[i]);
		kind->init(i);
	}
	debug_locks_silent = 1;
	for (int i = 0; i < n; i++)
		run_episode(kind, soft, episodes[order[i]]);
	debug_locks_silent = 0;
	found = !debug_locks;
	lockdep_reset();
	return found;
}

static int split(const char *script, const char **episodes)
{
	int n = 0;

	do {
		episodes[n++] = script;
		script = strchr(script, '/');
	} while (script++ && n < MAX_EPISODES);
	return n;
}

static const int orders[][MAX_EPISODES] = {
	{ 0, 1, 2 }, { 1, 0, 2 }, { 0, 2, 1 }, { 2, 0, 1 }, { 1, 2, 0 }, { 2, 1, 0 },
};

/* How many orders there are of 1, 2, 3 episodes: the first of the list. */
static const int nr_orders[] = { 0, 1, 2, 6 };

static int run_script(struct kunit *test, const struct kind *kind, bool soft, const char *script,
		      bool wrong)
{
	const char *episodes[MAX_EPISODES];
	int n = split(script, episodes);

	for (int i = 0; i < nr_orders[n]; i++)
		KUNIT_EXPECT_EQ_MSG(test, run_cell(kind, soft, episodes, orders[i], n), wrong,
				    "%s %s: %s, order %d", kind->name, soft ? "soft" : "hard",
				    script, i);
	return nr_orders[n];
}

/* ---- L1: orders ---------------------------------------------------------------------- */

static const struct {
	const char *script;
	bool wrong;
} order_scripts[] = {
	{ "LA LB UB UA", false },
	{ "LA LB UA UB", false },
	{ "LA LB UB UA / LA LB UB UA", false },
	{ "LA LB UB UA / LB LC UC UB / LA LC UC UA", false },
	{ "+A +A -A -A", true },
	{ "LA LB UB UA / LB LA UA UB", true },
	{ "LA LB UB UA / LB LC UC UB / LC LA UA UC", true },
	{ "LA LB LC UC UB UA / LC LA UA UC", true },
	{ "LA LB UB UA / LC LD UD UC LB LC UC UB / LD LA UA UD", true },
	{ "LA LB UB UA / LC LD UD UC LB LD UD UB / LD LA UA UD", true },
	{ "LA LB UB UA / LC LD UD UC / LB LC UC UB LD LA UA UD", true },
	{ "LA UA -A", true },
	{ "+A XA -A", true },
};

static void l1_orders(struct kunit *test)
{
	int cells = 0;

	for (int k = 0; k < ARRAY_SIZE(kinds); k++)
		for (int s = 0; s < ARRAY_SIZE(order_scripts); s++)
			cells += run_script(test, &kinds[k], false, order_scripts[s].script,
					    order_scripts[s].wrong);
	kunit_info(test, "%d cells\n", cells);
}

/* ---- L1: interrupts ------------------------------------------------------------------ */

/* Readers in the interrupt do not wait for the reader that it interrupted. */
static const struct {
	const char *script;
	bool wrong, wrong_for_readers;
} irq_scripts[] = {
	{ "I+ LA UA I- / D+ LA UA D-", false, false },
	{ "I+ LA LB UB UA I- / D+ LA LB UB UA D-", false, false },
	{ "I+ LA UA I- / LB UB", false, false },
	{ "I+ LA UA I- / LA UA", true, false },			/* not disabled */
	{ "I+ LA UA I- / D+ LA D- UA", true, false },		/* enabled too early */
	{ "I+ LA UA I- / D+ LA D- LB UB D+ UA D-", true, false },
	{ "I+ LA UA I- / D+ LA LB UB UA D- / LB UB", true, false },	/* at a distance */
	{ "I+ LA UA I- / D+ LA LB UB LC UC UA D- / LC UC", true, false },
	{ "I+ LA UA I- / D+ LA LB UB UA D- D+ LB LC UC UB D- / LC UC", true, false },
	{ "I+ LA LB UB UA I- / LB UB", true, false },
};

static void l1_interrupts(struct kunit *test)
{
	int cells = 0;

	for (int k = 0; k < ARRAY_SIZE(kinds); k++) {
		if (!kinds[k].spins)
			continue;
		for (int s = 0; s < ARRAY_SIZE(irq_scripts); s++)
			for (int soft = 0; soft < 2; soft++)
				cells += run_script(test, &kinds[k], soft, irq_scripts[s].script,
						    kinds[k].read ?
							    irq_scripts[s].wrong_for_readers :
							    irq_scripts[s].wrong);
	}
	kunit_info(test, "%d cells\n", cells);
}

/* ---- L1: readers and writers of one lock --------------------------------------------- */

static struct lockdep_map maps[NR_LOCKS];

/* Words here: w, r, R (write, read, read recursively) or u, and a lock. */
static bool run_mixed(const char *script)
{
	bool found;

	for (int i = 0; i < NR_LOCKS; i++) {
		lockdep_unregister_key(&keys[i]);
		lockdep_init_map(&maps[i], "mixed", &keys[i], 0);
	}
	debug_locks_silent = 1;
	for (; *script; script += script[2] ? 3 : 2) {
		struct lockdep_map *map = &maps[script[1] - 'A'];

		if (*script == 'u')
			lock_release(map, _THIS_IP_);
		else
			lock_acquire(map, 0, 0, *script == 'w' ? 0 : *script == 'r' ? 1 : 2, 1,
				     NULL, _THIS_IP_);
	}
	debug_locks_silent = 0;
	found = !debug_locks;
	lockdep_reset();
	return found;
}

static void l1_readers_and_writers(struct kunit *test)
{
	static const struct {
		const char *script;
		bool wrong;
	} cells[] = {
		{ "rA rA uA uA", true },	/* a writer may have queued in between */
		{ "rA RA uA uA", false },
		{ "wA RA uA uA", true },
		{ "RA wA uA uA", true },
		{ "rA wB uB uA wB rA uA uB", true },
		{ "RA wB uB uA wB RA uA uB", false },	/* readers of A wait for nobody */
		{ "RA wB uB uA wB rA uA uB", true },
		{ "wA wB uB uA wB RA uA uB", true },
		{ "RA wB uB uA wB wA uA uB", true },
		{ "rA rB uB uA rB rA uA uB", true },
		{ "RA RB uB uA RB RA uA uB", false },
		{ "wA RB uB uA RB wA uA uB", false },	/* both pass B together */
		{ "wA RB uB uA wB wA uA uB", true },
		{ "wA RB uB uA RB wC uC uB wC wA uA uC", false },
		{ "wA RB uB uA wB wC uC uB wC wA uA uC", true },
		{ "wA rB uB uA RB wC uC uB wC wA uA uC", true },
	};

	for (int i = 0; i < ARRAY_SIZE(cells); i++)
		KUNIT_EXPECT_EQ_MSG(test, run_mixed(cells[i].script), cells[i].wrong, "%s",
				    cells[i].script);
	kunit_info(test, "%zu cells\n", ARRAY_SIZE(cells));
}

/* ---- classes and subclasses ---------------------------------------------------------- */

static void l1_nesting_notations_are_heard(struct kunit *test)
{
	spinlock_t lock[3];

	for (int i = 0; i < ARRAY_SIZE(lock); i++)
		spin_lock_init(&lock[i]);	/* one line, one class */
	spin_lock(&lock[0]);
	spin_lock_nest_lock(&lock[2], &lock[0]);
	spin_unlock(&lock[2]);
	spin_lock_nested(&lock[1], SINGLE_DEPTH_NESTING);
	spin_unlock(&lock[1]);
	KUNIT_EXPECT_TRUE(test, debug_locks);
	debug_locks_silent = 1;
	spin_lock(&lock[1]);
	debug_locks_silent = 0;
	KUNIT_EXPECT_FALSE(test, debug_locks);
	spin_unlock(&lock[1]);
	spin_unlock(&lock[0]);
}

static void l1_trylock_waits_for_nobody(struct kunit *test)
{
	const struct kind *kind = &kinds[0];

	for (int i = 0; i < NR_LOCKS; i++) {
		lockdep_unregister_key(&keys[i]);
		kind->init(i);
	}
	spin_lock(&spins[0]);
	spin_lock(&spins[1]);
	spin_unlock(&spins[1]);
	spin_unlock(&spins[0]);
	spin_lock(&spins[1]);
	KUNIT_EXPECT_TRUE(test, spin_trylock(&spins[0]));
	spin_unlock(&spins[0]);
	spin_unlock(&spins[1]);
	KUNIT_EXPECT_TRUE(test, debug_locks);
}

/* ---- the reports --------------------------------------------------------------------- */

static void expect_report(struct kunit *test, const char *script, bool soft, const char *heading,
			  const char *detail)
{
	const char *episodes[MAX_EPISODES];
	u64 watch;

	int n = split(script, episodes);

	for (int i = 0; i < NR_LOCKS; i++) {
		lockdep_unregister_key(&keys[i]);
		do_spin_init(i);
	}
	kunit_expect_warnings(test, 1);
	watch = klog_mark();
	for (int i = 0; i < n; i++)
		run_episode(&kinds[0], soft, episodes[i]);
	KUNIT_EXPECT_EQ_MSG(test, klog_count(watch, heading), 1, "%s", heading);
	KUNIT_EXPECT_GE_MSG(test, klog_count(watch, detail), 1, "%s", detail);
	lockdep_reset();
}

static void l1_reports_read_as_on_linux(struct kunit *test)
{
	expect_report(test, "+A +A -A -A", false,
		      "WARNING: possible recursive locking detected",
		      "but task is already holding lock:");
	expect_report(test, "LA LB UB UA / LB LC UC UB / LC LA UA UC", false,
		      "WARNING: possible circular locking dependency detected",
		      "the existing dependency chain (in reverse order) is:");
	expect_report(test, "I+ LA UA I- / LA UA", false, "WARNING: inconsistent lock state",
		      "inconsistent {IN-HARDIRQ-W} -> {HARDIRQ-ON-W} usage.");
	expect_report(test, "LA UA / I+ LA UA I-", true, "WARNING: inconsistent lock state",
		      "inconsistent {SOFTIRQ-ON-W} -> {IN-SOFTIRQ-W} usage.");
	expect_report(test, "D+ LA LB UB UA D- / LB UB / I+ LA UA I-", false,
		      "WARNING: possible irq lock inversion dependency detected",
		      "but this lock took another, HARDIRQ-unsafe lock in the past:");
	expect_report(test, "I+ LA UA I- / LB UB / D+ LA LB UB UA D-", true,
		      "WARNING: SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected",
		      "which would create a new lock dependency:");
	expect_report(test, "LA UA -A", false, "WARNING: bad unlock balance detected!",
		      "but there are no more locks to release!");
}

static void l2_freeing_a_held_lock_is_named(struct kunit *test)
{
	spinlock_t *lock = kmalloc(sizeof(*lock), GFP_KERNEL);
	u64 watch;

	KUNIT_ASSERT_NOT_NULL(test, lock);
	kunit_expect_warnings(test, 1);
	watch = klog_mark();
	spin_lock_init(lock);
	spin_lock(lock);
	debug_check_no_locks_freed(lock, sizeof(*lock));	/* as kfree() asks */
	spin_unlock(lock);
	kfree(lock);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "WARNING: held lock freed!"), 1);
}

static void l2_kfree_asks_for_held_locks(struct kunit *test)
{
	spinlock_t *lock;

	if (!(flags_before & DEBUG_SLAB))
		kunit_skip(test, "needs debug=slab from the boot on");
	lock = kmalloc(sizeof(*lock), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, lock);
	spin_lock_init(lock);
	spin_lock(lock);
	debug_locks_silent = 1;
	kfree(lock);
	debug_locks_silent = 0;
	KUNIT_EXPECT_FALSE(test, debug_locks);
	preempt_enable();
}

/* ---- M6 ------------------------------------------------------------------------------ */

static DEFINE_SPINLOCK(timers_lock);
static struct completion timer_ran;

static void take_lock_in_timer(struct timer_list *unused)
{
	spin_lock(&timers_lock);
	spin_unlock(&timers_lock);
	complete(&timer_ran);
}

static DEFINE_TIMER(locking_timer, take_lock_in_timer);

static void m6_waiting_for_a_timer_with_its_lock_held_is_named(struct kunit *test)
{
	u64 watch;

	kunit_expect_warnings(test, 1);
	init_completion(&timer_ran);
	mod_timer(&locking_timer, jiffies);
	wait_for_completion(&timer_ran);
	del_timer_sync(&locking_timer);
	KUNIT_EXPECT_TRUE(test, debug_locks);
	watch = klog_mark();
	spin_lock_bh(&timers_lock);
	del_timer_sync(&locking_timer);		/* it does not even run */
	spin_unlock_bh(&timers_lock);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "possible circular locking dependency detected"),
			1);
	KUNIT_EXPECT_GE(test, klog_count(watch, "take_lock_in_timer"), 1);
}

/* Not to wait is allowed. */
static void m6_deleting_a_timer_with_its_lock_held_is_not(struct kunit *test)
{
	init_completion(&timer_ran);
	mod_timer(&locking_timer, jiffies);
	wait_for_completion(&timer_ran);
	spin_lock_bh(&timers_lock);
	del_timer(&locking_timer);
	try_to_del_timer_sync(&locking_timer);
	spin_unlock_bh(&timers_lock);
	KUNIT_EXPECT_TRUE(test, debug_locks);
}

/* ---- L4 ------------------------------------------------------------------------------ */

static struct mutex kept;

static int end_with_a_lock(void *entered)
{
	mutex_lock(&kept);
	complete(entered);
	return 0;
}

static void l4_lock_held_at_thread_exit_is_named(struct kunit *test)
{
	DECLARE_COMPLETION_ONSTACK(entered);
	struct task_struct *k;
	u64 watch;

	mutex_init(&kept);
	kunit_expect_warnings(test, 1);
	watch = klog_mark();
	k = kthread_create(end_with_a_lock, &entered, "keeper");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	get_task_struct(k);
	wake_up_process(k);
	wait_for_completion(&entered);
	kthread_stop(k);
	put_task_struct(k);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "WARNING: keeper/"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "still has locks held!"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch, "1 lock held by keeper/"), 1);
}

/* ---- assertions ---------------------------------------------------------------------- */

static void held_locks_are_known(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);
	DEFINE_MUTEX(mutex);

	mutex_lock(&mutex);
	spin_lock(&lock);
	KUNIT_EXPECT_TRUE(test, lockdep_is_held(&lock));
	KUNIT_EXPECT_TRUE(test, lockdep_is_held(&mutex));
	KUNIT_EXPECT_EQ(test, lockdep_depth(current), 2);
	spin_unlock(&lock);
	KUNIT_EXPECT_FALSE(test, lockdep_is_held(&lock));
	mutex_unlock(&mutex);
}

static void assertions_warn(struct kunit *test)
{
	DEFINE_SPINLOCK(lock);

	kunit_expect_warnings(test, 3);
	lockdep_assert_held(&lock);		/* 1 */
	lockdep_assert_not_held(&lock);
	lockdep_assert_irqs_enabled();
	lockdep_assert_irqs_disabled();		/* 2 */
	spin_lock(&lock);
	lockdep_assert_held(&lock);
	lockdep_assert_not_held(&lock);		/* 3 */
	spin_unlock(&lock);
}

static struct kunit_case lockdep_cases[] = {
	KUNIT_CASE(l1_orders),
	KUNIT_CASE(l1_interrupts),
	KUNIT_CASE(l1_readers_and_writers),
	KUNIT_CASE(l1_nesting_notations_are_heard),
	KUNIT_CASE(l1_trylock_waits_for_nobody),
	KUNIT_CASE(l1_reports_read_as_on_linux),
	KUNIT_CASE(l2_freeing_a_held_lock_is_named),
	KUNIT_CASE(l2_kfree_asks_for_held_locks),
	KUNIT_CASE(m6_waiting_for_a_timer_with_its_lock_held_is_named),
	KUNIT_CASE(m6_deleting_a_timer_with_its_lock_held_is_not),
	KUNIT_CASE(l4_lock_held_at_thread_exit_is_named),
	KUNIT_CASE(held_locks_are_known),
	KUNIT_CASE(assertions_warn),
	{ }
};

static struct kunit_suite lockdep_suite = {
	.name = "lockdep",
	.init = watch_locks,
	.exit = watch_locks_end,
	.one_cpu = true,
	.test_cases = lockdep_cases,
};
kunit_test_suite(lockdep_suite);
