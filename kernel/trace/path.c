// SPDX-License-Identifier: MIT
/*
 * kernel/trace/path.c - follow one interrupt from its vector to its last thread
 *
 * What it is for
 *
 *   The path of an interrupt is spread over a dozen files and three contexts.  The
 *   monitor's `path irq 1` shows it on a real one:
 *
 *       path: +0 ns vector 49
 *       path: +61 ns irq 1 IO-APIC-edge
 *       path: +74 ns handler i8042_interrupt
 *       path: +310 ns softirq TASKLET
 *       path: +352 ns tasklet atkbd_tasklet
 *       path: +1204 ns thread kworker/0:1
 *       path: +1290 ns work atkbd_work
 *
 *   Times count from the first hop, without what the recording itself took.
 *
 * How it works
 *
 *   Not everything that runs after an interrupt belongs to it.  What belongs is
 *   what was asked for from within the path: a softirq raised, a work queued or a
 *   thread woken while its own handler, softirq, work or thread runs (in_path()).
 *   These are remembered and, when they come to run, make the next hop.
 *
 *       IDLE --path_arm()--> ARMED --such an interrupt--> FOLLOWING --nothing is
 *         ^                                                outstanding-- IDLE
 *         +---------------------------------------------------------------+
 *
 *   The hooks only store numbers and pointers; path_show() finds the names and
 *   prints, from process context, when the path has ended.
 *
 * Context and locking
 *
 *   Hooks: any but NMI, also under a run queue's lock.  path_lock is innermost; one
 *   buffer and not one per CPU, because a path may lead to another CPU.
 *
 * Compared with Linux
 *
 *   Linux has tracepoints at these places and leaves the following to the reader.
 *
 * See also: tests/unit/irq_test.c.
 */

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/irqdesc.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/workqueue.h>
#include <trace/path.h>

#define HOPS_MAX	48
#define OUTSTANDING_MAX	8	/* works, and threads, that wait for their hop */
#define SHOW_POLL_MS	4
#define WAIT_MAX_NS	(60ULL * NSEC_PER_SEC)	/* for the interrupt to come */
#define FOLLOW_MAX_NS	NSEC_PER_SEC		/* for what it has set off */

enum hop_kind { HOP_VECTOR, HOP_IRQ, HOP_HANDLER, HOP_SOFTIRQ, HOP_TASKLET, HOP_THREAD, HOP_WORK };

/* Those whose hop is a function. */
static const char * const hop_names[] = {
	[HOP_HANDLER]	= "handler",
	[HOP_TASKLET]	= "tasklet",
	[HOP_WORK]	= "work",
};

struct hop {
	u64 when;
	enum hop_kind kind;
	unsigned int nr;			/* vector, irq, softirq */
	const void *ptr;			/* the function */
	char name[TASK_COMM_LEN];		/* thread, or controller */
};

enum path_state { PATH_STATE_IDLE, PATH_STATE_ARMED, PATH_STATE_FOLLOWING };

bool path_active;

static DEFINE_RAW_SPINLOCK(path_lock);		/* innermost; guards all below */
static DEFINE_MUTEX(path_show_mutex);		/* one reader at a time */

static struct {
	enum path_state state;
	enum path_kind kind;			/* what was asked for */
	unsigned int nr;
	struct task_struct *reader;		/* its own wake-ups are not of the path */

	unsigned int cpu;			/* that took the interrupt */
	bool in_irq;				/* the hardirq of that CPU is ours */
	bool in_softirq;			/* and so is the softirq handler that runs */
	struct task_struct *thread;		/* runs on behalf of the path, or NULL */
	u32 raised;				/* softirqs that are still to run */
	const void *works[OUTSTANDING_MAX];	/* queued, not yet run */
	const void *threads[OUTSTANDING_MAX];	/* woken, not yet run */

	u64 now;				/* when the running hook began */
	u64 overhead;				/* ns spent in hooks so far */
	struct hop hops[HOPS_MAX];
	unsigned int count;
} path;

/* ---- sets of pointers ------------------------------------------------------------ */

static bool set_remove(const void **set, const void *item)
{
	for (unsigned int i = 0; i < OUTSTANDING_MAX; i++) {
		if (set[i] == item) {
			set[i] = NULL;
			return true;
		}
	}
	return false;
}

/* When it is full, the path loses a branch: better than to hold the interrupt up. */
static void set_add(const void **set, const void *item)
{
	set_remove(set, item);
	for (unsigned int i = 0; i < OUTSTANDING_MAX; i++) {
		if (!set[i]) {
			set[i] = item;
			return;
		}
	}
}

static bool set_is_empty(const void **set)
{
	for (unsigned int i = 0; i < OUTSTANDING_MAX; i++)
		if (set[i])
			return false;
	return true;
}

/* ---- the record -------------------------------------------------------------------- */

static struct hop *add_hop(enum hop_kind kind, unsigned int nr, const void *ptr)
{
	static struct hop lost;			/* never read */
	struct hop *hop = path.count < HOPS_MAX ? &path.hops[path.count++] : &lost;

	*hop = (struct hop){ .when = path.now - path.overhead, .kind = kind, .nr = nr, .ptr = ptr };
	return hop;
}

static bool following_here(void)
{
	return path.state == PATH_STATE_FOLLOWING && path.cpu == smp_processor_id();
}

/* Does what runs here and now belong to the interrupt that we follow? */
static bool in_path(void)
{
	if (path.state != PATH_STATE_FOLLOWING)
		return false;
	if (in_hardirq())
		return following_here() && path.in_irq;
	if (in_serving_softirq())
		return following_here() && path.in_softirq;
	return path.thread == current;
}

static void begin_following(void)
{
	path.state = PATH_STATE_FOLLOWING;
	path.cpu = smp_processor_id();
	path.in_irq = true;
}

/* Any interrupt may be the one: begin anew at each, until it is known to be it. */
static void note_vector(unsigned int vector)
{
	if (path.state == PATH_STATE_ARMED) {
		path.count = 0;
		path.overhead = 0;
		add_hop(HOP_VECTOR, vector, NULL);
	} else if (following_here()) {
		path.in_irq = false;		/* somebody else's, on top of ours */
	}
}

static bool is_key(const struct irqaction *action)
{
	return action->name && (!strcmp(action->name, "i8042") || !strcmp(action->name, "ttyS0"));
}

static bool is_wanted(const struct irq_desc *desc)
{
	const struct irqaction *action = desc->action;

	switch (path.kind) {
	case PATH_IRQ:
		return desc->irq_data.irq == path.nr;
	case PATH_TICK:
		return action && (action->flags & __IRQF_TIMER);
	case PATH_KEY:
		return action && is_key(action);
	}
	return false;
}

/* ---- the hooks ------------------------------------------------------------------------ */

/* The hooks' own time is taken out of the times that are shown. */
static void hook_begin(unsigned long *flags)
{
	u64 now = local_clock();

	raw_spin_lock_irqsave(&path_lock, *flags);
	path.now = now;
}

static void hook_end(unsigned long flags)
{
	path.overhead += local_clock() - path.now;
	raw_spin_unlock_irqrestore(&path_lock, flags);
}

void path_vector(unsigned int vector)
{
	unsigned long flags;

	hook_begin(&flags);
	note_vector(vector);
	hook_end(flags);
}

void path_tick(unsigned int vector)
{
	unsigned long flags;

	hook_begin(&flags);
	note_vector(vector);
	if (path.state == PATH_STATE_ARMED && path.kind == PATH_TICK)
		begin_following();
	hook_end(flags);
}

/* The line's hop comes with the first of its handlers. */
static void add_irq_hop(const struct irq_desc *desc)
{
	struct hop *hop = add_hop(HOP_IRQ, desc->irq_data.irq, desc->name);

	strscpy(hop->name, desc->irq_data.chip->name ?: "", sizeof(hop->name));
}

void path_handler(struct irq_desc *desc, struct irqaction *action)
{
	unsigned long flags;

	hook_begin(&flags);
	if (path.state == PATH_STATE_ARMED && is_wanted(desc))
		begin_following();
	if (in_path()) {
		if (action == desc->action)
			add_irq_hop(desc);
		add_hop(HOP_HANDLER, desc->irq_data.irq, action->handler);
	}
	hook_end(flags);
}

void path_softirq_raise(unsigned int nr)
{
	unsigned long flags;

	hook_begin(&flags);
	if (in_path())
		path.raised |= 1U << nr;
	hook_end(flags);
}

void path_softirq_entry(unsigned int nr)
{
	unsigned long flags;

	hook_begin(&flags);
	if (following_here()) {
		path.in_irq = false;
		path.in_softirq = path.raised & 1U << nr;
		path.raised &= ~(1U << nr);
		if (path.in_softirq)
			add_hop(HOP_SOFTIRQ, nr, NULL);
	}
	hook_end(flags);
}

void path_tasklet(struct tasklet_struct *t, void *func)
{
	unsigned long flags;

	hook_begin(&flags);
	if (in_path())
		add_hop(HOP_TASKLET, 0, func);
	hook_end(flags);
}

void path_queue_work(struct work_struct *work)
{
	unsigned long flags;

	hook_begin(&flags);
	if (in_path())
		set_add(path.works, work);
	hook_end(flags);
}

void path_execute_work(struct work_struct *work)
{
	unsigned long flags;

	hook_begin(&flags);
	if (path.state == PATH_STATE_FOLLOWING && set_remove(path.works, work)) {
		add_hop(HOP_WORK, 0, work->func);
		path.thread = current;
	}
	hook_end(flags);
}

void path_execute_end(struct work_struct *work)
{
	unsigned long flags;

	hook_begin(&flags);
	if (path.thread == current)
		path.thread = NULL;		/* the worker's next item is somebody else's */
	hook_end(flags);
}

void path_wakeup(struct task_struct *p)
{
	unsigned long flags;

	hook_begin(&flags);
	if (in_path() && p != path.reader)
		set_add(path.threads, p);
	hook_end(flags);
}

void path_switch(struct task_struct *prev, struct task_struct *next)
{
	unsigned long flags;

	hook_begin(&flags);
	if (path.thread == prev)
		path.thread = NULL;
	if (path.state == PATH_STATE_FOLLOWING && set_remove(path.threads, next)) {
		struct hop *hop = add_hop(HOP_THREAD, 0, NULL);

		strscpy(hop->name, next->comm, sizeof(hop->name));
		path.thread = next;
	}
	hook_end(flags);
}

/* ---- the reader's side ------------------------------------------------------------------- */

/**
 * path_arm - follow the next such interrupt
 * @nr: the irq number for PATH_IRQ
 *
 * Context: any but NMI.
 * Return: 0, or -EBUSY while another one is followed.
 */
int path_arm(enum path_kind kind, unsigned int nr)
{
	unsigned long flags;
	int ret = -EBUSY;

	raw_spin_lock_irqsave(&path_lock, flags);
	if (path.state == PATH_STATE_IDLE) {
		memset(&path, 0, sizeof(path));
		path.state = PATH_STATE_ARMED;
		path.kind = kind;
		path.nr = nr;
		path.reader = current;
		path_active = true;
		ret = 0;
	}
	raw_spin_unlock_irqrestore(&path_lock, flags);
	return ret;
}

static bool nothing_outstanding(void)
{
	return !path.raised && !path.thread && set_is_empty(path.works) &&
	       set_is_empty(path.threads);
}

/* Return: 0 when the path has ended, -EAGAIN, -ETIME when no interrupt came. */
static int try_finish(u64 armed_at)
{
	u64 now = local_clock();
	unsigned long flags;
	int ret = -EAGAIN;

	raw_spin_lock_irqsave(&path_lock, flags);
	if (path.state == PATH_STATE_ARMED) {
		if (now - armed_at > WAIT_MAX_NS)
			ret = -ETIME;
	} else if (nothing_outstanding() || now - path.hops[0].when > FOLLOW_MAX_NS) {
		ret = 0;
	}
	if (ret != -EAGAIN) {
		path_active = false;
		path.state = PATH_STATE_IDLE;
	}
	raw_spin_unlock_irqrestore(&path_lock, flags);
	return ret;
}

static void print_hop(const struct hop *hop)
{
	unsigned long long after = hop->when - path.hops[0].when;

	switch (hop->kind) {
	case HOP_VECTOR:
		pr_info("path: +%llu ns vector %u\n", after, hop->nr);
		break;
	case HOP_IRQ:
		pr_info("path: +%llu ns irq %u %s%s%s\n", after, hop->nr, hop->name,
			hop->ptr ? "-" : "", hop->ptr ? (const char *)hop->ptr : "");
		break;
	case HOP_SOFTIRQ:
		pr_info("path: +%llu ns softirq %s\n", after, softirq_to_name[hop->nr]);
		break;
	case HOP_THREAD:
		pr_info("path: +%llu ns thread %s\n", after, hop->name);
		break;
	case HOP_HANDLER:
	case HOP_TASKLET:
	case HOP_WORK:
		pr_info("path: +%llu ns %s %ps\n", after, hop_names[hop->kind], hop->ptr);
		break;
	}
}

/**
 * path_show - wait for the next such interrupt and print its hops
 *
 * Context: process context, may sleep.
 * Return: 0, -EBUSY, -ETIME when none came within a minute.
 */
int path_show(enum path_kind kind, unsigned int nr)
{
	u64 armed_at = local_clock();
	int ret;

	mutex_lock(&path_show_mutex);
	ret = path_arm(kind, nr);
	if (ret)
		goto out;
	do {
		msleep(SHOW_POLL_MS);
		ret = try_finish(armed_at);
	} while (ret == -EAGAIN);
	for (unsigned int i = 0; !ret && i < path.count; i++)
		print_hop(&path.hops[i]);
out:
	mutex_unlock(&path_show_mutex);
	return ret;
}
