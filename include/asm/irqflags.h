/* SPDX-License-Identifier: MIT */
/* asm/irqflags.h - the interrupt flag of this CPU: cli, sti, and the saved copy */
#ifndef ASM_IRQFLAGS_H
#define ASM_IRQFLAGS_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/processor-flags.h>

static __always_inline unsigned long arch_local_save_flags(void)
{
	unsigned long flags;

	asm volatile("pushf\n\tpop %0" : "=r"(flags) : : "memory");
	return flags;
}

static __always_inline void arch_local_irq_disable(void)
{
	asm volatile("cli" : : : "memory");
}

static __always_inline void arch_local_irq_enable(void)
{
	asm volatile("sti" : : : "memory");
}

static __always_inline bool arch_irqs_disabled_flags(unsigned long flags)
{
	return !(flags & X86_EFLAGS_IF);
}

static __always_inline bool arch_irqs_disabled(void)
{
	return arch_irqs_disabled_flags(arch_local_save_flags());
}

static __always_inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = arch_local_save_flags();

	arch_local_irq_disable();
	return flags;
}

/* sti only where interrupts were on: popf would restore all the other flags too. */
static __always_inline void arch_local_irq_restore(unsigned long flags)
{
	if (likely(!arch_irqs_disabled_flags(flags)))
		arch_local_irq_enable();
}

/* sti's one-instruction shadow covers hlt: no interrupt can slip between them. */
static __always_inline void arch_safe_halt(void)
{
	asm volatile("sti; hlt" : : : "memory");
}

static __always_inline void arch_halt(void)
{
	asm volatile("hlt" : : : "memory");
}

#endif /* ASM_IRQFLAGS_H */
