/* SPDX-License-Identifier: MIT */
/* linux/cdev.h - a character device: the operations behind a range of device numbers */
#ifndef LINUX_CDEV_H
#define LINUX_CDEV_H

#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/types.h>

struct device;

struct cdev {
	struct kobject kobj;
	struct module *owner;		/* I */
	const struct file_operations *ops;	/* I */
	struct list_head list;		/* chrdevs_lock: inodes that have found it */
	dev_t dev;			/* I once added: the first number */
	unsigned int count;		/* I once added; 0: not added */
	struct list_head map;		/* chrdevs_lock: all cdevs */
};

/* Context of all: process, may sleep. */
void cdev_init(struct cdev *cdev, const struct file_operations *fops);
struct cdev *cdev_alloc(void);
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count);
void cdev_del(struct cdev *cdev);
void cdev_set_parent(struct cdev *cdev, struct kobject *kobj);
int cdev_device_add(struct cdev *cdev, struct device *dev);
void cdev_device_del(struct cdev *cdev, struct device *dev);
void cdev_put(struct cdev *cdev);

#endif /* LINUX_CDEV_H */
