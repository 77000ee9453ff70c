/* SPDX-License-Identifier: MIT */
/*
 * linux/debugflags.h - which checkers are on: one word, set by `debug=`
 *
 * All checkers are compiled in; one that is off costs a load, a test and a
 * branch not taken.  The word is written while the command line is parsed and
 * by tests, and only read otherwise.
 */
#ifndef LINUX_DEBUGFLAGS_H
#define LINUX_DEBUGFLAGS_H

#include <linux/bits.h>
#include <linux/compiler.h>

enum debug_flag {
	DEBUG_ATOMIC_SLEEP	= BIT(0),	/* might_sleep() looks at the context */
	DEBUG_STACK		= BIT(1),	/* stack end canary at each switch */
	DEBUG_LIST		= BIT(2),	/* neighbours agree before (un)linking */
	DEBUG_PREEMPT		= BIT(3),	/* preempt_count balance */
	DEBUG_LOCKDEP		= BIT(4),
	DEBUG_OBJECTS		= BIT(5),	/* life cycle of timers, works, tasklets */
	DEBUG_SPINLOCK		= BIT(6),	/* owner and magic of spinlocks */
	DEBUG_SLAB		= BIT(7),	/* poison and redzones */
	DEBUG_SHIRQ		= BIT(8),	/* one more call at free_irq() */
	DEBUG_STACK_USAGE	= BIT(9),	/* new stacks are zeroed: how deep did one get? */
};

#define DEBUG_DEFAULT (DEBUG_ATOMIC_SLEEP | DEBUG_STACK | DEBUG_PREEMPT | DEBUG_LIST)
#define DEBUG_ALL (GENMASK(9, 0))

extern unsigned int debug_flags;	/* kernel/params.c */

/* A plain read, so that the compiler can test the word in memory: two instructions. */
#define debug_enabled(flag) unlikely(debug_flags & (flag))

#endif /* LINUX_DEBUGFLAGS_H */
