// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/percpu.c - the per-CPU words that assembly and every context touch
 *
 * They share the first cache lines of the per-CPU area, in the order in which an
 * interrupt meets them.  How an area is found: <asm/percpu.h>.
 */

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/threads.h>
#include <linux/vmalloc.h>

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

/* Inline functions of the headers use these, in modules as well. */
EXPORT_SYMBOL(__per_cpu_offset);
EXPORT_PER_CPU_SYMBOL(__preempt_count);
EXPORT_PER_CPU_SYMBOL(cpu_number);
EXPORT_PER_CPU_SYMBOL(__softirq_pending);
EXPORT_PER_CPU_SYMBOL(current_task);
EXPORT_PER_CPU_SYMBOL(irq_regs);
EXPORT_PER_CPU_SYMBOL(this_cpu_off);

static void __init setup_area(unsigned int cpu)
{
	size_t size = __per_cpu_end - __per_cpu_start;
	char *area = vzalloc(size + PERCPU_DYNAMIC_SIZE);

	if (!area)
		panic("No memory for the variables of CPU %u.", cpu);
	OPTIMIZER_HIDE_VAR(area);	/* it is reached by its offset only: gcc cannot see that */
	memcpy(area, __per_cpu_start, size);
	__per_cpu_offset[cpu] = area - __per_cpu_start;
	per_cpu(this_cpu_off, cpu) = __per_cpu_offset[cpu];
	per_cpu(cpu_number, cpu) = cpu;
}

/**
 * setup_per_cpu_areas - a copy of the pattern for each CPU but the first, which has one
 * Context: boot CPU, interrupts off; all possible CPUs are known, vmalloc() works.
 */
void __init setup_per_cpu_areas(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		if (!__per_cpu_offset[cpu])
			setup_area(cpu);
}
