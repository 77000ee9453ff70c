// SPDX-License-Identifier: MIT
/*
 * arch/x86/time/tsc_sync.c - do the CPUs' time-stamp counters agree?
 *
 * What it is for
 *
 *   The clock is read from the TSC of whoever asks.  If that of one CPU is behind
 *   another's, time goes back for a thread that is moved, and for two that talk.
 *
 * How it works
 *
 *   When a CPU has come up, and before it uses the clock, it and the CPU that has
 *   started it read their counters in turn, under a lock:
 *
 *       source   rdtsc           rdtsc           rdtsc
 *       target           rdtsc           rdtsc
 *                ----------------------------------------> order of the lock
 *
 *   Each reading must be at least the one before it.  If one is less, by the other
 *   CPU, then the counters differ by that much or more ("warp"), and the TSC is not
 *   used as a clock any longer.  A difference smaller than the way of the lock from
 *   CPU to CPU is not seen, and cannot be: what is told by one CPU to another takes
 *   longer.
 *
 * Context: bring-up, interrupts off on both CPUs.  Bounded by time.
 *
 * Compared with Linux: its test, words and consequence.  It knows CPUs that can be
 * adjusted (IA32_TSC_ADJUST), which emulated ones cannot.
 *
 * See also: tests/boot/test_smp.py; tests/unit/smp_clock_test.c.
 */

#include <linux/atomic.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kstrtox.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/smp.h>

#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/spinlock.h>
#include <asm/tsc.h>

#include "time_private.h"

#define TEST_MS		2	/* as long each CPU reads ... */
#define MIN_TURNS	16	/* ... and until the lock has gone to and fro so often ... */
#define MAX_TEST_MS	50	/* ... but no longer than that */

static struct tsc_meeting meeting;

/* tsc_warp=N: the counters of other CPUs are taken to be N cycles ahead, to try this out. */
static s64 forced_warp;

static int __init setup_forced_warp(char *value)
{
	if (!value || kstrtos64(value, 0, &forced_warp))
		pr_warn("tsc_warp=%s is no number\n", value ?: "");
	return 0;
}
early_param("tsc_warp", setup_forced_warp);

/**
 * tsc_meeting_read - one CPU's reading, compared with the one before it
 * @tsc_ahead: added to the counter
 * Context: interrupts off.
 * Return: the counter.
 */
u64 tsc_meeting_read(struct tsc_meeting *m, s64 tsc_ahead)
{
	unsigned int cpu = smp_processor_id();
	u64 now;

	arch_spin_lock(&m->lock);
	now = rdtsc_ordered() + (u64)tsc_ahead;
	if (m->last_cpu != cpu) {
		m->turns++;
		m->last_cpu = cpu;
	}
	if (now < m->last) {
		m->max_warp = max(m->max_warp, m->last - now);
		m->warps++;
	}
	m->last = now;
	arch_spin_unlock(&m->lock);
	return now;
}

static void read_in_turn(struct tsc_meeting *m, s64 tsc_ahead)
{
	u64 begin = tsc_meeting_read(m, tsc_ahead), took;

	do {
		cpu_relax();
		took = tsc_meeting_read(m, tsc_ahead) - begin;
	} while (took < (u64)tsc_khz * TEST_MS ||
		 (READ_ONCE(m->turns) < MIN_TURNS && took < (u64)tsc_khz * MAX_TEST_MS));
}

static void await(const atomic_t *cpus, int wanted)
{
	while (atomic_read(cpus) < wanted)
		cpu_relax();
}

/* The target's half: the new CPU, before it uses the clock. */
void check_tsc_sync_target(void)
{
	if (tsc_is_unstable())
		return;
	atomic_inc(&meeting.arrived);		/* now the source may come */
	await(&meeting.arrived, 2);
	read_in_turn(&meeting, forced_warp);
	atomic_inc(&meeting.left);
	await(&meeting.left, 3);		/* the source has judged */
}

static void judge(unsigned int cpu)
{
	if (!meeting.warps)
		return;
	pr_warn("TSC synchronization [CPU#%u -> CPU#%u]:\n", smp_processor_id(), cpu);
	pr_warn("Measured %llu cycles TSC warp between CPUs, turning off TSC clock.\n",
		meeting.max_warp);
	mark_tsc_unstable("check_tsc_sync_source failed");
}

/**
 * check_tsc_sync_source - if @cpu waits for the test, do it
 * Context: process 1, again and again until @cpu is online.
 */
void check_tsc_sync_source(unsigned int cpu)
{
	unsigned long flags;

	if (atomic_read(&meeting.arrived) != 1)
		return;
	local_irq_save(flags);
	atomic_inc(&meeting.arrived);
	read_in_turn(&meeting, 0);
	atomic_inc(&meeting.left);
	await(&meeting.left, 2);
	local_irq_restore(flags);
	judge(cpu);
	atomic_inc(&meeting.left);
}

/* Before a CPU is started; one that did not answer may have left its half. */
void prepare_tsc_sync(void)
{
	meeting = (struct tsc_meeting){ .last_cpu = ~0u };
}
