/* SPDX-License-Identifier: MIT */
/*
 * asm/arch.h - every call between arch/ and kernel/, in both directions
 *
 * The only door: kernel/ calls nothing of arch/ that is not here or an inline
 * of <asm/...>, and arch/ calls nothing of kernel/ but what is listed here and
 * what <linux/...> offers to any driver.
 */
#ifndef ASM_ARCH_H
#define ASM_ARCH_H

#include <linux/compiler.h>
#include <linux/types.h>

struct cpumask;
struct pt_regs;
struct seq_file;
struct task_struct;

/* ---- down: kernel/ -> arch/ ------------------------------------------------ */

/* Boot, in the order in which kernel/main.c calls them. */
void setup_arch(void);			/* memory map, command line, page tables */
void trap_init(void);			/* GDT, TSS, IST stacks, the real IDT */
void setup_cpus(void);			/* who is there, and its per-CPU variables */
void init_IRQ(void);			/* interrupt controllers, device gates */
void time_init(void);			/* PIT, TSC, local APIC timer */

extern u64 boot_tsc;			/* cycle counter in head.asm, for the benchmark */

/* This CPU. */
void arch_cpu_idle(void);		/* irqs off on entry, on at return */
void __noreturn arch_cpu_halt(void);	/* irqs off, for ever */

/* Tasks. */
void arch_init_task_stack(struct task_struct *task, int (*fn)(void *), void *arg);
int arch_copy_thread(struct task_struct *task, int (*fn)(void *), unsigned long stack,
		     const unsigned long *tls);	/* the current program's registers */
int arch_alloc_thread(void);		/* the current one gets an mm */
unsigned long arch_elf_hwcap(void);	/* what a program is told of the CPU */
void start_thread(unsigned long ip, unsigned long sp);	/* the current one, in ring 3 */
void arch_free_thread(struct task_struct *task);	/* what it has beside its stack */
void do_softirq_own_stack(void);	/* __do_softirq() on the IRQ stack */

/* Other CPUs. */
void arch_prepare_cpus(void);		/* once, before the first of them */
int arch_cpu_up(unsigned int cpu, struct task_struct *idle);	/* returns when it is online */
void arch_send_reschedule(unsigned int cpu);
void arch_send_call_function_single(unsigned int cpu);
void arch_send_call_function(const struct cpumask *mask);
void arch_stop_other_cpus(void);	/* for ever, whatever they do */
void __noreturn arch_stop_this_cpu(void);
void arch_irq_work_raise(void);		/* interrupt this CPU with IRQ_WORK_VECTOR */
void arch_irq_work_raise_on(unsigned int cpu);	/* another one */
void arch_send_nmi(unsigned int cpu);

/* The end.  Codes of QEMU's isa-debug-exit; its exit status is code * 2 + 1. */
enum arch_exit_code {
	EXIT_CODE_OK = 0x10,		/* orderly, all tests passed */
	EXIT_CODE_FAIL = 0x11,		/* tests failed, or RUN= did */
	EXIT_CODE_PANIC = 0x12,		/* panic, or an oops on the way */
};
void arch_debug_exit(enum arch_exit_code code);	/* returns where there is no such device */
void arch_power_off(void);		/* ACPI S5; returns where that fails */
void __noreturn arch_reboot(void);

/* Tests: interrupt, or look at, what runs, instruction by instruction; arch/x86/apic/shot.c. */
enum arch_shot_kind {
	ARCH_SHOT_IRQ,			/* an ordinary interrupt: held back while they are off */
	ARCH_SHOT_NMI,
};
enum arch_shot_place {
	ARCH_SHOT_BEFORE,		/* in the lead-in: the function has not begun */
	ARCH_SHOT_INSIDE,		/* in the function, or in whatever runs meanwhile */
	ARCH_SHOT_AFTER,		/* it has returned */
};
const char *arch_shot_begin(void (*handler)(struct pt_regs *regs));
void arch_shot_end(void);
void arch_shot(enum arch_shot_kind kind, u32 count, void (*fn)(void *arg), void *arg);
void arch_single_step(u32 count, void (*fn)(void *arg), void *arg,
		      void (*report)(struct pt_regs *regs, bool reachable));
void arch_single_step_on(void);		/* from a handler, whose gate has ended the stepping */
enum arch_shot_place arch_shot_place(const struct pt_regs *regs);
bool arch_shot_at_halt(const struct pt_regs *regs);

/* The same, but what comes is another CPU; arch/x86/apic/shot_far.c. */
const char *arch_far_begin(void (*handler)(void), void (*seen)(struct pt_regs *regs));
void arch_far_end(void);
void arch_far_shot(bool show, u32 count, void (*fn)(void *arg), void *arg);

/* Modules: memory within reach of the kernel's text, and addresses written into it. */
void *arch_module_alloc(unsigned long size);	/* vfree() */
int arch_apply_relocation(const char *module, u32 type, void *loc, size_t room, u64 symbol,
			  s64 addend);

/* Seeing. */
void arch_show_interrupts(struct seq_file *m, int prec);	/* rows NMI, LOC, ... */
void arch_show_stacks(void);		/* how deep the CPUs' own have been */

/* ---- up: arch/ -> kernel/ -------------------------------------------------- */

void __noreturn x86_64_start_kernel(u32 magic, u32 info);	/* from head.asm */
void start_kernel(void);		/* kernel/main.c */
void preempt_schedule_irq(void);	/* kernel/sched/core.c, from the return path */
void __do_softirq(void);		/* kernel/bh/softirq.c, from do_softirq_own_stack */
void schedule_tail(struct task_struct *prev);	/* first thing a new task does */
void early_serial_init(void);		/* arch/x86/boot/early_serial.c */
void early_serial_putc(char c);
void early_serial_flush(void);		/* waits, bounded, until the last byte has left */

#endif /* ASM_ARCH_H */
