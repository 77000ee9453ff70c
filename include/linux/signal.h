/* SPDX-License-Identifier: MIT */
/* linux/signal.h - sets of signals, and the rules of which does what by itself */
#ifndef LINUX_SIGNAL_H
#define LINUX_SIGNAL_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/signal_types.h>
#include <linux/string.h>

struct task_struct;

/* ---- sets ------------------------------------------------------------------ */

static inline void sigaddset(sigset_t *set, int sig)
{
	set->sig[(sig - 1) / _NSIG_BPW] |= 1UL << ((sig - 1) % _NSIG_BPW);
}

static inline void sigdelset(sigset_t *set, int sig)
{
	set->sig[(sig - 1) / _NSIG_BPW] &= ~(1UL << ((sig - 1) % _NSIG_BPW));
}

static inline int sigismember(const sigset_t *set, int sig)
{
	return 1 & (set->sig[(sig - 1) / _NSIG_BPW] >> ((sig - 1) % _NSIG_BPW));
}

static inline void sigemptyset(sigset_t *set)
{
	memset(set, 0, sizeof(*set));
}

static inline void sigfillset(sigset_t *set)
{
	memset(set, 0xff, sizeof(*set));
}

static inline int sigisemptyset(const sigset_t *set)
{
	unsigned long all = 0;

	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		all |= set->sig[i];
	return !all;
}

static inline int sigequalsets(const sigset_t *a, const sigset_t *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static inline void sigorsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		r->sig[i] = a->sig[i] | b->sig[i];
}

static inline void sigandsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		r->sig[i] = a->sig[i] & b->sig[i];
}

/* What is in @a and not in @b. */
static inline void sigandnsets(sigset_t *r, const sigset_t *a, const sigset_t *b)
{
	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		r->sig[i] = a->sig[i] & ~b->sig[i];
}

static inline void signotset(sigset_t *set)
{
	for (int i = 0; i < (int)_NSIG_WORDS; i++)
		set->sig[i] = ~set->sig[i];
}

/* The first signals, as many as a word has bits: as a mask made of sigmask(). */
#define sigmask(sig) (1UL << ((sig) - 1))

static inline void sigaddsetmask(sigset_t *set, unsigned long mask)
{
	set->sig[0] |= mask;
}

static inline void sigdelsetmask(sigset_t *set, unsigned long mask)
{
	set->sig[0] &= ~mask;
}

static inline int sigtestsetmask(sigset_t *set, unsigned long mask)
{
	return (set->sig[0] & mask) != 0;
}

static inline void siginitset(sigset_t *set, unsigned long mask)
{
	sigemptyset(set);
	set->sig[0] = mask;
}

static inline void siginitsetinv(sigset_t *set, unsigned long mask)
{
	sigfillset(set);
	set->sig[0] = ~mask;
}

static inline void init_sigpending(struct sigpending *sig)
{
	sigemptyset(&sig->signal);
	INIT_LIST_HEAD(&sig->list);
}

void flush_sigqueue(struct sigpending *queue);

static inline int valid_signal(unsigned long sig)
{
	return sig <= _NSIG;
}

static inline void clear_siginfo(kernel_siginfo_t *info)
{
	memset(info, 0, sizeof(*info));
}

/* ---- what a signal does if nothing else was said ------------------------------ */

#define SIG_KERNEL_ONLY_MASK (sigmask(SIGKILL) | sigmask(SIGSTOP))
#define SIG_KERNEL_STOP_MASK \
	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))
#define SIG_KERNEL_COREDUMP_MASK \
	(sigmask(SIGQUIT) | sigmask(SIGILL) | sigmask(SIGTRAP) | sigmask(SIGABRT) | \
	 sigmask(SIGFPE) | sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGSYS) | \
	 sigmask(SIGXCPU) | sigmask(SIGXFSZ))
#define SIG_KERNEL_IGNORE_MASK \
	(sigmask(SIGCONT) | sigmask(SIGCHLD) | sigmask(SIGWINCH) | sigmask(SIGURG))
/* Made by what the thread itself did: delivered before all others. */
#define SYNCHRONOUS_MASK \
	(sigmask(SIGSEGV) | sigmask(SIGBUS) | sigmask(SIGILL) | sigmask(SIGTRAP) | \
	 sigmask(SIGFPE) | sigmask(SIGSYS))

static inline bool sig_in_mask(int sig, unsigned long mask)
{
	return sig > 0 && sig < SIGRTMIN && (sigmask(sig) & mask);
}

#define sig_kernel_only(sig)	 sig_in_mask(sig, SIG_KERNEL_ONLY_MASK)
#define sig_kernel_coredump(sig) sig_in_mask(sig, SIG_KERNEL_COREDUMP_MASK)
#define sig_kernel_ignore(sig)	 sig_in_mask(sig, SIG_KERNEL_IGNORE_MASK)
#define sig_kernel_stop(sig)	 sig_in_mask(sig, SIG_KERNEL_STOP_MASK)

/* Is this what a kernel thread that allowed the signal has for an action? */
#define SIG_KTHREAD		((__sighandler_t)2)
#define SIG_KTHREAD_KERNEL	((__sighandler_t)3)

/* ---- sending, kernel/process/signal.c ------------------------------------------ */

int send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *p,
		       enum pid_type type);
int group_send_sig_info(int sig, struct kernel_siginfo *info, struct task_struct *p,
		       enum pid_type type);
int sigprocmask(int how, sigset_t *set, sigset_t *oldset);
int set_user_sigmask(const sigset_t __user *umask, size_t sigsetsize);
void set_current_blocked(sigset_t *newset);
void __set_current_blocked(const sigset_t *newset);
bool get_signal(struct ksignal *ksig);
void signal_setup_done(int failed, struct ksignal *ksig, int stepping);
bool unhandled_signal(struct task_struct *tsk, int sig);
int copy_siginfo_to_user(siginfo_t __user *to, const kernel_siginfo_t *from);
int save_altstack(stack_t __user *uss);
int restore_altstack(const stack_t __user *uss);
extern int show_unhandled_signals;

/* ---- kernel threads: by themselves they ignore everything ------------------------ */

void kernel_sigaction(int sig, __sighandler_t action);

/* Let this kernel thread be interrupted by @sig, whoever sends it. */
static inline void allow_signal(int sig)
{
	kernel_sigaction(sig, SIG_KTHREAD);
}

/* The same, for signals that only the kernel sends. */
static inline void allow_kernel_signal(int sig)
{
	kernel_sigaction(sig, SIG_KTHREAD_KERNEL);
}

static inline void disallow_signal(int sig)
{
	kernel_sigaction(sig, SIG_IGN);
}

#endif /* LINUX_SIGNAL_H */
