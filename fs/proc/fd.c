// SPDX-License-Identifier: MIT
/* fs/proc/fd.c - /proc/<pid>/fd: a link for each file that a process has open, by its number */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/sched/task.h>

#include "internal.h"

#define NAME_LENGTH	16

/* In the inode the number is one higher: 0 is no number. */
static struct file *file_of(const struct inode *inode, unsigned int fd)
{
	struct task_struct *task = get_proc_task(inode);
	struct file *file = task ? fget_task(task, fd) : NULL;

	if (task)
		put_task_struct(task);
	return file;
}

static int fd_place(struct inode *inode, struct path *path)
{
	struct file *file = file_of(inode, PROC_I(inode)->fd - 1);

	if (!file)
		return -ENOENT;
	*path = file->f_path;
	path_get(path);
	fput(file);
	return 0;
}

static const struct inode_operations fd_link_operations = { .get_place = fd_place };

/* The link's rights say how it was opened. */
static umode_t link_mode(const struct file *file)
{
	umode_t mode = S_IFLNK;

	if (file->f_mode & FMODE_READ)
		mode |= S_IRUSR | S_IXUSR;
	if (file->f_mode & FMODE_WRITE)
		mode |= S_IWUSR | S_IXUSR;
	return mode;
}

static struct dentry *fd_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct inode *inode;
	struct file *file;
	unsigned int fd;

	if (kstrtouint((const char *)dentry->d_name.name, 10, &fd))
		return ERR_PTR(-ENOENT);
	file = file_of(dir, fd);
	if (!file)
		return ERR_PTR(-ENOENT);
	inode = proc_pid_make_inode(dir->i_sb, PROC_I(dir)->pid, link_mode(file));
	fput(file);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	PROC_I(inode)->fd = fd + 1;
	inode->i_op = &fd_link_operations;
	d_add(dentry, inode);
	return NULL;
}

static int fd_readdir(struct file *dir, struct dir_context *ctx)
{
	struct task_struct *task = get_proc_task(file_inode(dir));
	struct file *file;
	unsigned int fd;
	char name[NAME_LENGTH];

	if (!task)
		return -ENOENT;
	if (dir_emit_dots(dir, ctx)) {
		while (fd = ctx->pos - 2, (file = task_lookup_next_fd(task, &fd))) {
			fput(file);
			ctx->pos = fd + 2;
			snprintf(name, sizeof(name), "%u", fd);
			if (!proc_emit(ctx, name, DT_LNK))
				break;
		}
	}
	put_task_struct(task);
	return 0;
}

const struct inode_operations proc_fd_inode_operations = { .lookup = fd_lookup };
const struct file_operations proc_fd_operations = {
	.llseek = generic_file_llseek, .read = generic_read_dir, .iterate_shared = fd_readdir,
};
