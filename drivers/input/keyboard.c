// SPDX-License-Identifier: MIT
/*
 * drivers/input/keyboard.c - keys to characters, for the terminal
 *
 * What it is for
 *
 *   An input device says that a key went down.  What that types with shift, control, alt and
 *   caps lock is decided here, for all keyboards together.
 *
 * How it works
 *
 *     atkbd_tasklet   input_event()        for each keyboard
 *       kbd_event()                        one handle for each
 *         notifiers   KBD_KEYCODE          a module may look, or swallow the key
 *         notifiers   KBD_KEYSYM, ...      with what the US layout makes of it
 *         vt_input()                       the characters, to the terminal
 *         lamp_tasklet                     caps lock: each keyboard's lamp, as an event
 *                                          back to it, which event() itself must not send
 *
 * Context: as input_event(); under kbd_lock and with interrupts off.
 *
 * Locking: kbd_lock for the state.  Notifiers are called with it.
 *
 * Compared with Linux: one layout, no consoles to switch, no compose keys, no num lock:
 * the keypad's digits are arrows.
 */

#include <linux/bits.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/keyboard.h>
#include <linux/notifier.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/vt_kern.h>

#include "keyboard.h"
#include "keyboard_map.h"

#define KEYSYM_BASE	0xf000		/* what is added to K() in the notifier's value */
#define K_CAPS		K(KT_SPEC, 7)

static DEFINE_SPINLOCK(kbd_lock);
static ATOMIC_NOTIFIER_HEAD(keyboard_notifier_list);

static struct {
	u8	held[KG_ALT + 1];	/* kbd_lock: BIT(0) the left is down, BIT(1) the right */
	bool	caps;			/* kbd_lock */
	bool	polled;			/* the machine stands still; who polls is alone */
} kbd;

/* ---- what is held ------------------------------------------------------------------------ */

static unsigned int shift_state(void)
{
	unsigned int state = 0;

	for (int i = 0; i < ARRAY_SIZE(kbd.held); i++)
		if (kbd.held[i])
			state |= BIT(i);
	return state;
}

/* KG_*, or -1: no modifier. */
static int modifier_of(unsigned int keycode)
{
	switch (keycode) {
	case KEY_LEFTSHIFT:
	case KEY_RIGHTSHIFT:
		return KG_SHIFT;
	case KEY_LEFTCTRL:
	case KEY_RIGHTCTRL:
		return KG_CTRL;
	case KEY_LEFTALT:
	case KEY_RIGHTALT:
		return KG_ALT;
	}
	return -1;
}

static u8 side_of(unsigned int keycode)
{
	bool right = keycode == KEY_RIGHTSHIFT || keycode == KEY_RIGHTCTRL ||
		     keycode == KEY_RIGHTALT;

	return BIT(right);
}

/* ---- what a key gives ------------------------------------------------------------------------ */

char keyboard_plain_char(unsigned int keycode)
{
	return keycode < KBD_MAP_SIZE ? kbd_plain[keycode] : 0;
}

static char char_of(unsigned int keycode)
{
	char c = keyboard_plain_char(keycode);
	bool shift = kbd.held[KG_SHIFT];

	if (c >= 'a' && c <= 'z')
		shift ^= kbd.caps;
	return c && shift ? kbd_shifted[keycode] : c;
}

/* As Linux's maps name it; 0: the key gives nothing. */
static unsigned int keysym_of(unsigned int keycode)
{
	int modifier = modifier_of(keycode);
	char c = char_of(keycode);

	if (modifier >= 0)
		return KEYSYM_BASE + K(KT_SHIFT, modifier);
	if (keycode == KEY_CAPSLOCK)
		return KEYSYM_BASE + K_CAPS;
	if (keycode < KBD_SPECIALS && kbd_specials[keycode].sequence)
		return KEYSYM_BASE + kbd_specials[keycode].keysym;
	if (!c)
		return 0;
	return KEYSYM_BASE + K((c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? KT_LETTER : KT_LATIN, c);
}

/* Without interrupts there is no kworker either that would feed a terminal. */
static void emit(const char *s, size_t len)
{
	if (kbd.polled)
		console_input(s, len);
	else
		vt_input(s, len);
}

static char to_control(char c)
{
	return c >= '@' && c <= '~' ? c & 0x1f : c;
}

/* Escape sequences as a terminal sends them; the reader sees no difference. */
static void type_key(unsigned int keycode)
{
	const char *s = keycode < KBD_SPECIALS ? kbd_specials[keycode].sequence : NULL;
	char c = char_of(keycode);

	if (s) {
		emit(s, strlen(s));
		return;
	}
	if (!c)
		return;
	if (kbd.held[KG_CTRL])
		c = to_control(c);
	if (kbd.held[KG_ALT])
		emit("\033", 1);
	emit(&c, 1);
}

static void change_lamps(struct tasklet_struct *t);
static DECLARE_TASKLET(lamp_tasklet, change_lamps);

static void press(unsigned int keycode, int value)
{
	int modifier = modifier_of(keycode);

	if (modifier >= 0) {
		if (value)
			kbd.held[modifier] |= side_of(keycode);
		else
			kbd.held[modifier] &= ~side_of(keycode);
	} else if (keycode == KEY_CAPSLOCK && value == 1) {
		kbd.caps = !kbd.caps;
		if (!kbd.polled)
			tasklet_schedule(&lamp_tasklet);
	} else if (value) {
		type_key(keycode);
	}
}

/* ---- those who look on ------------------------------------------------------------------- */

int register_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&keyboard_notifier_list, nb);
}
EXPORT_SYMBOL_GPL(register_keyboard_notifier);

int unregister_keyboard_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&keyboard_notifier_list, nb);
}
EXPORT_SYMBOL_GPL(unregister_keyboard_notifier);

/* May the key go on? */
static bool notify(unsigned long code, unsigned int value, int down)
{
	struct keyboard_notifier_param param = {
		.value = value,
		.down = down,
		.shift = shift_state(),
		.ledstate = kbd.caps ? BIT(LED_CAPSL) : 0,
	};

	return atomic_notifier_call_chain(&keyboard_notifier_list, code, &param) != NOTIFY_STOP;
}

static void key_event(unsigned int keycode, int value)
{
	unsigned int keysym;

	lockdep_assert_held(&kbd_lock);
	if (!notify(KBD_KEYCODE, keycode, value))
		return;
	keysym = keysym_of(keycode);
	if (!keysym) {
		notify(KBD_UNBOUND_KEYCODE, keycode, value);
		return;
	}
	if (!notify(KBD_KEYSYM, keysym, value))
		return;
	press(keycode, value);
	notify(KBD_POST_KEYSYM, keysym, value);
}

void keyboard_polled(unsigned int keycode, bool down)
{
	kbd.polled = true;
	press(keycode, down);
	kbd.polled = false;
}

/* ---- the handler --------------------------------------------------------------------------- */

static void kbd_event(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	if (type != EV_KEY || code >= BTN_MISC)
		return;
	spin_lock(&kbd_lock);
	key_event(code, value);
	spin_unlock(&kbd_lock);
}

static int kbd_connect(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id)
{
	struct input_handle *handle = kzalloc(sizeof(*handle), GFP_KERNEL);
	int err;

	if (!handle)
		return -ENOMEM;
	handle->dev = dev;
	handle->handler = handler;
	handle->name = "kbd";
	err = input_register_handle(handle);
	if (err)
		goto err_free;
	err = input_open_device(handle);
	if (!err)
		return 0;
	input_unregister_handle(handle);
err_free:
	kfree(handle);
	return err;
}

static void kbd_disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(handle);
}

static const struct input_device_id kbd_ids[] = {
	{
		.flags = INPUT_DEVICE_ID_MATCH_EVBIT,
		.evbit = { BIT(EV_KEY) },
	},
	{ }
};

static struct input_handler kbd_handler = {
	.event		= kbd_event,
	.connect	= kbd_connect,
	.disconnect	= kbd_disconnect,
	.name		= "kbd",
	.id_table	= kbd_ids,
};

static int set_lamp(struct input_handle *handle, void *on)
{
	input_inject_event(handle, EV_LED, LED_CAPSL, *(bool *)on);
	input_inject_event(handle, EV_SYN, SYN_REPORT, 0);
	return 0;
}

/* Bottom half of a bottom half: events must not be sent from event(). */
static void change_lamps(struct tasklet_struct *t)
{
	unsigned long flags;
	bool on;

	spin_lock_irqsave(&kbd_lock, flags);
	on = kbd.caps;
	spin_unlock_irqrestore(&kbd_lock, flags);
	input_handler_for_each_handle(&kbd_handler, &on, set_lamp);
}

static int __init kbd_init(void)
{
	return input_register_handler(&kbd_handler);
}
fs_initcall(kbd_init);
