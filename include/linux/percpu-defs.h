/* SPDX-License-Identifier: MIT */
/* linux/percpu-defs.h - declaring, defining and reaching per-CPU variables */
#ifndef LINUX_PERCPU_DEFS_H
#define LINUX_PERCPU_DEFS_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/percpu.h>

#define DECLARE_PER_CPU(type, name) extern __section(".data..percpu") __typeof__(type) name
#define DEFINE_PER_CPU(type, name) __section(".data..percpu") __typeof__(type) name
#define DECLARE_PER_CPU_FIRST(type, name) \
	extern __section(".data..percpu..first") __typeof__(type) name
#define DEFINE_PER_CPU_FIRST(type, name) __section(".data..percpu..first") __typeof__(type) name
#define DECLARE_PER_CPU_ALIGNED(type, name) \
	extern __section(".data..percpu..aligned") __typeof__(type) name __aligned(64)
#define DEFINE_PER_CPU_ALIGNED(type, name) \
	__section(".data..percpu..aligned") __typeof__(type) name __aligned(64)
#define DECLARE_PER_CPU_SHARED_ALIGNED DECLARE_PER_CPU_ALIGNED
#define DEFINE_PER_CPU_SHARED_ALIGNED DEFINE_PER_CPU_ALIGNED
#define DECLARE_PER_CPU_READ_MOSTLY DECLARE_PER_CPU
#define DEFINE_PER_CPU_READ_MOSTLY DEFINE_PER_CPU

#define EXPORT_PER_CPU_SYMBOL(var) EXPORT_SYMBOL(var)
#define EXPORT_PER_CPU_SYMBOL_GPL(var) EXPORT_SYMBOL_GPL(var)

extern unsigned long __per_cpu_offset[];	/* written once for each CPU at bring-up */
DECLARE_PER_CPU_FIRST(unsigned long, this_cpu_off);

#define per_cpu_offset(cpu) (__per_cpu_offset[cpu])
#define SHIFT_PERCPU_PTR(ptr, offset) \
	((__typeof__(ptr))RELOC_HIDE((unsigned long)(ptr), (offset)))
#define per_cpu_ptr(ptr, cpu) SHIFT_PERCPU_PTR(ptr, per_cpu_offset(cpu))
#define per_cpu(var, cpu) (*per_cpu_ptr(&(var), cpu))
#define raw_cpu_ptr(ptr) __raw_cpu_ptr(ptr, this_cpu_off)
#define this_cpu_ptr(ptr) raw_cpu_ptr(ptr)

#define get_cpu_var(var) (*({ preempt_disable(); this_cpu_ptr(&(var)); }))
#define put_cpu_var(var) do { (void)&(var); preempt_enable(); } while (0)
#define get_cpu_ptr(ptr) ({ preempt_disable(); this_cpu_ptr(ptr); })
#define put_cpu_ptr(ptr) do { (void)(ptr); preempt_enable(); } while (0)

#define __this_cpu_read(var) this_cpu_read(var)
#define __this_cpu_write(var, val) this_cpu_write(var, val)
#define __this_cpu_add(var, val) this_cpu_add(var, val)
#define __this_cpu_sub(var, val) this_cpu_sub(var, val)
#define __this_cpu_or(var, val) this_cpu_or(var, val)
#define __this_cpu_and(var, val) this_cpu_and(var, val)
#define __this_cpu_inc(var) this_cpu_inc(var)
#define __this_cpu_dec(var) this_cpu_dec(var)
#define __this_cpu_add_return(var, val) this_cpu_add_return(var, val)
#define __this_cpu_sub_return(var, val) this_cpu_add_return(var, -(__typeof__(var))(val))
#define __this_cpu_inc_return(var) this_cpu_inc_return(var)
#define __this_cpu_dec_return(var) this_cpu_dec_return(var)
#define __this_cpu_xchg(var, val) this_cpu_xchg(var, val)
#define __this_cpu_cmpxchg(var, o, n) this_cpu_cmpxchg(var, o, n)
#define raw_cpu_read(var) this_cpu_read(var)
#define raw_cpu_write(var, val) this_cpu_write(var, val)
#define raw_cpu_add(var, val) this_cpu_add(var, val)
#define raw_cpu_inc(var) this_cpu_inc(var)
#define raw_cpu_dec(var) this_cpu_dec(var)

#endif /* LINUX_PERCPU_DEFS_H */
