// SPDX-License-Identifier: MIT
/*
 * kernel/irq/spurious.c - interrupts that nobody handles
 *
 * What it is for
 *
 *   A level line whose device no driver quiets interrupts for ever: the machine
 *   does nothing else.  Somebody must notice, and shut the line.
 *
 * How it works
 *
 *   From the first unhandled interrupt on, interrupts are counted in windows of
 *   100,000.  More than 99,900 of them unhandled: report who was asked, shut the
 *   line, and poll its handlers ten times a second, because a device of theirs may
 *   still need them.  Unhandled ones that are further apart than HZ/10 are noise and
 *   start the count at one again.  A new user of the line gets it opened.
 *
 *   `irqfixup` looks on all other lines for the owner of an unhandled interrupt,
 *   for machines whose wiring is not as described; `irqpoll` does so at each timer
 *   interrupt as well.
 *
 * Locking
 *
 *   The counters belong to whoever has set INPROGRESS.  misrouted_lock lets one CPU
 *   at a time search, and never while the poll runs.
 *
 * Compared with Linux
 *
 *   Linux 6.1's numbers and messages.  There the poll never ends once it has begun.
 *
 * See also: tests/unit/irq_test.c.
 */

#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#include <asm/processor.h>

#include "internals.h"

#define WINDOW			100000	/* interrupts */
#define TOO_MANY		99900	/* unhandled ones in a window */
#define NOISE_DISTANCE		(HZ / 10)
#define POLL_INTERVAL		(HZ / 10)
#define REPORTS_MAX		100	/* of odd answers: they come as fast as interrupts */

bool noirqdebug;
unsigned int irqfixup;

static DEFINE_RAW_SPINLOCK(misrouted_lock);	/* order: outside every desc->lock */

static void poll_spurious_irqs(struct timer_list *unused);
static DEFINE_TIMER(poll_timer, poll_spurious_irqs);

/* ---- asking handlers although their line did not fire ---------------------------- */

/* Not: a line of one CPU or of threads, a stuck line (unless @force), the timer. */
static bool may_be_asked(struct irq_desc *desc, bool force)
{
	struct irqaction *action = desc->action;

	if (irq_settings_have(desc, IRQ_PER_CPU | IRQ_NESTED_THREAD | IRQ_IS_POLLED))
		return false;
	if (irqd_irq_disabled(&desc->irq_data) && !force)
		return false;
	return action && (action->flags & IRQF_SHARED) && !(action->flags & __IRQF_TIMER);
}

/* Return: true if one of its handlers had something to do. */
static bool try_one_irq(struct irq_desc *desc, bool force)
{
	irqreturn_t answer = IRQ_NONE;

	raw_spin_lock(&desc->lock);
	if (!may_be_asked(desc, force))
		goto out;
	if (irqd_irq_inprogress(&desc->irq_data)) {
		desc->istate |= IRQS_PENDING;		/* whoever runs it goes round again */
		goto out;
	}
	desc->istate |= IRQS_POLL_INPROGRESS;
	do {
		desc->istate &= ~IRQS_PENDING;
		irqd_set(&desc->irq_data, IRQD_IRQ_INPROGRESS);
		raw_spin_unlock(&desc->lock);
		answer |= call_handlers(desc);
		raw_spin_lock(&desc->lock);
		irqd_clear(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	} while ((desc->istate & IRQS_PENDING) && desc->action);
	desc->istate &= ~IRQS_POLL_INPROGRESS;
out:
	raw_spin_unlock(&desc->lock);
	return answer & IRQ_HANDLED;
}

/* irqfixup: it was not for @irq; for whom, then? */
static bool owner_found_elsewhere(unsigned int irq)
{
	struct irq_desc *desc;
	bool found = false;
	unsigned int i;

	if (!raw_spin_trylock(&misrouted_lock))
		return false;
	for_each_irq_desc(i, desc) {
		if (i && i != irq && try_one_irq(desc, false))
			found = true;
	}
	raw_spin_unlock(&misrouted_lock);
	return found;
}

/* Ten times a second, for the lines that were shut, as long as there are any. */
static void poll_spurious_irqs(struct timer_list *unused)
{
	struct irq_desc *desc;
	unsigned long flags;
	bool again = false;
	unsigned int irq;

	raw_spin_lock_irqsave(&misrouted_lock, flags);
	for_each_irq_desc(irq, desc) {
		if (irq && desc->action && (READ_ONCE(desc->istate) & IRQS_SPURIOUS_DISABLED)) {
			try_one_irq(desc, true);
			again = true;
		}
	}
	raw_spin_unlock_irqrestore(&misrouted_lock, flags);
	if (again)
		mod_timer(&poll_timer, jiffies + POLL_INTERVAL);
}

/* ---- what is odd about this one? --------------------------------------------------- */

static bool is_bogus(irqreturn_t action_ret)
{
	return (unsigned int)action_ret > (IRQ_HANDLED | IRQ_WAKE_THREAD);
}

static void list_handlers(struct irq_desc *desc)
{
	struct irqaction *action;
	unsigned long flags;

	pr_err("handlers:\n");
	raw_spin_lock_irqsave(&desc->lock, flags);
	for_each_action_of_desc(desc, action) {
		pr_err("[<%p>] %ps", action->handler, action->handler);
		if (action->thread_fn)
			pr_cont(" threaded [<%p>] %ps", action->thread_fn, action->thread_fn);
		pr_cont("\n");
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
}

static void report_bad_irq(struct irq_desc *desc, irqreturn_t action_ret)
{
	unsigned int irq = irq_desc_get_irq(desc);

	if (is_bogus(action_ret))
		pr_err("irq event %d: bogus return value %x\n", irq, action_ret);
	else
		pr_err("irq %d: nobody cared (try booting with the \"irqpoll\" option)\n", irq);
	dump_stack();
	list_handlers(desc);
}

static void report_bogus_answer(struct irq_desc *desc, irqreturn_t action_ret)
{
	static int reports_left = REPORTS_MAX;

	if (reports_left > 0) {
		reports_left--;
		report_bad_irq(desc, action_ret);
	}
}

/* Nobody cared for too long. */
static void shut_line(struct irq_desc *desc, irqreturn_t action_ret)
{
	report_bad_irq(desc, action_ret);
	pr_emerg("Disabling IRQ #%d\n", irq_desc_get_irq(desc));
	raw_spin_lock(&desc->lock);
	desc->istate |= IRQS_SPURIOUS_DISABLED;
	desc->depth++;
	irq_disable(desc);
	raw_spin_unlock(&desc->lock);
	mod_timer(&poll_timer, jiffies + POLL_INTERVAL);
}

static void count_unhandled(struct irq_desc *desc)
{
	if (time_after(jiffies, desc->last_unhandled + NOISE_DISTANCE))
		desc->irqs_unhandled = 1;
	else
		desc->irqs_unhandled++;
	desc->last_unhandled = jiffies;
}

/*
 * A handler that only wakes a thread does not know whether the device spoke.  So the
 * judgement comes one interrupt later: have the threads handled anything since?
 * The lowest bit of threads_handled_last says that the question stands.
 */
static bool judge_threads(struct irq_desc *desc, irqreturn_t *action_ret)
{
	int handled = atomic_read(&desc->threads_handled) << 1 | 1;

	if (!(*action_ret & IRQ_WAKE_THREAD))
		return true;
	if (*action_ret & IRQ_HANDLED) {
		desc->threads_handled_last = 0;		/* somebody else has answered for it */
		*action_ret = IRQ_HANDLED;
		return true;
	}
	if (!desc->threads_handled_last) {
		desc->threads_handled_last = handled;	/* ask at the next one */
		return false;
	}
	*action_ret = handled != desc->threads_handled_last ? IRQ_HANDLED : IRQ_NONE;
	desc->threads_handled_last = handled;
	return true;
}

static bool should_search(struct irq_desc *desc, irqreturn_t action_ret)
{
	struct irqaction *action = desc->action;

	if (!irqfixup)
		return false;
	if (action_ret == IRQ_NONE)
		return true;
	/* irqpoll: at the timer, or at a line that volunteers for it. */
	return irqfixup == 2 && action && (action->flags & (__IRQF_TIMER | IRQF_IRQPOLL));
}

/**
 * note_odd_interrupt - the rare half of note_interrupt()
 *
 * Reached when an answer was not plainly "handled", and while a window is open.
 *
 * Context: hardirq, INPROGRESS is ours, desc->lock is not held.
 */
void note_odd_interrupt(struct irq_desc *desc, irqreturn_t action_ret)
{
	if ((desc->istate & IRQS_POLL_INPROGRESS) ||
	    irq_settings_have(desc, IRQ_IS_POLLED | IRQ_NO_DEBUG))
		return;
	if (is_bogus(action_ret)) {
		report_bogus_answer(desc, action_ret);
		return;
	}
	if (!judge_threads(desc, &action_ret))
		return;
	if (action_ret == IRQ_NONE)
		count_unhandled(desc);
	if (should_search(desc, action_ret) && owner_found_elsewhere(irq_desc_get_irq(desc)) &&
	    action_ret == IRQ_NONE)
		desc->irqs_unhandled--;

	if (likely(!desc->irqs_unhandled) || ++desc->irq_count < WINDOW)
		return;
	desc->irq_count = 0;
	if (desc->irqs_unhandled > TOO_MANY)
		shut_line(desc, action_ret);
	desc->irqs_unhandled = 0;
}

/* ---- the command line --------------------------------------------------------------- */

static int __init set_noirqdebug(char *value)
{
	noirqdebug = true;
	pr_info("IRQ lockup detection disabled\n");
	return 0;
}
__setup("noirqdebug", set_noirqdebug);

static int __init set_irqfixup(char *value)
{
	irqfixup = 1;
	pr_warn("Misrouted IRQ fixup support enabled.\n");
	pr_warn("This may impact system performance.\n");
	return 0;
}
__setup("irqfixup", set_irqfixup);

static int __init set_irqpoll(char *value)
{
	irqfixup = 2;
	pr_warn("Misrouted IRQ fixup and polling support enabled\n");
	pr_warn("This may significantly impact system performance\n");
	return 0;
}
__setup("irqpoll", set_irqpoll);
