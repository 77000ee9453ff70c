// SPDX-License-Identifier: MIT
/*
 * fs/pipefs.c - pipes without a name: pipe() and pipe2()
 *
 * Both ends are open files of one inode, which belongs to a file system that is mounted
 * nowhere; /proc shows it as "pipe:[number]".
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/panic.h>
#include <linux/pipe_fs_i.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "pipe.h"

#define PIPEFS_MAGIC	0x50495045

static struct vfsmount *pipe_mnt;	/* I */

static char *pipefs_dname(struct dentry *dentry, char *buf, int size)
{
	int len = snprintf(buf, size, "pipe:[%lu]", d_inode(dentry)->i_ino);

	return len < size ? buf : ERR_PTR(-ENAMETOOLONG);
}

static const struct dentry_operations pipefs_dentry_operations = { .d_dname = pipefs_dname };

/* Its pipe has two files already: the two ends to be. */
static struct inode *new_pipe_inode(void)
{
	struct inode *inode = simple_new_inode(pipe_mnt->mnt_sb, S_IFIFO | S_IRUSR | S_IWUSR);
	struct pipe_inode_info *pipe;

	if (!inode)
		return NULL;
	pipe = alloc_pipe_info();
	if (!pipe) {
		iput(inode);
		return NULL;
	}
	pipe->files = 2;
	pipe->readers = pipe->writers = 1;
	pipe->r_counter = pipe->w_counter = 1;
	inode->i_pipe = pipe;
	inode->i_fop = &pipefifo_fops;
	return inode;
}

static struct file *end_of_pipe(struct file *file, struct inode *inode)
{
	file->private_data = inode->i_pipe;
	stream_open(inode, file);
	return file;
}

/**
 * create_pipe_files - a pipe, as two open files
 * @ends: gets the one to read and the one to write
 * @flags: O_NONBLOCK
 * Return: 0 or -ENOMEM.
 */
static int create_pipe_files(struct file **ends, int flags)
{
	struct inode *inode = new_pipe_inode();
	struct pipe_inode_info *pipe;

	if (!inode)
		return -ENOMEM;
	pipe = inode->i_pipe;
	ends[1] = alloc_file_pseudo(inode, pipe_mnt, O_WRONLY | flags, &pipefifo_fops);
	if (IS_ERR(ends[1])) {
		free_pipe_info(pipe);
		return PTR_ERR(ends[1]);
	}
	end_of_pipe(ends[1], inode);
	ends[0] = alloc_file_clone(ends[1], O_RDONLY | flags, &pipefifo_fops);
	if (IS_ERR(ends[0])) {
		pipe->files = 1;
		pipe->readers = 0;
		fput(ends[1]);
		return PTR_ERR(ends[0]);
	}
	end_of_pipe(ends[0], inode);
	return 0;
}

static int take_two_numbers(int *fds, int flags)
{
	fds[0] = get_unused_fd_flags(flags);
	if (fds[0] < 0)
		return fds[0];
	fds[1] = get_unused_fd_flags(flags);
	if (fds[1] < 0) {
		put_unused_fd(fds[0]);
		return fds[1];
	}
	return 0;
}

/**
 * do_pipe_flags - a pipe, as two numbers of the running task
 * @flags: O_CLOEXEC, O_NONBLOCK
 * Return: 0, -EINVAL, -EMFILE, -ENFILE, -ENOMEM.
 */
int do_pipe_flags(int *fds, int flags)
{
	struct file *ends[2] = { };
	int err;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	err = create_pipe_files(ends, flags & O_NONBLOCK);
	if (err)
		return err;
	err = take_two_numbers(fds, flags);
	if (err) {
		fput(ends[0]);
		fput(ends[1]);
		return err;
	}
	fd_install(fds[0], ends[0]);
	fd_install(fds[1], ends[1]);
	return 0;
}

static int pipe_to_user(int __user *ufds, int flags)
{
	int fds[2], err = do_pipe_flags(fds, flags);

	if (err)
		return err;
	if (!copy_to_user(ufds, fds, sizeof(fds)))
		return 0;
	close_fd(fds[0]);
	close_fd(fds[1]);
	return -EFAULT;
}

SYSCALL_DEFINE1(pipe, int __user *, ufds)
{
	return pipe_to_user(ufds, 0);
}

SYSCALL_DEFINE2(pipe2, int __user *, ufds, int, flags)
{
	return pipe_to_user(ufds, flags);
}

static int pipefs_fill_super(struct super_block *sb, void *data, int silent)
{
	sb->s_magic = PIPEFS_MAGIC;
	sb->s_d_op = &pipefs_dentry_operations;
	sb->s_root = d_make_root(simple_new_inode(sb, S_IFDIR | S_IRUSR | S_IWUSR));
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *pipefs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	return mount_nodev(type, flags, data, pipefs_fill_super);
}

static struct file_system_type pipe_fs_type = {
	.name = "pipefs", .mount = pipefs_mount, .kill_sb = kill_anon_super,
};

static int __init pipefs_init(void)
{
	int err = register_filesystem(&pipe_fs_type);

	if (err)
		return err;
	pipe_mnt = kern_mount(&pipe_fs_type);
	if (IS_ERR(pipe_mnt))
		panic("VFS: no pipes, error %ld", PTR_ERR(pipe_mnt));
	return 0;
}
fs_initcall(pipefs_init);
