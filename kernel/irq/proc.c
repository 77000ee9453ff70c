// SPDX-License-Identifier: MIT
/*
 * kernel/irq/proc.c - /proc/interrupts, /proc/softirqs and /proc/irq/N/
 *
 * The formats are Linux's to the column: people and programs read them.  The files
 * that can be written, about affinity, are in proc_affinity.c.
 */

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/sprintf.h>

#include <asm/arch.h>

#include "internals.h"

#define NAME_MAX_LEN	12	/* digits of an irq number, as a directory's name */

/* ---- /proc/interrupts ----------------------------------------------------------- */

/* How wide the first column is: the digits of the highest number, at least three. */
static int name_width(void)
{
	int width = 3;

	for (int limit = 1000; limit <= nr_irqs && width < 10; limit *= 10)
		width++;
	return width;
}

static void show_header(struct seq_file *p, int width)
{
	unsigned int cpu;

	seq_printf(p, "%*s", width + 8, "");
	for_each_online_cpu(cpu)
		seq_printf(p, "CPU%-8d", cpu);
	seq_putc(p, '\n');
}

/* The controller and its pin, and how the line signals. */
static void show_chip(struct seq_file *p, struct irq_desc *desc, int width)
{
	struct irq_chip *chip = desc->irq_data.chip;

	if (chip->irq_print_chip)
		chip->irq_print_chip(&desc->irq_data, p);
	else
		seq_printf(p, " %8s", chip->name ?: "-");

	/* A flow with a name belongs to a controller whose pins have numbers of their own. */
	if (desc->name)
		seq_printf(p, " %*lu-%-8s", width, desc->irq_data.hwirq, desc->name);
	else
		seq_printf(p, " %*s", width, "");
}

static void show_actions(struct seq_file *p, struct irq_desc *desc)
{
	const char *separator = "  ";
	struct irqaction *action;

	for_each_action_of_desc(desc, action) {
		seq_printf(p, "%s%s", separator, action->name ?: "");
		separator = ", ";
	}
	seq_putc(p, '\n');
}

/* A line without a user is shown only if it has fired. */
static bool is_shown(unsigned int irq, struct irq_desc *desc)
{
	if (!desc || irq_settings_have(desc, IRQ_HIDDEN))
		return false;
	return desc->action || kstat_irqs_usr(irq);
}

static void show_line(struct seq_file *p, unsigned int irq, struct irq_desc *desc, int width)
{
	unsigned long flags;
	unsigned int cpu;

	seq_printf(p, "%*d: ", width, irq);
	for_each_online_cpu(cpu)
		seq_printf(p, "%10u ", irq_desc_kstat_cpu(desc, cpu));
	raw_spin_lock_irqsave(&desc->lock, flags);	/* the names live as long as the actions */
	show_chip(p, desc, width);
	show_actions(p, desc);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}

/**
 * show_interrupts - one element of /proc/interrupts: a line, or all that is the CPU's own
 *
 * Context: process context.
 */
int show_interrupts(struct seq_file *p, void *v)
{
	unsigned int irq = *(loff_t *)v;
	struct irq_desc *desc = irq_to_desc(irq);
	int width = name_width();

	if (irq == (unsigned int)nr_irqs) {
		arch_show_interrupts(p, width);
		return 0;
	}
	if (irq == 0)
		show_header(p, width);
	if (is_shown(irq, desc))
		show_line(p, irq, desc, width);
	return 0;
}

static void *interrupts_start(struct seq_file *m, loff_t *pos)
{
	return *pos <= nr_irqs ? pos : NULL;
}

static void *interrupts_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return interrupts_start(m, pos);
}

static void interrupts_stop(struct seq_file *m, void *v)
{
}

static const struct seq_operations interrupts_ops = {
	.start = interrupts_start,
	.next = interrupts_next,
	.stop = interrupts_stop,
	.show = show_interrupts,
};

/* ---- /proc/softirqs --------------------------------------------------------------- */

static int show_softirqs(struct seq_file *p, void *v)
{
	unsigned int cpu;

	seq_puts(p, "                    ");
	for_each_possible_cpu(cpu)
		seq_printf(p, "CPU%-8d", cpu);
	seq_putc(p, '\n');

	for (unsigned int nr = 0; nr < NR_SOFTIRQS; nr++) {
		seq_printf(p, "%12s:", softirq_to_name[nr]);
		for_each_possible_cpu(cpu)
			seq_printf(p, " %10u", kstat_softirqs_cpu(nr, cpu));
		seq_putc(p, '\n');
	}
	return 0;
}

/* ---- /proc/irq/N/ ------------------------------------------------------------------- */

static DEFINE_MUTEX(register_lock);		/* making and removing of directories */
static struct proc_dir_entry *root_irq_dir;	/* I */

static struct irq_desc *desc_of(struct seq_file *m)
{
	return irq_to_desc((unsigned long)m->private);
}

static int show_affinity_hint(struct seq_file *m, void *v)
{
	struct irq_desc *desc = desc_of(m);
	struct cpumask mask = { };
	unsigned long flags;

	raw_spin_lock_irqsave(&desc->lock, flags);	/* the mask is the driver's */
	if (desc->affinity_hint)
		cpumask_copy(&mask, desc->affinity_hint);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	seq_printf(m, "%*pb\n", cpumask_pr_args(&mask));
	return 0;
}

/* One node: all memory is equally near. */
static int show_node(struct seq_file *m, void *v)
{
	seq_puts(m, "0\n");
	return 0;
}

static int show_spurious(struct seq_file *m, void *v)
{
	struct irq_desc *desc = desc_of(m);

	seq_printf(m, "count %u\nunhandled %u\nlast_unhandled %u ms\n", desc->irq_count,
		   desc->irqs_unhandled, jiffies_to_msecs(desc->last_unhandled));
	return 0;
}

static const struct {
	const char *name;
	int (*show)(struct seq_file *m, void *v);
} irq_files[] = {
	{ "affinity_hint",		show_affinity_hint },
	{ "node",			show_node },
	{ "spurious",			show_spurious },
};

static bool make_irq_files(unsigned int irq, struct irq_desc *desc)
{
	void *data = (void *)(unsigned long)irq;

	for (unsigned int i = 0; i < ARRAY_SIZE(irq_files); i++)
		if (!proc_create_single_data(irq_files[i].name, 0444, desc->dir,
					     irq_files[i].show, data))
			return false;
	return register_affinity_proc(irq, desc);
}

/* All of it or nothing: the line works without, and its next user tries again. */
static void make_irq_dir(unsigned int irq, struct irq_desc *desc)
{
	char name[NAME_MAX_LEN];

	snprintf(name, sizeof(name), "%u", irq);
	desc->dir = proc_mkdir(name, root_irq_dir);
	if (!desc->dir || make_irq_files(irq, desc))
		return;
	proc_remove(desc->dir);
	desc->dir = NULL;
}

/* /proc/irq/N, once; there is none before /proc is there, and all then. */
void register_irq_proc(unsigned int irq, struct irq_desc *desc)
{
	if (!root_irq_dir || desc->irq_data.chip == &no_irq_chip)
		return;
	mutex_lock(&register_lock);
	if (!desc->dir)
		make_irq_dir(irq, desc);
	mutex_unlock(&register_lock);
}

void unregister_irq_proc(unsigned int irq, struct irq_desc *desc)
{
	if (!desc->dir)
		return;
	proc_remove(desc->dir);
	desc->dir = NULL;
}

/* Two users with one name have one directory. */
static bool name_is_taken(struct irq_desc *desc, const struct irqaction *new)
{
	struct irqaction *action;
	unsigned long flags;
	bool taken = false;

	raw_spin_lock_irqsave(&desc->lock, flags);
	for_each_action_of_desc(desc, action) {
		if (action != new && action->name && !strcmp(action->name, new->name))
			taken = true;
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	return taken;
}

void register_handler_proc(unsigned int irq, struct irqaction *action)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!desc->dir || action->dir || !action->name || name_is_taken(desc, action))
		return;
	action->dir = proc_mkdir(action->name, desc->dir);
}

void unregister_handler_proc(unsigned int irq, struct irqaction *action)
{
	if (action->dir)
		proc_remove(action->dir);
	action->dir = NULL;
}

static int __init init_irq_proc(void)
{
	struct irq_desc *desc;
	unsigned int irq;

	proc_create_seq("interrupts", 0, NULL, &interrupts_ops);
	proc_create_single("softirqs", 0, NULL, show_softirqs);
	root_irq_dir = proc_mkdir("irq", NULL);
	if (!root_irq_dir)
		return -ENOMEM;
	register_default_affinity_proc(root_irq_dir);
	for_each_irq_desc(irq, desc)
		register_irq_proc(irq, desc);
	return 0;
}
fs_initcall(init_irq_proc);
