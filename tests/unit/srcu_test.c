// SPDX-License-Identifier: MIT
/* tests/unit/srcu_test.c - readers that sleep, and writers that wait for them */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/srcu.h>

DEFINE_STATIC_SRCU(the_srcu);
static struct srcu_struct other_srcu;

/* A reader who sleeps in its section until told to go on. */
struct reader {
	struct completion inside, leave, out;
};

static int sleeping_reader(void *arg)
{
	struct reader *r = arg;
	int idx = srcu_read_lock(&the_srcu);

	complete(&r->inside);
	wait_for_completion(&r->leave);
	srcu_read_unlock(&the_srcu, idx);
	complete(&r->out);
	return 0;
}

static void start_reader(struct kunit *test, struct reader *r)
{
	init_completion(&r->inside);
	init_completion(&r->leave);
	init_completion(&r->out);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(sleeping_reader, r, "srcu_reader"));
	wait_for_completion(&r->inside);
}

static void end_reader(struct reader *r)
{
	complete(&r->leave);
	wait_for_completion(&r->out);
}

struct writer {
	struct srcu_struct *ssp;
	struct completion done;
};

static int synchronizing_writer(void *arg)
{
	struct writer *w = arg;

	synchronize_srcu(w->ssp);
	complete(&w->done);
	return 0;
}

static void start_writer(struct kunit *test, struct writer *w, struct srcu_struct *ssp)
{
	w->ssp = ssp;
	init_completion(&w->done);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(synchronizing_writer, w, "srcu_writer"));
}

/* Whoever can run has run. */
static void settle(void)
{
	schedule_timeout_uninterruptible(2);
}

static void synchronize_waits_for_a_reader_who_sleeps(struct kunit *test)
{
	struct reader r;
	struct writer w;

	start_reader(test, &r);
	start_writer(test, &w, &the_srcu);
	settle();
	KUNIT_EXPECT_FALSE(test, completion_done(&w.done));
	end_reader(&r);
	wait_for_completion(&w.done);
}

/* Who came later is not waited for, nor does it keep the writer waiting. */
static void synchronize_does_not_wait_for_later_readers(struct kunit *test)
{
	struct reader before, after;
	struct writer w;

	start_reader(test, &before);
	start_writer(test, &w, &the_srcu);
	settle();
	start_reader(test, &after);
	end_reader(&before);
	wait_for_completion(&w.done);
	KUNIT_EXPECT_FALSE(test, completion_done(&after.out));
	end_reader(&after);
}

/* But the next one does wait for it. */
static void each_grace_period_waits_for_its_readers(struct kunit *test)
{
	struct reader r;
	struct writer w;

	for (int i = 0; i < 5; i++) {
		start_reader(test, &r);
		start_writer(test, &w, &the_srcu);
		settle();
		KUNIT_EXPECT_FALSE(test, completion_done(&w.done));
		end_reader(&r);
		wait_for_completion(&w.done);
	}
}

static void readers_of_another_struct_do_not_matter(struct kunit *test)
{
	struct reader r;

	KUNIT_ASSERT_EQ(test, init_srcu_struct(&other_srcu), 0);
	start_reader(test, &r);
	synchronize_srcu(&other_srcu);
	KUNIT_EXPECT_FALSE(test, completion_done(&r.out));
	end_reader(&r);
	cleanup_srcu_struct(&other_srcu);
}

static void readers_nest(struct kunit *test)
{
	struct writer w;
	int outer = srcu_read_lock(&the_srcu), inner;

	start_writer(test, &w, &the_srcu);
	settle();
	inner = srcu_read_lock(&the_srcu);
	KUNIT_EXPECT_NE(test, inner, outer);	/* the phase has been turned over */
	srcu_read_unlock(&the_srcu, inner);
	settle();
	KUNIT_EXPECT_FALSE(test, completion_done(&w.done));
	srcu_read_unlock(&the_srcu, outer);
	wait_for_completion(&w.done);
}

struct cb {
	struct rcu_head head;
	int rank;
	bool in_softirq;
};

static int ranks;

static void note_call(struct rcu_head *head)
{
	struct cb *cb = container_of(head, struct cb, head);

	cb->rank = ++ranks;
	cb->in_softirq = in_softirq();
}

static void callbacks_wait_for_the_reader_and_keep_their_order(struct kunit *test)
{
	struct cb cbs[3] = { };
	struct reader r;

	ranks = 0;
	start_reader(test, &r);
	for (int i = 0; i < 3; i++)
		call_srcu(&the_srcu, &cbs[i].head, note_call);
	settle();
	KUNIT_EXPECT_EQ(test, ranks, 0);
	end_reader(&r);
	srcu_barrier(&the_srcu);
	for (int i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, cbs[i].rank, i + 1);
		KUNIT_EXPECT_TRUE(test, cbs[i].in_softirq);
	}
}

/* A callback that comes while a grace period is under way gets one of its own. */
static void late_callback_waits_for_its_own_grace_period(struct kunit *test)
{
	struct cb early = { }, late = { };
	struct reader first, second;

	ranks = 0;
	start_reader(test, &first);
	call_srcu(&the_srcu, &early.head, note_call);
	settle();
	start_reader(test, &second);
	call_srcu(&the_srcu, &late.head, note_call);
	end_reader(&first);
	settle();
	KUNIT_EXPECT_EQ(test, early.rank, 1);
	KUNIT_EXPECT_EQ(test, late.rank, 0);
	end_reader(&second);
	srcu_barrier(&the_srcu);
	KUNIT_EXPECT_EQ(test, late.rank, 2);
}

static void polling_tells_when_it_is_over(struct kunit *test)
{
	unsigned long cookie;
	struct reader r;

	start_reader(test, &r);
	cookie = start_poll_synchronize_srcu(&the_srcu);
	settle();
	KUNIT_EXPECT_FALSE(test, poll_state_synchronize_srcu(&the_srcu, cookie));
	end_reader(&r);
	srcu_barrier(&the_srcu);
	KUNIT_EXPECT_TRUE(test, poll_state_synchronize_srcu(&the_srcu, cookie));
	KUNIT_EXPECT_FALSE(test, poll_state_synchronize_srcu(&the_srcu,
				get_state_synchronize_srcu(&the_srcu)));
}

static void cleaning_up_under_a_reader_is_named(struct kunit *test)
{
	int idx;

	KUNIT_ASSERT_EQ(test, init_srcu_struct(&other_srcu), 0);
	idx = srcu_read_lock(&other_srcu);
	kunit_expect_warnings(test, 1);
	cleanup_srcu_struct(&other_srcu);
	KUNIT_EXPECT_NOT_NULL(test, other_srcu.sda);	/* still there for the reader */
	srcu_read_unlock(&other_srcu, idx);
	cleanup_srcu_struct(&other_srcu);
	KUNIT_EXPECT_NULL(test, other_srcu.sda);
}

static struct kunit_case srcu_cases[] = {
	KUNIT_CASE(synchronize_waits_for_a_reader_who_sleeps),
	KUNIT_CASE(synchronize_does_not_wait_for_later_readers),
	KUNIT_CASE(each_grace_period_waits_for_its_readers),
	KUNIT_CASE(readers_of_another_struct_do_not_matter),
	KUNIT_CASE(readers_nest),
	KUNIT_CASE(callbacks_wait_for_the_reader_and_keep_their_order),
	KUNIT_CASE(late_callback_waits_for_its_own_grace_period),
	KUNIT_CASE(polling_tells_when_it_is_over),
	KUNIT_CASE(cleaning_up_under_a_reader_is_named),
	{ }
};

static struct kunit_suite srcu_suite = {
	.name = "srcu",
	.one_cpu = true,
	.test_cases = srcu_cases,
};
kunit_test_suite(srcu_suite);
