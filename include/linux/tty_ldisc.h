/* SPDX-License-Identifier: MIT */
/*
 * linux/tty_ldisc.h - the line discipline: between what is typed and what is read
 *
 * Left out: registering others.  There is N_TTY, the one of terminals.
 */
#ifndef LINUX_TTY_LDISC_H
#define LINUX_TTY_LDISC_H

#include <linux/fs.h>
#include <linux/types.h>

struct ktermios;
struct module;
struct poll_table_struct;
struct tty_struct;

/* All may sleep but write_wakeup(). */
struct tty_ldisc_ops {
	const char *name;
	int num;

	int (*open)(struct tty_struct *tty);
	void (*close)(struct tty_struct *tty);
	void (*flush_buffer)(struct tty_struct *tty);	/* throw away what has come in */
	/* Into and from kernel memory; read() gives at most one line, or what VMIN asks for. */
	ssize_t (*read)(struct tty_struct *tty, struct file *file, u8 *buf, size_t nr);
	ssize_t (*write)(struct tty_struct *tty, struct file *file, const u8 *buf, size_t nr);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, const struct ktermios *old);
	__poll_t (*poll)(struct tty_struct *tty, struct file *file,
			 struct poll_table_struct *wait);

	/* From the driver's side: a kworker.  Returns how many it took. */
	int (*receive_buf)(struct tty_struct *tty, const u8 *chars, const u8 *flags, int count);
	void (*write_wakeup)(struct tty_struct *tty);	/* any context but NMI */
	struct module *owner;
};

#endif /* LINUX_TTY_LDISC_H */
