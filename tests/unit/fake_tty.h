/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/fake_tty.h - a terminal without hardware: /dev/fake0
 *
 * The test types with fake_type(), which takes the whole way of an interrupt's
 * characters, and looks at what the terminal was shown.
 */
#ifndef TESTS_UNIT_FAKE_TTY_H
#define TESTS_UNIT_FAKE_TTY_H

#include <kunit/test.h>
#include <linux/tty.h>

#define FAKE_NODE	"/dev/fake0"
#define FAKE_SHOWN	8192

struct fake_tty {
	struct tty_driver *driver;
	struct tty_port port;
	struct tty_struct *tty;		/* of the open file */
	struct file *file;
	char shown[FAKE_SHOWN];		/* what was written, since fake_clear() */
	unsigned int shown_count;
	unsigned int room;		/* what write_room() says; writing lessens it */
	int opened, closed, activated, shut_down, throttled, unthrottled;
	char xchar;			/* the last send_xchar() */
};

extern struct fake_tty fake;

/* Registers the driver and opens the node; ends with the test. */
int fake_tty_init(struct kunit *test);
void fake_tty_exit(struct kunit *test);

/* An interrupt brings characters, and the kworker has dealt with them. */
void fake_type(const char *s);
void fake_type_bytes(const char *s, size_t len, char flag);
const char *fake_shown(void);		/* what was shown since; and begins anew */

/* Reading without waiting: the text, or "-11" for an error. */
const char *fake_read(size_t size);

/* Set and clear bits of the settings. */
void fake_iflag(tcflag_t set, tcflag_t clear);
void fake_oflag(tcflag_t set, tcflag_t clear);
void fake_lflag(tcflag_t set, tcflag_t clear);
void fake_cc(int which, cc_t c);

#endif /* TESTS_UNIT_FAKE_TTY_H */
