/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/torture.h - every CPU makes events as fast as it can; none may get lost
 *
 * A kind of event (softirqs, tasklets, works ...) says how one CPU makes some of them and
 * how to see afterwards that each had its consequence, exactly once.  torture.c makes the
 * threads, counts and prints.
 */
#ifndef TESTS_UNIT_TORTURE_H
#define TESTS_UNIT_TORTURE_H

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/types.h>

struct torture;

/* What one CPU does of one kind. */
struct torture_cpu {
	struct torture *torture;	/* I */
	unsigned int cpu;		/* I */
	u64 quota;			/* I */
	u64 done;			/* its thread: events made, each of which must be seen */
	u32 random;			/* its thread */
	void *priv;			/* I: the kind's */
	struct completion end;
} ____cacheline_aligned;

struct torture_kind {
	const char *name;
	const char *events;		/* what is counted, in the plural */
	unsigned int cost;		/* so many times fewer of them than torture.rounds */
	/* Once, and for each CPU; they allocate with kunit_kzalloc(). */
	void (*prepare)(struct kunit *test, struct torture *t);
	void (*prepare_cpu)(struct kunit *test, struct torture_cpu *c);
	/* In a thread of that CPU: make some events.  How many were made. */
	unsigned int (*step)(struct torture_cpu *c);
	/* All threads have ended: wait for what is under way, and compare. */
	void (*check)(struct kunit *test, struct torture *t);
};

struct torture {
	const struct torture_kind *kind;
	struct torture_cpu *cpus;	/* by CPU */
	void *priv;			/* the kind's */
	u64 started;			/* ns */
	u64 seconds_100;		/* hundredths of a second until all was over */
};

extern const struct torture_kind torture_softirqs, torture_tasklets, torture_works;
extern const struct torture_kind torture_timers, torture_hrtimers;
extern const struct torture_kind torture_irq_works, torture_ipis, torture_waiting_ipis;
extern const struct torture_kind torture_moved_messages, torture_moved_edges;
extern const struct torture_kind torture_moved_levels, torture_moved_edu;

/* Run these kinds, ended by NULL, all at the same time. */
void torture_run(struct kunit *test, const struct torture_kind *first, ...);

/* For step(). */
u32 torture_random(struct torture_cpu *c);
unsigned int torture_random_cpu(struct torture_cpu *c);

/* For check(): the sum of done. */
u64 torture_total(const struct torture *t);

/* Wait until @done(@t), long enough even for a CPU that the host has forgotten. */
bool torture_wait(struct torture *t, bool (*done)(struct torture *t));

/*
 * A function that may run at one place at a time, and must run after each request.  Who asks
 * counts `wanted` up before; the function stores what it finds: at the end they are equal.
 * Who was told that its request makes a run of its own counts `accepted` up: so many runs.
 */
struct torture_witness {
	atomic64_t wanted;
	atomic64_t accepted;
	u64 seen;			/* the function */
	u64 runs;			/* the function */
	atomic_t inside;
	unsigned int parallel;		/* the function: another one was inside */
};

void torture_enter(struct torture_witness *w);
void torture_leave(struct torture_witness *w);
/*
 * Its last request has been followed by a run, there was one for each that was accepted, and
 * none beside another.  @owner and @number are its name.  Its runs.
 */
u64 torture_check_witness(struct kunit *test, struct torture_witness *w, int owner, int number);
#define TORTURE_SHARED	(-1)		/* owner: all CPUs */

#endif /* TESTS_UNIT_TORTURE_H */
