/* SPDX-License-Identifier: MIT */
/* linux/panic.h - stopping the machine, and what has gone wrong so far */
#ifndef LINUX_PANIC_H
#define LINUX_PANIC_H

#include <linux/compiler.h>
#include <linux/types.h>

struct pt_regs;

/* Reasons why a report may not be worth much.  Numbers and letters are Linux's. */
#define TAINT_PROPRIETARY_MODULE	0	/* P, else G */
#define TAINT_FORCED_MODULE		1	/* F */
#define TAINT_CPU_OUT_OF_SPEC		2	/* S */
#define TAINT_FORCED_RMMOD		3	/* R */
#define TAINT_MACHINE_CHECK		4	/* M */
#define TAINT_BAD_PAGE			5	/* B */
#define TAINT_USER			6	/* U */
#define TAINT_DIE			7	/* D: there was an oops */
#define TAINT_OVERRIDDEN_ACPI_TABLE	8	/* A */
#define TAINT_WARN			9	/* W: there was a WARN */
#define TAINT_CRAP			10	/* C */
#define TAINT_FIRMWARE_WORKAROUND	11	/* I */
#define TAINT_OOT_MODULE		12	/* O */
#define TAINT_UNSIGNED_MODULE		13	/* E */
#define TAINT_SOFTLOCKUP		14	/* L */
#define TAINT_LIVEPATCH			15	/* K */
#define TAINT_AUX			16	/* X */
#define TAINT_RANDSTRUCT		17	/* T */
#define TAINT_TEST			18	/* N: the in-kernel tests have run */
#define TAINT_FLAGS_COUNT		19
#define TAINT_FLAGS_MAX			((1UL << TAINT_FLAGS_COUNT) - 1)

enum lockdep_ok {
	LOCKDEP_STILL_OK,
	LOCKDEP_NOW_UNRELIABLE,
};

extern int panic_timeout;	/* seconds before the reboot; 0 = never, < 0 = at once */
extern int panic_on_oops;
extern int panic_on_warn;
extern int panic_on_unrecovered_nmi;
extern int oops_in_progress;	/* the console must get through, whoever holds its lock */
extern bool panic_timeout_given;	/* `panic=` was on the command line */

__printf(1, 2) __noreturn __cold void panic(const char *fmt, ...);
void nmi_panic(struct pt_regs *regs, const char *msg);
bool panic_in_progress(void);

void oops_enter(void);
void oops_exit(void);
void print_oops_end_marker(void);

const char *print_tainted(void);
size_t taint_letters(unsigned long mask, char *buf);
void add_taint(unsigned int flag, enum lockdep_ok lockdep_ok);
int test_taint(unsigned int flag);
unsigned long get_taint(void);

#endif /* LINUX_PANIC_H */
