// SPDX-License-Identifier: MIT
/*
 * fs/proc/array.c - /proc/<pid>/stat, statm and status: what is known of a process, as text
 *
 * "stat" is 52 numbers for programs; "status" is the same for people, and more.  Formats as
 * on Linux: proc(5).
 *
 * Context: process, with a reference on the task, which may die meanwhile: what it has had
 * is asked for under the locks that its end takes.
 */

#include <linux/cpumask.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/jiffies.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/workqueue_hooks.h>

#include "internal.h"

#define NAME_LENGTH	64	/* a worker's, with what it is about */

/* What a process as a whole, or one thread, has used. */
struct usage {
	u64 utime, stime;
	u64 cutime, cstime;
	unsigned long nvcsw, nivcsw;
	int nr_threads;
	int tty_nr, tty_pgrp;
	pid_t ppid, pgid, sid;
	unsigned long rsslim;
	sigset_t pending, shared_pending, blocked, ignored, caught;
};

static void collect_signals(struct task_struct *task, struct usage *u)
{
	const struct k_sigaction *action = task->sighand->action;

	u->pending = task->pending.signal;
	u->shared_pending = task->signal->shared_pending.signal;
	u->blocked = task->blocked;
	for (int sig = 1; sig <= _NSIG; sig++) {
		if (action[sig - 1].sa.sa_handler == SIG_IGN)
			sigaddset(&u->ignored, sig);
		else if (action[sig - 1].sa.sa_handler != SIG_DFL)
			sigaddset(&u->caught, sig);
	}
}

static void add_threads(struct task_struct *task, struct usage *u)
{
	struct task_struct *thread;

	u->utime += task->signal->utime;
	u->stime += task->signal->stime;
	for_each_thread(task, thread) {
		u->utime += thread->utime;
		u->stime += thread->stime;
	}
}

static dev_t tty_devnum(const struct tty_struct *tty)
{
	return MKDEV(tty->driver->major, tty->driver->minor_start) + tty->index;
}

static void collect_terminal(struct signal_struct *sig, struct usage *u)
{
	struct tty_struct *tty = sig->tty;

	u->tty_pgrp = -1;
	if (!tty)
		return;
	u->tty_nr = new_encode_dev(tty_devnum(tty));
	u->tty_pgrp = pid_nr(READ_ONCE(tty->ctrl.pgrp));
}

static void collect(struct task_struct *task, bool whole, struct usage *u)
{
	unsigned long flags;

	*u = (struct usage){ .tty_pgrp = -1, .nvcsw = task->nvcsw, .nivcsw = task->nivcsw };
	rcu_read_lock();
	u->ppid = task_ppid_nr(task);
	u->pgid = task_pgrp_nr(task);
	u->sid = task_session_nr(task);
	if (lock_task_sighand(task, &flags)) {
		struct signal_struct *sig = task->signal;

		collect_signals(task, u);
		collect_terminal(sig, u);
		u->nr_threads = sig->nr_threads;
		u->cutime = sig->cutime;
		u->cstime = sig->cstime;
		u->rsslim = sig->rlim[RLIMIT_RSS].rlim_cur;
		if (whole)
			add_threads(task, u);
		unlock_task_sighand(task, &flags);
	}
	rcu_read_unlock();
	if (!whole || !u->nr_threads) {
		u->utime = task->utime;
		u->stime = task->stime;
	}
}

static unsigned long mm_pages(struct mm_struct *mm)
{
	return atomic_long_read(&mm->rss);
}

/* ---- stat --------------------------------------------------------------------------- */

static void put(struct seq_file *m, unsigned long long value)
{
	seq_put_decimal_ull(m, " ", value);
}

static void put_signed(struct seq_file *m, long long value)
{
	seq_put_decimal_ll(m, " ", value);
}

static void put_zeros(struct seq_file *m, int n)
{
	while (n--)
		seq_puts(m, " 0");
}

static void show_ids(struct seq_file *m, struct task_struct *task, const struct usage *u)
{
	char name[NAME_LENGTH];

	wq_worker_comm(name, sizeof(name), task);
	seq_printf(m, "%d (%s) %c", task->pid, name, task_state_to_char(task));
	put_signed(m, u->ppid);
	put_signed(m, u->pgid);
	put_signed(m, u->sid);
	put_signed(m, u->tty_nr);
	put_signed(m, u->tty_pgrp);
	put(m, task->flags);
	put_zeros(m, 4);			/* page faults are not counted */
}

static void show_times(struct seq_file *m, struct task_struct *task, const struct usage *u)
{
	put(m, nsec_to_clock_t(u->utime));
	put(m, nsec_to_clock_t(u->stime));
	put_signed(m, nsec_to_clock_t(u->cutime));
	put_signed(m, nsec_to_clock_t(u->cstime));
	put_signed(m, task_prio(task));
	put_signed(m, task_nice(task));
	put_signed(m, u->nr_threads);
	put_zeros(m, 1);
	put(m, nsec_to_clock_t(task->start_time));
}

/* Where it lies in its memory; nothing of a kernel thread. */
static void show_memory(struct seq_file *m, struct mm_struct *mm, const struct usage *u)
{
	put(m, mm ? mm->total_vm << PAGE_SHIFT : 0);
	put(m, mm ? mm_pages(mm) : 0);
	put(m, u->rsslim);
	put(m, mm ? mm->start_code : 0);
	put(m, mm ? mm->end_code : 0);
	put(m, mm ? mm->start_stack : 0);
	put_zeros(m, 2);			/* its registers are its own */
}

static void show_scheduling(struct seq_file *m, struct task_struct *task, const struct usage *u)
{
	put(m, u->pending.sig[0] & 0x7fffffff);
	put(m, u->blocked.sig[0] & 0x7fffffff);
	put(m, u->ignored.sig[0] & 0x7fffffff);
	put(m, u->caught.sig[0] & 0x7fffffff);
	put(m, !task_is_running(task));
	put_zeros(m, 2);
	put_signed(m, task->exit_signal);
	put_signed(m, task_cpu(task));
	put(m, task->rt_priority);
	put(m, task->policy);
	put_zeros(m, 3);
}

static void show_ranges(struct seq_file *m, struct mm_struct *mm)
{
	put(m, mm ? mm->start_data : 0);
	put(m, mm ? mm->end_data : 0);
	put(m, mm ? mm->start_brk : 0);
	put(m, mm ? mm->arg_start : 0);
	put(m, mm ? mm->arg_end : 0);
	put(m, mm ? mm->env_start : 0);
	put(m, mm ? mm->env_end : 0);
}

static int show_stat(struct seq_file *m, struct task_struct *task, bool whole)
{
	struct mm_struct *mm = get_task_mm(task);
	struct usage u;

	collect(task, whole, &u);
	show_ids(m, task, &u);
	show_times(m, task, &u);
	show_memory(m, mm, &u);
	show_scheduling(m, task, &u);
	show_ranges(m, mm);
	put_signed(m, task->exit_code);
	seq_putc(m, '\n');
	if (mm)
		mmput(mm);
	return 0;
}

int proc_pid_stat(struct seq_file *m, struct task_struct *task)
{
	return show_stat(m, task, true);
}

int proc_tid_stat(struct seq_file *m, struct task_struct *task)
{
	return show_stat(m, task, false);
}

/* Pages: all, present, shared, text, library, data, dirty. */
int proc_pid_statm(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	unsigned long text;

	if (!mm) {
		seq_puts(m, "0 0 0 0 0 0 0\n");
		return 0;
	}
	text = PFN_UP(mm->end_code) - PFN_DOWN(mm->start_code);
	seq_printf(m, "%lu %lu 0 %lu 0 %lu 0\n", mm->total_vm, mm_pages(mm), text,
		   mm->total_vm - text);
	mmput(mm);
	return 0;
}

/* ---- status --------------------------------------------------------------------------- */

/* By task_state_index(): R, and one for each bit of a state. */
static const char *state_name(const struct task_struct *task)
{
	static const char * const names[] = {
		"R (running)", "S (sleeping)", "D (disk sleep)", "T (stopped)",
		"t (tracing stop)", "X (dead)", "Z (zombie)", "P (parked)", "I (idle)",
	};
	char letter = task_state_to_char(task);

	for (int i = 0; i < ARRAY_SIZE(names); i++)
		if (names[i][0] == letter)
			return names[i];
	return "? (unknown)";
}

static void show_files(struct seq_file *m, struct task_struct *task)
{
	int umask = -1, size = 0;

	task_lock(task);
	if (task->fs)
		umask = task->fs->umask;
	if (task->files)
		size = files_fdtable(task->files)->max_fds;
	task_unlock(task);
	if (umask >= 0)
		seq_printf(m, "Umask:\t%#04o\n", umask);
	seq_printf(m, "State:\t%s\n", state_name(task));
	seq_printf(m, "Tgid:\t%d\nNgid:\t0\nPid:\t%d\n", task->tgid, task->pid);
	seq_printf(m, "PPid:\t%d\nTracerPid:\t0\n", task_ppid_nr(task));
	seq_puts(m, "Uid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n");
	seq_printf(m, "FDSize:\t%d\nGroups:\t \n", size);
}

static void show_kb(struct seq_file *m, const char *name, unsigned long pages)
{
	seq_printf(m, "%s:\t%8lu kB\n", name, pages << (PAGE_SHIFT - 10));
}

static void show_vm(struct seq_file *m, struct mm_struct *mm)
{
	unsigned long text = PFN_UP(mm->end_code) - PFN_DOWN(mm->start_code);

	show_kb(m, "VmSize", mm->total_vm);
	show_kb(m, "VmRSS", mm_pages(mm));
	show_kb(m, "VmData", mm->total_vm - text);
	show_kb(m, "VmExe", text);
	show_kb(m, "VmSwap", 0);
}

static void show_set(struct seq_file *m, const char *name, const sigset_t *set)
{
	seq_printf(m, "%s:\t%016lx\n", name, set->sig[0]);
}

static void show_signals(struct seq_file *m, const struct usage *u)
{
	show_set(m, "SigPnd", &u->pending);
	show_set(m, "ShdPnd", &u->shared_pending);
	show_set(m, "SigBlk", &u->blocked);
	show_set(m, "SigIgn", &u->ignored);
	show_set(m, "SigCgt", &u->caught);
}

int proc_pid_status(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	char name[NAME_LENGTH];
	struct usage u;

	collect(task, true, &u);
	wq_worker_comm(name, sizeof(name), task);
	seq_puts(m, "Name:\t");
	seq_escape(m, name, "\n\\");
	seq_putc(m, '\n');
	show_files(m, task);
	if (mm) {
		show_vm(m, mm);
		mmput(mm);
	}
	seq_printf(m, "Threads:\t%d\n", u.nr_threads);
	show_signals(m, &u);
	seq_printf(m, "Cpus_allowed:\t%*pb\nCpus_allowed_list:\t%*pbl\n",
		   cpumask_pr_args(task->cpus_ptr), cpumask_pr_args(task->cpus_ptr));
	seq_printf(m, "voluntary_ctxt_switches:\t%lu\nnonvoluntary_ctxt_switches:\t%lu\n",
		   u.nvcsw, u.nivcsw);
	return 0;
}
