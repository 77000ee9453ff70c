// SPDX-License-Identifier: MIT
/*
 * tests/unit/use_after_free_test.c - case G1: what the kernel's own objects do after free
 *
 * A driver frees the memory around its work item, tasklet or timer, and somebody
 * writes into it once more.  The object's next user would suffer; the checked
 * cache finds out when it hands the memory out again, and names both: who had
 * allocated it, and who had freed it.  The last cases come to that without help:
 * a tasklet whose callback frees it (case T7, seen from the memory's side), and an
 * irqaction that is kept longer than its interrupt.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#include "../../kernel/mm/slab.h"
#include "irq_fake.h"
#include "klog.h"

#define CHECKED (SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER)

/* What a driver keeps for its device. */
struct container {
	long before;
	union {
		struct work_struct work;
		struct tasklet_struct tasklet;
		struct timer_list timer;
	};
};

static struct kmem_cache *cache;

static noinline struct container *driver_gets_memory(void)
{
	return kmem_cache_zalloc(cache, GFP_ATOMIC);
}

static noinline void driver_frees_memory(struct container *c)
{
	kmem_cache_free(cache, c);
}

static int make_cache(struct kunit *test)
{
	cache = kmem_cache_create("test_g1", sizeof(struct container), 0, CHECKED, NULL);
	return cache ? 0 : -ENOMEM;
}

/* Next allocation: the damage is found.  Its slab, taken out of use, holds the cache back. */
static void expect_named(struct kunit *test, u64 mark, bool damaged)
{
	struct container *next;

	kunit_info(test, "expected complaint begins, if any\n");
	next = driver_gets_memory();
	KUNIT_ASSERT_NOT_NULL(test, next);
	driver_frees_memory(next);
	KUNIT_EXPECT_EQ(test, klog_has(mark, "BUG test_g1 ("), damaged);
	KUNIT_EXPECT_EQ(test, klog_has(mark, "): Poison overwritten"), damaged);
	KUNIT_EXPECT_EQ(test, klog_has(mark, "Allocated in driver_gets_memory+0x"), damaged);
	KUNIT_EXPECT_EQ(test, klog_has(mark, "Freed in driver_frees_memory+0x"), damaged);
	if (damaged)
		kunit_expect_warnings(test, 1);
	kmem_cache_destroy(cache);
	kunit_info(test, "expected complaint ends\n");
}

/* ---- a write through a pointer that is too old -------------------------------------- */

static void never_work(struct work_struct *work)
{
}

static void touch_work(struct container *c)
{
	INIT_WORK(&c->work, never_work);
}

static void never_tasklet(struct tasklet_struct *tasklet)
{
}

static void touch_tasklet(struct container *c)
{
	tasklet_setup(&c->tasklet, never_tasklet);
}

static void never_timer(struct timer_list *timer)
{
}

static void touch_timer(struct container *c)
{
	timer_setup(&c->timer, never_timer, 0);
}

static const struct stale_use {
	const char *name;
	void (*touch)(struct container *c);
} stale_uses[] = {
	{ "work item", touch_work },
	{ "tasklet", touch_tasklet },
	{ "timer", touch_timer },
};

static void stale_name(const struct stale_use *use, char *desc)
{
	strscpy(desc, use->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(stale, stale_uses, stale_name);

static void g1_stale_object_is_named(struct kunit *test)
{
	const struct stale_use *use = test->param_value;
	struct container *c;
	u64 mark = klog_mark();

	KUNIT_ASSERT_EQ(test, make_cache(test), 0);
	c = driver_gets_memory();
	KUNIT_ASSERT_NOT_NULL(test, c);
	driver_frees_memory(c);
	OPTIMIZER_HIDE_VAR(c);
	use->touch(c);
	expect_named(test, mark, true);
}

/* ---- freed by its own function ------------------------------------------------------ */

static void tasklet_frees_itself(struct tasklet_struct *tasklet)
{
	driver_frees_memory(container_of(tasklet, struct container, tasklet));
}

/* The softirq still has to note in the tasklet that it no longer runs. */
static void g1_tasklet_that_frees_itself_is_named(struct kunit *test)
{
	u64 mark = klog_mark();
	struct container *c;

	KUNIT_ASSERT_EQ(test, make_cache(test), 0);
	c = driver_gets_memory();
	KUNIT_ASSERT_NOT_NULL(test, c);
	tasklet_setup(&c->tasklet, tasklet_frees_itself);
	local_bh_disable();
	tasklet_schedule(&c->tasklet);
	local_bh_enable();		/* runs it */
	expect_named(test, mark, true);
}

static void work_frees_itself(struct work_struct *work)
{
	driver_frees_memory(container_of(work, struct container, work));
}

/* A work item may do that: nobody looks at it once its function runs. */
static void g1_work_that_frees_itself_is_legal(struct kunit *test)
{
	u64 mark = klog_mark();
	struct container *c;

	KUNIT_ASSERT_EQ(test, make_cache(test), 0);
	c = driver_gets_memory();
	KUNIT_ASSERT_NOT_NULL(test, c);
	INIT_WORK(&c->work, work_frees_itself);
	schedule_work(&c->work);
	flush_workqueue(system_wq);
	expect_named(test, mark, false);
}

static DECLARE_COMPLETION(timer_has_run);

static void timer_frees_itself(struct timer_list *timer)
{
	driver_frees_memory(container_of(timer, struct container, timer));
	complete(&timer_has_run);
}

/* So may a timer. */
static void g1_timer_that_frees_itself_is_legal(struct kunit *test)
{
	u64 mark = klog_mark();
	struct container *c;

	KUNIT_ASSERT_EQ(test, make_cache(test), 0);
	c = driver_gets_memory();
	KUNIT_ASSERT_NOT_NULL(test, c);
	timer_setup(&c->timer, timer_frees_itself, 0);
	mod_timer(&c->timer, jiffies + 1);
	wait_for_completion(&timer_has_run);
	expect_named(test, mark, false);
}

/* ---- an irqaction ------------------------------------------------------------------- */

/* The kernel allocates it, so only debug=slab sees it. */
static void g1_stale_irqaction_is_named(struct kunit *test)
{
	struct irqaction *stale;
	void *taken[64] = { };
	u64 mark = klog_mark();

	if (!debug_enabled(DEBUG_SLAB))
		kunit_skip(test, "without debug=slab");
	KUNIT_ASSERT_EQ(test, fake_test_init(test), 0);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	stale = irq_to_desc(fake_line.irq)->action;
	free_irq(fake_line.irq, &fake_first_dev);
	OPTIMIZER_HIDE_VAR(stale);
	KUNIT_EXPECT_EQ(test, (unsigned long)stale->handler, 0x6b6b6b6b6b6b6b6bul);

	kunit_info(test, "expected complaint begins\n");
	stale->flags |= IRQF_SHARED | IRQF_ONESHOT | IRQF_PERCPU;
	for (int i = 0; i < ARRAY_SIZE(taken) && !klog_has(mark, "Poison overwritten"); i++)
		taken[i] = kmalloc(sizeof(*stale), GFP_KERNEL);
	kunit_info(test, "expected complaint ends\n");
	for (int i = 0; i < ARRAY_SIZE(taken); i++)
		kfree(taken[i]);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "Poison overwritten"));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "Allocated in request_threaded_irq+0x"));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "Freed in free_irq+0x"));
	fake_test_exit(test);
}

static struct kunit_case use_after_free_cases[] = {
	KUNIT_CASE_PARAM(g1_stale_object_is_named, stale_gen_params),
	KUNIT_CASE(g1_tasklet_that_frees_itself_is_named),
	KUNIT_CASE(g1_work_that_frees_itself_is_legal),
	KUNIT_CASE(g1_timer_that_frees_itself_is_legal),
	KUNIT_CASE(g1_stale_irqaction_is_named),
	{ }
};

static struct kunit_suite use_after_free_suite = {
	.name = "use_after_free",
	.one_cpu = true,
	.test_cases = use_after_free_cases,
};
kunit_test_suite(use_after_free_suite);
