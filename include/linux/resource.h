/* SPDX-License-Identifier: MIT */
/* linux/resource.h - limits of a process */
#ifndef LINUX_RESOURCE_H
#define LINUX_RESOURCE_H

#include <uapi/linux/resource.h>

#define _STK_LIM	(8 * 1024 * 1024)	/* a stack, if nobody says otherwise */
#define MLOCK_LIMIT	(8 * 1024 * 1024)
#define INR_OPEN_CUR	1024
#define INR_OPEN_MAX	4096

struct task_struct;

/* kernel/process/resource.c */
void getrusage(struct task_struct *p, int who, struct rusage *ru);

#endif /* LINUX_RESOURCE_H */
