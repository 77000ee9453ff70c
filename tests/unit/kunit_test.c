// SPDX-License-Identifier: MIT
/*
 * tests/unit/kunit_test.c - the runner itself: order, resources, skipping, parameters
 *
 * That a failed expectation, a leaked preempt_count, a WARN or a hang fails a
 * test cannot be shown by a test that passes: tests/boot does that, with the
 * suite kunit_failing, which runs only when its name is given.
 */

#include <kunit/test.h>
#include <linux/bug.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>

/* ---- order of the functions ------------------------------------------------------ */

static int suites_open, tests_open, cases_run;

static int order_suite_init(struct kunit_suite *suite)
{
	suites_open++;
	return 0;
}

static void order_suite_exit(struct kunit_suite *suite)
{
	suites_open--;
}

static int order_init(struct kunit *test)
{
	test->priv = &cases_run;
	tests_open++;
	return 0;
}

static void order_exit(struct kunit *test)
{
	tests_open--;
}

static void init_comes_before_every_case(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, suites_open, 1);
	KUNIT_EXPECT_EQ(test, tests_open, 1);
	KUNIT_EXPECT_PTR_EQ(test, test->priv, (void *)&cases_run);
	KUNIT_EXPECT_STREQ(test, test->name, "init_comes_before_every_case");
}

static void exit_comes_after_every_case(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, tests_open, 1);
}

/* ---- context --------------------------------------------------------------------- */

static void a_case_may_sleep(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, in_task());
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
}

/* ---- parameters ------------------------------------------------------------------ */

static const int squares[][2] = { { 2, 4 }, { 3, 9 }, { -4, 16 } };

static void describe_square(const int (*square)[2], char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%d squared", (*square)[0]);
}
KUNIT_ARRAY_PARAM(square, squares, describe_square);

static void parameters_come_one_by_one(struct kunit *test)
{
	const int (*square)[2] = test->param_value;

	KUNIT_EXPECT_PTR_EQ(test, (const void *)square, (const void *)&squares[test->param_index]);
	KUNIT_EXPECT_EQ(test, (*square)[0] * (*square)[0], (*square)[1]);
}

/* ---- resources ------------------------------------------------------------------- */

static int freed[3], nr_freed;

static void note_freed(struct kunit_resource *res)
{
	freed[nr_freed++] = *(const int *)res->data;
}

static void resources_go_last_in_first_out(struct kunit *test)
{
	static int one = 1, two = 2, three = 3;
	struct kunit_resource *found, res;

	nr_freed = 0;
	KUNIT_ASSERT_NOT_NULL(test, kunit_alloc_resource(test, NULL, note_freed, GFP_KERNEL, &one));
	KUNIT_ASSERT_EQ(test, kunit_add_named_resource(test, NULL, note_freed, &res, "two", &two),
			0);
	KUNIT_EXPECT_EQ(test, kunit_add_named_resource(test, NULL, NULL, &res, "two", NULL),
			-EEXIST);

	found = kunit_find_named_resource(test, "two");
	KUNIT_EXPECT_PTR_EQ(test, found, &res);
	KUNIT_EXPECT_EQ(test, kunit_destroy_named_resource(test, "two"), 0);
	KUNIT_EXPECT_EQ(test, nr_freed, 0);	/* we hold it */
	kunit_put_resource(found);
	KUNIT_EXPECT_EQ(test, nr_freed, 1);
	KUNIT_EXPECT_EQ(test, kunit_destroy_named_resource(test, "two"), -ENOENT);
	KUNIT_EXPECT_NOT_NULL(test,
			      kunit_alloc_resource(test, NULL, note_freed, GFP_KERNEL, &three));
}

/* Runs after it: the others went with the test. */
static void resources_end_with_their_test(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, nr_freed, 3);
	KUNIT_EXPECT_EQ(test, freed[1], 3);
	KUNIT_EXPECT_EQ(test, freed[2], 1);
	KUNIT_EXPECT_TRUE(test, list_empty(&test->resources));
}

static void test_memory_is_zeroed_and_freed(struct kunit *test)
{
	char *p = kunit_kzalloc(test, 100, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, p);
	KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, 100));
	kunit_kfree(test, p);
	KUNIT_EXPECT_TRUE(test, list_empty(&test->resources));
}

/* ---- results --------------------------------------------------------------------- */

static void a_skipped_case_does_not_go_on(struct kunit *test)
{
	kunit_skip(test, "this one is always skipped");
	KUNIT_FAIL(test, "not reached");
}

static void announced_warnings_are_no_failure(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	WARN(1, "# this warning belongs to the test\n");
}

static struct kunit_case kunit_cases[] = {
	KUNIT_CASE(init_comes_before_every_case),
	KUNIT_CASE(exit_comes_after_every_case),
	KUNIT_CASE(a_case_may_sleep),
	KUNIT_CASE_PARAM(parameters_come_one_by_one, square_gen_params),
	KUNIT_CASE(resources_go_last_in_first_out),
	KUNIT_CASE(resources_end_with_their_test),
	KUNIT_CASE(test_memory_is_zeroed_and_freed),
	KUNIT_CASE(a_skipped_case_does_not_go_on),
	KUNIT_CASE(announced_warnings_are_no_failure),
	{ }
};

static struct kunit_suite kunit_suite = {
	.name = "kunit",
	.suite_init = order_suite_init,
	.suite_exit = order_suite_exit,
	.init = order_init,
	.exit = order_exit,
	.test_cases = kunit_cases,
};
kunit_test_suite(kunit_suite);

/* ---- cases that fail, each in its own way ----------------------------------------- */

static void fails_by_expectation(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 1 + 1, 3);
	KUNIT_EXPECT_STREQ_MSG(test, "abc", "abd", "with a message %d", 7);
	KUNIT_EXPECT_TRUE(test, false);
}

static void fails_by_assertion(struct kunit *test)
{
	KUNIT_ASSERT_NULL(test, test);
	pr_err("not reached\n");
}

static void fails_by_preempt_count(struct kunit *test)
{
	preempt_disable();
}

static void fails_by_interrupts_off(struct kunit *test)
{
	local_irq_disable();
}

static void fails_by_warning(struct kunit *test)
{
	WARN_ON(test);
}

static void passes_among_them(struct kunit *test)
{
	KUNIT_SUCCEED(test);
}

static struct kunit_case failing_cases[] = {
	KUNIT_CASE(fails_by_expectation),
	KUNIT_CASE(fails_by_assertion),
	KUNIT_CASE(fails_by_preempt_count),
	KUNIT_CASE(fails_by_interrupts_off),
	KUNIT_CASE(fails_by_warning),
	KUNIT_CASE(passes_among_them),
	{ }
};

static struct kunit_suite failing_suite = {
	.name = "kunit_failing",
	.on_request = true,
	.test_cases = failing_cases,
};
kunit_test_suite(failing_suite);
