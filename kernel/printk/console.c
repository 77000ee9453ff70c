// SPDX-License-Identifier: MIT
/*
 * kernel/printk/console.c - from the log to what a person sees
 *
 * What it is for
 *
 *   Showing a line takes long: a serial port needs 87 us for each character.  So
 *   it must not be part of storing one, and two CPUs must not show at once, or
 *   their lines would mix.
 *
 * How it works
 *
 *   There is one owner of all consoles.  Whoever has stored a message tries to
 *   become it, once, without waiting:
 *
 *     free        become the owner, show everything that is stored (by anybody),
 *                 let go, look whether something came in meanwhile
 *     owned       by this CPU, which we interrupted: leave it to that owner
 *     owned       by another CPU: ask for it and spin; the owner hands over after
 *                 the line it is at, so that nobody shows for others for ever.
 *                 One CPU at most spins; the next one leaves its message to it.
 *
 *   Each console has its own place in the log, so that one that comes late can
 *   replay it from the start.  The boot console (early serial) is replaced by the
 *   driver of the same port, which goes on where it was.
 *
 * Context
 *
 *   console_flush()      any but NMI (in a panic: NMI too); any irq state
 *   console_lock()       not from an interrupt: it would wait for the task that it
 *                        interrupted.  Preemption is off until console_unlock().
 *   register_console()   process context
 *
 * Locking
 *
 *   Ownership is a word claimed by compare-and-exchange.  The list of consoles and
 *   the fields marked O belong to the owner.
 *
 * Invariants
 *
 *   [C1] The owner cannot be preempted: an interrupt that finds the consoles owned
 *        by its own CPU knows that the owner is below it on the stack.
 *   [C2] After letting go, the owner looks at the log again; a message stored while
 *        it was owner is shown by it, or by somebody who became owner after it.
 *
 * Compared with Linux
 *
 *   Same: register_console() and its flags, boot consoles, console=, handover.
 *   Different: the console lock is this ownership and not a semaphore, so nobody
 *   sleeps with it; without console= every console is used.
 */

#define pr_fmt(fmt) "printk: " fmt

#include <linux/atomic.h>
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/arch.h>
#include <asm/processor.h>

#include "internal.h"
#include "ring.h"

#define NOBODY		(-1)
#define MAX_PREFERRED	8
#define OPTIONS_MAX	32

/* The port that early_serial_putc() writes to: its driver replaces the boot console. */
#define BOOT_CONSOLE_NAME	"ttyS"
#define BOOT_CONSOLE_INDEX	0

static atomic_t owner = ATOMIC_INIT(NOBODY);	/* CPU that owns the consoles */
/* How long an oops waits for the consoles: far longer than a line takes. */
#define OOPS_POLLS	500000ul

static atomic_t waiter = ATOMIC_INIT(NOBODY);	/* CPU that spins for them */
static int deaf_owner = NOBODY;	/* W: the waiter; it did not hand over in an oops, ... */
				/* ... and is not waited for again: it shows what there is */
static bool panicking;		/* nobody else runs any more */
static bool suspended;		/* store only */

struct console *console_drivers;

/* Big enough for a text of newlines only; used by the owner. */
static char record_text[LOG_TEXT_MAX];
static char console_text[LOG_TEXT_MAX + 512];

/* One console= of the command line, or what platform code prefers. */
struct preferred {
	char name[sizeof(((struct console *)0)->name)];
	int index;
	char options[OPTIONS_MAX];
};
static struct preferred preferred[MAX_PREFERRED];
static int nr_preferred;

/* ---- ownership ------------------------------------------------------------------ */

static bool try_become_owner(void)
{
	return atomic_cmpxchg(&owner, NOBODY, smp_processor_id()) == NOBODY;
}

/*
 * An oops that happened while this CPU showed a line: the owner below us will
 * never go on, so what it held is ours.
 */
static bool take_over_from_oops(void)
{
	return oops_in_progress && atomic_read(&owner) == smp_processor_id();
}

/*
 * Another CPU owns them: be the one that waits for it to hand over, if there is none.  Not
 * for ever in an oops, where the owner may wait for us, and not in a panic, where it is
 * stopped: then the message is left to the owner, or to console_flush_on_panic().
 */
static bool wait_for_handover(void)
{
	unsigned long polls = oops_in_progress ? OOPS_POLLS : ULONG_MAX;
	int cpu = smp_processor_id();

	if (atomic_read(&owner) == cpu || in_nmi() || panic_in_progress())
		return false;
	if (atomic_read(&owner) == deaf_owner)
		return false;
	if (atomic_cmpxchg(&waiter, NOBODY, cpu) != NOBODY)
		return false;
	while (atomic_read(&waiter) == cpu) {	/* pairs with hand_over() */
		if (try_become_owner()) {	/* it let go without seeing us */
			deaf_owner = NOBODY;
			atomic_set(&waiter, NOBODY);
			return true;
		}
		if (!polls-- || panic_in_progress()) {
			deaf_owner = atomic_read(&owner);
			return atomic_cmpxchg(&waiter, cpu, NOBODY) != cpu;
		}
		cpu_relax();
	}
	return true;
}

/* Does somebody wait?  Then the consoles are theirs from here on. */
static bool hand_over(void)
{
	int cpu = atomic_read(&waiter);

	if (likely(cpu == NOBODY))
		return false;
	atomic_set(&owner, cpu);
	atomic_set(&waiter, NOBODY);
	return true;
}

/* Preemption is off in between [C1]. */
static bool become_owner(void)
{
	preempt_disable();
	if (try_become_owner() || take_over_from_oops() || wait_for_handover())
		return true;
	preempt_enable();
	return false;
}

int console_trylock(void)
{
	preempt_disable();
	if (try_become_owner())
		return 1;
	preempt_enable();
	return 0;
}
EXPORT_SYMBOL(console_trylock);

void console_lock(void)
{
	while (!console_trylock())
		cpu_relax();
}
EXPORT_SYMBOL(console_lock);

int is_console_locked(void)
{
	return atomic_read(&owner) != NOBODY;
}
EXPORT_SYMBOL(is_console_locked);

/* ---- showing -------------------------------------------------------------------- */

static bool is_suppressed(const struct log_header *header)
{
	return header->level >= console_loglevel && !ignore_loglevel;
}

static void show_lost(struct console *con, unsigned long lost)
{
	con->dropped += lost;
	con->write(con, console_text,
		   scnprintf(console_text, sizeof(console_text),
			     "** %lu printk messages dropped **\n", lost));
}

/* One record on one console; a piece that continues a line does what the line did. */
static void show_record(struct console *con, const struct log_header *header)
{
	bool continued = con->line_open && (header->flags & LOG_CONT) &&
			 header->caller == con->line_caller;
	size_t len;

	if (con->line_open && !continued && !con->line_hidden)
		con->write(con, "\n", 1);
	if (!continued)
		con->line_hidden = is_suppressed(header);
	con->line_open = !(header->flags & LOG_NEWLINE);
	con->line_caller = header->caller;
	if (con->line_hidden)
		return;
	len = log_format(header, record_text, false, continued, console_text,
			 sizeof(console_text));
	con->write(con, console_text, len);
}

static struct log_pos cursor(const struct console *con)
{
	return (struct log_pos){ .seq = con->seq, .slot = con->slot };
}

/* The next record, if there is one.  The cursor moves first: a fault shows it only once. */
static bool show_next(struct console *con)
{
	struct log_pos pos = cursor(con);
	struct log_header header;
	unsigned long lost = 0;
	bool found = log_read(&pos, &header, record_text, &lost) == LOG_READ_OK;

	if (!found && panicking && log_skip_unfinished(&pos))
		found = log_read(&pos, &header, record_text, &lost) == LOG_READ_OK;
	con->seq = pos.seq;
	con->slot = pos.slot;
	if (lost)
		show_lost(con, lost);
	if (found)
		show_record(con, &header);
	return found;
}

static bool is_usable(const struct console *con)
{
	return (con->flags & CON_ENABLED) && con->write;
}

/*
 * Everything on every console; *end is the place in the log where that ended, the
 * same for all since the last round showed nothing.  False: handed over.
 */
static bool show_all(struct log_pos *end)
{
	struct console *con;
	bool progress;

	*end = log_newest();
	if (suspended && !panicking)
		return true;
	do {
		progress = false;
		for_each_console(con) {
			if (!is_usable(con))
				continue;
			progress |= show_next(con);
			*end = cursor(con);
		}
		if (progress && !panicking && hand_over())
			return false;
	} while (progress);
	return true;
}

/* The owner's end: shows, lets go, and looks again [C2]. */
void console_unlock(void)
{
	struct log_pos end;

	do {
		if (!show_all(&end))
			break;
		atomic_set(&owner, NOBODY);
		smp_mb();	/* pairs with the claim of who stored a message meanwhile */
	} while (!suspended && log_readable(end) && try_become_owner());
	preempt_enable();
}
EXPORT_SYMBOL(console_unlock);

void console_flush(void)
{
	if (become_owner())
		console_unlock();
}

/* ---- panic ---------------------------------------------------------------------- */

bool console_panicking(void)
{
	return panicking;
}

/* What a driver still holds must leave: the next step may switch the machine off. */
static void flush_devices(void)
{
	struct console *con;

	for_each_console(con)
		if (is_usable(con) && con->flush)
			con->flush(con);
}

/**
 * console_flush_on_panic - show everything, whoever owned the consoles
 *
 * From here on every message is shown at once, by whoever logs it.
 *
 * Context: any, when no other CPU runs any more.
 */
void console_flush_on_panic(void)
{
	struct log_pos end;

	preempt_disable();
	panicking = true;
	atomic_set(&waiter, NOBODY);
	atomic_set(&owner, smp_processor_id());
	show_all(&end);
	flush_devices();
	atomic_set(&owner, NOBODY);
	preempt_enable();
}

/* ---- which consoles are used ---------------------------------------------------- */

int add_preferred_console(char *name, int idx, char *options)
{
	struct preferred *p = &preferred[nr_preferred];

	if (nr_preferred == MAX_PREFERRED)
		return -E2BIG;
	if (strscpy(p->name, name, sizeof(p->name)) < 0)
		return -EINVAL;
	p->index = idx;
	strscpy(p->options, options ? options : "", sizeof(p->options));
	nr_preferred++;
	return 0;
}

/* console=ttyS0,115200n8: the name ends where its number begins. */
static int __init set_console(char *value)
{
	char *options = value ? strchr(value, ',') : NULL;
	char name[sizeof(preferred[0].name) + 8];
	size_t digits;
	int index = 0;

	if (!value || !*value) {
		pr_warn("console=: no console named\n");
		return 0;
	}
	strscpy(name, value, options ? min(sizeof(name), (size_t)(options - value) + 1) :
		sizeof(name));
	digits = strcspn(name, "0123456789");
	if (name[digits] && kstrtoint(name + digits, 10, &index))
		pr_warn("console=%s: bad number, 0 is used\n", value);
	name[digits] = '\0';
	if (add_preferred_console(name, index, options ? options + 1 : NULL))
		pr_warn("console=%s: ignored\n", value);
	return 0;
}
early_param("console", set_console);

/* The entry that names this console; without any console= every console is meant. */
static struct preferred *find_preferred(const struct console *con)
{
	for (int i = nr_preferred - 1; i >= 0; i--) {
		struct preferred *p = &preferred[i];

		if (!strcmp(p->name, con->name) && (con->index < 0 || con->index == p->index))
			return p;
	}
	return NULL;
}

/*
 * Is it to be used?  Sets its number and whether it is the preferred one.  A
 * driver that comes with CON_ENABLED wants to be used in any case.
 */
static bool enable(struct console *con)
{
	struct preferred *p = find_preferred(con);

	if (nr_preferred && !p && !(con->flags & CON_ENABLED))
		return false;
	if (con->index < 0)
		con->index = p ? p->index : 0;
	if (con->setup && con->setup(con, p && p->options[0] ? p->options : NULL))
		return false;
	con->flags |= CON_ENABLED;
	if (nr_preferred ? p == &preferred[nr_preferred - 1] : !console_drivers ||
	    (console_drivers->flags & CON_BOOT))
		con->flags |= CON_CONSDEV;
	return true;
}

/* ---- registration --------------------------------------------------------------- */

static struct console *find_boot_console(void)
{
	struct console *con;

	for_each_console(con) {
		if (con->flags & CON_BOOT)
			return con;
	}
	return NULL;
}

static bool drives_boot_port(const struct console *con)
{
	return !strcmp(con->name, BOOT_CONSOLE_NAME) && con->index == BOOT_CONSOLE_INDEX;
}

/* Where a new console begins: at the start, or where the boot console on its port is. */
static void place_cursor(struct console *con, const struct console *boot)
{
	struct log_pos pos = con->flags & CON_PRINTBUFFER ? log_oldest() : log_newest();

	if (boot && drives_boot_port(con))
		pos = cursor(boot);
	con->seq = pos.seq;
	con->slot = pos.slot;
	con->line_open = false;
}

/* The preferred console comes first. */
static void link_console(struct console *con)
{
	struct console **at = &console_drivers;

	if (!(con->flags & CON_CONSDEV)) {
		while (*at)
			at = &(*at)->next;
	}
	con->next = *at;
	*at = con;
}

static bool unlink_console(struct console *con)
{
	for (struct console **at = &console_drivers; *at; at = &(*at)->next) {
		if (*at == con) {
			*at = con->next;
			con->next = NULL;
			con->flags &= ~CON_ENABLED;
			return true;
		}
	}
	return false;
}

/**
 * register_console - a driver offers a console
 *
 * Whether it is used depends on console=.  The log so far is shown on it if it
 * has CON_PRINTBUFFER.
 *
 * Context: process, or the boot.
 */
void register_console(struct console *con)
{
	struct console *boot, *replaced = NULL;

	console_lock();
	boot = find_boot_console();
	if (con->flags & CON_BOOT ? console_drivers && !boot : !enable(con)) {
		console_unlock();
		return;
	}
	con->flags |= CON_ENABLED;
	place_cursor(con, boot);
	link_console(con);
	if (boot && !(con->flags & CON_BOOT) &&
	    (drives_boot_port(con) || (nr_preferred && (con->flags & CON_CONSDEV))))
		replaced = boot;
	if (replaced)
		unlink_console(replaced);
	console_unlock();

	pr_info("%sconsole [%s%d] enabled\n", con->flags & CON_BOOT ? "boot" : "", con->name,
		con->index);
	if (replaced)
		pr_info("bootconsole [%s%d] disabled\n", replaced->name, replaced->index);
}
EXPORT_SYMBOL(register_console);

/**
 * unregister_console - a driver goes away
 *
 * When it returns, write() is not running and will not be called again.
 *
 * Context: process.
 * Return: 0, or -ENODEV if it was not registered.
 */
int unregister_console(struct console *con)
{
	bool found;

	console_lock();
	found = unlink_console(con);
	console_unlock();
	if (!found)
		return -ENODEV;
	pr_info("console [%s%d] disabled\n", con->name, con->index);
	return con->exit ? con->exit(con) : 0;
}
EXPORT_SYMBOL(unregister_console);

void suspend_console(void)
{
	console_lock();
	suspended = true;
	console_unlock();
}
EXPORT_SYMBOL(suspend_console);

void resume_console(void)
{
	console_lock();
	suspended = false;
	console_unlock();
}
EXPORT_SYMBOL(resume_console);

struct tty_driver *console_device(int *index)
{
	struct tty_driver *driver = NULL;
	struct console *con;

	console_lock();
	for_each_console(con) {
		if (con->device)
			driver = con->device(con, index);
		if (driver)
			break;
	}
	console_unlock();
	return driver;
}

/* ---- the boot console ----------------------------------------------------------- */

static void early_write(struct console *con, const char *s, unsigned int count)
{
	while (count--)
		early_serial_putc(*s++);
}

static struct console early_console = {
	.name = "earlyser",
	.write = early_write,
	.flags = CON_BOOT | CON_PRINTBUFFER,
};

/* start_kernel(): before the first message. */
void __init early_console_init(void)
{
	struct console *con = &early_console;

	con->flags |= CON_ENABLED;
	place_cursor(con, NULL);
	link_console(con);
}

extern const struct initcall_entry __console_initcalls_start[], __console_initcalls_end[];

/* start_kernel(): the drivers that can show something before they have an interrupt. */
void __init console_init(void)
{
	for (const struct initcall_entry *call = __console_initcalls_start;
	     call < __console_initcalls_end; call++)
		call->fn();
}
