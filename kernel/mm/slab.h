/* SPDX-License-Identifier: MIT */
/* kernel/mm/slab.h - the inside of a cache, shared by slab.c, slab_debug.c, slab_common.c */
#ifndef KERNEL_MM_SLAB_H
#define KERNEL_MM_SLAB_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

/* What `debug=slab` turns on, and what sends every operation to the slow path. */
#define SLAB_DEBUG_FLAGS (SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER)

/*
 * A CPU's own free objects, linked through their first words.  All zero is empty
 * without room, so that the first free comes by the slow path.  Room is counted
 * downwards from zero: to take one more is to increment, and above zero is full.
 * Legend: C = own CPU, irqs off.
 */
struct kmem_cache_cpu {
	void *freelist;			/* C */
	int minus_room;			/* C: -(how many more it may take) */
};

/* Legend: I = set at creation, constant after; L = lock; G = slab_caches_lock. */
struct kmem_cache {
	struct kmem_cache_cpu __percpu *cpu_slab;	/* I */
	slab_flags_t flags;		/* I */
	unsigned int size;		/* I: distance from object to object */
	unsigned int object_size;	/* I: what the user may write */
	unsigned int inuse;		/* I: end of object and right redzone */
	unsigned int offset;		/* I: where a free object links to the next */
	unsigned int red_left_pad;	/* I: guard bytes before the object */
	unsigned int align;		/* I */
	unsigned int order;		/* I: a slab is 2^order pages */
	unsigned int objects;		/* I: per slab */
	unsigned int cpu_limit;		/* I: objects a CPU may keep; 0: none, all goes slow */
	unsigned int cpu_batch;		/* I: moved at a time */
	gfp_t allocflags;		/* I: which zone */
	void (*ctor)(void *object);	/* I */
	const char *name;		/* I */
	spinlock_t lock;		/* order: outside zone->lock */
	struct list_head partial;	/* L: slabs with a free object */
	struct list_head full;		/* L: slabs without */
	unsigned long nr_slabs;		/* L */
	unsigned long nr_free;		/* L: free objects in slabs, not those of CPUs */
	unsigned int nr_empty;		/* L: slabs without an object in use */
	struct list_head list;		/* G */
};

/* Who allocated or freed an object; behind the object, under SLAB_STORE_USER. */
struct track {
	unsigned long addr;		/* caller */
	unsigned long when;		/* jiffies */
	unsigned long serial;		/* number of the allocation; 0: none yet */
	int pid;
	unsigned int cpu;
};

enum track_item { TRACK_ALLOC, TRACK_FREE };

#define SLAB_NO_FREE	0xffffu		/* page->free: no free object */
#define SLAB_FREE_UNIT	8u		/* page->free counts in these */

/* A slab is aligned to its size, so any object tells where its slab starts. */
static inline struct page *slab_of(const struct kmem_cache *s, const void *object)
{
	unsigned long bytes = PAGE_SIZE << s->order;

	return virt_to_page((unsigned long)object & ~(bytes - 1));
}

static inline void *get_freepointer(const struct kmem_cache *s, const void *object)
{
	return *(void * const *)(object + s->offset);
}

static inline void set_freepointer(const struct kmem_cache *s, void *object, void *next)
{
	*(void **)(object + s->offset) = next;
}

/* The first free object of a slab, or NULL. */
static inline void *slab_first_free(const struct page *slab)
{
	if (slab->free == SLAB_NO_FREE)
		return NULL;
	return page_address(slab) + slab->free * SLAB_FREE_UNIT;
}

static inline void slab_set_first_free(struct page *slab, const void *object)
{
	slab->free = object ? (u16)((object - page_address(slab)) / SLAB_FREE_UNIT) : SLAB_NO_FREE;
}

#define for_each_object(object, s, slab)						\
	for (object = page_address(slab) + (s)->red_left_pad;				\
	     object < page_address(slab) + (s)->red_left_pad + (s)->objects * (s)->size; \
	     object += (s)->size)

static inline bool slab_debug(const struct kmem_cache *s)
{
	return s->flags & SLAB_DEBUG_FLAGS;
}

static inline unsigned int cpu_list_count(const struct kmem_cache *s,
					  const struct kmem_cache_cpu *c)
{
	return c->freelist ? s->cpu_limit + c->minus_room : 0;
}

extern struct list_head slab_caches;
extern spinlock_t slab_caches_lock;

/* slab_common.c */
void kmalloc_large_freed(struct page *page);

/* slab.c */
void slab_flush_cpu(struct kmem_cache *s);
void slab_free_empty(struct kmem_cache *s, unsigned int keep);
unsigned long slab_objects_in_use(struct kmem_cache *s);
void slab_free(struct kmem_cache *s, void *object, unsigned long caller);

/* Set by a test that damages objects on purpose: reports go here, not to the log. */
struct slab_catcher {
	unsigned int errors;
	char last[80];
};
extern struct slab_catcher *slab_catcher;

/* slab_debug.c; all with s->lock held */
void slab_debug_new_slab(struct kmem_cache *s, struct page *slab);
bool slab_debug_alloc(struct kmem_cache *s, struct page *slab, void *object, unsigned long caller);
bool slab_debug_free(struct kmem_cache *s, struct page *slab, void *object, unsigned long caller);
void slab_debug_leftovers(struct kmem_cache *s);
long slab_debug_leaks(struct kmem_cache *s, unsigned long since);
void slab_print_tracking(const struct kmem_cache *s, const void *object);

#endif /* KERNEL_MM_SLAB_H */
