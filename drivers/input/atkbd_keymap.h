/* SPDX-License-Identifier: MIT */
/*
 * drivers/input/atkbd_keymap.h - scan code set 1: from bytes to linux/input-event-codes.h
 *
 * Private to atkbd.c.  A key's code is its number up to F12; those that follow 0xe0 have a table.
 */
#ifndef DRIVERS_INPUT_ATKBD_KEYMAP_H
#define DRIVERS_INPUT_ATKBD_KEYMAP_H

#include <linux/input.h>
#include <linux/types.h>

#define SCAN_RELEASE	0x80	/* the key came up */
#define SCAN_EXTENDED	0xe0	/* the next byte is of the extended set */
#define SCAN_PAUSE	0xe1	/* pause only: two more bytes belong to it */
#define SCAN_PAUSE_REST	2
#define SCAN_LSHIFT	0x2a	/* extended: not a key */
#define SCAN_RSHIFT	0x36	/* the same */
#define SCAN_PRINT	0x37	/* extended: print screen, which is SysRq with alt */
#define SCAN_ALT	0x38	/* extended: the right one */
#define SCAN_SYSRQ	0x54	/* what most keyboards send for alt + print screen */
#define SCAN_PLAIN_MAX	KEY_F12

static const u8 atkbd_extended[] = {
	[0x1c] = KEY_KPENTER,	[0x1d] = KEY_RIGHTCTRL,	[0x35] = KEY_KPSLASH,
	[0x37] = KEY_SYSRQ,	[0x38] = KEY_RIGHTALT,	[0x47] = KEY_HOME,
	[0x48] = KEY_UP,	[0x49] = KEY_PAGEUP,	[0x4b] = KEY_LEFT,
	[0x4d] = KEY_RIGHT,	[0x4f] = KEY_END,	[0x50] = KEY_DOWN,
	[0x51] = KEY_PAGEDOWN,	[0x52] = KEY_INSERT,	[0x53] = KEY_DELETE,
	[0x5b] = KEY_LEFTMETA,	[0x5c] = KEY_RIGHTMETA,	[0x5d] = KEY_COMPOSE,
};

#endif /* DRIVERS_INPUT_ATKBD_KEYMAP_H */
