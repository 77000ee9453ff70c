// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/irq_stat.c - the rows of /proc/interrupts that have no irq number
 */

#include <linux/array_size.h>
#include <linux/cpumask.h>
#include <linux/irq.h>
#include <linux/seq_file.h>

#include <asm/arch.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>

DEFINE_PER_CPU_SHARED_ALIGNED(irq_cpustat_t, irq_stat);

/* One row a member of irq_cpustat_t, in Linux's order. */
static const struct {
	const char *name;
	size_t offset;
	const char *text;
} rows[] = {
	{ "NMI", offsetof(irq_cpustat_t, __nmi_count),		"Non-maskable interrupts" },
	{ "LOC", offsetof(irq_cpustat_t, apic_timer_irqs),	"Local timer interrupts" },
	{ "SPU", offsetof(irq_cpustat_t, irq_spurious_count),	"Spurious interrupts" },
	{ "IWI", offsetof(irq_cpustat_t, apic_irq_work_irqs),	"IRQ work interrupts" },
	{ "RTR", offsetof(irq_cpustat_t, icr_read_retry_count),	"APIC ICR read retries" },
	{ "RES", offsetof(irq_cpustat_t, irq_resched_count),	"Rescheduling interrupts" },
	{ "CAL", offsetof(irq_cpustat_t, irq_call_count),	"Function call interrupts" },
	{ "TLB", offsetof(irq_cpustat_t, irq_tlb_count),	"TLB shootdowns" },
	{ "MCE", offsetof(irq_cpustat_t, irq_mce_count),	"Machine check exceptions" },
};

static unsigned int row_count(size_t row, unsigned int cpu)
{
	const char *stat = (const char *)per_cpu_ptr(&irq_stat, cpu);

	return *(const unsigned int *)(stat + rows[row].offset);
}

void arch_show_interrupts(struct seq_file *m, int prec)
{
	unsigned int cpu;
	size_t row;

	for (row = 0; row < ARRAY_SIZE(rows); row++) {
		seq_printf(m, "%*s: ", prec, rows[row].name);
		for_each_online_cpu(cpu)
			seq_printf(m, "%10u ", row_count(row, cpu));
		seq_printf(m, "  %s\n", rows[row].text);
	}
	seq_printf(m, "%*s: %10u\n", prec, "ERR", atomic_read(&irq_err_count));
	seq_printf(m, "%*s: %10u\n", prec, "MIS", atomic_read(&irq_mis_count));
}
