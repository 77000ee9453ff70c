/* SPDX-License-Identifier: MIT */
/* kernel/process/signal.h - shared by the files that send, queue and deliver signals */
#ifndef KERNEL_PROCESS_SIGNAL_H
#define KERNEL_PROCESS_SIGNAL_H

#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>

/* What force_sig_info_to_task() leaves of the program's wish. */
enum sig_handler {
	HANDLER_CURRENT,		/* its handler, if it can run */
	HANDLER_SIG_DFL,		/* the default action */
};

/* sigqueue.c; siglock held */
bool recalc_sigpending_tsk(struct task_struct *t);
struct sigqueue *sigqueue_alloc(gfp_t gfp, bool override_rlimit);
void sigqueue_free(struct sigqueue *q);
void flush_sigqueue_mask(const sigset_t *mask, struct sigpending *pending);

/* signal_send.c; siglock held */
int __send_signal_locked(int sig, struct kernel_siginfo *info, struct task_struct *t,
			 enum pid_type type, bool force);
bool sig_handler_ignored(__sighandler_t handler, int sig);
void retarget_shared_pending(struct task_struct *tsk, sigset_t *which);
int force_sig_info_to_task(struct kernel_siginfo *info, struct task_struct *t,
			   enum sig_handler handler);
int check_kill(int sig, struct task_struct *t);

/* signal_stop.c; siglock held, but not by do_notify_parent_cldstop(): tasklist_lock to read */
void prepare_stop_signal(struct task_struct *p);
void prepare_continue(struct task_struct *p);
bool do_signal_stop(int signr);
bool task_participate_group_stop(struct task_struct *task);
void do_notify_parent_cldstop(struct task_struct *tsk, int why);

/* itimer.c */
void it_real_init(struct signal_struct *sig);
void it_real_rearm(struct signal_struct *sig);

static inline __sighandler_t sig_handler(const struct task_struct *t, int sig)
{
	return t->sighand->action[sig - 1].sa.sa_handler;
}

#endif /* KERNEL_PROCESS_SIGNAL_H */
