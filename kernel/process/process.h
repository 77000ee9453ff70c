/* SPDX-License-Identifier: MIT */
/* kernel/process/process.h - what the files about the life of a process share */
#ifndef KERNEL_PROCESS_PROCESS_H
#define KERNEL_PROCESS_PROCESS_H

#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

/* pid.c */
struct pid *alloc_pid(void);
void free_pid(struct pid *pid);
void attach_pid(struct task_struct *task, enum pid_type type, struct pid *pid);
void detach_pid(struct task_struct *task, enum pid_type type, struct pid *pid);

#endif /* KERNEL_PROCESS_PROCESS_H */
