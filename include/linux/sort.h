/* SPDX-License-Identifier: MIT */
/* linux/sort.h - heap sort in place: no memory, no recursion, not stable */
#ifndef LINUX_SORT_H
#define LINUX_SORT_H

#include <linux/types.h>

void sort_r(void *base, size_t num, size_t size, cmp_r_func_t cmp, swap_r_func_t swap,
	    const void *priv);
void sort(void *base, size_t num, size_t size, cmp_func_t cmp, swap_func_t swap);

#endif /* LINUX_SORT_H */
