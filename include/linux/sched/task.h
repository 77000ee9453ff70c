/* SPDX-License-Identifier: MIT */
/* linux/sched/task.h - the life of a task: references, its lock, the list of all */
#ifndef LINUX_SCHED_TASK_H
#define LINUX_SCHED_TASK_H

#include <linux/atomic.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

extern rwlock_t tasklist_lock;		/* the list of all tasks and their family ties */

void __put_task_struct(struct task_struct *tsk);

static inline struct task_struct *get_task_struct(struct task_struct *tsk)
{
	atomic_inc(&tsk->usage);
	return tsk;
}

/* The last reference frees the task and its stack. */
static inline void put_task_struct(struct task_struct *tsk)
{
	if (atomic_dec_and_test(&tsk->usage))
		__put_task_struct(tsk);
}

static inline void task_lock(struct task_struct *tsk)
{
	spin_lock(&tsk->alloc_lock);
}

static inline void task_unlock(struct task_struct *tsk)
{
	spin_unlock(&tsk->alloc_lock);
}

/* kernel/process/fork.c */
struct task_struct *create_task(int (*fn)(void *), void *arg, const char *name);
void free_task(struct task_struct *p);
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name);
void fork_init(void);
void release_task(struct task_struct *p);
int nr_processes(void);

/* kernel/sched/wake.c */
void sched_fork(struct task_struct *p, const struct task_struct *from);

#endif /* LINUX_SCHED_TASK_H */
