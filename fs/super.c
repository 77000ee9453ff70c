// SPDX-License-Identifier: MIT
/*
 * fs/super.c - kinds of file systems, and the trees that were made of them
 *
 * register_filesystem() makes a kind known by name.  Its mount() gives a tree: a new
 * super_block each time (mount_nodev), or always the same (mount_single).  The tree
 * lives as long as mounts of it do, and then kill_sb() takes it down.
 *
 * Locking
 *
 *   file_systems_lock   the list of kinds.
 *   sb_lock             the trees of each kind, s_active.  A mutex: fill_super() runs
 *                       under it, so that nobody sees a tree that is half made.
 *                       Order: outside everything of the tree itself.
 */

#include <linux/atomic.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define BLOCK_SIZE_SHOWN 4096

static DEFINE_MUTEX(file_systems_lock);
static struct file_system_type *file_systems;	/* file_systems_lock */

static DEFINE_MUTEX(sb_lock);
static atomic_t last_dev;	/* A: minor numbers of trees that are on no device */

/* ---- kinds ------------------------------------------------------------------- */

/* Where the kind of that name hangs in the list, or the list's end. */
static struct file_system_type **find_filesystem(const char *name)
{
	struct file_system_type **p = &file_systems;

	lockdep_assert_held(&file_systems_lock);
	while (*p && strcmp((*p)->name, name))
		p = &(*p)->next;
	return p;
}

/**
 * register_filesystem - make a kind of file system known
 * Context: process, may sleep.  Return: 0, or -EBUSY when the name is taken.
 */
int register_filesystem(struct file_system_type *type)
{
	struct file_system_type **p;
	int err = -EBUSY;

	mutex_lock(&file_systems_lock);
	p = find_filesystem(type->name);
	if (!*p && !type->next) {
		INIT_LIST_HEAD(&type->fs_supers);
		*p = type;
		err = 0;
	}
	mutex_unlock(&file_systems_lock);
	return err;
}
EXPORT_SYMBOL(register_filesystem);

int unregister_filesystem(struct file_system_type *type)
{
	struct file_system_type **p;
	int err = -EINVAL;

	mutex_lock(&file_systems_lock);
	p = find_filesystem(type->name);
	if (*p == type) {
		*p = type->next;
		type->next = NULL;
		err = 0;
	}
	mutex_unlock(&file_systems_lock);
	return err;
}
EXPORT_SYMBOL(unregister_filesystem);

/* With a use of its module; give it back by put_filesystem(). */
struct file_system_type *get_fs_type(const char *name)
{
	struct file_system_type *type;

	mutex_lock(&file_systems_lock);
	type = *find_filesystem(name);
	if (type && !try_module_get(type->owner))
		type = NULL;
	mutex_unlock(&file_systems_lock);
	return type;
}
EXPORT_SYMBOL(get_fs_type);

void put_filesystem(struct file_system_type *type)
{
	module_put(type->owner);
}
EXPORT_SYMBOL(put_filesystem);

static int filesystems_show(struct seq_file *m, void *v)
{
	mutex_lock(&file_systems_lock);
	for (struct file_system_type *type = file_systems; type; type = type->next)
		seq_printf(m, "nodev\t%s\n", type->name);
	mutex_unlock(&file_systems_lock);
	return 0;
}

/* ---- trees ------------------------------------------------------------------- */

static const struct super_operations no_super_operations;

static struct super_block *alloc_super(struct file_system_type *type, int flags)
{
	struct super_block *sb = kzalloc(sizeof(*sb), GFP_KERNEL);

	if (!sb)
		return NULL;
	sb->s_type = type;
	sb->s_op = &no_super_operations;
	sb->s_flags = flags;
	sb->s_active = 1;
	sb->s_blocksize = BLOCK_SIZE_SHOWN;
	sb->s_maxbytes = MAX_LFS_FILESIZE;
	sb->s_dev = MKDEV(0, atomic_inc_return(&last_dev));
	list_add_tail(&sb->s_list, &type->fs_supers);
	return sb;
}

/* Its root is gone: whatever inode there still is has lost its file system. */
static void free_super(struct super_block *sb)
{
	WARN(atomic_read(&sb->s_inodes), "VFS: Busy inodes after unmount of %s\n",
	     sb->s_type->name);
	list_del(&sb->s_list);
	kfree(sb);
}

static struct dentry *make_super(struct file_system_type *type, int flags, void *data,
				 int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct super_block *sb = alloc_super(type, flags);
	int err;

	lockdep_assert_held(&sb_lock);
	if (!sb)
		return ERR_PTR(-ENOMEM);
	err = fill_super(sb, data, 0);
	if (err) {
		type->kill_sb(sb);
		free_super(sb);
		return ERR_PTR(err);
	}
	return dget(sb->s_root);
}

struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct dentry *root;

	mutex_lock(&sb_lock);
	root = make_super(type, flags, data, fill_super);
	mutex_unlock(&sb_lock);
	return root;
}
EXPORT_SYMBOL(mount_nodev);

struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct super_block *sb;
	struct dentry *root;

	mutex_lock(&sb_lock);
	sb = list_first_entry_or_null(&type->fs_supers, struct super_block, s_list);
	if (sb) {
		sb->s_active++;
		root = dget(sb->s_root);
	} else {
		root = make_super(type, flags, data, fill_super);
	}
	mutex_unlock(&sb_lock);
	return root;
}
EXPORT_SYMBOL(mount_single);

void kill_anon_super(struct super_block *sb)
{
	dput(sb->s_root);
	sb->s_root = NULL;
}
EXPORT_SYMBOL(kill_anon_super);

void kill_litter_super(struct super_block *sb)
{
	if (sb->s_root)
		d_genocide(sb->s_root);
	kill_anon_super(sb);
}
EXPORT_SYMBOL(kill_litter_super);

/* The root of a tree of this kind, with a reference, and s_active with one. */
struct dentry *mount_fs(struct file_system_type *type, int flags, const char *name, void *data)
{
	return type->mount(type, flags, name, data);
}

/* One mount less; with the last the tree goes. */
void deactivate_super(struct super_block *sb)
{
	mutex_lock(&sb_lock);
	if (!--sb->s_active) {
		sb->s_type->kill_sb(sb);
		free_super(sb);
	}
	mutex_unlock(&sb_lock);
}

static int __init filesystems_init(void)
{
	proc_create_single("filesystems", 0, NULL, filesystems_show);
	return 0;
}
fs_initcall(filesystems_init);
