// SPDX-License-Identifier: MIT
/*
 * kernel/mm/fault_inject.c - make the Nth allocation fail, to see what the caller does
 *
 * Error paths run only when memory is short, which it never is in a test.  So a
 * test arms a counter, calls the code, and does it again with the next number,
 * until nothing failed any more: then every allocation on the path has failed
 * once.
 *
 * Context: any.  Locking: none; the counter is atomic, and arming is the test's
 * business.
 *
 * Compared with Linux: fail_nth, without probabilities, filters and debugfs.
 */

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/kernel.h>

bool fault_inject_armed;		/* written by arm and disarm only */

static atomic_t countdown = ATOMIC_INIT(0);
static atomic_t failed = ATOMIC_INIT(0);
static bool fail_all_later;

/* Counted down to 0 is the one that fails; below it, those after. */
static bool take_turn(gfp_t gfp)
{
	int left;

	if (gfp & __GFP_NOFAIL)
		return false;
	left = atomic_dec_return(&countdown);
	if (left > 0 || (left < 0 && !fail_all_later))
		return false;
	atomic_inc(&failed);
	return true;
}

bool should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	return take_turn(gfpflags);
}
EXPORT_SYMBOL(should_failslab);

/* Pages for slabs were counted as the object's allocation already. */
bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	return take_turn(gfp_mask);
}
EXPORT_SYMBOL(should_fail_alloc_page);

/**
 * fault_inject_arm - let the @nth allocation from now on fail
 * @nth: 1 is the next
 * @then_all: and every later one
 */
void fault_inject_arm(unsigned int nth, bool then_all)
{
	atomic_set(&countdown, nth);
	atomic_set(&failed, 0);
	fail_all_later = then_all;
	WRITE_ONCE(fault_inject_armed, true);
}

/**
 * fault_inject_disarm - back to normal
 *
 * Return: how many allocations were refused.
 */
unsigned int fault_inject_disarm(void)
{
	WRITE_ONCE(fault_inject_armed, false);
	return atomic_read(&failed);
}
