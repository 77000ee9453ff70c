/* SPDX-License-Identifier: MIT */
/*
 * linux/find.h - find bits in an array of unsigned long
 *
 * Every function returns the bit's number, or size where there is none.
 */
#ifndef LINUX_FIND_H
#define LINUX_FIND_H

#include <linux/types.h>

unsigned long find_first_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_zero_bit(const unsigned long *addr, unsigned long size);
unsigned long find_first_and_bit(const unsigned long *a, const unsigned long *b,
				 unsigned long size);
unsigned long find_last_bit(const unsigned long *addr, unsigned long size);
unsigned long find_next_bit(const unsigned long *addr, unsigned long size, unsigned long offset);
unsigned long find_next_zero_bit(const unsigned long *addr, unsigned long size,
				 unsigned long offset);
unsigned long find_next_and_bit(const unsigned long *a, const unsigned long *b,
				unsigned long size, unsigned long offset);
unsigned long find_next_andnot_bit(const unsigned long *a, const unsigned long *b,
				   unsigned long size, unsigned long offset);
unsigned long find_nth_bit(const unsigned long *addr, unsigned long size, unsigned long n);

#define for_each_set_bit(bit, addr, size)			\
	for ((bit) = 0;						\
	     (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)

#define for_each_and_bit(bit, a, b, size)			\
	for ((bit) = 0;						\
	     (bit) = find_next_and_bit((a), (b), (size), (bit)), (bit) < (size); (bit)++)

#define for_each_set_bit_from(bit, addr, size)			\
	for (; (bit) = find_next_bit((addr), (size), (bit)), (bit) < (size); (bit)++)

#define for_each_clear_bit(bit, addr, size)			\
	for ((bit) = 0;						\
	     (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)

#define for_each_clear_bit_from(bit, addr, size)		\
	for (; (bit) = find_next_zero_bit((addr), (size), (bit)), (bit) < (size); (bit)++)

/* [b, e) runs over the stretches of set bits. */
#define for_each_set_bitrange(b, e, addr, size)			\
	for ((b) = 0;						\
	     (b) = find_next_bit((addr), (size), (b)),		\
	     (e) = find_next_zero_bit((addr), (size), (b) + 1),	\
	     (b) < (size);					\
	     (b) = (e) + 1)

#endif /* LINUX_FIND_H */
