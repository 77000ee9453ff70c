/* SPDX-License-Identifier: MIT */
/*
 * linux/init_syscalls.h - what a user would do by a system call, done by the kernel
 *
 * Linux keeps these for its boot; here the monitor uses them, too.
 * Context: process, may sleep.  Return: 0 or -errno.
 */
#ifndef LINUX_INIT_SYSCALLS_H
#define LINUX_INIT_SYSCALLS_H

#include <linux/types.h>

struct kstat;

int init_mount(const char *dev_name, const char *dir, const char *type, unsigned long flags,
	       void *data);
int init_umount(const char *name, int flags);
int init_mkdir(const char *name, umode_t mode);
int init_rmdir(const char *name);
int init_mknod(const char *name, umode_t mode, unsigned int dev);
int init_symlink(const char *target, const char *name);
int init_link(const char *oldname, const char *newname);
int init_unlink(const char *name);
int init_rename(const char *oldname, const char *newname);
int init_chdir(const char *name);
int init_chmod(const char *name, umode_t mode);
int init_stat(const char *name, struct kstat *stat, int flags);

#endif /* LINUX_INIT_SYSCALLS_H */
