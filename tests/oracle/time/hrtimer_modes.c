// SPDX-License-Identifier: MIT
/* High-resolution timers: restart, forward, cancel, and the softirq's. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/module.h>

static DECLARE_COMPLETION(done);
static struct hrtimer timer, soft;
static int rounds;

static enum hrtimer_restart run(struct hrtimer *t)
{
	u64 over = hrtimer_forward_now(t, ms_to_ktime(1));

	pr_info("round %d: overruns %llu hardirq %d queued %d running %d\n", ++rounds, over,
		!!in_hardirq(), hrtimer_is_queued(t), hrtimer_callback_running(t));
	if (rounds % 3)
		return HRTIMER_RESTART;
	complete(&done);
	return HRTIMER_NORESTART;
}

static enum hrtimer_restart soft_fn(struct hrtimer *t)
{
	pr_info("soft: hardirq %d serving %d off %d\n", !!in_hardirq(), !!in_serving_softirq(),
		irqs_disabled());
	complete(&done);
	return HRTIMER_NORESTART;
}

static int __init hrtimer_modes_init(void)
{
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer.function = run;
	pr_info("idle: active %d\n", hrtimer_active(&timer));
	pr_info("idle: cancel %d\n", hrtimer_cancel(&timer));
	pr_info("idle: try %d\n", hrtimer_try_to_cancel(&timer));
	hrtimer_start(&timer, ms_to_ktime(2), HRTIMER_MODE_REL);
	pr_info("started: active %d queued %d\n", hrtimer_active(&timer),
		hrtimer_is_queued(&timer));
	pr_info("left: positive %d, at most 2 ms %d\n",
		ktime_to_ns(hrtimer_get_remaining(&timer)) > 0,
		ktime_to_ns(hrtimer_get_remaining(&timer)) <= 2 * NSEC_PER_MSEC);
	wait_for_completion(&done);
	hrtimer_start(&timer, ktime_add_ms(ktime_get(), 2), HRTIMER_MODE_ABS);
	wait_for_completion(&done);
	hrtimer_cancel(&timer);
	pr_info("ended: active %d\n", hrtimer_active(&timer));

	hrtimer_start(&timer, ktime_set(10, 0), HRTIMER_MODE_REL);
	pr_info("ten seconds: left more than nine %d\n",
		ktime_to_ms(hrtimer_get_remaining(&timer)) > 9 * MSEC_PER_SEC);
	pr_info("cancel %d\n", hrtimer_cancel(&timer));
	pr_info("restart of a cancelled one\n");
	hrtimer_restart(&timer);
	pr_info("active %d\n", hrtimer_active(&timer));
	pr_info("try %d\n", hrtimer_try_to_cancel(&timer));

	hrtimer_init(&soft, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	soft.function = soft_fn;
	hrtimer_start(&soft, ns_to_ktime(100000), HRTIMER_MODE_REL_SOFT);
	wait_for_completion(&done);
	hrtimer_init(&soft, CLOCK_REALTIME, HRTIMER_MODE_ABS_SOFT);
	soft.function = soft_fn;
	hrtimer_start(&soft, 0, HRTIMER_MODE_ABS_SOFT);
	wait_for_completion(&done);
	return 0;
}

static void __exit hrtimer_modes_exit(void)
{
	pr_info("cancel %d, rounds %d\n", hrtimer_cancel(&timer), rounds);
	hrtimer_cancel(&soft);
}

module_init(hrtimer_modes_init);
module_exit(hrtimer_modes_exit);

MODULE_LICENSE("Dual MIT/GPL");
