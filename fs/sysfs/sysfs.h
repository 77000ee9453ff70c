/* SPDX-License-Identifier: MIT */
/* fs/sysfs/sysfs.h - private to sysfs: what lies behind a file */
#ifndef FS_SYSFS_SYSFS_H
#define FS_SYSFS_SYSFS_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kobject.h>
#include <linux/sysfs.h>
#include <linux/wait.h>

#include "../internal.h"

/* What a file's i_private points to. */
struct node {
	struct kobject *kobj;			/* I */
	const struct attribute *attr;		/* I: NULL in a binary file */
	struct bin_attribute *bin;		/* I */
	struct call_gate gate;
	atomic_t event;				/* how often sysfs_notify() was called, and one */
	wait_queue_head_t poll;
};

/* file.c: of attributes, and of binary ones. */
extern const struct file_operations sysfs_file_operations;
extern const struct file_operations sysfs_bin_operations;

#endif /* FS_SYSFS_SYSFS_H */
