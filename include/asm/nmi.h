/* SPDX-License-Identifier: MIT */
/* asm/nmi.h - who is asked when an NMI arrives */
#ifndef ASM_NMI_H
#define ASM_NMI_H

#include <linux/types.h>

struct pt_regs;

enum {
	NMI_LOCAL = 0,		/* raised by this CPU or sent to it: every handler is asked */
	NMI_UNKNOWN,		/* nobody wanted it */
	NMI_SERR,		/* system error line, port 0x61 bit 7 */
	NMI_IO_CHECK,		/* I/O check line, port 0x61 bit 6 */
	NMI_MAX
};

#define NMI_DONE	0	/* not mine */
#define NMI_HANDLED	1	/* the number of events handled */

#define NMI_FLAG_FIRST	1	/* ask this one before the others */

typedef int (*nmi_handler_t)(unsigned int type, struct pt_regs *regs);

/* name identifies the handler to unregister_nmi_handler(). */
int register_nmi_handler(unsigned int type, nmi_handler_t fn, unsigned long flags,
			 const char *name);
void unregister_nmi_handler(unsigned int type, const char *name);

void exc_nmi(struct pt_regs *regs);	/* from do_exception() */

extern unsigned long nmi_unknown_count;

#endif /* ASM_NMI_H */
