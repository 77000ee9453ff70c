// SPDX-License-Identifier: MIT
/*
 * lib/vsscanf.c - values from text
 *
 * Conversions d i u x X o c s n [ %% with a width, the lengths hh h l ll L z,
 * and '*' to skip.  White space in the format matches any amount of it.  A
 * width limits the digits exactly; numbers that are too large wrap, as in the
 * simple_strto*() family.
 */

#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>

#include "kstrtox.h"

struct scan {
	const char *str;	/* what is left of the input */
	const char *fmt;	/* what is left of the format */
	int width;		/* of this conversion; INT_MAX: any */
	int size;		/* bytes of an integer's variable */
	bool skip;		/* '*': convert, but do not store */
	va_list args;
};

static void parse_modifiers(struct scan *s)
{
	s->skip = *s->fmt == '*';
	s->fmt += s->skip;
	s->width = INT_MAX;
	if (isdigit((u8)*s->fmt)) {
		char *end;

		s->width = simple_strtoul(s->fmt, &end, 10);
		s->fmt = end;
	}
	s->size = sizeof(int);
	switch (*s->fmt) {
	case 'h':
		s->size = *++s->fmt == 'h' ? sizeof(char) : sizeof(short);
		s->fmt += *s->fmt == 'h';
		break;
	case 'l':
		s->size = *++s->fmt == 'l' ? sizeof(long long) : sizeof(long);
		s->fmt += *s->fmt == 'l';
		break;
	case 'L':
		s->size = sizeof(long long);
		s->fmt++;
		break;
	case 'z': case 'Z':
		s->size = sizeof(size_t);
		s->fmt++;
		break;
	}
}

static void store_integer(struct scan *s, unsigned long long value)
{
	void *to = va_arg(s->args, void *);

	switch (s->size) {
	case 1: *(u8 *)to = value; break;
	case 2: *(u16 *)to = value; break;
	case 4: *(u32 *)to = value; break;
	default: *(u64 *)to = value; break;
	}
}

/* True if a number was there. */
static bool scan_integer(struct scan *s, unsigned int base, bool is_signed)
{
	const char *at = skip_spaces(s->str), *digits;
	bool minus = is_signed && *at == '-';
	unsigned long long value;
	unsigned int n;

	if (minus || (is_signed && *at == '+'))
		at++;
	s->width -= minus;
	digits = s->width > 2 ? kstrtox_fixup_base(at, &base) : at;
	if (!base)
		base = *at == '0' ? 8 : 10;
	s->width -= digits - at;
	n = kstrtox_digits(digits, base, max(s->width, 0), &value) & ~KSTRTOX_OVERFLOW;
	if (n == 0)
		return false;
	s->str = digits + n;
	if (!s->skip)
		store_integer(s, minus ? -value : value);
	return true;
}

static bool scan_chars(struct scan *s)
{
	char *to = s->skip ? NULL : va_arg(s->args, char *);
	int n = s->width == INT_MAX ? 1 : s->width;

	while (n-- > 0 && *s->str) {
		if (to)
			*to++ = *s->str;
		s->str++;
	}
	return true;
}

static bool scan_word(struct scan *s)
{
	char *to = s->skip ? NULL : va_arg(s->args, char *);

	s->str = skip_spaces(s->str);
	for (; s->width > 0 && *s->str && !isspace((u8)*s->str); s->width--) {
		if (to)
			*to++ = *s->str;
		s->str++;
	}
	if (to)
		*to = '\0';
	return true;
}

/* "a-z0-9" or "^..." up to end: is c in it? */
static bool in_set(const char *set, const char *end, char c)
{
	for (; set < end; set++) {
		if (set + 2 < end && set[1] == '-') {
			if (set[0] <= c && c <= set[2])
				return true;
			set += 2;
		} else if (*set == c) {
			return true;
		}
	}
	return false;
}

static bool scan_set(struct scan *s)
{
	char *to = s->skip ? NULL : va_arg(s->args, char *);
	bool inverted = *s->fmt == '^';
	const char *set = s->fmt + inverted, *end = strchr(*set == ']' ? set + 1 : set, ']');
	const char *start = s->str;

	if (!end || s->width == INT_MAX)	/* Linux, too, wants to know the room */
		return false;
	s->fmt = end + 1;
	for (; s->width > 0 && *s->str && in_set(set, end, *s->str) != inverted; s->width--) {
		if (to)
			*to++ = *s->str;
		s->str++;
	}
	if (s->str == start)
		return false;
	if (to)
		*to = '\0';
	return true;
}

/* One conversion, s->fmt at its letter; false ends the scan. */
static bool scan_conversion(struct scan *s)
{
	switch (*s->fmt++) {
	case 'd': return scan_integer(s, 10, true);
	case 'i': return scan_integer(s, 0, true);
	case 'u': return scan_integer(s, 10, false);
	case 'x': case 'X': return scan_integer(s, 16, false);
	case 'o': return scan_integer(s, 8, false);
	case 'c': return scan_chars(s);
	case 's': return scan_word(s);
	case '[': return scan_set(s);
	}
	return false;
}

/* Matches everything up to the next conversion; false at the first difference. */
static bool match_literal(struct scan *s)
{
	while (*s->fmt && (s->fmt[0] != '%' || s->fmt[1] == '%')) {
		if (isspace((u8)*s->fmt)) {
			s->fmt = skip_spaces(s->fmt);
			s->str = skip_spaces(s->str);
			continue;
		}
		if (*s->fmt == '%') {	/* %% */
			s->fmt++;
			s->str = skip_spaces(s->str);
		}
		if (*s->fmt != *s->str)
			return false;
		s->fmt++;
		s->str++;
	}
	return true;
}

/* Return: how many values were stored. */
int vsscanf(const char *buf, const char *fmt, va_list args)
{
	struct scan s = { .str = buf, .fmt = fmt };
	const char *start = buf;
	int stored = 0;

	va_copy(s.args, args);
	while (match_literal(&s) && *s.fmt) {
		s.fmt++;
		parse_modifiers(&s);
		if (*s.fmt == 'n') {
			s.fmt++;
			if (!s.skip)
				store_integer(&s, s.str - start);
			continue;
		}
		if (!*s.str || !scan_conversion(&s))
			break;
		stored += !s.skip;
	}
	va_end(s.args);
	return stored;
}
EXPORT_SYMBOL(vsscanf);

int sscanf(const char *buf, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsscanf(buf, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(sscanf);
