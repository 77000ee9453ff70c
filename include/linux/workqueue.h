/* SPDX-License-Identifier: MIT */
/*
 * linux/workqueue.h - work that runs later in a thread of the kernel, where it may sleep
 *
 * The names, values and rules are those of Linux 6.1; WQ_BH, disable_work() and
 * its relatives came later there and are offered here because they do not clash.
 * The essay on how a work item travels is in kernel/bh/workqueue/workqueue.c.
 *
 * Left out: WQ_SYSFS attributes (the flag is accepted), freezing (a frozen state
 * needs suspend, which does not exist; WQ_FREEZABLE is accepted), devm and NUMA forms.
 */
#ifndef LINUX_WORKQUEUE_H
#define LINUX_WORKQUEUE_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/cpumask.h>
#include <linux/debugobjects.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/threads.h>
#include <linux/timer.h>
#include <linux/types.h>

struct task_struct;
struct workqueue_struct;
struct work_struct;

typedef void (*work_func_t)(struct work_struct *work);
void delayed_work_timer_fn(struct timer_list *t);

/*
 * work->data, one word that says everything about an item's whereabouts.
 *
 *    queued      63 ................. 8 7 .... 4  3  2  1  0
 *               |  pool_workqueue *    | colour |L |1 |I |P |
 *
 *    not queued  63 .... 37 36 ... 21 20 .. 5 4   3  2  1  0
 *               | pool id (last run) | disable |B |0 |0 |0 |P |
 *
 *    P pending, I inactive (held back by max_active), 1 pwq (the upper part is a
 *    pointer), L linked (the next item on the list must run right after, by the same
 *    worker), B the item last ran in a WQ_BH queue.
 *
 * Who sets P owns the item until it runs or is cancelled.
 */
enum work_bits {
	WORK_STRUCT_PENDING_BIT		= 0,
	WORK_STRUCT_INACTIVE_BIT	= 1,
	WORK_STRUCT_PWQ_BIT		= 2,
	WORK_STRUCT_LINKED_BIT		= 3,
	WORK_STRUCT_FLAG_BITS		= 4,

	WORK_STRUCT_COLOR_SHIFT		= WORK_STRUCT_FLAG_BITS,
	WORK_STRUCT_COLOR_BITS		= 4,

	/* A pwq's address leaves its low 8 bits free: struct pool_workqueue is aligned to 256. */
	WORK_STRUCT_PWQ_SHIFT		= WORK_STRUCT_COLOR_SHIFT + WORK_STRUCT_COLOR_BITS,

	WORK_OFFQ_FLAG_SHIFT		= WORK_STRUCT_FLAG_BITS,
	WORK_OFFQ_BH_BIT		= WORK_OFFQ_FLAG_SHIFT,
	WORK_OFFQ_FLAG_BITS		= 1,

	WORK_OFFQ_DISABLE_SHIFT		= WORK_OFFQ_FLAG_SHIFT + WORK_OFFQ_FLAG_BITS,
	WORK_OFFQ_DISABLE_BITS		= 16,

	/* The pool's number takes the rest, 31 bits at most; all ones means "none yet". */
	WORK_OFFQ_POOL_SHIFT		= WORK_OFFQ_DISABLE_SHIFT + WORK_OFFQ_DISABLE_BITS,
	WORK_OFFQ_LEFT			= BITS_PER_LONG - WORK_OFFQ_POOL_SHIFT,
	WORK_OFFQ_POOL_BITS		= WORK_OFFQ_LEFT <= 31 ? WORK_OFFQ_LEFT : 31,
};

enum work_flags {
	WORK_STRUCT_PENDING	= 1 << WORK_STRUCT_PENDING_BIT,
	WORK_STRUCT_INACTIVE	= 1 << WORK_STRUCT_INACTIVE_BIT,
	WORK_STRUCT_PWQ		= 1 << WORK_STRUCT_PWQ_BIT,
	WORK_STRUCT_LINKED	= 1 << WORK_STRUCT_LINKED_BIT,
	WORK_STRUCT_STATIC	= 0,
};

enum wq_misc_consts {
	WORK_NR_COLORS		= 1 << WORK_STRUCT_COLOR_BITS,

	/* "Any CPU": this one for a per-CPU queue. */
	WORK_CPU_UNBOUND	= NR_CPUS,

	/* Bits of work_busy() */
	WORK_BUSY_PENDING	= 1 << 0,
	WORK_BUSY_RUNNING	= 1 << 1,

	/* Longest text of set_worker_desc(), with its end */
	WORKER_DESC_LEN		= 24,
};

#define WORK_OFFQ_BH		(1ul << WORK_OFFQ_BH_BIT)
#define WORK_OFFQ_FLAG_MASK	(((1ul << WORK_OFFQ_FLAG_BITS) - 1) << WORK_OFFQ_FLAG_SHIFT)
#define WORK_OFFQ_DISABLE_MASK	(((1ul << WORK_OFFQ_DISABLE_BITS) - 1) << WORK_OFFQ_DISABLE_SHIFT)
#define WORK_OFFQ_POOL_NONE	((1ul << WORK_OFFQ_POOL_BITS) - 1)
#define WORK_STRUCT_NO_POOL	(WORK_OFFQ_POOL_NONE << WORK_OFFQ_POOL_SHIFT)
#define WORK_STRUCT_PWQ_MASK	(~((1ul << WORK_STRUCT_PWQ_SHIFT) - 1))

/* One thing to do later.  Embed it in what the function needs and use container_of(). */
struct work_struct {
	atomic_long_t		data;	/* A; see above: changed by the owner of PENDING */
	struct list_head	entry;	/* pool->lock: on a worklist or an inactive list */
	work_func_t		func;	/* I */
	struct lockdep_map	lockdep_map;	/* "held" while the function runs */
};

#define WORK_DATA_INIT()	ATOMIC_LONG_INIT((unsigned long)WORK_STRUCT_NO_POOL)
#define WORK_DATA_STATIC_INIT()	\
	ATOMIC_LONG_INIT((unsigned long)(WORK_STRUCT_NO_POOL | WORK_STRUCT_STATIC))

/* A work item that a timer queues. */
struct delayed_work {
	struct work_struct	work;
	struct timer_list	timer;
	struct workqueue_struct	*wq;	/* owner of PENDING: where the timer shall queue it */
	int			cpu;	/* owner of PENDING */
};

/* A work item that the end of an RCU grace period queues. */
struct rcu_work {
	struct work_struct	work;
	struct rcu_head		rcu;
	struct workqueue_struct	*wq;	/* owner of PENDING */
};

/* For execute_in_process_context(): lives as long as the call may be pending. */
struct execute_work {
	struct work_struct	work;
};

/* What the workers of an unbound queue are like; for apply_workqueue_attrs(). */
struct workqueue_attrs {
	int		nice;
	cpumask_var_t	cpumask;
	bool		no_numa;	/* means nothing on one node */
};

static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}

static inline struct rcu_work *to_rcu_work(struct work_struct *work)
{
	return container_of(work, struct rcu_work, work);
}

#define __WORK_INITIALIZER(n, f) {				\
	.data = WORK_DATA_STATIC_INIT(),			\
	.entry = { &(n).entry, &(n).entry },			\
	.func = (f),						\
	.lockdep_map = { .name = "(work_completion)" #n },	\
}

#define __DELAYED_WORK_INITIALIZER(n, f, tflags) {		\
	.work = __WORK_INITIALIZER((n).work, (f)),		\
	.timer = __TIMER_INITIALIZER((n).timer, delayed_work_timer_fn,	\
				    (tflags) | TIMER_IRQSAFE),		\
}

#define DECLARE_WORK(n, f)	struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f) struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, 0)
#define DECLARE_DEFERRABLE_WORK(n, f) \
	struct delayed_work n = __DELAYED_WORK_INITIALIZER(n, f, TIMER_DEFERRABLE)

static inline void __init_work(struct work_struct *work, work_func_t func, const char *name,
			       struct lock_class_key *key, bool on_stack)
{
	if (on_stack)
		debug_object_init_on_stack(work, &work_debug_descr);
	else
		debug_object_init(work, &work_debug_descr);
	atomic_long_set(&work->data, (long)WORK_STRUCT_NO_POOL);
	INIT_LIST_HEAD(&work->entry);
	work->func = func;
	work->lockdep_map = (struct lockdep_map){ .name = name, .key = key };
}

#define __INIT_WORK(_work, _func, _onstack)					\
	do {									\
		static struct lock_class_key __key;				\
										\
		__init_work((_work), (_func), "(work_completion)" #_work, &__key, _onstack); \
	} while (0)
#define INIT_WORK(_work, _func)		__INIT_WORK(_work, _func, false)
#define INIT_WORK_ONSTACK(_work, _func)	__INIT_WORK(_work, _func, true)

#define __INIT_DELAYED_WORK(_work, _func, _tflags)			\
	do {								\
		INIT_WORK(&(_work)->work, (_func));			\
		timer_setup(&(_work)->timer, delayed_work_timer_fn,	\
			    (_tflags) | TIMER_IRQSAFE);			\
	} while (0)
#define __INIT_DELAYED_WORK_ONSTACK(_work, _func, _tflags)		\
	do {								\
		INIT_WORK_ONSTACK(&(_work)->work, (_func));		\
		timer_setup_on_stack(&(_work)->timer, delayed_work_timer_fn, \
				     (_tflags) | TIMER_IRQSAFE);	\
	} while (0)
#define INIT_DELAYED_WORK(_work, _func)		__INIT_DELAYED_WORK(_work, _func, 0)
#define INIT_DELAYED_WORK_ONSTACK(_work, _func)	__INIT_DELAYED_WORK_ONSTACK(_work, _func, 0)
#define INIT_DEFERRABLE_WORK(_work, _func)	__INIT_DELAYED_WORK(_work, _func, TIMER_DEFERRABLE)
#define INIT_DEFERRABLE_WORK_ONSTACK(_work, _func) \
	__INIT_DELAYED_WORK_ONSTACK(_work, _func, TIMER_DEFERRABLE)
#define INIT_RCU_WORK(_work, _func)		INIT_WORK(&(_work)->work, (_func))
#define INIT_RCU_WORK_ONSTACK(_work, _func)	INIT_WORK_ONSTACK(&(_work)->work, (_func))

/* An item on the stack goes out of scope: complain if it can still run. */
void destroy_work_on_stack(struct work_struct *work);
void destroy_delayed_work_on_stack(struct delayed_work *work);

#define work_data_bits(work)	((unsigned long *)(&(work)->data))

/* True from queueing until the function is about to start. */
#define work_pending(work)	test_bit(WORK_STRUCT_PENDING_BIT, work_data_bits(work))
#define delayed_work_pending(w)	work_pending(&(w)->work)

enum wq_flags {
	WQ_BH			= 1 << 0,	/* run in softirq context, not in a thread */
	WQ_UNBOUND		= 1 << 1,	/* not tied to the CPU that queues */
	WQ_FREEZABLE		= 1 << 2,	/* accepted: there is no suspend to freeze for */
	WQ_MEM_RECLAIM		= 1 << 3,	/* has a rescuer: goes on when memory is short */
	WQ_HIGHPRI		= 1 << 4,	/* workers at nice -20 */
	WQ_CPU_INTENSIVE	= 1 << 5,	/* does not hold back other items of the CPU */
	WQ_SYSFS		= 1 << 6,	/* accepted: there is no sysfs */
	WQ_POWER_EFFICIENT	= 1 << 7,	/* accepted: stays per CPU, Linux's default */

	__WQ_DESTROYING		= 1 << 15,	/* internal: destroy_workqueue() has begun */
	__WQ_DRAINING		= 1 << 16,	/* internal: only chained queueing is allowed */
	__WQ_ORDERED		= 1 << 17,	/* internal: one at a time, in order */
	__WQ_LEGACY		= 1 << 18,	/* internal: create_*workqueue() */
	__WQ_ORDERED_EXPLICIT	= 1 << 19,	/* internal: alloc_ordered_workqueue() */

	/* What WQ_BH may be combined with. */
	__WQ_BH_ALLOWS		= WQ_BH | WQ_HIGHPRI,
};

enum wq_consts {
	WQ_MAX_ACTIVE		= 512,
	WQ_MAX_UNBOUND_PER_CPU	= 4,
	WQ_DFL_ACTIVE		= WQ_MAX_ACTIVE / 2,
};

#define WQ_UNBOUND_MAX_ACTIVE \
	max_t(int, WQ_MAX_ACTIVE, num_possible_cpus() * WQ_MAX_UNBOUND_PER_CPU)

/*
 * The queues everybody may use.  system_wq is schedule_work()'s.  Long and highpri:
 * as named.  unbound: any CPU, starts as soon as possible.  The _bh_ ones run in
 * softirq context.
 */
extern struct workqueue_struct *system_wq;
extern struct workqueue_struct *system_highpri_wq;
extern struct workqueue_struct *system_long_wq;
extern struct workqueue_struct *system_unbound_wq;
extern struct workqueue_struct *system_freezable_wq;
extern struct workqueue_struct *system_power_efficient_wq;
extern struct workqueue_struct *system_freezable_power_efficient_wq;
extern struct workqueue_struct *system_bh_wq;
extern struct workqueue_struct *system_bh_highpri_wq;

struct workqueue_struct *alloc_workqueue(const char *fmt, unsigned int flags, int max_active, ...)
	__printf(1, 4);

#define alloc_ordered_workqueue(fmt, flags, args...)			\
	alloc_workqueue(fmt, WQ_UNBOUND | __WQ_ORDERED | __WQ_ORDERED_EXPLICIT | (flags), 1, ##args)
#define create_workqueue(name)						\
	alloc_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, 1, (name))
#define create_freezable_workqueue(name)				\
	alloc_workqueue("%s", __WQ_LEGACY | WQ_FREEZABLE | WQ_UNBOUND | WQ_MEM_RECLAIM, 1, (name))
#define create_singlethread_workqueue(name)				\
	alloc_ordered_workqueue("%s", __WQ_LEGACY | WQ_MEM_RECLAIM, (name))

void destroy_workqueue(struct workqueue_struct *wq);

struct workqueue_attrs *alloc_workqueue_attrs(void);
void free_workqueue_attrs(struct workqueue_attrs *attrs);
int apply_workqueue_attrs(struct workqueue_struct *wq, const struct workqueue_attrs *attrs);
int workqueue_set_unbound_cpumask(const struct cpumask *cpumask);
void workqueue_set_max_active(struct workqueue_struct *wq, int max_active);

bool queue_work_on(int cpu, struct workqueue_struct *wq, struct work_struct *work);
bool queue_work_node(int node, struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *work,
			   unsigned long delay);
bool mod_delayed_work_on(int cpu, struct workqueue_struct *wq, struct delayed_work *dwork,
			 unsigned long delay);
bool queue_rcu_work(struct workqueue_struct *wq, struct rcu_work *rwork);

void __flush_workqueue(struct workqueue_struct *wq);
void drain_workqueue(struct workqueue_struct *wq);
int schedule_on_each_cpu(work_func_t func);
long work_on_cpu(int cpu, long (*fn)(void *), void *arg);
long work_on_cpu_safe(int cpu, long (*fn)(void *), void *arg);
int execute_in_process_context(work_func_t fn, struct execute_work *ew);

bool flush_work(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *dwork);
bool flush_rcu_work(struct rcu_work *rwork);
bool cancel_work(struct work_struct *work);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *dwork);
bool cancel_delayed_work_sync(struct delayed_work *dwork);

bool disable_work(struct work_struct *work);
bool disable_work_sync(struct work_struct *work);
bool enable_work(struct work_struct *work);
bool disable_delayed_work(struct delayed_work *dwork);
bool disable_delayed_work_sync(struct delayed_work *dwork);
bool enable_delayed_work(struct delayed_work *dwork);

bool current_is_workqueue_rescuer(void);
struct work_struct *current_work(void);
bool workqueue_congested(int cpu, struct workqueue_struct *wq);
unsigned int work_busy(struct work_struct *work);
void set_worker_desc(const char *fmt, ...) __printf(1, 2);
void print_worker_info(const char *log_lvl, struct task_struct *task);
void show_all_workqueues(void);
void show_one_workqueue(struct workqueue_struct *wq);

/**
 * queue_work - let a worker run @work soon
 *
 * Everything written before a successful queue_work() is seen by the function.
 * Context: any, hardirq included, but not NMI.
 * Return: false if @work was pending already.
 */
static inline bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, wq, work);
}

/** queue_delayed_work - queue_work() after at least @delay jiffies */
static inline bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				      unsigned long delay)
{
	return queue_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

/**
 * mod_delayed_work - queue @dwork, or give it a new delay if it is pending
 * Context: any but NMI.
 * Return: true if it was pending.
 */
static inline bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *dwork,
				    unsigned long delay)
{
	return mod_delayed_work_on(WORK_CPU_UNBOUND, wq, dwork, delay);
}

static inline bool schedule_work_on(int cpu, struct work_struct *work)
{
	return queue_work_on(cpu, system_wq, work);
}

/** schedule_work - queue_work() on the queue that everybody shares */
static inline bool schedule_work(struct work_struct *work)
{
	return queue_work(system_wq, work);
}

static inline bool enable_and_queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	if (!enable_work(work))
		return false;
	queue_work(wq, work);
	return true;
}

/** flush_workqueue - wait for everything that is queued on @wq at this moment */
static inline void flush_workqueue(struct workqueue_struct *wq)
{
	__flush_workqueue(wq);
}

static inline void flush_scheduled_work(void)
{
	__flush_workqueue(system_wq);
}

static inline bool schedule_delayed_work_on(int cpu, struct delayed_work *dwork,
					    unsigned long delay)
{
	return queue_delayed_work_on(cpu, system_wq, dwork, delay);
}

static inline bool schedule_delayed_work(struct delayed_work *dwork, unsigned long delay)
{
	return queue_delayed_work(system_wq, dwork, delay);
}

#endif /* LINUX_WORKQUEUE_H */
