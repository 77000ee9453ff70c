/* SPDX-License-Identifier: MIT */
/* uapi/linux/uio.h - the buffers of readv() and writev() */
#ifndef UAPI_LINUX_UIO_H
#define UAPI_LINUX_UIO_H

#include <linux/compiler.h>
#include <linux/types.h>

struct iovec {
	void __user *iov_base;
	size_t iov_len;
};

#define UIO_MAXIOV	1024

#endif /* UAPI_LINUX_UIO_H */
