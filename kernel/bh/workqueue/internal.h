/* SPDX-License-Identifier: MIT */
/*
 * kernel/bh/workqueue/internal.h - the four structures of workqueues, and who may touch what
 *
 * Reading order: 14.  Used by workqueue.c.
 *
 *     workqueue_struct            what a driver allocates: a name, flags, a limit
 *       | one per CPU (or one for all when unbound)
 *       v
 *     pool_workqueue ("pwq")      this queue's share of one pool: counts, and items over
 *       |                         the limit
 *       v
 *     worker_pool                 the items that may run now, and threads to run them
 *       |
 *       v
 *     worker                      one thread, kworker/CPU:N
 *
 * Many queues share a pool; that is why a machine with hundreds of queues has
 * a handful of kworkers.
 *
 * Letters of the lock legends
 *
 *   I   set when the object is made, constant afterwards
 *   L   pool->lock
 *   C   pool->lock to write; or, on the pool's own CPU, preemption off (nr_running)
 *   W   the worker itself writes, under pool->lock; it may read without
 *   A   wq_pool_attach_mutex
 *   PL  wq_pool_mutex
 *   WQ  wq->mutex
 *   MD  wq_mayday_lock
 *   R   one of the above to write, RCU (interrupts off) to read
 *
 * Lock order, outermost first: wq_pool_mutex, wq->mutex, wq_pool_attach_mutex,
 * pool->lock, wq_mayday_lock, wait-queue and scheduler locks.
 */
#ifndef KERNEL_BH_WORKQUEUE_INTERNAL_H
#define KERNEL_BH_WORKQUEUE_INTERNAL_H

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#define NR_STD_WORKER_POOLS	2	/* of each CPU: nice 0 and highpri */
#define MAX_WORKER_POOLS	(4 * NR_CPUS + 128)	/* ids below this */

#define MAX_IDLE_RATIO		4	/* one idle worker for four busy ones is enough */
#define IDLE_WORKER_TIMEOUT	(300 * HZ)	/* then it goes */
#define CREATE_COOLDOWN		HZ	/* before trying again to make a worker */
#define MAYDAY_INITIAL_TIMEOUT	(HZ / 100 >= 2 ? HZ / 100 : 2)
#define MAYDAY_INTERVAL		(HZ / 10)

#define HIGHPRI_NICE_LEVEL	(-20)
#define RESCUER_NICE_LEVEL	(-20)

#define WQ_NAME_LEN		24
#define WQ_LOCK_NAME_LEN	(WQ_NAME_LEN + 16)	/* "(wq_completion)" before it */

/* worker_pool.flags */
enum pool_flags {
	POOL_BH			= BIT(0),	/* run by a tasklet, not by threads */
	POOL_MANAGER_ACTIVE	= BIT(1),	/* a worker is making a worker */
	POOL_DYING		= BIT(2),	/* its workers leave */
};

/* worker.flags */
enum worker_flags {
	WORKER_DIE		= BIT(0),	/* leave when you wake */
	WORKER_IDLE		= BIT(1),	/* on the idle list */
	WORKER_PREP		= BIT(2),	/* awake, not yet working */
	WORKER_CPU_INTENSIVE	= BIT(3),	/* its item does not count as running */
	WORKER_UNBOUND		= BIT(4),	/* of a pool that does not count at all */
	WORKER_RESCUER		= BIT(5),
	WORKER_LEAKED		= BIT(6),	/* an item came back in atomic context */

	/* Workers that concurrency management does not count. */
	WORKER_NOT_RUNNING	= WORKER_PREP | WORKER_CPU_INTENSIVE | WORKER_UNBOUND,
};

/* One thread (or the tasklet of a POOL_BH pool) and what it is busy with. */
struct worker {
	struct list_head	scheduled;	/* L: items to run before any other */
	struct list_head	entry;		/* L: on pool->idle_list or pool->busy_list */
	struct work_struct	*current_work;	/* W: NULL between items; never followed */
	work_func_t		current_func;	/* W: of this item, else of the last one */
	unsigned long		current_data;	/* W: the item's word: pwq and colour; likewise */
	unsigned int		flags;		/* W; DIE by others under L */
	int			sleeping;	/* worker only: blocked inside an item */
	int			preempt_count;	/* W: what it is while items run: 0 in a thread */
	int			id;		/* I */
	struct task_struct	*task;		/* I; NULL in a POOL_BH pool */
	struct worker_pool	*pool;		/* A; constant but for rescuers */
	struct list_head	node;		/* A: pool->workers */
	unsigned long		last_active;	/* L: jiffies when it became idle */
	u32			desc_serial;	/* W: serial of the queue that desc names */
	struct work_struct	*desc_for;	/* W: the item that has called set_worker_desc() */
	char			desc[WORKER_DESC_LEN];	/* W: shown by ps */
	struct workqueue_struct	*rescue_wq;	/* I: rescuers only */
	struct rcu_head		rcu;
};

/* Items that may run, and the workers which run them. */
struct worker_pool {
	raw_spinlock_t		lock;		/* taken with interrupts off */
	int			cpu;		/* I: -1 when unbound */
	int			id;		/* I */
	unsigned long		idle_data;	/* I: word of an item that ran here last */
	unsigned long		claimed_data;	/* I: the same with PENDING */
	unsigned int		flags;		/* L */
	int			nr_running;	/* C: workers that run and count */
	struct list_head	worklist;	/* L: in the order of queueing */
	int			nr_workers;	/* L */
	int			nr_idle;	/* L */
	struct list_head	idle_list;	/* L: the last to become idle comes first */
	struct list_head	busy_list;	/* L: all others, rescuers that help too */
	struct worker		*manager;	/* L */
	u32			nr_done;	/* L: items finished, for the watchdog */
	u32			seen_done;	/* watchdog timer only */
	unsigned long		progress_at;	/* watchdog timer only: when it looked well last */
	struct timer_list	idle_timer;	/* L: sends surplus idle workers home */
	struct timer_list	mayday_timer;	/* calls the rescuers while no worker can be made */
	struct tasklet_struct	tasklet;	/* POOL_BH only */
	struct __call_single_data kick;		/* POOL_BH only: schedules it on its own CPU */
	struct list_head	workers;	/* A */
	struct completion	gone;		/* the last worker of a dying pool has left */
	struct workqueue_attrs	attrs;		/* I */
	struct list_head	unbound_node;	/* PL: unbound_pools */
	int			refcnt;		/* PL: pwqs of an unbound pool */
	struct rcu_head		rcu;
};

/*
 * A queue's share of one pool.  Its address leaves 8 bits free for work->data.
 * refcnt: one for the queue, one for each item.
 */
struct pool_workqueue {
	struct worker_pool	*pool;		/* I */
	struct workqueue_struct	*wq;		/* I */
	int			work_color;	/* L: colour of new items */
	int			refcnt;		/* L */
	/* L: on the worklist or running, within the limit */
	int			nr_active;
	int			max_active;	/* L: the limit */
	struct list_head	inactive_works;	/* L: items over the limit, and their barriers */
	/* L: by colour, inactive ones too */
	int			nr_in_flight[WORK_NR_COLORS];
	struct list_head	pwqs_node;	/* R(WQ): wq->pwqs */
	struct list_head	mayday_node;	/* MD: wq->maydays */
	struct work_struct	release_work;	/* after the last reference of an unbound one */
	struct rcu_head		rcu;
} __aligned(1 << WORK_STRUCT_PWQ_SHIFT);

/* What drivers see. */
struct workqueue_struct {
	unsigned int		flags;		/* WQ to write */
	u32			serial;		/* I: never used twice */
	struct list_head	pwqs;		/* R(WQ) */
	struct list_head	list;		/* R(PL): workqueues */
	struct mutex		mutex;		/* order: inside wq_pool_mutex */
	int			nr_drainers;	/* WQ */
	int			saved_max_active;	/* WQ */

	/* Flushing; flush.c explains. */
	int			work_color;	/* WQ: colour of new items in every pwq */
	unsigned int		flush_next;	/* flush_lock: number of the next flush */
	unsigned int		flush_done;	/* flush_lock: all flushes before it are over */
	raw_spinlock_t		flush_lock;	/* innermost */
	atomic_t		color_pwqs[WORK_NR_COLORS];	/* A: pwqs with items of a flush */
	wait_queue_head_t	flush_wait;

	struct list_head	maydays;	/* MD: pwqs that wait for the rescuer */
	struct worker		*rescuer;	/* MD; NULL without WQ_MEM_RECLAIM */
	struct workqueue_attrs	unbound_attrs;	/* WQ */
	struct lock_class_key	lock_key;	/* I: each queue is a class of its own */
	struct lockdep_map	lockdep_map;	/* "held" while an item of it runs */
	char			lock_name[WQ_LOCK_NAME_LEN];	/* I */
	struct rcu_head		rcu;
	char			name[WQ_NAME_LEN];	/* I */

	struct pool_workqueue __rcu *cpu_pwq[];	/* R(WQ): by CPU; all the same when unbound */
};

extern struct mutex wq_pool_mutex;
extern struct mutex wq_pool_attach_mutex;
extern raw_spinlock_t wq_mayday_lock;
extern struct list_head workqueues;		/* R(PL) */
extern struct worker_pool *worker_pools[MAX_WORKER_POOLS];	/* R(PL): by id */
extern bool wq_online;				/* workers can be made */

/* ---- what work->data says --------------------------------------------------- */

static inline unsigned long work_data(struct work_struct *work)
{
	return atomic_long_read(&work->data);
}

/* The pwq of an item that is queued, else NULL.  pool->lock makes the answer lasting. */
static inline struct pool_workqueue *get_work_pwq(struct work_struct *work)
{
	unsigned long data = work_data(work);

	if (data & WORK_STRUCT_PWQ)
		return (struct pool_workqueue *)(data & WORK_STRUCT_PWQ_MASK);
	return NULL;
}

/* The number of the pool on which an item that is not queued ran last. */
static inline unsigned long offq_pool_id(unsigned long data)
{
	return data >> WORK_OFFQ_POOL_SHIFT;
}

static inline unsigned int offq_disable_depth(unsigned long data)
{
	return (data & WORK_OFFQ_DISABLE_MASK) >> WORK_OFFQ_DISABLE_SHIFT;
}

static inline unsigned int data_color(unsigned long data)
{
	return (data >> WORK_STRUCT_COLOR_SHIFT) & (WORK_NR_COLORS - 1);
}

static inline unsigned long color_flags(unsigned int color)
{
	return (unsigned long)color << WORK_STRUCT_COLOR_SHIFT;
}

static inline void set_work_data(struct work_struct *work, unsigned long data)
{
	atomic_long_set(&work->data, (long)data);
}

static inline void set_work_pwq(struct work_struct *work, struct pool_workqueue *pwq,
				unsigned long flags)
{
	set_work_data(work, (unsigned long)pwq | WORK_STRUCT_PENDING | WORK_STRUCT_PWQ | flags);
}

/* The pwq of the item that a worker runs, or ran last: then it may be gone. */
static inline struct pool_workqueue *worker_pwq(struct worker *worker)
{
	return (struct pool_workqueue *)(worker->current_data & WORK_STRUCT_PWQ_MASK);
}

/*
 * pool->lock for those who have interrupts off anyway and keep them off: nothing can
 * preempt them, so preempt_count need not say so too.
 */
static __always_inline void lock_pool(struct worker_pool *pool)
{
	do_raw_spin_lock(&pool->lock, 0);
}

static __always_inline void unlock_pool(struct worker_pool *pool)
{
	do_raw_spin_unlock(&pool->lock);
}

/* ---- workqueue.c -------------------------------------------------------------- */

bool __queue_work(unsigned int cpu, struct workqueue_struct *wq, struct work_struct *work);
void insert_work(struct pool_workqueue *pwq, struct work_struct *work, struct list_head *head,
		 unsigned long flags);
void pwq_dec_nr_in_flight(struct pool_workqueue *pwq, unsigned long data);
void wake_up_worker(struct worker_pool *pool);
void process_scheduled_works(struct worker *worker);
int worker_thread(void *arg);

/* For a worker that is idle for sure.  pool->lock is held. */
static __always_inline void leave_idle_list(struct worker *worker, struct worker_pool *pool)
{
	worker->flags &= ~WORKER_IDLE;
	pool->nr_idle--;
	list_move(&worker->entry, &pool->busy_list);
}

static inline void worker_leave_idle(struct worker *worker)
{
	lockdep_assert_held(&worker->pool->lock);
	if (worker->flags & WORKER_IDLE)
		leave_idle_list(worker, worker->pool);
}

/* Set flags of the calling worker; with the first that says so it no longer counts. */
static __always_inline void worker_set_flags(struct worker *worker, unsigned int flags)
{
	lockdep_assert_held(&worker->pool->lock);
	if ((flags & WORKER_NOT_RUNNING) && !(worker->flags & WORKER_NOT_RUNNING))
		worker->pool->nr_running--;
	worker->flags |= flags;
}

/* Clear flags of the calling worker; with the last that said otherwise it counts. */
static __always_inline void worker_clr_flags(struct worker *worker, unsigned int flags)
{
	unsigned int before = worker->flags;

	lockdep_assert_held(&worker->pool->lock);
	worker->flags &= ~flags;
	if ((before & WORKER_NOT_RUNNING) && !(worker->flags & WORKER_NOT_RUNNING))
		worker->pool->nr_running++;
}

/* Somebody should start on the worklist: there is work and nobody is running. */
static inline bool need_more_worker(struct worker_pool *pool)
{
	return !list_empty(&pool->worklist) && !pool->nr_running;
}

static inline struct worker *first_idle_worker(struct worker_pool *pool)
{
	return list_first_entry_or_null(&pool->idle_list, struct worker, entry);
}

static inline void get_pwq(struct pool_workqueue *pwq)
{
	pwq->refcnt++;
}

/* ---- seldom.c -------------------------------------------------------------------- */

bool refuse_outsider(struct workqueue_struct *wq, struct work_struct *work);
struct worker *find_worker_executing_work(struct worker_pool *pool, struct work_struct *work);
struct pool_workqueue *lock_other_pwq(struct pool_workqueue *pwq, struct work_struct *work);
struct pool_workqueue *lock_successor(struct pool_workqueue *pwq);
bool leave_to_its_worker(struct worker_pool *pool, struct work_struct *work);
void call_watched(struct worker *worker, struct work_struct *work);
void check_leak(struct worker *worker);
void note_topic(struct worker *worker, struct workqueue_struct *wq);
bool worker_is_odd(struct worker *worker);

/* ---- pool.c ------------------------------------------------------------------- */

void init_worker_pool(struct worker_pool *pool, int cpu, int nice);
void worker_pool_assign_id(struct worker_pool *pool, int id);
struct worker *alloc_worker(void);
void free_worker(struct worker *worker);
struct worker *create_worker(struct worker_pool *pool);
void create_first_worker(struct worker_pool *pool);
void worker_attach_to_pool(struct worker *worker, struct worker_pool *pool);
void worker_detach_from_pool(struct worker *worker);
void worker_leave(struct worker *worker);
void worker_enter_idle(struct worker *worker);
bool manage_workers(struct worker *worker);
bool need_to_create_worker(struct worker_pool *pool);
struct worker_pool *get_unbound_pool(const struct workqueue_attrs *attrs);
void put_unbound_pool(struct worker_pool *pool);
void start_pool_workers(void);

/* ---- alloc.c ------------------------------------------------------------------ */

void release_pwq(struct pool_workqueue *pwq);

/* Drop a reference.  pool->lock is held. */
static inline void put_pwq(struct pool_workqueue *pwq)
{
	lockdep_assert_held(&pwq->pool->lock);
	if (unlikely(!--pwq->refcnt))
		release_pwq(pwq);
}

/* Context: wq->mutex, or RCU. */
#define for_each_pwq(pwq, wq) list_for_each_entry_rcu((pwq), &(wq)->pwqs, pwqs_node)

/* ---- worklist.c -------------------------------------------------------------- */

struct worker_pool *get_work_pool(struct work_struct *work);
void move_linked_works(struct work_struct *work, struct list_head *head,
		       struct work_struct **nextp);
void activate_inactive_work(struct work_struct *work);
void activate_first_inactive(struct pool_workqueue *pwq);

/* ---- flush.c, cancel.c, rescuer.c, bh.c, report.c ------------------------------ */

void color_finished(struct pool_workqueue *pwq, unsigned int color);
void init_flushing(struct workqueue_struct *wq);
bool flush_one(struct work_struct *work, bool from_cancel);

struct worker *current_wq_worker(void);
bool claim_work(struct work_struct *work);
bool grab_pending(struct work_struct *work, struct delayed_work *dwork, unsigned long *flags);
void give_back(struct work_struct *work);

int init_rescuer(struct workqueue_struct *wq);
void stop_rescuer(struct workqueue_struct *wq);
void forget_rescuer(struct workqueue_struct *wq);
void send_mayday(struct pool_workqueue *pwq);
void pool_mayday_timeout(struct timer_list *t);

void init_bh_pools(void);
struct worker_pool *bh_pool(int cpu, bool highpri);
void kick_bh_pool(struct worker_pool *pool);

void show_pwq(struct pool_workqueue *pwq);
void show_pool_info(struct worker_pool *pool);

#endif /* KERNEL_BH_WORKQUEUE_INTERNAL_H */
