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
