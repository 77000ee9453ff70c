// SPDX-License-Identifier: MIT
/*
 * tests/unit/vt_test.c - escape sequences, by the cells that they leave on the screen
 *
 * Each case draws on a screen that is empty before, with the consoles owned, so that no
 * line of the log comes between; then it looks at a copy of the cells.
 */

#include <kunit/test.h>
#include <linux/console.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "../../drivers/tty/vt.h"

static char text[VT_ROWS][VT_COLUMNS + 1];
static u8 attributes[VT_ROWS][VT_COLUMNS];

static void copy_row(unsigned int row)
{
	for (unsigned int column = 0; column < VT_COLUMNS; column++) {
		u16 cell = vt_get_cell(row, column);

		text[row][column] = cell & 0xff;
		attributes[row][column] = cell >> 8;
	}
}

/* Blanks at the end of a row are not text. */
static void trim(char *row)
{
	size_t n = VT_COLUMNS;

	while (n && row[n - 1] == ' ')
		n--;
	row[n] = '\0';
}

static void draw(struct kunit *test, const char *s)
{
	if (!vt_screen_present())
		kunit_skip(test, "no text screen");
	console_lock();
	vt_reset();
	vt_write(s, strlen(s));
	for (unsigned int row = 0; row < VT_ROWS; row++)
		copy_row(row);
	vt_reset();
	console_unlock();
	for (unsigned int row = 0; row < VT_ROWS; row++)
		trim(text[row]);
}

#define EXPECT_ROW(row, s)	KUNIT_EXPECT_STREQ(test, text[row], s)
#define EXPECT_LOOK(row, column, look) \
	KUNIT_EXPECT_EQ(test, attributes[row][column], look)

static void a_line_feed_goes_down_only(struct kunit *test)
{
	draw(test, "ab\ncd\r\nef");
	EXPECT_ROW(0, "ab");
	EXPECT_ROW(1, "  cd");
	EXPECT_ROW(2, "ef");
}

static void tabs_and_backspace_move_only(struct kunit *test)
{
	draw(test, "abc\b\bX\tY");
	EXPECT_ROW(0, "aXc     Y");
}

static void a_full_line_goes_on_below_with_the_next_character(struct kunit *test)
{
	char line[VT_COLUMNS + 8];

	memset(line, 'x', VT_COLUMNS);
	strscpy(line + VT_COLUMNS, "\r\ny", 8);
	draw(test, line);
	EXPECT_ROW(1, "y");
	strscpy(line + VT_COLUMNS, "y", 8);
	draw(test, line);
	EXPECT_ROW(1, "y");
}

static void without_wrapping_the_last_column_is_written_again(struct kunit *test)
{
	draw(test, "\033[?7l\033[1;80Habc");
	EXPECT_ROW(1, "");
	KUNIT_EXPECT_EQ(test, text[0][79], 'c');
}

static void the_cursor_goes_where_it_is_sent(struct kunit *test)
{
	draw(test, "\033[3;5Ha\033[Hb\033[2;3fc\033[5Gd\033[4de");
	EXPECT_ROW(0, "b");
	EXPECT_ROW(1, "  c d");
	EXPECT_ROW(2, "    a");
	EXPECT_ROW(3, "     e");
}

static void it_moves_by_steps_and_stays_on_the_screen(struct kunit *test)
{
	draw(test, "\033[3;3H\033[Aa\033[2Bb\033[2Cc\033[9Dd\033[99;99He\033[99A\033[99Df");
	EXPECT_ROW(1, "  a");
	EXPECT_ROW(3, "d  b  c");
	EXPECT_ROW(0, "f");
	KUNIT_EXPECT_EQ(test, text[24][79], 'e');
}

static void the_cursor_can_be_saved(struct kunit *test)
{
	draw(test, "ab\0337\033[7;7Hx\0338c\033[s\033[9;9Hy\033[ud");
	EXPECT_ROW(0, "abcd");
}

static void parts_of_a_line_are_erased(struct kunit *test)
{
	draw(test, "abcdef\033[3D\033[K\r\nabcdef\033[3D\033[1K\r\nabc\033[2K");
	EXPECT_ROW(0, "abc");
	EXPECT_ROW(1, "    ef");
	EXPECT_ROW(2, "");
}

static void parts_of_the_screen_are_erased(struct kunit *test)
{
	draw(test, "aaa\r\nbbb\r\nccc\033[2;2H\033[J");
	EXPECT_ROW(0, "aaa");
	EXPECT_ROW(1, "b");
	EXPECT_ROW(2, "");
	draw(test, "aaa\r\nbbb\r\nccc\033[2;2H\033[1J");
	EXPECT_ROW(0, "");
	EXPECT_ROW(1, "  b");
	EXPECT_ROW(2, "ccc");
	draw(test, "aaa\r\nbbb\033[2Jx");
	EXPECT_ROW(0, "");
	EXPECT_ROW(1, "   x");
}

static void characters_are_inserted_and_deleted(struct kunit *test)
{
	draw(test, "abcdef\r\033[2C\033[2@X\r\nabcdef\r\033[2P\r\nabcdef\r\033[3X\r\n"
		   "ab\r\033[4hX\033[4lY");
	EXPECT_ROW(0, "abX cdef");
	EXPECT_ROW(1, "cdef");
	EXPECT_ROW(2, "   def");
	EXPECT_ROW(3, "XYb");
}

static void lines_are_inserted_and_deleted(struct kunit *test)
{
	draw(test, "a\r\nb\r\nc\r\nd\033[2H\033[2L");
	EXPECT_ROW(0, "a");
	EXPECT_ROW(1, "");
	EXPECT_ROW(3, "b");
	EXPECT_ROW(5, "d");
	draw(test, "a\r\nb\r\nc\r\nd\033[2H\033[2M");
	EXPECT_ROW(1, "d");
	EXPECT_ROW(2, "");
}

static void the_last_row_scrolls(struct kunit *test)
{
	draw(test, "a\r\nb\033[25Hz\r\ny");
	EXPECT_ROW(0, "b");
	EXPECT_ROW(23, "z");
	EXPECT_ROW(24, "y");
}

static void a_region_scrolls_alone(struct kunit *test)
{
	draw(test, "a\r\nb\r\nc\r\nd\r\ne\033[2;4r\033[4Hx\n\033[r\033[5HE");
	EXPECT_ROW(0, "a");
	EXPECT_ROW(1, "c");
	EXPECT_ROW(2, "x");
	EXPECT_ROW(3, "");
	EXPECT_ROW(4, "E");
	draw(test, "a\r\nb\r\nc\033[1;3r\033[H\033My\033[r");
	EXPECT_ROW(0, "y");
	EXPECT_ROW(1, "a");
	EXPECT_ROW(3, "");
}

static void letters_have_colours(struct kunit *test)
{
	draw(test, "a\033[31mb\033[1mc\033[7md\033[0;44me\033[38;97;41mf\033[39;49mg\033[mh");
	EXPECT_LOOK(0, 0, 0x07);
	EXPECT_LOOK(0, 1, 0x04);
	EXPECT_LOOK(0, 2, 0x0c);
	EXPECT_LOOK(0, 3, 0x48);
	EXPECT_LOOK(0, 4, 0x17);
	EXPECT_LOOK(0, 5, 0x4f);
	EXPECT_LOOK(0, 6, 0x07);
	EXPECT_LOOK(0, 7, 0x07);
}

static void what_is_erased_has_the_background_of_now(struct kunit *test)
{
	draw(test, "\033[44m\033[K");
	EXPECT_LOOK(0, 40, 0x17);
	EXPECT_LOOK(1, 40, 0x07);
}

/* Nothing of it is seen, and what follows is. */
static void sequences_it_does_not_know_are_swallowed(struct kunit *test)
{
	draw(test, "a\033[?1049h\033[1;2;3zb\033(Bc\033]0;title\ad\033P1;2\033\\e\033=f");
	EXPECT_ROW(0, "abcdef");
	draw(test, "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;99999999999mx\033[3\030y");
	EXPECT_ROW(0, "xy");
}

static void a_control_character_acts_inside_a_sequence(struct kunit *test)
{
	draw(test, "ab\033[\r2Cc");
	EXPECT_ROW(0, "abc");
}

static void a_character_of_several_bytes_is_one_cell(struct kunit *test)
{
	draw(test, "a\303\244b\342\202\254c");
	EXPECT_ROW(0, "a\376b\376c");
}

/* ---- the terminal -------------------------------------------------------------------- */

static ssize_t read_answer(struct file *file, char *to, size_t size)
{
	ssize_t n = -EAGAIN;
	loff_t pos = 0;

	for (int i = 0; i < 1000 && n == -EAGAIN; i++) {
		n = kernel_read(file, to, size - 1, &pos);
		schedule_timeout_uninterruptible(1);
	}
	if (n >= 0)
		to[n] = '\0';
	return n;
}

static void tty1_has_a_size_and_says_where_the_cursor_is(struct kunit *test)
{
	struct file *file;
	struct tty_struct *tty;
	struct ktermios old, raw;
	char answer[32] = "";
	loff_t pos = 0;

	if (!vt_screen_present())
		kunit_skip(test, "no text screen");
	file = filp_open("/dev/tty1", O_RDWR | O_NOCTTY | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	tty = ((struct tty_file_private *)file->private_data)->tty;
	KUNIT_EXPECT_EQ(test, tty->winsize.ws_row, VT_ROWS);
	KUNIT_EXPECT_EQ(test, tty->winsize.ws_col, VT_COLUMNS);
	old = raw = tty->termios;
	raw.c_lflag &= ~(ICANON | ECHO);
	tty_set_termios(tty, &raw);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "\033[7;9H\033[6n", 10, &pos), 10);
	KUNIT_EXPECT_GT(test, read_answer(file, answer, sizeof(answer)), 0);
	KUNIT_EXPECT_STREQ(test, answer, "\033[7;9R");
	tty_set_termios(tty, &old);
	filp_close(file, NULL);
}

static struct kunit_case vt_cases[] = {
	KUNIT_CASE(a_line_feed_goes_down_only),
	KUNIT_CASE(tabs_and_backspace_move_only),
	KUNIT_CASE(a_full_line_goes_on_below_with_the_next_character),
	KUNIT_CASE(without_wrapping_the_last_column_is_written_again),
	KUNIT_CASE(the_cursor_goes_where_it_is_sent),
	KUNIT_CASE(it_moves_by_steps_and_stays_on_the_screen),
	KUNIT_CASE(the_cursor_can_be_saved),
	KUNIT_CASE(parts_of_a_line_are_erased),
	KUNIT_CASE(parts_of_the_screen_are_erased),
	KUNIT_CASE(characters_are_inserted_and_deleted),
	KUNIT_CASE(lines_are_inserted_and_deleted),
	KUNIT_CASE(the_last_row_scrolls),
	KUNIT_CASE(a_region_scrolls_alone),
	KUNIT_CASE(letters_have_colours),
	KUNIT_CASE(what_is_erased_has_the_background_of_now),
	KUNIT_CASE(sequences_it_does_not_know_are_swallowed),
	KUNIT_CASE(a_control_character_acts_inside_a_sequence),
	KUNIT_CASE(a_character_of_several_bytes_is_one_cell),
	KUNIT_CASE(tty1_has_a_size_and_says_where_the_cursor_is),
	{ }
};

static struct kunit_suite vt_suite = {
	.name = "vt",
	.test_cases = vt_cases,
};
kunit_test_suite(vt_suite);
