// SPDX-License-Identifier: MIT
/*
 * kernel/mm/slab.c - equal objects cut from pages, and a list of them for each CPU
 *
 * What it is for
 *
 *   The kernel allocates small things of few kinds, often, from any context:
 *   a work item in an interrupt handler, a timer in a softirq.  The common case
 *   must take a few dozen instructions and touch nothing other CPUs touch.
 *
 * How it works
 *
 *   A cache has objects of one size.  A slab is a block of pages cut into such
 *   objects; the free ones are linked inside themselves, so they cost nothing.
 *   On top of the slabs each CPU keeps a short list of its own:
 *
 *       kmalloc, kmem_cache_alloc            kfree, kmem_cache_free
 *              pop |     ^ refill: cpu_batch      | push   ^ list full: cpu_batch
 *                  v     | objects at once        v        v objects go back
 *       per CPU   freelist -> obj -> obj -> obj
 *       ------------------------------------------------ s->lock
 *       slabs     partial: [o.o..o] [..oo]     full: [oooo] [oooo]
 *       pages     alloc_pages / free_pages
 *
 *   Both directions of the fast path are the same few steps: interrupts off,
 *   one word of the CPU's list read or written, interrupts back.  To free, only
 *   the cache must be known, and struct page says it; the slab the object came
 *   from matters only when the list overflows.
 *
 *   Caches that are checked (debug=slab), have a constructor, or are
 *   SLAB_TYPESAFE_BY_RCU may not be written into while free.  Their CPU lists
 *   have no room and stay empty: so both fast paths fall into the slow one by
 *   themselves, at no cost to the others.
 *
 * Context
 *
 *   Any but NMI; with __GFP_DIRECT_RECLAIM only where one may sleep, which is
 *   checked with what the fast path reads anyway.
 *
 * Locking
 *
 *   The CPU's list: interrupts off, own CPU.  Slabs and their lists: s->lock,
 *   taken with interrupts off; zone->lock nests inside it.
 *
 * Invariants (each is upheld at the tag)
 *
 *   [C1] slab->inuse counts the objects not in the slab's own free list: in
 *        use, or in some CPU's list.
 *   [C2] A slab is in s->partial exactly when it has a free object.
 *   [C3] A CPU's list holds cpu_limit - room objects; until its first use it
 *        is empty and has no room.
 *
 * Compared with Linux
 *
 *   Linux's SLUB freezes a whole slab for a CPU and needs a double-word
 *   cmpxchg; a list that mixes slabs (as its older SLAB did with arrays) is
 *   shorter to run and to explain.  Left out: NUMA, merging of similar caches,
 *   memcg accounting, sysfs.
 *
 * See also: Bonwick, The Slab Allocator (USENIX 1994), and Magazines and Vmem
 * (USENIX 2001), where the per-CPU idea is from; tests/unit/slab_test.c.
 */

#include <linux/bug.h>
#include <linux/debugflags.h>
#include <linux/debugobjects.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/memblock.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

/* Slabs kept although nothing in them is in use, against coming and going. */
#define KEEP_EMPTY	1

/* ---- slabs; callers hold s->lock --------------------------------------------------- */

/* Link all objects; the first in memory is given out first. */
static void link_objects(struct kmem_cache *s, struct page *slab)
{
	void *object, *first = page_address(slab) + s->red_left_pad;
	void *last = first + (s->objects - 1) * s->size;

	for (object = first; object < last; object += s->size)
		set_freepointer(s, object, object + s->size);
	set_freepointer(s, last, NULL);
	slab_set_first_free(slab, first);
}

static void construct_objects(struct kmem_cache *s, struct page *slab)
{
	void *object;

	if (!s->ctor)
		return;
	for_each_object(object, s, slab)
		s->ctor(object);
}

static struct page *new_slab(struct kmem_cache *s, gfp_t gfp)
{
	/* Interrupts are off, and the caller's right to sleep has been checked. */
	gfp_t page_gfp = (gfp & ~(__GFP_DIRECT_RECLAIM | __GFP_ZERO | __GFP_COMP)) | s->allocflags;
	struct page *slab = alloc_pages(page_gfp, s->order);
	unsigned int i;

	if (!slab)
		return NULL;
	for (i = 0; i < 1U << s->order; i++) {
		slab[i].flags = BIT(PG_slab);
		slab[i].slab_cache = s;
	}
	slab->inuse = 0;
	if (unlikely(slab_debug(s)))
		slab_debug_new_slab(s, slab);
	construct_objects(s, slab);
	link_objects(s, slab);

	list_add(&slab->lru, &s->partial);			/* [C2] */
	s->nr_slabs++;
	s->nr_empty++;
	s->nr_free += s->objects;
	return slab;
}

static void delete_slab(struct kmem_cache *s, struct page *slab)
{
	unsigned int i;

	list_del(&slab->lru);
	s->nr_slabs--;
	s->nr_empty--;
	s->nr_free -= s->objects;
	for (i = 0; i < 1U << s->order; i++)
		slab[i].flags = 0;
	atomic_set(&slab->_refcount, 1);
	__free_pages(slab, s->order);
}

/* A slab with a free object: the first partial one, or a new one. */
static struct page *get_partial(struct kmem_cache *s, gfp_t gfp)
{
	if (likely(!list_empty(&s->partial)))
		return list_first_entry(&s->partial, struct page, lru);
	return new_slab(s, gfp);
}

static void *take_object(struct kmem_cache *s, struct page *slab)
{
	void *object = slab_first_free(slab);

	lockdep_assert_held(&s->lock);

	slab_set_first_free(slab, get_freepointer(s, object));
	if (!slab->inuse++)					/* [C1] */
		s->nr_empty--;
	s->nr_free--;
	if (slab->free == SLAB_NO_FREE)
		list_move(&slab->lru, &s->full);		/* [C2] */
	return object;
}

static void return_object(struct kmem_cache *s, struct page *slab, void *object)
{
	lockdep_assert_held(&s->lock);

	if (slab->free == SLAB_NO_FREE)
		list_move(&slab->lru, &s->partial);		/* [C2] */
	set_freepointer(s, object, slab_first_free(slab));
	slab_set_first_free(slab, object);
	s->nr_free++;
	if (--slab->inuse)					/* [C1] */
		return;
	s->nr_empty++;
	if (s->nr_empty > KEEP_EMPTY && !(s->flags & SLAB_TYPESAFE_BY_RCU))
		delete_slab(s, slab);
}

/* ---- a CPU's list; interrupts are off ------------------------------------------------ */

static void cpu_list_push(struct kmem_cache_cpu *c, void *object)
{
	*(void **)object = c->freelist;
	c->freelist = object;
	c->minus_room++;
}

static void *cpu_list_pop(struct kmem_cache_cpu *c)
{
	void *object = c->freelist;

	c->freelist = *(void **)object;
	c->minus_room--;
	return object;
}

/* ---- allocation -------------------------------------------------------------------------- */

/* Fill this CPU's list and take one.  Interrupts are off. */
static void *refill_and_take(struct kmem_cache *s, struct kmem_cache_cpu *c, gfp_t gfp)
{
	struct page *slab;

	if (!c->freelist)
		c->minus_room = -s->cpu_limit;			/* [C3] */

	spin_lock(&s->lock);
	while (cpu_list_count(s, c) < s->cpu_batch && (slab = get_partial(s, gfp)))
		cpu_list_push(c, take_object(s, slab));
	spin_unlock(&s->lock);

	return c->freelist ? cpu_list_pop(c) : NULL;
}

/* A slab in which a check failed is taken out of use, as it stands. */
static void isolate_slab(struct kmem_cache *s, struct page *slab)
{
	if (!slab_catcher)
		pr_err("FIX %s: Marking all objects used\n", s->name);
	s->nr_free -= s->objects - slab->inuse;
	slab->inuse = s->objects;
	slab->free = SLAB_NO_FREE;
	list_move(&slab->lru, &s->full);
}

/* One object, straight from a slab: checked caches and those with a constructor. */
static void *alloc_uncached(struct kmem_cache *s, gfp_t gfp, unsigned long caller)
{
	struct page *slab;
	void *object = NULL;

	spin_lock(&s->lock);
	while (!object && (slab = get_partial(s, gfp))) {
		object = take_object(s, slab);
		if (slab_debug(s) && !slab_debug_alloc(s, slab, object, caller)) {
			isolate_slab(s, slab);
			object = NULL;
		}
	}
	spin_unlock(&s->lock);
	return object;
}

static void *alloc_refilling(struct kmem_cache *s, gfp_t gfp, unsigned long caller)
{
	unsigned long flags;
	void *object;

	local_irq_save(flags);
	if (s->cpu_limit)
		object = refill_and_take(s, this_cpu_ptr(s->cpu_slab), gfp);
	else
		object = alloc_uncached(s, gfp, caller);
	local_irq_restore(flags);
	return object;
}

static noinline void *zero_object(const struct kmem_cache *s, void *object)
{
	return memset(object, 0, s->object_size);
}

/* All that the fast path leaves out: checks, injected failures, an empty list. */
static noinline void *alloc_slow(struct kmem_cache *s, gfp_t gfp, unsigned long caller)
{
	void *object;

	might_alloc(gfp);
	if (READ_ONCE(fault_inject_armed) && should_failslab(s, gfp))
		return NULL;
	object = alloc_refilling(s, gfp, caller);
	return object && gfp & __GFP_ZERO ? zero_object(s, object) : object;
}

/* One object of this CPU's list; NULL for everything that is not the common case. */
static __always_inline void *slab_alloc_fast(struct kmem_cache *s, gfp_t gfp)
{
	struct kmem_cache_cpu __percpu *c = s->cpu_slab;
	unsigned long flags;
	void *object;

	if (unlikely(fault_inject_armed))	/* a stale value only lets one more pass */
		return NULL;

	local_irq_save(flags);
	object = this_cpu_read(c->freelist);
	if (unlikely(!object))
		goto slow;
	/* May it sleep, and says so where one must not?  The slow path asks more closely. */
	if (gfpflags_allow_blocking(gfp) &&
	    (unlikely(!preempt_count_at_rest()) || unlikely(irqs_disabled_flags(flags))))
		goto slow;
	this_cpu_write(c->freelist, *(void **)object);
	this_cpu_dec(c->minus_room);
	local_irq_restore(flags);
	return object;

slow:
	local_irq_restore(flags);
	return NULL;
}

/*
 * What every allocating function ends with.  A macro, so that the caller's
 * address is fetched only where it is wanted, and the fast path needs no
 * registers but the arguments'.
 */
#define slab_alloc(s, gfp, caller) ({						\
	struct kmem_cache *__s = (s);						\
	gfp_t __gfp = (gfp);							\
	void *__object = slab_alloc_fast(__s, __gfp);				\
	if (unlikely(!__object))						\
		__object = alloc_slow(__s, __gfp, caller);			\
	else if (unlikely(__gfp & __GFP_ZERO))					\
		__object = zero_object(__s, __object);				\
	__object; })

/**
 * kmem_cache_alloc - allocate an object
 *
 * Context: any but NMI; where one may sleep if @gfp allows sleeping.
 * Return: the object, or NULL.
 */
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t gfp)
{
	return slab_alloc(s, gfp, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_alloc);

/* kmalloc() of a constant size; @size is for tracers. */
void *kmalloc_trace(struct kmem_cache *s, gfp_t gfp, size_t size)
{
	return slab_alloc(s, gfp, _RET_IP_);
}
EXPORT_SYMBOL(kmalloc_trace);

void *__kmalloc_track_caller(size_t size, gfp_t gfp, unsigned long caller)
{
	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	if (unlikely(size > KMALLOC_MAX_CACHE_SIZE || gfp & (__GFP_DMA | __GFP_DMA32)))
		return kmalloc_large(size, gfp);
	return slab_alloc(kmalloc_caches[KMALLOC_NORMAL][kmalloc_index(size)], gfp, caller);
}
EXPORT_SYMBOL(__kmalloc_track_caller);

/**
 * __kmalloc - kmalloc() where the size is not a constant
 *
 * Context: any but NMI; where one may sleep if @gfp allows sleeping.
 * Return: the memory, ZERO_SIZE_PTR for no bytes, or NULL.
 */
void *__kmalloc(size_t size, gfp_t gfp)
{
	return __kmalloc_track_caller(size, gfp, _RET_IP_);
}
EXPORT_SYMBOL(__kmalloc);

/* ---- freeing --------------------------------------------------------------------------------- */

/* Give @nr objects of this CPU's list back to their slabs.  Interrupts are off. */
static void flush_objects(struct kmem_cache *s, struct kmem_cache_cpu *c, unsigned int nr)
{
	lockdep_assert_irqs_disabled();

	spin_lock(&s->lock);
	while (nr-- && c->freelist) {
		void *object = cpu_list_pop(c);

		return_object(s, slab_of(s, object), object);
	}
	spin_unlock(&s->lock);
}

static void free_uncached(struct kmem_cache *s, void *object, unsigned long caller)
{
	struct page *slab = slab_of(s, object);

	spin_lock(&s->lock);
	if (!slab_debug(s) || slab_debug_free(s, slab, object, caller))
		return_object(s, slab, object);
	spin_unlock(&s->lock);
}

static noinline void free_slow(struct kmem_cache *s, void *object, unsigned long caller)
{
	struct kmem_cache_cpu *c;
	unsigned long flags;

	if (slab_debug(s)) {
		debug_check_no_locks_freed(object, s->object_size);
		debug_check_no_obj_freed(object, s->object_size);
	}

	local_irq_save(flags);
	c = this_cpu_ptr(s->cpu_slab);
	if (!s->cpu_limit) {
		free_uncached(s, object, caller);
	} else {
		if (!c->freelist)
			c->minus_room = -s->cpu_limit;		/* [C3] */
		else if (!c->minus_room)
			flush_objects(s, c, s->cpu_batch);
		cpu_list_push(c, object);
	}
	local_irq_restore(flags);
}

/* Onto this CPU's list; false if that is full. */
static __always_inline bool slab_free_fast(struct kmem_cache *s, void *object)
{
	struct kmem_cache_cpu __percpu *c = s->cpu_slab;
	unsigned long flags;

	local_irq_save(flags);
	if (unlikely(this_cpu_inc_and_positive(c->minus_room))) {
		this_cpu_write(c->minus_room, 0);
		local_irq_restore(flags);
		return false;
	}
	*(void **)object = this_cpu_read(c->freelist);
	this_cpu_write(c->freelist, object);
	local_irq_restore(flags);
	return true;
}

#define __slab_free(s, object, caller) do {					\
	if (unlikely(!slab_free_fast(s, object)))				\
		free_slow(s, object, caller);					\
} while (0)

void slab_free(struct kmem_cache *s, void *object, unsigned long caller)
{
	__slab_free(s, object, caller);
}

/* The cache an object is really from; NULL, after a report, if from none. */
static struct kmem_cache *cache_from_obj(struct kmem_cache *s, const void *object)
{
	struct page *page = virt_to_page(object);

	if (WARN(!PageSlab(page), "kmem_cache_free(%s, %px): Object is not a Slab page!\n",
		 s->name, object))
		return NULL;
	WARN(page->slab_cache != s, "cache_from_obj: Wrong slab cache. %s but object is from %s\n",
	     s->name, page->slab_cache->name);
	return page->slab_cache;
}

/**
 * kmem_cache_free - give an object back to its cache
 *
 * Context: any but NMI.
 */
void kmem_cache_free(struct kmem_cache *s, void *object)
{
	if (unlikely(slab_debug(s))) {
		s = cache_from_obj(s, object);
		if (!s)
			return;
	}
	__slab_free(s, object, _RET_IP_);
}
EXPORT_SYMBOL(kmem_cache_free);

/* Not from a cache: nothing at all, a large kmalloc(), or nothing of ours. */
static noinline void free_large(const void *object)
{
	struct page *page;

	if (ZERO_OR_NULL_PTR(object))
		return;
	if (WARN(!virt_addr_valid(object), "kfree: not a kmalloc() address: %px\n", object))
		return;
	page = virt_to_page(object);
	if (WARN(!(page->flags & BIT(PG_head)) || offset_in_page(object),
		 "kfree: object pointer: 0x%px\n", object))
		return;
	kmalloc_large_freed(page);
	put_page(page);
}

/**
 * kfree - free what kmalloc() and its relatives returned
 * @object: may be NULL
 *
 * Context: any but NMI.
 */
void kfree(const void *object)
{
	unsigned long pfn = ((unsigned long)object - PAGE_OFFSET) >> PAGE_SHIFT;
	struct page *page = pfn_to_page(pfn);

	/* NULL, ZERO_SIZE_PTR and everything outside the direct map give huge numbers. */
	if (likely(pfn < max_pfn) && likely(PageSlab(page)))
		__slab_free(page->slab_cache, (void *)object, _RET_IP_);
	else
		free_large(object);
}
EXPORT_SYMBOL(kfree);

/* ---- for slab_common.c ----------------------------------------------------------- */

/* Empty this CPU's list. */
void slab_flush_cpu(struct kmem_cache *s)
{
	unsigned long flags;

	local_irq_save(flags);
	flush_objects(s, this_cpu_ptr(s->cpu_slab), s->cpu_limit);
	local_irq_restore(flags);
}

/* Free empty slabs down to @keep. */
void slab_free_empty(struct kmem_cache *s, unsigned int keep)
{
	struct page *slab, *next;
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);
	list_for_each_entry_safe(slab, next, &s->partial, lru) {
		if (s->nr_empty <= keep)
			break;
		if (!slab->inuse)
			delete_slab(s, slab);
	}
	spin_unlock_irqrestore(&s->lock, flags);
}

/* A snapshot: exact when nobody allocates meanwhile. */
unsigned long slab_objects_in_use(struct kmem_cache *s)
{
	unsigned long kept = 0, flags, used;
	unsigned int cpu;

	for_each_online_cpu(cpu)
		kept += cpu_list_count(s, per_cpu_ptr(s->cpu_slab, cpu));
	spin_lock_irqsave(&s->lock, flags);
	used = s->nr_slabs * s->objects - s->nr_free;
	spin_unlock_irqrestore(&s->lock, flags);
	return used - kept;
}
