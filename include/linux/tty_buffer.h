/* SPDX-License-Identifier: MIT */
/* linux/tty_buffer.h - characters on their way from the interrupt to the line discipline */
#ifndef LINUX_TTY_BUFFER_H
#define LINUX_TTY_BUFFER_H

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/workqueue.h>

/* What is known of a character beside its value. */
#define TTY_NORMAL	0
#define TTY_BREAK	1
#define TTY_FRAME	2
#define TTY_PARITY	3
#define TTY_OVERRUN	4	/* characters were lost before this place; it is none itself */

#define TTY_BUFFER_CHARS	256

struct tty_buffer {
	struct tty_buffer *next;	/* the producer sets it, once */
	unsigned int used;		/* the producer's */
	unsigned int commit;		/* the producer's; the consumer reads up to here */
	unsigned int read;		/* the consumer's */
	u8 chars[TTY_BUFFER_CHARS];
	u8 flags[TTY_BUFFER_CHARS];	/* TTY_* */
};

/* The interrupt puts in at the tail, the work item takes out at the head: no lock between them. */
struct tty_bufhead {
	struct tty_buffer *head;	/* lock */
	struct work_struct work;	/* flush_to_ldisc(), in a kworker */
	struct mutex lock;		/* consumers; order: outside all locks of the discipline */
	struct tty_buffer *tail;	/* the producer's */
	atomic_t mem_used;		/* A: bytes in the chain */
	int mem_limit;			/* I */
	unsigned int dropped;		/* the producer's: characters there was no memory for */
	struct tty_buffer sentinel;	/* the first in the chain; never freed */
};

#endif /* LINUX_TTY_BUFFER_H */
