/* SPDX-License-Identifier: MIT */
/*
 * linux/keyboard.h - be told of keys before the terminal gets their characters
 *
 * drivers/input/keyboard.c tells how.
 */
#ifndef LINUX_KEYBOARD_H
#define LINUX_KEYBOARD_H

#include <linux/notifier.h>

struct vc_data;

/* What the notifier is called with, in this order for each key.  NOTIFY_STOP: no further. */
#define KBD_KEYCODE		0x0001	/* value: KEY_* */
#define KBD_UNBOUND_KEYCODE	0x0002	/* a key that gives nothing */
#define KBD_UNICODE		0x0003
#define KBD_KEYSYM		0x0004	/* value: K(type, number) + 0xf000 */
#define KBD_POST_KEYSYM		0x0005	/* the same, when it has had its effect */

/* Bits of shift. */
#define KG_SHIFT	0
#define KG_ALTGR	1
#define KG_CTRL		2
#define KG_ALT		3

/* Keysyms. */
#define KT_LATIN	0
#define KT_FN		1
#define KT_SPEC		2
#define KT_CUR		6
#define KT_SHIFT	7
#define KT_LETTER	11
#define K(t, v)		(((t) << 8) | (v))
#define KTYP(x)		((x) >> 8)
#define KVAL(x)		((x) & 0xff)

struct keyboard_notifier_param {
	struct vc_data *vc;	/* NULL: there is one screen */
	int down;		/* 1, or 0: it came up */
	int shift;		/* bits KG_*: which are held */
	int ledstate;		/* BIT(LED_CAPSL) */
	unsigned int value;
};

/* Called with a spinlock held and interrupts off. */
int register_keyboard_notifier(struct notifier_block *nb);
int unregister_keyboard_notifier(struct notifier_block *nb);

#endif /* LINUX_KEYBOARD_H */
