// SPDX-License-Identifier: MIT
/*
 * tests/unit/debugobjects_test.c - debug=objects: works and tasklets that are misused in use
 *
 * Timers have their cases in timer_test.c and hrtimer_test.c.  Looked at is the fix-up: the
 * object is out of use.  What the reports say is looked at by tests/boot/test_watchdog.py.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/debugobjects.h>
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

static unsigned int flags_before, reports_before;
static int runs;

static int watch_objects(struct kunit *test)
{
	flags_before = debug_flags;
	debug_flags |= DEBUG_OBJECTS;
	reports_before = debug_objects_reports;
	debug_objects_reports = 0;
	runs = 0;
	kunit_expect_warnings(test, 1);
	return 0;
}

static void watch_objects_end(struct kunit *test)
{
	debug_flags = flags_before;
	debug_objects_reports = reports_before;
}

/* ---- works ------------------------------------------------------------------------- */

static void count_fn(struct work_struct *work)
{
	runs++;
}

static void g1_queued_work_set_up_anew_is_taken_back(struct kunit *test)
{
	struct work_struct *work = kunit_kzalloc(test, sizeof(*work), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, work);
	INIT_WORK(work, count_fn);
	preempt_disable();
	schedule_work(work);
	INIT_WORK(work, count_fn);
	KUNIT_EXPECT_FALSE(test, work_pending(work));
	KUNIT_EXPECT_TRUE(test, list_empty(&work->entry));
	preempt_enable();
	flush_scheduled_work();
	KUNIT_EXPECT_EQ(test, runs, 0);
}

static void g1_freed_work_is_taken_back(struct kunit *test)
{
	struct work_struct *work = kunit_kzalloc(test, sizeof(*work), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, work);
	INIT_WORK(work, count_fn);
	preempt_disable();
	schedule_work(work);
	debug_check_no_obj_freed(work, sizeof(*work));		/* as kfree() asks */
	KUNIT_EXPECT_FALSE(test, work_pending(work));
	preempt_enable();
	flush_scheduled_work();
	KUNIT_EXPECT_EQ(test, runs, 0);
}

static void g1_held_back_work_is_found(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("one", WQ_UNBOUND, 1);
	struct work_struct *work = kunit_kcalloc(test, 2, sizeof(*work), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	KUNIT_ASSERT_NOT_NULL(test, work);
	INIT_WORK(&work[0], count_fn);
	INIT_WORK(&work[1], count_fn);
	preempt_disable();
	queue_work(wq, &work[0]);
	queue_work(wq, &work[1]);		/* waits for the first one */
	debug_check_no_obj_freed(&work[1], sizeof(work[1]));
	KUNIT_EXPECT_FALSE(test, work_pending(&work[1]));
	preempt_enable();
	destroy_workqueue(wq);
	KUNIT_EXPECT_EQ(test, runs, 1);
}

static void g1_work_on_a_stack_that_ends_is_taken_back(struct kunit *test)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, count_fn);
	preempt_disable();
	schedule_work(&work);
	destroy_work_on_stack(&work);
	preempt_enable();
	flush_scheduled_work();
	KUNIT_EXPECT_EQ(test, runs, 0);
}

static void g1_false_annotation_is_named(struct kunit *test)
{
	static struct work_struct work;

	INIT_WORK_ONSTACK(&work, count_fn);
	KUNIT_EXPECT_FALSE(test, work_pending(&work));
}

/* ---- tasklets ------------------------------------------------------------------------ */

struct box {
	struct tasklet_struct tasklet;
	struct completion done;
	bool found;
};

static void count_tasklet(struct tasklet_struct *t)
{
	runs++;
}

static void t7_scheduled_tasklet_that_is_freed_does_not_run(struct kunit *test)
{
	struct tasklet_struct *t = kunit_kcalloc(test, 3, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	for (int i = 0; i < 3; i++)
		tasklet_setup(&t[i], count_tasklet);
	local_bh_disable();
	for (int i = 0; i < 3; i++)
		tasklet_schedule(&t[i]);
	debug_check_no_obj_freed(&t[2], sizeof(t[2]));		/* the last: tail moves */
	tasklet_schedule(&t[2]);
	debug_check_no_obj_freed(&t[1], sizeof(t[1]));
	KUNIT_EXPECT_EQ(test, t[1].state, 0);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, runs, 2);
	kunit_expect_warnings(test, 1);
}

static void frees_itself(struct tasklet_struct *t)
{
	struct box *box = from_tasklet(box, t, tasklet);

	box->found = tasklet_debug_descr.find_active(box, sizeof(*box)) == t;
	debug_check_no_obj_freed(box, sizeof(*box));		/* as kfree(box) asks */
	complete(&box->done);
}

static void t7_tasklet_that_frees_itself_is_named(struct kunit *test)
{
	struct box *box = kunit_kzalloc(test, sizeof(*box), GFP_KERNEL);

	if (!(flags_before & DEBUG_OBJECTS))
		kunit_skip(test, "needs debug=objects from the boot on");
	KUNIT_ASSERT_NOT_NULL(test, box);
	init_completion(&box->done);
	tasklet_setup(&box->tasklet, frees_itself);
	tasklet_schedule(&box->tasklet);
	wait_for_completion(&box->done);
	KUNIT_EXPECT_TRUE(test, box->found);
	tasklet_kill(&box->tasklet);
	KUNIT_EXPECT_NULL(test, tasklet_debug_descr.find_active(box, sizeof(*box)));
}

static struct kunit_case debugobjects_cases[] = {
	KUNIT_CASE(g1_queued_work_set_up_anew_is_taken_back),
	KUNIT_CASE(g1_freed_work_is_taken_back),
	KUNIT_CASE(g1_held_back_work_is_found),
	KUNIT_CASE(g1_work_on_a_stack_that_ends_is_taken_back),
	KUNIT_CASE(g1_false_annotation_is_named),
	KUNIT_CASE(t7_scheduled_tasklet_that_is_freed_does_not_run),
	KUNIT_CASE(t7_tasklet_that_frees_itself_is_named),
	{ }
};

static struct kunit_suite debugobjects_suite = {
	.name = "debugobjects",
	.init = watch_objects,
	.exit = watch_objects_end,
	.one_cpu = true,
	.test_cases = debugobjects_cases,
};
kunit_test_suite(debugobjects_suite);
