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
 *   ISA irq n keeps vector 0x30 + n on the boot CPU for ever, whether it comes
 *   through the 8259 or an IO-APIC.  All others get the lowest free one.
 *
 * Locking
 *
 *   vector_lock guards irq_cfgs[] and all writes to vector_irq[].  It is taken
 *   inside irq_desc.lock, with interrupts off.  Readers of vector_irq[] take none
 *   (see irq.c); the chips read irq_cfgs[] of a line under that line's desc.lock.
 *
 * Compared with Linux
 *
 *   Linux keeps a bitmap per CPU (the irq matrix), reserves vectors before they
 *   are needed, and moves a line to another CPU in steps.  Left out until there
 *   is more than one CPU: moving.  irq_cfg and the per-CPU table are shaped for it.
 *
 * See also: include/asm/irq_vectors.h; tests/unit/apic_test.c.
 */

#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/msi.h>
#include <linux/percpu.h>
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

/* May a device have this vector on @cpu? */
static bool vector_is_free(unsigned int vector, unsigned int cpu)
{
	if (vector >= ISA_IRQ_VECTOR(0) && vector < ISA_IRQ_VECTOR(NR_IRQS_LEGACY))
		return false;
	if (test_bit(vector, system_vectors))
		return false;
	return !vector_is_used(per_cpu(vector_irq, cpu)[vector]);
}

static int find_free_vector(unsigned int cpu)
{
	unsigned int vector;

	lockdep_assert_held(&vector_lock);

	/* FIRST_EXTERNAL_VECTOR itself stays nobody's, see <asm/irq_vectors.h>. */
	for (vector = FIRST_EXTERNAL_VECTOR + 1; vector < FIRST_SYSTEM_VECTOR; vector++)
		if (vector_is_free(vector, cpu))
			return (int)vector;
	return -ENOSPC;
}

static void set_vector(unsigned int irq, unsigned int cpu, unsigned int vector)
{
	struct irq_cfg *cfg = irq_cfg(irq);

	lockdep_assert_held(&vector_lock);

	cfg->vector = vector;
	cfg->cpu = cpu;
	cfg->dest_apicid = per_cpu(cpu_apicid, cpu);
	per_cpu(vector_irq, cpu)[vector] = irq_to_desc(irq);
}

/**
 * vector_assign - make interrupts of @irq go to @cpu
 *
 * Context: any but NMI.  The caller then writes the message into the device.
 * Return: 0, or -ENOSPC when the CPU has no free vector.
 */
int vector_assign(unsigned int irq, unsigned int cpu)
{
	unsigned long flags;
	int vector;

	raw_spin_lock_irqsave(&vector_lock, flags);
	vector = find_free_vector(cpu);
	if (vector >= 0)
		set_vector(irq, cpu, (unsigned int)vector);
	raw_spin_unlock_irqrestore(&vector_lock, flags);
	return vector < 0 ? vector : 0;
}

/* Give the vector back.  The device must have been silenced. */
void vector_release(unsigned int irq)
{
	struct irq_cfg *cfg = irq_cfg(irq);
	unsigned long flags;

	raw_spin_lock_irqsave(&vector_lock, flags);
	if (cfg->vector)
		per_cpu(vector_irq, cfg->cpu)[cfg->vector] = VECTOR_SHUTDOWN;
	cfg->vector = 0;
	raw_spin_unlock_irqrestore(&vector_lock, flags);
}

/* ISA lines have their vectors from the start, on the boot CPU. */
void __init init_legacy_vectors(void)
{
	unsigned long flags;
	unsigned int irq;

	raw_spin_lock_irqsave(&vector_lock, flags);
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		set_vector(irq, 0, ISA_IRQ_VECTOR(irq));
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
