// SPDX-License-Identifier: MIT
/* Forgets something when it leaves: insmod leaver.ko what=timer */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

static char *what = "nothing";
module_param(what, charp, 0444);
static bool fail;
module_param(fail, bool, 0444);

static unsigned int later_ms = 200;
module_param(later_ms, uint, 0444);

static void on_timer(struct timer_list *unused)
{
	pr_info("leaver: the timer came\n");
}

static enum hrtimer_restart on_hrtimer(struct hrtimer *unused)
{
	return HRTIMER_NORESTART;
}

static void on_work(struct work_struct *unused)
{
	msleep(later_ms);
	pr_info("leaver: the work is done\n");
}

static void on_tasklet(struct tasklet_struct *unused)
{
}

static irqreturn_t on_irq(int irq, void *dev)
{
	return IRQ_NONE;
}

static int sleeper(void *unused)
{
	msleep(later_ms);
	pr_info("leaver: the thread ends\n");
	return 0;
}

static DEFINE_TIMER(timer, on_timer);
static struct hrtimer hrtimer;
static DECLARE_WORK(work, on_work);
static DECLARE_DELAYED_WORK(delayed, on_work);
static DECLARE_TASKLET_DISABLED(tasklet, on_tasklet);

static void start(void)
{
	if (!strcmp(what, "timer"))
		mod_timer(&timer, jiffies + msecs_to_jiffies(later_ms));
	if (!strcmp(what, "hrtimer"))
		hrtimer_start(&hrtimer, ms_to_ktime(later_ms), HRTIMER_MODE_REL);
	if (!strcmp(what, "work"))
		schedule_work(&work);
	if (!strcmp(what, "delayed"))
		schedule_delayed_work(&delayed, msecs_to_jiffies(later_ms));
	if (!strcmp(what, "tasklet"))
		tasklet_schedule(&tasklet);
	if (!strcmp(what, "thread"))
		kthread_run(sleeper, NULL, "sleeper");
}

static int __init leaver_init(void)
{
	int err = 0;

	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = on_hrtimer;
	if (!strcmp(what, "irq"))
		err = request_irq(5, on_irq, 0, "leaver", NULL);
	start();
	return err ? err : fail ? -ENODEV : 0;
}

static void __exit leaver_exit(void)
{
	pr_info("leaver: leaves\n");
}

module_init(leaver_init);
module_exit(leaver_exit);

MODULE_LICENSE("GPL");
