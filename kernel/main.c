// SPDX-License-Identifier: MIT
/*
 * kernel/main.c - the table of contents of the boot
 *
 * start_kernel() runs on the boot CPU with interrupts off until every part that
 * an interrupt needs is there.  It ends by becoming the idle task; the rest of
 * the boot is kernel_init(), process 1, which may sleep.
 *
 *     head.asm -> x86_64_start_kernel() -> start_kernel() -> idle
 *                                             \-> kernel_init()  (pid 1)
 *                                             \-> kthreadd       (pid 2)
 */

#include <linux/bug.h>
#include <linux/clocksource.h>
#include <linux/console.h>
#include <linux/cpumask.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/idle.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>
#include <linux/workqueue_hooks.h>

#include <asm/arch.h>

#include "run.h"

enum system_states system_state;
bool initcall_debug;

extern const struct initcall_entry __initcalls_start[], __initcalls_end[];

static int __init set_initcall_debug(char *value)
{
	initcall_debug = true;
	return 0;
}
early_param("initcall_debug", set_initcall_debug);

/* An initcall that leaves interrupts off or preempt_count changed is named and repaired. */
static void check_initcall(const struct initcall_entry *call, int count_before)
{
	if (unlikely(preempt_count() != count_before)) {
		pr_warn("initcall %pS returned with preemption imbalance\n", call->fn);
		preempt_count_set(count_before);
	}
	if (unlikely(irqs_disabled())) {
		pr_warn("initcall %pS returned with disabled interrupts\n", call->fn);
		local_irq_enable();
	}
}

static void do_one_initcall(const struct initcall_entry *call)
{
	int count_before = preempt_count();
	u64 start;
	int ret;

	if (!initcall_debug) {
		call->fn();
		check_initcall(call, count_before);
		return;
	}
	pr_info("calling  %pS @ %d\n", call->fn, current->pid);
	start = local_clock();
	ret = call->fn();
	pr_info("initcall %pS returned %d after %llu usecs\n", call->fn, ret,
		div_u64(local_clock() - start, NSEC_PER_USEC));
	check_initcall(call, count_before);
}

static void do_initcalls(const struct initcall_entry *from, const struct initcall_entry *to)
{
	for (const struct initcall_entry *call = from; call < to; call++)
		do_one_initcall(call);
}

static void report_boot(void)
{
	pr_info("hemi: booted in %llu us, %u CPUs\n", div_u64(local_clock(), NSEC_PER_USEC),
		num_online_cpus());
}

/*
 * Process 1: interrupts are on, kthreadd is there, everything may sleep.  The
 * workqueues come first, because initcalls use them; then ksoftirqd, an early
 * initcall; then the drivers.
 */
static int kernel_init(void *unused)
{
	set_task_comm(current, "init");
	wait_for_completion(&kthreadd_done);
	smp_init();
	workqueue_init();
	do_initcalls(__initcalls_start, __initcalls_end);
	free_initmem();
	mark_rodata_ro();
	system_state = SYSTEM_RUNNING;
	report_boot();
	run_requested();
	return 0;			/* into the program that it has become */
}

/* Without its first two threads the boot would end here, idle and without a word. */
static pid_t start_or_panic(int (*fn)(void *), const char *name)
{
	pid_t pid = kernel_thread(fn, NULL, name);

	if (pid < 0)
		panic("Cannot start %s, error %d.", name, pid);
	return pid;
}

/* It will become a program: so it is no kernel thread, but a process from the beginning. */
static void start_init(void)
{
	pid_t pid = user_mode_thread(kernel_init, NULL, CLONE_FS);

	if (pid < 0)
		panic("Cannot start init, error %d.", pid);
}

static void rest_init(void)
{
	start_init();
	kthreadd_task = find_task_by_pid(start_or_panic(kthreadd, "kthreadd"));
	system_state = SYSTEM_SCHEDULING;
	complete(&kthreadd_done);
	cpu_startup_entry();
}

void __init start_kernel(void)
{
	local_irq_disable();
	boot_cpu_init();
	early_console_init();
	pr_notice("%s\n", linux_banner);

	/* The machine: memory, page tables, command line. */
	setup_arch();
	parse_boot_params();
	mm_core_init();

	/* What an interrupt needs: gates and stacks, a scheduler, descriptors, controllers. */
	trap_init();
	timers_init();		/* before anybody initialises a timer or frees memory */
	hrtimers_init();
	setup_cpus();
	sched_init();
	workqueue_init_early();
	rcu_init();
	if (WARN(!irqs_disabled(), "Interrupts were enabled *very* early, fixing it\n"))
		local_irq_disable();
	early_irq_init();
	init_IRQ();

	/* Time, and the bottom halves that the tick raises. */
	softirq_init();
	timekeeping_init();
	time_init();

	WARN(!irqs_disabled(), "Interrupts were enabled early\n");
	local_irq_enable();
	console_init();
	vfs_caches_init();
	rest_init();
}
