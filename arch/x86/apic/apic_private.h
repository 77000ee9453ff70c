/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/apic/apic_private.h - what the files of this folder share
 */
#ifndef ARCH_X86_APIC_APIC_PRIVATE_H
#define ARCH_X86_APIC_APIC_PRIVATE_H

#include <linux/bitops.h>
#include <linux/io.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/msr.h>

#include "lapic_regs.h"

struct clock_event_device;
struct cpumask;
struct irq_data;
struct msi_msg;

extern raw_spinlock_t vector_lock;	/* inside irq_desc.lock; order see vector.c */

static inline u32 lapic_read(enum lapic_reg reg)
{
	if (likely(lapic_base))
		return readl(lapic_base + reg);
	return (u32)rdmsrl_value(LAPIC_X2APIC_MSR(reg));
}

static inline void lapic_write(enum lapic_reg reg, u32 value)
{
	if (likely(lapic_base))
		writel(value, lapic_base + reg);
	else
		wrmsrl(LAPIC_X2APIC_MSR(reg), value);
}

/* Read one of the 256-bit registers ISR, TMR, IRR. */
static inline bool lapic_test_vector(enum lapic_reg bitmap, unsigned int vector)
{
	return lapic_read(LAPIC_BITMAP_REG(bitmap, vector)) & LAPIC_BITMAP_BIT(vector);
}

/* ipi.c */
void lapic_send_vector(unsigned int cpu, unsigned int vector);

/* vector.c */
void init_legacy_vectors(void);
int vector_assign(unsigned int irq, unsigned int cpu);
int vector_assign_everywhere(unsigned int irq, unsigned int cpu);
void vector_release(unsigned int irq);
void apic_ack_irq(struct irq_data *data);
int apic_retrigger_irq(struct irq_data *data);
void irq_msi_compose_msg(struct irq_data *data, struct msi_msg *msg);

/* vector.c, for vector_move.c: under vector_lock. */
DECLARE_PER_CPU(unsigned long [BITS_TO_LONGS(NR_VECTORS)], retired_vectors);
bool vector_is_free(unsigned int irq, unsigned int vector, unsigned int cpu);
int find_free_vector(unsigned int irq, const struct cpumask *cpus);
void occupy_vector(unsigned int irq, unsigned int cpu, unsigned int vector);
void set_target(unsigned int irq, unsigned int cpu, unsigned int vector);

/* vector_move.c */
int vector_move(struct irq_data *data, const struct cpumask *mask,
		void (*tell_device)(struct irq_data *data));

/* lapic_timer.c, for shot.c */
DECLARE_PER_CPU(struct clock_event_device, lapic_events);

/* ioapic.c, for tests */
u32 ioapic_read_rte_low(unsigned int irq);

/* shot_call.asm, shot.c, shot_far.c: for tests */
void shot_call(u32 count, void __iomem *timer, void (*fn)(void *arg), void *arg,
	       unsigned long flags, u64 start);
const char *shot_why_impossible(void);

#endif /* ARCH_X86_APIC_APIC_PRIVATE_H */
