// SPDX-License-Identifier: MIT
/*
 * tests/unit/path_test.c - the whole way of one interrupt, as the monitor shows it
 */

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/sprintf.h>
#include <linux/timer.h>
#include <linux/workqueue.h>
#include <trace/path.h>

#include "irq_fake.h"
#include "klog.h"

/* ---- the path ---- */

static void hop_work_fn(struct work_struct *work)
{
}

static DECLARE_WORK(hop_work, hop_work_fn);

static void hop_tasklet_fn(struct tasklet_struct *t)
{
	schedule_work(&hop_work);
}

static DECLARE_TASKLET(hop_tasklet, hop_tasklet_fn);

static irqreturn_t hop_handler_fn(int irq, void *dev)
{
	tasklet_schedule(&hop_tasklet);
	return IRQ_HANDLED;
}

static struct irq_work path_irq_work = IRQ_WORK_INIT(fake_fire_from_work);

static void path_timer_fn(struct timer_list *t)
{
	irq_work_queue(&path_irq_work);
}

static DEFINE_TIMER(path_timer, path_timer_fn);

/* All seven hops of an interrupt that uses every kind of bottom half. */
static void path_shows_every_hop(struct kunit *test)
{
	static const char * const hops[] = {
		"path: +0 ns vector ", "handler hop_handler_fn", "softirq TASKLET",
		"tasklet hop_tasklet_fn", "thread kworker/0:", "work hop_work_fn",
	};
	char text[32];

	KUNIT_ASSERT_EQ(test, fake_request(hop_handler_fn), 0);
	mod_timer(&path_timer, jiffies + 4);
	KUNIT_EXPECT_EQ(test, path_show(PATH_IRQ, fake_line.irq), 0);
	for (unsigned int i = 0; i < ARRAY_SIZE(hops); i++)
		KUNIT_EXPECT_TRUE_MSG(test, klog_has(fake_line.mark, hops[i]), "%s", hops[i]);
	snprintf(text, sizeof(text), " ns irq %u fake", fake_line.irq);
	KUNIT_EXPECT_TRUE(test, klog_has(fake_line.mark, text));
	KUNIT_EXPECT_FALSE(test, path_active);
	tasklet_kill(&hop_tasklet);
	flush_work(&hop_work);
	free_irq(fake_line.irq, &fake_first_dev);
}

static struct kunit_case path_cases[] = {
	KUNIT_CASE(path_shows_every_hop),
	{ }
};

static struct kunit_suite path_suite = {
	.name = "path",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.one_cpu = true,
	.test_cases = path_cases,
};
kunit_test_suite(path_suite);
