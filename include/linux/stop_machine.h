/* SPDX-License-Identifier: MIT */
/*
 * linux/stop_machine.h - run something where nothing else runs meanwhile
 *
 * stop_one_cpu(): on one CPU, in place of whatever ran there, in a thread that is
 * more urgent than all others.  stop_machine(): while no CPU does anything else.
 */
#ifndef LINUX_STOP_MACHINE_H
#define LINUX_STOP_MACHINE_H

#include <linux/cpumask.h>
#include <linux/list.h>

typedef int (*cpu_stop_fn_t)(void *arg);

struct cpu_stop_done;

/* One call of a function on one CPU. */
struct cpu_stop_work {
	struct list_head list;		/* the stopper's lock */
	cpu_stop_fn_t fn;		/* I: while it is queued */
	void *arg;			/* I */
	struct cpu_stop_done *done;	/* I: whom to tell, or NULL */
};

int stop_one_cpu(unsigned int cpu, cpu_stop_fn_t fn, void *arg);
bool stop_one_cpu_nowait(unsigned int cpu, cpu_stop_fn_t fn, void *arg,
			 struct cpu_stop_work *work_buf);
int stop_machine(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus);
int stop_machine_cpuslocked(cpu_stop_fn_t fn, void *data, const struct cpumask *cpus);

#endif /* LINUX_STOP_MACHINE_H */
