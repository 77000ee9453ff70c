/* SPDX-License-Identifier: MIT */
/* linux/stddef.h - NULL, bool, offsetof */
#ifndef LINUX_STDDEF_H
#define LINUX_STDDEF_H

#undef NULL
#define NULL ((void *)0)

typedef _Bool bool;
enum {
	false = 0,
	true = 1
};

#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#define sizeof_field(type, member) sizeof(((type *)0)->member)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))

#endif /* LINUX_STDDEF_H */
