// SPDX-License-Identifier: MIT
/* Files in /proc: single_open, seq_operations, write, a directory. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>

static int limit = 5;
static int shown;

static void *numbers_start(struct seq_file *m, loff_t *pos)
{
	if (*pos == 0)
		return SEQ_START_TOKEN;
	return *pos <= limit ? pos : NULL;
}

static void *numbers_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return *pos <= limit ? pos : NULL;
}

static void numbers_stop(struct seq_file *m, void *v)
{
}

static int numbers_show(struct seq_file *m, void *v)
{
	if (v == SEQ_START_TOKEN) {
		seq_puts(m, "number square\n");
		return 0;
	}
	if (*(loff_t *)v == 3)
		return SEQ_SKIP;
	seq_printf(m, "%6lld %6lld\n", *(loff_t *)v, *(loff_t *)v * *(loff_t *)v);
	return 0;
}

static const struct seq_operations numbers_ops = {
	.start = numbers_start, .next = numbers_next, .stop = numbers_stop, .show = numbers_show,
};

static int limit_show(struct seq_file *m, void *v)
{
	seq_printf(m, "limit %d, private %ld, shown %d\n", limit, (long)m->private, ++shown);
	return 0;
}

static int limit_open(struct inode *inode, struct file *file)
{
	return single_open(file, limit_show, pde_data(inode));
}

static ssize_t limit_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	int ret = kstrtoint_from_user(from, count, 0, &limit);

	return ret ? ret : count;
}

static const struct proc_ops limit_ops = {
	.proc_open = limit_open,
	.proc_read = seq_read,
	.proc_write = limit_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static int text_show(struct seq_file *m, void *v)
{
	seq_puts(m, "text:");
	seq_pad(m, ' ');
	seq_putc(m, 'c');
	seq_escape(m, "a b\n", " \n");
	seq_put_decimal_ull(m, " ", 17);
	seq_put_decimal_ll(m, " ", -17);
	seq_printf(m, " %*s\n", 5, "x");
	return 0;
}

static int __init proc_files_init(void)
{
	struct proc_dir_entry *dir = proc_mkdir("oracle", NULL);

	if (!dir)
		return -ENOMEM;
	proc_create_seq("numbers", 0444, dir, &numbers_ops);
	proc_create_data("limit", 0644, dir, &limit_ops, (void *)42L);
	proc_create_single("text", 0400, dir, text_show);
	proc_symlink("link", dir, "limit");
	pr_info("the same again %d\n", proc_create_single("text", 0400, dir, text_show) == NULL);
	return 0;
}

static void __exit proc_files_exit(void)
{
	remove_proc_entry("link", NULL);
	remove_proc_subtree("oracle", NULL);
	pr_info("shown %d\n", shown);
}

module_init(proc_files_init);
module_exit(proc_files_exit);

MODULE_LICENSE("Dual MIT/GPL");
