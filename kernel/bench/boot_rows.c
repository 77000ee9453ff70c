// SPDX-License-Identifier: MIT
/* kernel/bench/boot_rows.c - from the first instructions to the first prompt: one sample */

#include <linux/bench.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/timex.h>

#include <asm/arch.h>

#include "bench.h"

static u64 boot_cycles;		/* written once, by process 1 */

/**
 * bench_boot_done - the next thing would be the prompt
 * Context: process 1, once.
 */
void bench_boot_done(void)
{
	boot_cycles = get_cycles() - boot_tsc;
}

static int run_boot(struct bench *b)
{
	if (boot_cycles > U32_MAX)
		return -ERANGE;
	b->warm_up = 0;
	bench_sample(b, boot_cycles);
	return 0;
}

const struct bench_row bench_boot_rows[] = {
	{ "boot", run_boot, 1 },
	{ }
};
