// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/shot.c - an interrupt, or an NMI, after exactly N instructions; for tests
 *
 * What it is for
 *
 *   Interrupts come between any two instructions, but in a test they come where
 *   they like.  Here they come where the test likes: a shot is one interrupt, N
 *   instructions after a function was called.  With N = 1, 2, 3 ... it visits them
 *   all.  Single-stepping the same call lists first where it can come at all.
 *
 * How it works
 *
 *   Under QEMU's -icount shift=0 one instruction takes one nanosecond, and the local
 *   APIC timer counts nanoseconds.  So the timer, one-shot and with count N, fires
 *   after N instructions, in every run alike.  It is taken from the tick for that
 *   time, which goes on with the next best device, the PIT:
 *
 *       arch_shot_begin(handler)          the tick moves to the PIT
 *         arch_single_step(N, fn, arg, step)  step() at each boundary
 *         arch_shot(kind, N, fn, arg)       handler() N instructions later
 *       arch_shot_end()                   the tick moves back
 *
 *   A shot of kind NMI needs an NMI handler of the caller's own (register_nmi_handler());
 *   it comes with interrupts off as well.  Real hardware has no such delivery mode in
 *   the timer's entry; QEMU honours it.  That is why it is for tests only.
 *
 * What single-stepping cannot see
 *
 *   - An interrupt's gate clears TF, so handlers run unseen, and what runs in their
 *     tail (softirqs, another task) does too, unless a handler calls
 *     arch_single_step_on().  What popf or iretq would end, we turn on again.
 *   - The shadow of `mov ss` holds traps back as it does interrupts, so nothing is
 *     reported there.  That of `sti` need not (QEMU's does): we look at the last
 *     instruction.
 *   - hlt does not trap; what follows it is reported as the boundary after the
 *     interrupt that ended it.
 *
 * Context: a task that stays on its CPU, interrupts on.  Other CPUs are halted, or run while
 * this one says pause.  Locking: one user at a time.
 *
 * See also: shot_far.c, where another CPU acts; kernel/kunit/sweep.c, the user; Intel SDM vol. 3, "APIC Timer",
 * "Single-Step Exception Condition".
 */

#include <linux/bitfield.h>
#include <linux/clockchips.h>
#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/kdebug.h>
#include <linux/smp.h>

#include <asm/arch.h>
#include <asm/cpufeature.h>
#include <asm/irq_regs.h>
#include <asm/irqflags.h>
#include <asm/ptrace.h>

#include "apic_private.h"

#define INSN_STI	0xfb
#define INSN_HLT	0xf4

/* dec and jnz */
#define LOOP_INSNS	2
#define PROBE_LOOPS	1000
#define PROBE_TIMES	4

/* shot_call.asm */
extern const u8 shot_call_returned[], shot_call_end[];

static void (*shot_handler)(struct pt_regs *regs);	/* the user's; set before any shot */

/* How the last step looked, for the next one: what stood before a boundary? */
static struct {
	void (*report)(struct pt_regs *regs, bool reachable);	/* NULL: not stepping */
	unsigned long ip;
	bool irqs_on;
} step;

/* ---- can it be done here? ---------------------------------------------------------- */

static u64 time_of_loop(unsigned long loops)
{
	u64 start = rdtsc();

	asm volatile("1: dec %0\n\tjnz 1b" : "+r" (loops) : : "cc");
	return rdtsc() - start;
}

/* Does the clock count instructions?  Then a longer loop takes longer by just its own. */
static bool clock_counts_instructions(void)
{
	int i;

	lockdep_assert_irqs_disabled();
	for (i = 0; i < PROBE_TIMES; i++)
		if (time_of_loop(2 * PROBE_LOOPS) - time_of_loop(PROBE_LOOPS) !=
		    LOOP_INSNS * PROBE_LOOPS)
			return false;
	return true;
}

/* NULL, or why nothing can be shot. */
const char *shot_why_impossible(void)
{
	unsigned long flags;
	bool counts;

	if (!lapic_in_use() || !lapic_base || boot_cpu_has(X86_FEATURE_TSC_DEADLINE_TIMER))
		return "needs a local APIC timer that counts";
	local_irq_save(flags);
	counts = clock_counts_instructions();
	local_irq_restore(flags);
	return counts ? NULL : "needs -icount shift=0";
}

/* ---- shooting ------------------------------------------------------------------------ */

static void shot_fired(struct clock_event_device *evt)
{
	shot_handler(get_irq_regs());
}

/**
 * arch_shot_begin - take the local APIC timer from the tick
 * @handler: called at each shot of kind IRQ with the interrupted registers; hardirq
 *
 * Context: a task, interrupts on; ends with arch_shot_end().
 * Return: NULL, or the reason why there can be no shots on this machine.
 */
const char *arch_shot_begin(void (*handler)(struct pt_regs *regs))
{
	struct clock_event_device *evt = this_cpu_ptr(&lapic_events);
	const char *why = shot_why_impossible();

	if (why)
		return why;
	if (READ_ONCE(evt->event_handler) == shot_fired)
		return "another sweep has not ended";
	if (clockevents_unbind_device(evt, smp_processor_id()))
		return "needs a second timer for the tick";
	shot_handler = handler;
	WRITE_ONCE(evt->event_handler, shot_fired);
	return NULL;
}

/**
 * arch_shot_end - give the local APIC timer back
 * Context: as arch_shot_begin().
 */
void arch_shot_end(void)
{
	clockevents_register_device(this_cpu_ptr(&lapic_events));
}

static void set_timer_entry(u32 extra)
{
	lapic_write(LAPIC_LVT_TIMER, FIELD_PREP(LAPIC_LVT_TIMER_MODE, LAPIC_TIMER_ONESHOT) |
				     FIELD_PREP(LAPIC_LVT_VECTOR, LOCAL_TIMER_VECTOR) | extra);
}

static void call_under_fire(enum lapic_delivery mode, u32 count, void (*fn)(void *arg), void *arg,
			    unsigned long extra_flags)
{
	lapic_write(LAPIC_TIMER_DCR, LAPIC_DIV_1);
	set_timer_entry(FIELD_PREP(LAPIC_LVT_MODE, mode));
	shot_call(count, lapic_base + LAPIC_TIMER_ICR, fn, arg,
		  arch_local_save_flags() | extra_flags, 0);
	set_timer_entry(LAPIC_LVT_MASKED);
	lapic_write(LAPIC_TIMER_ICR, 0);
}

/**
 * arch_shot - call fn(arg), and interrupt it count instructions later
 * @count: from a point that lies a few instructions before the call; 0: never
 *
 * A shot that has not been fired when fn returns is taken back.
 * Context: a task, between arch_shot_begin() and arch_shot_end().
 */
void arch_shot(enum arch_shot_kind kind, u32 count, void (*fn)(void *arg), void *arg)
{
	call_under_fire(kind == ARCH_SHOT_NMI ? LAPIC_DM_NMI : LAPIC_DM_FIXED, count, fn, arg, 0);
}

/**
 * arch_shot_place - was the call under way when this was interrupted?
 * Context: any.
 */
enum arch_shot_place arch_shot_place(const struct pt_regs *regs)
{
	unsigned long ip = instruction_pointer(regs);

	if (ip < (unsigned long)shot_call || ip >= (unsigned long)shot_call_end)
		return ARCH_SHOT_INSIDE;
	return ip < (unsigned long)shot_call_returned ? ARCH_SHOT_BEFORE : ARCH_SHOT_AFTER;
}

/* Was it the interrupt that ended a hlt?  (Or came behind one: the same.) */
bool arch_shot_at_halt(const struct pt_regs *regs)
{
	return *(const u8 *)(instruction_pointer(regs) - 1) == INSN_HLT;
}

/* ---- stepping ------------------------------------------------------------------------ */

/*
 * An interrupt can come at this boundary if they are on, and were not just turned on:
 * sti lets the next instruction pass first.
 */
static bool boundary_is_reachable(const struct pt_regs *regs)
{
	bool behind_sti = *(const u8 *)step.ip == INSN_STI &&
			  instruction_pointer(regs) == step.ip + 1;

	return (regs->flags & X86_EFLAGS_IF) && (step.irqs_on || !behind_sti);
}

static int on_step(struct notifier_block *nb, unsigned long action, void *data)
{
	const struct die_args *args = data;
	struct pt_regs *regs = args->regs;

	if (action != DIE_DEBUG || !step.report)
		return NOTIFY_DONE;
	if (arch_shot_place(regs) == ARCH_SHOT_INSIDE)
		step.report(regs, boundary_is_reachable(regs));
	step.ip = instruction_pointer(regs);
	step.irqs_on = regs->flags & X86_EFLAGS_IF;
	if (arch_shot_place(regs) != ARCH_SHOT_AFTER)
		regs->flags |= X86_EFLAGS_TF;	/* popf or iretq may just have cleared it */
	return NOTIFY_STOP;
}

static struct notifier_block step_notifier = { .notifier_call = on_step };

/**
 * arch_single_step - call fn(arg) and report each instruction boundary in it
 * @count: a shot meanwhile, as in arch_shot(), in which a trap counts as some hundreds; 0: none
 * @report: called in the trap, on a stack of its own, interrupts off; @reachable: an
 *          interrupt could come here
 *
 * Follows the CPU to other tasks, but not into interrupts.
 * Context: a task, interrupts on.
 */
void arch_single_step(u32 count, void (*fn)(void *arg), void *arg,
		      void (*report)(struct pt_regs *regs, bool reachable))
{
	step.ip = (unsigned long)shot_call;
	step.irqs_on = true;
	step.report = report;
	register_die_notifier(&step_notifier);
	call_under_fire(LAPIC_DM_FIXED, count, fn, arg, X86_EFLAGS_TF);
	unregister_die_notifier(&step_notifier);
	step.report = NULL;
}

/**
 * arch_single_step_on - a handler's gate has ended the stepping: begin again here
 * Context: an interrupt handler; does nothing if nobody steps.
 */
void arch_single_step_on(void)
{
	if (step.report)
		asm volatile("pushf\n\torq %0, (%%rsp)\n\tpopf" : : "i" (X86_EFLAGS_TF) : "memory", "cc");
}
