// SPDX-License-Identifier: MIT
/*
 * kernel/bench/bench.c - what the interrupt path and the bottom halves cost
 *
 * What it is for
 *
 *   Numbers that can be compared: between two versions of Hemi, and with Linux on
 *   the same work.  scripts/bench.py boots QEMU so that one executed instruction
 *   is one unit of the cycle counter, and prints the table.
 *
 * How it works
 *
 *   A row takes BENCH_WARM_UP + BENCH_SAMPLES samples (or as few as one asks for),
 *   each the difference of two readings of the cycle counter; nothing is subtracted for
 *   reading it.  One line is printed for each:
 *
 *     bench: name=irq_round_trip n=10000 min=171 median=171 p99=179 unit=insn
 *
 *   The code that is measured is the kernel as it is: the bench has no hooks in it.
 *   Where time is not virtual the unit is "tsc" and the numbers are for orientation.
 *
 * Context: a kthread; rows sleep.
 */

#include <linux/bench.h>
#include <linux/errno.h>
#include <linux/glob.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/math64.h>
#include <linux/printk.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "bench.h"

#define BENCH_NAME_LEN		32
#define SELF_CHECKS		32
#define MAX_READ_INSNS		8	/* two readings in a row are so few instructions apart */

static const struct bench_row *const tables[] = {
	bench_irq_rows, bench_bh_rows, bench_sched_rows, bench_pair_rows, bench_boot_rows,
};

/**
 * bench_counts_instructions - is an executed instruction one unit of the cycle counter?
 *
 * Then two readings in a row are always the same few units apart; on a real
 * clock they are not.
 * Context: any.
 */
bool bench_counts_instructions(void)
{
	u64 first = 0;

	for (unsigned int i = 0; i < SELF_CHECKS; i++) {
		unsigned long flags;
		u64 start, distance;

		local_irq_save(flags);
		start = bench_now();
		distance = bench_now() - start;
		local_irq_restore(flags);
		if (i == 0)
			first = distance;
		if (distance != first || distance > MAX_READ_INSNS)
			return false;
	}
	return true;
}

static int compare_samples(const void *a, const void *b)
{
	u32 x = *(const u32 *)a, y = *(const u32 *)b;

	return x < y ? -1 : x > y;
}

/* "12.1" for a share, "186" for a whole one */
static const char *share(char *buf, size_t size, u32 sample, unsigned int per)
{
	if (per == 1)
		snprintf(buf, size, "%u", sample);
	else
		snprintf(buf, size, "%u.%u", sample / per, sample % per * 10 / per);
	return buf;
}

static void print_row(const struct bench_row *row, struct bench *b)
{
	char min[16], median[16], p99[16];

	sort(b->sample, b->n, sizeof(*b->sample), compare_samples, NULL);
	pr_info("bench: name=%s n=%u min=%s median=%s p99=%s unit=%s\n", row->name, b->n,
		share(min, sizeof(min), b->sample[0], row->per),
		share(median, sizeof(median), b->sample[b->n / 2], row->per),
		share(p99, sizeof(p99), b->sample[b->n - b->n / 100 - 1], row->per),
		bench_counts_instructions() ? "insn" : "tsc");
}

static void measure(const struct bench_row *row, u32 *sample, unsigned int samples)
{
	struct bench b = { .sample = sample, .wanted = samples,
			   .warm_up = min(samples, BENCH_WARM_UP) };
	int ret = row->run(&b);

	if (ret || !b.n)
		pr_info("bench: name=%s n=0 skipped (%d)\n", row->name, ret);
	else
		print_row(row, &b);
}

/* Measure the rows that match.  Return: false if there are none. */
static bool measure_matching(const char *glob, u32 *sample, unsigned int samples)
{
	bool any = false;

	for (unsigned int i = 0; i < ARRAY_SIZE(tables); i++) {
		for (const struct bench_row *row = tables[i]; row->name; row++) {
			if (!glob_match(glob, row->name))
				continue;
			measure(row, sample, samples);
			any = true;
		}
	}
	return any;
}

/**
 * bench_run - measure some rows
 * @what: a glob, and behind a comma how many samples are wanted: "irq_*,100"
 *
 * Context: process; sleeps.
 * Return: 0, -ENOENT when no row matches, -EINVAL for a bad number, -ENOMEM.
 */
int bench_run(const char *what)
{
	const char *comma = strchrnul(what, ',');
	unsigned int samples = BENCH_SAMPLES;
	char glob[BENCH_NAME_LEN];
	u32 *sample;
	int ret = 0;

	if (*comma && (kstrtouint(comma + 1, 10, &samples) || !samples || samples > BENCH_SAMPLES))
		return -EINVAL;
	if (comma - what >= sizeof(glob))
		return -ENOENT;
	strscpy(glob, what, comma - what + 1);
	sample = vmalloc(samples * sizeof(*sample));
	if (!sample)
		return -ENOMEM;
	if (!measure_matching(*glob ? glob : "*", sample, samples))
		ret = -ENOENT;
	vfree(sample);
	return ret;
}
