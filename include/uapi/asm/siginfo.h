/* SPDX-License-Identifier: MIT */
/*
 * uapi/asm/siginfo.h - what a handler is told about its signal
 *
 * 128 bytes, of which si_signo and si_code say how the union is to be read.
 */
#ifndef UAPI_ASM_SIGINFO_H
#define UAPI_ASM_SIGINFO_H

typedef union sigval {
	int sival_int;
	void *sival_ptr;
} sigval_t;

#define SI_MAX_SIZE	128

union __sifields {
	struct {			/* kill() */
		int _pid;
		unsigned int _uid;
	} _kill;
	struct {			/* a timer of the program's */
		int _tid;
		int _overrun;
		sigval_t _sigval;
		int _sys_private;
	} _timer;
	struct {			/* sigqueue() */
		int _pid;
		unsigned int _uid;
		sigval_t _sigval;
	} _rt;
	struct {			/* SIGCHLD */
		int _pid;
		unsigned int _uid;
		int _status;
		long _utime;
		long _stime;
	} _sigchld;
	struct {			/* SIGILL SIGFPE SIGSEGV SIGBUS SIGTRAP */
		void *_addr;
		int _trapno;
	} _sigfault;
	struct {			/* SIGIO */
		long _band;
		int _fd;
	} _sigpoll;
	struct {			/* SIGSYS */
		void *_call_addr;
		int _syscall;
		unsigned int _arch;
	} _sigsys;
};

#define __SIGINFO			\
struct {				\
	int si_signo;			\
	int si_errno;			\
	int si_code;			\
	union __sifields _sifields;	\
}

typedef struct siginfo {
	union {
		__SIGINFO;
		int _si_pad[SI_MAX_SIZE / sizeof(int)];
	};
} siginfo_t;

#define si_pid		_sifields._kill._pid
#define si_uid		_sifields._kill._uid
#define si_tid		_sifields._timer._tid
#define si_overrun	_sifields._timer._overrun
#define si_sys_private	_sifields._timer._sys_private
#define si_status	_sifields._sigchld._status
#define si_utime	_sifields._sigchld._utime
#define si_stime	_sifields._sigchld._stime
#define si_value	_sifields._rt._sigval
#define si_int		_sifields._rt._sigval.sival_int
#define si_ptr		_sifields._rt._sigval.sival_ptr
#define si_addr		_sifields._sigfault._addr
#define si_trapno	_sifields._sigfault._trapno
#define si_band		_sifields._sigpoll._band
#define si_fd		_sifields._sigpoll._fd
#define si_call_addr	_sifields._sigsys._call_addr
#define si_syscall	_sifields._sigsys._syscall
#define si_arch		_sifields._sigsys._arch

/* si_code of any signal: who sent it.  At most 0: a program could say so itself. */
#define SI_USER		0		/* kill() */
#define SI_KERNEL	0x80
#define SI_QUEUE	-1		/* sigqueue() */
#define SI_TIMER	-2
#define SI_MESGQ	-3
#define SI_ASYNCIO	-4
#define SI_SIGIO	-5
#define SI_TKILL	-6		/* tkill(), tgkill() */
#define SI_DETHREAD	-7
#define SI_ASYNCNL	-60

#define SI_FROMUSER(siptr)	((siptr)->si_code <= 0)
#define SI_FROMKERNEL(siptr)	((siptr)->si_code > 0)

#define ILL_ILLOPC	1		/* illegal opcode */
#define ILL_ILLOPN	2
#define ILL_ILLADR	3
#define ILL_ILLTRP	4
#define ILL_PRVOPC	5
#define ILL_PRVREG	6
#define ILL_COPROC	7
#define ILL_BADSTK	8

#define FPE_INTDIV	1		/* division by zero */
#define FPE_INTOVF	2
#define FPE_FLTDIV	3
#define FPE_FLTOVF	4
#define FPE_FLTUND	5
#define FPE_FLTRES	6
#define FPE_FLTINV	7
#define FPE_FLTSUB	8

#define SEGV_MAPERR	1		/* nothing is mapped there */
#define SEGV_ACCERR	2		/* it is, but not for this */
#define SEGV_BNDERR	3
#define SEGV_PKUERR	4

#define BUS_ADRALN	1		/* alignment */
#define BUS_ADRERR	2		/* beyond what is mapped */
#define BUS_OBJERR	3

#define TRAP_BRKPT	1		/* breakpoint */
#define TRAP_TRACE	2		/* single step */
#define TRAP_BRANCH	3
#define TRAP_HWBKPT	4

#define CLD_EXITED	1		/* si_status: the exit status; of the others: the signal */
#define CLD_KILLED	2
#define CLD_DUMPED	3
#define CLD_TRAPPED	4
#define CLD_STOPPED	5
#define CLD_CONTINUED	6

#define POLL_IN		1		/* there is something to read */
#define POLL_OUT	2
#define POLL_MSG	3
#define POLL_ERR	4
#define POLL_PRI	5
#define POLL_HUP	6
#define NSIGPOLL	6

#endif /* UAPI_ASM_SIGINFO_H */
