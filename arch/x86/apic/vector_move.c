// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/vector_move.c - a line goes to another CPU and loses nothing
 *
 * What it is for
 *
 *   A device does not wait while we change our mind about who shall serve it.  It may
 *   speak before, between and after the writes that tell it where to; and what it has
 *   said may still be on its way, or wait in a local APIC, when it speaks to another.
 *
 * How it works
 *
 *   Both CPUs know the line for a while.  A message is two words, the address (which
 *   CPU) and the data (which vector), and a device could send the new one of the one with
 *   the old one of the other.  So only one of them changes at a time, and every message
 *   that can be seen finds its line:
 *
 *                         cpu 1             cpu 2           device sends to
 *       before            0x41 is it        0x41 is taken   1, 0x41
 *       a number that     0x41, 0x42                        1, 0x41
 *         is free on both
 *       write the data    0x41, 0x42                        1, 0x42
 *       write the address 0x41, 0x42        0x42            2, 0x42
 *       clean up          nothing           0x42            2, 0x42
 *
 *   If the old number is free on the new CPU (mostly it is), the first write is spared.
 *
 *   The old vectors are retired: they stay the line's on the old CPU until the lowest of
 *   all vectors has arrived there.  We send it when a read from the device has told us
 *   that all of its old messages have left it.  The local APIC delivers the highest
 *   first, so the old ones have been handled by then; if one has not, it is sent again.
 *
 *   A line may be moved again at once, and come back to where it is not cleaned up yet.
 *
 * Context
 *
 *   vector_move() under the line's desc->lock, interrupts off.  The cleaning is a hardirq.
 *
 * Locking
 *
 *   vector_lock, as in vector.c; not held while the device is told, since desc->lock
 *   keeps others from moving this line.
 *
 * Invariants
 *
 *   [V1] A slot of vector_irq[] is the line's before any message can name it, and until
 *        none can.
 *   [V2] Between two states of the device, at most one of cpu and vector differs.
 *
 * Compared with Linux
 *
 *   The vector for the cleaning is its idea.  Linux begins to clean up when the first
 *   interrupt has come to the new CPU, which costs a test at each interrupt.
 *
 * See also: PCI Local Bus Specification, "Transaction Ordering"; tests/unit/smp_irq_test.c.
 */

#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/find.h>
#include <linux/hardirq.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>

#include <asm/hw_irq.h>
#include <asm/idtentry.h>
#include <asm/irq_regs.h>

#include "apic_private.h"

/* Vectors of this CPU whose line has moved away. */
DEFINE_PER_CPU(unsigned long [BITS_TO_LONGS(NR_VECTORS)], retired_vectors);	/* vector_lock */

/* ---- the way there ------------------------------------------------------------------ */

/* How many lines send to @cpu? */
static unsigned int load_of(unsigned int cpu)
{
	unsigned int irq, load = 0;

	for (irq = 0; irq < NR_IRQS; irq++)
		if (irq_cfg(irq)->vector && irq_cfg(irq)->cpu == cpu && irq_has_action(irq))
			load++;
	return load;
}

/* A number that is free on both CPUs; rather the one it has.  Return: or -ENOSPC. */
static int choose_vector(unsigned int irq, const struct irq_cfg *cfg, unsigned int cpu)
{
	struct cpumask both = CPU_MASK_NONE;

	if (cfg->everywhere || vector_is_free(irq, cfg->vector, cpu))
		return (int)cfg->vector;
	cpumask_set_cpu(cpu, &both);
	cpumask_set_cpu(cfg->cpu, &both);
	return find_free_vector(irq, &both);
}

/*
 * Of the CPUs that have a vector for it, the one to which fewest lines send.
 * Return: the vector, -EINVAL (none of @mask is online), -ENOSPC.
 */
static int choose_target(unsigned int irq, const struct irq_cfg *cfg, const struct cpumask *mask,
			 unsigned int *best)
{
	unsigned int cpu, load, best_load = ~0u;
	int vector, found = -EINVAL;

	lockdep_assert_held(&vector_lock);
	for_each_cpu_and(cpu, mask, cpu_online_mask) {
		load = load_of(cpu);
		if (load >= best_load)
			continue;
		vector = choose_vector(irq, cfg, cpu);
		if (vector < 0) {
			found = found < 0 ? vector : found;
			continue;
		}
		found = vector;
		best_load = load;
		*best = cpu;
	}
	return found;
}

/* The line has left this slot; it stays there until the CPU has cleaned up. */
static void retire(unsigned int cpu, unsigned int vector)
{
	lockdep_assert_held(&vector_lock);
	set_bit(vector, per_cpu(retired_vectors, cpu));
}

/* One step: [V1] the slot, then the device, then the old slot. */
static void step(struct irq_data *data, unsigned int cpu, unsigned int vector,
		 void (*tell_device)(struct irq_data *data))
{
	struct irq_cfg old = *irqd_cfg(data);

	raw_spin_lock(&vector_lock);
	occupy_vector(data->irq, cpu, vector);
	set_target(data->irq, cpu, vector);
	raw_spin_unlock(&vector_lock);

	tell_device(data);

	if (old.everywhere)
		return;
	raw_spin_lock(&vector_lock);
	retire(old.cpu, old.vector);
	raw_spin_unlock(&vector_lock);
}

/**
 * vector_move - have @data's line arrive on one of @mask
 * @tell_device: writes what irqd_cfg() says into it, and returns when it is there
 *
 * Context: under the line's desc->lock, interrupts off.
 * Return: IRQ_SET_MASK_OK, -EINVAL (none of @mask is online), -ENOSPC.
 */
int vector_move(struct irq_data *data, const struct cpumask *mask,
		void (*tell_device)(struct irq_data *data))
{
	struct irq_cfg *cfg = irqd_cfg(data);
	unsigned int from = cfg->cpu, cpu = from;
	int vector;

	lockdep_assert_irqs_disabled();
	if (cpumask_test_cpu(from, mask))
		return IRQ_SET_MASK_OK;			/* it stays if it may */

	raw_spin_lock(&vector_lock);
	vector = choose_target(data->irq, cfg, mask, &cpu);
	raw_spin_unlock(&vector_lock);
	if (vector < 0)
		return vector;
	if ((unsigned int)vector != cfg->vector)		/* [V2] */
		step(data, from, (unsigned int)vector, tell_device);
	step(data, cpu, (unsigned int)vector, tell_device);
	if (!cfg->everywhere)
		lapic_send_vector(from, IRQ_MOVE_CLEANUP_VECTOR);
	return IRQ_SET_MASK_OK;
}

/* ---- and behind it --------------------------------------------------------------------- */

/* Return: is one of them still waiting to be taken? */
static bool clean_up(void)
{
	unsigned long *retired = *this_cpu_ptr(&retired_vectors);
	bool waiting = false;
	unsigned int vector;

	raw_spin_lock(&vector_lock);
	for_each_set_bit(vector, retired, NR_VECTORS) {
		if (lapic_vector_requested(vector)) {
			waiting = true;
			continue;
		}
		this_cpu_write(vector_irq[vector], VECTOR_UNUSED);
		clear_bit(vector, retired);
	}
	raw_spin_unlock(&vector_lock);
	return waiting;
}

void sysvec_irq_move_cleanup(struct pt_regs *regs)
{
	struct pt_regs *old_regs = set_irq_regs(regs);

	irq_enter();
	apic_eoi();
	if (clean_up())
		lapic_send_self(IRQ_MOVE_CLEANUP_VECTOR);
	irq_exit();
	set_irq_regs(old_regs);
}
