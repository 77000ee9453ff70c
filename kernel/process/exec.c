// SPDX-License-Identifier: MIT
/*
 * kernel/process/exec.c - a process becomes another program
 *
 * How it works
 *
 *   A new memory is made beside the old one, complete: the strings of arguments and
 *   environment at the top of its stack, then what the file's format wants (binfmt_elf.c),
 *   then the table that the program finds at its stack pointer.  Only then is the old
 *   memory left.  So exec either fails and has changed nothing, or succeeds.
 *
 *        +-----------------------+ STACK_TOP
 *        | 8 bytes of zeroes     |
 *        | the file's name       |  <- bprm->exec
 *        | environment strings   |
 *        | argument strings      |  <- bprm->p; a script adds some below
 *        | "x86_64", 16 random   |
 *        | auxv, envp, argv      |
 *        | argc                  |  <- the program's rsp
 *        +-----------------------+
 *
 *   A script (#!) puts its interpreter and its own name in the place of its first argument,
 *   and the interpreter's file takes its place.
 *
 * Locking: none; nobody else knows the new memory.
 *
 * Compared with Linux: there a file that turns out to be broken after its header has been
 * accepted kills the process by SIGSEGV, for the old memory is gone; here exec returns the
 * error.
 */

#include <linux/binfmts.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include <asm/arch.h>
#include <asm/page.h>
#include <asm/pgtable.h>

#include "process.h"

#define STACK_TOP	(TASK_SIZE_MAX)
#define ARGS_MAX	(_STK_LIM / 4 * 3)	/* of all strings and pointers, at most */
#define ARGS_MIN	(32 * PAGE_SIZE)	/* and so much in any case */
#define SCRIPT_DEPTH	5			/* scripts whose interpreters are scripts */

/* The strings of the kernel's own call, or of a program's. */
struct exec_strings {
	const char *const *kernel;		/* NULL: */
	const char __user *const __user *user;
};

/* ---- strings ------------------------------------------------------------------------- */

static const char __user *user_string(const struct exec_strings *strings, int i)
{
	const char __user *string;

	if (get_user(string, strings->user + i))
		return ERR_PTR(-EFAULT);
	return string;
}

/* How many there are, or an error. */
static int count_strings(const struct exec_strings *strings)
{
	int n = 0;

	if (strings->kernel) {
		while (strings->kernel[n])
			n++;
		return n;
	}
	if (!strings->user)
		return 0;
	for (;;) {
		const char __user *string = user_string(strings, n);

		if (IS_ERR(string))
			return -EFAULT;
		if (!string)
			return n;
		if (n++ == MAX_ARG_STRINGS || n > (int)(ARGS_MAX / sizeof(void *)))
			return -E2BIG;
		if (fatal_signal_pending(current))
			return -ERESTARTNOHAND;
		cond_resched();
	}
}

static int make_room(struct linux_binprm *bprm, long len)
{
	if (len > MAX_ARG_STRLEN || bprm->p - bprm->argmin < (unsigned long)len)
		return -E2BIG;
	bprm->p -= len;
	return 0;
}

static int write_stack(struct linux_binprm *bprm, unsigned long addr, const void *data, int len)
{
	int done = access_remote_vm(bprm->mm, addr, (void *)data, len, FOLL_WRITE);

	return done == len ? 0 : fatal_signal_pending(current) ? -EINTR : -ENOMEM;
}

static int push_kernel_string(struct linux_binprm *bprm, const char *string)
{
	long len = strlen(string) + 1;

	return make_room(bprm, len) ?: write_stack(bprm, bprm->p, string, len);
}

static int push_user_string(struct linux_binprm *bprm, const char __user *string)
{
	long len = strnlen_user(string, MAX_ARG_STRLEN);
	long done = 0;
	int err;

	if (!len)
		return -EFAULT;
	err = make_room(bprm, len);
	while (!err && done < len) {
		int n = min_t(long, len - done, PAGE_SIZE);

		if (copy_from_user(bprm->page, string + done, n))
			return -EFAULT;
		err = write_stack(bprm, bprm->p + done, bprm->page, n);
		done += n;
	}
	return err;
}

/* The last one first: so they lie in their order. */
static int push_strings(struct linux_binprm *bprm, const struct exec_strings *strings, int n)
{
	int err = 0;

	while (n-- && !err) {
		if (strings->kernel) {
			err = push_kernel_string(bprm, strings->kernel[n]);
		} else {
			const char __user *string = user_string(strings, n);

			err = IS_ERR(string) ? PTR_ERR(string) : push_user_string(bprm, string);
		}
		cond_resched();
	}
	return err;
}

/* Where the string behind the one at @addr begins; 0: it cannot be read. */
static unsigned long next_string(struct linux_binprm *bprm, unsigned long addr)
{
	for (;;) {
		int n = PAGE_SIZE - offset_in_page(addr), len;

		if (access_remote_vm(bprm->mm, addr, bprm->page, n, 0) != n)
			return 0;
		len = strnlen(bprm->page, n);
		addr += len;
		if (len < n)
			return addr + 1;
	}
}

/* ---- the table at the program's stack pointer ------------------------------------------ */

/* The addresses of @n strings, the first of which is at @addr; returns the next one's. */
static unsigned long fill_addresses(struct linux_binprm *bprm, unsigned long *words, int n,
				    unsigned long addr)
{
	for (int i = 0; i < n && addr; i++) {
		words[i] = addr;
		addr = next_string(bprm, addr);
	}
	words[n] = 0;
	return addr;
}

/**
 * setup_arg_table - argc, argv, envp and the words behind them
 * @auxv: pairs up to AT_NULL
 * @auxv_words: how many words
 * @limit: the table is below it
 *
 * Context: a task, may sleep.
 * Return: 0 or -errno; bprm->sp and the places in mm are set.
 */
int setup_arg_table(struct linux_binprm *bprm, const unsigned long *auxv, int auxv_words,
		    unsigned long limit)
{
	struct mm_struct *mm = bprm->mm;
	size_t n = 1 + bprm->argc + 1 + bprm->envc + 1 + auxv_words;
	unsigned long *words = kvmalloc_array(n, sizeof(*words), GFP_KERNEL);
	int err = -EFAULT;

	if (!words)
		return -ENOMEM;
	words[0] = bprm->argc;
	mm->arg_start = bprm->p;
	mm->arg_end = fill_addresses(bprm, words + 1, bprm->argc, bprm->p);
	mm->env_start = mm->arg_end;
	mm->env_end = fill_addresses(bprm, words + 1 + bprm->argc + 1, bprm->envc,
				     mm->env_start);
	memcpy(words + n - auxv_words, auxv, auxv_words * sizeof(*auxv));
	memcpy(mm->saved_auxv, auxv, auxv_words * sizeof(*auxv));
	bprm->sp = ALIGN_DOWN(limit - n * sizeof(*words), 16);
	mm->start_stack = bprm->sp;
	if (mm->env_end)
		err = write_stack(bprm, bprm->sp, words, n * sizeof(*words));
	kvfree(words);
	return err;
}

/* ---- the file -------------------------------------------------------------------------- */

/* Up to @len bytes from @pos; what the file does not have is missing. */
int read_program(struct file *file, void *buf, size_t len, loff_t pos)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = kernel_read(file, buf + done, len - done, &pos);

		if (n < 0)
			return n;
		if (!n)
			break;
		done += n;
	}
	return done;
}

static int read_header(struct linux_binprm *bprm)
{
	int n;

	memset(bprm->buf, 0, sizeof(bprm->buf));
	n = read_program(bprm->file, bprm->buf, sizeof(bprm->buf), 0);
	return n < 0 ? n : 0;
}

/* ---- scripts --------------------------------------------------------------------------- */

/* Split "#! interpreter argument", in place.  -ENOEXEC: it is none. */
static int parse_script(char *buf, char **name, char **arg)
{
	char *line = buf + 2, *end = strnchr(buf, BINPRM_BUF_SIZE, '\n');

	if (!end && !memchr(buf, '\0', BINPRM_BUF_SIZE)) {
		/* Cut off: then at least the interpreter's name must be whole. */
		line += strspn(line, " \t");
		end = buf + BINPRM_BUF_SIZE - 1;
		*end = '\0';
		if (!strpbrk(line, " \t"))
			return -ENOEXEC;
	}
	if (end)
		*end = '\0';
	*name = strim(buf + 2);
	*arg = strpbrk(*name, " \t");
	if (*arg) {
		*(*arg)++ = '\0';
		*arg = skip_spaces(*arg);
	}
	return **name ? 0 : -ENOEXEC;
}

/* The first argument goes. */
static int drop_argument(struct linux_binprm *bprm)
{
	unsigned long next;

	if (!bprm->argc)
		return 0;
	next = next_string(bprm, bprm->p);
	if (!next)
		return -EFAULT;
	bprm->p = next;
	bprm->argc--;
	return 0;
}

static int push_argument(struct linux_binprm *bprm, const char *string)
{
	int err = push_kernel_string(bprm, string);

	if (!err)
		bprm->argc++;
	return err;
}

static int change_interp(struct linux_binprm *bprm, const char *name)
{
	char *copy = kstrdup(name, GFP_KERNEL);

	if (!copy)
		return -ENOMEM;
	kfree(bprm->interp_copy);
	bprm->interp = bprm->interp_copy = copy;
	return 0;
}

/* Its interpreter's file takes the place of the script's. */
static int load_script(struct linux_binprm *bprm)
{
	char *name, *arg;
	struct file *file;
	int err = parse_script(bprm->buf, &name, &arg);

	if (err)
		return err;
	err = drop_argument(bprm) ?: push_argument(bprm, bprm->interp);
	if (!err && arg && *arg)
		err = push_argument(bprm, arg);
	err = err ?: push_argument(bprm, name) ?: change_interp(bprm, name);
	if (err)
		return err;
	file = open_exec(bprm->interp);
	if (IS_ERR(file))
		return PTR_ERR(file);
	fput(bprm->file);
	bprm->file = file;
	return 0;
}

static int load_program(struct linux_binprm *bprm)
{
	for (int depth = 0; depth <= SCRIPT_DEPTH; depth++) {
		int err = read_header(bprm);

		if (err)
			return err;
		if (bprm->buf[0] != '#' || bprm->buf[1] != '!')
			return load_elf_binary(bprm);
		err = load_script(bprm);
		if (err)
			return err;
	}
	return -ELOOP;
}

/* ---- leaving the old program ------------------------------------------------------------ */

static int become_alone(struct task_struct *p)
{
	return thread_group_empty(p) ? 0 : end_other_threads(p);
}

/* From here on there is no way back. */
static int begin_new_exec(struct linux_binprm *bprm)
{
	struct task_struct *p = current;
	int err = become_alone(p);

	if (!err)
		err = unshare_files() ?: unshare_sighand();
	if (err)
		return err;
	get_file(bprm->file);
	bprm->mm->exe_file = bprm->file;
	mm_release(p);
	err = exec_mmap(bprm->mm);
	if (err)
		return err;
	bprm->mm = NULL;
	p->flags &= ~(PF_FORKNOEXEC | PF_NOFREEZE | PF_NO_SETAFFINITY);
	p->exit_signal = SIGCHLD;
	sas_ss_reset(p);
	flush_signal_handlers(p, 0);
	do_close_on_exec(p->files);
	__set_task_comm(p, kbasename(bprm->filename), true);
	return 0;
}

/* ---- exec ------------------------------------------------------------------------------- */

static unsigned long args_limit(void)
{
	unsigned long limit = min_t(unsigned long, rlimit(RLIMIT_STACK) / 4, ARGS_MAX);

	return max_t(unsigned long, limit, ARGS_MIN);
}

static int make_stack(struct linux_binprm *bprm)
{
	struct mm_struct *mm = bprm->mm;
	unsigned long ret;

	mmap_write_lock(mm);
	ret = do_mmap(mm, STACK_TOP - PAGE_SIZE, PAGE_SIZE, VM_STACK_FLAGS, true);
	mmap_write_unlock(mm);
	bprm->p = STACK_TOP - sizeof(void *);
	return IS_ERR_VALUE(ret) ? ret : 0;
}

/* The strings take what is left of the limit when their pointers have been counted. */
static int limit_strings(struct linux_binprm *bprm)
{
	unsigned long pointers = (max(bprm->argc, 1) + bprm->envc) * sizeof(void *);
	unsigned long limit = args_limit();

	if (limit <= pointers)
		return -E2BIG;
	bprm->argmin = bprm->p - (limit - pointers);
	return 0;
}

static int push_all(struct linux_binprm *bprm, const struct exec_strings *argv,
		    const struct exec_strings *envp)
{
	int err;

	bprm->argc = count_strings(argv);
	bprm->envc = count_strings(envp);
	if (bprm->argc < 0 || bprm->envc < 0)
		return bprm->argc < 0 ? bprm->argc : bprm->envc;
	err = limit_strings(bprm) ?: push_kernel_string(bprm, bprm->filename);
	bprm->exec = bprm->p;
	err = err ?: push_strings(bprm, envp, bprm->envc) ?:
	      push_strings(bprm, argv, bprm->argc);
	if (!err && !bprm->argc) {
		pr_warn_once("process '%s' launched '%s' with NULL argv: empty string added\n",
			     current->comm, bprm->filename);
		err = push_argument(bprm, "");
	}
	return err;
}

static void free_bprm(struct linux_binprm *bprm)
{
	if (bprm->mm)
		mmput(bprm->mm);
	if (!IS_ERR_OR_NULL(bprm->file))
		fput(bprm->file);
	kfree(bprm->interp_copy);
	kfree(bprm->page);
	kfree(bprm);
}

static struct linux_binprm *alloc_bprm(const char *filename)
{
	struct linux_binprm *bprm = kzalloc(sizeof(*bprm), GFP_KERNEL);

	if (!bprm)
		return NULL;
	bprm->filename = bprm->interp = filename;
	bprm->page = kmalloc(PAGE_SIZE, GFP_KERNEL);
	bprm->mm = mm_alloc();
	if (bprm->page && bprm->mm)
		return bprm;
	free_bprm(bprm);
	return NULL;
}

static int prepare(struct linux_binprm *bprm, const struct exec_strings *argv,
		   const struct exec_strings *envp)
{
	bprm->file = open_exec(bprm->filename);
	if (IS_ERR(bprm->file))
		return PTR_ERR(bprm->file);
	return make_stack(bprm) ?: push_all(bprm, argv, envp) ?: load_program(bprm);
}

static int do_execve(const char *filename, const struct exec_strings *argv,
		     const struct exec_strings *envp)
{
	struct linux_binprm *bprm = alloc_bprm(filename);
	int err;

	if (!bprm)
		return -ENOMEM;
	err = prepare(bprm, argv, envp);
	if (!err)
		err = begin_new_exec(bprm);
	if (!err)
		start_thread(bprm->entry, bprm->sp);
	free_bprm(bprm);
	return err;
}

/**
 * kernel_execve - a process that has begun in the kernel becomes a program
 *
 * It runs when the function that user_mode_thread() was given returns.
 *
 * Context: such a process; may sleep.
 * Return: 0 or -errno.
 */
int kernel_execve(const char *filename, const char *const *argv, const char *const *envp)
{
	const struct exec_strings args = { .kernel = argv }, env = { .kernel = envp };

	if (WARN_ON_ONCE(current->flags & PF_KTHREAD))
		return -EINVAL;
	return do_execve(filename, &args, &env);
}

SYSCALL_DEFINE3(execve, const char __user *, filename, const char __user *const __user *, argv,
		const char __user *const __user *, envp)
{
	const struct exec_strings args = { .user = argv }, env = { .user = envp };
	char *name = kmalloc(PATH_MAX, GFP_KERNEL);
	long ret;

	if (!name)
		return -ENOMEM;
	ret = strncpy_from_user(name, filename, PATH_MAX);
	if (ret == PATH_MAX)
		ret = -ENAMETOOLONG;
	else if (!ret)
		ret = -ENOENT;
	if (ret > 0)
		ret = do_execve(name, &args, &env);
	kfree(name);
	return ret;
}
