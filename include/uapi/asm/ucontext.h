/* SPDX-License-Identifier: MIT */
/* uapi/asm/ucontext.h - what a handler's third argument points to */
#ifndef UAPI_ASM_UCONTEXT_H
#define UAPI_ASM_UCONTEXT_H

#include <uapi/asm/sigcontext.h>
#include <uapi/asm/signal.h>

#include <asm/signal.h>

/* uc_flags */
#define UC_FP_XSTATE		0x1	/* fpstate is followed by more */
#define UC_SIGCONTEXT_SS	0x2	/* uc_mcontext.ss is the stack segment, */
#define UC_STRICT_RESTORE_SS	0x4	/* and comes back as it is */

struct ucontext {
	unsigned long uc_flags;
	struct ucontext *uc_link;
	stack_t uc_stack;
	struct sigcontext uc_mcontext;
	sigset_t uc_sigmask;		/* what was blocked */
};

#endif /* UAPI_ASM_UCONTEXT_H */
