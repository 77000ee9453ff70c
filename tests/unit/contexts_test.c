// SPDX-License-Identifier: MIT
/*
 * The table of docs/contexts-and-locks.md, row by row: what may sleep is named where one
 * must not, although it would not have slept this time; what is allowed in an interrupt
 * works there without a word.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "irq_fake.h"
#include "klog.h"

#define NAMED		"BUG: sleeping function called from invalid context"
#define A_SECOND	1000	/* ms: so often at most it is said */

static DEFINE_MUTEX(mutex);
static DEFINE_SEMAPHORE(semaphore, 1);
static DECLARE_COMPLETION(completion);
static DECLARE_WAIT_QUEUE_HEAD(queue);

static int runs;

static void count_tasklet(struct tasklet_struct *t)
{
	runs++;
}

static void count_work(struct work_struct *work)
{
	runs++;
}

static void count_timer(struct timer_list *t)
{
	runs++;
}

static enum hrtimer_restart count_hrtimer(struct hrtimer *t)
{
	runs++;
	return HRTIMER_NORESTART;
}

static DECLARE_TASKLET(tasklet, count_tasklet);
static DECLARE_WORK(work, count_work);
static DEFINE_TIMER(timer, count_timer);
static struct hrtimer hrtimer;

/* ---- what may sleep ------------------------------------------------------------------ */

static void do_mutex_lock(void)
{
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

static void do_down(void)
{
	down(&semaphore);
	up(&semaphore);
}

static void do_wait_for_completion(void)
{
	complete(&completion);
	wait_for_completion(&completion);
}

static void do_kmalloc_kernel(void)
{
	kfree(kmalloc(64, GFP_KERNEL));
}

static void do_vmalloc(void)
{
	vfree(vmalloc(64));
}

static void do_tasklet_kill(void)
{
	tasklet_kill(&tasklet);
}

static void do_tasklet_disable(void)
{
	tasklet_disable(&tasklet);
	tasklet_enable(&tasklet);
}

static void do_cancel_work_sync(void)
{
	cancel_work_sync(&work);
}

static void do_flush_work(void)
{
	flush_work(&work);
}

static void do_disable_irq(void)
{
	disable_irq(fake_line.irq);
	enable_irq(fake_line.irq);
}

static void do_synchronize_irq(void)
{
	synchronize_irq(fake_line.irq);
}

static void do_request_irq(void)
{
	if (!fake_request_second(IRQF_SHARED))
		fake_free_second();
}

struct operation {
	const char *name;
	void (*run)(void);
};

static const struct operation sleepers[] = {
	{ "mutex_lock", do_mutex_lock },
	{ "down", do_down },
	{ "wait_for_completion", do_wait_for_completion },
	{ "kmalloc(GFP_KERNEL)", do_kmalloc_kernel },
	{ "vmalloc", do_vmalloc },
	{ "tasklet_kill", do_tasklet_kill },
	{ "tasklet_disable", do_tasklet_disable },
	{ "cancel_work_sync", do_cancel_work_sync },
	{ "flush_work", do_flush_work },
	{ "disable_irq", do_disable_irq },
	{ "synchronize_irq", do_synchronize_irq },
	{ "request_irq", do_request_irq },
};

static void describe(const struct operation *op, char *text)
{
	strscpy(text, op->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(sleepers, sleepers, describe);

static void what_may_sleep_is_named_when_preemption_is_off(struct kunit *test)
{
	const struct operation *op = test->param_value;
	u64 mark;

	msleep(A_SECOND);
	mark = klog_mark();
	op->run();
	KUNIT_EXPECT_FALSE(test, klog_has(mark, NAMED));

	preempt_disable();
	op->run();
	preempt_enable();
	KUNIT_EXPECT_TRUE_MSG(test, klog_has(mark, NAMED), "%s", op->name);
}

/* ---- what an interrupt may do --------------------------------------------------------- */

static void do_kmalloc_atomic(void)
{
	kfree(kmalloc(64, GFP_ATOMIC));
}

static void do_up(void)
{
	if (!down_trylock(&semaphore))
		up(&semaphore);
}

static void do_complete(void)
{
	complete(&completion);
	try_wait_for_completion(&completion);
}

static void do_wake_up(void)
{
	wake_up(&queue);
}

static void do_raise_softirq(void)
{
	raise_softirq(TASKLET_SOFTIRQ);
}

static void do_tasklet_schedule(void)
{
	tasklet_schedule(&tasklet);
}

static void do_schedule_work(void)
{
	schedule_work(&work);
}

static void do_mod_timer(void)
{
	mod_timer(&timer, jiffies + 1);
}

static void do_hrtimer_start(void)
{
	hrtimer_start(&hrtimer, 0, HRTIMER_MODE_REL);
}

static void do_disable_irq_nosync(void)
{
	disable_irq_nosync(fake_line.irq);
	enable_irq(fake_line.irq);
}

static void nothing(struct irq_work *unused)
{
}

static void do_irq_work_queue(void)
{
	static DEFINE_IRQ_WORK(another, nothing);

	irq_work_queue(&another);
}

static void do_printk(void)
{
	pr_debug("from an interrupt\n");
}

static const struct operation harmless[] = {
	{ "kmalloc(GFP_ATOMIC)", do_kmalloc_atomic },
	{ "up", do_up },
	{ "complete", do_complete },
	{ "wake_up", do_wake_up },
	{ "raise_softirq", do_raise_softirq },
	{ "tasklet_schedule", do_tasklet_schedule },
	{ "schedule_work", do_schedule_work },
	{ "mod_timer", do_mod_timer },
	{ "hrtimer_start", do_hrtimer_start },
	{ "disable_irq_nosync", do_disable_irq_nosync },
	{ "irq_work_queue", do_irq_work_queue },
	{ "printk", do_printk },
};
KUNIT_ARRAY_PARAM(harmless, harmless, describe);

static const struct operation *chosen;

static void run_chosen(struct irq_work *unused)
{
	chosen->run();
}

static void what_is_allowed_in_an_interrupt_works_there(struct kunit *test)
{
	static DEFINE_IRQ_WORK(interrupt, run_chosen);
	u64 mark;

	msleep(A_SECOND);
	mark = klog_mark();
	chosen = test->param_value;
	irq_work_queue(&interrupt);
	irq_work_sync(&interrupt);
	KUNIT_EXPECT_FALSE_MSG(test, klog_has(mark, "BUG: "), "%s", chosen->name);
}

static int contexts_init(struct kunit *test)
{
	int ret = fake_test_init(test);

	if (ret)
		return ret;
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = count_hrtimer;
	return fake_request_first(IRQF_SHARED);
}

static void contexts_exit(struct kunit *test)
{
	hrtimer_cancel(&hrtimer);
	del_timer_sync(&timer);
	cancel_work_sync(&work);
	tasklet_kill(&tasklet);
	fake_free_first();
	fake_test_exit(test);
}

static struct kunit_case contexts_cases[] = {
	KUNIT_CASE_PARAM(what_may_sleep_is_named_when_preemption_is_off, sleepers_gen_params),
	KUNIT_CASE_PARAM(what_is_allowed_in_an_interrupt_works_there, harmless_gen_params),
	{ }
};

static struct kunit_suite contexts_suite = {
	.name = "contexts",
	.init = contexts_init,
	.exit = contexts_exit,
	.one_cpu = true,
	.test_cases = contexts_cases,
};
kunit_test_suite(contexts_suite);
