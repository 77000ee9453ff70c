/* SPDX-License-Identifier: MIT */
/* linux/pipe_fs_i.h - a pipe */
#ifndef LINUX_PIPE_FS_I_H
#define LINUX_PIPE_FS_I_H

#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

#define PIPE_DEF_BUFFERS 16		/* pages */

struct fasync_struct;

/* Lock legend: L mutex; U the lock of pipes in fs/pipe.c. */
struct pipe_inode_info {
	struct mutex mutex;		/* order: outside mmap_lock, whose page faults it meets */
	wait_queue_head_t rd_wait, wr_wait;
	u64 head;			/* L: bytes that were ever written */
	u64 tail;			/* L: and read */
	unsigned int ring_size;		/* L: pages, a power of two */
	void **pages;			/* L: a page is there while there are bytes in it */
	unsigned int readers, writers;	/* L: open files of either kind */
	unsigned int r_counter, w_counter;	/* L: that were ever opened */
	unsigned int files;		/* U: open files, and who is opening one */
	struct fasync_struct *fasync_readers, *fasync_writers;
};

#endif /* LINUX_PIPE_FS_I_H */
