/* SPDX-License-Identifier: MIT */
/* asm/usercopy.h - what may be a program's address, and the instructions that touch it */
#ifndef ASM_USERCOPY_H
#define ASM_USERCOPY_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/pgtable.h>

static inline bool is_user_range(const void __user *ptr, unsigned long size)
{
	return size <= TASK_SIZE_MAX && (unsigned long)ptr <= TASK_SIZE_MAX - size;
}

/*
 * arch/x86/lib/user_access.c: of the program that runs; addresses are checked already.
 * Return: bytes that were not done, because they are not there.
 */
unsigned long __must_check raw_copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long __must_check raw_copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long __must_check raw_clear_user(void __user *to, unsigned long n);

#endif /* ASM_USERCOPY_H */
