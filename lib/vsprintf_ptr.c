// SPDX-License-Identifier: MIT
/*
 * lib/vsprintf_ptr.c - %p, and what the letters behind it make of a pointer
 *
 *   %p            a number that stands for the address (see below)
 *   %px           the address
 *   %pK           like %p
 *   %pS %ps %pB   symbol+0xoff/0xsize; symbol; the symbol a return address is in
 *   %pe           the name of an ERR_PTR(): -ENOENT
 *   %pV           a struct va_format: a format with its arguments
 *   %*ph[CDN]     bytes: "00 01", C "00:01", D "00-01", N "0001"; the width is their number
 *   %*pb[l]       a bitmap of width bits: "ff,00000001", l "0,32-39"
 *   %p[mM][FR]    a hardware address: "00:01:02:03:04:05"; m without separators,
 *                 F with '-', R backwards
 *   %p[Ii]4[hnbl] an IPv4 address: I "1.2.3.4", i "001.002.003.004"
 *   %p[Ii]6[c]    an IPv6 address: "0001:0203:...", i without colons, c shortened
 *   %pU[bBlL]     a UUID, big or little endian, capital letters for B and L
 *   %pa[pd]       a phys_addr_t (p, or none) or dma_addr_t (d) at the address
 *   %p[rR]        a struct resource, R with its flags as words
 *   %pt[RT][dt]   a struct rtc_time or a time64_t as date and time, or one of them
 *
 * Plain %p does not give addresses away: it prints a keyed hash, the same number
 * for the same pointer within one boot.  no_hash_pointers turns that off.  NULL
 * and error pointers are no addresses and are printed as they are.
 */

#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/find.h>
#include <linux/hex.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/rtc.h>
#include <linux/siphash.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/types.h>

#include "vsprintf.h"

#define POINTER_DIGITS	(2 * sizeof(void *))
#define MAX_HEX_BYTES	64		/* of %*ph */

/*
 * Fixed: the log of a test is then the same in every run.  There is no source
 * of good randomness yet; when there is, the boot seeds the key from it unless
 * tests run.
 */
static siphash_key_t ptr_key = { { 0x48656d69206b6572ull, 0x6e656c20706f696eull } };

bool no_hash_pointers;

static int __init no_hash_pointers_setup(char *str)
{
	no_hash_pointers = true;
	pr_warn("no_hash_pointers: kernel addresses are printed as they are\n");
	return 0;
}
early_param("no_hash_pointers", no_hash_pointers_setup);

/* The address with all its digits, or in the width that was asked for. */
static void put_address(struct out *o, unsigned long long value, struct fmt_spec spec)
{
	spec.base = 16;
	if (spec.width < 0) {
		spec.width = POINTER_DIGITS + (spec.flags & FMT_ALT ? 2 : 0);
		spec.flags |= FMT_ZERO;
	}
	put_number(o, value, spec);
}

static void put_plain(struct out *o, const void *ptr, struct fmt_spec spec)
{
	unsigned long value = (unsigned long)ptr;

	if (!IS_ERR_OR_NULL(ptr) && !no_hash_pointers)
		value = (u32)siphash_1u64(value, &ptr_key);
	put_address(o, value, spec);
}

static void put_symbol(struct out *o, const void *ptr, const char *ext, struct fmt_spec spec)
{
	char name[KSYM_SYMBOL_LEN];
	unsigned long addr = (unsigned long)ptr;

	if (*ext == 'B')
		sprint_backtrace(name, addr);
	else if (*ext == 's')
		sprint_symbol_no_offset(name, addr);
	else
		sprint_symbol(name, addr);
	put_string(o, name, spec);
}

static void put_error(struct out *o, const void *ptr, struct fmt_spec spec)
{
	const char *name;

	if (!IS_ERR(ptr)) {
		put_plain(o, ptr, spec);
		return;
	}
	name = errname(PTR_ERR(ptr));
	if (name) {
		put_string(o, name, spec);
		return;
	}
	spec.flags |= FMT_SIGNED;
	spec.base = 10;
	put_number(o, PTR_ERR(ptr), spec);
}

static void put_va_format(struct out *o, const struct va_format *vaf)
{
	size_t room = o->end > o->at ? o->end - o->at : 0;
	va_list args;

	va_copy(args, *vaf->va);
	o->at += vsnprintf(o->at, min_t(size_t, room, INT_MAX), vaf->fmt, args);
	va_end(args);
}

static void put_bytes(struct out *o, const u8 *p, const char *ext, struct fmt_spec spec)
{
	int n = spec.width < 0 ? 1 : min(spec.width, MAX_HEX_BYTES);
	char separator = *ext == 'C' ? ':' : *ext == 'D' ? '-' : *ext == 'N' ? 0 : ' ';

	for (int i = 0; i < n; i++) {
		if (i && separator)
			put(o, separator);
		put_hex(o, p[i], 2, false);
	}
}

/* Groups of 32 bits, the highest first and only as wide as it must be. */
static void put_bitmap(struct out *o, const unsigned long *map, struct fmt_spec spec)
{
	int nbits = max(spec.width, 0);
	int bits = nbits % 32 ? nbits % 32 : 32;

	for (int low = round_down(max(nbits - 1, 0), 32); low >= 0; low -= 32) {
		u32 chunk = nbits ? map[low / BITS_PER_LONG] >> (low % BITS_PER_LONG) : 0;

		put_hex(o, chunk & (~0U >> (32 - bits)), (bits + 3) / 4, false);
		if (low)
			put(o, ',');
		bits = 32;
	}
}

static void put_decimal(struct out *o, unsigned long long num)
{
	put_number(o, num, (struct fmt_spec){ .base = 10, .width = -1, .precision = -1 });
}

static void put_bitmap_list(struct out *o, const unsigned long *map, struct fmt_spec spec)
{
	unsigned long nbits = max(spec.width, 0);
	unsigned long first, end;
	bool more = false;

	for_each_set_bitrange(first, end, map, nbits) {
		if (more)
			put(o, ',');
		more = true;
		put_decimal(o, first);
		if (end > first + 1) {
			put(o, '-');
			put_decimal(o, end - 1);
		}
	}
}

static void put_mac(struct out *o, const u8 *p, const char *ext)
{
	char separator = *ext == 'm' ? 0 : ext[1] == 'F' ? '-' : ':';
	bool backwards = ext[1] == 'R';

	for (int i = 0; i < 6; i++) {
		if (i && separator)
			put(o, separator);
		put_hex(o, p[backwards ? 5 - i : i], 2, false);
	}
}

static void put_ip4(struct out *o, const u8 *p, const char *ext)
{
	const struct fmt_spec spec = {
		.base = 10, .width = -1, .precision = ext[0] == 'i' ? 3 : -1
	};
	bool backwards = ext[2] == 'h' || ext[2] == 'l';

	for (int i = 0; i < 4; i++) {
		if (i)
			put(o, '.');
		put_number(o, p[backwards ? 3 - i : i], spec);
	}
}

/* The longest run of zero groups, which "::" stands for; at least two. */
static int longest_zeros(const u16 *group, int *length)
{
	int best = -1;

	*length = 1;
	for (int i = 0; i < 8; i++) {
		int n = 0;

		while (i + n < 8 && !group[i + n])
			n++;
		if (n > *length) {
			*length = n;
			best = i;
		}
		i += n;
	}
	return best;
}

static void put_ip6_short(struct out *o, const u16 *group)
{
	int length, zeros = longest_zeros(group, &length);
	const struct fmt_spec spec = { .base = 16, .width = -1, .precision = -1 };

	for (int i = 0; i < 8; i++) {
		if (i == zeros) {
			put_text(o, "::");
			i += length - 1;
			continue;
		}
		if (i && i != zeros + length)
			put(o, ':');
		put_number(o, group[i], spec);
	}
}

static void put_ip6(struct out *o, const u8 *p, const char *ext)
{
	u16 group[8];

	for (int i = 0; i < 8; i++)
		group[i] = p[2 * i] << 8 | p[2 * i + 1];
	if (ext[0] == 'I' && ext[2] == 'c') {
		put_ip6_short(o, group);
		return;
	}
	for (int i = 0; i < 8; i++) {
		if (i && ext[0] == 'I')
			put(o, ':');
		put_hex(o, group[i], 4, false);
	}
}

static void put_uuid(struct out *o, const u8 *p, const char *ext)
{
	/* Which byte comes where: the first three fields are numbers, so order matters. */
	static const u8 big[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	static const u8 little[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	const u8 *order = _tolower(*ext) == 'l' ? little : big;
	bool upper = *ext == 'B' || *ext == 'L';

	for (int i = 0; i < 16; i++) {
		u8 byte = p[order[i]];

		if (i == 4 || i == 6 || i == 8 || i == 10)
			put(o, '-');
		put(o, upper ? hex_asc_upper_hi(byte) : hex_asc_hi(byte));
		put(o, upper ? hex_asc_upper_lo(byte) : hex_asc_lo(byte));
	}
}

static void put_bus_address(struct out *o, const void *ptr, const char *ext)
{
	bool dma = *ext == 'd';
	u64 value = dma ? *(const dma_addr_t *)ptr : *(const phys_addr_t *)ptr;

	put_hex(o, value, 2 * (dma ? sizeof(dma_addr_t) : sizeof(phys_addr_t)), true);
}

/* How each kind of resource is named and how wide its addresses are. */
static const struct resource_kind {
	unsigned long flag;
	const char *name;
	int digits;		/* 0: decimal */
} resource_kinds[] = {
	{ IORESOURCE_IO,  "io  ", 4 },
	{ IORESOURCE_MEM, "mem ", 8 },
	{ IORESOURCE_IRQ, "irq ", 0 },
	{ 0,              "??? ", 8 },
};

static const struct resource_kind *resource_kind(const struct resource *res)
{
	const struct resource_kind *kind = resource_kinds;

	while (kind->flag && !(res->flags & kind->flag))
		kind++;
	return kind;
}

static void put_resource_value(struct out *o, u64 value, const struct resource_kind *kind)
{
	if (kind->digits)
		put_hex(o, value, kind->digits, true);
	else
		put_decimal(o, value);
}

static void put_resource(struct out *o, const struct resource *res, bool words)
{
	const struct resource_kind *kind = resource_kind(res);

	put(o, '[');
	put_text(o, kind->name);
	if (res->flags & IORESOURCE_UNSET) {
		put_text(o, "size ");
		put_resource_value(o, res->end - res->start + 1, kind);
	} else {
		put_resource_value(o, res->start, kind);
		if (res->start != res->end) {
			put(o, '-');
			put_resource_value(o, res->end, kind);
		}
	}
	if (words) {
		if (res->flags & IORESOURCE_MEM_64)
			put_text(o, " 64bit");
		if (res->flags & IORESOURCE_PREFETCH)
			put_text(o, " pref");
		if (res->flags & IORESOURCE_DISABLED)
			put_text(o, " disabled");
	}
	if (!words || !kind->flag) {
		put_text(o, " flags ");
		put_number(o, res->flags, (struct fmt_spec){ .base = 16, .flags = FMT_ALT,
							    .width = -1, .precision = -1 });
	}
	put(o, ']');
}

/* A field of a date: at least that many digits. */
static void put_field(struct out *o, int value, int digits)
{
	put_number(o, value, (struct fmt_spec){ .base = 10, .flags = FMT_SIGNED, .width = -1,
						.precision = digits });
}

static void put_date(struct out *o, int year, int month, int day)
{
	put_field(o, year, 4);
	put(o, '-');
	put_field(o, month, 2);
	put(o, '-');
	put_field(o, day, 2);
}

static void put_time_of_day(struct out *o, int hour, int minute, int second)
{
	put_field(o, hour, 2);
	put(o, ':');
	put_field(o, minute, 2);
	put(o, ':');
	put_field(o, second, 2);
}

static void put_time(struct out *o, const void *ptr, const char *ext)
{
	bool date = ext[1] != 't', time = ext[1] != 'd';
	struct rtc_time tm;

	if (*ext == 'T') {
		struct tm t;

		time64_to_tm(*(const time64_t *)ptr, 0, &t);
		tm = (struct rtc_time){ .tm_sec = t.tm_sec, .tm_min = t.tm_min,
			.tm_hour = t.tm_hour, .tm_mday = t.tm_mday, .tm_mon = t.tm_mon,
			.tm_year = t.tm_year };
	} else {
		tm = *(const struct rtc_time *)ptr;
	}
	if (date)
		put_date(o, tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	if (date && time)
		put(o, 'T');
	if (time)
		put_time_of_day(o, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* The conversions that read memory at ptr; false if ext is none of them. */
static bool put_pointee(struct out *o, const void *ptr, const char *ext, struct fmt_spec spec)
{
	switch (*ext) {
	case 'V': put_va_format(o, ptr); return true;
	case 'h': put_bytes(o, ptr, ext + 1, spec); return true;
	case 'b':
		if (ext[1] == 'l')
			put_bitmap_list(o, ptr, spec);
		else
			put_bitmap(o, ptr, spec);
		return true;
	case 'M': case 'm': put_mac(o, ptr, ext); return true;
	case 'I': case 'i':
		if (ext[1] == '6')
			put_ip6(o, ptr, ext);
		else
			put_ip4(o, ptr, ext);
		return true;
	case 'U': put_uuid(o, ptr, ext + 1); return true;
	case 'a': put_bus_address(o, ptr, ext + 1); return true;
	case 'r': case 'R': put_resource(o, ptr, *ext == 'R'); return true;
	case 't': put_time(o, ptr, ext + 1); return true;
	}
	return false;
}

/* Does this letter make us read what the pointer points to? */
static bool reads_memory(char letter)
{
	return letter && strchr("VhbMmIiUarRt", letter);
}

void put_pointer(struct out *o, const void *ptr, const char *ext, struct fmt_spec spec)
{
	switch (*ext) {
	case 'S': case 's': case 'B':
		put_symbol(o, ptr, ext, spec);
		return;
	case 'x':
		put_address(o, (unsigned long)ptr, spec);
		return;
	case 'e':
		put_error(o, ptr, spec);
		return;
	}
	if (reads_memory(*ext) && ((unsigned long)ptr < 4096 || IS_ERR(ptr))) {
		spec.width = -1;
		put_string(o, ptr ? ERR_PTR(-EFAULT) : NULL, spec);
		return;
	}
	if (!put_pointee(o, ptr, ext, spec))
		put_plain(o, ptr, spec);
}
