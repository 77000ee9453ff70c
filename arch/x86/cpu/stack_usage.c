// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/stack_usage.c - debug=stack_usage: how deep have a CPU's own stacks been?
 *
 * They are zero when they are new, so what is not zero has been used.  What was used and
 * has stayed zero at the far end counts as room: the answer is a little too good.
 *
 * See also: stack_not_used() for the stacks of threads.
 */

#include <linux/cpumask.h>
#include <linux/percpu.h>
#include <linux/printk.h>

#include <asm/arch.h>
#include <asm/page.h>

#include "cpu.h"

static unsigned long bytes_left(unsigned long end, unsigned long size)
{
	const unsigned long *word = (const unsigned long *)(end - size);

	while ((unsigned long)word < end && !READ_ONCE(*word))
		word++;
	return (unsigned long)word - (end - size);
}

static unsigned long ist_bytes_left(const struct cpu_stacks *stacks, unsigned int ist)
{
	return bytes_left(stacks->ist_end[ist - 1], EXCEPTION_STKSZ);
}

/**
 * arch_show_stacks - print what is left of the stacks that belong to no thread
 * Context: any.
 */
void arch_show_stacks(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		const struct cpu_stacks *s = per_cpu_ptr(&cpu_stacks, cpu);

		pr_info("CPU%u stacks, bytes left: IRQ %lu of %lu, DF %lu, NMI %lu, DB %lu, "
			"MCE %lu of %lu\n", cpu, bytes_left(s->irq_end, IRQ_STACK_SIZE),
			IRQ_STACK_SIZE, ist_bytes_left(s, IST_DF), ist_bytes_left(s, IST_NMI),
			ist_bytes_left(s, IST_DB), ist_bytes_left(s, IST_MCE), EXCEPTION_STKSZ);
	}
}
