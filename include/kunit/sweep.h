/* SPDX-License-Identifier: MIT */
/*
 * kunit/sweep.h - an interrupt at every instruction boundary of a call
 *
 * A race between a path and an interrupt shows when the interrupt comes at the one
 * wrong instruction.  A sweep does not hope for it: it calls the path again and
 * again, and places one interrupt at each boundary between two instructions, where
 * the test's handler does to the same object what would hurt most.  After each call
 * the test says what must hold.
 *
 *	static void call(struct sweep *s) { raise_softirq(NR); }
 *	static void interrupt(struct sweep *s) { raise_softirq(NR); }
 *	static void check(struct sweep *s) { SWEEP_EXPECT(s, seen == asked); }
 *
 *	sweep_run(test, &(struct sweep){ .name = "raise_softirq", .call = call,
 *					 .interrupt = interrupt, .check = check });
 *
 * It needs a machine where shots are possible (<asm/arch.h>: a local APIC, -icount);
 * elsewhere the case is skipped.  With .far it needs two CPUs: then it is not an
 * interrupt that comes between two instructions, but CPU 0, on which .interrupt runs
 * while the call on CPU 1 stands still.  kernel/kunit/sweep.c tells how it works.
 */
#ifndef KUNIT_SWEEP_H
#define KUNIT_SWEEP_H

#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/ktime.h>
#include <linux/types.h>

struct kunit;
struct sweep_boundary;
struct task_struct;

struct sweep {
	/* The test's. */
	const char *name;			/* of the path, as the table shows it */
	void (*prepare)(struct sweep *s);	/* task; a fresh start for each round, or NULL */
	void (*call)(struct sweep *s);		/* task; what is swept */
	void (*interrupt)(struct sweep *s);	/* hardirq, or a task if .preempt */
	void (*check)(struct sweep *s);		/* task; SWEEP_EXPECT(), and cleaning up */
	bool preempt;		/* .interrupt runs in a real-time task that the interrupt wakes */
	bool far;		/* .interrupt runs on CPU 0, all else on CPU 1 */
	bool ends_at_halt;	/* .call sleeps until the interrupt has come */
	bool racy;		/* broken on purpose: a failed check is not the test's failure */

	/* The sweep's; the test may read them in its functions and afterwards. */
	bool fired;		/* the interrupt of this round has come */
	ktime_t fired_at;
	bool shown;		/* .far: an NMI has told where, this time */
	u32 count;		/* of instructions, until it comes; 0: slowly, for the list */
	unsigned int reachable;	/* boundaries at which an interrupt can come */
	unsigned int hit;	/* of these, at how many one has come */
	unsigned int broken;	/* at how many boundaries a check has failed */
	unsigned int invariants; /* checked */

	/* Private to sweep.c. */
	struct sweep_boundary *table, *current_boundary;
	unsigned int used;
	u64 called_at, late, min_late;
	bool listing, ended, passed, stopping, before;
	struct task_struct *task;
	struct completion asked, done;
};

void sweep_run(struct kunit *test, struct sweep *s);

/* Twice: by a handler that does it itself, and by one that wakes a task which preempts. */
void sweep_run_both(struct kunit *test, struct sweep *s);
/* The same with .far. */
void sweep_run_far(struct kunit *test, struct sweep *s);
/* Both, and both with .far where there are two CPUs. */
void sweep_run_all(struct kunit *test, struct sweep *s);
void sweep_expect(struct sweep *s, bool holds, const char *condition);

/* What must hold after each call, wherever the interrupt came. */
#define SWEEP_EXPECT(s, condition)	sweep_expect(s, condition, #condition)

/* Of the boundaries in [begin, end): how many were hit, and at how many did a check fail? */
struct sweep_count {
	unsigned int hit, broken;
};
struct sweep_count sweep_count_between(const struct sweep *s, const void *begin, const void *end);

#endif /* KUNIT_SWEEP_H */
