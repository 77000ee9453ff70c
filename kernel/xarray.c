// SPDX-License-Identifier: MIT
/*
 * kernel/xarray.c - an array of pointers as long as numbers go, mostly empty
 *
 * What it is for
 *
 *   Numbers given to things: ids, minors, descriptors.  A list is slow to look in, a
 *   plain array must be as long as its greatest number, and a reader wants no lock.
 *
 * How it works: a radix tree
 *
 *   A node has 16 slots.  Its shift says which 4 bits of the index choose among them;
 *   with shift 0 a slot holds an entry, above that a node.  The tree is only as
 *   high as its greatest index needs:
 *
 *       index 0x2a      root, shift 4          leaf, shift 0
 *                       [0][1][2]...[f]  ->    [0] ... [a] ... [f]
 *                             ^ 0x2                     ^ 0xa
 *
 *   It grows at the root, whose slot 0 then holds the old root; a node whose last slot
 *   becomes empty is taken out.  Each node keeps a word per tag, a bit for each slot:
 *
 *       MARK_0..2   the entry has the mark, or one below has
 *       USED        there is an entry, or a node with one
 *       FULL        there is an entry, or a node without room
 *
 *   so that "the next entry", "the next with a mark" and "the next free index" skip
 *   what has none.
 *
 *   xa_store() may need memory in the middle of the work.  So it counts first how many
 *   nodes are missing, and gets them by GFP_NOWAIT; where that fails, one is allocated
 *   with the caller's gfp, without the lock if that may sleep, and the work starts anew.
 *
 * Context: readers any; writers any but NMI, as the lock and gfp allow.
 *
 * Locking: xa_lock to write.  Readers are in RCU sections: pointers are published after
 * what they point to, and nodes freed after a grace period.  The words of tags may be
 * a moment older than the slots: a search looks at the slot, too.
 *
 * Compared with Linux: chunks of 16 where it has 64; the root is always a node, an
 * array never gets lower before it is empty, no ranges stored as one entry.
 */

#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "xarray.h"

#define XA_CHUNK_SHIFT	4
#define XA_CHUNK_SIZE	(1U << XA_CHUNK_SHIFT)
#define XA_CHUNK_MASK	(XA_CHUNK_SIZE - 1)
#define XA_MAX_DEPTH	DIV_ROUND_UP(BITS_PER_LONG, XA_CHUNK_SHIFT)

enum tag {
	TAG_MARK_0,		/* as XA_MARK_0 */
	TAG_MARK_1,
	TAG_MARK_2,
	TAG_USED,
	TAG_FULL,
	NR_TAGS,
};

/* I: set before the node is published. */
struct xa_node {
	unsigned char shift;			/* I */
	unsigned char offset;			/* xa_lock: its slot in the parent */
	struct xa_node *parent;			/* xa_lock: NULL: the root */
	struct rcu_head rcu;
	unsigned long tags[NR_TAGS];		/* xa_lock to write */
	void __rcu *slots[XA_CHUNK_SIZE];	/* xa_lock to write */
};

/* Nodes for those who may not wait; idr_preload() fills the list.  Preemption is off. */
struct xa_preload {
	struct xa_node *nodes;			/* linked by parent */
	unsigned int count;
};

static DEFINE_PER_CPU(struct xa_preload, xa_preload);

/* ---- geometry ---------------------------------------------------------------- */

/* The greatest index below a node, counted from its first. */
static unsigned long span_of(const struct xa_node *node)
{
	unsigned int bits = node->shift + XA_CHUNK_SHIFT;

	return bits >= BITS_PER_LONG ? ULONG_MAX : (1UL << bits) - 1;
}

static unsigned int slot_of(const struct xa_node *node, unsigned long index)
{
	return (index >> node->shift) & XA_CHUNK_MASK;
}

/* Is anything below the node tagged, or (FULL) all of it? */
static bool node_tagged(const struct xa_node *node, enum tag tag)
{
	return tag == TAG_FULL ? node->tags[tag] == BIT(XA_CHUNK_SIZE) - 1 : node->tags[tag] != 0;
}

/* What a reader is to see of what is stored. */
static void *visible(void *entry)
{
	return xa_is_zero(entry) ? NULL : entry;
}

/* ---- tags: callers hold the lock --------------------------------------------- */

static void set_tag(struct xa_node *node, unsigned int slot, enum tag tag)
{
	while (node && !(node->tags[tag] & BIT(slot))) {
		WRITE_ONCE(node->tags[tag], node->tags[tag] | BIT(slot));
		if (!node_tagged(node, tag))
			return;		/* only for FULL: there is room beside it */
		slot = node->offset;
		node = node->parent;
	}
}

static void clear_tag(struct xa_node *node, unsigned int slot, enum tag tag)
{
	while (node && node->tags[tag] & BIT(slot)) {
		WRITE_ONCE(node->tags[tag], node->tags[tag] & ~BIT(slot));
		if (tag != TAG_FULL && node_tagged(node, tag))
			return;
		slot = node->offset;
		node = node->parent;
	}
}

/* ---- nodes ------------------------------------------------------------------- */

static struct xa_node *take_preloaded(void)
{
	struct xa_preload *preload;
	struct xa_node *node;
	unsigned long flags;

	local_irq_save(flags);
	preload = this_cpu_ptr(&xa_preload);
	node = preload->nodes;
	if (node) {
		preload->nodes = node->parent;
		preload->count--;
	}
	local_irq_restore(flags);
	return node;
}

static void add_preloaded(struct xa_node *node)
{
	struct xa_preload *preload;
	unsigned long flags;

	local_irq_save(flags);
	preload = this_cpu_ptr(&xa_preload);
	node->parent = preload->nodes;
	preload->nodes = node;
	preload->count++;
	local_irq_restore(flags);
}

static void add_spare(struct xa_spares *spares, struct xa_node *node)
{
	node->parent = spares->nodes;
	spares->nodes = node;
	spares->count++;
}

/* One node more, to be used when one is missing. */
bool xa_add_spare(struct xa_spares *spares, gfp_t gfp)
{
	struct xa_node *node = kzalloc(sizeof(*node), gfp);

	if (node)
		add_spare(spares, node);
	return node;
}

/* Have @count of them without waiting.  Those that were got stay. */
static bool have_spares(struct xa_spares *spares, unsigned int count)
{
	while (spares->count < count) {
		struct xa_node *node = kzalloc(sizeof(*node), GFP_NOWAIT | __GFP_NOWARN) ?:
				       take_preloaded();

		if (!node)
			return false;
		add_spare(spares, node);
	}
	return true;
}

/* have_spares() has counted them. */
static struct xa_node *use_spare(struct xa_spares *spares, unsigned int shift)
{
	struct xa_node *node = spares->nodes;

	spares->nodes = node->parent;
	spares->count--;
	node->parent = NULL;
	node->shift = shift;
	return node;
}

void xa_free_spares(struct xa_spares *spares)
{
	while (spares->nodes) {
		struct xa_node *node = spares->nodes;

		spares->nodes = node->parent;
		kfree(node);
	}
}

/**
 * idr_preload - see that this CPU has nodes for one number that is given without waiting
 *
 * Context: process, may sleep; preemption is off afterwards, also when there was no memory.
 */
void idr_preload(gfp_t gfp)
{
	struct xa_node *node;

	preempt_disable();
	while (this_cpu_read(xa_preload.count) < XA_MAX_DEPTH) {
		preempt_enable();
		node = kzalloc(sizeof(*node), gfp);
		preempt_disable();
		if (!node)
			return;
		add_preloaded(node);
	}
}
EXPORT_SYMBOL(idr_preload);

/* What was not needed is freed: nobody else may count on it. */
void idr_preload_end(void)
{
	struct xa_node *node;

	while ((node = take_preloaded()))
		kfree(node);
	preempt_enable();
}
EXPORT_SYMBOL(idr_preload_end);

static struct xa_node *root_of(const struct xarray *xa)
{
	return rcu_dereference_check(xa->xa_root, lockdep_is_held(&xa->xa_lock));
}

static void *slot_value(const struct xarray *xa, struct xa_node *node, unsigned int slot)
{
	return rcu_dereference_check(node->slots[slot], lockdep_is_held(&xa->xa_lock));
}

/* Take out a node without entries, and those above it that then have none either. */
static void prune(struct xarray *xa, struct xa_node *node)
{
	while (node && !node->tags[TAG_USED]) {
		struct xa_node *parent = node->parent;

		if (parent)
			RCU_INIT_POINTER(parent->slots[node->offset], NULL);
		else
			RCU_INIT_POINTER(xa->xa_root, NULL);
		kfree_rcu(node, rcu);
		node = parent;
	}
}

/* The shift of a root above all indices up to this one. */
static unsigned int root_shift(unsigned long index)
{
	unsigned int shift = 0;

	while (index >> shift >> XA_CHUNK_SHIFT)
		shift += XA_CHUNK_SHIFT;
	return shift;
}

static unsigned int levels_below(unsigned int shift)
{
	return shift / XA_CHUNK_SHIFT;
}

/* How many nodes does the way to an index lack? */
static unsigned int nodes_missing(struct xarray *xa, unsigned long index)
{
	struct xa_node *node = root_of(xa), *child;
	unsigned int shift = root_shift(index);

	if (!node)
		return levels_below(shift) + 1;
	if (index > span_of(node))
		return levels_below(shift - node->shift) + levels_below(shift);
	while (node->shift && (child = slot_value(xa, node, slot_of(node, index))))
		node = child;
	return levels_below(node->shift);
}

/* Put a higher root above the one there is. */
static void grow(struct xarray *xa, struct xa_node *old, struct xa_spares *spares)
{
	struct xa_node *root = use_spare(spares, old->shift + XA_CHUNK_SHIFT);

	for (int tag = 0; tag < NR_TAGS; tag++)
		root->tags[tag] = node_tagged(old, tag);
	RCU_INIT_POINTER(root->slots[0], old);
	old->parent = root;
	old->offset = 0;
	rcu_assign_pointer(xa->xa_root, root);
}

static struct xa_node *make_child(struct xa_node *node, unsigned int slot,
				  struct xa_spares *spares)
{
	struct xa_node *child = use_spare(spares, node->shift - XA_CHUNK_SHIFT);

	child->parent = node;
	child->offset = slot;
	rcu_assign_pointer(node->slots[slot], child);
	return child;
}

/* The leaf for an index, made if need be; NULL: there is no memory, and nothing was changed. */
static struct xa_node *make_leaf(struct xarray *xa, unsigned long index,
				 struct xa_spares *spares)
{
	struct xa_node *node;

	if (!have_spares(spares, nodes_missing(xa, index)))
		return NULL;
	if (!root_of(xa))
		rcu_assign_pointer(xa->xa_root, use_spare(spares, root_shift(index)));
	while (node = root_of(xa), index > span_of(node))
		grow(xa, node, spares);
	while (node->shift) {
		unsigned int slot = slot_of(node, index);

		node = slot_value(xa, node, slot) ?: make_child(node, slot, spares);
	}
	return node;
}

/* The leaf where an index would be, or NULL. */
static struct xa_node *find_leaf(struct xarray *xa, unsigned long index)
{
	struct xa_node *node = root_of(xa);

	if (!node || index > span_of(node))
		return NULL;
	while (node && node->shift)
		node = slot_value(xa, node, slot_of(node, index));
	return node;
}

/* ---- storing: callers hold the lock ------------------------------------------ */

static void *put_entry(struct xarray *xa, struct xa_node *leaf, unsigned long index, void *entry)
{
	unsigned int slot = slot_of(leaf, index);
	void *old = slot_value(xa, leaf, slot);

	rcu_assign_pointer(leaf->slots[slot], entry);
	if (entry) {
		set_tag(leaf, slot, TAG_USED);
		set_tag(leaf, slot, TAG_FULL);
		return old;
	}
	for (int tag = 0; tag < NR_TAGS; tag++)
		clear_tag(leaf, slot, tag);
	prune(xa, leaf);
	return old;
}

static void unlock(struct xarray *xa)
{
	if (xa->xa_flags & XA_FLAGS_LOCK_IRQ)
		xa_unlock_irq(xa);
	else if (xa->xa_flags & XA_FLAGS_LOCK_BH)
		xa_unlock_bh(xa);
	else
		xa_unlock(xa);
}

static void lock(struct xarray *xa)
{
	if (xa->xa_flags & XA_FLAGS_LOCK_IRQ)
		xa_lock_irq(xa);
	else if (xa->xa_flags & XA_FLAGS_LOCK_BH)
		xa_lock_bh(xa);
	else
		xa_lock(xa);
}

/* A node was missing: get one more, without the lock if @gfp may wait. */
static bool more_spares(struct xarray *xa, struct xa_spares *spares, gfp_t gfp)
{
	bool may_wait = gfpflags_allow_blocking(gfp), got;

	if (may_wait)
		unlock(xa);
	got = xa_add_spare(spares, gfp);
	if (may_wait)
		lock(xa);
	return got;
}

void *__xa_erase(struct xarray *xa, unsigned long index)
{
	struct xa_node *leaf = find_leaf(xa, index);

	lockdep_assert_held(&xa->xa_lock);
	return leaf ? visible(put_entry(xa, leaf, index, NULL)) : NULL;
}
EXPORT_SYMBOL(__xa_erase);

/*
 * Store @entry where @old is; where @any, whatever is there.
 * Return: what was there, also if it was not @old; or XA_ERROR().
 */
static void *exchange(struct xarray *xa, unsigned long index, bool any, void *old, void *entry,
		      gfp_t gfp)
{
	struct xa_spares spares = { };
	struct xa_node *leaf;
	void *now;

	lockdep_assert_held(&xa->xa_lock);
	if (WARN_ON_ONCE(xa_is_internal(entry) && !xa_is_zero(entry)))
		return XA_ERROR(-EINVAL);
again:
	leaf = find_leaf(xa, index);
	now = leaf ? slot_value(xa, leaf, slot_of(leaf, index)) : NULL;
	if (!any && now != old)
		goto out;
	if (!entry && !leaf)
		goto out;
	leaf = leaf ?: make_leaf(xa, index, &spares);
	if (leaf)
		put_entry(xa, leaf, index, entry);
	else if (more_spares(xa, &spares, gfp))
		goto again;
	else
		now = XA_ERROR(-ENOMEM);
out:
	xa_free_spares(&spares);
	return now;
}

void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	/* In an array that gives numbers away, storing NULL keeps the number. */
	if (!entry && (xa->xa_flags & XA_FLAGS_TRACK_FREE))
		entry = XA_ZERO_ENTRY;
	return visible(exchange(xa, index, true, NULL, entry, gfp));
}
EXPORT_SYMBOL(__xa_store);

void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	if (!entry && (xa->xa_flags & XA_FLAGS_TRACK_FREE))
		entry = XA_ZERO_ENTRY;
	return visible(exchange(xa, index, false, old, entry, gfp));
}
EXPORT_SYMBOL(__xa_cmpxchg);

/* 0; -EBUSY if something is there, reserved places included; -ENOMEM. */
int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	void *now = exchange(xa, index, false, NULL, entry ?: XA_ZERO_ENTRY, gfp);

	return xa_is_err(now) ? xa_err(now) : now ? -EBUSY : 0;
}
EXPORT_SYMBOL(__xa_insert);

/* ---- with the lock ----------------------------------------------------------- */

/**
 * xa_store - put an entry at an index
 * @entry: NULL: take away what is there
 *
 * Context: process if @gfp may sleep, else any in which the lock may be taken.
 * Return: what was there before, or an error for xa_err().
 */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	__XA_LOCKED(, xa, void *, __xa_store(xa, index, entry, gfp));
}
EXPORT_SYMBOL(xa_store);

/** xa_erase - take away what is at an index.  Return: it, or NULL. */
void *xa_erase(struct xarray *xa, unsigned long index)
{
	__XA_LOCKED(, xa, void *, __xa_erase(xa, index));
}
EXPORT_SYMBOL(xa_erase);

/** xa_cmpxchg - store an entry if @old is what is there.  Return: what is there, or an error. */
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp)
{
	__XA_LOCKED(, xa, void *, __xa_cmpxchg(xa, index, old, entry, gfp));
}
EXPORT_SYMBOL(xa_cmpxchg);

/** xa_insert - store an entry where there is none.  Return: 0, -EBUSY, -ENOMEM. */
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	__XA_LOCKED(, xa, int, __xa_insert(xa, index, entry, gfp));
}
EXPORT_SYMBOL(xa_insert);

static int reserve(struct xarray *xa, unsigned long index, gfp_t gfp)
{
	return xa_err(exchange(xa, index, false, NULL, XA_ZERO_ENTRY, gfp));
}

/** xa_reserve - have the memory for a later xa_store(), which then cannot fail */
int xa_reserve(struct xarray *xa, unsigned long index, gfp_t gfp)
{
	__XA_LOCKED(, xa, int, reserve(xa, index, gfp));
}
EXPORT_SYMBOL(xa_reserve);

/* Give a reserved place back, unless it is used. */
void xa_release(struct xarray *xa, unsigned long index)
{
	struct xa_node *leaf;

	xa_lock(xa);
	leaf = find_leaf(xa, index);
	if (leaf && xa_is_zero(slot_value(xa, leaf, slot_of(leaf, index))))
		put_entry(xa, leaf, index, NULL);
	xa_unlock(xa);
}
EXPORT_SYMBOL(xa_release);

/** xa_destroy - empty an array; what the entries point to is not freed */
void xa_destroy(struct xarray *xa)
{
	unsigned long index = 0, flags;

	xa_lock_irqsave(xa, flags);
	while (xa_next_index(xa, &index, ULONG_MAX, XA_STORED))
		put_entry(xa, find_leaf(xa, index), index, NULL);
	xa_unlock_irqrestore(xa, flags);
}
EXPORT_SYMBOL(xa_destroy);

/* ---- searching --------------------------------------------------------------- */

/* Where in a node does the search go on?  XA_CHUNK_SIZE: not in this one. */
static unsigned int next_slot(const struct xa_node *node, unsigned int slot, enum tag tag)
{
	unsigned long word = READ_ONCE(node->tags[tag]);

	if (tag == TAG_FULL)
		word = ~word & (BIT(XA_CHUNK_SIZE) - 1);
	word &= ~0UL << slot;
	return word ? __ffs(word) : XA_CHUNK_SIZE;
}

/* The first index behind all that lies in the same slot of a node; 0: there is none. */
static unsigned long behind_slot(const struct xa_node *node, unsigned long index)
{
	return (index | (BIT(node->shift) - 1)) + 1;
}

/*
 * Go down from the root to the first index at or behind *index that is tagged (FULL: is not).
 * Return: 1 found, 0 there is none, -EAGAIN: from the root again, with *index.
 */
static int descend(struct xarray *xa, unsigned long *index, enum tag tag)
{
	struct xa_node *node = root_of(xa);

	if (!node || *index > span_of(node))
		return tag == TAG_FULL;		/* where there is no node, there is room */
	while (node) {
		unsigned int slot = slot_of(node, *index), next = next_slot(node, slot, tag);

		if (next == XA_CHUNK_SIZE) {
			*index = (*index | span_of(node)) + 1;
			return *index ? -EAGAIN : 0;
		}
		if (next != slot)
			*index = (*index & ~span_of(node)) | (unsigned long)next << node->shift;
		if (!node->shift || (tag == TAG_FULL && !slot_value(xa, node, next)))
			return 1;
		if (!slot_value(xa, node, next)) {	/* it has gone meanwhile */
			*index = behind_slot(node, *index);
			return *index ? -EAGAIN : 0;
		}
		node = slot_value(xa, node, next);
	}
	return 0;
}

static bool next_tagged(struct xarray *xa, unsigned long *index, enum tag tag)
{
	int found;

	do {
		found = descend(xa, index, tag);
	} while (found == -EAGAIN);
	return found;
}

/* Move *index to the next that holds what @what asks for.  Return: the entry, or NULL. */
void *xa_next_index(struct xarray *xa, unsigned long *index, unsigned long max,
		    enum xa_what what)
{
	enum tag tag = what == XA_STORED || what == XA_VISIBLE ? TAG_USED : (enum tag)what;
	struct xa_node *leaf;
	void *entry;

	while (next_tagged(xa, index, tag) && *index <= max) {
		leaf = find_leaf(xa, *index);
		entry = leaf ? slot_value(xa, leaf, slot_of(leaf, *index)) : NULL;
		if (entry && (what == XA_STORED || visible(entry)))
			return entry;
		if (!++*index)
			break;
	}
	return NULL;
}

static enum xa_what to_what(xa_mark_t filter)
{
	return filter == XA_PRESENT ? XA_VISIBLE : (enum xa_what)filter;
}

/**
 * xa_load - what is at an index
 * Context: any.  Return: the entry, or NULL.
 */
void *xa_load(struct xarray *xa, unsigned long index)
{
	struct xa_node *leaf;
	void *entry = NULL;

	rcu_read_lock();
	leaf = find_leaf(xa, index);
	if (leaf)
		entry = visible(slot_value(xa, leaf, slot_of(leaf, index)));
	rcu_read_unlock();
	return entry;
}
EXPORT_SYMBOL(xa_load);

/** xa_find - the first entry from *index to @max that @filter names; *index moves there */
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	unsigned long at = *index;
	void *entry;

	rcu_read_lock();
	entry = xa_next_index(xa, &at, max, to_what(filter));
	rcu_read_unlock();
	if (entry)
		*index = at;
	return entry;
}
EXPORT_SYMBOL(xa_find);

/** xa_find_after - the first behind *index */
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter)
{
	unsigned long at = *index + 1;
	void *entry;

	if (!at)
		return NULL;
	entry = xa_find(xa, &at, max, filter);
	if (entry)
		*index = at;
	return entry;
}
EXPORT_SYMBOL(xa_find_after);

/* ---- marks ------------------------------------------------------------------- */

bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct xa_node *leaf;
	bool is;

	rcu_read_lock();
	leaf = find_leaf(xa, index);
	is = leaf && READ_ONCE(leaf->tags[mark]) & BIT(slot_of(leaf, index));
	rcu_read_unlock();
	return is;
}
EXPORT_SYMBOL(xa_get_mark);

bool xa_marked(const struct xarray *xa, xa_mark_t mark)
{
	struct xa_node *root;
	bool is;

	rcu_read_lock();
	root = root_of(xa);
	is = root && READ_ONCE(root->tags[mark]);
	rcu_read_unlock();
	return is;
}
EXPORT_SYMBOL(xa_marked);

/* Where nothing is, there is nothing to mark. */
void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct xa_node *leaf = find_leaf(xa, index);

	lockdep_assert_held(&xa->xa_lock);
	if (leaf && leaf->tags[TAG_USED] & BIT(slot_of(leaf, index)))
		set_tag(leaf, slot_of(leaf, index), mark);
}
EXPORT_SYMBOL(__xa_set_mark);

void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	struct xa_node *leaf = find_leaf(xa, index);

	lockdep_assert_held(&xa->xa_lock);
	if (leaf)
		clear_tag(leaf, slot_of(leaf, index), mark);
}
EXPORT_SYMBOL(__xa_clear_mark);

void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_lock(xa);
	__xa_set_mark(xa, index, mark);
	xa_unlock(xa);
}
EXPORT_SYMBOL(xa_set_mark);

void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark)
{
	xa_lock(xa);
	__xa_clear_mark(xa, index, mark);
	xa_unlock(xa);
}
EXPORT_SYMBOL(xa_clear_mark);

/* ---- numbers that are free ---------------------------------------------------- */

/* Store at the first free index from @min to @max.  0, -EBUSY: there is none, -ENOMEM. */
int xa_store_free(struct xarray *xa, u32 *id, void *entry, unsigned long min, unsigned long max,
		  struct xa_spares *spares)
{
	unsigned long index = min;
	struct xa_node *leaf;

	lockdep_assert_held(&xa->xa_lock);
	if (!next_tagged(xa, &index, TAG_FULL) || index > max)
		return -EBUSY;
	leaf = make_leaf(xa, index, spares);
	if (!leaf)
		return -ENOMEM;
	put_entry(xa, leaf, index, entry ?: XA_ZERO_ENTRY);
	*id = index;
	return 0;
}

int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	struct xa_spares spares = { };
	int err;

	if (WARN_ON_ONCE(xa_is_internal(entry)) ||
	    WARN_ON_ONCE(!(xa->xa_flags & XA_FLAGS_TRACK_FREE)))
		return -EINVAL;
	if ((xa->xa_flags & XA_FLAGS_ZERO_BUSY) && !limit.min)
		limit.min = 1;
	do {
		err = xa_store_free(xa, id, entry, limit.min, limit.max, &spares);
	} while (err == -ENOMEM && more_spares(xa, &spares, gfp));
	xa_free_spares(&spares);
	return err;
}
EXPORT_SYMBOL(__xa_alloc);

/* From *next on, and from the beginning when there is none: 1 then, so that it shows. */
int __xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next,
		      gfp_t gfp)
{
	u32 min = limit.min;
	int ret;

	limit.min = max(min, *next);
	ret = __xa_alloc(xa, id, entry, limit, gfp);
	if (ret == -EBUSY && limit.min > min) {
		limit.min = min;
		ret = __xa_alloc(xa, id, entry, limit, gfp) ?: 1;
	}
	if (ret >= 0)
		*next = *id + 1;
	return ret;
}
EXPORT_SYMBOL(__xa_alloc_cyclic);

/**
 * xa_alloc - store an entry at the first free index of a range, and say which
 * Context: as xa_store().
 * Return: 0; -EBUSY when none is free, -ENOMEM, -EINVAL for an array not made for it.
 */
int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp)
{
	__XA_LOCKED(, xa, int, __xa_alloc(xa, id, entry, limit, gfp));
}
EXPORT_SYMBOL(xa_alloc);

int xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next,
		    gfp_t gfp)
{
	__XA_LOCKED(, xa, int, __xa_alloc_cyclic(xa, id, entry, limit, next, gfp));
}
EXPORT_SYMBOL(xa_alloc_cyclic);
