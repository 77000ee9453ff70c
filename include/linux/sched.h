/* SPDX-License-Identifier: MIT */
/*
 * linux/sched.h - the task, and giving the CPU away
 *
 * A task sleeps in three steps: it writes its state, looks at its condition,
 * and calls schedule().  A waker makes the condition true and then looks at the
 * state.  With a full barrier on either side between the two steps, at least one
 * of them sees the other, and so no wake-up is lost:
 *
 *      sleeper                         waker
 *      set_current_state(S)            condition = true
 *        full barrier                  wake_up_process(): full barrier
 *      if (!condition) schedule()        if (state & S) make it run
 */
#ifndef LINUX_SCHED_H
#define LINUX_SCHED_H

#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/list.h>
#include <linux/lockdep_types.h>
#include <linux/param.h>
#include <linux/pid.h>
#include <linux/preempt.h>
#include <linux/rbtree.h>
#include <linux/restart_block.h>
#include <linux/sched/prio.h>
#include <linux/signal_types.h>
#include <linux/spinlock_types.h>
#include <linux/stddef.h>
#include <linux/thread_info.h>
#include <linux/types.h>
#include <uapi/linux/sched.h>
#include <uapi/linux/sched/types.h>

#include <asm/barrier.h>
#include <asm/cmpxchg.h>
#include <asm/current.h>
#include <asm/processor.h>

struct completion;
struct cred;
struct files_struct;
struct fs_struct;
struct mm_struct;
struct mutex_waiter;
struct robust_list_head;
struct rq;
struct sched_class;
struct sighand_struct;
struct signal_struct;

/* Values of task->__state: what may wake it. */
#define TASK_RUNNING			0x0000
#define TASK_INTERRUPTIBLE		0x0001
#define TASK_UNINTERRUPTIBLE		0x0002
#define __TASK_STOPPED			0x0004
#define __TASK_TRACED			0x0008
/* Values of task->exit_state. */
#define EXIT_DEAD			0x0010
#define EXIT_ZOMBIE			0x0020
#define EXIT_TRACE			(EXIT_ZOMBIE | EXIT_DEAD)
/* More of task->__state. */
#define TASK_PARKED			0x0040
#define TASK_DEAD			0x0080
#define TASK_WAKEKILL			0x0100
#define TASK_WAKING			0x0200
#define TASK_NOLOAD			0x0400
#define TASK_NEW			0x0800
#define TASK_STATE_MAX			0x1000

#define TASK_ANY			(TASK_STATE_MAX - 1)
#define TASK_KILLABLE			(TASK_WAKEKILL | TASK_UNINTERRUPTIBLE)
#define TASK_STOPPED			(TASK_WAKEKILL | __TASK_STOPPED)
#define TASK_TRACED			__TASK_TRACED
#define TASK_IDLE			(TASK_UNINTERRUPTIBLE | TASK_NOLOAD)
#define TASK_NORMAL			(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define TASK_REPORT			(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE | \
					 __TASK_STOPPED | __TASK_TRACED | EXIT_DEAD | \
					 EXIT_ZOMBIE | TASK_PARKED)
#define TASK_COMM_LEN			16

/* task->flags: written by the task itself (or before it first runs). */
#define PF_VCPU			0x00000001
#define PF_IDLE			0x00000002	/* the idle task of a CPU */
#define PF_EXITING		0x00000004
#define PF_WQ_WORKER		0x00000020	/* a worker: schedule() tells the workqueues */
#define PF_FORKNOEXEC		0x00000040	/* it is still what its parent was */
#define PF_SIGNALED		0x00000400	/* a signal has ended it */
#define PF_MEMALLOC		0x00000800	/* may use the last reserves */
#define PF_NOFREEZE		0x00008000
#define PF_KTHREAD		0x00200000
#define PF_NO_SETAFFINITY	0x04000000	/* its CPUs are not for others to change */

/* One entry of the fair queue; times in ns. */
struct sched_entity {
	struct rb_node run_node;	/* rq lock: in rq->cfs.tasks while waiting */
	u64 vruntime;			/* rq lock: run time, weighed by nice */
	u64 exec_start;			/* rq lock: counted up to here */
	u64 sum_exec_runtime;		/* rq lock: true run time, all in all */
	u64 prev_sum_exec_runtime;	/* rq lock: the same when it was last put on the CPU */
	u32 weight;			/* rq lock: from nice */
	u32 inv_weight;			/* rq lock: 2^32 / weight */
	u64 wakeup_gran;		/* rq lock: how far behind it must be to preempt */
};

struct sched_rt_entity {
	struct list_head run_list;	/* rq lock: in rq->rt.queue[prio] */
	unsigned int time_slice;	/* rq lock: ticks left, SCHED_RR */
};

struct wake_q_node {
	struct wake_q_node *next;
};

/*
 * Lock legend: I set before it runs; T the task itself; R rq->lock of its CPU;
 * A atomic; L tasklist_lock to write (reading: that or RCU).
 */
struct task_struct {
	struct thread_info thread_info;	/* A: must be first */
	unsigned int __state;		/* T to sleep; R to wake */
	int on_rq;			/* R */
	struct rq *rq;			/* R: of both queues to change; its run queue */
	unsigned int cpu;		/* R: likewise, rq's CPU */
	unsigned int flags;		/* T: PF_* */
	int prio;			/* R: in effect */
	int static_prio;		/* R: from nice */
	int normal_prio;		/* R: from policy */
	unsigned int rt_priority;	/* R: 1..99 */
	unsigned int policy;		/* R: SCHED_* */
	const struct sched_class *sched_class;	/* R */
	struct sched_entity se;
	struct sched_rt_entity rt;

	int nr_cpus_allowed;		/* R */
	unsigned int migration_disabled; /* C: depth of migrate_disable(); 0 and not: R */
	const cpumask_t *cpus_ptr;	/* R: cpus_mask, or while that: its CPU */
	cpumask_t cpus_mask;		/* R */

	void *stack;			/* I: THREAD_SIZE bytes */
	atomic_t usage;			/* A: references; see put_task_struct() */
	struct thread_struct thread;	/* own CPU, irqs off */

	unsigned long nvcsw;		/* T: switches because it slept */
	unsigned long nivcsw;		/* T: switches because it was preempted */
	u64 utime;			/* own CPU: ns in user mode, by ticks */
	u64 stime;			/* own CPU: ns in the kernel, by ticks */
	u64 start_time;			/* I: ns since boot */
	unsigned long last_switch_count;	/* hung task check */
	unsigned long last_switch_time;		/* hung task check */

	struct list_head tasks;		/* L: all processes */
	pid_t pid;			/* I */
	pid_t tgid;			/* I */
	struct pid *thread_pid;		/* L: NULL when it is dead and forgotten */
	struct hlist_node pid_links[PIDTYPE_MAX];	/* L: in the lists of its pids */
	struct task_struct *real_parent;	/* L */
	struct task_struct *parent;	/* L */
	struct list_head children;	/* L */
	struct list_head sibling;	/* L */
	struct task_struct *group_leader;	/* I */
	struct list_head thread_group;	/* L: the other threads of the process */
	struct mm_struct *mm;		/* T: NULL in a kernel thread */
	struct mm_struct *active_mm;	/* T */
	struct fs_struct *fs;		/* alloc_lock, T: where names begin */
	struct files_struct *files;	/* alloc_lock, T: open files, by number */

	int exit_state;			/* L; EXIT_ZOMBIE to EXIT_DEAD: by cmpxchg, L to read */
	int exit_signal;		/* L: to the parent at the end; -1: not the first thread */
	int exit_code;			/* T */
	int in_iowait;			/* T */
	int pagefault_disabled;		/* T: see <linux/uaccess.h> */
	int atomic_count;		/* T: its preempt_count when it last slept while atomic */
	int __user *set_child_tid;	/* T: CLONE_CHILD_SETTID */
	int __user *clear_child_tid;	/* T: CLONE_CHILD_CLEARTID */
	struct robust_list_head __user *robust_list;	/* T: set_robust_list() */
	const struct cred *real_cred;	/* RCU: what it is to others; T to change */
	const struct cred *cred;	/* RCU: what it may do; T to change */
	struct completion *vfork_done;	/* alloc_lock: who waits for its exec or end */
	char comm[TASK_COMM_LEN];	/* alloc_lock */
	spinlock_t alloc_lock;		/* task_lock(): comm, mm */

	/* Signals; L is here sighand->siglock.  See <linux/sched/signal.h>. */
	struct signal_struct *signal;	/* I; a kernel thread may get its own */
	struct sighand_struct *sighand;	/* L, tasklist_lock to write: NULL after the end */
	sigset_t blocked;		/* T and L to write */
	sigset_t real_blocked;		/* L: what sigtimedwait() has unblocked meanwhile */
	sigset_t saved_sigmask;		/* T: what was blocked before sigsuspend() and the like */
	bool restore_sigmask;		/* T: saved_sigmask is to be put back */
	struct sigpending pending;	/* L: those for this thread */
	unsigned long jobctl;		/* L: JOBCTL_* */
	unsigned long sas_ss_sp;	/* T: sigaltstack() */
	size_t sas_ss_size;		/* T */
	unsigned int sas_ss_flags;	/* T */
	struct restart_block restart_block;	/* T */

	void *worker_private;		/* T: struct kthread, of PF_KTHREAD */
	void *wq_worker;		/* T: struct worker, of PF_WQ_WORKER */
	struct wake_q_node wake_q;	/* A: on one wake_q at most */
	struct mutex_waiter *blocked_on;	/* its mutex's wait_lock */
	struct callback_head *task_works;	/* alloc_lock; <linux/task_work.h> */
	const struct lent_buffer *lent_buffer;	/* T: in the place of user memory; usercopy.c */
	struct callback_head rcu;	/* freeing */

	unsigned int lockdep_depth;	/* T */
	unsigned int lockdep_recursion;	/* T: not now */
	unsigned int lockdep_generation;	/* T: the reset after which the list began */
	bool lockdep_partial;		/* T: it began in the middle of its life */
	struct held_lock held_locks[MAX_LOCK_DEPTH];	/* T */
};

extern struct task_struct init_task;

/* ---- state ---------------------------------------------------------------- */

#define task_is_running(task) (READ_ONCE((task)->__state) == TASK_RUNNING)
#define get_current_state() READ_ONCE(current->__state)
#define __set_current_state(state_value) WRITE_ONCE(current->__state, (state_value))
/* The exchange is the sleeper's barrier; its partner is in try_to_wake_up(). */
#define set_current_state(state_value) smp_store_mb(current->__state, (state_value))
/* For states without a condition to look at again: no earlier wake-up can undo it. */
void set_special_state(unsigned int state);

char task_state_to_char(const struct task_struct *tsk);
unsigned int task_state_index(const struct task_struct *tsk);

/* ---- giving the CPU away --------------------------------------------------- */

#define MAX_SCHEDULE_TIMEOUT ((long)(~0UL >> 1))

void schedule(void);
void schedule_preempt_disabled(void);
void schedule_idle(void);
long schedule_timeout(long timeout);		/* kernel/time/ */
long schedule_timeout_interruptible(long timeout);
long schedule_timeout_killable(long timeout);
long schedule_timeout_uninterruptible(long timeout);
long schedule_timeout_idle(long timeout);
int io_schedule_prepare(void);
void io_schedule_finish(int token);
long io_schedule_timeout(long timeout);
void io_schedule(void);
void yield(void);
void preempt_schedule_common(void);

/* The folded bit: this CPU was asked, and has heard of it, to switch. */
static __always_inline bool need_resched(void)
{
	return unlikely(test_preempt_need_resched());
}

static __always_inline void set_tsk_need_resched(struct task_struct *tsk)
{
	set_ti_thread_flag(&tsk->thread_info, TIF_NEED_RESCHED);
}

/* And what the watchdog wants to know: the scheduler has run. */
static __always_inline void clear_tsk_need_resched(struct task_struct *tsk)
{
	clear_ti_thread_mask(&tsk->thread_info, _TIF_NEED_RESCHED | _TIF_WATCHED);
}

static __always_inline int test_tsk_need_resched(struct task_struct *tsk)
{
	return unlikely(test_ti_thread_flag(&tsk->thread_info, TIF_NEED_RESCHED));
}

static inline int test_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	return test_ti_thread_flag(&tsk->thread_info, flag);
}

static inline bool exit_to_user_work_pending(void)
{
	return READ_ONCE(current->thread_info.flags) & _TIF_USER_WORK;
}

static inline void set_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	set_ti_thread_flag(&tsk->thread_info, flag);
}

static inline void clear_tsk_thread_flag(struct task_struct *tsk, int flag)
{
	clear_ti_thread_flag(&tsk->thread_info, flag);
}

/* With preempt=full the first test is nearly always false: preemption was faster. */
int __cond_resched(void);
#define cond_resched() ({						\
	if (debug_enabled(DEBUG_ATOMIC_SLEEP))				\
		__might_resched(__FILE__, __LINE__, 0);			\
	should_resched(0) ? __cond_resched() : 0; })

int __cond_resched_lock(spinlock_t *lock);
#define cond_resched_lock(lock) ({					\
	if (debug_enabled(DEBUG_ATOMIC_SLEEP))				\
		__might_resched(__FILE__, __LINE__, PREEMPT_LOCK_OFFSET); \
	__cond_resched_lock(lock); })

/* ---- waking ---------------------------------------------------------------- */

int try_to_wake_up(struct task_struct *tsk, unsigned int state);

/* Make it run if it sleeps, in any context but NMI.  Returns 1 if it was woken. */
static inline int wake_up_process(struct task_struct *tsk)
{
	return try_to_wake_up(tsk, TASK_NORMAL);
}

static inline int wake_up_state(struct task_struct *tsk, unsigned int state)
{
	return try_to_wake_up(tsk, state);
}

void wake_up_new_task(struct task_struct *tsk);
void kick_process(struct task_struct *tsk);
unsigned long wait_task_inactive(struct task_struct *p, unsigned int match_state);

/* ---- priority and place ---------------------------------------------------- */

void set_user_nice(struct task_struct *p, long nice);
int task_prio(const struct task_struct *p);
int sched_setscheduler(struct task_struct *p, int policy, const struct sched_param *param);
int sched_setscheduler_nocheck(struct task_struct *p, int policy, const struct sched_param *param);
void sched_set_fifo(struct task_struct *p);
void sched_set_fifo_low(struct task_struct *p);
void sched_set_normal(struct task_struct *p, int nice);
int set_cpus_allowed_ptr(struct task_struct *p, const struct cpumask *mask);
long sched_setaffinity(pid_t pid, const struct cpumask *mask);
long sched_getaffinity(pid_t pid, struct cpumask *mask);
void do_set_cpus_allowed(struct task_struct *p, const struct cpumask *mask);
struct task_struct *idle_task(int cpu);
int idle_cpu(int cpu);
int task_curr(const struct task_struct *p);
unsigned long long task_sched_runtime(struct task_struct *task);

static inline int task_nice(const struct task_struct *p)
{
	return PRIO_TO_NICE(p->static_prio);
}

static inline unsigned int task_cpu(const struct task_struct *p)
{
	return READ_ONCE(p->cpu);
}

static inline bool is_idle_task(const struct task_struct *p)
{
	return p->flags & PF_IDLE;
}

static inline bool is_percpu_thread(void)
{
	return (current->flags & PF_NO_SETAFFINITY) && current->nr_cpus_allowed == 1;
}

/* ---- names ----------------------------------------------------------------- */

void __set_task_comm(struct task_struct *tsk, const char *from, bool exec);
char *__get_task_comm(char *to, size_t len, struct task_struct *tsk);

static inline void set_task_comm(struct task_struct *tsk, const char *from)
{
	__set_task_comm(tsk, from, false);
}

#define get_task_comm(buf, tsk) __get_task_comm(buf, sizeof(buf), tsk)

static inline pid_t task_pid_nr(struct task_struct *tsk)
{
	return tsk->pid;
}

static inline pid_t task_tgid_nr(struct task_struct *tsk)
{
	return tsk->tgid;
}

static inline pid_t task_pid_vnr(struct task_struct *tsk)
{
	return tsk->pid;
}

static inline pid_t task_tgid_vnr(struct task_struct *tsk)
{
	return tsk->tgid;
}

static inline pid_t task_ppid_nr(const struct task_struct *tsk)
{
	return tsk->real_parent->tgid;
}

static inline struct pid *task_pid(struct task_struct *tsk)
{
	return tsk->thread_pid;
}

static inline int is_global_init(struct task_struct *tsk)
{
	return tsk->tgid == 1;
}

/* ---- called by the tick, the boot and the architecture --------------------- */

void sched_init(void);
void scheduler_tick(void);
void trigger_load_balance(void);
void sched_set_stop_task(struct task_struct *p);
void account_process_tick(struct task_struct *p, int user_tick);
void scheduler_ipi(void);
void init_idle(struct task_struct *idle, int cpu);
struct task_struct *fork_idle(int cpu);
void __noreturn do_task_dead(void);
void __noreturn do_exit(long code);
void __noreturn make_task_dead(int signr);
bool sched_preempt_dynamic_full(void);

#include <linux/debugflags.h>
#include <linux/kernel.h>

#endif /* LINUX_SCHED_H */
