// SPDX-License-Identifier: MIT
/*
 * kernel/locking/lockdep_graph.c - the orders and contexts in which locks have been taken
 *
 * What it is for
 *
 *   A deadlock needs two CPUs that do the wrong thing at the same instant, so
 *   tests hardly ever show one.  But each half of it happens by itself all the
 *   time: A then B here, B then A there.  Whoever remembers the halves can report
 *   the deadlock without its ever happening.
 *
 * How it works
 *
 *   Locks are told apart by class: all locks that one line of code initialises are
 *   one class, since the same rules hold for them.  Each class is a node of a graph; an
 *   edge A -> B says that B was once taken while A was held.
 *
 *     1. A new edge A -> B that closes a circle B -> ... -> A is a deadlock. [G1]
 *     2. A class that an interrupt takes must never be held while that interrupt can
 *        come: the handler would wait for the code that it interrupted. [G2]
 *     3. The same at a distance: H taken by an interrupt, H -> ... -> U, and U held
 *        elsewhere with the interrupt enabled.  [G3]
 *
 *   Everything is checked when it is new: a new edge, or a class used in a new way.  What
 *   has been seen before costs a look at a short list.
 *
 *   Readers: a recursive reader (a read_lock() in an interrupt) waits only for a
 *   writer inside, and a reader inside makes only those wait who want to write.
 *   So an edge to a recursive reader and then one from a reader do not
 *   join to a path on which somebody waits; the search carries one bit for that.
 *
 * Locking: graph_lock, with interrupts off; not a lock of the kind that is checked.  What
 * is known already is found without it [G4].
 *
 * Compared with Linux: same rules, same strength for readers.  The tables are
 * smaller; chains of locks are not cached; one address stands for each stack trace.
 */

#include <linux/bug.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>

#include <asm/processor.h>
#include <asm/barrier.h>
#include <asm/spinlock.h>

#include "lockdep_internals.h"

#define MAX_CLASSES	640
#define MAX_EDGES	3072
#define HASH_BITS	8
#define NR_STATES	(2 * MAX_CLASSES)	/* a class, come to as a recursive reader or not */
#define ROOT		U16_MAX

extern char _sdata[], _end[];		/* linker.ld */

static arch_spinlock_t graph_lock = __ARCH_SPIN_LOCK_UNLOCKED;

/* All guarded by graph_lock.  Number 0 of each is "none". */
static struct lock_class classes[MAX_CLASSES];
static struct lock_edge edges[MAX_EDGES];
static unsigned int nr_classes = 1, nr_edges = 1;	/* used so far */
static u16 free_classes, free_edges;			/* given back */
static u16 class_hash[1 << HASH_BITS];

/* Of the latest search: what leads to each state, and those that wait to be looked at. */
static struct { u16 edge, from; } came_by[NR_STATES];
static u16 queue[NR_STATES];
static unsigned int found_state;

/* ---- classes ------------------------------------------------------------------- */

static inline u16 number_of(const struct lock_class *class)
{
	return class - classes;
}

/*
 * A report is printed under the lock, and the console may wait for a lock that this CPU
 * holds: so whoever waits here gives up when there is a report.  False: nothing to do.
 */
static bool lock_graph(void)
{
	while (!arch_spin_trylock(&graph_lock)) {
		if (!READ_ONCE(debug_locks))
			return false;
		cpu_relax();
	}
	return true;
}

static void unlock_graph(void)
{
	arch_spin_unlock(&graph_lock);
}

static u16 *bucket_of(const void *key)
{
	return &class_hash[hash_ptr(key, HASH_BITS)];
}

static struct lock_class *find_class(const void *key)
{
	for (u16 i = *bucket_of(key); i; i = classes[i].next)
		if (classes[i].key == key)
			return &classes[i];
	return NULL;
}

static struct lock_class *new_class(const void *key, const struct lockdep_map *lock,
				    unsigned int subclass)
{
	u16 n = free_classes, *bucket = bucket_of(key);

	if (n)
		free_classes = classes[n].next;
	else if (nr_classes < MAX_CLASSES)
		n = nr_classes++;
	else
		return NULL;
	classes[n] = (struct lock_class){
		.key = key, .name = lock->name, .subclass = subclass,
		.wait_type = lock->wait_type, .next = *bucket,
	};
	*bucket = n;
	return &classes[n];
}

/* Memory that stays what it is, or that lockdep_free_key_range() is told of; a stack does not. */
static bool is_static(const void *address)
{
	if ((unsigned long)address >= MODULES_VADDR && (unsigned long)address < MODULES_END)
		return true;
	return (const char *)address >= _sdata && (const char *)address < _end &&
	       !object_is_on_stack(address);
}

/*
 * By its key; a lock without one is static, or is not told apart.  The extra bytes of a
 * key, and of a lock, are the addresses of its subclasses.
 */
static const void *key_of(const struct lockdep_map *lock, unsigned int subclass)
{
	if (lock->key == &__lockdep_no_validate__)
		return NULL;
	if (lock->key)
		return &lock->key->subkeys[subclass];
	return is_static(lock) ? (const char *)lock + subclass : NULL;
}

/* NULL: the lock is not checked for its order. */
struct lock_class *lock_class_of(struct lockdep_map *lock, unsigned int subclass)
{
	struct lock_class *class = lock->class_cache;
	const void *key;

	subclass += lock->subclass;
	key = key_of(lock, min_t(unsigned int, subclass, MAX_LOCKDEP_SUBCLASSES - 1));
	if (!key || (class && class->key == key))
		return key ? class : NULL;
	if (!lock_graph())
		return NULL;
	class = find_class(key) ?: new_class(key, lock, subclass);
	unlock_graph();
	if (!class)
		report_table_full("MAX_LOCKDEP_KEYS");
	lock->class_cache = class;
	return class;
}

/**
 * lockdep_copy_map - a copy that is of the same class, for a lock that may be freed while "held"
 * Context: any.
 */
void lockdep_copy_map(struct lockdep_map *to, struct lockdep_map *from)
{
	if (!from->key && is_static(from))
		from->key = (struct lock_class_key *)from;
	*to = *from;
}

static void unlink_edge(u16 *head, u16 edge, bool in)
{
	while (*head != edge)
		head = in ? &edges[*head].next_in : &edges[*head].next_out;
	*head = in ? edges[edge].next_in : edges[edge].next_out;
}

static void drop_edge(u16 edge)
{
	unlink_edge(&classes[edges[edge].from].out, edge, false);
	unlink_edge(&classes[edges[edge].to].in, edge, true);
	edges[edge].next_out = free_edges;
	free_edges = edge;
}

/* Its key is about to be the address of something else. */
static void drop_class(const void *key)
{
	struct lock_class *class = find_class(key);
	u16 *link = bucket_of(key);

	if (!class)
		return;
	while (class->out)
		drop_edge(class->out);
	while (class->in)
		drop_edge(class->in);
	while (*link != number_of(class))
		link = &classes[*link].next;
	*link = class->next;
	class->key = NULL;
	class->next = free_classes;
	free_classes = number_of(class);
}

static void drop_classes(const void *key)
{
	unsigned long flags;

	local_irq_save(flags);
	arch_spin_lock(&graph_lock);
	for (unsigned int i = 0; i < MAX_LOCKDEP_SUBCLASSES; i++)
		drop_class((const char *)key + i);
	unlock_graph();
	local_irq_restore(flags);
}

/**
 * lockdep_register_key - a key in memory that will be freed
 *
 * Nothing to do before its first use; lockdep_unregister_key() must come before the end.
 * Context: any.
 */
void lockdep_register_key(struct lock_class_key *key)
{
	WARN_ON_ONCE(is_static(key));
}
EXPORT_SYMBOL(lockdep_register_key);

/**
 * lockdep_unregister_key - forget the classes of a key
 * Context: any but NMI; no lock of these classes is held or used any more.
 */
void lockdep_unregister_key(struct lock_class_key *key)
{
	drop_classes(key);
}
EXPORT_SYMBOL(lockdep_unregister_key);

/**
 * lockdep_free_key_range - forget all classes whose key or name is in some memory
 * Context: any but NMI; that memory is about to be freed.
 */
void lockdep_free_key_range(const void *start, unsigned long size)
{
	unsigned long flags, from = (unsigned long)start;

	if (!size)
		return;
	local_irq_save(flags);
	arch_spin_lock(&graph_lock);
	for (unsigned int i = 1; i < nr_classes; i++)
		if (classes[i].key && ((unsigned long)classes[i].key - from < size ||
				       (unsigned long)classes[i].name - from < size))
			drop_class(classes[i].key);
	unlock_graph();
	local_irq_restore(flags);
}

/* For tests: the class of a lock starts anew. */
void lockdep_reset_lock(struct lockdep_map *lock)
{
	const void *key = key_of(lock, 0);

	if (key)
		drop_classes(key);
	lock->class_cache = NULL;
}

/* ---- searching --------------------------------------------------------------------- */

/* On a path that ends with a recursive reader, reading does no harm. */
static bool is_answer(struct lock_query *q, const struct lock_class *class, bool recursive)
{
	u8 usage = class->usage & (recursive ? USAGE_WRITE_MASK : 0xff);

	q->seen |= usage;
	if (q->target)
		return class == q->target && (q->target_exclusive || !recursive);
	return usage & q->usage;
}

/* Which kinds of an edge go on from a state; seen from the far end if backwards. */
static u8 passable(u8 dep, bool backwards, bool recursive)
{
	u8 kinds = 0;

	for (unsigned int d = 0; d < NR_DEPS; d++) {
		unsigned int seen = backwards ? (d >> 1) | ((d & 1) << 1) : d;

		if ((dep & BIT(d)) && !(recursive && !(seen & DEP_FIRST_EXCLUSIVE)))
			kinds |= BIT(seen);
	}
	return kinds;
}

static bool visit(unsigned int state, u16 edge, u16 from, unsigned int *tail)
{
	if (came_by[state].edge || came_by[state & ~1u].edge)
		return false;
	came_by[state].edge = edge;
	came_by[state].from = from;
	queue[(*tail)++] = state;
	return true;
}

/*
 * Breadth first, so that the shortest path is reported.  A state is a class and
 * whether it was reached as a recursive reader only: 2 * class + recursive.
 */
static struct lock_class *search(struct lock_class *start, bool recursive, struct lock_query *q)
{
	const u8 waits = BIT(DEP_SECOND_WAITS) | BIT(DEP_SECOND_WAITS | DEP_FIRST_EXCLUSIVE);
	unsigned int head = 0, tail = 0;

	memset(came_by, 0, sizeof(came_by));
	visit(2 * number_of(start) + recursive, ROOT, 0, &tail);
	while (head < tail) {
		unsigned int state = queue[head++];
		struct lock_class *class = &classes[state / 2];
		u16 e = q->backwards ? class->in : class->out;

		found_state = state;
		if (is_answer(q, class, state & 1))
			return class;
		for (; e; e = q->backwards ? edges[e].next_in : edges[e].next_out) {
			u8 kinds = passable(edges[e].dep, q->backwards, state & 1);
			u16 to = q->backwards ? edges[e].from : edges[e].to;

			if (kinds)
				visit(2 * to + !(kinds & waits), e, state, &tail);
		}
	}
	return NULL;
}

/*
 * For a report: walk the path of the latest search from its end to its beginning.  *@state
 * is lock_path_end() at first.  NULL: that was the last.
 */
unsigned int lock_path_end(void)
{
	return found_state;
}

struct lock_class *lock_path_step(unsigned int *state, unsigned long *ip)
{
	u16 edge = came_by[*state].edge;

	if (edge == ROOT)
		return NULL;
	*ip = edges[edge].ip;
	*state = came_by[*state].from;
	return &classes[*state / 2];
}

/* ---- new edges ------------------------------------------------------------------------ */

static struct lock_edge *find_edge(const struct lock_class *from, const struct lock_class *to)
{
	for (u16 e = from->out; e; e = edges[e].next_out)
		if (edges[e].to == number_of(to))
			return &edges[e];
	return NULL;
}

static struct lock_edge *new_edge(struct lock_class *from, struct lock_class *to, unsigned long ip)
{
	u16 n = free_edges;

	if (n)
		free_edges = edges[n].next_out;
	else if (nr_edges < MAX_EDGES)
		n = nr_edges++;
	else
		return NULL;
	edges[n] = (struct lock_edge){
		.from = number_of(from), .to = number_of(to),
		.next_out = from->out, .next_in = to->in, .ip = ip,
	};
	to->in = n;
	smp_store_release(&from->out, n);	/* pairs with that of edge_is_known() */
	return &edges[n];
}

/* [G1] */
static struct lock_class *find_circle(const struct held_lock *prev, const struct held_lock *next)
{
	struct lock_query q = { .target = prev->class, .target_exclusive = !prev->read };

	return search(next->class, next->read == 2, &q);
}

/* What must not meet, in either direction: reading twice is no harm. */
static u8 conflicts_with(unsigned int usage)
{
	unsigned int opposite = (usage ^ USAGE_ENABLED) & ~USAGE_READ;

	return BIT(opposite) | (usage & USAGE_READ ? 0 : BIT(opposite | USAGE_READ));
}

/*
 * [G3] Something before @prev is taken by an interrupt; is something from @next on
 * held while it may come?
 */
static bool order_is_unsafe(const struct held_lock *prev, const struct held_lock *next)
{
	struct lock_query back = { .backwards = true };

	search(prev->class, prev->read, &back);
	for (unsigned int usage = 0; usage < NR_USAGES; usage++) {
		struct lock_query forth = { .usage = conflicts_with(usage) };
		struct lock_class *unsafe;

		if ((usage & USAGE_ENABLED) || !(back.seen & BIT(usage)))
			continue;
		unsafe = search(next->class, next->read == 2, &forth);
		if (!unsafe)
			continue;
		back.usage = BIT(usage);
		report_unsafe_order(prev, next, search(prev->class, prev->read, &back) ?:
				    prev->class, unsafe, usage);
		return true;
	}
	return false;
}

static u8 dep_of(const struct held_lock *prev, const struct held_lock *next)
{
	return BIT((prev->read ? 0 : DEP_FIRST_EXCLUSIVE) |
		   (next->read == 2 ? 0 : DEP_SECOND_WAITS));
}

/* @next is about to be taken while @prev is held.  True if that is known, or fine. */
static bool add_dependency(const struct held_lock *prev, const struct held_lock *next)
{
	u8 dep = dep_of(prev, next);
	struct lock_edge *edge = find_edge(prev->class, next->class);
	struct lock_class *found;

	if (edge && (edge->dep & dep))
		return true;
	found = find_circle(prev, next);
	if (found) {
		report_circle(prev, next, found);
		return false;
	}
	if (order_is_unsafe(prev, next))
		return false;
	edge = edge ?: new_edge(prev->class, next->class, next->acquire_ip);
	if (!edge) {
		report_table_full("MAX_LOCKDEP_ENTRIES");
		return false;
	}
	WRITE_ONCE(edge->dep, edge->dep | dep);
	return true;
}

/* Two locks of one class: nothing says in which order they come. */
static const struct held_lock *find_same_class(const struct task_struct *task,
					       const struct held_lock *next)
{
	for (unsigned int i = 0; i < task->lockdep_depth; i++) {
		const struct held_lock *held = &task->held_locks[i];

		if (held->class == next->class && !(next->read == 2 && held->read))
			return held;
	}
	return NULL;
}

static bool need_edge(const struct held_lock *held, const struct held_lock *next)
{
	return held->class && held->class != next->class;
}

/*
 * Edges from what is held: from the latest lock, and if that was only tried for, which
 * waits for nobody, also from the one before.  What is older is on a path to these.  An
 * interrupt starts afresh: what it interrupted is covered by [G2].
 */
static void add_dependencies(const struct task_struct *task, const struct held_lock *next)
{
	for (int i = (int)task->lockdep_depth - 1; i >= 0; i--) {
		const struct held_lock *held = &task->held_locks[i];

		if (held->context != next->context)
			return;
		if (!need_edge(held, next))
			continue;
		if (!add_dependency(held, next) || !held->trylock)
			return;
	}
}

/*
 * Edges are found without graph_lock, too, as nearly all are known, and all CPUs would wait
 * for one another.  One that is dropped meanwhile may lead astray into other classes' edges;
 * so each says for itself whose it is, and a walk is not longer than the table. [G4]
 */
static bool edge_is_known(const struct held_lock *held, const struct held_lock *next)
{
	u16 e = smp_load_acquire(&held->class->out);

	for (int i = 0; e && i < MAX_EDGES; i++, e = READ_ONCE(edges[e].next_out))
		if (READ_ONCE(edges[e].to) == number_of(next->class))
			return READ_ONCE(edges[e].from) == number_of(held->class) &&
			       (READ_ONCE(edges[e].dep) & dep_of(held, next));
	return false;
}

/* The same walk as add_dependencies(), without adding. */
static bool all_known(const struct task_struct *task, const struct held_lock *next)
{
	for (int i = (int)task->lockdep_depth - 1; i >= 0; i--) {
		const struct held_lock *held = &task->held_locks[i];

		if (held->context != next->context)
			return true;
		if (!need_edge(held, next))
			continue;
		if (!edge_is_known(held, next))
			return false;
		if (!held->trylock)
			return true;
	}
	return true;
}

/**
 * lock_graph_acquire - @next is about to be waited for: may that end in a deadlock?
 * Context: interrupts off; @next is not in the task's list yet.
 */
void lock_graph_acquire(struct task_struct *task, struct held_lock *next)
{
	const struct held_lock *same;

	if (!next->class || next->trylock)
		return;
	same = next->nested ? NULL : find_same_class(task, next);
	if (same) {
		report_recursion(same, next);
		return;
	}
	if (all_known(task, next) || !lock_graph())
		return;
	add_dependencies(task, next);
	unlock_graph();
}

/* ---- new usages ---------------------------------------------------------------------------- */

/**
 * lock_graph_mark - @held is used in a way that it perhaps was not used in before
 * Context: interrupts off.
 */
void lock_graph_mark(struct held_lock *held, enum lock_usage usage, unsigned long ip)
{
	struct lock_query q = { .backwards = usage & USAGE_ENABLED };
	struct lock_class *class = held->class, *other;

	usage |= held->read ? USAGE_READ : 0;
	if (!class || (class->usage & BIT(usage)))
		return;
	q.usage = conflicts_with(usage);
	if (!lock_graph())
		return;
	class->usage |= BIT(usage);
	class->usage_ip[usage] = ip;
	if (class->usage & q.usage) {					/* [G2] */
		report_inconsistent(held, usage, __ffs(class->usage & q.usage));
	} else {
		other = search(class, q.backwards ? held->read : held->read == 2, &q);
		if (other)						/* [G3] */
			report_inversion(held, usage, other, q.backwards);
	}
	unlock_graph();
}
