// SPDX-License-Identifier: MIT
/* tests/unit/rcu_test.c - the readers of RCU are counted, and what breaks the rules is named */

#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/debugflags.h>
#include <linux/lockdep.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/seqlock.h>
#include <linux/slab.h>

#include "klog.h"

static void readers_nest_and_are_counted(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, rcu_preempt_depth(), 0);
	rcu_read_lock();
	rcu_read_lock();
	KUNIT_EXPECT_EQ(test, rcu_preempt_depth(), 2);
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_held());
	KUNIT_EXPECT_TRUE(test, rcu_read_lock_any_held());
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, rcu_preempt_depth(), 1);
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, rcu_preempt_depth(), 0);
	KUNIT_EXPECT_EQ(test, rcu_read_lock_held(), !lockdep_enabled());
}

/* The complaints need debug=lockdep; it is put back as it was. */
static unsigned int begin_checking(u64 *mark)
{
	unsigned int before = debug_flags;

	debug_locks = 0;		/* until what others hold is known not to be known */
	debug_flags |= DEBUG_LOCKDEP;
	lockdep_reset();
	*mark = klog_mark();
	return before;
}

static void sleeping_in_a_reader_is_named(struct kunit *test)
{
	u64 watch;
	unsigned int before = begin_checking(&watch);

	kunit_expect_warnings(test, 1);
	rcu_read_lock();
	might_sleep();
	rcu_read_unlock();
	debug_flags = before;
	KUNIT_EXPECT_EQ(test, klog_count(watch, "WARNING: suspicious RCU usage"), 1);
	KUNIT_EXPECT_EQ(test, klog_count(watch,
			"Illegal context switch in RCU read-side critical section!"), 1);
	if (klog_count(watch, "BUG: sleeping function called"))	/* once a second */
		KUNIT_EXPECT_EQ(test, klog_count(watch,
				"RCU nest depth: 1, expected: 0"), 1);
}

static void waiting_in_a_reader_is_named(struct kunit *test)
{
	u64 watch;
	unsigned int before = begin_checking(&watch);

	/* With other CPUs it really sleeps, and the scheduler complains as well. */
	kunit_expect_warnings(test, num_online_cpus() > 1 ? 3 : 2);
	rcu_read_lock();
	synchronize_rcu();
	rcu_read_unlock();
	debug_flags = before;
	KUNIT_EXPECT_EQ(test, klog_count(watch,
			"Illegal synchronize_rcu() in RCU read-side critical section!"), 1);
}

static void reading_without_a_reader_is_named(struct kunit *test)
{
	static int value = 5, *pointer = &value;
	u64 watch;
	unsigned int before = begin_checking(&watch);

	kunit_expect_warnings(test, 1);
	rcu_read_lock();
	KUNIT_EXPECT_EQ(test, *rcu_dereference(pointer), 5);
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, klog_count(watch, "suspicious"), 0);
	for (int i = 0; i < 3; i++)			/* once for a place in the source */
		KUNIT_EXPECT_EQ(test, *rcu_dereference(pointer), 5);
	debug_flags = before;
	KUNIT_EXPECT_EQ(test, klog_count(watch,
			"suspicious rcu_dereference_check() usage!"), 1);
}

static void polling_tells_when_readers_are_over(struct kunit *test)
{
	unsigned long cookie;

	rcu_read_lock();
	cookie = start_poll_synchronize_rcu();
	KUNIT_EXPECT_FALSE(test, poll_state_synchronize_rcu(cookie));
	rcu_read_unlock();
	for (int i = 0; !poll_state_synchronize_rcu(cookie) && i < HZ; i++)
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_rcu(cookie));
	cond_synchronize_rcu(cookie);
}

/* ---- a reader in the middle of changes ----------------------------------------------------- */

struct node {
	struct list_head list;
	struct hlist_node hash;
	int value;
	struct rcu_head rcu;
};

/* Who stands on an element that is taken out finds the way on. */
static void removed_element_leads_on(struct kunit *test)
{
	struct node n[3] = { { .value = 0 }, { .value = 1 }, { .value = 2 } };
	LIST_HEAD(head);
	HLIST_HEAD(hash);
	struct node *pos;
	int sum = 0;

	for (int i = 0; i < 3; i++) {
		list_add_tail_rcu(&n[i].list, &head);
		hlist_add_tail_rcu(&n[i].hash, &hash);
	}
	rcu_read_lock();
	list_for_each_entry_rcu(pos, &head, list) {
		sum = sum * 10 + pos->value;
		if (pos->value == 1)
			list_del_rcu(&pos->list);
	}
	KUNIT_EXPECT_EQ(test, sum, 12);
	sum = 0;
	hlist_for_each_entry_rcu(pos, &hash, hash) {
		sum = sum * 10 + pos->value;
		if (pos->value == 1)
			hlist_del_rcu(&pos->hash);
	}
	KUNIT_EXPECT_EQ(test, sum, 12);
	sum = 0;
	list_for_each_entry_rcu(pos, &head, list)
		sum = sum * 10 + pos->value;
	KUNIT_EXPECT_EQ(test, sum, 2);
	rcu_read_unlock();
}

static void elements_are_put_beside_and_in_place_of_others(struct kunit *test)
{
	struct node a = { .value = 1 }, b = { .value = 2 }, c = { .value = 3 }, d = { .value = 4 };
	HLIST_HEAD(hash);
	struct node *pos;
	int sum = 0;

	hlist_add_head_rcu(&b.hash, &hash);
	hlist_add_before_rcu(&a.hash, &b.hash);
	hlist_add_behind_rcu(&c.hash, &b.hash);
	hlist_replace_rcu(&b.hash, &d.hash);
	hlist_for_each_entry_rcu(pos, &hash, hash)
		sum = sum * 10 + pos->value;
	KUNIT_EXPECT_EQ(test, sum, 143);
}

static void lists_are_joined_under_their_readers(struct kunit *test)
{
	struct node a = { .value = 1 }, b = { .value = 2 }, c = { .value = 3 };
	LIST_HEAD(from);
	LIST_HEAD(to);
	struct node *pos;
	int sum = 0;

	list_add_tail_rcu(&a.list, &from);
	list_add_tail_rcu(&b.list, &from);
	list_add_tail_rcu(&c.list, &to);
	list_splice_init_rcu(&from, &to, synchronize_rcu);
	KUNIT_EXPECT_TRUE(test, list_empty(&from));
	list_for_each_entry_rcu(pos, &to, list)
		sum = sum * 10 + pos->value;
	KUNIT_EXPECT_EQ(test, sum, 123);
	list_splice_tail_init_rcu(&to, &from, synchronize_rcu);
	KUNIT_EXPECT_TRUE(test, list_empty(&to));
	KUNIT_EXPECT_EQ(test, list_first_or_null_rcu(&from, struct node, list)->value, 1);
}

/* ---- sequence counters --------------------------------------------------------------------- */

/* In the middle of a write the reader finds one of the two copies whole. */
static void latch_always_has_a_whole_copy(struct kunit *test)
{
	seqcount_latch_t latch = SEQCNT_LATCH_ZERO(latch);
	int copies[2] = { 7, 7 };
	unsigned int seq = raw_read_seqcount_latch(&latch);

	KUNIT_EXPECT_EQ(test, copies[seq & 1], 7);
	raw_write_seqcount_latch(&latch);
	copies[0] = -1;					/* half written */
	KUNIT_EXPECT_TRUE(test, read_seqcount_latch_retry(&latch, seq));
	KUNIT_EXPECT_EQ(test, copies[raw_read_seqcount_latch(&latch) & 1], 7);
	copies[0] = 8;
	raw_write_seqcount_latch(&latch);
	copies[1] = -1;
	KUNIT_EXPECT_EQ(test, copies[raw_read_seqcount_latch(&latch) & 1], 8);
}

static void second_try_takes_the_lock(struct kunit *test)
{
	DEFINE_SEQLOCK(lock);
	int seq = 0;

	read_seqbegin_or_lock(&lock, &seq);
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock.lock));
	KUNIT_EXPECT_FALSE(test, need_seqretry(&lock, seq));
	write_seqlock(&lock);
	write_sequnlock(&lock);
	KUNIT_EXPECT_TRUE(test, need_seqretry(&lock, seq));
	seq = 1;
	read_seqbegin_or_lock(&lock, &seq);
	KUNIT_EXPECT_TRUE(test, spin_is_locked(&lock.lock));
	KUNIT_EXPECT_FALSE(test, need_seqretry(&lock, seq));
	done_seqretry(&lock, seq);
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock.lock));
}

static struct kunit_case rcu_cases[] = {
	KUNIT_CASE(readers_nest_and_are_counted),
	KUNIT_CASE(sleeping_in_a_reader_is_named),
	KUNIT_CASE(waiting_in_a_reader_is_named),
	KUNIT_CASE(reading_without_a_reader_is_named),
	KUNIT_CASE(polling_tells_when_readers_are_over),
	KUNIT_CASE(removed_element_leads_on),
	KUNIT_CASE(elements_are_put_beside_and_in_place_of_others),
	KUNIT_CASE(lists_are_joined_under_their_readers),
	KUNIT_CASE(latch_always_has_a_whole_copy),
	KUNIT_CASE(second_try_takes_the_lock),
	{ }
};

static struct kunit_suite rcu_suite = {
	.name = "rcu",
	.test_cases = rcu_cases,
};
kunit_test_suite(rcu_suite);
