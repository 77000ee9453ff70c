/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/user_program.h - run a few instructions of assembly in ring 3
 *
 * A child of the test gets an mm with a set of programs and a stack, and becomes one of them.
 * Its status comes back by kernel_wait().
 */
#ifndef TESTS_UNIT_USER_PROGRAM_H
#define TESTS_UNIT_USER_PROGRAM_H

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/types.h>

#include <asm/page.h>

#define USER_TEXT	0x400000ul
#define USER_STACK_TOP	0x7ffffffff000ul
#define USER_STACK_SIZE	(4 * PAGE_SIZE)

struct task_struct;

/* What lies between two labels of an .asm file; it goes to USER_TEXT as a whole. */
struct program_set {
	const char *begin, *end;
};

struct program {
	const struct program_set *set;
	const char *code;		/* its first instruction, in the set */
	unsigned long word, word2;	/* its rdi and rsi */
	unsigned long more[4];		/* its rdx, r10, r8, r9: of a system call */
	unsigned long number;		/* its rax */
	pid_t pid;
	struct task_struct *task;	/* with a reference, until program_end() */
	struct completion begun;	/* who is stopped before that never begins */
};

void program_start(struct kunit *test, struct program *p);
int program_end(struct program *p);
int program_run(struct kunit *test, const struct program_set *set, const char *code,
		unsigned long word);

/* For a thread that goes to ring 3 by ways of its own. */
int program_memory(const struct program_set *set);

/* A word of a running program, by the kernel's address; NULL: its page is not there. */
unsigned long *program_word(struct program *p, unsigned long address);

#endif /* TESTS_UNIT_USER_PROGRAM_H */
