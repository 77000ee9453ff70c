// SPDX-License-Identifier: MIT
/*
 * kernel/locking/lockdep.c - which locks a task holds
 *
 * With debug=lockdep every lock that is taken is appended to the task's list of
 * held locks and removed when it is released.  This answers lockdep_is_held(),
 * tells in a report what was held, and finds locks that are still held where
 * none may be.
 *
 * An interrupt's locks go onto the list of the task that it interrupted; they
 * are gone again when it returns.
 *
 * Locking: the list is its task's; interrupts are off while it changes.
 *
 * Compared with Linux: the graph of the orders in which locks are taken, and the
 * states they are taken in, are not kept yet.
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

int debug_locks = 1;

static bool lockdep_works(void)
{
	return debug_locks && !current->lockdep_recursion;
}

/* One report, then silence: what follows from the first mistake is noise. */
static bool debug_locks_off(void)
{
	return xchg(&debug_locks, 0);
}

/**
 * lockdep_init_map_type - say of which class a lock is
 * Context: any; nobody uses the lock.
 */
void lockdep_init_map_type(struct lockdep_map *lock, const char *name,
			   struct lock_class_key *key, int subclass, u8 wait_type)
{
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
}

/* Without a class graph a key needs no entry anywhere. */
void lockdep_register_key(struct lock_class_key *key)
{
	WARN_ON_ONCE(!key);
}
EXPORT_SYMBOL(lockdep_register_key);

void lockdep_unregister_key(struct lock_class_key *key)
{
	WARN_ON_ONCE(!key);
}
EXPORT_SYMBOL(lockdep_unregister_key);

static void push_held(struct task_struct *task, struct lockdep_map *lock, unsigned int subclass,
		      int trylock, int read, unsigned long ip, bool irqs_off)
{
	struct held_lock *held;

	if (task->lockdep_depth >= MAX_LOCK_DEPTH) {
		if (debug_locks_off())
			pr_err("BUG: MAX_LOCK_DEPTH too low!\n");
		return;
	}
	held = &task->held_locks[task->lockdep_depth++];
	*held = (struct held_lock){
		.instance = lock,
		.acquire_ip = ip,
		.read = read,
		.trylock = trylock,
		.subclass = subclass,
		.hardirqs_off = irqs_off,
	};
}

void __lock_acquire(struct lockdep_map *lock, unsigned int subclass, int trylock, int read,
		    unsigned long ip)
{
	unsigned long flags;

	if (!lockdep_works())
		return;
	local_irq_save(flags);
	push_held(current, lock, subclass, trylock, read, ip, irqs_disabled_flags(flags));
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
	for (; i < task->lockdep_depth; i++)
		task->held_locks[i] = task->held_locks[i + 1];
}

/* A lock that was taken before the checker was on is not in the list: no matter. */
void __lock_release(struct lockdep_map *lock, unsigned long ip)
{
	unsigned long flags;
	int i;

	if (!lockdep_works())
		return;
	local_irq_save(flags);
	i = find_held(current, lock);
	if (i >= 0)
		remove_held(current, i);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(__lock_release);

/* Interrupts off. */
void lockdep_give_away(struct lockdep_map *lock, struct task_struct *from)
{
	int i;

	if (!lockdep_enabled() || !lockdep_works())
		return;
	i = find_held(from, lock);
	if (i < 0)
		return;
	remove_held(from, i);
	push_held(current, lock, 0, 0, 0, _RET_IP_, true);
}

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
	return i >= 0 && (read < 0 || !!current->held_locks[i].read == read);
}
EXPORT_SYMBOL(lock_is_held_type);

static void print_held(const struct held_lock *held, int i)
{
	printk(" #%d: %px (%s){%s}, at: %pS\n", i, held->instance, held->instance->name ?: "?",
	       held->read ? "read" : "write", (void *)held->acquire_ip);
}

/**
 * debug_show_held_locks - list what @task holds
 * Context: any; @task is current or does not run.
 */
void debug_show_held_locks(struct task_struct *task)
{
	int depth = READ_ONCE(task->lockdep_depth);

	if (!lockdep_enabled())
		return;
	if (!depth) {
		printk("no locks held by %s/%d.\n", task->comm, task->pid);
		return;
	}
	printk("%d lock%s held by %s/%d:\n", depth, depth > 1 ? "s" : "", task->comm, task->pid);
	for (int i = 0; i < depth; i++)
		print_held(&task->held_locks[i], i);
}
EXPORT_SYMBOL(debug_show_held_locks);

/* The current task ends or returns to where no lock may be held. */
void debug_check_no_locks_held(void)
{
	if (likely(!current->lockdep_depth) || !debug_locks_off())
		return;
	pr_warn("\n====================================\n");
	pr_warn("WARNING: %s/%d still has locks held!\n", current->comm, current->pid);
	debug_show_held_locks(current);
	dump_stack();
}
