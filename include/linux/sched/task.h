/* SPDX-License-Identifier: MIT */
/* linux/sched/task.h - the life of a task: references, its lock, the list of all */
#ifndef LINUX_SCHED_TASK_H
#define LINUX_SCHED_TASK_H

#include <linux/atomic.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct rusage;

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

/* What a child is to be: clone()'s arguments, or a function of the kernel. */
struct kernel_clone_args {
	u64 flags;			/* CLONE_* */
	int __user *child_tid;		/* CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID */
	int __user *parent_tid;		/* CLONE_PARENT_SETTID */
	int exit_signal;		/* to the parent, at the end; 0: none */
	unsigned long stack;		/* 0: the parent's, or a copy of it */
	unsigned long stack_size;	/* clone3(): stack is its lowest address */
	unsigned long tls;		/* CLONE_SETTLS */
	int (*fn)(void *);		/* it begins in the kernel */
	void *fn_arg;
};

/* kernel/process/fork.c */
pid_t kernel_clone(struct kernel_clone_args *args);
pid_t user_mode_thread(int (*fn)(void *), void *arg, unsigned long flags);

/* kernel/process/wait.c */
long kernel_wait4(pid_t pid, int __user *stat_addr, int options, struct rusage *ru);
int kernel_wait(pid_t pid, int *stat);

/* kernel/process/task.c */
struct task_struct *create_task(int (*fn)(void *), void *arg, const char *name);
void free_task(struct task_struct *p);
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name);
void fork_init(void);
void release_task(struct task_struct *p);
int nr_processes(void);

/* kernel/sched/wake.c */
void sched_fork(struct task_struct *p, const struct task_struct *from);

#endif /* LINUX_SCHED_TASK_H */
