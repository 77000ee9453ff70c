// SPDX-License-Identifier: MIT
/*
 * fs/sysfs/dir.c - /sys: a directory for each kobject, a file for each attribute
 *
 * How it works
 *
 *   The tree is the entries in memory (libfs.c), in a mount that is made at boot and
 *   never goes; a kobject keeps its directory in kobj->sd.  A file's inode has a node:
 *   the object, the attribute, and a gate that calls of show() and store() pass.
 *
 *   Reading from the beginning calls show() into a page, and what is read later comes
 *   from that page.  Each write calls store() with what was written, as text with an
 *   end.
 *
 *   Removing a file takes the entry away and closes the gate: it waits for calls that
 *   run, and an open file gives -ENODEV from then on.  So nobody uses the object
 *   behind the back of who removed it, and an open file does not keep it.
 *
 * Context: process, may sleep.  A store() must not remove its own file.
 *
 * Locking: i_rwsem of the directory, in which entries come and go.
 *
 * Compared with Linux: no kernfs below, no poll, no mmap of binary files.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "sysfs.h"

#define SYSFS_MAGIC 0x62656572

static struct vfsmount *sysfs_mnt;		/* I */

/* ---- entries ----------------------------------------------------------------- */

static void sysfs_evict_inode(struct inode *inode)
{
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
	else
		kfree(inode->i_private);	/* a file's node */
	clear_inode(inode);
}

static void warn_duplicate(struct dentry *dir, const char *name)
{
	const struct path path = { .mnt = sysfs_mnt, .dentry = dir };
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	char *at = buf ? d_path(&path, buf, PATH_MAX) : ERR_PTR(-ENOMEM);

	pr_warn("sysfs: cannot create duplicate filename '%s/%s'\n", IS_ERR(at) ? "" : at, name);
	dump_stack();
	kfree(buf);
}

/* The new inode's reference goes over, also when there is an error. */
static struct dentry *add_entry(struct dentry *dir, const char *name, struct inode *inode)
{
	struct dentry *dentry;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	dentry = lookup_one_len(name, dir, strlen(name));
	if (!IS_ERR(dentry) && d_is_positive(dentry)) {
		dput(dentry);
		dentry = ERR_PTR(-EEXIST);
	}
	if (!IS_ERR(dentry)) {
		d_add(dentry, inode);	/* and the reference of the lookup keeps it */
		if (S_ISDIR(inode->i_mode))
			inc_nlink(d_inode(dir));
	}
	inode_unlock(d_inode(dir));
	if (IS_ERR(dentry))
		iput(inode);
	if (dentry == ERR_PTR(-EEXIST))
		warn_duplicate(dir, name);
	return dentry;
}

/* Nobody finds it any more; who runs its functions is waited for. */
static void remove_entry(struct dentry *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);

	inode_lock_nested(d_inode(dir), I_MUTEX_PARENT);
	d_drop(dentry);
	drop_nlink(inode);
	if (S_ISDIR(inode->i_mode)) {
		drop_nlink(inode);
		drop_nlink(d_inode(dir));
	}
	inode_unlock(d_inode(dir));
	if (S_ISREG(inode->i_mode))
		call_gate_close(&((struct node *)inode->i_private)->gate);
	dput(dentry);
}

/* Everything in a directory, directories of groups included. */
static void remove_children(struct dentry *dir)
{
	struct dentry *child;

	while ((child = d_next_child(dir, NULL, 0))) {
		if (S_ISDIR(d_inode(child)->i_mode))
			remove_children(child);
		remove_entry(dir, child);
		dput(child);
	}
}

static struct dentry *find_entry(struct dentry *dir, const char *name)
{
	const struct qstr q = QSTR_INIT(name, strlen(name));

	return d_lookup(dir, &q);
}

static void remove_name(struct dentry *dir, const char *name)
{
	struct dentry *dentry = find_entry(dir, name);

	if (!dentry)
		return;
	if (S_ISDIR(d_inode(dentry)->i_mode))
		remove_children(dentry);
	remove_entry(dir, dentry);
	dput(dentry);
}

static struct dentry *dir_of(const struct kobject *kobj)
{
	return kobj ? kobj->sd : sysfs_mnt->mnt_root;
}

static struct dentry *add_dir(struct dentry *dir, const char *name)
{
	return add_entry(dir, name, simple_new_inode(dir->d_sb, S_IFDIR | 0755));
}

/* ---- directories of objects -------------------------------------------------- */

int sysfs_create_dir(struct kobject *kobj)
{
	struct dentry *dir = dir_of(kobj->parent), *dentry;

	if (!dir)
		return -ENOENT;
	dentry = add_dir(dir, kobject_name(kobj));
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	kobj->sd = dentry;
	return 0;
}

void sysfs_remove_dir(struct kobject *kobj)
{
	struct dentry *dentry = kobj->sd;

	if (!dentry)
		return;
	kobj->sd = NULL;
	remove_children(dentry);
	remove_entry(dentry->d_parent, dentry);
}

/* An empty directory, for who mounts something on it. */
int sysfs_create_mount_point(struct kobject *parent, const char *name)
{
	struct dentry *dentry = add_dir(dir_of(parent), name);

	return PTR_ERR_OR_ZERO(dentry);
}
EXPORT_SYMBOL_GPL(sysfs_create_mount_point);

/* ---- attributes -------------------------------------------------------------- */

static int add_file(struct dentry *dir, struct kobject *kobj, const struct attribute *attr,
		    struct bin_attribute *bin, umode_t mode)
{
	struct node *node = kzalloc(sizeof(*node), GFP_KERNEL);
	struct inode *inode = NULL;
	struct dentry *dentry;

	if (node)
		inode = simple_new_inode(dir->d_sb, S_IFREG | (mode & S_IRWXUGO));
	if (!inode) {
		kfree(node);
		return -ENOMEM;
	}
	node->kobj = kobj;
	node->attr = attr;
	node->bin = bin;
	call_gate_init(&node->gate);
	atomic_set(&node->event, 1);
	init_waitqueue_head(&node->poll);
	inode->i_private = node;
	inode->i_size = bin ? bin->size : PAGE_SIZE;
	inode->i_fop = bin ? &sysfs_bin_operations : &sysfs_file_operations;
	dentry = add_entry(dir, attr ? attr->name : bin->attr.name, inode);
	return PTR_ERR_OR_ZERO(dentry);
}

/**
 * sysfs_create_file - show an attribute of an object
 * Context: process, may sleep.  Return: 0, -EEXIST (with a warning), -ENOMEM.
 */
int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return add_file(kobj->sd, kobj, attr, NULL, attr->mode);
}
EXPORT_SYMBOL_GPL(sysfs_create_file);

void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
	if (kobj->sd)
		remove_name(kobj->sd, attr->name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_file);

int sysfs_create_files(struct kobject *kobj, const struct attribute * const *attrs)
{
	int err = 0, i;

	for (i = 0; attrs[i] && !err; i++)
		err = sysfs_create_file(kobj, attrs[i]);
	if (err)
		for (i--; --i >= 0; )
			sysfs_remove_file(kobj, attrs[i]);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_files);

void sysfs_remove_files(struct kobject *kobj, const struct attribute * const *attrs)
{
	for (int i = 0; attrs[i]; i++)
		sysfs_remove_file(kobj, attrs[i]);
}
EXPORT_SYMBOL_GPL(sysfs_remove_files);

/* In the directory @name of an object; NULL: in its own. */
static struct dentry *find_attribute(struct kobject *kobj, const char *name, const char *attr)
{
	struct dentry *dir = name ? find_entry(kobj->sd, name) : dget(kobj->sd), *dentry;

	if (!dir)
		return NULL;
	dentry = find_entry(dir, attr);
	dput(dir);
	return dentry;
}

/**
 * sysfs_notify - an attribute has another value: who polls it is woken, to read it again
 * @dir: the group's name, or NULL
 * Context: process, may sleep.
 */
void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr)
{
	struct dentry *dentry = kobj->sd ? find_attribute(kobj, dir, attr) : NULL;
	struct node *node;

	if (!dentry)
		return;
	if (S_ISREG(d_inode(dentry)->i_mode)) {
		node = d_inode(dentry)->i_private;
		atomic_inc(&node->event);
		wake_up_interruptible(&node->poll);
	}
	dput(dentry);
}
EXPORT_SYMBOL_GPL(sysfs_notify);

int sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return add_file(kobj->sd, kobj, NULL, (struct bin_attribute *)attr, attr->attr.mode);
}
EXPORT_SYMBOL_GPL(sysfs_create_bin_file);

void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	sysfs_remove_file(kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(sysfs_remove_bin_file);

/* ---- groups ------------------------------------------------------------------ */

static void remove_members(struct dentry *dir, const struct attribute_group *group)
{
	for (struct attribute **attr = group->attrs; attr && *attr; attr++)
		remove_name(dir, (*attr)->name);
	for (struct bin_attribute **bin = group->bin_attrs; bin && *bin; bin++)
		remove_name(dir, (*bin)->attr.name);
}

static int add_members(struct dentry *dir, struct kobject *kobj,
		       const struct attribute_group *group)
{
	int err = 0;

	for (int i = 0; group->attrs && group->attrs[i] && !err; i++) {
		struct attribute *attr = group->attrs[i];
		umode_t mode = group->is_visible ? group->is_visible(kobj, attr, i) : attr->mode;

		if (mode)
			err = add_file(dir, kobj, attr, NULL, mode);
	}
	for (struct bin_attribute **bin = group->bin_attrs; bin && *bin && !err; bin++)
		err = add_file(dir, kobj, NULL, *bin, (*bin)->attr.mode);
	return err;
}

int sysfs_create_group(struct kobject *kobj, const struct attribute_group *group)
{
	struct dentry *dir = kobj->sd;
	int err;

	if (WARN_ON(!dir))
		return -EINVAL;
	if (group->name)
		dir = add_dir(dir, group->name);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	err = add_members(dir, kobj, group);
	if (err)
		sysfs_remove_group(kobj, group);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_group);

void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *group)
{
	if (!kobj->sd)
		return;
	if (group->name)
		remove_name(kobj->sd, group->name);
	else
		remove_members(kobj->sd, group);
}
EXPORT_SYMBOL_GPL(sysfs_remove_group);

int sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	int err = 0, i;

	for (i = 0; groups && groups[i] && !err; i++)
		err = sysfs_create_group(kobj, groups[i]);
	if (err)
		for (i--; --i >= 0; )
			sysfs_remove_group(kobj, groups[i]);
	return err;
}
EXPORT_SYMBOL_GPL(sysfs_create_groups);

void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups)
{
	for (int i = 0; groups && groups[i]; i++)
		sysfs_remove_group(kobj, groups[i]);
}
EXPORT_SYMBOL_GPL(sysfs_remove_groups);

/* ---- links ------------------------------------------------------------------- */

static int depth_of(const struct dentry *dentry)
{
	int depth = 0;

	for (; !IS_ROOT(dentry); dentry = dentry->d_parent)
		depth++;
	return depth;
}

/* "../../devices/x": up from the directory to the top, and down to the target. */
static char *relative_path(struct dentry *from, struct kobject *target)
{
	char *down = kobject_get_path(target, GFP_KERNEL), *path;
	int depth = depth_of(from);

	if (!down)
		return NULL;
	path = kmalloc(depth * 3 + strlen(down) + 1, GFP_KERNEL);
	if (path) {
		for (int i = 0; i < depth; i++)
			memcpy(path + 3 * i, "../", 3);
		strcpy(path + 3 * depth, down + 1);
	}
	kfree(down);
	return path;
}

int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	struct dentry *dir = dir_of(kobj), *dentry;
	struct inode *inode;
	char *text;

	if (!dir || !target->sd)
		return -ENOENT;
	text = relative_path(dir, target);
	inode = text ? simple_new_inode(dir->d_sb, S_IFLNK | S_IRWXUGO) : NULL;
	if (!inode) {
		kfree(text);
		return -ENOMEM;
	}
	inode->i_link = text;
	inode->i_size = strlen(text);
	dentry = add_entry(dir, name, inode);
	return PTR_ERR_OR_ZERO(dentry);
}
EXPORT_SYMBOL_GPL(sysfs_create_link);

void sysfs_remove_link(struct kobject *kobj, const char *name)
{
	struct dentry *dir = dir_of(kobj);

	if (dir)
		remove_name(dir, name);
}
EXPORT_SYMBOL_GPL(sysfs_remove_link);

/* ---- the file system --------------------------------------------------------- */

static const struct super_operations sysfs_super_operations = {
	.evict_inode = sysfs_evict_inode,
};

static int sysfs_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = SYSFS_MAGIC;
	sb->s_op = &sysfs_super_operations;
	sb->s_root = d_make_root(simple_new_inode(sb, S_IFDIR | 0755));
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *sysfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_single(type, flags, data, sysfs_fill_super);
}

static struct file_system_type sysfs_fs_type = {
	.name = "sysfs", .mount = sysfs_mount, .kill_sb = kill_litter_super,
};

void __init sysfs_init(void)
{
	if (register_filesystem(&sysfs_fs_type))
		panic("VFS: no sysfs.");
	sysfs_mnt = kern_mount(&sysfs_fs_type);
	if (IS_ERR(sysfs_mnt))
		panic("VFS: no sysfs, error %ld.", PTR_ERR(sysfs_mnt));
}
