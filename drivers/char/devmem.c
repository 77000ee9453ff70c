// SPDX-License-Identifier: MIT
/*
 * drivers/char/devmem.c - /dev/mem: physical addresses as a file
 *
 * What a program may reach is what Debian's Linux lets it (STRICT_DEVMEM): registers of
 * devices, by mmap(), and the first MiB, where the firmware left its tables; but not the
 * memory that the kernel works in.  RAM in the first MiB reads as zeroes, for it may be
 * anybody's.
 *
 * Context: process, may sleep.
 */

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "mem.h"

#define FIRST_MIB_PFNS	(0x100000 >> PAGE_SHIFT)

static bool is_allowed(unsigned long pfn)
{
	return !pfn_valid(pfn) || pfn < FIRST_MIB_PFNS;
}

static bool range_is_allowed(unsigned long pfn, unsigned long pages)
{
	while (pages--)
		if (!is_allowed(pfn++))
			return false;
	return true;
}

/* By a map of its own, so that neither side can fault in the middle of an access. */
static ssize_t read_page(phys_addr_t phys, char *bounce, char __user *buf, size_t n)
{
	void __iomem *io;

	if (pfn_valid(phys >> PAGE_SHIFT)) {
		memset(bounce, 0, n);
	} else {
		io = ioremap(phys, n);
		if (!io)
			return -EFAULT;
		memcpy_fromio(bounce, io, n);
		iounmap(io);
	}
	return copy_to_user(buf, bounce, n) ? -EFAULT : (ssize_t)n;
}

static ssize_t write_page(phys_addr_t phys, char *bounce, char __user *buf, size_t n)
{
	void __iomem *io;

	if (copy_from_user(bounce, buf, n))
		return -EFAULT;
	if (pfn_valid(phys >> PAGE_SHIFT))
		return n;
	io = ioremap(phys, n);
	if (!io)
		return -EFAULT;
	memcpy_toio(io, bounce, n);
	iounmap(io);
	return n;
}

typedef ssize_t (*page_func_t)(phys_addr_t phys, char *bounce, char __user *buf, size_t n);

/* Only below the end of memory, as on Linux: what is above it has to be mapped. */
static ssize_t each_page(char __user *buf, size_t count, loff_t *pos, page_func_t func)
{
	phys_addr_t phys = *pos, end = (phys_addr_t)max_pfn << PAGE_SHIFT;
	ssize_t done = 0, n = 0;
	char *bounce;

	if (phys > end || count > end - phys)
		return -EFAULT;
	bounce = kmalloc(PAGE_SIZE, GFP_KERNEL);
	if (!bounce)
		return -ENOMEM;
	while (done < count) {
		size_t left = PAGE_SIZE - offset_in_page(phys + done);

		left = min_t(size_t, left, count - done);
		n = -EPERM;
		if (is_allowed((phys + done) >> PAGE_SHIFT))
			n = func(phys + done, bounce, buf + done, left);
		if (n < 0)
			break;
		done += n;
	}
	kfree(bounce);
	*pos += done;
	return done ? done : n;
}

static ssize_t mem_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return each_page(buf, count, pos, read_page);
}

static ssize_t mem_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return each_page((char __user *)buf, count, pos, write_page);
}

static int mem_mmap(struct file *file, struct vm_area_struct *vma)
{
	pgprot_t prot = vma->vm_page_prot;

	if (!range_is_allowed(vma->vm_pgoff, vma_pages(vma)))
		return -EPERM;
	if (!pfn_valid(vma->vm_pgoff))
		prot = pgprot_noncached(prot);
	if (remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, prot))
		return -EAGAIN;
	return 0;
}

static loff_t mem_llseek(struct file *file, loff_t offset, int whence)
{
	return no_seek_end_llseek(file, offset, whence);
}

const struct file_operations devmem_fops = {
	.llseek	= mem_llseek,
	.read	= mem_read,
	.write	= mem_write,
	.mmap	= mem_mmap,
};
