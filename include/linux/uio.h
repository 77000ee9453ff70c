/* SPDX-License-Identifier: MIT */
/* linux/uio.h - reading and writing several buffers at once */
#ifndef LINUX_UIO_H
#define LINUX_UIO_H

#include <linux/types.h>
#include <uapi/linux/uio.h>

#endif /* LINUX_UIO_H */
