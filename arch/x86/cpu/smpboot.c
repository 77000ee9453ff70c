// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/smpboot.c - wake the other processors
 *
 * How it works
 *
 *   The firmware's table (MADT) lists the processors by the ids of their local
 *   APICs.  The one that runs is CPU 0, the others are numbered as they are listed.
 *   One after the other is sent INIT and then a startup message, which names the
 *   page where it begins: a copy of the trampoline below 1 MiB.
 *
 *       boot CPU                              CPU n
 *       stacks, idle task, secondary_cpu
 *       INIT, startup  ---------------------> trampoline.asm     real mode
 *       waits until it is online              head64.asm         final page tables,
 *                                                                its stack, its gs
 *                                             start_secondary()  segments, IDT, local
 *                                                                APIC
 *       compares its TSC     <------------->  compares its TSC
 *                                             timer
 *       goes on with n + 1   <--------------- online; becomes its idle task
 *
 *   A processor that does not answer is reported and left out: it stays "possible"
 *   and is never online.
 *
 * Context: process 1, before the initcalls.
 *
 * See also: Intel SDM vol. 3, "Multiple-Processor (MP) Initialization".
 */

#define pr_fmt(fmt) "smpboot: " fmt

#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/memblock.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/idle.h>
#include <linux/sched/task_stack.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/acpi.h>
#include <asm/apic.h>
#include <asm/arch.h>
#include <asm/current.h>
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/smp.h>
#include <asm/syscall.h>
#include <asm/tlbflush.h>
#include <asm/traps.h>
#include <asm/tsc.h>

#define CPUID_INITIAL_APIC_ID(ebx) ((ebx) >> 24)
#define LOW_MEMORY_END		0x100000ul
#define ANSWER_POLLS		100000		/* of ANSWER_DELAY_US: ten seconds */
#define ANSWER_DELAY_US		100

extern const char trampoline_start[], trampoline_end[];

struct secondary_cpu secondary_cpu;	/* boot CPU, one secondary at a time */

static u32 apicids[NR_CPUS] __initdata;	/* I: from the MADT on */

static u32 boot_apicid(void)
{
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	return CPUID_INITIAL_APIC_ID(ebx);
}

/**
 * smp_register_cpu - the firmware lists a processor
 * Context: boot CPU, before the per-CPU areas are made.
 */
void __init smp_register_cpu(u32 apicid)
{
	unsigned int cpu = nr_cpu_ids;

	if (apicid == boot_apicid())
		return;
	if (cpu == NR_CPUS) {
		pr_warn_once("more than %d processors, the rest is ignored\n", NR_CPUS);
		return;
	}
	apicids[cpu] = apicid;
	set_cpu_possible(cpu, true);
	set_cpu_present(cpu, true);
	nr_cpu_ids++;
}

/**
 * setup_cpus - find out which CPUs there are, and give each its variables
 * Context: boot CPU, interrupts off, memory allocators work.
 */
void __init setup_cpus(void)
{
	acpi_boot_init();
	setup_per_cpu_areas();
}

/* The highest page of ordinary memory below 1 MiB, all of which is reserved for us. */
static phys_addr_t __init trampoline_page(void)
{
	phys_addr_t page;

	for (page = LOW_MEMORY_END - PAGE_SIZE; page; page -= PAGE_SIZE)
		if (memblock_is_region_memory(page, PAGE_SIZE))
			return page;
	return 0;
}

static bool __init await_online(unsigned int cpu)
{
	int i;

	for (i = 0; i < ANSWER_POLLS; i++) {
		if (cpu_online(cpu))
			return true;
		check_tsc_sync_source(cpu);
		udelay(ANSWER_DELAY_US);
	}
	return false;
}

/**
 * arch_cpu_up - start @cpu, with @idle as its idle task
 * Context: process 1.
 * Return: 0 when it is online, -ENOMEM, -EIO (it does not answer).
 */
int __init arch_cpu_up(unsigned int cpu, struct task_struct *idle)
{
	phys_addr_t page = trampoline_page();
	int err = cpu_alloc_stacks(cpu);

	if (err || !page)
		return err ?: -ENOMEM;
	per_cpu(current_task, cpu) = idle;
	per_cpu(cpu_apicid, cpu) = apicids[cpu];
	secondary_cpu = (struct secondary_cpu){
		.cr0 = read_cr0(), .cr3 = read_cr3(), .cr4 = read_cr4(),
		.stack = (unsigned long)task_stack_page(idle) + THREAD_SIZE,
		.gs_base = per_cpu_offset(cpu),
	};
	memcpy(__va(page), trampoline_start, trampoline_end - trampoline_start);
	prepare_tsc_sync();
	wmb();			/* pairs with the message: all of this before it */
	lapic_start_cpu(apicids[cpu], page);
	if (await_online(cpu))
		return 0;
	/* Should it only be late: from here on it waits for a startup message again. */
	lapic_reset_cpu(apicids[cpu]);
	pr_err("CPU%u with APIC id %u does not answer\n", cpu, apicids[cpu]);
	return -EIO;
}

/* The first C function of another CPU: interrupts off, on its idle task's stack. */
void __noreturn start_secondary(void)
{
	cpu_init_segments();
	load_current_idt();
	load_pat();
	cpu_init_user_mode();
	mcheck_cpu_init();
	lapic_setup_this_cpu();
	check_tsc_sync_target();
	setup_secondary_APIC_clock();
	set_cpu_active(smp_processor_id(), true);
	set_cpu_online(smp_processor_id(), true);	/* the boot CPU goes on */
	local_irq_enable();
	cpu_startup_entry();
}
