/* SPDX-License-Identifier: MIT */
/*
 * linux/uaccess.h - memory that may not be there
 *
 * Left out until there is a user mode: copy_to_user() and its family.
 */
#ifndef LINUX_UACCESS_H
#define LINUX_UACCESS_H

#include <linux/errno.h>
#include <linux/types.h>

/*
 * Copy from any kernel address, mapped or not.
 * Context: any, NMI included.  Return: 0, or -EFAULT where a byte is unmapped.
 */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);

#define get_kernel_nofault(val, ptr) copy_from_kernel_nofault(&(val), (ptr), sizeof(val))

#endif /* LINUX_UACCESS_H */
