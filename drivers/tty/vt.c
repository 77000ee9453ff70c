// SPDX-License-Identifier: MIT
/*
 * drivers/tty/vt.c - from text with escape sequences to a screen
 *
 * What it is for
 *
 *   An editor moves the cursor, sets colours, inserts and deletes lines.  It says so
 *   with sequences that begin with ESC, which are those of the VT102 and ECMA-48; this
 *   is the part of them that Linux's console knows and that programs use (TERM=linux).
 *
 * How it works
 *
 *     TEXT --ESC--> ESCAPE --[--> PARAMETERS --letter--> done
 *                      |  ( )  --> CHARSET   (one more byte, ignored)
 *                      |  ]    --> STRING    (to BEL or ESC \, ignored)
 *                      |  else: done
 *
 *   After the last column the cursor stays on it, and the next character begins the
 *   next line: so a line of 80 characters followed by a new line is one line.
 *
 * Locking: the owner of the consoles, see console_vga.c.
 *
 * See also: ECMA-48, "Control functions"; tests/unit/vt_test.c.
 */

#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/vt_kern.h>

#include "vt.h"

#define PARAMETERS_MAX	16
#define PARAMETER_MAX	9999
#define TAB		8
#define ESC		0x1b
#define BEL		0x07
#define CANCEL		0x18
#define SUBSTITUTE	0x1a
#define RUBOUT		0x7f
#define NO_SUCH_CHAR	0xfe		/* a small block, in the font of a PC */

#define WHITE		7
#define INTENSE		0x08
#define BLINK		0x80

enum parse_state { TEXT, ESCAPE, PARAMETERS, CHARSET, STRING, STRING_ESCAPE };

struct look {
	u8 foreground, background;	/* 0..15, 0..7: as the VGA numbers them */
	bool bold, blink, reverse;
};

static const struct look plain = { .foreground = WHITE };

/* All fields: the owner of the consoles. */
static struct {
	unsigned int row, column;
	bool wrap;			/* the last column is written */
	unsigned int top, bottom;	/* rows that scroll, both inclusive */
	struct look look;
	unsigned int saved_row, saved_column;
	struct look saved_look;
	bool no_wrap, insert, hidden;
	enum parse_state state;
	bool private;			/* ESC [ ? */
	unsigned int count;		/* of parameters */
	unsigned int parameters[PARAMETERS_MAX];
} vt;

/* ---- cells ------------------------------------------------------------------------- */

static u8 attribute(const struct look *look)
{
	u8 front = look->foreground | (look->bold ? INTENSE : 0);
	u8 both = look->reverse ? (look->background | (front & INTENSE)) |
				  (front & 7) << 4 : front | look->background << 4;

	return both | (look->blink ? BLINK : 0);
}

/* Erased cells have the background of what is written now. */
static u16 blank(void)
{
	return (vt.look.background << 4 | WHITE) << 8 | ' ';
}

static void erase_cells(unsigned int row, unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		vt_put_cell(row, from, blank());
}

static void erase_rows(unsigned int from, unsigned int to)
{
	for (; from < to; from++)
		erase_cells(from, 0, VT_COLUMNS);
}

/* Rows @from to the bottom of the region go up by @n; what is above them is lost. */
static void scroll_up(unsigned int from, unsigned int n)
{
	n = min(n, vt.bottom + 1 - from);
	vt_move_cells(from, from + n, vt.bottom + 1 - from - n);
	erase_rows(vt.bottom + 1 - n, vt.bottom + 1);
}

static void scroll_down(unsigned int from, unsigned int n)
{
	n = min(n, vt.bottom + 1 - from);
	vt_move_cells(from + n, from, vt.bottom + 1 - from - n);
	erase_rows(from, from + n);
}

static void delete_chars(unsigned int n)
{
	unsigned int at;

	n = min(n, VT_COLUMNS - vt.column);
	for (at = vt.column; at + n < VT_COLUMNS; at++)
		vt_put_cell(vt.row, at, vt_get_cell(vt.row, at + n));
	erase_cells(vt.row, VT_COLUMNS - n, VT_COLUMNS);
}

static void insert_chars(unsigned int n)
{
	unsigned int at;

	n = min(n, VT_COLUMNS - vt.column);
	for (at = VT_COLUMNS; at-- > vt.column + n; )
		vt_put_cell(vt.row, at, vt_get_cell(vt.row, at - n));
	erase_cells(vt.row, vt.column, vt.column + n);
}

/* ---- the cursor ----------------------------------------------------------------------- */

static void move_to(int row, int column)
{
	vt.row = clamp(row, 0, VT_ROWS - 1);
	vt.column = clamp(column, 0, VT_COLUMNS - 1);
	vt.wrap = false;
}

static void line_feed(void)
{
	if (vt.row == vt.bottom)
		scroll_up(vt.top, 1);
	else if (vt.row < VT_ROWS - 1)
		vt.row++;
	vt.wrap = false;
}

static void reverse_line_feed(void)
{
	if (vt.row == vt.top)
		scroll_down(vt.top, 1);
	else if (vt.row)
		vt.row--;
	vt.wrap = false;
}

static void put_printable(u8 c)
{
	if (vt.wrap) {
		vt.column = 0;
		line_feed();
	}
	if (vt.insert)
		insert_chars(1);
	vt_put_cell(vt.row, vt.column, attribute(&vt.look) << 8 | c);
	if (vt.column < VT_COLUMNS - 1)
		vt.column++;
	else
		vt.wrap = !vt.no_wrap;
}

static void save_cursor(void)
{
	vt.saved_row = vt.row;
	vt.saved_column = vt.column;
	vt.saved_look = vt.look;
}

static void restore_cursor(void)
{
	move_to(vt.saved_row, vt.saved_column);
	vt.look = vt.saved_look;
}

/* ---- ESC [ parameters letter ------------------------------------------------------------ */

/* Parameter @i, or what it is when it is missing or 0. */
static unsigned int parameter(unsigned int i, unsigned int otherwise)
{
	return i < vt.count && vt.parameters[i] ? vt.parameters[i] : otherwise;
}

static void erase_in_display(void)
{
	unsigned int what = parameter(0, 0);

	if (what == 0) {
		erase_cells(vt.row, vt.column, VT_COLUMNS);
		erase_rows(vt.row + 1, VT_ROWS);
	} else if (what == 1) {
		erase_rows(0, vt.row);
		erase_cells(vt.row, 0, vt.column + 1);
	} else {
		erase_rows(0, VT_ROWS);
	}
}

static void erase_in_line(void)
{
	unsigned int what = parameter(0, 0);

	erase_cells(vt.row, what ? 0 : vt.column, what == 1 ? vt.column + 1 : VT_COLUMNS);
}

/* ECMA-48 has red as bit 0, the VGA as bit 2. */
static u8 colour(unsigned int code)
{
	return (code & 1) << 2 | (code & 2) | (code & 4) >> 2;
}

static void set_colour(unsigned int code)
{
	switch (code / 10) {
	case 3:
		vt.look.foreground = code == 39 ? WHITE : colour(code - 30);
		break;
	case 4:
		vt.look.background = code == 49 ? 0 : colour(code - 40);
		break;
	case 9:
		vt.look.foreground = colour(code - 90) | INTENSE;
		break;
	case 10:
		vt.look.background = colour(code - 100);
		break;
	}
}

static void set_look(unsigned int code)
{
	switch (code) {
	case 0:
		vt.look = plain;
		break;
	case 1:
		vt.look.bold = true;
		break;
	case 5:
		vt.look.blink = true;
		break;
	case 7:
		vt.look.reverse = true;
		break;
	case 21: case 22:
		vt.look.bold = false;
		break;
	case 25:
		vt.look.blink = false;
		break;
	case 27:
		vt.look.reverse = false;
		break;
	case 30 ... 37: case 39: case 40 ... 47: case 49: case 90 ... 97: case 100 ... 107:
		set_colour(code);
		break;
	}
}

static void set_looks(void)
{
	unsigned int i = 0;

	do
		set_look(parameter(i, 0));
	while (++i < vt.count);
}

static void set_mode(bool on)
{
	unsigned int mode = parameter(0, 0);

	if (vt.private && mode == 7)
		vt.no_wrap = !on;
	else if (vt.private && mode == 25)
		vt.hidden = !on;
	else if (!vt.private && mode == 4)
		vt.insert = on;
}

static void set_region(void)
{
	unsigned int top = parameter(0, 1), bottom = parameter(1, VT_ROWS);

	if (top >= bottom || bottom > VT_ROWS)
		return;
	vt.top = top - 1;
	vt.bottom = bottom - 1;
	move_to(0, 0);
}

/* ESC [ n: where is the cursor, are you well?  The answer comes as if it were typed. */
static void report(void)
{
	char answer[24];

	if (parameter(0, 0) == 6)
		snprintf(answer, sizeof(answer), "\033[%u;%uR", vt.row + 1, vt.column + 1);
	else if (parameter(0, 0) == 5)
		strscpy(answer, "\033[0n", sizeof(answer));
	else
		return;
	vt_input(answer, strlen(answer));
}

static bool in_region(void)
{
	return vt.row >= vt.top && vt.row <= vt.bottom;
}

static void move_by_letter(char letter)
{
	int n = parameter(0, 1);

	switch (letter) {
	case 'A': case 'F':
		move_to(vt.row - n, letter == 'F' ? 0 : vt.column);
		break;
	case 'B': case 'E': case 'e':
		move_to(vt.row + n, letter == 'E' ? 0 : vt.column);
		break;
	case 'C': case 'a':
		move_to(vt.row, vt.column + n);
		break;
	case 'D':
		move_to(vt.row, (int)vt.column - n);
		break;
	case 'G': case '`':
		move_to(vt.row, n - 1);
		break;
	case 'd':
		move_to(n - 1, vt.column);
		break;
	case 'H': case 'f':
		move_to(n - 1, parameter(1, 1) - 1);
		break;
	}
}

static void edit_by_letter(char letter)
{
	unsigned int n = parameter(0, 1);

	switch (letter) {
	case 'J':
		erase_in_display();
		break;
	case 'K':
		erase_in_line();
		break;
	case 'L':
		if (in_region())
			scroll_down(vt.row, n);
		break;
	case 'M':
		if (in_region())
			scroll_up(vt.row, n);
		break;
	case 'P':
		delete_chars(n);
		break;
	case '@':
		insert_chars(n);
		break;
	case 'X':
		erase_cells(vt.row, vt.column, min(vt.column + n, (unsigned int)VT_COLUMNS));
		break;
	}
}

static void end_sequence(char letter)
{
	vt.state = TEXT;
	switch (letter) {
	case 'h': case 'l':
		set_mode(letter == 'h');
		return;
	case 'm':
		set_looks();
		return;
	case 'n':
		report();
		return;
	case 'r':
		set_region();
		return;
	case 's':
		save_cursor();
		return;
	case 'u':
		restore_cursor();
		return;
	}
	if (vt.private)
		return;
	move_by_letter(letter);
	edit_by_letter(letter);
}

static void begin_sequence(void)
{
	vt.state = PARAMETERS;
	vt.private = false;
	vt.count = 0;
	memset(vt.parameters, 0, sizeof(vt.parameters));
}

static void add_digit(unsigned int digit)
{
	unsigned int *p;

	if (!vt.count)
		vt.count = 1;
	p = &vt.parameters[vt.count - 1];
	*p = min(*p * 10 + digit, (unsigned int)PARAMETER_MAX);
}

static void in_sequence(u8 c)
{
	if (c >= '0' && c <= '9')
		add_digit(c - '0');
	else if (c == ';')
		vt.count = min(max(vt.count, 1u) + 1, (unsigned int)PARAMETERS_MAX);
	else if (c == '?')
		vt.private = true;
	else if (c >= '@')
		end_sequence(c);
}

/* ---- ESC letter ------------------------------------------------------------------------- */

static void after_escape(u8 c)
{
	vt.state = TEXT;
	switch (c) {
	case '[':
		begin_sequence();
		break;
	case '(': case ')': case '%': case '#':
		vt.state = CHARSET;
		break;
	case ']': case 'P': case '^': case '_':
		vt.state = STRING;
		break;
	case '7':
		save_cursor();
		break;
	case '8':
		restore_cursor();
		break;
	case 'D':
		line_feed();
		break;
	case 'E':
		vt.column = 0;
		line_feed();
		break;
	case 'M':
		reverse_line_feed();
		break;
	case 'c':
		vt_reset();
		break;
	}
}

/* ---- text --------------------------------------------------------------------------------- */

static void put_tab(void)
{
	vt.column = min((vt.column / TAB + 1) * TAB, VT_COLUMNS - 1u);
	vt.wrap = false;
}

/* Control characters act inside a sequence, too.  False: it is none. */
static bool is_control(u8 c)
{
	switch (c) {
	case '\n': case '\v': case '\f':
		line_feed();
		return true;
	case '\r':
		vt.column = 0;
		vt.wrap = false;
		return true;
	case '\b':
		move_to(vt.row, (int)vt.column - 1);
		return true;
	case '\t':
		put_tab();
		return true;
	case CANCEL: case SUBSTITUTE:
		vt.state = TEXT;
		return true;
	case ESC:
		vt.state = ESCAPE;
		return true;
	}
	return c < ' ' || c == RUBOUT;
}

static void in_string(u8 c)
{
	if (c == BEL || (vt.state == STRING_ESCAPE && c == '\\'))
		vt.state = TEXT;
	else
		vt.state = c == ESC ? STRING_ESCAPE : STRING;
}

/* A character in UTF-8 that the font has not: one cell for its first byte, none for others. */
static void put_text(u8 c)
{
	if (c < 0x80)
		put_printable(c);
	else if (c >= 0xc0)
		put_printable(NO_SUCH_CHAR);
}

static void put_char(u8 c)
{
	if (vt.state == STRING || vt.state == STRING_ESCAPE) {
		in_string(c);
		return;
	}
	if (is_control(c))
		return;
	switch (vt.state) {
	case ESCAPE:
		after_escape(c);
		break;
	case PARAMETERS:
		in_sequence(c);
		break;
	case CHARSET:
		vt.state = TEXT;
		break;
	default:
		put_text(c);
	}
}

void vt_write(const char *s, size_t len)
{
	for (; len; len--)
		put_char(*s++);
	vt_show_cursor(vt.row, vt.column, !vt.hidden);
}

/* As after switching it on. */
void vt_reset(void)
{
	memset(&vt, 0, sizeof(vt));
	vt.bottom = VT_ROWS - 1;
	vt.look = vt.saved_look = plain;
	erase_rows(0, VT_ROWS);
	vt_show_cursor(0, 0, true);
}
