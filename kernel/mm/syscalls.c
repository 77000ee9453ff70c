// SPDX-License-Identifier: MIT
/* kernel/mm/syscalls.c - what a program asks about its memory */

#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <uapi/linux/mman.h>

#include <asm/page.h>

#define PROT_ALL	(PROT_READ | PROT_WRITE | PROT_EXEC)

static unsigned long vm_access_flags(unsigned long prot)
{
	return (prot & PROT_READ ? VM_READ : 0) | (prot & PROT_WRITE ? VM_WRITE : 0) |
	       (prot & PROT_EXEC ? VM_EXEC : 0);
}

/* Memory of its own is all there is: a file, or memory shared with others, is -ENODEV. */
SYSCALL_DEFINE6(mmap, unsigned long, addr, unsigned long, len, unsigned long, prot,
		unsigned long, flags, int, fd, unsigned long, offset)
{
	struct mm_struct *mm = current->mm;
	unsigned long vm_flags = vm_access_flags(prot) | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	unsigned long ret;

	if (!PAGE_ALIGNED(offset) || prot & ~(unsigned long)PROT_ALL)
		return -EINVAL;
	if ((flags & MAP_TYPE) != MAP_PRIVATE)
		return (flags & MAP_TYPE) == MAP_SHARED ? -ENODEV : -EINVAL;
	if (!(flags & MAP_ANONYMOUS))
		return -ENODEV;
	if (flags & MAP_FIXED && !PAGE_ALIGNED(addr))
		return -EINVAL;
	if (flags & MAP_GROWSDOWN)
		vm_flags |= VM_GROWSDOWN;
	mmap_write_lock(mm);
	ret = do_mmap(mm, addr, len, vm_flags, flags & MAP_FIXED);
	mmap_write_unlock(mm);
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
