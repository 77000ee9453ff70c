/* SPDX-License-Identifier: MIT */
/* asm/div64.h - where modules look for do_div() */
#ifndef ASM_DIV64_H
#define ASM_DIV64_H

#include <linux/math64.h>

#endif /* ASM_DIV64_H */
