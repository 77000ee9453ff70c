// SPDX-License-Identifier: MIT
/* kernel/mm/syscalls.c - what a program asks about its memory */

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <uapi/linux/mman.h>

#include <asm/page.h>

#include "internal.h"

#define PROT_ALL	(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM)

SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len, unsigned long, prot,
		unsigned long, flags, unsigned int, fd, unsigned long, offset)
{
	struct file *file;
	unsigned long ret;

	if (!PAGE_ALIGNED(offset))
		return -EINVAL;
	if (flags & MAP_ANONYMOUS)
		return vm_mmap(NULL, addr, len, prot, flags, 0);
	file = fget(fd);
	if (!file)
		return -EBADF;
	ret = vm_mmap(file, addr, len, prot, flags, offset);
	fput(file);
	return ret;
}

SYSCALL_DEFINE2(munmap, unsigned long, addr, size_t, len)
{
	struct mm_struct *mm = current->mm;
	int err;

	mmap_write_lock(mm);
	err = do_munmap(mm, addr, len);
	mmap_write_unlock(mm);
	return err;
}

SYSCALL_DEFINE3(mprotect, unsigned long, start, size_t, len, unsigned long, prot)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (prot & ~(unsigned long)PROT_ALL)
		return -EINVAL;
	mmap_write_lock(mm);
	err = do_mprotect(mm, start, len, vm_access_flags(prot));
	mmap_write_unlock(mm);
	return err;
}

SYSCALL_DEFINE1(brk, unsigned long, brk)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	mmap_write_lock(mm);
	ret = do_brk(mm, brk);
	mmap_write_unlock(mm);
	return ret;
}
