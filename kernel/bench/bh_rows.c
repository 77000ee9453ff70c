// SPDX-License-Identifier: MIT
/* kernel/bench/bh_rows.c - rows that start a bottom half from a task */

#include <linux/bench.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "bench.h"

#define BATCH		1000

/* A vector that nothing else in Hemi uses */
#define BENCH_SOFTIRQ	BLOCK_SOFTIRQ

static u64 reached;		/* when the bottom half ran */
static DECLARE_COMPLETION(work_done);

static void note_softirq(struct softirq_action *h)
{
	reached = bench_now();
}

static int task_to_softirq(struct bench *b)
{
	open_softirq(BENCH_SOFTIRQ, note_softirq);
	while (bench_wants_more(b)) {
		u64 start;

		local_bh_disable();
		start = bench_now();
		raise_softirq(BENCH_SOFTIRQ);
		local_bh_enable();
		bench_sample(b, READ_ONCE(reached) - start);
	}
	return 0;
}

static void note_tasklet_fn(struct tasklet_struct *t)
{
	reached = bench_now();
}
static DECLARE_TASKLET(note_tasklet, note_tasklet_fn);

static int task_to_tasklet(struct bench *b)
{
	while (bench_wants_more(b)) {
		u64 start;

		local_bh_disable();
		start = bench_now();
		tasklet_schedule(&note_tasklet);
		local_bh_enable();
		bench_sample(b, READ_ONCE(reached) - start);
	}
	return 0;
}

static void note_work_fn(struct work_struct *work)
{
	reached = bench_now();
	complete(&work_done);
}
static DECLARE_WORK(note_work, note_work_fn);

static int task_to_work(struct bench *b)
{
	while (bench_wants_more(b)) {
		u64 start = bench_now();

		schedule_work(&note_work);
		wait_for_completion(&work_done);
		bench_sample(b, READ_ONCE(reached) - start);
	}
	return 0;
}

static void empty_work_fn(struct work_struct *work)
{
}

/* Queue BATCH works; with @run also wait until all have run. */
static u64 once_works(struct workqueue_struct *wq, struct work_struct *works, bool run)
{
	u64 start = bench_now(), end;

	for (unsigned int i = 0; i < BATCH; i++)
		queue_work(wq, &works[i]);
	if (run)
		flush_workqueue(wq);
	end = bench_now();
	if (!run)
		flush_workqueue(wq);
	return end - start;
}

static int many_works(struct bench *b, bool run)
{
	struct work_struct *works = vmalloc(BATCH * sizeof(*works));
	struct workqueue_struct *wq = alloc_workqueue("bench", 0, 0);
	int ret = works && wq ? 0 : -ENOMEM;

	if (ret)
		goto out;
	for (unsigned int i = 0; i < BATCH; i++)
		INIT_WORK(&works[i], empty_work_fn);
	bench_take_fewer(b);
	while (bench_wants_more(b))
		bench_sample(b, once_works(wq, works, run));
out:
	if (wq)
		destroy_workqueue(wq);
	vfree(works);
	return ret;
}

static int work_queue(struct bench *b)
{
	return many_works(b, false);
}

static int work_batch(struct bench *b)
{
	return many_works(b, true);
}

static void empty_tasklet_fn(struct tasklet_struct *t)
{
}

static int tasklet_batch(struct bench *b)
{
	struct tasklet_struct *tasklets = vmalloc(BATCH * sizeof(*tasklets));

	if (!tasklets)
		return -ENOMEM;
	for (unsigned int i = 0; i < BATCH; i++)
		tasklet_setup(&tasklets[i], empty_tasklet_fn);
	bench_take_fewer(b);
	while (bench_wants_more(b)) {
		u64 start = bench_now();

		local_bh_disable();
		for (unsigned int i = 0; i < BATCH; i++)
			tasklet_schedule(&tasklets[i]);
		local_bh_enable();
		bench_sample(b, bench_now() - start);
	}
	vfree(tasklets);
	return 0;
}

const struct bench_row bench_bh_rows[] = {
	{ "task_to_softirq", task_to_softirq, 1 },
	{ "task_to_tasklet", task_to_tasklet, 1 },
	{ "task_to_work", task_to_work, 1 },
	{ "work_queue", work_queue, BATCH },
	{ "work_batch", work_batch, BATCH },
	{ "tasklet_batch", tasklet_batch, BATCH },
	{ }
};
