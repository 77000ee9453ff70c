// SPDX-License-Identifier: MIT
/*
 * tests/unit/input_test.c - from a scan code to the console's reader
 *
 * The keyboard controller can be told to deliver a byte as if it had been typed
 * (command 0xD2): so keys take the whole way, through IRQ 1 and the tasklet.  A
 * machine without the chip skips those cases.
 */

#include <kunit/test.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/keyboard.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <linux/sysrq.h>
#include <linux/tty.h>

#include "../../drivers/input/atkbd_keymap.h"
#include "../../drivers/input/i8042.h"
#include "failnth.h"
#include "proc_text.h"

#define TYPED_MAX	32
#define LAST_KEY	'~'		/* no test types it otherwise */
#define TIMEOUT		msecs_to_jiffies(1000)

#define SCAN_A		0x1e
#define SCAN_C		0x2e
#define SCAN_1		0x02
#define SCAN_ENTER	0x1c
#define SCAN_CTRL	0x1d
#define SCAN_CAPS	0x3a
#define SCAN_GRAVE	0x29
#define SCAN_UP		0x48

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

	inject(test, SCAN_LSHIFT);
	press(test, SCAN_GRAVE);
	inject(test, SCAN_LSHIFT | SCAN_RELEASE);
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
	press(test, SCAN_A);
	press(test, SCAN_1);
	press(test, SCAN_ENTER);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "a1\r");
}

static void shift_holds_until_released(struct kunit *test)
{
	inject(test, SCAN_LSHIFT);
	press(test, SCAN_A);
	press(test, SCAN_1);
	inject(test, SCAN_LSHIFT | SCAN_RELEASE);
	press(test, SCAN_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "A!a");
}

static void control_and_alt_change_letters(struct kunit *test)
{
	inject(test, SCAN_CTRL);
	press(test, SCAN_C);
	inject(test, SCAN_CTRL | SCAN_RELEASE);
	inject(test, SCAN_ALT);
	press(test, SCAN_A);
	inject(test, SCAN_ALT | SCAN_RELEASE);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "\003\033a");
}

static void caps_lock_concerns_letters_only(struct kunit *test)
{
	press(test, SCAN_CAPS);
	press(test, SCAN_A);
	press(test, SCAN_1);
	inject(test, SCAN_LSHIFT);
	press(test, SCAN_A);
	inject(test, SCAN_LSHIFT | SCAN_RELEASE);
	press(test, SCAN_CAPS);
	press(test, SCAN_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "A1aa");
}

static void arrows_are_escape_sequences(struct kunit *test)
{
	inject(test, SCAN_EXTENDED);
	inject(test, SCAN_UP);
	inject(test, SCAN_EXTENDED);
	inject(test, SCAN_UP | SCAN_RELEASE);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "\033[A");
}

/* e0 2a: keyboards put it around the arrow keys, to make up for num lock. */
static void invented_shift_is_no_shift(struct kunit *test)
{
	inject(test, SCAN_EXTENDED);
	inject(test, SCAN_LSHIFT);
	press(test, SCAN_A);
	KUNIT_EXPECT_STREQ(test, read_typed(test), "a");
}

/* e1 1d 45 e1 9d c5: none of these bytes means what it means alone. */
static void pause_is_swallowed(struct kunit *test)
{
	static const u8 pause[] = { 0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5 };
	int i;

	for (i = 0; i < ARRAY_SIZE(pause); i++)
		inject(test, pause[i]);
	press(test, SCAN_A);
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
	inject(test, SCAN_ALT);
	inject(test, SCAN_SYSRQ);
	press(test, 0x2d);	/* x */
	inject(test, SCAN_SYSRQ | SCAN_RELEASE);
	inject(test, SCAN_ALT | SCAN_RELEASE);
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

/* ---- who looks on, and devices of our own -------------------------------------------- */

#define SEEN_MAX	16

static struct {
	unsigned long code;
	unsigned int value;
	int down;
	int shift;
} noted[SEEN_MAX];
static int nr_noted;
static unsigned int swallowed;

static int note_key(struct notifier_block *nb, unsigned long code, void *data)
{
	struct keyboard_notifier_param *param = data;

	if (nr_noted < SEEN_MAX) {
		noted[nr_noted].code = code;
		noted[nr_noted].value = param->value;
		noted[nr_noted].down = param->down;
		noted[nr_noted++].shift = param->shift;
	}
	return code == KBD_KEYCODE && param->value == swallowed ? NOTIFY_STOP : NOTIFY_OK;
}

static struct notifier_block key_nb = { .notifier_call = note_key };

static void expect_noted(struct kunit *test, int i, unsigned long code, unsigned int value,
			 int down)
{
	KUNIT_EXPECT_EQ(test, noted[i].code, code);
	KUNIT_EXPECT_EQ(test, noted[i].value, value);
	KUNIT_EXPECT_EQ(test, noted[i].down, down);
}

static void a_notifier_sees_keys_and_may_swallow_them(struct kunit *test)
{
	nr_noted = 0;
	swallowed = KEY_1;
	KUNIT_ASSERT_EQ(test, register_keyboard_notifier(&key_nb), 0);
	press(test, SCAN_A);
	press(test, SCAN_1);
	read_typed(test);
	unregister_keyboard_notifier(&key_nb);
	KUNIT_EXPECT_STREQ(test, typed, "a");
	expect_noted(test, 0, KBD_KEYCODE, KEY_A, 1);
	expect_noted(test, 1, KBD_KEYSYM, 0xfb00 | 'a', 1);
	expect_noted(test, 2, KBD_POST_KEYSYM, 0xfb00 | 'a', 1);
	expect_noted(test, 3, KBD_KEYCODE, KEY_A, 0);
	expect_noted(test, 6, KBD_KEYCODE, KEY_1, 1);
	expect_noted(test, 7, KBD_KEYCODE, KEY_1, 0);
	expect_noted(test, 8, KBD_KEYCODE, KEY_LEFTSHIFT, 1);
	expect_noted(test, 11, KBD_KEYCODE, KEY_GRAVE, 1);
	KUNIT_EXPECT_EQ(test, noted[11].shift, BIT(KG_SHIFT));
}

/* A press that is held comes as 2 and is a press for the terminal. */
static void a_held_key_repeats(struct kunit *test)
{
	nr_noted = 0;
	swallowed = 0;
	KUNIT_ASSERT_EQ(test, register_keyboard_notifier(&key_nb), 0);
	inject(test, SCAN_A);
	inject(test, SCAN_A);
	press(test, SCAN_A);
	read_typed(test);
	unregister_keyboard_notifier(&key_nb);
	KUNIT_EXPECT_STREQ(test, typed, "aaa");
	expect_noted(test, 0, KBD_KEYCODE, KEY_A, 1);
	expect_noted(test, 3, KBD_KEYCODE, KEY_A, 2);
}

static char events[SEEN_MAX + 1];
static int opened;

static void note_event(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	size_t len = strlen(events);

	if (type == EV_KEY && code == BTN_LEFT && len < SEEN_MAX)
		events[len] = '0' + value;
	if (type == EV_SYN && len < SEEN_MAX)
		events[len] = '.';
}

static struct input_handle test_handle = { .name = "test" };

static int test_connect(struct input_handler *handler, struct input_dev *dev,
			const struct input_device_id *id)
{
	test_handle.dev = dev;
	test_handle.handler = handler;
	return input_register_handle(&test_handle) ?: input_open_device(&test_handle);
}

static void test_disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
}

static const struct input_device_id test_ids[] = {
	{ .flags = INPUT_DEVICE_ID_MATCH_BUS, .bustype = BUS_VIRTUAL }, { },
};

static struct input_handler test_handler = {
	.event = note_event, .connect = test_connect, .disconnect = test_disconnect,
	.name = "test", .id_table = test_ids,
};

static int test_open(struct input_dev *dev)
{
	opened++;
	return 0;
}

static void test_close(struct input_dev *dev)
{
	opened--;
}

static int register_button(struct input_dev **where)
{
	struct input_dev *dev = input_allocate_device();
	int err;

	if (!dev)
		return -ENOMEM;
	dev->name = "button";
	dev->id.bustype = BUS_VIRTUAL;
	dev->open = test_open;
	dev->close = test_close;
	input_set_capability(dev, EV_KEY, BTN_LEFT);
	err = input_register_device(dev);
	if (err)
		input_free_device(dev);
	*where = dev;
	return err;
}

/* What is no news is not told, and a device that goes lets its keys up. */
static void a_handler_gets_the_news_of_a_device(struct kunit *test)
{
	struct input_dev *dev;

	memset(events, 0, sizeof(events));
	opened = 0;
	KUNIT_ASSERT_EQ(test, input_register_handler(&test_handler), 0);
	KUNIT_ASSERT_EQ(test, register_button(&dev), 0);
	KUNIT_EXPECT_EQ(test, opened, 1);
	input_report_key(dev, BTN_LEFT, 0);
	input_report_key(dev, BTN_LEFT, 1);
	input_report_key(dev, BTN_LEFT, 1);
	input_report_key(dev, BTN_RIGHT, 1);		/* it has no such button */
	input_sync(dev);
	KUNIT_EXPECT_STREQ(test, events, "1.");
	input_unregister_device(dev);
	KUNIT_EXPECT_STREQ(test, events, "1.0.");
	KUNIT_EXPECT_EQ(test, opened, 0);
	input_unregister_handler(&test_handler);
}

static void proc_tells_who_listens(struct kunit *test)
{
	struct input_dev *dev;

	KUNIT_ASSERT_EQ(test, register_button(&dev), 0);
	KUNIT_ASSERT_EQ(test, input_register_handler(&test_handler), 0);
	KUNIT_EXPECT_EQ(test, proc_text_read("bus/input/devices"), 0);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, "N: Name=\"button\"\n"));
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, "H: Handlers=kbd test \n"));
	input_unregister_handler(&test_handler);
	input_unregister_device(dev);
}

static int path_input(struct kunit *test)
{
	struct input_dev *dev;
	int err = register_button(&dev);

	if (!err)
		input_unregister_device(dev);
	rcu_barrier();
	return err;
}

static void g2_every_allocation_may_fail(struct kunit *test)
{
	failnth_sweep(test, "input device", path_input);
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
	KUNIT_CASE(a_notifier_sees_keys_and_may_swallow_them),
	KUNIT_CASE(a_held_key_repeats),
	KUNIT_CASE(a_handler_gets_the_news_of_a_device),
	KUNIT_CASE(proc_tells_who_listens),
	KUNIT_CASE(g2_every_allocation_may_fail),
	{ }
};

static struct kunit_suite input_suite = {
	.name = "input",
	.suite_init = failnth_suite_init,
	.init = input_init,
	.test_cases = input_cases,
};
kunit_test_suite(input_suite);
