/* SPDX-License-Identifier: MIT */
/* uapi/linux/fs.h - arguments of lseek() and renameat2() */
#ifndef UAPI_LINUX_FS_H
#define UAPI_LINUX_FS_H

#define SEEK_SET	0	/* from the beginning */
#define SEEK_CUR	1	/* from the present position */
#define SEEK_END	2	/* from the end */
#define SEEK_DATA	3	/* /dev/kmsg: where "clear" has left the beginning */
#define SEEK_HOLE	4
#define SEEK_MAX	SEEK_HOLE

#define RENAME_NOREPLACE	(1 << 0)	/* not over a file that is there */

#endif /* UAPI_LINUX_FS_H */
