// SPDX-License-Identifier: MIT
/*
 * fs/dcache.c - the tree of names
 *
 * What it is for
 *
 *   A directory's entries, in memory: what a name in a directory stands for.  For
 *   ramfs and the like the entries are all there is of the tree; for /proc they
 *   are made when somebody asks and go when nobody uses them any more.
 *
 * How it works
 *
 *   Each entry holds a reference to its parent and to its inode.  An entry that
 *   must stay (a file of ramfs) is held by one reference more, which its file
 *   system took when it made the file and drops when the file is removed.  With its
 *   last reference an entry is freed, and its parent loses one, and so on upwards.
 *   So there is no cache of unused entries and nothing to shrink, and there is no
 *   entry that says "no such file" but while somebody is about to make that file.
 *
 *   Names are found by a hash of parent and name.  An entry that was removed, or
 *   that has a wrong answer, is taken out of the hash and lives on for those who
 *   hold it.
 *
 *   The children of a directory are a list, ascending by a number that is given
 *   once and never again: a reader of the directory goes on behind the number that
 *   it saw last, whatever came and went in between.
 *
 * Context: process.  dput() and iput() may sleep: a file system frees its data.
 *
 * Locking
 *
 *   dcache_lock   all links, counts, flags, names.  Order: innermost, within a
 *                 directory's i_rwsem and mount_lock.
 *   i_rwsem       of a directory, to write: who looks up, makes or removes an entry
 *                 in it; a name and a parent change under both locks.
 *
 * Compared with Linux: one lock instead of one each, references instead of a cache
 * with a shrinker, no RCU walk, no negative entries kept, no aliases of directories.
 */

#include <linux/container_of.h>
#include <linux/dcache.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/lockdep.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "internal.h"

#define HASH_BITS	8
#define FIRST_OFFSET	2		/* behind "." and ".." */
#define HASH_FACTOR	31

DEFINE_SPINLOCK(dcache_lock);
static struct hlist_head dentry_hash[1 << HASH_BITS];	/* dcache_lock */
static loff_t next_offset = FIRST_OFFSET;		/* dcache_lock */
static struct kmem_cache *dentry_cachep;		/* I */

static u32 hash_name(const unsigned char *name, u32 len)
{
	u32 hash = 0;

	while (len--)
		hash = hash * HASH_FACTOR + *name++;
	return hash;
}

static struct hlist_head *hash_chain(const struct dentry *parent, u32 hash)
{
	return &dentry_hash[hash_32(hash ^ (u32)(unsigned long)parent, HASH_BITS)];
}

/* ---- making and freeing ------------------------------------------------------ */

static bool set_name(struct dentry *dentry, const struct qstr *name)
{
	unsigned char *copy = dentry->d_iname;

	if (name->len >= DNAME_INLINE_LEN)
		copy = kmalloc(name->len + 1, GFP_KERNEL);
	if (!copy)
		return false;
	memcpy(copy, name->name, name->len);
	copy[name->len] = '\0';
	dentry->d_name.name = copy;
	dentry->d_name.len = name->len;
	dentry->d_name.hash = hash_name(copy, name->len);
	return true;
}

static void free_name(const unsigned char *name, const struct dentry *dentry)
{
	if (name != dentry->d_iname)
		kfree(name);
}

static struct dentry *alloc_dentry(struct super_block *sb, const struct qstr *name)
{
	struct dentry *dentry = kmem_cache_zalloc(dentry_cachep, GFP_KERNEL);

	if (!dentry)
		return NULL;
	if (!set_name(dentry, name)) {
		kmem_cache_free(dentry_cachep, dentry);
		return NULL;
	}
	dentry->d_count = 1;
	dentry->d_sb = sb;
	dentry->d_op = sb->s_d_op;
	dentry->d_parent = dentry;
	INIT_HLIST_NODE(&dentry->d_hash);
	INIT_LIST_HEAD(&dentry->d_child);
	INIT_LIST_HEAD(&dentry->d_subdirs);
	return dentry;
}

static void link_child(struct dentry *parent, struct dentry *dentry)
{
	lockdep_assert_held(&dcache_lock);
	dentry->d_parent = parent;
	dentry->d_offset = next_offset++;
	list_add_tail(&dentry->d_child, &parent->d_subdirs);
}

/**
 * d_alloc - make an entry of a directory, which nobody finds yet
 *
 * Context: process, may sleep.
 * Return: the entry with one reference, or NULL.
 */
struct dentry *d_alloc(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = alloc_dentry(parent->d_sb, name);

	if (!dentry)
		return NULL;
	spin_lock(&dcache_lock);
	parent->d_count++;
	link_child(parent, dentry);
	spin_unlock(&dcache_lock);
	return dentry;
}
EXPORT_SYMBOL(d_alloc);

struct dentry *d_alloc_name(struct dentry *parent, const char *name)
{
	const struct qstr q = QSTR_INIT(name, strlen(name));

	return d_alloc(parent, &q);
}
EXPORT_SYMBOL(d_alloc_name);

/* The top of a tree.  The inode's reference goes over, also when there is no memory. */
struct dentry *d_make_root(struct inode *inode)
{
	static const struct qstr slash = QSTR_INIT("/", 1);
	struct dentry *root = inode ? alloc_dentry(inode->i_sb, &slash) : NULL;

	if (root)
		d_instantiate(root, inode);
	else
		iput(inode);
	return root;
}
EXPORT_SYMBOL(d_make_root);

/* Nobody has it any more: out of all lists, and its memory back.  Its parent, or NULL. */
static struct dentry *kill_dentry(struct dentry *dentry)
{
	struct dentry *parent = IS_ROOT(dentry) ? NULL : dentry->d_parent;
	struct inode *inode = dentry->d_inode;

	lockdep_assert_held(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	list_del(&dentry->d_child);
	spin_unlock(&dcache_lock);
	WARN_ON(!list_empty(&dentry->d_subdirs));
	if (inode)
		iput(inode);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);
	free_name(dentry->d_name.name, dentry);
	kmem_cache_free(dentry_cachep, dentry);
	return parent;
}

/**
 * dput - give a reference back
 * @dentry: or NULL
 *
 * Context: process, may sleep.
 */
void dput(struct dentry *dentry)
{
	while (dentry) {
		spin_lock(&dcache_lock);
		if (--dentry->d_count) {
			WARN_ON(dentry->d_count < 0);
			spin_unlock(&dcache_lock);
			return;
		}
		dentry = kill_dentry(dentry);
	}
}
EXPORT_SYMBOL(dput);

struct dentry *dget(struct dentry *dentry)
{
	if (dentry) {
		spin_lock(&dcache_lock);
		dentry->d_count++;
		spin_unlock(&dcache_lock);
	}
	return dentry;
}
EXPORT_SYMBOL(dget);

struct dentry *dget_parent(struct dentry *dentry)
{
	struct dentry *parent;

	spin_lock(&dcache_lock);
	parent = dentry->d_parent;
	parent->d_count++;
	spin_unlock(&dcache_lock);
	return parent;
}
EXPORT_SYMBOL(dget_parent);

/* ---- names ------------------------------------------------------------------- */

static bool same_name(const struct dentry *dentry, const struct qstr *name, u32 hash)
{
	return dentry->d_name.hash == hash && dentry->d_name.len == name->len &&
	       !memcmp(dentry->d_name.name, name->name, name->len);
}

/**
 * d_lookup - the entry of that name, if there is one in memory
 * Context: process.  Return: it, with a reference more, or NULL.
 */
struct dentry *d_lookup(struct dentry *parent, const struct qstr *name)
{
	u32 hash = hash_name(name->name, name->len);
	struct dentry *dentry;

	spin_lock(&dcache_lock);
	hlist_for_each_entry(dentry, hash_chain(parent, hash), d_hash) {
		if (dentry->d_parent == parent && same_name(dentry, name, hash)) {
			dentry->d_count++;
			goto out;
		}
	}
	dentry = NULL;
out:
	spin_unlock(&dcache_lock);
	return dentry;
}
EXPORT_SYMBOL(d_lookup);

void d_instantiate(struct dentry *dentry, struct inode *inode)
{
	spin_lock(&dcache_lock);
	WARN_ON(dentry->d_inode);
	dentry->d_inode = inode;
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_instantiate);

static void rehash(struct dentry *dentry)
{
	lockdep_assert_held(&dcache_lock);
	WARN_ON(!hlist_unhashed(&dentry->d_hash));
	hlist_add_head(&dentry->d_hash, hash_chain(dentry->d_parent, dentry->d_name.hash));
}

/* An entry without an inode is not to be found: it is on its way to become one. */
void d_add(struct dentry *dentry, struct inode *inode)
{
	spin_lock(&dcache_lock);
	dentry->d_inode = inode;
	if (inode)
		rehash(dentry);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_add);

void d_drop(struct dentry *dentry)
{
	spin_lock(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_drop);

/* Its file is removed: who has it open keeps it, and nobody else finds it. */
void d_delete(struct dentry *dentry)
{
	d_drop(dentry);
}

bool d_unhashed(const struct dentry *dentry)
{
	return hlist_unhashed(&dentry->d_hash) && !IS_ROOT(dentry);
}
EXPORT_SYMBOL(d_unhashed);

/* The names of two entries change places, wherever they are kept. */
static void swap_names(struct dentry *a, struct dentry *b)
{
	unsigned char inline_name[DNAME_INLINE_LEN];
	struct qstr name = a->d_name;
	bool a_inline = a->d_name.name == a->d_iname, b_inline = b->d_name.name == b->d_iname;

	memcpy(inline_name, a->d_iname, sizeof(inline_name));
	memcpy(a->d_iname, b->d_iname, sizeof(inline_name));
	memcpy(b->d_iname, inline_name, sizeof(inline_name));
	a->d_name = b->d_name;
	b->d_name = name;
	if (b_inline)
		a->d_name.name = a->d_iname;
	if (a_inline)
		b->d_name.name = b->d_iname;
}

/**
 * d_move - an entry gets the name and the directory of another, which loses them
 * Context: process; both directories' i_rwsem.
 */
void d_move(struct dentry *dentry, struct dentry *target)
{
	struct dentry *from;

	spin_lock(&dcache_lock);
	hlist_del_init(&dentry->d_hash);
	hlist_del_init(&target->d_hash);
	swap_names(dentry, target);
	from = dentry->d_parent;
	list_del(&dentry->d_child);
	list_del(&target->d_child);
	link_child(target->d_parent, dentry);	/* the references to the parents change places */
	link_child(from, target);
	rehash(dentry);
	spin_unlock(&dcache_lock);
}
EXPORT_SYMBOL(d_move);

/* ---- the tree ---------------------------------------------------------------- */

bool is_subdir(struct dentry *dentry, struct dentry *top)
{
	bool below;

	spin_lock(&dcache_lock);
	while (dentry != top && !IS_ROOT(dentry))
		dentry = dentry->d_parent;
	below = dentry == top;
	spin_unlock(&dcache_lock);
	return below;
}
EXPORT_SYMBOL(is_subdir);

static bool is_listed(const struct dentry *dentry)
{
	return dentry->d_inode && !hlist_unhashed(&dentry->d_hash);
}

/*
 * The first entry of a directory whose offset is at least from, with a reference.
 * after, which came before it, gives its own back.
 */
struct dentry *d_next_child(struct dentry *dir, struct dentry *after, loff_t from)
{
	struct dentry *child;

	spin_lock(&dcache_lock);
	child = list_entry(&dir->d_subdirs, struct dentry, d_child);
	if (after && after->d_parent == dir)
		child = after;
	list_for_each_entry_continue(child, &dir->d_subdirs, d_child) {
		if (child->d_offset >= from && is_listed(child)) {
			child->d_count++;
			goto out;
		}
	}
	child = NULL;
out:
	spin_unlock(&dcache_lock);
	dput(after);
	return child;
}

/* Drops what holds each file of a tree in memory: the reference of its file system. */
void d_genocide(struct dentry *top)
{
	for (;;) {
		struct dentry *child = NULL, *d = top;

		spin_lock(&dcache_lock);
		while (!list_empty(&d->d_subdirs))
			child = d = list_first_entry(&d->d_subdirs, struct dentry, d_child);
		if (child) {
			hlist_del_init(&child->d_hash);
			list_del_init(&child->d_child);
			WARN(child->d_count != 1, "VFS: '%s' is in use at unmount\n",
			     child->d_name.name);
		}
		spin_unlock(&dcache_lock);
		if (!child)
			return;
		dput(child);
	}
}

bool d_mountpoint(const struct dentry *dentry)
{
	return READ_ONCE(dentry->d_flags) & DCACHE_MOUNTED;
}

void d_set_mounted(struct dentry *dentry, bool mounted)
{
	spin_lock(&dcache_lock);
	if (mounted)
		dentry->d_flags |= DCACHE_MOUNTED;
	else
		dentry->d_flags &= ~DCACHE_MOUNTED;
	spin_unlock(&dcache_lock);
}

void __init dcache_init(void)
{
	dentry_cachep = KMEM_CACHE(dentry, 0);
	if (!dentry_cachep)
		panic("No memory for the names of files.");
}
