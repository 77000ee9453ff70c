/* SPDX-License-Identifier: MIT */
/* kernel/run.h - private to kernel/: what the command line asks for after the boot */
#ifndef KERNEL_RUN_H
#define KERNEL_RUN_H

/* mod=, ktest=, bench=, mon=, then the monitor; returns when there is no more to do. */
void run_requested(void);

#endif /* KERNEL_RUN_H */
