// SPDX-License-Identifier: MIT
/*
 * Every CPU has functions called on the others as fast as it can, in bursts of 256: what was
 * called must have been called exactly once.
 */
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>

#define BURST 256

static DEFINE_PER_CPU(struct task_struct *, flooder);
static atomic64_t sent, ran;

static void called(void *unused)
{
	atomic64_inc(&ran);
}

static int next_cpu(int cpu)
{
	cpu = cpumask_next(cpu, cpu_online_mask);
	return cpu < nr_cpu_ids ? cpu : cpumask_first(cpu_online_mask);
}

static int flood(void *unused)
{
	int to = smp_processor_id(), i;

	while (!kthread_should_stop()) {
		for (i = 0; i < BURST; i++) {
			to = next_cpu(to);
			if (!smp_call_function_single(to, called, NULL, 0))
				atomic64_inc(&sent);
		}
		schedule_timeout_interruptible(1);
	}
	/* Those without wait run in order: when this has run, so have they. */
	for_each_online_cpu(to)
		if (!smp_call_function_single(to, called, NULL, 1))
			atomic64_inc(&sent);
	return 0;
}

static void __exit ipi_flood_exit(void)
{
	int cpu;

	for_each_possible_cpu(cpu)
		if (per_cpu(flooder, cpu))
			kthread_stop(per_cpu(flooder, cpu));
	printk(KERN_INFO "ipi_flood: %lld call(s), %lld ran\n", (long long)atomic64_read(&sent),
	       (long long)atomic64_read(&ran));
}

static int __init ipi_flood_init(void)
{
	struct task_struct *task;
	int cpu;

	atomic64_set(&sent, 0);
	atomic64_set(&ran, 0);
	for_each_online_cpu(cpu) {
		task = kthread_create_on_cpu(flood, NULL, cpu, "ipi_flood/%u");
		if (IS_ERR(task)) {
			ipi_flood_exit();
			return PTR_ERR(task);
		}
		per_cpu(flooder, cpu) = task;
		wake_up_process(task);
	}
	return 0;
}

module_init(ipi_flood_init);
module_exit(ipi_flood_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Floods all CPUs with function calls");
