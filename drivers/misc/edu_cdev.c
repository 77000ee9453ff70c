// SPDX-License-Identifier: MIT
/*
 * drivers/misc/edu_cdev.c - /dev/edu: the device for programs
 *
 * edu_ioctl.h says what a program may do with it.
 *
 * How it works
 *
 *   write() leaves a number and a work item, and returns.  The work item asks the
 *   device, which may take its turn with other files, and wakes whoever reads or polls:
 *
 *       write()      EDU_IDLE, EDU_DONE -> EDU_BUSY, schedule_work()
 *       edu_compute  EDU_BUSY -> EDU_DONE, wake_up()
 *       read()       EDU_DONE -> EDU_IDLE
 *
 *   The device may be taken away while files are open, by unbind in /sys.  Then its
 *   node is removed first, so that nobody comes in; requests return -ENODEV; the memory
 *   stays until the last file is closed (edu->program.users).  An open file holds the module, by
 *   the owner in its operations: rmmod says that it is busy.
 *
 * Context: process.
 *
 * Locking: edu_minors_lock guards the table of minors, and with it the step from a minor to
 * a reference.  Each file's lock guards its state.
 */

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "edu.h"
#include "edu_ioctl.h"

#define EDU_MINORS	16
#define EDU_TEXT_MAX	16	/* a number, a line end, and room for spaces */

enum edu_state { EDU_IDLE, EDU_BUSY, EDU_DONE };

struct edu_file {
	struct edu *edu;		/* I: with a reference */
	spinlock_t lock;
	enum edu_state state;		/* lock */
	u32 number;			/* lock: to be computed */
	u32 result;			/* lock: while state is EDU_DONE */
	int err;			/* lock: or why there is none */
	struct work_struct work;	/* edu_compute() */
	wait_queue_head_t wait;		/* for a change of state */
};

static DEFINE_MUTEX(edu_minors_lock);
static DEFINE_IDR(edu_minors);		/* edu_minors_lock: minor -> struct edu */
static struct class *edu_class;		/* I while the module is there */
static struct cdev edu_cdev;
static dev_t edu_devt;			/* I: the first */

/* ---- the question of a file -------------------------------------------------------------- */

static enum edu_state state_of(struct edu_file *f)
{
	enum edu_state state;

	spin_lock(&f->lock);
	state = f->state;
	spin_unlock(&f->lock);
	return state;
}

static void edu_compute(struct work_struct *work)
{
	struct edu_file *f = container_of(work, struct edu_file, work);
	u32 result = 0;
	int err = edu_factorial(f->edu, f->number, &result);	/* stays while EDU_BUSY */

	spin_lock(&f->lock);
	f->result = result;
	f->err = err;
	f->state = EDU_DONE;
	spin_unlock(&f->lock);
	wake_up_interruptible(&f->wait);
}

/* Begin, unless it is busy already. */
static bool ask(struct edu_file *f, u32 number)
{
	bool free;

	spin_lock(&f->lock);
	free = f->state != EDU_BUSY;
	if (free) {
		f->number = number;
		f->state = EDU_BUSY;
	}
	spin_unlock(&f->lock);
	if (free)
		schedule_work(&f->work);
	return free;
}

/* The state that was found; EDU_DONE: the answer is taken. */
static enum edu_state take_answer(struct edu_file *f, u32 *result, int *err)
{
	enum edu_state state;

	spin_lock(&f->lock);
	state = f->state;
	*result = f->result;
	*err = f->err;
	if (state == EDU_DONE)
		f->state = EDU_IDLE;
	spin_unlock(&f->lock);
	return state;
}

/* ---- what programs call -------------------------------------------------------------------- */

static ssize_t edu_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct edu_file *f = file->private_data;
	char text[EDU_TEXT_MAX];
	enum edu_state state;
	size_t len;
	u32 result;
	int err;

	while ((state = take_answer(f, &result, &err)) == EDU_BUSY) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(f->wait, state_of(f) != EDU_BUSY))
			return -ERESTARTSYS;
	}
	if (state == EDU_IDLE)
		return 0;
	if (err)
		return err;
	len = scnprintf(text, sizeof(text), "%u\n", result);
	len = min(len, count);
	return copy_to_user(buf, text, len) ? -EFAULT : (ssize_t)len;
}

static ssize_t edu_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct edu_file *f = file->private_data;
	u32 number;
	int err = kstrtouint_from_user(buf, count, 10, &number);

	if (err)
		return err;
	while (!ask(f, number)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(f->wait, state_of(f) != EDU_BUSY))
			return -ERESTARTSYS;
	}
	return count;
}

static __poll_t edu_poll(struct file *file, poll_table *table)
{
	struct edu_file *f = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &f->wait, table);
	switch (state_of(f)) {
	case EDU_IDLE:
		mask = EPOLLOUT | EPOLLWRNORM;
		break;
	case EDU_DONE:
		mask = EPOLLIN | EPOLLRDNORM | EPOLLOUT | EPOLLWRNORM;
		break;
	case EDU_BUSY:
		break;
	}
	return mask;
}

static long ioctl_ident(struct edu *edu, u32 __user *to)
{
	u32 ident;
	int err = edu_lock(edu);

	if (err)
		return err;
	ident = ioread32(edu->regs + EDU_ID);
	edu_unlock(edu);
	return put_user(ident, to);
}

static long ioctl_factorial(struct edu *edu, struct edu_factorial __user *arg)
{
	struct edu_factorial f;
	int err;

	if (copy_from_user(&f, arg, sizeof(f)))
		return -EFAULT;
	err = edu_factorial(edu, f.number, &f.result);
	return err ? err : put_user(f.result, &arg->result);
}

/* Under edu_lock(). */
static long transfer(struct edu *edu, const struct edu_transfer *t, bool to_device)
{
	void __user *buffer = u64_to_user_ptr(t->buffer);
	int err;

	if (!t->length || t->length > EDU_MEMORY_SIZE)
		return -EINVAL;
	if (to_device) {
		if (copy_from_user(edu->dma.buf, buffer, t->length))
			return -EFAULT;
		return edu_dma_to_device(edu, t->offset, t->length);
	}
	err = edu_dma_from_device(edu, t->offset, t->length);
	if (!err && copy_to_user(buffer, edu->dma.buf, t->length))
		err = -EFAULT;
	return err;
}

static long ioctl_dma(struct edu *edu, const struct edu_transfer __user *arg, bool to_device)
{
	struct edu_transfer t;
	long ret;

	if (copy_from_user(&t, arg, sizeof(t)))
		return -EFAULT;
	ret = edu_lock(edu);
	if (ret)
		return ret;
	ret = transfer(edu, &t, to_device);
	edu_unlock(edu);
	return ret;
}

static long edu_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct edu *edu = ((struct edu_file *)file->private_data)->edu;
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case EDU_IOC_IDENT:
		return ioctl_ident(edu, p);
	case EDU_IOC_FACTORIAL:
		return ioctl_factorial(edu, p);
	case EDU_IOC_INTERRUPT:
		return edu_self_test(edu);
	case EDU_IOC_DMA_WRITE:
		return ioctl_dma(edu, p, true);
	case EDU_IOC_DMA_READ:
		return ioctl_dma(edu, p, false);
	}
	return -ENOTTY;
}

/* A reference to the device behind a minor, or NULL: it has just gone. */
static struct edu *get_edu(unsigned int minor)
{
	struct edu *edu;

	mutex_lock(&edu_minors_lock);
	edu = idr_find(&edu_minors, minor);
	if (edu)
		kref_get(&edu->program.users);
	mutex_unlock(&edu_minors_lock);
	return edu;
}

static int edu_open(struct inode *inode, struct file *file)
{
	struct edu_file *f = kzalloc(sizeof(*f), GFP_KERNEL);

	if (!f)
		return -ENOMEM;
	f->edu = get_edu(iminor(inode));
	if (!f->edu) {
		kfree(f);
		return -ENODEV;
	}
	spin_lock_init(&f->lock);
	init_waitqueue_head(&f->wait);
	INIT_WORK(&f->work, edu_compute);
	file->private_data = f;
	return stream_open(inode, file);
}

static int edu_release(struct inode *inode, struct file *file)
{
	struct edu_file *f = file->private_data;

	cancel_work_sync(&f->work);
	edu_put(f->edu);
	kfree(f);
	return 0;
}

static const struct file_operations edu_fops = {
	.owner		= THIS_MODULE,
	.open		= edu_open,
	.release	= edu_release,
	.read		= edu_read,
	.write		= edu_write,
	.poll		= edu_poll,
	.unlocked_ioctl	= edu_ioctl,
	.llseek		= no_llseek,
};

/* ---- a device comes and goes ---------------------------------------------------------- */

static int get_minor(struct edu *edu)
{
	int minor;

	mutex_lock(&edu_minors_lock);
	minor = idr_alloc(&edu_minors, edu, 0, EDU_MINORS, GFP_KERNEL);
	mutex_unlock(&edu_minors_lock);
	return minor;
}

static void put_minor(struct edu *edu)
{
	mutex_lock(&edu_minors_lock);
	idr_remove(&edu_minors, edu->program.minor);
	mutex_unlock(&edu_minors_lock);
}

/* The last step of a binding: from here on programs come in.  "edu", "edu1", ... */
int edu_cdev_add(struct edu *edu)
{
	struct device *node;
	int minor = get_minor(edu);

	if (minor < 0)
		return minor;
	edu->program.minor = minor;
	node = device_create(edu_class, &edu->pdev->dev, edu_devt + minor, edu,
			     minor ? "edu%d" : "edu", minor);
	if (!IS_ERR(node))
		return 0;
	put_minor(edu);
	return PTR_ERR(node);
}

void edu_cdev_remove(struct edu *edu)
{
	device_destroy(edu_class, edu_devt + edu->program.minor);
	put_minor(edu);
}

/* ---- the module comes and goes ------------------------------------------------------ */

int edu_cdev_init(void)
{
	int err = alloc_chrdev_region(&edu_devt, 0, EDU_MINORS, "edu");

	if (err)
		return err;
	cdev_init(&edu_cdev, &edu_fops);
	edu_cdev.owner = THIS_MODULE;
	err = cdev_add(&edu_cdev, edu_devt, EDU_MINORS);
	if (err)
		goto err_region;
	edu_class = class_create(THIS_MODULE, "edu");
	if (!IS_ERR(edu_class))
		return 0;
	err = PTR_ERR(edu_class);
	cdev_del(&edu_cdev);
err_region:
	unregister_chrdev_region(edu_devt, EDU_MINORS);
	return err;
}

void edu_cdev_exit(void)
{
	class_destroy(edu_class);
	cdev_del(&edu_cdev);
	unregister_chrdev_region(edu_devt, EDU_MINORS);
}
