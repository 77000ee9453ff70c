// SPDX-License-Identifier: MIT
/* debugfs: numbers, a bool, a blob, a directory removed at once. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

static struct dentry *dir;
static u8 byte = 7;
static u32 word = 70000, hex = 0xabcd;
static bool flag;
static atomic_t counter = ATOMIC_INIT(3);
static struct debugfs_blob_wrapper blob = { .data = "blob\n", .size = 5 };

static int list_show(struct seq_file *m, void *v)
{
	seq_printf(m, "byte %u word %u flag %d\n", byte, word, flag);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(list);

static int __init debugfs_files_init(void)
{
	dir = debugfs_create_dir("oracle", NULL);
	debugfs_create_u8("byte", 0644, dir, &byte);
	debugfs_create_u32("word", 0644, dir, &word);
	debugfs_create_x32("hex", 0444, dir, &hex);
	debugfs_create_bool("flag", 0644, dir, &flag);
	debugfs_create_atomic_t("counter", 0644, dir, &counter);
	debugfs_create_blob("blob", 0444, dir, &blob);
	debugfs_create_file("list", 0444, dir, NULL, &list_fops);
	return 0;
}

static void __exit debugfs_files_exit(void)
{
	debugfs_remove_recursive(dir);
	pr_info("byte %u word %u flag %d counter %d\n", byte, word, flag, atomic_read(&counter));
}

module_init(debugfs_files_init);
module_exit(debugfs_files_exit);

MODULE_LICENSE("Dual MIT/GPL");
