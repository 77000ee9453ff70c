// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/usermode.c - what ring 3 needs of a CPU, and what a program has there
 *
 * The kernel is compiled without floating point and without thread-local segments, so
 * what a program keeps in the FPU, and behind fs and gs, stays untouched until another
 * program runs: it is changed only in the switch between tasks, here.
 *
 * See also: Intel SDM vol. 3, "Fast System Calls in 64-Bit Mode", "Supervisor-Mode
 * Access Prevention", "Initialization of the x87 FPU / SSE".
 */

#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/asm/prctl.h>

#include <asm/arch.h>
#include <asm/cpufeature.h>
#include <asm/fpu/api.h>
#include <asm/mmu_context.h>
#include <asm/msr.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/segment.h>
#include <asm/smap.h>
#include <asm/switch_to.h>
#include <asm/syscall.h>

#include "cpu.h"

/* What fxsave writes; SDM vol. 1, "FXSAVE Area". */
struct fxregs_state {
	u16 cwd, swd, twd, fop;
	u64 rip, rdp;
	u32 mxcsr, mxcsr_mask;
	u8 registers[480];
} __aligned(16);

#define FPU_CWD_DEFAULT		0x037f		/* all exceptions masked, 64-bit precision */
#define MXCSR_DEFAULT		0x1f80		/* all exceptions masked */

/* Flags that a program's must not be while the kernel answers it. */
#define SYSCALL_MASK	(X86_EFLAGS_TF | X86_EFLAGS_IF | X86_EFLAGS_DF | X86_EFLAGS_NT | \
			 X86_EFLAGS_AC | X86_EFLAGS_IOPL)

#define INSN_CLAC	{ 0x0f, 0x01, 0xca }
#define LEN_CLAC	3

extern u8 *__start_smap_sites[], *__stop_smap_sites[];	/* linker.ld; user.inc */

bool smap_enabled __ro_after_init;

static unsigned long user_cr4_bits(void)
{
	unsigned long bits = X86_CR4_OSFXSR | X86_CR4_OSXMMEXCPT;

	if (boot_cpu_has(X86_FEATURE_SMEP))
		bits |= X86_CR4_SMEP;
	if (smap_enabled)
		bits |= X86_CR4_SMAP;
	return bits;
}

/* Make a clac of each nop that stands for one; the text is read-only by now. */
static void __init use_smap(void)
{
	unsigned long cr0 = read_cr0();

	write_cr0(cr0 & ~(unsigned long)X86_CR0_WP);
	for (u8 **site = __start_smap_sites; site < __stop_smap_sites; site++)
		memcpy(*site, (const u8[])INSN_CLAC, LEN_CLAC);
	write_cr0(cr0);
	smap_enabled = true;
}

/**
 * user_mode_init - find out what the CPUs offer against mistakes with programs' memory
 * Context: boot CPU, before cpu_init_user_mode().
 */
void __init user_mode_init(void)
{
	if (boot_cpu_has(X86_FEATURE_SMAP))
		use_smap();
}

/**
 * cpu_init_user_mode - let this CPU run programs
 * Context: at bring-up of the CPU, interrupts off.
 */
void cpu_init_user_mode(void)
{
	u64 efer;

	write_cr0((read_cr0() & ~(X86_CR0_EM | X86_CR0_TS)) | X86_CR0_MP | X86_CR0_NE);
	write_cr4(read_cr4() | user_cr4_bits());
	wrmsrl(MSR_STAR, (u64)__USER32_CS << 48 | (u64)__KERNEL_CS << 32);
	wrmsrl(MSR_LSTAR, (unsigned long)entry_SYSCALL_64);
	wrmsrl(MSR_SYSCALL_MASK, SYSCALL_MASK);
	rdmsrl(MSR_EFER, efer);
	wrmsrl(MSR_EFER, efer | EFER_SCE);
}

static void save_user_state(struct thread_struct *thread)
{
	asm volatile("fxsaveq %0" : "=m"(*thread->fpu));
}

/* In the kernel gs is the kernel's: the program's waits in the other register. */
static void load_segment_bases(const struct thread_struct *thread)
{
	wrmsrl(MSR_FS_BASE, thread->fsbase);
	wrmsrl(MSR_KERNEL_GS_BASE, thread->gsbase);
}

static void load_fpu_state(const struct thread_struct *thread)
{
	asm volatile("fxrstorq %0" : : "m"(*thread->fpu));
}

static void load_user_state(const struct thread_struct *thread)
{
	load_fpu_state(thread);
	load_segment_bases(thread);
}

/**
 * arch_switch_user - change what only programs have
 * Context: in the switch: interrupts off, runqueue locked, on @prev's stack.
 */
void arch_switch_user(struct task_struct *prev, struct task_struct *next)
{
	clac();				/* @prev may have been interrupted while it copied */
	if (prev->mm)
		save_user_state(&prev->thread);
	if (prev->mm != next->mm)
		switch_mm(prev->mm, next->mm);
	if (next->mm)
		load_user_state(&next->thread);
}

static void init_fpu_state(struct fxregs_state *fpu)
{
	memset(fpu, 0, sizeof(*fpu));
	fpu->cwd = FPU_CWD_DEFAULT;
	fpu->mxcsr = MXCSR_DEFAULT;
}

/**
 * arch_alloc_thread - the current task is about to get an mm
 * Context: the task itself, may sleep.
 * Return: 0 or -ENOMEM.
 */
int arch_alloc_thread(void)
{
	struct thread_struct *thread = &current->thread;

	if (!thread->fpu)
		thread->fpu = kmalloc(sizeof(*thread->fpu), GFP_KERNEL);
	return thread->fpu ? 0 : -ENOMEM;
}

/* What the current program has, in the registers and in the kernel, also for @thread. */
static void copy_user_state(struct thread_struct *thread)
{
	local_irq_disable();
	if (current->mm)
		save_user_state(thread);
	thread->fsbase = current->thread.fsbase;
	thread->gsbase = current->thread.gsbase;
	local_irq_enable();
}

/**
 * arch_copy_thread - a child that goes on where the current program has called the kernel
 * @task: not running; its stack is allocated
 * @fn: called in the child before that
 * @stack: its stack pointer, or 0: as the parent's
 * @tls: the base of its fs, or NULL: as the parent's
 *
 * Context: a program's task in a system call, may sleep.
 * Return: 0 or -ENOMEM; -EPERM: @tls is not an address of a program.
 */
int arch_copy_thread(struct task_struct *task, int (*fn)(void *), unsigned long stack,
		     const unsigned long *tls)
{
	struct thread_struct *thread = &task->thread;
	struct pt_regs *regs = task_pt_regs(task);

	if (tls && *tls >= TASK_SIZE_MAX)
		return -EPERM;
	thread->fpu = kmalloc(sizeof(*thread->fpu), GFP_KERNEL);
	if (!thread->fpu)
		return -ENOMEM;
	copy_user_state(thread);
	arch_init_task_stack(task, fn, NULL);
	*regs = *task_pt_regs(current);
	regs->ax = 0;
	if (stack)
		regs->sp = stack;
	if (tls)
		thread->fsbase = *tls;
	return 0;
}

/**
 * start_thread - let the current task continue in ring 3
 * @ip: the program's first instruction
 * @sp: its stack
 *
 * Takes effect when the task leaves the kernel: a program by its way back, a kernel thread
 * that has got an mm by returning from its function.
 *
 * Context: the task itself, interrupts on, after exec_mmap().
 */
void start_thread(unsigned long ip, unsigned long sp)
{
	struct thread_struct *thread = &current->thread;

	local_irq_disable();
	init_fpu_state(thread->fpu);
	thread->fsbase = thread->gsbase = 0;
	load_user_state(thread);
	local_irq_enable();
	*task_pt_regs(current) = (struct pt_regs){
		.ip = ip, .sp = sp, .cs = __USER_CS, .ss = __USER_DS,
		.flags = X86_EFLAGS_IF | X86_EFLAGS_FIXED,
	};
}

/* The bases of fs and gs, by which programs find their thread's variables. */
SYSCALL_DEFINE2(arch_prctl, int, option, unsigned long, arg)
{
	struct thread_struct *thread = &current->thread;

	switch (option) {
	case ARCH_SET_FS:
	case ARCH_SET_GS:
		if (arg >= TASK_SIZE_MAX)
			return -EPERM;
		local_irq_disable();
		if (option == ARCH_SET_FS)
			thread->fsbase = arg;
		else
			thread->gsbase = arg;
		load_segment_bases(thread);
		local_irq_enable();
		return 0;
	case ARCH_GET_FS:
		return put_user(thread->fsbase, (unsigned long __user *)arg);
	case ARCH_GET_GS:
		return put_user(thread->gsbase, (unsigned long __user *)arg);
	default:
		return -EINVAL;
	}
}

/* ---- the FPU for the kernel -------------------------------------------------- */

static DEFINE_PER_CPU(bool, in_kernel_fpu);	/* own CPU, preemption off */

/**
 * irq_fpu_usable - may kernel_fpu_begin() be called here?
 * Context: any.
 * Return: false in an NMI, and inside what was interrupted between begin and end.
 */
bool irq_fpu_usable(void)
{
	return !in_nmi() && !this_cpu_read(in_kernel_fpu);
}
EXPORT_SYMBOL(irq_fpu_usable);

/**
 * kernel_fpu_begin - from here on the registers of FPU and SSE are the caller's
 *
 * They begin as a new program's do.  Between this and kernel_fpu_end() nobody may sleep.
 *
 * Context: where irq_fpu_usable(); returns with preemption off.
 */
void kernel_fpu_begin(void)
{
	const u32 mxcsr = MXCSR_DEFAULT;

	preempt_disable();
	WARN_ON_ONCE(!irq_fpu_usable());
	this_cpu_write(in_kernel_fpu, true);
	if (current->mm)
		save_user_state(&current->thread);
	asm volatile("fninit");
	asm volatile("ldmxcsr %0" : : "m"(mxcsr));
}
EXPORT_SYMBOL(kernel_fpu_begin);

/* The end of it: a program finds its registers as they were. */
void kernel_fpu_end(void)
{
	WARN_ON_ONCE(!this_cpu_read(in_kernel_fpu));
	if (current->mm)
		load_fpu_state(&current->thread);
	this_cpu_write(in_kernel_fpu, false);
	preempt_enable();
}
EXPORT_SYMBOL(kernel_fpu_end);

/* ---- in the frame of a signal handler ------------------------------------------------ */

#define MXCSR_MASK_DEFAULT	0xffbf		/* where fxsave tells none */

/**
 * fpu_write_user - write the current program's FPU to its memory
 * Context: the program's task, interrupts on.
 * Return: 0 or -EFAULT.
 */
int fpu_write_user(void __user *to)
{
	struct fxregs_state *fpu = current->thread.fpu;

	local_irq_disable();
	save_user_state(&current->thread);
	local_irq_enable();
	/* A switch meanwhile writes the same there: the kernel does not touch the FPU. */
	return copy_to_user(to, fpu, sizeof(*fpu)) ? -EFAULT : 0;
}

static void set_fpu(const struct fxregs_state *fpu)
{
	struct thread_struct *thread = &current->thread;

	local_irq_disable();
	*thread->fpu = *fpu;
	load_fpu_state(thread);
	local_irq_enable();
}

void fpu_clear_user(void)
{
	struct fxregs_state fpu;

	init_fpu_state(&fpu);
	set_fpu(&fpu);
}

/**
 * fpu_read_user - let the current program's FPU be what it has written there
 *
 * A bit of mxcsr that this CPU does not have would fault when it is loaded.
 *
 * Context: the program's task, interrupts on.
 * Return: 0 or -EFAULT.
 */
int fpu_read_user(const void __user *from)
{
	struct fxregs_state fpu;

	if (!from) {
		fpu_clear_user();
		return 0;
	}
	if (copy_from_user(&fpu, from, sizeof(fpu)))
		return -EFAULT;
	local_irq_disable();
	save_user_state(&current->thread);
	local_irq_enable();
	fpu.mxcsr &= current->thread.fpu->mxcsr_mask ?: MXCSR_MASK_DEFAULT;
	set_fpu(&fpu);
	return 0;
}

/* CPUID's word of what all of these programs know. */
unsigned long arch_elf_hwcap(void)
{
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	return edx;
}

/* The FPU state of a dead task. */
void arch_free_thread(struct task_struct *task)
{
	kfree(task->thread.fpu);
}
