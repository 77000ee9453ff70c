// SPDX-License-Identifier: MIT
/*
 * drivers/tty/serial8250_tty.c - /dev/ttyS0: the UART as a terminal
 *
 * What a program writes goes into the same ring as the kernel's log, so that both
 * appear in the order in which they happened, and a line of the log is never cut.  The
 * ring is not emptied by ^C or tcflush() for that reason.
 *
 * Context: process; write() and write_room() do not sleep.
 * Locking: the ring's, in serial8250.c.
 */

#include <linux/console.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/tty.h>

#include "serial8250.h"

#define TTY_MINOR	64		/* of ttyS0, as ever */

static struct tty_driver *serial_driver;	/* I: NULL without a UART */

static struct uart_port *port_of(struct tty_struct *tty)
{
	return container_of(tty->port, struct uart_port, tty);
}

static int serial_open(struct tty_struct *tty, struct file *file)
{
	return tty_port_open(tty->port, tty, file);
}

static void serial_close(struct tty_struct *tty, struct file *file)
{
	tty_port_close(tty->port, tty, file);
}

static void serial_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

static int serial_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	return uart_tx(port_of(tty), buf, count);
}

static unsigned int serial_write_room(struct tty_struct *tty)
{
	return uart_tx_room(port_of(tty));
}

static unsigned int serial_chars_in_buffer(struct tty_struct *tty)
{
	return uart_tx_pending(port_of(tty));
}

static void serial_send_xchar(struct tty_struct *tty, char c)
{
	uart_tx_first(port_of(tty), c);
}

/* IXOFF: who sends to us is asked to stop, and later to go on. */
static void serial_throttle(struct tty_struct *tty)
{
	if (I_IXOFF(tty))
		serial_send_xchar(tty, STOP_CHAR(tty));
}

static void serial_unthrottle(struct tty_struct *tty)
{
	if (I_IXOFF(tty))
		serial_send_xchar(tty, START_CHAR(tty));
}

/* The line stays as the console needs it: 115200 8N1. */
static void serial_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	tty_termios_copy_hw(&tty->termios, old);
}

static const struct tty_operations serial_ops = {
	.open			= serial_open,
	.close			= serial_close,
	.hangup			= serial_hangup,
	.write			= serial_write,
	.write_room		= serial_write_room,
	.chars_in_buffer	= serial_chars_in_buffer,
	.send_xchar		= serial_send_xchar,
	.throttle		= serial_throttle,
	.unthrottle		= serial_unthrottle,
	.set_termios		= serial_set_termios,
};

static const struct tty_port_operations serial_port_ops = { };

struct tty_driver *serial8250_console_device(struct console *con, int *index)
{
	*index = con->index;
	return serial_driver;
}

int __init serial8250_register_tty(struct uart_port *port)
{
	struct tty_driver *driver = tty_alloc_driver(1, 0);
	int err;

	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "serial";
	driver->name = "ttyS";
	driver->major = TTY_MAJOR;
	driver->minor_start = TTY_MINOR;
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B115200 | CS8 | CREAD | HUPCL | CLOCAL;
	tty_set_operations(driver, &serial_ops);
	port->tty.ops = &serial_port_ops;
	tty_port_link_device(&port->tty, driver, 0);
	err = tty_register_driver(driver);
	if (err) {
		tty_driver_kref_put(driver);
		return err;
	}
	serial_driver = driver;
	return 0;
}
