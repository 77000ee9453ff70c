// SPDX-License-Identifier: MIT
/*
 * tests/unit/entry_test.c - gates, stubs, frames, stacks, NMIs, traces
 *
 * Exceptions are raised by int3 and claimed by a die notifier, so that a test can
 * look at the registers and the stack from inside.  NMIs come from the local APIC, by
 * a message of this CPU to itself; a machine without one skips those.
 */

#include <kunit/test.h>
#include <linux/bug.h>
#include <linux/completion.h>
#include <linux/extable.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/kallsyms.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/apic.h>
#include <asm/desc.h>
#include <asm/idtentry.h>
#include <asm/irq_vectors.h>
#include <asm/msr.h>
#include <asm/nmi.h>
#include <asm/page.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/trapnr.h>

/* What the Makefile tells the compilers to keep: without SSE nothing needs 16. */
#define C_STACK_ALIGN 8

#define OPCODE_PUSH_IMM8	0x6a
#define OPCODE_JMP_REL32	0xe9
#define OPCODE_INT3		0xcc
#define JMP_SIZE		5
#define DR6_STEP		BIT(14)
#define USER_GS_BASE		0x7f0000001000ul
#define FLAGS_KERNEL		(X86_EFLAGS_FIXED | X86_EFLAGS_IF)
#define FLAGS_ARITHMETIC	(X86_EFLAGS_CF | X86_EFLAGS_PF | X86_EFLAGS_AF | X86_EFLAGS_ZF | \
				 X86_EFLAGS_SF | X86_EFLAGS_OF)

extern const u8 asm_common_interrupt[], asm_common_exception[], asm_paranoid_exception[];

/* entry_canary.asm */
int canary_check(unsigned long flags);
extern const u8 canary_check_resume[];

/* ---- int3, seen from inside --------------------------------------------------------- */

static void (*int3_action)(struct pt_regs *regs);
static int int3_hits;

static int on_int3(struct notifier_block *nb, unsigned long action, void *data)
{
	struct die_args *args = data;

	if (action != DIE_INT3 || !int3_action)
		return NOTIFY_DONE;
	int3_hits++;
	int3_action(args->regs);
	return NOTIFY_STOP;
}

static struct notifier_block int3_notifier = { .notifier_call = on_int3 };

static int entry_suite_init(struct kunit_suite *suite)
{
	return register_die_notifier(&int3_notifier);
}

static void entry_suite_exit(struct kunit_suite *suite)
{
	unregister_die_notifier(&int3_notifier);
}

static void raise_int3(void (*action)(struct pt_regs *regs))
{
	int3_action = action;
	int3_hits = 0;
	asm volatile("int3" : : : "memory");
	int3_action = NULL;
}

/* ---- the tables ------------------------------------------------------------------------ */

static bool is_ist_vector(unsigned int vector)
{
	return vector == X86_TRAP_DB || vector == X86_TRAP_NMI || vector == X86_TRAP_DF ||
	       vector == X86_TRAP_MC;
}

static const u8 *jump_target(const u8 *jmp)
{
	s32 rel;

	memcpy(&rel, jmp + 1, sizeof(rel));
	return jmp + JMP_SIZE + rel;
}

static void errcode_column_agrees_with_the_manual(struct kunit *test)
{
	unsigned int vector;

	for (vector = 0; vector < NR_EXCEPTION_VECTORS; vector++)
		KUNIT_EXPECT_EQ_MSG(test, exc_pushes_errcode[vector],
				    X86_TRAP_ERRCODE_MASK >> vector & 1, "vector %u", vector);
}

/* 6a 00 (only without a code)  6a vv  e9 rel32, and padding. */
static void exception_stubs_push_what_the_cpu_does_not(struct kunit *test)
{
	unsigned int vector;

	for (vector = 0; vector < NR_EXCEPTION_VECTORS; vector++) {
		const u8 *p = exc_entries_start + vector * EXC_STUB_SIZE;

		if (!(X86_TRAP_ERRCODE_MASK >> vector & 1)) {
			KUNIT_EXPECT_EQ_MSG(test, p[0], OPCODE_PUSH_IMM8, "vector %u", vector);
			KUNIT_EXPECT_EQ_MSG(test, p[1], 0, "vector %u", vector);
			p += 2;
		}
		KUNIT_EXPECT_EQ_MSG(test, p[0], OPCODE_PUSH_IMM8, "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, p[1], vector, "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, p[2], OPCODE_JMP_REL32, "vector %u", vector);
		KUNIT_EXPECT_PTR_EQ_MSG(test, jump_target(p + 2),
					is_ist_vector(vector) ? asm_paranoid_exception :
								asm_common_exception,
					"vector %u", vector);
	}
}

static void interrupt_stubs_are_eight_bytes_with_their_vector(struct kunit *test)
{
	unsigned int vector;

	for (vector = FIRST_EXTERNAL_VECTOR; vector < NR_VECTORS; vector++) {
		const u8 *p = irq_entries_start + (vector - FIRST_EXTERNAL_VECTOR) * IRQ_STUB_SIZE;

		KUNIT_EXPECT_EQ_MSG(test, p[0], OPCODE_PUSH_IMM8, "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, p[1], vector, "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, p[2], OPCODE_JMP_REL32, "vector %u", vector);
		KUNIT_EXPECT_PTR_EQ_MSG(test, jump_target(p + 2), asm_common_interrupt,
					"vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, p[7], OPCODE_INT3, "vector %u", vector);
	}
}

static unsigned int expected_ist(unsigned int vector)
{
	switch (vector) {
	case X86_TRAP_DF:
		return IST_DF;
	case X86_TRAP_NMI:
		return IST_NMI;
	case X86_TRAP_DB:
		return IST_DB;
	case X86_TRAP_MC:
		return IST_MCE;
	}
	return 0;
}

static bool user_may_call(unsigned int vector)
{
	return vector == X86_TRAP_BP || vector == X86_TRAP_OF || vector == IA32_SYSCALL_VECTOR;
}

/* Also what ring 3 cannot reach: int n of any vector but those three is a #GP. */
static void every_vector_has_an_interrupt_gate(struct kunit *test)
{
	unsigned int vector;

	for (vector = 0; vector < NR_VECTORS; vector++) {
		const gate_desc *gate = &idt_table[vector];

		KUNIT_EXPECT_TRUE_MSG(test, gate->bits & GATE_PRESENT, "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, gate->bits & GATE_TYPE, GATE_INTERRUPT, "vector %u",
				    vector);
		KUNIT_EXPECT_EQ_MSG(test, gate->bits & GATE_IST, expected_ist(vector), "vector %u", vector);
		KUNIT_EXPECT_EQ_MSG(test, gate->segment, __KERNEL_CS, "vector %u", vector);
		KUNIT_EXPECT_TRUE_MSG(test, core_kernel_text(gate_offset(gate)), "vector %u",
				      vector);
		if (!user_may_call(vector))
			KUNIT_EXPECT_EQ_MSG(test, gate->bits & GATE_DPL, 0, "vector %u", vector);
	}
}

static void the_cpu_uses_our_table(struct kunit *test)
{
	struct desc_ptr idtr;

	store_idt(&idtr);
	KUNIT_EXPECT_PTR_EQ(test, (void *)idtr.address, (void *)idt_table);
	KUNIT_EXPECT_EQ(test, idtr.size, sizeof(idt_table) - 1);
}

static void device_vectors_are_not_system_vectors(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, test_bit(LOCAL_TIMER_VECTOR, system_vectors));
	KUNIT_EXPECT_TRUE(test, test_bit(X86_TRAP_PF, system_vectors));
	KUNIT_EXPECT_FALSE(test, test_bit(ISA_IRQ_VECTOR(1), system_vectors));
	KUNIT_EXPECT_FALSE(test, test_bit(FIRST_SYSTEM_VECTOR - 1, system_vectors));
}

/* ---- registers and flags ---------------------------------------------------------------- */

static void clobber_registers(struct pt_regs *regs)
{
	asm volatile("" : : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11",
		     "r12", "r13", "r14", "r15", "cc");
}

static void e3_exception_gives_all_registers_back(struct kunit *test)
{
	int3_action = clobber_registers;
	int3_hits = 0;
	KUNIT_EXPECT_EQ(test, canary_check(FLAGS_KERNEL), 0);
	KUNIT_EXPECT_EQ(test, canary_check(FLAGS_KERNEL | FLAGS_ARITHMETIC | X86_EFLAGS_DF), 0);
	KUNIT_EXPECT_EQ(test, int3_hits, 2);
	int3_action = NULL;
}

static struct pt_regs seen_regs;
static unsigned long flags_inside, frame_inside;
static int irqs_off_inside;

static noinline void note_inside(struct pt_regs *regs)
{
	seen_regs = *regs;
	flags_inside = arch_local_save_flags();
	frame_inside = (unsigned long)__builtin_frame_address(0);
	irqs_off_inside = irqs_disabled();
}

static void frame_shows_the_interrupted_registers(struct kunit *test)
{
	int3_action = note_inside;
	canary_check(FLAGS_KERNEL | X86_EFLAGS_CF);
	int3_action = NULL;
	KUNIT_EXPECT_EQ(test, seen_regs.ax, 0x0101010101010101ul * 1);
	KUNIT_EXPECT_EQ(test, seen_regs.di, 0x0101010101010101ul * 7);
	KUNIT_EXPECT_EQ(test, seen_regs.bp, 0x0101010101010101ul * 6);
	KUNIT_EXPECT_EQ(test, seen_regs.r15, 0x0101010101010101ul * 15);
	KUNIT_EXPECT_PTR_EQ(test, (const u8 *)seen_regs.ip, canary_check_resume);
	KUNIT_EXPECT_EQ(test, seen_regs.flags, FLAGS_KERNEL | X86_EFLAGS_CF);
	KUNIT_EXPECT_EQ(test, seen_regs.cs, __KERNEL_CS);
}

/* C relies on it: a string operation would run backwards. */
static void e4_direction_flag_is_clear_in_handlers(struct kunit *test)
{
	int3_action = note_inside;
	canary_check(FLAGS_KERNEL | X86_EFLAGS_DF);
	int3_action = NULL;
	KUNIT_EXPECT_TRUE(test, seen_regs.flags & X86_EFLAGS_DF);
	KUNIT_EXPECT_FALSE(test, flags_inside & X86_EFLAGS_DF);
	KUNIT_EXPECT_TRUE(test, irqs_off_inside);
}

/* A frame address is 16 bytes below an aligned stack pointer: return address and rbp. */
static void e7_stack_is_aligned_in_handlers(struct kunit *test)
{
	int3_action = note_inside;
	asm volatile("int3" : : : "memory");
	KUNIT_EXPECT_EQ(test, frame_inside % C_STACK_ALIGN, 0);
	asm volatile("subq $8, %%rsp; int3; addq $8, %%rsp" : : : "memory");
	KUNIT_EXPECT_EQ(test, frame_inside % C_STACK_ALIGN, 0);
	int3_action = NULL;
}

static int steps, single_steps_told;
static u64 gs_inside;

static int on_debug(struct notifier_block *nb, unsigned long action, void *data)
{
	struct die_args *args = data;

	if (action != DIE_DEBUG)
		return NOTIFY_DONE;
	note_inside(args->regs);
	gs_inside = rdmsrl_value(MSR_GS_BASE);
	single_steps_told += !!(args->err & DR6_STEP);
	steps++;
	return NOTIFY_STOP;
}

static struct notifier_block debug_notifier = { .notifier_call = on_debug };

/* TF set: a trap after each of three instructions, and one after the popf itself. */
static void single_step_traps_on_its_own_stack(struct kunit *test)
{
	struct stack_info info;

	register_die_notifier(&debug_notifier);
	steps = single_steps_told = 0;
	asm volatile("pushfq\n\t"
		     "orq %0, (%%rsp)\n\t"
		     "popfq\n\t"
		     "nop\n\t"
		     "pushfq\n\t"
		     "andq %1, (%%rsp)\n\t"
		     "popfq"
		     : : "i" (X86_EFLAGS_TF), "i" (~X86_EFLAGS_TF) : "memory", "cc");
	unregister_die_notifier(&debug_notifier);
	KUNIT_EXPECT_EQ(test, steps, 4);
	KUNIT_EXPECT_EQ(test, single_steps_told, 4);
	KUNIT_EXPECT_FALSE(test, flags_inside & X86_EFLAGS_TF);
	KUNIT_EXPECT_EQ(test, frame_inside % C_STACK_ALIGN, 0);
	KUNIT_EXPECT_FALSE(test, get_stack_info(frame_inside, &init_task, &info) &&
				 info.type == STACK_TYPE_TASK);
}

/*
 * The instructions around the entry code's swapgs run in ring 0 with the user's gs.
 * Step through a pair of them, with a user's base in place: each trap must find the
 * kernel's, and leave the one it found.
 */
static void ist_exception_finds_its_gs_in_the_entry_code(struct kunit *test)
{
	u64 kernel_gs = rdmsrl_value(MSR_GS_BASE), before = rdmsrl_value(MSR_KERNEL_GS_BASE);
	u64 user_gs_after, gs_after;
	u32 low, high;
	unsigned long flags;

	register_die_notifier(&debug_notifier);
	steps = 0;
	local_irq_save(flags);
	wrmsrl(MSR_KERNEL_GS_BASE, USER_GS_BASE);
	asm volatile("pushfq\n\t"
		     "orq %2, (%%rsp)\n\t"
		     "popfq\n\t"
		     "swapgs\n\t"
		     "movl %3, %%ecx\n\t"
		     "rdmsr\n\t"
		     "swapgs\n\t"
		     "pushfq\n\t"
		     "andq %4, (%%rsp)\n\t"
		     "popfq"
		     : "=a" (low), "=d" (high)
		     : "i" (X86_EFLAGS_TF), "i" (MSR_GS_BASE), "i" (~X86_EFLAGS_TF)
		     : "ecx", "memory", "cc");
	user_gs_after = rdmsrl_value(MSR_KERNEL_GS_BASE);
	gs_after = rdmsrl_value(MSR_GS_BASE);
	wrmsrl(MSR_KERNEL_GS_BASE, before);
	local_irq_restore(flags);
	unregister_die_notifier(&debug_notifier);
	KUNIT_EXPECT_EQ(test, steps, 7);
	KUNIT_EXPECT_EQ(test, low | (u64)high << 32, USER_GS_BASE);
	KUNIT_EXPECT_EQ(test, gs_inside, kernel_gs);
	KUNIT_EXPECT_EQ(test, gs_after, kernel_gs);
	KUNIT_EXPECT_EQ(test, user_gs_after, USER_GS_BASE);
}

/* Two traps between loading the registers and comparing them, by way of an IST stack. */
static int on_canary_step(struct notifier_block *nb, unsigned long action, void *data)
{
	struct die_args *args = data;

	if (action != DIE_DEBUG)
		return NOTIFY_DONE;
	clobber_registers(args->regs);
	if (args->regs->ip != (unsigned long)canary_check_resume)
		args->regs->flags &= ~X86_EFLAGS_TF;
	steps++;
	return NOTIFY_STOP;
}

static void ist_exception_gives_all_registers_back(struct kunit *test)
{
	static struct notifier_block stepper = { .notifier_call = on_canary_step };

	register_die_notifier(&stepper);
	int3_action = clobber_registers;
	steps = 0;
	KUNIT_EXPECT_EQ(test, canary_check(FLAGS_KERNEL | FLAGS_ARITHMETIC | X86_EFLAGS_TF), 0);
	int3_action = NULL;
	unregister_die_notifier(&stepper);
	KUNIT_EXPECT_GE(test, steps, 1);
}

/* ---- which stack -------------------------------------------------------------------------- */

static enum stack_type hardirq_stack, softirq_stack;
static unsigned long hardirq_frame, softirq_frame;
static struct completion probe_done;

static enum stack_type stack_of(unsigned long addr)
{
	struct stack_info info;

	return get_stack_info(addr, current, &info) ? info.type : STACK_TYPE_UNKNOWN;
}

static void softirq_probe(struct tasklet_struct *t)
{
	softirq_frame = (unsigned long)__builtin_frame_address(0);
	softirq_stack = stack_of(softirq_frame);
	complete(&probe_done);
}

static DECLARE_TASKLET(probe_tasklet, softirq_probe);

static void hardirq_probe(struct irq_work *work)
{
	hardirq_frame = (unsigned long)__builtin_frame_address(0);
	hardirq_stack = stack_of(hardirq_frame);
	tasklet_schedule(&probe_tasklet);
}

static void e7_handlers_and_softirqs_run_on_the_irq_stack(struct kunit *test)
{
	static struct irq_work work = IRQ_WORK_INIT(hardirq_probe);

	init_completion(&probe_done);
	irq_work_queue(&work);
	wait_for_completion(&probe_done);
	KUNIT_EXPECT_EQ(test, hardirq_stack, STACK_TYPE_IRQ);
	KUNIT_EXPECT_EQ(test, softirq_stack, STACK_TYPE_IRQ);
	KUNIT_EXPECT_EQ(test, hardirq_frame % sizeof(long), 0);
	KUNIT_EXPECT_EQ(test, softirq_frame % sizeof(long), 0);
	KUNIT_EXPECT_EQ(test, this_cpu_read(hardirq_stack_inuse), 0);
}

static void e7_softirqs_of_a_thread_run_on_the_irq_stack(struct kunit *test)
{
	init_completion(&probe_done);
	softirq_stack = STACK_TYPE_UNKNOWN;
	local_bh_disable();
	tasklet_schedule(&probe_tasklet);
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, completion_done(&probe_done));
	KUNIT_EXPECT_EQ(test, softirq_stack, STACK_TYPE_IRQ);
	KUNIT_EXPECT_EQ(test, softirq_frame % C_STACK_ALIGN, 0);
	KUNIT_EXPECT_EQ(test, this_cpu_read(hardirq_stack_inuse), 0);
}

static void guard_pages_are_told_from_stacks(struct kunit *test)
{
	unsigned long bottom = (unsigned long)current->stack;
	unsigned long irq_bottom = (unsigned long)this_cpu_read(hardirq_stack_ptr) - IRQ_STACK_SIZE;
	struct stack_info info;

	KUNIT_EXPECT_STREQ(test, stack_guard_name(bottom - 1, &info), "TASK");
	KUNIT_EXPECT_EQ(test, info.begin, bottom);
	KUNIT_EXPECT_NULL(test, stack_guard_name(bottom, &info));
	KUNIT_EXPECT_NULL(test, stack_guard_name(bottom - PAGE_SIZE - 1, &info));
	KUNIT_EXPECT_STREQ(test, stack_guard_name(irq_bottom - 1, &info), "IRQ");
}

/* ---- NMI ------------------------------------------------------------------------- */

#define NMI_TEST	"entry_test"

static int nmi_hits, nmi_depth, nmi_max_depth, nmi_changed;
static bool nmi_resend;
static enum stack_type nmi_stack;

static void nmi_do_int3(struct pt_regs *regs)
{
}

static void send_nmi(void)
{
	unsigned long flags;

	local_irq_save(flags);	/* the two halves of an xAPIC message must stay together */
	lapic_send_self_nmi();
	local_irq_restore(flags);
}

/* A fault and a breakpoint inside, with another NMI waiting: it must go on waiting. */
static void nmi_body(void)
{
	unsigned long word;

	if (nmi_resend && nmi_hits == 1)
		send_nmi();
	int3_action = nmi_do_int3;
	nmi_changed += canary_check(X86_EFLAGS_FIXED | FLAGS_ARITHMETIC);
	int3_action = NULL;
	if (!copy_from_kernel_nofault(&word, (void *)VMALLOC_END - PAGE_SIZE, sizeof(word)))
		nmi_changed++;
}

static int nmi_handler(unsigned int type, struct pt_regs *regs)
{
	nmi_depth++;
	nmi_hits++;
	nmi_max_depth = max(nmi_max_depth, nmi_depth);
	nmi_stack = stack_of((unsigned long)__builtin_frame_address(0));
	nmi_changed += !in_nmi() || !irqs_disabled();
	nmi_body();
	nmi_depth--;
	return NMI_HANDLED;
}

static void nmi_start(struct kunit *test, bool resend)
{
	if (!lapic_in_use())
		kunit_skip(test, "no local APIC to send an NMI");
	nmi_hits = nmi_depth = nmi_max_depth = nmi_changed = 0;
	nmi_resend = resend;
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, nmi_handler, 0, NMI_TEST), 0);
}

static void nmi_runs_on_its_stack_with_interrupts_off(struct kunit *test)
{
	nmi_start(test, false);
	local_irq_disable();
	lapic_send_self_nmi();
	local_irq_enable();
	unregister_nmi_handler(NMI_LOCAL, NMI_TEST);
	KUNIT_EXPECT_EQ(test, nmi_hits, 1);
	KUNIT_EXPECT_EQ(test, nmi_stack, STACK_TYPE_NMI);
	KUNIT_EXPECT_EQ(test, nmi_changed, 0);
	KUNIT_EXPECT_FALSE(test, in_nmi());
}

/* An iretq inside would let the second NMI in, on top of the first one's stack. */
static void exceptions_inside_an_nmi_keep_the_next_one_out(struct kunit *test)
{
	nmi_start(test, true);
	send_nmi();
	unregister_nmi_handler(NMI_LOCAL, NMI_TEST);
	KUNIT_EXPECT_EQ(test, nmi_hits, 2);
	KUNIT_EXPECT_EQ(test, nmi_max_depth, 1);
	KUNIT_EXPECT_EQ(test, nmi_changed, 0);
}

/* cr2 belongs to a page fault that may have been interrupted before it read it. */
static void nmi_preserves_cr2_and_registers(struct kunit *test)
{
	nmi_start(test, false);
	write_cr2(0x1234);
	send_nmi();
	KUNIT_EXPECT_EQ(test, read_cr2(), 0x1234);
	unregister_nmi_handler(NMI_LOCAL, NMI_TEST);
	KUNIT_EXPECT_EQ(test, nmi_hits, 1);
}

static char nmi_asked[4];

static int nmi_ordinary(unsigned int type, struct pt_regs *regs)
{
	strlcat(nmi_asked, "o", sizeof(nmi_asked));
	return NMI_HANDLED;
}

static int nmi_first(unsigned int type, struct pt_regs *regs)
{
	strlcat(nmi_asked, "f", sizeof(nmi_asked));
	return NMI_HANDLED;
}

/* Two events may come as one NMI: all are asked, and the second NMI has no reason left. */
static void nmi_handlers_are_all_asked_in_their_order(struct kunit *test)
{
	unsigned long unknown = nmi_unknown_count;

	if (!lapic_in_use())
		kunit_skip(test, "no local APIC to send an NMI");
	nmi_asked[0] = '\0';
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, nmi_ordinary, 0, "ordinary"), 0);
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, nmi_first, NMI_FLAG_FIRST, "first"),
			0);
	send_nmi();
	unregister_nmi_handler(NMI_LOCAL, "ordinary");
	unregister_nmi_handler(NMI_LOCAL, "first");
	send_nmi();
	KUNIT_EXPECT_STREQ(test, nmi_asked, "fo");
	KUNIT_EXPECT_EQ(test, nmi_unknown_count, unknown);
}

/* ---- the exception table --------------------------------------------------------- */

static void x3_nofault_copy_says_efault(struct kunit *test)
{
	unsigned long word = 1;

	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(&word, &nmi_hits, sizeof(nmi_hits)), 0);
	KUNIT_EXPECT_EQ(test, copy_from_kernel_nofault(&word, (void *)VMALLOC_END - PAGE_SIZE,
						       sizeof(word)), -EFAULT);
}

/* Not only page faults: a general protection fault and an invalid opcode, too. */
static void any_kernel_fault_can_have_a_fixup(struct kunit *test)
{
	int taken = 0;

	asm volatile("1:\tmovq (%1), %%rax\n"
		     "\tjmp 3f\n"
		     "2:\tincl %0\n"
		     "3:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "+m" (taken) : "r" (1ul << 62) : "rax", "memory");
	asm volatile("1:\tud2\n"
		     "\tjmp 3f\n"
		     "2:\tincl %0\n"
		     "3:\n"
		     _ASM_EXTABLE(1b, 2b)
		     : "+m" (taken) : : "memory");
	KUNIT_EXPECT_EQ(test, taken, 2);
}

static void exception_table_is_sorted(struct kunit *test)
{
	extern const struct exception_table_entry __start___ex_table[], __stop___ex_table[];
	const struct exception_table_entry *e;

	for (e = __start___ex_table; e < __stop___ex_table; e++) {
		KUNIT_EXPECT_PTR_EQ(test, search_exception_tables(ex_to_insn(e)), e);
		KUNIT_EXPECT_TRUE(test, core_kernel_text(ex_to_fixup(e)));
	}
	KUNIT_EXPECT_NULL(test, search_exception_tables((unsigned long)note_inside));
}

/* ---- traces and symbols ---------------------------------------------------------- */

#define TRACE_MAX	32

static unsigned long trace[TRACE_MAX];
static unsigned int trace_len;

static bool trace_has(const char *name)
{
	char symbol[KSYM_NAME_LEN];
	unsigned int i;

	for (i = 0; i < trace_len; i++)
		if (!lookup_symbol_name(trace[i] - 1, symbol) && !strcmp(symbol, name))
			return true;
	return false;
}

static noinline void trace_here(void)
{
	trace_len = stack_trace_save(trace, TRACE_MAX, 0);
}

static void trace_from_int3(struct pt_regs *regs)
{
	trace_here();
}

/* Calls something, so that it has a frame. */
static noinline void traced_caller(void)
{
	trace_here();
	raise_int3(trace_from_int3);
}

static void trace_names_its_callers_first(struct kunit *test)
{
	char symbol[KSYM_NAME_LEN];

	trace_here();
	KUNIT_ASSERT_GT(test, trace_len, 2);
	lookup_symbol_name(trace[0], symbol);
	KUNIT_EXPECT_STREQ(test, symbol, "trace_here");
	lookup_symbol_name(trace[1], symbol);
	KUNIT_EXPECT_STREQ(test, symbol, "trace_names_its_callers_first");
}

static void trace_crosses_an_exception_frame(struct kunit *test)
{
	traced_caller();
	KUNIT_EXPECT_TRUE(test, trace_has("asm_common_exception"));
	KUNIT_EXPECT_TRUE(test, trace_has("traced_caller"));
	KUNIT_EXPECT_TRUE(test, trace_has("trace_crosses_an_exception_frame"));
	KUNIT_EXPECT_TRUE(test, trace_has("ret_from_fork"));
}

static void trace_in_hardirq(struct irq_work *work)
{
	trace_here();
	complete(&probe_done);
}

/* Without a local APIC the interrupt is the next tick: it must hit a function with a frame. */
static __always_inline void wait_for_interrupt(void)
{
	while (!READ_ONCE(probe_done.done))
		cpu_relax();
}

static void trace_crosses_to_the_interrupted_stack(struct kunit *test)
{
	static struct irq_work work = IRQ_WORK_INIT(trace_in_hardirq);

	init_completion(&probe_done);
	irq_work_queue(&work);
	wait_for_interrupt();
	KUNIT_EXPECT_TRUE(test, trace_has("trace_crosses_to_the_interrupted_stack"));
	KUNIT_EXPECT_TRUE(test, trace_has("ret_from_fork"));
}

static void trace_in_softirq(struct tasklet_struct *t)
{
	trace_here();
}

static void trace_crosses_from_softirq_to_thread(struct kunit *test)
{
	static DECLARE_TASKLET(tasklet, trace_in_softirq);

	local_bh_disable();
	tasklet_schedule(&tasklet);
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, trace_has("do_softirq_own_stack"));
	KUNIT_EXPECT_TRUE(test, trace_has("trace_crosses_from_softirq_to_thread"));
	KUNIT_EXPECT_TRUE(test, trace_has("ret_from_fork"));
}

static void symbols_go_both_ways(struct kunit *test)
{
	unsigned long addr = (unsigned long)symbols_go_both_ways;
	char buffer[KSYM_SYMBOL_LEN];

	KUNIT_EXPECT_EQ(test, kallsyms_lookup_name("symbols_go_both_ways"), addr);
	KUNIT_EXPECT_EQ(test, kallsyms_lookup_name("no such symbol"), 0);
	sprint_symbol(buffer, addr + 1);
	KUNIT_EXPECT_EQ(test, strncmp(buffer, "symbols_go_both_ways+0x1/0x", 27), 0);
	sprint_symbol_no_offset(buffer, addr + 1);
	KUNIT_EXPECT_STREQ(test, buffer, "symbols_go_both_ways");
	sprint_symbol(buffer, 0x10);
	KUNIT_EXPECT_STREQ(test, buffer, "0x10");
}

static unsigned int odd_names;

/* A name is printable, and found at its address, unless another stands there as well. */
static int look_up_again(void *count, const char *name, struct module *mod, unsigned long addr)
{
	char again[KSYM_NAME_LEN];
	unsigned long offset;

	if (!kallsyms_lookup(addr, NULL, &offset, NULL, again) || offset || !*name)
		odd_names++;
	for (; *name; name++)
		odd_names += *name <= ' ' || *name > '~';
	++*(unsigned int *)count;
	return 0;
}

static void every_symbol_has_its_name(struct kunit *test)
{
	unsigned int count = 0;

	odd_names = 0;
	KUNIT_EXPECT_EQ(test, kallsyms_on_each_symbol(look_up_again, &count), 0);
	KUNIT_EXPECT_GT(test, count, 3000);
	KUNIT_EXPECT_EQ(test, odd_names, 0);
}

static void return_address_at_the_end_belongs_to_its_function(struct kunit *test)
{
	unsigned long addr = (unsigned long)symbols_go_both_ways, size;
	char buffer[KSYM_SYMBOL_LEN], expected[KSYM_SYMBOL_LEN];

	kallsyms_lookup_size_offset(addr, &size, NULL);
	sprint_backtrace(buffer, addr + size);
	snprintf(expected, sizeof(expected), "symbols_go_both_ways+%#lx/%#lx", size, size);
	KUNIT_EXPECT_STREQ(test, buffer, expected);
}

/* ---- WARN and notifiers ---------------------------------------------------------- */

static noinline bool warn_once(bool condition)
{
	return WARN_ON_ONCE(condition);
}

static void warn_goes_on_and_once_means_once(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	KUNIT_EXPECT_FALSE(test, warn_once(false));
	KUNIT_EXPECT_TRUE(test, warn_once(true));
	KUNIT_EXPECT_TRUE(test, warn_once(true));
}

static char order[8];

static int note_order(struct notifier_block *nb, unsigned long action, void *data)
{
	strlcat(order, nb->priority == 2 ? "b" : nb->priority == 1 ? "a" : "c", sizeof(order));
	return nb->priority == 1 && action ? NOTIFY_STOP : NOTIFY_OK;
}

static void notifiers_are_called_by_priority_until_one_stops(struct kunit *test)
{
	static ATOMIC_NOTIFIER_HEAD(chain);
	static struct notifier_block a = { .notifier_call = note_order, .priority = 1 };
	static struct notifier_block b = { .notifier_call = note_order, .priority = 2 };
	static struct notifier_block c = { .notifier_call = note_order, .priority = 0 };

	order[0] = '\0';
	atomic_notifier_chain_register(&chain, &a);
	atomic_notifier_chain_register(&chain, &b);
	atomic_notifier_chain_register(&chain, &c);
	KUNIT_EXPECT_EQ(test, atomic_notifier_chain_register(&chain, &b), -EEXIST);
	KUNIT_EXPECT_EQ(test, atomic_notifier_call_chain(&chain, 0, NULL), NOTIFY_OK);
	KUNIT_EXPECT_STREQ(test, order, "bac");
	order[0] = '\0';
	KUNIT_EXPECT_EQ(test, atomic_notifier_call_chain(&chain, 1, NULL), NOTIFY_STOP);
	KUNIT_EXPECT_STREQ(test, order, "ba");
	KUNIT_EXPECT_EQ(test, atomic_notifier_chain_unregister(&chain, &a), 0);
	KUNIT_EXPECT_EQ(test, atomic_notifier_chain_unregister(&chain, &a), -ENOENT);
	order[0] = '\0';
	atomic_notifier_call_chain(&chain, 1, NULL);
	KUNIT_EXPECT_STREQ(test, order, "bc");
	atomic_notifier_chain_unregister(&chain, &b);
	atomic_notifier_chain_unregister(&chain, &c);
}

static struct kunit_case entry_cases[] = {
	KUNIT_CASE(errcode_column_agrees_with_the_manual),
	KUNIT_CASE(exception_stubs_push_what_the_cpu_does_not),
	KUNIT_CASE(interrupt_stubs_are_eight_bytes_with_their_vector),
	KUNIT_CASE(every_vector_has_an_interrupt_gate),
	KUNIT_CASE(the_cpu_uses_our_table),
	KUNIT_CASE(device_vectors_are_not_system_vectors),
	KUNIT_CASE(e3_exception_gives_all_registers_back),
	KUNIT_CASE(frame_shows_the_interrupted_registers),
	KUNIT_CASE(e4_direction_flag_is_clear_in_handlers),
	KUNIT_CASE(e7_stack_is_aligned_in_handlers),
	KUNIT_CASE(single_step_traps_on_its_own_stack),
	KUNIT_CASE(ist_exception_finds_its_gs_in_the_entry_code),
	KUNIT_CASE(ist_exception_gives_all_registers_back),
	KUNIT_CASE(e7_handlers_and_softirqs_run_on_the_irq_stack),
	KUNIT_CASE(e7_softirqs_of_a_thread_run_on_the_irq_stack),
	KUNIT_CASE(guard_pages_are_told_from_stacks),
	KUNIT_CASE(nmi_runs_on_its_stack_with_interrupts_off),
	KUNIT_CASE(exceptions_inside_an_nmi_keep_the_next_one_out),
	KUNIT_CASE(nmi_preserves_cr2_and_registers),
	KUNIT_CASE(nmi_handlers_are_all_asked_in_their_order),
	KUNIT_CASE(x3_nofault_copy_says_efault),
	KUNIT_CASE(any_kernel_fault_can_have_a_fixup),
	KUNIT_CASE(exception_table_is_sorted),
	KUNIT_CASE(trace_names_its_callers_first),
	KUNIT_CASE(trace_crosses_an_exception_frame),
	KUNIT_CASE(trace_crosses_to_the_interrupted_stack),
	KUNIT_CASE(trace_crosses_from_softirq_to_thread),
	KUNIT_CASE(symbols_go_both_ways),
	KUNIT_CASE(every_symbol_has_its_name),
	KUNIT_CASE(return_address_at_the_end_belongs_to_its_function),
	KUNIT_CASE(warn_goes_on_and_once_means_once),
	KUNIT_CASE(notifiers_are_called_by_priority_until_one_stops),
	{ }
};

static struct kunit_suite entry_suite = {
	.name = "entry",
	.suite_init = entry_suite_init,
	.suite_exit = entry_suite_exit,
	.test_cases = entry_cases,
};
kunit_test_suite(entry_suite);
