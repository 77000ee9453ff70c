// SPDX-License-Identifier: MIT
/*
 * lib/sort.c - heap sort
 *
 * Never worse than n log n comparisons, no memory and no recursion: what a
 * kernel wants of a sort that runs on a small stack.  Equal elements may change
 * places.
 */

#include <linux/export.h>
#include <linux/sort.h>
#include <linux/types.h>

/* What sort_r() was given, so that the steps below need one argument. */
struct sorter {
	char *base;
	size_t size;
	cmp_r_func_t cmp;
	swap_r_func_t swap;
	const void *priv;
};

static void swap_bytes(void *a, void *b, int size)
{
	char *p = a, *q = b;

	while (size--) {
		char t = *p;

		*p++ = *q;
		*q++ = t;
	}
}

static void swap_elements(const struct sorter *s, size_t i, size_t j)
{
	void *a = s->base + i * s->size, *b = s->base + j * s->size;

	if (s->swap)
		s->swap(a, b, s->size, s->priv);
	else
		swap_bytes(a, b, s->size);
}

static bool less(const struct sorter *s, size_t i, size_t j)
{
	return s->cmp(s->base + i * s->size, s->base + j * s->size, s->priv) < 0;
}

/* Moves element i down until both children below n are no larger. */
static void sift_down(const struct sorter *s, size_t i, size_t n)
{
	size_t child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && less(s, child, child + 1))
			child++;
		if (!less(s, i, child))
			return;
		swap_elements(s, i, child);
		i = child;
	}
}

/* Sorts with a comparison that is handed priv; swap may be NULL. */
void sort_r(void *base, size_t num, size_t size, cmp_r_func_t cmp, swap_r_func_t swap,
	    const void *priv)
{
	const struct sorter s = { base, size, cmp, swap, priv };

	for (size_t i = num / 2; i-- > 0; )
		sift_down(&s, i, num);
	while (num-- > 1) {
		swap_elements(&s, 0, num);	/* the largest goes behind the heap */
		sift_down(&s, 0, num);
	}
}
EXPORT_SYMBOL(sort_r);

/* sort()'s own comparison travels as sort_r()'s priv. */
struct plain_functions {
	cmp_func_t cmp;
	swap_func_t swap;
};

static int plain_cmp(const void *a, const void *b, const void *priv)
{
	return ((const struct plain_functions *)priv)->cmp(a, b);
}

static void plain_swap(void *a, void *b, int size, const void *priv)
{
	((const struct plain_functions *)priv)->swap(a, b, size);
}

void sort(void *base, size_t num, size_t size, cmp_func_t cmp, swap_func_t swap)
{
	const struct plain_functions f = { cmp, swap };

	sort_r(base, num, size, plain_cmp, swap ? plain_swap : NULL, &f);
}
EXPORT_SYMBOL(sort);
