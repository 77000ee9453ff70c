/* SPDX-License-Identifier: MIT */
/* linux/thread_info.h - the flag word of each task: set by anybody, read by the task's CPU */
#ifndef LINUX_THREAD_INFO_H
#define LINUX_THREAD_INFO_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/types.h>

#include <asm/current.h>
#include <asm/thread_info.h>

/* task_struct begins with its thread_info. */
#define current_thread_info() ((struct thread_info *)current)

static inline void set_ti_thread_flag(struct thread_info *ti, int flag)
{
	set_bit(flag, &ti->flags);
}

static inline void clear_ti_thread_flag(struct thread_info *ti, int flag)
{
	clear_bit(flag, &ti->flags);
}

static __always_inline void clear_ti_thread_mask(struct thread_info *ti, unsigned long mask)
{
	atomic_long_andnot((long)mask, (atomic_long_t *)&ti->flags);
}

static inline int test_and_set_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_and_set_bit(flag, &ti->flags);
}

static inline int test_and_clear_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_and_clear_bit(flag, &ti->flags);
}

static inline int test_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_bit(flag, &ti->flags);
}

#define set_thread_flag(flag) set_ti_thread_flag(current_thread_info(), flag)
#define clear_thread_flag(flag) clear_ti_thread_flag(current_thread_info(), flag)
#define test_and_set_thread_flag(flag) test_and_set_ti_thread_flag(current_thread_info(), flag)
#define test_and_clear_thread_flag(flag) test_and_clear_ti_thread_flag(current_thread_info(), flag)
#define test_thread_flag(flag) test_ti_thread_flag(current_thread_info(), flag)
#define tif_need_resched() test_thread_flag(TIF_NEED_RESCHED)

#endif /* LINUX_THREAD_INFO_H */
