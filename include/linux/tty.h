/* SPDX-License-Identifier: MIT */
/*
 * linux/tty.h - the console as a terminal: characters in from every keyboard and
 * serial line, characters out to every console
 *
 * Left out: everything that Linux's tty layer has beyond this.  There is one
 * terminal, it is always raw, and its reader does the echo.  The names are ours.
 */
#ifndef LINUX_TTY_H
#define LINUX_TTY_H

#include <linux/types.h>

/* Drivers: append what was typed.  Any context but NMI; a full queue drops and counts. */
void console_input(const char *s, size_t len);
void console_input_char(char c);

/* A device's way to fetch a character without interrupts (0..255, -EAGAIN), for after a panic. */
void console_add_poll(int (*poll)(void));

/* Readers.  Arrow keys and the like come as ANSI sequences (ESC [ A) on both ways in. */
int console_getchar(void);			/* 0..255; sleeps until there is one */
int console_getchar_timeout(long timeout);	/* jiffies; -ETIMEDOUT */
int console_getchar_nowait(void);		/* any context; -EAGAIN */

/* Write to all consoles without a log entry, between the lines of the log.  May sleep. */
void console_puts(const char *s);
void console_write(const char *s, size_t len);

#endif /* LINUX_TTY_H */
