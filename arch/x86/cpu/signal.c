// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/signal.c - a handler runs, and what it interrupted goes on
 *
 * How it works
 *
 *   The program is interrupted somewhere.  All that it must find again - registers, FPU,
 *   blocked signals - is written to its own stack, and it continues in the handler
 *   instead, whose return address is the restorer: that calls rt_sigreturn(), which
 *   takes everything back.
 *
 *       regs->sp             +---------------------+
 *                            | red zone, 128 bytes |  the program's, by the ABI
 *       multiple of 64       +---------------------+
 *                            | struct _fpstate_64  |
 *                            +---------------------+
 *                            | siginfo             |  <- rsi
 *                            | ucontext            |  <- rdx
 *       16 * n + 8           | pretcode: restorer  |  <- rsp, as if called
 *                            +---------------------+
 *
 *   What comes back from there is the program's word: it may have written anything.  So
 *   only what cannot hurt is taken of the flags, only the segments of ring 3, only
 *   an address of its own, only bits of mxcsr that exist.
 *
 *   A system call that a signal has ended early returned one of the errors from
 *   -ERESTARTSYS on, which no program sees:
 *
 *                                handler runs           no handler does
 *       ERESTARTNOINTR           again                  again
 *       ERESTARTSYS              again if SA_RESTART    again
 *       ERESTARTNOHAND           -EINTR                 again
 *       ERESTART_RESTARTBLOCK    -EINTR                 restart_syscall()
 *
 *   "Again" moves ip back over the two bytes of `syscall` or `int 0x80`.  An interrupt
 *   that comes with such a number in rax is none: thread.restart tells them apart.
 *
 * See also: System V ABI, AMD64 supplement, "Function Calling Sequence".
 */

#include <linux/align.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/task_work.h>
#include <linux/uaccess.h>
#include <uapi/asm/ucontext.h>

#include <asm/idtentry.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/segment.h>
#include <asm/signal.h>
#include <asm/syscall.h>

#include "cpu.h"

#define RED_ZONE	128
#define FPSTATE_ALIGN	64
#define FRAME_ALIGN	16
#define LEN_SYSCALL	2		/* of both ways to ask */

/* The flags that are the program's to set. */
#define USER_FLAGS	(X86_EFLAGS_AC | X86_EFLAGS_OF | X86_EFLAGS_DF | X86_EFLAGS_TF | \
			 X86_EFLAGS_SF | X86_EFLAGS_ZF | X86_EFLAGS_AF | X86_EFLAGS_PF | \
			 X86_EFLAGS_CF | X86_EFLAGS_RF)

struct rt_sigframe {
	void *pretcode;
	struct ucontext uc;
	siginfo_t info;
};

_Static_assert(sizeof(struct _fpstate_64) == 512, "fxsave");
_Static_assert(sizeof(struct sigcontext) == 256, "ABI");
_Static_assert(sizeof(struct ucontext) == 304, "ABI");
_Static_assert(sizeof(siginfo_t) == 128, "ABI");

/* ---- the way there ------------------------------------------------------------------ */

static void fill_sigcontext(struct sigcontext *sc, const struct pt_regs *regs)
{
	const struct thread_struct *thread = &current->thread;

	*sc = (struct sigcontext){
		.r8 = regs->r8, .r9 = regs->r9, .r10 = regs->r10, .r11 = regs->r11,
		.r12 = regs->r12, .r13 = regs->r13, .r14 = regs->r14, .r15 = regs->r15,
		.di = regs->di, .si = regs->si, .bp = regs->bp, .bx = regs->bx,
		.dx = regs->dx, .ax = regs->ax, .cx = regs->cx, .sp = regs->sp,
		.ip = regs->ip, .flags = regs->flags, .cs = regs->cs, .ss = regs->ss,
		.err = thread->error_code, .trapno = thread->trap_nr, .cr2 = thread->cr2,
		.oldmask = current->blocked.sig[0],
	};
}

/* Where the frame's FPU part goes, and from there the frame; NULL: no room. */
static struct rt_sigframe __user *get_frame(const struct ksignal *ksig, unsigned long sp,
					    void __user **fpstate)
{
	bool was_on_altstack = on_sig_stack(sp), enters = false;

	sp -= RED_ZONE;
	if (ksig->ka.sa.sa_flags & SA_ONSTACK && !sas_ss_flags(sp)) {
		sp = current->sas_ss_sp + current->sas_ss_size;
		enters = true;
	}
	sp = ALIGN_DOWN(sp - sizeof(struct _fpstate_64), FPSTATE_ALIGN);
	*fpstate = (void __user *)sp;
	sp = ALIGN_DOWN(sp - sizeof(struct rt_sigframe), FRAME_ALIGN) - sizeof(long);
	if ((was_on_altstack || enters) && !__on_sig_stack(sp)) {
		pr_warn_ratelimited("%s[%d] overflowed sigaltstack\n", current->comm,
				    current->pid);
		return NULL;
	}
	return (struct rt_sigframe __user *)sp;
}

static int write_ucontext(struct ucontext __user *to, const struct pt_regs *regs,
			  void __user *fpstate)
{
	struct ucontext uc = { .uc_flags = UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS };

	fill_sigcontext(&uc.uc_mcontext, regs);
	uc.uc_mcontext.fpstate = fpstate;
	uc.uc_sigmask = *sigmask_to_save();
	if (copy_to_user(to, &uc, sizeof(uc)))
		return -EFAULT;
	return save_altstack(&to->uc_stack);
}

static int write_frame(struct rt_sigframe __user *frame, const struct ksignal *ksig,
		       const struct pt_regs *regs, void __user *fpstate)
{
	int err;

	if (!frame || !(ksig->ka.sa.sa_flags & SA_RESTORER))
		return -EFAULT;
	err = fpu_write_user(fpstate) ?: write_ucontext(&frame->uc, regs, fpstate);
	if (!err)
		err = put_user((void *)ksig->ka.sa.sa_restorer, &frame->pretcode);
	if (!err && ksig->ka.sa.sa_flags & SA_SIGINFO)
		err = copy_siginfo_to_user(&frame->info, &ksig->info);
	return err;
}

/* iretq to a non-canonical address would fault in the kernel. */
static bool is_user_address(unsigned long address)
{
	return address < TASK_SIZE_MAX;
}

static int setup_rt_frame(struct ksignal *ksig, struct pt_regs *regs)
{
	unsigned long handler = (unsigned long)ksig->ka.sa.sa_handler;
	struct rt_sigframe __user *frame;
	void __user *fpstate;

	frame = get_frame(ksig, regs->sp, &fpstate);
	if (!is_user_address(handler) || write_frame(frame, ksig, regs, fpstate))
		return -EFAULT;
	regs->di = ksig->sig;
	regs->si = (unsigned long)&frame->info;
	regs->dx = (unsigned long)&frame->uc;
	regs->ax = 0;
	regs->ip = handler;
	regs->sp = (unsigned long)frame;
	regs->cs = __USER_CS;
	regs->ss = __USER_DS;
	regs->flags &= ~(X86_EFLAGS_DF | X86_EFLAGS_RF | X86_EFLAGS_TF);
	fpu_clear_user();
	return 0;
}

/* ---- the way back ---------------------------------------------------------------------- */

static int take_sigcontext(struct pt_regs *regs, const struct sigcontext *sc)
{
	if (sc->cs != __USER_CS || sc->ss != __USER_DS || !is_user_address(sc->ip))
		return -EFAULT;
	if (fpu_read_user(sc->fpstate))
		return -EFAULT;
	regs->r8 = sc->r8;
	regs->r9 = sc->r9;
	regs->r10 = sc->r10;
	regs->r11 = sc->r11;
	regs->r12 = sc->r12;
	regs->r13 = sc->r13;
	regs->r14 = sc->r14;
	regs->r15 = sc->r15;
	regs->di = sc->di;
	regs->si = sc->si;
	regs->bp = sc->bp;
	regs->bx = sc->bx;
	regs->dx = sc->dx;
	regs->ax = sc->ax;
	regs->cx = sc->cx;
	regs->sp = sc->sp;
	regs->ip = sc->ip;
	regs->flags = (regs->flags & ~USER_FLAGS) | (sc->flags & USER_FLAGS);
	return 0;
}

static void bad_frame(const struct pt_regs *regs, const void __user *frame)
{
	if (show_unhandled_signals && printk_ratelimit())
		pr_info("%s[%d] bad frame in rt_sigreturn frame:%px ip:%lx sp:%lx orax:%lx\n",
			current->comm, current->pid, frame, regs->ip, regs->sp, regs->orig_ax);
	force_sig(SIGSEGV);
}

/* The restorer's call; the handler's ret has taken pretcode off the stack. */
SYSCALL_DEFINE0(rt_sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	const struct rt_sigframe __user *frame = (void __user *)(regs->sp - sizeof(long));
	struct ucontext uc;

	regs->orig_ax = NO_SYSCALL;	/* what rax will be is no result of ours */
	if (copy_from_user(&uc, &frame->uc, sizeof(uc)) ||
	    take_sigcontext(regs, &uc.uc_mcontext)) {
		bad_frame(regs, frame);
		return 0;
	}
	set_current_blocked(&uc.uc_sigmask);
	if (restore_altstack(&frame->uc.uc_stack))
		bad_frame(regs, frame);
	return regs->ax;
}

/* ---- system calls that are made again ----------------------------------------------------- */

/**
 * syscall_wants_restart - a system call has returned one of the errors of a restart
 * @restart_nr: the number of restart_syscall(), by the way the program came
 *
 * If no signal is found pending, the program gets to see the number, as on Linux.
 *
 * Context: the way back to ring 3, interrupts off.
 */
void syscall_wants_restart(const struct pt_regs *regs, int restart_nr)
{
	if (regs->orig_ax == NO_SYSCALL || (long)regs->ax == -ENOIOCTLCMD)
		return;
	current->thread.restart = -(int)regs->ax;
	current->thread.restart_nr = restart_nr;
	set_tsk_thread_flag(current, TIF_NOTIFY_RESUME);
}

static void make_syscall_again(struct pt_regs *regs, unsigned long nr)
{
	regs->ax = nr;
	regs->ip -= LEN_SYSCALL;
}

/* A handler is about to run. */
static void restart_behind_handler(struct pt_regs *regs, const struct ksignal *ksig)
{
	int restart = current->thread.restart;

	if (restart == ERESTARTNOINTR ||
	    (restart == ERESTARTSYS && ksig->ka.sa.sa_flags & SA_RESTART))
		make_syscall_again(regs, regs->orig_ax);
	else if (restart)
		regs->ax = -EINTR;
}

static void restart_without_handler(struct pt_regs *regs)
{
	int restart = current->thread.restart;

	if (restart == ERESTART_RESTARTBLOCK)
		make_syscall_again(regs, current->thread.restart_nr);
	else if (restart)
		make_syscall_again(regs, regs->orig_ax);
}

/* ---- what is done before ring 3 ------------------------------------------------------------- */

static void handle_signal(struct ksignal *ksig, struct pt_regs *regs)
{
	restart_behind_handler(regs, ksig);
	signal_setup_done(setup_rt_frame(ksig, regs), ksig, 0);
}

/* Context: the program's task on its way to ring 3, interrupts on.  May not return. */
static void arch_do_signal_or_restart(struct pt_regs *regs)
{
	struct ksignal ksig;

	if (get_signal(&ksig)) {
		handle_signal(&ksig, regs);
	} else {
		restart_without_handler(regs);
		restore_saved_sigmask();
	}
	current->thread.restart = 0;
}

/**
 * exit_to_user_work - what is left to do before ring 3, once
 * @regs: where the program will go on
 * Context: the way back to ring 3, interrupts on; call again while flags are set.
 */
void exit_to_user_work(struct pt_regs *regs)
{
	struct task_struct *task = current;

	if (test_tsk_need_resched(task))
		schedule();
	if (test_tsk_thread_flag(task, TIF_SIGPENDING))
		arch_do_signal_or_restart(regs);
	if (test_tsk_thread_flag(task, TIF_NOTIFY_RESUME)) {
		clear_tsk_thread_flag(task, TIF_NOTIFY_RESUME);
		task->thread.restart = 0;
		task_work_run();
	}
}
