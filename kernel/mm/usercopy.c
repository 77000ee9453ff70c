// SPDX-License-Identifier: MIT
/*
 * kernel/mm/usercopy.c - copying to and from the memory of a user
 *
 * What it is for
 *
 *   A driver's read() gets a pointer that somebody else chose.  copy_to_user() is
 *   the door: it writes only where that somebody may write, whatever the pointer is.
 *
 * How it works
 *
 *   There are no user programs yet.  The kernel itself reads and writes files
 *   (kernel_read() and kernel_write(): the monitor, the tests), and their buffers
 *   are kernel memory.  They are lent to the call: lend_buffer() notes the range
 *   in the task, and only addresses within it pass.  So a driver that copies more
 *   than it was asked for is stopped at the end of the buffer, and one that keeps
 *   the pointer finds it useless.  A file that is read by the read() of another
 *   lends again; the former buffer waits below.
 *
 *   Linux does not lend: its kernel_read() takes only files that have read_iter(),
 *   which is told what kind of memory it is given.
 *
 * Context: process, may sleep.
 * Locking: none; current->lent_buffer belongs to the task.
 */

#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

void lend_buffer(struct lent_buffer *lent, const void *buf, size_t size)
{
	lent->start = (unsigned long)buf;
	lent->end = lent->start + size;
	lent->before = current->lent_buffer;
	current->lent_buffer = lent;
}

void take_back_buffer(const struct lent_buffer *lent)
{
	WARN_ON(current->lent_buffer != lent);
	current->lent_buffer = lent->before;
}

/* How many of n bytes at addr may be used. */
static unsigned long usable(const void __user *addr, unsigned long n)
{
	const struct lent_buffer *lent = current->lent_buffer;
	unsigned long start = (__force unsigned long)addr;

	if (!lent || start < lent->start || start > lent->end)
		return 0;
	return min(n, lent->end - start);
}

/**
 * access_ok - whether a range of user memory can be used at all
 * Context: process.
 */
bool access_ok(const void __user *addr, unsigned long size)
{
	return usable(addr, size) == size;
}
EXPORT_SYMBOL(access_ok);

/**
 * copy_to_user - give bytes to a user
 * Context: process, may sleep.
 * Return: how many of them could not be given.
 */
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	unsigned long good = usable(to, n);

	might_sleep();
	memcpy((__force void *)to, from, good);
	return n - good;
}
EXPORT_SYMBOL(copy_to_user);

/**
 * copy_from_user - take bytes from a user
 * Context: process, may sleep.
 * Return: how many could not be taken; they are 0 in @to.
 */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	unsigned long good = usable(from, n);

	might_sleep();
	memcpy(to, (__force const void *)from, good);
	memset(to + good, 0, n - good);
	return n - good;
}
EXPORT_SYMBOL(copy_from_user);

unsigned long clear_user(void __user *to, unsigned long n)
{
	unsigned long good = usable(to, n);

	might_sleep();
	memset((__force void *)to, 0, good);
	return n - good;
}
EXPORT_SYMBOL(clear_user);

long strnlen_user(const char __user *s, long n)
{
	unsigned long good = n > 0 ? usable(s, n) : 0;
	unsigned long len = strnlen((__force const char *)s, good);

	if (len < good)
		return len + 1;
	return good == n ? n + 1 : 0;
}
EXPORT_SYMBOL(strnlen_user);

long strncpy_from_user(char *dst, const char __user *src, long n)
{
	unsigned long good = n > 0 ? usable(src, n) : 0;
	unsigned long len = strnlen((__force const char *)src, good);

	might_sleep();
	if (len == good && good < n)
		return -EFAULT;
	memcpy(dst, (__force const char *)src, min_t(unsigned long, len + 1, good));
	return len;
}
EXPORT_SYMBOL(strncpy_from_user);

/* With a 0 behind it. */
void *memdup_user_nul(const void __user *src, size_t len)
{
	char *copy = len < SIZE_MAX ? kmalloc(len + 1, GFP_KERNEL) : NULL;

	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, src, len)) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	copy[len] = '\0';
	return copy;
}
EXPORT_SYMBOL(memdup_user_nul);

void *memdup_user(const void __user *src, size_t len)
{
	return memdup_user_nul(src, len);
}
EXPORT_SYMBOL(memdup_user);
