// SPDX-License-Identifier: MIT
/*
 * drivers/tty/serial8250.c - the 16550 UART on COM1: console, and typed characters
 *
 * What it is for
 *
 *   The kernel log goes out here and a person's keys come in.  A byte takes 87 us on
 *   a real line of 115200 baud, so nobody should wait for one with interrupts off,
 *   unless the next instruction might be the last.
 *
 * How it works
 *
 *   Output, while all is well:      console write -> tx ring -> 16 bytes a time by
 *                                   the "transmitter empty" interrupt
 *   Output, when it may not be:     tx ring, then the text, byte by byte, by polling.
 *                                   That is before the interrupt is requested, in an
 *                                   oops or panic, in an NMI, while the machine goes
 *                                   down, and when the ring is full.
 *   Input:                          "data ready" interrupt -> the port's flip buffer,
 *                                   and from there, in a kworker, to who reads
 *   A break condition (a line held low, which no byte does) makes the next byte a
 *   SysRq key: so it works when nobody reads.
 *
 *   The ISA line is edge triggered: a cause left pending keeps the line high, and no
 *   further edge comes.  So the handler goes on until the UART says that nothing is
 *   pending.
 *
 * Context
 *
 *     serial8250_interrupt()    hardirq
 *     write, flush              any
 *     poll                      panic: nothing else runs
 *
 * Locking
 *
 *   port->lock (raw: the console writes from anywhere) guards the ring and the
 *   registers.  In an oops it is only tried: its owner may be what has died.
 *
 * Compared with Linux
 *
 *   One port, at the place where a PC has COM1, at 115200 8N1.  Left out: other
 *   ports, other speeds, modem lines, hardware flow control.
 *
 * See also: PC16550D data sheet, "Registers"; <linux/serial_reg.h>.
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/serial_reg.h>
#include <linux/spinlock.h>
#include <linux/sysrq.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>

#include <asm/processor.h>

#include "serial8250.h"

#define COM1_PORT	0x3f8
#define COM1_IRQ	4
#define BAUD_DIVISOR	1		/* 115200 / 1 */
#define SCRATCH_TEST	0x5a
#define FIFO_SIZE	16
#define POLL_LIMIT	100000		/* many times what one byte takes on a real line */
#define PASS_LIMIT	256		/* a UART that always has something to say is broken */
#define SYSRQ_TIMEOUT	(5 * HZ)	/* how long after a break a byte is a SysRq key */

struct uart_port uart_com1 = {
	.lock = __RAW_SPIN_LOCK_UNLOCKED(uart_com1.lock),
	.iobase = COM1_PORT,
};

static u8 serial_in(const struct uart_port *port, unsigned int reg)
{
	return inb(port->iobase + reg);
}

static void serial_out(const struct uart_port *port, unsigned int reg, u8 value)
{
	outb(value, port->iobase + reg);
}

static void set_ier(struct uart_port *port, u8 ier)
{
	lockdep_assert_held(&port->lock);
	if (port->ier != ier)
		serial_out(port, UART_IER, port->ier = ier);
}

/* ---- out, by interrupt ------------------------------------------------------------ */

static bool ring_empty(const struct uart_port *port)
{
	return port->tx_head == port->tx_tail;
}

static unsigned int ring_used(const struct uart_port *port)
{
	return port->tx_head - port->tx_tail;
}

static void ring_put(struct uart_port *port, char c)
{
	port->tx_ring[port->tx_head++ % UART_TX_SIZE] = c;
}

static char ring_take(struct uart_port *port)
{
	return port->tx_ring[port->tx_tail++ % UART_TX_SIZE];
}

/* The transmitter is empty: its FIFO takes 16 bytes without a look in between. */
static void transmit_fifo(struct uart_port *port)
{
	int room;

	lockdep_assert_held(&port->lock);
	if (port->xchar) {
		serial_out(port, UART_TX, port->xchar);
		port->xchar = 0;
		return;
	}
	for (room = FIFO_SIZE; room && !ring_empty(port); room--)
		serial_out(port, UART_TX, ring_take(port));
	if (ring_empty(port))
		set_ier(port, port->ier & ~UART_IER_THRI);
}

/* The enable itself raises the interrupt if the transmitter is empty. */
static void start_tx(struct uart_port *port)
{
	set_ier(port, port->ier | UART_IER_THRI);
}

/* ---- out, for the terminal ----------------------------------------------------------- */

unsigned int uart_tx_pending(struct uart_port *port)
{
	unsigned long flags;
	unsigned int used;

	raw_spin_lock_irqsave(&port->lock, flags);
	used = ring_used(port);
	raw_spin_unlock_irqrestore(&port->lock, flags);
	return used;
}

unsigned int uart_tx_room(struct uart_port *port)
{
	return UART_TX_SIZE - uart_tx_pending(port);
}

unsigned int uart_tx(struct uart_port *port, const u8 *buf, unsigned int count)
{
	unsigned int n;
	unsigned long flags;

	raw_spin_lock_irqsave(&port->lock, flags);
	for (n = 0; n < count && ring_used(port) < UART_TX_SIZE; n++)
		ring_put(port, buf[n]);
	start_tx(port);
	raw_spin_unlock_irqrestore(&port->lock, flags);
	return n;
}

void uart_tx_first(struct uart_port *port, u8 c)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&port->lock, flags);
	port->xchar = c;
	start_tx(port);
	raw_spin_unlock_irqrestore(&port->lock, flags);
}

/* ---- out, by polling ----------------------------------------------------------------- */

static void wait_for_lsr(const struct uart_port *port, u8 bits)
{
	int i;

	for (i = 0; i < POLL_LIMIT; i++) {
		if ((serial_in(port, UART_LSR) & bits) == bits)
			return;
		cpu_relax();
	}
}

static void putc_polled(const struct uart_port *port, char c)
{
	wait_for_lsr(port, UART_LSR_THRE);
	serial_out(port, UART_TX, c);
}

static void drain_polled(struct uart_port *port)
{
	while (!ring_empty(port))
		putc_polled(port, ring_take(port));
}

/* ---- in ------------------------------------------------------------------------------ */

/* The byte after a break is a command to the kernel, not input. */
static bool is_sysrq_key(struct uart_port *port)
{
	bool is_key = port->sysrq_until && time_before(jiffies, port->sysrq_until);

	port->sysrq_until = 0;
	return is_key;
}

/*
 * What was read goes to the port without the lock: the memory for it may have to be
 * allocated, and whoever complains about that prints.  The handler is alone.
 */
static void hand_over(struct uart_port *port)
{
	lockdep_assert_held(&port->lock);
	if (!port->rx_count)
		return;
	raw_spin_unlock(&port->lock);
	tty_insert_flip_string(&port->tty, port->rx, port->rx_count);
	tty_flip_buffer_push(&port->tty);
	port->rx_count = 0;
	raw_spin_lock(&port->lock);
}

/* Called with the lock held, but gives it up for the key: its handler may print, or not return. */
static void receive_char(struct uart_port *port, u8 lsr, char c)
{
	if (lsr & UART_LSR_OE)
		port->overruns++;
	if (lsr & UART_LSR_BI) {
		port->sysrq_until = jiffies + SYSRQ_TIMEOUT;
		return;
	}
	if (is_sysrq_key(port)) {
		raw_spin_unlock(&port->lock);
		handle_sysrq(c);
		raw_spin_lock(&port->lock);
		return;
	}
	port->rx[port->rx_count++] = c;
	if (port->rx_count == UART_RX_BATCH)
		hand_over(port);
}

static void receive_chars(struct uart_port *port, u8 lsr)
{
	int limit = PASS_LIMIT;

	lockdep_assert_held(&port->lock);
	do {
		receive_char(port, lsr, serial_in(port, UART_RX));
		lsr = serial_in(port, UART_LSR);
	} while (lsr & (UART_LSR_DR | UART_LSR_BI) && --limit);
	hand_over(port);
}

/* ---- top half ---------------------------------------------------------------------------- */

/*
 * We stop with something left to do.  On an edge-triggered line the UART would never
 * be heard again, for its output stays high: let it fall and rise.
 */
static void make_edge(struct uart_port *port)
{
	lockdep_assert_held(&port->lock);
	serial_out(port, UART_IER, 0);
	serial_out(port, UART_IER, port->ier);
}

static irqreturn_t serial8250_interrupt(int irq, void *dev_id)
{
	struct uart_port *port = dev_id;
	irqreturn_t ret = IRQ_NONE;
	int limit = PASS_LIMIT;
	bool wake = false;

	raw_spin_lock(&port->lock);
	while (!(serial_in(port, UART_IIR) & UART_IIR_NO_INT)) {
		u8 lsr = serial_in(port, UART_LSR);

		if (!limit--) {
			make_edge(port);
			break;
		}
		if (lsr & (UART_LSR_DR | UART_LSR_BI))
			receive_chars(port, lsr);
		if (lsr & UART_LSR_THRE && port->ier & UART_IER_THRI) {
			transmit_fifo(port);
			wake = ring_used(port) < UART_TX_WAKEUP;
		}
		ret = IRQ_HANDLED;
	}
	raw_spin_unlock(&port->lock);
	if (wake)
		tty_port_tty_wakeup(&port->tty);
	return ret;
}

/* ---- console -------------------------------------------------------------------------------- */

/* Would a byte left in the ring perhaps never be sent? */
static bool must_poll(const struct uart_port *port)
{
	return !port->irq_on || oops_in_progress || in_nmi() || system_state >= SYSTEM_HALT;
}

static void emit(struct uart_port *port, char c, bool poll)
{
	if (poll) {
		putc_polled(port, c);
		return;
	}
	if (ring_used(port) >= UART_TX_SIZE - UART_TX_RESERVE)
		putc_polled(port, ring_take(port));
	ring_put(port, c);
}

static void emit_text(struct uart_port *port, const char *s, unsigned int count, bool poll)
{
	for (; count; count--, s++) {
		if (*s == '\n')
			emit(port, '\r', poll);
		emit(port, *s, poll);
	}
}

/* In an oops the lock's owner may never give it back: go on without. */
static bool lock_port(struct uart_port *port, unsigned long *flags)
{
	if (oops_in_progress || in_nmi())
		return raw_spin_trylock_irqsave(&port->lock, *flags);
	raw_spin_lock_irqsave(&port->lock, *flags);
	return true;
}

static void serial8250_console_write(struct console *con, const char *s, unsigned int count)
{
	struct uart_port *port = con->data;
	bool poll = must_poll(port);
	unsigned long flags;
	bool locked = lock_port(port, &flags);

	if (poll)
		drain_polled(port);
	emit_text(port, s, count, poll);
	if (!poll && !ring_empty(port))
		start_tx(port);
	if (locked)
		raw_spin_unlock_irqrestore(&port->lock, flags);
}

/* On return the last byte is on the line: what follows may be the end of the machine. */
static void serial8250_console_flush(struct console *con)
{
	struct uart_port *port = con->data;
	unsigned long flags;
	bool locked = lock_port(port, &flags);

	drain_polled(port);
	wait_for_lsr(port, UART_LSR_THRE | UART_LSR_TEMT);
	if (locked)
		raw_spin_unlock_irqrestore(&port->lock, flags);
}

/* A missing port reads 0xff, so what was written does not come back. */
static int serial8250_console_setup(struct console *con, char *options)
{
	const struct uart_port *port = con->data;

	serial_out(port, UART_SCR, SCRATCH_TEST);
	return serial_in(port, UART_SCR) == SCRATCH_TEST ? 0 : -ENODEV;
}

static struct console serial8250_console = {
	.name	= "ttyS",
	.write	= serial8250_console_write,
	.flush	= serial8250_console_flush,
	.device	= serial8250_console_device,
	.setup	= serial8250_console_setup,
	.flags	= CON_PRINTBUFFER,
	.index	= 0,
	.data	= &uart_com1,
};

/* The same settings as the early console, so that nothing on its way is lost. */
static void program_uart(struct uart_port *port)
{
	wait_for_lsr(port, UART_LSR_THRE | UART_LSR_TEMT);
	serial_out(port, UART_IER, 0);
	serial_out(port, UART_LCR, UART_LCR_WLEN8 | UART_LCR_DLAB);
	serial_out(port, UART_DLL, BAUD_DIVISOR);
	serial_out(port, UART_DLM, 0);
	serial_out(port, UART_LCR, UART_LCR_WLEN8);
	serial_out(port, UART_FCR, UART_FCR_ENABLE_FIFO | UART_FCR_TRIGGER_1);
	serial_out(port, UART_MCR, UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT2);
}

static int __init serial8250_console_init(void)
{
	if (serial8250_console_setup(&serial8250_console, NULL))
		return -ENODEV;
	program_uart(&uart_com1);
	register_console(&serial8250_console);
	return 0;
}
console_initcall(serial8250_console_init);

/* ---- input in a panic, and start ------------------------------------------------------------- */

static int serial8250_poll_get_char(void)
{
	if (!(serial_in(&uart_com1, UART_LSR) & UART_LSR_DR))
		return -EAGAIN;
	return serial_in(&uart_com1, UART_RX);
}

/* Clears what an edge may hang on from before the handler was there. */
static void start_interrupts(struct uart_port *port)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&port->lock, flags);
	serial_in(port, UART_LSR);
	serial_in(port, UART_IIR);
	set_ier(port, UART_IER_RDI | UART_IER_RLSI);
	port->irq_on = true;
	raw_spin_unlock_irqrestore(&port->lock, flags);
}

static int __init serial8250_init(void)
{
	int ret;

	if (serial8250_console_setup(&serial8250_console, NULL))
		return -ENODEV;
	tty_port_init(&uart_com1.tty);
	uart_com1.tty.console = 1;
	ret = request_irq(COM1_IRQ, serial8250_interrupt, 0, "ttyS0", &uart_com1);
	if (ret) {
		pr_err("serial8250: no irq %d (%d): output only, by polling\n", COM1_IRQ, ret);
		return ret;
	}
	start_interrupts(&uart_com1);
	console_add_poll(serial8250_poll_get_char);
	pr_info("serial8250: ttyS0 at I/O %#x (irq = %d, base_baud = 115200) is a 16550A\n",
		uart_com1.iobase, COM1_IRQ);
	return serial8250_register_tty(&uart_com1);
}
device_initcall(serial8250_init);
