/* SPDX-License-Identifier: MIT */
/*
 * asm/desc.h - descriptor tables: GDT, IDT, TSS
 *
 * Source: Intel SDM vol. 3, "Protected-Mode Memory Management", "64-Bit Mode IDT
 * Gate Descriptors" and "Task Management in 64-bit Mode".
 */
#ifndef ASM_DESC_H
#define ASM_DESC_H

#include <asm/irq_vectors.h>
#include <linux/bits.h>
#include <linux/percpu-defs.h>
#include <linux/types.h>

/* What lgdt, lidt, sgdt and sidt take. */
struct desc_ptr {
	u16	size;		/* bytes - 1 */
	u64	address;
} __attribute__((packed));

/* gate_struct.bits */
#define GATE_IST		GENMASK(2, 0)	/* 0 = keep the stack, else a TSS.ist slot */
#define GATE_TYPE		GENMASK(11, 8)	/* GATE_INTERRUPT or GATE_TRAP */
#define GATE_DPL		GENMASK(14, 13)	/* who may reach it by `int n` */
#define GATE_PRESENT		BIT(15)

#define GATE_INTERRUPT		(0xeu << 8)	/* clears IF on the way in */
#define GATE_TRAP		(0xfu << 8)	/* leaves IF alone: not used here */
#define GATE_DPL0		(0u << 13)
#define GATE_DPL3		(3u << 13)

/* One of the 256 entries of the IDT, as the CPU reads it. */
struct gate_struct {
	u16	offset_low;
	u16	segment;
	u16	bits;
	u16	offset_middle;
	u32	offset_high;
	u32	reserved;
};

typedef struct gate_struct gate_desc;

/* The same in the form in which a person writes a table of them. */
struct idt_data {
	unsigned int	vector;
	u16		bits;
	const void	*addr;
};

/* IST slots, counted from 1 because 0 means "no switch".  The TSS array is 0-based. */
enum ist_index {
	IST_DF	= 1,
	IST_NMI	= 2,
	IST_DB	= 3,
	IST_MCE	= 4,
	N_EXCEPTION_STACKS = 4,
};

/* The 64-bit TSS: nothing but stack pointers and the (empty) I/O bitmap. */
struct x86_hw_tss {
	u32	reserved1;
	u64	sp0;		/* stack for interrupts that come from ring 3 */
	u64	sp1;
	u64	sp2;
	u64	reserved2;
	u64	ist[7];
	u32	reserved3;
	u32	reserved4;
	u16	reserved5;
	u16	io_bitmap_base;
} __attribute__((packed));

static inline void load_gdt(const struct desc_ptr *dtr)
{
	asm volatile("lgdt %0" : : "m" (*dtr));
}

static inline void load_idt(const struct desc_ptr *dtr)
{
	asm volatile("lidt %0" : : "m" (*dtr));
}

static inline void store_idt(struct desc_ptr *dtr)
{
	asm volatile("sidt %0" : "=m" (*dtr));
}

static inline void store_gdt(struct desc_ptr *dtr)
{
	asm volatile("sgdt %0" : "=m" (*dtr));
}

static inline void load_tr(u16 selector)
{
	asm volatile("ltr %0" : : "r" (selector));
}

/* There is no local descriptor table: a selector of one faults, as it should. */
static inline void load_null_ldt(void)
{
	asm volatile("lldt %w0" : : "r" (0));
}

static inline u64 gate_offset(const gate_desc *g)
{
	return g->offset_low | ((u64)g->offset_middle << 16) | ((u64)g->offset_high << 32);
}

/* arch/x86/cpu/gdt.c */
DECLARE_PER_CPU_ALIGNED(struct x86_hw_tss, cpu_tss_rw);
int cpu_alloc_stacks(unsigned int cpu);		/* IST and IRQ stacks */
void cpu_init_segments(void);			/* GDT and TSS of this CPU */

/* arch/x86/cpu/idt.c */
extern gate_desc idt_table[NR_VECTORS];
extern DECLARE_BITMAP(system_vectors, NR_VECTORS);	/* set: not a device's */

void idt_setup_early_handler(void);		/* exceptions on the current stack */
void idt_setup_traps(void);			/* exceptions, some on IST stacks */
void idt_setup_apic_and_irq_gates(void);	/* vectors 32..255 */
void load_current_idt(void);

#endif /* ASM_DESC_H */
