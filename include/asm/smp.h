/* SPDX-License-Identifier: MIT */
/* asm/smp.h - this CPU's number, and how another one is started */
#ifndef ASM_SMP_H
#define ASM_SMP_H

#include <linux/percpu-defs.h>
#include <linux/types.h>

DECLARE_PER_CPU_FIRST(unsigned int, cpu_number);	/* written once at bring-up */

#define raw_smp_processor_id() this_cpu_read(cpu_number)

/* What head64.asm gives to a CPU that starts; one starts at a time. */
struct secondary_cpu {
	unsigned long cr0, cr3, cr4;	/* as the boot CPU's */
	unsigned long stack;		/* its idle task's, the first address above */
	unsigned long gs_base;
};

/* The firmware has listed a CPU; from setup_arch(). */
void smp_register_cpu(u32 apicid);
void setup_per_cpu_areas(void);
void __noreturn start_secondary(void);	/* from head64.asm */

#endif /* ASM_SMP_H */
