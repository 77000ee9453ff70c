// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/nmi.c - the interrupt that cannot be turned off
 *
 * What it is for
 *
 *   Hardware in distress, watchdogs, "all CPUs: show where you are".  An NMI comes
 *   between any two instructions, so its handlers may take no lock that anything
 *   else takes, and printk only stores.
 *
 * How it works
 *
 *   There is one NMI and no vector that tells its source.  Each source registers a
 *   handler; exc_nmi() asks all of type NMI_LOCAL.  One NMI is remembered by the CPU
 *   while another is handled, and a second one at that time is lost.  So a handler
 *   may have done the work of two, the second NMI then finds nothing to do, and that
 *   is no error: after an NMI which counted more than one event, one unclaimed NMI
 *   is swallowed.
 *
 *   If nobody claims it, port 0x61 tells of memory and I/O-check errors; and if that
 *   is silent too, the reason is unknown.
 *
 * Nesting
 *
 *   The CPU holds NMIs back until the next iretq.  Exceptions inside an NMI handler
 *   (a breakpoint, a WARN, a fault with a fixup) therefore return without one, see
 *   nmi_safe_return in exceptions.asm.  What they destroy otherwise is saved here: cr2,
 *   which a page fault handler may not have read yet, and the watchpoints, so that
 *   #DB (which has one stack only) cannot hit the NMI of a #DB.
 *
 * Locking
 *
 *   Handlers are a fixed array written under nmi_lock; a slot becomes valid by its
 *   fn, written last, and exc_nmi() reads fn first.
 *
 * See also: Intel SDM vol. 3, "Nonmaskable Interrupt (NMI)"; docs/nmi.md.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include <asm/hardirq.h>
#include <asm/nmi.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#include "cpu.h"
#include "nmi_regs.h"

#define HLT_BYTES		1
#define NMI_HANDLERS_MAX	8	/* of each type */

struct nmi_action {
	nmi_handler_t	fn;	/* A: NULL = free; written last */
	const char	*name;	/* L: nmi_lock */
};

static DEFINE_RAW_SPINLOCK(nmi_lock);
static struct nmi_action nmi_actions[NMI_MAX][NMI_HANDLERS_MAX];
static DEFINE_PER_CPU(bool, swallow_nmi);	/* C: the next unclaimed NMI was handled before */

int panic_on_unrecovered_nmi;
static int unknown_nmi_panic;
unsigned long nmi_unknown_count;

static int __init set_unknown_nmi_panic(char *value)
{
	unknown_nmi_panic = 1;
	return 1;
}
__setup("unknown_nmi_panic", set_unknown_nmi_panic);

/* NMI_FLAG_FIRST moves the others up by one, from the end, so that none is ever missing. */
static void make_room_at_front(struct nmi_action *actions, int free)
{
	for (; free > 0; free--) {
		actions[free].name = actions[free - 1].name;
		WRITE_ONCE(actions[free].fn, actions[free - 1].fn);
	}
}

/**
 * register_nmi_handler - ask fn at each NMI of a type
 * Context: any but NMI.  Return: 0, -EINVAL, -ENOSPC.
 */
int register_nmi_handler(unsigned int type, nmi_handler_t fn, unsigned long flags,
			 const char *name)
{
	struct nmi_action *actions;
	unsigned long irqflags;
	int slot;

	if (type >= NMI_MAX || !fn)
		return -EINVAL;
	actions = nmi_actions[type];
	raw_spin_lock_irqsave(&nmi_lock, irqflags);
	for (slot = 0; slot < NMI_HANDLERS_MAX && actions[slot].fn; slot++)
		;
	if (slot < NMI_HANDLERS_MAX) {
		if (flags & NMI_FLAG_FIRST) {
			make_room_at_front(actions, slot);
			slot = 0;
		}
		actions[slot].name = name;
		/* pairs with READ_ONCE() in ask_handlers() */
		smp_store_release(&actions[slot].fn, fn);
	}
	raw_spin_unlock_irqrestore(&nmi_lock, irqflags);
	return slot < NMI_HANDLERS_MAX ? 0 : -ENOSPC;
}
EXPORT_SYMBOL_GPL(register_nmi_handler);

/**
 * unregister_nmi_handler - stop asking it; on return it runs nowhere
 * Context: process.
 */
void unregister_nmi_handler(unsigned int type, const char *name)
{
	unsigned long irqflags;
	int slot;

	raw_spin_lock_irqsave(&nmi_lock, irqflags);
	for (slot = 0; slot < NMI_HANDLERS_MAX; slot++)
		if (nmi_actions[type][slot].fn && !strcmp(nmi_actions[type][slot].name, name))
			WRITE_ONCE(nmi_actions[type][slot].fn, NULL);
	raw_spin_unlock_irqrestore(&nmi_lock, irqflags);
	synchronize_rcu();
}
EXPORT_SYMBOL_GPL(unregister_nmi_handler);

/* Number of events that the handlers of a type say they have handled. */
static int ask_handlers(unsigned int type, struct pt_regs *regs)
{
	int slot, handled = 0;

	for (slot = 0; slot < NMI_HANDLERS_MAX; slot++) {
		nmi_handler_t fn = READ_ONCE(nmi_actions[type][slot].fn);

		if (fn)
			handled += fn(type, regs);
	}
	return handled;
}

static void pci_serr_error(struct pt_regs *regs, u8 reason)
{
	if (ask_handlers(NMI_SERR, regs))
		return;
	pr_emerg("NMI: PCI system error (SERR) for reason %02x on CPU %d.\n", reason,
		 smp_processor_id());
	if (panic_on_unrecovered_nmi)
		nmi_panic(regs, "NMI: Not continuing");
	pr_emerg("Dazed and confused, but trying to continue\n");
	/* The line stays asserted until it is masked. */
	outb((reason & NMI_REASON_CLEAR_MASK) | NMI_REASON_CLEAR_SERR, NMI_REASON_PORT);
}

static void io_check_error(struct pt_regs *regs, u8 reason)
{
	if (ask_handlers(NMI_IO_CHECK, regs))
		return;
	pr_emerg("NMI: IOCK error (debug interrupt?) for reason %02x on CPU %d.\n", reason,
		 smp_processor_id());
	outb((reason & NMI_REASON_CLEAR_MASK) | NMI_REASON_CLEAR_IOCHK, NMI_REASON_PORT);
	outb(reason & NMI_REASON_CLEAR_MASK & ~NMI_REASON_CLEAR_IOCHK, NMI_REASON_PORT);
}

static void unknown_nmi_error(struct pt_regs *regs, u8 reason)
{
	if (ask_handlers(NMI_UNKNOWN, regs))
		return;
	nmi_unknown_count++;
	pr_emerg("Uhhuh. NMI received for unknown reason %02x on CPU %d.\n", reason,
		 smp_processor_id());
	if (unknown_nmi_panic || panic_on_unrecovered_nmi)
		nmi_panic(regs, "NMI: Not continuing");
	pr_emerg("Dazed and confused, but trying to continue\n");
}

static void default_do_nmi(struct pt_regs *regs)
{
	int handled = ask_handlers(NMI_LOCAL, regs);
	u8 reason;

	if (handled) {
		this_cpu_write(swallow_nmi, handled > 1);
		return;
	}
	reason = inb(NMI_REASON_PORT);
	if (reason & NMI_REASON_SERR)
		return pci_serr_error(regs, reason);
	if (reason & NMI_REASON_IOCHK)
		return io_check_error(regs, reason);
	if (this_cpu_read(swallow_nmi)) {
		this_cpu_write(swallow_nmi, false);
		return;
	}
	unknown_nmi_error(regs, reason);
}

/*
 * sti; hlt begins to halt before an interrupt can come.  But an NMI that comes between the
 * two returns with interrupts on: the one that waited for hlt comes first, and then hlt
 * sleeps although there is work.  So it is left out: who idles looks again.
 */
static void do_not_halt(struct pt_regs *regs)
{
	if (regs->ip == idle_hlt)
		regs->ip += HLT_BYTES;
}

/**
 * exc_nmi - vector 2, from do_exception()
 * Context: NMI stack, interrupts and further NMIs off.
 */
void exc_nmi(struct pt_regs *regs)
{
	unsigned long cr2 = read_cr2();
	unsigned long dr7 = disable_breakpoints();

	nmi_enter();
	inc_irq_stat(__nmi_count);
	default_do_nmi(regs);
	do_not_halt(regs);
	nmi_exit();

	restore_breakpoints(dr7);
	if (read_cr2() != cr2)
		write_cr2(cr2);
}
