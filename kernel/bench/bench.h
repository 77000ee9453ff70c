/* SPDX-License-Identifier: MIT */
/* kernel/bench/bench.h - what a row of the benchmark is, and what it is handed */
#ifndef KERNEL_BENCH_BENCH_H
#define KERNEL_BENCH_BENCH_H

#include <linux/compiler.h>
#include <linux/math.h>
#include <linux/types.h>

#include <asm/timex.h>

#define BENCH_SAMPLES	10000U
#define BENCH_WARM_UP	500U

/* One row being measured */
struct bench {
	u32 *sample;		/* room for @wanted */
	unsigned int wanted;	/* BENCH_SAMPLES, if nobody says otherwise */
	unsigned int warm_up;	/* rounds still thrown away */
	unsigned int n;		/* samples kept */
};

/*
 * run() takes samples until bench_wants_more() is false.  A sample covers "per"
 * operations; the row prints one operation's share, with one decimal if per > 1.
 */
struct bench_row {
	const char *name;
	int (*run)(struct bench *b);	/* 0, or why it cannot be measured here */
	unsigned int per;
};

static inline bool bench_wants_more(const struct bench *b)
{
	return b->n < b->wanted;
}

/* A sample of this row is a thousand operations: a hundredth as many will do. */
static inline void bench_take_fewer(struct bench *b)
{
	b->warm_up = DIV_ROUND_UP(b->warm_up, 100);
	b->wanted = DIV_ROUND_UP(b->wanted, 100);
}

static inline void bench_sample(struct bench *b, u64 units)
{
	if (b->warm_up)
		b->warm_up--;
	else if (bench_wants_more(b))
		b->sample[b->n++] = (u32)units;
}

/* "Now", with nothing moved across it by the compiler. */
static __always_inline u64 bench_now(void)
{
	u64 now;

	barrier();
	now = get_cycles();
	barrier();
	return now;
}

extern const struct bench_row bench_irq_rows[];
extern const struct bench_row bench_bh_rows[];
extern const struct bench_row bench_sched_rows[];
extern const struct bench_row bench_pair_rows[];
extern const struct bench_row bench_boot_rows[];

#endif /* KERNEL_BENCH_BENCH_H */
