/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/nmi_sweep.h - an NMI at every instruction boundary of a path
 *
 * As <kunit/sweep.h> for interrupts.  An NMI comes with interrupts off as well, so every
 * boundary is reachable, and each count of instructions is one boundary: a path of B
 * instructions takes B shots.  That none is missed is shown by the clock, which counts
 * the instructions of the undisturbed path (nmi_window, nmi_sweep_paths.asm).
 *
 * That nothing is changed is looked at from two sides.  Behind the path: what it returns,
 * and the state of the CPU.  And at the boundary itself: the NMI's handler notes the
 * interrupted registers and stack and sets a breakpoint on the interrupted instruction, so
 * that a #DB comes behind the NMI's iretq and before that instruction, and compares.
 */
#ifndef TESTS_UNIT_NMI_SWEEP_H
#define TESTS_UNIT_NMI_SWEEP_H

#include <kunit/test.h>
#include <linux/types.h>

struct pt_regs;

#define NMI_SWEEP_BAD_MAX	1024	/* noted one by one */

struct nmi_sweep {
	/* The test's. */
	const char *name;
	int (*path)(void);		/* returns the number of values that it found changed */
	void (*inside)(struct nmi_sweep *s, struct pt_regs *regs);	/* in each NMI */
	unsigned int own_nmis;		/* that the path sends itself */
	bool no_breakpoint;		/* the path needs #DB's stack, or holds NMIs back */
	bool uneven;			/* the clock cannot tell if all boundaries were hit */
	bool broken;			/* on purpose: what fails is noted, not complained about */

	/* Results. */
	unsigned int boundaries, hit, invariants, merged;
	u32 shortest, longest;		/* the undisturbed path, in instructions */
	unsigned int bad;		/* boundaries at which something did not hold */
	struct {
		u32 count;
		unsigned long ip;
	} bad_at[NMI_SWEEP_BAD_MAX];	/* which, in the order of their counts */

	/* This round, which is one shot. */
	u32 count;
	u32 first, last;		/* the counts that hit the window's ends */
	bool ended;
	unsigned int seen, nested;		/* NMIs, and those which interrupted another */
	unsigned int strayed;			/* not on the NMI stack, or with another gs */
	bool comparable;			/* a breakpoint could be set */
	unsigned int compared, differing;	/* values at the boundary */
	unsigned long ip;			/* the last one's */
	int changed;
};

/* In suite_init and suite_exit; the first says why it cannot be done here, or NULL. */
const char *nmi_sweep_begin(void);
void nmi_sweep_end(void);

void nmi_sweep_run(struct kunit *test, struct nmi_sweep *s);

/* Interrupts for the paths, by an edge of a line's or by the system vectors: all of them. */
unsigned int nmi_line_open(struct kunit *test);
void nmi_line_close(void);
extern const u8 nmi_system_vectors[];		/* 0 ends them */
extern const u8 nmi_complaint_vectors[];

bool nmi_is_nested(const struct pt_regs *regs);

#endif /* TESTS_UNIT_NMI_SWEEP_H */
