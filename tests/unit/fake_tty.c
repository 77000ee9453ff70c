// SPDX-License-Identifier: MIT
/* tests/unit/fake_tty.c - a terminal without hardware, for the tests of the line discipline */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>

#include "fake_tty.h"

struct fake_tty fake;

/* ---- the driver ------------------------------------------------------------------ */

static int fake_open(struct tty_struct *tty, struct file *file)
{
	fake.opened++;
	return tty_port_open(tty->port, tty, file);
}

static void fake_close(struct tty_struct *tty, struct file *file)
{
	fake.closed++;
	tty_port_close(tty->port, tty, file);
}

static void fake_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

static int fake_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	int n = min_t(int, count, fake.room);

	n = min_t(int, n, FAKE_SHOWN - 1 - fake.shown_count);
	memcpy(fake.shown + fake.shown_count, buf, n);
	fake.shown_count += n;
	fake.room -= n;
	return n;
}

static unsigned int fake_write_room(struct tty_struct *tty)
{
	return fake.room;
}

static void fake_throttle(struct tty_struct *tty)
{
	fake.throttled++;
}

static void fake_unthrottle(struct tty_struct *tty)
{
	fake.unthrottled++;
}

static void fake_send_xchar(struct tty_struct *tty, char c)
{
	fake.xchar = c;
}

static const struct tty_operations fake_ops = {
	.open = fake_open, .close = fake_close, .hangup = fake_hangup,
	.write = fake_write, .write_room = fake_write_room,
	.throttle = fake_throttle, .unthrottle = fake_unthrottle,
	.send_xchar = fake_send_xchar,
};

static int fake_activate(struct tty_port *port, struct tty_struct *tty)
{
	fake.activated++;
	return 0;
}

static void fake_shutdown(struct tty_port *port)
{
	fake.shut_down++;
}

static const struct tty_port_operations fake_port_ops = {
	.activate = fake_activate, .shutdown = fake_shutdown,
};

/* ---- its use ---------------------------------------------------------------------- */

int fake_tty_init(struct kunit *test)
{
	memset(&fake, 0, sizeof(fake));
	fake.room = INT_MAX;
	tty_port_init(&fake.port);
	fake.port.ops = &fake_port_ops;
	fake.driver = tty_alloc_driver(1, TTY_DRIVER_RESET_TERMIOS);
	KUNIT_ASSERT_FALSE(test, IS_ERR(fake.driver));
	fake.driver->driver_name = "fake";
	fake.driver->name = "fake";
	fake.driver->type = TTY_DRIVER_TYPE_SERIAL;
	fake.driver->init_termios = tty_std_termios;
	tty_set_operations(fake.driver, &fake_ops);
	tty_port_link_device(&fake.port, fake.driver, 0);
	KUNIT_ASSERT_EQ(test, tty_register_driver(fake.driver), 0);
	fake.file = filp_open(FAKE_NODE, O_RDWR | O_NOCTTY | O_NONBLOCK, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(fake.file));
	fake.tty = tty_port_tty_get(&fake.port);
	return 0;
}

void fake_tty_exit(struct kunit *test)
{
	if (fake.tty)
		tty_kref_put(fake.tty);
	if (!IS_ERR_OR_NULL(fake.file))
		filp_close(fake.file, NULL);
	flush_scheduled_work();		/* the end of the tty_struct */
	if (IS_ERR_OR_NULL(fake.driver))
		return;
	tty_unregister_driver(fake.driver);
	tty_driver_kref_put(fake.driver);
	tty_port_destroy(&fake.port);
}

void fake_type_bytes(const char *s, size_t len, char flag)
{
	tty_insert_flip_string_fixed_flag(&fake.port, (const u8 *)s, flag, len);
	tty_flip_buffer_push(&fake.port);
	flush_work(&fake.port.buf.work);
}

void fake_type(const char *s)
{
	fake_type_bytes(s, strlen(s), TTY_NORMAL);
}

const char *fake_shown(void)
{
	fake.shown[fake.shown_count] = '\0';
	fake.shown_count = 0;
	return fake.shown;
}

const char *fake_read(size_t size)
{
	static char text[FAKE_SHOWN];
	loff_t pos = 0;
	ssize_t n = kernel_read(fake.file, text, min(size, sizeof(text) - 1), &pos);

	if (n < 0)
		snprintf(text, sizeof(text), "%zd", n);
	else
		text[n] = '\0';
	return text;
}

static void change(tcflag_t *flags, tcflag_t set, tcflag_t clear, struct ktermios *termios)
{
	*flags = (*flags & ~clear) | set;
	tty_set_termios(fake.tty, termios);
}

void fake_iflag(tcflag_t set, tcflag_t clear)
{
	struct ktermios termios = fake.tty->termios;

	change(&termios.c_iflag, set, clear, &termios);
}

void fake_oflag(tcflag_t set, tcflag_t clear)
{
	struct ktermios termios = fake.tty->termios;

	change(&termios.c_oflag, set, clear, &termios);
}

void fake_lflag(tcflag_t set, tcflag_t clear)
{
	struct ktermios termios = fake.tty->termios;

	change(&termios.c_lflag, set, clear, &termios);
}

void fake_cc(int which, cc_t c)
{
	struct ktermios termios = fake.tty->termios;

	termios.c_cc[which] = c;
	tty_set_termios(fake.tty, &termios);
}
