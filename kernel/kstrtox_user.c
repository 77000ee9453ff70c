// SPDX-License-Identifier: MIT
/*
 * kernel/kstrtox_user.c - numbers that a program has written
 *
 * Not in lib/, which knows no user memory.
 */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/uaccess.h>

/* A sign, 64 digits in base 2 with a prefix, a newline, and the end. */
#define LONGEST_NUMBER	(1 + 2 + 64 + 1 + 1)

/* What is longer than any number loses its end, and is no number then either. */
static int fetch(char *buf, const char __user *s, size_t count)
{
	count = min_t(size_t, count, LONGEST_NUMBER - 1);
	if (copy_from_user(buf, s, count))
		return -EFAULT;
	buf[count] = '\0';
	return 0;
}

#define FROM_USER(name, type)								\
int name##_from_user(const char __user *s, size_t count, unsigned int base, type *res)	\
{											\
	char buf[LONGEST_NUMBER];							\
	int ret = fetch(buf, s, count);							\
											\
	return ret ?: name(buf, base, res);						\
}											\
EXPORT_SYMBOL(name##_from_user)

FROM_USER(kstrtoull, unsigned long long);
FROM_USER(kstrtoll, long long);
FROM_USER(kstrtoul, unsigned long);
FROM_USER(kstrtol, long);
FROM_USER(kstrtouint, unsigned int);
FROM_USER(kstrtoint, int);
FROM_USER(kstrtou16, u16);
FROM_USER(kstrtos16, s16);
FROM_USER(kstrtou8, u8);
FROM_USER(kstrtos8, s8);

/* Only the first letters count: "on" and "off" are the longest. */
int kstrtobool_from_user(const char __user *s, size_t count, bool *res)
{
	char buf[LONGEST_NUMBER];
	int ret = fetch(buf, s, count);

	return ret ?: kstrtobool(buf, res);
}
EXPORT_SYMBOL(kstrtobool_from_user);
