// SPDX-License-Identifier: MIT
/*
 * kernel/process/fork.c - a process or a thread makes another one
 *
 * How it works
 *
 *   A child is its parent once more: what clone()'s flags name is shared, the rest is
 *   copied.  Each part has a copy_*() function, and each of them an undoing one, called
 *   in the reverse order when a later part fails.  The child is linked to its parent,
 *   its process, its group and its number last, all under tasklist_lock: whoever finds
 *   it finds it whole.
 *
 *       copy_process()   files, directories, actions, process, memory, registers, number
 *                        lock: a signal for the parent's group?  then start again, lest the
 *                              child miss it;  else link
 *       wake_up_new_task()
 *       the child:       schedule_tail(), begin_child(), and on to ring 3 with rax = 0
 *
 *   vfork() shares the memory, and so the stack, and lets the parent wait until the child
 *   has left it by exec or exit.
 *
 * Locking: tasklist_lock (order 10) outside siglock (order 12).
 *
 * See also: kernel/process/task.c, kernel/process/sighand.c, kernel/mm/mmap.c.
 */

#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/tty.h>
#include <linux/uaccess.h>

#include <asm/arch.h>

#include "process.h"

#define MIN_THREADS		20
#define MEMORY_PER_THREAD	8	/* a stack is at most this part of memory */

static int max_threads;			/* I: of all kinds */

/* What cannot be done, and what makes no sense without the other. */
#define CLONE_NAMESPACES	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | \
				 CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

static int check_flags(u64 flags)
{
	if (flags & (CLONE_NAMESPACES | CLONE_PIDFD))
		return -EINVAL;
	if (flags & CLONE_THREAD && !(flags & CLONE_SIGHAND))
		return -EINVAL;
	if (flags & CLONE_SIGHAND && !(flags & CLONE_VM))
		return -EINVAL;
	if (flags & CLONE_SIGHAND && flags & CLONE_CLEAR_SIGHAND)
		return -EINVAL;
	/* Init's brother would be nobody's child. */
	if (flags & CLONE_PARENT && current->signal->flags & SIGNAL_UNKILLABLE)
		return -EINVAL;
	return 0;
}

/* ---- the parts ------------------------------------------------------------------- */

static int copy_mm(u64 flags, struct task_struct *p)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return 0;
	if (flags & CLONE_VM) {
		mmget(mm);
		p->mm = mm;
		return 0;
	}
	p->mm = dup_mm(mm);
	return p->mm ? 0 : -ENOMEM;
}

static void copy_signal_state(u64 flags, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;

	init_sigpending(&p->pending);
	p->blocked = current->blocked;
	p->restart_block.fn = do_no_restart_syscall;
	sas_ss_reset(p);
	if ((flags & (CLONE_VM | CLONE_VFORK)) != CLONE_VM) {
		p->sas_ss_sp = current->sas_ss_sp;
		p->sas_ss_size = current->sas_ss_size;
		p->sas_ss_flags = current->sas_ss_flags;
	}
	if (flags & CLONE_CLEAR_SIGHAND)
		flush_signal_handlers(p, 0);
	if (!(flags & CLONE_THREAD))
		sig->is_child_subreaper = false;
}

static int copy_signals(u64 flags, struct task_struct *p)
{
	int err = copy_sighand(flags, p);

	if (err)
		return err;
	err = copy_signal(flags, p);
	if (err)
		return err;
	if (flags & CLONE_THREAD) {
		refcount_inc(&current->signal->sigcnt);
		p->signal = current->signal;
	}
	copy_signal_state(flags, p);
	return 0;
}

/* The child's first steps, on its own stack and in its own memory. */
static int begin_child(void *unused)
{
	if (current->set_child_tid)
		(void)put_user(current->pid, current->set_child_tid);	/* its own mistake */
	calculate_sigpending();
	return 0;
}

static int copy_thread(const struct kernel_clone_args *args, struct task_struct *p)
{
	if (args->fn) {
		arch_init_task_stack(p, args->fn, args->fn_arg);
		return 0;
	}
	return arch_copy_thread(p, begin_child, args->stack + args->stack_size,
				args->flags & CLONE_SETTLS ? &args->tls : NULL);
}

static void copy_attributes(const struct kernel_clone_args *args, struct task_struct *p)
{
	u64 flags = args->flags;

	p->flags = PF_FORKNOEXEC;
	init_task_family(p);
	strscpy(p->comm, current->comm, sizeof(p->comm));
	p->real_cred = get_cred(current->cred);
	p->cred = get_cred(current->cred);
	if (flags & CLONE_CHILD_SETTID)
		p->set_child_tid = args->child_tid;
	if (flags & CLONE_CHILD_CLEARTID)
		p->clear_child_tid = args->child_tid;
	p->exit_signal = args->exit_signal;
	if (flags & CLONE_THREAD) {
		p->group_leader = current->group_leader;
		p->exit_signal = -1;
	} else if (flags & CLONE_PARENT) {
		p->exit_signal = current->group_leader->exit_signal;
	}
}

/* ---- all of them ----------------------------------------------------------------- */

/* What a child has that was never linked. */
static void free_unborn(struct task_struct *p)
{
	if (p->mm)
		mmput(p->mm);
	p->mm = NULL;
	__cleanup_sighand(p->sighand);
	exit_fs(p);
	exit_files(p);
	free_task(p);
}

static int copy_parts(const struct kernel_clone_args *args, struct task_struct *p)
{
	return copy_files(args->flags, p) ?:
	       copy_fs(args->flags, p) ?:
	       copy_signals(args->flags, p) ?:
	       copy_mm(args->flags, p) ?:
	       copy_thread(args, p);
}

static void link_thread(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;

	atomic_inc(&sig->live);
	sig->nr_threads++;
}

static void link_process(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;

	sig->pids[PIDTYPE_TGID] = p->thread_pid;
	sig->pids[PIDTYPE_PGID] = task_pgrp(current);
	sig->pids[PIDTYPE_SID] = task_session(current);
	sig->tty = tty_kref_get(current->signal->tty);
	if (is_global_init(p))
		sig->flags |= SIGNAL_UNKILLABLE;
}

static struct task_struct *parent_of(u64 flags, struct task_struct *p)
{
	return flags & (CLONE_PARENT | CLONE_THREAD) ? current->real_parent : current;
}

/* Make it known; or not, if a signal has come meanwhile that it would have missed. */
static int make_known(u64 flags, struct task_struct *p)
{
	int err = 0;

	write_lock_irq(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
	recalc_sigpending();
	if (current->mm && signal_pending(current)) {
		err = fatal_signal_pending(current) ? -EINTR : -ERESTARTNOINTR;
	} else {
		flags & CLONE_THREAD ? link_thread(p) : link_process(p);
		link_task(p, parent_of(flags, p));
		if (!(flags & CLONE_THREAD))
			attach_process(p);
	}
	spin_unlock(&current->sighand->siglock);
	write_unlock_irq(&tasklist_lock);
	return err;
}

static void set_numbers(u64 flags, struct task_struct *p, struct pid *pid)
{
	set_task_pid(p, pid);
	if (flags & CLONE_THREAD)
		p->tgid = current->tgid;
}

/* A child that is linked but does not run yet. */
static struct task_struct *copy_process(const struct kernel_clone_args *args)
{
	struct task_struct *p;
	struct pid *pid;
	int err = check_flags(args->flags);

	if (err)
		return ERR_PTR(err);
	if (nr_processes() >= max_threads)
		return ERR_PTR(-EAGAIN);
	p = alloc_task();
	if (!p)
		return ERR_PTR(-ENOMEM);
	sched_fork(p, current->pid ? current : NULL);	/* an idle task keeps to its CPU */
	copy_attributes(args, p);
	err = copy_parts(args, p);
	if (err)
		goto err_free;
	pid = alloc_pid();
	err = PTR_ERR_OR_ZERO(pid);
	if (err)
		goto err_free;
	set_numbers(args->flags, p, pid);
	err = make_known(args->flags, p);
	if (!err)
		return p;
	free_pid(pid);
err_free:
	free_unborn(p);
	return ERR_PTR(err);
}

/* ---- vfork ----------------------------------------------------------------------- */

/* Context: the child, which leaves its parent's memory; or it is dead. */
void complete_vfork_done(struct task_struct *tsk)
{
	task_lock(tsk);
	if (tsk->vfork_done) {
		complete(tsk->vfork_done);
		tsk->vfork_done = NULL;
	}
	task_unlock(tsk);
}

/* Only death ends this waiting early; then the child has nobody to tell. */
static void wait_for_vfork_done(struct task_struct *child, struct completion *vfork)
{
	if (wait_for_completion_killable(vfork)) {
		task_lock(child);
		child->vfork_done = NULL;
		task_unlock(child);
	}
}

/**
 * kernel_clone - make a child and let it run
 * Context: a task, may sleep.
 * Return: its number, or -errno: -EAGAIN: too many; -ENOMEM; -EINVAL; -ERESTARTNOINTR.
 */
pid_t kernel_clone(struct kernel_clone_args *args)
{
	struct task_struct *p = copy_process(args);
	struct completion vfork;
	pid_t nr;

	if (IS_ERR(p))
		return PTR_ERR(p);
	nr = p->pid;
	if (args->flags & CLONE_PARENT_SETTID)
		(void)put_user(nr, args->parent_tid);	/* the caller's own mistake */
	if (args->flags & CLONE_VFORK) {
		init_completion(&vfork);
		p->vfork_done = &vfork;
		get_task_struct(p);
	}
	wake_up_new_task(p);
	if (args->flags & CLONE_VFORK) {
		wait_for_vfork_done(p, &vfork);
		put_task_struct(p);
	}
	return nr;
}

/**
 * user_mode_thread - a process that begins in the kernel and may become a program
 * @fn: its function: kernel_execve() in it and 0 returned, it goes on in ring 3
 * @flags: CLONE_*, and the signal of its end
 *
 * Context: a task, may sleep.
 * Return: its number, or -errno.
 */
pid_t user_mode_thread(int (*fn)(void *), void *arg, unsigned long flags)
{
	struct kernel_clone_args args = {
		.flags = flags & ~(unsigned long)CSIGNAL,
		.exit_signal = flags & CSIGNAL,
		.fn = fn,
		.fn_arg = arg,
	};

	return kernel_clone(&args);
}

/* ---- system calls ---------------------------------------------------------------- */

SYSCALL_DEFINE0(fork)
{
	struct kernel_clone_args args = { .exit_signal = SIGCHLD };

	return kernel_clone(&args);
}

SYSCALL_DEFINE0(vfork)
{
	struct kernel_clone_args args = {
		.flags = CLONE_VFORK | CLONE_VM,
		.exit_signal = SIGCHLD,
	};

	return kernel_clone(&args);
}

SYSCALL_DEFINE5(clone, unsigned long, flags, unsigned long, newsp, int __user *, parent_tid,
		int __user *, child_tid, unsigned long, tls)
{
	struct kernel_clone_args args = {
		.flags = (u32)flags & ~(u32)CSIGNAL,
		.exit_signal = flags & CSIGNAL,
		.parent_tid = parent_tid,
		.child_tid = child_tid,
		.stack = newsp,
		.tls = tls,
	};

	return kernel_clone(&args);
}

/* Boot: how many tasks there may be, by how much memory there is. */
void __init init_max_threads(void)
{
	unsigned long stacks = totalram_pages() / (THREAD_SIZE / PAGE_SIZE);

	max_threads = max_t(unsigned long, stacks / MEMORY_PER_THREAD, MIN_THREADS);
}
