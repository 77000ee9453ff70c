/* SPDX-License-Identifier: MIT */
/* asm/ioctl.h - where modules look for the numbers of ioctl() commands */
#ifndef ASM_IOCTL_H
#define ASM_IOCTL_H

#include <uapi/linux/ioctl.h>

#endif /* ASM_IOCTL_H */
