// SPDX-License-Identifier: MIT
/*
 * lib/vsprintf.c - the formatter behind sprintf() and printk()
 *
 * The standard conversions d i u x X o c s p n%% with flags, width, precision
 * and the lengths hh h l ll L z t; and, as in Linux, the letters after %p that
 * say what a pointer points to (lib/vsprintf_ptr.c).  Left out: floating point
 * and %n, which the kernel has no use for.
 *
 * Nothing here takes a lock, allocates or sleeps: printk() runs it in an NMI.
 */

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>

#include "vsprintf.h"

#define MAX_DIGITS 22	/* 2^64 - 1 in octal */

void put_chars(struct out *o, const char *s, int n)
{
	while (n-- > 0)
		put(o, *s++);
}

void put_text(struct out *o, const char *s)
{
	while (*s)
		put(o, *s++);
}

void put_padding(struct out *o, int n, char c)
{
	while (n-- > 0)
		put(o, c);
}

/* Decimal digits, lowest first, and how many.  32-bit division as soon as it does. */
static int decimal_digits(char *digits, unsigned long long num)
{
	int n = 0;
	u32 rest;

	while (num >> 32) {
		u32 digit;

		num = div_u64_rem(num, 10, &digit);
		digits[n++] = '0' + digit;
	}
	rest = num;
	do {
		digits[n++] = '0' + rest % 10;
		rest /= 10;
	} while (rest);
	return n;
}

/* The same in base 8 or 16. */
static int shifted_digits(char *digits, unsigned long long num, struct fmt_spec spec)
{
	const char *set = spec.flags & FMT_UPPER ? hex_asc_upper : hex_asc;
	unsigned int shift = spec.base == 16 ? 4 : 3;
	int n = 0;

	do {
		digits[n++] = set[num & (spec.base - 1)];
		num >>= shift;
	} while (num);
	return n;
}

/* The sign to write in front of num, which becomes its amount; 0 for none. */
static char take_sign(unsigned long long *num, struct fmt_spec spec)
{
	if (!(spec.flags & FMT_SIGNED))
		return 0;
	if ((long long)*num < 0) {
		*num = -*num;
		return '-';
	}
	if (spec.flags & FMT_PLUS)
		return '+';
	return spec.flags & FMT_SPACE ? ' ' : 0;
}

void put_number(struct out *o, unsigned long long num, struct fmt_spec spec)
{
	char digits[MAX_DIGITS + 2];
	bool prefixed = (spec.flags & FMT_ALT) && spec.base != 10 && (num || spec.base == 16);
	char sign = take_sign(&num, spec);
	int n = spec.base == 10 ? decimal_digits(digits, num) : shifted_digits(digits, num, spec);
	int zeros = max(spec.precision - n, 0);
	int padding = spec.width - n - zeros - !!sign;

	if (prefixed)
		padding -= spec.base == 16 ? 2 : 1;
	/* Zeros take the place of the padding, unless a precision says how many digits. */
	if ((spec.flags & (FMT_ZERO | FMT_LEFT)) == FMT_ZERO && spec.precision < 0) {
		zeros = max(padding, 0);
		padding = 0;
	}

	if (!(spec.flags & FMT_LEFT))
		put_padding(o, padding, ' ');
	if (sign)
		put(o, sign);
	if (prefixed) {
		put(o, '0');
		if (spec.base == 16)
			put(o, spec.flags & FMT_UPPER ? 'X' : 'x');
	}
	put_padding(o, zeros, '0');
	while (n > 0)
		put(o, digits[--n]);
	if (spec.flags & FMT_LEFT)
		put_padding(o, padding, ' ');
}

void put_hex(struct out *o, unsigned long long num, int digits, bool prefix)
{
	const struct fmt_spec spec = { .base = 16, .width = -1, .precision = digits };

	if (prefix)
		put_text(o, "0x");
	put_number(o, num, spec);
}

/* A pointer nobody can have meant to print from: say what it is instead of faulting. */
static const char *checked_string(const char *s)
{
	if (!s)
		return "(null)";
	if ((unsigned long)s < 4096 || IS_ERR(s))
		return "(efault)";
	return s;
}

void put_string(struct out *o, const char *s, struct fmt_spec spec)
{
	int len, padding;

	s = checked_string(s);
	len = strnlen(s, spec.precision < 0 ? INT_MAX : spec.precision);
	padding = spec.width - len;

	if (!(spec.flags & FMT_LEFT))
		put_padding(o, padding, ' ');
	put_chars(o, s, len);
	if (spec.flags & FMT_LEFT)
		put_padding(o, padding, ' ');
}

static void put_char_arg(struct out *o, char c, struct fmt_spec spec)
{
	if (!(spec.flags & FMT_LEFT))
		put_padding(o, spec.width - 1, ' ');
	put(o, c);
	if (spec.flags & FMT_LEFT)
		put_padding(o, spec.width - 1, ' ');
}

/* The flags at fmt; returns what is behind them. */
static const char *parse_flags(const char *fmt, struct fmt_spec *spec)
{
	for (;; fmt++) {
		switch (*fmt) {
		case '-': spec->flags |= FMT_LEFT; break;
		case '+': spec->flags |= FMT_PLUS; break;
		case ' ': spec->flags |= FMT_SPACE; break;
		case '#': spec->flags |= FMT_ALT; break;
		case '0': spec->flags |= FMT_ZERO; break;
		default: return fmt;
		}
	}
}

static const char *parse_int(const char *fmt, int *res)
{
	int value = 0;

	while (isdigit((u8)*fmt))
		value = value * 10 + (*fmt++ - '0');
	*res = value;
	return fmt;
}

/* The length of an integer: the number of bytes its argument has. */
static const char *parse_length(const char *fmt, int *size)
{
	*size = sizeof(int);
	switch (*fmt) {
	case 'h':
		*size = fmt[1] == 'h' ? sizeof(char) : sizeof(short);
		return fmt + (fmt[1] == 'h' ? 2 : 1);
	case 'l':
		*size = fmt[1] == 'l' ? sizeof(long long) : sizeof(long);
		return fmt + (fmt[1] == 'l' ? 2 : 1);
	case 'L':
		*size = sizeof(long long);
		return fmt + 1;
	case 'z': case 'Z':
		*size = sizeof(size_t);
		return fmt + 1;
	case 't':
		*size = sizeof(ptrdiff_t);
		return fmt + 1;
	}
	return fmt;
}

/* Cuts an argument to its size, and extends the sign. */
static unsigned long long narrow(unsigned long long num, int size, bool is_signed)
{
	int unused = 64 - 8 * size;

	if (!unused)
		return num;
	return is_signed ? (unsigned long long)((long long)(num << unused) >> unused) :
			   num << unused >> unused;
}

/* The base and the flags of an integer conversion; false if c is none. */
static bool integer_conversion(char c, struct fmt_spec *spec)
{
	switch (c) {
	case 'd': case 'i':
		spec->flags |= FMT_SIGNED;
		fallthrough;
	case 'u':
		spec->base = 10;
		return true;
	case 'X':
		spec->flags |= FMT_UPPER;
		fallthrough;
	case 'x':
		spec->base = 16;
		return true;
	case 'o':
		spec->base = 8;
		return true;
	}
	return false;
}

/* Where the arguments are; a structure, so that helpers can take from it. */
struct arguments {
	va_list list;
};

static const char *parse_spec(const char *fmt, struct fmt_spec *spec, struct arguments *args)
{
	*spec = (struct fmt_spec){ .base = 10, .width = -1, .precision = -1 };
	fmt = parse_flags(fmt, spec);
	if (*fmt == '*') {
		spec->width = va_arg(args->list, int);
		if (spec->width < 0) {
			spec->width = -spec->width;
			spec->flags |= FMT_LEFT;
		}
		fmt++;
	} else if (isdigit((u8)*fmt)) {
		fmt = parse_int(fmt, &spec->width);
	}
	if (*fmt == '.') {
		fmt++;
		if (*fmt == '*') {
			spec->precision = va_arg(args->list, int);
			fmt++;
		} else {
			fmt = parse_int(fmt, &spec->precision);
		}
	}
	return fmt;
}

static void put_integer_arg(struct out *o, int size, struct fmt_spec spec, struct arguments *args)
{
	unsigned long long num = size == sizeof(long long) ?
		va_arg(args->list, unsigned long long) : va_arg(args->list, unsigned int);

	put_number(o, narrow(num, size, spec.flags & FMT_SIGNED), spec);
}

/* One conversion, fmt behind its '%'; returns what is behind the whole of it. */
static const char *convert(struct out *o, const char *fmt, struct arguments *args)
{
	struct fmt_spec spec;
	int size;

	fmt = parse_length(parse_spec(fmt, &spec, args), &size);
	if (integer_conversion(*fmt, &spec)) {
		put_integer_arg(o, size, spec, args);
		return fmt + 1;
	}
	switch (*fmt) {
	case 's':
		put_string(o, va_arg(args->list, const char *), spec);
		return fmt + 1;
	case 'c':
		put_char_arg(o, va_arg(args->list, int), spec);
		return fmt + 1;
	case 'p':
		put_pointer(o, va_arg(args->list, const void *), ++fmt, spec);
		while (isalnum((u8)*fmt))
			fmt++;
		return fmt;
	case '%':
		put(o, '%');
		return fmt + 1;
	}
	WARN_ONCE(1, "Please remove unsupported %%%c in format string\n", *fmt ? *fmt : '?');
	return *fmt ? fmt + 1 : fmt;
}

/**
 * vsnprintf - format into a buffer
 *
 * Context: any, NMI included.
 * Return: the length of the whole text, of which at most size - 1 characters
 * and a NUL are stored.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list list)
{
	struct out o = { buf, buf + size };
	struct arguments args;

	if (WARN_ON_ONCE(size > INT_MAX))
		return 0;
	if (o.end < buf)	/* sprintf() near the end of the address space */
		o.end = (char *)-1;
	va_copy(args.list, list);
	while (*fmt) {
		if (*fmt != '%')
			put(&o, *fmt++);
		else
			fmt = convert(&o, fmt + 1, &args);
	}
	va_end(args.list);
	if (size)
		*(o.at < o.end ? o.at : o.end - 1) = '\0';
	return o.at - buf;
}
EXPORT_SYMBOL(vsnprintf);

int vscnprintf(char *buf, size_t size, const char *fmt, va_list args)
{
	int n;

	if (!size)
		return 0;
	n = vsnprintf(buf, size, fmt, args);
	return n < (int)size ? n : (int)size - 1;
}
EXPORT_SYMBOL(vscnprintf);

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(snprintf);

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vscnprintf(buf, size, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(scnprintf);

int vsprintf(char *buf, const char *fmt, va_list args)
{
	return vsnprintf(buf, INT_MAX, fmt, args);
}
EXPORT_SYMBOL(vsprintf);

int sprintf(char *buf, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(buf, INT_MAX, fmt, args);
	va_end(args);
	return n;
}
EXPORT_SYMBOL(sprintf);

int num_to_str(char *buf, int size, unsigned long long num, unsigned int width)
{
	char digits[MAX_DIGITS];
	int n = decimal_digits(digits, num), at = 0;

	if ((int)width > size || n > size)
		return 0;
	while (at + n < (int)width)
		buf[at++] = ' ';
	while (n > 0)
		buf[at++] = digits[--n];
	return at;
}
EXPORT_SYMBOL(num_to_str);
