// SPDX-License-Identifier: MIT
/*
 * arch/x86/lib/user_access.c - memory of programs, which may not be there
 *
 * One instruction does the work, and has a row in the exception table: if it faults and
 * the page cannot be found, it goes on behind itself, and rcx tells how much is left.
 *
 * Where the CPU has SMAP, the kernel may touch a program's memory only between stac and
 * clac: any other access is a bug and faults.  Intel SDM vol. 3, "Access Rights".
 */

#include <linux/types.h>

#include <asm/extable.h>
#include <asm/smap.h>
#include <asm/usercopy.h>

static __always_inline unsigned long copy_bytes(void *to, const void *from, unsigned long n)
{
	stac();
	asm volatile("1: rep movsb\n"
		     "2:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "+D"(to), "+S"(from), "+c"(n) : : "memory");
	clac();
	return n;
}

unsigned long raw_copy_from_user(void *to, const void __user *from, unsigned long n)
{
	return copy_bytes(to, (__force const void *)from, n);
}

unsigned long raw_copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return copy_bytes((__force void *)to, from, n);
}

unsigned long raw_clear_user(void __user *to, unsigned long n)
{
	stac();
	asm volatile("1: rep stosb\n"
		     "2:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "+D"(to), "+c"(n) : "a"(0) : "memory");
	clac();
	return n;
}
