// SPDX-License-Identifier: MIT
/*
 * lib/find_bit.c - search an array of unsigned long for bits
 *
 * All searches are one loop: look at the word with the start's lower bits
 * masked off, then at whole words, until one has a bit.  What differs is how a
 * word is made from the arrays, hence the macro with an expression; `i` in it
 * is the index of the word.
 */

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/find.h>
#include <linux/minmax.h>
#include <linux/types.h>

#define FIND_FROM(word, size, start)						\
({										\
	unsigned long __found = (size);						\
										\
	if (likely((start) < (size))) {						\
		unsigned long i = (start) / BITS_PER_LONG;			\
		unsigned long __w = (word) & BITMAP_FIRST_WORD_MASK(start);	\
										\
		while (!__w && ++i * BITS_PER_LONG < (size))			\
			__w = (word);						\
		if (__w)							\
			__found = min(i * BITS_PER_LONG + __ffs(__w), (size));	\
	}									\
	__found;								\
})

unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset)
{
	return FIND_FROM(addr[i], size, offset);
}
EXPORT_SYMBOL(find_next_bit);

unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long offset)
{
	return FIND_FROM(~addr[i], size, offset);
}
EXPORT_SYMBOL(find_next_zero_bit);

unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b,
				unsigned long size, unsigned long offset)
{
	return FIND_FROM(a[i] & b[i], size, offset);
}
EXPORT_SYMBOL(find_next_and_bit);

unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				   unsigned long size, unsigned long offset)
{
	return FIND_FROM(a[i] & ~b[i], size, offset);
}
EXPORT_SYMBOL(find_next_andnot_bit);

unsigned long find_first_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_bit(addr, size, 0);
}
EXPORT_SYMBOL(find_first_bit);

unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size)
{
	return find_next_zero_bit(addr, size, 0);
}
EXPORT_SYMBOL(find_first_zero_bit);

unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b,
				 unsigned long size)
{
	return find_next_and_bit(a, b, size, 0);
}
EXPORT_SYMBOL(find_first_and_bit);

unsigned long find_last_bit(const unsigned long *addr, unsigned long size)
{
	unsigned long i = BITS_TO_LONGS(size);
	unsigned long mask = BITMAP_LAST_WORD_MASK(size);

	while (i--) {
		unsigned long word = addr[i] & mask;

		if (word)
			return i * BITS_PER_LONG + __fls(word);
		mask = ~0UL;
	}
	return size;
}
EXPORT_SYMBOL(find_last_bit);

/* The n-th set bit, counted from 0. */
unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n)
{
	unsigned long bit;

	for_each_set_bit(bit, addr, size) {
		if (n-- == 0)
			return bit;
	}
	return size;
}
EXPORT_SYMBOL(find_nth_bit);
