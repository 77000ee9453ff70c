/* SPDX-License-Identifier: MIT */
/*
 * drivers/input/keyboard_map.h - the US layout, by the numbers of linux/input-event-codes.h
 *
 * Private to keyboard.c.  0 = no character.
 */
#ifndef DRIVERS_INPUT_KEYBOARD_MAP_H
#define DRIVERS_INPUT_KEYBOARD_MAP_H

#include <linux/input.h>
#include <linux/keyboard.h>

#define KBD_MAP_SIZE	0x3a

/* clang-format off */
static const char kbd_plain[KBD_MAP_SIZE] = {
	0, '\033', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-', '=', '\177',
	'\t', 'q', 'w', 'e', 'r', 't', 'y', 'u', 'i', 'o', 'p', '[', ']', '\r',
	0, 'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', ';', '\'', '`',
	0, '\\', 'z', 'x', 'c', 'v', 'b', 'n', 'm', ',', '.', '/', 0,
	'*', 0, ' ',
};

static const char kbd_shifted[KBD_MAP_SIZE] = {
	0, '\033', '!', '@', '#', '$', '%', '^', '&', '*', '(', ')', '_', '+', '\177',
	'\t', 'Q', 'W', 'E', 'R', 'T', 'Y', 'U', 'I', 'O', 'P', '{', '}', '\r',
	0, 'A', 'S', 'D', 'F', 'G', 'H', 'J', 'K', 'L', ':', '"', '~',
	0, '|', 'Z', 'X', 'C', 'V', 'B', 'N', 'M', '<', '>', '?', 0,
	'*', 0, ' ',
};

/* Keys that give more than a character, or none: what Linux's maps call them, what they send. */
struct kbd_special {
	u16 keysym;
	const char *sequence;
};

#define KBD_SPECIALS	(KEY_DELETE + 1)

/* Without num lock the keypad's digits are arrows, too. */
static const struct kbd_special kbd_specials[KBD_SPECIALS] = {
	[KEY_KP7] = { K(KT_FN, 20), "\033[H" },	[KEY_HOME] = { K(KT_FN, 20), "\033[H" },
	[KEY_KP8] = { K(KT_CUR, 3), "\033[A" },	[KEY_UP] = { K(KT_CUR, 3), "\033[A" },
	[KEY_KP9] = { K(KT_FN, 24), "\033[5~" },	[KEY_PAGEUP] = { K(KT_FN, 24), "\033[5~" },
	[KEY_KP4] = { K(KT_CUR, 1), "\033[D" },	[KEY_LEFT] = { K(KT_CUR, 1), "\033[D" },
	[KEY_KP6] = { K(KT_CUR, 2), "\033[C" },	[KEY_RIGHT] = { K(KT_CUR, 2), "\033[C" },
	[KEY_KP1] = { K(KT_FN, 23), "\033[F" },	[KEY_END] = { K(KT_FN, 23), "\033[F" },
	[KEY_KP2] = { K(KT_CUR, 0), "\033[B" },	[KEY_DOWN] = { K(KT_CUR, 0), "\033[B" },
	[KEY_KP3] = { K(KT_FN, 25), "\033[6~" },	[KEY_PAGEDOWN] = { K(KT_FN, 25), "\033[6~" },
	[KEY_KP0] = { K(KT_FN, 21), "\033[2~" },	[KEY_INSERT] = { K(KT_FN, 21), "\033[2~" },
	[KEY_KPDOT] = { K(KT_FN, 22), "\033[3~" },	[KEY_DELETE] = { K(KT_FN, 22), "\033[3~" },
	[KEY_KPMINUS] = { K(KT_LATIN, '-'), "-" },	[KEY_KPPLUS] = { K(KT_LATIN, '+'), "+" },
	[KEY_KPSLASH] = { K(KT_LATIN, '/'), "/" },	[KEY_KPENTER] = { K(KT_SPEC, 1), "\r" },
	[KEY_ENTER] = { K(KT_SPEC, 1), "\r" },
};
/* clang-format on */

_Static_assert(sizeof(kbd_plain) == sizeof(kbd_shifted), "one shifted form for each");

#endif /* DRIVERS_INPUT_KEYBOARD_MAP_H */
