/* SPDX-License-Identifier: MIT */
/* asm/processor.h - what is kept per task and per CPU, and CPU instructions by name */
#ifndef ASM_PROCESSOR_H
#define ASM_PROCESSOR_H

#include <linux/compiler.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

#include <asm/page.h>
#include <asm/processor-flags.h>

struct fxregs_state;

struct thread_struct {
	unsigned long sp;	/* own CPU, irqs off: where the switch left the stack */

	/* What a program has beside its general registers; own CPU, irqs off. */
	struct fxregs_state *fpu;	/* NULL in a kernel thread */
	unsigned long fsbase;
	unsigned long gsbase;

	/* Of its last fault in ring 3, for its handler; the task itself. */
	unsigned long cr2;
	unsigned long trap_nr;
	unsigned long error_code;

	/* Its system call wants to be made again; the task itself. */
	int restart;		/* ERESTARTSYS...; 0: none does */
	int restart_nr;		/* the number of restart_syscall() */
};

/* The IRQ stack of this CPU: its top, and whether something runs on it. */
DECLARE_PER_CPU_FIRST(void *, hardirq_stack_ptr);
DECLARE_PER_CPU_FIRST(u8, hardirq_stack_inuse);

static __always_inline void cpu_relax(void)
{
	asm volatile("pause" : : : "memory");
}

static __always_inline void cpuid_count(u32 leaf, u32 subleaf, u32 *eax, u32 *ebx, u32 *ecx,
					u32 *edx)
{
	asm volatile("cpuid" : "=a"(*eax), "=b"(*ebx), "=c"(*ecx), "=d"(*edx)
		     : "a"(leaf), "c"(subleaf));
}

static __always_inline void cpuid(u32 leaf, u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	cpuid_count(leaf, 0, eax, ebx, ecx, edx);
}

#define __BUILD_CR(n)								\
static __always_inline unsigned long read_cr##n(void)				\
{										\
	unsigned long value;							\
	asm volatile("mov %%cr" #n ", %0" : "=r"(value) : : "memory");		\
	return value;								\
}										\
static __always_inline void write_cr##n(unsigned long value)			\
{										\
	asm volatile("mov %0, %%cr" #n : : "r"(value) : "memory");		\
}

__BUILD_CR(0)
__BUILD_CR(2)
__BUILD_CR(3)
__BUILD_CR(4)

static __always_inline void invlpg(unsigned long address)
{
	asm volatile("invlpg (%0)" : : "r"(address) : "memory");
}

#endif /* ASM_PROCESSOR_H */
