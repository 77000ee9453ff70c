/* SPDX-License-Identifier: MIT */
/*
 * generated/autoconf.h - what a module may ask of the configuration, by #ifdef or IS_ENABLED()
 *
 * There is one configuration; these are the options of Linux that describe it.  Hemi itself
 * asks none of them.
 */
#ifndef GENERATED_AUTOCONF_H
#define GENERATED_AUTOCONF_H

#define CONFIG_64BIT 1
#define CONFIG_X86 1
#define CONFIG_X86_64 1
#define CONFIG_X86_LOCAL_APIC 1
#define CONFIG_X86_IO_APIC 1
#define CONFIG_X86_TSC 1
#define CONFIG_SMP 1
#define CONFIG_NR_CPUS 64
#define CONFIG_HZ 250
#define CONFIG_HZ_250 1
#define CONFIG_HIGH_RES_TIMERS 1
#define CONFIG_NO_HZ_IDLE 1
#define CONFIG_NO_HZ_COMMON 1
#define CONFIG_PREEMPT 1
#define CONFIG_PREEMPTION 1
#define CONFIG_PREEMPT_COUNT 1
#define CONFIG_PREEMPT_DYNAMIC 1
#define CONFIG_MODULES 1
#define CONFIG_MODULE_UNLOAD 1
#define CONFIG_KALLSYMS 1
#define CONFIG_KALLSYMS_ALL 1
#define CONFIG_PRINTK 1
#define CONFIG_BUG 1
#define CONFIG_STACKTRACE 1
#define CONFIG_FRAME_POINTER 1
#define CONFIG_MAGIC_SYSRQ 1
#define CONFIG_IRQ_WORK 1
#define CONFIG_PCI 1
#define CONFIG_PCI_MSI 1
#define CONFIG_PROC_FS 1
#define CONFIG_SYSFS 1
#define CONFIG_DEBUG_FS 1
#define CONFIG_DEVTMPFS 1
#define CONFIG_KUNIT 1
#define CONFIG_SRCU 1

#endif /* GENERATED_AUTOCONF_H */
