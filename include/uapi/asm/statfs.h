/* SPDX-License-Identifier: MIT */
/* uapi/asm/statfs.h - what statfs() fills in, on x86-64 */
#ifndef UAPI_ASM_STATFS_H
#define UAPI_ASM_STATFS_H

struct statfs {
	long f_type;			/* its magic number */
	long f_bsize;
	long f_blocks;
	long f_bfree;
	long f_bavail;
	long f_files;
	long f_ffree;
	int f_fsid[2];
	long f_namelen;
	long f_frsize;
	long f_flags;			/* ST_* */
	long f_spare[4];
};

#define ST_RDONLY	0x0001
#define ST_VALID	0x0020		/* f_flags means something */

#endif /* UAPI_ASM_STATFS_H */
