/* SPDX-License-Identifier: MIT */
#ifndef LINUX_MM_TYPES_H
#define LINUX_MM_TYPES_H

#include <linux/types.h>

struct kmem_cache;

/* Bit numbers in page->flags. */
enum pageflags {
	PG_reserved,		/* not the allocator's: firmware, image, holes */
	PG_buddy,		/* free: head of a block of 2^order in a zone's list */
	PG_slab,		/* belongs to page->slab_cache */
	PG_head,		/* first page of a block that knows its order */
	PG_private,		/* page->private is the owner's */
	PG_poisoned,		/* free and filled with PAGE_POISON (debug=slab) */
};

/*
 * struct page - what is known about one page frame
 *
 * 32 bytes, so that a machine of 16 MiB spends 128 KiB on them.  The unions are
 * read by what the flags say the page is; the flags need no atomics, because a
 * page always has exactly one owner.
 *
 * Legend: O = the page's owner, nobody else looks while it is allocated;
 * Z = the zone's lock, while PG_buddy; S = the cache's lock, while PG_slab;
 * A = atomic.
 */
struct page {
	unsigned int flags;			/* O, Z, S: BIT(enum pageflags) */
	union {
		atomic_t _refcount;		/* A: users; 0 = free */
		struct {
			u16 inuse;		/* S: objects not on the slab's own free list */
			u16 free;		/* S: first free object, in units of 8 bytes */
		};
	};
	union {
		struct list_head lru;		/* Z: free list; S: slab list; O: owner's list */
		unsigned long private;		/* O: with PG_private */
	};
	union {
		unsigned int order;		/* Z, O: with PG_buddy or PG_head */
		struct kmem_cache *slab_cache;	/* S: with PG_slab, in every page of a slab */
	};
};

#endif /* LINUX_MM_TYPES_H */
