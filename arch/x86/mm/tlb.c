// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/tlb.c - forget translations that are no longer true
 *
 * Context: any.  Only the CPU that calls is flushed; with a second CPU running,
 * the flush_tlb_*() forms have to interrupt it (the issue that starts one adds
 * that here, and nowhere else).
 */

#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/irqflags.h>

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

void flush_tlb_all(void)
{
	WARN_ON_ONCE(num_online_cpus() > 1);
	__flush_tlb_all();
}

void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	if ((end - start) >> PAGE_SHIFT > FLUSH_ALL_CEILING) {
		flush_tlb_all();
		return;
	}
	WARN_ON_ONCE(num_online_cpus() > 1);
	for (; start < end; start += PAGE_SIZE)
		__flush_tlb_one(start);
}
