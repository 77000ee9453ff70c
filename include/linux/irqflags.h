/* SPDX-License-Identifier: MIT */
/* linux/irqflags.h - turn this CPU's interrupts off and on; always nestable with save/restore */
#ifndef LINUX_IRQFLAGS_H
#define LINUX_IRQFLAGS_H

#include <linux/typecheck.h>

#include <asm/irqflags.h>

#define local_irq_disable() arch_local_irq_disable()
#define local_irq_enable() arch_local_irq_enable()
#define local_irq_save(flags) do {			\
	typecheck(unsigned long, flags);		\
	flags = arch_local_irq_save();			\
} while (0)
#define local_irq_restore(flags) do {			\
	typecheck(unsigned long, flags);		\
	arch_local_irq_restore(flags);			\
} while (0)
#define local_save_flags(flags) do {			\
	typecheck(unsigned long, flags);		\
	flags = arch_local_save_flags();		\
} while (0)
#define irqs_disabled() arch_irqs_disabled()
#define irqs_disabled_flags(flags) arch_irqs_disabled_flags(flags)
#define raw_local_irq_disable() arch_local_irq_disable()
#define raw_local_irq_enable() arch_local_irq_enable()
#define raw_local_irq_save(flags) local_irq_save(flags)
#define raw_local_irq_restore(flags) local_irq_restore(flags)
#define raw_irqs_disabled() arch_irqs_disabled()
#define safe_halt() arch_safe_halt()

#endif /* LINUX_IRQFLAGS_H */
