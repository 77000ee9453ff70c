/* SPDX-License-Identifier: MIT */
/*
 * linux/tty_flip.h - a driver's interrupt hands over characters
 *
 * Insert one or more, then push: the push queues the work item that feeds the line
 * discipline.  Context of all: any but NMI; one caller at a time for a port.
 */
#ifndef LINUX_TTY_FLIP_H
#define LINUX_TTY_FLIP_H

#include <linux/tty_buffer.h>
#include <linux/tty_port.h>
#include <linux/types.h>

/* Return: how many there was room for. */
int tty_insert_flip_string_flags(struct tty_port *port, const u8 *chars, const u8 *flags,
				 size_t size);
int tty_insert_flip_string_fixed_flag(struct tty_port *port, const u8 *chars, char flag,
				      size_t size);

static inline int tty_insert_flip_string(struct tty_port *port, const u8 *chars, size_t size)
{
	return tty_insert_flip_string_fixed_flag(port, chars, TTY_NORMAL, size);
}

static inline int tty_insert_flip_char(struct tty_port *port, u8 ch, char flag)
{
	return tty_insert_flip_string_fixed_flag(port, &ch, flag, 1);
}

void tty_flip_buffer_push(struct tty_port *port);

#endif /* LINUX_TTY_FLIP_H */
