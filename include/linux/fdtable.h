/* SPDX-License-Identifier: MIT */
/*
 * linux/fdtable.h - the open files of a process, by their numbers
 *
 * fs/file.c tells how.
 */
#ifndef LINUX_FDTABLE_H
#define LINUX_FDTABLE_H

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define NR_OPEN_DEFAULT BITS_PER_LONG

struct file;
struct task_struct;

struct fdtable {
	unsigned int max_fds;		/* file_lock: a multiple of BITS_PER_LONG */
	struct file **fd;		/* file_lock: by number; NULL: closed, or not open yet */
	unsigned long *close_on_exec;	/* file_lock: bitmap */
	unsigned long *open_fds;	/* file_lock: bitmap of numbers that are taken */
};

/* Shared by tasks that were cloned with CLONE_FILES. */
struct files_struct {
	atomic_t count;			/* A: tasks that have it */
	spinlock_t file_lock;		/* order: inside task_lock(), outside nothing */
	unsigned int next_fd;		/* L: all below it are taken */
	struct fdtable *fdt;		/* I: &fdtab */
	struct fdtable fdtab;		/* L */
	/* L: what fdtab points to, until a program opens more. */
	unsigned long close_on_exec_init[1];
	unsigned long open_fds_init[1];
	struct file *fd_array[NR_OPEN_DEFAULT];
};

/* Of all kernel threads; it is not counted, and never goes. */
extern struct files_struct init_files;

/* With file_lock held. */
#define files_fdtable(files) ((files)->fdt)

static inline bool close_on_exec(unsigned int fd, const struct fdtable *fdt)
{
	return fdt->close_on_exec[fd / BITS_PER_LONG] & BIT(fd % BITS_PER_LONG);
}

static inline bool fd_is_open(unsigned int fd, const struct fdtable *fdt)
{
	return fdt->open_fds[fd / BITS_PER_LONG] & BIT(fd % BITS_PER_LONG);
}

/* The birth and the end of a task.  Linux's clone flags. */
int copy_files(unsigned long clone_flags, struct task_struct *p);
void exit_files(struct task_struct *p);
/* For exec: an own table, if it is shared. */
int unshare_files(void);
void do_close_on_exec(struct files_struct *files);

/* Another task's file, with a reference; or NULL. */
struct file *fget_task(struct task_struct *task, unsigned int fd);
/* The first open one at or above *fd, which is set to it; or NULL. */
struct file *task_lookup_next_fd(struct task_struct *task, unsigned int *fd);

/* Calls f for each, from n on, with file_lock held, until it returns something else than 0. */
int iterate_fd(struct files_struct *files, unsigned int n,
	       int (*f)(const void *arg, struct file *file, unsigned int fd), const void *arg);

int close_fd(unsigned int fd);

#endif /* LINUX_FDTABLE_H */
