// SPDX-License-Identifier: MIT
/*
 * kernel/sched/debug.c - tasks on the log: their state letters, and SysRq-T
 */

#include <linux/bitops.h>
#include <linux/debugflags.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/nmi.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/arch.h>
#include <asm/irq_regs.h>

#include "sched.h"

/**
 * task_state_index - 0 for running, else one more than the number of the state's bit
 * Context: any.
 */
unsigned int task_state_index(const struct task_struct *tsk)
{
	unsigned int state = READ_ONCE(tsk->__state);

	if (state == TASK_IDLE)
		return fls(TASK_REPORT) + 1;
	return fls((state | tsk->exit_state) & TASK_REPORT);
}

/**
 * task_state_to_char - the letter that ps shows
 * Context: any.
 */
char task_state_to_char(const struct task_struct *tsk)
{
	static const char letters[] = "RSDTtXZPI";

	return letters[task_state_index(tsk)];
}
EXPORT_SYMBOL(task_state_to_char);

/* 0 if nobody has counted, as on Linux. */
static unsigned long stack_left(struct task_struct *p)
{
	return debug_enabled(DEBUG_STACK_USAGE) && p->stack ? stack_not_used(p) : 0;
}

/**
 * sched_show_task - one line about a task, and its call trace
 * Context: any.
 */
void sched_show_task(struct task_struct *p)
{
	pr_info("task:%-15.15s state:%c", p->comm, task_state_to_char(p));
	if (task_is_running(p))
		pr_cont("  running task    ");
	pr_cont(" stack:%-5lu pid:%-5d ppid:%-6d flags:0x%08lx\n", stack_left(p), p->pid,
		task_ppid_nr(p), p->thread_info.flags);
	show_stack(p, NULL, KERN_INFO);
}
EXPORT_SYMBOL(sched_show_task);

/**
 * dump_cpu_task - where a CPU is that gets no further
 *
 * It says so itself, by NMI; if it cannot, the stack its task left at its last switch must do.
 *
 * Context: any but NMI.
 */
void dump_cpu_task(int cpu)
{
	struct pt_regs *regs = get_irq_regs();

	if (cpu == smp_processor_id() && in_hardirq() && regs) {
		show_regs(regs);
		return;
	}
	if (trigger_single_cpu_backtrace(cpu))
		return;
	pr_info("Task dump for CPU %d:\n", cpu);
	sched_show_task(READ_ONCE(cpu_rq(cpu)->curr));
}

/**
 * show_state_filter - sched_show_task() for every task in one of the states
 * @state_filter: TASK_* bits, or 0 for all
 * Context: any.
 */
void show_state_filter(unsigned int state_filter)
{
	struct task_struct *p;

	rcu_read_lock();
	for_each_process(p) {
		unsigned int state = READ_ONCE(p->__state);

		if (state_filter && (!(state & state_filter) || state == TASK_IDLE))
			continue;
		sched_show_task(p);
	}
	rcu_read_unlock();
	if (!state_filter && debug_enabled(DEBUG_STACK_USAGE))
		arch_show_stacks();
}

/* ---- names ----------------------------------------------------------------------- */

/**
 * __set_task_comm - rename a task
 * Context: any but NMI.
 */
void __set_task_comm(struct task_struct *tsk, const char *from, bool exec)
{
	task_lock(tsk);
	strscpy(tsk->comm, from, sizeof(tsk->comm));
	task_unlock(tsk);
}
EXPORT_SYMBOL_GPL(__set_task_comm);

char *__get_task_comm(char *to, size_t len, struct task_struct *tsk)
{
	task_lock(tsk);
	strscpy(to, tsk->comm, len);
	task_unlock(tsk);
	return to;
}
EXPORT_SYMBOL(__get_task_comm);
