/* SPDX-License-Identifier: MIT */
/* linux/file.h - from a number to an open file, and back */
#ifndef LINUX_FILE_H
#define LINUX_FILE_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>

struct file;

void fput(struct file *file);

/* What fdget() has found, and what fdput() has to give back for it. */
struct fd {
	struct file *file;
	unsigned int flags;
};

#define FDPUT_FPUT		1	/* a reference */
#define FDPUT_POS_UNLOCK	2	/* f_pos_lock */

/* With a reference, or NULL. */
struct file *fget(unsigned int fd);
struct file *fget_raw(unsigned int fd);

/*
 * For the time of one system call, without touching the reference count where nobody else
 * can close the file meanwhile; fdget_pos() also has the file's position.
 */
struct fd fdget(unsigned int fd);
struct fd fdget_raw(unsigned int fd);
struct fd fdget_pos(unsigned int fd);
void fdput_pos(struct fd f);

static inline void fdput(struct fd f)
{
	if (f.flags & FDPUT_FPUT)
		fput(f.file);
}

/* A number that nobody has; then fd_install() or put_unused_fd(). */
int get_unused_fd_flags(unsigned int flags);
int __get_unused_fd_flags(unsigned int flags, unsigned long nofile);
void put_unused_fd(unsigned int fd);
/* The reference goes over: from here on a program may close it. */
void fd_install(unsigned int fd, struct file *file);

/* @file also as number @fd (what was there is closed), or as a free one. */
int replace_fd(unsigned int fd, struct file *file, unsigned int flags);
int receive_fd(struct file *file, unsigned int flags);

void set_close_on_exec(unsigned int fd, int flag);
bool get_close_on_exec(unsigned int fd);

/* A free number from @from on for @file, whose reference stays the caller's. */
int f_dupfd(unsigned int from, struct file *file, unsigned int flags);

#endif /* LINUX_FILE_H */
