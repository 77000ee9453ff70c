// SPDX-License-Identifier: MIT
/*
 * kernel/printk/printk.c - from a format to a record in the log
 *
 * What it is for
 *
 *   printk() is the one function that must work everywhere: in an NMI, with the
 *   scheduler's lock held, before there is a scheduler, in a panic caused by
 *   itself.
 *
 * How it works
 *
 *     printk()            any context
 *       format            into this CPU's buffer for the nesting level, irqs off
 *       store             one record, without a lock (ring.c)
 *       show              only if the consoles are free, and never from an NMI:
 *                         whoever owns them shows it before letting go (console.c)
 *
 *   Formatting happens once, into a buffer of this CPU: the stack is too small for
 *   it, and a nested message (a fault inside the formatter, an NMI) takes the next
 *   buffer.  With interrupts off no task or handler can come in between.
 *
 *   A message that must not be shown at once (NMI, printk_deferred()) asks for an
 *   interrupt of this CPU, which shows it from a clean context.
 *
 * Context
 *
 *   function           may be called from     interrupts
 *   printk             anywhere               any; off while the line is formatted
 *   printk_deferred    anywhere               shown later
 *
 * Locking: none here.
 *
 * Compared with Linux
 *
 *   Same: levels, KERN_CONT, the command-line words, the format of a line.
 *   Different: a KERN_CONT piece is shown at once, not when its line ends.
 *   Left out: dictionaries, caller ids in the output.
 */

#include <linux/console.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irq_work.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "internal.h"
#include "ring.h"

/* Task or interrupt, a fault while formatting, an NMI on top of that. */
#define FORMAT_LEVELS	3
#define FORMAT_SIZE	(LOG_TEXT_MAX + 24)

static DEFINE_PER_CPU(char [FORMAT_LEVELS][FORMAT_SIZE], format_buffers);
static DEFINE_PER_CPU(int, format_level);	/* own CPU, irqs off; an NMI puts it back */

int console_printk[4] = {
	CONSOLE_LOGLEVEL_DEFAULT, MESSAGE_LOGLEVEL_DEFAULT,
	CONSOLE_LOGLEVEL_MIN, CONSOLE_LOGLEVEL_DEFAULT,
};
EXPORT_SYMBOL(console_printk);

bool ignore_loglevel;
bool printk_time = true;
module_param_named(time, printk_time, bool, 0644);

/* ---- command line --------------------------------------------------------------- */

static int __init set_quiet(char *value)
{
	console_loglevel = CONSOLE_LOGLEVEL_QUIET;
	return 0;
}
early_param("quiet", set_quiet);

static int __init set_loglevel(char *value)
{
	int level;

	if (!value || kstrtoint(value, 0, &level)) {
		pr_warn("loglevel=%s: not a number, %d is used\n", value ? value : "",
			console_loglevel);
		return 0;
	}
	console_loglevel = clamp(level, CONSOLE_LOGLEVEL_MIN, CONSOLE_LOGLEVEL_MOTORMOUTH);
	return 0;
}
early_param("loglevel", set_loglevel);

static int __init set_ignore_loglevel(char *value)
{
	ignore_loglevel = true;
	pr_info("debug: ignoring loglevel setting.\n");
	return 0;
}
early_param("ignore_loglevel", set_ignore_loglevel);

/* ---- store ---------------------------------------------------------------------- */

/* Who speaks: pieces of a line belong together only if it is the same one. */
static u32 caller_id(void)
{
	return in_task() ? current->pid : LOG_CALLER_CPU | smp_processor_id();
}

/* Takes the levels off the front of a text; KERN_CONT sets LOG_CONT. */
static char *strip_levels(char *text, int *level, u8 *flags)
{
	int c;

	while ((c = printk_get_level(text))) {
		if (c == 'c')
			*flags |= LOG_CONT;
		else if (*level == LOGLEVEL_DEFAULT)
			*level = c - '0';
		text += 2;
	}
	return text;
}

/* Interrupts are off, buffer is ours.  The length of the text, as printk() returns it. */
static int format_and_store(char *buffer, int level, const char *fmt, va_list args)
{
	struct log_header header = { .ts_nsec = local_clock(), .caller = caller_id() };
	size_t len = vscnprintf(buffer, FORMAT_SIZE, fmt, args);
	char *text = strip_levels(buffer, &level, &header.flags);

	len -= text - buffer;
	if (len && text[len - 1] == '\n') {
		header.flags |= LOG_NEWLINE;
		len--;
	}
	header.len = min_t(size_t, len, LOG_TEXT_MAX);
	header.level = level == LOGLEVEL_DEFAULT ? default_message_loglevel : level;
	log_store(&header, text);
	return len;
}

static int vprintk_store(int level, const char *fmt, va_list args)
{
	unsigned long flags;
	int nesting, len = 0;

	local_irq_save(flags);
	nesting = this_cpu_read(format_level);
	if (likely(nesting < FORMAT_LEVELS)) {
		this_cpu_write(format_level, nesting + 1);
		len = format_and_store((*this_cpu_ptr(&format_buffers))[nesting], level,
				       fmt, args);
		this_cpu_write(format_level, nesting);
	} else {
		log_not_stored++;	/* the formatter faults on every message */
	}
	local_irq_restore(flags);
	return len;
}

/* ---- show ----------------------------------------------------------------------- */

/* Who waits for a record: programs that read the log. */
DECLARE_WAIT_QUEUE_HEAD(log_wait);

static void show_later(struct irq_work *work)
{
	console_flush();
	wake_up_interruptible(&log_wait);
}

static DEFINE_PER_CPU(struct irq_work, show_work) = IRQ_WORK_INIT(show_later);

/* Before the boot can take interrupts, the next printk() shows what this one stored. */
static void show_from_interrupt(void)
{
	if (system_state == SYSTEM_BOOTING)
		return;
	preempt_disable();
	irq_work_queue(this_cpu_ptr(&show_work));
	preempt_enable();
}

int vprintk_emit(int level, const char *fmt, va_list args)
{
	bool later = level == LOGLEVEL_SCHED;
	int len = vprintk_store(later ? LOGLEVEL_DEFAULT : level, fmt, args);

	if (later || (in_nmi() && !console_panicking()))
		show_from_interrupt();
	else
		console_flush();
	/* Perhaps with the lock of a run queue: waking must wait. */
	if (unlikely(waitqueue_active(&log_wait)))
		show_from_interrupt();
	return len;
}

int vprintk(const char *fmt, va_list args)
{
	return vprintk_emit(LOGLEVEL_DEFAULT, fmt, args);
}
EXPORT_SYMBOL(vprintk);

/**
 * _printk - log a message (modules call it as printk())
 *
 * Context: any.
 * Return: the length of the text.
 */
int _printk(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vprintk_emit(LOGLEVEL_DEFAULT, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(_printk);

int _printk_deferred(const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vprintk_emit(LOGLEVEL_SCHED, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(_printk_deferred);
