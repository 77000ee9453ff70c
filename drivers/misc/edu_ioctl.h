/* SPDX-License-Identifier: MIT */
/*
 * drivers/misc/edu_ioctl.h - /dev/edu as programs see it
 *
 *   write()  a decimal number, as by `echo 10 > /dev/edu`: begin to compute its factorial.
 *            Waits while this file computes another; a result that was not read is dropped
 *   read()   waits for the result and gives it as a line of decimal digits, modulo 2^32.
 *            0, the end of the file, when nothing was asked for since the last one
 *   poll()   POLLIN: read() has an answer; POLLOUT: write() would not wait
 *   ioctl()  as below; each waits for the device
 *
 *   Each open file has its own question.  With O_NONBLOCK read() and write() return
 *   -EAGAIN where they would wait.  All give -ENODEV when the device has been taken away.
 */
#ifndef DRIVERS_MISC_EDU_IOCTL_H
#define DRIVERS_MISC_EDU_IOCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

struct edu_factorial {
	__u32 number;		/* in */
	__u32 result;		/* out */
};

/* Between a program's memory and that of the device. */
struct edu_transfer {
	__u64 buffer;		/* in: the program's address */
	__u32 offset;		/* in: where in the device */
	__u32 length;		/* in: bytes, at least 1 */
};

/* It has 4096 bytes, but QEMU 7.2 takes a transfer of the last one for an error, and ends. */
#define EDU_MEMORY_SIZE		4095

#define EDU_IOC_IDENT		_IOR('e', 0, __u32)	/* the identification register */
#define EDU_IOC_FACTORIAL	_IOWR('e', 1, struct edu_factorial)
#define EDU_IOC_INTERRUPT	_IO('e', 2)		/* have it interrupt; wait for that */
#define EDU_IOC_DMA_WRITE	_IOW('e', 3, struct edu_transfer)	/* to the device */
#define EDU_IOC_DMA_READ	_IOW('e', 4, struct edu_transfer)	/* from the device */

#endif /* DRIVERS_MISC_EDU_IOCTL_H */
