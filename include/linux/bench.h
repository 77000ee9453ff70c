/* SPDX-License-Identifier: MIT */
/* linux/bench.h - the built-in benchmark: kernel/bench/ */
#ifndef LINUX_BENCH_H
#define LINUX_BENCH_H

#include <linux/types.h>

/*
 * Measure the rows that @what names ("irq_*", or "irq_*,100" for a hundred samples
 * instead of ten thousand) and print one line each:
 *     bench: name=irq_round_trip n=10000 min=.. median=.. p99=.. unit=insn
 * Context: process; sleeps.
 * Return: 0, -ENOENT when no row matches, -EINVAL for a bad number, -ENOMEM.
 */
int bench_run(const char *what);

/* Is time virtual here, one executed instruction being one unit of the cycle counter? */
bool bench_counts_instructions(void);

/* The boot is over: what the boot row reports ends here. */
void bench_boot_done(void);

#endif /* LINUX_BENCH_H */
