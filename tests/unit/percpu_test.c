// SPDX-License-Identifier: MIT
/* tests/unit/percpu_test.c - the promises of alloc_percpu() */

#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/string.h>

struct pair {
	u64 a, b;
};

static DEFINE_PER_CPU(struct pair, static_pair) = { .a = 3 };

static void static_variables_start_with_their_value(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, this_cpu_read(static_pair.a), 3);
	this_cpu_inc(static_pair.a);
	KUNIT_EXPECT_EQ(test, per_cpu(static_pair, smp_processor_id()).a, 4);
	KUNIT_EXPECT_PTR_EQ(test, this_cpu_ptr(&static_pair),
			    per_cpu_ptr(&static_pair, smp_processor_id()));
	/* The pattern that every CPU's copy is made from stays as it was linked. */
	KUNIT_EXPECT_EQ(test, READ_ONCE(static_pair.a), 3);
	this_cpu_write(static_pair.a, 3);
}

static void dynamic_variables_are_zero_and_apart(struct kunit *test)
{
	struct pair __percpu *p = alloc_percpu(struct pair);
	struct pair __percpu *q = alloc_percpu(struct pair);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_ASSERT_NOT_NULL(test, q);
	KUNIT_EXPECT_EQ(test, this_cpu_read(p->a), 0);
	KUNIT_EXPECT_EQ(test, this_cpu_read(p->b), 0);
	this_cpu_write(p->b, 7);
	this_cpu_add(p->a, 5);
	KUNIT_EXPECT_EQ(test, this_cpu_ptr(p)->a, 5);
	KUNIT_EXPECT_EQ(test, this_cpu_ptr(p)->b, 7);
	KUNIT_EXPECT_EQ(test, this_cpu_read(q->a), 0);
	KUNIT_EXPECT_EQ(test, this_cpu_read(q->b), 0);
	free_percpu(p);
	free_percpu(q);
}

static void freed_room_is_used_again_and_cleared(struct kunit *test)
{
	struct pair __percpu *p = alloc_percpu(struct pair);
	struct pair __percpu *q;
	struct mm_leak_mark mark;

	KUNIT_ASSERT_NOT_NULL(test, p);
	this_cpu_write(p->a, 9);
	free_percpu(p);
	mm_leak_mark(&mark);
	q = alloc_percpu(struct pair);
	KUNIT_EXPECT_PTR_EQ(test, q, p);
	KUNIT_EXPECT_EQ(test, this_cpu_read(q->a), 0);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), sizeof(struct pair));
	free_percpu(q);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
}

static void alignment_is_kept(struct kunit *test)
{
	void __percpu *pad = __alloc_percpu(8, 8);
	void __percpu *p = __alloc_percpu(100, 64);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, (unsigned long)this_cpu_ptr(p) % 64, 0);
	free_percpu(p);
	free_percpu(pad);
}

static void too_much_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, __alloc_percpu_gfp(PERCPU_DYNAMIC_SIZE + 8, 8,
						   GFP_KERNEL | __GFP_NOWARN));
	/* And nothing was taken by trying. */
	free_percpu(alloc_percpu(struct pair));
}

static void only_what_was_allocated_is_freed(struct kunit *test)
{
	struct pair __percpu *p = alloc_percpu(struct pair);
	struct mm_leak_mark mark;

	KUNIT_ASSERT_NOT_NULL(test, p);
	mm_leak_mark(&mark);
	kunit_expect_warnings(test, 3);
	kunit_info(test, "expected complaint begins\n");
	free_percpu(&p->b);		/* not the start */
	free_percpu(&static_pair);	/* not dynamic */
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
	free_percpu(p);
	free_percpu(p);			/* twice */
	kunit_info(test, "expected complaint ends\n");
	free_percpu(NULL);
}

static struct kunit_case percpu_cases[] = {
	KUNIT_CASE(static_variables_start_with_their_value),
	KUNIT_CASE(dynamic_variables_are_zero_and_apart),
	KUNIT_CASE(freed_room_is_used_again_and_cleared),
	KUNIT_CASE(alignment_is_kept),
	KUNIT_CASE(too_much_is_refused),
	KUNIT_CASE(only_what_was_allocated_is_freed),
	{ }
};

static struct kunit_suite percpu_suite = {
	.name = "percpu",
	.test_cases = percpu_cases,
};
kunit_test_suite(percpu_suite);
