// SPDX-License-Identifier: MIT
/*
 * kernel/mm/fault_inject.c - make the Nth allocation fail, to see what the caller does
 *
 * What it is for
 *
 *   Error paths run only when memory is short, which it never is in a test.  So a
 *   test arms a counter, calls the code, and does it again with the next number,
 *   until nothing failed any more: then every allocation on the path has failed
 *   once.  tests/unit/failnth.c does that to a whole path and looks at what is left
 *   behind.  From outside, failnth=N does it to the boot.
 *
 * How it works
 *
 *   The allocators look at one flag.  If it is set they ask here, and an allocation
 *   that belongs to those who are under test counts.  An object that needs a new slab is
 *   two allocations: the object, and its page.  When the one failure that was asked for has
 *   happened, the flag is cleared again, so that the unwinding runs as it always does.
 *
 * Context: any.
 *
 * Locking: none; the counter is atomic, and arming is the business of one test at a
 * time.  `plan` is written while nothing is armed.
 *
 * Compared with Linux: /proc/<pid>/fail-nth, without probabilities, filters and debugfs.
 * Linux counts the allocations of one task; here also those of the workers, or all.
 */

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "internal.h"

bool fault_inject_armed;		/* all that the allocators look at */

static atomic_t countdown = ATOMIC_INIT(0);
static atomic_t failed = ATOMIC_INIT(0);

static struct {
	enum fault_scope scope;
	struct task_struct *caller;	/* of FAULT_CALLER */
	bool then_all;
	bool report;			/* say in the log what fails, and where */
} plan;

static unsigned int boot_nth;		/* failnth=; 0: not given */

static bool is_under_test(void)
{
	switch (plan.scope) {
	case FAULT_CALLER:
		return in_task() && current == plan.caller;
	case FAULT_WORKERS:
		return in_task() && current->flags & PF_WQ_WORKER;
	case FAULT_EVERYBODY:
		return true;
	}
	return false;
}

static void report(const char *name, unsigned int nth)
{
	pr_notice("FAULT_INJECTION: forcing a failure.\n");
	pr_notice("name %s, allocation %u of the boot, in %s/%d\n", name, nth, current->comm,
		  current->pid);
	dump_stack();
}

/* Counted down to 0 is the one that fails; below it, those after. */
static bool take_turn(const char *name, gfp_t gfp)
{
	int left;

	if (gfp & __GFP_NOFAIL || !is_under_test())
		return false;
	left = atomic_dec_return(&countdown);
	if (left > 0 || (left < 0 && !plan.then_all))
		return false;
	atomic_inc(&failed);
	if (!plan.then_all)
		WRITE_ONCE(fault_inject_armed, false);
	if (plan.report)
		report(name, boot_nth - left);
	return true;
}

bool should_failslab(struct kmem_cache *s, gfp_t gfpflags)
{
	return take_turn("failslab", gfpflags);
}
EXPORT_SYMBOL(should_failslab);

bool should_fail_alloc_page(gfp_t gfp_mask, unsigned int order)
{
	return take_turn("fail_page_alloc", gfp_mask);
}
EXPORT_SYMBOL(should_fail_alloc_page);

/**
 * fault_inject_arm_for - let the @nth allocation from now on fail
 * @scope: whose allocations count
 * @nth: 1 is the next
 * @then_all: and every later one, until fault_inject_disarm()
 *
 * Context: any; one user at a time.
 */
void fault_inject_arm_for(enum fault_scope scope, unsigned int nth, bool then_all)
{
	plan.scope = scope;
	plan.caller = current;
	plan.then_all = then_all;
	plan.report = false;
	atomic_set(&countdown, nth);
	atomic_set(&failed, 0);
	smp_store_release(&fault_inject_armed, true);
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

/* ---- failnth= ------------------------------------------------------------------------- */

/* "12": the twelfth; "12+": and all after it. */
static int __init set_failnth(char *value)
{
	size_t len = strlen(value);
	bool then_all = len && value[len - 1] == '+';
	int ret;

	if (then_all)
		value[len - 1] = '\0';
	ret = kstrtouint(value, 10, &boot_nth);
	if (ret || !boot_nth || boot_nth > INT_MAX) {
		boot_nth = 0;
		pr_warn("failnth=%s: not a number from 1 on, ignored\n", value);
	}
	plan.then_all = then_all;
	return 1;
}
__setup("failnth=", set_failnth);

/* The end of mm_core_init(): what follows counts, whoever asks. */
void __init fault_inject_boot(void)
{
	if (!boot_nth)
		return;
	fault_inject_arm_for(FAULT_EVERYBODY, boot_nth, plan.then_all);
	plan.report = true;
}

/* How far the boot came; a number beyond it has not struck yet. */
static int __init report_boot_count(void)
{
	if (boot_nth && !atomic_read(&failed))
		pr_notice("failnth: the boot took %u allocations, none failed\n",
			  boot_nth - atomic_read(&countdown));
	return 0;
}
late_initcall(report_boot_count);
