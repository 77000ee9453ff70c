/* SPDX-License-Identifier: MIT */
/* linux/signal_types.h - signals that wait, and what is to be done about them */
#ifndef LINUX_SIGNAL_TYPES_H
#define LINUX_SIGNAL_TYPES_H

#include <linux/types.h>
#include <uapi/linux/signal.h>

#include <asm/signal.h>

/* siginfo_t without the padding that programs see. */
typedef struct kernel_siginfo {
	__SIGINFO;
} kernel_siginfo_t;

/* One signal that waits, with what its handler will be told. */
struct sigqueue {
	struct list_head list;		/* siglock: in sigpending.list */
	int flags;			/* I: SIGQUEUE_* */
	kernel_siginfo_t info;		/* I */
};

/* Signals that wait.  A bit may be set with nothing in the list: there was no memory. */
struct sigpending {
	struct list_head list;		/* siglock */
	sigset_t signal;		/* siglock */
};

struct sigaction {
	__sighandler_t sa_handler;
	unsigned long sa_flags;
	__sigrestore_t sa_restorer;	/* where the handler returns to */
	sigset_t sa_mask;		/* blocked as well while it runs */
};

struct k_sigaction {
	struct sigaction sa;
};

/* A signal on its way to its handler. */
struct ksignal {
	struct k_sigaction ka;
	kernel_siginfo_t info;
	int sig;
};

#define SA_UAPI_FLAGS \
	(SA_NOCLDSTOP | SA_NOCLDWAIT | SA_SIGINFO | SA_ONSTACK | SA_RESTART | SA_NODEFER | \
	 SA_RESETHAND | SA_EXPOSE_TAGBITS | SA_RESTORER)

#endif /* LINUX_SIGNAL_TYPES_H */
