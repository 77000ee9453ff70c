// SPDX-License-Identifier: MIT
/*
 * tests/unit/n_tty_test.c - the rules of the line discipline, one by one
 *
 * On a terminal without hardware (fake_tty.c): what is typed takes the way of an
 * interrupt's characters, through the flip buffer and the kworker; every rule of POSIX's
 * "General Terminal Interface" is then what a read returns, and what was shown.
 */

#include <kunit/test.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#include "fake_tty.h"

#define ALL	256

static void write_text(struct kunit *test, const char *s)
{
	loff_t pos = 0;

	KUNIT_EXPECT_EQ(test, kernel_write(fake.file, s, strlen(s), &pos), strlen(s));
}

/* ---- lines ------------------------------------------------------------------------ */

static void a_line_is_read_when_it_is_whole(struct kunit *test)
{
	fake_type("ab");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
	fake_type("c\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "abc\n");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

static void a_read_gets_one_line(struct kunit *test)
{
	fake_type("one\rtwo\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "one\n");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "two\n");
}

static void a_short_read_leaves_the_rest_of_the_line(struct kunit *test)
{
	fake_type("abcdef\r");
	KUNIT_EXPECT_STREQ(test, fake_read(4), "abcd");
	KUNIT_EXPECT_STREQ(test, fake_read(4), "ef\n");
}

static void what_is_typed_is_shown(struct kunit *test)
{
	fake_type("hi\r");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "hi\r\n");
}

static void end_of_file_is_an_empty_read(struct kunit *test)
{
	fake_type("\004");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
}

static void end_of_file_after_text_pushes_the_text(struct kunit *test)
{
	fake_type("ab\004");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "ab");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

/* A read of just the right size must not leave the mark behind: it would be an end of file. */
static void end_of_file_right_behind_a_full_read_is_gone(struct kunit *test)
{
	fake_type("abcd\004");
	KUNIT_EXPECT_STREQ(test, fake_read(4), "abcd");
	KUNIT_EXPECT_STREQ(test, fake_read(4), "-11");
}

static void a_nul_that_was_typed_ends_nothing(struct kunit *test)
{
	fake_type_bytes("a\0b\r", 4, TTY_NORMAL);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

static void other_characters_can_end_a_line(struct kunit *test)
{
	fake_cc(VEOL, ';');
	fake_cc(VEOL2, '!');
	fake_type("a;b!c");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a;");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "b!");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a;b!c");
}

/* ---- editing ----------------------------------------------------------------------- */

static void erase_takes_the_last_character_back(struct kunit *test)
{
	fake_type("abx\177c\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "abc\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "abx\b \bc\r\n");
}

static void erase_stops_where_the_line_begins(struct kunit *test)
{
	fake_type("one\ra\177\177\177b\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "one\n");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "b\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "one\r\na\b \bb\r\n");
}

static void a_control_character_has_two_columns(struct kunit *test)
{
	fake_type("\001\177");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "^A\b \b\b \b");
}

static void an_erased_tab_goes_back_to_where_it_began(struct kunit *test)
{
	write_text(test, "$ ");
	fake_type("ab\t");
	fake_shown();
	fake_type("\177");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "\b\b\b\b");
}

static void without_echoe_the_erase_character_is_shown(struct kunit *test)
{
	fake_lflag(0, ECHOE);
	fake_type("ab\177");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab^?");
}

static void erase_takes_all_bytes_of_a_character(struct kunit *test)
{
	fake_iflag(IUTF8, 0);
	fake_type("a\303\244\177\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\303\244\b \b\r\n");
}

static void word_erase_takes_blanks_and_a_word(struct kunit *test)
{
	fake_type("rm -r a_1  \027x\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "rm -r x\n");
}

static void word_erase_needs_iexten(struct kunit *test)
{
	fake_lflag(0, IEXTEN);
	fake_type("ab\027\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "ab\027\n");
}

static void kill_takes_the_line_from_the_screen(struct kunit *test)
{
	fake_type("ab\025c\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "c\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab\b \b\b \bc\r\n");
}

static void without_echoke_a_new_line_follows_the_kill(struct kunit *test)
{
	fake_lflag(0, ECHOKE);
	fake_type("ab\025c\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "c\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab^U\r\nc\r\n");
}

static void reprint_shows_the_line_again(struct kunit *test)
{
	fake_type("ab\022");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab^R\r\nab");
}

static void the_next_character_is_taken_literally(struct kunit *test)
{
	fake_type("a\026\177b\026\004\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\177b\004\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a^\b^?b^\b^D\r\n");
}

/* ---- echo --------------------------------------------------------------------------- */

static void without_echo_nothing_is_shown(struct kunit *test)
{
	fake_lflag(0, ECHO);
	fake_type("secret\177\025word\r");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "word\n");
}

static void echonl_shows_the_new_line_alone(struct kunit *test)
{
	fake_lflag(ECHONL, ECHO);
	fake_type("secret\r");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "\r\n");
}

static void without_echoctl_control_characters_are_shown_as_they_are(struct kunit *test)
{
	fake_lflag(0, ECHOCTL);
	fake_type("\001");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "\001");
}

static void an_echo_waits_for_room_and_keeps_its_place(struct kunit *test)
{
	fake.room = 1;
	fake_type("abc");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a");
	fake.room = ALL;
	write_text(test, "out");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "bcout");
}

/* ---- what comes in is changed ---------------------------------------------------------- */

static void return_is_a_new_line_by_icrnl_only(struct kunit *test)
{
	fake_iflag(0, ICRNL);
	fake_type("a\rb\n");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\rb\n");
}

static void return_is_ignored_by_igncr(struct kunit *test)
{
	fake_iflag(IGNCR, 0);
	fake_type("a\rb\n");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "ab\n");
}

static void a_new_line_is_a_return_by_inlcr(struct kunit *test)
{
	fake_iflag(INLCR, ICRNL);
	fake_lflag(0, ICANON);
	fake_type("a\nb");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\rb");
}

static void the_eighth_bit_is_stripped_by_istrip(struct kunit *test)
{
	fake_iflag(ISTRIP, 0);
	fake_type("\341\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\n");
}

static void capitals_become_small_by_iuclc(struct kunit *test)
{
	fake_iflag(IUCLC, 0);
	fake_type("AbC\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "abc\n");
}

static void wrong_parity_counts_only_if_asked_for(struct kunit *test)
{
	fake_lflag(0, ICANON);
	fake_type_bytes("a", 1, TTY_PARITY);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a");
	fake_iflag(INPCK | PARMRK, 0);
	fake_type_bytes("a", 1, TTY_PARITY);
	fake_type("\377");
	KUNIT_EXPECT_STREQ(test, fake_read(1), "\377");
	KUNIT_EXPECT_STREQ(test, fake_read(1), "");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a\377\377");
	fake_iflag(IGNPAR, 0);
	fake_type_bytes("a", 1, TTY_PARITY);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

static void a_break_is_a_nul_or_ignored(struct kunit *test)
{
	fake_lflag(0, ICANON);
	fake_type_bytes("", 1, TTY_BREAK);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "");
	fake_iflag(IGNBRK, 0);
	fake_type_bytes("", 1, TTY_BREAK);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

/* ---- what goes out is changed ------------------------------------------------------------ */

static void a_new_line_goes_out_as_two_characters(struct kunit *test)
{
	write_text(test, "a\nb\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\r\nb\r\n");
	fake_oflag(0, ONLCR);
	write_text(test, "a\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\n");
	fake_oflag(ONLCR, OPOST);
	write_text(test, "a\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\n");
}

static void tabs_become_blanks_by_xtabs(struct kunit *test)
{
	fake_oflag(XTABS, 0);
	write_text(test, "ab\tc\n\tx\n");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab      c\r\n        x\r\n");
}

static void a_return_goes_out_changed_or_not_at_all(struct kunit *test)
{
	fake_oflag(ONOCR, 0);
	write_text(test, "\ra\r");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\r");
	fake_oflag(OCRNL, ONOCR);
	write_text(test, "a\r");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a\n");
}

static void small_letters_go_out_as_capitals_by_olcuc(struct kunit *test)
{
	fake_oflag(OLCUC, 0);
	write_text(test, "aB1");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "AB1");
}

/* Without waiting: what there was room for; both bytes of a new line or none. */
static void a_write_takes_what_there_is_room_for(struct kunit *test)
{
	loff_t pos = 0;

	fake.room = 3;
	KUNIT_EXPECT_EQ(test, kernel_write(fake.file, "ab\ncd", 5, &pos), 2);
	KUNIT_EXPECT_EQ(test, kernel_write(fake.file, "\ncd", 3, &pos), -EAGAIN);
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab");
}

/* ---- without lines ---------------------------------------------------------------------- */

static void raw_bytes_are_read_as_they_come(struct kunit *test)
{
	fake_lflag(0, ICANON | ECHO | ISIG);
	fake_iflag(0, ICRNL | IXON);
	fake_type("\003\004\177\r\021");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "\003\004\177\r\021");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
}

static void vmin_zero_does_not_wait(struct kunit *test)
{
	fake_lflag(0, ICANON);
	fake_cc(VMIN, 0);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "");
	fake_type("a");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "a");
}

static void text_typed_before_lines_were_wanted_is_one(struct kunit *test)
{
	fake_lflag(0, ICANON);
	fake_type("ab\rcd");
	fake_lflag(ICANON, 0);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "ab\ncd");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

static void a_line_not_ended_can_be_read_when_lines_are_no_longer_wanted(struct kunit *test)
{
	fake_type("ab");
	fake_lflag(0, ICANON);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "ab");
}

/* ---- how long a read waits ------------------------------------------------------------- */

static const char *typed_later;

static void type_now(struct timer_list *unused)
{
	tty_insert_flip_string(&fake.port, (const u8 *)typed_later, strlen(typed_later));
	tty_flip_buffer_push(&fake.port);
}

static DEFINE_TIMER(typist, type_now);

/* A read that waits, while @s is typed after a time.  Returns what it gave. */
static const char *read_waiting(const char *s, unsigned int ms)
{
	const char *text;

	typed_later = s;
	fake.file->f_flags &= ~O_NONBLOCK;
	if (s)
		mod_timer(&typist, jiffies + msecs_to_jiffies(ms));
	text = fake_read(ALL);
	del_timer_sync(&typist);
	fake.file->f_flags |= O_NONBLOCK;
	return text;
}

static void set_raw(cc_t min, cc_t time)
{
	fake_lflag(0, ICANON | ECHO);
	fake_cc(VMIN, min);
	fake_cc(VTIME, time);
}

static void a_read_waits_for_the_end_of_the_line(struct kunit *test)
{
	fake_type("a");
	KUNIT_EXPECT_STREQ(test, read_waiting("b\r", 20), "ab\n");
}

static void vmin_is_waited_for(struct kunit *test)
{
	set_raw(3, 0);
	fake_type("ab");
	KUNIT_EXPECT_STREQ(test, read_waiting("c", 20), "abc");
}

static void vtime_ends_a_read_of_nothing(struct kunit *test)
{
	unsigned long start = jiffies;

	set_raw(0, 2);
	KUNIT_EXPECT_STREQ(test, read_waiting(NULL, 0), "");
	KUNIT_EXPECT_GE(test, jiffies - start, msecs_to_jiffies(200));
	set_raw(0, 200);			/* however late the host lets it come */
	KUNIT_EXPECT_STREQ(test, read_waiting("a", 20), "a");
}

/* Between characters only: the first may take as long as it likes. */
static void vtime_counts_from_the_last_character(struct kunit *test)
{
	unsigned long start = jiffies;

	set_raw(3, 1);
	KUNIT_EXPECT_STREQ(test, read_waiting("a", 300), "a");
	KUNIT_EXPECT_GE(test, jiffies - start, msecs_to_jiffies(400));
}

static void fionread_counts_what_can_be_read(struct kunit *test)
{
	struct lent_buffer lent;
	int n = -1;

	fake_type("ab\004cd\ref");
	lend_buffer(&lent, &n, sizeof(n));
	KUNIT_EXPECT_EQ(test, vfs_ioctl(fake.file, FIONREAD, (unsigned long)&n), 0);
	KUNIT_EXPECT_EQ(test, n, 5);
	fake_lflag(0, ICANON);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(fake.file, FIONREAD, (unsigned long)&n), 0);
	take_back_buffer(&lent);
	KUNIT_EXPECT_EQ(test, n, 8);
}

static void poll_says_what_can_be_done(struct kunit *test)
{
	const __poll_t out = EPOLLOUT | EPOLLWRNORM, in = EPOLLIN | EPOLLRDNORM;

	fake_type("a");
	KUNIT_EXPECT_EQ(test, vfs_poll(fake.file, NULL), out);
	fake_type("\r");
	KUNIT_EXPECT_EQ(test, vfs_poll(fake.file, NULL), in | out);
	fake_type("\023");
	KUNIT_EXPECT_EQ(test, vfs_poll(fake.file, NULL), in);
	set_raw(4, 0);
	KUNIT_EXPECT_EQ(test, vfs_poll(fake.file, NULL), 0);
	fake_type("bc");
	KUNIT_EXPECT_EQ(test, vfs_poll(fake.file, NULL), in);
	tty_vhangup(fake.tty);
	KUNIT_EXPECT_TRUE(test, vfs_poll(fake.file, NULL) & EPOLLHUP);
}

/* ---- stop and start ------------------------------------------------------------------------ */

static void stop_holds_the_output_and_start_lets_it_go(struct kunit *test)
{
	loff_t pos = 0;

	fake_type("\023");
	KUNIT_EXPECT_EQ(test, kernel_write(fake.file, "a", 1, &pos), -EAGAIN);
	fake_type("x");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
	fake_type("\021");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "x");
	write_text(test, "a");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "a");
	fake_type("\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "x\n");
}

static void any_key_starts_by_ixany(struct kunit *test)
{
	fake_type("\023x");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
	fake_iflag(IXANY, 0);
	fake_type("y");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "xy");
}

static void without_ixon_they_are_text_and_what_was_stopped_goes_on(struct kunit *test)
{
	fake_type("\023");
	fake_iflag(0, IXON);
	write_text(test, "a");
	fake_type("\023\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "\023\n");
}

/* ---- too much ------------------------------------------------------------------------------- */

static void type_many(char c, int count)
{
	char block[64];

	memset(block, c, sizeof(block));
	for (; count > 0; count -= sizeof(block))
		fake_type_bytes(block, min_t(size_t, count, sizeof(block)), TTY_NORMAL);
}

/* 4096 in all, the end of the line has its place, and a bell tells what was not taken. */
static void an_endless_line_is_cut_and_can_be_ended(struct kunit *test)
{
	fake_lflag(0, ECHO);
	fake_iflag(IMAXBEL, 0);
	type_many('x', 4095);
	KUNIT_EXPECT_STREQ(test, fake_shown(), "");
	fake_type("yz");
	KUNIT_EXPECT_STREQ(test, fake_shown(), "\a\a");
	fake_type("\r");
	KUNIT_EXPECT_EQ(test, strlen(fake_read(5000)), 4096);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
}

static void lines_nobody_reads_wait_in_the_port_and_none_is_lost(struct kunit *test)
{
	int lines = 0, i;

	fake_lflag(0, ECHO);
	for (i = 0; i < 200; i++) {
		type_many('x', 60);
		fake_type("\r");
	}
	KUNIT_EXPECT_EQ(test, fake.throttled, 1);
	for (i = 0; i < 400 && lines < 200; i++) {
		if (strlen(fake_read(ALL)) == 61)
			lines++;
		flush_work(&fake.port.buf.work);
	}
	KUNIT_EXPECT_EQ(test, lines, 200);
	KUNIT_EXPECT_GE(test, fake.unthrottled, 1);
}

/* The newest goes, it is counted, and the machine has spent 64 KiB and no more. */
static void a_flood_that_nobody_reads_ends_in_a_count(struct kunit *test)
{
	char first[4];

	fake_lflag(0, ICANON | ECHO);
	fake_type("abc");
	type_many('x', 200000);
	KUNIT_EXPECT_GT(test, fake.port.buf.dropped, 100000);
	KUNIT_EXPECT_LE(test, atomic_read(&fake.port.buf.mem_used), 65536);
	strscpy(first, fake_read(3), sizeof(first));
	KUNIT_EXPECT_STREQ(test, first, "abc");
	KUNIT_EXPECT_EQ(test, vfs_ioctl(fake.file, TCFLSH, TCIFLUSH), 0);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "-11");
	fake_type("y");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "y");
}

static struct kunit_case n_tty_cases[] = {
	KUNIT_CASE(a_line_is_read_when_it_is_whole),
	KUNIT_CASE(a_read_gets_one_line),
	KUNIT_CASE(a_short_read_leaves_the_rest_of_the_line),
	KUNIT_CASE(what_is_typed_is_shown),
	KUNIT_CASE(end_of_file_is_an_empty_read),
	KUNIT_CASE(end_of_file_after_text_pushes_the_text),
	KUNIT_CASE(end_of_file_right_behind_a_full_read_is_gone),
	KUNIT_CASE(a_nul_that_was_typed_ends_nothing),
	KUNIT_CASE(other_characters_can_end_a_line),
	KUNIT_CASE(erase_takes_the_last_character_back),
	KUNIT_CASE(erase_stops_where_the_line_begins),
	KUNIT_CASE(a_control_character_has_two_columns),
	KUNIT_CASE(an_erased_tab_goes_back_to_where_it_began),
	KUNIT_CASE(without_echoe_the_erase_character_is_shown),
	KUNIT_CASE(erase_takes_all_bytes_of_a_character),
	KUNIT_CASE(word_erase_takes_blanks_and_a_word),
	KUNIT_CASE(word_erase_needs_iexten),
	KUNIT_CASE(kill_takes_the_line_from_the_screen),
	KUNIT_CASE(without_echoke_a_new_line_follows_the_kill),
	KUNIT_CASE(reprint_shows_the_line_again),
	KUNIT_CASE(the_next_character_is_taken_literally),
	KUNIT_CASE(without_echo_nothing_is_shown),
	KUNIT_CASE(echonl_shows_the_new_line_alone),
	KUNIT_CASE(without_echoctl_control_characters_are_shown_as_they_are),
	KUNIT_CASE(an_echo_waits_for_room_and_keeps_its_place),
	KUNIT_CASE(return_is_a_new_line_by_icrnl_only),
	KUNIT_CASE(return_is_ignored_by_igncr),
	KUNIT_CASE(a_new_line_is_a_return_by_inlcr),
	KUNIT_CASE(the_eighth_bit_is_stripped_by_istrip),
	KUNIT_CASE(capitals_become_small_by_iuclc),
	KUNIT_CASE(wrong_parity_counts_only_if_asked_for),
	KUNIT_CASE(a_break_is_a_nul_or_ignored),
	KUNIT_CASE(a_new_line_goes_out_as_two_characters),
	KUNIT_CASE(tabs_become_blanks_by_xtabs),
	KUNIT_CASE(a_return_goes_out_changed_or_not_at_all),
	KUNIT_CASE(small_letters_go_out_as_capitals_by_olcuc),
	KUNIT_CASE(a_write_takes_what_there_is_room_for),
	KUNIT_CASE(raw_bytes_are_read_as_they_come),
	KUNIT_CASE(vmin_zero_does_not_wait),
	KUNIT_CASE(text_typed_before_lines_were_wanted_is_one),
	KUNIT_CASE(a_line_not_ended_can_be_read_when_lines_are_no_longer_wanted),
	KUNIT_CASE(a_read_waits_for_the_end_of_the_line),
	KUNIT_CASE(vmin_is_waited_for),
	KUNIT_CASE(vtime_ends_a_read_of_nothing),
	KUNIT_CASE(vtime_counts_from_the_last_character),
	KUNIT_CASE(fionread_counts_what_can_be_read),
	KUNIT_CASE(poll_says_what_can_be_done),
	KUNIT_CASE(stop_holds_the_output_and_start_lets_it_go),
	KUNIT_CASE(any_key_starts_by_ixany),
	KUNIT_CASE(without_ixon_they_are_text_and_what_was_stopped_goes_on),
	KUNIT_CASE(an_endless_line_is_cut_and_can_be_ended),
	KUNIT_CASE(lines_nobody_reads_wait_in_the_port_and_none_is_lost),
	KUNIT_CASE(a_flood_that_nobody_reads_ends_in_a_count),
	{ }
};

static struct kunit_suite n_tty_suite = {
	.name = "n_tty",
	.init = fake_tty_init,
	.exit = fake_tty_exit,
	.test_cases = n_tty_cases,
};
kunit_test_suite(n_tty_suite);
