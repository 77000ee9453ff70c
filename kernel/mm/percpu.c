// SPDX-License-Identifier: MIT
/*
 * kernel/mm/percpu.c - per-CPU variables made at run time
 *
 * How it works
 *
 *   Behind the static variables each CPU's area has PERCPU_DYNAMIC_SIZE bytes
 *   more.  A dynamic variable is a range of offsets there, the same on every
 *   CPU, so a pointer to it works like the address of a static one: as if the
 *   pattern in .data..percpu went on behind its end (which nobody reads there).
 *
 *   Two bitmaps, one bit for each 8 bytes: "used", and "last" for the final
 *   unit of each allocation, so that freeing needs no size.  First fit: there
 *   are few allocations, mostly at boot, and a short search costs less than
 *   anything clever.
 *
 * Context
 *
 *   Any but NMI; __alloc_percpu() where one may sleep.
 *
 * Locking
 *
 *   pcpu_lock guards the bitmaps.
 */

#include <linux/align.h>
#include <linux/bitmap.h>
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/sched/mm.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "internal.h"

#define PCPU_UNIT	8ul
#define PCPU_UNITS	(PERCPU_DYNAMIC_SIZE / PCPU_UNIT)
#define PCPU_MAX_ALIGN	64ul	/* what the areas themselves are aligned to */

static DEFINE_SPINLOCK(pcpu_lock);
static DECLARE_BITMAP(pcpu_used, PCPU_UNITS);	/* pcpu_lock */
static DECLARE_BITMAP(pcpu_last, PCPU_UNITS);	/* pcpu_lock */
static unsigned long pcpu_units_used;		/* pcpu_lock */

static unsigned long unit_of(const void __percpu *ptr)
{
	return ((const char __force *)ptr - __per_cpu_end) / PCPU_UNIT;
}

static void __percpu *unit_address(unsigned long unit)
{
	return (void __percpu *)(__per_cpu_end + unit * PCPU_UNIT);
}

/* Units to skip so that the address is aligned: the pattern's end may not be. */
static unsigned long find_place(unsigned long units, unsigned long align)
{
	unsigned long base = (unsigned long)__per_cpu_end / PCPU_UNIT;

	return bitmap_find_next_zero_area_off(pcpu_used, PCPU_UNITS, 0, units,
					      align / PCPU_UNIT - 1, base);
}

static unsigned long take_units(unsigned long units, unsigned long align)
{
	unsigned long start, flags;

	spin_lock_irqsave(&pcpu_lock, flags);
	start = find_place(units, align);
	if (start + units <= PCPU_UNITS) {
		bitmap_set(pcpu_used, start, units);
		set_bit(start + units - 1, pcpu_last);
		pcpu_units_used += units;
	} else {
		start = PCPU_UNITS;
	}
	spin_unlock_irqrestore(&pcpu_lock, flags);
	return start;
}

/**
 * __alloc_percpu_gfp - @size zeroed bytes for each CPU
 * @align: a power of two, at most 64
 *
 * Context: any but NMI; where one may sleep if @gfp allows sleeping.
 * Return: for this_cpu_ptr() and per_cpu_ptr(), or NULL.
 */
void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	unsigned long units = DIV_ROUND_UP(size, PCPU_UNIT), start;
	void __percpu *ptr;
	unsigned int cpu;

	if (WARN(!size || align > PCPU_MAX_ALIGN || align & (align - 1),
		 "illegal size (%lu) or align (%lu) for percpu allocation\n", size, align))
		return NULL;
	might_alloc(gfp);
	if (unlikely(READ_ONCE(fault_inject_armed)) && should_fail_alloc_page(gfp, 0))
		return NULL;

	start = take_units(units, max_t(size_t, align, PCPU_UNIT));
	if (start == PCPU_UNITS) {
		if (!(gfp & __GFP_NOWARN))
			pr_warn("percpu: allocation failed, size=%lu align=%lu\n", size, align);
		return NULL;
	}
	ptr = unit_address(start);
	for_each_possible_cpu(cpu) {
		if (per_cpu_offset(cpu))	/* else it has no area yet */
			memset(per_cpu_ptr(ptr, cpu), 0, units * PCPU_UNIT);
	}
	return ptr;
}
EXPORT_SYMBOL(__alloc_percpu_gfp);

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	return __alloc_percpu_gfp(size, align, GFP_KERNEL);
}
EXPORT_SYMBOL(__alloc_percpu);

/* False if no allocation starts there. */
static bool release_units(unsigned long start)
{
	unsigned long end;

	lockdep_assert_held(&pcpu_lock);

	if (start >= PCPU_UNITS || !test_bit(start, pcpu_used) ||
	    (start && test_bit(start - 1, pcpu_used) && !test_bit(start - 1, pcpu_last)))
		return false;
	end = find_next_bit(pcpu_last, PCPU_UNITS, start) + 1;
	clear_bit(end - 1, pcpu_last);
	bitmap_clear(pcpu_used, start, end - start);
	pcpu_units_used -= end - start;
	return true;
}

/**
 * free_percpu - free what alloc_percpu() returned
 * @ptr: may be NULL
 *
 * Context: any but NMI.
 */
void free_percpu(void __percpu *ptr)
{
	unsigned long flags;
	bool ok;

	if (!ptr)
		return;
	spin_lock_irqsave(&pcpu_lock, flags);
	ok = release_units(unit_of(ptr));
	spin_unlock_irqrestore(&pcpu_lock, flags);
	WARN(!ok, "free_percpu: not allocated: %px\n", ptr);
}
EXPORT_SYMBOL(free_percpu);

void percpu_stat(struct mm_stat *stat)
{
	stat->percpu_bytes = READ_ONCE(pcpu_units_used) * PCPU_UNIT;
	stat->percpu_free = PERCPU_DYNAMIC_SIZE - stat->percpu_bytes;
}
