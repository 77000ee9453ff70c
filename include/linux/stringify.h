/* SPDX-License-Identifier: MIT */
/* linux/stringify.h - a macro's value as a string */
#ifndef LINUX_STRINGIFY_H
#define LINUX_STRINGIFY_H

#define __stringify_1(x...) #x
#define __stringify(x...) __stringify_1(x)

#endif /* LINUX_STRINGIFY_H */
