// SPDX-License-Identifier: MIT
/*
 * kernel/process/init.c - process 1 becomes a program
 *
 * With an initramfs that is /init, or what rdinit= names; then what init= names, or the
 * first there is of a few.  Words of the command line that the kernel does not know are its
 * arguments and its environment.  Where there is none of them, the monitor has the console.
 */

#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/stat.h>

#define NR_STANDARD_FILES 3

static char *rdinit = "/init";
static char *init;			/* init=: this one or none */

static int __init set_rdinit(char *value)
{
	rdinit = value;
	return 1;
}
__setup("rdinit=", set_rdinit);

static int __init set_init(char *value)
{
	init = value;
	return 1;
}
__setup("init=", set_init);

/* Standard input, output and error; a program may do without. */
static void open_console(void)
{
	struct file *file = filp_open("/dev/console", O_RDWR, 0);

	if (IS_ERR(file)) {
		pr_err("Warning: unable to open an initial console.\n");
		return;
	}
	for (int i = 0; i < NR_STANDARD_FILES; i++) {
		int fd = get_unused_fd_flags(0);

		if (fd >= 0)
			fd_install(fd, get_file(file));
	}
	fput(file);
}

static int run_init_process(const char *name)
{
	static bool has_console;		/* process 1 only */

	if (!has_console)
		open_console();
	has_console = true;
	argv_init[0] = name;
	pr_info("Run %s as init process\n", name);
	return kernel_execve(name, argv_init, envp_init);
}

/* Is there a file of that name? */
static bool is_there(const char *name)
{
	struct kstat stat;

	return !init_stat(name, &stat, 0);
}

/* What is there must run; what is not may be missing. */
static bool try_to_run(const char *name)
{
	int err;

	if (!is_there(name))
		return false;
	err = run_init_process(name);
	if (err)
		pr_err("Starting init: %s exists but couldn't execute it (error %d)\n", name, err);
	return !err;
}

/**
 * start_init_program - let process 1 continue in ring 3
 * Context: process 1, at the end of the boot.
 * Return: false: there is no program for it.
 */
bool start_init_program(void)
{
	static const char *const usual[] = { "/sbin/init", "/etc/init", "/bin/init", "/bin/sh" };

	if (is_there(rdinit)) {
		int err = run_init_process(rdinit);

		if (!err)
			return true;
		pr_err("Failed to execute %s (error %d)\n", rdinit, err);
	}
	if (init) {
		int err = run_init_process(init);

		if (!err)
			return true;
		panic("Requested init %s failed (error %d).", init, err);
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(usual); i++)
		if (try_to_run(usual[i]))
			return true;
	return false;
}
