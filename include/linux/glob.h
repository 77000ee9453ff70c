/* SPDX-License-Identifier: MIT */
/* linux/glob.h - shell-style patterns: * ? [a-z] [!a-z] and backslash */
#ifndef LINUX_GLOB_H
#define LINUX_GLOB_H

#include <linux/types.h>

bool glob_match(char const *pat, char const *str);

#endif /* LINUX_GLOB_H */
