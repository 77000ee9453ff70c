// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/traps.c - exceptions: what the CPU could not do, and what then
 *
 * exceptions.asm calls do_exception() for all 32 vectors.  For most of them the story
 * is the same, and one table row tells it: who caused it?
 *
 *     ring 3          the program gets a signal; with one line in the log, if it has no
 *                     handler for it, for then it is ended
 *     the kernel,     a row of the exception table exists: continue at its fixup
 *                     otherwise: a die notifier may claim it, else die(): an oops
 *
 * The few with a story of their own (page fault, #UD for BUG and WARN, int3, #DB,
 * NMI, double fault, machine check) have a function.
 *
 * Context: interrupts off at entry.  In code that had them on they go on again
 * before anything that may take long, as the interrupted code could have been
 * interrupted there anyway.
 *
 * See also: Intel SDM vol. 3, "Interrupt and Exception Handling"; docs/nmi.md.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/uaccess.h>

#include <asm/arch.h>
#include <asm/desc.h>
#include <asm/idtentry.h>
#include <asm/insn-eval.h>
#include <asm/nmi.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/syscall.h>
#include <asm/trapnr.h>
#include <asm/traps.h>

#include "cpu.h"

/* ud2, as a little-endian word. */
#define INSN_UD2	0x0b0f

/* What is the same for all ordinary exceptions. */
static const struct {
	const char	*name;
	u8		signr;
	u8		code;		/* si_code; 0: SI_KERNEL, which tells no address */
} traps[NR_EXCEPTION_VECTORS] = {
	[X86_TRAP_DE]		= { "divide error",			SIGFPE, FPE_INTDIV },
	[X86_TRAP_DB]		= { "debug",				SIGTRAP },
	[X86_TRAP_NMI]		= { "NMI",				0 },
	[X86_TRAP_BP]		= { "int3",				SIGTRAP },
	[X86_TRAP_OF]		= { "overflow",				SIGSEGV },
	[X86_TRAP_BR]		= { "bounds",				SIGSEGV },
	[X86_TRAP_UD]		= { "invalid opcode",			SIGILL, ILL_ILLOPN },
	[X86_TRAP_NM]		= { "device not available",		SIGFPE },
	[X86_TRAP_DF]		= { "double fault",			SIGSEGV },
	[X86_TRAP_OLD_MF]	= { "coprocessor segment overrun",	SIGFPE },
	[X86_TRAP_TS]		= { "invalid TSS",			SIGSEGV },
	[X86_TRAP_NP]		= { "segment not present",		SIGBUS },
	[X86_TRAP_SS]		= { "stack segment",			SIGBUS },
	[X86_TRAP_GP]		= { "general protection fault",		SIGSEGV },
	[X86_TRAP_PF]		= { "page fault",			SIGSEGV },
	[X86_TRAP_SPURIOUS]	= { "spurious trap 15",			SIGSEGV },
	[X86_TRAP_MF]		= { "fpu exception",			SIGFPE },
	[X86_TRAP_AC]		= { "alignment check",			SIGBUS, BUS_ADRALN },
	[X86_TRAP_MC]		= { "machine check",			SIGBUS },
	[X86_TRAP_XF]		= { "simd exception",			SIGFPE },
	[X86_TRAP_VE]		= { "virtualization exception",		SIGSEGV },
	[X86_TRAP_CP]		= { "control protection fault",		SIGSEGV },
	[22]			= { "reserved trap 22",			SIGSEGV },
	[23]			= { "reserved trap 23",			SIGSEGV },
	[24]			= { "reserved trap 24",			SIGSEGV },
	[25]			= { "reserved trap 25",			SIGSEGV },
	[26]			= { "reserved trap 26",			SIGSEGV },
	[27]			= { "reserved trap 27",			SIGSEGV },
	[X86_TRAP_HV]		= { "hypervisor injection",		SIGSEGV },
	[X86_TRAP_VC]		= { "VMM communication",		SIGSEGV },
	[X86_TRAP_SX]		= { "security exception",		SIGSEGV },
	[31]			= { "reserved trap 31",			SIGSEGV },
};

static void cond_local_irq_enable(const struct pt_regs *regs)
{
	if (!regs_irqs_disabled(regs))
		local_irq_enable();
}

static void cond_local_irq_disable(const struct pt_regs *regs)
{
	if (!regs_irqs_disabled(regs))
		local_irq_disable();
}

/**
 * fixup_exception - may this instruction fault, and where does it go on?
 * Context: any.
 * Return: 1 if regs->ip now points at the fixup.
 */
int fixup_exception(struct pt_regs *regs, int trapnr, unsigned long error_code,
		    unsigned long fault_addr)
{
	const struct exception_table_entry *e = search_exception_tables(regs->ip);

	if (!e)
		return 0;
	regs->ip = ex_to_fixup(e);
	return 1;
}

/* ---- die notifiers ------------------------------------------------------------ */

static ATOMIC_NOTIFIER_HEAD(die_chain);

int notify_die(enum die_val val, const char *str, struct pt_regs *regs, long err, int trap, int sig)
{
	struct die_args args = {
		.regs = regs, .str = str, .err = err, .trapnr = trap, .signr = sig,
	};

	return atomic_notifier_call_chain(&die_chain, val, &args);
}

int register_die_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&die_chain, nb);
}
EXPORT_SYMBOL_GPL(register_die_notifier);

int unregister_die_notifier(struct notifier_block *nb)
{
	return atomic_notifier_chain_unregister(&die_chain, nb);
}
EXPORT_SYMBOL_GPL(unregister_die_notifier);

/* ---- the ordinary ones ---------------------------------------------------------- */

/* What is wrong with a number, of the exceptions that are not masked; SDM vol. 1. */
#define FP_INVALID	BIT(0)
#define FP_DENORMAL	BIT(1)
#define FP_ZERO_DIVIDE	BIT(2)
#define FP_OVERFLOW	BIT(3)
#define FP_UNDERFLOW	BIT(4)
#define FP_PRECISION	BIT(5)
#define MXCSR_MASK_SHIFT 7

static u32 pending_fp_errors(u32 vector)
{
	u16 control, status;
	u32 mxcsr;

	if (vector == X86_TRAP_MF) {
		asm volatile("fnstcw %0; fnstsw %1" : "=m"(control), "=m"(status));
		return status & ~control;
	}
	asm volatile("stmxcsr %0" : "=m"(mxcsr));
	return mxcsr & ~(mxcsr >> MXCSR_MASK_SHIFT);
}

static int fp_signal_code(u32 vector)
{
	u32 errors = pending_fp_errors(vector);

	if (errors & FP_INVALID)
		return FPE_FLTINV;
	if (errors & FP_ZERO_DIVIDE)
		return FPE_FLTDIV;
	if (errors & FP_OVERFLOW)
		return FPE_FLTOVF;
	if (errors & (FP_DENORMAL | FP_UNDERFLOW))
		return FPE_FLTUND;
	return errors & FP_PRECISION ? FPE_FLTRES : 0;
}

/* The line for a program that is ended by it.  Linux says "trap" for all but #GP. */
static void show_signal(const struct pt_regs *regs, u32 vector, unsigned long error_code)
{
	if (!show_unhandled_signals || !unhandled_signal(current, traps[vector].signr) ||
	    !printk_ratelimit())
		return;
	pr_info("traps: %s[%d] %s%s ip:%lx sp:%lx error:%lx\n", current->comm, current->pid,
		vector == X86_TRAP_GP ? "" : "trap ", traps[vector].name, regs->ip, regs->sp,
		error_code);
}

/* A program has done it: a signal waits for it on its way back. */
static void trap_in_program(struct pt_regs *regs, u32 vector, unsigned long error_code, int code)
{
	void __user *where = vector == X86_TRAP_AC ? NULL : (void __user *)regs->ip;

	current->thread.trap_nr = vector;
	current->thread.error_code = error_code;
	show_signal(regs, vector, error_code);
	if (code)
		force_sig_fault(traps[vector].signr, code, where);
	else
		force_sig(traps[vector].signr);
}

static void do_user_trap(struct pt_regs *regs, u32 vector, unsigned long error_code)
{
	int code = traps[vector].code;

	if (vector == X86_TRAP_MF || vector == X86_TRAP_XF)
		code = fp_signal_code(vector);
	trap_in_program(regs, vector, error_code, code);
}

#define GP_TEXT_MAX		96
#define CANONICAL_BITS	47	/* from here on up all bits of an address are the same */

static bool is_canonical(unsigned long address)
{
	return (long)address >> CANONICAL_BITS == 0 || (long)address >> CANONICAL_BITS == -1;
}

/* A general protection fault gives no address; the instruction may. */
static const char *describe_gp(const struct pt_regs *regs, unsigned long error_code, char *text)
{
	const char *name = traps[X86_TRAP_GP].name;
	unsigned long address;

	if (error_code)
		snprintf(text, GP_TEXT_MAX, "segment-related %s", name);
	else if (insn_memory_address(regs, &address))
		snprintf(text, GP_TEXT_MAX, "%s, %s 0x%lx", name, is_canonical(address) ?
			 "maybe for address" : "probably for non-canonical address", address);
	else
		return name;
	return text;
}

static void do_trap(struct pt_regs *regs, u32 vector, unsigned long error_code)
{
	char text[GP_TEXT_MAX];
	const char *name = traps[vector].name;

	if (user_mode(regs)) {
		do_user_trap(regs, vector, error_code);
		return;
	}
	if (fixup_exception(regs, vector, error_code, 0))
		return;
	if (notify_die(DIE_TRAP, name, regs, error_code, vector, traps[vector].signr) ==
	    NOTIFY_STOP)
		return;
	cond_local_irq_enable(regs);
	if (vector == X86_TRAP_GP)
		name = describe_gp(regs, error_code, text);
	die(name, regs, error_code);
	cond_local_irq_disable(regs);
}

/* ---- #UD: BUG and WARN ------------------------------------------------------------ */

int is_valid_bugaddr(unsigned long addr)
{
	u16 insn;

	return !copy_from_kernel_nofault(&insn, (void *)addr, sizeof(insn)) && insn == INSN_UD2;
}

/* Interrupts stay off over a WARN in code that had them off, so its report is whole. */
static bool handle_bug(struct pt_regs *regs)
{
	bool handled;

	if (user_mode(regs))
		return false;
	cond_local_irq_enable(regs);
	handled = report_bug(regs->ip, regs) == BUG_TRAP_TYPE_WARN;
	if (handled)
		regs->ip += LEN_UD2;
	cond_local_irq_disable(regs);
	return handled;
}

static void exc_invalid_op(struct pt_regs *regs, unsigned long error_code)
{
	if (!handle_bug(regs))
		do_trap(regs, X86_TRAP_UD, error_code);
}

/* ---- #BP and #DB -------------------------------------------------------------------- */

static void exc_int3(struct pt_regs *regs, unsigned long error_code)
{
	if (notify_die(DIE_INT3, "int3", regs, error_code, X86_TRAP_BP, SIGTRAP) ==
	    NOTIFY_STOP)
		return;
	do_trap(regs, X86_TRAP_BP, error_code);
}

/* DR6: what happened.  Bits that are always 1 are kept so. */
#define DR6_RESERVED	0xffff0ff0ul
#define DR6_STEP	BIT(14)
#define DR6_TRAPS	GENMASK(3, 0)

static unsigned long take_debug_status(void)
{
	unsigned long dr6;

	asm volatile("mov %%db6, %0" : "=r" (dr6));
	asm volatile("mov %0, %%db6" : : "r" (DR6_RESERVED));
	return dr6 ^ DR6_RESERVED;
}

/*
 * A debugger claims its steps and watchpoints by a notifier.  In the kernel, a step
 * which nobody claims was inherited by `int n` from a user program that single
 * steps, or is left over: TF is cleared, and the kernel runs on.
 */
void exc_debug(struct pt_regs *regs)
{
	unsigned long dr7 = disable_breakpoints();
	unsigned long dr6 = take_debug_status();

	if (notify_die(DIE_DEBUG, "debug", regs, dr6, X86_TRAP_DB, SIGTRAP) == NOTIFY_STOP)
		goto out;
	if (user_mode(regs))
		trap_in_program(regs, X86_TRAP_DB, 0, dr6 & DR6_STEP ? TRAP_TRACE : TRAP_BRKPT);
	else if (dr6 & DR6_STEP)
		regs->flags &= ~X86_EFLAGS_TF;
	else
		pr_err_ratelimited("debug exception at %pS, DR6 %lx: ignored\n",
				   (void *)regs->ip, dr6);
out:
	/* nmi_safe_return cannot step: behind its ret is a trap, before the next instruction. */
	if (in_nmi())
		regs->flags &= ~X86_EFLAGS_TF;
	restore_breakpoints(dr7);
}

/* ---- #DF, and stacks that are full ------------------------------------------------------ */

/**
 * handle_stack_overflow - report a stack that ran into its guard page; no return
 * Context: any stack but the one that is full.
 */
void __noreturn handle_stack_overflow(struct pt_regs *regs, unsigned long fault_address,
				      const char *stack_name)
{
	struct stack_info info;

	stack_guard_name(fault_address, &info);
	printk(KERN_EMERG "BUG: %s stack guard page was hit at %px (stack is %px..%px)\n",
	       stack_name, (void *)fault_address, (void *)info.begin, (void *)info.end - 1);
	die("stack guard page", regs, 0);
	panic("%s stack guard hit", stack_name);
}

/*
 * The CPU could not even start a handler.  Nearly always because it could not push
 * onto a full stack: then the page fault that went before left its address in cr2.
 */
void __noreturn exc_double_fault(struct pt_regs *regs, unsigned long error_code)
{
	unsigned long address = read_cr2();
	struct stack_info info;
	const char *stack_name;

	nmi_enter();
	stack_name = stack_guard_name(address, &info);
	if (stack_name)
		handle_stack_overflow(regs, address, stack_name);
	pr_emerg("PANIC: double fault, error_code: 0x%lx\n", error_code);
	die("double fault", regs, error_code);
	panic("Machine halted.");
}

/* ---- the switchboard ------------------------------------------------------------------- */

/**
 * do_exception - every exception, from exceptions.asm
 * @regs: regs->orig_ax is the error code, or 0
 *
 * Context: interrupts off, on entry and return; on the interrupted stack, or on an
 * IST stack for #DB, NMI, #DF and #MC.
 */
void do_exception(struct pt_regs *regs, u32 vector)
{
	unsigned long error_code = regs->orig_ax;

	switch (vector) {
	case X86_TRAP_PF:
		do_page_fault(regs, error_code, read_cr2());
		break;
	case X86_TRAP_UD:
		exc_invalid_op(regs, error_code);
		break;
	case X86_TRAP_BP:
		exc_int3(regs, error_code);
		break;
	case X86_TRAP_NMI:
		exc_nmi(regs);
		break;
	case X86_TRAP_DB:
		exc_debug(regs);
		break;
	case X86_TRAP_DF:
		exc_double_fault(regs, error_code);
	case X86_TRAP_MC:
		exc_machine_check(regs);
		break;
	default:
		do_trap(regs, vector, error_code);
	}
}

/**
 * trap_init - this CPU's tables and stacks, and the final exception gates
 * Context: boot CPU, interrupts off, vmalloc() works.
 */
void __init trap_init(void)
{
	if (cpu_alloc_stacks(smp_processor_id()))
		panic("No memory for the stacks of the boot CPU.");
	cpu_init_segments();
	user_mode_init();
	cpu_init_user_mode();
	idt_setup_traps();
	mcheck_cpu_init();
}
