/* SPDX-License-Identifier: MIT */
/*
 * linux/workqueue_hooks.h - what the rest of the kernel calls in workqueues
 *
 * Kept out of <linux/workqueue.h> because modules use some of these names for themselves.
 */
#ifndef LINUX_WORKQUEUE_HOOKS_H
#define LINUX_WORKQUEUE_HOOKS_H

#include <linux/types.h>

struct task_struct;

/* kernel/main.c: queueing works after the first, running after the second. */
void workqueue_init_early(void);
void workqueue_init(void);

/*
 * schedule() of a task with PF_WQ_WORKER: the first before it blocks (not when it is
 * preempted), interrupts on, no lock held; the second once it is running again.
 */
void wq_worker_sleeping(struct task_struct *task);
void wq_worker_running(struct task_struct *task);

/* The tick has interrupted such a task; hardirq. */
void wq_worker_tick(struct task_struct *task);

/* do_exit() of such a task: it has not come back from its item. */
void wq_worker_dying(struct task_struct *task);

/* "kworker/0:1-events" for ps: what a worker is or was last busy with. */
void wq_worker_comm(char *buf, size_t size, struct task_struct *task);

#endif /* LINUX_WORKQUEUE_HOOKS_H */
