/* SPDX-License-Identifier: MIT */
/*
 * kernel/irq/internals.h - what the files of kernel/irq/ share and nobody else sees
 *
 * Reading order: 7, 8.  Used by chip.c and handle.c.
 */
#ifndef KERNEL_IRQ_INTERNALS_H
#define KERNEL_IRQ_INTERNALS_H

#include <linux/compiler.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>

struct proc_dir_entry;

/* desc->istate: what the core remembers about a line.  Lock: desc->lock. */
#define istate core_internal_state__do_not_mess_with_it

enum {
	IRQS_AUTODETECT		= 0x00000001,	/* probe_irq_on() listens */
	IRQS_SPURIOUS_DISABLED	= 0x00000002,	/* nobody cared: shut, and polled */
	IRQS_POLL_INPROGRESS	= 0x00000008,	/* the poll calls its handlers */
	IRQS_REPLAY		= 0x00000040,	/* resent; not yet arrived again */
	IRQS_WAITING		= 0x00000080,	/* probe_irq_on(): nothing seen yet */
	IRQS_PENDING		= 0x00000200,	/* came while it could not be handled */
};

/* irqaction.thread_flags, bit numbers */
enum {
	IRQTF_RUNTHREAD,	/* woken, and has not taken notice */
	IRQTF_WARNED,		/* "returned IRQ_WAKE_THREAD" was said once */
	IRQTF_AFFINITY,		/* the line has moved: the thread follows */
	IRQTF_FORCED_THREAD,	/* by `threadirqs` */
};

/* The state bits that matter to whether handlers may start. */
#define IRQD_CANNOT_RUN (IRQD_IRQ_INPROGRESS | IRQD_IRQ_DISABLED)

/* One more state bit, for the core alone: masked until the threads are done. */
#define IRQD_IRQ_ONESHOT BIT(31)

static inline void irqd_set(struct irq_data *d, unsigned int mask)
{
	__irqd_to_state(d) |= mask;
}

static inline void irqd_clear(struct irq_data *d, unsigned int mask)
{
	__irqd_to_state(d) &= ~mask;
}

static inline bool irqd_has_set(struct irq_data *d, unsigned int mask)
{
	return __irqd_to_state(d) & mask;
}

/* What a chip's owner or irq_modify_status() has set. */
static inline bool irq_settings_have(const struct irq_desc *desc, unsigned int flags)
{
	return desc->status_use_accessors & flags;
}

static inline void irq_settings_change(struct irq_desc *desc, u32 clr, u32 set)
{
	desc->status_use_accessors &= ~(clr & IRQF_MODIFY_MASK);
	desc->status_use_accessors |= set & IRQF_MODIFY_MASK;
}

/* irqdesc.c: with debug=spinlock or debug=lockdep */
void desc_lock_checked(struct irq_desc *desc);
void desc_unlock_checked(struct irq_desc *desc);

/*
 * desc->lock where interrupts are off already: nobody can preempt us then, and
 * preempt_count need not say so as well.
 */
static __always_inline void desc_lock(struct irq_desc *desc)
{
	if (debug_enabled(DEBUG_LOCKS))
		desc_lock_checked(desc);
	else
		arch_spin_lock(&desc->lock.raw_lock);
}

static __always_inline void desc_unlock(struct irq_desc *desc)
{
	if (debug_enabled(DEBUG_LOCKS))
		desc_unlock_checked(desc);
	else
		arch_spin_unlock(&desc->lock.raw_lock);
}

/* The state word, without the detour through irq_data. */
static __always_inline unsigned int *desc_state(struct irq_desc *desc)
{
	return &desc->irq_common_data.state_use_accessors;
}

/* Count one interrupt of this line on this CPU: two instructions, no lock. */
static __always_inline void kstat_incr_irqs_this_cpu(struct irq_desc *desc)
{
	this_cpu_inc(*desc->kstat_irqs);
}

static inline void chip_bus_lock(struct irq_desc *desc)
{
	if (unlikely(desc->irq_data.chip->irq_bus_lock))
		desc->irq_data.chip->irq_bus_lock(&desc->irq_data);
}

static inline void chip_bus_sync_unlock(struct irq_desc *desc)
{
	if (unlikely(desc->irq_data.chip->irq_bus_sync_unlock))
		desc->irq_data.chip->irq_bus_sync_unlock(&desc->irq_data);
}

/*
 * May the handlers not start?  Because the line is disabled, as it also is while
 * nobody uses it ([M3] of manage.c), or because they run already.
 */
static __always_inline bool irq_cannot_run(struct irq_desc *desc)
{
	return unlikely(*desc_state(desc) & IRQD_CANNOT_RUN);
}

#define for_each_action_of_desc(desc, act) \
	for (act = (desc)->action; act; act = act->next)

/* chip.c: under desc->lock. */
void mask_irq(struct irq_desc *desc);
void mask_ack_irq(struct irq_desc *desc);
void unmask_irq(struct irq_desc *desc);
void note_refused(struct irq_desc *desc);

/* line.c: under desc->lock. */
void irq_startup(struct irq_desc *desc, bool resend);
void irq_shutdown(struct irq_desc *desc);
void irq_enable(struct irq_desc *desc);
void irq_disable(struct irq_desc *desc);
void unmask_threaded_irq(struct irq_desc *desc);

/* handle.c */
void handle_irq_event(struct irq_desc *desc);
irqreturn_t call_handlers(struct irq_desc *desc);

/* enable.c: a descriptor, locked; "bus" also locks what a chip behind a slow bus needs. */
struct irq_desc *irq_get_desc_lock(unsigned int irq, unsigned long *flags);
void irq_put_desc_unlock(struct irq_desc *desc, unsigned long flags);
struct irq_desc *irq_get_desc_buslock(unsigned int irq, unsigned long *flags);
void irq_put_desc_busunlock(struct irq_desc *desc, unsigned long flags);

/* enable.c: under desc->lock; the last in process context. */
void __enable_irq(struct irq_desc *desc);
void __disable_irq(struct irq_desc *desc);
int __irq_set_trigger(struct irq_desc *desc, unsigned long flags);
void wait_for_handlers_and_threads(struct irq_desc *desc);

/* threaded.c */
int irq_setup_forced_threading(struct irqaction *new);
int irq_create_threads(struct irqaction *new);
void irq_start_threads(struct irqaction *new);
void irq_stop_threads(struct irqaction *action);
void irq_set_thread_affinity(struct irq_desc *desc);
irqreturn_t irq_default_primary_handler(int irq, void *dev_id);
irqreturn_t irq_nested_primary_handler(int irq, void *dev_id);
void __irq_wake_thread(struct irq_desc *desc, struct irqaction *action);

/* resend.c: under desc->lock. */
int check_irq_resend(struct irq_desc *desc, bool inject);
void clear_irq_resend(struct irq_desc *desc);

/* affinity.c: under desc->lock. */
int irq_do_set_affinity(struct irq_data *data, const struct cpumask *mask, bool force);
void irq_setup_affinity(struct irq_desc *desc);
extern struct cpumask irq_default_affinity;

/* proc.c, proc_affinity.c: process context. */
void register_irq_proc(unsigned int irq, struct irq_desc *desc);
void unregister_irq_proc(unsigned int irq, struct irq_desc *desc);
bool register_affinity_proc(unsigned int irq, struct irq_desc *desc);
void register_default_affinity_proc(struct proc_dir_entry *dir);
void register_handler_proc(unsigned int irq, struct irqaction *action);
void unregister_handler_proc(unsigned int irq, struct irqaction *action);

/* spurious.c */
extern bool noirqdebug;			/* I: `noirqdebug` */
extern unsigned int irqfixup;		/* I: 1 = `irqfixup`, 2 = `irqpoll` */
void note_odd_interrupt(struct irq_desc *desc, irqreturn_t action_ret);

/*
 * Somebody handled it, and nobody failed to lately: nothing to note.  Called
 * while INPROGRESS is ours, which guards the counters.
 */
static __always_inline void note_interrupt(struct irq_desc *desc, irqreturn_t action_ret)
{
	if (likely(action_ret == IRQ_HANDLED) && likely(!(desc->irqs_unhandled | irqfixup)))
		return;
	note_odd_interrupt(desc, action_ret);
}

#endif /* KERNEL_IRQ_INTERNALS_H */
