/* SPDX-License-Identifier: MIT */
/* linux/compiler_types.h - forwards: one header holds them all */
#ifndef LINUX_COMPILER_TYPES_H
#define LINUX_COMPILER_TYPES_H

#include <linux/compiler.h>

#endif /* LINUX_COMPILER_TYPES_H */
