// SPDX-License-Identifier: MIT
/* tests/unit/user_program.c - run a few instructions of assembly in ring 3 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/uaccess.h>

#include <asm/arch.h>
#include <asm/pgtable.h>
#include <asm/ptrace.h>
#include <asm/syscall.h>

#include "user_program.h"

/* ---- becoming a program ------------------------------------------------------------------ */

static int map_program(struct mm_struct *mm, size_t size)
{
	unsigned long text, stack;

	mmap_write_lock(mm);
	text = do_mmap(mm, USER_TEXT, size, VM_READ | VM_WRITE, true);
	stack = do_mmap(mm, USER_STACK_TOP - USER_STACK_SIZE, USER_STACK_SIZE, VM_STACK_FLAGS,
			true);
	mmap_write_unlock(mm);
	return IS_ERR_VALUE(text) || IS_ERR_VALUE(stack) ? -ENOMEM : 0;
}

static int load_program(const struct program_set *set)
{
	size_t size = set->end - set->begin;
	int err;

	if (copy_to_user((void __user *)USER_TEXT, set->begin, size))
		return -EFAULT;
	mmap_write_lock(current->mm);
	err = do_mprotect(current->mm, USER_TEXT, size, VM_READ | VM_EXEC);
	mmap_write_unlock(current->mm);
	return err;
}

/**
 * program_memory - the current task gets memory of its own, with @set in it
 * Context: a thread without an mm; leaves it with exit_mm().
 * Return: 0 or -errno; then it has none.
 */
int program_memory(const struct program_set *set)
{
	struct mm_struct *mm = mm_alloc();
	int err;

	if (!mm)
		return -ENOMEM;
	err = map_program(mm, set->end - set->begin) ?: exec_mmap(mm);
	if (err) {
		mmput(mm);
		return err;
	}
	err = load_program(set);
	if (err)
		exit_mm();
	return err;
}

static void set_registers(struct pt_regs *regs, const struct program *p)
{
	regs->ax = p->number;
	regs->di = p->word;
	regs->si = p->word2;
	regs->dx = p->more[0];
	regs->r10 = p->more[1];
	regs->r8 = p->more[2];
	regs->r9 = p->more[3];
}

/* Returns into ring 3. */
static int become_program(void *arg)
{
	struct program p = *(struct program *)arg;
	int err;

	set_task_comm(current, "program");
	complete(&((struct program *)arg)->begun);
	err = program_memory(p.set);
	if (err)
		return err;
	start_thread(USER_TEXT + (p.code - p.set->begin), USER_STACK_TOP - 8);
	set_registers(task_pt_regs(current), &p);
	return 0;
}

void program_start(struct kunit *test, struct program *p)
{
	init_completion(&p->begun);
	p->pid = user_mode_thread(become_program, p, 0);
	KUNIT_ASSERT_GT(test, p->pid, 0);
	wait_for_completion(&p->begun);
	p->task = get_task_struct(find_task_by_pid(p->pid));
}

/* As wait4() tells it: a signal's number, or the status times 256. */
int program_end(struct program *p)
{
	int status = -1;

	kernel_wait(p->pid, &status);
	put_task_struct(p->task);
	return status;
}

int program_run(struct kunit *test, const struct program_set *set, const char *code,
		unsigned long word)
{
	struct program p = { .set = set, .code = code, .word = word };

	program_start(test, &p);
	return program_end(&p);
}

unsigned long *program_word(struct program *p, unsigned long address)
{
	struct mm_struct *mm = get_task_mm(p->task);
	unsigned long *word = NULL;
	pte_t *pte;

	if (!mm)
		return NULL;
	spin_lock(&mm->page_table_lock);
	pte = user_pte(mm, address, false);
	if (pte && pte_present(*pte))
		word = __va(pte_phys(*pte)) + offset_in_page(address);
	spin_unlock(&mm->page_table_lock);
	mmput(mm);
	return word;
}
