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
#include <linux/percpu.h>
#include <linux/smp.h>

#include <asm/hardirq.h>
#include <asm/page.h>
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
