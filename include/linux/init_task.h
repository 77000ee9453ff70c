/* SPDX-License-Identifier: MIT */
/* linux/init_task.h - the task that boots and later idles on CPU 0 */
#ifndef LINUX_INIT_TASK_H
#define LINUX_INIT_TASK_H

#include <linux/sched/task.h>

#endif /* LINUX_INIT_TASK_H */
