/* SPDX-License-Identifier: MIT */
/* linux/stat.h - modes of files, and what stat() tells about one */
#ifndef LINUX_STAT_H
#define LINUX_STAT_H

#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>

#include <uapi/linux/stat.h>

#define S_IRWXUGO	(S_IRWXU | S_IRWXG | S_IRWXO)
#define S_IALLUGO	(S_ISUID | S_ISGID | S_ISVTX | S_IRWXUGO)
#define S_IRUGO		(S_IRUSR | S_IRGRP | S_IROTH)
#define S_IWUGO		(S_IWUSR | S_IWGRP | S_IWOTH)
#define S_IXUGO		(S_IXUSR | S_IXGRP | S_IXOTH)

struct kstat {
	umode_t mode;
	unsigned int nlink;
	u32 blksize;
	u64 ino;
	dev_t dev;			/* of the file system */
	dev_t rdev;			/* of the device that the file stands for */
	kuid_t uid;
	kgid_t gid;
	loff_t size;
	struct timespec64 atime;
	struct timespec64 mtime;
	struct timespec64 ctime;
	u64 blocks;			/* of 512 bytes */
};

#endif /* LINUX_STAT_H */
