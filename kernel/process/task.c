// SPDX-License-Identifier: MIT
/*
 * kernel/process/task.c - the list of all tasks; a task's memory; kernel threads
 *
 * How it works
 *
 *   A kernel thread is a task_struct, a stack and a number.  Its stack is
 *   written as if it had called the switch, so that the first switch to it
 *   "returns" into ret_from_fork, which calls its function.
 *
 *   A task has two references at birth: its own, given back when it has been
 *   switched away from for the last time, and that of the list of all tasks,
 *   given back a grace period after it has left the list.  kthread_stop() holds
 *   a third while it waits.
 *
 *   The stack goes first: finish_task_switch() of whoever runs next buries it,
 *   since a task cannot free the stack it stands on.  Two stacks per CPU are
 *   kept for the next births: mapping one costs far more than the rest.
 *
 * Locking: tasklist_lock (order 10, interrupts off to write) for the list and
 * the family ties; stack_cache is the own CPU's, with interrupts off.
 *
 * See also: kernel/process/exit.c, kernel/sched/kthread.c.
 */

#include <linux/cache.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/init_task.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/signal.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/arch.h>

#include "process.h"

#define NR_CACHED_STACKS 2

static DEFINE_PER_CPU(void *, stack_cache[NR_CACHED_STACKS]);	/* own CPU, irqs off */
static struct kmem_cache *task_struct_cachep __ro_after_init;	/* I */
static unsigned long forks;					/* tasklist_lock */
static int nr_tasks;						/* tasklist_lock */

DEFINE_RWLOCK(tasklist_lock);

extern char init_stack[];	/* linker.ld: the stack of the boot */

/* The task that boots, and then idles on CPU 0.  It is the head of the list of all. */
struct task_struct init_task = {
	.thread_info = INIT_THREAD_INFO(init_task),
	.stack = init_stack,
	.usage = ATOMIC_INIT(2),
	.flags = PF_KTHREAD,
	.prio = MAX_PRIO - 20,
	.static_prio = MAX_PRIO - 20,
	.normal_prio = MAX_PRIO - 20,
	.policy = SCHED_NORMAL,
	.cpus_ptr = &init_task.cpus_mask,
	.cpus_mask = CPU_MASK_ALL,
	.nr_cpus_allowed = NR_CPUS,
	.alloc_lock = __SPIN_LOCK_INITIALIZER(init_task.alloc_lock),
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.thread_pid = &init_struct_pid,
	.fs = &init_fs,
	.files = &init_files,
	.real_cred = &init_cred,
	.cred = &init_cred,
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.thread_group = LIST_HEAD_INIT(init_task.thread_group),
	.real_parent = &init_task,
	.parent = &init_task,
	.group_leader = &init_task,
	.signal = &init_signals,
	.sighand = &init_sighand,
	.pending = { .list = LIST_HEAD_INIT(init_task.pending.list) },
	.sas_ss_flags = SS_DISABLE,
	.restart_block = { .fn = do_no_restart_syscall },
	.comm = "swapper",
};
EXPORT_SYMBOL(init_task);

/* ---- stacks ----------------------------------------------------------------- */

static void *cached_stack(void)
{
	unsigned long flags;
	void *stack = NULL;

	local_irq_save(flags);
	for (int i = 0; i < NR_CACHED_STACKS && !stack; i++) {
		stack = this_cpu_read(stack_cache[i]);
		this_cpu_write(stack_cache[i], NULL);
	}
	local_irq_restore(flags);
	return stack;
}

static void *alloc_stack(void)
{
	/* While allocations are made to fail, a stack shall be one. */
	void *stack = fault_inject_armed ? NULL : cached_stack();

	if (!stack)
		stack = __vmalloc_node(THREAD_SIZE, THREAD_SIZE, GFP_KERNEL, -1,
				       __builtin_return_address(0));
	if (stack && debug_enabled(DEBUG_STACK_USAGE))
		memset(stack, 0, THREAD_SIZE);
	return stack;
}

/**
 * bury_stack - keep the stack of a dead task for the next one, or free it
 * Context: any but NMI.
 */
void bury_stack(void *stack)
{
	unsigned long flags;

	local_irq_save(flags);
	for (int i = 0; i < NR_CACHED_STACKS && stack; i++) {
		if (this_cpu_read(stack_cache[i]))
			continue;
		this_cpu_write(stack_cache[i], stack);
		stack = NULL;
	}
	local_irq_restore(flags);
	if (stack)
		vfree_atomic(stack);
}

void set_task_stack_end_magic(struct task_struct *tsk)
{
	*end_of_stack(tsk) = STACK_END_MAGIC;
}

/* ---- birth ------------------------------------------------------------------ */

/* Alone, until link_task(). */
void init_task_family(struct task_struct *p)
{
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->sibling);
	INIT_LIST_HEAD(&p->thread_group);
	p->group_leader = p;
	p->real_parent = p->parent = &init_task;
	spin_lock_init(&p->alloc_lock);
	atomic_set(&p->usage, 2);
	share_init_signals(p);
	p->fs = &init_fs;
	p->files = &init_files;
	p->start_time = local_clock();
	lockdep_init_task(p);
}

/**
 * alloc_task - a task_struct of zeroes, with a stack
 * Context: a task, may sleep.
 * Return: the task, for free_task(), or NULL.
 */
struct task_struct *alloc_task(void)
{
	struct task_struct *p = kmem_cache_zalloc(task_struct_cachep, GFP_KERNEL);

	if (!p)
		return NULL;
	p->stack = alloc_stack();
	if (!p->stack) {
		kmem_cache_free(task_struct_cachep, p);
		return NULL;
	}
	set_task_stack_end_magic(p);
	return p;
}

void set_task_pid(struct task_struct *p, struct pid *pid)
{
	p->thread_pid = pid;
	p->pid = p->tgid = pid_nr(pid);
}

/**
 * link_task - from now on a task can be found, by its number and as a child
 * Context: tasklist_lock held for writing.
 */
void link_task(struct task_struct *p, struct task_struct *parent)
{
	lockdep_assert_held_write(&tasklist_lock);
	p->real_parent = p->parent = parent;
	attach_pid(p, PIDTYPE_PID, p->thread_pid);
	if (thread_group_leader(p)) {
		attach_pid(p, PIDTYPE_TGID, p->thread_pid);
		list_add_tail(&p->sibling, &parent->children);
		list_add_tail_rcu(&p->tasks, &init_task.tasks);
	} else {
		list_add_tail_rcu(&p->thread_group, &p->group_leader->thread_group);
	}
	forks++;
	nr_tasks++;
}

/* Children of kthreadd once there is one; its elder brother is init. */
static void join_tasklist(struct task_struct *p)
{
	unsigned long flags;

	write_lock_irqsave(&tasklist_lock, flags);
	link_task(p, kthreadd_task ?: &init_task);
	write_unlock_irqrestore(&tasklist_lock, flags);
}

static void detach_links(struct task_struct *p)
{
	detach_pid(p, PIDTYPE_PID, p->thread_pid);
	if (!thread_group_leader(p))	/* __exit_signal() has taken it off the threads' list */
		return;
	detach_pid(p, PIDTYPE_TGID, p->thread_pid);
	if (!hlist_unhashed(&p->pid_links[PIDTYPE_PGID])) {
		detach_pid(p, PIDTYPE_PGID, task_pgrp(p));
		detach_pid(p, PIDTYPE_SID, task_session(p));
	}
	list_del_rcu(&p->tasks);
	list_del_init(&p->sibling);
}

/**
 * unlink_task - the reverse: nobody finds it any more
 *
 * Who has found it already may use it within his RCU section.
 *
 * Context: tasklist_lock held for writing.
 */
void unlink_task(struct task_struct *p)
{
	lockdep_assert_held_write(&tasklist_lock);
	__exit_signal(p);
	detach_links(p);
	p->thread_pid = NULL;
	nr_tasks--;
}

/**
 * create_task - make a kernel thread that does not run yet
 * @name: what ps shall show, at most 15 characters
 * Context: a task, may sleep.
 * Return: the task, for wake_up_new_task() or wake_up_process(), or an ERR_PTR.
 */
struct task_struct *create_task(int (*fn)(void *), void *arg, const char *name)
{
	struct task_struct *p = alloc_task();
	struct pid *pid;

	if (!p)
		return ERR_PTR(-ENOMEM);
	p->flags = PF_KTHREAD;
	sched_fork(p, kthreadd_task);
	p->real_cred = get_cred(&init_cred);
	p->cred = get_cred(&init_cred);
	init_task_family(p);
	strscpy(p->comm, name, sizeof(p->comm));
	arch_init_task_stack(p, fn, arg);
	pid = alloc_pid();
	if (IS_ERR(pid)) {
		free_task(p);
		return ERR_CAST(pid);
	}
	set_task_pid(p, pid);
	join_tasklist(p);
	return p;
}

/**
 * fork_idle - the idle task of @cpu, with pid 0 and on no list
 * Context: a task, may sleep.
 * Return: the task, or an ERR_PTR.
 */
struct task_struct *fork_idle(int cpu)
{
	struct task_struct *p = alloc_task();

	if (!p)
		return ERR_PTR(-ENOMEM);
	sched_fork(p, NULL);
	p->real_cred = get_cred(&init_cred);
	p->cred = get_cred(&init_cred);
	init_task_family(p);
	set_task_pid(p, &init_struct_pid);
	init_idle(p, cpu);
	WRITE_ONCE(p->__state, TASK_RUNNING);
	return p;
}

/**
 * kernel_thread - make a kernel thread and let it run at once
 * Context: a task, may sleep.
 * Return: its number, or a negative error.
 */
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name)
{
	struct task_struct *p = create_task(fn, arg, name);
	pid_t pid;

	if (IS_ERR(p))
		return PTR_ERR(p);
	pid = p->pid;
	wake_up_new_task(p);
	return pid;
}

/* ---- end -------------------------------------------------------------------- */

/* Nobody else knows it any more. */
void free_task(struct task_struct *p)
{
	free_kthread_struct(p);
	arch_free_thread(p);
	put_signal_struct(p->signal);
	exit_creds(p);
	if (p->stack)
		bury_stack(p->stack);
	kmem_cache_free(task_struct_cachep, p);
}

void __put_task_struct(struct task_struct *p)
{
	WARN_ON(p == current);
	WARN_ON(!p->exit_state);
	free_task(p);
}
EXPORT_SYMBOL(__put_task_struct);

static void put_task_after_readers(struct callback_head *head)
{
	put_task_struct(container_of(head, struct task_struct, rcu));
}

/**
 * forget_task - give the reference back that the list of all had
 * Context: any but NMI, after unlink_task().
 */
void forget_task(struct task_struct *p)
{
	call_rcu(&p->rcu, put_task_after_readers);
}

int nr_processes(void)
{
	return READ_ONCE(nr_tasks);
}

unsigned long total_forks(void)
{
	return READ_ONCE(forks);
}

void __init fork_init(void)
{
	task_struct_cachep = kmem_cache_create("task_struct", sizeof(struct task_struct), 64,
					       SLAB_PANIC, NULL);
	set_task_stack_end_magic(&init_task);
	init_max_threads();
}
