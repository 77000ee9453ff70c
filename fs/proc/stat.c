// SPDX-License-Identifier: MIT
/*
 * fs/proc/stat.c - /proc/stat, /proc/loadavg, /proc/uptime: what the machine has done so far
 *
 * Times are in hundredths of a second (USER_HZ).  The idle time of a CPU is exact; the
 * others are by ticks, as Linux has them by default.
 */

#include <linux/cpumask.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irqnr.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/math64.h>
#include <linux/pid.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>

#define NSEC_PER_CENTISEC (NSEC_PER_SEC / 100)

static u64 idle_time(int cpu)
{
	return task_sched_runtime(idle_task(cpu));
}

/* ---- stat ----------------------------------------------------------------------------- */

/* user nice system idle iowait irq softirq steal guest guest_nice */
static void show_cpu_times(struct seq_file *m, const u64 *times)
{
	static const u8 order[] = {
		CPUTIME_USER, CPUTIME_NICE, CPUTIME_SYSTEM, CPUTIME_IDLE, CPUTIME_IOWAIT,
		CPUTIME_IRQ, CPUTIME_SOFTIRQ, CPUTIME_STEAL, CPUTIME_GUEST, CPUTIME_GUEST_NICE,
	};

	for (int i = 0; i < ARRAY_SIZE(order); i++)
		seq_put_decimal_ull(m, " ", nsec_to_clock_t(times[order[i]]));
	seq_putc(m, '\n');
}

static void add_cpu_times(int cpu, u64 *times)
{
	for (int i = 0; i < NR_STATS; i++)
		times[i] += READ_ONCE(kcpustat_cpu(cpu).cpustat[i]);
	times[CPUTIME_IDLE] += idle_time(cpu);
}

static void show_times_of_cpus(struct seq_file *m)
{
	u64 sum[NR_STATS] = {};
	int cpu;

	for_each_online_cpu(cpu)
		add_cpu_times(cpu, sum);
	seq_puts(m, "cpu ");
	show_cpu_times(m, sum);
	for_each_online_cpu(cpu) {
		u64 times[NR_STATS] = {};

		add_cpu_times(cpu, times);
		seq_printf(m, "cpu%d", cpu);
		show_cpu_times(m, times);
	}
}

/* The sum, and each one's. */
static void show_intr(struct seq_file *m)
{
	u64 sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		sum += kstat_cpu_irqs_sum(cpu);
	seq_put_decimal_ull(m, "intr ", sum);
	for (unsigned int irq = 0; irq < nr_irqs; irq++)
		seq_put_decimal_ull(m, " ", kstat_irqs_usr(irq));
	seq_putc(m, '\n');
}

static void show_softirqs(struct seq_file *m)
{
	u64 by_vector[NR_SOFTIRQS] = {}, sum = 0;
	int cpu;

	for_each_possible_cpu(cpu)
		for (int i = 0; i < NR_SOFTIRQS; i++)
			by_vector[i] += kstat_softirqs_cpu(i, cpu);
	for (int i = 0; i < NR_SOFTIRQS; i++)
		sum += by_vector[i];
	seq_put_decimal_ull(m, "softirq ", sum);
	for (int i = 0; i < NR_SOFTIRQS; i++)
		seq_put_decimal_ull(m, " ", by_vector[i]);
	seq_putc(m, '\n');
}

static int stat_show(struct seq_file *m, void *v)
{
	struct timespec64 boot;

	getboottime64(&boot);
	show_times_of_cpus(m);
	show_intr(m);
	seq_printf(m, "ctxt %llu\nbtime %llu\nprocesses %lu\n", nr_context_switches(),
		   (unsigned long long)boot.tv_sec, total_forks());
	seq_printf(m, "procs_running %u\nprocs_blocked 0\n", nr_running());
	show_softirqs(m);
	return 0;
}

/* ---- uptime, loadavg -------------------------------------------------------------------- */

/* Seconds and hundredths. */
static void show_seconds(struct seq_file *m, u64 nsec, char end)
{
	u32 hundredths;
	u64 sec = div_u64_rem(div_u64(nsec, NSEC_PER_CENTISEC), 100, &hundredths);

	seq_printf(m, "%llu.%02u%c", sec, hundredths, end);
}

/* Since the boot, and how much of it all CPUs together were idle. */
static int uptime_show(struct seq_file *m, void *v)
{
	u64 idle = 0;
	int cpu;

	for_each_online_cpu(cpu)
		idle += idle_time(cpu);
	show_seconds(m, ktime_get(), ' ');
	show_seconds(m, idle, '\n');
	return 0;
}

/* Rounded to hundredths; tasks that run, all tasks, the latest number. */
static int loadavg_show(struct seq_file *m, void *v)
{
	unsigned long loads[3];

	get_avenrun(loads, FIXED_1 / 200, 0);
	for (int i = 0; i < 3; i++)
		seq_printf(m, "%lu.%02lu ", LOAD_INT(loads[i]), LOAD_FRAC(loads[i]));
	seq_printf(m, "%u/%d %d\n", nr_running(), nr_processes(), last_pid_nr());
	return 0;
}

static int __init proc_stat_init(void)
{
	proc_create_single("stat", 0, NULL, stat_show);
	proc_create_single("uptime", 0, NULL, uptime_show);
	proc_create_single("loadavg", 0, NULL, loadavg_show);
	return 0;
}
fs_initcall(proc_stat_init);
