// SPDX-License-Identifier: MIT
/*
 * Raise one of the CPU's exceptions in the kernel, and see what becomes of the thread.
 * insmod trap.ko kind=divide where=thread
 *
 * where: thread (a kthread of our own), hardirq (by irq_work), softirq (by a tasklet)
 */
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/string.h>

static char *kind = "divide";
module_param(kind, charp, 0444);
MODULE_PARM_DESC(kind, "divide, opcode, general, segment, page, breakpoint, overflow");

static char *where = "thread";
module_param(where, charp, 0444);
MODULE_PARM_DESC(where, "thread, hardirq, softirq");

#define NON_CANONICAL	0x8000000000000000ul
#define NO_SELECTOR	0xfff8		/* far beyond the end of the GDT */

static noinline void divide(void)
{
	asm volatile("divl %0" : : "r" (0), "a" (1), "d" (0) : "cc");
}

/* UD0, which not every assembler knows: undefined for ever, and not what BUG() uses. */
static noinline void opcode(void)
{
	asm volatile(".byte 0x0f, 0xff, 0xc0" : : : "memory");
}

static noinline void general(void)
{
	asm volatile("movq (%0), %%rax" : : "r" (NON_CANONICAL) : "rax");
}

static noinline void segment(void)
{
	asm volatile("movw %w0, %%fs" : : "r" (NO_SELECTOR));
}

static noinline void page(void)
{
	asm volatile("movq (%0), %%rax" : : "r" (8ul) : "rax");
}

static noinline void breakpoint(void)
{
	asm volatile("int3");
}

static noinline void overflow(void)
{
	asm volatile("int $4");
}

static const struct {
	const char *name;
	void (*raise)(void);
} kinds[] = {
	{ "divide",	divide },
	{ "opcode",	opcode },
	{ "general",	general },
	{ "segment",	segment },
	{ "page",	page },
	{ "breakpoint",	breakpoint },
	{ "overflow",	overflow },
};

static void (*raise)(void);

static int in_thread(void *unused)
{
	raise();
	pr_err("trap: survived %s\n", kind);
	return 0;
}

static void in_hardirq_context(struct irq_work *work)
{
	raise();
}

static void in_softirq_context(struct tasklet_struct *unused)
{
	raise();
}

static struct irq_work hardirq_work = IRQ_WORK_INIT(in_hardirq_context);
static DECLARE_TASKLET(softirq_tasklet, in_softirq_context);

/* Wait until the thread is gone, in whichever way. */
static int raise_in_thread(void)
{
	struct task_struct *task = kthread_create(in_thread, NULL, "trap");

	if (IS_ERR(task))
		return PTR_ERR(task);
	get_task_struct(task);
	wake_up_process(task);
	while (!task->exit_state)
		schedule_timeout_uninterruptible(1);
	put_task_struct(task);
	pr_info("trap: the thread is gone\n");
	return 0;
}

static int __init trap_init(void)
{
	raise = NULL;
	for (int i = 0; i < ARRAY_SIZE(kinds); i++)
		if (!strcmp(kinds[i].name, kind))
			raise = kinds[i].raise;
	if (!raise)
		return -EINVAL;
	if (!strcmp(where, "hardirq"))
		irq_work_queue(&hardirq_work);
	else if (!strcmp(where, "softirq"))
		tasklet_schedule(&softirq_tasklet);
	else
		return raise_in_thread();
	return 0;
}

static void __exit trap_exit(void)
{
}

module_init(trap_init);
module_exit(trap_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Raise an exception of the CPU in the kernel");
