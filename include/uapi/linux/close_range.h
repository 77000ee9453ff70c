/* SPDX-License-Identifier: MIT */
/* uapi/linux/close_range.h - the flags of close_range() */
#ifndef UAPI_LINUX_CLOSE_RANGE_H
#define UAPI_LINUX_CLOSE_RANGE_H

#define CLOSE_RANGE_UNSHARE	(1U << 1)	/* with a table of one's own first */
#define CLOSE_RANGE_CLOEXEC	(1U << 2)	/* only at the next exec */

#endif /* UAPI_LINUX_CLOSE_RANGE_H */
