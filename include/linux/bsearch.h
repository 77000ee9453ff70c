/* SPDX-License-Identifier: MIT */
/* linux/bsearch.h - binary search in a sorted array */
#ifndef LINUX_BSEARCH_H
#define LINUX_BSEARCH_H

#include <linux/types.h>

void *bsearch(const void *key, const void *base, size_t num, size_t size, cmp_func_t cmp);

#endif /* LINUX_BSEARCH_H */
