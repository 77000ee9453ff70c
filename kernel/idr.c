// SPDX-License-Identifier: MIT
/*
 * kernel/idr.c - small numbers for things: idr with a pointer for each, ida without
 *
 * Both are arrays that give away free indices; kernel/xarray.c tells how.  A pointer of
 * an idr may be NULL and still has its number: the place is taken.
 *
 * Locking: the callers of an idr keep writers apart by a lock of their own, of which we
 * know nothing: the array's is taken with interrupts off, and never dropped.  An ida has
 * no other lock than that.
 */

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "xarray.h"

/* ---- idr --------------------------------------------------------------------- */

/* Memory is got without the lock, whether or not the gfp may sleep. */
static int alloc_between(struct xarray *xa, void *ptr, u32 *id, unsigned long min,
			 unsigned long max, gfp_t gfp)
{
	struct xa_spares spares = { };
	unsigned long flags;
	int err;

	do {
		xa_lock_irqsave(xa, flags);
		err = xa_store_free(xa, id, ptr, min, max, &spares);
		xa_unlock_irqrestore(xa, flags);
	} while (err == -ENOMEM && xa_add_spare(&spares, gfp));
	xa_free_spares(&spares);
	return err == -EBUSY ? -ENOSPC : err;
}

/* From *id to @max. */
int idr_alloc_u32(struct idr *idr, void *ptr, u32 *id, unsigned long max, gfp_t gfp)
{
	unsigned int base = idr->idr_base;
	u32 at;
	int err;

	if (*id < base)
		*id = base;
	if (WARN_ON_ONCE(xa_is_internal(ptr)) || max < *id)
		return xa_is_internal(ptr) ? -EINVAL : -ENOSPC;
	err = alloc_between(&idr->idr_rt, ptr, &at, *id - base, max - base, gfp);
	if (!err)
		*id = at + base;
	return err;
}
EXPORT_SYMBOL_GPL(idr_alloc_u32);

/**
 * idr_alloc - give a thing the smallest free number of a range
 * @end: the first that is too great; <= 0: none is
 *
 * Context: as @gfp says.
 * Return: the number; -ENOSPC, -ENOMEM, -EINVAL.
 */
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	u32 id = start;
	int err;

	if (WARN_ON_ONCE(start < 0))
		return -EINVAL;
	err = idr_alloc_u32(idr, ptr, &id, end > 0 ? end - 1 : INT_MAX, gfp);
	return err ? err : (int)id;
}
EXPORT_SYMBOL_GPL(idr_alloc);

/* The same, behind the one given last: a number does not come back soon. */
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	u32 id = max_t(u32, idr->idr_next, start), max = end > 0 ? end - 1 : INT_MAX;
	int err = idr_alloc_u32(idr, ptr, &id, max, gfp);

	if (err == -ENOSPC && id > start) {
		id = start;
		err = idr_alloc_u32(idr, ptr, &id, max, gfp);
	}
	if (err)
		return err;
	idr->idr_next = id + 1;
	return id;
}
EXPORT_SYMBOL(idr_alloc_cyclic);

void *idr_remove(struct idr *idr, unsigned long id)
{
	unsigned long flags;
	void *ptr;

	xa_lock_irqsave(&idr->idr_rt, flags);
	ptr = __xa_erase(&idr->idr_rt, id - idr->idr_base);
	xa_unlock_irqrestore(&idr->idr_rt, flags);
	return ptr;
}
EXPORT_SYMBOL_GPL(idr_remove);

/* Context: any; the caller sees that what is found stays. */
void *idr_find(const struct idr *idr, unsigned long id)
{
	return xa_load((struct xarray *)&idr->idr_rt, id - idr->idr_base);
}
EXPORT_SYMBOL_GPL(idr_find);

/* Another pointer for a number.  The old one; ERR_PTR(-ENOENT) if the number is free. */
void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	struct xarray *xa = &idr->idr_rt;
	unsigned long at = id - idr->idr_base, index = at, flags;
	void *old = ERR_PTR(-ENOENT);

	xa_lock_irqsave(xa, flags);
	if (xa_next_index(xa, &index, at, XA_STORED))
		old = __xa_store(xa, at, ptr, GFP_NOWAIT);
	xa_unlock_irqrestore(xa, flags);
	return old;
}
EXPORT_SYMBOL(idr_replace);

/* The first at or behind *nextid; pointers that are NULL are passed over. */
void *idr_get_next(struct idr *idr, int *nextid)
{
	unsigned int base = idr->idr_base;
	unsigned long at = (unsigned int)*nextid < base ? 0 : (unsigned int)*nextid - base;
	void *ptr = *nextid < 0 ? NULL : xa_find(&idr->idr_rt, &at, INT_MAX, XA_PRESENT);

	if (ptr)
		*nextid = at + base;
	return ptr;
}
EXPORT_SYMBOL(idr_get_next);

int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data)
{
	unsigned long index;
	void *ptr;

	xa_for_each((struct xarray *)&idr->idr_rt, index, ptr) {
		int ret = fn(index + idr->idr_base, ptr, data);

		if (ret)
			return ret;
	}
	return 0;
}
EXPORT_SYMBOL(idr_for_each);

void idr_destroy(struct idr *idr)
{
	xa_destroy(&idr->idr_rt);
	idr->idr_next = 0;
}
EXPORT_SYMBOL(idr_destroy);

/* ---- ida --------------------------------------------------------------------- */

/**
 * ida_alloc_range - the smallest free number of a range
 * Context: any but NMI, as @gfp says.
 * Return: the number; -ENOSPC, -ENOMEM.
 */
int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp)
{
	u32 id;
	int err;

	if ((int)min < 0)
		return -ENOSPC;
	if ((int)max < 0)
		max = INT_MAX;
	err = alloc_between(&ida->xa, xa_mk_value(1), &id, min, max, gfp);
	return err ? err : (int)id;
}
EXPORT_SYMBOL(ida_alloc_range);

void ida_free(struct ida *ida, unsigned int id)
{
	unsigned long flags;
	void *was;

	if ((int)id < 0)
		return;
	xa_lock_irqsave(&ida->xa, flags);
	was = __xa_erase(&ida->xa, id);
	xa_unlock_irqrestore(&ida->xa, flags);
	WARN(!was, "ida_free called for id=%d which is not allocated.\n", id);
}
EXPORT_SYMBOL(ida_free);

void ida_destroy(struct ida *ida)
{
	xa_destroy(&ida->xa);
}
EXPORT_SYMBOL(ida_destroy);
