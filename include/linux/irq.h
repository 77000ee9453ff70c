/* SPDX-License-Identifier: MIT */
/*
 * linux/irq.h - what the interrupt core and the controllers' drivers share
 *
 * A line is described by three structs, from the controller to the user:
 *
 *      irq_chip        how to mask, acknowledge, end: one per kind of controller
 *      irq_data        this line at that controller: its pin (hwirq), its state
 *      irq_desc        this line for the kernel: flow handler, users, depth
 *                      (<linux/irqdesc.h>)
 *
 * Drivers of devices need none of them: see <linux/interrupt.h>.
 *
 * Left out: irq domains and hierarchies (irq_data.domain and .parent_data are
 * always NULL), generic chips, NMI lines, suspend.  Of the state and chip flags
 * those are declared that mean something here, with Linux's numbers.
 */
#ifndef LINUX_IRQ_H
#define LINUX_IRQ_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/irqhandler.h>
#include <linux/irqnr.h>
#include <linux/irqreturn.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <asm/hw_irq.h>

struct irq_desc;
struct irq_domain;
struct module;
struct msi_desc;
struct msi_msg;
struct seq_file;

enum irqchip_irq_state;

/* The line's trigger, then what irq_modify_status() may set: desc->status_use_accessors. */
enum {
	IRQ_TYPE_NONE		= 0x00000000,
	IRQ_TYPE_EDGE_RISING	= 0x00000001,
	IRQ_TYPE_EDGE_FALLING	= 0x00000002,
	IRQ_TYPE_EDGE_BOTH	= (IRQ_TYPE_EDGE_FALLING | IRQ_TYPE_EDGE_RISING),
	IRQ_TYPE_LEVEL_HIGH	= 0x00000004,
	IRQ_TYPE_LEVEL_LOW	= 0x00000008,
	IRQ_TYPE_LEVEL_MASK	= (IRQ_TYPE_LEVEL_LOW | IRQ_TYPE_LEVEL_HIGH),
	IRQ_TYPE_SENSE_MASK	= 0x0000000f,
	IRQ_TYPE_DEFAULT	= IRQ_TYPE_SENSE_MASK,
	IRQ_TYPE_PROBE		= 0x00000010,

	IRQ_LEVEL		= (1 << 8),	/* level: never resent by software */
	IRQ_PER_CPU		= (1 << 9),
	IRQ_NOPROBE		= (1 << 10),	/* not for probe_irq_on() */
	IRQ_NOREQUEST		= (1 << 11),	/* request_irq() refuses it */
	IRQ_NOAUTOEN		= (1 << 12),	/* request_irq() leaves it disabled */
	IRQ_NO_BALANCING	= (1 << 13),
	IRQ_MOVE_PCNTXT		= (1 << 14),
	IRQ_NESTED_THREAD	= (1 << 15),	/* called from another irq's thread */
	IRQ_NOTHREAD		= (1 << 16),
	IRQ_PER_CPU_DEVID	= (1 << 17),
	IRQ_IS_POLLED		= (1 << 18),	/* no spurious detection */
	IRQ_DISABLE_UNLAZY	= (1 << 19),	/* disable_irq() masks at once */
	IRQ_HIDDEN		= (1 << 20),	/* no row in /proc/interrupts */
	IRQ_NO_DEBUG		= (1 << 21),	/* no spurious detection */
};

#define IRQF_MODIFY_MASK						\
	(IRQ_TYPE_SENSE_MASK | IRQ_NOPROBE | IRQ_NOREQUEST |		\
	 IRQ_NOAUTOEN | IRQ_LEVEL | IRQ_NO_BALANCING |			\
	 IRQ_PER_CPU | IRQ_NESTED_THREAD | IRQ_NOTHREAD |		\
	 IRQ_PER_CPU_DEVID | IRQ_IS_POLLED | IRQ_DISABLE_UNLAZY | IRQ_HIDDEN)
#define IRQ_NO_BALANCING_MASK (IRQ_PER_CPU | IRQ_NO_BALANCING)

/* What irq_set_affinity() of a chip answers. */
enum {
	IRQ_SET_MASK_OK = 0,		/* the core notes the new mask */
	IRQ_SET_MASK_OK_NOCOPY,		/* the chip has noted it */
	IRQ_SET_MASK_OK_DONE,
};

/* What belongs to the line whatever controller it passes. */
struct irq_common_data {
	unsigned int state_use_accessors;	/* D: desc->lock; IRQD_* */
	void *handler_data;			/* I: of the flow handler's owner */
	struct msi_desc *msi_desc;		/* I */
	cpumask_var_t affinity;			/* D: the CPUs allowed */
	cpumask_var_t effective_affinity;	/* D: the CPU chosen */
};

/* What the callbacks of a chip are given. */
struct irq_data {
	u32 mask;				/* I: bit in a chip's mask register */
	unsigned int irq;			/* I: Linux's number */
	unsigned long hwirq;			/* I: the controller's number: pin, GSI */
	struct irq_common_data *common;		/* I */
	struct irq_chip *chip;			/* D */
	struct irq_domain *domain;		/* I: NULL */
	struct irq_data *parent_data;		/* I: NULL */
	void *chip_data;			/* D: the chip driver's */
};

/* irq_common_data.state_use_accessors: the state of the line, beside its trigger. */
enum {
	IRQD_TRIGGER_MASK		= 0xf,
	IRQD_ACTIVATED			= BIT(9),
	IRQD_NO_BALANCING		= BIT(10),
	IRQD_PER_CPU			= BIT(11),
	IRQD_AFFINITY_SET		= BIT(12),
	IRQD_LEVEL			= BIT(13),
	IRQD_WAKEUP_STATE		= BIT(14),
	IRQD_MOVE_PCNTXT		= BIT(15),
	IRQD_IRQ_DISABLED		= BIT(16),	/* handlers may not run */
	IRQD_IRQ_MASKED			= BIT(17),	/* shut at the controller */
	IRQD_IRQ_INPROGRESS		= BIT(18),	/* handlers run, on some CPU */
	IRQD_IRQ_STARTED		= BIT(22),
	IRQD_DEFAULT_TRIGGER_SET	= BIT(25),
	IRQD_HANDLE_ENFORCE_IRQCTX	= BIT(28),	/* only from a real interrupt */
};

#define __irqd_to_state(d) ((d)->common->state_use_accessors)

static inline bool irqd_is_per_cpu(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_PER_CPU;
}

static inline bool irqd_can_balance(struct irq_data *d)
{
	return !(__irqd_to_state(d) & (IRQD_PER_CPU | IRQD_NO_BALANCING));
}

static inline bool irqd_affinity_was_set(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_AFFINITY_SET;
}

static inline u32 irqd_get_trigger_type(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_TRIGGER_MASK;
}

static inline void irqd_set_trigger_type(struct irq_data *d, u32 type)
{
	__irqd_to_state(d) &= ~IRQD_TRIGGER_MASK;
	__irqd_to_state(d) |= type & IRQD_TRIGGER_MASK;
	__irqd_to_state(d) |= IRQD_DEFAULT_TRIGGER_SET;
}

static inline bool irqd_trigger_type_was_set(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_DEFAULT_TRIGGER_SET;
}

static inline bool irqd_is_wakeup_set(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_WAKEUP_STATE;
}

static inline bool irqd_is_level_type(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_LEVEL;
}

static inline void irqd_set_handle_enforce_irqctx(struct irq_data *d)
{
	__irqd_to_state(d) |= IRQD_HANDLE_ENFORCE_IRQCTX;
}

static inline bool irqd_is_handle_enforce_irqctx(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_HANDLE_ENFORCE_IRQCTX;
}

static inline bool irqd_irq_disabled(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_IRQ_DISABLED;
}

static inline bool irqd_irq_masked(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_IRQ_MASKED;
}

static inline bool irqd_irq_inprogress(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_IRQ_INPROGRESS;
}

static inline bool irqd_is_activated(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_ACTIVATED;
}

static inline void irqd_set_activated(struct irq_data *d)
{
	__irqd_to_state(d) |= IRQD_ACTIVATED;
}

static inline bool irqd_is_started(struct irq_data *d)
{
	return __irqd_to_state(d) & IRQD_IRQ_STARTED;
}

static inline unsigned long irqd_to_hwirq(struct irq_data *d)
{
	return d->hwirq;
}

/*
 * How to drive one kind of controller.  All callbacks run under desc->lock with
 * interrupts off, except irq_bus_lock(), irq_bus_sync_unlock(),
 * irq_request_resources() and irq_release_resources(), which may sleep.  A callback that is
 * missing is not needed; irq_enable and irq_startup fall back to irq_unmask, irq_disable and
 * irq_shutdown to irq_mask.
 */
struct irq_chip {
	const char *name;			/* in /proc/interrupts */
	unsigned int (*irq_startup)(struct irq_data *data);
	void (*irq_shutdown)(struct irq_data *data);
	void (*irq_enable)(struct irq_data *data);
	void (*irq_disable)(struct irq_data *data);

	void (*irq_ack)(struct irq_data *data);		/* seen: an edge may come again */
	void (*irq_mask)(struct irq_data *data);
	void (*irq_mask_ack)(struct irq_data *data);	/* both at once, when that is cheaper */
	void (*irq_unmask)(struct irq_data *data);
	void (*irq_eoi)(struct irq_data *data);		/* done: the controller goes on */

	int (*irq_set_affinity)(struct irq_data *data, const struct cpumask *dest, bool force);
	int (*irq_retrigger)(struct irq_data *data);	/* make it arrive once more; 1 = did */
	int (*irq_set_type)(struct irq_data *data, unsigned int flow_type);
	int (*irq_set_wake)(struct irq_data *data, unsigned int on);

	void (*irq_bus_lock)(struct irq_data *data);
	void (*irq_bus_sync_unlock)(struct irq_data *data);

	void (*irq_print_chip)(struct irq_data *data, struct seq_file *p);
	int (*irq_request_resources)(struct irq_data *data);
	void (*irq_release_resources)(struct irq_data *data);

	void (*irq_write_msi_msg)(struct irq_data *data, struct msi_msg *msg);

	int (*irq_get_irqchip_state)(struct irq_data *data, enum irqchip_irq_state which,
				     bool *state);
	int (*irq_set_irqchip_state)(struct irq_data *data, enum irqchip_irq_state which,
				     bool state);

	unsigned long flags;			/* IRQCHIP_* */
};

enum {
	IRQCHIP_SET_TYPE_MASKED			= (1 << 0), /* mask around irq_set_type */
	IRQCHIP_EOI_IF_HANDLED			= (1 << 1), /* no eoi for what was not handled */
	IRQCHIP_SKIP_SET_WAKE			= (1 << 4),
	/* needs no mask while the thread runs */
	IRQCHIP_ONESHOT_SAFE			= (1 << 5),
	IRQCHIP_EOI_THREADED			= (1 << 6), /* eoi at unmask, after the thread */
	IRQCHIP_IMMUTABLE			= (1 << 11), /* never changed by the core */
};

#include <linux/irqdesc.h>

/* Flow handlers: kernel/irq/chip.c. */
void handle_level_irq(struct irq_desc *desc);
void handle_fasteoi_irq(struct irq_desc *desc);
void handle_edge_irq(struct irq_desc *desc);
void handle_simple_irq(struct irq_desc *desc);
void handle_untracked_irq(struct irq_desc *desc);
void handle_percpu_irq(struct irq_desc *desc);
void handle_percpu_devid_irq(struct irq_desc *desc);
void handle_bad_irq(struct irq_desc *desc);
void handle_nested_irq(unsigned int irq);

/* Placeholders: a line with no controller, one with a controller that needs nothing. */
extern struct irq_chip no_irq_chip;
extern struct irq_chip dummy_irq_chip;

/* kernel/irq/irqdesc.c: numbers come and go. */
int irq_alloc_descs(int irq, unsigned int from, unsigned int cnt, int node);
void irq_free_descs(unsigned int irq, unsigned int cnt);

static inline int irq_alloc_desc(int node)
{
	return irq_alloc_descs(-1, 1, 1, node);
}

static inline int irq_alloc_desc_at(unsigned int at, int node)
{
	return irq_alloc_descs(at, at, 1, node);
}

static inline int irq_alloc_desc_from(unsigned int from, int node)
{
	return irq_alloc_descs(-1, from, 1, node);
}

static inline int irq_alloc_descs_from(unsigned int from, unsigned int cnt, int node)
{
	return irq_alloc_descs(-1, from, cnt, node);
}

static inline void irq_free_desc(unsigned int irq)
{
	irq_free_descs(irq, 1);
}

/* kernel/irq/chip.c: setting a line up. */
int irq_set_chip(unsigned int irq, const struct irq_chip *chip);
int irq_set_irq_type(unsigned int irq, unsigned int type);
int irq_set_handler_data(unsigned int irq, void *data);
int irq_set_chip_data(unsigned int irq, void *data);
struct irq_data *irq_get_irq_data(unsigned int irq);
int irq_set_percpu_devid(unsigned int irq);
void irq_modify_status(unsigned int irq, unsigned long clr, unsigned long set);
void irq_set_chip_and_handler_name(unsigned int irq, const struct irq_chip *chip,
				   irq_flow_handler_t handle, const char *name);
void __irq_set_handler(unsigned int irq, irq_flow_handler_t handle, int is_chained,
		       const char *name);
void irq_set_chained_handler_and_data(unsigned int irq, irq_flow_handler_t handle, void *data);

static inline void irq_set_chip_and_handler(unsigned int irq, const struct irq_chip *chip,
					    irq_flow_handler_t handle)
{
	irq_set_chip_and_handler_name(irq, chip, handle, NULL);
}

static inline void irq_set_handler(unsigned int irq, irq_flow_handler_t handle)
{
	__irq_set_handler(irq, handle, 0, NULL);
}

static inline void irq_set_chained_handler(unsigned int irq, irq_flow_handler_t handle)
{
	__irq_set_handler(irq, handle, 1, NULL);
}

static inline void irq_set_status_flags(unsigned int irq, unsigned long set)
{
	irq_modify_status(irq, 0, set);
}

static inline void irq_clear_status_flags(unsigned int irq, unsigned long clr)
{
	irq_modify_status(irq, clr, 0);
}

static inline void irq_set_noprobe(unsigned int irq)
{
	irq_modify_status(irq, 0, IRQ_NOPROBE);
}

static inline void irq_set_probe(unsigned int irq)
{
	irq_modify_status(irq, IRQ_NOPROBE, 0);
}

static inline void irq_set_nothread(unsigned int irq)
{
	irq_modify_status(irq, 0, IRQ_NOTHREAD);
}

static inline void irq_set_thread(unsigned int irq)
{
	irq_modify_status(irq, IRQ_NOTHREAD, 0);
}

/* Its handlers run in the thread of the line it hangs on: handle_nested_irq(). */
static inline void irq_set_nested_thread(unsigned int irq, bool nest)
{
	irq_modify_status(irq, nest ? 0 : IRQ_NESTED_THREAD, nest ? IRQ_NESTED_THREAD : 0);
}

static inline struct irq_chip *irq_data_get_irq_chip(struct irq_data *d)
{
	return d->chip;
}

static inline void *irq_data_get_irq_chip_data(struct irq_data *d)
{
	return d->chip_data;
}

static inline void *irq_data_get_irq_handler_data(struct irq_data *d)
{
	return d->common->handler_data;
}

static inline struct msi_desc *irq_data_get_msi_desc(struct irq_data *d)
{
	return d->common->msi_desc;
}

static inline struct irq_chip *irq_get_chip(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->chip : NULL;
}

static inline void *irq_get_chip_data(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->chip_data : NULL;
}

static inline void *irq_get_handler_data(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->common->handler_data : NULL;
}

static inline u32 irq_get_trigger_type(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? irqd_get_trigger_type(d) : 0;
}

static inline const struct cpumask *irq_data_get_affinity_mask(struct irq_data *d)
{
	return d->common->affinity;
}

static inline const struct cpumask *irq_data_get_effective_affinity_mask(struct irq_data *d)
{
	return d->common->effective_affinity;
}

static inline void irq_data_update_affinity(struct irq_data *d, const struct cpumask *m)
{
	cpumask_copy(d->common->affinity, m);
}

static inline void irq_data_update_effective_affinity(struct irq_data *d,
						      const struct cpumask *m)
{
	cpumask_copy(d->common->effective_affinity, m);
}

static inline const struct cpumask *irq_get_affinity_mask(unsigned int irq)
{
	struct irq_data *d = irq_get_irq_data(irq);

	return d ? d->common->affinity : NULL;
}

#endif /* LINUX_IRQ_H */
