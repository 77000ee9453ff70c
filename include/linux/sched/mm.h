/* SPDX-License-Identifier: MIT */
/* linux/sched/mm.h - may this context allocate like that? */
#ifndef LINUX_SCHED_MM_H
#define LINUX_SCHED_MM_H

#include <linux/gfp.h>
#include <linux/kernel.h>

/* An allocation that may sleep, where one may not: report it. */
static inline void might_alloc(gfp_t gfp_mask)
{
	might_sleep_if(gfpflags_allow_blocking(gfp_mask));
}

#endif /* LINUX_SCHED_MM_H */
