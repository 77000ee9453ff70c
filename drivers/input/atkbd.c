// SPDX-License-Identifier: MIT
/*
 * drivers/input/atkbd.c - the keyboard: scan codes to characters
 *
 * What it is for
 *
 *   A keyboard knows nothing of letters.  It sends a number when a key goes down and
 *   the same number with bit 7 set when it comes up; some keys have 0xe0 before it.
 *   What that means with shift, control, alt and caps lock is decided here.
 *
 * How it works, and why it is cut in three
 *
 *     i8042 hardirq      atkbd_interrupt()    takes the byte, so that the next can
 *         |                                   come; looks for SysRq, which must work
 *         |                                   even if no softirq ever runs again
 *         v  tasklet_schedule()
 *     softirq            atkbd_tasklet        decodes all bytes that wait; characters
 *         |                                   go to the terminal's flip buffer
 *         v  schedule_work()
 *     kworker            atkbd_led_work       caps lock: sets the lamp.  The keyboard
 *                                             must acknowledge each byte of that
 *                                             command, so this sleeps
 *
 * Locking
 *
 *   bytes[]: written by the hardirq alone (head), read by the tasklet alone (tail).
 *   A tasklet never runs on two CPUs at once, so the decoder's state needs no lock.
 *   leds: written by the tasklet, read by the work item; READ_ONCE and WRITE_ONCE.
 *
 * See also: "Keyboard scan codes, set 1" of any PC reference; tests/unit/input_test.c.
 */

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/string.h>
#include <linux/sysrq.h>
#include <linux/tty.h>
#include <linux/vt_kern.h>
#include <linux/workqueue.h>

#include "atkbd_keymap.h"
#include "i8042.h"

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
	unsigned int	modifiers;		/* tasklet: MOD_* held down */
	bool		caps;			/* tasklet */
	bool		extended;		/* tasklet: the byte before was 0xe0 */
	unsigned int	skip;			/* tasklet: bytes left of the pause key */
	bool		sysrq_alt;		/* hardirq: alt is down */
	bool		sysrq_armed;		/* hardirq: so is SysRq */
	bool		polled;			/* the machine stands still; who polls is alone */
	u8		leds;			/* tasklet writes, work reads */
	bool		command_sent;		/* work writes, hardirq reads: 0xfa is for it */
} kbd;

static DECLARE_COMPLETION(atkbd_acked);

/* ---- what a key gives ---------------------------------------------------------------------- */

/* Without interrupts there is no kworker either that would feed a terminal. */
static void emit(const char *s, size_t len)
{
	if (kbd.polled)
		console_input(s, len);
	else
		vt_input(s, len);
}

static void emit_char(char c)
{
	emit(&c, 1);
}

/* ---- decoding, in the tasklet ------------------------------------------------------------ */

/* Escape sequences as a terminal sends them; the reader sees no difference. */
static bool special_key(u8 code)
{
	const char *sequence = code < ARRAY_SIZE(atkbd_sequences) ? atkbd_sequences[code] : NULL;

	if (sequence)
		emit(sequence, strlen(sequence));
	return sequence;
}

static char to_control(char c)
{
	return c >= '@' && c <= '~' ? c & 0x1f : c;
}

static void type_char(u8 code)
{
	bool shift = kbd.modifiers & MOD_SHIFT;
	char c = atkbd_plain[code];

	if (c >= 'a' && c <= 'z')
		shift ^= kbd.caps;
	if (shift)
		c = atkbd_shifted[code];
	if (!c)
		return;
	if (kbd.modifiers & MOD_CTRL)
		c = to_control(c);
	if (kbd.modifiers & MOD_ALT)
		emit_char('\033');
	emit_char(c);
}

static void update_leds(void);

static void key_down(u8 code, bool extended)
{
	if (code == KEY_CAPS) {
		kbd.caps = !kbd.caps;
		update_leds();
	} else if (code == KEY_KP_SLASH && extended) {
		emit_char('/');
	} else if (code == KEY_ENTER || !extended) {
		/* Without num lock the keypad's digits are arrows, too. */
		if (!special_key(code) && code < KEYMAP_SIZE)
			type_char(code);
	} else {
		special_key(code);
	}
}

static unsigned int modifier_of(u8 code)
{
	switch (code) {
	case KEY_LSHIFT:
	case KEY_RSHIFT:
		return MOD_SHIFT;
	case KEY_CTRL:
		return MOD_CTRL;
	case KEY_ALT:
		return MOD_ALT;
	}
	return 0;
}

static void decode_key(u8 byte, bool extended)
{
	u8 code = byte & ~SCAN_RELEASE;
	unsigned int modifier = modifier_of(code);

	/* 0xe0 0x2a is a shift that the keyboard invents around the arrow keys. */
	if (extended && modifier == MOD_SHIFT)
		return;
	if (modifier && byte & SCAN_RELEASE)
		kbd.modifiers &= ~modifier;
	else if (modifier)
		kbd.modifiers |= modifier;
	else if (!(byte & SCAN_RELEASE))
		key_down(code, extended);
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

static void update_leds(void)
{
	WRITE_ONCE(kbd.leds, kbd.caps ? ATKBD_LED_CAPS : 0);
	if (!panic_in_progress())
		schedule_work(&atkbd_led_work);
}

/* ---- top half -------------------------------------------------------------------------------- */

/* Alt and SysRq held, then a key: not for the console.  True if the byte was taken. */
static bool sysrq_filter(u8 byte)
{
	u8 code = byte & ~SCAN_RELEASE;
	bool down = !(byte & SCAN_RELEASE);

	if (code == KEY_ALT) {
		kbd.sysrq_alt = down;
	} else if (code == KEY_SYSRQ || (code == KEY_PRINT && kbd.sysrq_alt)) {
		kbd.sysrq_armed = down && kbd.sysrq_alt;
		return true;
	} else if (kbd.sysrq_armed && byte != SCAN_EXTENDED) {
		if (down && code < KEYMAP_SIZE && atkbd_plain[code])
			handle_sysrq(atkbd_plain[code]);
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
