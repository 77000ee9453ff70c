/* SPDX-License-Identifier: MIT */
/* lib/vsprintf.h - what the formatter's files share: one conversion and its output */
#ifndef LIB_VSPRINTF_H
#define LIB_VSPRINTF_H

#include <linux/types.h>

/* Text is stored below end and only counted beyond it. */
struct out {
	char *at;
	char *end;
};

enum fmt_flag {
	FMT_LEFT	= 1 << 0,	/* -  pad on the right */
	FMT_PLUS	= 1 << 1,	/* +  always a sign */
	FMT_SPACE	= 1 << 2,	/*    a space where a + would be */
	FMT_ALT		= 1 << 3,	/* #  0x, 0 */
	FMT_ZERO	= 1 << 4,	/* 0  pad with zeros */
	FMT_UPPER	= 1 << 5,	/* X  capital digits */
	FMT_SIGNED	= 1 << 6,	/* d i */
};

/* One conversion: %[flags][width][.precision] and the base of a number. */
struct fmt_spec {
	u8 flags;		/* enum fmt_flag */
	u8 base;
	int width;		/* -1: none given */
	int precision;		/* -1: none given */
};

static inline void put(struct out *o, char c)
{
	if (o->at < o->end)
		*o->at = c;
	o->at++;
}

void put_chars(struct out *o, const char *s, int n);
void put_text(struct out *o, const char *s);
void put_padding(struct out *o, int n, char c);
void put_number(struct out *o, unsigned long long num, struct fmt_spec spec);
void put_string(struct out *o, const char *s, struct fmt_spec spec);

/* Hexadecimal with exactly that many digits, "0x" in front if prefix. */
void put_hex(struct out *o, unsigned long long num, int digits, bool prefix);

/* %p and the letters behind it at ext. */
void put_pointer(struct out *o, const void *ptr, const char *ext, struct fmt_spec spec);

#endif /* LIB_VSPRINTF_H */
