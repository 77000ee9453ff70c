// SPDX-License-Identifier: MIT
/*
 * fs/inode.c - what a name names: making it, counting who uses it, letting it go
 *
 * An inode is held by the entries that name it and by who has it open through
 * them.  With the last reference its file system frees what belongs to it
 * (evict_inode) and then itself.
 *
 * Locking: i_count is atomic; the rest as <linux/fs.h> says.
 */

#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include "internal.h"

static struct kmem_cache *inode_cachep;		/* I: for file systems without an own one */
static atomic_t last_ino;			/* A */

/*
 * The locks of directories are of another class than those of files: a directory's
 * is held while memory of files is freed.
 */
static struct lock_class_key dir_key, file_key;

/* Numbers for file systems that have none of their own. */
unsigned int get_next_ino(void)
{
	unsigned int ino = atomic_inc_return(&last_ino);

	return ino ? ino : atomic_inc_return(&last_ino);	/* 0 means "none" to readdir() */
}
EXPORT_SYMBOL(get_next_ino);

/* For the objects that alloc_inode() gives out, once for each. */
void inode_init_once(struct inode *inode)
{
	memset(inode, 0, sizeof(*inode));
	init_rwsem(&inode->i_rwsem);
	INIT_LIST_HEAD(&inode->i_devices);
}
EXPORT_SYMBOL(inode_init_once);

static const struct inode_operations no_inode_operations;
static const struct file_operations no_file_operations;

static struct inode *alloc_inode(struct super_block *sb)
{
	struct inode *inode;

	if (sb->s_op->alloc_inode)
		return sb->s_op->alloc_inode(sb);
	inode = kmem_cache_alloc(inode_cachep, GFP_KERNEL);
	if (inode)
		inode_init_once(inode);
	return inode;
}

/**
 * new_inode - an inode with one reference and nothing in it
 * Context: process, may sleep.  Return: it, or NULL.
 */
struct inode *new_inode(struct super_block *sb)
{
	struct inode *inode = alloc_inode(sb);

	if (!inode)
		return NULL;
	inode->i_sb = sb;
	inode->i_nlink = 1;
	inode->i_op = &no_inode_operations;
	inode->i_fop = &no_file_operations;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	atomic_set(&inode->i_count, 1);
	atomic_inc(&sb->s_inodes);
	return inode;
}
EXPORT_SYMBOL(new_inode);

/* A new file's owner and mode; the lock's class goes with what it is. */
void inode_init_owner(struct inode *inode, const struct inode *dir, umode_t mode)
{
	inode->i_mode = mode;
	if (dir && dir->i_mode & S_ISGID) {
		inode->i_gid = dir->i_gid;
		if (S_ISDIR(mode))
			inode->i_mode |= S_ISGID;
	}
	if (S_ISDIR(mode))
		lockdep_set_class(&inode->i_rwsem, &dir_key);
	else
		lockdep_set_class(&inode->i_rwsem, &file_key);
}
EXPORT_SYMBOL(inode_init_owner);

void ihold(struct inode *inode)
{
	WARN_ON(atomic_inc_return(&inode->i_count) < 2);
}
EXPORT_SYMBOL(ihold);

/* What the VFS itself has hung on to an inode; every evict_inode() ends with it. */
void clear_inode(struct inode *inode)
{
	if (S_ISCHR(inode->i_mode))
		cd_forget(inode);
}
EXPORT_SYMBOL(clear_inode);

/**
 * iput - give a reference back
 * @inode: or NULL
 *
 * Context: process, may sleep.
 */
void iput(struct inode *inode)
{
	struct super_block *sb;

	if (!inode || !atomic_dec_and_test(&inode->i_count))
		return;
	sb = inode->i_sb;
	if (sb->s_op->evict_inode)
		sb->s_op->evict_inode(inode);
	else
		clear_inode(inode);
	if (sb->s_op->free_inode)
		sb->s_op->free_inode(inode);
	else
		kmem_cache_free(inode_cachep, inode);
	atomic_dec(&sb->s_inodes);
}
EXPORT_SYMBOL(iput);

void set_nlink(struct inode *inode, unsigned int nlink)
{
	inode->i_nlink = nlink;
}
EXPORT_SYMBOL(set_nlink);

void inc_nlink(struct inode *inode)
{
	inode->i_nlink++;
}
EXPORT_SYMBOL(inc_nlink);

void drop_nlink(struct inode *inode)
{
	WARN_ON(inode->i_nlink == 0);
	inode->i_nlink--;
}
EXPORT_SYMBOL(drop_nlink);

void clear_nlink(struct inode *inode)
{
	inode->i_nlink = 0;
}
EXPORT_SYMBOL(clear_nlink);

struct timespec64 current_time(struct inode *inode)
{
	struct timespec64 now;

	ktime_get_coarse_real_ts64(&now);
	return now;
}
EXPORT_SYMBOL(current_time);

/* A node of /dev and its like: what opens it is not the file system that keeps it. */
void init_special_inode(struct inode *inode, umode_t mode, dev_t dev)
{
	inode->i_mode = mode;
	inode->i_rdev = dev;
	if (S_ISCHR(mode))
		inode->i_fop = &def_chr_fops;	/* block devices and sockets cannot be opened */
	else if (S_ISFIFO(mode))
		inode->i_fop = &pipefifo_fops;
}
EXPORT_SYMBOL(init_special_inode);

void __init inode_cache_init(void)
{
	inode_cachep = KMEM_CACHE(inode, 0);
	if (!inode_cachep)
		panic("No memory for inodes.");
}
