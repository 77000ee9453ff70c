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

struct pid;
struct pid_entry;
struct seq_file;
struct task_struct;

/* What an inode of /proc lies in: it belongs to an entry, or to a process. */
struct proc_inode {
	struct inode inode;
	struct proc_dir_entry *pde;	/* I: or NULL */
	struct pid *pid;		/* I: with a reference; or NULL */
	const struct pid_entry *entry;	/* I: which file of the process; NULL: its directory */
	unsigned int fd;		/* I: of an entry of /proc/<pid>/fd */
	bool own_link;			/* I: i_link is to be freed */
};

static inline struct proc_inode *PROC_I(const struct inode *inode)
{
	return container_of(inode, struct proc_inode, inode);
}

static inline struct proc_dir_entry *PDE(const struct inode *inode)
{
	return PROC_I(inode)->pde;
}

extern struct mutex proc_mutex;
extern struct proc_dir_entry proc_root;

/* With proc_mutex.  The entry of a directory whose name is the len bytes at name. */
struct proc_dir_entry *pde_find_child(struct proc_dir_entry *dir, const char *name, size_t len);
void pde_put(struct proc_dir_entry *de);

/* The gate is closed: call release() for those who have it open. */
void proc_release_openers(struct proc_dir_entry *de);

/* ---- processes: base.c ------------------------------------------------------------- */

/* Positions in the listing of /proc: entries below, processes from here on. */
#define FIRST_PROCESS_ENTRY 256

/* A file in the directory of a process: text, or something else by its operations. */
struct pid_entry {
	const char *name;
	umode_t mode;
	int (*show)(struct seq_file *m, struct task_struct *task);
	const struct inode_operations *iop;
	const struct file_operations *fop;
};

/* The directory of a process, "self" or "thread-self", by name; or ERR_PTR(-ENOENT). */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry);
int proc_pid_readdir(struct file *file, struct dir_context *ctx);
/* Of an inode that belongs to a process: is what it stands for still there? */
int proc_pid_revalidate(struct dentry *dentry);

struct inode *proc_pid_make_inode(struct super_block *sb, struct pid *pid, umode_t mode);
/* The inode's process, with a reference; NULL: it is gone. */
struct task_struct *get_proc_task(const struct inode *inode);
/* One name of a directory; false: the reader has enough. */
bool proc_emit(struct dir_context *ctx, const char *name, unsigned int type);

extern const struct inode_operations proc_fd_inode_operations;	/* fd.c */
extern const struct file_operations proc_fd_operations;

/* array.c, task_mmu.c: what the files show */
int proc_pid_stat(struct seq_file *m, struct task_struct *task);
int proc_tid_stat(struct seq_file *m, struct task_struct *task);
int proc_pid_statm(struct seq_file *m, struct task_struct *task);
int proc_pid_status(struct seq_file *m, struct task_struct *task);
int proc_pid_maps(struct seq_file *m, struct task_struct *task);
int proc_pid_cmdline(struct seq_file *m, struct task_struct *task);
int proc_pid_environ(struct seq_file *m, struct task_struct *task);

#endif /* FS_PROC_INTERNAL_H */
