/* SPDX-License-Identifier: MIT */
/* linux/irqnr.h - walking the irq numbers that have a descriptor */
#ifndef LINUX_IRQNR_H
#define LINUX_IRQNR_H

struct irq_desc;

extern int nr_irqs;			/* I: numbers from here on do not exist */
struct irq_desc *irq_to_desc(unsigned int irq);
unsigned int irq_get_next_irq(unsigned int offset);

#define for_each_irq_desc(irq, desc)						\
	for (irq = 0, desc = irq_to_desc(irq); irq < nr_irqs;			\
	     irq++, desc = irq_to_desc(irq))					\
		if (!desc)							\
			;							\
		else

#define for_each_active_irq(irq)						\
	for (irq = irq_get_next_irq(0); irq < nr_irqs;				\
	     irq = irq_get_next_irq(irq + 1))

#define for_each_irq_nr(irq)							\
	for (irq = 0; irq < nr_irqs; irq++)

#endif /* LINUX_IRQNR_H */
