/* SPDX-License-Identifier: MIT */
/* linux/list_sort.h - stable merge sort of a list */
#ifndef LINUX_LIST_SORT_H
#define LINUX_LIST_SORT_H

#include <linux/types.h>

struct list_head;

/* > 0 when a belongs behind b; else a stays in front. */
typedef int (*list_cmp_func_t)(void *priv, const struct list_head *a, const struct list_head *b);

void list_sort(void *priv, struct list_head *head, list_cmp_func_t cmp);

#endif /* LINUX_LIST_SORT_H */
