/* SPDX-License-Identifier: MIT */
/* linux/sched/loadavg.h - the load averages: kernel/sched/loadavg.c */
#ifndef LINUX_SCHED_LOADAVG_H
#define LINUX_SCHED_LOADAVG_H

#include <linux/param.h>

#define FSHIFT		11		/* bits behind the point */
#define FIXED_1		(1 << FSHIFT)
#define LOAD_FREQ	(5 * HZ + 1)	/* ticks between two counts: never in step with a program */
#define EXP_1		1884		/* 1/exp(5s/1min), with FSHIFT bits */
#define EXP_5		2014
#define EXP_15		2037

#define LOAD_INT(x)	((x) >> FSHIFT)
#define LOAD_FRAC(x)	LOAD_INT(((x) & (FIXED_1 - 1)) * 100)

extern unsigned long avenrun[];
void get_avenrun(unsigned long *loads, unsigned long offset, int shift);

void loadavg_start(void);

#endif /* LINUX_SCHED_LOADAVG_H */
