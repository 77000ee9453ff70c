// SPDX-License-Identifier: MIT
/*
 * tests/unit/printf_test.c - what the formatter makes of each conversion
 *
 * One test per family of conversions.  Every expected text is written out; none
 * is computed by the code under test.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/rtc.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#define BUF 256

/* Formats twice: whole, and into half the room, which must be the same text cut. */
#define EXPECT_TEXT(test, expected, fmt, ...)						\
do {											\
	char *__whole = kunit_kzalloc(test, BUF, GFP_KERNEL);				\
	char *__half = kunit_kzalloc(test, BUF, GFP_KERNEL);				\
	int __n, __len = strlen(expected);						\
											\
	KUNIT_ASSERT_NOT_NULL(test, __half);						\
	__n = snprintf(__whole, BUF, fmt, ##__VA_ARGS__);				\
	KUNIT_EXPECT_STREQ(test, (const char *)__whole, expected);			\
	KUNIT_EXPECT_EQ(test, __n, __len);						\
	__n = snprintf(__half, __len / 2 + 1, fmt, ##__VA_ARGS__);			\
	KUNIT_EXPECT_EQ(test, __n, __len);						\
	KUNIT_EXPECT_EQ(test, strlen(__half), __len / 2);				\
	KUNIT_EXPECT_EQ(test, strncmp(__half, expected, __len / 2), 0);			\
	kunit_kfree(test, __half);							\
	kunit_kfree(test, __whole);							\
} while (0)

static void integers_of_every_length(struct kunit *test)
{
	/* A variable, so that the compiler does not complain about what is tested here. */
	const char *narrow = "%hhu %hd %hu";

	EXPECT_TEXT(test, "0 -1 2147483647", "%d %d %d", 0, -1, 2147483647);
	EXPECT_TEXT(test, "4294967295 ffffffff FFFFFFFF", "%u %x %X", -1, -1, -1);
	EXPECT_TEXT(test, "-9223372036854775808", "%lld", (long long)(1ull << 63));
	EXPECT_TEXT(test, "18446744073709551615", "%llu", ~0ull);
	EXPECT_TEXT(test, "1777777777777777777777", "%llo", ~0ull);
	EXPECT_TEXT(test, "44 -1 4464", narrow, 300, 65535, 70000);
	EXPECT_TEXT(test, "7 -7", "%zu %ld", (size_t)7, -7l);
}

static void flags_width_and_precision(struct kunit *test)
{
	EXPECT_TEXT(test, "|   42|42   |00042|", "|%5d|%-5d|%05d|", 42, 42, 42);
	EXPECT_TEXT(test, "|+42| 42|-42|", "|%+d|% d|%+d|", 42, 42, -42);
	EXPECT_TEXT(test, "0x2a 0X2A 052", "%#x %#X %#o", 42, 42, 42);
	EXPECT_TEXT(test, "0x0000002a", "%#010x", 42);
	EXPECT_TEXT(test, "|   00042|00042   |", "|%8.5d|%-8.5d|", 42, 42);
	EXPECT_TEXT(test, "-0042", "%05d", -42);
	EXPECT_TEXT(test, "|42   |", "|%0*d|", -5, 42);
	EXPECT_TEXT(test, "|  42|42  |", "|%*d|%-*d|", 4, 42, 4, 42);
	EXPECT_TEXT(test, "|42  |", "|%*d|", -4, 42);
}

static void strings_and_characters(struct kunit *test)
{
	EXPECT_TEXT(test, "abc|  abc|abc  |", "%s|%5s|%-5s|", "abc", "abc", "abc");
	EXPECT_TEXT(test, "ab|a", "%.2s|%.*s", "abc", 1, "abc");
	EXPECT_TEXT(test, "x|  x|100%", "%c|%3c|100%%", 'x', 'x');
}

/* A bad string must not bring down the kernel that tries to report it. */
static void bad_pointers_are_named(struct kunit *test)
{
	const char *null = NULL, *tiny = (const char *)16, *error = ERR_PTR(-EINVAL);

	OPTIMIZER_HIDE_VAR(null);
	EXPECT_TEXT(test, "(null)", "%s", null);
	EXPECT_TEXT(test, "(efault)", "%s", tiny);
	EXPECT_TEXT(test, "(efault)", "%s", error);
	EXPECT_TEXT(test, "(null) (efault)", "%pM %pI4", null, tiny);
}

static void addresses_are_hashed_unless_asked(struct kunit *test)
{
	char plain[24], again[24], raw[24];

	snprintf(plain, sizeof(plain), "%p", test);
	snprintf(again, sizeof(again), "%pK", test);
	snprintf(raw, sizeof(raw), "%px", test);
	KUNIT_EXPECT_EQ(test, strlen(plain), 2 * sizeof(void *));
	KUNIT_EXPECT_STREQ(test, (const char *)plain, again);
	if (no_hash_pointers)
		KUNIT_EXPECT_STREQ(test, (const char *)plain, raw);
	else
		KUNIT_EXPECT_STRNEQ(test, (const char *)plain, raw);
	EXPECT_TEXT(test, "0000000000000000", "%p", NULL);
	EXPECT_TEXT(test, "fffffffffffffff5", "%p", ERR_PTR(-EAGAIN));
	EXPECT_TEXT(test, "0000000012345678", "%px", (void *)0x12345678);
}

static void error_pointers_by_name(struct kunit *test)
{
	EXPECT_TEXT(test, "-ENOENT -EPROBE_DEFER", "%pe %pe", ERR_PTR(-ENOENT),
		    ERR_PTR(-EPROBE_DEFER));
	EXPECT_TEXT(test, "|    -EIO|", "|%8pe|", ERR_PTR(-EIO));
	EXPECT_TEXT(test, "-4000", "%pe", ERR_PTR(-4000));
}

static void functions_by_name(struct kunit *test)
{
	char name[80];

	EXPECT_TEXT(test, "functions_by_name", "%ps", functions_by_name);
	snprintf(name, sizeof(name), "%pS", functions_by_name);
	KUNIT_EXPECT_TRUE(test, strstarts(name, "functions_by_name+0x0/0x"));
	/* A return address just behind a call that ends a function is still in it. */
	snprintf(name, sizeof(name), "%pB", (char *)functions_by_name + 1);
	KUNIT_EXPECT_TRUE(test, strstarts(name, "functions_by_name+0x"));
}

static int format_nested(char *buf, size_t size, const char *fmt, ...)
{
	struct va_format vaf = { .fmt = fmt };
	va_list args;
	int n;

	va_start(args, fmt);
	vaf.va = &args;
	n = snprintf(buf, size, "<%pV>", &vaf);
	va_end(args);
	return n;
}

static void nested_formats(struct kunit *test)
{
	char buf[32];

	KUNIT_EXPECT_EQ(test, format_nested(buf, sizeof(buf), "%d %s", 5, "x"), 5);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "<5 x>");
	KUNIT_EXPECT_EQ(test, format_nested(buf, 4, "%d", 12345), 7);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "<12");
}

static void bytes_and_addresses(struct kunit *test)
{
	static const u8 mac[6] = { 0x00, 0x01, 0x02, 0x0a, 0x0b, 0xff };
	static const u8 ip4[4] = { 127, 0, 0, 1 };
	static const u8 ip6[16] = { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 };
	static const u8 uuid[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

	EXPECT_TEXT(test, "00 01 02|00:01|00-01|0001", "%*ph|%*phC|%*phD|%*phN", 3, mac, 2, mac,
		    2, mac, 2, mac);
	EXPECT_TEXT(test, "00:01:02:0a:0b:ff ff:0b:0a:02:01:00", "%pM %pMR", mac, mac);
	EXPECT_TEXT(test, "0001020a0bff 00-01-02-0a-0b-ff", "%pm %pMF", mac, mac);
	EXPECT_TEXT(test, "127.0.0.1 127.000.000.001", "%pI4 %pi4", ip4, ip4);
	EXPECT_TEXT(test, "2001:db8::1", "%pI6c", ip6);
	EXPECT_TEXT(test, "2001:0db8:0000:0000:0000:0000:0000:0001", "%pI6", ip6);
	EXPECT_TEXT(test, "00010203-0405-0607-0809-0a0b0c0d0e0f", "%pUb", uuid);
	EXPECT_TEXT(test, "03020100-0504-0706-0809-0A0B0C0D0E0F", "%pUL", uuid);
}

static void bitmaps(struct kunit *test)
{
	unsigned long bits[2] = { 0x10f, 0 };

	EXPECT_TEXT(test, "10f", "%*pb", 9, bits);
	EXPECT_TEXT(test, "00000000,0000010f", "%*pb", 64, bits);
	EXPECT_TEXT(test, "0-3,8", "%*pbl", 64, bits);
	EXPECT_TEXT(test, "", "%*pbl", 4, &bits[1]);
	bits[1] = 3;
	EXPECT_TEXT(test, "0-3,8,64-65", "%*pbl", 128, bits);
}

static void resources_and_times(struct kunit *test)
{
	static const struct resource io = DEFINE_RES_IO(0x60, 5);
	static const struct resource mem = DEFINE_RES_NAMED(0xfee00000, 0x1000, "apic",
							    IORESOURCE_MEM);
	static const struct rtc_time tm = { .tm_year = 124, .tm_mon = 1, .tm_mday = 29,
					    .tm_hour = 23, .tm_min = 5, .tm_sec = 9 };
	phys_addr_t addr = 0xfee00000;

	EXPECT_TEXT(test, "[io  0x0060-0x0064]", "%pR", &io);
	EXPECT_TEXT(test, "[mem 0xfee00000-0xfee00fff]", "%pR", &mem);
	EXPECT_TEXT(test, "[mem 0xfee00000-0xfee00fff flags 0x200]", "%pr", &mem);
	EXPECT_TEXT(test, "0x00000000fee00000", "%pa", &addr);
	EXPECT_TEXT(test, "2024-02-29T23:05:09 2024-02-29 23:05:09", "%ptR %ptRd %ptRt",
		    &tm, &tm, &tm);
}

static void time64_as_calendar(struct kunit *test)
{
	time64_t t = 1704067200;	/* 2024-01-01 00:00:00 UTC */

	EXPECT_TEXT(test, "2024-01-01T00:00:00", "%ptT", &t);
}

static void nothing_is_written_beyond_the_size(struct kunit *test)
{
	char buf[8] = "#######";

	KUNIT_EXPECT_EQ(test, snprintf(buf, 4, "%s", "abcdef"), 6);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "abc");
	KUNIT_EXPECT_EQ(test, buf[4], '#');
	KUNIT_EXPECT_EQ(test, scnprintf(buf, 4, "%s", "abcdef"), 3);
	buf[0] = '#';
	KUNIT_EXPECT_EQ(test, snprintf(buf, 0, "xyz"), 3);
	KUNIT_EXPECT_EQ(test, buf[0], '#');
	KUNIT_EXPECT_EQ(test, scnprintf(buf, 0, "xyz"), 0);
	KUNIT_EXPECT_EQ(test, snprintf(NULL, 0, "%d", 12345), 5);
}

static void scanning_numbers(struct kunit *test)
{
	unsigned int u;
	long long ll;
	int a, b, n;
	u8 byte;

	KUNIT_EXPECT_EQ(test, sscanf("12 -34 0x1f", "%d %d %x", &a, &b, &u), 3);
	KUNIT_EXPECT_EQ(test, a, 12);
	KUNIT_EXPECT_EQ(test, b, -34);
	KUNIT_EXPECT_EQ(test, u, 31);
	KUNIT_EXPECT_EQ(test, sscanf("12345", "%2d%3d", &a, &b), 2);
	KUNIT_EXPECT_EQ(test, a, 12);
	KUNIT_EXPECT_EQ(test, b, 345);
	KUNIT_EXPECT_EQ(test, sscanf("0x10 010", "%i %i", &a, &b), 2);
	KUNIT_EXPECT_EQ(test, a, 16);
	KUNIT_EXPECT_EQ(test, b, 8);
	KUNIT_EXPECT_EQ(test, sscanf("-9999999999 255", "%lld %hhu", &ll, &byte), 2);
	KUNIT_EXPECT_EQ(test, ll, -9999999999ll);
	KUNIT_EXPECT_EQ(test, byte, 255);
	KUNIT_EXPECT_EQ(test, sscanf("x=5;", "x=%d;%n", &a, &n), 1);
	KUNIT_EXPECT_EQ(test, n, 4);
	KUNIT_EXPECT_EQ(test, sscanf("0x1f2", "%4x%d", &u, &a), 2);
	KUNIT_EXPECT_EQ(test, u, 31);
	KUNIT_EXPECT_EQ(test, a, 2);
	KUNIT_EXPECT_EQ(test, sscanf("", "%d", &a), 0);
	KUNIT_EXPECT_EQ(test, sscanf("q", "%d", &a), 0);
}

static void scanning_text(struct kunit *test)
{
	char word[16], c;

	KUNIT_EXPECT_EQ(test, sscanf("  two words", "%s", word), 1);
	KUNIT_EXPECT_STREQ(test, (const char *)word, "two");
	KUNIT_EXPECT_EQ(test, sscanf("key:v", "%15[a-z]:%c", word, &c), 2);
	KUNIT_EXPECT_STREQ(test, (const char *)word, "key");
	KUNIT_EXPECT_EQ(test, c, 'v');
	/* A set without a width is refused, as on Linux. */
	KUNIT_EXPECT_EQ(test, sscanf("key:v", "%[a-z]:%c", word, &c), 0);
	KUNIT_EXPECT_EQ(test, sscanf("a,b", "%15[^,],%*s", word), 1);
	KUNIT_EXPECT_STREQ(test, (const char *)word, "a");
}

static struct kunit_case printf_cases[] = {
	KUNIT_CASE(integers_of_every_length),
	KUNIT_CASE(flags_width_and_precision),
	KUNIT_CASE(strings_and_characters),
	KUNIT_CASE(bad_pointers_are_named),
	KUNIT_CASE(addresses_are_hashed_unless_asked),
	KUNIT_CASE(error_pointers_by_name),
	KUNIT_CASE(functions_by_name),
	KUNIT_CASE(nested_formats),
	KUNIT_CASE(bytes_and_addresses),
	KUNIT_CASE(bitmaps),
	KUNIT_CASE(resources_and_times),
	KUNIT_CASE(time64_as_calendar),
	KUNIT_CASE(nothing_is_written_beyond_the_size),
	KUNIT_CASE(scanning_numbers),
	KUNIT_CASE(scanning_text),
	{ }
};

static struct kunit_suite printf_suite = {
	.name = "printf",
	.test_cases = printf_cases,
};
kunit_test_suite(printf_suite);
