/* SPDX-License-Identifier: MIT */
/* linux/compiler_attributes.h - forwards: one header holds them all */
#ifndef LINUX_COMPILER_ATTRIBUTES_H
#define LINUX_COMPILER_ATTRIBUTES_H

#include <linux/compiler.h>

#endif /* LINUX_COMPILER_ATTRIBUTES_H */
