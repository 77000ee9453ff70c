// SPDX-License-Identifier: MIT
/*
 * kernel/monitor/lineedit.c - edit one line on a plain terminal
 *
 *     left, right, home, end, ^A ^E ^B ^F     move
 *     backspace, delete, ^D, ^K ^U ^W         erase
 *     up, down, ^P ^N                         history
 *     tab                                     complete a command
 *     ^C                                      give the line up;  ^L  draw again
 *
 * The text is drawn again after each change: to the end of the prompt, the text,
 * "erase to the end", and the cursor put in its place.  No lock: one reader.
 */

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "monitor.h"

#define HISTORY_LINES 16
#define CTRL(c) ((c) & 0x1f)
#define ESCAPE 0x1b
#define RUBOUT 0x7f
#define ERASE_TO_END "\033[K"
#define CLEAR_SCREEN "\033[H\033[2J"

/* Keys that arrive as escape sequences, above all bytes. */
enum key {
	KEY_UP = 0x100,
	KEY_DOWN,
	KEY_RIGHT,
	KEY_LEFT,
	KEY_HOME,
	KEY_END,
	KEY_DELETE,
	KEY_NONE,
};

struct line {
	char *text;
	size_t size;
	size_t length;
	size_t cursor;
	const char *prompt;
	unsigned int back;	/* how many lines back in the history; 0 = the new one */
};

static char history[HISTORY_LINES][MON_LINE_MAX];	/* ring, written by the one reader */
static unsigned int history_count;

static void show_prompt(const struct line *l)
{
	mon_puts("\r");
	mon_puts(l->prompt);
}

/* The prompt stays: scripts that wait for it shall see it once a line. */
static void redraw(const struct line *l)
{
	mon_printf("\r\033[%zuC", strlen(l->prompt));
	mon_puts(l->text);
	mon_puts(ERASE_TO_END);
	if (l->cursor < l->length)
		mon_printf("\033[%zuD", l->length - l->cursor);
}

static void insert(struct line *l, char c)
{
	if (l->length + 1 >= l->size)
		return;
	memmove(l->text + l->cursor + 1, l->text + l->cursor, l->length - l->cursor + 1);
	l->text[l->cursor++] = c;
	l->length++;
	if (l->cursor == l->length)
		mon_puts((char[]){ c, '\0' });
	else
		redraw(l);
}

/* Remove what lies between @from and @to; the cursor goes to @from. */
static void erase(struct line *l, size_t from, size_t to)
{
	memmove(l->text + from, l->text + to, l->length - to + 1);
	l->length -= to - from;
	l->cursor = from;
	redraw(l);
}

static size_t word_start(const struct line *l)
{
	size_t at = l->cursor;

	while (at && isspace(l->text[at - 1]))
		at--;
	while (at && !isspace(l->text[at - 1]))
		at--;
	return at;
}

static void recall(struct line *l, unsigned int back)
{
	if (back > min_t(unsigned int, history_count, HISTORY_LINES))
		return;
	l->back = back;
	l->text[0] = '\0';
	if (back)
		strscpy(l->text, history[(history_count - back) % HISTORY_LINES], l->size);
	l->length = l->cursor = strlen(l->text);
	redraw(l);
}

static void remember(const char *text)
{
	if (!*text || (history_count &&
		       !strcmp(text, history[(history_count - 1) % HISTORY_LINES])))
		return;
	strscpy(history[history_count++ % HISTORY_LINES], text, MON_LINE_MAX);
}

/* One match: put it in.  Several: show them. */
static void complete_command(struct line *l)
{
	const struct mon_command *match = NULL;
	int matches = 0;

	for (const struct mon_command *c = mon_commands; c->name; c++)
		if (!strncmp(c->name, l->text, l->cursor)) {
			match = c;
			matches++;
		}
	if (matches == 1) {
		for (const char *s = match->name + l->cursor; *s; s++)
			insert(l, *s);
		insert(l, ' ');
	} else if (matches > 1) {
		mon_puts("\n");
		for (const struct mon_command *c = mon_commands; c->name; c++)
			if (!strncmp(c->name, l->text, l->cursor))
				mon_printf("%s ", c->name);
		mon_puts("\n");
		show_prompt(l);
		redraw(l);
	}
}

/* What follows an ESC: "[A", "[3~", "OH" and the like (ECMA-48, "Control sequences"). */
static int read_escape(void)
{
	int c = console_getchar();

	if (c != '[' && c != 'O')
		return KEY_NONE;
	c = console_getchar();
	switch (c) {
	case 'A': return KEY_UP;
	case 'B': return KEY_DOWN;
	case 'C': return KEY_RIGHT;
	case 'D': return KEY_LEFT;
	case 'H': return KEY_HOME;
	case 'F': return KEY_END;
	}
	if (!isdigit(c))
		return KEY_NONE;
	while (console_getchar() != '~')
		;
	switch (c) {
	case '1': case '7': return KEY_HOME;
	case '3': return KEY_DELETE;
	case '4': case '8': return KEY_END;
	}
	return KEY_NONE;
}

static void move_to(struct line *l, size_t cursor)
{
	l->cursor = cursor;
	redraw(l);
}

static void handle_key(struct line *l, int key)
{
	switch (key) {
	case KEY_LEFT: case CTRL('B'):
		if (l->cursor)
			move_to(l, l->cursor - 1);
		break;
	case KEY_RIGHT: case CTRL('F'):
		if (l->cursor < l->length)
			move_to(l, l->cursor + 1);
		break;
	case KEY_HOME: case CTRL('A'):
		move_to(l, 0);
		break;
	case KEY_END: case CTRL('E'):
		move_to(l, l->length);
		break;
	case KEY_UP: case CTRL('P'):
		recall(l, l->back + 1);
		break;
	case KEY_DOWN: case CTRL('N'):
		if (l->back)
			recall(l, l->back - 1);
		break;
	case '\b': case RUBOUT:
		if (l->cursor)
			erase(l, l->cursor - 1, l->cursor);
		break;
	case KEY_DELETE: case CTRL('D'):
		if (l->cursor < l->length)
			erase(l, l->cursor, l->cursor + 1);
		break;
	case CTRL('K'):
		erase(l, l->cursor, l->length);
		break;
	case CTRL('U'):
		erase(l, 0, l->cursor);
		break;
	case CTRL('W'):
		erase(l, word_start(l), l->cursor);
		break;
	case CTRL('L'):
		mon_puts(CLEAR_SCREEN);
		show_prompt(l);
		redraw(l);
		break;
	case '\t':
		complete_command(l);
		break;
	default:
		if (key < KEY_UP && isprint(key))
			insert(l, key);
	}
}

/**
 * mon_read_line - read and edit one line
 * @prompt: shown before it
 * @line: the text, without the end of line
 * @size: of @line
 *
 * Context: process; sleeps until the line is complete.
 * Return: false if ^C gave it up.
 */
bool mon_read_line(const char *prompt, char *line, size_t size)
{
	struct line l = { .text = line, .size = size, .prompt = prompt };

	*line = '\0';
	show_prompt(&l);
	for (;;) {
		int key = console_getchar();

		if (key == ESCAPE)
			key = read_escape();
		if (key == '\r' || key == '\n') {
			mon_puts("\n");
			remember(line);
			return true;
		}
		if (key == CTRL('C')) {
			mon_puts("^C\n");
			return false;
		}
		handle_key(&l, key);
	}
}
