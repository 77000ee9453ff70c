// SPDX-License-Identifier: MIT
/* kernel/sys.c - what a program asks about itself, and how it ends */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

#define EXIT_STATUS_SHIFT	8	/* in the code that a parent gets; a signal below it */
#define EXIT_STATUS_MASK	0xff

SYSCALL_DEFINE0(getpid)
{
	return task_tgid_vnr(current);
}

SYSCALL_DEFINE0(gettid)
{
	return task_pid_vnr(current);
}

SYSCALL_DEFINE0(getppid)
{
	long pid;

	rcu_read_lock();
	pid = task_ppid_nr(current);
	rcu_read_unlock();
	return pid;
}

SYSCALL_DEFINE0(sched_yield)
{
	yield();
	return 0;
}

SYSCALL_DEFINE1(exit, int, status)
{
	do_exit((status & EXIT_STATUS_MASK) << EXIT_STATUS_SHIFT);
}

/* Every process has one thread. */
SYSCALL_DEFINE1(exit_group, int, status)
{
	do_exit((status & EXIT_STATUS_MASK) << EXIT_STATUS_SHIFT);
}
