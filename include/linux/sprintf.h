/* SPDX-License-Identifier: MIT */
/* linux/sprintf.h - text from values and values from text (lib/vsprintf.c) */
#ifndef LINUX_SPRINTF_H
#define LINUX_SPRINTF_H

#include <linux/compiler.h>
#include <linux/stdarg.h>
#include <linux/types.h>

/* The s*n* functions return what would have been written, the sc*n* what was. */
__printf(2, 3) int sprintf(char *buf, const char *fmt, ...);
__printf(2, 0) int vsprintf(char *buf, const char *fmt, va_list args);
__printf(3, 4) int snprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
__printf(3, 4) int scnprintf(char *buf, size_t size, const char *fmt, ...);
__printf(3, 0) int vscnprintf(char *buf, size_t size, const char *fmt, va_list args);

__scanf(2, 3) int sscanf(const char *buf, const char *fmt, ...);
__scanf(2, 0) int vsscanf(const char *buf, const char *fmt, va_list args);

/* kernel/mm: the same into memory of the right size. */
__printf(2, 3) char *kasprintf(gfp_t gfp, const char *fmt, ...);
__printf(2, 0) char *kvasprintf(gfp_t gfp, const char *fmt, va_list args);

/* Decimal into buf, right-aligned in width columns; returns the length, 0 if it does not fit. */
int num_to_str(char *buf, int size, unsigned long long num, unsigned int width);

/* Set by the word no_hash_pointers: %p then prints what it is given. */
extern bool no_hash_pointers;

/* -ENOENT and such by name, NULL for an unknown number (lib/errname.c). */
const char *errname(int err);

#endif /* LINUX_SPRINTF_H */
