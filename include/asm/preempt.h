/* SPDX-License-Identifier: MIT */
/*
 * asm/preempt.h - the per-CPU word behind preempt_count(), with need_resched folded in
 *
 * Bit 31 is "no reschedule wanted", that is need_resched upside down.  So the
 * word is zero exactly when preemption is allowed AND wanted, and
 * preempt_enable() is a decrement and one conditional jump.
 */
#ifndef ASM_PREEMPT_H
#define ASM_PREEMPT_H

#include <linux/compiler.h>
#include <linux/percpu-defs.h>

#define PREEMPT_NEED_RESCHED 0x80000000u	/* inverted: 0 means "wanted" */
#define PREEMPT_ENABLED (0 + PREEMPT_NEED_RESCHED)

DECLARE_PER_CPU_FIRST(unsigned int, __preempt_count);	/* own CPU only */

static __always_inline int preempt_count(void)
{
	return this_cpu_read(__preempt_count) & ~PREEMPT_NEED_RESCHED;
}

/*
 * The word as it is, to be compared with what it was: if it has not changed at all, nor
 * has the count.  (If it has, that may be need_resched.)
 */
static __always_inline unsigned int preempt_count_word(void)
{
	return this_cpu_read(__preempt_count);
}

static __always_inline bool preempt_count_word_is(unsigned int word)
{
	return this_cpu_equals(__preempt_count, word);
}

static __always_inline void preempt_count_set(int pc)
{
	unsigned int keep = this_cpu_read(__preempt_count) & PREEMPT_NEED_RESCHED;

	this_cpu_write(__preempt_count, keep | pc);
}

static __always_inline void __preempt_count_add(int val)
{
	this_cpu_add(__preempt_count, val);
}

static __always_inline void __preempt_count_sub(int val)
{
	this_cpu_sub(__preempt_count, val);
}

static __always_inline bool __preempt_count_dec_and_test(void)
{
	return this_cpu_dec_and_test(__preempt_count);
}

/* True if no reschedule is wanted, whatever the count has become. */
static __always_inline bool __preempt_count_dec_and_test_sign(void)
{
	return this_cpu_dec_and_test_sign(__preempt_count);
}

/* The folded copy of TIF_NEED_RESCHED; always own CPU. */
static __always_inline void set_preempt_need_resched(void)
{
	this_cpu_and(__preempt_count, ~PREEMPT_NEED_RESCHED);
}

static __always_inline void clear_preempt_need_resched(void)
{
	this_cpu_or(__preempt_count, PREEMPT_NEED_RESCHED);
}

static __always_inline bool test_preempt_need_resched(void)
{
	return !this_cpu_has_bits(__preempt_count, PREEMPT_NEED_RESCHED);
}

/* Count 0 and no reschedule wanted, in one comparison. */
static __always_inline bool preempt_count_at_rest(void)
{
	return this_cpu_equals(__preempt_count, PREEMPT_ENABLED);
}

/* True when the count is 0 (or exactly @offset) and a reschedule is wanted. */
static __always_inline bool should_resched(int preempt_offset)
{
	return unlikely(this_cpu_equals(__preempt_count, preempt_offset));
}

#endif /* ASM_PREEMPT_H */
