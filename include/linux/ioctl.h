/* SPDX-License-Identifier: MIT */
/* linux/ioctl.h - where modules look for the numbers of ioctl() commands */
#ifndef LINUX_IOCTL_H
#define LINUX_IOCTL_H

#include <uapi/linux/ioctl.h>

#endif /* LINUX_IOCTL_H */
