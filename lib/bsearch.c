// SPDX-License-Identifier: MIT
/* lib/bsearch.c - binary search */

#include <linux/bsearch.h>
#include <linux/export.h>
#include <linux/types.h>

/* cmp(key, element).  Any one of several equal elements, or NULL. */
void *bsearch(const void *key, const void *base, size_t num, size_t size, cmp_func_t cmp)
{
	const char *low = base;

	while (num) {
		const char *middle = low + num / 2 * size;
		int order = cmp(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			num--;
		}
		num /= 2;
	}
	return NULL;
}
EXPORT_SYMBOL(bsearch);
