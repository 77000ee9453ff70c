// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/percpu.c - the per-CPU words that assembly and every context touch
 *
 * They share the first cache lines of the per-CPU area, in the order in which an
 * interrupt meets them.  How an area is found: <asm/percpu.h>.
 */

#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/threads.h>

#include <asm/current.h>
#include <asm/hardirq.h>
#include <asm/irq_regs.h>
#include <asm/processor.h>
#include <asm/smp.h>

DEFINE_PER_CPU_FIRST(unsigned int, __preempt_count) = INIT_PREEMPT_COUNT | PREEMPT_NEED_RESCHED;
DEFINE_PER_CPU_FIRST(unsigned int, cpu_number);
DEFINE_PER_CPU_FIRST(u32, __softirq_pending);
DEFINE_PER_CPU_FIRST(struct task_struct *, current_task) = &init_task;
DEFINE_PER_CPU_FIRST(void *, hardirq_stack_ptr);
DEFINE_PER_CPU_FIRST(u8, hardirq_stack_inuse);
DEFINE_PER_CPU_FIRST(struct pt_regs *, irq_regs);
DEFINE_PER_CPU_FIRST(unsigned long, this_cpu_off);

unsigned long __per_cpu_offset[NR_CPUS];
