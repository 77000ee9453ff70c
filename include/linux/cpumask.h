/* SPDX-License-Identifier: MIT */
/* linux/cpumask.h - sets of CPUs; one word, so at most 64 of them */
#ifndef LINUX_CPUMASK_H
#define LINUX_CPUMASK_H

#include <linux/bitops.h>
#include <linux/threads.h>
#include <linux/types.h>

typedef struct cpumask {
	DECLARE_BITMAP(bits, NR_CPUS);
} cpumask_t;
typedef struct cpumask cpumask_var_t[1];

extern struct cpumask __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask,
	__cpu_active_mask;		/* kernel/cpu.c; written at bring-up */
extern unsigned int nr_cpu_ids;

#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask ((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask ((const struct cpumask *)&__cpu_online_mask)
#define cpu_active_mask ((const struct cpumask *)&__cpu_active_mask)
extern const struct cpumask *const cpu_all_mask;
extern const struct cpumask *const cpu_none_mask;

const struct cpumask *get_cpu_mask(unsigned int cpu);
#define cpumask_of(cpu) get_cpu_mask(cpu)
#define cpumask_bits(mask) ((mask)->bits)
#define CPU_MASK_ALL { { [0 ... BITS_TO_LONGS(NR_CPUS) - 1] = ~0UL } }
#define CPU_MASK_NONE { { 0 } }
#define cpumask_pr_args(maskp) nr_cpu_ids, cpumask_bits(maskp)

static inline void cpumask_set_cpu(unsigned int cpu, struct cpumask *m)
{
	set_bit(cpu, m->bits);
}

static inline void __cpumask_set_cpu(unsigned int cpu, struct cpumask *m)
{
	__set_bit(cpu, m->bits);
}

static inline void cpumask_clear_cpu(unsigned int cpu, struct cpumask *m)
{
	clear_bit(cpu, m->bits);
}

static inline bool cpumask_test_cpu(unsigned int cpu, const struct cpumask *m)
{
	return test_bit(cpu, m->bits);
}

static inline bool cpumask_test_and_set_cpu(unsigned int cpu, struct cpumask *m)
{
	return test_and_set_bit(cpu, m->bits);
}

static inline bool cpumask_test_and_clear_cpu(unsigned int cpu, struct cpumask *m)
{
	return test_and_clear_bit(cpu, m->bits);
}

#define __for_cpumask_words(i) for (unsigned int i = 0; i < BITS_TO_LONGS(NR_CPUS); i++)

static inline void cpumask_setall(struct cpumask *m)
{
	__for_cpumask_words(i)
		m->bits[i] = ~0UL;
}

static inline void cpumask_clear(struct cpumask *m)
{
	__for_cpumask_words(i)
		m->bits[i] = 0;
}

static inline void cpumask_copy(struct cpumask *dst, const struct cpumask *src)
{
	*dst = *src;
}

static inline bool cpumask_and(struct cpumask *dst, const struct cpumask *a,
			       const struct cpumask *b)
{
	unsigned long any = 0;

	__for_cpumask_words(i)
		any |= dst->bits[i] = a->bits[i] & b->bits[i];
	return any;
}

static inline void cpumask_or(struct cpumask *dst, const struct cpumask *a,
			      const struct cpumask *b)
{
	__for_cpumask_words(i)
		dst->bits[i] = a->bits[i] | b->bits[i];
}

static inline bool cpumask_andnot(struct cpumask *dst, const struct cpumask *a,
				  const struct cpumask *b)
{
	unsigned long any = 0;

	__for_cpumask_words(i)
		any |= dst->bits[i] = a->bits[i] & ~b->bits[i];
	return any;
}

static inline bool cpumask_equal(const struct cpumask *a, const struct cpumask *b)
{
	__for_cpumask_words(i)
		if (a->bits[i] != b->bits[i])
			return false;
	return true;
}

static inline bool cpumask_intersects(const struct cpumask *a, const struct cpumask *b)
{
	__for_cpumask_words(i)
		if (a->bits[i] & b->bits[i])
			return true;
	return false;
}

static inline bool cpumask_subset(const struct cpumask *a, const struct cpumask *b)
{
	__for_cpumask_words(i)
		if (a->bits[i] & ~b->bits[i])
			return false;
	return true;
}

static inline bool cpumask_empty(const struct cpumask *m)
{
	__for_cpumask_words(i)
		if (m->bits[i])
			return false;
	return true;
}

static inline unsigned int cpumask_first(const struct cpumask *m)
{
	return find_first_bit(m->bits, NR_CPUS);
}

static inline unsigned int cpumask_next(int n, const struct cpumask *m)
{
	return find_next_bit(m->bits, NR_CPUS, n + 1);
}

static inline unsigned int cpumask_first_and(const struct cpumask *a, const struct cpumask *b)
{
	struct cpumask both;

	cpumask_and(&both, a, b);
	return cpumask_first(&both);
}

static inline unsigned int cpumask_weight(const struct cpumask *m)
{
	unsigned int weight = 0;

	__for_cpumask_words(i)
		weight += hweight_long(m->bits[i]);
	return weight;
}

#define cpumask_any(m) cpumask_first(m)
#define cpumask_any_and(a, b) cpumask_first_and((a), (b))

static inline bool alloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	return true;	/* the word is part of the variable */
}

static inline bool zalloc_cpumask_var(cpumask_var_t *mask, gfp_t flags)
{
	cpumask_clear(*mask);
	return true;
}

static inline void free_cpumask_var(cpumask_var_t mask)
{
}

#define for_each_cpu(cpu, mask)						\
	for ((cpu) = cpumask_first(mask); (cpu) < nr_cpu_ids; (cpu) = cpumask_next((cpu), (mask)))
#define for_each_cpu_and(cpu, a, b)					\
	for_each_cpu(cpu, a) if (!cpumask_test_cpu(cpu, b)) { } else
#define for_each_possible_cpu(cpu) for_each_cpu((cpu), cpu_possible_mask)
#define for_each_online_cpu(cpu) for_each_cpu((cpu), cpu_online_mask)
#define for_each_present_cpu(cpu) for_each_cpu((cpu), cpu_present_mask)

#define num_online_cpus() cpumask_weight(cpu_online_mask)
#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_present_cpus() cpumask_weight(cpu_present_mask)
#define cpu_online(cpu) cpumask_test_cpu((cpu), cpu_online_mask)
#define cpu_possible(cpu) cpumask_test_cpu((cpu), cpu_possible_mask)
#define cpu_active(cpu) cpumask_test_cpu((cpu), cpu_active_mask)

void set_cpu_possible(unsigned int cpu, bool possible);
void set_cpu_present(unsigned int cpu, bool present);
void set_cpu_online(unsigned int cpu, bool online);
void set_cpu_active(unsigned int cpu, bool active);
void boot_cpu_init(void);

#endif /* LINUX_CPUMASK_H */
