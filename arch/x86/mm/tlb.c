// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/tlb.c - forget translations that are no longer true
 *
 * Each CPU keeps translations of its own: flush_tlb_*() interrupts the others, and
 * returns when all have forgotten.  The forms with two underscores are for this CPU.
 *
 * Context: with other CPUs online, interrupts on; the forms with underscores: any.
 */

#include <linux/irqflags.h>
#include <linux/mm_types.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include <asm/hardirq.h>
#include <asm/mmu_context.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor-flags.h>
#include <asm/processor.h>
#include <asm/tlbflush.h>

/* Above so many pages, forgetting all is cheaper than naming each. */
#define FLUSH_ALL_CEILING	33ul

/* A load of CR3 spares global entries; a change of CR4.PGE does not. */
void __flush_tlb_all(void)
{
	unsigned long flags, cr4;

	local_irq_save(flags);
	cr4 = read_cr4();
	write_cr4(cr4 ^ X86_CR4_PGE);
	write_cr4(cr4);
	local_irq_restore(flags);
}

/* Flush here and on all others; counted where another CPU asked, as on Linux. */
static void flush_everywhere(smp_call_func_t func, void *info)
{
	preempt_disable();
	smp_call_function(func, info, 1);
	func(info);
	this_cpu_dec(irq_stat.irq_tlb_count);
	preempt_enable();
}

static void flush_all(void *unused)
{
	inc_irq_stat(irq_tlb_count);
	__flush_tlb_all();
}

void flush_tlb_all(void)
{
	flush_everywhere(flush_all, NULL);
}

struct tlb_range {
	unsigned long start, end;
};

static void flush_range(void *info)
{
	const struct tlb_range *range = info;
	unsigned long addr;

	inc_irq_stat(irq_tlb_count);
	for (addr = range->start; addr < range->end; addr += PAGE_SIZE)
		__flush_tlb_one(addr);
}

void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	if ((end - start) >> PAGE_SHIFT > FLUSH_ALL_CEILING) {
		flush_tlb_all();
		return;
	}
	flush_everywhere(flush_range, &(struct tlb_range){ start, end });
}

/* ---- processes ------------------------------------------------------------------------ */

/**
 * switch_mm - from one process's addresses to another's
 * @prev: whose they are, or NULL: nobody's
 * @next: whose they shall be, or NULL
 *
 * A kernel thread has no process's tables loaded: so who changes a table need not tell
 * a CPU that does not run in it, and tables can be freed when their last task leaves.
 *
 * Context: interrupts off.
 */
void switch_mm(struct mm_struct *prev, struct mm_struct *next)
{
	unsigned int cpu = smp_processor_id();

	/* [T2] The bit, then the table: who changes an entry sees the bit, or we the change. */
	if (next)
		cpumask_set_cpu(cpu, mm_cpumask(next));
	write_cr3(__pa(next ? next->pgd : swapper_pg_dir));
	if (prev)
		cpumask_clear_cpu(cpu, mm_cpumask(prev));
}

static void flush_local_cr3(void *unused)
{
	inc_irq_stat(irq_tlb_count);
	write_cr3(read_cr3());		/* no process's entry is global */
}

/**
 * flush_tlb_mm_range - forget translations of a process
 * Context: entries are changed already; interrupts on, preemption on or off.
 */
void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct tlb_range range = { start, end };
	smp_call_func_t func = flush_range;

	if ((end - start) >> PAGE_SHIFT > FLUSH_ALL_CEILING)
		func = flush_local_cr3;
	preempt_disable();
	smp_mb();			/* [T2] pairs with the load of CR3 in switch_mm() */
	smp_call_function_many(mm_cpumask(mm), func, &range, true);
	if (cpumask_test_cpu(smp_processor_id(), mm_cpumask(mm))) {
		func(&range);
		this_cpu_dec(irq_stat.irq_tlb_count);
	}
	preempt_enable();
}

void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr)
{
	flush_tlb_mm_range(vma->vm_mm, addr, addr + PAGE_SIZE);
}
