/* SPDX-License-Identifier: MIT */
/*
 * kernel/locking/lockdep_internals.h - lock classes, and what is known about them
 *
 * Shared by lockdep.c (who holds what), lockdep_graph.c (in which order and in
 * which contexts) and lockdep_report.c (saying it).
 */
#ifndef KERNEL_LOCKING_LOCKDEP_INTERNALS_H
#define KERNEL_LOCKING_LOCKDEP_INTERNALS_H

#include <linux/bits.h>
#include <linux/lockdep.h>
#include <linux/sched.h>
#include <linux/types.h>

/*
 * How a class has been used: bit = 4 * softirq + 2 * enabled + read.  "Used in":
 * taken by an interrupt.  "Enabled": held while that interrupt could come.
 */
enum lock_usage {
	USAGE_READ		= 1,
	USAGE_ENABLED		= 2,
	USAGE_SOFTIRQ		= 4,
	NR_USAGES		= 8,
};

#define USAGE_WRITE_MASK (BIT(0) | BIT(2) | BIT(4) | BIT(6))

/* All locks that the same line of code initialises: what holds of one may hold of all. */
struct lock_class {
	const void *key;		/* L: an address of its own; NULL: the slot is free */
	const char *name;		/* I; NULL: the key is a symbol */
	u8 subclass;			/* I */
	u8 wait_type;			/* I */
	u8 usage;			/* L: BIT(enum lock_usage) */
	u16 next;			/* L: in its hash bucket, or in the list of free ones */
	u16 out, in;			/* L: first edge to a later, from an earlier class */
	unsigned long usage_ip[NR_USAGES];	/* L: who was the first to use it so */
};

/* "to" was taken while "from" was held. */
struct lock_edge {
	u16 from, to;
	u16 next_out, next_in;		/* of the same "from", of the same "to" */
	u8 dep;				/* BIT(enum lock_dep) */
	unsigned long ip;		/* where "to" was taken */
};

/*
 * Was the first of an edge held exclusively?  Does the second wait for readers,
 * too (not a recursive reader)?  Numbered so that swapping both bits is the edge
 * seen from its other end.
 */
enum lock_dep {
	DEP_FIRST_EXCLUSIVE	= 1,
	DEP_SECOND_WAITS	= 2,
	NR_DEPS			= 4,
};

/* What a search through the graph looks for, and what it has met. */
struct lock_query {
	bool backwards;			/* towards the classes that were taken before */
	const struct lock_class *target;	/* find this class, or if NULL ... */
	bool target_exclusive;		/* ... held so */
	u8 usage;			/* ... a class that was used so */
	u8 seen;			/* OUT: all usages on the way */
};

/* lockdep.c */
bool debug_locks_off(void);

/* lockdep_graph.c: interrupts are off. */
struct lock_class *lock_class_of(struct lockdep_map *lock, unsigned int subclass);
void lock_graph_acquire(struct task_struct *task, struct held_lock *next);
void lock_graph_mark(struct held_lock *held, enum lock_usage usage, unsigned long ip);
unsigned int lock_path_end(void);
struct lock_class *lock_path_step(unsigned int *state, unsigned long *ip);

/* lockdep_report.c: each prints its report if it is the first of all. */
void report_table_full(const char *what);
void report_recursion(const struct held_lock *prev, const struct held_lock *next);
void report_circle(const struct held_lock *prev, const struct held_lock *next,
		   struct lock_class *found);
void report_inconsistent(const struct held_lock *held, enum lock_usage now,
			 enum lock_usage before);
void report_inversion(const struct held_lock *held, enum lock_usage usage,
		      const struct lock_class *other, bool backwards);
void report_unsafe_order(const struct held_lock *prev, const struct held_lock *next,
			 const struct lock_class *safe, const struct lock_class *unsafe,
			 enum lock_usage used);
void report_unbalanced(struct lockdep_map *lock, unsigned long ip);
void report_freed(const void *from, const void *to, const struct held_lock *held);
void report_still_held(void);

#endif /* KERNEL_LOCKING_LOCKDEP_INTERNALS_H */
