// SPDX-License-Identifier: MIT
/* tests/unit/xarray_test.c - arrays of pointers, and the numbers that idr and ida give */

#include <kunit/test.h>
#include <linux/idr.h>
#include <linux/prandom.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "failnth.h"

static const unsigned long far[] = { 0, 1, 15, 16, 255, 256, 4097, 1UL << 31, ULONG_MAX - 1,
				     ULONG_MAX };

static DEFINE_XARRAY(xa);
static DEFINE_XARRAY_ALLOC(ids);
static DEFINE_IDR(idr);
static DEFINE_IDA(ida);

static int xarray_init(struct kunit *test)
{
	xa_init(&xa);
	xa_init_flags(&ids, XA_FLAGS_ALLOC);
	idr_init(&idr);
	ida_init(&ida);
	return 0;
}

static void xarray_exit(struct kunit *test)
{
	xa_destroy(&xa);
	xa_destroy(&ids);
	idr_destroy(&idr);
	ida_destroy(&ida);
}

static void what_is_stored_is_found(struct kunit *test)
{
	unsigned long index;
	void *entry;
	int n = 0;

	for (int i = 0; i < ARRAY_SIZE(far); i++)
		KUNIT_EXPECT_NULL(test, xa_store(&xa, far[i], xa_mk_value(i), GFP_KERNEL));
	for (int i = 0; i < ARRAY_SIZE(far); i++)
		KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, far[i]), xa_mk_value(i));
	xa_for_each(&xa, index, entry)
		n++;
	KUNIT_EXPECT_EQ(test, n, ARRAY_SIZE(far));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 2));
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 1UL << 30));
	KUNIT_EXPECT_PTR_EQ(test, xa_store(&xa, 16, xa_mk_value(99), GFP_KERNEL), xa_mk_value(3));
	KUNIT_EXPECT_PTR_EQ(test, xa_load(&xa, 16), xa_mk_value(99));
	for (int i = 0; i < ARRAY_SIZE(far); i++)
		KUNIT_EXPECT_NOT_NULL(test, xa_erase(&xa, far[i]));
	KUNIT_EXPECT_NULL(test, xa_erase(&xa, 16));
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void a_walk_sees_all_in_order(struct kunit *test)
{
	unsigned long index;
	void *entry;
	int n = 0;

	for (int i = ARRAY_SIZE(far); i--; )
		KUNIT_EXPECT_EQ(test, xa_insert(&xa, far[i], xa_mk_value(i), GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, xa_insert(&xa, 255, &xa, GFP_KERNEL), -EBUSY);
	xa_for_each(&xa, index, entry) {
		KUNIT_EXPECT_EQ(test, index, far[n]);
		KUNIT_EXPECT_PTR_EQ(test, entry, xa_mk_value(n));
		n++;
	}
	KUNIT_EXPECT_EQ(test, n, ARRAY_SIZE(far));
	n = 0;
	xa_for_each_range(&xa, index, entry, 2, 256)
		n++;
	KUNIT_EXPECT_EQ(test, n, 4);
}

/* As an array with nothing clever in it would. */
#define MODEL_SIZE 600
static bool model[MODEL_SIZE];

static void a_model_agrees(struct kunit *test)
{
	struct rnd_state rnd;
	unsigned long index;
	void *entry;

	memset(model, 0, sizeof(model));
	prandom_seed_state(&rnd, 42);
	for (int i = 0; i < 4000; i++) {
		unsigned int at = prandom_u32_state(&rnd) % MODEL_SIZE, next = at;

		if (prandom_u32_state(&rnd) % 2) {
			xa_store(&xa, at, xa_mk_value(at), GFP_KERNEL);
			model[at] = true;
		} else {
			KUNIT_ASSERT_EQ(test, xa_erase(&xa, at) != NULL, model[at]);
			model[at] = false;
		}
		while (next < MODEL_SIZE && !model[next])
			next++;
		index = at;
		entry = xa_find(&xa, &index, ULONG_MAX, XA_PRESENT);
		KUNIT_ASSERT_EQ(test, entry ? index : MODEL_SIZE, next);
	}
}

static void marks_are_found_and_go_with_the_entry(struct kunit *test)
{
	unsigned long index;
	void *entry;
	int n = 0;

	for (int i = 0; i < 100; i++)
		xa_store(&xa, i * 7, xa_mk_value(i), GFP_KERNEL);
	xa_set_mark(&xa, 14, XA_MARK_1);
	xa_set_mark(&xa, 350, XA_MARK_1);
	xa_set_mark(&xa, 351, XA_MARK_1);	/* nothing is there */
	xa_for_each_marked(&xa, index, entry, XA_MARK_1)
		n += index;
	KUNIT_EXPECT_EQ(test, n, 14 + 350);
	KUNIT_EXPECT_FALSE(test, xa_marked(&xa, XA_MARK_0));
	xa_clear_mark(&xa, 14, XA_MARK_1);
	KUNIT_EXPECT_FALSE(test, xa_get_mark(&xa, 14, XA_MARK_1));
	KUNIT_EXPECT_TRUE(test, xa_get_mark(&xa, 350, XA_MARK_1));
	xa_erase(&xa, 350);
	xa_store(&xa, 350, xa_mk_value(1), GFP_KERNEL);
	KUNIT_EXPECT_FALSE(test, xa_get_mark(&xa, 350, XA_MARK_1));
	KUNIT_EXPECT_FALSE(test, xa_marked(&xa, XA_MARK_1));
}

static void a_reserved_place_is_taken_and_looks_empty(struct kunit *test)
{
	unsigned long index = 0;

	KUNIT_EXPECT_EQ(test, xa_reserve(&xa, 5, GFP_KERNEL), 0);
	KUNIT_EXPECT_NULL(test, xa_load(&xa, 5));
	KUNIT_EXPECT_NULL(test, xa_find(&xa, &index, ULONG_MAX, XA_PRESENT));
	KUNIT_EXPECT_EQ(test, xa_insert(&xa, 5, &xa, GFP_KERNEL), -EBUSY);
	xa_release(&xa, 5);
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
}

static void free_numbers_are_given_smallest_first(struct kunit *test)
{
	u32 id, next = 0;

	for (u32 i = 0; i < 300; i++) {
		KUNIT_ASSERT_EQ(test, xa_alloc(&ids, &id, xa_mk_value(i), xa_limit_32b,
					       GFP_KERNEL), 0);
		KUNIT_ASSERT_EQ(test, id, i);
	}
	xa_erase(&ids, 17);
	xa_erase(&ids, 256);
	KUNIT_EXPECT_EQ(test, xa_alloc(&ids, &id, &ids, XA_LIMIT(100, 280), GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, id, 256);
	KUNIT_EXPECT_EQ(test, xa_alloc(&ids, &id, &ids, XA_LIMIT(100, 280), GFP_KERNEL), -EBUSY);
	KUNIT_EXPECT_EQ(test, xa_alloc(&ids, &id, &ids, xa_limit_32b, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, id, 17);
	xa_erase(&ids, 3);
	next = 298;
	KUNIT_EXPECT_EQ(test, xa_alloc_cyclic(&ids, &id, &ids, XA_LIMIT(0, 299), &next,
					      GFP_KERNEL), 1);
	KUNIT_EXPECT_EQ(test, id, 3);
	KUNIT_EXPECT_EQ(test, next, 4);
}

static void an_idr_gives_finds_and_takes_back(struct kunit *test)
{
	static int things[3];
	int id, n = 0;
	void *p;

	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, &things[0], 10, 12, GFP_KERNEL), 10);
	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, NULL, 10, 12, GFP_KERNEL), 11);
	KUNIT_EXPECT_EQ(test, idr_alloc(&idr, &things[1], 10, 12, GFP_KERNEL), -ENOSPC);
	KUNIT_EXPECT_NULL(test, idr_find(&idr, 11));
	KUNIT_EXPECT_NULL(test, idr_replace(&idr, &things[1], 11));
	KUNIT_EXPECT_EQ(test, PTR_ERR(idr_replace(&idr, &things[1], 12)), -ENOENT);
	KUNIT_EXPECT_PTR_EQ(test, idr_find(&idr, 11), (void *)&things[1]);
	idr_for_each_entry(&idr, p, id)
		n += id;
	KUNIT_EXPECT_EQ(test, n, 21);
	KUNIT_EXPECT_PTR_EQ(test, idr_remove(&idr, 10), (void *)&things[0]);
	KUNIT_EXPECT_NULL(test, idr_remove(&idr, 10));
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[2], 0, 0, GFP_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[2], 0, 0, GFP_KERNEL), 1);
	idr_remove(&idr, 0);
	KUNIT_EXPECT_EQ(test, idr_alloc_cyclic(&idr, &things[2], 0, 0, GFP_KERNEL), 2);
	KUNIT_EXPECT_FALSE(test, idr_is_empty(&idr));
}

static void an_idr_that_is_preloaded_needs_no_memory(struct kunit *test)
{
	int id;

	idr_preload(GFP_KERNEL);
	id = idr_alloc(&idr, &idr, 1 << 30, 0, GFP_NOWAIT);
	idr_preload_end();
	KUNIT_EXPECT_EQ(test, id, 1 << 30);
}

static void an_ida_gives_the_smallest(struct kunit *test)
{
	for (int i = 0; i < 40; i++)
		KUNIT_ASSERT_EQ(test, ida_alloc(&ida, GFP_KERNEL), i);
	ida_free(&ida, 20);
	KUNIT_EXPECT_EQ(test, ida_alloc_range(&ida, 5, 19, GFP_KERNEL), -ENOSPC);
	KUNIT_EXPECT_EQ(test, ida_alloc_min(&ida, 5, GFP_KERNEL), 20);
	kunit_expect_warnings(test, 1);
	ida_free(&ida, 77);
}

/* ---- without memory ------------------------------------------------------------ */

static int path_store(struct kunit *test)
{
	int err = xa_err(xa_store(&xa, 1 << 20, &xa, GFP_KERNEL));

	xa_erase(&xa, 1 << 20);
	rcu_barrier();
	KUNIT_EXPECT_TRUE(test, xa_empty(&xa));
	return err;
}

static int path_ida(struct kunit *test)
{
	int a = ida_alloc(&ida, GFP_KERNEL), b = ida_alloc_min(&ida, 5000, GFP_KERNEL);

	if (a >= 0)
		ida_free(&ida, a);
	if (b >= 0)
		ida_free(&ida, b);
	rcu_barrier();
	KUNIT_EXPECT_TRUE(test, ida_is_empty(&ida));
	return min3(a, b, 0);
}

static const struct failnth_path paths[] = { { "xa_store", path_store }, { "ida", path_ida } };

KUNIT_ARRAY_PARAM(path, paths, failnth_path_name);

static void g2_every_allocation_may_fail(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case xarray_cases[] = {
	KUNIT_CASE(what_is_stored_is_found),
	KUNIT_CASE(a_walk_sees_all_in_order),
	KUNIT_CASE(a_model_agrees),
	KUNIT_CASE(marks_are_found_and_go_with_the_entry),
	KUNIT_CASE(a_reserved_place_is_taken_and_looks_empty),
	KUNIT_CASE(free_numbers_are_given_smallest_first),
	KUNIT_CASE(an_idr_gives_finds_and_takes_back),
	KUNIT_CASE(an_idr_that_is_preloaded_needs_no_memory),
	KUNIT_CASE(an_ida_gives_the_smallest),
	KUNIT_CASE_PARAM(g2_every_allocation_may_fail, path_gen_params),
	{ }
};

static struct kunit_suite xarray_suite = {
	.name = "xarray",
	.suite_init = failnth_suite_init,
	.init = xarray_init,
	.exit = xarray_exit,
	.test_cases = xarray_cases,
};
kunit_test_suite(xarray_suite);
