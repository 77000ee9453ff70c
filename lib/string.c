// SPDX-License-Identifier: MIT
/* lib/string.c - strings and memory, the part that needs no special instructions */

#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/types.h>

/* Some names are macros in <linux/string.h>: parentheses keep them functions here. */

int (memcmp)(const void *a, const void *b, size_t n)
{
	const u8 *p = a, *q = b;

	for (; n >= sizeof(long); n -= sizeof(long), p += sizeof(long), q += sizeof(long)) {
		if (*(const unsigned long *)p != *(const unsigned long *)q)
			break;		/* the bytes below find the place */
	}
	for (; n; n--, p++, q++) {
		if (*p != *q)
			return *p - *q;
	}
	return 0;
}
EXPORT_SYMBOL(memcmp);

int bcmp(const void *a, const void *b, size_t n)
{
	return memcmp(a, b, n);
}
EXPORT_SYMBOL(bcmp);

void *memchr(const void *s, int c, size_t n)
{
	const u8 *p = s;

	for (; n; n--, p++) {
		if (*p == (u8)c)
			return (void *)p;
	}
	return NULL;
}
EXPORT_SYMBOL(memchr);

/* The first byte that is not c, NULL if all n are. */
void *memchr_inv(const void *s, int c, size_t n)
{
	const u8 *p = s;
	unsigned long pattern = REPEAT_BYTE((u8)c);

	for (; n >= sizeof(long); n -= sizeof(long), p += sizeof(long)) {
		if (*(const unsigned long *)p != pattern)
			break;
	}
	for (; n; n--, p++) {
		if (*p != (u8)c)
			return (void *)p;
	}
	return NULL;
}
EXPORT_SYMBOL(memchr_inv);

/* Like memchr(), but the end of the area instead of NULL. */
void *memscan(void *addr, int c, size_t size)
{
	void *p = memchr(addr, c, size);

	return p ? p : addr + size;
}
EXPORT_SYMBOL(memscan);

void *memset16(uint16_t *s, uint16_t v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s[i] = v;
	return s;
}
EXPORT_SYMBOL(memset16);

void *memset32(uint32_t *s, uint32_t v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s[i] = v;
	return s;
}
EXPORT_SYMBOL(memset32);

void *memset64(uint64_t *s, uint64_t v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s[i] = v;
	return s;
}
EXPORT_SYMBOL(memset64);

void *memcpy_and_pad(void *dst, size_t dst_len, const void *src, size_t count, int pad)
{
	size_t n = min(dst_len, count);

	memcpy(dst, src, n);
	memset(dst + n, pad, dst_len - n);
	return dst;
}
EXPORT_SYMBOL(memcpy_and_pad);

size_t (strlen)(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}
EXPORT_SYMBOL(strlen);

size_t strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}
EXPORT_SYMBOL(strnlen);

int (strcmp)(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (int)(u8)*a - (int)(u8)*b;
}
EXPORT_SYMBOL(strcmp);

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++) {
		if (*a != *b || !*a)
			return (int)(u8)*a - (int)(u8)*b;
	}
	return 0;
}
EXPORT_SYMBOL(strncmp);

int strncasecmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++) {
		int x = tolower((u8)*a), y = tolower((u8)*b);

		if (x != y || !x)
			return x - y;
	}
	return 0;
}
EXPORT_SYMBOL(strncasecmp);

int strcasecmp(const char *a, const char *b)
{
	return strncasecmp(a, b, SIZE_MAX);
}
EXPORT_SYMBOL(strcasecmp);

/* Copies and returns where the NUL went. */
char *stpcpy(char *dst, const char *src)
{
	while ((*dst = *src++))
		dst++;
	return dst;
}
EXPORT_SYMBOL(stpcpy);

char *strcpy(char *dst, const char *src)
{
	stpcpy(dst, src);
	return dst;
}
EXPORT_SYMBOL(strcpy);

/* Fills the rest with NULs, and writes none if src is n long: prefer strscpy(). */
char *strncpy(char *dst, const char *src, size_t n)
{
	size_t len = strnlen(src, n);

	memcpy(dst, src, len);
	memset(dst + len, 0, n - len);
	return dst;
}
EXPORT_SYMBOL(strncpy);

size_t strlcpy(char *dst, const char *src, size_t size)
{
	size_t len = strlen(src);

	if (size) {
		size_t n = min(len, size - 1);

		memcpy(dst, src, n);
		dst[n] = '\0';
	}
	return len;
}
EXPORT_SYMBOL(strlcpy);

/**
 * strscpy - copy as much as fits, always ending in NUL
 *
 * Return: the length copied, or -E2BIG if src was cut (or size is 0).
 */
ssize_t strscpy(char *dst, const char *src, size_t size)
{
	size_t len;

	if (!size || size > INT_MAX)
		return -E2BIG;
	len = strnlen(src, size);
	if (len < size) {
		memcpy(dst, src, len + 1);
		return len;
	}
	memcpy(dst, src, size - 1);
	dst[size - 1] = '\0';
	return -E2BIG;
}
EXPORT_SYMBOL(strscpy);

/* The same, and NULs up to the end of dst: nothing old is left in it. */
ssize_t strscpy_pad(char *dst, const char *src, size_t size)
{
	ssize_t len = strscpy(dst, src, size);

	if (len >= 0)
		memset(dst + len + 1, 0, size - len - 1);
	return len;
}
EXPORT_SYMBOL(strscpy_pad);

char *strcat(char *dst, const char *src)
{
	stpcpy(dst + strlen(dst), src);
	return dst;
}
EXPORT_SYMBOL(strcat);

char *strncat(char *dst, const char *src, size_t n)
{
	char *end = dst + strlen(dst);
	size_t len = strnlen(src, n);

	memcpy(end, src, len);
	end[len] = '\0';
	return dst;
}
EXPORT_SYMBOL(strncat);

size_t strlcat(char *dst, const char *src, size_t size)
{
	size_t used = strnlen(dst, size);

	if (used == size)
		return used + strlen(src);
	return used + strlcpy(dst + used, src, size - used);
}
EXPORT_SYMBOL(strlcat);

/* The first c of at most n characters, else the place of the NUL or s + n. */
char *strnchrnul(const char *s, size_t n, int c)
{
	for (; n && *s && *s != (char)c; n--)
		s++;
	return (char *)s;
}
EXPORT_SYMBOL(strnchrnul);

char *strchrnul(const char *s, int c)
{
	return strnchrnul(s, SIZE_MAX, c);
}
EXPORT_SYMBOL(strchrnul);

char *strchr(const char *s, int c)
{
	s = strchrnul(s, c);
	return *s == (char)c ? (char *)s : NULL;
}
EXPORT_SYMBOL(strchr);

char *strnchr(const char *s, size_t n, int c)
{
	for (; n; n--, s++) {
		if (*s == (char)c)
			return (char *)s;
		if (!*s)
			break;
	}
	return NULL;
}
EXPORT_SYMBOL(strnchr);

char *strrchr(const char *s, int c)
{
	const char *last = NULL;

	do {
		if (*s == (char)c)
			last = s;
	} while (*s++);
	return (char *)last;
}
EXPORT_SYMBOL(strrchr);

char *strnstr(const char *s, const char *what, size_t n)
{
	size_t len = strlen(what);

	for (n = strnlen(s, n); n >= len; n--, s++) {
		if (!memcmp(s, what, len))
			return (char *)s;
	}
	return NULL;
}
EXPORT_SYMBOL(strnstr);

char *strstr(const char *s, const char *what)
{
	return strnstr(s, what, SIZE_MAX);
}
EXPORT_SYMBOL(strstr);

size_t strspn(const char *s, const char *accept)
{
	size_t n = 0;

	while (s[n] && strchr(accept, s[n]))
		n++;
	return n;
}
EXPORT_SYMBOL(strspn);

size_t strcspn(const char *s, const char *reject)
{
	size_t n = 0;

	while (s[n] && !strchr(reject, s[n]))
		n++;
	return n;
}
EXPORT_SYMBOL(strcspn);

char *strpbrk(const char *s, const char *accept)
{
	s += strcspn(s, accept);
	return *s ? (char *)s : NULL;
}
EXPORT_SYMBOL(strpbrk);

/* Cuts the next field off *s; two delimiters in a row give an empty one. */
char *strsep(char **s, const char *delimiters)
{
	char *field = *s, *end;

	if (!field)
		return NULL;
	end = strpbrk(field, delimiters);
	if (end)
		*end++ = '\0';
	*s = end;
	return field;
}
EXPORT_SYMBOL(strsep);

char *skip_spaces(const char *s)
{
	while (isspace((u8)*s))
		s++;
	return (char *)s;
}
EXPORT_SYMBOL(skip_spaces);

/* Cuts white space off the end in place and returns where the text begins. */
char *strim(char *s)
{
	size_t n = strlen(s);

	while (n && isspace((u8)s[n - 1]))
		n--;
	s[n] = '\0';
	return skip_spaces(s);
}
EXPORT_SYMBOL(strim);

/* Every old becomes new.  Returns the end of the string. */
char *strreplace(char *s, char old, char new)
{
	for (; *s; s++) {
		if (*s == old)
			*s = new;
	}
	return s;
}
EXPORT_SYMBOL(strreplace);

/* Equal, or equal but for one newline at the end of either: what sysfs is written. */
bool sysfs_streq(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return true;
	if (*a == '\n' && !a[1] && !*b)
		return true;
	return *b == '\n' && !b[1] && !*a;
}
EXPORT_SYMBOL(sysfs_streq);

/* The index of string in an array of n names, or up to its NULL; -EINVAL if it is not there. */
int match_string(const char * const *array, size_t n, const char *string)
{
	for (size_t i = 0; i < n && array[i]; i++) {
		if (!strcmp(array[i], string))
			return i;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(match_string);

int __sysfs_match_string(const char * const *array, size_t n, const char *string)
{
	for (size_t i = 0; i < n && array[i]; i++) {
		if (sysfs_streq(array[i], string))
			return i;
	}
	return -EINVAL;
}
EXPORT_SYMBOL(__sysfs_match_string);

const char *kbasename(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}
EXPORT_SYMBOL(kbasename);
