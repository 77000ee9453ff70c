/* SPDX-License-Identifier: MIT */
/*
 * asm/bug.h - how BUG() and WARN() leave ordinary code
 *
 * Both compile to one two-byte `ud2`, off the hot path, plus a row in the
 * section __bug_table which says what that ud2 means.  The invalid-opcode trap
 * finds the row by address (kernel/bug.c), so the code pays for nothing but the
 * test and a branch that is never taken; all registers are still as they were.
 */
#ifndef ASM_BUG_H
#define ASM_BUG_H

#include <linux/types.h>

#define BUGFLAG_WARNING		(1 << 0)	/* report and go on after the ud2 */
#define BUGFLAG_ONCE		(1 << 1)	/* report the first hit only */
#define BUGFLAG_DONE		(1 << 2)	/* set by the first hit */
#define BUGFLAG_NO_CUT_HERE	(1 << 3)	/* the message before it drew the line */
#define BUGFLAG_TAINT(taint)	((taint) << 8)
#define BUG_GET_TAINT(bug)	((bug)->flags >> 8)

/* Length of ud2: what a WARN steps over. */
#define LEN_UD2			2

/* One row of __bug_table.  Addresses are relative to their own field. */
struct bug_entry {
	s32	bug_addr_disp;	/* I: the ud2 */
	s32	file_disp;	/* I: __FILE__ */
	u16	line;		/* I */
	u16	flags;		/* A: BUGFLAG_*; only DONE changes, and losing a race is harmless */
};

#define _BUG_FLAGS(ins, bugflags)						\
	asm volatile("1:\t" ins "\n"						\
		     ".pushsection __bug_table,\"aw\"\n"			\
		     "\t.balign 4\n"						\
		     "2:\t.long 1b - .\n"					\
		     "\t.long %c0 - .\n"					\
		     "\t.word %c1\n"						\
		     "\t.word %c2\n"						\
		     "\t.org 2b + %c3\n"					\
		     ".popsection"						\
		     : : "i" (__FILE__), "i" (__LINE__), "i" (bugflags),	\
			 "i" (sizeof(struct bug_entry)))

#define __BUG()						\
	do {						\
		_BUG_FLAGS("ud2", 0);			\
		__builtin_unreachable();		\
	} while (0)

#define __WARN_FLAGS(bugflags)	_BUG_FLAGS("ud2", BUGFLAG_WARNING | (bugflags))

#endif /* ASM_BUG_H */
