/* SPDX-License-Identifier: MIT */
/* linux/fcntl.h - the flags of open() that this kernel knows */
#ifndef LINUX_FCNTL_H
#define LINUX_FCNTL_H

#include <uapi/linux/fcntl.h>

#define VALID_OPEN_FLAGS \
	(O_ACCMODE | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_APPEND | O_NONBLOCK | O_SYNC | \
	 FASYNC | O_LARGEFILE | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

#endif /* LINUX_FCNTL_H */
