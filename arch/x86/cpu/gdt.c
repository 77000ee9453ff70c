// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/gdt.c - segments, the TSS, and the stacks that are not threads'
 *
 * 64-bit mode has nearly abolished segments: base and limit of cs, ds and ss are
 * ignored, and what counts is the privilege level.  What remains of the TSS is a
 * list of stack pointers: sp0, where an interrupt from ring 3 starts, and the IST,
 * stacks for the four exceptions that must not rely on the interrupted one.
 *
 * Each CPU has five stacks beside its threads'.  All lie in the vmalloc area, so
 * each has an unmapped guard page below.
 *
 *        hardirq_stack_ptr -> +--------------------+   IRQ stack, 16 KiB
 *
 *                             +--------------------+
 *        TSS.ist[n] + 8    -> | (unused)           |   IST stacks, 8 KiB each
 *        TSS.ist[n]        -> | this CPU's gs base |   read by asm_paranoid_exception
 *                             | struct pt_regs     |
 *                             +--------------------+
 */

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/vmalloc.h>

#include <asm/desc.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/segment.h>

#include "cpu.h"

/* Descriptors: flat, present.  SDM vol. 3, "Segment Descriptors". */
#define DESC_KERNEL32_CS	0x00cf9b000000ffffULL
#define DESC_KERNEL_CS		0x00af9b000000ffffULL
#define DESC_KERNEL_DS		0x00cf93000000ffffULL
#define DESC_USER32_CS		0x00cffb000000ffffULL
#define DESC_USER_DS		0x00cff3000000ffffULL
#define DESC_USER_CS		0x00affb000000ffffULL
#define DESC_TSS_AVAILABLE	0x0000890000000000ULL	/* type 9, present */

struct gdt_page {
	u64 desc[GDT_ENTRIES];
};

static DEFINE_PER_CPU_ALIGNED(struct gdt_page, gdt_page);
DEFINE_PER_CPU_ALIGNED(struct x86_hw_tss, cpu_tss_rw);
DEFINE_PER_CPU(struct cpu_stacks, cpu_stacks);

static void set_tss_desc(u64 *gdt, const struct x86_hw_tss *tss)
{
	u64 base = (unsigned long)tss;
	u64 limit = sizeof(*tss) - 1;

	gdt[GDT_ENTRY_TSS] = DESC_TSS_AVAILABLE | limit |
			     (base & 0xffffff) << 16 | (base >> 24 & 0xff) << 56;
	gdt[GDT_ENTRY_TSS + 1] = base >> 32;
}

/* The return address of a far return is popped with its cs: the only way to load cs. */
static void reload_segments(void)
{
	asm volatile("pushq %0\n\t"
		     "leaq 1f(%%rip), %%rax\n\t"
		     "pushq %%rax\n\t"
		     "lretq\n"
		     "1:\tmovl %1, %%ss\n\t"
		     "movl %1, %%ds\n\t"
		     "movl %1, %%es"
		     : : "i" (__KERNEL_CS), "r" (__KERNEL_DS) : "rax", "memory");
}

static void load_gdt_and_tss(u64 *gdt, struct x86_hw_tss *tss)
{
	const struct desc_ptr gdt_descr = {
		.size = GDT_ENTRIES * sizeof(u64) - 1,
		.address = (unsigned long)gdt,
	};

	gdt[GDT_ENTRY_KERNEL32_CS] = DESC_KERNEL32_CS;
	gdt[GDT_ENTRY_KERNEL_CS] = DESC_KERNEL_CS;
	gdt[GDT_ENTRY_KERNEL_DS] = DESC_KERNEL_DS;
	gdt[GDT_ENTRY_DEFAULT_USER32_CS] = DESC_USER32_CS;
	gdt[GDT_ENTRY_DEFAULT_USER_DS] = DESC_USER_DS;
	gdt[GDT_ENTRY_DEFAULT_USER_CS] = DESC_USER_CS;
	set_tss_desc(gdt, tss);

	load_gdt(&gdt_descr);
	reload_segments();
	load_tr(TSS_SELECTOR);
	load_null_ldt();
}

/* @end becomes the first address above a new stack. */
static bool alloc_cpu_stack(unsigned long *end, unsigned long size)
{
	void *stack = vzalloc(size);

	*end = (unsigned long)stack + size;
	return stack;
}

static bool alloc_ist_stack(unsigned int cpu, unsigned int ist)
{
	unsigned long *end = &per_cpu(cpu_stacks, cpu).ist_end[ist - 1];
	u64 *gs_base;

	if (!alloc_cpu_stack(end, EXCEPTION_STKSZ))
		return false;
	gs_base = (u64 *)(*end - 2 * sizeof(u64));
	*gs_base = per_cpu_offset(cpu);
	per_cpu(cpu_tss_rw, cpu).ist[ist - 1] = (unsigned long)gs_base;
	return true;
}

/**
 * cpu_alloc_stacks - IST stacks and IRQ stack for @cpu
 *
 * If that fails, what it got stays for the next attempt's caller to forget: such a
 * CPU is never started.
 *
 * Context: bring-up, vmalloc() works.
 * Return: 0 or -ENOMEM.
 */
int cpu_alloc_stacks(unsigned int cpu)
{
	struct cpu_stacks *stacks = per_cpu_ptr(&cpu_stacks, cpu);
	unsigned int ist;

	for (ist = 1; ist <= N_EXCEPTION_STACKS; ist++)
		if (!alloc_ist_stack(cpu, ist))
			return -ENOMEM;
	if (!alloc_cpu_stack(&stacks->irq_end, IRQ_STACK_SIZE))
		return -ENOMEM;
	per_cpu(hardirq_stack_ptr, cpu) = (void *)stacks->irq_end;
	return 0;
}

/**
 * cpu_init_segments - load this CPU's GDT and TSS
 * Context: at bring-up of the CPU, interrupts off, after cpu_alloc_stacks().
 */
void cpu_init_segments(void)
{
	struct x86_hw_tss *tss = this_cpu_ptr(&cpu_tss_rw);

	tss->io_bitmap_base = sizeof(*tss);	/* beyond the limit: no port for ring 3 */
	load_gdt_and_tss(this_cpu_ptr(&gdt_page)->desc, tss);
}
