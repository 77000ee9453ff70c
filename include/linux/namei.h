/* SPDX-License-Identifier: MIT */
/* linux/namei.h - from a name to a place */
#ifndef LINUX_NAMEI_H
#define LINUX_NAMEI_H

#include <linux/dcache.h>
#include <linux/path.h>
#include <linux/types.h>

#define MAXSYMLINKS	40	/* followed for one name; more is -ELOOP */

#define LOOKUP_FOLLOW		0x0001	/* a symbolic link at the end, too */
#define LOOKUP_DIRECTORY	0x0002	/* it must be a directory */
#define LOOKUP_EMPTY		0x4000	/* "" is the place where names begin */

/*
 * Names begin at the root, or where there is no '/' in front at the present
 * directory.  A kernel function's name is at most PATH_MAX bytes with its end.
 */
int kern_path(const char *name, unsigned int flags, struct path *path);
/* A program's name, and the directory that it has open as dfd, or AT_FDCWD. */
int user_path_at(int dfd, const char __user *uname, unsigned int flags, struct path *path);

/*
 * For making name: its directory, locked, and the entry to be.  Ends with
 * done_path_create().  lookup_flags: LOOKUP_DIRECTORY, if it will be one.
 */
struct dentry *kern_path_create(const char *name, struct path *path, unsigned int lookup_flags);
void done_path_create(struct path *path, struct dentry *dentry);

/* One name in one directory, whose inode is locked. */
struct dentry *lookup_one_len(const char *name, struct dentry *base, int len);

#endif /* LINUX_NAMEI_H */
