/* SPDX-License-Identifier: MIT */
/*
 * linux/printk.h - the kernel log, for everybody who writes to it
 *
 * printk() may be called from any context, NMI included: it formats the text,
 * stores one record in the ring, and prints it if nobody else is printing.
 * kernel/printk/printk.c tells how; <linux/console.h> is the other end.
 *
 * Left out: dynamic debug (pr_debug() is compiled in and has level 7, which a
 * console shows with loglevel=8 or ignore_loglevel), printk indexes.
 */
#ifndef LINUX_PRINTK_H
#define LINUX_PRINTK_H

#include <linux/compiler.h>
#include <linux/kern_levels.h>
#include <linux/ratelimit_types.h>
#include <linux/stdarg.h>
#include <linux/types.h>

/* A format and its arguments as one argument: print it with %pV. */
struct va_format {
	const char *fmt;
	va_list *va;
};

#define CONSOLE_LOGLEVEL_SILENT		0
#define CONSOLE_LOGLEVEL_MIN		1
#define CONSOLE_LOGLEVEL_QUIET		4	/* word "quiet" */
#define CONSOLE_LOGLEVEL_DEFAULT	7	/* shows everything up to KERN_INFO */
#define CONSOLE_LOGLEVEL_DEBUG		10	/* word "debug" */
#define CONSOLE_LOGLEVEL_MOTORMOUTH	15
#define MESSAGE_LOGLEVEL_DEFAULT	4	/* of a message without a level */

/* [0] what consoles show (levels below it), [1] the level of a message without one. */
extern int console_printk[4];
#define console_loglevel	(console_printk[0])
#define default_message_loglevel (console_printk[1])
#define minimum_console_loglevel (console_printk[2])
#define default_console_loglevel (console_printk[3])

/* An oops or a panic begins: whatever is logged now is to be seen. */
static inline void console_verbose(void)
{
	console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
}

__printf(1, 2) __cold int _printk(const char *fmt, ...);
__printf(1, 0) int vprintk(const char *fmt, va_list args);
__printf(2, 0) int vprintk_emit(int level, const char *fmt, va_list args);

/* Stores the line and leaves the printing to a later, safer context. */
__printf(1, 2) __cold int _printk_deferred(const char *fmt, ...);

#define printk(fmt, ...)		_printk(fmt, ##__VA_ARGS__)
#define printk_deferred(fmt, ...)	_printk_deferred(fmt, ##__VA_ARGS__)

/* Takes the level off a format: its digit or 'c', and 0 where there is none. */
static inline int printk_get_level(const char *s)
{
	if (s[0] == KERN_SOH_ASCII && s[1] && ((s[1] >= '0' && s[1] <= '7') || s[1] == 'c'))
		return s[1];
	return 0;
}

static inline const char *printk_skip_level(const char *s)
{
	return printk_get_level(s) ? s + 2 : s;
}

/* Checks a format at compile time and generates no code. */
#define no_printk(fmt, ...)				\
({							\
	if (0)						\
		_printk(fmt, ##__VA_ARGS__);		\
	0;						\
})

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

#define pr_emerg(fmt, ...)	printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)	printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)	printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)	printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...)	printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warning		pr_warn
#define pr_notice(fmt, ...)	printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)	printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...)	printk(KERN_CONT fmt, ##__VA_ARGS__)

#ifdef DEBUG
#define pr_devel(fmt, ...)	printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...)	printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#else
#define pr_devel(fmt, ...)	no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug(fmt, ...)	no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#endif

/* Once: the first caller prints, everybody after it finds the flag set. */
#define printk_once(fmt, ...)					\
({								\
	static bool __section(".data.once") __already_done;	\
	bool __first = !__already_done;				\
								\
	if (unlikely(__first)) {				\
		__already_done = true;				\
		printk(fmt, ##__VA_ARGS__);			\
	}							\
	unlikely(__first);					\
})

#define printk_deferred_once(fmt, ...)				\
({								\
	static bool __section(".data.once") __already_done;	\
	bool __first = !__already_done;				\
								\
	if (unlikely(__first)) {				\
		__already_done = true;				\
		printk_deferred(fmt, ##__VA_ARGS__);		\
	}							\
	unlikely(__first);					\
})

#define pr_emerg_once(fmt, ...)	 printk_once(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_once(fmt, ...)	 printk_once(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_once(fmt, ...)	 printk_once(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_once(fmt, ...)	 printk_once(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...)	 printk_once(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_once(fmt, ...) printk_once(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...)	 printk_once(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)

/* Rate limited: at most 10 lines in 5 s from each place, then a count of the rest. */
#define printk_ratelimited(fmt, ...)						\
({										\
	static DEFINE_RATELIMIT_STATE(_rs, DEFAULT_RATELIMIT_INTERVAL,		\
				      DEFAULT_RATELIMIT_BURST);			\
										\
	if (__ratelimit(&_rs))							\
		printk(fmt, ##__VA_ARGS__);					\
})

#define pr_emerg_ratelimited(fmt, ...)	printk_ratelimited(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_ratelimited(fmt, ...)	printk_ratelimited(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_ratelimited(fmt, ...)	printk_ratelimited(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...)	printk_ratelimited(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...)	printk_ratelimited(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_ratelimited(fmt, ...)	printk_ratelimited(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...)	printk_ratelimited(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...)	no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)

extern struct ratelimit_state printk_ratelimit_state;
int __printk_ratelimit(const char *func);
#define printk_ratelimit()	__printk_ratelimit(__func__)
bool printk_timed_ratelimit(unsigned long *caller_jiffies, unsigned int interval_msec);

/* Hex dumps: lib/hexdump.c */
enum {
	DUMP_PREFIX_NONE,
	DUMP_PREFIX_ADDRESS,
	DUMP_PREFIX_OFFSET,
};

int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize,
		       char *linebuf, size_t linebuflen, bool ascii);
void print_hex_dump(const char *level, const char *prefix_str, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii);
void print_hex_dump_bytes(const char *prefix_str, int prefix_type, const void *buf, size_t len);

#ifdef DEBUG
#define print_hex_dump_debug(prefix_str, prefix_type, rowsize, groupsize, buf, len, ascii)	\
	print_hex_dump(KERN_DEBUG, prefix_str, prefix_type, rowsize, groupsize, buf, len, ascii)
#else
static inline void print_hex_dump_debug(const char *prefix_str, int prefix_type, int rowsize,
					int groupsize, const void *buf, size_t len, bool ascii)
{
}
#endif

/* arch/x86/cpu/stacktrace.c: who called, printed at the given level. */
void dump_stack(void);
void dump_stack_lvl(const char *log_lvl);

/* Non-zero while an oops is being reported: console drivers then only try their locks. */
extern int oops_in_progress;

/* For the panic path: print what is stored, whoever owned the consoles. */
void console_flush_on_panic(void);

struct file_operations;
extern const struct file_operations kmsg_fops;	/* /dev/kmsg */

#endif /* LINUX_PRINTK_H */
