/* SPDX-License-Identifier: MIT */
/*
 * asm/thread_info.h - the flags of a task which the way back to it must look at
 *
 * First member of task_struct, so that assembly finds it at offset 0.
 */
#ifndef ASM_THREAD_INFO_H
#define ASM_THREAD_INFO_H

#include <linux/bits.h>
#include <linux/types.h>

#include <asm/page.h>

struct thread_info {
	unsigned long flags;		/* A: TIF_* */
};

#define INIT_THREAD_INFO(tsk) { .flags = 0 }

#define TIF_NOTIFY_RESUME	1	/* call back before returning to user mode */
#define TIF_SIGPENDING		2	/* a signal waits */
#define TIF_NEED_RESCHED	3	/* a better task waits for this CPU */
#define TIF_WATCHED		4	/* the watchdog waits for a pass of the scheduler */
#define TIF_POLLING_NRFLAG	21	/* idle looks at the flags: no IPI needed */

#define _TIF_NOTIFY_RESUME	BIT(TIF_NOTIFY_RESUME)
#define _TIF_SIGPENDING		BIT(TIF_SIGPENDING)
#define _TIF_NEED_RESCHED	BIT(TIF_NEED_RESCHED)
#define _TIF_WATCHED		BIT(TIF_WATCHED)
#define _TIF_POLLING_NRFLAG	BIT(TIF_POLLING_NRFLAG)

/* What is to be done before ring 3: arch/x86/entry/common.c. */
#define _TIF_USER_WORK (_TIF_NOTIFY_RESUME | _TIF_SIGPENDING | _TIF_NEED_RESCHED)

#endif /* ASM_THREAD_INFO_H */
