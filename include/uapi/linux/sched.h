/* SPDX-License-Identifier: MIT */
/* uapi/linux/sched.h - scheduling policies, as user programs name them */
#ifndef UAPI_LINUX_SCHED_H
#define UAPI_LINUX_SCHED_H

#define SCHED_NORMAL	0
#define SCHED_FIFO	1
#define SCHED_RR	2
#define SCHED_BATCH	3
#define SCHED_IDLE	5

#define SCHED_RESET_ON_FORK 0x40000000

#endif /* UAPI_LINUX_SCHED_H */
