/* SPDX-License-Identifier: MIT */
/* asm/errno.h - old modules include it */
#ifndef ASM_ERRNO_H
#define ASM_ERRNO_H

#include <linux/errno.h>

#endif /* ASM_ERRNO_H */
