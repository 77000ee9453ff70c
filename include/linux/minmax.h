/* SPDX-License-Identifier: MIT */
/* linux/minmax.h - min, max, clamp, swap; the pointer comparison checks the types */
#ifndef LINUX_MINMAX_H
#define LINUX_MINMAX_H

#include <linux/compiler.h>

/* The names are unique, so that one min() may stand inside another (-Wshadow). */
#define __cmp_once(x, y, op, ux, uy) ({		\
	__typeof__(x) ux = (x);			\
	__typeof__(y) uy = (y);			\
	(void)(&ux == &uy);			\
	ux op uy ? ux : uy; })

#define __pick(x, y, op) __builtin_choose_expr(						\
	__builtin_constant_p(x) && __builtin_constant_p(y) &&				\
		__builtin_types_compatible_p(__typeof__(x), __typeof__(y)),		\
	((x) op (y) ? (x) : (y)),							\
	__cmp_once(x, y, op, __UNIQUE_ID(cx), __UNIQUE_ID(cy)))

#define __pick_t(type, x, y, op, ux, uy) ({ type ux = (x); type uy = (y); ux op uy ? ux : uy; })

#define min(x, y) __pick(x, y, <)
#define max(x, y) __pick(x, y, >)
#define min3(x, y, z) min((__typeof__(x))min(x, y), z)
#define max3(x, y, z) max((__typeof__(x))max(x, y), z)
#define min_t(type, x, y) __pick_t(type, x, y, <, __UNIQUE_ID(mx), __UNIQUE_ID(my))
#define max_t(type, x, y) __pick_t(type, x, y, >, __UNIQUE_ID(mx), __UNIQUE_ID(my))
#define clamp(val, lo, hi) min((__typeof__(val))max(val, lo), hi)
#define clamp_t(type, val, lo, hi) min_t(type, max_t(type, val, lo), hi)
#define clamp_val(val, lo, hi) clamp_t(__typeof__(val), val, lo, hi)
#define min_not_zero(x, y) ({				\
	__typeof__(x) __nx = (x);			\
	__typeof__(y) __ny = (y);			\
	__nx == 0 ? __ny : (__ny == 0 ? __nx : min(__nx, __ny)); })
#define swap(a, b) do { __typeof__(a) __tmp = (a); (a) = (b); (b) = __tmp; } while (0)

#endif /* LINUX_MINMAX_H */
