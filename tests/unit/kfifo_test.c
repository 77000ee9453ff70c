// SPDX-License-Identifier: MIT
/* tests/unit/kfifo_test.c - the promises of <linux/kfifo.h> */

#include <kunit/test.h>
#include <linux/hrtimer.h>
#include <linux/kfifo.h>
#include <linux/ktime.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_KFIFO(numbers, unsigned int, 8);

static int kfifo_test_init(struct kunit *test)
{
	kfifo_reset(&numbers);
	return 0;
}

static void first_in_is_first_out(struct kunit *test)
{
	unsigned int i, value;

	KUNIT_EXPECT_TRUE(test, kfifo_initialized(&numbers));
	KUNIT_EXPECT_EQ(test, kfifo_size(&numbers), 8);
	KUNIT_EXPECT_EQ(test, kfifo_esize(&numbers), sizeof(unsigned int));
	KUNIT_EXPECT_TRUE(test, kfifo_is_empty(&numbers));
	for (i = 0; i < 8; i++)
		KUNIT_EXPECT_EQ(test, kfifo_put(&numbers, i * i), 1);
	KUNIT_EXPECT_TRUE(test, kfifo_is_full(&numbers));
	KUNIT_EXPECT_EQ(test, kfifo_avail(&numbers), 0);
	KUNIT_EXPECT_EQ(test, kfifo_put(&numbers, 99), 0);
	for (i = 0; i < 8; i++) {
		KUNIT_EXPECT_EQ(test, kfifo_peek(&numbers, &value), 1);
		KUNIT_EXPECT_EQ(test, value, i * i);
		KUNIT_EXPECT_EQ(test, kfifo_get(&numbers, &value), 1);
		KUNIT_EXPECT_EQ(test, value, i * i);
	}
	KUNIT_EXPECT_EQ(test, kfifo_get(&numbers, &value), 0);
	KUNIT_EXPECT_EQ(test, kfifo_peek(&numbers, &value), 0);
}

/* Over the end of the ring, and over the end of what an unsigned int counts. */
static void elements_wrap_around(struct kunit *test)
{
	unsigned int in[5], out[8], next = 0, expected = 0;

	numbers.kfifo.in = numbers.kfifo.out = -13u;
	for (unsigned int round = 0; round < 20; round++) {
		for (unsigned int i = 0; i < ARRAY_SIZE(in); i++)
			in[i] = next++;
		KUNIT_ASSERT_EQ(test, kfifo_in(&numbers, in, ARRAY_SIZE(in)), 5);
		KUNIT_ASSERT_EQ(test, kfifo_len(&numbers), 5);
		KUNIT_ASSERT_EQ(test, kfifo_out_peek(&numbers, out, 2), 2);
		KUNIT_ASSERT_EQ(test, kfifo_out(&numbers, out, ARRAY_SIZE(out)), 5);
		for (unsigned int i = 0; i < 5; i++)
			KUNIT_ASSERT_EQ(test, out[i], expected++);
	}
}

static void too_many_are_cut(struct kunit *test)
{
	unsigned int in[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, out[10];

	KUNIT_EXPECT_EQ(test, kfifo_in(&numbers, in, 10), 8);
	kfifo_skip(&numbers);
	KUNIT_EXPECT_EQ(test, kfifo_in(&numbers, in + 8, 2), 1);
	KUNIT_EXPECT_EQ(test, kfifo_out(&numbers, out, 10), 8);
	KUNIT_EXPECT_EQ(test, out[0], 2);
	KUNIT_EXPECT_EQ(test, out[7], 9);
	KUNIT_EXPECT_EQ(test, kfifo_put(&numbers, 5), 1);
	kfifo_reset_out(&numbers);
	KUNIT_EXPECT_TRUE(test, kfifo_is_empty(&numbers));
}

static void memory_is_rounded_to_a_power_of_two(struct kunit *test)
{
	static unsigned long room[7];
	DECLARE_KFIFO_PTR(longs, unsigned long);
	struct kfifo bytes;

	INIT_KFIFO(longs);
	KUNIT_EXPECT_FALSE(test, kfifo_initialized(&longs));
	KUNIT_EXPECT_EQ(test, kfifo_init(&longs, room, sizeof(room)), 0);
	KUNIT_EXPECT_EQ(test, kfifo_size(&longs), 4);

	KUNIT_ASSERT_EQ(test, kfifo_alloc(&bytes, 100, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, kfifo_size(&bytes), 128);
	KUNIT_EXPECT_EQ(test, kfifo_in(&bytes, "seven bytes", 7), 7);
	KUNIT_EXPECT_EQ(test, kfifo_peek_len(&bytes), 7);
	kfifo_free(&bytes);
	KUNIT_EXPECT_FALSE(test, kfifo_initialized(&bytes));
	KUNIT_EXPECT_EQ(test, kfifo_alloc(&bytes, 1, GFP_KERNEL), -EINVAL);
	KUNIT_EXPECT_EQ(test, kfifo_alloc(&numbers, 64, GFP_KERNEL), -EINVAL);	/* in place */
}

static void records_come_out_whole(struct kunit *test)
{
	STRUCT_KFIFO_REC_1(16) records;
	char text[16] = "";

	INIT_KFIFO(records);
	KUNIT_EXPECT_EQ(test, kfifo_recsize(&records), 1);
	KUNIT_EXPECT_EQ(test, kfifo_avail(&records), 15);
	KUNIT_EXPECT_EQ(test, kfifo_in(&records, "hello", 5), 5);
	KUNIT_EXPECT_EQ(test, kfifo_in(&records, "you", 3), 3);
	KUNIT_EXPECT_EQ(test, kfifo_in(&records, "too long", 8), 0);
	KUNIT_EXPECT_EQ(test, kfifo_peek_len(&records), 5);
	KUNIT_EXPECT_EQ(test, kfifo_out_peek(&records, text, sizeof(text)), 5);
	KUNIT_EXPECT_STREQ(test, text, "hello");
	memset(text, 0, sizeof(text));
	KUNIT_EXPECT_EQ(test, kfifo_out(&records, text, 2), 2);	/* the rest of it is lost */
	KUNIT_EXPECT_STREQ(test, text, "he");
	KUNIT_EXPECT_EQ(test, kfifo_in(&records, "and wrap", 8), 8);
	kfifo_skip(&records);
	KUNIT_EXPECT_EQ(test, kfifo_out(&records, text, sizeof(text)), 8);
	KUNIT_EXPECT_STREQ(test, text, "and wrap");
	KUNIT_EXPECT_EQ(test, kfifo_out(&records, text, sizeof(text)), 0);
}

static void two_bytes_hold_longer_records(struct kunit *test)
{
	struct kfifo_rec_ptr_2 records;
	char *text = kunit_kzalloc(test, 600, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_ASSERT_EQ(test, kfifo_alloc(&records, 1024, GFP_KERNEL), 0);
	text[511] = 'x';
	KUNIT_EXPECT_EQ(test, kfifo_in(&records, text, 512), 512);
	KUNIT_EXPECT_EQ(test, kfifo_peek_len(&records), 512);
	text[511] = 0;
	KUNIT_EXPECT_EQ(test, kfifo_out(&records, text, 600), 512);
	KUNIT_EXPECT_EQ(test, text[511], 'x');
	kfifo_free(&records);
}

/* One who puts in hardirq context, one who takes in a thread, and no lock. */
#define STREAM_LEN	2000

static unsigned int stream_next;

static enum hrtimer_restart put_some(struct hrtimer *timer)
{
	for (int i = 0; i < 3 && stream_next < STREAM_LEN; i++)
		stream_next += kfifo_put(&numbers, stream_next);
	hrtimer_forward_now(timer, ns_to_ktime(20 * NSEC_PER_USEC));
	return stream_next < STREAM_LEN ? HRTIMER_RESTART : HRTIMER_NORESTART;
}

static void interrupt_and_thread_need_no_lock(struct kunit *test)
{
	unsigned int value = 0, expected = 0;
	struct hrtimer timer;

	stream_next = 0;
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = put_some;
	hrtimer_start(&timer, 0, HRTIMER_MODE_REL_HARD);
	while (expected < STREAM_LEN) {
		if (!kfifo_get(&numbers, &value))
			continue;
		if (value != expected++)
			break;
	}
	hrtimer_cancel(&timer);
	KUNIT_EXPECT_EQ(test, expected, STREAM_LEN);
	KUNIT_EXPECT_EQ(test, value, STREAM_LEN - 1);
}

static void locked_forms_do_the_same(struct kunit *test)
{
	static DEFINE_SPINLOCK(lock);
	unsigned int in[2] = { 3, 4 }, out[2];

	KUNIT_EXPECT_EQ(test, kfifo_in_spinlocked(&numbers, in, 2, &lock), 2);
	KUNIT_EXPECT_FALSE(test, kfifo_is_empty_spinlocked(&numbers, &lock));
	KUNIT_EXPECT_EQ(test, kfifo_out_spinlocked(&numbers, out, 1, &lock), 1);
	KUNIT_EXPECT_EQ(test, kfifo_out_spinlocked_noirqsave(&numbers, out + 1, 1, &lock), 1);
	KUNIT_EXPECT_EQ(test, memcmp(in, out, sizeof(in)), 0);
	KUNIT_EXPECT_FALSE(test, spin_is_locked(&lock));
}

static struct kunit_case kfifo_cases[] = {
	KUNIT_CASE(first_in_is_first_out),
	KUNIT_CASE(elements_wrap_around),
	KUNIT_CASE(too_many_are_cut),
	KUNIT_CASE(memory_is_rounded_to_a_power_of_two),
	KUNIT_CASE(records_come_out_whole),
	KUNIT_CASE(two_bytes_hold_longer_records),
	KUNIT_CASE(interrupt_and_thread_need_no_lock),
	KUNIT_CASE(locked_forms_do_the_same),
	{ }
};

static struct kunit_suite kfifo_suite = {
	.name = "kfifo",
	.init = kfifo_test_init,
	.test_cases = kfifo_cases,
};
kunit_test_suite(kfifo_suite);
