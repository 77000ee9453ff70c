// SPDX-License-Identifier: MIT
/*
 * fs/proc/task_mmu.c - what is in the memory of a process: maps, cmdline, environ
 *
 * Context: process, with a reference on the task.
 *
 * Locking: mmap_lock of the other's mm, for reading.
 */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "internal.h"

#define PIECE 128	/* of strings that are copied */

/* ---- strings --------------------------------------------------------------------------- */

static void show_range(struct seq_file *m, struct mm_struct *mm, unsigned long start,
		       unsigned long end)
{
	char piece[PIECE];

	while (start < end && !seq_has_overflowed(m)) {
		int want = min(end - start, sizeof(piece));
		int n = access_remote_vm(mm, start, piece, want, 0);

		if (n <= 0)
			break;
		seq_write(m, piece, n);
		start += n;
	}
}

/* The arguments, each with its NUL; nothing of a kernel thread. */
int proc_pid_cmdline(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	if (mm) {
		show_range(m, mm, mm->arg_start, mm->arg_end);
		mmput(mm);
	}
	return 0;
}

int proc_pid_environ(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);

	if (mm) {
		show_range(m, mm, mm->env_start, mm->env_end);
		mmput(mm);
	}
	return 0;
}

/* ---- maps ------------------------------------------------------------------------------- */

/* What an area is, if it has no file. */
static const char *area_name(const struct vm_area_struct *vma)
{
	const struct mm_struct *mm = vma->vm_mm;

	if (vma->vm_start <= mm->brk && vma->vm_end >= mm->start_brk && mm->brk > mm->start_brk)
		return "[heap]";
	if (vma->vm_start <= mm->start_stack && vma->vm_end >= mm->start_stack)
		return "[stack]";
	return NULL;
}

static void show_path(struct seq_file *m, struct file *file)
{
	char *buf = kmalloc(PATH_MAX, GFP_KERNEL);
	const char *path = buf ? d_path(&file->f_path, buf, PATH_MAX) : NULL;

	seq_escape(m, IS_ERR_OR_NULL(path) ? "?" : path, "\n");
	kfree(buf);
}

static void show_area(struct seq_file *m, const struct vm_area_struct *vma)
{
	const struct inode *inode = vma->vm_file ? file_inode(vma->vm_file) : NULL;
	dev_t dev = inode ? inode->i_sb->s_dev : 0;
	const char *name = inode ? NULL : area_name(vma);

	seq_setwidth(m, 25 + sizeof(void *) * 6 - 1);
	seq_printf(m, "%08lx-%08lx %c%c%c%c %08lx %02x:%02x %lu ", vma->vm_start, vma->vm_end,
		   vma->vm_flags & VM_READ ? 'r' : '-', vma->vm_flags & VM_WRITE ? 'w' : '-',
		   vma->vm_flags & VM_EXEC ? 'x' : '-', vma->vm_flags & VM_SHARED ? 's' : 'p',
		   inode ? vma->vm_pgoff << PAGE_SHIFT : 0, MAJOR(dev), MINOR(dev),
		   inode ? inode->i_ino : 0);
	if (inode) {
		seq_pad(m, ' ');
		show_path(m, vma->vm_file);
	}
	if (name) {
		seq_pad(m, ' ');
		seq_puts(m, name);
	}
	seq_putc(m, '\n');
}

int proc_pid_maps(struct seq_file *m, struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	struct vm_area_struct *vma;

	if (!mm)
		return 0;
	mmap_read_lock(mm);
	list_for_each_entry(vma, &mm->areas, node)
		show_area(m, vma);
	mmap_read_unlock(mm);
	mmput(mm);
	return 0;
}
