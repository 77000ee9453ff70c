// SPDX-License-Identifier: MIT
/*
 * drivers/tty/n_tty_input.c - what is typed: the line, its editing, signals
 *
 * What it is for
 *
 *   A program that reads a line wants it as it was meant, not as it was typed.  The
 *   kernel keeps the line until it is whole, shows what is typed, and takes back what
 *   is erased.  A few characters are no text at all: ^C is a signal, ^S stops the
 *   output.
 *
 * How it works
 *
 *   Each character goes through these questions, in this order; one that is answered
 *   ends there:
 *
 *     after ^V?           stored as it is
 *     ^S ^Q      IXON     stop, start
 *     ^C ^\ ^Z   ISIG     a signal for the foreground group
 *     \r \n               ICRNL, IGNCR, INLCR change it
 *     editing    ICANON   erase, kill, word, ^V, ^R
 *     its end    ICANON   \n, ^D, EOL: the line can be read
 *     otherwise           stored and echoed
 *
 *   When the ring is full and there is something to read, the rest stays in the port's
 *   buffer until it has been read.  When it is full with one line that has no end yet,
 *   nobody can read: then what is too much is dropped, with a bell, and one place is
 *   kept for the end.
 *
 * Context: the port's kworker, the bottom half of each interrupt that brings characters.
 * Locking: ld->lock for the whole; termios_rwsem to read around it.
 *
 * Compared with Linux: the same rules.  Left out: ECHOPRT, EXTPROC, FLUSHO.
 */

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>
#include <linux/wait.h>

#include "n_tty.h"
#include "tty.h"

#define THROTTLE_ROOM	128
#define RUBOUT		"\b \b"

static bool is_cc(const struct tty_struct *tty, int which, u8 c)
{
	return c == tty->termios.c_cc[which] && c != __DISABLED_CHAR;
}

/* ---- storing --------------------------------------------------------------------------- */

static void bell(struct tty_struct *tty, struct n_tty_data *ld)
{
	if (I_IMAXBEL(tty))
		n_tty_echo(ld, "\a", 1);
}

/* The last place is for the end of a line. */
static void put_text(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (n_tty_used(ld) < N_TTY_BUF_SIZE - 1)
		ld->buf[ld->head++ % N_TTY_BUF_SIZE] = c;
	else
		bell(tty, ld);
}

/* PARMRK: \377 marks what is wrong, so one that is meant is doubled. */
static void put_marked(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (I_PARMRK(tty) && c == 0xff)
		put_text(tty, ld, c);
	put_text(tty, ld, c);
}

static void store(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (L_ECHO(tty)) {
		if (ld->head == ld->canon_head) {
			n_tty_flush_echoes(tty, ld);
			ld->canon_column = n_tty_column(ld);
		}
		if (c == '\n')
			n_tty_echo(ld, "\n", 1);
		else
			n_tty_echo_char(tty, ld, c);
	}
	put_marked(tty, ld, c);
}

static void end_line(struct n_tty_data *ld, u8 c)
{
	size_t at = ld->head % N_TTY_BUF_SIZE;

	if (n_tty_used(ld) == N_TTY_BUF_SIZE)
		return;
	ld->buf[at] = c;
	__set_bit(at, ld->line_ends);
	ld->canon_head = ++ld->head;
}

/* ---- erasing --------------------------------------------------------------------------- */

/* Columns that @c takes on the screen, if it begins in @column. */
static unsigned int width_of(struct tty_struct *tty, u8 c, unsigned int column)
{
	if (c == '\t')
		return 8 - column % 8;
	if (iscntrl(c))
		return L_ECHOCTL(tty) ? 2 : 0;
	return !is_continuation(tty, c);
}

/* Back to where the tab began, which is known from all that is before it. */
static void echo_erased_tab(struct tty_struct *tty, struct n_tty_data *ld)
{
	unsigned int column = ld->canon_column, blanks;
	size_t pos;

	for (pos = ld->canon_head; pos != ld->head; pos++)
		column += width_of(tty, n_tty_at(ld, pos), column);
	for (blanks = width_of(tty, '\t', column); blanks; blanks--)
		n_tty_echo(ld, "\b", 1);
}

/* @c, the last one, has just been taken back. */
static void echo_erased(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (c == '\t') {
		echo_erased_tab(tty, ld);
		return;
	}
	if (iscntrl(c) && L_ECHOCTL(tty))
		n_tty_echo(ld, RUBOUT, 3);
	if (!iscntrl(c) || L_ECHOCTL(tty))
		n_tty_echo(ld, RUBOUT, 3);
}

/* Take back the last character of the line, with all its bytes.  Return: its first byte. */
static u8 take_back(struct tty_struct *tty, struct n_tty_data *ld)
{
	u8 c;

	do
		c = n_tty_at(ld, --ld->head);
	while (is_continuation(tty, c) && ld->head != ld->canon_head);
	return c;
}

static void erase_char(struct tty_struct *tty, struct n_tty_data *ld)
{
	u8 c;

	if (ld->head == ld->canon_head)
		return;
	c = take_back(tty, ld);
	if (!L_ECHO(tty))
		return;
	if (L_ECHOE(tty))
		echo_erased(tty, ld, c);
	else
		n_tty_echo_char(tty, ld, ERASE_CHAR(tty));
}

static bool is_word_char(u8 c)
{
	return isalnum(c) || c == '_';
}

/* What is behind the last word, and the word. */
static void erase_word(struct tty_struct *tty, struct n_tty_data *ld)
{
	bool in_word = false;

	while (ld->head != ld->canon_head) {
		u8 c = n_tty_at(ld, ld->head - 1);

		if (is_continuation(tty, c) || is_word_char(c))
			in_word = true;
		else if (in_word)
			break;
		c = take_back(tty, ld);
		if (L_ECHO(tty))
			echo_erased(tty, ld, c);
	}
}

static void kill_line(struct tty_struct *tty, struct n_tty_data *ld)
{
	if (L_ECHO(tty) && L_ECHOK(tty) && L_ECHOKE(tty) && L_ECHOE(tty)) {
		while (ld->head != ld->canon_head)
			echo_erased(tty, ld, take_back(tty, ld));
		return;
	}
	if (L_ECHO(tty) && ld->head != ld->canon_head) {
		n_tty_echo_char(tty, ld, KILL_CHAR(tty));
		if (L_ECHOK(tty))
			n_tty_echo(ld, "\n", 1);
	}
	ld->head = ld->canon_head;
}

static void reprint(struct tty_struct *tty, struct n_tty_data *ld)
{
	size_t pos;

	n_tty_echo_char(tty, ld, REPRINT_CHAR(tty));
	n_tty_echo(ld, "\n", 1);
	for (pos = ld->canon_head; pos != ld->head; pos++)
		n_tty_echo_char(tty, ld, n_tty_at(ld, pos));
}

static void take_next_literally(struct tty_struct *tty, struct n_tty_data *ld)
{
	ld->lnext = true;
	if (L_ECHO(tty) && L_ECHOCTL(tty))
		n_tty_echo(ld, "^\b", 2);
}

/* ---- the questions ----------------------------------------------------------------------- */

static bool is_flow_char(struct tty_struct *tty, u8 c)
{
	if (!I_IXON(tty))
		return false;
	if (is_cc(tty, VSTART, c)) {
		start_tty(tty);
		return true;
	}
	if (!is_cc(tty, VSTOP, c))
		return false;
	stop_tty(tty);
	return true;
}

/* What was typed and what was to be shown is thrown away with it, unless NOFLSH. */
static void send_signal(struct tty_struct *tty, struct n_tty_data *ld, int sig)
{
	struct pid *pgrp = tty_get_pgrp(tty);

	if (pgrp)
		kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
	if (L_NOFLSH(tty))
		return;
	n_tty_drop_echoes(ld);
	tty_driver_flush_buffer(tty);
	n_tty_reset_input(ld);
}

static int signal_of(struct tty_struct *tty, u8 c)
{
	if (is_cc(tty, VINTR, c))
		return SIGINT;
	if (is_cc(tty, VQUIT, c))
		return SIGQUIT;
	return is_cc(tty, VSUSP, c) ? SIGTSTP : 0;
}

static bool is_signal_char(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	int sig = L_ISIG(tty) ? signal_of(tty, c) : 0;

	if (!sig)
		return false;
	send_signal(tty, ld, sig);
	if (I_IXON(tty))
		start_tty(tty);
	if (L_ECHO(tty))
		n_tty_echo_char(tty, ld, c);
	return true;
}

static u8 map_newline(struct tty_struct *tty, u8 c)
{
	if (c == '\r' && I_ICRNL(tty))
		return '\n';
	if (c == '\n' && I_INLCR(tty))
		return '\r';
	return c;
}

static bool is_editing(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (is_cc(tty, VERASE, c))
		erase_char(tty, ld);
	else if (is_cc(tty, VKILL, c))
		kill_line(tty, ld);
	else if (is_cc(tty, VWERASE, c) && L_IEXTEN(tty))
		erase_word(tty, ld);
	else if (is_cc(tty, VLNEXT, c) && L_IEXTEN(tty))
		take_next_literally(tty, ld);
	else if (is_cc(tty, VREPRINT, c) && L_IEXTEN(tty) && L_ECHO(tty))
		reprint(tty, ld);
	else
		return false;
	return true;
}

/* ^D stands in the ring as a NUL that ends a line; the reader does not get it. */
static bool is_line_end(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (c == '\n') {
		if (L_ECHO(tty) || L_ECHONL(tty))
			n_tty_echo(ld, "\n", 1);
		end_line(ld, c);
	} else if (is_cc(tty, VEOF, c)) {
		end_line(ld, __DISABLED_CHAR);
	} else if (is_cc(tty, VEOL, c) || (is_cc(tty, VEOL2, c) && L_IEXTEN(tty))) {
		if (L_ECHO(tty))
			n_tty_echo_char(tty, ld, c);
		end_line(ld, c);
	} else {
		return false;
	}
	return true;
}

static void restart_by_any_key(struct tty_struct *tty)
{
	if (tty->flow.stopped && !tty->flow.tco_stopped && I_IXON(tty) && I_IXANY(tty))
		start_tty(tty);
}

static void receive_char(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (I_ISTRIP(tty))
		c &= 0x7f;
	if (I_IUCLC(tty) && L_IEXTEN(tty))
		c = tolower(c);
	if (ld->lnext) {
		ld->lnext = false;
		store(tty, ld, c);
		return;
	}
	if (is_flow_char(tty, c) || is_signal_char(tty, ld, c))
		return;
	restart_by_any_key(tty);
	if (c == '\r' && I_IGNCR(tty))
		return;
	c = map_newline(tty, c);
	if (L_ICANON(tty) && (is_editing(tty, ld, c) || is_line_end(tty, ld, c)))
		return;
	store(tty, ld, c);
}

/* ---- what is no character ------------------------------------------------------------------ */

static void receive_error(struct tty_struct *tty, struct n_tty_data *ld, u8 c)
{
	if (I_IGNPAR(tty))
		return;
	if (!I_INPCK(tty)) {
		receive_char(tty, ld, c);
	} else if (I_PARMRK(tty)) {
		put_text(tty, ld, 0xff);
		put_text(tty, ld, 0);
		put_text(tty, ld, c);
	} else {
		put_text(tty, ld, 0);
	}
}

static void receive_break(struct tty_struct *tty, struct n_tty_data *ld)
{
	if (I_IGNBRK(tty))
		return;
	if (I_BRKINT(tty)) {
		send_signal(tty, ld, SIGINT);
		return;
	}
	if (I_PARMRK(tty)) {
		put_text(tty, ld, 0xff);
		put_text(tty, ld, 0);
	}
	put_text(tty, ld, 0);
}

static void receive_flagged(struct tty_struct *tty, struct n_tty_data *ld, u8 c, u8 flag)
{
	switch (flag) {
	case TTY_NORMAL:
		receive_char(tty, ld, c);
		break;
	case TTY_BREAK:
		receive_break(tty, ld);
		break;
	case TTY_PARITY:
	case TTY_FRAME:
		receive_error(tty, ld, c);
		break;
	case TTY_OVERRUN:
		pr_warn_ratelimited("%s: input overrun\n", tty_name(tty));
		break;
	}
}

/* ---- the bottom half ------------------------------------------------------------------------- */

/* Nothing can be read, so waiting for a reader would be for ever. */
static bool nothing_readable(struct tty_struct *tty, struct n_tty_data *ld)
{
	return L_ICANON(tty) ? ld->canon_head == ld->tail : ld->head == ld->tail;
}

static bool must_wait_for_reader(struct tty_struct *tty, struct n_tty_data *ld)
{
	return n_tty_used(ld) >= N_TTY_BUF_SIZE - 1 && !nothing_readable(tty, ld);
}

bool n_tty_input_available(struct tty_struct *tty, struct n_tty_data *ld, size_t amount)
{
	if (L_ICANON(tty))
		return ld->canon_head != ld->tail;
	return n_tty_used(ld) >= amount;
}

/* Return: how many were taken. */
static int receive_chars(struct tty_struct *tty, struct n_tty_data *ld, const u8 *chars,
			 const u8 *flags, int count)
{
	int i;

	lockdep_assert_held(&ld->lock);
	for (i = 0; i < count; i++) {
		ld->no_room = must_wait_for_reader(tty, ld);
		if (ld->no_room)
			break;
		receive_flagged(tty, ld, chars[i], flags[i]);
	}
	return i;
}

static void check_throttle(struct tty_struct *tty, struct n_tty_data *ld)
{
	if (N_TTY_BUF_SIZE - n_tty_used(ld) < THROTTLE_ROOM && !nothing_readable(tty, ld))
		tty_throttle(tty);
}

int n_tty_receive_buf(struct tty_struct *tty, const u8 *chars, const u8 *flags, int count)
{
	struct n_tty_data *ld = tty->disc_data;
	bool available;
	int taken;

	down_read(&tty->termios_rwsem);
	mutex_lock(&ld->lock);
	taken = receive_chars(tty, ld, chars, flags, count);
	n_tty_flush_echoes(tty, ld);
	check_throttle(tty, ld);
	available = n_tty_input_available(tty, ld, 1);
	mutex_unlock(&ld->lock);
	up_read(&tty->termios_rwsem);
	if (available)
		wake_up_interruptible_poll(&tty->read_wait, EPOLLIN | EPOLLRDNORM);
	return taken;
}

void n_tty_reset_input(struct n_tty_data *ld)
{
	lockdep_assert_held(&ld->lock);
	ld->tail = ld->canon_head = ld->head;
	bitmap_zero(ld->line_ends, N_TTY_BUF_SIZE);
	ld->lnext = false;
}
