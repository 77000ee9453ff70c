/* SPDX-License-Identifier: MIT */
#ifndef LINUX_FAULT_INJECT_H
#define LINUX_FAULT_INJECT_H

/*
 * Make allocations fail on purpose.  One counter: the Nth allocation from now
 * on fails (and with @then_all, every later one as well).  __GFP_NOFAIL is
 * never refused.  Used by `failnth=` and by tests.
 */

#include <linux/compiler.h>
#include <linux/types.h>

struct kmem_cache;

/* Whose allocations count. */
enum fault_scope {
	FAULT_CALLER,		/* those of the task that arms, in process context */
	FAULT_WORKERS,		/* those of kworkers, as when they make another worker */
	FAULT_EVERYBODY,	/* all, those in interrupts too */
};

extern bool fault_inject_armed;		/* all that the fast paths look at */

bool should_failslab(struct kmem_cache *s, gfp_t gfpflags);
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order);

void fault_inject_arm_for(enum fault_scope scope, unsigned int nth, bool then_all);
unsigned int fault_inject_disarm(void);

/* The Nth allocation of the calling task. */
static inline void fault_inject_arm(unsigned int nth, bool then_all)
{
	fault_inject_arm_for(FAULT_CALLER, nth, then_all);
}

#endif /* LINUX_FAULT_INJECT_H */
