/* SPDX-License-Identifier: MIT */
/* linux/linkage.h - functions that cross the border between C and assembly */
#ifndef LINUX_LINKAGE_H
#define LINUX_LINKAGE_H

#include <linux/stringify.h>

#define asmlinkage

#endif /* LINUX_LINKAGE_H */
