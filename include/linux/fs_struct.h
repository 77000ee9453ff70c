/* SPDX-License-Identifier: MIT */
/* linux/fs_struct.h - where names begin */
#ifndef LINUX_FS_STRUCT_H
#define LINUX_FS_STRUCT_H

#include <linux/path.h>
#include <linux/spinlock_types.h>

struct fs_struct {
	spinlock_t lock;
	struct path root;		/* L: of names with a '/' in front */
	struct path pwd;		/* L: of the others */
};

/* One for all tasks, as long as none has its own. */
extern struct fs_struct init_fs;

void get_fs_root(struct fs_struct *fs, struct path *root);
void get_fs_pwd(struct fs_struct *fs, struct path *pwd);

#endif /* LINUX_FS_STRUCT_H */
