// SPDX-License-Identifier: MIT
/*
 * drivers/input/atkbd.c - the keyboard: scan codes to keys
 *
 * What it is for
 *
 *   A keyboard knows nothing of letters.  It sends a number when a key goes down and
 *   the same number with bit 7 set when it comes up; some keys have 0xe0 before it.
 *   Here they become events of an input device, KEY_A and the like; what that means with
 *   shift and control is decided in keyboard.c.
 *
 * How it works, and why it is cut in three
 *
 *     i8042 hardirq      atkbd_interrupt()    takes the byte, so that the next can
 *         |                                   come; looks for SysRq, which must work
 *         |                                   even if no softirq ever runs again
 *         v  tasklet_schedule()
 *     softirq            atkbd_tasklet        decodes all bytes that wait; who listens
 *         |                                   is told (input.c)
 *         v  schedule_work()
 *     kworker            atkbd_led_work       caps lock: sets the lamp.  The keyboard
 *                                             must acknowledge each byte of that
 *                                             command, so this sleeps
 *
 * Locking
 *
 *   bytes[]: written by the hardirq alone (head), read by the tasklet alone (tail).
 *   A tasklet never runs on two CPUs at once, so the decoder's state needs no lock.
 *   leds: written under the device's event_lock, read by the work item; READ_ONCE, WRITE_ONCE.
 *
 * See also: "Keyboard scan codes, set 1" of any PC reference; tests/unit/input_test.c.
 */

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sysrq.h>
#include <linux/workqueue.h>

#include "atkbd_keymap.h"
#include "i8042.h"
#include "keyboard.h"

#define RING_SIZE	64		/* a power of two; bytes between interrupt and tasklet */
#define ACK_TIMEOUT	msecs_to_jiffies(200)

#define ATKBD_ACK	0xfa
#define ATKBD_NAK	0xfe
#define ATKBD_SET_LEDS	0xed
#define ATKBD_LED_CAPS	BIT(2)

static struct {
	u8		bytes[RING_SIZE];	/* between hardirq and tasklet */
	unsigned int	head;			/* hardirq */
	unsigned int	tail;			/* tasklet */
	bool		extended;		/* tasklet: the byte before was 0xe0 */
	unsigned int	skip;			/* tasklet: bytes left of the pause key */
	bool		sysrq_alt;		/* hardirq: alt is down */
	bool		sysrq_armed;		/* hardirq: so is SysRq */
	bool		polled;			/* the machine stands still; who polls is alone */
	u8		leds;			/* event_lock to write; work reads */
	bool		command_sent;		/* work writes, hardirq reads: 0xfa is for it */
} kbd;

static DECLARE_COMPLETION(atkbd_acked);

/* ---- decoding, in the tasklet ------------------------------------------------------------ */

static struct input_dev *atkbd_dev;	/* I; NULL: no memory was left for it */

static unsigned int to_keycode(u8 code, bool extended)
{
	if (extended)
		return code < ARRAY_SIZE(atkbd_extended) ? atkbd_extended[code] : 0;
	return code <= SCAN_PLAIN_MAX ? code : 0;
}

/* A keyboard repeats by itself what is held. */
static void report(unsigned int keycode, bool down)
{
	int value = down && test_bit(keycode, atkbd_dev->key) ? 2 : down;

	input_event(atkbd_dev, EV_KEY, keycode, value);
	input_sync(atkbd_dev);
}

static void decode_key(u8 byte, bool extended)
{
	u8 code = byte & ~SCAN_RELEASE;
	unsigned int keycode = to_keycode(code, extended);

	/* 0xe0 0x2a is a shift that the keyboard invents around the arrow keys: no keycode. */
	if (!keycode)
		return;
	if (kbd.polled)
		keyboard_polled(keycode, !(byte & SCAN_RELEASE));
	else if (atkbd_dev)
		report(keycode, !(byte & SCAN_RELEASE));
}

static void decode_byte(u8 byte)
{
	bool extended = kbd.extended;

	if (kbd.skip) {
		kbd.skip--;
		return;
	}
	kbd.extended = byte == SCAN_EXTENDED;
	if (byte == SCAN_PAUSE)
		kbd.skip = SCAN_PAUSE_REST;
	else if (!kbd.extended)
		decode_key(byte, extended);
}

/* Bottom half.  Context: softirq. */
static void atkbd_decode(struct tasklet_struct *t)
{
	/* Pairs with the release in atkbd_interrupt(): the bytes below head are there. */
	while (kbd.tail != smp_load_acquire(&kbd.head)) {
		u8 byte = kbd.bytes[kbd.tail % RING_SIZE];

		/* Pairs with the acquire in atkbd_interrupt(): the slot may be used again. */
		smp_store_release(&kbd.tail, kbd.tail + 1);
		decode_byte(byte);
	}
}

static DECLARE_TASKLET(atkbd_tasklet, atkbd_decode);

/* ---- lamps, in a kworker ------------------------------------------------------------------- */

static int send_and_wait(u8 byte)
{
	int ret;

	reinit_completion(&atkbd_acked);
	WRITE_ONCE(kbd.command_sent, true);
	ret = i8042_write_keyboard(byte);
	if (!ret && !wait_for_completion_timeout(&atkbd_acked, ACK_TIMEOUT))
		ret = -ETIMEDOUT;
	WRITE_ONCE(kbd.command_sent, false);
	return ret;
}

/* A keyboard that does not answer keeps its lamps as they are. */
static void atkbd_set_leds(struct work_struct *work)
{
	if (send_and_wait(ATKBD_SET_LEDS) || send_and_wait(READ_ONCE(kbd.leds)))
		pr_warn_once("atkbd: keyboard does not acknowledge\n");
}

static DECLARE_WORK(atkbd_led_work, atkbd_set_leds);

/* An EV_LED: dev->led says which are on.  Context: under the device's event_lock. */
static int atkbd_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	WRITE_ONCE(kbd.leds, test_bit(LED_CAPSL, dev->led) ? ATKBD_LED_CAPS : 0);
	schedule_work(&atkbd_led_work);
	return 0;
}

/* ---- top half -------------------------------------------------------------------------------- */

/* Alt and SysRq held, then a key: not for the console.  True if the byte was taken. */
static bool sysrq_filter(u8 byte)
{
	u8 code = byte & ~SCAN_RELEASE;
	bool down = !(byte & SCAN_RELEASE);

	if (code == SCAN_ALT) {
		kbd.sysrq_alt = down;
	} else if (code == SCAN_SYSRQ || (code == SCAN_PRINT && kbd.sysrq_alt)) {
		kbd.sysrq_armed = down && kbd.sysrq_alt;
		return true;
	} else if (kbd.sysrq_armed && byte != SCAN_EXTENDED) {
		if (down && keyboard_plain_char(code))
			handle_sysrq(keyboard_plain_char(code));
		return true;
	}
	return false;
}

static bool is_answer(u8 byte)
{
	if (!READ_ONCE(kbd.command_sent) || (byte != ATKBD_ACK && byte != ATKBD_NAK))
		return false;
	complete(&atkbd_acked);
	return true;
}

/* True if there is something to decode. */
static bool queue_byte(u8 byte)
{
	if (is_answer(byte) || sysrq_filter(byte))
		return false;
	/* Pairs with the release in atkbd_decode(). */
	if (kbd.head - smp_load_acquire(&kbd.tail) == RING_SIZE)
		return false;		/* nobody types that fast: the machine is stuck */
	kbd.bytes[kbd.head % RING_SIZE] = byte;
	/* Pairs with the acquire in atkbd_decode(). */
	smp_store_release(&kbd.head, kbd.head + 1);
	return true;
}

/* Top half.  Context: hardirq of the i8042. */
void atkbd_interrupt(u8 byte)
{
	if (queue_byte(byte))
		tasklet_schedule(&atkbd_tasklet);
}

void atkbd_polled(u8 byte)
{
	kbd.polled = true;
	if (queue_byte(byte))
		atkbd_decode(&atkbd_tasklet);
	kbd.polled = false;
}

/* ---- the device ------------------------------------------------------------------------------ */

static struct input_dev * __init new_keyboard(void)
{
	struct input_dev *dev = input_allocate_device();

	if (!dev)
		return NULL;
	dev->name = "AT Translated Set 2 keyboard";
	dev->phys = "isa0060/serio0/input0";
	dev->id.bustype = BUS_I8042;
	dev->id.vendor = 1;
	dev->id.product = 1;
	dev->id.version = 0xab41;		/* what such keyboards answer to "identify" */
	dev->event = atkbd_event;
	for (unsigned int code = KEY_ESC; code <= SCAN_PLAIN_MAX; code++)
		input_set_capability(dev, EV_KEY, code);
	for (int i = 0; i < ARRAY_SIZE(atkbd_extended); i++)
		if (atkbd_extended[i])
			input_set_capability(dev, EV_KEY, atkbd_extended[i]);
	input_set_capability(dev, EV_LED, LED_CAPSL);
	return dev;
}

void __init atkbd_init(void)
{
	struct input_dev *dev = new_keyboard();

	if (!dev)
		return;
	if (input_register_device(dev)) {
		input_free_device(dev);
		return;
	}
	atkbd_dev = dev;
}
