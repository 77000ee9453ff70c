/* SPDX-License-Identifier: MIT */
/*
 * linux/kdb.h - the in-kernel monitor, in the manner of Linux's kdb
 *
 * Different from Linux: the monitor is a task like any other while the kernel is
 * well, and only after a panic does it own the machine.
 */
#ifndef LINUX_KDB_H
#define LINUX_KDB_H

/* Commands separated by ';' (not within quotes).  Context: process. */
void monitor_run(const char *commands);

/* Read and run lines from the console, for ever.  Context: process. */
void monitor_interactive(void);

/*
 * The same in the middle of whatever runs, until the command `go`.  Context: any but
 * NMI; nothing else runs on this CPU meanwhile, so a command that sleeps will complain.
 */
void monitor_break(void);

#endif /* LINUX_KDB_H */
