/* SPDX-License-Identifier: MIT */
/* fs/select.h - private: poll() and select() without their system calls */
#ifndef FS_SELECT_H
#define FS_SELECT_H

#include <linux/compiler.h>
#include <linux/time64.h>
#include <uapi/linux/poll.h>

int do_sys_poll(struct pollfd __user *ufds, unsigned int n, const struct timespec64 *timeout);
int do_sys_select(int n, unsigned long __user *const *usets, const struct timespec64 *timeout);

#endif /* FS_SELECT_H */
