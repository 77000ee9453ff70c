/* SPDX-License-Identifier: MIT */
/* asm/param.h - ticks per second, as Debian's Linux has it */
#ifndef ASM_PARAM_H
#define ASM_PARAM_H

#define HZ 250
#define USER_HZ 100
#define CLOCKS_PER_SEC USER_HZ

#endif /* ASM_PARAM_H */
