/* SPDX-License-Identifier: MIT */
/* linux/irqhandler.h - the type of a flow handler: level, edge, fasteoi, ... */
#ifndef LINUX_IRQHANDLER_H
#define LINUX_IRQHANDLER_H

struct irq_desc;

typedef void (*irq_flow_handler_t)(struct irq_desc *desc);

#endif /* LINUX_IRQHANDLER_H */
