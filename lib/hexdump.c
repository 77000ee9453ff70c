// SPDX-License-Identifier: MIT
/* lib/hexdump.c - bytes as hexadecimal digits, and the classic dump of an area */

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>

const char hex_asc[] = "0123456789abcdef";
EXPORT_SYMBOL(hex_asc);
const char hex_asc_upper[] = "0123456789ABCDEF";
EXPORT_SYMBOL(hex_asc_upper);

/* -1 if ch is no hexadecimal digit. */
int hex_to_bin(unsigned char ch)
{
	if (isdigit(ch))
		return ch - '0';
	return isxdigit(ch) ? _tolower(ch) - 'a' + 10 : -1;
}
EXPORT_SYMBOL(hex_to_bin);

int hex2bin(u8 *dst, const char *src, size_t count)
{
	for (; count; count--, src += 2) {
		int hi = hex_to_bin(src[0]);
		int lo = hi < 0 ? -1 : hex_to_bin(src[1]);

		if (lo < 0)
			return -EINVAL;
		*dst++ = hi << 4 | lo;
	}
	return 0;
}
EXPORT_SYMBOL(hex2bin);

/* Returns the end of what it wrote; no NUL. */
char *bin2hex(char *dst, const void *src, size_t count)
{
	const u8 *p = src;

	while (count--)
		dst = hex_byte_pack(dst, *p++);
	return dst;
}
EXPORT_SYMBOL(bin2hex);

/* The group of size bytes at p as one number, as a little-endian CPU would load it. */
static u64 load_group(const u8 *p, int size)
{
	u64 value = 0;

	while (size--)
		value = value << 8 | p[size];
	return value;
}

/* snprintf() behind the first at characters, of which some may not have fitted. */
static __printf(4, 5) int append(char *buf, size_t size, size_t at, const char *fmt, ...)
{
	va_list args;
	int n;

	at = min(at, size);
	va_start(args, fmt);
	n = vsnprintf(buf + at, size - at, fmt, args);
	va_end(args);
	return n;
}

/**
 * hex_dump_to_buffer - one line of a dump
 *
 * rowsize is 16 or 32 bytes, groupsize 1, 2, 4 or 8; anything else means 16 and
 * 1, and so does a length that the group size does not divide.
 *
 * Return: the length of the whole line, whether or not it fitted.
 */
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize,
		       char *linebuf, size_t linebuflen, bool ascii)
{
	const u8 *p = buf;
	int at = 0, ascii_column;

	if (rowsize != 32)
		rowsize = 16;
	len = min_t(size_t, len, rowsize);
	if (!(groupsize == 2 || groupsize == 4 || groupsize == 8) || len % groupsize)
		groupsize = 1;
	ascii_column = rowsize * 2 + rowsize / groupsize + 1;

	if (linebuflen)
		linebuf[0] = '\0';
	for (size_t i = 0; i < len; i += groupsize)
		at += append(linebuf, linebuflen, at, "%s%0*llx", i ? " " : "", groupsize * 2,
			       load_group(p + i, groupsize));
	if (ascii && len) {
		at += append(linebuf, linebuflen, at, "%*s", ascii_column - at, "");
		for (size_t i = 0; i < len; i++)
			at += append(linebuf, linebuflen, at, "%c", isprint(p[i]) ? p[i] : '.');
	}
	return at;
}
EXPORT_SYMBOL(hex_dump_to_buffer);

/* Dumps len bytes in lines of rowsize, each with its address or offset in front. */
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];
	const u8 *p = buf;

	if (rowsize != 32)
		rowsize = 16;
	for (size_t i = 0; i < len; i += rowsize) {
		hex_dump_to_buffer(p + i, min_t(size_t, len - i, rowsize), rowsize, groupsize,
				   line, sizeof(line), ascii);
		switch (prefix_type) {
		case DUMP_PREFIX_ADDRESS:
			printk("%s%s%p: %s\n", level, prefix_str, p + i, line);
			break;
		case DUMP_PREFIX_OFFSET:
			printk("%s%s%.8x: %s\n", level, prefix_str, (u32)i, line);
			break;
		default:
			printk("%s%s%s\n", level, prefix_str, line);
			break;
		}
	}
}
EXPORT_SYMBOL(print_hex_dump);

void print_hex_dump_bytes(const char *prefix_str, int prefix_type, const void *buf, size_t len)
{
	print_hex_dump(KERN_DEBUG, prefix_str, prefix_type, 16, 1, buf, len, true);
}
EXPORT_SYMBOL(print_hex_dump_bytes);
