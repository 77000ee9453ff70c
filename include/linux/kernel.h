/* SPDX-License-Identifier: MIT */
/* linux/kernel.h - what every file wants: sizes, rounding, printing, might_sleep() */
#ifndef LINUX_KERNEL_H
#define LINUX_KERNEL_H

#include <linux/align.h>
#include <linux/array_size.h>
#include <linux/bitops.h>
#include <linux/build_bug.h>
#include <linux/cmdline.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/hex.h>
#include <linux/init.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/math64.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/stringify.h>
#include <linux/typecheck.h>
#include <linux/types.h>

#define REPEAT_BYTE(x) ((~0ul / 0xff) * (x))
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define upper_16_bits(n) ((u16)((n) >> 16))
#define lower_16_bits(n) ((u16)((n) & 0xffff))
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))
#define PTR_IF(cond, ptr) ((cond) ? (ptr) : NULL)
#define READ 0
#define WRITE 1

/*
 * "This may sleep": with debug=atomic_sleep the context is checked, and with
 * preempt=voluntary it is also a place where the CPU is given away.
 * kernel/sched/might_sleep.c
 */
void __might_sleep(const char *file, int line);
void __might_resched(const char *file, int line, unsigned int offsets);
void __cant_sleep(const char *file, int line, int preempt_offset);
void __might_resched_voluntary(void);
#define might_resched() do {						\
	if (should_resched(0))						\
		__might_resched_voluntary();				\
} while (0)
#define might_sleep() do {						\
	if (debug_enabled(DEBUG_ATOMIC_SLEEP))				\
		__might_sleep(__FILE__, __LINE__);			\
	might_resched();						\
} while (0)
#define might_sleep_if(cond) do { if (cond) might_sleep(); } while (0)
#define cant_sleep() do {						\
	if (debug_enabled(DEBUG_ATOMIC_SLEEP))				\
		__cant_sleep(__FILE__, __LINE__, 0);			\
} while (0)

#include <asm/preempt.h>
#include <linux/debugflags.h>

#endif /* LINUX_KERNEL_H */
