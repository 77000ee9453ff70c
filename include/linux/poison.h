/* SPDX-License-Identifier: MIT */
/* linux/poison.h - values that say "stale" when they turn up in a register dump */
#ifndef LINUX_POISON_H
#define LINUX_POISON_H

/* Non-canonical on x86-64: a dereference is a #GP at once, not a wild access. */
#ifdef __LP64__
#define POISON_POINTER_DELTA 0xdead000000000000UL
#else
#define POISON_POINTER_DELTA 0UL
#endif
#define LIST_POISON1 ((void *)(0x100 + POISON_POINTER_DELTA))
#define LIST_POISON2 ((void *)(0x122 + POISON_POINTER_DELTA))
#define TIMER_ENTRY_STATIC ((void *)(0x300 + POISON_POINTER_DELTA))

#define POISON_INUSE 0x5a	/* handed out, not yet written */
#define POISON_FREE 0x6b	/* given back */
#define POISON_END 0xa5		/* last byte of a poisoned object */
#define SLUB_RED_INACTIVE 0xbb
#define SLUB_RED_ACTIVE 0xcc
#define PAGE_POISON 0xaa
#define POISON_FREE_INITMEM 0xcc

#endif /* LINUX_POISON_H */
