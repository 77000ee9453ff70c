/* SPDX-License-Identifier: MIT */
/*
 * linux/sched/signal.h - walking all tasks, and asking whether a signal waits
 *
 * Hold rcu_read_lock() or tasklist_lock around a walk.  Every task here is a
 * process of one thread, so walking the threads of one visits just it.
 * Left out until there is a user mode: sending and handling signals.
 */
#ifndef LINUX_SCHED_SIGNAL_H
#define LINUX_SCHED_SIGNAL_H

#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

static inline int signal_pending(struct task_struct *p)
{
	return unlikely(test_tsk_thread_flag(p, TIF_SIGPENDING));
}

/* Nothing sends a deadly signal to a kernel thread. */
static inline int fatal_signal_pending(struct task_struct *p)
{
	return signal_pending(p) && !(p->flags & PF_KTHREAD);
}

static inline int signal_pending_state(unsigned int state, struct task_struct *p)
{
	if (!(state & (TASK_INTERRUPTIBLE | TASK_WAKEKILL)))
		return 0;
	if (!signal_pending(p))
		return 0;
	return (state & TASK_INTERRUPTIBLE) || fatal_signal_pending(p);
}

#define next_task(p) \
	list_entry_rcu((p)->tasks.next, struct task_struct, tasks)
#define for_each_process(p) \
	for (p = &init_task; (p = next_task(p)) != &init_task; )

static inline struct task_struct *next_thread(const struct task_struct *p)
{
	return list_entry_rcu(p->thread_group.next, struct task_struct, thread_group);
}

#define do_each_thread(g, t) \
	for (g = t = &init_task; (g = t = next_task(g)) != &init_task; ) do
#define while_each_thread(g, t) while ((t = next_thread(t)) != g)
#define __for_each_thread(leader, t, more_) \
	for (t = (leader), more_ = 1; more_; t = next_thread(t), more_ = t != (leader))
#define for_each_thread(p, t) \
	for (struct task_struct *__first = (p), *__seen = (t = (p), NULL); \
	     !__seen || t != __first; __seen = t, t = next_thread(t))
#define for_each_process_thread(p, t) for_each_process(p) for_each_thread(p, t)

static inline bool thread_group_leader(struct task_struct *p)
{
	return p->group_leader == p;
}

static inline int thread_group_empty(struct task_struct *p)
{
	return list_empty(&p->thread_group);
}

static inline bool same_thread_group(struct task_struct *a, struct task_struct *b)
{
	return a->group_leader == b->group_leader;
}

static inline int get_nr_threads(struct task_struct *task)
{
	int count = 0;
	struct task_struct *t = task;

	do {
		count++;
	} while_each_thread(task, t);
	return count;
}

#endif /* LINUX_SCHED_SIGNAL_H */
