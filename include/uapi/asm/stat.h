/* SPDX-License-Identifier: MIT */
/* uapi/asm/stat.h - what stat() fills in, on x86-64 */
#ifndef UAPI_ASM_STAT_H
#define UAPI_ASM_STAT_H

struct stat {
	unsigned long st_dev;		/* major and minor, as mknod() takes them */
	unsigned long st_ino;
	unsigned long st_nlink;
	unsigned int st_mode;
	unsigned int st_uid;
	unsigned int st_gid;
	unsigned int __pad0;
	unsigned long st_rdev;
	long st_size;
	long st_blksize;
	long st_blocks;			/* of 512 bytes */
	unsigned long st_atime;
	unsigned long st_atime_nsec;
	unsigned long st_mtime;
	unsigned long st_mtime_nsec;
	unsigned long st_ctime;
	unsigned long st_ctime_nsec;
	long __unused[3];
};

#endif /* UAPI_ASM_STAT_H */
