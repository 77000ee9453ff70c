// SPDX-License-Identifier: MIT
/* fs/proc/files.c - the files of /proc that belong to no other part of the kernel */

#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/math64.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>
#include <linux/utsname.h>

#define NSEC_PER_CENTISEC (NSEC_PER_SEC / 100)

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

/* Seconds and hundredths. */
static void show_seconds(struct seq_file *m, u64 nsec, char end)
{
	u32 hundredths;
	u64 sec = div_u64_rem(div_u64(nsec, NSEC_PER_CENTISEC), 100, &hundredths);

	seq_printf(m, "%llu.%02u%c", sec, hundredths, end);
}

/* Since the boot, and how much of it all CPUs together were idle. */
static int uptime_show(struct seq_file *m, void *v)
{
	u64 idle = 0;
	int cpu;

	for_each_online_cpu(cpu)
		idle += READ_ONCE(idle_task(cpu)->stime);
	show_seconds(m, ktime_get(), ' ');
	show_seconds(m, idle, '\n');
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
	proc_create_single("uptime", 0, NULL, uptime_show);
	proc_create_single("consoles", 0, NULL, consoles_show);
	return 0;
}
fs_initcall(proc_files_init);
