// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_buffer.c - from the interrupt to the line discipline
 *
 * What it is for
 *
 *   The UART holds 16 characters; the next one pushes the first out.  So the interrupt
 *   must take them at once, and must not do what a line discipline does: that echoes,
 *   sends signals, waits for a mutex.  This is the place where the two halves meet.
 *
 * How it works
 *
 *       top half (hardirq)                       bottom half (kworker/u*)
 *       tty_insert_flip_char() ...               flush_to_ldisc():
 *         into the last buffer of the chain,       from the first buffer of the chain
 *         a new one when it is full                to port->client_ops->receive_buf()
 *       tty_flip_buffer_push()                     an empty one with a next is freed
 *         commit; queue_work() ------------------>
 *
 *   One produces, one consumes, so the chain needs no lock: the producer only writes
 *   behind commit, the consumer only reads before it, and a buffer belongs to the
 *   consumer alone once it has a next.  "Flip" is a name of the time when there were
 *   two buffers, and the halves changed them over.
 *
 *   The discipline may take less than it is offered, when its own buffer is full.  The
 *   rest stays here, and its reader calls tty_buffer_restart_work().
 *
 * Context
 *
 *     tty_insert_flip_*(), tty_flip_buffer_push()     any but NMI, one at a time per port
 *     flush_to_ldisc(), the others                    process, may sleep
 *
 * Invariants
 *
 *   [B1] A character is given to the client once, and in the order of insertion.
 *   [B2] A port's chain has at most mem_limit bytes; beyond it the newest are dropped
 *        and counted.  So a device that never stops talking costs 64 KiB.
 *
 * Compared with Linux: the same, but every buffer has the same size and has flags.
 */

#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>

#include "tty.h"

#define MEM_LIMIT	65536

/* ---- top half ------------------------------------------------------------------------ */

static void commit(struct tty_buffer *b)
{
	/* Pairs with the acquire in readable(): the characters below it are there. */
	smp_store_release(&b->commit, b->used);
}

/* No warning when memory is short: the console may be the very port. */
static struct tty_buffer *append(struct tty_bufhead *buf)
{
	struct tty_buffer *b;

	if (atomic_read(&buf->mem_used) + (int)sizeof(*b) > buf->mem_limit)
		return NULL;
	b = kmalloc(sizeof(*b), GFP_ATOMIC | __GFP_NOWARN);
	if (!b)
		return NULL;
	b->next = NULL;
	b->used = b->commit = b->read = 0;
	atomic_add(sizeof(*b), &buf->mem_used);
	commit(buf->tail);
	/* Pairs with the acquire in flush_to_ldisc(): with a next, its commit is the last. */
	smp_store_release(&buf->tail->next, b);
	buf->tail = b;
	return b;
}

/* The buffer for the next character, or NULL. */
static struct tty_buffer *with_room(struct tty_bufhead *buf)
{
	return buf->tail->used < TTY_BUFFER_CHARS ? buf->tail : append(buf);
}

/**
 * tty_insert_flip_string_fixed_flag - put in characters that have the same flag
 * Context: any but NMI.  Return: how many there was room for.
 */
int tty_insert_flip_string_fixed_flag(struct tty_port *port, const u8 *chars, char flag,
				      size_t size)
{
	size_t done = 0;

	while (done < size) {
		struct tty_buffer *b = with_room(&port->buf);
		size_t n;

		if (!b) {
			port->buf.dropped += size - done;
			break;
		}
		n = min_t(size_t, size - done, TTY_BUFFER_CHARS - b->used);
		memcpy(b->chars + b->used, chars + done, n);
		memset(b->flags + b->used, flag, n);
		b->used += n;
		done += n;
	}
	return done;
}
EXPORT_SYMBOL(tty_insert_flip_string_fixed_flag);

int tty_insert_flip_string_flags(struct tty_port *port, const u8 *chars, const u8 *flags,
				 size_t size)
{
	size_t done = 0;

	while (done < size &&
	       tty_insert_flip_string_fixed_flag(port, chars + done, flags[done], 1))
		done++;
	return done;
}
EXPORT_SYMBOL(tty_insert_flip_string_flags);

/**
 * tty_flip_buffer_push - let the line discipline have what was inserted
 * Context: any but NMI.
 */
void tty_flip_buffer_push(struct tty_port *port)
{
	commit(port->buf.tail);
	queue_work(system_unbound_wq, &port->buf.work);
}
EXPORT_SYMBOL(tty_flip_buffer_push);

/* ---- bottom half ---------------------------------------------------------------------- */

static unsigned int readable(const struct tty_buffer *b)
{
	/* Pairs with the release in commit(). */
	return smp_load_acquire(&b->commit) - b->read;
}

static void free_buffer(struct tty_bufhead *buf, struct tty_buffer *b)
{
	if (b == &buf->sentinel)
		return;
	atomic_sub(sizeof(*b), &buf->mem_used);
	kfree(b);
}

/* The first buffer that has something, or NULL; empty ones before it are freed. */
static struct tty_buffer *first_readable(struct tty_bufhead *buf)
{
	lockdep_assert_held(&buf->lock);
	for (;;) {
		struct tty_buffer *head = buf->head;
		/* Pairs with the release in append(), and comes before commit is read. */
		struct tty_buffer *next = smp_load_acquire(&head->next);

		if (readable(head))
			return head;
		if (!next)
			return NULL;
		buf->head = next;
		free_buffer(buf, head);
	}
}

/* Context: kworker. */
static void flush_to_ldisc(struct work_struct *work)
{
	struct tty_bufhead *buf = container_of(work, struct tty_bufhead, work);
	struct tty_port *port = container_of(buf, struct tty_port, buf);
	struct tty_buffer *b;

	mutex_lock(&buf->lock);
	while ((b = first_readable(buf))) {
		int taken = port->client_ops->receive_buf(port, b->chars + b->read,
							  b->flags + b->read, readable(b));

		if (taken <= 0)
			break;
		b->read += taken;
		cond_resched();
	}
	mutex_unlock(&buf->lock);
}

void tty_buffer_restart_work(struct tty_port *port)
{
	queue_work(system_unbound_wq, &port->buf.work);
}

void tty_buffer_flush(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *b;

	mutex_lock(&buf->lock);
	while ((b = first_readable(buf)))
		b->read += readable(b);
	mutex_unlock(&buf->lock);
}

/* ---- birth and end --------------------------------------------------------------------- */

void tty_buffer_init(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;

	mutex_init(&buf->lock);
	INIT_WORK(&buf->work, flush_to_ldisc);
	buf->head = buf->tail = &buf->sentinel;
	buf->mem_limit = MEM_LIMIT;
}

/* The driver inserts no more. */
void tty_buffer_destroy(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;
	struct tty_buffer *b, *next;

	cancel_work_sync(&buf->work);
	for (b = buf->head; b; b = next) {
		next = b->next;
		free_buffer(buf, b);
	}
	buf->head = buf->tail = &buf->sentinel;
}
