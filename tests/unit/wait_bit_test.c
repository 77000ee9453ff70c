// SPDX-License-Identifier: MIT
/* tests/unit/wait_bit_test.c - waiting for a bit and for a variable, in shared queues */

#include <kunit/test.h>
#include <linux/bit_spinlock.h>
#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/kthread.h>
#include <linux/llist.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/swait.h>
#include <linux/wait_bit.h>

#define BIT_NR	3

static unsigned long word;
static int variable;

struct waiter {
	int (*wait)(struct waiter *w);
	int ret;
	struct completion done;
};

static int run_waiter(void *arg)
{
	struct waiter *w = arg;

	w->ret = w->wait(w);
	complete(&w->done);
	return 0;
}

static void start_waiter(struct kunit *test, struct waiter *w, int (*wait)(struct waiter *w))
{
	*w = (struct waiter){ .wait = wait };
	init_completion(&w->done);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(run_waiter, w, "bit_waiter"));
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_FALSE(test, completion_done(&w->done));
}

static bool is_done(struct waiter *w)
{
	schedule_timeout_uninterruptible(2);
	return completion_done(&w->done);
}

static int for_bit(struct waiter *w)
{
	return wait_on_bit(&word, BIT_NR, TASK_UNINTERRUPTIBLE);
}

static int for_bit_lock(struct waiter *w)
{
	return wait_on_bit_lock(&word, BIT_NR, TASK_UNINTERRUPTIBLE);
}

static int for_variable(struct waiter *w)
{
	wait_var_event(&variable, READ_ONCE(variable) == 2);
	return 0;
}

static void clear_bit_does_not_wait(struct kunit *test)
{
	word = 0;
	KUNIT_EXPECT_EQ(test, wait_on_bit(&word, BIT_NR, TASK_INTERRUPTIBLE), 0);
	KUNIT_EXPECT_EQ(test, wait_on_bit_timeout(&word, BIT_NR, TASK_INTERRUPTIBLE, 1), 0);
	KUNIT_EXPECT_EQ(test, wait_on_bit_lock(&word, BIT_NR, TASK_INTERRUPTIBLE), 0);
	KUNIT_EXPECT_EQ(test, word, 1ul << BIT_NR);
	KUNIT_EXPECT_EQ(test, wait_on_bit_timeout(&word, BIT_NR, TASK_INTERRUPTIBLE, 2), -EAGAIN);
}

static void waits_until_its_bit_is_cleared(struct kunit *test)
{
	struct waiter w;

	word = 1ul << BIT_NR | 1ul << (BIT_NR + 1);
	start_waiter(test, &w, for_bit);
	clear_and_wake_up_bit(BIT_NR + 1, &word);
	KUNIT_EXPECT_FALSE(test, is_done(&w));
	wake_up_bit(&word, BIT_NR);			/* it is still set */
	KUNIT_EXPECT_FALSE(test, is_done(&w));
	clear_and_wake_up_bit(BIT_NR, &word);
	KUNIT_EXPECT_TRUE(test, is_done(&w));
	KUNIT_EXPECT_EQ(test, w.ret, 0);
}

/* The strangers who share the queue of another bit are passed over, and not lost. */
static void wake_up_passes_over_strangers(struct kunit *test)
{
	static unsigned long words[128];
	struct wait_queue_head *queue = bit_waitqueue(&word, BIT_NR);
	unsigned long *stranger = NULL;
	struct waiter w;

	for (int i = 0; !stranger && i < ARRAY_SIZE(words) * BITS_PER_LONG; i++)
		if (bit_waitqueue(&words[i / BITS_PER_LONG], i % BITS_PER_LONG) == queue) {
			stranger = &words[i / BITS_PER_LONG];
			*stranger = 0;
			word = 1ul << BIT_NR;
			start_waiter(test, &w, for_bit);
			wake_up_bit(stranger, i % BITS_PER_LONG);
		}
	KUNIT_ASSERT_NOT_NULL(test, stranger);
	KUNIT_EXPECT_FALSE(test, is_done(&w));
	clear_and_wake_up_bit(BIT_NR, &word);
	KUNIT_EXPECT_TRUE(test, is_done(&w));
}

/* One clear bit is for one of those who want to set it. */
static void lock_goes_to_one_at_a_time(struct kunit *test)
{
	struct waiter w[3];
	int done;

	word = 1ul << BIT_NR;
	for (int i = 0; i < ARRAY_SIZE(w); i++)
		start_waiter(test, &w[i], for_bit_lock);
	for (int i = 0; i < ARRAY_SIZE(w); i++) {
		clear_and_wake_up_bit(BIT_NR, &word);
		schedule_timeout_uninterruptible(2);
		done = 0;
		for (int j = 0; j < ARRAY_SIZE(w); j++)
			done += completion_done(&w[j].done);
		KUNIT_EXPECT_EQ(test, done, i + 1);
		KUNIT_EXPECT_TRUE(test, test_bit(BIT_NR, &word));
	}
}

static void waits_for_a_variable(struct kunit *test)
{
	struct waiter w;

	variable = 0;
	start_waiter(test, &w, for_variable);
	WRITE_ONCE(variable, 1);
	wake_up_var(&variable);
	KUNIT_EXPECT_FALSE(test, is_done(&w));
	wake_up_var(&word);				/* another variable */
	WRITE_ONCE(variable, 2);
	wake_up_var(&variable);
	KUNIT_EXPECT_TRUE(test, is_done(&w));
	KUNIT_EXPECT_EQ(test, wait_var_event_timeout(&variable, variable == 3, 2), 0);
	KUNIT_EXPECT_GT(test, wait_var_event_timeout(&variable, variable == 2, 2), 0);
	KUNIT_EXPECT_EQ(test, wait_var_event_killable(&variable, variable == 2), 0);
}

/* ---- other small ways of waiting ------------------------------------------------------- */

static DECLARE_SWAIT_QUEUE_HEAD(simple_queue);

static int in_simple_queue(struct waiter *w)
{
	swait_event_exclusive(simple_queue, READ_ONCE(variable) == 1);
	return 0;
}

static void simple_queue_wakes_one_at_a_time(struct kunit *test)
{
	struct waiter a, b;

	variable = 0;
	start_waiter(test, &a, in_simple_queue);
	start_waiter(test, &b, in_simple_queue);
	swake_up_one(&simple_queue);			/* looks, and waits again */
	KUNIT_EXPECT_FALSE(test, is_done(&a) || is_done(&b));
	WRITE_ONCE(variable, 1);
	swake_up_one(&simple_queue);
	KUNIT_EXPECT_EQ(test, is_done(&a) + is_done(&b), 1);
	swake_up_all(&simple_queue);
	KUNIT_EXPECT_TRUE(test, is_done(&a) && is_done(&b));
	KUNIT_EXPECT_FALSE(test, swq_has_sleeper(&simple_queue));
	KUNIT_EXPECT_EQ(test, swait_event_timeout_exclusive(simple_queue, variable == 2, 2), 0);
	KUNIT_EXPECT_EQ(test, swait_event_timeout_exclusive(simple_queue, variable == 1, 2), 2);
}

static void bit_spin_lock_excludes(struct kunit *test)
{
	int before = preempt_count();

	word = 0;
	bit_spin_lock(BIT_NR, &word);
	KUNIT_EXPECT_TRUE(test, bit_spin_is_locked(BIT_NR, &word));
	KUNIT_EXPECT_FALSE(test, bit_spin_trylock(BIT_NR, &word));
	KUNIT_EXPECT_TRUE(test, bit_spin_trylock(BIT_NR + 1, &word));
	bit_spin_unlock(BIT_NR + 1, &word);
	bit_spin_unlock(BIT_NR, &word);
	KUNIT_EXPECT_EQ(test, word, 0ul);
	KUNIT_EXPECT_EQ(test, preempt_count(), before);
}

static int released;

static void release(struct kref *kref)
{
	released++;
}

static void last_reference_takes_the_lock(struct kunit *test)
{
	DEFINE_SPINLOCK(spinlock);
	DEFINE_MUTEX(mutex);
	struct kref kref;

	released = 0;
	kref_init(&kref);
	kref_get(&kref);
	KUNIT_EXPECT_EQ(test, kref_put_mutex(&kref, release, &mutex), 0);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&mutex));
	KUNIT_EXPECT_EQ(test, kref_put_mutex(&kref, release, &mutex), 1);
	KUNIT_EXPECT_TRUE(test, mutex_is_locked(&mutex));
	mutex_unlock(&mutex);
	kref_init(&kref);
	kref_get(&kref);
	KUNIT_EXPECT_EQ(test, kref_put_lock(&kref, release, &spinlock), 0);
	KUNIT_EXPECT_EQ(test, kref_put_lock(&kref, release, &spinlock), 1);
	KUNIT_EXPECT_TRUE(test, spin_is_locked(&spinlock));
	spin_unlock(&spinlock);
	KUNIT_EXPECT_EQ(test, released, 2);
}

static void llist_gives_the_newest_first(struct kunit *test)
{
	struct llist_node a, b;
	LLIST_HEAD(head);

	llist_add(&a, &head);
	llist_add(&b, &head);
	KUNIT_EXPECT_PTR_EQ(test, llist_del_first(&head), &b);
	KUNIT_EXPECT_PTR_EQ(test, llist_del_first(&head), &a);
	KUNIT_EXPECT_NULL(test, llist_del_first(&head));
}

static struct kunit_case wait_bit_cases[] = {
	KUNIT_CASE(clear_bit_does_not_wait),
	KUNIT_CASE(waits_until_its_bit_is_cleared),
	KUNIT_CASE(wake_up_passes_over_strangers),
	KUNIT_CASE(lock_goes_to_one_at_a_time),
	KUNIT_CASE(waits_for_a_variable),
	KUNIT_CASE(simple_queue_wakes_one_at_a_time),
	KUNIT_CASE(bit_spin_lock_excludes),
	KUNIT_CASE(last_reference_takes_the_lock),
	KUNIT_CASE(llist_gives_the_newest_first),
	{ }
};

static struct kunit_suite wait_bit_suite = {
	.name = "wait_bit",
	.one_cpu = true,
	.test_cases = wait_bit_cases,
};
kunit_test_suite(wait_bit_suite);
