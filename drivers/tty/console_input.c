// SPDX-License-Identifier: MIT
/*
 * drivers/tty/console_input.c - the console's input queue, and output beside the log
 *
 * Keyboards and serial lines put characters in, from interrupts; one reader takes
 * them out and sleeps while there is none.  After a panic there are no interrupts
 * any more, and no scheduler to sleep in: then the reader asks the devices itself.
 *
 * Locking: input_lock guards the queue; it is taken in hardirq, so with interrupts
 * off.  Output is under the console lock, so it never lands inside a line of the log.
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/wait.h>

#include <asm/processor.h>

#define INPUT_SIZE	1024	/* a power of two; a pasted line fits */
#define POLLS_MAX	4

static DEFINE_RAW_SPINLOCK(input_lock);
static char input_ring[INPUT_SIZE];		/* L: input_lock */
static unsigned int input_head, input_tail;	/* L: bytes ever put in, ever taken out */
static unsigned int input_dropped;		/* L */
static DECLARE_WAIT_QUEUE_HEAD(input_wait);

static int (*polls[POLLS_MAX])(void);		/* boot only */

/* ---- in ------------------------------------------------------------------------------ */

/* After a panic the lock's owner may never give it back: go on without. */
static bool lock_input(unsigned long *flags)
{
	if (panic_in_progress())
		return raw_spin_trylock_irqsave(&input_lock, *flags);
	raw_spin_lock_irqsave(&input_lock, *flags);
	return true;
}

/* Called with input_lock held, as far as lock_input() could. */
static void queue_char(char c)
{
	if (input_head - input_tail == INPUT_SIZE) {
		input_dropped++;
		return;
	}
	input_ring[input_head++ % INPUT_SIZE] = c;
}

/**
 * console_input - hand over what was typed
 * Context: any but NMI.
 */
void console_input(const char *s, size_t len)
{
	unsigned long flags;
	bool locked = lock_input(&flags);

	for (; len; len--, s++)
		queue_char(*s);
	if (locked)
		raw_spin_unlock_irqrestore(&input_lock, flags);
	if (!panic_in_progress())
		wake_up_interruptible(&input_wait);
}

void console_input_char(char c)
{
	console_input(&c, 1);
}

/**
 * console_getchar_nowait - take one character if there is one
 * Context: any but NMI.  Return: 0..255, or -EAGAIN.
 */
int console_getchar_nowait(void)
{
	unsigned long flags;
	bool locked = lock_input(&flags);
	int c = -EAGAIN;

	if (input_head != input_tail)
		c = (u8)input_ring[input_tail++ % INPUT_SIZE];
	if (locked)
		raw_spin_unlock_irqrestore(&input_lock, flags);
	return c;
}

/**
 * console_add_poll - name a function which fetches a character without interrupts
 * @poll: returns 0..255 or -EAGAIN; may put more characters into the queue
 * Context: initcalls.
 */
void console_add_poll(int (*poll)(void))
{
	int i;

	for (i = 0; i < POLLS_MAX; i++) {
		if (polls[i])
			continue;
		polls[i] = poll;
		return;
	}
	WARN(1, "more than %d console devices to poll\n", POLLS_MAX);
}

static int poll_devices(void)
{
	int i, c = console_getchar_nowait();

	for (i = 0; c < 0 && i < POLLS_MAX && polls[i]; i++)
		c = polls[i]();
	return c;
}

static int getchar_polled(void)
{
	int c;

	while ((c = poll_devices()) < 0)
		cpu_relax();
	return c;
}

static bool may_sleep(void)
{
	return !panic_in_progress() && !irqs_disabled() && preemptible();
}

/**
 * console_getchar - the next character typed
 * Context: process, sleeps; after a panic any, polls.
 * Return: 0..255.
 */
int console_getchar(void)
{
	int c;

	if (!may_sleep())
		return getchar_polled();
	wait_event_interruptible(input_wait, (c = console_getchar_nowait()) >= 0);
	return c;
}

/**
 * console_getchar_timeout - the same, but not for ever
 * Context: process, sleeps.
 * Return: 0..255, or -ETIMEDOUT.
 */
int console_getchar_timeout(long timeout)
{
	int c;

	if (!wait_event_interruptible_timeout(input_wait, (c = console_getchar_nowait()) >= 0,
					      timeout))
		return -ETIMEDOUT;
	return c;
}

/* ---- out ----------------------------------------------------------------------------- */

/**
 * console_write - text to all consoles, not into the log
 * Context: process, may sleep; after a panic any.
 */
void console_write(const char *s, size_t len)
{
	bool locked = may_sleep();
	struct console *con;

	if (locked)
		console_lock();
	for_each_console(con)
		if (con->flags & CON_ENABLED && con->write)
			con->write(con, s, len);
	if (locked)
		console_unlock();
}

void console_puts(const char *s)
{
	console_write(s, strlen(s));
}
