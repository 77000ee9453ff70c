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

#define SYSCALL(nr, nr_ia32, name) long sys_##name(__SYSCALL_ARGS);
#define SYSCALL_64(nr, name) long sys_##name(__SYSCALL_ARGS);
#define SYSCALL_32(nr, name) long sys_##name(__SYSCALL_ARGS);
#include <asm/syscalls.list>
#undef SYSCALL
#undef SYSCALL_64
#undef SYSCALL_32

#endif /* LINUX_SYSCALLS_H */
