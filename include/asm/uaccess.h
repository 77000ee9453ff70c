/* SPDX-License-Identifier: MIT */
/* asm/uaccess.h - where old modules look for copy_to_user() */
#ifndef ASM_UACCESS_H
#define ASM_UACCESS_H

#include <linux/uaccess.h>

#endif /* ASM_UACCESS_H */
