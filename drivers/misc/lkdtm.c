// SPDX-License-Identifier: MIT
/*
 * drivers/misc/lkdtm.c - break the kernel on purpose, to see how it says so
 *
 *     mod lkdtm cpoint_type=EXHAUST_STACK
 *     mod lkdtm cpoint_type=BUG cpoint_name=HARDIRQ
 *
 * Types and parameters are those of Linux's module of this name, as far as they
 * make sense here.  Where Linux hooks functions of the kernel (cpoint_name), we
 * offer the context: DIRECT (the thread that starts the module), HARDIRQ (by
 * irq_work), SOFTIRQ (by a tasklet), KWORKER (by a work item), and CONSOLE (that
 * thread again, which owns the consoles meanwhile).
 */

#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/console.h>
#include <linux/err.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

static char *cpoint_type = "";
module_param(cpoint_type, charp, 0444);
MODULE_PARM_DESC(cpoint_type, "what to break");

static char *cpoint_name = "DIRECT";
module_param(cpoint_name, charp, 0444);
MODULE_PARM_DESC(cpoint_name, "in which context: DIRECT, HARDIRQ, SOFTIRQ, KWORKER, CONSOLE");

#define STACK_FRAME 512
#define BAD_ADDRESS 8ul

static const unsigned long rodata = 0xaa55aa55;
static unsigned long ro_after_init __ro_after_init = 0x55aa5500;
static int (*volatile null_function)(void);

static void lkdtm_panic(void)
{
	panic("dumptest");
}

static void lkdtm_bug(void)
{
	BUG();
}

static void lkdtm_warning(void)
{
	WARN_ON(1);
}

static void lkdtm_warning_message(void)
{
	WARN(1, "Warning message trigger count: %d\n", 1);
}

static void lkdtm_exception(void)
{
	int *nowhere = NULL;

	OPTIMIZER_HIDE_VAR(nowhere);
	*nowhere = 0;
}

static void lkdtm_access_userspace(void)
{
	unsigned long *user = (unsigned long *)BAD_ADDRESS;

	OPTIMIZER_HIDE_VAR(user);
	(void)READ_ONCE(*user);
}

/* The frame is written, and used after the call, so that it cannot be optimised away. */
static noinline int recurse(int depth)
{
	volatile char frame[STACK_FRAME];

	memset((char *)frame, depth & 0xff, sizeof(frame));
	if (depth == 0)
		return frame[0];
	return recurse(depth - 1) + frame[depth % STACK_FRAME];
}

static void lkdtm_exhaust_stack(void)
{
	pr_info("Calling function with %d frame size to depth %d ...\n", STACK_FRAME, INT_MAX);
	recurse(INT_MAX);
	pr_err("FAIL: survived without exhausting stack?!\n");
}

static int never_runs(void *unused)
{
	return 0;
}

/* Switch to a thread whose stack pointer is bad: not even the fault has a stack to go to. */
static void lkdtm_double_fault(void)
{
	struct task_struct *victim = kthread_create(never_runs, NULL, "victim");

	if (IS_ERR(victim))
		return;
	victim->thread.sp = BAD_ADDRESS;
	wake_up_process(victim);
	schedule_timeout_uninterruptible(1);
	pr_err("FAIL: survived double fault!\n");
}

static void lkdtm_write_ro(void)
{
	unsigned long *target = (unsigned long *)&rodata;

	pr_info("attempting bad rodata write at %px\n", target);
	WRITE_ONCE(*target, *target ^ 0xabcd1234);
	pr_err("FAIL: survived bad write\n");
}

static void lkdtm_write_ro_after_init(void)
{
	unsigned long *target = &ro_after_init;

	pr_info("attempting bad ro_after_init write at %px\n", target);
	WRITE_ONCE(*target, *target ^ 0xabcd1234);
	pr_err("FAIL: survived bad write\n");
}

static void lkdtm_write_kern(void)
{
	unsigned long *target = (unsigned long *)&lkdtm_write_ro;

	pr_info("attempting bad text write at %px\n", target);
	WRITE_ONCE(*target, 0);
	pr_err("FAIL: survived bad write\n");
}

static void execute_at(void *where)
{
	int (*code)(void) = where;

	pr_info("attempting bad execution at %px\n", where);
	code();
	pr_err("FAIL: func returned\n");
}

static void lkdtm_exec_data(void)
{
	static u8 code[] = { 0xc3 };

	execute_at(code);
}

static void lkdtm_exec_stack(void)
{
	u8 code[] = { 0xc3 };

	barrier_data(code);
	execute_at(code);
}

static void lkdtm_exec_kmalloc(void)
{
	void *code = kzalloc(64, GFP_KERNEL);

	execute_at(code);
	kfree(code);
}

static void lkdtm_exec_vmalloc(void)
{
	u8 *code = vmalloc(sizeof(*code));

	if (!code)
		return;
	*code = 0xc3;
	execute_at(code);
	vfree(code);
}

static void lkdtm_exec_rodata(void)
{
	execute_at((void *)&rodata);
}

static void lkdtm_exec_null(void)
{
	null_function();
}

struct lkdtm_node {
	struct list_head node;
};

/* Hand list_add() a neighbour whose link points at something that is no list. */
static void lkdtm_corrupt_list_add(void)
{
	LIST_HEAD(head);
	struct lkdtm_node good, bad;
	void *target[2] = { };

	pr_info("attempting good list addition\n");
	list_add(&good.node, &head);
	pr_info("attempting corrupted list addition\n");
	head.next = (struct list_head *)target;
	list_add(&bad.node, &head);
	if (!target[0] && !target[1])
		pr_info("list addition was refused\n");
	else
		pr_err("FAIL: list addition wrote through a bad pointer\n");
}

static void lkdtm_corrupt_list_del(void)
{
	LIST_HEAD(head);
	struct lkdtm_node item;
	void *target[2] = { };

	list_add(&item.node, &head);
	pr_info("attempting corrupted list removal\n");
	item.node.next = (struct list_head *)target;
	list_del(&item.node);
	if (!target[0] && !target[1])
		pr_info("list removal was refused\n");
	else
		pr_err("FAIL: list removal wrote through a bad pointer\n");
}

static void lkdtm_write_after_free(void)
{
	int *object = kmalloc(64, GFP_KERNEL);

	kfree(object);
	pr_info("Attempting bad write to freed memory at %px\n", object + 4);
	OPTIMIZER_HIDE_VAR(object);
	object[4] = 0xdead;
	kfree(kmalloc(64, GFP_KERNEL));
}

/* Whoever reads a pointer or a number from freed memory shall not get a good one. */
static void lkdtm_read_after_free(void)
{
	int *object = kmalloc(64, GFP_KERNEL), first, found;

	if (!object)
		return;
	first = object[4] = 0x12345678;
	pr_info("Value in memory before free: %x\n", first);
	kfree(object);
	pr_info("Attempting bad read from freed memory\n");
	OPTIMIZER_HIDE_VAR(object);
	found = READ_ONCE(object[4]);
	if (found == first)
		pr_err("FAIL: Memory was not poisoned!\n");
	else
		pr_info("Memory correctly poisoned (%x)\n", found);
}

static void lkdtm_slab_linear_overflow(void)
{
	char *object = kmalloc(64, GFP_KERNEL);

	OPTIMIZER_HIDE_VAR(object);
	pr_info("Attempting slab linear overflow ...\n");
	object[64] = 1;
	kfree(object);
}

static void lkdtm_slab_free_double(void)
{
	void *object = kmalloc(64, GFP_KERNEL);

	kfree(object);
	OPTIMIZER_HIDE_VAR(object);
	pr_info("Attempting double slab free ...\n");
	kfree(object);
}

static void lkdtm_slab_free_cross(void)
{
	struct kmem_cache *a = kmem_cache_create("lkdtm-heap-a", 64, 0, 0, NULL);
	struct kmem_cache *b = kmem_cache_create("lkdtm-heap-b", 64, 0, 0, NULL);
	void *object = kmem_cache_alloc(a, GFP_KERNEL);

	pr_info("Attempting cross-cache slab free ...\n");
	kmem_cache_free(b, object);
	kmem_cache_destroy(a);
	kmem_cache_destroy(b);
}

static void lkdtm_slab_free_page(void)
{
	unsigned long page = __get_free_page(GFP_KERNEL);

	pr_info("Attempting non-Slab slab free ...\n");
	kfree((void *)page);
	free_page(page);
}

static void lkdtm_write_buddy_after_free(void)
{
	unsigned long page = __get_free_page(GFP_KERNEL);
	int *p = (int *)page;

	free_page(page);
	OPTIMIZER_HIDE_VAR(p);
	pr_info("Attempting bad write to the buddy page after free\n");
	p[3] = 0xdead;
	free_page(__get_free_page(GFP_KERNEL));
}

static void lkdtm_page_free_double(void)
{
	unsigned long page = __get_free_page(GFP_KERNEL);

	free_page(page);
	pr_info("Attempting double page free ...\n");
	free_page(page);
}

/* The context is the lock's: GFP_KERNEL says that it may sleep. */
static void lkdtm_alloc_while_atomic(void)
{
	static DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	kfree(kmalloc(64, GFP_KERNEL));
	spin_unlock(&lock);
}

static void lkdtm_vmalloc_linear_overflow(void)
{
	char *area = vmalloc(PAGE_SIZE);

	pr_info("Attempting vmalloc linear overflow ...\n");
	OPTIMIZER_HIDE_VAR(area);
	area[PAGE_SIZE] = 1;
	vfree(area);
}

static void lkdtm_scheduling_while_atomic(void)
{
	static DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	schedule();
	spin_unlock(&lock);
}

static void lkdtm_spinlockup(void)
{
	static DEFINE_SPINLOCK(lock);

	spin_lock(&lock);
	spin_lock(&lock);
}

static void lkdtm_softlockup(void)
{
	preempt_disable();
	for (;;)
		cpu_relax();
}

static void lkdtm_hung_task(void)
{
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		schedule();
	}
}

struct crashtype {
	const char *name;
	void (*func)(void);
};

static const struct crashtype crashtypes[] = {
	{ "PANIC", lkdtm_panic },
	{ "BUG", lkdtm_bug },
	{ "WARNING", lkdtm_warning },
	{ "WARNING_MESSAGE", lkdtm_warning_message },
	{ "EXCEPTION", lkdtm_exception },
	{ "ACCESS_USERSPACE", lkdtm_access_userspace },
	{ "EXHAUST_STACK", lkdtm_exhaust_stack },
	{ "DOUBLE_FAULT", lkdtm_double_fault },
	{ "WRITE_RO", lkdtm_write_ro },
	{ "WRITE_RO_AFTER_INIT", lkdtm_write_ro_after_init },
	{ "WRITE_KERN", lkdtm_write_kern },
	{ "EXEC_DATA", lkdtm_exec_data },
	{ "EXEC_STACK", lkdtm_exec_stack },
	{ "EXEC_KMALLOC", lkdtm_exec_kmalloc },
	{ "EXEC_VMALLOC", lkdtm_exec_vmalloc },
	{ "EXEC_RODATA", lkdtm_exec_rodata },
	{ "EXEC_NULL", lkdtm_exec_null },
	{ "CORRUPT_LIST_ADD", lkdtm_corrupt_list_add },
	{ "CORRUPT_LIST_DEL", lkdtm_corrupt_list_del },
	{ "WRITE_AFTER_FREE", lkdtm_write_after_free },
	{ "READ_AFTER_FREE", lkdtm_read_after_free },
	{ "SLAB_LINEAR_OVERFLOW", lkdtm_slab_linear_overflow },
	{ "SLAB_FREE_DOUBLE", lkdtm_slab_free_double },
	{ "SLAB_FREE_CROSS", lkdtm_slab_free_cross },
	{ "SLAB_FREE_PAGE", lkdtm_slab_free_page },
	{ "WRITE_BUDDY_AFTER_FREE", lkdtm_write_buddy_after_free },
	{ "PAGE_FREE_DOUBLE", lkdtm_page_free_double },
	{ "ALLOC_WHILE_ATOMIC", lkdtm_alloc_while_atomic },
	{ "VMALLOC_LINEAR_OVERFLOW", lkdtm_vmalloc_linear_overflow },
	{ "SCHEDULING_WHILE_ATOMIC", lkdtm_scheduling_while_atomic },
	{ "SOFTLOCKUP", lkdtm_softlockup },
	{ "SPINLOCKUP", lkdtm_spinlockup },
	{ "HUNG_TASK", lkdtm_hung_task },
};

static const struct crashtype *chosen;

static void crash(void)
{
	chosen->func();
}

static void from_hardirq(struct irq_work *work)
{
	crash();
}

static void from_softirq(struct tasklet_struct *t)
{
	crash();
}

static void from_kworker(struct work_struct *work)
{
	crash();
}

static struct irq_work lkdtm_irq_work = IRQ_WORK_INIT(from_hardirq);
static DECLARE_TASKLET(lkdtm_tasklet, from_softirq);
static DECLARE_WORK(lkdtm_work, from_kworker);

static void enter_hardirq(void)
{
	irq_work_queue(&lkdtm_irq_work);
	irq_work_sync(&lkdtm_irq_work);
}

static void enter_softirq(void)
{
	local_bh_disable();
	tasklet_schedule(&lkdtm_tasklet);
	local_bh_enable();		/* runs it here, not in ksoftirqd */
}

static void enter_kworker(void)
{
	schedule_work(&lkdtm_work);
	flush_work(&lkdtm_work);
}

static void enter_console(void)
{
	console_lock();
	crash();
	console_unlock();
}

static const struct crashpoint {
	const char *name;
	void (*enter)(void);
} crashpoints[] = {
	{ "DIRECT", crash },
	{ "HARDIRQ", enter_hardirq },
	{ "SOFTIRQ", enter_softirq },
	{ "KWORKER", enter_kworker },
	{ "CONSOLE", enter_console },
};

static const struct crashpoint *find_crashpoint(const char *name)
{
	for (int i = 0; i < ARRAY_SIZE(crashpoints); i++)
		if (!strcmp(crashpoints[i].name, name))
			return &crashpoints[i];
	return NULL;
}

static const struct crashtype *find_crashtype(const char *name)
{
	for (int i = 0; i < ARRAY_SIZE(crashtypes); i++)
		if (!strcmp(crashtypes[i].name, name))
			return &crashtypes[i];
	return NULL;
}

static int __init lkdtm_init(void)
{
	const struct crashpoint *point = find_crashpoint(cpoint_name);

	chosen = find_crashtype(cpoint_type);
	if (!chosen) {
		pr_warn("Invalid crash type %s\n", cpoint_type);
		return -EINVAL;
	}
	if (!point) {
		pr_warn("Invalid crash point %s\n", cpoint_name);
		return -EINVAL;
	}
	pr_info("lkdtm: Performing direct entry %s\n", cpoint_type);
	point->enter();
	return 0;
}

static void __exit lkdtm_exit(void)
{
	tasklet_kill(&lkdtm_tasklet);
}

module_init(lkdtm_init);
module_exit(lkdtm_exit);
MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Break the kernel on purpose");
