/* SPDX-License-Identifier: MIT */
/* linux/sched/task_stack.h - a task's kernel stack and its canary */
#ifndef LINUX_SCHED_TASK_STACK_H
#define LINUX_SCHED_TASK_STACK_H

#include <linux/sched.h>

/* At the stack's lowest word: gone means the stack has run over. */
#define STACK_END_MAGIC 0x57AC6E9D

static __always_inline void *task_stack_page(const struct task_struct *task)
{
	return task->stack;
}

static inline unsigned long *end_of_stack(const struct task_struct *task)
{
	return task->stack;
}

#define task_stack_end_corrupted(task) (*(end_of_stack(task)) != STACK_END_MAGIC)

static inline int object_is_on_stack(const void *obj)
{
	const void *stack = task_stack_page(current);

	return obj >= stack && obj < stack + THREAD_SIZE;
}

/* Bytes that were never written to; with debug=stack_usage at its birth, else about 0. */
static inline unsigned long stack_not_used(struct task_struct *task)
{
	unsigned long *end = end_of_stack(task), *word = end;

	do {
		word++;		/* over the canary first */
	} while (!*word);
	return (unsigned long)word - (unsigned long)end;
}

void bury_stack(void *stack);
void set_task_stack_end_magic(struct task_struct *tsk);

#endif /* LINUX_SCHED_TASK_STACK_H */
