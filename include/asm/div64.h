/* SPDX-License-Identifier: MIT */
/* asm/div64.h - do_div(): divide in place, return the remainder */
#ifndef ASM_DIV64_H
#define ASM_DIV64_H

#include <linux/math64.h>

#define do_div(n, base) ({			\
	u32 __rem;				\
	(n) = div_u64_rem((n), (base), &__rem);	\
	__rem; })

#endif /* ASM_DIV64_H */
