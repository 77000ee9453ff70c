// SPDX-License-Identifier: MIT
/*
 * drivers/input/i8042.c - the keyboard controller of a PC
 *
 * What it is for
 *
 *   Keyboard and mouse talk serially; this chip holds one byte from them and raises
 *   IRQ 1 or 12.  It sends no second byte, and no interrupt, until the first has been
 *   read.  So a byte that was left unread before the handler was there (a key pressed
 *   while the machine booted) stops all later ones: the controller is drained first.
 *
 *   A machine may have no such chip.  Then all bits of the status read as 1: "a byte
 *   waits", for ever.  Every loop here is bounded for that reason.
 *
 * Context
 *
 *     i8042_interrupt()                        hardirq
 *     i8042_write_keyboard(), i8042_inject()   process
 *
 * Locking
 *
 *   i8042_lock guards the two ports: a command and its data byte are two writes.
 *
 * Compared with Linux: the mouse port is turned off, and there is no serio bus: the
 * only device is the keyboard, atkbd.c.
 */

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/tty.h>

#include "i8042.h"
#include "i8042_regs.h"

#define I8042_KBD_IRQ		1
#define I8042_BUFFER_SIZE	16	/* bytes that controller and keyboard may hold */
#define I8042_POLL_LIMIT	1000	/* polls, 10 us apart at most */
#define I8042_POLL_US		10
#define NO_CHIP			0xff

static DEFINE_RAW_SPINLOCK(i8042_lock);
static bool i8042_present;		/* I */

static u8 i8042_read_status(void)
{
	return inb(I8042_STATUS);
}

/* Wait until all bits of mask read as want; the first look nearly always succeeds. */
static int i8042_wait(u8 mask, u8 want)
{
	int i;

	for (i = 0; i < I8042_POLL_LIMIT; i++) {
		if ((i8042_read_status() & mask) == want)
			return 0;
		udelay(I8042_POLL_US);
	}
	return -ETIMEDOUT;
}

static int i8042_write(unsigned int port, u8 data)
{
	int ret = i8042_wait(I8042_STR_IBF, 0);

	if (!ret)
		outb(data, port);
	return ret;
}

static int i8042_command(u8 command, u8 data)
{
	int ret = i8042_write(I8042_COMMAND, command);

	return ret ? ret : i8042_write(I8042_DATA, data);
}

static int i8042_query(u8 command)
{
	int ret = i8042_write(I8042_COMMAND, command);

	if (!ret)
		ret = i8042_wait(I8042_STR_OBF, I8042_STR_OBF);
	return ret ? ret : inb(I8042_DATA);
}

/* Read until nothing waits; more bytes than the chip can hold means that there is no chip. */
static int i8042_drain(void)
{
	int i;

	for (i = 0; i < I8042_BUFFER_SIZE; i++) {
		if (!(i8042_read_status() & I8042_STR_OBF))
			return 0;
		inb(I8042_DATA);
		udelay(I8042_POLL_US);
	}
	return -ENODEV;
}

/* One byte, if one waits; errors and the mouse's are thrown away. */
static int i8042_take_byte(void)
{
	u8 status = i8042_read_status(), data;

	if (!(status & I8042_STR_OBF) || status == NO_CHIP)
		return -EAGAIN;
	data = inb(I8042_DATA);
	if (status & (I8042_STR_AUX | I8042_STR_TIMEOUT | I8042_STR_PARITY))
		return -EIO;
	return data;
}

static irqreturn_t i8042_interrupt(int irq, void *dev_id)
{
	int limit = I8042_BUFFER_SIZE;
	irqreturn_t ret = IRQ_NONE;

	for (; limit; limit--) {
		int data;

		raw_spin_lock(&i8042_lock);
		data = i8042_take_byte();
		raw_spin_unlock(&i8042_lock);
		if (data == -EAGAIN)
			break;
		ret = IRQ_HANDLED;
		if (data >= 0)
			atkbd_interrupt(data);
	}
	return ret;
}

int i8042_write_keyboard(u8 data)
{
	unsigned long flags;
	int ret;

	raw_spin_lock_irqsave(&i8042_lock, flags);
	ret = i8042_write(I8042_DATA, data);
	raw_spin_unlock_irqrestore(&i8042_lock, flags);
	return ret;
}

int i8042_inject(u8 data)
{
	unsigned long flags;
	int ret;

	if (!i8042_present)
		return -ENODEV;
	raw_spin_lock_irqsave(&i8042_lock, flags);
	ret = i8042_command(I8042_CMD_WRITE_OBUF, data);
	raw_spin_unlock_irqrestore(&i8042_lock, flags);
	return ret;
}

/* After a panic: the queue is filled by the keyboard's own code, so ask again. */
static int i8042_poll_get_char(void)
{
	int data = i8042_take_byte();

	if (data < 0)
		return -EAGAIN;
	atkbd_polled(data);
	return console_getchar_nowait();
}

/* Both devices silent, buffer empty; returns the control byte. */
static int __init i8042_probe(void)
{
	int ctr;

	if (i8042_read_status() == NO_CHIP && inb(I8042_DATA) == NO_CHIP)
		return -ENODEV;
	if (i8042_write(I8042_COMMAND, I8042_CMD_KBD_DISABLE) ||
	    i8042_write(I8042_COMMAND, I8042_CMD_AUX_DISABLE) || i8042_drain())
		return -ENODEV;
	ctr = i8042_query(I8042_CMD_READ_CTR);
	return ctr < 0 ? -ENODEV : ctr;
}

static int __init i8042_init(void)
{
	int ret, ctr = i8042_probe();

	if (ctr < 0) {
		pr_info("i8042: No controller found\n");
		return ctr;
	}
	i8042_present = true;
	atkbd_init();
	ret = request_irq(I8042_KBD_IRQ, i8042_interrupt, 0, "i8042", &i8042_lock);
	if (ret) {
		pr_err("i8042: Can't get irq %d (%d)\n", I8042_KBD_IRQ, ret);
		return ret;
	}
	console_add_poll(i8042_poll_get_char);

	/* From here keys arrive: translated to set 1, by interrupt. */
	ctr &= ~(I8042_CTR_KBDDIS | I8042_CTR_AUXINT);
	ctr |= I8042_CTR_KBDINT | I8042_CTR_XLATE | I8042_CTR_AUXDIS;
	ret = i8042_command(I8042_CMD_WRITE_CTR, ctr);
	if (!ret)
		ret = i8042_write(I8042_COMMAND, I8042_CMD_KBD_ENABLE);
	pr_info("serio: i8042 KBD port at 0x60,0x64 irq 1\n");
	return ret;
}
device_initcall(i8042_init);
