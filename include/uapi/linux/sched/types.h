/* SPDX-License-Identifier: MIT */
/* uapi/linux/sched/types.h - the argument of sched_setscheduler() */
#ifndef UAPI_LINUX_SCHED_TYPES_H
#define UAPI_LINUX_SCHED_TYPES_H

struct sched_param {
	int sched_priority;	/* 1..99 for SCHED_FIFO and SCHED_RR, else 0 */
};

#endif /* UAPI_LINUX_SCHED_TYPES_H */
