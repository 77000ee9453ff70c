// SPDX-License-Identifier: MIT
/* kernel/sys.c - what a program asks about itself */

#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

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
