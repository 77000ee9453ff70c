// SPDX-License-Identifier: MIT
/*
 * drivers/tty/n_tty_output.c - what a terminal is shown: output and echo
 *
 * Programs write \n, a terminal needs \r\n; and to take a tab from the screen one must
 * know in which column it began.  So all that is shown passes here, and the column of
 * the cursor is counted along.
 *
 * An echo never waits: the kworker that echoes would hold up the reader, and ^C with
 * it.  What the driver has no room for stays in a ring and is shown before whatever is
 * shown next; when the ring is full too, the newest is dropped.
 *
 * Context: process, termios_rwsem held to read.  Locking: output_lock.
 */

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "n_tty.h"

#define BLOCK		256	/* bytes given to the driver at once */
#define TAB		8

/* ---- output ---------------------------------------------------------------------------- */

/* The most bytes that @c can become. */
static unsigned int widest(u8 c)
{
	return c == '\t' ? TAB : c == '\n' ? 2 : 1;
}

static unsigned int put_newline(struct tty_struct *tty, struct n_tty_data *ld, u8 *to)
{
	if (O_ONLRET(tty) || O_ONLCR(tty))
		ld->column = 0;
	if (!O_ONLCR(tty)) {
		to[0] = '\n';
		return 1;
	}
	to[0] = '\r';
	to[1] = '\n';
	return 2;
}

static unsigned int put_return(struct tty_struct *tty, struct n_tty_data *ld, u8 *to)
{
	if (O_ONOCR(tty) && !ld->column)
		return 0;
	if (O_OCRNL(tty)) {
		if (O_ONLRET(tty))
			ld->column = 0;
		to[0] = '\n';
		return 1;
	}
	ld->column = 0;
	to[0] = '\r';
	return 1;
}

static unsigned int put_tab(struct tty_struct *tty, struct n_tty_data *ld, u8 *to)
{
	unsigned int blanks = TAB - ld->column % TAB;

	ld->column += blanks;
	if (O_TABDLY(tty) != XTABS) {
		to[0] = '\t';
		return 1;
	}
	memset(to, ' ', blanks);
	return blanks;
}

/* One character as the terminal needs it.  Return: bytes. */
static unsigned int put_processed(struct tty_struct *tty, struct n_tty_data *ld, u8 c, u8 *to)
{
	switch (c) {
	case '\n':
		return put_newline(tty, ld, to);
	case '\r':
		return put_return(tty, ld, to);
	case '\t':
		return put_tab(tty, ld, to);
	case '\b':
		if (ld->column)
			ld->column--;
		break;
	default:
		if (O_OLCUC(tty))
			c = toupper(c);
		if (!iscntrl(c) && !is_continuation(tty, c))
			ld->column++;
	}
	to[0] = c;
	return 1;
}

/* Nothing while ^S holds it. */
static unsigned int room_of(struct tty_struct *tty)
{
	return READ_ONCE(tty->flow.stopped) ? 0 : min_t(unsigned int, tty_write_room(tty), BLOCK);
}

/* As much as the driver has room for.  Return: bytes of @buf that were taken. */
static size_t write_block(struct tty_struct *tty, struct n_tty_data *ld, const u8 *buf, size_t nr)
{
	unsigned int room = room_of(tty), n = 0;
	u8 out[BLOCK];
	size_t done;

	lockdep_assert_held(&ld->output_lock);
	if (!room)
		return 0;
	if (!O_OPOST(tty))
		return max(tty->ops->write(tty, buf, min_t(size_t, nr, room)), 0);
	for (done = 0; done < nr && n + widest(buf[done]) <= room; done++)
		n += put_processed(tty, ld, buf[done], out + n);
	if (n)
		tty->ops->write(tty, out, n);
	return done;
}

/* What can be shown of a write without waiting; what was to be echoed comes first. */
size_t n_tty_write_some(struct tty_struct *tty, struct n_tty_data *ld, const u8 *buf, size_t nr)
{
	size_t n;

	n_tty_flush_echoes(tty, ld);
	mutex_lock(&ld->output_lock);
	n = write_block(tty, ld, buf, nr);
	mutex_unlock(&ld->output_lock);
	return n;
}

/* ---- echo ------------------------------------------------------------------------------- */

void n_tty_echo(struct n_tty_data *ld, const char *s, size_t len)
{
	mutex_lock(&ld->output_lock);
	for (; len && ld->echo_head - ld->echo_tail < N_TTY_ECHO_SIZE; len--)
		ld->echo[ld->echo_head++ % N_TTY_ECHO_SIZE] = *s++;
	mutex_unlock(&ld->output_lock);
}

/* Control characters can be seen: ^C. */
void n_tty_echo_char(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (L_ECHOCTL(tty) && iscntrl(c) && c != '\t')
		n_tty_echo(ld, (const char[]){ '^', c ^ 0x40 }, 2);
	else
		n_tty_echo(ld, (const char *)&c, 1);
}

void n_tty_flush_echoes(struct tty_struct *tty, struct n_tty_data *ld)
{
	mutex_lock(&ld->output_lock);
	while (ld->echo_head != ld->echo_tail) {
		size_t at = ld->echo_tail % N_TTY_ECHO_SIZE;
		size_t n = min_t(size_t, ld->echo_head - ld->echo_tail, N_TTY_ECHO_SIZE - at);

		n = write_block(tty, ld, ld->echo + at, n);
		if (!n)
			break;
		ld->echo_tail += n;
	}
	mutex_unlock(&ld->output_lock);
}

void n_tty_drop_echoes(struct n_tty_data *ld)
{
	mutex_lock(&ld->output_lock);
	ld->echo_tail = ld->echo_head;
	mutex_unlock(&ld->output_lock);
}

unsigned int n_tty_column(struct n_tty_data *ld)
{
	unsigned int column;

	mutex_lock(&ld->output_lock);
	column = ld->column;
	mutex_unlock(&ld->output_lock);
	return column;
}
