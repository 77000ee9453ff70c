/* SPDX-License-Identifier: MIT */
/*
 * linux/restart_block.h - a system call that must not simply be made again
 *
 * nanosleep() for an hour, interrupted after a minute by a stop and continue: made again
 * it would sleep an hour.  So it leaves here when its hour ends, returns
 * -ERESTART_RESTARTBLOCK, and restart_syscall() calls @fn.
 */
#ifndef LINUX_RESTART_BLOCK_H
#define LINUX_RESTART_BLOCK_H

#include <linux/compiler.h>
#include <linux/types.h>

struct __kernel_timespec;
struct pollfd;

enum timespec_type {
	TT_NONE		= 0,
	TT_NATIVE	= 1,
};

/* All fields: the task itself. */
struct restart_block {
	unsigned long arch_data;
	long (*fn)(struct restart_block *);
	union {
		struct {
			u32 __user *uaddr;
			u32 val;
			u32 flags;
			u32 bitset;
			u64 time;
			u32 __user *uaddr2;
		} futex;
		struct {
			clockid_t clockid;
			enum timespec_type type;
			struct __kernel_timespec __user *rmtp;
			u64 expires;
		} nanosleep;
		struct {
			struct pollfd __user *ufds;
			int nfds;
			int has_timeout;
			unsigned long tv_sec;
			unsigned long tv_nsec;
		} poll;
	};
};

long do_no_restart_syscall(struct restart_block *parm);

#endif /* LINUX_RESTART_BLOCK_H */
