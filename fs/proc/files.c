// SPDX-License-Identifier: MIT
/* fs/proc/files.c - the files of /proc that belong to no other part of the kernel */

#include <linux/console.h>
#include <linux/init.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/utsname.h>

static int version_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%s\n", linux_banner);
	return 0;
}

static int cmdline_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%s\n", saved_command_line);
	return 0;
}

/* Name, read/write/unblank, and flags: Enabled, Consdev, Boot, prints the Buffer. */
static void show_console(struct seq_file *m, const struct console *con)
{
	char name[24];

	snprintf(name, sizeof(name), "%s%d", con->name, con->index);
	seq_printf(m, "%-21s-%c- (%c%c%c%c)\n", name, con->write ? 'W' : '-',
		   con->flags & CON_ENABLED ? 'E' : ' ', con->flags & CON_CONSDEV ? 'C' : ' ',
		   con->flags & CON_BOOT ? 'B' : ' ', con->flags & CON_PRINTBUFFER ? 'p' : ' ');
}

static int consoles_show(struct seq_file *m, void *v)
{
	struct console *con;

	console_lock();
	for_each_console(con)
		show_console(m, con);
	console_unlock();
	return 0;
}

static int __init proc_files_init(void)
{
	proc_create_single("version", 0, NULL, version_show);
	proc_create_single("cmdline", 0, NULL, cmdline_show);
	proc_create_single("consoles", 0, NULL, consoles_show);
	return 0;
}
fs_initcall(proc_files_init);
