/* SPDX-License-Identifier: MIT */
/*
 * drivers/tty/serial8250.h - between the UART and its terminal
 *
 * Private to serial8250.c (the chip) and serial8250_tty.c (/dev/ttyS0).
 */
#ifndef DRIVERS_TTY_SERIAL8250_H
#define DRIVERS_TTY_SERIAL8250_H

#include <linux/spinlock_types.h>
#include <linux/tty_port.h>
#include <linux/types.h>

#define UART_TX_SIZE		4096	/* a power of two */
#define UART_TX_RESERVE		256	/* of it, for the terminal: the log leaves it free */
#define UART_TX_WAKEUP		256	/* bytes left: writers may come again */
#define UART_RX_BATCH		64

struct uart_port {
	raw_spinlock_t	lock;
	unsigned int	iobase;		/* I */
	bool		irq_on;		/* L: tx by interrupt is possible */
	u8		ier;		/* L: copy of the interrupt enable register */
	u8		xchar;		/* L: 0, or what is sent before all else */
	unsigned int	tx_head;	/* L: bytes ever put into the ring */
	unsigned int	tx_tail;	/* L: bytes ever taken out of it */
	char		tx_ring[UART_TX_SIZE];	/* L */
	u8		rx[UART_RX_BATCH];	/* the handler's: read, not handed over yet */
	unsigned int	rx_count;	/* the handler's */
	unsigned long	sysrq_until;	/* L: 0, or the jiffies at which a break is forgotten */
	unsigned int	overruns;	/* L: bytes the UART had to drop */
	struct tty_port	tty;		/* where what comes in goes */
};

extern struct uart_port uart_com1;

/* Any context but NMI. */
unsigned int uart_tx_room(struct uart_port *port);
unsigned int uart_tx_pending(struct uart_port *port);
unsigned int uart_tx(struct uart_port *port, const u8 *buf, unsigned int count);
void uart_tx_first(struct uart_port *port, u8 c);

/* serial8250_tty.c */
struct console;
struct tty_driver *serial8250_console_device(struct console *con, int *index);
int serial8250_register_tty(struct uart_port *port);

#endif /* DRIVERS_TTY_SERIAL8250_H */
