/* SPDX-License-Identifier: MIT */
/*
 * linux/syscalls.h - the functions behind system calls
 *
 * SYSCALL_DEFINE2(kill, pid_t, pid, int, sig) { ... } defines sys_kill(), which takes six
 * words, as the entry code has them, and casts each to its type: so no function can see
 * the upper half of an int.
 */
#ifndef LINUX_SYSCALLS_H
#define LINUX_SYSCALLS_H

#include <linux/compiler.h>
#include <linux/types.h>

typedef long (*sys_call_ptr_t)(unsigned long, unsigned long, unsigned long, unsigned long,
			       unsigned long, unsigned long);

#define __SYSCALL_ARGS								\
	unsigned long __a1, unsigned long __a2, unsigned long __a3,		\
	unsigned long __a4, unsigned long __a5, unsigned long __a6

#define __SYSCALL_DEFINE(name, params, args)					\
	static inline long __do_sys_##name params;				\
	long sys_##name(__SYSCALL_ARGS)						\
	{									\
		return __do_sys_##name args;					\
	}									\
	static inline long __do_sys_##name params

#define SYSCALL_DEFINE0(name) __SYSCALL_DEFINE(name, (void), ())
#define SYSCALL_DEFINE1(name, t1, a1)						\
	__SYSCALL_DEFINE(name, (t1 a1), ((t1)__a1))
#define SYSCALL_DEFINE2(name, t1, a1, t2, a2)					\
	__SYSCALL_DEFINE(name, (t1 a1, t2 a2), ((t1)__a1, (t2)__a2))
#define SYSCALL_DEFINE3(name, t1, a1, t2, a2, t3, a3)				\
	__SYSCALL_DEFINE(name, (t1 a1, t2 a2, t3 a3), ((t1)__a1, (t2)__a2, (t3)__a3))
#define SYSCALL_DEFINE4(name, t1, a1, t2, a2, t3, a3, t4, a4)			\
	__SYSCALL_DEFINE(name, (t1 a1, t2 a2, t3 a3, t4 a4),			\
			 ((t1)__a1, (t2)__a2, (t3)__a3, (t4)__a4))
#define SYSCALL_DEFINE5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)		\
	__SYSCALL_DEFINE(name, (t1 a1, t2 a2, t3 a3, t4 a4, t5 a5),		\
			 ((t1)__a1, (t2)__a2, (t3)__a3, (t4)__a4, (t5)__a5))
#define SYSCALL_DEFINE6(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5, t6, a6)	\
	__SYSCALL_DEFINE(name, (t1 a1, t2 a2, t3 a3, t4 a4, t5 a5, t6 a6),	\
			 ((t1)__a1, (t2)__a2, (t3)__a3, (t4)__a4, (t5)__a5, (t6)__a6))

long sys_arch_prctl(__SYSCALL_ARGS);
long sys_brk(__SYSCALL_ARGS);
long sys_exit(__SYSCALL_ARGS);
long sys_getpid(__SYSCALL_ARGS);
long sys_getppid(__SYSCALL_ARGS);
long sys_gettid(__SYSCALL_ARGS);
long sys_mmap(__SYSCALL_ARGS);
long sys_mprotect(__SYSCALL_ARGS);
long sys_munmap(__SYSCALL_ARGS);
long sys_sched_yield(__SYSCALL_ARGS);

#endif /* LINUX_SYSCALLS_H */
