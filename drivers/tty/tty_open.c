// SPDX-License-Identifier: MIT
/*
 * drivers/tty/tty_open.c - a terminal's life: from the first open to the last close
 *
 * How it works
 *
 *     open     tty_mutex: the line's tty_struct, or a new one; ++count
 *              tty_lock:  the driver's open()
 *              who leads a session without a terminal gets this one
 *     close    tty_lock:  the driver's close()
 *              tty_mutex: --count; at 0 it can no longer be found
 *     then     references: who looks at it at that moment, its session, the kworker
 *              that feeds it.  The last one gives the memory back.
 *
 *   Three nodes stand for another: /dev/tty for the controlling terminal of who opens
 *   it, /dev/console for the last console= of the command line, /dev/tty0 for the
 *   virtual terminal that is shown.
 *
 * Context: process, may sleep.
 * Locking: neither of tty_mutex and tty_lock() is taken under the other.
 */

#include <linux/console.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "tty.h"

#define DEV_TTY		MKDEV(TTYAUX_MAJOR, 0)
#define DEV_CONSOLE	MKDEV(TTYAUX_MAJOR, 1)
#define DEV_TTY0	MKDEV(TTY_MAJOR, 0)
#define DEV_TTY1	MKDEV(TTY_MAJOR, 1)

/* What a terminal is when nobody has said anything: as a person at a keyboard wants it. */
struct ktermios tty_std_termios = {
	.c_iflag = ICRNL | IXON,
	.c_oflag = OPOST | ONLCR,
	.c_cflag = B38400 | CS8 | CREAD | HUPCL,
	.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
	.c_cc = INIT_C_CC,
	.c_ispeed = 38400,
	.c_ospeed = 38400,
};
EXPORT_SYMBOL(tty_std_termios);

/* ---- a new one ------------------------------------------------------------------------ */

static struct tty_struct *alloc_tty(struct tty_driver *driver, int index)
{
	struct tty_struct *tty = kzalloc(sizeof(*tty), GFP_KERNEL);

	if (!tty)
		return NULL;
	kref_init(&tty->kref);
	tty->driver = tty_driver_kref_get(driver);
	tty->ops = driver->ops;
	tty->index = index;
	tty->ldisc = &n_tty_ops;
	if (driver->flags & TTY_DRIVER_UNNUMBERED_NODE)
		strscpy(tty->name, driver->name, sizeof(tty->name));
	else
		snprintf(tty->name, sizeof(tty->name), "%s%d", driver->name,
			 driver->name_base + index);
	mutex_init(&tty->legacy_mutex);
	mutex_init(&tty->atomic_write_lock);
	mutex_init(&tty->throttle_mutex);
	mutex_init(&tty->winsize_mutex);
	init_rwsem(&tty->termios_rwsem);
	spin_lock_init(&tty->flow.lock);
	spin_lock_init(&tty->ctrl.lock);
	spin_lock_init(&tty->files_lock);
	INIT_LIST_HEAD(&tty->tty_files);
	init_waitqueue_head(&tty->read_wait);
	init_waitqueue_head(&tty->write_wait);
	INIT_WORK(&tty->hangup_work, tty_hangup_work);
	return tty;
}

static void free_tty(struct tty_struct *tty)
{
	tty_driver_kref_put(tty->driver);
	kfree(tty);
}

/* As it was left, or as the driver wants a new one. */
static void init_termios(struct tty_struct *tty)
{
	const struct ktermios *saved = tty->driver->termios[tty->index];

	tty->termios = saved ? *saved : tty->driver->init_termios;
	tty->termios.c_ispeed = tty->termios.c_ospeed = tty_termios_baud_rate(&tty->termios);
}

/* Without memory the next one to open it finds it new: no harm. */
static void save_termios(struct tty_struct *tty)
{
	struct ktermios **place = &tty->driver->termios[tty->index];

	lockdep_assert_held(&tty_mutex);
	if (tty->driver->flags & TTY_DRIVER_RESET_TERMIOS)
		return;
	if (!*place)
		*place = kmalloc(sizeof(**place), GFP_KERNEL);
	if (*place)
		**place = tty->termios;
}

/**
 * tty_standard_install - for a driver's install(): settings, and its place in the driver
 * Context: process, tty_mutex held.  Return: 0.
 */
int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty)
{
	lockdep_assert_held(&tty_mutex);
	init_termios(tty);
	driver->ttys[tty->index] = tty;
	return 0;
}
EXPORT_SYMBOL(tty_standard_install);

static int install(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	int err = tty->ops->install ? tty->ops->install(driver, tty) :
				      tty_standard_install(driver, tty);

	if (err)
		return err;
	if (!tty->port)
		tty->port = driver->ports[tty->index];
	if (WARN(!tty->port, "tty: %s driver does not set tty->port\n", driver->name))
		err = -EINVAL;
	if (!err)
		err = tty->ldisc->open(tty);
	if (err && tty->ops->remove)
		tty->ops->remove(driver, tty);
	if (err)
		driver->ttys[tty->index] = NULL;
	return err;
}

/* From here on it gets what the port gets. */
static void attach(struct tty_port *port, struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->itty = tty;
	spin_unlock_irqrestore(&port->lock, flags);
}

static struct tty_struct *new_tty(struct tty_driver *driver, int index)
{
	struct tty_struct *tty;
	int err;

	lockdep_assert_held(&tty_mutex);
	if (!try_module_get(driver->owner))
		return ERR_PTR(-ENODEV);
	tty = alloc_tty(driver, index);
	if (!tty) {
		module_put(driver->owner);
		return ERR_PTR(-ENOMEM);
	}
	err = install(tty);
	if (err) {
		free_tty(tty);
		module_put(driver->owner);
		return ERR_PTR(err);
	}
	attach(tty->port, tty);
	return tty;
}

/* ---- which one --------------------------------------------------------------------------- */

static struct tty_driver *lookup(dev_t dev, int *index)
{
	if (dev == DEV_CONSOLE) {
		struct tty_driver *driver = console_device(index);

		return driver ? tty_driver_kref_get(driver) : NULL;
	}
	return tty_lookup_driver(dev == DEV_TTY0 ? DEV_TTY1 : dev, index);
}

/* With its count raised. */
static struct tty_struct *open_by_number(dev_t dev)
{
	struct tty_struct *tty = ERR_PTR(-ENODEV);
	struct tty_driver *driver;
	int index;

	mutex_lock(&tty_mutex);
	driver = lookup(dev, &index);
	if (driver) {
		tty = driver->ttys[index];
		if (!tty)
			tty = new_tty(driver, index);
		if (!IS_ERR(tty))
			tty->count++;
		tty_driver_kref_put(driver);
	}
	mutex_unlock(&tty_mutex);
	return tty;
}

/* The controlling terminal of who asks, with its count raised. */
static struct tty_struct *open_own(void)
{
	struct tty_struct *own = get_current_tty(), *tty = own;

	if (!own)
		return ERR_PTR(-ENXIO);
	mutex_lock(&tty_mutex);
	if (own->count)
		own->count++;
	else
		tty = ERR_PTR(-EIO);	/* the last close is on its way */
	mutex_unlock(&tty_mutex);
	tty_kref_put(own);
	return tty;
}

static struct tty_struct *find_tty(dev_t dev)
{
	return dev == DEV_TTY ? open_own() : open_by_number(dev);
}

/* A console is used by many: opening it makes it nobody's own. */
static bool may_become_own(const struct inode *inode, const struct file *file)
{
	return !(file->f_flags & O_NOCTTY) && inode->i_rdev != DEV_CONSOLE &&
	       inode->i_rdev != DEV_TTY0;
}

/* ---- open and close --------------------------------------------------------------------- */

static struct tty_file_private *add_file(struct tty_struct *tty, struct file *file)
{
	struct tty_file_private *priv = kmalloc(sizeof(*priv), GFP_KERNEL);

	if (!priv)
		return NULL;
	priv->tty = tty;
	priv->file = file;
	spin_lock(&tty->files_lock);
	list_add(&priv->list, &tty->tty_files);
	spin_unlock(&tty->files_lock);
	file->private_data = priv;
	return priv;
}

static void remove_file(struct tty_struct *tty, struct file *file)
{
	struct tty_file_private *priv = file->private_data;

	spin_lock(&tty->files_lock);
	list_del(&priv->list);
	spin_unlock(&tty->files_lock);
	file->private_data = NULL;
	kfree(priv);
}

/* Nobody can find it any more; who has a reference may still look at it. */
static void end_tty(struct tty_struct *tty)
{
	struct tty_port *port = tty->port;
	unsigned long flags;

	tty_end_session(tty);
	if (tty->ops->shutdown)
		tty->ops->shutdown(tty);
	spin_lock_irqsave(&port->lock, flags);
	if (port->itty == tty)
		port->itty = NULL;
	spin_unlock_irqrestore(&port->lock, flags);
	tty_kref_put(tty);
}

/* One user less. */
static void drop_count(struct tty_struct *tty)
{
	bool last;

	mutex_lock(&tty_mutex);
	last = !--tty->count;
	if (last) {
		save_termios(tty);
		if (tty->ops->remove)
			tty->ops->remove(tty->driver, tty);
		tty->driver->ttys[tty->index] = NULL;
	}
	mutex_unlock(&tty_mutex);
	if (last)
		end_tty(tty);
}

int tty_release(struct inode *inode, struct file *file)
{
	struct tty_struct *tty = file_tty(file);

	tty_lock(tty);
	if (tty->ops->close)
		tty->ops->close(tty, file);
	tty_unlock(tty);
	remove_file(tty, file);
	drop_count(tty);
	return 0;
}

static int driver_open(struct tty_struct *tty, struct file *file)
{
	int err;

	tty_lock(tty);
	err = tty->ops->open ? tty->ops->open(tty, file) : -ENODEV;
	if (!err)
		clear_bit(TTY_HUPPED, &tty->flags);
	tty_unlock(tty);
	return err;
}

int tty_open(struct inode *inode, struct file *file)
{
	struct tty_struct *tty = find_tty(inode->i_rdev);
	int err;

	if (IS_ERR(tty))
		return PTR_ERR(tty);
	nonseekable_open(inode, file);
	if (!add_file(tty, file)) {
		drop_count(tty);
		return -ENOMEM;
	}
	err = driver_open(tty, file);
	if (err)
		tty_release(inode, file);
	else if (may_become_own(inode, file))
		tty_open_set_ctty(file, tty);
	return err;
}

/* ---- the end ---------------------------------------------------------------------------- */

static void destroy(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, hangup_work);
	struct module *owner = tty->driver->owner;

	tty->ldisc->close(tty);
	if (tty->ops->cleanup)
		tty->ops->cleanup(tty);
	free_tty(tty);
	module_put(owner);
}

/* The last reference may be an interrupt's: a kworker does the rest. */
static void queue_destroy(struct kref *kref)
{
	struct tty_struct *tty = container_of(kref, struct tty_struct, kref);

	INIT_WORK(&tty->hangup_work, destroy);
	schedule_work(&tty->hangup_work);
}

void tty_kref_put(struct tty_struct *tty)
{
	if (tty)
		kref_put(&tty->kref, queue_destroy);
}
EXPORT_SYMBOL(tty_kref_put);

/* ---- nodes that stand for another ------------------------------------------------------- */

static struct cdev tty_cdev, console_cdev, tty0_cdev;

static int __init tty_init(void)
{
	int err = tty_make_node(DEV_TTY, "/dev/tty", &tty_cdev, &tty_fops);

	if (!err)
		err = tty_make_node(DEV_CONSOLE, "/dev/console", &console_cdev, &console_fops);
	if (!err)
		err = tty_make_node(DEV_TTY0, "/dev/tty0", &tty0_cdev, &tty_fops);
	return err;
}
fs_initcall(tty_init);
