/* SPDX-License-Identifier: MIT */
/* linux/sched/mm.h - may this context allocate?  And the memory of a process: birth, users, end */
#ifndef LINUX_SCHED_MM_H
#define LINUX_SCHED_MM_H

#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm_types.h>
#include <linux/sched.h>

/* An allocation that may sleep, where one may not: report it. */
static inline void might_alloc(gfp_t gfp_mask)
{
	might_sleep_if(gfpflags_allow_blocking(gfp_mask));
}

/* kernel/mm/mmap.c */
struct mm_struct *mm_alloc(void);
struct mm_struct *dup_mm(struct mm_struct *from);
void mmput(struct mm_struct *mm);
int exec_mmap(struct mm_struct *mm);
void exit_mm(void);

/* One user more; the caller is one himself. */
static inline void mmget(struct mm_struct *mm)
{
	atomic_inc(&mm->mm_users);
}

struct mm_struct *get_task_mm(struct task_struct *task);

#endif /* LINUX_SCHED_MM_H */
