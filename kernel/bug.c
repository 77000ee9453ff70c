// SPDX-License-Identifier: MIT
/*
 * kernel/bug.c - what a ud2 meant: the back end of BUG() and WARN()
 *
 * The trap handler asks report_bug().  It finds the row in __bug_table, prints the
 * report, and says whether the code may go on behind the ud2.
 *
 * Context: any, NMI included.
 */

#include <kunit/test.h>
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>

extern struct bug_entry __start___bug_table[], __stop___bug_table[];

unsigned int warn_count;	/* A: every WARN adds one; tests look whether it moves */

static unsigned long bug_addr(const struct bug_entry *bug)
{
	return (unsigned long)&bug->bug_addr_disp + bug->bug_addr_disp;
}

static const char *bug_file(const struct bug_entry *bug)
{
	return (const char *)&bug->file_disp + bug->file_disp;
}

/* The table is in link order, hence not sorted; this is not a path to hurry on. */
struct bug_entry *find_bug_in(struct bug_entry *table, size_t num, unsigned long bugaddr)
{
	struct bug_entry *bug;

	for (bug = table; bug < table + num; bug++)
		if (bug_addr(bug) == bugaddr)
			return bug;
	return NULL;
}

struct bug_entry *find_bug(unsigned long bugaddr)
{
	return find_bug_in(__start___bug_table, __stop___bug_table - __start___bug_table,
			   bugaddr) ?: module_find_bug(bugaddr);
}

/* True for the second and later hits of a WARN_ON_ONCE. */
static bool already_reported(struct bug_entry *bug)
{
	if (!(bug->flags & BUGFLAG_ONCE))
		return false;
	if (bug->flags & BUGFLAG_DONE)
		return true;
	bug->flags |= BUGFLAG_DONE;
	return false;
}

static void report_warning(const struct bug_entry *bug, struct pt_regs *regs)
{
	warn_count++;
	printk(KERN_WARNING "WARNING: CPU: %d PID: %d at %s:%d %pS\n", raw_smp_processor_id(),
	       current->pid, bug_file(bug), bug->line, (void *)bug_addr(bug));
	print_modules();
	if (panic_on_warn) {
		/* Panic itself may warn: that must not bring us here again. */
		panic_on_warn = 0;
		show_regs(regs);
		panic("panic_on_warn set ...\n");
	}
	show_regs(regs);
	print_oops_end_marker();
	add_taint(BUG_GET_TAINT(bug), LOCKDEP_STILL_OK);
}

/**
 * report_bug - report the BUG or WARN at an address
 * @bug_addr: of the ud2
 * @regs: of the code that hit it
 *
 * Context: any, called by the invalid-opcode trap.
 * Return: BUG_TRAP_TYPE_WARN if the code may go on behind the ud2;
 * BUG_TRAP_TYPE_BUG if it may not; BUG_TRAP_TYPE_NONE if this is no ud2 of ours.
 */
enum bug_trap_type report_bug(unsigned long bug_addr_, struct pt_regs *regs)
{
	struct bug_entry *bug;

	if (!is_valid_bugaddr(bug_addr_))
		return BUG_TRAP_TYPE_NONE;
	bug = find_bug(bug_addr_);
	if (!bug)
		return BUG_TRAP_TYPE_NONE;
	if (already_reported(bug))
		return BUG_TRAP_TYPE_WARN;

	if (!(bug->flags & BUGFLAG_NO_CUT_HERE))
		printk(KERN_DEFAULT CUT_HERE);
	if (bug->flags & BUGFLAG_WARNING) {
		report_warning(bug, regs);
		return BUG_TRAP_TYPE_WARN;
	}
	pr_crit("kernel BUG at %s:%u!\n", bug_file(bug), bug->line);
	return BUG_TRAP_TYPE_BUG;
}

/* The message of WARN(): the report itself follows from the ud2 behind this call. */
void __warn_printk(const char *fmt, ...)
{
	va_list args;

	pr_warn(CUT_HERE);
	va_start(args, fmt);
	vprintk(fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(__warn_printk);
