/* SPDX-License-Identifier: MIT */
/*
 * linux/dcache.h - the entries of directories
 *
 * fs/dcache.c tells how.  A dentry lives as long as somebody holds a reference to
 * it; its children hold it.  There is no cache of those that nobody uses.
 */
#ifndef LINUX_DCACHE_H
#define LINUX_DCACHE_H

#include <linux/list.h>
#include <linux/types.h>

struct dentry;
struct inode;
struct path;
struct super_block;
struct vfsmount;

struct qstr {
	u32 hash;			/* set by the dcache */
	u32 len;
	const unsigned char *name;
};

#define QSTR_INIT(n, l) { .len = (l), .name = (const unsigned char *)(n) }

#define DNAME_INLINE_LEN 32

struct dentry_operations {
	/* 0: the entry has become wrong, look again. */
	int (*d_revalidate)(struct dentry *dentry, unsigned int flags);
	void (*d_release)(struct dentry *dentry);
	/* The path of what has no place in the tree, for d_path(). */
	char *(*d_dname)(struct dentry *dentry, char *buf, int size);
};

#define DCACHE_MOUNTED	0x1		/* something is mounted here */

struct dentry {
	unsigned int d_flags;		/* dcache_lock */
	int d_count;			/* dcache_lock: references */
	struct hlist_node d_hash;	/* dcache_lock */
	struct dentry *d_parent;	/* dcache_lock; itself, at the top */
	struct qstr d_name;		/* dcache_lock and the directory's i_rwsem */
	struct inode *d_inode;		/* dcache_lock; NULL: there is no such file */
	unsigned char d_iname[DNAME_INLINE_LEN];	/* short names */
	const struct dentry_operations *d_op;	/* I */
	struct super_block *d_sb;	/* I */
	void *d_fsdata;			/* the file system's */
	loff_t d_offset;		/* dcache_lock: place in the listing of the directory */
	struct list_head d_child;	/* dcache_lock: in the parent's d_subdirs */
	struct list_head d_subdirs;	/* dcache_lock: ascending d_offset */
};

struct dentry *dget(struct dentry *dentry);
struct dentry *dget_parent(struct dentry *dentry);
void dput(struct dentry *dentry);

struct dentry *d_alloc(struct dentry *parent, const struct qstr *name);
struct dentry *d_alloc_name(struct dentry *parent, const char *name);
struct dentry *d_make_root(struct inode *inode);
struct dentry *d_lookup(struct dentry *parent, const struct qstr *name);

/* Give an entry its inode; the reference to the inode goes over. */
void d_instantiate(struct dentry *dentry, struct inode *inode);
/* The same, and let lookups find it. */
void d_add(struct dentry *dentry, struct inode *inode);
/* Lookups do not find it any more. */
void d_drop(struct dentry *dentry);
void d_move(struct dentry *dentry, struct dentry *target);
bool d_unhashed(const struct dentry *dentry);
bool is_subdir(struct dentry *dentry, struct dentry *top);

/* The path as text, at the end of buf; "//deleted" and ERR_PTR(-ENAMETOOLONG) as on Linux. */
char *d_path(const struct path *path, char *buf, int size);

static inline struct inode *d_inode(const struct dentry *dentry)
{
	return dentry->d_inode;
}

static inline bool d_really_is_negative(const struct dentry *dentry)
{
	return !dentry->d_inode;
}

static inline bool d_really_is_positive(const struct dentry *dentry)
{
	return dentry->d_inode;
}

#define d_is_negative(dentry)	d_really_is_negative(dentry)
#define d_is_positive(dentry)	d_really_is_positive(dentry)
#define IS_ROOT(x)		((x) == (x)->d_parent)

#endif /* LINUX_DCACHE_H */
