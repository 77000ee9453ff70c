// SPDX-License-Identifier: MIT
/* A character device: read, write, seek, ioctl through the shell's tools. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>

#define SIZE 32

static dev_t number;
static struct cdev cdev;
static struct class *class;
static char buffer[SIZE];
static size_t filled;
static int opens;
static DEFINE_MUTEX(lock);

static int dev_open(struct inode *inode, struct file *file)
{
	pr_info("open %d: minor %d mode %d%d append %d\n", ++opens, iminor(inode),
		!!(file->f_mode & FMODE_READ), !!(file->f_mode & FMODE_WRITE),
		!!(file->f_flags & O_APPEND));
	return iminor(inode) == 1 ? -EBUSY : 0;
}

static int dev_release(struct inode *inode, struct file *file)
{
	pr_info("release\n");
	return 0;
}

static ssize_t dev_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	ssize_t ret;

	mutex_lock(&lock);
	ret = simple_read_from_buffer(to, count, pos, buffer, filled);
	mutex_unlock(&lock);
	pr_info("read: %zd, position %lld\n", ret, *pos);
	return ret;
}

static ssize_t dev_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	if (*pos >= SIZE)
		return -ENOSPC;
	count = min_t(size_t, count, SIZE - *pos);
	mutex_lock(&lock);
	if (copy_from_user(buffer + *pos, from, count)) {
		mutex_unlock(&lock);
		return -EFAULT;
	}
	*pos += count;
	filled = max_t(size_t, filled, *pos);
	mutex_unlock(&lock);
	pr_info("write: %zu, position %lld\n", count, *pos);
	return count;
}

static const struct file_operations fops = {
	.owner = THIS_MODULE,
	.open = dev_open,
	.release = dev_release,
	.read = dev_read,
	.write = dev_write,
	.llseek = default_llseek,
};

static int __init chardev_init(void)
{
	int ret = alloc_chrdev_region(&number, 0, 2, "oracle");

	if (ret)
		return ret;
	cdev_init(&cdev, &fops);
	cdev.owner = THIS_MODULE;
	ret = cdev_add(&cdev, number, 2);
	if (ret)
		goto err_region;
	class = class_create(THIS_MODULE, "oracle");
	if (IS_ERR(class)) {
		ret = PTR_ERR(class);
		goto err_cdev;
	}
	device_create(class, NULL, number, NULL, "oracle%d", 0);
	device_create(class, NULL, number + 1, NULL, "oracle%d", 1);
	return 0;

err_cdev:
	cdev_del(&cdev);
err_region:
	unregister_chrdev_region(number, 2);
	return ret;
}

static void __exit chardev_exit(void)
{
	device_destroy(class, number + 1);
	device_destroy(class, number);
	class_destroy(class);
	cdev_del(&cdev);
	unregister_chrdev_region(number, 2);
	pr_info("opens %d\n", opens);
}

module_init(chardev_init);
module_exit(chardev_exit);

MODULE_LICENSE("Dual MIT/GPL");
