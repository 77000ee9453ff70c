/* SPDX-License-Identifier: MIT */
/* uapi/linux/fcntl.h - the flags of open(), the commands of fcntl(), and AT_* */
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
#define FASYNC		00020000	/* a signal when something can be done */
#define O_DIRECT	00040000
#define O_LARGEFILE	00100000
#define O_DIRECTORY	00200000	/* it must be a directory */
#define O_NOFOLLOW	00400000	/* it must not be a symbolic link */
#define O_NOATIME	01000000
#define O_CLOEXEC	02000000
#define __O_SYNC	04000000
#define O_SYNC		(__O_SYNC | O_DSYNC)

#define F_DUPFD		0
#define F_GETFD		1
#define F_SETFD		2
#define F_GETFL		3
#define F_SETFL		4
#define F_SETOWN	8		/* who gets the signal: a process, or minus a group */
#define F_GETOWN	9
#define F_SETSIG	10		/* which one, instead of SIGIO */
#define F_GETSIG	11
#define F_SETOWN_EX	15
#define F_GETOWN_EX	16
#define F_DUPFD_CLOEXEC	1030
#define F_SETPIPE_SZ	1031
#define F_GETPIPE_SZ	1032

#define FD_CLOEXEC	1		/* of F_GETFD and F_SETFD */

#define F_OWNER_TID	0
#define F_OWNER_PID	1
#define F_OWNER_PGRP	2

struct f_owner_ex {
	int type;			/* F_OWNER_* */
	int pid;
};

#define AT_FDCWD		(-100)	/* in the place of a directory: the present one */
#define AT_SYMLINK_NOFOLLOW	0x100
#define AT_EACCESS		0x200
#define AT_REMOVEDIR		0x200
#define AT_SYMLINK_FOLLOW	0x400
#define AT_NO_AUTOMOUNT		0x800
#define AT_EMPTY_PATH		0x1000	/* "" is the directory, or the open file itself */
#define AT_STATX_SYNC_TYPE	0x6000

#endif /* UAPI_LINUX_FCNTL_H */
