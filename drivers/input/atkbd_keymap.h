/* SPDX-License-Identifier: MIT */
/*
 * drivers/input/atkbd_keymap.h - scan code set 1, and the US layout
 *
 * Private to atkbd.c.  Indexed by the code of the key going down; 0 = no character.
 */
#ifndef DRIVERS_INPUT_ATKBD_KEYMAP_H
#define DRIVERS_INPUT_ATKBD_KEYMAP_H

#include <linux/bits.h>

#define SCAN_RELEASE	0x80	/* the key came up */
#define SCAN_EXTENDED	0xe0	/* the next byte is of the extended set */
#define SCAN_PAUSE	0xe1	/* pause only: two more bytes belong to it */
#define SCAN_PAUSE_REST	2

/* Codes with a meaning of their own. */
#define KEY_ENTER	0x1c	/* extended: the keypad's */
#define KEY_CTRL	0x1d	/* extended: the right one */
#define KEY_LSHIFT	0x2a
#define KEY_KP_SLASH	0x35	/* extended only */
#define KEY_RSHIFT	0x36
#define KEY_PRINT	0x37	/* extended: print screen, which is SysRq with alt */
#define KEY_ALT		0x38	/* extended: the right one */
#define KEY_CAPS	0x3a
#define KEY_SYSRQ	0x54	/* what most keyboards send for alt + print screen */

#define MOD_SHIFT	BIT(0)
#define MOD_CTRL	BIT(1)
#define MOD_ALT		BIT(2)

#define KEYMAP_SIZE	0x3a

/* clang-format off */
static const char atkbd_plain[KEYMAP_SIZE] = {
	0, '\033', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-', '=', '\177',
	'\t', 'q', 'w', 'e', 'r', 't', 'y', 'u', 'i', 'o', 'p', '[', ']', '\r',
	0, 'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', ';', '\'', '`',
	0, '\\', 'z', 'x', 'c', 'v', 'b', 'n', 'm', ',', '.', '/', 0,
	'*', 0, ' ',
};

static const char atkbd_shifted[KEYMAP_SIZE] = {
	0, '\033', '!', '@', '#', '$', '%', '^', '&', '*', '(', ')', '_', '+', '\177',
	'\t', 'Q', 'W', 'E', 'R', 'T', 'Y', 'U', 'I', 'O', 'P', '{', '}', '\r',
	0, 'A', 'S', 'D', 'F', 'G', 'H', 'J', 'K', 'L', ':', '"', '~',
	0, '|', 'Z', 'X', 'C', 'V', 'B', 'N', 'M', '<', '>', '?', 0,
	'*', 0, ' ',
};

/* Arrows and their neighbours, on the keypad (without num lock) or apart. */
static const char * const atkbd_sequences[] = {
	[0x47] = "\033[H",	/* home */
	[0x48] = "\033[A",	/* up */
	[0x49] = "\033[5~",	/* page up */
	[0x4a] = "-",		/* keypad */
	[0x4b] = "\033[D",	/* left */
	[0x4d] = "\033[C",	/* right */
	[0x4e] = "+",		/* keypad */
	[0x4f] = "\033[F",	/* end */
	[0x50] = "\033[B",	/* down */
	[0x51] = "\033[6~",	/* page down */
	[0x52] = "\033[2~",	/* insert */
	[0x53] = "\033[3~",	/* delete */
};
/* clang-format on */

_Static_assert(sizeof(atkbd_plain) == sizeof(atkbd_shifted), "one shifted form for each");

#endif /* DRIVERS_INPUT_ATKBD_KEYMAP_H */
