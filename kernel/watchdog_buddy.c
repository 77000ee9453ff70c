// SPDX-License-Identifier: MIT
/*
 * kernel/watchdog_buddy.c - notice a CPU that keeps interrupts off
 *
 * What it is for
 *
 *   A CPU that loops with interrupts off runs nothing any more, its own watchdog included.
 *   Only another CPU can notice, and only an NMI can ask it where it is.
 *
 * How it works
 *
 *   Each CPU has an hrtimer that looks every few seconds (kernel/watchdog.c) and counts.
 *   At each look it also compares the count of the next CPU with what it was:
 *
 *     the count has moved          all is well
 *     three looks, and it has not  ask by NMI: are your interrupts off?
 *          no                      its timer is late, that is all: begin anew
 *          yes                     and at the next look the count still stands: report
 *          no answer               three more looks, then report
 *
 *   Why ask?  The CPU may be virtual, and not have run at all: then its timer's interrupt
 *   is waiting as well, and will be taken as soon as it runs.
 *
 *   The one who notices prints, and has the other one print its registers by NMI.  A
 *   lockup is reported once; when the count moves again, the next one can be.
 *
 * Context: check in hardirq, answer in NMI.
 *
 * Locking: none.  Each word has one writer, named beside it; a read that is one look late
 * costs one look.
 *
 * Compared with Linux
 *
 *   Linux 6.1 counts the CPU's own cycles where it can; its later versions have a buddy
 *   too.  Same words, same thresholds.
 *
 * See also: kernel/watchdog.c for what keeps preemption off; tests/unit/smp_lockup_test.c.
 */

#define pr_fmt(fmt) "NMI watchdog: " fmt

#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/moduleparam.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/arch.h>

#define LOOKS_UNTIL_ASKED	3
#define LOOKS_UNTIL_REPORTED	6	/* without an answer */

enum answer {
	NOT_ASKED,
	ASKED,		/* written by the buddy, before the NMI */
	INTERRUPTS_ON,	/* written in the NMI */
	INTERRUPTS_OFF,
};

struct buddy_watch {
	unsigned long looks;	/* C: this CPU's own, and touch_nmi_watchdog() */
	enum answer answer;	/* A: see above */
	unsigned long seen;	/* B: the buddy: looks, as they were */
	unsigned int misses;	/* B: how often they were the same */
	bool reported;		/* B */
};

static DEFINE_PER_CPU(struct buddy_watch, buddy_watch);

static int hardlockup_panic;
core_param(hardlockup_panic, hardlockup_panic, int, 0644);

static bool buddy_off;

/* nmi_watchdog=[panic,|nopanic,]0|1 */
static int __init set_nmi_watchdog(char *value)
{
	if (!value)
		return 0;
	if (!strncmp(value, "panic", 5))
		hardlockup_panic = 1;
	else if (!strncmp(value, "nopanic", 7))
		hardlockup_panic = 0;
	buddy_off = value[0] && value[strlen(value) - 1] == '0';
	return 1;
}
__setup("nmi_watchdog=", set_nmi_watchdog);

/**
 * touch_nmi_watchdog - what keeps this CPU busy, with interrupts off even, is no lockup
 * Context: any.
 */
void touch_nmi_watchdog(void)
{
	raw_cpu_ptr(&buddy_watch)->looks++;
	touch_softlockup_watchdog();
}
EXPORT_SYMBOL(touch_nmi_watchdog);

/**
 * watchdog_buddy_answer - from the NMI: is it the question?
 * @irqs_off: what the interrupted code has
 * Return: true if it was.
 */
bool watchdog_buddy_answer(bool irqs_off)
{
	struct buddy_watch *watch = this_cpu_ptr(&buddy_watch);

	if (READ_ONCE(watch->answer) != ASKED)
		return false;
	WRITE_ONCE(watch->answer, irqs_off ? INTERRUPTS_OFF : INTERRUPTS_ON);
	return true;
}

static unsigned int buddy_of(unsigned int cpu)
{
	unsigned int next = cpumask_next((int)cpu, cpu_online_mask);

	return next < nr_cpu_ids ? next : cpumask_first(cpu_online_mask);
}

static void report(unsigned int cpu)
{
	pr_emerg("Watchdog detected hard LOCKUP on cpu %u\n", cpu);
	(void)trigger_single_cpu_backtrace((int)cpu);	/* it may not even take NMIs */
	if (hardlockup_panic)
		panic("Hard LOCKUP");
}

static void begin_anew(struct buddy_watch *watch, unsigned long looks)
{
	watch->seen = looks;
	watch->misses = 0;
	watch->reported = false;
	WRITE_ONCE(watch->answer, NOT_ASKED);
}

/* Its count stands still, and not for the first time. */
static void suspect(struct buddy_watch *watch, unsigned int cpu)
{
	enum answer answer = READ_ONCE(watch->answer);

	if (answer == NOT_ASKED) {
		WRITE_ONCE(watch->answer, ASKED);
		smp_mb();	/* pairs with the delivery of the NMI */
		arch_send_nmi(cpu);
	} else if (answer == INTERRUPTS_ON) {
		begin_anew(watch, watch->seen);
	} else if (answer == INTERRUPTS_OFF || watch->misses >= LOOKS_UNTIL_REPORTED) {
		watch->reported = true;
		report(cpu);
	}
}

/**
 * watchdog_buddy_check - count this look, and see whether the next CPU has looked
 * Context: hardirq, the look of this CPU.
 */
void watchdog_buddy_check(void)
{
	struct buddy_watch *watch;
	unsigned int cpu;

	if (num_online_cpus() == 1 || buddy_off)
		return;
	this_cpu_ptr(&buddy_watch)->looks++;
	cpu = buddy_of(smp_processor_id());
	watch = per_cpu_ptr(&buddy_watch, cpu);
	if (READ_ONCE(watch->looks) != watch->seen)
		begin_anew(watch, READ_ONCE(watch->looks));
	else if (++watch->misses >= LOOKS_UNTIL_ASKED && !watch->reported)
		suspect(watch, cpu);
}
