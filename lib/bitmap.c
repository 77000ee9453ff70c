// SPDX-License-Identifier: MIT
/* lib/bitmap.c - sets of bits: algebra, ranges, regions, and their text forms */

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/types.h>

/* The bits of word i that belong to a map of nbits. */
static inline unsigned long word_mask(unsigned int i, unsigned int nbits)
{
	return i == nbits / BITS_PER_LONG ? BITMAP_LAST_WORD_MASK(nbits) : ~0UL;
}

bool __bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) {
		if ((a[i] ^ b[i]) & word_mask(i, nbits))
			return false;
	}
	return true;
}
EXPORT_SYMBOL(__bitmap_equal);

/* Returns whether anything is in the result. */
bool __bitmap_and(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		  unsigned int nbits)
{
	unsigned long any = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		any |= dst[i] = a[i] & b[i] & word_mask(i, nbits);
	return any != 0;
}
EXPORT_SYMBOL(__bitmap_and);

void __bitmap_or(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		 unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] | b[i];
}
EXPORT_SYMBOL(__bitmap_or);

void __bitmap_xor(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		  unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = a[i] ^ b[i];
}
EXPORT_SYMBOL(__bitmap_xor);

bool __bitmap_andnot(unsigned long *dst, const unsigned long *a, const unsigned long *b,
		     unsigned int nbits)
{
	unsigned long any = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		any |= dst[i] = a[i] & ~b[i] & word_mask(i, nbits);
	return any != 0;
}
EXPORT_SYMBOL(__bitmap_andnot);

void __bitmap_complement(unsigned long *dst, const unsigned long *src, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		dst[i] = ~src[i];
}
EXPORT_SYMBOL(__bitmap_complement);

bool __bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) {
		if (a[i] & b[i] & word_mask(i, nbits))
			return true;
	}
	return false;
}
EXPORT_SYMBOL(__bitmap_intersects);

/* Is all of a in b? */
bool __bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int nbits)
{
	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++) {
		if (a[i] & ~b[i] & word_mask(i, nbits))
			return false;
	}
	return true;
}
EXPORT_SYMBOL(__bitmap_subset);

unsigned int __bitmap_weight(const unsigned long *src, unsigned int nbits)
{
	unsigned int weight = 0;

	for (unsigned int i = 0; i < BITS_TO_LONGS(nbits); i++)
		weight += hweight_long(src[i] & word_mask(i, nbits));
	return weight;
}
EXPORT_SYMBOL(__bitmap_weight);

void __bitmap_set(unsigned long *map, unsigned int start, int len)
{
	for (unsigned int bit = start; bit < start + len; bit++)
		__set_bit(bit, map);
}
EXPORT_SYMBOL(__bitmap_set);

void __bitmap_clear(unsigned long *map, unsigned int start, int len)
{
	for (unsigned int bit = start; bit < start + len; bit++)
		__clear_bit(bit, map);
}
EXPORT_SYMBOL(__bitmap_clear);

/* Towards bit 0; zeros come in at the top.  dst may be src. */
void __bitmap_shift_right(unsigned long *dst, const unsigned long *src, unsigned int shift,
			  unsigned int nbits)
{
	unsigned int words = BITS_TO_LONGS(nbits);
	unsigned int off = shift / BITS_PER_LONG, rem = shift % BITS_PER_LONG;

	for (unsigned int i = 0; i < words; i++) {
		unsigned int from = i + off;
		unsigned long low = from < words ? src[from] & word_mask(from, nbits) : 0;
		unsigned long high = from + 1 < words ?
			src[from + 1] & word_mask(from + 1, nbits) : 0;

		dst[i] = rem ? low >> rem | high << (BITS_PER_LONG - rem) : low;
	}
}
EXPORT_SYMBOL(__bitmap_shift_right);

/* Away from bit 0; zeros come in at the bottom.  dst may be src. */
void __bitmap_shift_left(unsigned long *dst, const unsigned long *src, unsigned int shift,
			 unsigned int nbits)
{
	unsigned int off = shift / BITS_PER_LONG, rem = shift % BITS_PER_LONG;

	for (unsigned int i = BITS_TO_LONGS(nbits); i-- > 0; ) {
		unsigned long high = i >= off ? src[i - off] : 0;
		unsigned long low = i > off ? src[i - off - 1] : 0;

		dst[i] = rem ? high << rem | low >> (BITS_PER_LONG - rem) : high;
	}
}
EXPORT_SYMBOL(__bitmap_shift_left);

/**
 * bitmap_find_next_zero_area_off - nr clear bits in a row at or above start
 *
 * (result + align_offset) has no bit of align_mask.
 *
 * Return: the first of them, or a number >= size if there is no such place.
 */
unsigned long bitmap_find_next_zero_area_off(unsigned long *map, unsigned long size,
					     unsigned long start, unsigned int nr,
					     unsigned long align_mask, unsigned long align_offset)
{
	for (;;) {
		unsigned long index = find_next_zero_bit(map, size, start);
		unsigned long taken;

		index = ((index + align_offset + align_mask) & ~align_mask) - align_offset;
		if (index + nr > size)
			return index + nr;
		taken = find_next_bit(map, index + nr, index);
		if (taken >= index + nr)
			return index;
		start = taken + 1;
	}
}
EXPORT_SYMBOL(bitmap_find_next_zero_area_off);

/* A region is 1 << order bits, aligned to its size.  The first free one, or -ENOMEM. */
int bitmap_find_free_region(unsigned long *map, unsigned int bits, int order)
{
	unsigned int size = 1U << order;

	for (unsigned int pos = 0; pos + size <= bits; pos += size) {
		if (!bitmap_allocate_region(map, pos, order))
			return pos;
	}
	return -ENOMEM;
}
EXPORT_SYMBOL(bitmap_find_free_region);

int bitmap_allocate_region(unsigned long *map, unsigned int pos, int order)
{
	unsigned int end = pos + (1U << order);

	if (find_next_bit(map, end, pos) < end)
		return -EBUSY;
	__bitmap_set(map, pos, end - pos);
	return 0;
}
EXPORT_SYMBOL(bitmap_allocate_region);

void bitmap_release_region(unsigned long *map, unsigned int pos, int order)
{
	__bitmap_clear(map, pos, 1 << order);
}
EXPORT_SYMBOL(bitmap_release_region);

/* One number of a list; *s moves behind it. */
static int parse_bit(const char **s, unsigned int *res)
{
	char *end;

	if (!isdigit((u8)**s))
		return -EINVAL;
	*res = simple_strtoul(*s, &end, 10);
	*s = end;
	return 0;
}

/* "a", "a-b" or "a-b:used/group" (the first used bits of every group). */
static int parse_range(const char **s, unsigned long *maskp, unsigned int nbits)
{
	unsigned int first, last, used, group;
	int err = parse_bit(s, &first);

	last = first;
	if (!err && **s == '-') {
		(*s)++;
		err = parse_bit(s, &last);
	}
	used = group = last - first + 1;
	if (!err && **s == ':') {
		(*s)++;
		err = parse_bit(s, &used);
		if (!err && *(*s)++ != '/')
			err = -EINVAL;
		if (!err)
			err = parse_bit(s, &group);
	}
	if (err)
		return err;
	if (last < first || group == 0 || used > group)
		return -EINVAL;
	if (last >= nbits)
		return -ERANGE;
	for (unsigned int at = first; at <= last; at += group)
		__bitmap_set(maskp, at, min(used, last - at + 1));
	return 0;
}

/**
 * bitmap_parselist - a list such as "0-3,8,16-31:2/4" into bits
 *
 * Return: 0, -EINVAL for bad text, -ERANGE for a number that nmaskbits excludes.
 */
int bitmap_parselist(const char *buf, unsigned long *maskp, int nmaskbits)
{
	bitmap_zero(maskp, nmaskbits);
	for (;;) {
		while (isspace((u8)*buf) || *buf == ',')
			buf++;
		if (!*buf)
			return 0;

		int err = parse_range(&buf, maskp, nmaskbits);

		if (err)
			return err;
		if (*buf && *buf != ',' && !isspace((u8)*buf))
			return -EINVAL;
	}
}
EXPORT_SYMBOL(bitmap_parselist);

/* Shifts the map by 32 and puts chunk in at the bottom. */
static int push_chunk(unsigned long *maskp, u32 chunk, int nmaskbits)
{
	if (__bitmap_weight(maskp, nmaskbits) &&
	    find_last_bit(maskp, nmaskbits) + 32 >= (unsigned long)nmaskbits)
		return -EOVERFLOW;
	if (fls(chunk) > nmaskbits)
		return -EOVERFLOW;
	__bitmap_shift_left(maskp, maskp, 32, nmaskbits);
	maskp[0] |= chunk;
	return 0;
}

/**
 * bitmap_parse - hexadecimal chunks of 32 bits, highest first: "ff,00000001"
 *
 * Return: 0, -EINVAL for bad text, -EOVERFLOW for more than nmaskbits.
 */
int bitmap_parse(const char *buf, unsigned int buflen, unsigned long *maskp, int nmaskbits)
{
	const char *end = buf + strnlen(buf, buflen);
	int digits = 0, err = 0;
	u32 chunk = 0;

	while (end > buf && isspace((u8)end[-1]))
		end--;
	bitmap_zero(maskp, nmaskbits);
	for (; buf < end && !err; buf++) {
		if (*buf == ',' && digits) {
			err = push_chunk(maskp, chunk, nmaskbits);
			chunk = digits = 0;
		} else if (isxdigit((u8)*buf) && digits++ < 8) {
			chunk = chunk << 4 | hex_to_bin(*buf);
		} else {
			err = -EINVAL;
		}
	}
	if (err)
		return err;
	return digits ? push_chunk(maskp, chunk, nmaskbits) : -EINVAL;
}
EXPORT_SYMBOL(bitmap_parse);

#define PAGEBUF_SIZE 4096	/* what a file of /proc or /sys shows in one piece */

int bitmap_print_to_pagebuf(bool list, char *buf, const unsigned long *maskp, int nmaskbits)
{
	return list ? scnprintf(buf, PAGEBUF_SIZE, "%*pbl\n", nmaskbits, maskp) :
		      scnprintf(buf, PAGEBUF_SIZE, "%*pb\n", nmaskbits, maskp);
}
EXPORT_SYMBOL(bitmap_print_to_pagebuf);

/* The i-th 32 bits of a map. */
static u32 chunk32(const unsigned long *map, unsigned int i)
{
	return map[i * 32 / BITS_PER_LONG] >> (i * 32 % BITS_PER_LONG);
}

void bitmap_to_arr32(u32 *buf, const unsigned long *bitmap, unsigned int nbits)
{
	unsigned int chunks = BITS_TO_U32(nbits);

	for (unsigned int i = 0; i < chunks; i++)
		buf[i] = chunk32(bitmap, i);
	if (nbits % 32)
		buf[chunks - 1] &= ~0U >> (32 - nbits % 32);
}
EXPORT_SYMBOL(bitmap_to_arr32);

void bitmap_from_arr32(unsigned long *bitmap, const u32 *buf, unsigned int nbits)
{
	bitmap_zero(bitmap, nbits);
	for (unsigned int i = 0; i < BITS_TO_U32(nbits); i++)
		bitmap[i * 32 / BITS_PER_LONG] |=
			(unsigned long)buf[i] << (i * 32 % BITS_PER_LONG);
	if (nbits % BITS_PER_LONG)
		bitmap[nbits / BITS_PER_LONG] &= BITMAP_LAST_WORD_MASK(nbits);
}
EXPORT_SYMBOL(bitmap_from_arr32);
