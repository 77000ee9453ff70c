/* SPDX-License-Identifier: MIT */
/* linux/typecheck.h - a compile-time complaint when x is not of the type */
#ifndef LINUX_TYPECHECK_H
#define LINUX_TYPECHECK_H

#define typecheck(type, x) ({			\
	type __dummy;				\
	__typeof__(x) __dummy2;			\
	(void)(&__dummy == &__dummy2);		\
	1; })

#endif /* LINUX_TYPECHECK_H */
