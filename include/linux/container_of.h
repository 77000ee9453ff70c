/* SPDX-License-Identifier: MIT */
/* linux/container_of.h - from a member to the structure that embeds it */
#ifndef LINUX_CONTAINER_OF_H
#define LINUX_CONTAINER_OF_H

#include <linux/compiler.h>
#include <linux/stddef.h>

#define container_of(ptr, type, member) ({				\
	void *__mptr = (void *)(ptr);					\
	_Static_assert(__same_type(*(ptr), ((type *)0)->member) ||	\
		       __same_type(*(ptr), void),			\
		       "pointer type mismatch in container_of()");	\
	((type *)(__mptr - offsetof(type, member))); })

#define typeof_member(T, m) __typeof__(((T *)0)->m)

#endif /* LINUX_CONTAINER_OF_H */
