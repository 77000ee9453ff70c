// SPDX-License-Identifier: MIT
/* Per-CPU variables: static and allocated, from task and from tasklet. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/percpu.h>

struct counts {
	u64 big;
	int small;
};

static DEFINE_PER_CPU(int, hits) = 5;
static DEFINE_PER_CPU(struct counts, counts);
static struct counts __percpu *dynamic;

static void fn(struct tasklet_struct *t)
{
	this_cpu_inc(hits);
	this_cpu_add(counts.big, 1ULL << 40);
}

static DECLARE_TASKLET(tasklet, fn);

static int __init percpu_counters_init(void)
{
	struct counts *mine;
	int cpu, sum = 0;

	pr_info("first %d\n", this_cpu_read(hits));
	this_cpu_add(hits, 10);
	this_cpu_dec(hits);
	tasklet_schedule(&tasklet);
	tasklet_kill(&tasklet);
	for_each_possible_cpu(cpu)
		sum += per_cpu(hits, cpu) - 5;
	pr_info("sum %d\n", sum);
	pr_info("xchg %d\n", this_cpu_xchg(hits, 3));
	pr_info("cmpxchg %d\n", this_cpu_cmpxchg(hits, 3, 4));
	pr_info("add_return %d\n", this_cpu_add_return(hits, 6));
	get_cpu_var(hits) += 2;
	pr_info("count while got %x\n", preempt_count());
	put_cpu_var(hits);
	pr_info("now %d, big %llx\n", this_cpu_read(hits), this_cpu_read(counts.big));

	dynamic = alloc_percpu(struct counts);
	if (!dynamic)
		return -ENOMEM;
	pr_info("zeroed %llu %d\n", this_cpu_read(dynamic->big), this_cpu_read(dynamic->small));
	mine = get_cpu_ptr(dynamic);
	mine->small = -3;
	put_cpu_ptr(dynamic);
	pr_info("dynamic %d\n", per_cpu_ptr(dynamic, 0)->small);
	pr_info("right address %d\n",
		this_cpu_ptr(dynamic) == per_cpu_ptr(dynamic, smp_processor_id()));
	return 0;
}

static void __exit percpu_counters_exit(void)
{
	free_percpu(dynamic);
	pr_info("count %x\n", preempt_count());
}

module_init(percpu_counters_init);
module_exit(percpu_counters_exit);

MODULE_LICENSE("Dual MIT/GPL");
