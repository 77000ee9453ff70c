/* SPDX-License-Identifier: MIT */
/*
 * linux/xarray.h - an array of pointers as long as numbers go, mostly empty
 *
 * kernel/xarray.c tells how.
 *
 * An entry is a pointer to at least 4-byte aligned memory, or a value of one bit less
 * than a long (xa_mk_value()).  NULL means "nothing there".
 *
 * Left out: ranges stored as one entry, tagged pointers, the xas_ functions.
 */
#ifndef LINUX_XARRAY_H
#define LINUX_XARRAY_H

#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/rcupdate.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct xa_node;

struct xarray {
	spinlock_t xa_lock;
	gfp_t xa_flags;			/* I: XA_FLAGS_* */
	struct xa_node __rcu *xa_root;	/* xa_lock to write, RCU to read */
};

typedef unsigned int xa_mark_t;
#define XA_MARK_0		((xa_mark_t)0U)
#define XA_MARK_1		((xa_mark_t)1U)
#define XA_MARK_2		((xa_mark_t)2U)
#define XA_PRESENT		((xa_mark_t)8U)		/* xa_find(): any entry */
#define XA_MAX_MARKS		3

/* Where the lock is taken, so that it can be dropped for a moment to allocate. */
#define XA_FLAGS_LOCK_IRQ	((gfp_t)1U)
#define XA_FLAGS_LOCK_BH	((gfp_t)2U)
#define XA_FLAGS_TRACK_FREE	((gfp_t)4U)
#define XA_FLAGS_ZERO_BUSY	((gfp_t)8U)
#define XA_FLAGS_ALLOC		XA_FLAGS_TRACK_FREE	/* xa_alloc() gives numbers from 0 */
#define XA_FLAGS_ALLOC1		(XA_FLAGS_TRACK_FREE | XA_FLAGS_ZERO_BUSY)	/* from 1 */

struct xa_limit {
	u32 max, min;			/* both included */
};

#define XA_LIMIT(_min, _max)	((struct xa_limit){ .min = (_min), .max = (_max) })
#define xa_limit_32b		XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b		XA_LIMIT(0, INT_MAX)
#define xa_limit_16b		XA_LIMIT(0, USHRT_MAX)

/* ---- entries ------------------------------------------------------------------------ */

static inline void *xa_mk_value(unsigned long v)
{
	WARN_ON((long)v < 0);
	return (void *)((v << 1) | 1);
}

static inline unsigned long xa_to_value(const void *entry)
{
	return (unsigned long)entry >> 1;
}

static inline bool xa_is_value(const void *entry)
{
	return (unsigned long)entry & 1;
}

/* What is neither pointer nor value: errors, and the mark of a reserved place. */
#define xa_mk_internal(v)	((void *)(((unsigned long)(v) << 2) | 2))
#define XA_ZERO_ENTRY		xa_mk_internal(257)
#define XA_ERROR(errno)		xa_mk_internal((long)(errno))

static inline bool xa_is_internal(const void *entry)
{
	return ((unsigned long)entry & 3) == 2;
}

static inline bool xa_is_zero(const void *entry)
{
	return unlikely(entry == XA_ZERO_ENTRY);
}

static inline bool xa_is_err(const void *entry)
{
	return unlikely(xa_is_internal(entry) && (long)entry < 0);
}

/* 0, or the error that xa_store() and the like returned in place of an entry. */
static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (int)((long)entry >> 2) : 0;
}

/* ---- arrays ---------------------------------------------------------------------------- */

#define XARRAY_INIT(name, flags) {				\
	.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock),		\
	.xa_flags = (flags),					\
}
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name)		DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name)	DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name)	DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	spin_lock_init(&xa->xa_lock);
	xa->xa_flags = flags;
	xa->xa_root = NULL;
}

static inline void xa_init(struct xarray *xa)
{
	xa_init_flags(xa, 0);
}

static inline bool xa_empty(const struct xarray *xa)
{
	return !READ_ONCE(xa->xa_root);
}

/* Readers: any context; what they find stays as long as RCU or the owner says. */
void *xa_load(struct xarray *xa, unsigned long index);
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter);
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max,
		    xa_mark_t filter);
bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
bool xa_marked(const struct xarray *xa, xa_mark_t mark);

#define xa_for_each_range(xa, index, entry, start, last)		\
	for (index = (start), entry = xa_find(xa, &index, last, XA_PRESENT); entry; \
	     entry = xa_find_after(xa, &index, last, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, start) \
	xa_for_each_range(xa, index, entry, start, ULONG_MAX)
#define xa_for_each(xa, index, entry)	xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_marked(xa, index, entry, filter)			\
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, filter); entry; \
	     entry = xa_find_after(xa, &index, ULONG_MAX, filter))

/* Writers take the lock themselves; with a gfp that may sleep they sleep without it. */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
int __must_check xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
int __must_check xa_reserve(struct xarray *xa, unsigned long index, gfp_t gfp);
void xa_release(struct xarray *xa, unsigned long index);
int __must_check xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
			  gfp_t gfp);
int __must_check xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
				 u32 *next, gfp_t gfp);
void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_destroy(struct xarray *xa);

/* The same under xa_lock(), which is dropped while a gfp that may sleep allocates. */
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *__xa_erase(struct xarray *xa, unsigned long index);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
int __must_check __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
int __must_check __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
			    gfp_t gfp);
int __must_check __xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry,
				   struct xa_limit limit, u32 *next, gfp_t gfp);
void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);

#define xa_trylock(xa)			spin_trylock(&(xa)->xa_lock)
#define xa_lock(xa)			spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa)			spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa)			spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa)		spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa)			spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa)		spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags)	spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags)	spin_unlock_irqrestore(&(xa)->xa_lock, flags)

/* For arrays whose lock is also taken in softirqs or interrupts. */
#define __XA_LOCKED(kind, xa, type, call)	\
	do {					\
		type __ret;			\
						\
		xa_lock##kind(xa);		\
		__ret = call;			\
		xa_unlock##kind(xa);		\
		return __ret;			\
	} while (0)

static inline void *xa_store_bh(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	__XA_LOCKED(_bh, xa, void *, __xa_store(xa, index, entry, gfp));
}

static inline void *xa_store_irq(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	__XA_LOCKED(_irq, xa, void *, __xa_store(xa, index, entry, gfp));
}

static inline void *xa_erase_bh(struct xarray *xa, unsigned long index)
{
	__XA_LOCKED(_bh, xa, void *, __xa_erase(xa, index));
}

static inline void *xa_erase_irq(struct xarray *xa, unsigned long index)
{
	__XA_LOCKED(_irq, xa, void *, __xa_erase(xa, index));
}

static inline int __must_check xa_alloc_bh(struct xarray *xa, u32 *id, void *entry,
					   struct xa_limit limit, gfp_t gfp)
{
	__XA_LOCKED(_bh, xa, int, __xa_alloc(xa, id, entry, limit, gfp));
}

static inline int __must_check xa_alloc_irq(struct xarray *xa, u32 *id, void *entry,
					    struct xa_limit limit, gfp_t gfp)
{
	__XA_LOCKED(_irq, xa, int, __xa_alloc(xa, id, entry, limit, gfp));
}

#endif /* LINUX_XARRAY_H */
