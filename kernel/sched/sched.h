/* SPDX-License-Identifier: MIT */
/*
 * kernel/sched/sched.h - the run queue of a CPU, and what a scheduling class must offer
 *
 * Lock order: two run queues by increasing CPU.  p->rq changes only with the lock
 * of the queue that it names held, so who holds that may rely on it.
 */
#ifndef KERNEL_SCHED_SCHED_H
#define KERNEL_SCHED_SCHED_H

#include <linux/bitops.h>
#include <linux/list.h>
#include <linux/math64.h>
#include <linux/percpu.h>
#include <linux/rbtree.h>
#include <linux/sched.h>
#include <linux/sched/rt.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timex.h>

#define TASK_ON_RQ_QUEUED	1	/* task->on_rq */

/* Queue flags of the class functions. */
#define ENQUEUE_WAKEUP		0x01	/* it slept: place it */
#define ENQUEUE_NEW		0x02	/* it never ran */
#define ENQUEUE_RESTORE		0x04	/* after a change of its parameters: where it was */

/*
 * The fair class: all that wait, by run time.  The first of them is kept outside
 * the tree: mostly it is the only one, and comes and goes without any balancing.
 */
struct cfs_rq {
	struct sched_entity *curr;	/* the running one, if it is of this class */
	struct sched_entity *next;	/* the first of those that wait */
	struct rb_root_cached rest;	/* the others that wait */
	u64 min_vruntime;		/* never goes back: where new arrivals start */
};

/* The real-time class: one queue per priority; the running task stays in its queue. */
struct rt_rq {
	DECLARE_BITMAP(bitmap, MAX_RT_PRIO);	/* queues that are not empty */
	struct list_head queue[MAX_RT_PRIO];
	unsigned int nr_running;	/* and the stopper, if it wants to run; read as a hint */
};

/* Everything is guarded by lock, except what says otherwise. */
struct rq {
	raw_spinlock_t lock;
	int cpu;			/* I */
	unsigned int nr_running;	/* all classes; read without lock as a hint */
	u64 clock;			/* ns at the last update_rq_clock(); own CPU's counter */
	u64 nr_switches;
	struct task_struct *curr;	/* read without lock as a hint */
	struct task_struct *idle;	/* I */
	struct cfs_rq cfs;
	struct rt_rq rt;
	struct task_struct *stop;	/* migration/N, if it wants to run */
};

DECLARE_PER_CPU_SHARED_ALIGNED(struct rq, runqueues);

#define cpu_rq(cpu)	(&per_cpu(runqueues, (cpu)))
#define this_rq()	this_cpu_ptr(&runqueues)
#define task_rq(p)	READ_ONCE((p)->rq)

/*
 * What each class of tasks does its own way.  All with rq->lock held.
 *
 * A task that runs is either put back (preempted) or dequeued (goes to sleep);
 * a class that keeps the running task apart learns by one of the two.
 */
struct sched_class {
	int rank;			/* the higher one preempts */
	void (*enqueue_task)(struct rq *rq, struct task_struct *p, int flags);
	void (*dequeue_task)(struct rq *rq, struct task_struct *p);
	struct task_struct *(*pick_next_task)(struct rq *rq);	/* NULL: has none */
	void (*put_prev_task)(struct rq *rq, struct task_struct *p);
	void (*set_next_task)(struct rq *rq, struct task_struct *p); /* it runs already */
	bool (*preempts_curr)(struct rq *rq, struct task_struct *p);	/* both of the class */
	void (*task_tick)(struct rq *rq, struct task_struct *p);
	void (*yield_task)(struct rq *rq);
	void (*update_curr)(struct rq *rq);
};

extern const struct sched_class stop_sched_class, rt_sched_class;
extern const struct sched_class fair_sched_class, idle_sched_class;

/*
 * A queue's time is the cycle counter, scaled: a few instructions, for it is read
 * at every wake-up and every switch.  It need not agree with other CPUs'.
 */
#define CYCLES_SHIFT 22
extern u32 cycles_mult;			/* ns per cycle, times 2^22 */

static __always_inline void update_rq_clock(struct rq *rq)
{
	rq->clock = mul_u64_u32_shr(get_cycles(), cycles_mult, CYCLES_SHIFT);
}

static inline int task_current(struct rq *rq, struct task_struct *p)
{
	return rq->curr == p;
}

static inline int task_on_rq_queued(struct task_struct *p)
{
	return READ_ONCE(p->on_rq) == TASK_ON_RQ_QUEUED;
}

/* core.c */
void resched_curr(struct rq *rq);
void check_preempt_curr(struct rq *rq, struct task_struct *p);
void set_task_cpu(struct task_struct *p, unsigned int cpu);
unsigned int choose_cpu(struct task_struct *p, unsigned int cpu);
struct rq *task_rq_lock(struct task_struct *p, unsigned long *flags);
void task_rq_unlock(struct rq *rq, unsigned long *flags);

/* fair.c; what each switch needs is in fair.h */
void set_load_weight(struct task_struct *p);
void init_cfs_rq(struct cfs_rq *cfs);
u64 fair_min_vruntime(const struct rq *rq);

/* rt.c */
struct task_struct *pick_next_task_rt(struct rq *rq);
void init_rt_rq(struct rt_rq *rt);

/* stop_task.c */
struct task_struct *pick_next_task_stop(struct rq *rq);

/* affinity.c */
void double_rq_lock(struct rq *a, struct rq *b);
void double_rq_unlock(struct rq *a, struct rq *b);
void move_queued_task(struct rq *from, struct rq *to, struct task_struct *p);

static inline bool may_run_on(struct task_struct *p, unsigned int cpu)
{
	return cpumask_test_cpu(cpu, p->cpus_ptr) && cpu_active(cpu);
}

/* balance.c */
void rt_thread_waits(struct rq *rq);
void pull_for_idle(void);
void init_balance(void);

/* might_sleep.c */
void schedule_bug(struct task_struct *prev);

#endif /* KERNEL_SCHED_SCHED_H */
