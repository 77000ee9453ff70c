// SPDX-License-Identifier: MIT
/*
 * kernel/locking/lockdep_report.c - what lockdep says, once
 *
 * Headings and layout are Linux's, so that what one has learnt to read there is read here.
 * After the first report checking ends: what follows from one mistake is noise.
 * A report counts as a WARN for the tests.
 *
 * Context: interrupts off.  Printing takes locks: current->lockdep_recursion keeps
 * these from being checked.
 */

#include <kunit/test.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/utsname.h>

#include "lockdep_internals.h"

static const char * const usage_names[NR_USAGES] = {
	"IN-HARDIRQ-W", "IN-HARDIRQ-R", "HARDIRQ-ON-W", "HARDIRQ-ON-R",
	"IN-SOFTIRQ-W", "IN-SOFTIRQ-R", "SOFTIRQ-ON-W", "SOFTIRQ-ON-R",
};

/* "{-.+.}": hardirq, hardirq reading, softirq, softirq reading. */
static void usage_chars(const struct lock_class *class, char text[5])
{
	static const char chars[] = ".-+?";	/* neither, used in, enabled, both */

	for (unsigned int i = 0; i < 4; i++) {
		unsigned int bits = class->usage >> ((i & 1) + 4 * (i >> 1));

		text[i] = chars[(bits & 1) | ((bits >> 1) & 2)];
	}
	text[4] = '\0';
}

static void print_name(const struct lock_class *class)
{
	if (class->name)
		pr_cont("%s", class->name);
	else
		pr_cont("%ps", class->key);
	if (class->subclass)
		pr_cont("/%u", class->subclass);
}

static void print_class(const struct lock_class *class)
{
	char usage[5];

	usage_chars(class, usage);
	pr_cont(" (");
	print_name(class);
	pr_cont("){%s}-{%u:%u}", usage, class->wait_type, class->wait_type);
}

static void print_held(const struct held_lock *held)
{
	pr_cont("%px", held->instance);
	if (held->class)
		print_class(held->class);
	else
		pr_cont(" (%s)", held->instance->name ?: "?");
	pr_cont(", at: %pS\n", (void *)held->acquire_ip);
}

static void print_task(const char *what)
{
	pr_warn("%s/%d %s\n", current->comm, current->pid, what);
}

static void print_lines(const char *line)
{
	pr_warn("%s\n", line);
}

/* False: there has been a report already, or checking is off. */
static bool begin(const char *heading)
{
	if (!debug_locks_off())
		return false;
	warn_count++;
	pr_warn("\n");
	print_lines("======================================================");
	pr_warn("WARNING: %s\n", heading);
	pr_warn("%s %s\n", hemi_version, print_tainted());
	print_lines("------------------------------------------------------");
	return true;
}

static void finish(void)
{
	pr_warn("\n");
	debug_show_held_locks(current);
	pr_warn("\nstack backtrace:\n");
	dump_stack();
	if (panic_on_warn)
		panic("panic_on_warn set ...\n");
}

static void print_scenario(const struct lock_class *first, const char *between,
			   const struct lock_class *second)
{
	pr_warn("\nother info that might help us debug this:\n");
	pr_warn(" Possible unsafe locking scenario:\n\n       CPU0\n       ----\n");
	pr_warn("  lock(");
	print_name(first);
	pr_cont(");\n%s  lock(", between);
	print_name(second);
	pr_cont(");\n\n *** DEADLOCK ***\n");
}

/* ---- the reports -------------------------------------------------------------------- */

void report_table_full(const char *what)
{
	if (!debug_locks_off())
		return;
	pr_err("BUG: %s too low!\n", what);
	pr_err("turning off the locking correctness validator.\n");
}

void report_recursion(const struct held_lock *prev, const struct held_lock *next)
{
	if (!begin("possible recursive locking detected"))
		return;
	print_task("is trying to acquire lock:");
	print_held(next);
	pr_warn("\nbut task is already holding lock:\n");
	print_held(prev);
	print_scenario(prev->class, "", next->class);
	pr_warn("\n May be due to missing lock nesting notation\n");
	finish();
}

static int path_length(void)
{
	unsigned int state = lock_path_end();
	unsigned long ip;
	int n = 0;

	while (lock_path_step(&state, &ip))
		n++;
	return n;
}

/* From the class that closes the circle back to the one that is about to be taken. */
static void print_chain(struct lock_class *class)
{
	unsigned int state = lock_path_end();
	int n = path_length();

	pr_warn("\nthe existing dependency chain (in reverse order) is:\n\n");
	do {
		unsigned long ip;

		pr_warn("-> #%d", n--);
		print_class(class);
		class = lock_path_step(&state, &ip);
		if (class)
			pr_cont(", at: %pS", (void *)ip);
		pr_cont("\n");
	} while (class);
}

void report_circle(const struct held_lock *prev, const struct held_lock *next,
		   struct lock_class *found)
{
	if (!begin("possible circular locking dependency detected"))
		return;
	print_task("is trying to acquire lock:");
	print_held(next);
	pr_warn("\nbut task is already holding lock:\n");
	print_held(prev);
	pr_warn("\nwhich lock already depends on the new lock.\n");
	print_chain(found);
	pr_warn("\nother info that might help us debug this:\n");
	pr_warn(" Possible unsafe locking scenario:\n\n");
	pr_warn("       CPU0                    CPU1\n       ----                    ----\n");
	pr_warn("  lock(");
	print_name(prev->class);
	pr_cont(");\n                               lock(");
	print_name(next->class);
	pr_cont(");\n                               lock(");
	print_name(prev->class);
	pr_cont(");\n  lock(");
	print_name(next->class);
	pr_cont(");\n\n *** DEADLOCK ***\n");
	finish();
}

static void print_contexts(const char *what)
{
	pr_warn("%s/%d [HC%u[%lu]:SC%u[%lu]:HE%u:SE%u] %s\n", current->comm, current->pid,
		!!in_hardirq(), hardirq_count() >> HARDIRQ_SHIFT, !!in_serving_softirq(),
		softirq_count() >> SOFTIRQ_SHIFT, !in_hardirq() && !softirq_count(),
		!softirq_count(), what);
}

void report_inconsistent(const struct held_lock *held, enum lock_usage now,
			 enum lock_usage before)
{
	if (!begin("inconsistent lock state"))
		return;
	pr_warn("inconsistent {%s} -> {%s} usage.\n", usage_names[before], usage_names[now]);
	print_contexts("takes:");
	print_held(held);
	pr_warn("{%s} state was registered at:\n  %pS\n", usage_names[before],
		(void *)held->class->usage_ip[before]);
	print_scenario(held->class, "  <Interrupt>\n  ", held->class);
	finish();
}

void report_inversion(const struct held_lock *held, enum lock_usage usage,
		      const struct lock_class *other, bool backwards)
{
	if (!begin("possible irq lock inversion dependency detected"))
		return;
	print_task("just changed the state of lock:");
	print_held(held);
	pr_warn("but this lock %s %s-%s lock in the past:\n",
		backwards ? "was taken by another," : "took another,",
		usage & USAGE_SOFTIRQ ? "SOFTIRQ" : "HARDIRQ", backwards ? "safe" : "unsafe");
	print_class(other);
	pr_cont("\n\nand interrupts could create inverse lock ordering between them.\n");
	finish();
}

void report_unsafe_order(const struct held_lock *prev, const struct held_lock *next,
			 const struct lock_class *safe, const struct lock_class *unsafe,
			 enum lock_usage used)
{
	const char *irq = used & USAGE_SOFTIRQ ? "SOFTIRQ" : "HARDIRQ";

	if (!begin(used & USAGE_SOFTIRQ ? "SOFTIRQ-safe -> SOFTIRQ-unsafe lock order detected" :
					  "HARDIRQ-safe -> HARDIRQ-unsafe lock order detected"))
		return;
	print_contexts("is trying to acquire:");
	print_held(next);
	pr_warn("\nand this task is already holding:\n");
	print_held(prev);
	pr_warn("which would create a new lock dependency:\n");
	print_class(prev->class);
	pr_cont(" ->");
	print_class(next->class);
	pr_cont("\n\nbut this new dependency connects a %s-irq-safe lock:\n", irq);
	print_class(safe);
	pr_cont("\n... which became %s-irq-safe at:\n  %pS\n", irq, (void *)safe->usage_ip[used]);
	pr_warn("\nto a %s-irq-unsafe lock:\n", irq);
	print_class(unsafe);
	pr_cont("\n... which became %s-irq-unsafe at:\n  %pS\n", irq,
		(void *)(unsafe->usage_ip[used | USAGE_ENABLED] ?:
			 unsafe->usage_ip[used | USAGE_ENABLED | USAGE_READ]));
	finish();
}

void report_unbalanced(struct lockdep_map *lock, unsigned long ip)
{
	if (!begin("bad unlock balance detected!"))
		return;
	pr_warn("%s/%d is trying to release lock (%s) at:\n%pS\n", current->comm, current->pid,
		lock->name ?: "?", (void *)ip);
	pr_warn("but there are no more locks to release!\n");
	finish();
}

void report_freed(const void *from, const void *to, const struct held_lock *held)
{
	if (!begin("held lock freed!"))
		return;
	pr_warn("%s/%d is freeing memory %px-%px, with a lock still held there!\n",
		current->comm, current->pid, from, to);
	print_held(held);
	finish();
}

void report_still_held(void)
{
	char heading[TASK_COMM_LEN + 40];

	snprintf(heading, sizeof(heading), "%s/%d still has locks held!", current->comm,
		 current->pid);
	if (begin(heading))
		finish();
}

/**
 * debug_show_held_locks - list what @task holds
 * Context: any; @task is current or does not run.
 */
void debug_show_held_locks(struct task_struct *task)
{
	int depth = READ_ONCE(task->lockdep_depth);

	if (!lockdep_enabled())
		return;
	if (!depth) {
		printk("no locks held by %s/%d.\n", task->comm, task->pid);
		return;
	}
	printk("%d lock%s held by %s/%d:\n", depth, depth > 1 ? "s" : "", task->comm, task->pid);
	for (int i = 0; i < depth; i++) {
		printk(" #%d: ", i);
		print_held(&task->held_locks[i]);
	}
}
EXPORT_SYMBOL(debug_show_held_locks);
