/* SPDX-License-Identifier: MIT */
/* uapi/linux/fcntl.h - the flags of open() */
#ifndef UAPI_LINUX_FCNTL_H
#define UAPI_LINUX_FCNTL_H

#define O_ACCMODE	00000003
#define O_RDONLY	00000000
#define O_WRONLY	00000001
#define O_RDWR		00000002
#define O_CREAT		00000100	/* make it if it is not there */
#define O_EXCL		00000200	/* with O_CREAT: it must not be there */
#define O_NOCTTY	00000400
#define O_TRUNC		00001000
#define O_APPEND	00002000	/* every write goes to the end */
#define O_NONBLOCK	00004000
#define O_NDELAY	O_NONBLOCK
#define O_DSYNC		00010000
#define FASYNC		00020000
#define O_LARGEFILE	00100000
#define O_DIRECTORY	00200000	/* it must be a directory */
#define O_NOFOLLOW	00400000	/* it must not be a symbolic link */
#define O_CLOEXEC	02000000
#define __O_SYNC	04000000
#define O_SYNC		(__O_SYNC | O_DSYNC)

#endif /* UAPI_LINUX_FCNTL_H */
