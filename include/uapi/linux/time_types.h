/* SPDX-License-Identifier: MIT */
/* uapi/linux/time_types.h - times as system calls take and give them */
#ifndef UAPI_LINUX_TIME_TYPES_H
#define UAPI_LINUX_TIME_TYPES_H

struct __kernel_timespec {
	long long tv_sec;
	long long tv_nsec;
};

struct __kernel_itimerspec {
	struct __kernel_timespec it_interval;
	struct __kernel_timespec it_value;
};

/* Of the calls that are older than a second's thousand-millionth. */
struct __kernel_old_timeval {
	long tv_sec;
	long tv_usec;
};

struct __kernel_old_itimerval {
	struct __kernel_old_timeval it_interval;
	struct __kernel_old_timeval it_value;
};

#endif /* UAPI_LINUX_TIME_TYPES_H */
