/* SPDX-License-Identifier: MIT */
/* linux/irqreturn.h - what a handler answers */
#ifndef LINUX_IRQRETURN_H
#define LINUX_IRQRETURN_H

/*
 * On a shared line the answers of all handlers are OR-ed: one that says more
 * than IRQ_NONE is enough for the interrupt to count as somebody's.
 */
enum irqreturn {
	IRQ_NONE	= (0 << 0),	/* not my device */
	IRQ_HANDLED	= (1 << 0),	/* mine, and done */
	IRQ_WAKE_THREAD	= (1 << 1),	/* mine; wake my thread for the rest */
};

typedef enum irqreturn irqreturn_t;
#define IRQ_RETVAL(x) ((x) ? IRQ_HANDLED : IRQ_NONE)

#endif /* LINUX_IRQRETURN_H */
