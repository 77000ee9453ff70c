// SPDX-License-Identifier: MIT
/*
 * tests/unit/nmi_sweep_user_test.c - an NMI at every instruction between ring 3 and the kernel
 *
 * As nmi_sweep_test.c, for the entries that begin with the program's gs and, by `syscall`,
 * with its stack pointer.  That leads nowhere here: an NMI that used it would not come
 * far.  Each path goes to ring 3, to one instruction, and back by an int3 (or a fault),
 * whose registers are compared with those which the program had.
 *
 * The thread of the sweep has a program's memory, but is not that program: nmi_user_call()
 * (nmi_sweep_paths.asm) lends its stack to the entry code.  A switch to another task would
 * take it back, so the thread is one that nobody preempts.
 */

#include <kunit/test.h>
#include <linux/debugflags.h>
#include <linux/irqflags.h>
#include <linux/kdebug.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/string.h>

#include <asm/arch.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/segment.h>

#include "../../arch/x86/apic/apic_private.h"
#include "nmi_sweep.h"
#include "user_program.h"

#define USER_GS_BASE	0x7f0000001000ul
#define CANARY		0x0101010101010101ul	/* times the register's place in struct pt_regs */
#define NO_STACK	8
#define BAD_CS		0xfff3			/* of ring 3, behind the GDT's end */
#define GETPID_64	39
#define GETPID_32	20

#define DR6_BREAKPOINT1	BIT(1)
#define DR6_STEP	BIT(14)
#define DR7_BREAKPOINT1	BIT(3)

/* What the entry code must not inherit, and must give back. */
#define USER_FLAGS	(X86_EFLAGS_FIXED | X86_EFLAGS_CF | X86_EFLAGS_AF | X86_EFLAGS_SF | \
			 X86_EFLAGS_OF | X86_EFLAGS_IF | X86_EFLAGS_DF | X86_EFLAGS_NT | \
			 X86_EFLAGS_AC)

/* nmi_sweep_paths.asm */
void nmi_user_call(const struct pt_regs *regs);
extern const u8 nmi_user_back[];
extern unsigned long nmi_user_sp;
extern const char nmi_user_code[], nmi_user_code_end[];
extern const char nmi_user_syscall[], nmi_user_int80[], nmi_user_int3[], nmi_user_step[];
extern const char nmi_user_step_end[], nmi_user_exit[];

static const struct program_set user_set = { nmi_user_code, nmi_user_code_end };

static struct nmi_sweep sweep;
static unsigned int line_vector;

/* ---- to ring 3 and back ------------------------------------------------------------------- */

static struct pt_regs came_back;	/* what the program had in the end */

static void leave_ring_3(struct pt_regs *regs)
{
	came_back = *regs;
	regs->ip = (unsigned long)nmi_user_back;
	regs->sp = nmi_user_sp;
	regs->cs = __KERNEL_CS;
	regs->ss = __KERNEL_DS;
	regs->flags = X86_EFLAGS_FIXED;
}

static int on_trap(struct notifier_block *nb, unsigned long action, void *data)
{
	const struct die_args *args = data;

	if (action == DIE_DEBUG && args->err & DR6_STEP && user_mode(args->regs))
		args->regs->flags &= ~(unsigned long)X86_EFLAGS_TF;
	else if ((action == DIE_INT3 && user_mode(args->regs)) ||
		 (action == DIE_DEBUG && args->err & DR6_BREAKPOINT1))
		leave_ring_3(args->regs);
	else
		return NOTIFY_DONE;
	return NOTIFY_STOP;
}

static struct notifier_block trap_notifier = { .notifier_call = on_trap };

static unsigned long user_address(const char *code)
{
	return USER_TEXT + (code - nmi_user_code);
}

static void set_registers(struct pt_regs *regs, const char *code)
{
	unsigned long *words = (unsigned long *)regs;

	for (size_t i = 0; i < sizeof(*regs) / sizeof(long); i++)
		words[i] = CANARY * (i + 1);
	regs->ip = user_address(code);
	regs->cs = __USER_CS;
	regs->flags = USER_FLAGS;
	regs->sp = NO_STACK;
	regs->ss = __USER_DS;
}

/* Words that are not as they should be; where the int3 was is known to the caller. */
static int changed_registers(struct pt_regs *wanted, const char *end)
{
	const unsigned long *x = (const void *)wanted, *y = (const void *)&came_back;
	int changed = rdmsrl_value(MSR_KERNEL_GS_BASE) != USER_GS_BASE;

	wanted->ip = user_address(end);
	wanted->orig_ax = came_back.orig_ax;	/* the entry's own */
	came_back.flags &= ~(unsigned long)X86_EFLAGS_RF;
	for (size_t i = 0; i < sizeof(*wanted) / sizeof(long); i++)
		changed += x[i] != y[i];
	return changed;
}

/* With interrupts off, on either side. */
static void visit(const struct pt_regs *regs)
{
	memset(&came_back, 0, sizeof(came_back));
	nmi_user_call(regs);
}

/* ---- the paths ------------------------------------------------------------------------------ */

static int syscall_path(void)
{
	const char *end = nmi_user_syscall + 2;		/* its length */
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_syscall);
	regs.ax = GETPID_64;
	local_irq_disable();
	visit(&regs);
	regs.ax = current->tgid;
	regs.cx = user_address(end);
	regs.r11 = regs.flags;
	changed = changed_registers(&regs, end + 1);
	local_irq_enable();
	return changed;
}

static int int80_path(void)
{
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_int80);
	regs.ax = GETPID_32;
	local_irq_disable();
	visit(&regs);
	regs.ax = current->tgid;
	changed = changed_registers(&regs, nmi_user_int3 + 1);
	local_irq_enable();
	return changed;
}

static int int3_path(void)
{
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_int3);
	local_irq_disable();
	visit(&regs);
	changed = changed_registers(&regs, nmi_user_int3 + 1);
	local_irq_enable();
	return changed;
}

static int step_path(void)
{
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_step);
	regs.flags |= X86_EFLAGS_TF;
	local_irq_disable();
	visit(&regs);
	regs.flags &= ~(unsigned long)X86_EFLAGS_TF;
	changed = changed_registers(&regs, nmi_user_step_end);
	local_irq_enable();
	return changed;
}

/* Waits until ring 3 lets it in. */
static int interrupt(unsigned int vector)
{
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_int3);
	local_irq_disable();
	lapic_send_self(vector);
	visit(&regs);
	changed = changed_registers(&regs, nmi_user_int3 + 1);
	local_irq_enable();
	return changed;
}

static int interrupts(const u8 *vector)
{
	int changed = 0;

	while (*vector)
		changed += interrupt(*vector++);
	return changed;
}

static int device_path(void)
{
	return interrupt(line_vector);
}

static int system_path(void)
{
	return interrupts(nmi_system_vectors);
}

static int complaint_path(void)
{
	return interrupts(nmi_complaint_vectors);
}

static void break_at(unsigned long ip, unsigned long dr7)
{
	asm volatile("mov %0, %%db1; mov %1, %%db7" : : "r" (ip), "r" (dr7) : "memory");
}

/*
 * The iretq faults: in ring 0, but with the program's gs.  The entry code would end the
 * program; where it begins to, we are back.
 */
static int bad_iretq_path(void)
{
	struct pt_regs regs;
	int changed;

	set_registers(&regs, nmi_user_int3);
	regs.cs = BAD_CS;
	local_irq_disable();
	break_at((unsigned long)do_group_exit, DR7_BREAKPOINT1);
	visit(&regs);
	break_at(0, 0);
	changed = came_back.ip != (unsigned long)do_group_exit || came_back.di != SIGSEGV ||
		  rdmsrl_value(MSR_KERNEL_GS_BASE) != USER_GS_BASE;
	local_irq_enable();
	return changed;
}

/* ---- a thread with a program's memory ------------------------------------------------------ */

struct sweeper {
	struct kunit *test;
	int err;
};

static void set_gs_base(u64 base)
{
	local_irq_disable();
	current->thread.gsbase = base;
	wrmsrl(MSR_KERNEL_GS_BASE, base);
	local_irq_enable();
}

static int sweep_with_memory(void *arg)
{
	struct sweeper *sweeper = arg;

	sweeper->err = program_memory(&user_set);
	if (sweeper->err)
		return 0;
	sched_set_fifo(current);
	set_gs_base(USER_GS_BASE);
	nmi_sweep_run(sweeper->test, &sweep);
	exit_mm();
	return 0;
}

static void run(struct kunit *test, const char *name, int (*path)(void))
{
	struct sweeper sweeper = { .test = test, .err = -1 };
	int status = -1;
	pid_t pid;

	sweep.name = name;
	sweep.path = path;
	pid = user_mode_thread(sweep_with_memory, &sweeper, 0);
	KUNIT_ASSERT_GT(test, pid, 0);
	kernel_wait(pid, &status);
	KUNIT_EXPECT_EQ(test, sweeper.err, 0);
	KUNIT_EXPECT_EQ(test, status, 0);
}

/* ---- a thread that becomes a program ------------------------------------------------------- */

static struct mm_struct *shared_memory;		/* of all these programs, one after another */

static int keep_memory(void *unused)
{
	if (program_memory(&user_set))
		return 0;
	mmget(current->mm);
	shared_memory = current->mm;
	exit_mm();
	return 0;
}

static int become_program(void *unused)
{
	mmget(shared_memory);
	if (exec_mmap(shared_memory)) {
		mmput(shared_memory);
		return 0;
	}
	start_thread(user_address(nmi_user_exit), NO_STACK);
	return 0;
}

static int program_path(void)
{
	int status = -1;
	pid_t pid = user_mode_thread(become_program, NULL, 0);

	return pid <= 0 || kernel_wait(pid, &status) != pid || status;
}

/* ---- the cases ------------------------------------------------------------------------------ */

static void e2_nmi_in_a_system_call(struct kunit *test)
{
	run(test, "ring 3: syscall", syscall_path);
}

static void e2_nmi_in_a_system_call_by_int80(struct kunit *test)
{
	run(test, "ring 3: int 0x80", int80_path);
}

static void e2_nmi_in_an_exception_from_ring_3(struct kunit *test)
{
	run(test, "ring 3: #BP", int3_path);
}

static void e2_nmi_in_a_debug_exception_from_ring_3(struct kunit *test)
{
	sweep.no_breakpoint = true;
	run(test, "ring 3: #DB", step_path);
}

static void e2_nmi_in_a_device_interrupt_from_ring_3(struct kunit *test)
{
	run(test, "ring 3: device interrupt", device_path);
}

static void e2_nmi_in_a_system_interrupt_from_ring_3(struct kunit *test)
{
	run(test, "ring 3: system vectors", system_path);
}

static void e2_nmi_in_an_interrupt_that_complains_from_ring_3(struct kunit *test)
{
	unsigned int spurious = this_cpu_read(irq_stat.irq_spurious_count);
	int errors = atomic_read(&irq_err_count);

	run(test, "ring 3: spurious and error vector", complaint_path);
	this_cpu_write(irq_stat.irq_spurious_count, spurious);
	atomic_set(&irq_err_count, errors);
}

static void e2_nmi_in_a_fault_of_the_way_back_to_ring_3(struct kunit *test)
{
	sweep.no_breakpoint = true;
	run(test, "ring 3: iretq faults", bad_iretq_path);
}

/* Uneven for the reason which e2_nmi_in_a_new_thread tells. */
static void e2_nmi_in_the_start_of_a_program(struct kunit *test)
{
	int status;
	pid_t pid;

	if (debug_enabled(DEBUG_LOCKS | DEBUG_OBJECTS))
		kunit_skip(test, "with the checkers no two rounds are nearly alike");
	pid = user_mode_thread(keep_memory, NULL, 0);
	KUNIT_ASSERT_GT(test, pid, 0);
	kernel_wait(pid, &status);
	KUNIT_ASSERT_NOT_NULL(test, shared_memory);
	sweep.uneven = true;
	sweep.name = "ring 3: a program's start and end";
	sweep.path = program_path;
	nmi_sweep_run(test, &sweep);
	mmput(shared_memory);
	shared_memory = NULL;
}

static int nmi_sweep_user_init(struct kunit *test)
{
	const char *why = nmi_sweep_begin();

	line_vector = 0;
	if (why)
		kunit_skip(test, "%s", why);
	memset(&sweep, 0, sizeof(sweep));
	register_die_notifier(&trap_notifier);
	line_vector = nmi_line_open(test);
	return 0;
}

static void nmi_sweep_user_exit(struct kunit *test)
{
	if (!line_vector)
		return;
	nmi_line_close();
	unregister_die_notifier(&trap_notifier);
	nmi_sweep_end();
}

static struct kunit_case nmi_sweep_user_cases[] = {
	KUNIT_CASE(e2_nmi_in_a_system_call),
	KUNIT_CASE(e2_nmi_in_a_system_call_by_int80),
	KUNIT_CASE(e2_nmi_in_an_exception_from_ring_3),
	KUNIT_CASE(e2_nmi_in_a_debug_exception_from_ring_3),
	KUNIT_CASE(e2_nmi_in_a_device_interrupt_from_ring_3),
	KUNIT_CASE(e2_nmi_in_a_system_interrupt_from_ring_3),
	KUNIT_CASE(e2_nmi_in_an_interrupt_that_complains_from_ring_3),
	KUNIT_CASE(e2_nmi_in_a_fault_of_the_way_back_to_ring_3),
	KUNIT_CASE(e2_nmi_in_the_start_of_a_program),
	{ }
};

static struct kunit_suite nmi_sweep_user_suite = {
	.name = "sweep_nmi_user",
	.init = nmi_sweep_user_init,
	.exit = nmi_sweep_user_exit,
	.one_cpu = true,
	.test_cases = nmi_sweep_user_cases,
};
kunit_test_suite(nmi_sweep_user_suite);
