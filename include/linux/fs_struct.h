/* SPDX-License-Identifier: MIT */
/* linux/fs_struct.h - where the names of a process begin */
#ifndef LINUX_FS_STRUCT_H
#define LINUX_FS_STRUCT_H

#include <linux/path.h>
#include <linux/spinlock_types.h>

struct task_struct;

/* Shared by tasks that were cloned with CLONE_FS. */
struct fs_struct {
	int users;			/* L */
	spinlock_t lock;		/* order: inside task_lock(), outside mount_lock */
	int umask;			/* T: bits that new files do not get */
	struct path root;		/* L: of names with a '/' in front */
	struct path pwd;		/* L: of the others */
};

/* Of all kernel threads; it is not counted, and never goes. */
extern struct fs_struct init_fs;

void get_fs_root(struct fs_struct *fs, struct path *root);
void get_fs_pwd(struct fs_struct *fs, struct path *pwd);
/* A reference of their own is taken. */
void set_fs_root(struct fs_struct *fs, const struct path *root);
void set_fs_pwd(struct fs_struct *fs, const struct path *pwd);

int current_umask(void);

/* The birth and the end of a task.  Linux's clone flags. */
int copy_fs(unsigned long clone_flags, struct task_struct *p);
void exit_fs(struct task_struct *p);
/* An own one, if it is shared. */
int unshare_fs_struct(void);

#endif /* LINUX_FS_STRUCT_H */
