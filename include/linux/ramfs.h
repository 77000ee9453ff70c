/* SPDX-License-Identifier: MIT */
/* linux/ramfs.h - for file systems that are ramfs under another name */
#ifndef LINUX_RAMFS_H
#define LINUX_RAMFS_H

struct super_block;

int ramfs_fill_super(struct super_block *sb, void *data, int silent);

#endif /* LINUX_RAMFS_H */
