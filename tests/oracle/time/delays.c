// SPDX-License-Identifier: MIT
/* Sleeping by the clock, and the clocks: never shorter, never backwards. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/timekeeping.h>

static void check(const char *what, u64 begin, u64 least)
{
	u64 took = ktime_get_ns() - begin;

	pr_info("%s: long enough %d, not ten times %d\n", what, took >= least, took < 10 * least);
}

static int __init delays_init(void)
{
	u64 begin = ktime_get_ns(), last = begin;
	struct timespec64 ts;
	int i, back = 0;

	usleep_range(1000, 2000);
	check("usleep_range", begin, NSEC_PER_MSEC);
	begin = ktime_get_ns();
	fsleep(3000);
	check("fsleep", begin, 3 * NSEC_PER_MSEC);
	for (i = 0; i < 1000; i++) {
		begin = ktime_get_ns();
		back += begin < last;
		last = begin;
	}
	pr_info("backwards %d\n", back);
	pr_info("boot after monotonic %d\n", ktime_get_boottime_ns() >= last);
	pr_info("raw %d\n", ktime_get_raw_ns() > 0);
	ktime_get_real_ts64(&ts);
	pr_info("real: after 2023 %d, normal %d\n", ts.tv_sec > 1700000000, timespec64_valid(&ts));
	pr_info("seconds agree %d\n", ktime_get_real_seconds() - ts.tv_sec <= 1);
	ktime_get_coarse_ts64(&ts);
	pr_info("coarse before fine %d\n", timespec64_to_ns(&ts) <= ktime_get_ns());
	return 0;
}

static void __exit delays_exit(void)
{
}

module_init(delays_init);
module_exit(delays_exit);

MODULE_LICENSE("Dual MIT/GPL");
