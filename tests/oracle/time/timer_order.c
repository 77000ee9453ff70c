// SPDX-License-Identifier: MIT
/* Timers fire in the order of their time, equal ones the latest first. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/module.h>
#include <linux/timer.h>

static const int delays[] = { 7, 3, 5, 3, 100, 3, 1, 60 };

static struct entry {
	struct timer_list timer;
	int number;
} entries[ARRAY_SIZE(delays)];

static atomic_t left = ATOMIC_INIT(ARRAY_SIZE(delays));
static DECLARE_COMPLETION(all);

static void run(struct timer_list *t)
{
	struct entry *e = from_timer(e, t, timer);

	pr_info("timer %d, of %d jiffies\n", e->number, delays[e->number]);
	if (atomic_dec_and_test(&left))
		complete(&all);
}

static int rearmed;

static void again_fn(struct timer_list *t)
{
	pr_info("rearmed %d\n", rearmed);
	if (++rearmed < 4)
		mod_timer(t, jiffies + 1);
	else
		complete(&all);
}

static DEFINE_TIMER(again, again_fn);

static int __init timer_order_init(void)
{
	unsigned long flags, now;
	int i;

	local_irq_save(flags);
	now = jiffies;
	for (i = 0; i < ARRAY_SIZE(delays); i++) {
		timer_setup(&entries[i].timer, run, 0);
		entries[i].number = i;
		mod_timer(&entries[i].timer, now + delays[i]);
	}
	local_irq_restore(flags);
	wait_for_completion(&all);
	mod_timer(&again, jiffies + 1);
	wait_for_completion(&all);
	return 0;
}

static void __exit timer_order_exit(void)
{
	pr_info("rearmed %d, pending %d\n", rearmed, del_timer_sync(&again));
}

module_init(timer_order_init);
module_exit(timer_order_exit);

MODULE_LICENSE("Dual MIT/GPL");
