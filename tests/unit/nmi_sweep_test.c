// SPDX-License-Identifier: MIT
/*
 * tests/unit/nmi_sweep_test.c - an NMI at every instruction of the entry and exit code
 *
 * See nmi_sweep.h.  Each path takes the CPU through a part of arch/x86/entry: exceptions,
 * interrupts on the IRQ stack and nested on it, the softirqs' change of stack, preemption
 * on the way back, the context switch, the other gs base.  An NMI handler cannot be hit by
 * an NMI; there the promise is that one which comes meanwhile waits, whatever exceptions
 * the handler takes.
 *
 * Two paths are broken on purpose, to see that the sweep bites.
 */

#include <kunit/test.h>
#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/debugflags.h>
#include <linux/err.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kdebug.h>
#include <linux/kthread.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/apic.h>
#include <asm/arch.h>
#include <asm/hardirq.h>
#include <asm/hw_irq.h>
#include <asm/io_apic.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#include "../../arch/x86/apic/apic_private.h"
#include "../../kernel/printk/ring.h"
#include "nmi_sweep.h"

#define FLAGS_OFF	(X86_EFLAGS_FIXED | X86_EFLAGS_CF | X86_EFLAGS_AF | X86_EFLAGS_SF | \
			 X86_EFLAGS_OF)
#define FLAGS_ON	(FLAGS_OFF | X86_EFLAGS_IF)
#define USER_GS_BASE	0x7f0000001000ul
#define DR6_STEP	BIT(14)
#define CANARY		0x5a5a5a5a5a5a5a5aul
#define IRETQ		0xcf48

/* entry_canary.asm */
int canary_check(unsigned long flags);
int canary_ud2(unsigned long flags);
int canary_fault(unsigned long flags);
int canary_nop(unsigned long flags);
int canary_swapgs(unsigned long flags);
extern const u8 canary_nop_resume[], canary_swapgs_resume[];

/* nmi_sweep_paths.asm */
void broken_save(void);
void broken_return(void);
extern const u8 broken_save_begin[], broken_save_end[], broken_return_resume[];

static struct nmi_sweep sweep;

/* ---- what the paths' exceptions and interrupts come to -------------------------------- */

static int on_trap(struct notifier_block *nb, unsigned long action, void *data)
{
	const struct die_args *args = data;
	unsigned long ip = instruction_pointer(args->regs);

	if (action == DIE_INT3)
		return NOTIFY_STOP;
	if (action != DIE_DEBUG || !(args->err & DR6_STEP))
		return NOTIFY_DONE;
	/* To the instruction behind the canary's, and one more to be rid of TF. */
	if (ip != (unsigned long)canary_nop_resume &&
	    (ip < (unsigned long)canary_swapgs || ip > (unsigned long)canary_swapgs_resume))
		args->regs->flags &= ~X86_EFLAGS_TF;
	return NOTIFY_STOP;
}

static struct notifier_block trap_notifier = { .notifier_call = on_trap };

static unsigned int line_irq, line_vector;
static struct task_struct *preempter;	/* woken by the line, if there is one */

static irqreturn_t line_handler(int irq, void *dev_id)
{
	if (preempter)
		wake_up_process(preempter);
	return IRQ_HANDLED;
}

static void nothing(struct irq_data *data)
{
}

static const struct irq_chip line_chip = {
	.name		= "nmi-sweep",
	.irq_mask	= nothing,
	.irq_unmask	= nothing,
	.irq_ack	= apic_ack_irq,
};

unsigned int nmi_line_open(struct kunit *test)
{
	int irq = irq_alloc_desc_from(gsi_top, -1);

	KUNIT_ASSERT_GT(test, irq, 0);
	KUNIT_ASSERT_EQ(test, vector_assign(irq, 0), 0);
	line_irq = irq;
	irq_set_chip_and_handler(irq, &line_chip, handle_edge_irq);
	KUNIT_ASSERT_EQ(test, request_irq(irq, line_handler, 0, "nmi-sweep", &sweep), 0);
	return irq_cfg(irq)->vector;
}

void nmi_line_close(void)
{
	free_irq(line_irq, &sweep);
	vector_release(line_irq);
	irq_free_desc(line_irq);
	line_irq = 0;
}

static int nmi_sweep_init(struct kunit *test)
{
	const char *why = nmi_sweep_begin();

	if (why)
		kunit_skip(test, "%s", why);
	memset(&sweep, 0, sizeof(sweep));
	register_die_notifier(&trap_notifier);
	line_vector = nmi_line_open(test);
	return 0;
}

static void nmi_sweep_exit(struct kunit *test)
{
	if (!line_irq)
		return;
	nmi_line_close();
	unregister_die_notifier(&trap_notifier);
	nmi_sweep_end();
}

static void run(struct kunit *test, const char *name, int (*path)(void))
{
	sweep.name = name;
	sweep.path = path;
	nmi_sweep_run(test, &sweep);
}

/* ---- exceptions ----------------------------------------------------------------------- */

static int breakpoint_path(void)
{
	int changed = canary_check(FLAGS_OFF);

	local_irq_enable();
	return changed;
}

static void e2_nmi_in_a_breakpoint(struct kunit *test)
{
	run(test, "#BP", breakpoint_path);
}

static int fault_path(void)
{
	int changed = canary_fault(FLAGS_OFF);

	local_irq_enable();
	return changed;
}

static void e2_nmi_in_a_page_fault_with_fixup(struct kunit *test)
{
	run(test, "#PF with fixup", fault_path);
}

/* cr2 belongs to the fault that was interrupted, and may not have been read. */
static void fault_elsewhere(struct nmi_sweep *s, struct pt_regs *regs)
{
	u8 byte;

	copy_from_kernel_nofault(&byte, (void *)VMALLOC_END - PAGE_SIZE, sizeof(byte));
}

static void e2_nmi_that_faults_in_a_page_fault(struct kunit *test)
{
	sweep.inside = fault_elsewhere;
	run(test, "#PF in an NMI in a #PF", fault_path);
}

static int ud2_path(void)
{
	int changed = canary_ud2(FLAGS_OFF);

	local_irq_enable();
	return changed;
}

static void e2_nmi_in_an_invalid_opcode(struct kunit *test)
{
	run(test, "#UD with fixup", ud2_path);
}

/* Reported the first time, before the sweep; then only entered and left. */
static int warn_path(void)
{
	return !WARN_ON_ONCE(true);
}

static void e2_nmi_in_a_warning(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	run(test, "WARN_ON_ONCE", warn_path);
}

static int step_path(void)
{
	int changed = canary_nop(FLAGS_OFF | X86_EFLAGS_TF);

	local_irq_enable();
	return changed;
}

static void e2_nmi_in_a_debug_exception(struct kunit *test)
{
	sweep.no_breakpoint = true;
	run(test, "#DB", step_path);
}

/* ---- the other gs --------------------------------------------------------------------- */

static int with_users_gs(unsigned long flags)
{
	u64 before = rdmsrl_value(MSR_KERNEL_GS_BASE);
	int changed;

	local_irq_disable();
	wrmsrl(MSR_KERNEL_GS_BASE, USER_GS_BASE);
	changed = canary_swapgs(flags);
	changed += rdmsrl_value(MSR_KERNEL_GS_BASE) != USER_GS_BASE;
	wrmsrl(MSR_KERNEL_GS_BASE, before);
	local_irq_enable();
	return changed;
}

static int swapgs_path(void)
{
	return with_users_gs(FLAGS_OFF);
}

static void e2_nmi_while_gs_is_the_users(struct kunit *test)
{
	run(test, "swapgs", swapgs_path);
}

static int step_swapgs_path(void)
{
	return with_users_gs(FLAGS_OFF | X86_EFLAGS_TF);
}

static void e2_nmi_in_a_debug_exception_while_gs_is_the_users(struct kunit *test)
{
	sweep.no_breakpoint = true;
	run(test, "#DB behind swapgs", step_swapgs_path);
}

/* ---- interrupts ----------------------------------------------------------------------- */

static int interrupt(unsigned int vector)
{
	local_irq_disable();
	lapic_send_self(vector);
	return canary_nop(FLAGS_ON);
}

static int device_path(void)
{
	return interrupt(line_vector);
}

static void e2_nmi_in_a_device_interrupt(struct kunit *test)
{
	run(test, "device interrupt", device_path);
}

const u8 nmi_system_vectors[] = {
	LOCAL_TIMER_VECTOR, IRQ_WORK_VECTOR, RESCHEDULE_VECTOR, CALL_FUNCTION_VECTOR,
	CALL_FUNCTION_SINGLE_VECTOR, IRQ_MOVE_CLEANUP_VECTOR, 0
};
const u8 nmi_complaint_vectors[] = { SPURIOUS_APIC_VECTOR, ERROR_APIC_VECTOR, 0 };

static int interrupts(const u8 *vector)
{
	int changed = 0;

	while (*vector)
		changed += interrupt(*vector++);
	return changed;
}

static int system_path(void)
{
	return interrupts(nmi_system_vectors);
}

static void e2_nmi_in_a_system_interrupt(struct kunit *test)
{
	run(test, "system vectors", system_path);
}

/* Both say so, but not more often than ten times: that is before the sweep. */
static int complaint_path(void)
{
	return interrupts(nmi_complaint_vectors);
}

static void e2_nmi_in_an_interrupt_that_complains(struct kunit *test)
{
	unsigned int spurious = this_cpu_read(irq_stat.irq_spurious_count);
	int errors = atomic_read(&irq_err_count);

	run(test, "spurious and error vector", complaint_path);
	this_cpu_write(irq_stat.irq_spurious_count, spurious);
	atomic_set(&irq_err_count, errors);
}

static int softirq_changed;

static void interrupted_softirq(struct tasklet_struct *t)
{
	softirq_changed = device_path() + system_path() + complaint_path();
}

static DECLARE_TASKLET(interrupted_tasklet, interrupted_softirq);

static int softirq_path(void)
{
	softirq_changed = -1;
	local_bh_disable();
	tasklet_schedule(&interrupted_tasklet);
	local_bh_enable();
	return softirq_changed;
}

static void e2_nmi_in_softirqs_and_interrupts_nested_in_them(struct kunit *test)
{
	unsigned int spurious = this_cpu_read(irq_stat.irq_spurious_count);
	int errors = atomic_read(&irq_err_count);

	run(test, "softirq, nested interrupts", softirq_path);
	this_cpu_write(irq_stat.irq_spurious_count, spurious);
	atomic_set(&irq_err_count, errors);
}

/* ---- messages -------------------------------------------------------------------------- */

#define LINE	"nmi sweep: a line of the log, %s, from the first to the last letter"

/* Not shown at their level, or the log would be full of them. */
static void log_in_nmi(struct nmi_sweep *s, struct pt_regs *regs)
{
	printk(KERN_DEBUG "nmi sweep: from the %s\n", "NMI");
}

static bool is_line(const struct log_header *header, const char *text)
{
	char expected[sizeof(LINE) + 16];
	int len = snprintf(expected, sizeof(expected), LINE, "interrupted");

	return header->len == len && !memcmp(text, expected, len);
}

/* Stored once and whole, whatever the NMI has logged meanwhile. */
static int printk_path(void)
{
	static char text[LOG_TEXT_MAX];
	struct log_pos pos = log_newest();
	struct log_header header;
	unsigned long lost = 0;
	int whole = 0;

	printk(KERN_DEBUG LINE "\n", "interrupted");
	while (log_read(&pos, &header, text, &lost) == LOG_READ_OK)
		whole += is_line(&header, text);
	return lost || whole != 1;
}

static void x6_nmi_logs_while_a_message_is_formatted(struct kunit *test)
{
	sweep.inside = log_in_nmi;
	sweep.uneven = true;	/* behind an NMI's message the consoles have more to pass */
	run(test, "printk", printk_path);
}

/* ---- the scheduler's part ------------------------------------------------------------- */

static unsigned int preemptions;

static int preempt(void *unused)
{
	while (!kthread_should_stop()) {
		preemptions++;
		set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return 0;
}

static int preempt_path(void)
{
	unsigned int before = preemptions;
	int changed = interrupt(line_vector);

	return changed + (preemptions != before + 1);
}

static void e2_nmi_in_preemption_and_context_switch(struct kunit *test)
{
	struct task_struct *thread;

	if (!sched_preempt_dynamic_full())
		kunit_skip(test, "preempt=: an interrupt's return preempts only with full");
	thread = kthread_run(preempt, NULL, "nmi-preempt");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, thread);
	sched_set_fifo(thread);
	preempter = thread;
	run(test, "preemption on return, context switch", preempt_path);
	preempter = NULL;
	kthread_stop(thread);
}

static struct completion started;

static int say_started(void *unused)
{
	complete(&started);
	return 0;
}

static int fork_path(void)
{
	struct task_struct *thread;
	int ret;

	init_completion(&started);
	thread = kthread_create(say_started, NULL, "nmi-new");
	if (IS_ERR(thread))
		return 1;
	get_task_struct(thread);
	wake_up_process(thread);
	wait_for_completion(&started);
	ret = kthread_stop(thread);
	put_task_struct(thread);
	return ret;
}

/*
 * What it allocates is freed with the ticks, so no two rounds are alike.  With the
 * checkers they differ by more than the passes make up for: a shot may come when the
 * path has ended.
 */
static void e2_nmi_in_a_new_thread(struct kunit *test)
{
	if (debug_enabled(DEBUG_LOCKS | DEBUG_OBJECTS))
		kunit_skip(test, "with the checkers no two rounds are nearly alike");
	sweep.uneven = true;
	run(test, "thread's start", fork_path);
}

/* ---- NMIs and NMIs -------------------------------------------------------------------- */

static int changed_in_nmi;

static int nmi_path(void)
{
	unsigned long flags;

	changed_in_nmi = 0;
	local_irq_save(flags);
	lapic_send_self_nmi();
	local_irq_restore(flags);
	return changed_in_nmi;
}

static void x6_nmi_waits_for_the_end_of_another(struct kunit *test)
{
	sweep.own_nmis = 1;
	sweep.no_breakpoint = true;
	run(test, "NMI", nmi_path);
}

static void take_exceptions(struct nmi_sweep *s, struct pt_regs *regs)
{
	changed_in_nmi += canary_check(FLAGS_OFF) + canary_fault(FLAGS_OFF) +
			  canary_ud2(FLAGS_OFF) + canary_nop(FLAGS_OFF | X86_EFLAGS_TF);
	changed_in_nmi += !in_nmi();
}

static void x6_nmi_waits_while_another_takes_exceptions(struct kunit *test)
{
	sweep.own_nmis = 1;
	sweep.no_breakpoint = true;
	sweep.inside = take_exceptions;
	run(test, "NMI with #BP, #PF, #UD, #DB", nmi_path);
}

/* ---- broken on purpose ---------------------------------------------------------------- */

static unsigned long call_broken_save(unsigned long rax)
{
	asm volatile("call broken_save" : "+a" (rax) : : "memory", "cc");
	return rax;
}

static void save_in_nmi(struct nmi_sweep *s, struct pt_regs *regs)
{
	call_broken_save(0);
}

static int broken_save_path(void)
{
	return call_broken_save(CANARY) != CANARY;
}

/* From the store of the one to the load of the other: three boundaries. */
static void e2_sweep_finds_an_entry_that_saves_in_a_global(struct kunit *test)
{
	unsigned int i;

	sweep.broken = true;
	sweep.inside = save_in_nmi;
	run(test, "broken: register saved in a global", broken_save_path);
	KUNIT_EXPECT_EQ(test, sweep.bad, 3);
	for (i = 0; i < sweep.bad; i++) {
		KUNIT_EXPECT_GE(test, sweep.bad_at[i].ip, (unsigned long)broken_save_begin);
		KUNIT_EXPECT_LE(test, sweep.bad_at[i].ip, (unsigned long)broken_save_end);
	}
}

/*
 * The nested NMI stands on the first one's frame.  So it returns for both, to where the
 * first had come: what that has done so far is undone here.
 */
static void return_for_both(struct pt_regs *regs, const struct pt_regs *first, int count_outside)
{
	int wanted = count_outside + NMI_OFFSET + HARDIRQ_OFFSET;

	preempt_count_add(wanted - preempt_count());
	*regs = *first;
}

static void return_by_iretq(struct nmi_sweep *s, struct pt_regs *regs)
{
	static struct pt_regs first;
	static int count_outside;

	if (nmi_is_nested(regs)) {
		return_for_both(regs, &first, count_outside);
		return;
	}
	first = *regs;
	count_outside = preempt_count() - NMI_OFFSET - HARDIRQ_OFFSET;
	broken_return();
}

static u16 opcode_at(unsigned long ip)
{
	u16 opcode;

	memcpy(&opcode, (const void *)ip, sizeof(opcode));
	return opcode;
}

/* From the first NMI's start to its own iretq: what comes earlier waits for the wrong one. */
static void x6_sweep_finds_an_exception_that_returns_by_iretq(struct kunit *test)
{
	unsigned int last;

	sweep.broken = true;
	sweep.own_nmis = 1;
	sweep.no_breakpoint = true;
	sweep.inside = return_by_iretq;
	run(test, "broken: iretq inside an NMI", nmi_path);
	KUNIT_ASSERT_GT(test, sweep.bad, 2);
	last = sweep.bad - 1;
	KUNIT_EXPECT_EQ(test, sweep.bad_at[0].ip, (unsigned long)broken_return_resume);
	KUNIT_EXPECT_EQ(test, opcode_at(sweep.bad_at[last].ip), IRETQ);
	KUNIT_EXPECT_EQ(test, sweep.bad_at[last].count - sweep.bad_at[0].count, last);
}

static struct kunit_case nmi_sweep_cases[] = {
	KUNIT_CASE(e2_nmi_in_a_breakpoint),
	KUNIT_CASE(e2_nmi_in_a_page_fault_with_fixup),
	KUNIT_CASE(e2_nmi_that_faults_in_a_page_fault),
	KUNIT_CASE(e2_nmi_in_an_invalid_opcode),
	KUNIT_CASE(e2_nmi_in_a_warning),
	KUNIT_CASE(e2_nmi_in_a_debug_exception),
	KUNIT_CASE(e2_nmi_while_gs_is_the_users),
	KUNIT_CASE(e2_nmi_in_a_debug_exception_while_gs_is_the_users),
	KUNIT_CASE(e2_nmi_in_a_device_interrupt),
	KUNIT_CASE(e2_nmi_in_a_system_interrupt),
	KUNIT_CASE(e2_nmi_in_an_interrupt_that_complains),
	KUNIT_CASE(e2_nmi_in_softirqs_and_interrupts_nested_in_them),
	KUNIT_CASE(x6_nmi_logs_while_a_message_is_formatted),
	KUNIT_CASE(e2_nmi_in_preemption_and_context_switch),
	KUNIT_CASE(e2_nmi_in_a_new_thread),
	KUNIT_CASE(x6_nmi_waits_for_the_end_of_another),
	KUNIT_CASE(x6_nmi_waits_while_another_takes_exceptions),
	KUNIT_CASE(e2_sweep_finds_an_entry_that_saves_in_a_global),
	KUNIT_CASE(x6_sweep_finds_an_exception_that_returns_by_iretq),
	{ }
};

static struct kunit_suite nmi_sweep_suite = {
	.name = "sweep_nmi",
	.init = nmi_sweep_init,
	.exit = nmi_sweep_exit,
	.one_cpu = true,
	.test_cases = nmi_sweep_cases,
};
kunit_test_suite(nmi_sweep_suite);
