// SPDX-License-Identifier: MIT
/*
 * tests/unit/failnth_workqueue_test.c - cases G2 and W10: workqueues without memory
 *
 * G2: making, using, changing and destroying a queue of each kind with every
 * allocation refused.  W10: no worker can be made for as long as it takes, and all
 * there are sleep.
 */

#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/workqueue.h>

#include "../../kernel/bh/workqueue/internal.h"
#include "failnth.h"

/* ---- G2 ------------------------------------------------------------------------------- */

struct kind {
	const char *name;
	unsigned int flags;
	int max_active;
};

static const struct kind kinds[] = {
	{ "bound", 0, 0 },
	{ "high priority", WQ_HIGHPRI, 0 },
	{ "CPU intensive", WQ_CPU_INTENSIVE, 3 },
	{ "unbound", WQ_UNBOUND, 0 },
	{ "unbound, high priority", WQ_UNBOUND | WQ_HIGHPRI, 0 },
	{ "ordered", WQ_UNBOUND | __WQ_ORDERED | __WQ_ORDERED_EXPLICIT, 1 },
	{ "memory reclaim", WQ_MEM_RECLAIM, 0 },
	{ "unbound, memory reclaim", WQ_UNBOUND | WQ_MEM_RECLAIM, 0 },
	{ "softirq", WQ_BH, 0 },
};

static void kind_name(const struct kind *kind, char *desc)
{
	strscpy(desc, kind->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(kind, kinds, kind_name);

struct counted {
	struct work_struct work;
	unsigned int runs;
};

static void count_run(struct work_struct *work)
{
	container_of(work, struct counted, work)->runs++;
}

/* What is accepted runs, however short memory is. */
static void use_queue(struct kunit *test, struct workqueue_struct *wq)
{
	struct counted item = { .runs = 0 };

	INIT_WORK_ONSTACK(&item.work, count_run);
	KUNIT_EXPECT_TRUE(test, queue_work(wq, &item.work));
	flush_work(&item.work);
	KUNIT_EXPECT_EQ(test, item.runs, 1);
	destroy_work_on_stack(&item.work);
}

static int path_queue(struct kunit *test)
{
	const struct kind *kind = test->param_value;
	struct workqueue_struct *wq = alloc_workqueue("failnth", kind->flags, kind->max_active);

	if (!wq)
		return -ENOMEM;
	use_queue(test, wq);
	destroy_workqueue(wq);
	return 0;
}

static void g2_workqueues_unwind(struct kunit *test)
{
	const struct kind *kind = test->param_value;

	failnth_sweep(test, kind->name, path_queue);
}

/* A queue whose attributes could not be changed goes on with the old ones. */
static int path_attrs(struct kunit *test)
{
	struct workqueue_struct *wq = alloc_workqueue("failnth", WQ_UNBOUND, 0);
	struct workqueue_attrs *attrs = alloc_workqueue_attrs();
	int ret = -ENOMEM;

	if (wq && attrs) {
		attrs->nice = -5;
		ret = apply_workqueue_attrs(wq, attrs);
		use_queue(test, wq);
	}
	if (wq)
		destroy_workqueue(wq);
	free_workqueue_attrs(attrs);
	return ret;
}

static void g2_apply_workqueue_attrs_unwinds(struct kunit *test)
{
	failnth_sweep(test, "apply_workqueue_attrs", path_attrs);
}

static void nothing(struct work_struct *work)
{
}

static int path_each_cpu(struct kunit *test)
{
	return schedule_on_each_cpu(nothing);
}

static void g2_schedule_on_each_cpu_unwinds(struct kunit *test)
{
	failnth_sweep(test, "schedule_on_each_cpu", path_each_cpu);
}

/* ---- W10 ------------------------------------------------------------------------------ */

#define NR_RECLAIM	3	/* items for the rescuer */
#define LONG		msecs_to_jiffies(10000)

struct sleeper {
	struct work_struct work;
	struct completion *until;
};

static void sleep_fn(struct work_struct *work)
{
	wait_for_completion(container_of(work, struct sleeper, work)->until);
}

struct told {
	struct work_struct work;
	struct completion done;
};

static void tell_fn(struct work_struct *work)
{
	complete(&container_of(work, struct told, work)->done);
}

static void init_told(struct told *told)
{
	INIT_WORK(&told->work, tell_fn);
	init_completion(&told->done);
}

struct shortage {
	struct workqueue_struct *reclaim, *plain;
	struct completion wake;
	struct sleeper *sleepers;
	unsigned int nr_sleepers;
	struct told saved[NR_RECLAIM], stuck;
};

/* As many sleepers as there are workers: the last worker looks for one more, in vain. */
static void put_workers_to_sleep(struct kunit *test, struct shortage *s)
{
	struct worker_pool *pool = s->plain->cpu_pwq[0]->pool;

	s->nr_sleepers = pool->nr_workers;
	s->sleepers = kunit_kcalloc(test, s->nr_sleepers, sizeof(*s->sleepers), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, s->sleepers);
	init_completion(&s->wake);
	fault_inject_arm_for(FAULT_WORKERS, 1, true);
	for (unsigned int i = 0; i < s->nr_sleepers; i++) {
		s->sleepers[i].until = &s->wake;
		INIT_WORK(&s->sleepers[i].work, sleep_fn);
		queue_work(s->plain, &s->sleepers[i].work);
	}
}

static void run_shortage(struct kunit *test, unsigned int flags)
{
	struct shortage *s = kunit_kzalloc(test, sizeof(*s), GFP_KERNEL);
	unsigned int refused;

	KUNIT_ASSERT_NOT_NULL(test, s);
	s->reclaim = alloc_workqueue("w10_reclaim", flags | WQ_MEM_RECLAIM, 0);
	s->plain = alloc_workqueue("w10_plain", flags, 0);
	KUNIT_ASSERT_TRUE(test, s->reclaim && s->plain);
	put_workers_to_sleep(test, s);

	init_told(&s->stuck);
	queue_work(s->plain, &s->stuck.work);
	for (int i = 0; i < NR_RECLAIM; i++) {
		init_told(&s->saved[i]);
		queue_work(s->reclaim, &s->saved[i].work);
	}
	for (int i = 0; i < NR_RECLAIM; i++)
		KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&s->saved[i].done, LONG));
	KUNIT_EXPECT_FALSE(test, completion_done(&s->stuck.done));

	refused = fault_inject_disarm();
	KUNIT_EXPECT_GT(test, refused, 0);
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&s->stuck.done, LONG));

	complete_all(&s->wake);
	destroy_workqueue(s->plain);
	destroy_workqueue(s->reclaim);
}

static void w10_rescuer_drains_while_no_worker_can_be_made(struct kunit *test)
{
	run_shortage(test, 0);
}

static void w10_rescuer_drains_an_unbound_pool(struct kunit *test)
{
	run_shortage(test, WQ_UNBOUND);
}

/*
 * A pool of its own, whose only worker has to make a second one before it may start on the
 * item.  The @nth allocation of that fails.  Return: whether there were so many.
 */
static bool item_on_a_new_pool(struct kunit *test, unsigned int nth)
{
	struct workqueue_attrs attrs = { .nice = -7 };
	struct told item;
	struct workqueue_struct *wq = alloc_workqueue("failnth", WQ_UNBOUND, 0);

	KUNIT_ASSERT_NOT_NULL(test, wq);
	cpumask_copy(attrs.cpumask, cpu_possible_mask);
	KUNIT_ASSERT_EQ(test, apply_workqueue_attrs(wq, &attrs), 0);
	init_told(&item);
	fault_inject_arm_for(FAULT_WORKERS, nth, false);
	queue_work(wq, &item.work);
	KUNIT_EXPECT_TRUE(test, wait_for_completion_timeout(&item.done, LONG));
	flush_work(&item.work);
	destroy_workqueue(wq);
	return fault_inject_disarm();
}

/* Promise: whatever fails in making a worker, the manager tries again, and the item runs. */
static void g2_a_worker_is_tried_for_again(struct kunit *test)
{
	unsigned int nth = 1;

	while (nth < 100 && item_on_a_new_pool(test, nth))
		nth++;
	KUNIT_EXPECT_GT(test, nth, 5);
	KUNIT_EXPECT_LT(test, nth, 100);
}

static struct kunit_case failnth_workqueue_cases[] = {
	KUNIT_CASE_PARAM(g2_workqueues_unwind, kind_gen_params),
	KUNIT_CASE(g2_apply_workqueue_attrs_unwinds),
	KUNIT_CASE(g2_schedule_on_each_cpu_unwinds),
	KUNIT_CASE(g2_a_worker_is_tried_for_again),
	KUNIT_CASE(w10_rescuer_drains_while_no_worker_can_be_made),
	KUNIT_CASE(w10_rescuer_drains_an_unbound_pool),
	{ }
};

static struct kunit_suite failnth_workqueue_suite = {
	.name = "failnth_workqueue",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_workqueue_cases,
};
kunit_test_suite(failnth_workqueue_suite);
