// SPDX-License-Identifier: MIT
/*
 * tests/unit/input_test.c - from a scan code to the console's reader
 *
 * The keyboard controller can be told to deliver a byte as if it had been typed
 * (command 0xD2): so keys take the whole way, through IRQ 1 and the tasklet.  A
 * machine without the chip skips those cases.
 */

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/sysrq.h>
#include <linux/tty.h>

#include "../../drivers/input/atkbd_keymap.h"
#include "../../drivers/input/i8042.h"

#define TYPED_MAX	32
#define LAST_KEY	'~'		/* no test types it otherwise */
#define TIMEOUT		msecs_to_jiffies(1000)

#define KEY_A		0x1e
#define KEY_C		0x2e
#define KEY_1		0x02
#define KEY_GRAVE	0x29
#define KEY_UP		0x48

static char typed[TYPED_MAX];

static void drain_input(void)
{
	while (console_getchar_nowait() >= 0)
		;
}

static void inject(struct kunit *test, u8 byte)
{
	int ret = i8042_inject(byte);

	if (ret == -ENODEV)
		kunit_skip(test, "no keyboard controller");
	KUNIT_ASSERT_EQ(test, ret, 0);
}

static void press(struct kunit *test, u8 code)
{
	inject(test, code);
	inject(test, code | SCAN_RELEASE);
}

/* All that was typed before this call: a key of our own marks the end. */
static const char *read_typed(struct kunit *test)
{
	int i, c;

	inject(test, KEY_LSHIFT);
	press(test, KEY_GRAVE);
	inject(test, KEY_LSHIFT | SCAN_RELEASE);
	for (i = 0; i < TYPED_MAX - 1; i++) {
		c = console_getchar_timeout(TIMEOUT);
		if (c < 0 || c == LAST_KEY)
			break;
		typed[i] = c;
	}
	typed[i] = '\0';
	KUNIT_EXPECT_EQ(test, c, LAST_KEY);
	return typed;
}

static int input_init(struct kunit *test)
{
	drain_input();
	return 0;
}

static void keys_give_characters(struct kunit *test)
{
	press(test, KEY_A);
	press(test, KEY_1);
	press(test, KEY_ENTER);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "a1\r");
}

static void shift_holds_until_released(struct kunit *test)
{
	inject(test, KEY_LSHIFT);
	press(test, KEY_A);
	press(test, KEY_1);
	inject(test, KEY_LSHIFT | SCAN_RELEASE);
	press(test, KEY_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "A!a");
}

static void control_and_alt_change_letters(struct kunit *test)
{
	inject(test, KEY_CTRL);
	press(test, KEY_C);
	inject(test, KEY_CTRL | SCAN_RELEASE);
	inject(test, KEY_ALT);
	press(test, KEY_A);
	inject(test, KEY_ALT | SCAN_RELEASE);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "\003\033a");
}

static void caps_lock_concerns_letters_only(struct kunit *test)
{
	press(test, KEY_CAPS);
	press(test, KEY_A);
	press(test, KEY_1);
	inject(test, KEY_LSHIFT);
	press(test, KEY_A);
	inject(test, KEY_LSHIFT | SCAN_RELEASE);
	press(test, KEY_CAPS);
	press(test, KEY_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "A1aa");
}

static void arrows_are_escape_sequences(struct kunit *test)
{
	inject(test, SCAN_EXTENDED);
	inject(test, KEY_UP);
	inject(test, SCAN_EXTENDED);
	inject(test, KEY_UP | SCAN_RELEASE);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "\033[A");
}

/* e0 2a: keyboards put it around the arrow keys, to make up for num lock. */
static void invented_shift_is_no_shift(struct kunit *test)
{
	inject(test, SCAN_EXTENDED);
	inject(test, KEY_LSHIFT);
	press(test, KEY_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "a");
}

/* e1 1d 45 e1 9d c5: none of these bytes means what it means alone. */
static void pause_is_swallowed(struct kunit *test)
{
	static const u8 pause[] = { 0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5 };
	int i;

	for (i = 0; i < ARRAY_SIZE(pause); i++)
		inject(test, pause[i]);
	press(test, KEY_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "a");
}

static int sysrq_seen;
static bool sysrq_in_hardirq;

static void on_sysrq(int key)
{
	sysrq_seen = key;
	sysrq_in_hardirq = in_hardirq();
}

static const struct sysrq_key_op test_op = {
	.handler = on_sysrq,
	.help_msg = "test(x)",
	.action_msg = "Test",
	.enable_mask = SYSRQ_ENABLE_DUMP,
};

static void alt_sysrq_acts_in_the_interrupt_and_types_nothing(struct kunit *test)
{
	sysrq_seen = 0;
	KUNIT_ASSERT_EQ(test, register_sysrq_key('x', &test_op), 0);
	KUNIT_EXPECT_EQ(test, register_sysrq_key('x', &test_op), -EINVAL);
	inject(test, KEY_ALT);
	inject(test, KEY_SYSRQ);
	press(test, 0x2d);	/* x */
	inject(test, KEY_SYSRQ | SCAN_RELEASE);
	inject(test, KEY_ALT | SCAN_RELEASE);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "");
	KUNIT_EXPECT_EQ(test, sysrq_seen, 'x');
	KUNIT_EXPECT_TRUE(test, sysrq_in_hardirq);
	KUNIT_EXPECT_EQ(test, unregister_sysrq_key('x', &test_op), 0);
}

static void input_keeps_its_order_and_drops_the_newest(struct kunit *test)
{
	char c;
	int i, n = 0;

	for (i = 0; i < 2048; i++) {
		c = 'a' + i % 26;
		console_input_char(c);
	}
	while ((i = console_getchar_nowait()) >= 0) {
		if (i != 'a' + n % 26)
			break;
		n++;
	}
	KUNIT_EXPECT_EQ(test, i, -EAGAIN);
	KUNIT_EXPECT_EQ(test, n, 1024);
	KUNIT_EXPECT_EQ(test, console_getchar_timeout(1), -ETIMEDOUT);
}

static struct kunit_case input_cases[] = {
	KUNIT_CASE(keys_give_characters),
	KUNIT_CASE(shift_holds_until_released),
	KUNIT_CASE(control_and_alt_change_letters),
	KUNIT_CASE(caps_lock_concerns_letters_only),
	KUNIT_CASE(arrows_are_escape_sequences),
	KUNIT_CASE(invented_shift_is_no_shift),
	KUNIT_CASE(pause_is_swallowed),
	KUNIT_CASE(alt_sysrq_acts_in_the_interrupt_and_types_nothing),
	KUNIT_CASE(input_keeps_its_order_and_drops_the_newest),
	{ }
};

static struct kunit_suite input_suite = {
	.name = "input",
	.init = input_init,
	.test_cases = input_cases,
};
kunit_test_suite(input_suite);
