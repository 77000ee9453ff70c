// SPDX-License-Identifier: MIT
/* tests/unit/lib_test.c - strings, numbers, bitmaps, sorting: the promises of lib/ */

#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/bsearch.h>
#include <linux/cmdline.h>
#include <linux/crc32.h>
#include <linux/find.h>
#include <linux/glob.h>
#include <linux/hex.h>
#include <linux/kstrtox.h>
#include <linux/list_sort.h>
#include <linux/math64.h>
#include <linux/sort.h>
#include <linux/string.h>

/* ---- memory --------------------------------------------------------------------- */

#define AREA 96

/* Every length and every overlap against a byte-by-byte copy. */
static void memmove_is_right_for_any_overlap(struct kunit *test)
{
	u8 area[AREA], expected[AREA];

	for (int n = 0; n <= 40; n++) {
		for (int to = 0; to <= 20; to++) {
			for (int i = 0; i < AREA; i++)
				area[i] = expected[i] = i * 7;
			for (int i = 0; i < n; i++)
				expected[to + i] = (10 + i) * 7;
			memmove(area + to, area + 10, n);
			KUNIT_ASSERT_MEMEQ_MSG(test, area, expected, AREA, "n=%d to=%d", n, to);
		}
	}
}

static void memset_writes_exactly_its_area(struct kunit *test)
{
	u8 area[64];

	for (size_t n = 0; n < 40; n++) {
		for (int i = 0; i < 64; i++)
			area[i] = 1;
		memset(area + 3, 0xa5, n);
		KUNIT_EXPECT_NULL(test, memchr_inv(area, 1, 3));
		KUNIT_EXPECT_NULL(test, memchr_inv(area + 3, 0xa5, n));
		KUNIT_EXPECT_NULL(test, memchr_inv(area + 3 + n, 1, 61 - n));
	}
}

static void memcmp_orders_by_the_first_difference(struct kunit *test)
{
	u8 a[32] = { 0 }, b[32] = { 0 };

	KUNIT_EXPECT_EQ(test, memcmp(a, b, 32), 0);
	for (int i = 31; i >= 0; i--) {
		a[i] = 200;	/* as unsigned bytes: above 100 */
		b[i] = 100;
		KUNIT_EXPECT_GT(test, memcmp(a, b, 32), 0);
		KUNIT_EXPECT_LT(test, memcmp(b, a, 32), 0);
		KUNIT_EXPECT_EQ(test, memcmp(a, b, i), 0);
	}
	KUNIT_EXPECT_PTR_EQ(test, memchr(a, 100, 32), NULL);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(a, 200, 32), NULL);
}

/* ---- strings -------------------------------------------------------------------- */

static void strscpy_always_ends_the_string(struct kunit *test)
{
	char buf[8];

	KUNIT_EXPECT_EQ(test, strscpy(buf, "abc", sizeof(buf)), 3);
	KUNIT_EXPECT_EQ(test, strscpy(buf, "1234567", sizeof(buf)), 7);
	memset(buf, '#', sizeof(buf));
	KUNIT_EXPECT_EQ(test, strscpy(buf, "12345678", sizeof(buf)), -E2BIG);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "1234567", sizeof(buf)), 0);
	KUNIT_EXPECT_EQ(test, strscpy(buf, "x", 0), -E2BIG);
	memset(buf, '#', sizeof(buf));
	KUNIT_EXPECT_EQ(test, strscpy_pad(buf, "ab", sizeof(buf)), 2);
	KUNIT_EXPECT_NULL(test, memchr_inv(buf + 2, 0, 6));
}

static void older_copies_behave_as_documented(struct kunit *test)
{
	char buf[8];

	KUNIT_EXPECT_EQ(test, strlcpy(buf, "123456789", 4), 9);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "123");
	KUNIT_EXPECT_EQ(test, strlcat(buf, "456", sizeof(buf)), 6);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "123456");
	KUNIT_EXPECT_EQ(test, strlcat(buf, "789", sizeof(buf)), 9);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "1234567");
	memset(buf, '#', sizeof(buf));
	strncpy(buf, "ab", 5);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "ab\0\0\0###", 8), 0);
	strncat(strcpy(buf, "a"), "bcd", 2);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "abc");
}

static void comparing_strings(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, strcmp("a", "a"), 0);
	KUNIT_EXPECT_LT(test, strcmp("a", "b"), 0);
	KUNIT_EXPECT_GT(test, strcmp("\xff", "a"), 0);
	KUNIT_EXPECT_EQ(test, strncmp("abX", "abY", 2), 0);
	KUNIT_EXPECT_EQ(test, strcasecmp("AbC", "aBc"), 0);
	KUNIT_EXPECT_TRUE(test, sysfs_streq("on", "on\n"));
	KUNIT_EXPECT_FALSE(test, sysfs_streq("on", "on \n"));
	KUNIT_EXPECT_TRUE(test, strstarts("hemi.elf", "hemi"));
	KUNIT_EXPECT_EQ(test, str_has_prefix("hemi.elf", "hemi"), 4);
}

static void searching_strings(struct kunit *test)
{
	const char *s = "interrupt";

	KUNIT_EXPECT_PTR_EQ(test, strchr(s, 'r'), s + 4);
	KUNIT_EXPECT_PTR_EQ(test, strrchr(s, 'r'), s + 5);
	KUNIT_EXPECT_PTR_EQ(test, strchr(s, '\0'), s + 9);
	KUNIT_EXPECT_PTR_EQ(test, strchr(s, 'x'), NULL);
	KUNIT_EXPECT_PTR_EQ(test, strchrnul(s, 'x'), s + 9);
	KUNIT_EXPECT_PTR_EQ(test, strstr(s, "rupt"), s + 5);
	KUNIT_EXPECT_PTR_EQ(test, strstr(s, ""), s);
	KUNIT_EXPECT_PTR_EQ(test, strnstr(s, "rupt", 8), NULL);
	KUNIT_EXPECT_EQ(test, strspn(s, "nit"), 3);
	KUNIT_EXPECT_EQ(test, strcspn(s, "pr"), 4);
	KUNIT_EXPECT_PTR_EQ(test, strpbrk(s, "pr"), s + 4);
	KUNIT_EXPECT_STREQ(test, kbasename("a/b/c.ko"), "c.ko");
}

static void strsep_gives_empty_fields(struct kunit *test)
{
	char line[] = "a,b,,c", *s = line;

	KUNIT_EXPECT_STREQ(test, (const char *)strsep(&s, ","), "a");
	KUNIT_EXPECT_STREQ(test, (const char *)strsep(&s, ","), "b");
	KUNIT_EXPECT_STREQ(test, (const char *)strsep(&s, ","), "");
	KUNIT_EXPECT_STREQ(test, (const char *)strsep(&s, ","), "c");
	KUNIT_EXPECT_NULL(test, s);
	KUNIT_EXPECT_NULL(test, strsep(&s, ","));
}

static void trimming_and_replacing(struct kunit *test)
{
	char line[] = "  x y \n", blank[] = "   ", path[] = "a/b/c";

	KUNIT_EXPECT_STREQ(test, (const char *)strim(line), "x y");
	KUNIT_EXPECT_STREQ(test, (const char *)strim(blank), "");
	strreplace(path, '/', '!');
	KUNIT_EXPECT_STREQ(test, (const char *)path, "a!b!c");
}

static void match_string_gives_the_index(struct kunit *test)
{
	static const char * const words[] = { "on", "off", "auto", NULL };

	KUNIT_EXPECT_EQ(test, match_string(words, 4, "off"), 1);
	KUNIT_EXPECT_EQ(test, match_string(words, 4, "of"), -EINVAL);
	KUNIT_EXPECT_EQ(test, sysfs_match_string(words, "auto\n"), 2);
}

/* ---- numbers -------------------------------------------------------------------- */

struct number_case {
	const char *text;
	unsigned int base;
	int err;
	long long value;
};

static const struct number_case number_cases[] = {
	{ "0", 0, 0, 0 },
	{ "42\n", 0, 0, 42 },
	{ "-42", 0, 0, -42 },
	{ "+7", 10, 0, 7 },
	{ "0x1F", 0, 0, 31 },
	{ "0x1f", 16, 0, 31 },
	{ "017", 0, 0, 15 },
	{ "9223372036854775807", 0, 0, 0x7fffffffffffffffll },
	{ "-9223372036854775808", 0, 0, -0x7fffffffffffffffll - 1 },
	{ "9223372036854775808", 0, -ERANGE, 0 },
	{ "99999999999999999999", 0, -ERANGE, 0 },
	{ "", 0, -EINVAL, 0 },
	{ "-", 0, -EINVAL, 0 },
	{ "0x", 0, -EINVAL, 0 },
	{ "1 ", 0, -EINVAL, 0 },
	{ "1\n\n", 0, -EINVAL, 0 },
	{ "--1", 0, -EINVAL, 0 },
	{ "8", 8, -EINVAL, 0 },
};

static void describe_number(const struct number_case *c, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "\"%.*s\" base %u", (int)strcspn(c->text, "\n"),
		 c->text, c->base);
}
KUNIT_ARRAY_PARAM(number, number_cases, describe_number);

static void kstrtoll_takes_the_whole_or_nothing(struct kunit *test)
{
	const struct number_case *c = test->param_value;
	long long value = 0;

	KUNIT_EXPECT_EQ(test, kstrtoll(c->text, c->base, &value), c->err);
	KUNIT_EXPECT_EQ(test, value, c->value);
}

static void narrow_numbers_are_range_checked(struct kunit *test)
{
	unsigned int u;
	bool b;
	s16 s;
	u8 c;
	int i;

	KUNIT_EXPECT_EQ(test, kstrtou8("255", 0, &c), 0);
	KUNIT_EXPECT_EQ(test, kstrtou8("256", 0, &c), -ERANGE);
	KUNIT_EXPECT_EQ(test, kstrtos16("-32768", 0, &s), 0);
	KUNIT_EXPECT_EQ(test, kstrtos16("32768", 0, &s), -ERANGE);
	KUNIT_EXPECT_EQ(test, kstrtoint("2147483648", 0, &i), -ERANGE);
	KUNIT_EXPECT_EQ(test, kstrtouint("-1", 0, &u), -EINVAL);
	KUNIT_EXPECT_EQ(test, kstrtobool("on", &b), 0);
	KUNIT_EXPECT_TRUE(test, b);
	KUNIT_EXPECT_EQ(test, kstrtobool("0", &b), 0);
	KUNIT_EXPECT_FALSE(test, b);
	KUNIT_EXPECT_EQ(test, kstrtobool("maybe", &b), -EINVAL);
}

static void options_lists_and_sizes(struct kunit *test)
{
	int ints[8];
	char *end;

	end = get_options("1,-2,5-7,9x", ARRAY_SIZE(ints), ints);
	KUNIT_EXPECT_EQ(test, ints[0], 6);
	KUNIT_EXPECT_EQ(test, ints[2], -2);
	KUNIT_EXPECT_EQ(test, ints[3], 5);
	KUNIT_EXPECT_EQ(test, ints[5], 7);
	KUNIT_EXPECT_EQ(test, ints[6], 9);
	KUNIT_EXPECT_EQ(test, *end, 'x');
	get_options("1-100", 4, ints);
	KUNIT_EXPECT_EQ(test, ints[0], 3);
	KUNIT_EXPECT_EQ(test, memparse("16M@", &end), 16ull << 20);
	KUNIT_EXPECT_EQ(test, *end, '@');
	KUNIT_EXPECT_EQ(test, memparse("0x10k", NULL), 16384);
	KUNIT_EXPECT_TRUE(test, parse_option_str("nmi,list", "list"));
	KUNIT_EXPECT_FALSE(test, parse_option_str("nmi,listing", "list"));
}

static void wide_divisions(struct kunit *test)
{
	u32 rem;

	KUNIT_EXPECT_EQ(test, div_u64_rem(10000000001ull, 10, &rem), 1000000000);
	KUNIT_EXPECT_EQ(test, rem, 1);
	KUNIT_EXPECT_EQ(test, mul_u64_u64_div_u64(~0ull, 3, 3), ~0ull);
	KUNIT_EXPECT_EQ(test, mul_u64_u64_div_u64(1ull << 63, 1000000007, 1ull << 63),
			1000000007);
	KUNIT_EXPECT_EQ(test, int_sqrt(99), 9);
	KUNIT_EXPECT_EQ(test, int_sqrt(100), 10);
	KUNIT_EXPECT_EQ(test, hweight64(0xf0f0000000000001ull), 9);
}

/* ---- bitmaps -------------------------------------------------------------------- */

static void finding_bits_across_words(struct kunit *test)
{
	DECLARE_BITMAP(map, 192) = { 0 };
	unsigned long bit;
	int n = 0;

	__set_bit(0, map);
	__set_bit(130, map);
	KUNIT_EXPECT_EQ(test, find_first_bit(map, 192), 0);
	KUNIT_EXPECT_EQ(test, find_next_bit(map, 192, 1), 130);
	KUNIT_EXPECT_EQ(test, find_next_bit(map, 129, 1), 129);
	KUNIT_EXPECT_EQ(test, find_next_bit(map, 192, 131), 192);
	KUNIT_EXPECT_EQ(test, find_last_bit(map, 192), 130);
	KUNIT_EXPECT_EQ(test, find_first_zero_bit(map, 192), 1);
	KUNIT_EXPECT_EQ(test, find_nth_bit(map, 192, 1), 130);
	for_each_set_bit(bit, map, 192)
		n++;
	KUNIT_EXPECT_EQ(test, n, 2);
}

static void bitmap_algebra_ignores_bits_beyond_the_end(struct kunit *test)
{
	unsigned long a[1] = { 0xf0f }, b[1] = { 0x10f }, r[1];

	KUNIT_EXPECT_TRUE(test, bitmap_equal(a, b, 8));
	KUNIT_EXPECT_FALSE(test, bitmap_equal(a, b, 16));
	KUNIT_EXPECT_FALSE(test, bitmap_andnot(r, a, b, 8));
	KUNIT_EXPECT_TRUE(test, bitmap_andnot(r, a, b, 16));
	KUNIT_EXPECT_EQ(test, r[0], 0xe00);
	KUNIT_EXPECT_EQ(test, bitmap_weight(a, 8), 4);
	KUNIT_EXPECT_TRUE(test, bitmap_subset(b, a, 64));
	bitmap_shift_left(r, b, 4, 64);
	KUNIT_EXPECT_EQ(test, r[0], 0x10f0);
	bitmap_shift_right(r, r, 4, 64);
	KUNIT_EXPECT_EQ(test, r[0], 0x10f);
}

static void areas_and_regions_of_bitmaps(struct kunit *test)
{
	unsigned long map[1] = { 0 };

	bitmap_set(map, 3, 4);
	KUNIT_EXPECT_EQ(test, map[0], 0x78);
	KUNIT_EXPECT_EQ(test, bitmap_find_next_zero_area(map, 64, 0, 4, 0), 7);
	KUNIT_EXPECT_EQ(test, bitmap_find_next_zero_area(map, 64, 0, 4, 3), 8);
	KUNIT_EXPECT_GE(test, bitmap_find_next_zero_area(map, 64, 0, 60, 0), 64);
	KUNIT_EXPECT_EQ(test, bitmap_find_free_region(map, 64, 3), 8);
	KUNIT_EXPECT_EQ(test, bitmap_allocate_region(map, 8, 3), -EBUSY);
	bitmap_release_region(map, 8, 3);
	KUNIT_EXPECT_EQ(test, map[0], 0x78);
}

static void bitmaps_from_text(struct kunit *test)
{
	DECLARE_BITMAP(map, 128);

	KUNIT_EXPECT_EQ(test, bitmap_parselist("0-3,8,64-67", map, 128), 0);
	KUNIT_EXPECT_EQ(test, map[0], 0x10f);
	KUNIT_EXPECT_EQ(test, map[1], 0xf);
	KUNIT_EXPECT_EQ(test, bitmap_parselist("0-15:2/4\n", map, 128), 0);
	KUNIT_EXPECT_EQ(test, map[0], 0x3333);
	KUNIT_EXPECT_EQ(test, bitmap_parselist("128", map, 128), -ERANGE);
	KUNIT_EXPECT_EQ(test, bitmap_parselist("3-1", map, 128), -EINVAL);
	KUNIT_EXPECT_EQ(test, bitmap_parse("ff,00000001", 11, map, 128), 0);
	KUNIT_EXPECT_EQ(test, map[0], 0xff00000001ul);
	KUNIT_EXPECT_EQ(test, bitmap_parse("1f", 2, map, 4), -EOVERFLOW);
	KUNIT_EXPECT_EQ(test, bitmap_parse("g", 1, map, 4), -EINVAL);
}

/* ---- order ---------------------------------------------------------------------- */

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* A small generator of its own, so that every run sorts the same numbers. */
static unsigned int next_random(unsigned int *state)
{
	*state = *state * 1103515245 + 12345;
	return *state >> 16;
}

static void sort_orders_and_bsearch_finds(struct kunit *test)
{
	unsigned int state = 1;
	int *array = kunit_kcalloc(test, 200, sizeof(int), GFP_KERNEL);
	int sum = 0;

	KUNIT_ASSERT_NOT_NULL(test, array);
	for (int i = 0; i < 200; i++)
		sum += array[i] = 2 * (next_random(&state) % 100);
	sort(array, 200, sizeof(int), compare_ints, NULL);
	for (int i = 0; i < 200; i++) {
		sum -= array[i];
		if (i)
			KUNIT_EXPECT_LE(test, array[i - 1], array[i]);
		KUNIT_EXPECT_NOT_NULL(test, bsearch(&array[i], array, 200, sizeof(int),
						    compare_ints));
	}
	KUNIT_EXPECT_EQ(test, sum, 0);
	KUNIT_EXPECT_NULL(test, bsearch(&(int){ 7 }, array, 200, sizeof(int), compare_ints));
}

struct element {
	struct list_head node;
	int key, order;
};

static int compare_elements(void *priv, const struct list_head *a, const struct list_head *b)
{
	++*(int *)priv;
	return list_entry(a, struct element, node)->key - list_entry(b, struct element, node)->key;
}

static void list_sort_is_stable(struct kunit *test)
{
	struct element *e = kunit_kcalloc(test, 100, sizeof(*e), GFP_KERNEL), *at;
	const struct element *last = NULL;
	unsigned int state = 7;
	int compared = 0, n = 0;
	LIST_HEAD(list);

	KUNIT_ASSERT_NOT_NULL(test, e);
	for (int i = 0; i < 100; i++) {
		e[i].key = next_random(&state) % 10;
		e[i].order = i;
		list_add_tail(&e[i].node, &list);
	}
	list_sort(&compared, &list, compare_elements);
	list_for_each_entry(at, &list, node) {
		n++;
		if (last)
			KUNIT_EXPECT_TRUE(test, last->key < at->key ||
					  (last->key == at->key && last->order < at->order));
		KUNIT_EXPECT_PTR_EQ(test, at->node.next->prev, &at->node);
		last = at;
	}
	KUNIT_EXPECT_EQ(test, n, 100);
	KUNIT_EXPECT_GT(test, compared, 0);
}

/* ---- patterns and check sums ---------------------------------------------------- */

static void globs(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, glob_match("*", ""));
	KUNIT_EXPECT_TRUE(test, glob_match("irq*", "irq_test"));
	KUNIT_EXPECT_TRUE(test, glob_match("a*b*c", "aXbXbXc"));
	KUNIT_EXPECT_FALSE(test, glob_match("a*b*c", "aXbXbXd"));
	KUNIT_EXPECT_TRUE(test, glob_match("i?q.[a-c]", "irq.b"));
	KUNIT_EXPECT_FALSE(test, glob_match("i?q.[!a-c]", "irq.b"));
	KUNIT_EXPECT_TRUE(test, glob_match("\\*", "*"));
	KUNIT_EXPECT_FALSE(test, glob_match("\\*", "x"));
	KUNIT_EXPECT_FALSE(test, glob_match("irq", "irq2"));
}

static void check_sums_and_hex(struct kunit *test)
{
	static const char digits[] = "123456789";
	char line[80];
	u8 bytes[4];

	KUNIT_EXPECT_EQ(test, crc32_le(~0u, (const u8 *)digits, 9) ^ ~0u, 0xcbf43926u);
	KUNIT_EXPECT_EQ(test, crc32_be(~0u, (const u8 *)digits, 9) ^ ~0u, 0xfc891918u);
	KUNIT_EXPECT_EQ(test, hex2bin(bytes, "00fFa510", 4), 0);
	KUNIT_EXPECT_EQ(test, bytes[1], 0xff);
	KUNIT_EXPECT_EQ(test, hex2bin(bytes, "0x", 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, hex_dump_to_buffer(digits, 9, 16, 1, line, sizeof(line), true), 58);
	KUNIT_EXPECT_STREQ(test, (const char *)line,
			   "31 32 33 34 35 36 37 38 39                       123456789");
	hex_dump_to_buffer(digits, 8, 16, 4, line, sizeof(line), false);
	KUNIT_EXPECT_STREQ(test, (const char *)line, "34333231 38373635");
}

static struct kunit_case lib_cases[] = {
	KUNIT_CASE(memmove_is_right_for_any_overlap),
	KUNIT_CASE(memset_writes_exactly_its_area),
	KUNIT_CASE(memcmp_orders_by_the_first_difference),
	KUNIT_CASE(strscpy_always_ends_the_string),
	KUNIT_CASE(older_copies_behave_as_documented),
	KUNIT_CASE(comparing_strings),
	KUNIT_CASE(searching_strings),
	KUNIT_CASE(strsep_gives_empty_fields),
	KUNIT_CASE(trimming_and_replacing),
	KUNIT_CASE(match_string_gives_the_index),
	KUNIT_CASE_PARAM(kstrtoll_takes_the_whole_or_nothing, number_gen_params),
	KUNIT_CASE(narrow_numbers_are_range_checked),
	KUNIT_CASE(options_lists_and_sizes),
	KUNIT_CASE(wide_divisions),
	KUNIT_CASE(finding_bits_across_words),
	KUNIT_CASE(bitmap_algebra_ignores_bits_beyond_the_end),
	KUNIT_CASE(areas_and_regions_of_bitmaps),
	KUNIT_CASE(bitmaps_from_text),
	KUNIT_CASE(sort_orders_and_bsearch_finds),
	KUNIT_CASE(list_sort_is_stable),
	KUNIT_CASE(globs),
	KUNIT_CASE(check_sums_and_hex),
	{ }
};

static struct kunit_suite lib_suite = {
	.name = "lib",
	.test_cases = lib_cases,
};
kunit_test_suite(lib_suite);
