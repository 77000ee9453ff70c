// SPDX-License-Identifier: MIT
/*
 * kernel/locking/lockdep.c - which locks a task holds, and whether it may
 *
 * With debug=lockdep every lock that is taken is appended to the task's list of
 * held locks and removed when it is released.  This answers lockdep_is_held(),
 * tells in a report what was held, finds locks that are still held where none may
 * be, and feeds the graph of orders and usages (lockdep_graph.c).
 *
 * An interrupt's locks go onto the list of the task that it interrupted; they
 * are gone again when it returns.
 *
 * When may an interrupt come while a lock is held?  Linux is told each time that
 * interrupts go on or off.  Here the flags are read when locks are taken and
 * released, which costs nothing when the checker is off, and misses only a
 * lock during whose holding interrupts were enabled and disabled again.
 *
 * Not every report is the last in a life: tests provoke them, and then call
 * lockdep_reset().  What tasks held before that is not known any more: [L1] a task
 * whose list began in the middle of its life is not told that it releases what it does
 * not hold.
 *
 * Locking: the list is its task's; interrupts are off while it changes.
 */

#include <linux/bug.h>
#include <linux/debugflags.h>
#include <linux/export.h>
#include <linux/instruction_pointer.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/sched.h>

#include "lockdep_internals.h"

int debug_locks = 1;
EXPORT_SYMBOL_GPL(debug_locks);
int debug_locks_silent;		/* a test knows what comes: no report */
struct lock_class_key __lockdep_no_validate__;
EXPORT_SYMBOL(__lockdep_no_validate__);

static unsigned int generation;	/* of the lists; written by tests, one at a time */

/* What this task held before the reset is not known. */
static noinline void begin_list(struct task_struct *task)
{
	task->lockdep_depth = 0;
	task->lockdep_generation = generation;
	task->lockdep_partial = true;			/* [L1] */
}

/* An NMI may come while the list changes. */
static bool lockdep_works(void)
{
	struct task_struct *task = current;

	if (!debug_locks || task->lockdep_recursion || in_nmi())
		return false;
	if (unlikely(task->lockdep_generation != generation))
		begin_list(task);
	return true;
}

/* True for the first mistake only: what follows from it is noise. */
bool debug_locks_off(void)
{
	return xchg(&debug_locks, 0) && !debug_locks_silent;
}

/**
 * lockdep_off - do not look at what the current task locks, until lockdep_on()
 * Context: any.  A lock taken in between must be released in between.  Nests.
 */
void lockdep_off(void)
{
	current->lockdep_recursion++;
}
EXPORT_SYMBOL(lockdep_off);

void lockdep_on(void)
{
	current->lockdep_recursion--;
}
EXPORT_SYMBOL(lockdep_on);

/**
 * lockdep_reset - check on after a report, or after a change of debug_flags
 * Context: a task that holds no lock.  For tests.
 */
void lockdep_reset(void)
{
	unsigned long flags;

	local_irq_save(flags);
	generation++;
	lockdep_init_task(current);
	debug_locks = 1;
	local_irq_restore(flags);
}

/**
 * lockdep_init_map_type - say of which class a lock is
 * Context: any; nobody uses the lock.
 */
void lockdep_init_map_type(struct lockdep_map *lock, const char *name,
			   struct lock_class_key *key, int subclass, u8 wait_type)
{
	debug_check_no_locks_freed(lock, sizeof(*lock));
	lock->key = key;
	lock->class_cache = NULL;
	lock->name = name;
	lock->wait_type = wait_type;
	lock->subclass = subclass;
}
EXPORT_SYMBOL(lockdep_init_map_type);

void lockdep_init_task(struct task_struct *task)
{
	task->lockdep_depth = 0;
	task->lockdep_recursion = 0;
	task->lockdep_generation = generation;
	task->lockdep_partial = false;
}

/* ---- in which context ------------------------------------------------------------ */

/* An interrupt does not wait for what it interrupted: their locks are apart. */
static u8 lock_context(void)
{
	return 2 * !!in_hardirq() + !!in_serving_softirq();
}

static u8 irqs_off_now(bool hardirqs_off)
{
	if (hardirqs_off)
		return LOCK_HARDIRQ_OFF | LOCK_SOFTIRQ_OFF;
	return softirq_count() ? LOCK_SOFTIRQ_OFF : 0;
}

/* What is held here is held with these interrupts enabled: did we know? */
static void note_enabled(struct task_struct *task, u8 off, unsigned long ip)
{
	u8 context = lock_context();

	for (int i = (int)task->lockdep_depth - 1; i >= 0; i--) {
		struct held_lock *held = &task->held_locks[i];
		u8 news = held->irqs_off & ~off;

		if (held->context != context)
			return;
		if (news & LOCK_HARDIRQ_OFF)
			lock_graph_mark(held, USAGE_ENABLED, ip);
		if (news & LOCK_SOFTIRQ_OFF)
			lock_graph_mark(held, USAGE_ENABLED | USAGE_SOFTIRQ, ip);
		held->irqs_off &= off;
	}
}

static void note_used(struct held_lock *held)
{
	if (held->trylock)
		return;			/* waits for nobody */
	if (in_hardirq())
		lock_graph_mark(held, 0, held->acquire_ip);
	else if (in_serving_softirq())
		lock_graph_mark(held, USAGE_SOFTIRQ, held->acquire_ip);
}

/* ---- the list -------------------------------------------------------------------- */

static struct held_lock *push_held(struct task_struct *task, const struct held_lock *new)
{
	if (task->lockdep_depth >= MAX_LOCK_DEPTH) {
		report_table_full("MAX_LOCK_DEPTH");
		return NULL;
	}
	task->held_locks[task->lockdep_depth] = *new;
	return &task->held_locks[task->lockdep_depth++];
}

static void acquire(struct held_lock *new, u8 off)
{
	struct task_struct *task = current;

	lock_graph_acquire(task, new);
	new = push_held(task, new);
	if (!new)
		return;
	note_used(new);
	note_enabled(task, off, new->acquire_ip);
}

void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    unsigned long ip)
{
	struct held_lock new = {
		.instance = lock, .acquire_ip = ip, .read = read, .trylock = trylock,
		.nested = subclass == LOCK_NESTED_BY_OUTER, .context = lock_context(),
		.irqs_off = LOCK_HARDIRQ_OFF | LOCK_SOFTIRQ_OFF,
	};
	unsigned long flags;

	if (!lockdep_works())
		return;
	local_irq_save(flags);
	current->lockdep_recursion++;
	new.class = lock_class_of(lock, new.nested ? 0 : subclass);
	acquire(&new, irqs_off_now(irqs_disabled_flags(flags)));
	current->lockdep_recursion--;
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__lock_acquire);

/* The latest one first: locks are mostly released in the opposite order. */
static int find_held(struct task_struct *task, const struct lockdep_map *lock)
{
	int i = task->lockdep_depth;

	while (--i >= 0 && task->held_locks[i].instance != lock)
		;
	return i;
}

static void remove_held(struct task_struct *task, int i)
{
	task->lockdep_depth--;
	for (; i < (int)task->lockdep_depth; i++)
		task->held_locks[i] = task->held_locks[i + 1];
}

void __lock_release(struct lockdep_map *lock, unsigned long ip)
{
	struct task_struct *task = current;
	unsigned long flags;
	int i;

	if (!lockdep_works())
		return;
	local_irq_save(flags);
	task->lockdep_recursion++;
	note_enabled(task, irqs_off_now(irqs_disabled_flags(flags)), ip);
	i = find_held(task, lock);
	if (i >= 0)
		remove_held(task, i);
	else if (!task->lockdep_partial)
		report_unbalanced(lock, ip);
	task->lockdep_recursion--;
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__lock_release);

/* A writer becomes a reader, without waiting. */
void __lock_downgrade(struct lockdep_map *lock, unsigned long ip)
{
	int i;

	if (!lockdep_works())
		return;
	i = find_held(current, lock);
	if (i >= 0)
		current->held_locks[i].read = 1;
	else if (!current->lockdep_partial)
		report_unbalanced(lock, ip);
}
EXPORT_SYMBOL(__lock_downgrade);

/* Interrupts off. */
void lockdep_give_away(struct lockdep_map *lock, struct task_struct *from)
{
	struct held_lock held;
	int i;

	if (!lockdep_enabled() || !lockdep_works())
		return;
	i = find_held(from, lock);
	if (i < 0)
		return;
	held = from->held_locks[i];
	remove_held(from, i);
	push_held(current, &held);
}

/* ---- questions -------------------------------------------------------------------- */

/**
 * lock_is_held_type - does the current task hold it?
 * @read: 0 for writing, 1 for reading, -1 any
 * Context: any.
 * Return: 0 only if it surely does not.
 */
int lock_is_held_type(const struct lockdep_map *lock, int read)
{
	int i;

	if (!lockdep_works())
		return 1;
	i = find_held(current, lock);
	if (i < 0)
		return current->lockdep_partial;
	return read < 0 || !!current->held_locks[i].read == read;
}
EXPORT_SYMBOL(lock_is_held_type);

/**
 * lockdep_depth - how many locks a task holds; 0 if that is not known
 * Context: any; @task is current or does not run.
 */
unsigned int lockdep_depth(struct task_struct *task)
{
	return debug_locks && task->lockdep_generation == generation ? task->lockdep_depth : 0;
}
EXPORT_SYMBOL_GPL(lockdep_depth);

/* The current task ends. */
void debug_check_no_locks_held(void)
{
	if (unlikely(lockdep_depth(current)))
		report_still_held();
}

void __debug_check_no_locks_freed(const void *from, unsigned long size)
{
	unsigned long flags;

	if (!lockdep_works())
		return;
	local_irq_save(flags);
	for (unsigned int i = 0; i < current->lockdep_depth; i++) {
		const struct held_lock *held = &current->held_locks[i];

		if ((unsigned long)held->instance - (unsigned long)from < size)
			report_freed(from, (const char *)from + size - 1, held);
	}
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__debug_check_no_locks_freed);
