/* SPDX-License-Identifier: MIT */
/*
 * uapi/asm/signal.h - signals by number, and what sigaction() and sigprocmask() take
 *
 * From 32 on they are real-time signals: each one sent waits in a queue of its own.
 */
#ifndef UAPI_ASM_SIGNAL_H
#define UAPI_ASM_SIGNAL_H

#define SIGHUP		1
#define SIGINT		2
#define SIGQUIT		3
#define SIGILL		4
#define SIGTRAP		5
#define SIGABRT		6
#define SIGIOT		6
#define SIGBUS		7
#define SIGFPE		8
#define SIGKILL		9
#define SIGUSR1		10
#define SIGSEGV		11
#define SIGUSR2		12
#define SIGPIPE		13
#define SIGALRM		14
#define SIGTERM		15
#define SIGSTKFLT	16
#define SIGCHLD		17
#define SIGCONT		18
#define SIGSTOP		19
#define SIGTSTP		20
#define SIGTTIN		21
#define SIGTTOU		22
#define SIGURG		23
#define SIGXCPU		24
#define SIGXFSZ		25
#define SIGVTALRM	26
#define SIGPROF		27
#define SIGWINCH	28
#define SIGIO		29
#define SIGPOLL		SIGIO
#define SIGPWR		30
#define SIGSYS		31
#define SIGUNUSED	31
#define SIGRTMIN	32
#define SIGRTMAX	64

/* sigaction.sa_flags */
#define SA_NOCLDSTOP	0x00000001	/* no SIGCHLD for children that stop */
#define SA_NOCLDWAIT	0x00000002	/* children leave no zombies */
#define SA_SIGINFO	0x00000004	/* the handler takes three arguments */
#define SA_UNSUPPORTED	0x00000400	/* never set: a program may ask whether we look */
#define SA_EXPOSE_TAGBITS 0x00000800
#define SA_RESTORER	0x04000000	/* sa_restorer is set; x86-64 wants it always */
#define SA_ONSTACK	0x08000000	/* on the stack of sigaltstack() */
#define SA_RESTART	0x10000000	/* go on with the system call afterwards */
#define SA_NODEFER	0x40000000	/* not blocked while its handler runs */
#define SA_RESETHAND	0x80000000	/* back to SIG_DFL when its handler starts */
#define SA_NOMASK	SA_NODEFER
#define SA_ONESHOT	SA_RESETHAND

/* sigprocmask(): how */
#define SIG_BLOCK	0
#define SIG_UNBLOCK	1
#define SIG_SETMASK	2

typedef void (*__sighandler_t)(int);
typedef void (*__sigrestore_t)(void);

#define SIG_DFL		((__sighandler_t)0)
#define SIG_IGN		((__sighandler_t)1)
#define SIG_ERR		((__sighandler_t)-1)

#define MINSIGSTKSZ	2048
#define SIGSTKSZ	8192

/* stack_t.ss_flags */
#define SS_ONSTACK	1		/* told only: it runs there */
#define SS_DISABLE	2
#define SS_AUTODISARM	(1u << 31)	/* off while a handler runs on it */
#define SS_FLAG_BITS	SS_AUTODISARM

typedef struct sigaltstack {
	void *ss_sp;
	int ss_flags;
	unsigned long ss_size;
} stack_t;

#endif /* UAPI_ASM_SIGNAL_H */
