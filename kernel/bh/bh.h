/* SPDX-License-Identifier: MIT */
/*
 * kernel/bh/bh.h - what the files of kernel/bh/ and irq_exit() share
 *
 * Reading order: 10.  Used by kernel/irq/context.c and all files of kernel/bh/.
 */
#ifndef KERNEL_BH_BH_H
#define KERNEL_BH_BH_H

#include <linux/compiler.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <trace/path.h>

/* ksoftirqd.c: is pending work the thread's?  Never cleared under `threadirqs`. */
#define KSOFTIRQD_RUNNABLE	0x01	/* it is woken, and has not found the word empty */
#define KSOFTIRQD_ALWAYS	0x02	/* `threadirqs`: nothing runs in irq_exit() */
DECLARE_PER_CPU(u8, ksoftirqd_mode);

void wake_ksoftirqd(void);		/* interrupts off */
bool ksoftirqd_takes_it(bool in_irq_exit);	/* interrupts off */
void raise_softirq_slow(unsigned int nr);	/* softirq.c */
void tasklet_init_lists(void);		/* boot */

/* First in, first out: tail points at the last next, or at head when empty. */
struct tasklet_head {
	struct tasklet_struct *head;		/* C: irqs off */
	struct tasklet_struct **tail;		/* C: irqs off */
};
DECLARE_PER_CPU(struct tasklet_head, tasklet_vec);
DECLARE_PER_CPU(struct tasklet_head, tasklet_hi_vec);
DECLARE_PER_CPU(struct tasklet_struct *, running_tasklet);	/* with debug=objects at boot */

/* tasklet_kill() and tasklet_disable() wait here for any tasklet to end its run. */
extern struct wait_queue_head tasklet_waiters;

static __always_inline bool left_to_ksoftirqd(bool in_irq_exit)
{
	return unlikely(this_cpu_nonzero(ksoftirqd_mode)) && ksoftirqd_takes_it(in_irq_exit);
}

/* in_interrupt(), upside down, by looking at the word in memory. */
static __always_inline bool softirqs_may_start(void)
{
	return !this_cpu_has_bits(__preempt_count, NMI_MASK | HARDIRQ_MASK | SOFTIRQ_MASK);
}

/* The bit is set: is there anything else to do?  Two tests, and mostly no. */
static __always_inline void finish_raising(unsigned int nr)
{
	if (unlikely(softirqs_may_start()) || unlikely(path_active))
		raise_softirq_slow(nr);
}

#endif /* KERNEL_BH_BH_H */
