// SPDX-License-Identifier: MIT
/*
 * fs/namei.c - from a name to a file, one component after the other
 *
 * How it works
 *
 *   A walk holds one path, where it is, and the rest of the name.  A component is
 *   looked up among the entries in memory, and if it is not there, by the directory's
 *   file system (i_op->lookup).  What is mounted on the entry takes its place.  A
 *   symbolic link's text goes in front of the rest of the name, and the walk goes on:
 *
 *       at /        rest "bin/ls"       bin -> usr/bin
 *       at /        rest "usr/bin/ls"
 *
 *   so links need no recursion, and what bounds them is MAXSYMLINKS and the length
 *   of a name.  What makes or removes an entry stops before the last component
 *   (entries.c).
 *
 * Context: process, may sleep.
 *
 * Locking
 *
 *   i_rwsem of the directory, while an entry is looked up in its file system.
 *
 * Compared with Linux: no permissions are asked, for everybody is root; a name
 * that links have made longer than PATH_MAX is -ENAMETOOLONG.
 */

#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "namei.h"

/* ---- one component ----------------------------------------------------------- */

static struct dentry *lookup_in_memory(struct dentry *dir, const struct qstr *name)
{
	struct dentry *dentry = d_lookup(dir, name);

	if (dentry && dentry->d_op && dentry->d_op->d_revalidate &&
	    !dentry->d_op->d_revalidate(dentry, 0)) {
		d_drop(dentry);
		dput(dentry);
		dentry = NULL;
	}
	return dentry;
}

/* With the directory's lock.  An entry, negative if there is no such file, or ERR_PTR(). */
struct dentry *lookup_locked(struct dentry *dir, const struct qstr *name)
{
	struct inode *inode = d_inode(dir);
	struct dentry *dentry, *other;

	lockdep_assert_held(&inode->i_rwsem);
	dentry = lookup_in_memory(dir, name);
	if (dentry)
		return dentry;
	if (!inode->i_op->lookup)
		return ERR_PTR(-ENOTDIR);
	if (!inode->i_nlink)
		return ERR_PTR(-ENOENT);	/* the directory has been removed */
	dentry = d_alloc(dir, name);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	other = inode->i_op->lookup(inode, dentry, 0);
	if (!other)
		return dentry;
	dput(dentry);
	return other;
}

static struct dentry *lookup(struct dentry *dir, const struct qstr *name)
{
	struct dentry *dentry = lookup_in_memory(dir, name);

	if (dentry)
		return dentry;
	inode_lock(d_inode(dir));
	dentry = lookup_locked(dir, name);
	inode_unlock(d_inode(dir));
	if (!IS_ERR(dentry) && d_is_negative(dentry)) {
		dput(dentry);
		return ERR_PTR(-ENOENT);
	}
	return dentry;
}

struct dentry *lookup_one_len(const char *name, struct dentry *base, int len)
{
	const struct qstr q = QSTR_INIT(name, len);

	if (len > NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	if (!len || memchr(name, '/', len) || (len == 1 && name[0] == '.') ||
	    (len == 2 && name[0] == '.' && name[1] == '.'))
		return ERR_PTR(-EACCES);
	return lookup_locked(base, &q);
}
EXPORT_SYMBOL(lookup_one_len);

static void follow_mounts(struct path *path)
{
	while (follow_down_one(path))
		;
}

/* "..": the parent; from a mount's root that of its place; at the root nowhere. */
static void step_up(struct nameidata *nd)
{
	struct path root;

	get_fs_root(current->fs, &root);
	while (!path_equal(&nd->path, &root)) {
		if (nd->path.dentry != nd->path.mnt->mnt_root) {
			struct dentry *child = nd->path.dentry;

			nd->path.dentry = dget_parent(child);
			dput(child);
			break;
		}
		if (!follow_up(&nd->path))
			break;
	}
	path_put(&root);
	follow_mounts(&nd->path);
}

static void start_at(struct nameidata *nd, bool absolute)
{
	if (absolute)
		get_fs_root(current->fs, &nd->path);
	else
		get_fs_pwd(current->fs, &nd->path);
}

/* The link's text, and behind it what is still to be walked. */
static int put_in_front(struct nameidata *nd, const char *target)
{
	bool more = nd->trailing || *nd->rest;
	char *buf;
	int len;

	if (!*target)
		return -ENOENT;
	buf = kmalloc(PATH_MAX, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	len = snprintf(buf, PATH_MAX, "%s%s%s", target, more ? "/" : "", nd->rest);
	kfree(nd->buf);
	nd->rest = nd->buf = buf;
	return len < PATH_MAX ? 0 : -ENAMETOOLONG;
}

static int follow_text(struct nameidata *nd, const char *target)
{
	int err = PTR_ERR_OR_ZERO(target);

	if (!err)
		err = put_in_front(nd, target);
	if (!err && *target == '/') {
		path_put(&nd->path);
		start_at(nd, true);
	}
	return err;
}

static int jump(struct nameidata *nd, struct inode *inode)
{
	struct path place;
	int err = inode->i_op->get_place(inode, &place);

	if (err)
		return err;
	path_put(&nd->path);
	nd->path = place;
	return 0;
}

/* Goes on from a link in the present directory; its reference is given back. */
static int follow_link(struct nameidata *nd, struct dentry *link)
{
	struct inode *inode = d_inode(link);
	int err;

	if (nd->links++ >= MAXSYMLINKS)
		err = -ELOOP;
	else if (inode->i_op->get_place)
		err = jump(nd, inode);
	else
		err = follow_text(nd, inode->i_op->get_link(link, inode));
	dput(link);
	return err;
}

static int step(struct nameidata *nd, const struct qstr *name)
{
	bool last = !*nd->rest && !nd->trailing;
	struct dentry *dentry;

	if (is_dot(name))
		return 0;
	if (is_dot_dot(name)) {
		step_up(nd);
		return 0;
	}
	dentry = lookup(nd->path.dentry, name);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (S_ISLNK(d_inode(dentry)->i_mode) && (!last || nd->flags & LOOKUP_FOLLOW))
		return follow_link(nd, dentry);
	dput(nd->path.dentry);
	nd->path.dentry = dentry;
	follow_mounts(&nd->path);
	return 0;
}

/* ---- the whole name ---------------------------------------------------------- */

/* Takes a component off the rest; an empty one at the end. */
static int next_component(struct nameidata *nd, struct qstr *name)
{
	size_t len;

	nd->rest += strspn(nd->rest, "/");
	len = strcspn(nd->rest, "/");
	*name = (struct qstr)QSTR_INIT(nd->rest, len);
	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	if (!len)
		return 0;
	nd->rest += len;
	nd->trailing = *nd->rest == '/';
	nd->rest += strspn(nd->rest, "/");
	return 0;
}

static bool at_directory(const struct nameidata *nd)
{
	return S_ISDIR(d_inode(nd->path.dentry)->i_mode);
}

static int walk(struct nameidata *nd)
{
	struct qstr name;
	int err;

	for (;;) {
		err = next_component(nd, &name);
		if (err)
			return err;
		if (!name.len)
			break;
		if (!at_directory(nd))
			return -ENOTDIR;
		if (nd->flags & LOOKUP_PARENT && !*nd->rest) {
			nd->last = name;
			return 0;
		}
		err = step(nd, &name);
		if (err)
			return err;
	}
	nd->last = name;
	if ((nd->trailing || nd->flags & LOOKUP_DIRECTORY) && !at_directory(nd))
		return -ENOTDIR;
	return 0;
}

void end_walk(struct nameidata *nd)
{
	path_put(&nd->path);
	kfree(nd->buf);
}

/* A name without a '/' in front begins at the directory that is open as @dfd. */
static int start_at_fd(struct nameidata *nd, int dfd)
{
	struct fd f = fdget_raw(dfd);
	int err = 0;

	if (!f.file)
		return -EBADF;
	if (*nd->rest && !S_ISDIR(file_inode(f.file)->i_mode))
		err = -ENOTDIR;
	if (!err) {
		nd->path = f.file->f_path;
		path_get(&nd->path);
	}
	fdput(f);
	return err;
}

/* On success nd->path has a reference, until end_walk(). */
int begin_walk(struct nameidata *nd, int dfd, const char *name, unsigned int flags)
{
	int err = 0;

	if (!*name && !(flags & LOOKUP_EMPTY))
		return -ENOENT;
	if (strnlen(name, PATH_MAX) == PATH_MAX)
		return -ENAMETOOLONG;
	*nd = (struct nameidata){ .rest = name, .flags = flags };
	if (*name == '/' || dfd == AT_FDCWD)
		start_at(nd, *name == '/');
	else
		err = start_at_fd(nd, dfd);
	if (err)
		return err;
	err = walk(nd);
	if (err)
		end_walk(nd);
	return err;
}

/* Of a name that begins at the open directory @dfd, or with AT_FDCWD at the present one. */
int kern_path_at(int dfd, const char *name, unsigned int flags, struct path *path)
{
	struct nameidata nd;
	int err = begin_walk(&nd, dfd, name, flags);

	if (err)
		return err;
	kfree(nd.buf);
	*path = nd.path;
	return 0;
}

/**
 * kern_path - what a name stands for
 * @flags: LOOKUP_FOLLOW, LOOKUP_DIRECTORY
 * @path: gets the place, with references: path_put() when done
 *
 * Context: process, may sleep.
 * Return: 0, -ENOENT, -ENOTDIR, -ELOOP, -ENAMETOOLONG, -ENOMEM.
 */
int kern_path(const char *name, unsigned int flags, struct path *path)
{
	return kern_path_at(AT_FDCWD, name, flags, path);
}
EXPORT_SYMBOL(kern_path);

/* ---- names that programs pass -------------------------------------------------- */

/**
 * getname - a copy of a name in a program's memory
 *
 * Context: process, may sleep.
 * Return: it, for putname(); ERR_PTR(-EFAULT), (-ENAMETOOLONG), (-ENOMEM).
 */
struct filename *getname(const char __user *uname)
{
	long size = strnlen_user(uname, PATH_MAX), len;
	struct filename *name;

	if (!size)
		return ERR_PTR(-EFAULT);
	if (size > PATH_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	name = kmalloc(sizeof(*name) + size, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	len = strncpy_from_user(name->iname, uname, size);
	if (len >= 0 && len < size) {
		name->name = name->iname;
		return name;
	}
	kfree(name);
	return ERR_PTR(len < 0 ? -EFAULT : -ENAMETOOLONG);	/* it has grown meanwhile */
}

void putname(struct filename *name)
{
	kfree(name);
}

int user_path_at(int dfd, const char __user *uname, unsigned int flags, struct path *path)
{
	return with_name(name, uname, kern_path_at(dfd, name, flags, path));
}
EXPORT_SYMBOL(user_path_at);

/* ---- opening ----------------------------------------------------------------- */

/* O_CREAT and the file is there, or has just been made. */
static int open_found(struct nameidata *nd, struct dentry *dentry, struct file *file, int flags)
{
	struct path path = { .mnt = mntget(nd->path.mnt), .dentry = dentry };
	int err;

	follow_mounts(&path);
	if (S_ISDIR(d_inode(path.dentry)->i_mode))
		err = -EISDIR;
	else
		err = vfs_open(&path, file);
	path_put(&path);
	return err;
}

/*
 * The last component with O_CREAT.  1: it was a link, and the walk has to go on.
 */
static int create_last(struct nameidata *nd, struct file *file, const struct open_flags *op)
{
	struct inode *dir = d_inode(nd->path.dentry);
	struct dentry *dentry;
	bool made = false;
	int err = 0;

	if (nd->trailing)
		return -EISDIR;
	dentry = lookup_last(nd);
	if (IS_ERR(dentry))
		return dentry == ERR_PTR(-EEXIST) ? -EISDIR : PTR_ERR(dentry);
	if (d_is_negative(dentry)) {
		err = vfs_create(dir, dentry, op->mode & ~current_umask(), op->flags & O_EXCL);
		made = !err;
	}
	inode_unlock(dir);
	if (!err && !made && op->flags & O_EXCL)
		err = -EEXIST;
	if (!err && S_ISLNK(d_inode(dentry)->i_mode)) {
		if (op->flags & O_NOFOLLOW) {
			err = -ELOOP;
		} else {
			err = follow_link(nd, dentry);
			return err ? err : 1;
		}
	}
	if (err) {
		dput(dentry);
		return err;
	}
	if (made)
		file->f_flags &= ~O_TRUNC;
	return open_found(nd, dentry, file, op->flags);
}

static int open_existing(struct nameidata *nd, struct file *file, const struct open_flags *op)
{
	umode_t mode = d_inode(nd->path.dentry)->i_mode;

	if (S_ISLNK(mode))
		return -ELOOP;		/* O_NOFOLLOW */
	if (S_ISDIR(mode) && op->flags & (O_ACCMODE | O_TRUNC))
		return -EISDIR;
	return vfs_open(&nd->path, file);
}

static int open_name(int dfd, const char *name, struct file *file, const struct open_flags *op)
{
	bool create = op->flags & O_CREAT;
	unsigned int flags = create ? LOOKUP_PARENT : 0;
	struct nameidata nd;
	int err;

	if (!(op->flags & O_NOFOLLOW))
		flags |= LOOKUP_FOLLOW;
	if (op->flags & O_DIRECTORY)
		flags |= LOOKUP_DIRECTORY;
	err = begin_walk(&nd, dfd, name, flags);
	if (err)
		return err;
	if (!create)
		err = open_existing(&nd, file, op);
	else
		while ((err = create_last(&nd, file, op)) == 1) {
			err = walk(&nd);
			if (err)
				break;
			if (!nd.last.len && !at_directory(&nd)) {
				err = open_existing(&nd, file, op);	/* it led to a place */
				break;
			}
		}
	end_walk(&nd);
	return err;
}

struct file *do_filp_open(int dfd, const char *name, const struct open_flags *op)
{
	struct file *file = alloc_empty_file(op->flags);
	int err;

	if (IS_ERR(file))
		return file;
	err = open_name(dfd, name, file, op);
	if (!err)
		return file;
	fput(file);
	return ERR_PTR(err);
}
