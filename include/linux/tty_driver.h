/* SPDX-License-Identifier: MIT */
/*
 * linux/tty_driver.h - a kind of terminal: its operations, its device numbers
 *
 *     driver = tty_alloc_driver(lines, flags);  name, major, type, init_termios
 *     tty_set_operations(driver, &ops);  tty_port_link_device(port, driver, i);
 *     tty_register_driver(driver);             nodes /dev/<name><i> are there
 *     ...
 *     tty_unregister_driver(driver);  tty_driver_kref_put(driver);  tty_port_destroy(port);
 *
 * Left out: pseudo-terminals, modem lines, polling for kgdb.
 */
#ifndef LINUX_TTY_DRIVER_H
#define LINUX_TTY_DRIVER_H

#include <linux/cdev.h>
#include <linux/err.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/termios.h>
#include <linux/types.h>

struct seq_file;
struct tty_driver;
struct tty_port;
struct tty_struct;

/* Context: process, may sleep, unless it says otherwise. */
struct tty_operations {
	/* Its tty_struct is new: tty_port_install(), or tty_standard_install() if NULL. */
	int (*install)(struct tty_driver *driver, struct tty_struct *tty);
	void (*remove)(struct tty_driver *driver, struct tty_struct *tty);
	int (*open)(struct tty_struct *tty, struct file *file);
	/* For each open(), one that failed too. */
	void (*close)(struct tty_struct *tty, struct file *file);
	void (*shutdown)(struct tty_struct *tty);	/* the last close */
	void (*cleanup)(struct tty_struct *tty);	/* the last reference */
	/* Takes what there is room for, and returns how much that was.  Must not sleep. */
	int (*write)(struct tty_struct *tty, const unsigned char *buf, int count);
	int (*put_char)(struct tty_struct *tty, unsigned char ch);
	void (*flush_chars)(struct tty_struct *tty);
	unsigned int (*write_room)(struct tty_struct *tty);	/* must not sleep */
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, struct ktermios *old);
	void (*throttle)(struct tty_struct *tty);	/* the discipline has too much */
	void (*unthrottle)(struct tty_struct *tty);
	void (*stop)(struct tty_struct *tty);		/* flow.lock held */
	void (*start)(struct tty_struct *tty);		/* flow.lock held */
	void (*hangup)(struct tty_struct *tty);
	int (*break_ctl)(struct tty_struct *tty, int state);
	void (*flush_buffer)(struct tty_struct *tty);	/* throw away what was not sent */
	void (*wait_until_sent)(struct tty_struct *tty, int timeout);
	void (*send_xchar)(struct tty_struct *tty, char ch);	/* before all that waits */
	int (*resize)(struct tty_struct *tty, struct winsize *ws);
	int (*proc_show)(struct seq_file *m, void *driver);
};

struct tty_driver {
	struct kref kref;
	struct cdev **cdevs;		/* tty_mutex: one, or one per line if DYNAMIC_DEV */
	struct module *owner;		/* I, and all to init_termios */
	const char *driver_name;
	const char *name;		/* of its nodes, before the number */
	int name_base;			/* the first number */
	int major;			/* 0: any */
	int minor_start;
	unsigned int num;		/* lines */
	short type;			/* TTY_DRIVER_TYPE_* */
	short subtype;
	struct ktermios init_termios;
	unsigned long flags;		/* TTY_DRIVER_* */
	struct tty_struct **ttys;	/* tty_mutex: by line, while open */
	struct tty_port **ports;	/* I once linked: by line */
	struct ktermios **termios;	/* tty_mutex: by line, of one that was open before */
	void *driver_state;
	const struct tty_operations *ops;	/* I */
	struct list_head tty_drivers;	/* tty_mutex */
};

/* tty_driver.flags */
#define TTY_DRIVER_INSTALLED		0x0001
#define TTY_DRIVER_RESET_TERMIOS	0x0002	/* settings do not outlive the last close */
#define TTY_DRIVER_REAL_RAW		0x0004
#define TTY_DRIVER_DYNAMIC_DEV		0x0008	/* tty_register_device() makes each node */
#define TTY_DRIVER_UNNUMBERED_NODE	0x0080	/* one line, a name without number */

/* tty_driver.type */
#define TTY_DRIVER_TYPE_SYSTEM	0x0001
#define TTY_DRIVER_TYPE_CONSOLE	0x0002
#define TTY_DRIVER_TYPE_SERIAL	0x0003

/* tty_driver.subtype */
#define SYSTEM_TYPE_TTY		0x0001
#define SYSTEM_TYPE_CONSOLE	0x0002
#define SERIAL_TYPE_NORMAL	1

struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner,
				      unsigned long flags);
#define tty_alloc_driver(lines, flags) __tty_alloc_driver(lines, THIS_MODULE, flags)

void tty_driver_kref_put(struct tty_driver *driver);
int tty_register_driver(struct tty_driver *driver);
void tty_unregister_driver(struct tty_driver *driver);
struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *parent);
struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *parent, void *drvdata,
					const struct attribute_group **attr_grp);
void tty_unregister_device(struct tty_driver *driver, unsigned int index);
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty);

static inline struct tty_driver *tty_driver_kref_get(struct tty_driver *driver)
{
	kref_get(&driver->kref);
	return driver;
}

static inline void tty_set_operations(struct tty_driver *driver, const struct tty_operations *ops)
{
	driver->ops = ops;
}

#endif /* LINUX_TTY_DRIVER_H */
