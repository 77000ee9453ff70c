/* SPDX-License-Identifier: MIT */
/* linux/shmem_fs.h - files in memory that have no name */
#ifndef LINUX_SHMEM_FS_H
#define LINUX_SHMEM_FS_H

#include <linux/types.h>

struct file;
struct vm_area_struct;

struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags);
int shmem_zero_setup(struct vm_area_struct *vma);

#endif /* LINUX_SHMEM_FS_H */
