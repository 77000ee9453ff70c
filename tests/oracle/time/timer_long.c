// SPDX-License-Identifier: MIT
/* A timer far away is rounded up, never early; the buckets grow with distance. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/timer.h>

static const unsigned long delays[] = { 1, 62, 63, 64, 65, 100, 511, 512, 513, 600 };
static unsigned long due[ARRAY_SIZE(delays)];
static bool early[ARRAY_SIZE(delays)];
static bool late[ARRAY_SIZE(delays)];
static struct timer_list timers[ARRAY_SIZE(delays)];

static void run(struct timer_list *t)
{
	int i = t - timers;

	early[i] = time_before(jiffies, due[i]);
	late[i] = time_after(jiffies, due[i] + delays[i] / 8 + 2);
}

static int __init timer_long_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(delays); i++) {
		timer_setup(&timers[i], run, 0);
		due[i] = jiffies + delays[i];
		mod_timer(&timers[i], due[i]);
	}
	schedule_timeout_uninterruptible(700);
	for (i = 0; i < ARRAY_SIZE(delays); i++)
		pr_info("%lu: pending %d early %d late %d\n", delays[i], timer_pending(&timers[i]),
			early[i], late[i]);
	return 0;
}

static void __exit timer_long_exit(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(delays); i++)
		del_timer_sync(&timers[i]);
}

module_init(timer_long_init);
module_exit(timer_long_exit);

MODULE_LICENSE("Dual MIT/GPL");
