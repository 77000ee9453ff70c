// SPDX-License-Identifier: MIT
/* lib/kstrtox.c - text to number: the strict kstrto*() and the lenient simple_strto*() */

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/math64.h>
#include <linux/types.h>

#include "kstrtox.h"

/* Base 0 becomes what the prefix says; a 0x that belongs to base 16 is skipped. */
const char *kstrtox_fixup_base(const char *s, unsigned int *base)
{
	bool hex = s[0] == '0' && _tolower(s[1]) == 'x' && isxdigit((u8)s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	return *base == 16 && hex ? s + 2 : s;
}

/* The value of a digit, or a number no base reaches. */
static unsigned int digit_value(char c)
{
	if (isdigit((u8)c))
		return c - '0';
	if (isalpha((u8)c))
		return _tolower(c) - 'a' + 10;
	return 255;
}

/* As many digits as there are, at most max; the count, with KSTRTOX_OVERFLOW set if too large. */
unsigned int kstrtox_digits(const char *s, unsigned int base, size_t max,
			    unsigned long long *res)
{
	unsigned long long value = 0;
	unsigned int overflow = 0, n = 0;

	for (; n < max && digit_value(s[n]) < base; n++) {
		unsigned int digit = digit_value(s[n]);

		/* Only a value with its top bits in use can overflow: divide only then. */
		if ((value >> 60) && value > div_u64(ULLONG_MAX - digit, base))
			overflow = KSTRTOX_OVERFLOW;
		value = value * base + digit;
	}
	*res = value;
	return n | overflow;
}

/* The whole of s, without a sign. */
static int parse_whole(const char *s, unsigned int base, unsigned long long *res)
{
	unsigned long long value;
	unsigned int n;

	s = kstrtox_fixup_base(s, &base);
	n = kstrtox_digits(s, base, INT_MAX, &value);
	if (n & KSTRTOX_OVERFLOW)
		return -ERANGE;
	if (n == 0)
		return -EINVAL;
	s += n;
	if (*s == '\n')
		s++;
	if (*s)
		return -EINVAL;
	*res = value;
	return 0;
}

int kstrtoull(const char *s, unsigned int base, unsigned long long *res)
{
	return parse_whole(*s == '+' ? s + 1 : s, base, res);
}
EXPORT_SYMBOL(kstrtoull);

int kstrtoll(const char *s, unsigned int base, long long *res)
{
	bool minus = *s == '-';
	unsigned long long value;
	int err = minus ? parse_whole(s + 1, base, &value) : kstrtoull(s, base, &value);

	if (err)
		return err;
	/* The most negative number has no positive twin. */
	if (value > (unsigned long long)LLONG_MAX + minus)
		return -ERANGE;
	*res = minus ? -value : value;
	return 0;
}
EXPORT_SYMBOL(kstrtoll);

/* The narrow ones: parse wide, then refuse what does not come back unchanged. */
static int parse_unsigned(const char *s, unsigned int base, unsigned long long max,
			  unsigned long long *res)
{
	int err = kstrtoull(s, base, res);

	return err ? err : *res > max ? -ERANGE : 0;
}

static int parse_signed(const char *s, unsigned int base, long long max, long long *res)
{
	int err = kstrtoll(s, base, res);

	return err ? err : *res > max || *res < -max - 1 ? -ERANGE : 0;
}

int kstrtoul(const char *s, unsigned int base, unsigned long *res)
{
	unsigned long long value;
	int err = parse_unsigned(s, base, ULONG_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtoul);

int kstrtol(const char *s, unsigned int base, long *res)
{
	long long value;
	int err = parse_signed(s, base, LONG_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtol);

int kstrtouint(const char *s, unsigned int base, unsigned int *res)
{
	unsigned long long value;
	int err = parse_unsigned(s, base, UINT_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtouint);

int kstrtoint(const char *s, unsigned int base, int *res)
{
	long long value;
	int err = parse_signed(s, base, INT_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtoint);

int kstrtou16(const char *s, unsigned int base, u16 *res)
{
	unsigned long long value;
	int err = parse_unsigned(s, base, U16_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtou16);

int kstrtos16(const char *s, unsigned int base, s16 *res)
{
	long long value;
	int err = parse_signed(s, base, S16_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtos16);

int kstrtou8(const char *s, unsigned int base, u8 *res)
{
	unsigned long long value;
	int err = parse_unsigned(s, base, U8_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtou8);

int kstrtos8(const char *s, unsigned int base, s8 *res)
{
	long long value;
	int err = parse_signed(s, base, S8_MAX, &value);

	if (!err)
		*res = value;
	return err;
}
EXPORT_SYMBOL(kstrtos8);

/* y t 1 on are true, n f 0 off are false; what follows the first letters is not looked at. */
int kstrtobool(const char *s, bool *res)
{
	if (!s)
		return -EINVAL;
	switch (*s) {
	case 'y': case 'Y': case 't': case 'T': case '1':
		*res = true;
		return 0;
	case 'n': case 'N': case 'f': case 'F': case '0':
		*res = false;
		return 0;
	case 'o': case 'O':
		if (_tolower(s[1]) != 'n' && _tolower(s[1]) != 'f')
			return -EINVAL;
		*res = _tolower(s[1]) == 'n';
		return 0;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(kstrtobool);

unsigned long long simple_strtoull(const char *s, char **end, unsigned int base)
{
	unsigned long long value;

	s = kstrtox_fixup_base(s, &base);
	s += kstrtox_digits(s, base, INT_MAX, &value) & ~KSTRTOX_OVERFLOW;
	if (end)
		*end = (char *)s;
	return value;
}
EXPORT_SYMBOL(simple_strtoull);

long long simple_strtoll(const char *s, char **end, unsigned int base)
{
	if (*s == '-')
		return -simple_strtoull(s + 1, end, base);
	return simple_strtoull(s, end, base);
}
EXPORT_SYMBOL(simple_strtoll);

unsigned long simple_strtoul(const char *s, char **end, unsigned int base)
{
	return simple_strtoull(s, end, base);
}
EXPORT_SYMBOL(simple_strtoul);

long simple_strtol(const char *s, char **end, unsigned int base)
{
	return simple_strtoll(s, end, base);
}
EXPORT_SYMBOL(simple_strtol);
