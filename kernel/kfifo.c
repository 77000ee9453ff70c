// SPDX-License-Identifier: MIT
/*
 * kernel/kfifo.c - a ring with one who puts and one who takes
 *
 * Each owns one counter.  Who puts copies first and publishes `in` after it, with
 * release; who takes reads `in` with acquire and then finds the data.  The other way
 * round `out` says which room is free again.  So no lock is needed.
 *
 * Elements are counted, records (the functions in _r) are bytes with a length of one or
 * two bytes in front.
 *
 * See also: <linux/kfifo.h>; tests/unit/kfifo_test.c.
 */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/barrier.h>

#define MIN_ELEMENTS	2
#define BITS_OF_BYTE	8

/* ---- memory -------------------------------------------------------------------- */

static int set_up(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize)
{
	*fifo = (struct __kfifo){ .esize = esize };
	if (size < MIN_ELEMENTS)
		return -EINVAL;
	fifo->data = buffer;
	fifo->mask = size - 1;
	return 0;
}

int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp_mask)
{
	int ret;

	size = roundup_pow_of_two(size ?: 1);
	ret = set_up(fifo, NULL, size, esize);
	if (ret)
		return ret;
	fifo->data = kmalloc_array(esize, size, gfp_mask);
	if (!fifo->data) {
		fifo->mask = 0;
		return -ENOMEM;
	}
	return 0;
}
EXPORT_SYMBOL(__kfifo_alloc);

int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize)
{
	size /= esize;
	return set_up(fifo, buffer, size ? rounddown_pow_of_two(size) : 0, esize);
}
EXPORT_SYMBOL(__kfifo_init);

void __kfifo_free(struct __kfifo *fifo)
{
	kfree(fifo->data);
	*fifo = (struct __kfifo){ };
}
EXPORT_SYMBOL(__kfifo_free);

/* ---- elements -------------------------------------------------------------------- */

/* The two parts of @len elements from @at on: up to the end of the ring, and the rest. */
struct parts {
	size_t offset, first, rest;		/* bytes */
};

static struct parts parts_of(const struct __kfifo *fifo, unsigned int at, unsigned int len)
{
	unsigned int index = at & fifo->mask;
	unsigned int first = min(len, fifo->mask + 1 - index);

	return (struct parts){
		.offset = (size_t)index * fifo->esize,
		.first = (size_t)first * fifo->esize,
		.rest = (size_t)(len - first) * fifo->esize,
	};
}

static void copy_in(struct __kfifo *fifo, const void *src, unsigned int at, unsigned int len)
{
	struct parts p = parts_of(fifo, at, len);

	memcpy(fifo->data + p.offset, src, p.first);
	memcpy(fifo->data, src + p.first, p.rest);
}

static void copy_out(const struct __kfifo *fifo, void *dst, unsigned int at, unsigned int len)
{
	struct parts p = parts_of(fifo, at, len);

	memcpy(dst, fifo->data + p.offset, p.first);
	memcpy(dst + p.first, fifo->data, p.rest);
}

/* For who puts; pairs with the release of `out`. */
static unsigned int room(const struct __kfifo *fifo)
{
	return fifo->mask + 1 - (fifo->in - smp_load_acquire(&fifo->out));
}

/* For who takes; pairs with the release of `in`. */
static unsigned int filled(const struct __kfifo *fifo)
{
	return smp_load_acquire(&fifo->in) - fifo->out;
}

unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len)
{
	len = min(len, room(fifo));
	copy_in(fifo, buf, fifo->in, len);
	smp_store_release(&fifo->in, fifo->in + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_in);

unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = min(len, filled(fifo));
	copy_out(fifo, buf, fifo->out, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek);

unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = __kfifo_out_peek(fifo, buf, len);
	smp_store_release(&fifo->out, fifo->out + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out);

/* ---- elements and user memory ------------------------------------------------------ */

/* Whole elements of @bytes, of which @failed at the end did not make it. */
static unsigned int elements_done(size_t bytes, size_t failed, size_t esize)
{
	return (bytes - failed) / esize;
}

/**
 * __kfifo_from_user - put what a program has at @from
 * @len: bytes
 * @copied: how many bytes were put: whole elements
 * Context: process, may sleep.
 * Return: 0, or -EFAULT; what could be read before is in the FIFO.
 */
int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied)
{
	unsigned int n = min_t(unsigned long, len / fifo->esize, room(fifo)), done;
	struct parts p = parts_of(fifo, fifo->in, n);
	size_t failed = copy_from_user(fifo->data + p.offset, from, p.first);

	if (failed)
		failed += p.rest;
	else
		failed = copy_from_user(fifo->data, from + p.first, p.rest);
	done = elements_done(p.first + p.rest, failed, fifo->esize);
	smp_store_release(&fifo->in, fifo->in + done);
	*copied = done * fifo->esize;
	return failed ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_from_user);

/* The other way: up to @len bytes to @to. */
int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len,
		    unsigned int *copied)
{
	unsigned int n = min_t(unsigned long, len / fifo->esize, filled(fifo)), done;
	struct parts p = parts_of(fifo, fifo->out, n);
	size_t failed = copy_to_user(to, fifo->data + p.offset, p.first);

	if (failed)
		failed += p.rest;
	else
		failed = copy_to_user(to + p.first, fifo->data, p.rest);
	done = elements_done(p.first + p.rest, failed, fifo->esize);
	smp_store_release(&fifo->out, fifo->out + done);
	*copied = done * fifo->esize;
	return failed ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_to_user);

/* ---- records ---------------------------------------------------------------------- */

/* What the length in front of a record can say, lowest byte first. */
static unsigned int longest_record(size_t recsize)
{
	return (1u << (BITS_OF_BYTE * recsize)) - 1;
}

/* How long may a record be, if @len bytes are free? */
unsigned int __kfifo_max_r(unsigned int len, size_t recsize)
{
	if (len <= recsize)
		return 0;
	return min(len - (unsigned int)recsize, longest_record(recsize));
}
EXPORT_SYMBOL(__kfifo_max_r);

/* The length of the next record.  There is one. */
unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize)
{
	u8 bytes[2] = { };

	copy_out(fifo, bytes, fifo->out, recsize);
	return bytes[0] | bytes[1] << BITS_OF_BYTE;
}
EXPORT_SYMBOL(__kfifo_len_r);

/* All of it or nothing. */
unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len,
			  size_t recsize)
{
	u8 bytes[2] = { len, len >> BITS_OF_BYTE };

	if (len > __kfifo_max_r(room(fifo), recsize))
		return 0;
	copy_in(fifo, bytes, fifo->in, recsize);
	copy_in(fifo, buf, fifo->in + recsize, len);
	smp_store_release(&fifo->in, fifo->in + recsize + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_in_r);

unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len,
				size_t recsize)
{
	if (!filled(fifo))
		return 0;
	len = min(len, __kfifo_len_r(fifo, recsize));
	copy_out(fifo, buf, fifo->out + recsize, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek_r);

void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize)
{
	smp_store_release(&fifo->out, fifo->out + recsize + __kfifo_len_r(fifo, recsize));
}
EXPORT_SYMBOL(__kfifo_skip_r);

/* What does not fit into @len is lost with its record. */
unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize)
{
	if (!filled(fifo))
		return 0;
	len = __kfifo_out_peek_r(fifo, buf, len, recsize);
	__kfifo_skip_r(fifo, recsize);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_r);
