// SPDX-License-Identifier: MIT
/* tests/unit/params_test.c - words, quotes, and parameters of every type */

#include <kunit/test.h>
#include <linux/cmdline.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "../../kernel/params.h"

/* ---- words ---------------------------------------------------------------------- */

struct word {
	const char *name, *val;		/* val NULL: none */
};

static void expect_words(struct kunit *test, char *(*next)(char *, char **, char **), char *line,
			 const struct word *words, int n)
{
	for (int i = 0; i < n; i++) {
		char *name, *val;

		line = next(line, &name, &val);
		KUNIT_EXPECT_STREQ_MSG(test, (const char *)name, words[i].name, "word %d", i);
		KUNIT_ASSERT_EQ_MSG(test, !val, !words[i].val, "word %d", i);
		if (val)
			KUNIT_EXPECT_STREQ_MSG(test, (const char *)val, words[i].val, "word %d", i);
	}
	KUNIT_EXPECT_EQ(test, *line, '\0');
}

static void words_and_quotes(struct kunit *test)
{
	static const struct word words[] = {
		{ "quiet", NULL }, { "a", "1" }, { "b", "x y" }, { "c", "p q" }, { "d e", NULL },
		{ "f", "" }, { "g", "1=2" },
	};
	char line[] = "quiet  a=1 b=\"x y\" \"c=p q\" \"d e\" f= g=1=2";

	expect_words(test, next_arg, line, words, ARRAY_SIZE(words));
}

/* What GRUB makes of mon="cat x; md \1": quotes around the word, backslashes doubled. */
static void words_as_grub_writes_them(struct kunit *test)
{
	static const struct word words[] = {
		{ "mon", "cat x; md \\1" }, { "ktest", "a*" }, { "mon", "say \"hi there\"" },
		{ "mon", "ps; poweroff" },
	};
	char line[] = "\"mon=cat x; md \\\\1\" ktest=a* \"mon=say \\\"hi there\\\"\" "
		      "mon=\"ps; poweroff\"";

	expect_words(test, boot_next_arg, line, words, ARRAY_SIZE(words));
}

static void dash_and_underscore_are_the_same(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, parameq("watchdog-thresh", "watchdog_thresh"));
	KUNIT_EXPECT_FALSE(test, parameq("watchdog", "watchdog_thresh"));
	KUNIT_EXPECT_TRUE(test, parameqn("watchdog-x", "watchdog_y", 9));
}

/* ---- parameters ----------------------------------------------------------------- */

static int number;
static bool flag;
static unsigned char small;
static char *text;
static char fixed[8];
static int list[3];
static unsigned int listed;

static const struct kparam_string fixed_string = { sizeof(fixed), fixed };
static const struct kparam_array list_array = {
	.max = 3, .elemsize = sizeof(int), .num = &listed, .ops = &param_ops_int, .elem = list,
};

static const struct kernel_param params[] = {
	{ .name = "number", .ops = &param_ops_int, .level = -1, .arg = &number },
	{ .name = "flag", .ops = &param_ops_bool, .level = -1, .arg = &flag },
	{ .name = "small", .ops = &param_ops_byte, .level = -1, .arg = &small },
	{ .name = "text", .ops = &param_ops_charp, .level = -1, .arg = &text },
	{ .name = "fixed", .ops = &param_ops_string, .level = -1, .str = &fixed_string },
	{ .name = "list", .ops = &param_array_ops, .level = -1, .arr = &list_array },
};

static int reset_params(struct kunit *test)
{
	number = 5;
	flag = false;
	small = 6;
	text = NULL;
	strcpy(fixed, "old");
	listed = 0;
	return 0;
}

static int unknown_words;

static int count_unknown(char *name, char *val, const char *doing, void *arg)
{
	unknown_words++;
	return 0;
}

static char *set(char *line, parse_unknown_fn unknown)
{
	return parse_args("# test", line, params, ARRAY_SIZE(params), -1, -1, NULL, unknown);
}

static void parameters_of_every_type_are_set(struct kunit *test)
{
	char line[] = "number=-42 flag small=0xff text=\"hello you\" fixed=new list=1,2,3";
	char buf[32];

	KUNIT_EXPECT_NULL(test, set(line, NULL));
	KUNIT_EXPECT_EQ(test, number, -42);
	KUNIT_EXPECT_TRUE(test, flag);
	KUNIT_EXPECT_EQ(test, small, 255);
	KUNIT_ASSERT_NOT_NULL(test, text);
	KUNIT_EXPECT_STREQ(test, (const char *)text, "hello you");
	KUNIT_EXPECT_STREQ(test, (const char *)fixed, "new");
	KUNIT_EXPECT_EQ(test, listed, 3);
	KUNIT_EXPECT_EQ(test, list[2], 3);

	KUNIT_EXPECT_EQ(test, param_array_ops.get(buf, &params[5]), 6);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "1,2,3\n");
	KUNIT_EXPECT_EQ(test, param_get_bool(buf, &params[1]), 2);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "Y\n");
	param_free_charp(&text);
}

static void a_bad_value_is_named_and_the_rest_is_set(struct kunit *test)
{
	char line[] = "number=12x small=256 fixed=too_long_for_it flag=y";
	char too_many[] = "list=1,2,3,4";

	KUNIT_EXPECT_TRUE(test, IS_ERR(set(line, NULL)));
	KUNIT_EXPECT_PTR_EQ(test, set(too_many, NULL), ERR_PTR(-EINVAL));
	KUNIT_EXPECT_EQ(test, number, 5);
	KUNIT_EXPECT_EQ(test, small, 6);
	KUNIT_EXPECT_TRUE(test, flag);
}

static void a_parameter_without_a_value_is_refused(struct kunit *test)
{
	char line[] = "number";

	KUNIT_EXPECT_PTR_EQ(test, set(line, NULL), ERR_PTR(-EINVAL));
}

static void unknown_words_and_the_end(struct kunit *test)
{
	char bad[] = "nobody=1", line[] = "foo bar=2 number=9 -- rest of it";

	KUNIT_EXPECT_PTR_EQ(test, set(bad, NULL), ERR_PTR(-ENOENT));
	unknown_words = 0;
	KUNIT_EXPECT_STREQ(test, (const char *)set(line, count_unknown), "rest of it");
	KUNIT_EXPECT_EQ(test, unknown_words, 2);
	KUNIT_EXPECT_EQ(test, number, 9);
}

static struct kunit_case params_cases[] = {
	KUNIT_CASE(words_and_quotes),
	KUNIT_CASE(words_as_grub_writes_them),
	KUNIT_CASE(dash_and_underscore_are_the_same),
	KUNIT_CASE(parameters_of_every_type_are_set),
	KUNIT_CASE(a_bad_value_is_named_and_the_rest_is_set),
	KUNIT_CASE(a_parameter_without_a_value_is_refused),
	KUNIT_CASE(unknown_words_and_the_end),
	{ }
};

static struct kunit_suite params_suite = {
	.name = "params",
	.init = reset_params,
	.test_cases = params_cases,
};
kunit_test_suite(params_suite);
