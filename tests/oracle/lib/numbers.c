// SPDX-License-Identifier: MIT
/* Text to numbers and back: kstrto*, simple_strto*, sscanf, memparse. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

static const char *const texts[] = {
	"0",
	"42",
	"-42",
	"+7",
	"0x1f",
	"017",
	"09",
	"",
	" 5",
	"5 ",
	"5\n",
	"5\n\n",
	"255",
	"256",
	"-129",
	"2147483648",
	"18446744073709551615",
	"18446744073709551616",
	"y",
	"on",
	"off",
	"Yes",
	"0b1",
	"1_000",
};

static int __init numbers_init(void)
{
	unsigned long long ull;
	int i, n, a, b, value;
	char word[8], *end;
	bool yes;
	u8 byte;
	s8 sbyte;
	long l;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		value = -1;
		byte = 99;
		sbyte = 99;
		ull = 99;
		yes = false;
		pr_info("%d: int %d u8 %d s8 %d ull %d bool %d:", i, kstrtoint(texts[i], 0, &value),
			kstrtou8(texts[i], 10, &byte), kstrtos8(texts[i], 10, &sbyte),
			kstrtoull(texts[i], 0, &ull), kstrtobool(texts[i], &yes));
		pr_info("  %d %u %d %llu %d\n", value, byte, sbyte, ull, yes);
	}
	l = simple_strtol("-0x1fz", &end, 0);
	pr_info("simple_strtol %ld, rest %s\n", l, end);
	pr_info("simple_strtoul %lu\n", simple_strtoul("12abc", &end, 10));
	pr_info("memparse %llu %llu\n", memparse("64K", &end), memparse("0x2M,x", &end));
	n = sscanf("17 -3 hello", "%d %d %7s", &a, &b, word);
	pr_info("sscanf %d: %d %d %s\n", n, a, b, word);
	n = sscanf("x=5", "x=%i,y=%i", &a, &b);
	pr_info("sscanf %d: %d\n", n, a);
	n = sscanf("abc", "%d", &a);
	pr_info("sscanf %d\n", n);
	n = sscanf("12345", "%2d%n", &a, &b);
	pr_info("sscanf %d: %d %d\n", n, a, b);
	n = sscanf("k: v", "%[a-z]: %c", word, word + 4);
	pr_info("sscanf %d: %s\n", n, word);
	return 0;
}

static void __exit numbers_exit(void)
{
}

module_init(numbers_init);
module_exit(numbers_exit);

MODULE_LICENSE("Dual MIT/GPL");
