// SPDX-License-Identifier: MIT
/*
 * kernel/process/exit.c - the end of a task, and what stays of it until its parent asks
 *
 * How it works
 *
 *   A task gives back what it has, gives its children to init, and becomes a zombie: a
 *   number, an exit code, and times.  Its parent's wait4() takes these and forgets it
 *   (wait.c); a parent that ignores SIGCHLD is not asked.  Kernel threads, and threads of
 *   a process other than its first, are forgotten at once.  A first thread that ends
 *   before the others is a zombie that nobody may take: the last of the others tells.
 *
 *   Then it switches away for the last time.  The next task on this CPU buries its stack.
 *
 * Locking: tasklist_lock (order 10) for the family; who changes exit_state from
 * EXIT_ZOMBIE to EXIT_DEAD, by cmpxchg, is the one who forgets the task.
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
#include <linux/syscalls.h>
#include <linux/task_work.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/workqueue_hooks.h>

#include "process.h"

/* What can die only with the whole machine. */
static void check_may_exit(struct task_struct *p, long code)
{
	if (unlikely(in_interrupt()))
		panic("Aiee, killing interrupt handler!");
	if (unlikely(!p->pid))
		panic("Attempted to kill the idle task!");
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

/* ---- memory ---------------------------------------------------------------------- */

/* Who waits for the number at this address to become 0, in pthread_join(), may go on. */
static void clear_child_tid(struct task_struct *p)
{
	int __user *tid = p->clear_child_tid;

	p->clear_child_tid = NULL;
	if (!tid || atomic_read(&p->mm->mm_users) <= 1)
		return;
	if (!put_user(0, tid))
		futex_wake_user((u32 __user *)tid, 1);
}

/**
 * mm_release - the current task is about to leave its memory
 * Context: the task itself, may sleep.
 */
void mm_release(struct task_struct *p)
{
	if (p->mm) {
		exit_robust_list(p);
		clear_child_tid(p);
	}
	complete_vfork_done(p);
}

/* ---- family ---------------------------------------------------------------------- */

/**
 * release_task - nobody finds a dead task any more
 *
 * The last thread of a process whose first one is dead already: the parent hears of it
 * now, and if he does not care, the first one is forgotten as well.
 *
 * Context: any but interrupts; the task is EXIT_DEAD.
 */
void release_task(struct task_struct *p)
{
	struct task_struct *leader;

	do {
		leader = p->group_leader;
		write_lock_irq(&tasklist_lock);
		unlink_task(p);
		if (leader == p || !thread_group_empty(leader) ||
		    leader->exit_state != EXIT_ZOMBIE ||
		    !do_notify_parent(leader, leader->exit_signal))
			leader = NULL;
		else
			leader->exit_state = EXIT_DEAD;
		write_unlock_irq(&tasklist_lock);
		forget_task(p);
		p = leader;
	} while (p);
}

/* A thread of the same process that stays, or init. */
static struct task_struct *find_heir(struct task_struct *p)
{
	struct task_struct *t;

	for (t = next_thread(p); t != p; t = next_thread(t))
		if (!(t->flags & PF_EXITING))
			return t;
	t = pid_task(find_vpid(1), PIDTYPE_PID);
	return t && t != p ? t : &init_task;
}

/*
 * A child of @father, whose process ends, has another parent now.  If it is dead, he hears
 * of that; if he does not care, it goes to @dead.
 */
static void tell_heir(struct task_struct *child, struct task_struct *father,
		      struct list_head *dead)
{
	child->exit_signal = SIGCHLD;
	if (child->exit_state == EXIT_ZOMBIE && thread_group_empty(child) &&
	    do_notify_parent(child, child->exit_signal)) {
		child->exit_state = EXIT_DEAD;
		list_move(&child->sibling, dead);
	}
	kill_orphaned_pgrp(child, father);
}

static void give_children_away(struct task_struct *p, struct list_head *dead)
{
	struct task_struct *child, *next, *heir;

	if (list_empty(&p->children))
		return;
	heir = find_heir(p);
	list_for_each_entry_safe(child, next, &p->children, sibling) {
		child->real_parent = child->parent = heir;
		list_move_tail(&child->sibling, &heir->children);
		if (!same_thread_group(heir, p))
			tell_heir(child, p, dead);
	}
}

/* Does the parent not want to be asked?  Then nobody will. */
static bool tell_parent(struct task_struct *p)
{
	if (!thread_group_leader(p) || p->flags & PF_KTHREAD)
		return true;
	return thread_group_empty(p) && do_notify_parent(p, p->exit_signal);
}

static void release_all(struct list_head *dead)
{
	struct task_struct *p, *next;

	list_for_each_entry_safe(p, next, dead, sibling) {
		list_del_init(&p->sibling);
		release_task(p);
	}
}

/* The task becomes a zombie, or is gone. */
static void exit_notify(struct task_struct *p, bool group_dead)
{
	bool forgotten;
	LIST_HEAD(dead);

	write_lock_irq(&tasklist_lock);
	give_children_away(p, &dead);
	if (group_dead)
		kill_orphaned_pgrp(p->group_leader, NULL);
	p->exit_state = EXIT_ZOMBIE;
	forgotten = tell_parent(p);
	if (forgotten)
		p->exit_state = EXIT_DEAD;
	if (unlikely(p->signal->group_exec_task))	/* it waits for its first thread */
		wake_up_process(p->signal->group_exec_task);
	write_unlock_irq(&tasklist_lock);
	release_all(&dead);
	if (forgotten)
		release_task(p);
}

/* ---- the end --------------------------------------------------------------------- */

/* The last thread of its process? */
static bool leave_group(struct task_struct *p, long code)
{
	if (p->flags & PF_KTHREAD && p->signal == init_task.signal)
		return false;
	if (!atomic_dec_and_test(&p->signal->live))
		return false;
	if (unlikely(is_global_init(p)))
		panic("Attempted to kill init! exitcode=0x%08x\n",
		      p->signal->group_exit_code ?: (unsigned int)code);
	exit_itimers(p->signal);
	return true;
}

/**
 * do_exit - end the current task
 * @code: a signal's number, or the status times 256; of a kernel thread, any
 * Context: a task.
 */
void __noreturn do_exit(long code)
{
	struct task_struct *p = current;
	bool group_dead;

	check_may_exit(p, code);
	restore_context(p);
	__set_current_state(TASK_RUNNING);
	exit_signals(p);		/* sets PF_EXITING */
	task_work_run();
	if (p->flags & PF_WQ_WORKER)
		wq_worker_dying(p);
	group_dead = leave_group(p, code);
	p->exit_code = code;
	mm_release(p);
	exit_mm();
	exit_files(p);
	exit_fs(p);
	if (group_dead)
		disassociate_ctty(1);
	if (lockdep_enabled())
		debug_check_no_locks_held();
	if (debug_enabled(DEBUG_STACK_USAGE))
		check_stack_usage(p);
	exit_notify(p, group_dead);
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

#define EXIT_STATUS_SHIFT	8	/* in the code that a parent gets; a signal below it */
#define EXIT_STATUS_MASK	0xff

SYSCALL_DEFINE1(exit, int, status)
{
	do_exit((status & EXIT_STATUS_MASK) << EXIT_STATUS_SHIFT);
}

SYSCALL_DEFINE1(exit_group, int, status)
{
	do_group_exit((status & EXIT_STATUS_MASK) << EXIT_STATUS_SHIFT);
}
