/* SPDX-License-Identifier: MIT */
/* linux/lockdep_types.h - what each lock carries so that the checker can tell it from others */
#ifndef LINUX_LOCKDEP_TYPES_H
#define LINUX_LOCKDEP_TYPES_H

#include <linux/types.h>

#define MAX_LOCKDEP_SUBCLASSES 8UL
#define SINGLE_DEPTH_NESTING 1
/* In place of a subclass: an outer lock lets the holder take several of the class. */
#define LOCK_NESTED_BY_OUTER MAX_LOCKDEP_SUBCLASSES

/* How a lock waits: a sleeping lock must not be taken inside a spinning one. */
enum lockdep_wait_type {
	LD_WAIT_INV = 0,		/* waits for nobody: not a real lock */
	LD_WAIT_FREE,
	LD_WAIT_SPIN,
	LD_WAIT_SLEEP,
};

/* Only its address counts: locks initialised by the same line are of one class. */
struct lockdep_subclass_key {
	char __one_byte;
} __attribute__((packed));

struct lock_class_key {
	struct lockdep_subclass_key subkeys[MAX_LOCKDEP_SUBCLASSES];
};

struct lock_class;

struct lockdep_map {
	struct lock_class_key *key;	/* I: NULL: its own address, if it is static */
	struct lock_class *class_cache;	/* A: found at the latest use */
	const char *name;		/* I */
	u8 wait_type;			/* I: enum lockdep_wait_type */
	u8 subclass;			/* I */
};

/* One lock that a task holds, in task_struct.held_locks, in the order of taking. */
struct held_lock {
	struct lockdep_map *instance;
	struct lock_class *class;	/* NULL: its order is not checked */
	unsigned long acquire_ip;
	u8 read;			/* 0 exclusive, 1 shared, 2 shared and recursive */
	bool trylock;
	bool nested;			/* an outer lock orders those of its class */
	u8 context;			/* task, softirq or hardirq: each is by itself */
	u8 irqs_off;			/* LOCK_*_OFF: not yet held with that enabled */
};

/* held_lock.irqs_off */
#define LOCK_HARDIRQ_OFF 1
#define LOCK_SOFTIRQ_OFF 2

#define MAX_LOCK_DEPTH 24

#endif /* LINUX_LOCKDEP_TYPES_H */
