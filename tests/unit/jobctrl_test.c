// SPDX-License-Identifier: MIT
/*
 * tests/unit/jobctrl_test.c - whose terminal it is: sessions, signals of keys, hanging up
 *
 * A case runs in a thread of its own.  It takes signals of its own and begins a session,
 * and so it is what a shell is; with its end the session ends.  What needs a second group
 * of processes is shown by a shell, in tests/boot/test_tty.py.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>

#include "../../kernel/process/process.h"
#include "fake_tty.h"

#define ALL	256

static struct file *own_file;

static void lead_a_session(struct kunit *test)
{
	static const int wanted[] = { SIGINT, SIGQUIT, SIGTSTP, SIGHUP, SIGCONT, SIGWINCH };

	KUNIT_ASSERT_EQ(test, own_signals(), 0);
	for (int i = 0; i < ARRAY_SIZE(wanted); i++)
		allow_signal(wanted[i]);
	KUNIT_ASSERT_GT(test, ksys_setsid(), 0);
}

/* The file that the session's terminal was opened by. */
static void open_own(struct kunit *test)
{
	lead_a_session(test);
	own_file = filp_open(FAKE_NODE, O_RDWR | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(own_file));
}

static int jobctrl_init(struct kunit *test)
{
	own_file = NULL;
	return fake_tty_init(test);
}

static void jobctrl_exit(struct kunit *test)
{
	if (current->signal->leader)
		no_tty();
	flush_signals(current);
	if (own_file)
		filp_close(own_file, NULL);
	fake_tty_exit(test);
}

/* Has this one come, and nothing else?  Takes it away. */
static bool came(int sig)
{
	unsigned long flags;
	bool alone;

	spin_lock_irqsave(&current->sighand->siglock, flags);
	alone = current->signal->shared_pending.signal.sig[0] == sigmask(sig);
	spin_unlock_irqrestore(&current->sighand->siglock, flags);
	flush_signals(current);
	return alone;
}

static long ask(unsigned int cmd, void *arg, size_t size)
{
	struct lent_buffer lent;
	long ret;

	lend_buffer(&lent, arg, size);
	ret = vfs_ioctl(own_file, cmd, (unsigned long)arg);
	take_back_buffer(&lent);
	return ret;
}

/* ---- to have a terminal ----------------------------------------------------------- */

static void the_first_one_a_leader_opens_is_his(struct kunit *test)
{
	pid_t nr = 0;
	struct file *file;

	open_own(test);
	KUNIT_EXPECT_PTR_EQ(test, current->signal->tty, fake.tty);
	KUNIT_EXPECT_EQ(test, ask(TIOCGSID, &nr, sizeof(nr)), 0);
	KUNIT_EXPECT_EQ(test, nr, current->pid);
	KUNIT_EXPECT_EQ(test, ask(TIOCGPGRP, &nr, sizeof(nr)), 0);
	KUNIT_EXPECT_EQ(test, nr, current->pid);
	file = filp_open("/dev/tty", O_RDWR, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_PTR_EQ(test, ((struct tty_file_private *)file->private_data)->tty, fake.tty);
	filp_close(file, NULL);
}

static void who_does_not_want_it_does_not_get_it(struct kunit *test)
{
	struct file *file;

	lead_a_session(test);
	own_file = filp_open(FAKE_NODE, O_RDWR | O_NOCTTY | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(own_file));
	KUNIT_EXPECT_NULL(test, current->signal->tty);
	file = filp_open("/dev/tty", O_RDWR, 0);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(file), -ENXIO);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(own_file, TIOCSCTTY, 0), 0);
	KUNIT_EXPECT_PTR_EQ(test, current->signal->tty, fake.tty);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(own_file, TIOCNOTTY, 0), 0);
	KUNIT_EXPECT_NULL(test, current->signal->tty);
	KUNIT_EXPECT_NULL(test, fake.tty->ctrl.session);
	KUNIT_EXPECT_TRUE(test, signal_pending(current));	/* SIGHUP for the foreground */
}

static void who_leads_nothing_gets_none(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, own_signals(), 0);
	own_file = filp_open(FAKE_NODE, O_RDWR | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(own_file));
	KUNIT_EXPECT_NULL(test, current->signal->tty);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(own_file, TIOCSCTTY, 0), -EPERM);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(own_file, TIOCNOTTY, 0), -ENOTTY);
}

static void the_foreground_is_a_group_of_the_session(struct kunit *test)
{
	pid_t nr = 1 << 20;

	open_own(test);
	KUNIT_EXPECT_EQ(test, ask(TIOCSPGRP, &nr, sizeof(nr)), -ESRCH);
	nr = -1;
	KUNIT_EXPECT_EQ(test, ask(TIOCSPGRP, &nr, sizeof(nr)), -EINVAL);
	nr = 1;
	KUNIT_EXPECT_EQ(test, ask(TIOCSPGRP, &nr, sizeof(nr)), -EPERM);
	nr = current->pid;
	KUNIT_EXPECT_EQ(test, ask(TIOCSPGRP, &nr, sizeof(nr)), 0);
}

/* ---- keys that are signals ---------------------------------------------------------- */

static void interrupt_quit_and_suspend_are_signals(struct kunit *test)
{
	open_own(test);
	fake_type("ab");
	fake_type("\003");
	KUNIT_EXPECT_TRUE(test, came(SIGINT));
	KUNIT_EXPECT_STREQ(test, fake_shown(), "ab^C");
	fake_type("\034");
	KUNIT_EXPECT_TRUE(test, came(SIGQUIT));
	fake_type("\032");
	KUNIT_EXPECT_TRUE(test, came(SIGTSTP));
	KUNIT_EXPECT_STREQ(test, fake_shown(), "^\\^Z");
	fake_type("c\r");
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "c\n");
}

static void with_noflsh_the_line_stays(struct kunit *test)
{
	open_own(test);
	fake_lflag(NOFLSH, 0);
	fake_type("ab\003c\r");
	KUNIT_EXPECT_TRUE(test, came(SIGINT));
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "abc\n");
}

static void without_isig_they_are_text(struct kunit *test)
{
	open_own(test);
	fake_lflag(0, ISIG);
	fake_type("\003\r");
	KUNIT_EXPECT_FALSE(test, signal_pending(current));
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "\003\n");
}

static void a_break_can_be_an_interrupt(struct kunit *test)
{
	open_own(test);
	fake_iflag(BRKINT, 0);
	fake_type_bytes("", 1, TTY_BREAK);
	KUNIT_EXPECT_TRUE(test, came(SIGINT));
}

/* What ^S held must not hold ^C. */
static void an_interrupt_starts_what_was_stopped(struct kunit *test)
{
	open_own(test);
	fake_type("\023\003");
	KUNIT_EXPECT_FALSE(test, fake.tty->flow.stopped);
	KUNIT_EXPECT_STREQ(test, fake_shown(), "^C");
}

static void a_new_size_is_a_signal(struct kunit *test)
{
	struct winsize ws = { .ws_row = 24, .ws_col = 80 }, seen;

	open_own(test);
	KUNIT_EXPECT_EQ(test, ask(TIOCSWINSZ, &ws, sizeof(ws)), 0);
	KUNIT_EXPECT_TRUE(test, came(SIGWINCH));
	KUNIT_EXPECT_EQ(test, ask(TIOCSWINSZ, &ws, sizeof(ws)), 0);
	KUNIT_EXPECT_FALSE(test, signal_pending(current));
	KUNIT_EXPECT_EQ(test, ask(TIOCGWINSZ, &seen, sizeof(seen)), 0);
	KUNIT_EXPECT_EQ(test, seen.ws_row, 24);
	KUNIT_EXPECT_EQ(test, seen.ws_col, 80);
}

static void a_signal_ends_a_read_that_waits(struct kunit *test)
{
	char c;
	loff_t pos = 0;

	open_own(test);
	own_file->f_flags &= ~O_NONBLOCK;
	fake_type("\003");
	KUNIT_EXPECT_EQ(test, kernel_read(own_file, &c, 1, &pos), -ERESTARTSYS);
	KUNIT_EXPECT_TRUE(test, came(SIGINT));
}

/* ---- the end -------------------------------------------------------------------------- */

/* The test's own file, too: the old session has it. */
static void after_a_hangup_there_is_nothing_to_read(struct kunit *test)
{
	struct file *file;
	loff_t pos = 0;

	open_own(test);
	fake_type("abc\r");
	tty_vhangup(fake.tty);
	KUNIT_EXPECT_TRUE(test, signal_pending(current));
	KUNIT_EXPECT_NULL(test, current->signal->tty);
	KUNIT_EXPECT_STREQ(test, fake_read(ALL), "");
	KUNIT_EXPECT_EQ(test, kernel_write(own_file, "x", 1, &pos), -EIO);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(own_file, TCFLSH, TCIFLUSH), -EIO);
	KUNIT_EXPECT_EQ(test, fake.shut_down, 1);
	flush_signals(current);
	fake_shown();

	file = filp_open(FAKE_NODE, O_RDWR | O_NOCTTY | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, fake.activated, 2);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "x", 1, &pos), 1);
	KUNIT_EXPECT_STREQ(test, fake_shown(), "x");
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, fake.shut_down, 2);
}

static void a_hangup_from_an_interrupt_is_done_later(struct kunit *test)
{
	open_own(test);
	local_irq_disable();
	tty_port_tty_hangup(&fake.port, false);
	local_irq_enable();
	flush_work(&fake.tty->hangup_work);
	KUNIT_EXPECT_TRUE(test, tty_hung_up_p(own_file));
	KUNIT_EXPECT_NULL(test, current->signal->tty);
}

static void a_leader_that_goes_away_hangs_up(struct kunit *test)
{
	open_own(test);
	disassociate_ctty(1);
	KUNIT_EXPECT_TRUE(test, tty_hung_up_p(own_file));
	KUNIT_EXPECT_NULL(test, fake.tty->ctrl.session);
	KUNIT_EXPECT_NULL(test, fake.tty->ctrl.pgrp);
}

static struct kunit_case jobctrl_cases[] = {
	KUNIT_CASE(the_first_one_a_leader_opens_is_his),
	KUNIT_CASE(who_does_not_want_it_does_not_get_it),
	KUNIT_CASE(who_leads_nothing_gets_none),
	KUNIT_CASE(the_foreground_is_a_group_of_the_session),
	KUNIT_CASE(interrupt_quit_and_suspend_are_signals),
	KUNIT_CASE(with_noflsh_the_line_stays),
	KUNIT_CASE(without_isig_they_are_text),
	KUNIT_CASE(a_break_can_be_an_interrupt),
	KUNIT_CASE(an_interrupt_starts_what_was_stopped),
	KUNIT_CASE(a_new_size_is_a_signal),
	KUNIT_CASE(a_signal_ends_a_read_that_waits),
	KUNIT_CASE(after_a_hangup_there_is_nothing_to_read),
	KUNIT_CASE(a_hangup_from_an_interrupt_is_done_later),
	KUNIT_CASE(a_leader_that_goes_away_hangs_up),
	{ }
};

static struct kunit_suite jobctrl_suite = {
	.name = "jobctrl",
	.init = jobctrl_init,
	.exit = jobctrl_exit,
	.test_cases = jobctrl_cases,
};
kunit_test_suite(jobctrl_suite);
