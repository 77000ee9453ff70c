/* SPDX-License-Identifier: MIT */
/*
 * asm/percpu.h - variables of which every CPU has its own, reached through gs
 *
 * The linker puts all of them into .data..percpu, which is only a pattern: each
 * CPU has a copy, and its gs base holds (copy - pattern).  So the address in the
 * instruction is the pattern's, and the gs prefix moves it to this CPU's copy:
 *
 *      incl %gs:counter(%rip)
 *
 * is one instruction: no interrupt and no move to another CPU can come between
 * finding the copy and changing it.  That is the point of this_cpu_*(): they are
 * safe against interrupts and preemption without turning either off.
 */
#ifndef ASM_PERCPU_H
#define ASM_PERCPU_H

#include <linux/compiler.h>
#include <linux/types.h>

#define PERCPU_DYNAMIC_SIZE 0x8000	/* behind the static part; also in linker.ld */

extern char __per_cpu_start[], __per_cpu_end[], __per_cpu_cpu0[];

#define __percpu_arg "%%gs:"

#define __percpu_read(qual, var) ({						\
	__typeof__(var) __pv;							\
	asm qual("mov " __percpu_arg "%1, %0"					\
		 : __percpu_out(__pv) : "m"(var));				\
	__pv; })
#define __percpu_out(v) "=q"(v)

#define __percpu_write(var, val) do {						\
	__typeof__(var) __pw = (__typeof__(var))(val);				\
	switch (sizeof(var)) {							\
	case 1:									\
		asm volatile("movb %1, " __percpu_arg "%0"			\
			     : "=m"(var) : "qi"((u8)(unsigned long)__pw));	\
		break;								\
	case 2:									\
		asm volatile("movw %1, " __percpu_arg "%0"			\
			     : "=m"(var) : "ri"((u16)(unsigned long)__pw));	\
		break;								\
	case 4:									\
		asm volatile("movl %1, " __percpu_arg "%0"			\
			     : "=m"(var) : "ri"((u32)(unsigned long)__pw));	\
		break;								\
	default:								\
		asm volatile("movq %1, " __percpu_arg "%0"			\
			     : "=m"(var) : "re"((u64)(unsigned long)__pw));	\
	}									\
} while (0)

/* The operand-size letter follows the variable; "e" is a 32-bit immediate. */
#define __percpu_op2(op, var, val) do {						\
	__typeof__(var) __po = (__typeof__(var))(unsigned long)(val);		\
	switch (sizeof(var)) {							\
	case 1:									\
		asm volatile(op "b %1, " __percpu_arg "%0"			\
			     : "+m"(var) : "qi"((u8)(unsigned long)__po));	\
		break;								\
	case 2:									\
		asm volatile(op "w %1, " __percpu_arg "%0"			\
			     : "+m"(var) : "ri"((u16)(unsigned long)__po));	\
		break;								\
	case 4:									\
		asm volatile(op "l %1, " __percpu_arg "%0"			\
			     : "+m"(var) : "ri"((u32)(unsigned long)__po));	\
		break;								\
	default:								\
		asm volatile(op "q %1, " __percpu_arg "%0"			\
			     : "+m"(var) : "re"((u64)(unsigned long)__po));	\
	}									\
} while (0)

#define __percpu_xadd(var, val) ({						\
	__typeof__(var) __px = (__typeof__(var))(val);				\
	asm volatile("xadd %0, " __percpu_arg "%1" : "+r"(__px), "+m"(var) : : "memory"); \
	__px; })

#define __percpu_xchg(var, val) ({						\
	__typeof__(var) __pold = __percpu_read(volatile, var);			\
	__typeof__(var) __pnew = (__typeof__(var))(val);			\
	asm volatile("1: cmpxchg %2, " __percpu_arg "%1\n\tjnz 1b"		\
		     : "+a"(__pold), "+m"(var) : "r"(__pnew) : "memory");	\
	__pold; })

#define __percpu_cmpxchg(var, oval, nval) ({					\
	__typeof__(var) __pret = (__typeof__(var))(oval);			\
	__typeof__(var) __pnew = (__typeof__(var))(nval);			\
	asm volatile("cmpxchg %2, " __percpu_arg "%1"				\
		     : "+a"(__pret), "+m"(var) : "r"(__pnew) : "memory");	\
	__pret; })

/* A pointer into the pattern, moved to this CPU's copy; @off holds the distance. */
#define __raw_cpu_ptr(ptr, off) ({						\
	unsigned long __pp = (unsigned long)(ptr);				\
	asm volatile("add " __percpu_arg "%1, %0" : "+r"(__pp) : "m"(off) : "cc"); \
	(__typeof__(ptr))__pp; })

#define this_cpu_read(var) __percpu_read(volatile, var)
/* A 32-bit variable, as a number of the machine's size: the load itself extends it. */
#define this_cpu_read_u32(var) ({						\
	unsigned long __pv;							\
	asm volatile("movl " __percpu_arg "%1, %k0" : "=r"(__pv) : "m"(var));	\
	__pv; })
/* For what changes only at a task switch (current): the compiler may keep it. */
#define this_cpu_read_stable(var) ({						\
	__typeof__(var) __pv;							\
	asm("mov " __percpu_arg "%P1, %0" : "=r"(__pv) : "p"(&(var)));		\
	__pv; })
#define this_cpu_write(var, val) __percpu_write(var, val)
#define this_cpu_add(var, val) __percpu_op2("add", var, val)
#define this_cpu_sub(var, val) __percpu_op2("sub", var, val)
#define this_cpu_and(var, val) __percpu_op2("and", var, val)
#define this_cpu_or(var, val) __percpu_op2("or", var, val)
#define this_cpu_inc(var) this_cpu_add(var, 1)
#define this_cpu_dec(var) this_cpu_sub(var, 1)
#define this_cpu_add_return(var, val) ({ __typeof__(var) __pa = (val); \
	__percpu_xadd(var, __pa) + __pa; })
#define this_cpu_sub_return(var, val) this_cpu_add_return(var, -(__typeof__(var))(val))
#define this_cpu_inc_return(var) this_cpu_add_return(var, 1)
#define this_cpu_dec_return(var) this_cpu_add_return(var, -1)
#define this_cpu_xchg(var, val) __percpu_xchg(var, val)
#define this_cpu_cmpxchg(var, o, n) __percpu_cmpxchg(var, o, n)

/* Decrement and tell whether zero was reached, in two instructions. */
#define this_cpu_dec_and_test(var) ({						\
	bool __zero;								\
	asm volatile("decl " __percpu_arg "%1" : "=@ccz"(__zero), "+m"(var) : : "memory"); \
	__zero; })

/* Increment, and tell whether the result is above zero. */
#define this_cpu_inc_and_positive(var) ({					\
	bool __above;								\
	asm volatile("incl " __percpu_arg "%1" : "=@ccg"(__above), "+m"(var) : : "memory"); \
	__above; })

/* Look at the variable in memory, without loading it: two instructions with the branch. */
#define this_cpu_nonzero(var) ({						\
	bool __nz;								\
	switch (sizeof(var)) {							\
	case 1:									\
		asm volatile("cmpb $0, " __percpu_arg "%1" : "=@ccnz"(__nz) : "m"(var)); \
		break;								\
	case 4:									\
		asm volatile("cmpl $0, " __percpu_arg "%1" : "=@ccnz"(__nz) : "m"(var)); \
		break;								\
	default:								\
		asm volatile("cmpq $0, " __percpu_arg "%1" : "=@ccnz"(__nz) : "m"(var)); \
	}									\
	__nz; })
#define this_cpu_equals(var, val) ({						\
	bool __equal;								\
	asm volatile("cmpl %2, " __percpu_arg "%1"				\
		     : "=@ccz"(__equal) : "m"(var), "ri"((u32)(val)));		\
	__equal; })
#define this_cpu_has_bits(var, bits) ({						\
	bool __any;								\
	asm volatile("testl %2, " __percpu_arg "%1"				\
		     : "=@ccnz"(__any) : "m"(var), "ri"((u32)(bits)));		\
	__any; })

/* Decrement and tell whether the highest bit is set. */
#define this_cpu_dec_and_test_sign(var) ({					\
	bool __negative;							\
	asm volatile("decl " __percpu_arg "%1" : "=@ccs"(__negative), "+m"(var) : : "memory"); \
	__negative; })

#endif /* ASM_PERCPU_H */
