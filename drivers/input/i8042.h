/* SPDX-License-Identifier: MIT */
/* drivers/input/i8042.h - between the controller, the keyboard on it, and their test */
#ifndef DRIVERS_INPUT_I8042_H
#define DRIVERS_INPUT_I8042_H

#include <linux/types.h>

/* i8042.c -> atkbd.c: one byte from the keyboard.  Hardirq. */
void atkbd_interrupt(u8 data);
void atkbd_polled(u8 data);		/* the same after a panic, when no tasklet runs any more */

/* The keyboard becomes an input device, before its first byte. */
void atkbd_init(void);

/* atkbd.c -> i8042.c: one byte to the keyboard.  Process context; 0 or -ETIMEDOUT. */
int i8042_write_keyboard(u8 data);

/*
 * For tests: the controller delivers a byte as if it had been typed.
 * 0, -ENODEV or -ETIMEDOUT.
 */
int i8042_inject(u8 data);

#endif /* DRIVERS_INPUT_I8042_H */
