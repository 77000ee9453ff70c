// SPDX-License-Identifier: MIT
/*
 * kernel/panic.c - the end, told as completely as possible; and what came before it
 *
 * What it is for
 *
 *   panic() is for states in which going on would do harm.  It must work from any
 *   context, an NMI inside the console driver included, and it must end: with the
 *   exit device of a test machine, with a reboot, or in the monitor.
 *
 * How it works
 *
 *     interrupts off                      nobody may undo what we know
 *     become the panic CPU                a second CPU only stops; a second panic
 *                                         on the same CPU skips what went wrong
 *     print the reason, and a trace
 *     tell the panic notifiers
 *     flush the console                   whoever owned it
 *     monitor                             in an interactive boot, without `panic=`
 *     exit device, reboot or halt
 *
 * Locking: none.  panic_cpu is claimed by cmpxchg.
 */

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kdb.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/panic_notifier.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/smp.h>
#include <linux/string.h>

#include <asm/arch.h>

#include "run.h"

#define PANIC_CPU_INVALID	(-1)
#define PANIC_TEXT_MAX		256

int panic_timeout;
bool panic_timeout_given;
int panic_on_oops;
int panic_on_warn;
int oops_in_progress;

ATOMIC_NOTIFIER_HEAD(panic_notifier_list);
EXPORT_SYMBOL(panic_notifier_list);

static atomic_t panic_cpu = ATOMIC_INIT(PANIC_CPU_INVALID);
static unsigned long tainted_mask;		/* A: bits TAINT_* */

/* ---- command line --------------------------------------------------------------- */

static int __init set_panic_timeout(char *value)
{
	if (!value || kstrtoint(value, 0, &panic_timeout)) {
		pr_warn("panic=%s: not a number of seconds, 0 is used\n", value ? value : "");
		return 0;
	}
	panic_timeout_given = true;
	return 0;
}
early_param("panic", set_panic_timeout);

static int __init set_panic_on_warn(char *value)
{
	panic_on_warn = 1;
	return 0;
}
early_param("panic_on_warn", set_panic_on_warn);

static int __init set_panic_on_oops(char *value)
{
	panic_on_oops = 1;
	return 0;
}
early_param("panic_on_oops", set_panic_on_oops);

/* Linux's older form: oops=panic. */
static int __init set_oops(char *value)
{
	if (value && !strcmp(value, "panic"))
		panic_on_oops = 1;
	else
		pr_warn("oops=%s: only `panic` is known\n", value ? value : "");
	return 0;
}
early_param("oops", set_oops);

/* ---- taint ------------------------------------------------------------------------ */

/* Letters as Linux prints them: where the bit is set, and where not. */
static const struct {
	char set, clear;
} taint_flags[TAINT_FLAGS_COUNT] = {
	[TAINT_PROPRIETARY_MODULE]	= { 'P', 'G' },
	[TAINT_FORCED_MODULE]		= { 'F', ' ' },
	[TAINT_CPU_OUT_OF_SPEC]		= { 'S', ' ' },
	[TAINT_FORCED_RMMOD]		= { 'R', ' ' },
	[TAINT_MACHINE_CHECK]		= { 'M', ' ' },
	[TAINT_BAD_PAGE]		= { 'B', ' ' },
	[TAINT_USER]			= { 'U', ' ' },
	[TAINT_DIE]			= { 'D', ' ' },
	[TAINT_OVERRIDDEN_ACPI_TABLE]	= { 'A', ' ' },
	[TAINT_WARN]			= { 'W', ' ' },
	[TAINT_CRAP]			= { 'C', ' ' },
	[TAINT_FIRMWARE_WORKAROUND]	= { 'I', ' ' },
	[TAINT_OOT_MODULE]		= { 'O', ' ' },
	[TAINT_UNSIGNED_MODULE]		= { 'E', ' ' },
	[TAINT_SOFTLOCKUP]		= { 'L', ' ' },
	[TAINT_LIVEPATCH]		= { 'K', ' ' },
	[TAINT_AUX]			= { 'X', ' ' },
	[TAINT_RANDSTRUCT]		= { 'T', ' ' },
	[TAINT_TEST]			= { 'N', ' ' },
};

/**
 * print_tainted - "Not tainted", or "Tainted: " and a letter for each reason
 * Context: any.  Return: a static buffer; callers race only to write the same.
 */
const char *print_tainted(void)
{
	static char buf[sizeof("Tainted: ") + TAINT_FLAGS_COUNT];
	int i, len;

	if (!tainted_mask)
		return "Not tainted";
	len = scnprintf(buf, sizeof(buf), "Tainted: ");
	for (i = 0; i < TAINT_FLAGS_COUNT; i++)
		buf[len++] = test_bit(i, &tainted_mask) ? taint_flags[i].set : taint_flags[i].clear;
	buf[len] = '\0';
	return buf;
}

/**
 * taint_letters - the letter of each reason in a mask, without an end
 * @buf: TAINT_FLAGS_COUNT bytes
 * Context: any.  Return: how many.
 */
size_t taint_letters(unsigned long mask, char *buf)
{
	size_t len = 0;

	for (int i = 0; i < TAINT_FLAGS_COUNT; i++)
		if (test_bit(i, &mask))
			buf[len++] = taint_flags[i].set;
	return len;
}

int test_taint(unsigned int flag)
{
	return test_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(test_taint);

unsigned long get_taint(void)
{
	return tainted_mask;
}

/**
 * add_taint - note a reason to doubt later reports
 * Context: any.
 */
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok)
{
	set_bit(flag, &tainted_mask);
}
EXPORT_SYMBOL(add_taint);

/* ---- around an oops ------------------------------------------------------------------ */

/* From here on the console only tries its locks. */
void oops_enter(void)
{
	oops_in_progress++;
	console_verbose();
}

void oops_exit(void)
{
	oops_in_progress--;
	print_oops_end_marker();
}

/* Linux puts an id of the boot here; ours is zero, so that the logs of two runs compare. */
void print_oops_end_marker(void)
{
	pr_warn("---[ end trace %016llx ]---\n", 0ULL);
}

/* ---- the end ----------------------------------------------------------------------------- */

bool panic_in_progress(void)
{
	return atomic_read(&panic_cpu) != PANIC_CPU_INVALID;
}

/* True if this CPU may report; a second panic of the same CPU comes back as nested. */
static bool claim_panic(bool *nested)
{
	int this_cpu = raw_smp_processor_id();
	int old = atomic_cmpxchg(&panic_cpu, PANIC_CPU_INVALID, this_cpu);

	*nested = old == this_cpu;
	return old == PANIC_CPU_INVALID || old == this_cpu;
}

static void wait_before_reboot(void)
{
	int seconds;

	if (panic_timeout <= 0)
		return;
	pr_emerg("Rebooting in %d seconds..\n", panic_timeout);
	console_flush_on_panic();
	for (seconds = 0; seconds < panic_timeout; seconds++)
		mdelay(1000);
}

/*
 * The exit device comes first: under a test harness this ends the machine.  In an
 * interactive boot the monitor gets the console, so that the patient can be examined.
 */
static void __noreturn end_of_panic(const char *text)
{
	if (!panic_timeout_given && run_is_interactive())
		monitor_interactive();
	wait_before_reboot();
	console_flush_on_panic();
	early_serial_flush();
	arch_debug_exit(EXIT_CODE_PANIC);
	if (panic_timeout)
		emergency_restart();
	pr_emerg("---[ end Kernel panic - not syncing: %s ]---\n", text);
	console_flush_on_panic();
	arch_cpu_halt();
}

/**
 * panic - report and stop; does not return
 * Context: any.
 */
void panic(const char *fmt, ...)
{
	static char text[PANIC_TEXT_MAX];
	bool nested;
	va_list args;
	int len;

	/* If it came from a WARN, a second one must not bring it here again. */
	panic_on_warn = 0;
	local_irq_disable();
	preempt_disable();
	if (!claim_panic(&nested))
		arch_stop_this_cpu();
	if (nested) {
		arch_debug_exit(EXIT_CODE_PANIC);
		arch_cpu_halt();
	}
	oops_in_progress++;
	console_verbose();

	va_start(args, fmt);
	len = vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (len && text[len - 1] == '\n')
		text[len - 1] = '\0';
	arch_stop_other_cpus();
	pr_emerg("Kernel panic - not syncing: %s\n", text);
	/* After an oops there is a trace already. */
	if (!test_taint(TAINT_DIE) && oops_in_progress <= 1)
		dump_stack();

	atomic_notifier_call_chain(&panic_notifier_list, 0, text);
	console_flush_on_panic();
	end_of_panic(text);
}
EXPORT_SYMBOL(panic);

/**
 * nmi_panic - panic from an NMI, unless this or another CPU is at it already
 * Context: NMI.
 */
void nmi_panic(struct pt_regs *regs, const char *msg)
{
	if (!panic_in_progress())
		panic("%s", msg);
	else if (atomic_read(&panic_cpu) != raw_smp_processor_id())
		arch_stop_this_cpu();
}
EXPORT_SYMBOL(nmi_panic);
