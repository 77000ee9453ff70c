/* SPDX-License-Identifier: MIT */
/* kernel/monitor/monitor.h - private to the monitor */
#ifndef KERNEL_MONITOR_MONITOR_H
#define KERNEL_MONITOR_MONITOR_H

#include <linux/compiler.h>
#include <linux/types.h>

#define MON_LINE_MAX 256
#define MON_ARGS_MAX 16

struct mon_command {
	const char *name;
	const char *usage;		/* behind the name; "" = takes nothing */
	const char *help;
	int (*run)(int argc, char **argv);	/* 0, or -errno after one clear line */
};

extern const struct mon_command mon_commands[];	/* commands.c; ends with a NULL name */

/* Text to all consoles, without time stamps and not into the log. */
__printf(1, 2) void mon_printf(const char *fmt, ...);
void mon_puts(const char *s);
void mon_leave(void);			/* the end of monitor_break() */

/* files.c */
int cmd_ls(int argc, char **argv);
int cmd_cat(int argc, char **argv);
int cmd_echo(int argc, char **argv);
/* A file's text to the console; command is who says what went wrong.  0 or -errno. */
int mon_show_file(const char *command, const char *name);
/* All of a file, with a NUL behind it, for vfree(); or an ERR_PTR(). */
void *mon_read_file(const char *name, size_t *size);
int cmd_run(int argc, char **argv);

/* lineedit.c: one edited line without its end; false on ^C. */
bool mon_read_line(const char *prompt, char *line, size_t size);

/* modules.c */
int cmd_insmod(int argc, char **argv);
int cmd_rmmod(int argc, char **argv);
int cmd_lsmod(int argc, char **argv);
int cmd_modinfo(int argc, char **argv);

#endif /* KERNEL_MONITOR_MONITOR_H */
