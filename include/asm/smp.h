/* SPDX-License-Identifier: MIT */
/* asm/smp.h - this CPU's number */
#ifndef ASM_SMP_H
#define ASM_SMP_H

#include <linux/percpu-defs.h>

DECLARE_PER_CPU_FIRST(unsigned int, cpu_number);	/* written once at bring-up */

#define raw_smp_processor_id() this_cpu_read(cpu_number)

#endif /* ASM_SMP_H */
