/* SPDX-License-Identifier: MIT */
/*
 * kunit/test.h - tests that run inside the kernel
 *
 * Linux 6.1's KUnit: a suite written here compiles there and the reverse.  The
 * word ktest=<glob> runs the suites whose "suite" or "suite.case" matches and
 * prints KTAP; kernel/kunit/runner.c tells how, and what is checked after each
 * test beyond its own expectations.
 *
 * Left out: debugfs, static stubs, device helpers, filtering by attributes.
 */
#ifndef KUNIT_TEST_H
#define KUNIT_TEST_H

#include <kunit/resource.h>
#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/types.h>

#define KUNIT_PARAM_DESC_SIZE		128
#define KUNIT_STATUS_COMMENT_SIZE	256

/* Nesting of KTAP is by four columns. */
#define KUNIT_SUBTEST_INDENT		"    "
#define KUNIT_SUBSUBTEST_INDENT		"        "

enum kunit_status {
	KUNIT_SUCCESS,
	KUNIT_FAILURE,
	KUNIT_SKIPPED,
};

/* One running test. */
struct kunit {
	void *priv;			/* the suite's: set by init(), read by the cases */

	const char *name;		/* I: of the case */
	const void *param_value;	/* I: of this round of a KUNIT_CASE_PARAM */
	int param_index;		/* I: counted from 0 */
	spinlock_t lock;		/* protects resources */
	enum kunit_status status;	/* W: only ever gets worse */
	struct list_head resources;	/* L */
	char status_comment[KUNIT_STATUS_COMMENT_SIZE];	/* W: why it was skipped */

	struct completion done;		/* the runner waits for the test's thread */
	unsigned int expected_warnings;	/* W: WARNs that are no failure */
};

struct kunit_case {
	void (*run_case)(struct kunit *test);
	const char *name;
	/* The parameter after prev, NULL at the end; writes its description. */
	const void *(*generate_params)(const void *prev, char *desc);
	const char *module_name;
	bool slow;			/* may take longer than a minute of the kernel's time */

	enum kunit_status status;	/* the runner's */
};

#define KUNIT_CASE(test_name)						\
	{ .run_case = test_name, .name = #test_name, .module_name = KBUILD_MODNAME }

#define KUNIT_CASE_PARAM(test_name, gen_params)				\
	{ .run_case = test_name, .name = #test_name,			\
	  .generate_params = gen_params, .module_name = KBUILD_MODNAME }

#define KUNIT_CASE_SLOW(test_name)					\
	{ .run_case = test_name, .name = #test_name, .slow = true, .module_name = KBUILD_MODNAME }

struct kunit_suite {
	const char *name;
	int (*suite_init)(struct kunit_suite *suite);	/* once, before all cases */
	void (*suite_exit)(struct kunit_suite *suite);
	int (*init)(struct kunit *test);		/* before every case */
	void (*exit)(struct kunit *test);
	struct kunit_case *test_cases;			/* ends with { } */

	bool on_request;				/* ours: a glob must begin with its name */
	bool one_cpu;		/* ours: threads that its cases make run on CPU 0, as they do */
	int suite_init_err;				/* the runner's */
};

/* Found by the linker: kunit_run_all() walks the table. */
#define kunit_test_suites(suites...)						\
	static struct kunit_suite *__PASTE(__kunit_suites_, __LINE__)[]		\
	__used __aligned(8) __section(".kunit_test_suites") = { suites }
#define kunit_test_suite(suite)	kunit_test_suites(&suite)
#define kunit_test_init_section_suites(suites...)	kunit_test_suites(suites)
#define kunit_test_init_section_suite(suite)		kunit_test_suites(&suite)

#define kunit_suite_for_each_test_case(suite, test_case)		\
	for (test_case = suite->test_cases; test_case->run_case; test_case++)

/* The parameters of KUNIT_CASE_PARAM from an array; get_desc may be NULL. */
#define KUNIT_ARRAY_PARAM(name, array, get_desc)					\
	static const void *name##_gen_params(const void *prev, char *desc)		\
	{										\
		typeof((array)[0]) *__next = prev ? ((typeof(__next))prev) + 1 : (array); \
											\
		if (__next - (array) < ARRAY_SIZE((array))) {				\
			void (*__get_desc)(typeof(__next), char *) = get_desc;		\
											\
			if (__get_desc)							\
				__get_desc(__next, desc);				\
			return __next;							\
		}									\
		return NULL;								\
	}

/*
 * Runs what matches (NULL or "*": everything) and prints KTAP.
 *
 * Context: a kthread, interrupts on, nothing held.
 * Return: the number of suites that failed; -ENOENT if nothing matched.
 */
int kunit_run_all(const char *glob);

/* Totals of the last kunit_run_all(), of cases (each parameter counts as one). */
struct kunit_result_stats {
	unsigned long passed;
	unsigned long skipped;
	unsigned long failed;
	unsigned long total;
};
extern struct kunit_result_stats kunit_totals;

/* Every WARN adds one (kernel/bug.c): a test during which it moves has failed. */
extern unsigned int warn_count;

/* For a test that provokes warnings on purpose: n more of them are no failure. */
void kunit_expect_warnings(struct kunit *test, unsigned int n);

/* Memory that goes when the test ends. */
void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp);
void kunit_kfree(struct kunit *test, const void *ptr);

static inline void *kunit_kmalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, 1, size, gfp);
}

static inline void *kunit_kzalloc(struct kunit *test, size_t size, gfp_t gfp)
{
	return kunit_kmalloc(test, size, gfp | __GFP_ZERO);
}

static inline void *kunit_kcalloc(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	return kunit_kmalloc_array(test, n, size, gfp | __GFP_ZERO);
}

/* Diagnostic lines: "    # case: text". */
#define kunit_log(lvl, test_or_suite, fmt, ...)	printk(lvl fmt, ##__VA_ARGS__)
#define kunit_printk(lvl, test, fmt, ...)	\
	printk(lvl KUNIT_SUBTEST_INDENT "# %s: " fmt, (test)->name, ##__VA_ARGS__)
#define kunit_info(test, fmt, ...)	kunit_printk(KERN_INFO, test, fmt, ##__VA_ARGS__)
#define kunit_warn(test, fmt, ...)	kunit_printk(KERN_WARNING, test, fmt, ##__VA_ARGS__)
#define kunit_err(test, fmt, ...)	kunit_printk(KERN_ERR, test, fmt, ##__VA_ARGS__)

#define kunit_mark_skipped(test_or_suite, fmt, ...)				\
do {										\
	if ((test_or_suite)->status != KUNIT_FAILURE)				\
		WRITE_ONCE((test_or_suite)->status, KUNIT_SKIPPED);		\
	scnprintf((test_or_suite)->status_comment, KUNIT_STATUS_COMMENT_SIZE,	\
		  fmt, ##__VA_ARGS__);						\
} while (0)

#define kunit_skip(test_or_suite, fmt, ...)					\
do {										\
	kunit_mark_skipped((test_or_suite), fmt, ##__VA_ARGS__);		\
	kunit_abort(test_or_suite);						\
} while (0)

/* Ends the test at once, on the test's own thread; its resources are still freed. */
void __noreturn kunit_abort(struct kunit *test);

static inline void kunit_set_failure(struct kunit *test)
{
	WRITE_ONCE(test->status, KUNIT_FAILURE);
}

/*
 * Expectations and assertions.  Each keeps its texts in one constant structure
 * and calls out of line only when it fails, so that a passing one costs the
 * comparison.  A failed expectation lets the test go on, a failed assertion
 * ends it.
 */
enum kunit_assert_type {
	KUNIT_EXPECTATION,
	KUNIT_ASSERTION,
};

/* There are thousands of these in the image, so they are kept small. */
struct kunit_loc {
	const char *file;
	const char *text;		/* of the source: "left\0op\0right", or one operand */
	u16 line;
	u8 type;			/* enum kunit_assert_type */
};

#define KUNIT_LOC(_type, _text)							\
({										\
	static const struct kunit_loc __loc = {					\
		.file = __FILE__, .text = _text, .line = __LINE__, .type = _type }; \
	&__loc;									\
})

/* Both operands and what stands between them, in one string. */
#define KUNIT_BINARY_LOC(_type, _left, _op, _right)				\
	KUNIT_LOC(_type, _left "\0" _op "\0" _right)

__printf(3, 4) __cold void kunit_fail(struct kunit *test, const struct kunit_loc *loc,
				      const char *fmt, ...);
__printf(4, 5) __cold void kunit_fail_unary(struct kunit *test, const struct kunit_loc *loc,
					    bool expected, const char *fmt, ...);
__printf(5, 6) __cold void kunit_fail_int(struct kunit *test, const struct kunit_loc *loc,
					  long long left, long long right, const char *fmt, ...);
__printf(5, 6) __cold void kunit_fail_ptr(struct kunit *test, const struct kunit_loc *loc,
					  const void *left, const void *right,
					  const char *fmt, ...);
__printf(5, 6) __cold void kunit_fail_str(struct kunit *test, const struct kunit_loc *loc,
					  const char *left, const char *right,
					  const char *fmt, ...);
__printf(6, 7) __cold void kunit_fail_mem(struct kunit *test, const struct kunit_loc *loc,
					  const void *left, const void *right, size_t size,
					  const char *fmt, ...);
__printf(4, 5) __cold void kunit_fail_err_ptr(struct kunit *test, const struct kunit_loc *loc,
					      const void *ptr, const char *fmt, ...);

#define KUNIT_UNARY_ASSERTION(test, type, condition, expected, fmt, ...)	\
do {										\
	if (likely((!!(condition)) == (expected)))				\
		break;								\
	kunit_fail_unary(test, KUNIT_LOC(type, #condition), expected, \
			 fmt, ##__VA_ARGS__);					\
} while (0)

#define KUNIT_BINARY_INT_ASSERTION(test, type, left, op, right, fmt, ...)	\
do {										\
	const typeof(left) __left = (left);					\
	const typeof(right) __right = (right);					\
										\
	if (likely(__left op __right))						\
		break;								\
	kunit_fail_int(test, KUNIT_BINARY_LOC(type, #left, #op, #right),		\
		       (long long)__left, (long long)__right, fmt, ##__VA_ARGS__); \
} while (0)

#define KUNIT_BINARY_PTR_ASSERTION(test, type, left, op, right, fmt, ...)	\
do {										\
	const void *__left = (left);						\
	const void *__right = (right);						\
										\
	if (likely(__left op __right))						\
		break;								\
	kunit_fail_ptr(test, KUNIT_BINARY_LOC(type, #left, #op, #right), __left, __right, \
		       fmt, ##__VA_ARGS__);					\
} while (0)

#define KUNIT_BINARY_STR_ASSERTION(test, type, left, op, right, fmt, ...)	\
do {										\
	const char *__left = (left);						\
	const char *__right = (right);						\
										\
	if (likely(strcmp(__left, __right) op 0))				\
		break;								\
	kunit_fail_str(test, KUNIT_BINARY_LOC(type, #left, #op, #right), __left, __right, \
		       fmt, ##__VA_ARGS__);					\
} while (0)

#define KUNIT_MEM_ASSERTION(test, type, left, op, right, size, fmt, ...)	\
do {										\
	const void *__left = (left);						\
	const void *__right = (right);						\
	const size_t __size = (size);						\
										\
	if (likely(__left && __right && memcmp(__left, __right, __size) op 0))	\
		break;								\
	kunit_fail_mem(test, KUNIT_BINARY_LOC(type, #left, #op, #right), __left, __right, \
		       __size, fmt, ##__VA_ARGS__);				\
} while (0)

#define KUNIT_PTR_NOT_ERR_OR_NULL_ASSERTION(test, type, ptr, fmt, ...)		\
do {										\
	const void *__ptr = (ptr);						\
										\
	if (likely(!IS_ERR_OR_NULL(__ptr)))					\
		break;								\
	kunit_fail_err_ptr(test, KUNIT_LOC(type, #ptr), __ptr,	\
			   fmt, ##__VA_ARGS__);					\
} while (0)

#define KUNIT_SUCCEED(test)	do { } while (0)
#define KUNIT_FAIL(test, fmt, ...)						\
	kunit_fail(test, KUNIT_LOC(KUNIT_EXPECTATION, NULL), fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FAILURE(test, fmt, ...)					\
	kunit_fail(test, KUNIT_LOC(KUNIT_ASSERTION, NULL), fmt, ##__VA_ARGS__)
#define KUNIT_FAIL_AND_ABORT	KUNIT_ASSERT_FAILURE

#define KUNIT_EXPECT_TRUE(test, condition)	\
	KUNIT_EXPECT_TRUE_MSG(test, condition, NULL)
#define KUNIT_EXPECT_TRUE_MSG(test, condition, fmt, ...)	\
	KUNIT_UNARY_ASSERTION(test, KUNIT_EXPECTATION, condition, true, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_FALSE(test, condition)	\
	KUNIT_EXPECT_FALSE_MSG(test, condition, NULL)
#define KUNIT_EXPECT_FALSE_MSG(test, condition, fmt, ...)	\
	KUNIT_UNARY_ASSERTION(test, KUNIT_EXPECTATION, condition, false, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_EQ(test, left, right)	\
	KUNIT_EXPECT_EQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_EQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NE(test, left, right)	\
	KUNIT_EXPECT_NE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_NE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LT(test, left, right)	\
	KUNIT_EXPECT_LT_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_LT_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, <, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_LE(test, left, right)	\
	KUNIT_EXPECT_LE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_LE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, <=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GT(test, left, right)	\
	KUNIT_EXPECT_GT_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_GT_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, >, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_GE(test, left, right)	\
	KUNIT_EXPECT_GE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_GE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_EXPECTATION, left, >=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_EQ(test, left, right)	\
	KUNIT_EXPECT_PTR_EQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_PTR_EQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_PTR_NE(test, left, right)	\
	KUNIT_EXPECT_PTR_NE_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_PTR_NE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STREQ(test, left, right)	\
	KUNIT_EXPECT_STREQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_STREQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_STR_ASSERTION(test, KUNIT_EXPECTATION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_STRNEQ(test, left, right)	\
	KUNIT_EXPECT_STRNEQ_MSG(test, left, right, NULL)
#define KUNIT_EXPECT_STRNEQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_STR_ASSERTION(test, KUNIT_EXPECTATION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_MEMEQ(test, left, right, size)	\
	KUNIT_EXPECT_MEMEQ_MSG(test, left, right, size, NULL)
#define KUNIT_EXPECT_MEMEQ_MSG(test, left, right, size, fmt, ...)	\
	KUNIT_MEM_ASSERTION(test, KUNIT_EXPECTATION, left, ==, right, size, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_MEMNEQ(test, left, right, size)	\
	KUNIT_EXPECT_MEMNEQ_MSG(test, left, right, size, NULL)
#define KUNIT_EXPECT_MEMNEQ_MSG(test, left, right, size, fmt, ...)	\
	KUNIT_MEM_ASSERTION(test, KUNIT_EXPECTATION, left, !=, right, size, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NULL(test, ptr)	\
	KUNIT_EXPECT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_EXPECTATION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_NULL(test, ptr)	\
	KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_EXPECTATION, ptr, !=, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL(test, ptr)	\
	KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_EXPECT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_PTR_NOT_ERR_OR_NULL_ASSERTION(test, KUNIT_EXPECTATION, ptr, fmt, ##__VA_ARGS__)

/* The same, ending the test when they fail. */
#define KUNIT_ASSERT_TRUE(test, condition)	\
	KUNIT_ASSERT_TRUE_MSG(test, condition, NULL)
#define KUNIT_ASSERT_TRUE_MSG(test, condition, fmt, ...)	\
	KUNIT_UNARY_ASSERTION(test, KUNIT_ASSERTION, condition, true, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_FALSE(test, condition)	\
	KUNIT_ASSERT_FALSE_MSG(test, condition, NULL)
#define KUNIT_ASSERT_FALSE_MSG(test, condition, fmt, ...)	\
	KUNIT_UNARY_ASSERTION(test, KUNIT_ASSERTION, condition, false, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_EQ(test, left, right)	\
	KUNIT_ASSERT_EQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_EQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NE(test, left, right)	\
	KUNIT_ASSERT_NE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_NE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LT(test, left, right)	\
	KUNIT_ASSERT_LT_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_LT_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, <, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_LE(test, left, right)	\
	KUNIT_ASSERT_LE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_LE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, <=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GT(test, left, right)	\
	KUNIT_ASSERT_GT_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_GT_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, >, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_GE(test, left, right)	\
	KUNIT_ASSERT_GE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_GE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_INT_ASSERTION(test, KUNIT_ASSERTION, left, >=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_EQ(test, left, right)	\
	KUNIT_ASSERT_PTR_EQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_PTR_EQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_PTR_NE(test, left, right)	\
	KUNIT_ASSERT_PTR_NE_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_PTR_NE_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STREQ(test, left, right)	\
	KUNIT_ASSERT_STREQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_STREQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_STR_ASSERTION(test, KUNIT_ASSERTION, left, ==, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_STRNEQ(test, left, right)	\
	KUNIT_ASSERT_STRNEQ_MSG(test, left, right, NULL)
#define KUNIT_ASSERT_STRNEQ_MSG(test, left, right, fmt, ...)	\
	KUNIT_BINARY_STR_ASSERTION(test, KUNIT_ASSERTION, left, !=, right, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_MEMEQ(test, left, right, size)	\
	KUNIT_ASSERT_MEMEQ_MSG(test, left, right, size, NULL)
#define KUNIT_ASSERT_MEMEQ_MSG(test, left, right, size, fmt, ...)	\
	KUNIT_MEM_ASSERTION(test, KUNIT_ASSERTION, left, ==, right, size, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_MEMNEQ(test, left, right, size)	\
	KUNIT_ASSERT_MEMNEQ_MSG(test, left, right, size, NULL)
#define KUNIT_ASSERT_MEMNEQ_MSG(test, left, right, size, fmt, ...)	\
	KUNIT_MEM_ASSERTION(test, KUNIT_ASSERTION, left, !=, right, size, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NULL(test, ptr)	\
	KUNIT_ASSERT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_ASSERTION, ptr, ==, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_NULL(test, ptr)	\
	KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_BINARY_PTR_ASSERTION(test, KUNIT_ASSERTION, ptr, !=, NULL, fmt, ##__VA_ARGS__)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ptr)	\
	KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, NULL)
#define KUNIT_ASSERT_NOT_ERR_OR_NULL_MSG(test, ptr, fmt, ...)	\
	KUNIT_PTR_NOT_ERR_OR_NULL_ASSERTION(test, KUNIT_ASSERTION, ptr, fmt, ##__VA_ARGS__)

#endif /* KUNIT_TEST_H */
