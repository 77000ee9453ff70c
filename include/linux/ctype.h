/* SPDX-License-Identifier: MIT */
/* linux/ctype.h - kinds of characters, ASCII only */
#ifndef LINUX_CTYPE_H
#define LINUX_CTYPE_H

#include <linux/types.h>

static inline int isdigit(int c)	{ return '0' <= c && c <= '9'; }
static inline int isodigit(const char c) { return c >= '0' && c <= '7'; }
static inline int islower(int c)	{ return 'a' <= c && c <= 'z'; }
static inline int isupper(int c)	{ return 'A' <= c && c <= 'Z'; }
static inline int isalpha(int c)	{ return islower(c | 0x20); }
static inline int isalnum(int c)	{ return isalpha(c) || isdigit(c); }
static inline int isascii(int c)	{ return (unsigned int)c < 0x80; }
static inline int toascii(int c)	{ return c & 0x7f; }
static inline int iscntrl(int c)	{ return (unsigned int)c < 0x20 || c == 0x7f; }
static inline int isprint(int c)	{ return c >= 0x20 && c < 0x7f; }
static inline int isgraph(int c)	{ return c > 0x20 && c < 0x7f; }
static inline int ispunct(int c)	{ return isgraph(c) && !isalnum(c); }
static inline int isspace(int c)	{ return c == ' ' || (c >= '\t' && c <= '\r'); }

static inline int isxdigit(int c)
{
	return isdigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static inline int tolower(int c)	{ return isupper(c) ? c + ('a' - 'A') : c; }
static inline int toupper(int c)	{ return islower(c) ? c - ('a' - 'A') : c; }

/* Fast and rough: right for letters, for other characters whatever comes out. */
static inline char _tolower(const char c) { return c | 0x20; }

#endif /* LINUX_CTYPE_H */
