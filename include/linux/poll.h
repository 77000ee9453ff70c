/* SPDX-License-Identifier: MIT */
/*
 * linux/poll.h - waiting until something can be done with one of several files
 *
 * A driver's poll() names its wait queues and says what can be done now:
 *
 *     poll_wait(file, &dev->readers, wait);
 *     return kfifo_is_empty(&dev->fifo) ? 0 : EPOLLIN | EPOLLRDNORM;
 *
 * The first call of a poll() puts the caller on the queues; when one of them is woken, all
 * files are asked again.  fs/select.c tells how.
 */
#ifndef LINUX_POLL_H
#define LINUX_POLL_H

#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/ktime.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <uapi/linux/eventpoll.h>
#include <uapi/linux/poll.h>

/* Of a file without a poll(): reading and writing never wait. */
#define DEFAULT_POLLMASK (EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM)

#define N_INLINE_POLL_ENTRIES 6		/* wait queues before memory is allocated */

struct poll_table_struct;

typedef void (*poll_queue_proc)(struct file *file, wait_queue_head_t *wq_head,
				struct poll_table_struct *pt);

/* What a file's poll() hands on to poll_wait(). */
typedef struct poll_table_struct {
	poll_queue_proc _qproc;		/* NULL: only asked, nobody will wait */
	__poll_t _key;			/* what the caller is interested in */
} poll_table;

/* To be called by poll() for each queue that is woken when its answer changes. */
static inline void poll_wait(struct file *file, wait_queue_head_t *wq_head, poll_table *pt)
{
	if (pt && pt->_qproc && wq_head)
		pt->_qproc(file, wq_head, pt);
}

static inline bool poll_does_not_wait(const poll_table *pt)
{
	return !pt || !pt->_qproc;
}

static inline __poll_t poll_requested_events(const poll_table *pt)
{
	return pt ? pt->_key : ~(__poll_t)0;
}

static inline void init_poll_funcptr(poll_table *pt, poll_queue_proc qproc)
{
	pt->_qproc = qproc;
	pt->_key = ~(__poll_t)0;
}

static inline bool file_can_poll(struct file *file)
{
	return file->f_op->poll;
}

static inline __poll_t vfs_poll(struct file *file, struct poll_table_struct *pt)
{
	return file->f_op->poll ? file->f_op->poll(file, pt) : DEFAULT_POLLMASK;
}

struct poll_table_entry {
	struct file *filp;		/* with a reference */
	__poll_t key;
	wait_queue_entry_t wait;
	wait_queue_head_t *wait_address;
};

struct poll_table_page;

/* One call of poll() or select(). */
struct poll_wqueues {
	poll_table pt;
	struct poll_table_page *table;	/* more entries */
	struct task_struct *polling_task;
	int triggered;			/* a queue was woken since we last asked */
	int error;			/* -ENOMEM: an entry is missing */
	int inline_index;
	struct poll_table_entry inline_entries[N_INLINE_POLL_ENTRIES];
};

void poll_initwait(struct poll_wqueues *pwq);
void poll_freewait(struct poll_wqueues *pwq);

#endif /* LINUX_POLL_H */
