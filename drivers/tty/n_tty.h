/* SPDX-License-Identifier: MIT */
/*
 * drivers/tty/n_tty.h - what the parts of the line discipline share
 *
 * Private to n_tty.c (reading, writing), n_tty_input.c (the line) and n_tty_output.c
 * (what is shown).
 */
#ifndef DRIVERS_TTY_N_TTY_H
#define DRIVERS_TTY_N_TTY_H

#include <linux/bitmap.h>
#include <linux/mutex.h>
#include <linux/tty.h>
#include <linux/types.h>

#define N_TTY_BUF_SIZE	4096	/* a power of two */
#define N_TTY_ECHO_SIZE	4096	/* a power of two */

/*
 * Input is a ring with three marks, which only grow:
 *
 *     tail           canon_head         head
 *      |  whole lines  |  being edited   |
 *
 * Without ICANON all up to head can be read.
 */
struct n_tty_data {
	struct mutex lock;		/* order: inside termios_rwsem */
	size_t tail;			/* lock: bytes ever read */
	size_t canon_head;		/* lock: the last line ends here */
	size_t head;			/* lock: bytes ever stored */
	DECLARE_BITMAP(line_ends, N_TTY_BUF_SIZE);	/* lock: this byte ends a line */
	u8 buf[N_TTY_BUF_SIZE];		/* lock */
	bool lnext;			/* lock: ^V came, the next is just a character */
	bool no_room;			/* lock: the port has more, which did not fit */
	unsigned int canon_column;	/* lock: where the line begins on the screen */

	struct mutex output_lock;	/* order: inside lock */
	unsigned int column;		/* output_lock: of the cursor, as far as one can know */
	size_t echo_head, echo_tail;	/* output_lock: bytes ever put in, ever shown */
	u8 echo[N_TTY_ECHO_SIZE];	/* output_lock: there was no room to show them yet */

	struct mutex read_lock;		/* one reader; order: outside termios_rwsem */
};

static inline size_t n_tty_used(const struct n_tty_data *ld)
{
	return ld->head - ld->tail;
}

static inline u8 n_tty_at(const struct n_tty_data *ld, size_t pos)
{
	return ld->buf[pos % N_TTY_BUF_SIZE];
}

/* The second and later bytes of a character in UTF-8. */
static inline bool is_continuation(const struct tty_struct *tty, u8 c)
{
	return I_IUTF8(tty) && (c & 0xc0) == 0x80;
}

/* n_tty_output.c */
void n_tty_echo(struct n_tty_data *ld, const char *s, size_t len);
void n_tty_echo_char(struct tty_struct *tty, struct n_tty_data *ld, u8 c);
void n_tty_flush_echoes(struct tty_struct *tty, struct n_tty_data *ld);
void n_tty_drop_echoes(struct n_tty_data *ld);
unsigned int n_tty_column(struct n_tty_data *ld);
size_t n_tty_write_some(struct tty_struct *tty, struct n_tty_data *ld, const u8 *buf, size_t nr);

/* n_tty_input.c */
int n_tty_receive_buf(struct tty_struct *tty, const u8 *chars, const u8 *flags, int count);
void n_tty_reset_input(struct n_tty_data *ld);
bool n_tty_input_available(struct tty_struct *tty, struct n_tty_data *ld, size_t amount);

#endif /* DRIVERS_TTY_N_TTY_H */
