// SPDX-License-Identifier: MIT
/*
 * Move interrupt lines from CPU to CPU all the time, as somebody who balances them would if
 * he had lost his patience.  insmod line_mover.ko irqs=1,4,11
 */
#include <linux/cpumask.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

#define IRQS_MAX 8

static int irqs[IRQS_MAX];
static unsigned int nr_irqs_given;
module_param_array(irqs, int, &nr_irqs_given, 0444);
MODULE_PARM_DESC(irqs, "the lines to move");

static struct task_struct *mover;
static int line_mover_moves, refused;

static int move_lines(void *unused)
{
	unsigned int line = 0;
	int cpu = 0, err;

	while (!kthread_should_stop()) {
		err = irq_set_affinity(irqs[line], cpumask_of(cpu));
		if (err)
			refused++;
		else
			WRITE_ONCE(line_mover_moves, line_mover_moves + 1);
		if (++line == nr_irqs_given) {
			line = 0;
			cpu = cpumask_next(cpu, cpu_online_mask);
			if (cpu >= nr_cpu_ids)
				cpu = 0;
			schedule_timeout_interruptible(1);	/* the lines shall be used there */
		}
	}
	return 0;
}

static int __init line_mover_init(void)
{
	if (!nr_irqs_given)
		return -EINVAL;
	mover = kthread_run(move_lines, NULL, "line_mover");
	return PTR_ERR_OR_ZERO(mover);
}

static void __exit line_mover_exit(void)
{
	kthread_stop(mover);
	printk(KERN_INFO "line_mover: %d move(s), %d refused\n", line_mover_moves, refused);
}

module_init(line_mover_init);
module_exit(line_mover_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Moves interrupt lines about");
