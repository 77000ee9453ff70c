// SPDX-License-Identifier: MIT
/*
 * fs/namespace.c - which file system is to be seen where
 *
 * What it is for
 *
 *   One tree of names made of several file systems: /proc is an empty directory of
 *   the root's, until procfs is mounted there and hides it.
 *
 * How it works
 *
 *       "/proc/irq"      path { rootfs, / }
 *            |             step to "proc": { rootfs, proc }, which is DCACHE_MOUNTED
 *            |             follow_down_one(): the mount whose mountpoint that is
 *            v           path { procfs, its root }
 *
 *   ".." in a mount's root goes the other way, by follow_up().  A mount over a mount
 *   hides it, since both ways are followed until there is nothing more.
 *
 *   A mount is held by everything that points into it: paths, open files, mounts on
 *   it.  Unmounting one that somebody else holds is -EBUSY.
 *
 * Context: process, may sleep, but follow_up() and follow_down_one().
 *
 * Locking
 *
 *   namespace_sem   who mounts and unmounts.  Order: outside i_rwsem and sb_lock.
 *   mount_lock      the list of mounts, their places and counts.  Order: outside
 *                   dcache_lock.
 *
 * Compared with Linux: one namespace; no bind mounts, no propagation, no flags of
 * a single mount.
 */

#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/list.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/namei.h>
#include <linux/panic.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "internal.h"

struct mount {
	struct vfsmount mnt;
	struct mount *parent;		/* L: mount_lock; itself where it is not in the tree */
	struct dentry *mountpoint;	/* L: in the parent; our reference */
	struct list_head list;		/* L: in mounts */
	int count;			/* L */
	char *devname;			/* I: as /proc/mounts shows it */
};

static DEFINE_MUTEX(namespace_sem);
static DEFINE_SPINLOCK(mount_lock);
static LIST_HEAD(mounts);		/* L: mount_lock; the tree's, in the order of mounting */

static struct mount *real_mount(struct vfsmount *mnt)
{
	return container_of(mnt, struct mount, mnt);
}

/* ---- making, holding and letting go ------------------------------------------ */

static struct mount *vfs_kern_mount(struct file_system_type *type, int flags, const char *devname,
				    void *data)
{
	struct mount *m = kzalloc(sizeof(*m), GFP_KERNEL);
	struct dentry *root;

	if (!m)
		return ERR_PTR(-ENOMEM);
	m->devname = kstrdup(devname, GFP_KERNEL);
	root = m->devname ? mount_fs(type, flags, devname, data) : ERR_PTR(-ENOMEM);
	if (IS_ERR(root)) {
		kfree(m->devname);
		kfree(m);
		return ERR_CAST(root);
	}
	m->mnt.mnt_root = root;
	m->mnt.mnt_sb = root->d_sb;
	m->mnt.mnt_flags = flags;
	m->parent = m;
	m->count = 1;
	INIT_LIST_HEAD(&m->list);
	return m;
}

static void free_mount(struct mount *m)
{
	struct super_block *sb = m->mnt.mnt_sb;

	WARN_ON(!list_empty(&m->list));
	dput(m->mnt.mnt_root);
	deactivate_super(sb);
	kfree(m->devname);
	kfree(m);
}

struct vfsmount *mntget(struct vfsmount *mnt)
{
	if (mnt) {
		spin_lock(&mount_lock);
		real_mount(mnt)->count++;
		spin_unlock(&mount_lock);
	}
	return mnt;
}
EXPORT_SYMBOL(mntget);

void mntput(struct vfsmount *mnt)
{
	bool last;

	if (!mnt)
		return;
	spin_lock(&mount_lock);
	last = !--real_mount(mnt)->count;
	spin_unlock(&mount_lock);
	if (last)
		free_mount(real_mount(mnt));
}
EXPORT_SYMBOL(mntput);

struct vfsmount *kern_mount(struct file_system_type *type)
{
	struct mount *m = vfs_kern_mount(type, 0, type->name, NULL);

	return IS_ERR(m) ? ERR_CAST(m) : &m->mnt;
}
EXPORT_SYMBOL(kern_mount);

void kern_unmount(struct vfsmount *mnt)
{
	mntput(mnt);
}
EXPORT_SYMBOL(kern_unmount);

/* ---- from a place to what is mounted there, and back ------------------------- */

/**
 * follow_down_one - step into what is mounted on a path
 * Context: process.  Return: whether there was something.
 */
bool follow_down_one(struct path *path)
{
	struct path below = *path;
	struct mount *m;

	if (!d_mountpoint(path->dentry))
		return false;
	spin_lock(&mount_lock);
	list_for_each_entry(m, &mounts, list) {
		if (m->mountpoint == below.dentry && &m->parent->mnt == below.mnt) {
			m->count++;
			goto found;
		}
	}
	spin_unlock(&mount_lock);
	return false;
found:
	spin_unlock(&mount_lock);
	path->mnt = &m->mnt;
	path->dentry = dget(m->mnt.mnt_root);
	path_put(&below);
	return true;
}

/* From a mount to the place that it is mounted on.  False at the top. */
bool follow_up(struct path *path)
{
	struct path above = *path;
	struct mount *m = real_mount(path->mnt);

	spin_lock(&mount_lock);
	if (m->parent == m) {
		spin_unlock(&mount_lock);
		return false;
	}
	m->parent->count++;
	path->mnt = &m->parent->mnt;
	path->dentry = dget(m->mountpoint);
	spin_unlock(&mount_lock);
	path_put(&above);
	return true;
}

/* ---- mount and umount -------------------------------------------------------- */

/* The mount's reference goes into the tree; those to the path stay with it. */
static int attach(struct mount *m, struct path *path)
{
	int err = -ENOENT;

	lockdep_assert_held(&namespace_sem);
	if (!S_ISDIR(d_inode(path->dentry)->i_mode))
		return -ENOTDIR;
	if (path->mnt->mnt_sb == m->mnt.mnt_sb && path->mnt->mnt_root == path->dentry)
		return -EBUSY;		/* the same over itself */
	inode_lock(d_inode(path->dentry));
	if (!d_unhashed(path->dentry)) {
		path_get(path);
		spin_lock(&mount_lock);
		m->parent = real_mount(path->mnt);
		m->mountpoint = path->dentry;
		list_add_tail(&m->list, &mounts);
		spin_unlock(&mount_lock);
		d_set_mounted(path->dentry, true);
		err = 0;
	}
	inode_unlock(d_inode(path->dentry));
	return err;
}

static int do_new_mount(struct path *path, const char *type_name, int flags, const char *devname,
			void *data)
{
	struct file_system_type *type = get_fs_type(type_name);
	struct mount *m;
	int err;

	if (!type)
		return -ENODEV;
	m = vfs_kern_mount(type, flags, devname, data);
	put_filesystem(type);
	if (IS_ERR(m))
		return PTR_ERR(m);
	err = attach(m, path);
	if (err)
		mntput(&m->mnt);
	return err;
}

/* Where a mount on path would go: on top of what is there. */
static void follow_all_down(struct path *path)
{
	while (follow_down_one(path))
		;
}

/* Only whether it may be written to can be changed. */
static int do_remount(const struct path *path, unsigned long flags)
{
	struct super_block *sb = path->mnt->mnt_sb;

	if (path->dentry != path->mnt->mnt_root)
		return -EINVAL;
	sb->s_flags = (sb->s_flags & ~SB_RDONLY) | (flags & SB_RDONLY);
	path->mnt->mnt_flags = flags & SB_RDONLY;
	return 0;
}

/* @flags: MS_RDONLY, MS_REMOUNT; those that would do something else are -EINVAL. */
int do_mount(const char *devname, const char *dir, const char *type, unsigned long flags,
	     void *data)
{
	struct path path;
	int err;

	if (flags & (MS_BIND | MS_MOVE | MS_PROPAGATION))
		return -EINVAL;
	err = kern_path(dir, LOOKUP_FOLLOW, &path);
	if (err)
		return err;
	mutex_lock(&namespace_sem);
	follow_all_down(&path);
	if (flags & MS_REMOUNT)
		err = do_remount(&path, flags);
	else
		err = do_new_mount(&path, type, flags & SB_RDONLY, devname, data);
	mutex_unlock(&namespace_sem);
	path_put(&path);
	return err;
}

int init_mount(const char *devname, const char *dir, const char *type, unsigned long flags,
	       void *data)
{
	return do_mount(devname, dir, type, flags & SB_RDONLY, data);
}

/* Whether something is mounted on m. */
static bool has_mounts(const struct mount *m)
{
	struct mount *child;

	lockdep_assert_held(&mount_lock);
	list_for_each_entry(child, &mounts, list)
		if (child->parent == m && child != m)
			return true;
	return false;
}

/* Another mount on the same entry, through another mount of its tree. */
static bool still_mountpoint(const struct dentry *dentry)
{
	struct mount *m;

	lockdep_assert_held(&mount_lock);
	list_for_each_entry(m, &mounts, list)
		if (m->mountpoint == dentry)
			return true;
	return false;
}

/* @lazy: who holds it keeps it, though it is not to be found any more. */
static int detach(struct path *path, bool lazy)
{
	struct mount *m = real_mount(path->mnt);
	struct path place;
	bool more;

	lockdep_assert_held(&namespace_sem);
	if (path->dentry != path->mnt->mnt_root || m->parent == m)
		return -EINVAL;
	spin_lock(&mount_lock);
	if (has_mounts(m) || (m->count > 2 && !lazy)) {	/* the tree's reference, and the path's */
		spin_unlock(&mount_lock);
		return -EBUSY;
	}
	place = (struct path){ .mnt = &m->parent->mnt, .dentry = m->mountpoint };
	list_del_init(&m->list);
	m->parent = m;
	m->mountpoint = NULL;
	more = still_mountpoint(place.dentry);
	spin_unlock(&mount_lock);
	if (!more)
		d_set_mounted(place.dentry, false);
	path_put(&place);
	mntput(&m->mnt);
	return 0;
}

int do_umount(const char *name, int flags)
{
	struct path path;
	int err;

	if (flags & ~(MNT_FORCE | MNT_DETACH | UMOUNT_NOFOLLOW))
		return -EINVAL;
	err = kern_path(name, flags & UMOUNT_NOFOLLOW ? 0 : LOOKUP_FOLLOW, &path);
	if (err)
		return err;
	mutex_lock(&namespace_sem);
	err = detach(&path, flags & MNT_DETACH);
	mutex_unlock(&namespace_sem);
	path_put(&path);
	return err;
}

int init_umount(const char *name, int flags)
{
	return do_umount(name, flags);
}

/* ---- /proc/mounts ------------------------------------------------------------ */

static int mounts_show(struct seq_file *m, void *v)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	struct mount *at;

	if (!buf)
		return -ENOMEM;
	mutex_lock(&namespace_sem);
	list_for_each_entry(at, &mounts, list) {
		const struct path path = { .mnt = &at->mnt, .dentry = at->mnt.mnt_root };
		const char *name = d_path(&path, buf, PATH_MAX);

		seq_escape(m, at->devname, " \t\n\\");
		seq_putc(m, ' ');
		seq_escape(m, IS_ERR(name) ? "?" : name, " \t\n\\");
		seq_printf(m, " %s %s 0 0\n", at->mnt.mnt_sb->s_type->name,
			   at->mnt.mnt_flags & SB_RDONLY ? "ro" : "rw");
	}
	mutex_unlock(&namespace_sem);
	kfree(buf);
	return 0;
}

static int __init mounts_init(void)
{
	proc_create_single("mounts", 0, NULL, mounts_show);
	return 0;
}
fs_initcall(mounts_init);

/* ---- paths ------------------------------------------------------------------- */

void path_get(const struct path *path)
{
	mntget(path->mnt);
	dget(path->dentry);
}
EXPORT_SYMBOL(path_get);

void path_put(const struct path *path)
{
	dput(path->dentry);
	mntput(path->mnt);
}
EXPORT_SYMBOL(path_put);

/* Puts text in front of *p, as far as there is room from buf. */
static bool prepend(char *buf, char **p, const void *text, size_t len)
{
	if (*p - buf < len)
		return false;
	*p -= len;
	memcpy(*p, text, len);
	return true;
}

/* One step up in the path's own tree, its name in front.  False: no room. */
static bool prepend_name(char *buf, char **p, struct path *at)
{
	bool fits;

	spin_lock(&dcache_lock);
	fits = prepend(buf, p, at->dentry->d_name.name, at->dentry->d_name.len) &&
	       prepend(buf, p, "/", 1);
	spin_unlock(&dcache_lock);
	return fits;
}

static char *prepend_path(const struct path *path, char *buf, char *p)
{
	struct path at = *path, root;
	char *end = p;
	bool fits = true;

	get_fs_root(current->fs, &root);
	path_get(&at);
	while (fits && !path_equal(&at, &root)) {
		if (at.dentry == at.mnt->mnt_root || IS_ROOT(at.dentry)) {
			if (!follow_up(&at))
				break;
		} else {
			struct dentry *parent = dget_parent(at.dentry);

			fits = prepend_name(buf, &p, &at);
			dput(at.dentry);
			at.dentry = parent;
		}
	}
	if (fits && p == end)
		fits = prepend(buf, &p, "/", 1);
	path_put(&at);
	path_put(&root);
	return fits ? p : ERR_PTR(-ENAMETOOLONG);
}

/**
 * d_path - a path as text
 * @buf: for it, of @size bytes; the text lies at its end
 *
 * Context: process.
 * Return: where the text begins in @buf, or ERR_PTR(-ENAMETOOLONG).
 */
char *d_path(const struct path *path, char *buf, int size)
{
	static const char deleted[] = " (deleted)";
	char *p = buf + size;

	if (path->dentry->d_op && path->dentry->d_op->d_dname &&
	    path->dentry != path->mnt->mnt_root)
		return path->dentry->d_op->d_dname(path->dentry, buf, size);
	if (!prepend(buf, &p, "", 1))
		return ERR_PTR(-ENAMETOOLONG);
	if (d_unhashed(path->dentry) && !prepend(buf, &p, deleted, sizeof(deleted) - 1))
		return ERR_PTR(-ENAMETOOLONG);
	return prepend_path(path, buf, p);
}
EXPORT_SYMBOL(d_path);

char *file_path(struct file *file, char *buf, int size)
{
	return d_path(&file->f_path, buf, size);
}
EXPORT_SYMBOL(file_path);

/* The root: an empty ramfs, into which the initramfs is unpacked. */
void __init mnt_init(void)
{
	struct file_system_type *type = get_fs_type("rootfs");
	struct mount *m = type ? vfs_kern_mount(type, 0, "rootfs", NULL) : ERR_PTR(-ENODEV);

	if (IS_ERR(m))
		panic("VFS: Unable to mount root fs, error %ld", PTR_ERR(m));
	put_filesystem(type);
	list_add(&m->list, &mounts);
	init_fs.root = (struct path){ .mnt = &m->mnt, .dentry = m->mnt.mnt_root };
	init_fs.pwd = init_fs.root;
	path_get(&init_fs.root);
	path_get(&init_fs.pwd);
}
