/* SPDX-License-Identifier: MIT */
/* uapi/linux/futex.h - waiting for a word of memory to change */
#ifndef UAPI_LINUX_FUTEX_H
#define UAPI_LINUX_FUTEX_H

#define FUTEX_WAIT		0
#define FUTEX_WAKE		1
#define FUTEX_REQUEUE		3
#define FUTEX_CMP_REQUEUE	4
#define FUTEX_WAIT_BITSET	9
#define FUTEX_WAKE_BITSET	10
#define FUTEX_PRIVATE_FLAG	128
#define FUTEX_CLOCK_REALTIME	256

#define FUTEX_BITSET_MATCH_ANY	0xffffffff

#include <linux/compiler.h>

/* In a word of a robust list: */
#define FUTEX_WAITERS		0x80000000
#define FUTEX_OWNER_DIED	0x40000000
#define FUTEX_TID_MASK		0x3fffffff

struct robust_list {
	struct robust_list __user *next;
};

/* What set_robust_list() names: the locks that a thread holds. */
struct robust_list_head {
	struct robust_list list;
	long futex_offset;			/* from an entry to its word */
	struct robust_list __user *list_op_pending;	/* one that is being taken or given */
};

#define ROBUST_LIST_LIMIT	2048

#endif /* UAPI_LINUX_FUTEX_H */
