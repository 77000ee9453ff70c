/* SPDX-License-Identifier: MIT */
/* drivers/input/keyboard.h - what atkbd.c needs of keyboard.c when nothing runs any more */
#ifndef DRIVERS_INPUT_KEYBOARD_H
#define DRIVERS_INPUT_KEYBOARD_H

#include <linux/types.h>

/* After a panic: no locks, no notifiers, and the characters go to who polls. */
void keyboard_polled(unsigned int keycode, bool down);

/* What a key types without shift, or 0. */
char keyboard_plain_char(unsigned int keycode);

#endif /* DRIVERS_INPUT_KEYBOARD_H */
