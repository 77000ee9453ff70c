// SPDX-License-Identifier: MIT
/* page_device.c - a character device in the manner of the courses: a page to write and read */

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#define NAME "page_device"
#define SIZE 4096

static int opens;
module_param(opens, int, S_IRUGO);
MODULE_PARM_DESC(opens, "how often it was opened");

static dev_t dev;
static struct cdev page_cdev;
static struct class *page_class;
static char *page;

static int page_open(struct inode *inode, struct file *file)
{
	opens++;
	pr_info("Device File Opened: minor %d\n", iminor(inode));
	return 0;
}

static int page_release(struct inode *inode, struct file *file)
{
	pr_info("Device File Closed\n");
	return 0;
}

static ssize_t page_read(struct file *filp, char __user *buf, size_t len, loff_t *off)
{
	return simple_read_from_buffer(buf, len, off, page, strlen(page));
}

static ssize_t page_write(struct file *filp, const char __user *buf, size_t len, loff_t *off)
{
	if (len >= SIZE)
		return -ENOSPC;
	if (copy_from_user(page, buf, len))
		return -EFAULT;
	page[len] = '\0';
	return len;
}

static const struct file_operations fops = {
	.owner = THIS_MODULE,
	.read = page_read,
	.write = page_write,
	.open = page_open,
	.release = page_release,
};

static int __init page_device_init(void)
{
	page = kzalloc(SIZE, GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	if (alloc_chrdev_region(&dev, 0, 1, NAME) < 0) {
		pr_info("Cannot allocate the major number\n");
		goto r_page;
	}
	cdev_init(&page_cdev, &fops);
	page_cdev.owner = THIS_MODULE;
	if (cdev_add(&page_cdev, dev, 1) < 0) {
		pr_info("Cannot add the device to the system\n");
		goto r_region;
	}
	page_class = class_create(THIS_MODULE, NAME);
	if (IS_ERR(page_class)) {
		pr_info("Cannot create the struct class\n");
		goto r_cdev;
	}
	if (IS_ERR(device_create(page_class, NULL, dev, NULL, NAME))) {
		pr_info("Cannot create the Device\n");
		goto r_class;
	}
	pr_info("Device Driver Insert...Done!!!\n");
	return 0;

r_class:
	class_destroy(page_class);
r_cdev:
	cdev_del(&page_cdev);
r_region:
	unregister_chrdev_region(dev, 1);
r_page:
	kfree(page);
	return -1;
}

static void __exit page_device_exit(void)
{
	device_destroy(page_class, dev);
	class_destroy(page_class);
	cdev_del(&page_cdev);
	unregister_chrdev_region(dev, 1);
	kfree(page);
	pr_info("Device Driver Remove...Done!!!\n");
}

module_init(page_device_init);
module_exit(page_device_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A page to write and read");
