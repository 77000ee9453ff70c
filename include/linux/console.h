/* SPDX-License-Identifier: MIT */
/*
 * linux/console.h - a place where the kernel log becomes visible
 *
 * A driver fills a struct console and registers it from a console_initcall (or
 * later); the printk core decides by console= whether it is used, replays what
 * was logged before, and from then on calls write() for each line, one console
 * and one line at a time.
 *
 * Left out: reading, braille, extended (/dev/kmsg) consoles.
 */
#ifndef LINUX_CONSOLE_H
#define LINUX_CONSOLE_H

#include <linux/compiler.h>
#include <linux/types.h>

#define CON_PRINTBUFFER	(1 << 0)	/* wants the log from its beginning */
#define CON_CONSDEV	(1 << 1)	/* preferred: the last console= of the command line */
#define CON_ENABLED	(1 << 2)	/* write() may be called */
#define CON_BOOT	(1 << 3)	/* goes away when a real console comes */

struct tty_driver;

struct console {
	char name[16];			/* I: "ttyS", "tty" */
	/* Any context; count bytes, "\n" ends a line.  Must not sleep nor printk. */
	void (*write)(struct console *con, const char *s, unsigned int count);
	/* Any context: returns when all that was written has left; or NULL, if it always has. */
	void (*flush)(struct console *con);
	/* Its terminal, for /dev/console; NULL if there is none (yet). */
	struct tty_driver *(*device)(struct console *con, int *index);
	/* options of "console=ttyS0,115200n8" or NULL; an error leaves it unused. */
	int (*setup)(struct console *con, char *options);
	int (*exit)(struct console *con);
	void *data;			/* the driver's */
	short flags;			/* O: CON_*; the owner of the consoles changes it */
	short index;			/* the 0 of ttyS0; -1 = whichever console= names */
	bool line_open;			/* O: its last line has no end yet */
	bool line_hidden;		/* O: and is not to be shown */
	unsigned int line_caller;	/* O: who may continue it */
	unsigned int seq, slot;		/* O: next record to show (struct log_pos) */
	unsigned long dropped;		/* O: records overwritten before they were shown */
	struct console *next;		/* O: list of registered consoles */
};

/* -ENODEV: it was not registered. */
void register_console(struct console *con);
int unregister_console(struct console *con);

/* One owner for all consoles: whoever holds it prints for everybody. */
void console_lock(void);
int console_trylock(void);
void console_unlock(void);	/* prints what has come in meanwhile, then lets go */
int is_console_locked(void);

/* Hardware lost or got back: nothing is shown in between, but all is stored. */
void suspend_console(void);
void resume_console(void);

/* Like console= on the command line, for platform code. */
int add_preferred_console(char *name, int idx, char *options);

/* start_kernel(): the boot console before the first message, the drivers' when they can. */
void early_console_init(void);
void console_init(void);

/* The terminal of the preferred console that has one: what /dev/console is.  Or NULL. */
struct tty_driver *console_device(int *index);

/* The head of the list, for /proc/consoles and the monitor. */
extern struct console *console_drivers;
#define for_each_console(con) \
	for ((con) = console_drivers; (con); (con) = (con)->next)

#endif /* LINUX_CONSOLE_H */
