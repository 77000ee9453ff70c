/* SPDX-License-Identifier: MIT */
/* linux/array_size.h - how many elements; not for pointers */
#ifndef LINUX_ARRAY_SIZE_H
#define LINUX_ARRAY_SIZE_H

#include <linux/compiler.h>

#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]) + __must_be_array(arr))

#endif /* LINUX_ARRAY_SIZE_H */
