/* SPDX-License-Identifier: MIT */
/*
 * linux/kfifo.h - a queue of elements in a ring, without a lock for one at each end
 *
 * One context may put and one other take at the same time, such as an interrupt
 * handler and a thread; more at either end need a lock.  The size is a power of two.
 * A "record" FIFO is one of bytes in which each kfifo_in() is taken out as a whole.
 *
 *     DEFINE_KFIFO(keys, unsigned char, 64);        in place
 *     DECLARE_KFIFO_PTR(events, struct event);      in a struct, memory by kfifo_alloc()
 *     struct kfifo bytes;                           the same for bytes
 *
 * Left out: DMA (kfifo_dma_*), and until there is a user mode kfifo_to_user() and
 * kfifo_from_user().
 */
#ifndef LINUX_KFIFO_H
#define LINUX_KFIFO_H

#include <linux/array_size.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/spinlock.h>
#include <linux/stddef.h>
#include <linux/types.h>

/*
 * in and out count for ever and wrap; in - out is what is inside.  in belongs to who
 * puts, out to who takes; each reads the other's with acquire, and publishes his own
 * with release when the data are copied.
 */
struct __kfifo {
	unsigned int in;	/* who puts */
	unsigned int out;	/* who takes */
	unsigned int mask;	/* I: elements - 1 */
	unsigned int esize;	/* I: bytes of an element */
	void *data;		/* I */
};

/* The pointers are never set: they carry the element's type to the macros below. */
#define __KFIFO_HEAD(item, recsize, pointee)					\
	union {									\
		struct __kfifo kfifo;						\
		item *type;							\
		const item *const_type;						\
		char (*rectype)[recsize];					\
		pointee *ptr;							\
		const pointee *ptr_const;					\
	}

#define __KFIFO_BODY(item, count, recsize, pointee)				\
{										\
	__KFIFO_HEAD(item, recsize, pointee);					\
	item buf[((count) < 2 || ((count) & ((count) - 1))) ? -1 : (count)];	\
}

#define __KFIFO_BODY_PTR(item, recsize, pointee)				\
{										\
	__KFIFO_HEAD(item, recsize, pointee);					\
	item buf[0];								\
}

#define STRUCT_KFIFO(type, size) struct __KFIFO_BODY(type, size, 0, type)
#define STRUCT_KFIFO_PTR(type) struct __KFIFO_BODY_PTR(type, 0, type)
#define STRUCT_KFIFO_REC_1(size) struct __KFIFO_BODY(unsigned char, size, 1, void)
#define STRUCT_KFIFO_REC_2(size) struct __KFIFO_BODY(unsigned char, size, 2, void)

struct kfifo __KFIFO_BODY_PTR(unsigned char, 0, void);
struct kfifo_rec_ptr_1 __KFIFO_BODY_PTR(unsigned char, 1, void);
struct kfifo_rec_ptr_2 __KFIFO_BODY_PTR(unsigned char, 2, void);

#define DECLARE_KFIFO(fifo, type, size) STRUCT_KFIFO(type, size) fifo
#define DECLARE_KFIFO_PTR(fifo, type) STRUCT_KFIFO_PTR(type) fifo

/* Does its memory come from kfifo_alloc()? */
#define __is_kfifo_ptr(fifo) (sizeof(*(fifo)) == sizeof(struct __kfifo))

#define INIT_KFIFO(fifo)							\
({										\
	typeof(&(fifo)) __f = &(fifo);						\
	__f->kfifo = (struct __kfifo){						\
		.mask = __is_kfifo_ptr(__f) ? 0 : ARRAY_SIZE(__f->buf) - 1,	\
		.esize = sizeof(*__f->buf),					\
		.data = __is_kfifo_ptr(__f) ? NULL : __f->buf,			\
	};									\
})

#define DEFINE_KFIFO(fifo, type, size)						\
	DECLARE_KFIFO(fifo, type, size) = {					\
		.kfifo = { .mask = (size) - 1, .esize = sizeof(type), .data = (fifo).buf }, \
	}

/* kernel/kfifo.c; lengths in elements, of records in bytes */
int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp_mask);
int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize);
void __kfifo_free(struct __kfifo *fifo);
int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied);
int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len,
		    unsigned int *copied);
unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len);
unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len);
unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len);
unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len,
			  size_t recsize);
unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len,
				size_t recsize);
unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize);
void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize);
unsigned int __kfifo_max_r(unsigned int len, size_t recsize);

static inline unsigned int __must_check __kfifo_must_check(unsigned int val)
{
	return val;
}

#define kfifo_initialized(fifo) ((fifo)->kfifo.mask)
#define kfifo_esize(fifo) ((fifo)->kfifo.esize)
#define kfifo_recsize(fifo) (sizeof(*(fifo)->rectype))
#define kfifo_size(fifo) ((fifo)->kfifo.mask + 1)

/* Forget what is inside: nobody may put or take meanwhile; _out: nobody take. */
#define kfifo_reset(fifo) ((void)((fifo)->kfifo.in = (fifo)->kfifo.out = 0))
#define kfifo_reset_out(fifo) ((void)((fifo)->kfifo.out = (fifo)->kfifo.in))

/* Of a record FIFO: with the lengths that stand before the records. */
#define kfifo_len(fifo) (READ_ONCE((fifo)->kfifo.in) - READ_ONCE((fifo)->kfifo.out))
#define kfifo_is_empty(fifo) (kfifo_len(fifo) == 0)
#define kfifo_is_full(fifo) (kfifo_len(fifo) > (fifo)->kfifo.mask)
#define __kfifo_unused(fifo) (kfifo_size(fifo) - kfifo_len(fifo))

/* How much can be put: elements, or the bytes of one record. */
#define kfifo_avail(fifo)							\
	__kfifo_must_check(kfifo_recsize(fifo) ?				\
			   __kfifo_max_r(__kfifo_unused(fifo), kfifo_recsize(fifo)) : \
			   __kfifo_unused(fifo))

/**
 * kfifo_alloc - get memory for @size elements, rounded up to a power of two
 * Return: 0, -EINVAL (less than two, or its memory is in place), -ENOMEM.
 */
#define kfifo_alloc(fifo, size, gfp_mask)					\
	((int)__kfifo_must_check(__is_kfifo_ptr(fifo) ?				\
		__kfifo_alloc(&(fifo)->kfifo, size, sizeof(*(fifo)->type), gfp_mask) : -EINVAL))

/* The same with memory of @size bytes that is there already; rounded down. */
#define kfifo_init(fifo, buffer, size)						\
	(__is_kfifo_ptr(fifo) ?							\
		__kfifo_init(&(fifo)->kfifo, buffer, size, sizeof(*(fifo)->type)) : -EINVAL)

#define kfifo_free(fifo)							\
({										\
	typeof((fifo) + 1) __f = (fifo);					\
	if (__is_kfifo_ptr(__f))						\
		__kfifo_free(&__f->kfifo);					\
})

/**
 * kfifo_in - put up to @n elements, or one record of @n bytes
 * Return: how many were put.
 */
#define kfifo_in(fifo, buffer, n)						\
({										\
	typeof((fifo) + 1) __f = (fifo);					\
	typeof(__f->ptr_const) __buf = (buffer);				\
	unsigned int __n = (n);							\
	kfifo_recsize(__f) ? __kfifo_in_r(&__f->kfifo, __buf, __n, kfifo_recsize(__f)) : \
			     __kfifo_in(&__f->kfifo, __buf, __n);		\
})

#define __kfifo_take(fifo, buffer, n, how)					\
({										\
	typeof((fifo) + 1) __f = (fifo);					\
	typeof(__f->ptr) __buf = (buffer);					\
	unsigned int __n = (n);							\
	kfifo_recsize(__f) ? how##_r(&__f->kfifo, __buf, __n, kfifo_recsize(__f)) : \
			     how(&__f->kfifo, __buf, __n);			\
})

/* Take up to @n elements, or one record.  Return: how many. */
#define kfifo_out(fifo, buffer, n)						\
	__kfifo_must_check(__kfifo_take(fifo, buffer, n, __kfifo_out))
/* The same, but leave them inside. */
#define kfifo_out_peek(fifo, buffer, n)						\
	__kfifo_must_check(__kfifo_take(fifo, buffer, n, __kfifo_out_peek))

/* One element.  Return: 1, or 0 if there was no room. */
#define kfifo_put(fifo, val)							\
({										\
	typeof((fifo) + 1) __p = (fifo);					\
	typeof(*__p->const_type) __val = (val);					\
	(int)kfifo_in(__p, (typeof(__p->ptr_const))&__val,			\
		      kfifo_recsize(__p) ? sizeof(__val) : 1);			\
})

#define __kfifo_take_one(fifo, val, how)					\
({										\
	typeof((fifo) + 1) __p = (fifo);					\
	typeof(__p->type) __val = (val);					\
	(int)__kfifo_must_check(__kfifo_take(__p, (typeof(__p->ptr))__val,	\
					     kfifo_recsize(__p) ? sizeof(*__val) : 1, how)); \
})

/* One element to *@val.  Return: 1, or 0 if there was none. */
#define kfifo_get(fifo, val) __kfifo_take_one(fifo, val, __kfifo_out)
#define kfifo_peek(fifo, val) __kfifo_take_one(fifo, val, __kfifo_out_peek)

/*
 * To and from a program's memory, @len bytes at most; *copied: how many it was.  Not for FIFOs
 * of records.  May sleep.  Return: 0 or -EFAULT.
 */
#define kfifo_from_user(fifo, from, len, copied)				\
	__kfifo_must_check(__kfifo_user(fifo, from, len, copied, __kfifo_from_user))
#define kfifo_to_user(fifo, to, len, copied)					\
	__kfifo_must_check(__kfifo_user(fifo, to, len, copied, __kfifo_to_user))
#define __kfifo_user(fifo, user, len, copied, how)				\
({										\
	typeof((fifo) + 1) __f = (fifo);					\
	BUILD_BUG_ON(sizeof(*__f->rectype));					\
	how(&__f->kfifo, user, len, copied);					\
})

/* Take one element, or one record, away unseen: there is one. */
#define kfifo_skip(fifo)							\
({										\
	typeof((fifo) + 1) __f = (fifo);					\
	if (kfifo_recsize(__f))							\
		__kfifo_skip_r(&__f->kfifo, kfifo_recsize(__f));		\
	else									\
		smp_store_release(&__f->kfifo.out, __f->kfifo.out + 1);		\
})

/* The bytes of the next record; of another FIFO, of all elements. */
#define kfifo_peek_len(fifo)							\
	(kfifo_recsize(fifo) ? __kfifo_len_r(&(fifo)->kfifo, kfifo_recsize(fifo)) : \
			       kfifo_len(fifo) * kfifo_esize(fifo))

/* For more than one at an end: under @lock, with interrupts off or as they are. */
#define __kfifo_locked(lock, call)						\
({										\
	unsigned long __flags;							\
	unsigned int __ret;							\
	spin_lock_irqsave(lock, __flags);					\
	__ret = (call);								\
	spin_unlock_irqrestore(lock, __flags);					\
	__ret;									\
})
#define __kfifo_locked_noirqsave(lock, call)					\
({										\
	unsigned int __ret;							\
	spin_lock(lock);							\
	__ret = (call);								\
	spin_unlock(lock);							\
	__ret;									\
})

#define kfifo_in_spinlocked(fifo, buf, n, lock) __kfifo_locked(lock, kfifo_in(fifo, buf, n))
#define kfifo_in_spinlocked_noirqsave(fifo, buf, n, lock)			\
	__kfifo_locked_noirqsave(lock, kfifo_in(fifo, buf, n))
#define kfifo_in_locked(fifo, buf, n, lock) kfifo_in_spinlocked(fifo, buf, n, lock)
#define kfifo_out_spinlocked(fifo, buf, n, lock)				\
	__kfifo_must_check(__kfifo_locked(lock, kfifo_out(fifo, buf, n)))
#define kfifo_out_spinlocked_noirqsave(fifo, buf, n, lock)			\
	__kfifo_must_check(__kfifo_locked_noirqsave(lock, kfifo_out(fifo, buf, n)))
#define kfifo_out_locked(fifo, buf, n, lock) kfifo_out_spinlocked(fifo, buf, n, lock)
#define kfifo_is_empty_spinlocked(fifo, lock) __kfifo_locked(lock, kfifo_is_empty(fifo))
#define kfifo_is_empty_spinlocked_noirqsave(fifo, lock)				\
	__kfifo_locked_noirqsave(lock, kfifo_is_empty(fifo))

#endif /* LINUX_KFIFO_H */
