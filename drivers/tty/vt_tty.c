// SPDX-License-Identifier: MIT
/*
 * drivers/tty/vt_tty.c - /dev/tty1: screen and keyboard as a terminal
 *
 * What a program writes is drawn at once, under the console lock, so that it never
 * lands inside a line of the log.  What is typed comes from the keyboard's tasklet into
 * the port's flip buffer; so do the answers to ESC [ 6 n.
 *
 * There is one: no switching, so /dev/tty0 is the same.
 *
 * Context: process; vt_input() any but NMI.
 * Locking: input_lock, for the flip buffer takes one caller at a time.
 */

#include <linux/console.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/vt_kern.h>

#include "vt.h"

#define ROOM	4096			/* always: nothing waits */

static struct tty_port vt_port;
static struct tty_driver *vt_driver;	/* I: NULL without a screen */
static DEFINE_SPINLOCK(input_lock);	/* in softirq and with the consoles owned */

/* ---- in ----------------------------------------------------------------------------- */

void vt_input(const char *s, size_t len)
{
	unsigned long flags;

	spin_lock_irqsave(&input_lock, flags);
	tty_insert_flip_string(&vt_port, (const u8 *)s, len);
	tty_flip_buffer_push(&vt_port);
	spin_unlock_irqrestore(&input_lock, flags);
}

/* ---- out ---------------------------------------------------------------------------- */

static int vt_tty_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	console_lock();
	vt_write((const char *)buf, count);
	console_unlock();
	return count;
}

static unsigned int vt_tty_write_room(struct tty_struct *tty)
{
	return ROOM;
}

static int vt_tty_open(struct tty_struct *tty, struct file *file)
{
	tty->winsize.ws_row = VT_ROWS;
	tty->winsize.ws_col = VT_COLUMNS;
	return tty_port_open(tty->port, tty, file);
}

static void vt_tty_close(struct tty_struct *tty, struct file *file)
{
	tty_port_close(tty->port, tty, file);
}

static void vt_tty_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

static const struct tty_operations vt_ops = {
	.open		= vt_tty_open,
	.close		= vt_tty_close,
	.hangup		= vt_tty_hangup,
	.write		= vt_tty_write,
	.write_room	= vt_tty_write_room,
};

static const struct tty_port_operations vt_port_ops = { };

struct tty_driver *vt_console_device(struct console *con, int *index)
{
	*index = 0;
	return vt_driver;
}

/* Before the keyboard: what it types while there is no terminal is the monitor's. */
static int __init vt_port_init(void)
{
	tty_port_init(&vt_port);
	vt_port.ops = &vt_port_ops;
	vt_port.console = 1;
	return 0;
}
postcore_initcall(vt_port_init);

static int __init vt_tty_init(void)
{
	struct tty_driver *driver;
	int err;

	if (!vt_screen_present())
		return -ENODEV;
	driver = tty_alloc_driver(1, 0);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "unknown";
	driver->name = "tty";
	driver->name_base = 1;
	driver->major = TTY_MAJOR;
	driver->minor_start = 1;
	driver->type = TTY_DRIVER_TYPE_CONSOLE;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_iflag |= IUTF8;
	tty_set_operations(driver, &vt_ops);
	tty_port_link_device(&vt_port, driver, 0);
	err = tty_register_driver(driver);
	if (err)
		tty_driver_kref_put(driver);
	else
		vt_driver = driver;
	return err;
}
device_initcall(vt_tty_init);
