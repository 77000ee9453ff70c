/* SPDX-License-Identifier: MIT */
/* linux/init_task.h - the task that boots and later idles on CPU 0 */
#ifndef LINUX_INIT_TASK_H
#define LINUX_INIT_TASK_H

#include <linux/sched/signal.h>
#include <linux/sched/task.h>

/* kernel/process/sighand.c: of the boot, and shared by all kernel threads. */
extern struct signal_struct init_signals;
extern struct sighand_struct init_sighand;

#endif /* LINUX_INIT_TASK_H */
