// SPDX-License-Identifier: MIT
/*
 * arch/x86/lib/string.c - copy, move and fill with the string instructions
 *
 * Whole words go by one rep instruction.  The last eight bytes are loaded
 * before it and stored after it, overlapping what it wrote: no loop for the
 * rest, and a move to a lower address may overlap its source.
 */

#include <linux/export.h>
#include <linux/string.h>
#include <linux/types.h>

/* The names are macros in <linux/string.h>: parentheses keep them functions here. */

/* Eight bytes of anything, anywhere. */
typedef u64 __attribute__((may_alias, aligned(1))) any_u64;

static inline u64 load8(const void *p)
{
	return *(const any_u64 *)p;
}

static inline void store8(void *p, u64 v)
{
	*(any_u64 *)p = v;
}

static inline void copy_bytes(void *dst, const void *src, size_t n)
{
	__asm__ volatile("rep movsb" : "+D"(dst), "+S"(src), "+c"(n) : : "memory");
}

/* Upwards: right for any overlap as long as dst is below src. */
static inline void copy_up(void *dst, const void *src, size_t n)
{
	void *end = dst + n;
	size_t words = n / 8;
	u64 tail;

	if (n < 8) {
		copy_bytes(dst, src, n);
		return;
	}
	tail = load8(src + n - 8);
	__asm__ volatile("rep movsq" : "+D"(dst), "+S"(src), "+c"(words) : : "memory");
	store8(end - 8, tail);
}

static void copy_down(u8 *dst, const u8 *src, size_t n)
{
	u64 head = n >= 8 ? load8(src) : 0;
	u8 *start = dst;
	bool words = n >= 8;

	for (; n >= 8; n -= 8)
		store8(dst + n - 8, load8(src + n - 8));
	if (words) {
		store8(start, head);
		return;
	}
	while (n--)
		dst[n] = src[n];
}

void *(memcpy)(void *dst, const void *src, size_t n)
{
	copy_up(dst, src, n);
	return dst;
}
EXPORT_SYMBOL(memcpy);

void *(memmove)(void *dst, const void *src, size_t n)
{
	if ((uintptr_t)dst - (uintptr_t)src >= n)
		copy_up(dst, src, n);
	else
		copy_down(dst, src, n);
	return dst;
}
EXPORT_SYMBOL(memmove);

void *(memset)(void *s, int c, size_t n)
{
	u64 pattern = 0x0101010101010101ull * (u8)c;
	void *at = s;
	size_t count = n / 8;

	if (n < 8) {
		__asm__ volatile("rep stosb" : "+D"(at), "+c"(n) : "a"(c) : "memory");
		return s;
	}
	store8(s + n - 8, pattern);
	__asm__ volatile("rep stosq" : "+D"(at), "+c"(count) : "a"(pattern) : "memory");
	return s;
}
EXPORT_SYMBOL(memset);
