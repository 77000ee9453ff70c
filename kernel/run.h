/* SPDX-License-Identifier: MIT */
/* kernel/run.h - private to kernel/: what the command line asks for after the boot */
#ifndef KERNEL_RUN_H
#define KERNEL_RUN_H

#include <linux/types.h>

/* mod=, ktest=, bench=, mon=, then init or the monitor; returns to run a program. */
void run_requested(void);

/* Does a person sit at the monitor's prompt, who can look at the machine after a panic? */
bool run_is_interactive(void);

#endif /* KERNEL_RUN_H */
