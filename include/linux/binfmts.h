/* SPDX-License-Identifier: MIT */
/*
 * linux/binfmts.h - what exec knows of the program to be, and the formats it may have
 *
 * Left out: formats that modules register.
 */
#ifndef LINUX_BINFMTS_H
#define LINUX_BINFMTS_H

#include <linux/types.h>
#include <uapi/linux/binfmts.h>

struct file;
struct mm_struct;

/*
 * The new memory is complete, with arguments, code and data, before the old is left: so
 * whatever fails, the caller goes on as before.
 */
struct linux_binprm {
	char buf[BINPRM_BUF_SIZE];	/* the beginning of the file, zeroes behind its end */
	struct mm_struct *mm;		/* the new memory, or NULL: it is in use */
	struct file *file;		/* what is to be run: in the end, no script */
	const char *filename;		/* as it was called */
	const char *interp;		/* what is run: of a script, its interpreter */
	char *interp_copy;		/* allocated for that, or NULL */
	unsigned long p;		/* the lowest string on the new stack */
	unsigned long argmin;		/* it may not go below */
	unsigned long exec;		/* where filename is there */
	int argc, envc;
	bool executable_stack;
	char *page;			/* one page, to copy through */
	/* For start_thread(). */
	unsigned long entry, sp;
};

int kernel_execve(const char *filename, const char *const *argv, const char *const *envp);

#endif /* LINUX_BINFMTS_H */
