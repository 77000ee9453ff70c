/* SPDX-License-Identifier: MIT */
/*
 * linux/string.h - strings and memory
 *
 * The bodies are in lib/string.c; memcpy, memmove and memset in arch/x86/lib,
 * because the processor has instructions for them.  What allocates (kstrdup
 * and its family) belongs to kernel/mm.
 */
#ifndef LINUX_STRING_H
#define LINUX_STRING_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *s, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
int bcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
void *memchr_inv(const void *s, int c, size_t n);
void *memscan(void *addr, int c, size_t size);
void *memset16(uint16_t *s, uint16_t v, size_t n);
void *memset32(uint32_t *s, uint32_t v, size_t n);
void *memset64(uint64_t *s, uint64_t v, size_t n);
void *memcpy_and_pad(void *dst, size_t dst_len, const void *src, size_t count, int pad);

size_t strlen(const char *s);
size_t strnlen(const char *s, size_t max);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t n);
size_t strlcpy(char *dst, const char *src, size_t size);
ssize_t strscpy(char *dst, const char *src, size_t size);
ssize_t strscpy_pad(char *dst, const char *src, size_t size);
char *stpcpy(char *dst, const char *src);
char *strcat(char *dst, const char *src);
char *strncat(char *dst, const char *src, size_t n);
size_t strlcat(char *dst, const char *src, size_t size);
char *strchr(const char *s, int c);
char *strchrnul(const char *s, int c);
char *strnchrnul(const char *s, size_t n, int c);
char *strrchr(const char *s, int c);
char *strnchr(const char *s, size_t n, int c);
char *strstr(const char *s, const char *what);
char *strnstr(const char *s, const char *what, size_t n);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
char *strsep(char **s, const char *delimiters);
char *skip_spaces(const char *s);
char *strim(char *s);
char *strreplace(char *s, char old, char new);
bool sysfs_streq(const char *a, const char *b);
int match_string(const char * const *array, size_t n, const char *string);
int __sysfs_match_string(const char * const *array, size_t n, const char *string);
#define sysfs_match_string(a, s)	__sysfs_match_string(a, ARRAY_SIZE(a), s)
const char *kbasename(const char *path);

static inline __must_check char *strstrip(char *s)
{
	return strim(s);
}

static inline bool strstarts(const char *str, const char *prefix)
{
	return strncmp(str, prefix, strlen(prefix)) == 0;
}

static inline size_t str_has_prefix(const char *str, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(str, prefix, len) == 0 ? len : 0;
}

static inline void *memset_p(void **p, void *v, size_t n)
{
	while (n--)
		p[n] = v;
	return p;
}

static inline void memzero_explicit(void *s, size_t n)
{
	memset(s, 0, n);
	barrier_data(s);
}

/* From a NUL-terminated string into a fixed array that need not end in NUL. */
#define strtomem_pad(dest, src, pad)						\
do {										\
	const size_t __dlen = sizeof(dest);					\
	const size_t __slen = strnlen(src, __dlen);				\
										\
	memcpy_and_pad(dest, __dlen, src, __slen, pad);				\
} while (0)

#define strtomem(dest, src)							\
do {										\
	const size_t __dlen = sizeof(dest);					\
	const size_t __slen = strnlen(src, __dlen);				\
										\
	memcpy(dest, src, __slen);						\
} while (0)

/* Everything of *obj behind (or from) a member, to one byte value. */
#define memset_after(obj, v, member)						\
({										\
	u8 *__ptr = (u8 *)(obj);						\
	size_t __off = offsetofend(typeof(*(obj)), member);			\
										\
	memset(__ptr + __off, v, sizeof(*(obj)) - __off);			\
})

#define memset_startat(obj, v, member)						\
({										\
	u8 *__ptr = (u8 *)(obj);						\
	size_t __off = offsetof(typeof(*(obj)), member);			\
										\
	memset(__ptr + __off, v, sizeof(*(obj)) - __off);			\
})

/* kernel/mm/util.c */
char *kstrdup(const char *s, gfp_t gfp);
const char *kstrdup_const(const char *s, gfp_t gfp);
char *kstrndup(const char *s, size_t max, gfp_t gfp);
void *kmemdup(const void *src, size_t len, gfp_t gfp);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
void kfree_const(const void *p);

/* Let the compiler expand constant sizes and fold constant strings. */
#define memcpy(d, s, n)		__builtin_memcpy(d, s, n)
#define memmove(d, s, n)	__builtin_memmove(d, s, n)
#define memset(s, c, n)		__builtin_memset(s, c, n)
#define memcmp(a, b, n)		__builtin_memcmp(a, b, n)
#define strlen(s)		__builtin_strlen(s)
#define strcmp(a, b)		__builtin_strcmp(a, b)

/* A program's text, at most n bytes with its end; an ERR_PTR(): -EFAULT, -EINVAL too long. */
char *strndup_user(const char __user *s, long n);

#endif /* LINUX_STRING_H */
