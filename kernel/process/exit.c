// SPDX-License-Identifier: MIT
/*
 * kernel/process/exit.c - the end of a task
 *
 * It leaves the lists, says goodbye to who waits for it, and switches away for
 * the last time.  The next task on this CPU buries its stack.
 */

#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init_task.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/task_work.h>
#include <linux/workqueue_hooks.h>

#include "process.h"

/* What can die only with the whole machine. */
static void check_may_exit(struct task_struct *p, long code)
{
	if (unlikely(in_interrupt()))
		panic("Aiee, killing interrupt handler!");
	if (unlikely(!p->pid))
		panic("Attempted to kill the idle task!");
	if (unlikely(is_global_init(p)))
		panic("Attempted to kill init! exitcode=0x%08x\n", (unsigned int)code);
}

/* A task that died in an oops may hold locks; it must be able to sleep all the same. */
static void restore_context(struct task_struct *p)
{
	if (unlikely(irqs_disabled()))
		local_irq_enable();
	if (unlikely(in_atomic())) {
		pr_info("note: %s[%d] exited with preempt_count %d\n", p->comm, p->pid,
			preempt_count());
		preempt_count_set(0);
	}
}

/* With debug=stack_usage: the deepest stack that a dead task has left so far. */
static void check_stack_usage(struct task_struct *p)
{
	static unsigned long lowest = THREAD_SIZE;	/* of any CPU; a lost race: one line more */
	unsigned long left = stack_not_used(p);

	if (left >= READ_ONCE(lowest))
		return;
	WRITE_ONCE(lowest, left);
	pr_info("%s (%d) used greatest stack depth: %lu bytes left\n", p->comm, p->pid, left);
}

static void give_children_away(struct task_struct *p)
{
	struct task_struct *heir = find_task_by_pid(1) ?: &init_task;
	struct task_struct *child, *next;

	write_lock_irq(&tasklist_lock);
	list_for_each_entry_safe(child, next, &p->children, sibling) {
		child->real_parent = child->parent = heir;
		list_move_tail(&child->sibling, &heir->children);
	}
	write_unlock_irq(&tasklist_lock);
}

/**
 * do_exit - end the current task
 * @code: for who waits, as kthread_stop() does
 * Context: a task.
 */
void __noreturn do_exit(long code)
{
	struct task_struct *p = current;

	check_may_exit(p, code);
	restore_context(p);
	__set_current_state(TASK_RUNNING);
	exit_signals(p);
	if (p->signal != &init_signals && atomic_dec_and_test(&p->signal->live))
		exit_itimers(p->signal);
	task_work_run();
	if (p->flags & PF_WQ_WORKER)
		wq_worker_dying(p);
	p->exit_code = code;
	exit_mm();
	exit_files(p);
	exit_fs(p);
	if (lockdep_enabled())
		debug_check_no_locks_held();
	if (debug_enabled(DEBUG_STACK_USAGE))
		check_stack_usage(p);
	give_children_away(p);
	release_task(p);
	p->exit_state = EXIT_DEAD;
	/*
	 * No preemption from the good-bye to the last switch: when the one who
	 * waits runs (on this CPU), the stack is buried already.
	 */
	preempt_disable();
	kthread_exit_notify(p, code);
	do_task_dead();
}
EXPORT_SYMBOL(do_exit);

/**
 * make_task_dead - the current task has done what it cannot survive
 * Context: the end of an oops.
 */
void __noreturn make_task_dead(int signr)
{
	struct task_struct *p = current;

	if (unlikely(p->flags & PF_EXITING)) {
		pr_alert("Fixing recursive fault but reboot is needed!\n");
		preempt_count_set(0);
		local_irq_enable();
		set_current_state(TASK_UNINTERRUPTIBLE);
		schedule();
	}
	do_exit(signr);
}
