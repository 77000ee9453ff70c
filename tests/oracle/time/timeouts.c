// SPDX-License-Identifier: MIT
/* What sleeping with a timeout returns, and how long it takes. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(queue);
static DECLARE_COMPLETION(never);
static DECLARE_COMPLETION(at_once);
static bool condition;

static void waker(struct timer_list *t)
{
	condition = true;
	wake_up(&queue);
}

static DEFINE_TIMER(timer, waker);

static void took(const char *what, unsigned long begin, unsigned long least, unsigned long most)
{
	unsigned long time = jiffies - begin;

	pr_info("%s: in time %d\n", what, time >= least && time <= most);
}

static int __init timeouts_init(void)
{
	unsigned long begin = jiffies;
	ktime_t expires = ms_to_ktime(4);
	long ret;

	pr_info("schedule_timeout %ld\n", schedule_timeout_uninterruptible(3));
	took("three jiffies", begin, 3, 5);
	set_current_state(TASK_RUNNING);
	pr_info("while running %ld\n", schedule_timeout(1));
	pr_info("of zero %ld\n", schedule_timeout_interruptible(0));
	begin = jiffies;
	msleep(20);
	took("msleep 20", begin, 5, 8);
	pr_info("msleep_interruptible %lu\n", msleep_interruptible(5));
	pr_info("wait_event_timeout: true at once %ld\n", wait_event_timeout(queue, true, 10));
	pr_info("wait_event_timeout: true, zero %ld\n", wait_event_timeout(queue, true, 0));
	pr_info("wait_event_timeout: false %ld\n", wait_event_timeout(queue, false, 2));
	pr_info("wait_event_timeout: false, zero %ld\n", wait_event_timeout(queue, false, 0));
	mod_timer(&timer, jiffies + 3);
	ret = wait_event_timeout(queue, condition, 100);
	pr_info("wait_event_timeout: woken, some left %d\n", ret > 90 && ret <= 97);
	condition = false;
	mod_timer(&timer, jiffies + 1);
	pr_info("wait_event_interruptible %d\n", wait_event_interruptible(queue, condition));
	pr_info("wait_event_interruptible_timeout %ld\n",
		wait_event_interruptible_timeout(queue, false, 2));
	pr_info("completion, timeout %lu\n", wait_for_completion_timeout(&never, 2));
	complete(&at_once);
	pr_info("completion, at once %lu\n", wait_for_completion_timeout(&at_once, 10));
	pr_info("completion, interruptible timeout %ld\n",
		wait_for_completion_interruptible_timeout(&never, 2));
	set_current_state(TASK_UNINTERRUPTIBLE);
	pr_info("schedule_hrtimeout %d\n", schedule_hrtimeout(&expires, HRTIMER_MODE_REL));
	set_current_state(TASK_UNINTERRUPTIBLE);
	expires = 0;
	pr_info("schedule_hrtimeout of zero %d\n", schedule_hrtimeout(&expires, HRTIMER_MODE_REL));
	pr_info("state %x\n", READ_ONCE(current->__state));
	pr_info("wait_event_hrtimeout %d\n", wait_event_hrtimeout(queue, false, ms_to_ktime(1)));
	return 0;
}

static void __exit timeouts_exit(void)
{
	del_timer_sync(&timer);
}

module_init(timeouts_init);
module_exit(timeouts_exit);

MODULE_LICENSE("Dual MIT/GPL");
