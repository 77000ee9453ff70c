/* SPDX-License-Identifier: MIT */
/*
 * drivers/tty/vt.h - screen, escape sequences, /dev/tty1
 *
 * Private to console_vga.c (cells), vt.c (sequences), vt_tty.c (the terminal).
 */
#ifndef DRIVERS_TTY_VT_H
#define DRIVERS_TTY_VT_H

#include <linux/types.h>

#define VT_COLUMNS	80
#define VT_ROWS		25

struct console;
struct tty_driver;

/* console_vga.c.  All of these: the owner of the consoles. */
bool vt_screen_present(void);
u16 vt_get_cell(unsigned int row, unsigned int column);
void vt_put_cell(unsigned int row, unsigned int column, u16 cell);
void vt_move_cells(unsigned int to_row, unsigned int from_row, unsigned int rows);
void vt_show_cursor(unsigned int row, unsigned int column, bool visible);

/* vt.c: likewise. */
void vt_reset(void);
void vt_write(const char *s, size_t len);

/* vt_tty.c */
struct tty_driver *vt_console_device(struct console *con, int *index);

#endif /* DRIVERS_TTY_VT_H */
