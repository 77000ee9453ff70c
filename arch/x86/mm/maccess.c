// SPDX-License-Identifier: MIT
/* arch/x86/mm/maccess.c - read kernel memory that may not be mapped */

#include <linux/compiler.h>
#include <linux/uaccess.h>

#include <asm/extable.h>

/* One load with a row in the exception table: a fault there jumps to label 2. */
static bool read_byte(u8 *value, const u8 *from)
{
	bool ok;

	asm volatile("1: movb %2, %1\n\t"
		     "movb $1, %0\n"
		     "2:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "=&q"(ok), "=&q"(*value) : "m"(*from), "0"((bool)false));
	return ok;
}

/**
 * copy_from_kernel_nofault - memcpy() that survives a bad source
 * @dst: ordinary memory
 * @src: any address
 * @size: bytes
 *
 * Context: any, NMI included.
 * Return: 0, or -EFAULT; what stands before the bad byte has been copied.
 */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size)
{
	u8 *to = dst;
	const u8 *from = src;

	for (; size; size--)
		if (!read_byte(to++, from++))
			return -EFAULT;
	return 0;
}
