// SPDX-License-Identifier: MIT
/* kernel/process/prctl.c - small things that a thread says about itself */

#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/linux/prctl.h>

#define PER_LINUX	0
#define PER_ASK		0xffffffffu

static long set_name(const char __user *name)
{
	char comm[TASK_COMM_LEN];
	long len = strncpy_from_user(comm, name, sizeof(comm) - 1);

	if (len < 0)
		return len;
	comm[sizeof(comm) - 1] = '\0';
	set_task_comm(current, comm);
	return 0;
}

static long get_name(char __user *name)
{
	char comm[TASK_COMM_LEN];

	get_task_comm(comm, current);
	return copy_to_user(name, comm, sizeof(comm)) ? -EFAULT : 0;
}

SYSCALL_DEFINE5(prctl, int, option, unsigned long, arg2, unsigned long, arg3, unsigned long, arg4,
		unsigned long, arg5)
{
	switch (option) {
	case PR_SET_NAME:
		return set_name((const char __user *)arg2);
	case PR_GET_NAME:
		return get_name((char __user *)arg2);
	default:
		return -EINVAL;
	}
}

/* Whom mm_release() tells that the thread has ended. */
SYSCALL_DEFINE1(set_tid_address, int __user *, tid)
{
	current->clear_child_tid = tid;
	return task_pid_vnr(current);
}

/* There is one personality. */
SYSCALL_DEFINE1(personality, unsigned int, personality)
{
	return personality == PER_LINUX || personality == PER_ASK ? PER_LINUX : -EINVAL;
}
