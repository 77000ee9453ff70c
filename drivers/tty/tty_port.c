// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_port.c - the device behind a terminal
 *
 * A port lives as long as its hardware, a tty_struct as long as somebody has it open.
 * Characters arrive at the port; who gets them is decided when they are taken out of
 * its buffer:
 *
 *     somebody has it open      the line discipline of that tty_struct
 *     nobody, a console         console_input(): the monitor
 *     nobody, another           nobody
 *
 * Context: process, may sleep; tty_port_tty_get() and _wakeup(): any but NMI.
 * Locking: port->mutex orders opening, closing and hanging up.  port->lock guards tty,
 * itty and count; it is taken in hardirq.
 */

#include <linux/console.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>

#include "tty.h"

/* ---- where characters go ------------------------------------------------------------- */

/* The one that has it open, with a reference. */
static struct tty_struct *get_receiver(struct tty_port *port)
{
	unsigned long flags;
	struct tty_struct *tty;

	spin_lock_irqsave(&port->lock, flags);
	tty = tty_kref_get(port->itty);
	spin_unlock_irqrestore(&port->lock, flags);
	return tty;
}

static int default_receive_buf(struct tty_port *port, const u8 *chars, const u8 *flags,
			       size_t count)
{
	struct tty_struct *tty = get_receiver(port);
	int taken = count;

	if (tty) {
		taken = tty->ldisc->receive_buf(tty, chars, flags, count);
		tty_kref_put(tty);
	} else if (port->console) {
		console_input((const char *)chars, count);
	}
	return taken;
}

static void default_write_wakeup(struct tty_port *port)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty) {
		tty_wakeup(tty);
		tty_kref_put(tty);
	}
}

const struct tty_port_client_operations tty_port_default_client_ops = {
	.receive_buf	= default_receive_buf,
	.write_wakeup	= default_write_wakeup,
};

void tty_port_tty_wakeup(struct tty_port *port)
{
	port->client_ops->write_wakeup(port);
}
EXPORT_SYMBOL(tty_port_tty_wakeup);

/* ---- birth and end -------------------------------------------------------------------- */

void tty_port_init(struct tty_port *port)
{
	memset(port, 0, sizeof(*port));
	tty_buffer_init(port);
	init_waitqueue_head(&port->open_wait);
	mutex_init(&port->mutex);
	spin_lock_init(&port->lock);
	port->client_ops = &tty_port_default_client_ops;
	kref_init(&port->kref);
}
EXPORT_SYMBOL(tty_port_init);

/* For a port that is part of something static; no interrupt uses it any more. */
void tty_port_destroy(struct tty_port *port)
{
	tty_buffer_destroy(port);
}
EXPORT_SYMBOL(tty_port_destroy);

static void destruct(struct kref *kref)
{
	struct tty_port *port = container_of(kref, struct tty_port, kref);

	if (WARN_ON(port->itty))
		return;
	tty_port_destroy(port);
	if (port->ops && port->ops->destruct)
		port->ops->destruct(port);
	else
		kfree(port);
}

void tty_port_put(struct tty_port *port)
{
	if (port)
		kref_put(&port->kref, destruct);
}
EXPORT_SYMBOL(tty_port_put);

/* ---- its terminal ---------------------------------------------------------------------- */

void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index)
{
	if (WARN_ON(index >= driver->num))
		return;
	driver->ports[index] = port;
}
EXPORT_SYMBOL(tty_port_link_device);

struct device *tty_port_register_device_attr(struct tty_port *port, struct tty_driver *driver,
					     unsigned int index, struct device *device,
					     void *drvdata,
					     const struct attribute_group **attr_grp)
{
	tty_port_link_device(port, driver, index);
	return tty_register_device_attr(driver, index, device, drvdata, attr_grp);
}
EXPORT_SYMBOL(tty_port_register_device_attr);

struct device *tty_port_register_device(struct tty_port *port, struct tty_driver *driver,
					unsigned int index, struct device *device)
{
	return tty_port_register_device_attr(port, driver, index, device, NULL, NULL);
}
EXPORT_SYMBOL(tty_port_register_device);

void tty_port_unregister_device(struct tty_port *port, struct tty_driver *driver,
				unsigned int index)
{
	tty_unregister_device(driver, index);
}
EXPORT_SYMBOL(tty_port_unregister_device);

struct tty_struct *tty_port_tty_get(struct tty_port *port)
{
	unsigned long flags;
	struct tty_struct *tty;

	spin_lock_irqsave(&port->lock, flags);
	tty = tty_kref_get(port->tty);
	spin_unlock_irqrestore(&port->lock, flags);
	return tty;
}
EXPORT_SYMBOL(tty_port_tty_get);

void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty)
{
	struct tty_struct *old;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	old = port->tty;
	port->tty = tty_kref_get(tty);
	spin_unlock_irqrestore(&port->lock, flags);
	tty_kref_put(old);
}
EXPORT_SYMBOL(tty_port_tty_set);

void tty_port_tty_hangup(struct tty_port *port, bool check_clocal)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty && (!check_clocal || !C_CLOCAL(tty)))
		tty_hangup(tty);
	tty_kref_put(tty);
}
EXPORT_SYMBOL(tty_port_tty_hangup);

/* ---- opening and closing ---------------------------------------------------------------- */

int tty_port_install(struct tty_port *port, struct tty_driver *driver, struct tty_struct *tty)
{
	tty->port = port;
	return tty_standard_install(driver, tty);
}
EXPORT_SYMBOL(tty_port_install);

static void count_opener(struct tty_port *port, int change)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->count += change;
	spin_unlock_irqrestore(&port->lock, flags);
}

static int activate(struct tty_port *port, struct tty_struct *tty)
{
	int err = 0;

	lockdep_assert_held(&port->mutex);
	if (tty_port_initialized(port))
		return 0;
	clear_bit(TTY_IO_ERROR, &tty->flags);
	if (port->ops->activate)
		err = port->ops->activate(port, tty);
	if (!err)
		set_bit(TTY_PORT_INITIALIZED, &port->iflags);
	return err;
}

/**
 * tty_port_open - for a driver's open(): the first one activates the hardware
 * Context: process, may sleep.  Return: 0 or what activate() said; close() follows either way.
 */
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *file)
{
	int err;

	count_opener(port, 1);
	tty_port_tty_set(port, tty);
	mutex_lock(&port->mutex);
	err = activate(port, tty);
	if (!err)
		set_bit(TTY_PORT_ACTIVE, &port->iflags);
	mutex_unlock(&port->mutex);
	return err;
}
EXPORT_SYMBOL(tty_port_open);

static void shutdown_port(struct tty_port *port)
{
	mutex_lock(&port->mutex);
	clear_bit(TTY_PORT_ACTIVE, &port->iflags);
	if (test_and_clear_bit(TTY_PORT_INITIALIZED, &port->iflags) && port->ops->shutdown)
		port->ops->shutdown(port);
	mutex_unlock(&port->mutex);
}

/* True: that was the last opener.  After a hangup there is none left to take away. */
static bool drop_opener(struct tty_port *port)
{
	unsigned long flags;
	bool last;

	spin_lock_irqsave(&port->lock, flags);
	last = port->count && !--port->count;
	spin_unlock_irqrestore(&port->lock, flags);
	return last;
}

/**
 * tty_port_close - for a driver's close(): the last one shuts the hardware down
 * Context: process; waits until what was written has left, but not for ever.
 */
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *file)
{
	if (tty_hung_up_p(file) || !drop_opener(port))
		return;
	tty_wait_until_sent(tty, TTY_CLOSE_WAIT);
	shutdown_port(port);
	tty_port_tty_set(port, NULL);
}
EXPORT_SYMBOL(tty_port_close);

/* For a driver's hangup(): all openers are gone at once. */
void tty_port_hangup(struct tty_port *port)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->count = 0;
	if (port->tty)
		set_bit(TTY_IO_ERROR, &port->tty->flags);
	spin_unlock_irqrestore(&port->lock, flags);
	shutdown_port(port);
	tty_port_tty_set(port, NULL);
	wake_up_interruptible(&port->open_wait);
}
EXPORT_SYMBOL(tty_port_hangup);
