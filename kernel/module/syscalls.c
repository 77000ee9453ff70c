// SPDX-License-Identifier: MIT
/*
 * kernel/module/syscalls.c - init_module(), finit_module(), delete_module()
 *
 * A module's file comes from memory of the program, or from an open file; either way the
 * loader gets a copy that nobody else can change.
 *
 * Context: process, may sleep.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "internal.h"

#define ARGS_MAX	(128 << 10)	/* as long as a word on Linux's command line may be */

/* Takes the image, also when it fails. */
static int load_image(void *image, unsigned long len, const char __user *uargs, int flags)
{
	char *args = strndup_user(uargs, ARGS_MAX);
	int err;

	if (IS_ERR(args)) {
		vfree(image);
		return PTR_ERR(args);
	}
	err = load_module(image, len, args, flags);
	kfree(args);
	vfree(image);
	return err;
}

SYSCALL_DEFINE3(init_module, void __user *, umod, unsigned long, len, const char __user *, uargs)
{
	void *image;

	if (len < sizeof(Elf64_Ehdr))
		return -ENOEXEC;
	image = __vmalloc(len, GFP_KERNEL | __GFP_NOWARN);	/* the program's number */
	if (!image)
		return -ENOMEM;
	if (copy_from_user(image, umod, len)) {
		vfree(image);
		return -EFAULT;
	}
	return load_image(image, len, uargs, 0);
}

/* All of an open file, which ends where it did when this began. */
static void *read_image(struct file *file, unsigned long *len)
{
	loff_t pos = 0, size = i_size_read(file_inode(file));
	ssize_t got;
	void *image;

	if (!S_ISREG(file_inode(file)->i_mode) || size <= 0)
		return ERR_PTR(-EINVAL);
	image = vmalloc(size);
	if (!image)
		return ERR_PTR(-ENOMEM);
	while (pos < size) {
		got = kernel_read(file, image + pos, size - pos, &pos);
		if (got <= 0) {
			vfree(image);
			return ERR_PTR(got ?: -EIO);
		}
	}
	*len = size;
	return image;
}

SYSCALL_DEFINE3(finit_module, int, fd, const char __user *, uargs, int, flags)
{
	struct file *file;
	unsigned long len = 0;
	void *image;

	if (flags & ~(MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC))
		return -EINVAL;
	file = fget(fd);
	if (!file)
		return -EBADF;
	image = file->f_mode & FMODE_READ ? read_image(file, &len) : ERR_PTR(-EBADF);
	fput(file);
	if (IS_ERR(image))
		return PTR_ERR(image);
	return load_image(image, len, uargs, flags);
}

/* Whether it may wait, flags say; there is nothing to wait for. */
SYSCALL_DEFINE2(delete_module, const char __user *, uname, unsigned int, flags)
{
	char name[MODULE_NAME_LEN];
	long len = strncpy_from_user(name, uname, sizeof(name));

	if (len < 0)
		return -EFAULT;
	if (len == sizeof(name))
		return -ENOENT;
	return delete_module(name);
}
