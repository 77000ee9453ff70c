// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/vector.c - who owns which vector on which CPU
 *
 * What it is for
 *
 *   A device interrupt needs a vector on the CPU that shall take it.  There are
 *   about two hundred per CPU, and each CPU has its own set: vector 0x41 of CPU 0
 *   and vector 0x41 of CPU 1 may be different devices.
 *
 * How it works
 *
 *      irq  -- irq_cfgs[irq] -->  { cpu, vector }      outward: where to send to
 *      cpu, vector -- vector_irq[] --> irq_desc        inward:  what has arrived
 *
 *   The two tables are written together, the inward one first, and the device is
 *   told last: so an interrupt never finds an empty slot.  On the way down the
 *   device is silenced first; a message that was already under way finds the mark
 *   VECTOR_SHUTDOWN and is dropped without complaint.
 *
 *   What has a wire keeps one vector for ever, and has the same on every CPU: ISA irq
 *   n 0x30 + n, the other pins of IO-APICs the lowest that is free everywhere.  A pin's
 *   end of interrupt is told by its vector, so this number must not change while one is
 *   under way.  Messages get the lowest vector that is free on their CPU.
 *   How a line comes to another CPU is told by vector_move.c.
 *
 * Locking
 *
 *   vector_lock guards irq_cfgs[] and all writes to vector_irq[].  It is taken
 *   inside irq_desc.lock, with interrupts off.  Readers of vector_irq[] take none
 *   (see irq.c); the chips read irq_cfgs[] of a line under that line's desc.lock.
 *
 * Compared with Linux
 *
 *   Linux keeps a bitmap per CPU (the irq matrix) and reserves vectors before they
 *   are needed.  Its IO-APIC lines change their vectors like messages do.
 *
 * See also: include/asm/irq_vectors.h; tests/unit/apic_test.c, smp_irq_test.c.
 */

#include <linux/bitfield.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/msi.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/desc.h>
#include <asm/hw_irq.h>
#include <asm/msi.h>

#include "apic_private.h"

DEFINE_RAW_SPINLOCK(vector_lock);

static struct irq_cfg irq_cfgs[NR_IRQS];	/* vector_lock; readers: desc.lock of that irq */

struct irq_cfg *irq_cfg(unsigned int irq)
{
	return &irq_cfgs[irq];
}

struct irq_cfg *irqd_cfg(struct irq_data *irq_data)
{
	return &irq_cfgs[irq_data->irq];
}

/*
 * May @irq have this vector on @cpu?  Also one that it has had there and that is not
 * cleaned up yet.
 */
bool vector_is_free(unsigned int irq, unsigned int vector, unsigned int cpu)
{
	struct irq_desc *slot = per_cpu(vector_irq, cpu)[vector];

	lockdep_assert_held(&vector_lock);
	if (vector >= ISA_IRQ_VECTOR(0) && vector < ISA_IRQ_VECTOR(NR_IRQS_LEGACY))
		return false;
	if (test_bit(vector, system_vectors))
		return false;
	if (test_bit(vector, per_cpu(retired_vectors, cpu)))
		return slot == irq_to_desc(irq);
	return !vector_is_used(slot);
}

static bool is_free_on_all(unsigned int irq, unsigned int vector, const struct cpumask *cpus)
{
	unsigned int cpu;

	for_each_cpu(cpu, cpus)
		if (!vector_is_free(irq, vector, cpu))
			return false;
	return true;
}

/* The lowest that is free on all of @cpus, or -ENOSPC. */
int find_free_vector(unsigned int irq, const struct cpumask *cpus)
{
	unsigned int vector;

	for (vector = FIRST_EXTERNAL_VECTOR; vector < FIRST_SYSTEM_VECTOR; vector++)
		if (is_free_on_all(irq, vector, cpus))
			return (int)vector;
	return -ENOSPC;
}

/* The inward table: what arrives as @vector on @cpu is @irq's. */
void occupy_vector(unsigned int irq, unsigned int cpu, unsigned int vector)
{
	lockdep_assert_held(&vector_lock);
	clear_bit(vector, per_cpu(retired_vectors, cpu));
	per_cpu(vector_irq, cpu)[vector] = irq_to_desc(irq);
}

/* The outward table: where the line's messages shall go. */
void set_target(unsigned int irq, unsigned int cpu, unsigned int vector)
{
	struct irq_cfg *cfg = irq_cfg(irq);

	lockdep_assert_held(&vector_lock);
	cfg->vector = vector;
	cfg->cpu = cpu;
	cfg->dest_apicid = per_cpu(cpu_apicid, cpu);
	irq_data_update_effective_affinity(irq_get_irq_data(irq), cpumask_of(cpu));
}

static int assign(unsigned int irq, unsigned int cpu, const struct cpumask *cpus)
{
	int vector = find_free_vector(irq, cpus);
	unsigned int each;

	if (vector < 0)
		return vector;
	for_each_cpu(each, cpus)
		occupy_vector(irq, each, (unsigned int)vector);
	set_target(irq, cpu, (unsigned int)vector);
	return 0;
}

/**
 * vector_assign - make interrupts of @irq go to @cpu, or to another if it has no vector left
 *
 * Context: any but NMI.  The caller then writes the message into the device.
 * Return: 0, or -ENOSPC when no CPU has a free vector.
 */
int vector_assign(unsigned int irq, unsigned int cpu)
{
	unsigned int other;
	unsigned long flags;
	int err;

	raw_spin_lock_irqsave(&vector_lock, flags);
	err = assign(irq, cpu, cpumask_of(cpu));
	for_each_online_cpu(other)
		if (err)
			err = assign(irq, other, cpumask_of(other));
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	return err;
}

/* The same for what has a wire: one vector on all CPUs. */
int vector_assign_everywhere(unsigned int irq, unsigned int cpu)
{
	unsigned long flags;
	int err;

	raw_spin_lock_irqsave(&vector_lock, flags);
	err = assign(irq, cpu, cpu_possible_mask);
	irq_cfg(irq)->everywhere = !err;
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	return err;
}

/* On one CPU; also what is not cleaned up yet. */
static void shut_slots(struct irq_desc *desc, unsigned int cpu)
{
	struct irq_desc **slots = per_cpu(vector_irq, cpu);
	unsigned int vector;

	for (vector = FIRST_EXTERNAL_VECTOR; vector < FIRST_SYSTEM_VECTOR; vector++)
		if (slots[vector] == desc)
			slots[vector] = VECTOR_SHUTDOWN;
}

/**
 * vector_release - give the line's vectors back
 *
 * When it returns, no CPU is on its way into the line's flow handler any more.
 *
 * Context: process.  The device must have been silenced.
 */
void vector_release(unsigned int irq)
{
	unsigned long flags;
	unsigned int cpu;

	raw_spin_lock_irqsave(&vector_lock, flags);
	for_each_possible_cpu(cpu)
		shut_slots(irq_to_desc(irq), cpu);
	*irq_cfg(irq) = (struct irq_cfg){ };
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	kick_all_cpus_sync();
}

/* ISA lines have their vectors from the start; the 8259 knows the boot CPU only. */
void __init init_legacy_vectors(void)
{
	bool everywhere = apic_intr_mode == APIC_SYMMETRIC_IO;
	unsigned int irq, cpu;
	unsigned long flags;

	raw_spin_lock_irqsave(&vector_lock, flags);
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		for_each_possible_cpu(cpu)
			if (everywhere || cpu == smp_processor_id())
				occupy_vector(irq, cpu, ISA_IRQ_VECTOR(irq));
		set_target(irq, smp_processor_id(), ISA_IRQ_VECTOR(irq));
		irq_cfg(irq)->everywhere = everywhere;
	}
	raw_spin_unlock_irqrestore(&vector_lock, flags);
}

/* What every message-like interrupt shares: its EOI, sending it again, its text. */

void apic_ack_irq(struct irq_data *data)
{
	apic_eoi();
}

/**
 * apic_retrigger_irq - make @data's interrupt happen (again)
 *
 * For an edge that came while the line was disabled.
 * Context: under the line's desc.lock.
 * Return: 1, sent.
 */
int apic_retrigger_irq(struct irq_data *data)
{
	lapic_send_vector(irqd_cfg(data)->cpu, irqd_cfg(data)->vector);
	return 1;
}

/* The address names the CPU, the data the vector: edge triggered, fixed delivery. */
void irq_msi_compose_msg(struct irq_data *data, struct msi_msg *msg)
{
	struct irq_cfg *cfg = irqd_cfg(data);

	msg->address_hi = 0;
	msg->address_lo = X86_MSI_ADDR_BASE | FIELD_PREP(X86_MSI_ADDR_DESTID, cfg->dest_apicid);
	msg->data = FIELD_PREP(X86_MSI_DATA_VECTOR, cfg->vector);
}
