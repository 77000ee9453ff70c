/* SPDX-License-Identifier: MIT */
/* asm/current.h - the task that runs on this CPU */
#ifndef ASM_CURRENT_H
#define ASM_CURRENT_H

#include <linux/compiler.h>
#include <linux/percpu-defs.h>

struct task_struct;
DECLARE_PER_CPU_FIRST(struct task_struct *, current_task);	/* written by the switch only */

static __always_inline struct task_struct *get_current(void)
{
	return this_cpu_read_stable(current_task);
}

#define current get_current()

#endif /* ASM_CURRENT_H */
