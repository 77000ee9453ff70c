/* SPDX-License-Identifier: MIT */
/* linux/cpio.h - read an archive of files in memory: "newc", as an initramfs has it */
#ifndef LINUX_CPIO_H
#define LINUX_CPIO_H

#include <linux/types.h>

/* Where a reader is.  Set both at the beginning; several archives may follow each other. */
struct cpio_reader {
	const char *at;
	const char *end;
};

/* One file; name and data are in the archive. */
struct cpio_file {
	const char *name;	/* without "./" and "/" in front; ends with a NUL */
	const void *data;	/* a file's bytes, or where a symbolic link leads to */
	u32 size;
	u32 mode;		/* S_IF* and rights */
	u32 ino;
	u32 uid, gid;
	u32 nlink;		/* above 1: a hard link, which has data once for one ino */
	u32 mtime;
	u32 rdevmajor, rdevminor;
};

/* 1: the next file; 0: there are no more; -EINVAL: this is not, or no longer, an archive. */
int cpio_next(struct cpio_reader *reader, struct cpio_file *file);

#endif /* LINUX_CPIO_H */
