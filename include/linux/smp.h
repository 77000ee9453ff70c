/* SPDX-License-Identifier: MIT */
/* linux/smp.h - which CPU is this, and run something on another */
#ifndef LINUX_SMP_H
#define LINUX_SMP_H

#include <linux/cpumask.h>
#include <linux/preempt.h>
#include <linux/types.h>

#include <asm/smp.h>

#define smp_processor_id() raw_smp_processor_id()
#define get_cpu() ({ preempt_disable(); smp_processor_id(); })
#define put_cpu() preempt_enable()

typedef void (*smp_call_func_t)(void *info);

#endif /* LINUX_SMP_H */
