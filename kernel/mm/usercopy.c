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
 *   A program's address is below TASK_SIZE_MAX, and its page is found while it is
 *   touched, or is not there (arch/x86/lib/user_access.c, arch/x86/mm/fault.c).
 *
 *   The kernel itself reads and writes files, too (kernel_read() and kernel_write():
 *   the monitor, the tests), and its buffers are kernel memory.  They are lent to the
 *   call: lend_buffer() notes the range in the task, and until it is taken back only
 *   addresses within it pass.  So a driver that copies more than it was asked for is
 *   stopped at the end of the buffer, and one that keeps the pointer finds it useless.
 *   A file that is read by the read() of another lends again; the former buffer waits
 *   below.
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
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/usercopy.h>

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

/* How many of n bytes at addr are in the buffer that is lent. */
static unsigned long lent_bytes(const void __user *addr, unsigned long n)
{
	const struct lent_buffer *lent = current->lent_buffer;
	unsigned long start = (__force unsigned long)addr;

	if (start < lent->start || start > lent->end)
		return 0;
	return min(n, lent->end - start);
}

/**
 * access_ok - whether a range of user memory can be used at all
 * Context: process.
 */
bool access_ok(const void __user *addr, unsigned long size)
{
	if (current->lent_buffer)
		return lent_bytes(addr, size) == size;
	return current->mm && is_user_range(addr, size);
}
EXPORT_SYMBOL(access_ok);

/* Does a fault on a program's memory have to be answered at once, by "not there"? */
bool faulthandler_disabled(void)
{
	return current->pagefault_disabled || in_atomic();
}

#define might_fault()	might_sleep_if(!faulthandler_disabled())

/**
 * copy_to_user - give bytes to a user
 * Context: process, may sleep; inside pagefault_disable() not.
 * Return: how many of them could not be given.
 */
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	unsigned long good;

	might_fault();
	if (!current->lent_buffer)
		return access_ok(to, n) ? raw_copy_to_user(to, from, n) : n;
	good = lent_bytes(to, n);
	memcpy((__force void *)to, from, good);
	return n - good;
}
EXPORT_SYMBOL(copy_to_user);

static unsigned long take_bytes(void *to, const void __user *from, unsigned long n)
{
	unsigned long good;

	if (!current->lent_buffer)
		return access_ok(from, n) ? raw_copy_from_user(to, from, n) : n;
	good = lent_bytes(from, n);
	memcpy(to, (__force const void *)from, good);
	return n - good;
}

/**
 * copy_from_user - take bytes from a user
 * Context: process, may sleep; inside pagefault_disable() not.
 * Return: how many could not be taken; they are 0 in @to.
 */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	unsigned long left;

	might_fault();
	left = take_bytes(to, from, n);
	memset(to + (n - left), 0, left);
	return left;
}
EXPORT_SYMBOL(copy_from_user);

unsigned long clear_user(void __user *to, unsigned long n)
{
	unsigned long good;

	might_fault();
	if (!current->lent_buffer)
		return access_ok(to, n) ? raw_clear_user(to, n) : n;
	good = lent_bytes(to, n);
	memset((__force void *)to, 0, good);
	return n - good;
}
EXPORT_SYMBOL(clear_user);

/* Strings are read in pieces: what is behind the end need not be there. */
#define CHUNK	64

/* The next piece; it is in one page.  Returns how many bytes of it could be read. */
static unsigned long next_chunk(char *chunk, const char __user *src, unsigned long n)
{
	unsigned long size = min3(n, (unsigned long)CHUNK, PAGE_SIZE - offset_in_page(src));

	return size - copy_from_user(chunk, src, size);
}

/**
 * strnlen_user - how many bytes a user's string takes, the 0 included
 * Context: process, may sleep.
 * Return: the size; more than @n if it does not end within @n bytes; 0 if it is not there.
 */
long strnlen_user(const char __user *s, long n)
{
	char chunk[CHUNK];
	long done = 0;

	while (done < n) {
		unsigned long size = next_chunk(chunk, s + done, n - done);
		unsigned long len = strnlen(chunk, size);

		if (len < size)
			return done + len + 1;
		if (!size)
			return 0;
		done += size;
	}
	return n + 1;
}
EXPORT_SYMBOL(strnlen_user);

/**
 * strncpy_from_user - take a user's string
 * @n: room in @dst
 * Context: process, may sleep.
 * Return: its length; @n if it does not end within @n bytes, as @dst then; -EFAULT.
 */
long strncpy_from_user(char *dst, const char __user *src, long n)
{
	char chunk[CHUNK];
	long done = 0;

	while (done < n) {
		unsigned long size = next_chunk(chunk, src + done, n - done);
		unsigned long len = strnlen(chunk, size);

		if (!size)
			return -EFAULT;
		memcpy(dst + done, chunk, min(len + 1, size));
		done += len;
		if (len < size)
			return done;
	}
	return done;
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

char *strndup_user(const char __user *s, long n)
{
	long size = strnlen_user(s, n);

	if (!size)
		return ERR_PTR(-EFAULT);
	if (size > n)
		return ERR_PTR(-EINVAL);
	return memdup_user_nul(s, size - 1);
}
EXPORT_SYMBOL(strndup_user);
