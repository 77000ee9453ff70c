// SPDX-License-Identifier: MIT
/*
 * fs/entries.c - making, removing and renaming entries of directories
 *
 * Each walks to the directory of the last component, locks it, looks the name up in
 * it, asks what the VFS itself can answer (is there such a file, is something mounted
 * on it, may the file system be changed) and calls the directory's operation.
 *
 * Context: process, may sleep.
 *
 * Locking
 *
 *   i_rwsem of the directory     while an entry is made or removed; then that of the
 *                                entry, if it is a directory which goes.
 *   rename_mutex                 one rename between two directories at a time, so
 *                                that "is below" stays true.  Order: outside i_rwsem.
 */

#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/namei.h>
#include <linux/slab.h>

#include "namei.h"

static DEFINE_MUTEX(rename_mutex);

/* ---- making ------------------------------------------------------------------ */

static int may_change(const struct inode *dir)
{
	if (!dir->i_nlink)
		return -ENOENT;
	return dir->i_sb->s_flags & SB_RDONLY ? -EROFS : 0;
}

static int may_create(const struct inode *dir, const struct dentry *dentry)
{
	return d_is_positive(dentry) ? -EEXIST : may_change(dir);
}

/* The name's own directory, locked, and the entry, which may be negative. */
struct dentry *lookup_last(struct nameidata *nd)
{
	struct dentry *dentry;

	if (!nd->last.len || is_dot(&nd->last) || is_dot_dot(&nd->last))
		return ERR_PTR(-EEXIST);
	inode_lock_nested(d_inode(nd->path.dentry), I_MUTEX_PARENT);
	dentry = lookup_locked(nd->path.dentry, &nd->last);
	if (IS_ERR(dentry))
		inode_unlock(d_inode(nd->path.dentry));
	return dentry;
}

struct dentry *create_at(int dfd, const char *name, struct path *path, unsigned int lookup_flags)
{
	struct nameidata nd;
	struct dentry *dentry;
	int err = begin_walk(&nd, dfd, name, LOOKUP_PARENT);

	if (err)
		return ERR_PTR(err);
	dentry = lookup_last(&nd);
	if (IS_ERR(dentry))
		goto out;
	if (d_is_positive(dentry))
		err = -EEXIST;
	else if (nd.trailing && !(lookup_flags & LOOKUP_DIRECTORY))
		err = -ENOENT;
	if (!err) {
		kfree(nd.buf);
		*path = nd.path;
		return dentry;
	}
	dput(dentry);
	inode_unlock(d_inode(nd.path.dentry));
	dentry = ERR_PTR(err);
out:
	end_walk(&nd);
	return dentry;
}

struct dentry *kern_path_create(const char *name, struct path *path, unsigned int lookup_flags)
{
	return create_at(AT_FDCWD, name, path, lookup_flags);
}
EXPORT_SYMBOL(kern_path_create);

void done_path_create(struct path *path, struct dentry *dentry)
{
	dput(dentry);
	inode_unlock(d_inode(path->dentry));
	path_put(path);
}
EXPORT_SYMBOL(done_path_create);

int vfs_create(struct inode *dir, struct dentry *dentry, umode_t mode, bool excl)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->create)
		return -EACCES;
	return dir->i_op->create(dir, dentry, S_IFREG | (mode & S_IALLUGO), excl);
}
EXPORT_SYMBOL(vfs_create);

int vfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->mkdir)
		return -EPERM;
	return dir->i_op->mkdir(dir, dentry, mode & (S_IRWXUGO | S_ISVTX));
}
EXPORT_SYMBOL(vfs_mkdir);

int vfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->mknod)
		return -EPERM;
	return dir->i_op->mknod(dir, dentry, mode, dev);
}
EXPORT_SYMBOL(vfs_mknod);

int vfs_symlink(struct inode *dir, struct dentry *dentry, const char *target)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->symlink)
		return -EPERM;
	return dir->i_op->symlink(dir, dentry, target);
}
EXPORT_SYMBOL(vfs_symlink);

int vfs_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	int err = may_create(dir, dentry);

	if (err)
		return err;
	if (dir->i_sb != d_inode(old)->i_sb)
		return -EXDEV;
	if (!dir->i_op->link || S_ISDIR(d_inode(old)->i_mode))
		return -EPERM;
	return dir->i_op->link(old, dir, dentry);
}
EXPORT_SYMBOL(vfs_link);

/* ---- removing ---------------------------------------------------------------- */

static int may_delete(const struct inode *dir, const struct dentry *victim, bool is_dir)
{
	if (d_is_negative(victim))
		return -ENOENT;
	if (is_dir && !S_ISDIR(d_inode(victim)->i_mode))
		return -ENOTDIR;
	if (!is_dir && S_ISDIR(d_inode(victim)->i_mode))
		return -EISDIR;
	return d_mountpoint(victim) ? -EBUSY : may_change(dir);
}

int vfs_unlink(struct inode *dir, struct dentry *dentry)
{
	int err = may_delete(dir, dentry, false);

	if (err)
		return err;
	if (!dir->i_op->unlink)
		return -EPERM;
	err = dir->i_op->unlink(dir, dentry);
	if (!err)
		d_delete(dentry);
	return err;
}
EXPORT_SYMBOL(vfs_unlink);

/* The victim's lock keeps others from making entries in it. */
int vfs_rmdir(struct inode *dir, struct dentry *dentry)
{
	int err = may_delete(dir, dentry, true);

	if (err)
		return err;
	if (!dir->i_op->rmdir)
		return -EPERM;
	inode_lock(d_inode(dentry));
	err = d_mountpoint(dentry) ? -EBUSY : dir->i_op->rmdir(dir, dentry);
	if (!err)
		d_delete(dentry);
	inode_unlock(d_inode(dentry));
	return err;
}
EXPORT_SYMBOL(vfs_rmdir);

static int remove_name(int dfd, const char *name, bool is_dir)
{
	struct nameidata nd;
	struct dentry *dentry;
	struct inode *dir;
	int err = begin_walk(&nd, dfd, name, LOOKUP_PARENT);

	if (err)
		return err;
	dentry = lookup_last(&nd);
	if (IS_ERR(dentry)) {
		err = PTR_ERR(dentry);
		if (err == -EEXIST)	/* "/", "." or ".." */
			err = !is_dir ? -EISDIR : is_dot(&nd.last) ? -EINVAL :
			      nd.last.len ? -ENOTEMPTY : -EBUSY;
		goto out;
	}
	dir = d_inode(nd.path.dentry);
	if (is_dir)
		err = vfs_rmdir(dir, dentry);
	else if (nd.trailing && d_is_positive(dentry) && !S_ISDIR(d_inode(dentry)->i_mode))
		err = -ENOTDIR;
	else
		err = vfs_unlink(dir, dentry);
	inode_unlock(dir);
	dput(dentry);			/* without the lock: a file's data may go here */
out:
	end_walk(&nd);
	return err;
}

int do_unlinkat(int dfd, const char *name)
{
	return remove_name(dfd, name, false);
}

int do_rmdirat(int dfd, const char *name)
{
	return remove_name(dfd, name, true);
}

int init_unlink(const char *name)
{
	return do_unlinkat(AT_FDCWD, name);
}

int init_rmdir(const char *name)
{
	return do_rmdirat(AT_FDCWD, name);
}

/* ---- renaming ---------------------------------------------------------------- */

/* Both directories' locks; the upper one first. */
static void lock_rename(struct dentry *a, struct dentry *b)
{
	if (a == b) {
		inode_lock_nested(d_inode(a), I_MUTEX_PARENT);
		return;
	}
	mutex_lock(&rename_mutex);
	if (is_subdir(a, b))
		swap(a, b);
	inode_lock_nested(d_inode(a), I_MUTEX_PARENT);
	inode_lock_nested(d_inode(b), I_MUTEX_PARENT2);
}

static void unlock_rename(struct dentry *a, struct dentry *b)
{
	inode_unlock(d_inode(a));
	if (a == b)
		return;
	inode_unlock(d_inode(b));
	mutex_unlock(&rename_mutex);
}

static int may_rename(struct inode *old_dir, struct dentry *old, struct inode *new_dir,
		      struct dentry *new)
{
	bool is_dir = d_is_positive(old) && S_ISDIR(d_inode(old)->i_mode);
	int err = may_delete(old_dir, old, is_dir);

	if (!err)
		err = d_is_positive(new) ? may_delete(new_dir, new, is_dir) : may_change(new_dir);
	if (!err && old_dir->i_sb != new_dir->i_sb)
		err = -EXDEV;
	if (!err && !old_dir->i_op->rename)
		err = -EPERM;
	return err;
}

/* Over an empty directory: which must stay empty meanwhile. */
static int rename_entry(struct inode *old_dir, struct dentry *old, struct inode *new_dir,
			struct dentry *new)
{
	struct inode *target = d_inode(new);
	int err = may_rename(old_dir, old, new_dir, new);

	if (err || d_inode(old) == target)
		return err;
	if (target)
		inode_lock(target);
	err = old_dir->i_op->rename(old_dir, old, new_dir, new, 0);
	if (!err)
		d_move(old, new);
	if (target)
		inode_unlock(target);
	return err;
}

/* With both directories locked: a directory does not go below itself. */
static int rename_last(struct nameidata *from, struct nameidata *to, unsigned int flags)
{
	struct dentry *old = lookup_locked(from->path.dentry, &from->last), *new;
	int err;

	if (IS_ERR(old))
		return PTR_ERR(old);
	new = lookup_locked(to->path.dentry, &to->last);
	if (IS_ERR(new))
		err = PTR_ERR(new);
	else if (is_subdir(to->path.dentry, old))
		err = -EINVAL;
	else if (is_subdir(from->path.dentry, new))
		err = -ENOTEMPTY;
	else if ((from->trailing || to->trailing) && d_is_positive(old) &&
		 !S_ISDIR(d_inode(old)->i_mode))
		err = -ENOTDIR;
	else if (flags & RENAME_NOREPLACE && d_is_positive(new))
		err = -EEXIST;
	else
		err = rename_entry(d_inode(from->path.dentry), old, d_inode(to->path.dentry), new);
	if (!IS_ERR(new))
		dput(new);
	dput(old);
	return err;
}

static bool is_plain_name(const struct nameidata *nd)
{
	return nd->last.len && !is_dot(&nd->last) && !is_dot_dot(&nd->last);
}

int do_renameat(int old_dfd, const char *oldname, int new_dfd, const char *newname,
		unsigned int flags)
{
	struct nameidata from, to;
	int err;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	err = begin_walk(&from, old_dfd, oldname, LOOKUP_PARENT);
	if (err)
		return err;
	err = begin_walk(&to, new_dfd, newname, LOOKUP_PARENT);
	if (err)
		goto out;
	if (from.path.mnt != to.path.mnt)
		err = -EXDEV;
	else if (!is_plain_name(&from) || !is_plain_name(&to))
		err = -EBUSY;
	if (!err) {
		lock_rename(from.path.dentry, to.path.dentry);
		err = rename_last(&from, &to, flags);
		unlock_rename(from.path.dentry, to.path.dentry);
	}
	end_walk(&to);
out:
	end_walk(&from);
	return err;
}

int init_rename(const char *oldname, const char *newname)
{
	return do_renameat(AT_FDCWD, oldname, AT_FDCWD, newname, 0);
}
