// SPDX-License-Identifier: MIT
/*
 * kernel/irq/proc_affinity.c - the files of /proc/irq that say who takes an interrupt
 *
 *   default_smp_affinity       of lines that nobody has put anywhere
 *   N/smp_affinity, _list      the CPUs that may take it: can be written
 *   N/effective_affinity, _list    the one of them that does
 *
 * A mask is hexadecimal, a list is "0-2,5".  What cannot be moved answers a write
 * with -EIO, what is no set of CPUs with its own error, a set of which none is online with
 * -EINVAL.
 */

#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internals.h"

#define TEXT_MAX 128		/* of what is written */

static const struct cpumask *affinity_of(unsigned int irq)
{
	return irq_to_desc(irq)->irq_common_data.affinity;
}

static const struct cpumask *effective_of(unsigned int irq)
{
	return irq_to_desc(irq)->irq_common_data.effective_affinity;
}

static unsigned int irq_of(struct seq_file *m)
{
	return (unsigned int)(unsigned long)m->private;
}

/* ---- reading ------------------------------------------------------------------------ */

static int show_affinity(struct seq_file *m, void *v)
{
	seq_printf(m, "%*pb\n", cpumask_pr_args(affinity_of(irq_of(m))));
	return 0;
}

static int show_affinity_list(struct seq_file *m, void *v)
{
	seq_printf(m, "%*pbl\n", cpumask_pr_args(affinity_of(irq_of(m))));
	return 0;
}

static int show_effective(struct seq_file *m, void *v)
{
	seq_printf(m, "%*pb\n", cpumask_pr_args(effective_of(irq_of(m))));
	return 0;
}

static int show_effective_list(struct seq_file *m, void *v)
{
	seq_printf(m, "%*pbl\n", cpumask_pr_args(effective_of(irq_of(m))));
	return 0;
}

static int show_default(struct seq_file *m, void *v)
{
	seq_printf(m, "%*pb\n", cpumask_pr_args(&irq_default_affinity));
	return 0;
}

/* ---- writing ------------------------------------------------------------------------ */

/* Return: 0, or why @text is no set of CPUs of which one is online. */
static int parse_cpus(const char __user *text, size_t size, bool list, struct cpumask *mask)
{
	char copy[TEXT_MAX];
	int err;

	if (size >= sizeof(copy))
		return -EINVAL;
	if (copy_from_user(copy, text, size))
		return -EFAULT;
	copy[size] = '\0';
	cpumask_clear(mask);
	err = list ? bitmap_parselist(copy, cpumask_bits(mask), NR_CPUS) :
		     bitmap_parse(copy, size, cpumask_bits(mask), NR_CPUS);
	if (err)
		return err;
	return cpumask_intersects(mask, cpu_online_mask) ? 0 : -EINVAL;
}

static ssize_t write_affinity(struct file *file, const char __user *buf, size_t size, bool list)
{
	unsigned int irq = (unsigned int)(unsigned long)pde_data(file->f_inode);
	struct cpumask mask;
	int err;

	if (!irq_can_set_affinity(irq))
		return -EIO;
	err = parse_cpus(buf, size, list, &mask);
	if (!err)
		err = irq_set_affinity(irq, &mask);
	return err ? err : (ssize_t)size;
}

static ssize_t write_mask(struct file *file, const char __user *buf, size_t size, loff_t *pos)
{
	return write_affinity(file, buf, size, false);
}

static ssize_t write_list(struct file *file, const char __user *buf, size_t size, loff_t *pos)
{
	return write_affinity(file, buf, size, true);
}

static ssize_t write_default(struct file *file, const char __user *buf, size_t size, loff_t *pos)
{
	struct cpumask mask;
	int err = parse_cpus(buf, size, false, &mask);

	if (err)
		return err;
	cpumask_copy(&irq_default_affinity, &mask);
	return (ssize_t)size;
}

/* ---- the files ------------------------------------------------------------------------ */

static int open_mask(struct inode *inode, struct file *file)
{
	return single_open(file, show_affinity, pde_data(inode));
}

static int open_list(struct inode *inode, struct file *file)
{
	return single_open(file, show_affinity_list, pde_data(inode));
}

static int open_default(struct inode *inode, struct file *file)
{
	return single_open(file, show_default, NULL);
}

#define AFFINITY_OPS(name_) {					\
	.proc_open	= open_##name_,				\
	.proc_read	= seq_read,				\
	.proc_write	= write_##name_,			\
	.proc_lseek	= seq_lseek,				\
	.proc_release	= single_release,			\
}

static const struct proc_ops mask_ops = AFFINITY_OPS(mask);
static const struct proc_ops list_ops = AFFINITY_OPS(list);
static const struct proc_ops default_ops = AFFINITY_OPS(default);

/* Return: false when there is not memory for all of them. */
bool register_affinity_proc(unsigned int irq, struct irq_desc *desc)
{
	void *data = (void *)(unsigned long)irq;

	return proc_create_data("smp_affinity", 0644, desc->dir, &mask_ops, data) &&
	       proc_create_data("smp_affinity_list", 0644, desc->dir, &list_ops, data) &&
	       proc_create_single_data("effective_affinity", 0444, desc->dir, show_effective,
				       data) &&
	       proc_create_single_data("effective_affinity_list", 0444, desc->dir,
				       show_effective_list, data);
}

void register_default_affinity_proc(struct proc_dir_entry *dir)
{
	proc_create("default_smp_affinity", 0644, dir, &default_ops);
}
