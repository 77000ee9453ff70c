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

extern bool fault_inject_armed;		/* all that the fast paths look at */

bool should_failslab(struct kmem_cache *s, gfp_t gfpflags);
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order);

void fault_inject_arm(unsigned int nth, bool then_all);
unsigned int fault_inject_disarm(void);

#endif /* LINUX_FAULT_INJECT_H */
