/* SPDX-License-Identifier: MIT */
/* linux/resource.h - limits of a process */
#ifndef LINUX_RESOURCE_H
#define LINUX_RESOURCE_H

#include <uapi/linux/resource.h>

#define _STK_LIM	(8 * 1024 * 1024)	/* a stack, if nobody says otherwise */
#define MLOCK_LIMIT	(8 * 1024 * 1024)
#define INR_OPEN_CUR	1024
#define INR_OPEN_MAX	4096

#endif /* LINUX_RESOURCE_H */
