// SPDX-License-Identifier: MIT
/*
 * drivers/char/random.c - random numbers, of a simple kind
 *
 * A counter goes through SipHash with a key.  The numbers look random and do not
 * repeat, and whoever does not know the key cannot tell them from others.  But the key
 * comes from the wall clock and the time since boot and from nothing else: no entropy
 * is gathered from interrupts, and under virtual time (-icount) every run has the same
 * numbers, which the tests want.  So this is no source of secrets, and never blocks.
 *
 * Context: any but NMI.
 *
 * Locking: random_lock, raw, with interrupts off: the key and the counter.
 */

#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/random.h>
#include <linux/siphash.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <uapi/linux/random.h>

#include "mem.h"

#define PIECE		64	/* of a read */
#define KEY_CONSTANT	0x9e3779b97f4a7c15ull	/* the golden ratio: any odd number would do */

static DEFINE_RAW_SPINLOCK(random_lock);
static siphash_key_t key;	/* random_lock */
static u64 counter;		/* random_lock */

/* Once, when it is first used: then there are clocks. */
static void seed_key(void)
{
	key.key[0] = ktime_get_real_ns() ^ KEY_CONSTANT;
	key.key[1] = ktime_get_ns() * KEY_CONSTANT + 1;
}

u64 get_random_u64(void)
{
	unsigned long flags;
	u64 value;

	raw_spin_lock_irqsave(&random_lock, flags);
	if (!counter)
		seed_key();
	value = siphash_1u64(++counter, &key);
	raw_spin_unlock_irqrestore(&random_lock, flags);
	return value;
}
EXPORT_SYMBOL(get_random_u64);

/**
 * get_random_bytes - fill memory with random bytes
 * Context: any but NMI.
 */
void get_random_bytes(void *buf, size_t len)
{
	while (len) {
		u64 value = get_random_u64();
		size_t n = min_t(size_t, len, sizeof(value));

		memcpy(buf, &value, n);
		buf += n;
		len -= n;
	}
}
EXPORT_SYMBOL(get_random_bytes);

/* Each number below @ceil as often as the others: the few that do not divide are drawn again. */
u32 __get_random_u32_below(u32 ceil)
{
	u32 rest = -ceil % ceil;
	u64 product;

	do
		product = (u64)get_random_u32() * ceil;
	while ((u32)product < rest);
	return product >> 32;
}
EXPORT_SYMBOL(__get_random_u32_below);

/* What is known only here becomes part of the key. */
void add_device_randomness(const void *buf, size_t len)
{
	unsigned long flags;
	const u8 *p = buf;

	raw_spin_lock_irqsave(&random_lock, flags);
	if (!counter++)
		seed_key();
	while (len--)
		key.key[0] = siphash_1u64(key.key[1] ^ *p++, &key);
	raw_spin_unlock_irqrestore(&random_lock, flags);
}
EXPORT_SYMBOL(add_device_randomness);

/* Return: how many bytes it was, or -EFAULT. */
static ssize_t give_random(char __user *buf, size_t count)
{
	u8 bytes[PIECE];
	size_t done = 0;

	while (done < count) {
		size_t n = min_t(size_t, count - done, sizeof(bytes));

		get_random_bytes(bytes, n);
		if (copy_to_user(buf + done, bytes, n))
			return done ? (ssize_t)done : -EFAULT;
		done += n;
	}
	return done;
}

/* ---- getrandom() ------------------------------------------------------------- */

SYSCALL_DEFINE3(getrandom, char __user *, buf, size_t, count, unsigned int, flags)
{
	if (flags & ~(GRND_NONBLOCK | GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	if ((flags & (GRND_RANDOM | GRND_INSECURE)) == (GRND_RANDOM | GRND_INSECURE))
		return -EINVAL;
	return give_random(buf, min_t(size_t, count, INT_MAX));
}

/* ---- /dev/random, /dev/urandom ----------------------------------------------- */

static ssize_t random_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return give_random(buf, count);
}

static ssize_t random_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	u8 bytes[PIECE];
	size_t done = 0;

	while (done < count) {
		size_t n = min_t(size_t, count - done, sizeof(bytes));

		if (copy_from_user(bytes, buf + done, n))
			return done ? (ssize_t)done : -EFAULT;
		add_device_randomness(bytes, n);
		done += n;
	}
	return done;
}

const struct file_operations random_fops = {
	.read	= random_read,
	.write	= random_write,
	.llseek	= noop_llseek,
};
