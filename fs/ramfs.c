// SPDX-License-Identifier: MIT
/*
 * fs/ramfs.c - files in memory: the root file system
 *
 * The tree is the entries in memory (libfs.c); a file's bytes lie in pages, which
 * are found by an array that grows with the file.  A page that was never written is
 * not there and reads as zeros.  Everything goes with the last reference.
 *
 * A page of a file that is mapped is the file's own: in a shared area a program writes into
 * the file.  One that is cut off the file stays with who has mapped it.
 *
 * Locking: i_rwsem of the file over a read (shared) and a write; pages_lock, innermost, for
 * the array, since a page fault may come within either.
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
#include <linux/shmem_fs.h>
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
	spinlock_t pages_lock;
	void **pages;			/* L; to take one out i_rwsem, too; NULL in it: zeros */
	unsigned long slots;		/* L: size of the array */
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

/* Holds as long as the caller has i_rwsem, for a page is taken out only with that to write. */
static void *find_page(struct ramfs_inode *ri, unsigned long index)
{
	void *page = NULL;

	spin_lock(&ri->pages_lock);
	if (index < ri->slots)
		page = ri->pages[index];
	spin_unlock(&ri->pages_lock);
	return page;
}

static int grow_slots(struct ramfs_inode *ri, unsigned long wanted)
{
	unsigned long slots = FIRST_SLOTS;
	void **pages;

	while (slots < wanted)
		slots *= 2;
	pages = kvzalloc(slots * sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOSPC;
	spin_lock(&ri->pages_lock);
	if (slots > ri->slots) {
		if (ri->slots)
			memcpy(pages, ri->pages, ri->slots * sizeof(*pages));
		swap(ri->pages, pages);
		ri->slots = slots;
	}
	spin_unlock(&ri->pages_lock);
	kvfree(pages);
	return 0;
}

/* Into the array, unless somebody was faster; the one that is in it then. */
static void *add_page(struct ramfs_inode *ri, unsigned long index, void *page)
{
	void *other;

	spin_lock(&ri->pages_lock);
	other = ri->pages[index];
	if (!other) {
		ri->pages[index] = page;
		ri->inode.i_blocks += PAGE_SIZE / SECTOR_SIZE;
	}
	spin_unlock(&ri->pages_lock);
	if (!other)
		return page;
	free_page((unsigned long)page);
	return other;
}

/* The page to write to, made if it is not there; or NULL. */
static void *get_page_at(struct ramfs_inode *ri, unsigned long index)
{
	void *page = find_page(ri, index);

	if (page)
		return page;
	if (index >= READ_ONCE(ri->slots) && grow_slots(ri, index + 1))
		return NULL;
	page = (void *)get_zeroed_page(GFP_KERNEL);
	return page ? add_page(ri, index, page) : NULL;
}

static void free_pages_from(struct ramfs_inode *ri, unsigned long index)
{
	for (; index < ri->slots; index++) {
		void *page = find_page(ri, index);

		if (!page)
			continue;
		spin_lock(&ri->pages_lock);
		ri->pages[index] = NULL;
		ri->inode.i_blocks -= PAGE_SIZE / SECTOR_SIZE;
		spin_unlock(&ri->pages_lock);
		put_page(virt_to_page(page));
	}
}

/* Up to the end of its page.  How much was copied, or -EFAULT. */
static ssize_t read_piece(struct ramfs_inode *ri, char __user *buf, size_t count, loff_t pos)
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

/* ---- mapping ------------------------------------------------------------------- */

/*
 * A hole gets its page now.  Without i_rwsem, within which a program's memory is touched:
 * a page that is being cut off may still be given, with a reference of its own.
 */
static vm_fault_t ramfs_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct ramfs_inode *ri = RAMFS_I(inode);
	void *page = NULL;

	if (vmf->pgoff >= page_of(i_size_read(inode) + PAGE_SIZE - 1))
		return VM_FAULT_SIGBUS;
	if (!get_page_at(ri, vmf->pgoff))
		return VM_FAULT_OOM;
	spin_lock(&ri->pages_lock);
	page = ri->pages[vmf->pgoff];
	if (page)
		get_page(virt_to_page(page));
	spin_unlock(&ri->pages_lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(page);
	return 0;
}

static const struct vm_operations_struct ramfs_vm_ops = { .fault = ramfs_fault };

static int ramfs_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &ramfs_vm_ops;
	return 0;
}

static const struct file_operations ramfs_file_operations = {
	.llseek	= generic_file_llseek,
	.read	= ramfs_read,
	.write	= ramfs_write,
	.mmap	= ramfs_mmap,
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
	spin_lock_init(&ri->pages_lock);
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

/* ---- files without a name ---------------------------------------------------------- */

static struct vfsmount *shm_mnt;	/* I */

/**
 * shmem_file_setup - a file in memory that has no name
 * @name: for who asks; it cannot be opened by that
 * Context: process, may sleep.
 * Return: the file, for reading and writing, or ERR_PTR().
 */
struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags)
{
	struct inode *inode;

	if (size < 0 || size > MAX_FILE_SIZE)
		return ERR_PTR(-EINVAL);
	inode = ramfs_new_inode(shm_mnt->mnt_sb, NULL, S_IFREG | S_IRWXUGO, 0);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	clear_nlink(inode);
	inode->i_size = size;
	return alloc_file_pseudo(inode, shm_mnt, O_RDWR, &ramfs_file_operations);
}
EXPORT_SYMBOL(shmem_file_setup);

/* For a driver's mmap(): the area shows zeroes which its sharers write to. */
int shmem_zero_setup(struct vm_area_struct *vma)
{
	struct file *file = shmem_file_setup("dev/zero", vma->vm_end - vma->vm_start, 0);

	if (IS_ERR(file))
		return PTR_ERR(file);
	fput(vma->vm_file);
	vma->vm_file = file;
	vma->vm_pgoff = 0;
	return ramfs_mmap(file, vma);
}

static int __init shmem_init(void)
{
	shm_mnt = kern_mount(&tmpfs_type);
	if (IS_ERR(shm_mnt))
		panic("VFS: no shared memory, error %ld", PTR_ERR(shm_mnt));
	return 0;
}
fs_initcall(shmem_init);

void __init ramfs_init(void)
{
	ramfs_cachep = KMEM_CACHE(ramfs_inode, 0);
	if (!ramfs_cachep || register_filesystem(&rootfs_type) ||
	    register_filesystem(&ramfs_type) || register_filesystem(&tmpfs_type))
		panic("VFS: no memory for the root");
}
