/* SPDX-License-Identifier: MIT */
/*
 * drivers/tty/tty.h - between the files of the terminals' core
 *
 * Private to drivers/tty/.
 */
#ifndef DRIVERS_TTY_TTY_H
#define DRIVERS_TTY_TTY_H

#include <linux/tty.h>

struct console;

extern const struct tty_ldisc_ops n_tty_ops;
extern const struct file_operations tty_fops;
extern const struct file_operations console_fops;	/* the same, for /dev/console */
extern const struct file_operations hung_up_tty_fops;

/* tty_driver.c */
struct tty_driver *tty_lookup_driver(dev_t dev, int *index);	/* with a reference, or NULL */
int tty_make_node(dev_t dev, const char *name, struct cdev *cdev,
		  const struct file_operations *fops);

/* tty_open.c */
int tty_open(struct inode *inode, struct file *file);
int tty_release(struct inode *inode, struct file *file);

/* tty_io.c */
static inline struct tty_struct *file_tty(const struct file *file)
{
	return ((struct tty_file_private *)file->private_data)->tty;
}

/* tty_ioctl.c */
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* tty_buffer.c */
void tty_buffer_init(struct tty_port *port);
void tty_buffer_destroy(struct tty_port *port);
void tty_buffer_flush(struct tty_port *port);		/* throws away what waits */
void tty_buffer_restart_work(struct tty_port *port);	/* there is room again */

/* tty_jobctrl.c */
void tty_open_set_ctty(struct file *file, struct tty_struct *tty);
void tty_end_session(struct tty_struct *tty);
void tty_signal_session(struct tty_struct *tty, bool exiting);
long tty_jobctrl_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
		       unsigned long arg);

/* tty_hangup.c */
void tty_vhangup_session(struct tty_struct *tty);
void tty_hangup_work(struct work_struct *work);

/* n_tty_output.c and n_tty_input.c: what they share is in n_tty.h */

#endif /* DRIVERS_TTY_TTY_H */
