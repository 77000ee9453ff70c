// SPDX-License-Identifier: MIT
/*
 * drivers/base/devtmpfs.c - /dev: a node for each device that has a number
 *
 * A ramfs of its own, made before the first device, and mounted at /dev.  Linux's has a
 * thread that makes the nodes, for it must not act with the rights of who loads a
 * module; here whoever adds the device makes its node.
 *
 * Context: process, may sleep.
 * Locking: the directories' own.
 */

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/ramfs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "base.h"

#define NODE_MODE	0600
#define DIR_MODE	0755

static struct vfsmount *devtmpfs_mnt;	/* I; NULL before there is one */

static struct dentry *devtmpfs_mount(struct file_system_type *type, int flags,
				     const char *dev_name, void *data)
{
	return mount_single(type, flags, data, ramfs_fill_super);
}

static struct file_system_type devtmpfs_type = {
	.name = "devtmpfs", .mount = devtmpfs_mount, .kill_sb = kill_litter_super,
};

/* The entry, with its directory locked. */
static struct dentry *lock_and_look(struct dentry *dir, const char *name, size_t len)
{
	struct dentry *dentry;

	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	dentry = lookup_one_len(name, dir, len);
	if (IS_ERR(dentry))
		inode_unlock(d_inode(dir));
	return dentry;
}

/* A directory below dir, which is made if it is not there; dir's reference is given back. */
static struct dentry *enter_dir(struct dentry *dir, const char *name, size_t len, bool make)
{
	struct dentry *dentry = lock_and_look(dir, name, len);
	int err = 0;

	if (!IS_ERR(dentry)) {
		if (d_is_negative(dentry))
			err = make ? vfs_mkdir(d_inode(dir), dentry, DIR_MODE) : -ENOENT;
		else if (!S_ISDIR(d_inode(dentry)->i_mode))
			err = -ENOTDIR;
		inode_unlock(d_inode(dir));
	}
	dput(dir);
	if (err) {
		dput(dentry);
		return ERR_PTR(err);
	}
	return dentry;
}

/* "input/event0": the directory "input"; *name is then "event0". */
static struct dentry *walk_dirs(const char **name, bool make)
{
	struct dentry *dir = dget(devtmpfs_mnt->mnt_root);
	const char *slash;

	while (!IS_ERR(dir) && (slash = strchr(*name, '/'))) {
		dir = enter_dir(dir, *name, slash - *name, make);
		*name = slash + 1;
	}
	return dir;
}

static int make_node(const char *name, umode_t mode, dev_t devt)
{
	struct dentry *dir = walk_dirs(&name, true), *dentry;
	int err;

	if (IS_ERR(dir))
		return PTR_ERR(dir);
	dentry = lock_and_look(dir, name, strlen(name));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_mknod(d_inode(dir), dentry, S_IFCHR | mode, devt);
		inode_unlock(d_inode(dir));
		dput(dentry);
	}
	dput(dir);
	return err;
}

/* Only what we have made: a file that has come in its place is left. */
static void delete_node(const char *name, dev_t devt)
{
	struct dentry *dir = walk_dirs(&name, false), *dentry;

	if (IS_ERR(dir))
		return;
	dentry = lock_and_look(dir, name, strlen(name));
	if (!IS_ERR(dentry)) {
		if (d_is_positive(dentry) && d_inode(dentry)->i_rdev == devt)
			(void)vfs_unlink(d_inode(dir), dentry);	/* there is nobody to tell */
		inode_unlock(d_inode(dir));
		dput(dentry);
	}
	dput(dir);
}

int devtmpfs_create_node(struct device *dev)
{
	umode_t mode = 0;
	int err;

	if (!devtmpfs_mnt)
		return 0;
	dev->node_name = device_get_devnode(dev, &mode);
	if (!dev->node_name)
		return -ENOMEM;
	err = make_node(dev->node_name, mode ? mode : NODE_MODE, dev->devt);
	if (err == -EEXIST)
		err = 0;
	if (err) {
		kfree(dev->node_name);
		dev->node_name = NULL;
	}
	return err;
}

/* Needs no memory: a device can always be taken away. */
void devtmpfs_delete_node(struct device *dev)
{
	if (!dev->node_name)
		return;
	delete_node(dev->node_name, dev->devt);
	kfree(dev->node_name);
	dev->node_name = NULL;
}

static int __init devtmpfs_init(void)
{
	struct vfsmount *mnt;
	int err = register_filesystem(&devtmpfs_type);

	if (err)
		return err;
	mnt = kern_mount(&devtmpfs_type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	devtmpfs_mnt = mnt;
	return 0;
}
core_initcall(devtmpfs_init);
