/* SPDX-License-Identifier: MIT */
/*
 * linux/irqdesc.h - one interrupt line as the kernel sees it
 *
 * The struct is laid out by use: what every interrupt touches comes first and
 * fits, with the lock, into the first cache lines.
 */
#ifndef LINUX_IRQDESC_H
#define LINUX_IRQDESC_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/irq.h>
#include <linux/kernel_stat.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

struct irq_affinity_notify;
struct irqaction;
struct proc_dir_entry;

/*
 * Locks: D = desc->lock, interrupts off; M = desc->request_mutex, outside D;
 *        C = own CPU only; A = atomic; I = set when the number is allocated.
 */
struct irq_desc {
	struct irq_common_data irq_common_data;		/* D: state, affinity */
	struct irq_data irq_data;			/* D: chip, hwirq */
	unsigned int __percpu *kstat_irqs;		/* C: how often, per CPU */
	irq_flow_handler_t handle_irq;			/* D to write */
	struct irqaction *action;			/* D + M to write; see handle.c */
	unsigned int status_use_accessors;		/* D: IRQ_* settings */
	unsigned int core_internal_state__do_not_mess_with_it;	/* D: IRQS_* of internals.h */
	unsigned int depth;				/* D: nesting of disable; 0 = enabled */
	unsigned int wake_depth;			/* D: nesting of enable_irq_wake() */
	unsigned int irq_count;				/* D: of the current window of 100,000 */
	unsigned long last_unhandled;			/* D: jiffies */
	unsigned int irqs_unhandled;			/* D: in the current window */
	atomic_t threads_handled;			/* A: by threads */
	int threads_handled_last;			/* D: the same, when last looked at */
	raw_spinlock_t lock;				/* order: inside request_mutex */
	const struct cpumask *percpu_affinity;		/* I */
	const struct cpumask *affinity_hint;		/* D: the driver's wish, or NULL */
	struct irq_affinity_notify *affinity_notify;	/* D: whom to tell of moves, or NULL */
	struct cpumask *percpu_enabled;			/* A: of a percpu_devid line */
	unsigned long threads_oneshot;			/* D: threads the line is masked for */
	atomic_t threads_active;			/* A: threads woken, not yet done */
	wait_queue_head_t wait_for_threads;		/* until threads_active is 0 */
	struct proc_dir_entry *dir;			/* M: /proc/irq/N */
	struct mutex request_mutex;			/* request and free, one at a time */
	const char *name;				/* D: of the flow, for /proc/interrupts */
} __aligned(64);

static inline struct irq_desc *irq_data_to_desc(struct irq_data *data)
{
	return container_of(data->common, struct irq_desc, irq_common_data);
}

static inline unsigned int irq_desc_get_irq(struct irq_desc *desc)
{
	return desc->irq_data.irq;
}

static inline struct irq_data *irq_desc_get_irq_data(struct irq_desc *desc)
{
	return &desc->irq_data;
}

static inline struct irq_chip *irq_desc_get_chip(struct irq_desc *desc)
{
	return desc->irq_data.chip;
}

static inline void *irq_desc_get_chip_data(struct irq_desc *desc)
{
	return desc->irq_data.chip_data;
}

static inline void *irq_desc_get_handler_data(struct irq_desc *desc)
{
	return desc->irq_common_data.handler_data;
}

/* Of a line that no more than one CPU takes at a time, counted under desc->lock. */
static inline unsigned int irq_desc_kstat_cpu(struct irq_desc *desc, unsigned int cpu)
{
	return *per_cpu_ptr(desc->kstat_irqs, cpu);
}

/* The hand-over from the architecture: arch/x86/apic/irq.c has found the descriptor. */
static __always_inline void generic_handle_irq_desc(struct irq_desc *desc)
{
	desc->handle_irq(desc);
}

int handle_irq_desc(struct irq_desc *desc);
int generic_handle_irq(unsigned int irq);
int generic_handle_irq_safe(unsigned int irq);

static inline bool irq_desc_has_action(struct irq_desc *desc)
{
	return desc && desc->action;
}

/* From irq_set_type() and the like of a chip: desc->lock is held. */
static inline void irq_set_handler_locked(struct irq_data *data, irq_flow_handler_t handler)
{
	irq_data_to_desc(data)->handle_irq = handler;
}

static inline void irq_set_chip_handler_name_locked(struct irq_data *data,
						    const struct irq_chip *chip,
						    irq_flow_handler_t handler, const char *name)
{
	struct irq_desc *desc = irq_data_to_desc(data);

	desc->handle_irq = handler;
	desc->name = name;
	data->chip = (struct irq_chip *)chip;
}

bool irq_check_status_bit(unsigned int irq, unsigned int bitmask);

static inline bool irq_is_percpu(unsigned int irq)
{
	return irq_check_status_bit(irq, IRQ_PER_CPU);
}

static inline bool irq_is_percpu_devid(unsigned int irq)
{
	return irq_check_status_bit(irq, IRQ_PER_CPU_DEVID);
}

static inline bool irq_balancing_disabled(unsigned int irq)
{
	return irq_check_status_bit(irq, IRQ_NO_BALANCING_MASK);
}

#endif /* LINUX_IRQDESC_H */
