/* SPDX-License-Identifier: MIT */
/* linux/miscdevice.h - a character device that wants one minor and no major of its own */
#ifndef LINUX_MISCDEVICE_H
#define LINUX_MISCDEVICE_H

#include <linux/device.h>
#include <linux/list.h>
#include <linux/major.h>
#include <linux/types.h>

struct attribute_group;
struct file_operations;

#define MISC_DYNAMIC_MINOR	255

struct miscdevice {
	int minor;			/* MISC_DYNAMIC_MINOR: registering chooses one */
	const char *name;
	const struct file_operations *fops;
	struct list_head list;		/* misc_mtx */
	struct device *parent;
	struct device *this_device;	/* set by registering */
	const struct attribute_group **groups;
	const char *nodename;		/* in /dev, or NULL: name */
	umode_t mode;			/* of the node, or 0: 0600 */
};

/* Context of both: process, may sleep. */
int misc_register(struct miscdevice *misc);
void misc_deregister(struct miscdevice *misc);

#define builtin_misc_device(__misc_device) \
	static int __init __misc_device##_init(void) \
	{ \
		return misc_register(&__misc_device); \
	} \
	device_initcall(__misc_device##_init)
#define module_misc_device(__misc_device) \
	module_driver(__misc_device, misc_register, misc_deregister)

#endif /* LINUX_MISCDEVICE_H */
