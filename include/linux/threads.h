/* SPDX-License-Identifier: MIT */
/* linux/threads.h - how many CPUs and processes there can be */
#ifndef LINUX_THREADS_H
#define LINUX_THREADS_H

#define NR_CPUS 64
#define PID_MAX_DEFAULT 0x8000

#endif /* LINUX_THREADS_H */
