/* SPDX-License-Identifier: MIT */
/*
 * asm/hw_irq.h - from a vector to the interrupt behind it
 *
 * Three numbers meet here and are never mixed: `vector` is the IDT's number,
 * `irq` is Linux's number for a line, and `cpu` says whose table we look in:
 * the same vector may mean another device on another CPU.
 */
#ifndef ASM_HW_IRQ_H
#define ASM_HW_IRQ_H

#include <asm/irq_vectors.h>
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/percpu.h>
#include <linux/types.h>

struct irq_data;
struct irq_desc;

/*
 * What a slot of vector_irq[] holds when it does not hold a descriptor: never used,
 * or given back a moment ago, so that one straggler may still come.
 */
#define VECTOR_UNUSED		NULL
#define VECTOR_SHUTDOWN		((void *)1L)

typedef struct irq_desc *vector_irq_t[NR_VECTORS];

DECLARE_PER_CPU(vector_irq_t, vector_irq);

/* A descriptor is in the upper half of the address space: as a number, negative. */
static __always_inline bool vector_is_used(const struct irq_desc *slot)
{
	return (long)slot < 0;
}

/* Where a line's messages go at the moment. */
struct irq_cfg {
	unsigned int dest_apicid;	/* V: vector_lock; local APIC id of the target */
	unsigned int cpu;		/* V: the same target as a CPU number */
	unsigned int vector;		/* V: 0 = none assigned */
	bool everywhere;		/* V: it has this vector on every CPU */
};

struct irq_cfg *irq_cfg(unsigned int irq);
struct irq_cfg *irqd_cfg(struct irq_data *irq_data);

/* Counted over all CPUs: the ERR and MIS rows of /proc/interrupts. */
extern atomic_t irq_err_count;
extern atomic_t irq_mis_count;

#endif /* ASM_HW_IRQ_H */
