// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/shot_far.c - another CPU acts after exactly N instructions; for tests
 *
 * What it is for
 *
 *   As shot.c, for races between CPUs: all that another CPU does to our data and all
 *   interrupts that it sends happen between two instructions of ours, which the test
 *   chooses.  Interrupts need not be on there.
 *
 * How it works
 *
 *   Under -icount QEMU lets the CPUs take turns, CPU 0 first.  One runs until it
 *   halts, pauses, or a timer is due.  So:
 *
 *       CPU 1, the test                       CPU 0, idle
 *       arch_far_shot(): asks CPU 0 ------->  starts a timer, halts
 *       counts instructions until N are left
 *       fn(arg)
 *         N instructions                      the timer is due: its turn
 *         (stands still)                      handler()
 *                                             halts
 *         goes on
 *
 *   Where CPU 1 stood, an NMI shows that it is sent before the handler and finds it at
 *   the same boundary.  But it would end a hlt that nothing else ends, so each shot is
 *   fired twice: with it, to see where, and without.
 *
 * Context: a task on a CPU other than 0, interrupts on.  Locking: one user at a time.
 */

#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/smp.h>

#include <asm/arch.h>
#include <asm/irqflags.h>
#include <asm/nmi.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#include "apic_private.h"

#define SHOOTER		0

/* Until the timer is due: CPU 0 must be halted again by then. */
#define LEAD_NS		50000
/* More than an interrupt takes from being due to its handler. */
#define SLACK_NS	2000

/* Written by the CPU that is shot at, while the timer is not set. */
static struct {
	void (*handler)(void);
	void (*seen)(struct pt_regs *regs);
	unsigned int cpu;
	bool show;			/* send the NMI, too */
	u64 due;			/* when the timer is due, nearly */
	struct hrtimer timer;
} far;

static enum hrtimer_restart timer_is_due(struct hrtimer *timer)
{
	if (far.show)
		lapic_send_nmi(far.cpu);
	far.handler();
	return HRTIMER_NORESTART;
}

static int on_nmi(unsigned int type, struct pt_regs *regs)
{
	if (smp_processor_id() != far.cpu || !far.show)
		return NMI_DONE;
	far.seen(regs);
	return NMI_HANDLED;
}

/**
 * arch_far_begin - prepare for shots at this CPU
 * @handler: called on CPU 0; hardirq
 * @seen: called on this CPU with the registers of where it stood; NMI
 *
 * Context: a task bound to a CPU other than 0, interrupts on.
 * Return: NULL, or the reason why there can be no shots.
 */
const char *arch_far_begin(void (*handler)(void), void (*seen)(struct pt_regs *regs))
{
	const char *why = shot_why_impossible();

	if (why)
		return why;
	if (raw_smp_processor_id() == SHOOTER)
		return "needs several CPUs";
	if (register_nmi_handler(NMI_LOCAL, on_nmi, NMI_FLAG_FIRST, "far_shot"))
		return "another sweep has not ended";
	hrtimer_setup(&far.timer, timer_is_due, CLOCK_MONOTONIC, HRTIMER_MODE_ABS_HARD);
	far.seen = seen;
	far.cpu = raw_smp_processor_id();
	far.handler = handler;
	return NULL;
}

void arch_far_end(void)
{
	unregister_nmi_handler(NMI_LOCAL, "far_shot");
}

static void start_timer(void *unused)
{
	far.due = rdtsc() + LEAD_NS;
	hrtimer_start(&far.timer, ktime_add_ns(ktime_get(), LEAD_NS),
		      HRTIMER_MODE_ABS_PINNED_HARD);
}

/**
 * arch_far_shot - call fn(arg), and let CPU 0 act count instructions later
 * @show: tell where that is
 * @count: from a point some thousand instructions before the call
 *
 * If fn returns before, CPU 0 does not act.
 * Context: a task, between arch_far_begin() and arch_far_end().
 */
void arch_far_shot(bool show, u32 count, void (*fn)(void *arg), void *arg)
{
	u32 no_timer;

	far.show = show;
	smp_call_function_single(SHOOTER, start_timer, NULL, true);
	shot_call(0, (void __iomem *)&no_timer, fn, arg, arch_local_save_flags(),
		  far.due + SLACK_NS - count);
	hrtimer_cancel(&far.timer);
}
