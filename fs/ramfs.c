// SPDX-License-Identifier: MIT
/*
 * fs/ramfs.c - files in memory: the root file system
 *
 * The tree is the entries in memory (libfs.c); a file's bytes lie in pages, which
 * are found by an array that grows with the file.  A page that was never written is
 * not there and reads as zeros.  Everything goes with the last reference.
 *
 * Locking: i_rwsem of the file over a read (shared) and a write.
 */

#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/ramfs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internal.h"

#define RAMFS_MAGIC	0x858458f6
#define SECTOR_SIZE	512
#define FIRST_SLOTS	4
#define MAX_FILE_SIZE	((loff_t)1 << 30)	/* the array of pages is then 2 MiB */

struct ramfs_inode {
	struct inode inode;
	void **pages;			/* i_rwsem; NULL in it: zeros */
	unsigned long slots;		/* i_rwsem: size of the array */
};

static struct kmem_cache *ramfs_cachep;		/* I */

static struct ramfs_inode *RAMFS_I(struct inode *inode)
{
	return container_of(inode, struct ramfs_inode, inode);
}

/* ---- the bytes of a file ----------------------------------------------------- */

static unsigned long page_of(loff_t pos)
{
	return (unsigned long)(pos >> PAGE_SHIFT);
}

static void *find_page(const struct ramfs_inode *ri, unsigned long index)
{
	return index < ri->slots ? ri->pages[index] : NULL;
}

static int grow_slots(struct ramfs_inode *ri, unsigned long wanted)
{
	unsigned long slots = max_t(unsigned long, ri->slots, FIRST_SLOTS);
	void **pages;

	while (slots < wanted)
		slots *= 2;
	pages = kvzalloc(slots * sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOSPC;
	if (ri->slots)
		memcpy(pages, ri->pages, ri->slots * sizeof(*pages));
	kvfree(ri->pages);
	ri->pages = pages;
	ri->slots = slots;
	return 0;
}

/* The page to write to, made if it is not there; or NULL. */
static void *get_page_at(struct ramfs_inode *ri, unsigned long index)
{
	if (index >= ri->slots && grow_slots(ri, index + 1))
		return NULL;
	if (!ri->pages[index]) {
		ri->pages[index] = (void *)get_zeroed_page(GFP_KERNEL);
		if (ri->pages[index])
			ri->inode.i_blocks += PAGE_SIZE / SECTOR_SIZE;
	}
	return ri->pages[index];
}

static void free_pages_from(struct ramfs_inode *ri, unsigned long index)
{
	for (; index < ri->slots; index++) {
		if (!ri->pages[index])
			continue;
		free_page((unsigned long)ri->pages[index]);
		ri->pages[index] = NULL;
		ri->inode.i_blocks -= PAGE_SIZE / SECTOR_SIZE;
	}
}

/* Up to the end of its page.  How much was copied, or -EFAULT. */
static ssize_t read_piece(const struct ramfs_inode *ri, char __user *buf, size_t count, loff_t pos)
{
	size_t offset = offset_in_page(pos);
	size_t n = min_t(size_t, count, PAGE_SIZE - offset);
	const char *page = find_page(ri, page_of(pos));
	size_t missing = page ? copy_to_user(buf, page + offset, n) : clear_user(buf, n);

	return missing == n ? -EFAULT : n - missing;
}

static ssize_t ramfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t done = 0, n = 0;

	inode_lock_shared(inode);
	if (*pos < inode->i_size)
		count = min_t(loff_t, count, inode->i_size - *pos);
	else
		count = 0;
	while (done < count && n >= 0) {
		n = read_piece(RAMFS_I(inode), buf + done, count - done, *pos + done);
		if (n > 0)
			done += n;
	}
	inode_unlock_shared(inode);
	*pos += done;
	return done ? done : n;
}

static ssize_t write_piece(struct ramfs_inode *ri, const char __user *buf, size_t count, loff_t pos)
{
	size_t offset = offset_in_page(pos);
	size_t n = min_t(size_t, count, PAGE_SIZE - offset), missing;
	char *page = get_page_at(ri, page_of(pos));

	if (!page)
		return -ENOSPC;
	missing = copy_from_user(page + offset, buf, n);
	return missing == n ? -EFAULT : n - missing;
}

static ssize_t ramfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t done = 0, n = 0;
	loff_t at;

	inode_lock(inode);
	at = file->f_flags & O_APPEND ? inode->i_size : *pos;
	if (count && at >= inode->i_sb->s_maxbytes)
		n = -EFBIG;
	else
		count = min_t(loff_t, count, inode->i_sb->s_maxbytes - at);
	while (done < count && n >= 0) {
		n = write_piece(RAMFS_I(inode), buf + done, count - done, at + done);
		if (n > 0)
			done += n;
	}
	if (done) {
		if (at + done > inode->i_size)
			i_size_write(inode, at + done);
		inode->i_mtime = inode->i_ctime = current_time(inode);
		*pos = at + done;
	}
	inode_unlock(inode);
	return done ? done : n;
}

/* What lies behind the new end is gone, and reads as zeros if the file grows again. */
static void ramfs_truncate(struct inode *inode, loff_t size)
{
	struct ramfs_inode *ri = RAMFS_I(inode);
	char *page = find_page(ri, page_of(size));

	free_pages_from(ri, page_of(size + PAGE_SIZE - 1));
	if (page && offset_in_page(size))
		memset(page + offset_in_page(size), 0, PAGE_SIZE - offset_in_page(size));
	i_size_write(inode, size);
}

static int ramfs_setattr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);

	if (attr->ia_valid & ATTR_SIZE) {
		if (attr->ia_size > inode->i_sb->s_maxbytes)
			return -EFBIG;
		ramfs_truncate(inode, attr->ia_size);
	}
	setattr_copy(inode, attr);
	return 0;
}

static const struct file_operations ramfs_file_operations = {
	.llseek	= generic_file_llseek,
	.read	= ramfs_read,
	.write	= ramfs_write,
	.fsync	= noop_fsync,
};

static const struct inode_operations ramfs_file_inode_operations = {
	.setattr = ramfs_setattr,
};

bool is_memory_file(const struct file *file)
{
	return file->f_op == &ramfs_file_operations;
}

/* ---- making files ------------------------------------------------------------ */

static const struct inode_operations ramfs_dir_inode_operations;

static struct inode *ramfs_new_inode(struct super_block *sb, const struct inode *dir, umode_t mode,
				     dev_t dev)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode_init_owner(inode, dir, mode);
	switch (mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ramfs_file_inode_operations;
		inode->i_fop = &ramfs_file_operations;
		break;
	case S_IFDIR:
		inode->i_op = &ramfs_dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		inc_nlink(inode);	/* for "." */
		break;
	case S_IFLNK:
		inode->i_op = &simple_symlink_inode_operations;
		break;
	default:
		init_special_inode(inode, mode, dev);
	}
	return inode;
}

/* The new file into its directory; it stays in memory by a reference of its own. */
static void add_to_dir(struct inode *dir, struct dentry *dentry, struct inode *inode)
{
	d_add(dentry, inode);
	dget(dentry);
	dir->i_mtime = dir->i_ctime = current_time(dir);
}

static int ramfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev)
{
	struct inode *inode = ramfs_new_inode(dir->i_sb, dir, mode, dev);

	if (!inode)
		return -ENOMEM;
	add_to_dir(dir, dentry, inode);
	return 0;
}

static int ramfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int err = ramfs_mknod(dir, dentry, mode | S_IFDIR, 0);

	if (!err)
		inc_nlink(dir);
	return err;
}

static int ramfs_create(struct inode *dir, struct dentry *dentry, umode_t mode, bool excl)
{
	return ramfs_mknod(dir, dentry, mode | S_IFREG, 0);
}

static int ramfs_symlink(struct inode *dir, struct dentry *dentry, const char *target)
{
	char *copy = kstrdup(target, GFP_KERNEL);
	struct inode *inode;

	if (!copy)
		return -ENOMEM;
	inode = ramfs_new_inode(dir->i_sb, dir, S_IFLNK | S_IRWXUGO, 0);
	if (!inode) {
		kfree(copy);
		return -ENOMEM;
	}
	inode->i_link = copy;
	inode->i_size = strlen(copy);
	add_to_dir(dir, dentry, inode);
	return 0;
}

static const struct inode_operations ramfs_dir_inode_operations = {
	.lookup		= simple_lookup,
	.create		= ramfs_create,
	.link		= simple_link,
	.unlink		= simple_unlink,
	.symlink	= ramfs_symlink,
	.mkdir		= ramfs_mkdir,
	.rmdir		= simple_rmdir,
	.mknod		= ramfs_mknod,
	.rename		= simple_rename,
};

/* ---- trees ------------------------------------------------------------------- */

static struct inode *ramfs_alloc_inode(struct super_block *sb)
{
	struct ramfs_inode *ri = kmem_cache_zalloc(ramfs_cachep, GFP_KERNEL);

	if (!ri)
		return NULL;
	inode_init_once(&ri->inode);
	return &ri->inode;
}

static void ramfs_evict_inode(struct inode *inode)
{
	free_pages_from(RAMFS_I(inode), 0);
	kvfree(RAMFS_I(inode)->pages);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
	clear_inode(inode);
}

static void ramfs_free_inode(struct inode *inode)
{
	kmem_cache_free(ramfs_cachep, RAMFS_I(inode));
}

static const struct super_operations ramfs_super_operations = {
	.alloc_inode	= ramfs_alloc_inode,
	.evict_inode	= ramfs_evict_inode,
	.free_inode	= ramfs_free_inode,
};

int ramfs_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = RAMFS_MAGIC;
	sb->s_maxbytes = MAX_FILE_SIZE;
	sb->s_op = &ramfs_super_operations;
	sb->s_root = d_make_root(ramfs_new_inode(sb, NULL, S_IFDIR | 0755, 0));
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *ramfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_nodev(type, flags, data, ramfs_fill_super);
}

static struct file_system_type rootfs_type = {
	.name = "rootfs", .mount = ramfs_mount, .kill_sb = kill_litter_super,
};

static struct file_system_type ramfs_type = {
	.name = "ramfs", .mount = ramfs_mount, .kill_sb = kill_litter_super,
};

/* As Linux has it where it is built without a tmpfs of its own: no size, no swap. */
static struct file_system_type tmpfs_type = {
	.name = "tmpfs", .mount = ramfs_mount, .kill_sb = kill_litter_super,
};

void __init ramfs_init(void)
{
	ramfs_cachep = KMEM_CACHE(ramfs_inode, 0);
	if (!ramfs_cachep || register_filesystem(&rootfs_type) ||
	    register_filesystem(&ramfs_type) || register_filesystem(&tmpfs_type))
		panic("VFS: no ramfs for the root.");
}
