// SPDX-License-Identifier: MIT
/*
 * kernel/cpu.c - which CPUs there are, and in which state
 *
 * possible: could ever run; present: is there; online: runs and takes
 * interrupts; active: the scheduler may put tasks on it.  Written at bring-up
 * by the boot CPU, read by everyone.
 */

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/smp.h>

struct cpumask __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask, __cpu_active_mask;
unsigned int nr_cpu_ids = 1;
EXPORT_SYMBOL(__cpu_possible_mask);
EXPORT_SYMBOL(__cpu_present_mask);
EXPORT_SYMBOL(__cpu_online_mask);
EXPORT_SYMBOL(__cpu_active_mask);
EXPORT_SYMBOL(nr_cpu_ids);

static const struct cpumask all_bits = CPU_MASK_ALL;
static const struct cpumask no_bits = CPU_MASK_NONE;
const struct cpumask *const cpu_all_mask = &all_bits;
const struct cpumask *const cpu_none_mask = &no_bits;

/* One mask a CPU, so that cpumask_of() can hand out a constant. */
#define ONE_CPU(n) [n] = { { [BIT_WORD(n)] = BIT_MASK(n) } }
#define EIGHT_CPUS(n) ONE_CPU(n), ONE_CPU(n + 1), ONE_CPU(n + 2), ONE_CPU(n + 3),	\
	ONE_CPU(n + 4), ONE_CPU(n + 5), ONE_CPU(n + 6), ONE_CPU(n + 7)
static const struct cpumask one_cpu[NR_CPUS] = {
	EIGHT_CPUS(0), EIGHT_CPUS(8), EIGHT_CPUS(16), EIGHT_CPUS(24),
	EIGHT_CPUS(32), EIGHT_CPUS(40), EIGHT_CPUS(48), EIGHT_CPUS(56),
};

/**
 * get_cpu_mask - the set that holds only @cpu
 * Context: any.
 * Return: a constant, valid for ever.
 */
const struct cpumask *get_cpu_mask(unsigned int cpu)
{
	return &one_cpu[cpu];
}
EXPORT_SYMBOL_GPL(get_cpu_mask);

static void set_cpu_bit(struct cpumask *mask, unsigned int cpu, bool value)
{
	if (value)
		cpumask_set_cpu(cpu, mask);
	else
		cpumask_clear_cpu(cpu, mask);
}

void set_cpu_possible(unsigned int cpu, bool possible)
{
	set_cpu_bit(&__cpu_possible_mask, cpu, possible);
}

void set_cpu_present(unsigned int cpu, bool present)
{
	set_cpu_bit(&__cpu_present_mask, cpu, present);
}

void set_cpu_online(unsigned int cpu, bool online)
{
	set_cpu_bit(&__cpu_online_mask, cpu, online);
}

void set_cpu_active(unsigned int cpu, bool active)
{
	set_cpu_bit(&__cpu_active_mask, cpu, active);
}

/* The CPU that runs this is there; nobody can tell yet about the others. */
void boot_cpu_init(void)
{
	unsigned int cpu = smp_processor_id();

	set_cpu_possible(cpu, true);
	set_cpu_present(cpu, true);
	set_cpu_online(cpu, true);
	set_cpu_active(cpu, true);
}
