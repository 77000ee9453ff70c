/* SPDX-License-Identifier: MIT */
/* uapi/linux/times.h - times(): ticks of 1/100 second */
#ifndef UAPI_LINUX_TIMES_H
#define UAPI_LINUX_TIMES_H

#define USER_HZ	100

struct tms {
	long tms_utime;
	long tms_stime;
	long tms_cutime;
	long tms_cstime;
};

#endif /* UAPI_LINUX_TIMES_H */
