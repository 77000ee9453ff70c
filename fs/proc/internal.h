/* SPDX-License-Identifier: MIT */
/* fs/proc/internal.h - private to procfs: an entry of its tree, and who has it open */
#ifndef FS_PROC_INTERNAL_H
#define FS_PROC_INTERNAL_H

#include <linux/container_of.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/refcount.h>

#include "../internal.h"

#define PROC_ROOT_INO 1

struct proc_dir_entry {
	char *name;			/* I */
	umode_t mode;			/* I */
	kuid_t uid;			/* I */
	kgid_t gid;			/* I */
	loff_t size;			/* I */
	unsigned int ino;		/* I */
	void *data;			/* I: the owner's */
	char *target;			/* I: of a symbolic link */
	const struct proc_ops *ops;	/* I: NULL for a directory */
	const struct seq_operations *seq_ops;		/* I: of proc_create_seq() */
	int (*single_show)(struct seq_file *m, void *v);	/* I: of proc_create_single() */
	unsigned int state_size;	/* I: memory for the iterator */

	struct proc_dir_entry *parent;	/* T: tree, by proc_mutex */
	struct list_head children;	/* T: sorted by name */
	struct list_head sibling;	/* T */

	refcount_t refs;		/* the tree's, and one for each inode */
	struct call_gate gate;		/* around the owner's functions */
	struct mutex openers_lock;	/* order: outermost */
	struct list_head openers;	/* openers_lock: files whose release() is still to come */
};

/* What an inode of /proc lies in. */
struct proc_inode {
	struct inode inode;
	struct proc_dir_entry *pde;	/* I */
};

static inline struct proc_dir_entry *PDE(const struct inode *inode)
{
	return container_of(inode, struct proc_inode, inode)->pde;
}

extern struct mutex proc_mutex;
extern struct proc_dir_entry proc_root;

/* With proc_mutex.  The entry of a directory whose name is the len bytes at name. */
struct proc_dir_entry *pde_find_child(struct proc_dir_entry *dir, const char *name, size_t len);
void pde_put(struct proc_dir_entry *de);

/* The gate is closed: call release() for those who have it open. */
void proc_release_openers(struct proc_dir_entry *de);

#endif /* FS_PROC_INTERNAL_H */
