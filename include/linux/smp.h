/* SPDX-License-Identifier: MIT */
/* linux/smp.h - which CPU is this, and run something on another */
#ifndef LINUX_SMP_H
#define LINUX_SMP_H

#include <linux/cpumask.h>
#include <linux/llist.h>
#include <linux/preempt.h>
#include <linux/types.h>

#include <asm/smp.h>

#define smp_processor_id() raw_smp_processor_id()
#define get_cpu() ({ preempt_disable(); smp_processor_id(); })
#define put_cpu() preempt_enable()

typedef void (*smp_call_func_t)(void *info);
typedef bool (*smp_cond_func_t)(int cpu, void *info);

/* One call of a function on another CPU; kernel/smp.c. */
struct __call_single_data {
	struct llist_node llist;
	unsigned int flags;
	smp_call_func_t func;
	void *info;
};

typedef struct __call_single_data call_single_data_t
	__attribute__((aligned(sizeof(struct __call_single_data))));

#define CSD_INIT(_func, _info) (struct __call_single_data){ .func = (_func), .info = (_info) }
#define INIT_CSD(_csd, _func, _info) do { *(_csd) = CSD_INIT((_func), (_info)); } while (0)

int smp_call_function_single(int cpu, smp_call_func_t func, void *info, int wait);
int smp_call_function_single_async(int cpu, struct __call_single_data *csd);
int smp_call_function_any(const struct cpumask *mask, smp_call_func_t func, void *info, int wait);
void smp_call_function_many(const struct cpumask *mask, smp_call_func_t func, void *info,
			    bool wait);
void smp_call_function(smp_call_func_t func, void *info, int wait);
void on_each_cpu_cond_mask(smp_cond_func_t cond_func, smp_call_func_t func, void *info, bool wait,
			   const struct cpumask *mask);
void kick_all_cpus_sync(void);
void wake_up_all_idle_cpus(void);

static inline void on_each_cpu(smp_call_func_t func, void *info, int wait)
{
	on_each_cpu_cond_mask(NULL, func, info, wait, cpu_online_mask);
}

static inline void on_each_cpu_mask(const struct cpumask *mask, smp_call_func_t func, void *info,
				    bool wait)
{
	on_each_cpu_cond_mask(NULL, func, info, wait, mask);
}

static inline void on_each_cpu_cond(smp_cond_func_t cond_func, smp_call_func_t func, void *info,
				    bool wait)
{
	on_each_cpu_cond_mask(cond_func, func, info, wait, cpu_online_mask);
}

extern unsigned int setup_max_cpus;

void smp_init(void);
void generic_smp_call_function_interrupt(void);	/* arch/, from its interrupt */

#endif /* LINUX_SMP_H */
