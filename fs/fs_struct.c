// SPDX-License-Identifier: MIT
/*
 * fs/fs_struct.c - root, present directory and umask of a process
 *
 * A task points to one, which it may share with others.  Kernel threads, and init until it
 * asks for an own one, share init_fs; it is never freed, so they are not counted.
 *
 * Locking: fs->lock for the paths and the users; a task's pointer by task_lock(), since
 * /proc looks at it from outside.
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/namei.h>
#include <linux/path.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <uapi/linux/sched.h>

#define UMASK_OF_BOOT	0022

struct fs_struct init_fs = {
	.users = 1,
	.lock = __SPIN_LOCK_UNLOCKED(init_fs.lock),
	.umask = UMASK_OF_BOOT,
};

void get_fs_root(struct fs_struct *fs, struct path *root)
{
	spin_lock(&fs->lock);
	*root = fs->root;
	path_get(root);
	spin_unlock(&fs->lock);
}

void get_fs_pwd(struct fs_struct *fs, struct path *pwd)
{
	spin_lock(&fs->lock);
	*pwd = fs->pwd;
	path_get(pwd);
	spin_unlock(&fs->lock);
}

static void set_path(struct fs_struct *fs, struct path *which, const struct path *path)
{
	struct path old;

	path_get(path);
	spin_lock(&fs->lock);
	old = *which;
	*which = *path;
	spin_unlock(&fs->lock);
	path_put(&old);
}

void set_fs_root(struct fs_struct *fs, const struct path *root)
{
	set_path(fs, &fs->root, root);
}

void set_fs_pwd(struct fs_struct *fs, const struct path *pwd)
{
	set_path(fs, &fs->pwd, pwd);
}

/* What the running task's new files do not get. */
int current_umask(void)
{
	return READ_ONCE(current->fs->umask);
}
EXPORT_SYMBOL(current_umask);

static struct fs_struct *copy_fs_struct(struct fs_struct *from)
{
	struct fs_struct *fs = kzalloc(sizeof(*fs), GFP_KERNEL);

	if (!fs)
		return NULL;
	fs->users = 1;
	spin_lock_init(&fs->lock);
	spin_lock(&from->lock);
	fs->umask = from->umask;
	fs->root = from->root;
	fs->pwd = from->pwd;
	path_get(&fs->root);
	path_get(&fs->pwd);
	spin_unlock(&from->lock);
	return fs;
}

static void put_fs_struct(struct fs_struct *fs)
{
	bool last;

	if (fs == &init_fs)
		return;
	spin_lock(&fs->lock);
	last = !--fs->users;
	spin_unlock(&fs->lock);
	if (!last)
		return;
	path_put(&fs->root);
	path_put(&fs->pwd);
	kfree(fs);
}

/**
 * copy_fs - a new task's own, or its parent's
 * @p: not running yet
 * Context: the parent, may sleep.
 * Return: 0 or -ENOMEM; exit_fs() undoes it.
 */
int copy_fs(unsigned long clone_flags, struct task_struct *p)
{
	struct fs_struct *fs = current->fs;

	if (clone_flags & CLONE_FS) {
		if (fs != &init_fs) {
			spin_lock(&fs->lock);
			fs->users++;
			spin_unlock(&fs->lock);
		}
		p->fs = fs;
		return 0;
	}
	p->fs = copy_fs_struct(fs);
	return p->fs ? 0 : -ENOMEM;
}

static void change_fs(struct task_struct *p, struct fs_struct *fs)
{
	struct fs_struct *old;

	task_lock(p);
	old = p->fs;
	p->fs = fs;
	task_unlock(p);
	if (old)
		put_fs_struct(old);
}

/* The task has no names any more; it must not look for a file after that. */
void exit_fs(struct task_struct *p)
{
	change_fs(p, NULL);
}

/**
 * unshare_fs_struct - let changes of the running task's directories be its own
 * Return: 0 or -ENOMEM.
 */
int unshare_fs_struct(void)
{
	struct fs_struct *fs = copy_fs_struct(current->fs);

	if (!fs)
		return -ENOMEM;
	change_fs(current, fs);
	return 0;
}
EXPORT_SYMBOL(unshare_fs_struct);
