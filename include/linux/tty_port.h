/* SPDX-License-Identifier: MIT */
/*
 * linux/tty_port.h - what lives as long as the device: its input on the way, its openers
 *
 * A tty_struct is there while somebody has the terminal open; the port is there as
 * long as the hardware.  Drivers embed it in their own structure.
 *
 * Left out: waiting for a carrier; modem lines.
 */
#ifndef LINUX_TTY_PORT_H
#define LINUX_TTY_PORT_H

#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/spinlock_types.h>
#include <linux/tty_buffer.h>
#include <linux/types.h>
#include <linux/wait.h>

struct attribute_group;
struct device;
struct file;
struct tty_driver;
struct tty_port;
struct tty_struct;

struct tty_port_operations {
	/* The last one has closed it, or it was hung up.  Sleeps. */
	void (*shutdown)(struct tty_port *port);
	/* The first one opens it.  Sleeps. */
	int (*activate)(struct tty_port *port, struct tty_struct *tty);
	/* The last reference is gone: free what the port lies in. */
	void (*destruct)(struct tty_port *port);
};

/* Who gets the characters that have come in: a kworker calls.  Returns how many it took. */
struct tty_port_client_operations {
	int (*receive_buf)(struct tty_port *port, const u8 *chars, const u8 *flags, size_t count);
	void (*write_wakeup)(struct tty_port *port);
};

extern const struct tty_port_client_operations tty_port_default_client_ops;

struct tty_port {
	struct tty_bufhead buf;
	struct tty_struct *tty;		/* lock: tty_port_tty_set(): the driver's, counted */
	struct tty_struct *itty;	/* lock: who gets what comes in, while it is open */
	const struct tty_port_operations *ops;			/* I */
	const struct tty_port_client_operations *client_ops;	/* I */
	spinlock_t lock;		/* order: taken in hardirq; inside everything */
	int count;			/* lock: openers */
	wait_queue_head_t open_wait;
	unsigned long iflags;		/* A: TTY_PORT_* */
	unsigned char console:1;	/* I: what comes in while it is not open is the console's */
	struct mutex mutex;		/* opening, closing, hanging up */
	struct kref kref;
	void *client_data;
};

#define TTY_PORT_INITIALIZED	0	/* activate() has been called */
#define TTY_PORT_ACTIVE		3	/* somebody has it open */

void tty_port_init(struct tty_port *port);
void tty_port_destroy(struct tty_port *port);
void tty_port_put(struct tty_port *port);
void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index);
struct device *tty_port_register_device(struct tty_port *port, struct tty_driver *driver,
					unsigned int index, struct device *device);
void tty_port_unregister_device(struct tty_port *port, struct tty_driver *driver,
				unsigned int index);
struct device *tty_port_register_device_attr(struct tty_port *port, struct tty_driver *driver,
					     unsigned int index, struct device *device,
					     void *drvdata,
					     const struct attribute_group **attr_grp);

/* The terminal with a reference, or NULL.  Any context but NMI. */
struct tty_struct *tty_port_tty_get(struct tty_port *port);
void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty);
void tty_port_tty_wakeup(struct tty_port *port);
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal);

/* For a driver's operations of the same names.  Context: process, may sleep. */
int tty_port_install(struct tty_port *port, struct tty_driver *driver, struct tty_struct *tty);
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *file);
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *file);
void tty_port_hangup(struct tty_port *port);

static inline struct tty_port *tty_port_get(struct tty_port *port)
{
	if (port && kref_get_unless_zero(&port->kref))
		return port;
	return NULL;
}

static inline bool tty_port_initialized(const struct tty_port *port)
{
	return test_bit(TTY_PORT_INITIALIZED, &port->iflags);
}

static inline bool tty_port_active(const struct tty_port *port)
{
	return test_bit(TTY_PORT_ACTIVE, &port->iflags);
}

#endif /* LINUX_TTY_PORT_H */
