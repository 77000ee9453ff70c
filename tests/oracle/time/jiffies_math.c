// SPDX-License-Identifier: MIT
/* Conversions of jiffies and of time, at their edges. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/time.h>
#include <linux/time64.h>

static const unsigned int values[] = {0,   1,	 3,    4,      5,	250,
				      999, 1000, 1001, 100000, INT_MAX, UINT_MAX};

static void print_ts(const char *what, struct timespec64 ts)
{
	pr_info("%s: %lld.%09ld\n", what, ts.tv_sec, ts.tv_nsec);
}

static int __init jiffies_math_init(void)
{
	struct timespec64 a = { 1, 999999999 }, b = { 0, 2 };
	unsigned long big = ULONG_MAX - 2;
	struct tm tm;
	int i;

	pr_info("HZ %d TICK_NSEC %ld USER_HZ %d\n", HZ, (long)TICK_NSEC, USER_HZ);
	for (i = 0; i < ARRAY_SIZE(values); i++)
		pr_info("%u: ms %lu us %lu, to ms %u us %u clock %lu ns %llu\n", values[i],
			msecs_to_jiffies(values[i]), usecs_to_jiffies(values[i]),
			jiffies_to_msecs(values[i]), jiffies_to_usecs(values[i]),
			jiffies_to_clock_t(values[i]), jiffies64_to_nsecs(values[i]));
	pr_info("MAX_JIFFY_OFFSET %lx\n", MAX_JIFFY_OFFSET);
	pr_info("wrapped: after %d before %d\n", time_after(big + 5, big),
		time_before(big, big + 5));
	pr_info("same: after %d after_eq %d\n", time_after(big, big), time_after_eq(big, big));
	pr_info("in range %d\n", time_in_range(big + 2, big, big + 5));
	print_ts("add", timespec64_add(a, b));
	print_ts("sub", timespec64_sub(b, a));
	print_ts("from ns", ns_to_timespec64(-1));
	print_ts("from jiffies", ktime_to_timespec64(ns_to_ktime(jiffies64_to_nsecs(333))));
	pr_info("to ns %lld\n", timespec64_to_ns(&a));
	pr_info("compare %d\n", timespec64_compare(&a, &b) > 0);
	pr_info("timespec64_to_jiffies %lu\n", timespec64_to_jiffies(&a));
	pr_info("ktime: us %lld ms %lld, ms_to %lld\n", ktime_to_us(1999999), ktime_to_ms(1999999),
		ms_to_ktime(7));
	pr_info("ktime: add %lld sub %lld compare %d %d %d\n", ktime_add_us(5LL, 3),
		ktime_sub_ns(5LL, 7), ktime_compare(1, 2), ktime_after(2, 1), ktime_before(2, 1));
	pr_info("ktime_set %lld, of the largest %lld\n", (long long)ktime_set(1, 5),
		(long long)ktime_set(KTIME_SEC_MAX, 0));
	pr_info("divide %lld\n", ktime_divns(1000000007, 1000));
	pr_info("mktime64 %lld\n", mktime64(2026, 11, 23, 20, 8, 0));
	time64_to_tm(1795464480, 3600, &tm);
	pr_info("tm %ld-%d-%d %d:%d:%d weekday %d yearday %d\n", tm.tm_year, tm.tm_mon, tm.tm_mday,
		tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday, tm.tm_yday);
	return 0;
}

static void __exit jiffies_math_exit(void)
{
}

module_init(jiffies_math_init);
module_exit(jiffies_math_exit);

MODULE_LICENSE("Dual MIT/GPL");
