/* SPDX-License-Identifier: MIT */
/* linux/mount.h - a file system's tree, at a place where it can be seen */
#ifndef LINUX_MOUNT_H
#define LINUX_MOUNT_H

struct dentry;
struct file_system_type;
struct super_block;

struct vfsmount {
	struct dentry *mnt_root;	/* I: its top */
	struct super_block *mnt_sb;	/* I */
	int mnt_flags;			/* I */
};

struct vfsmount *mntget(struct vfsmount *mnt);
void mntput(struct vfsmount *mnt);

/* A mount that is nowhere in the tree: for who keeps a file system to itself. */
struct vfsmount *kern_mount(struct file_system_type *type);
void kern_unmount(struct vfsmount *mnt);

#endif /* LINUX_MOUNT_H */
