// SPDX-License-Identifier: MIT
/*
 * fs/proc/inode.c - the entries of /proc as files of the VFS
 *
 * An entry gets an inode when somebody looks its name up, and loses it when nobody
 * uses it any more.  The file's operations are the same for all: each goes through
 * the gate of the entry and calls the owner's function.
 *
 * release() is called once for each successful open(): by the file's last fput(), or
 * before that by who removes the entry.  Whoever takes the opener off the list does
 * it, under openers_lock.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define PROC_SUPER_MAGIC 0x9fa0

struct opener {
	struct file *file;
	struct list_head list;		/* openers_lock of the entry */
};

static struct kmem_cache *proc_inode_cachep;	/* I */

void *pde_data(const struct inode *inode)
{
	return inode->i_private;
}
EXPORT_SYMBOL(pde_data);

void *proc_get_parent_data(const struct inode *inode)
{
	return PDE(inode)->parent->data;
}
EXPORT_SYMBOL(proc_get_parent_data);

/* ---- files ------------------------------------------------------------------- */

static loff_t proc_reg_llseek(struct file *file, loff_t offset, int whence)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	loff_t ret;

	if (!call_gate_enter(&de->gate))
		return -EINVAL;
	if (de->ops->proc_lseek)
		ret = de->ops->proc_lseek(file, offset, whence);
	else
		ret = -ESPIPE;
	call_gate_leave(&de->gate);
	return ret;
}

static ssize_t proc_reg_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t ret = -EIO;

	if (!call_gate_enter(&de->gate))
		return -EIO;
	if (de->ops->proc_read)
		ret = de->ops->proc_read(file, buf, count, pos);
	call_gate_leave(&de->gate);
	return ret;
}

static ssize_t proc_reg_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	ssize_t ret = -EIO;

	if (!call_gate_enter(&de->gate))
		return -EIO;
	if (de->ops->proc_write)
		ret = de->ops->proc_write(file, buf, count, pos);
	call_gate_leave(&de->gate);
	return ret;
}

static long proc_reg_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	long ret = -ENOTTY;

	if (!call_gate_enter(&de->gate))
		return -ENOTTY;
	if (de->ops->proc_ioctl)
		ret = de->ops->proc_ioctl(file, cmd, arg);
	call_gate_leave(&de->gate);
	return ret;
}

static int call_open(struct proc_dir_entry *de, struct inode *inode, struct file *file)
{
	struct opener *opener = NULL;
	int err = 0;

	if (de->ops->proc_release) {
		opener = kmalloc(sizeof(*opener), GFP_KERNEL);
		if (!opener)
			return -ENOMEM;
	}
	if (de->ops->proc_open)
		err = de->ops->proc_open(inode, file);
	if (err || !opener) {
		kfree(opener);
		return err;
	}
	opener->file = file;
	mutex_lock(&de->openers_lock);
	list_add(&opener->list, &de->openers);
	mutex_unlock(&de->openers_lock);
	return 0;
}

static int proc_reg_open(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	int err;

	if (!call_gate_enter(&de->gate))
		return -ENOENT;
	if (!de->ops->proc_lseek)
		nonseekable_open(inode, file);
	err = call_open(de, inode, file);
	call_gate_leave(&de->gate);
	return err;
}

static __poll_t proc_reg_poll(struct file *file, struct poll_table_struct *wait)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	__poll_t mask = DEFAULT_POLLMASK;

	if (!call_gate_enter(&de->gate))
		return mask;
	if (de->ops->proc_poll)
		mask = de->ops->proc_poll(file, wait);
	call_gate_leave(&de->gate);
	return mask;
}

static int proc_reg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct proc_dir_entry *de = PDE(file_inode(file));
	int err = -EIO;

	if (!call_gate_enter(&de->gate))
		return err;
	if (de->ops->proc_mmap)
		err = de->ops->proc_mmap(file, vma);
	call_gate_leave(&de->gate);
	return err;
}

/* With openers_lock: nobody else can release the same file. */
static void release_opener(struct proc_dir_entry *de, struct opener *opener)
{
	lockdep_assert_held(&de->openers_lock);
	list_del(&opener->list);
	de->ops->proc_release(file_inode(opener->file), opener->file);
	kfree(opener);
}

static int proc_reg_release(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);
	struct opener *opener;

	mutex_lock(&de->openers_lock);
	list_for_each_entry(opener, &de->openers, list) {
		if (opener->file == file) {
			release_opener(de, opener);
			break;
		}
	}
	mutex_unlock(&de->openers_lock);
	return 0;
}

void proc_release_openers(struct proc_dir_entry *de)
{
	mutex_lock(&de->openers_lock);
	while (!list_empty(&de->openers))
		release_opener(de, list_first_entry(&de->openers, struct opener, list));
	mutex_unlock(&de->openers_lock);
}

static const struct file_operations proc_reg_file_operations = {
	.llseek		= proc_reg_llseek,
	.read		= proc_reg_read,
	.write		= proc_reg_write,
	.unlocked_ioctl	= proc_reg_ioctl,
	.poll		= proc_reg_poll,
	.mmap		= proc_reg_mmap,
	.open		= proc_reg_open,
	.release	= proc_reg_release,
};

/* ---- directories ------------------------------------------------------------- */

static const struct inode_operations proc_dir_inode_operations;
static const struct file_operations proc_dir_operations;

static const char *proc_get_link(struct dentry *dentry, struct inode *inode)
{
	return PDE(inode)->target;
}

static const struct inode_operations proc_link_inode_operations = {
	.get_link = proc_get_link,
};

/* A removed entry's name is free again, though somebody may still have it open. */
static int proc_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct proc_dir_entry *de = PDE(d_inode(dentry));

	return de ? call_gate_is_open(&de->gate) : proc_pid_revalidate(dentry);
}

static const struct dentry_operations proc_dentry_operations = {
	.d_revalidate = proc_revalidate,
};

/* The entry's reference goes over to the inode, also when there is no memory. */
static struct inode *proc_get_inode(struct super_block *sb, struct proc_dir_entry *de)
{
	struct inode *inode = new_inode(sb);

	if (!inode) {
		pde_put(de);
		return NULL;
	}
	PROC_I(inode)->pde = de;
	inode_init_owner(inode, NULL, de->mode);
	inode->i_ino = de->ino;
	inode->i_uid = de->uid;
	inode->i_gid = de->gid;
	inode->i_size = de->size;
	inode->i_private = de->data;
	if (S_ISDIR(de->mode)) {
		inode->i_op = &proc_dir_inode_operations;
		inode->i_fop = &proc_dir_operations;
		set_nlink(inode, 2);
	} else if (S_ISLNK(de->mode)) {
		inode->i_op = &proc_link_inode_operations;
	} else {
		inode->i_fop = &proc_reg_file_operations;
	}
	return inode;
}

static struct dentry *proc_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct proc_dir_entry *de;
	struct inode *inode;

	mutex_lock(&proc_mutex);
	de = pde_find_child(PDE(dir), (const char *)dentry->d_name.name, dentry->d_name.len);
	if (de)
		refcount_inc(&de->refs);
	mutex_unlock(&proc_mutex);
	if (!de && PDE(dir) == &proc_root)
		return proc_pid_lookup(dir, dentry);
	if (!de)
		return ERR_PTR(-ENOENT);
	inode = proc_get_inode(dir->i_sb, de);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	d_add(dentry, inode);
	return NULL;
}

static const struct inode_operations proc_dir_inode_operations = {
	.lookup = proc_lookup,
};

/* The nth entry, with a reference. */
static struct proc_dir_entry *nth_child(struct proc_dir_entry *dir, loff_t n)
{
	struct proc_dir_entry *de;

	mutex_lock(&proc_mutex);
	list_for_each_entry(de, &dir->children, sibling) {
		if (n-- == 0) {
			refcount_inc(&de->refs);
			goto out;
		}
	}
	de = NULL;
out:
	mutex_unlock(&proc_mutex);
	return de;
}

static int proc_readdir(struct file *file, struct dir_context *ctx)
{
	struct proc_dir_entry *dir = PDE(file_inode(file)), *de;
	bool more = dir_emit_dots(file, ctx);

	while (more && (de = nth_child(dir, ctx->pos - 2))) {
		more = dir_emit(ctx, de->name, strlen(de->name), de->ino, S_DT(de->mode));
		ctx->pos += more;
		pde_put(de);
	}
	return more && dir == &proc_root ? proc_pid_readdir(file, ctx) : 0;
}

static const struct file_operations proc_dir_operations = {
	.llseek		= generic_file_llseek,
	.read		= generic_read_dir,
	.iterate_shared	= proc_readdir,
};

/* ---- the file system --------------------------------------------------------- */

static struct inode *proc_alloc_inode(struct super_block *sb)
{
	struct proc_inode *pi = kmem_cache_alloc(proc_inode_cachep, GFP_KERNEL);

	if (!pi)
		return NULL;
	*pi = (struct proc_inode){};
	inode_init_once(&pi->inode);
	return &pi->inode;
}

static void proc_free_inode(struct inode *inode)
{
	struct proc_inode *pi = PROC_I(inode);

	if (pi->pde)
		pde_put(pi->pde);
	put_pid(pi->pid);
	if (pi->own_link)
		kfree(inode->i_link);
	kmem_cache_free(proc_inode_cachep, pi);
}

static const struct super_operations proc_super_operations = {
	.alloc_inode	= proc_alloc_inode,
	.free_inode	= proc_free_inode,
};

static int proc_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = PROC_SUPER_MAGIC;
	sb->s_op = &proc_super_operations;
	sb->s_d_op = &proc_dentry_operations;
	refcount_inc(&proc_root.refs);
	sb->s_root = d_make_root(proc_get_inode(sb, &proc_root));
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *proc_mount(struct file_system_type *type, int flags, const char *dev_name,
				 void *data)
{
	return mount_single(type, flags, data, proc_fill_super);
}

static struct file_system_type proc_fs_type = {
	.name = "proc", .mount = proc_mount, .kill_sb = kill_anon_super,
};

void __init proc_init(void)
{
	proc_inode_cachep = KMEM_CACHE(proc_inode, 0);
	if (!proc_inode_cachep || register_filesystem(&proc_fs_type))
		panic("VFS: no procfs.");
}
