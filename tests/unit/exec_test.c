// SPDX-License-Identifier: MIT
/*
 * tests/unit/exec_test.c - exec of good and hostile files; fork and exec without memory
 *
 * Files are made in memory, a few bytes each, and written to the root.  A child of the test
 * execs one and ends; what exec returned, or what the program ended with, is its status.
 */

#include <kunit/test.h>
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/page.h>

#include "failnth.h"

#define NAME		"/exec-test"
#define TEXT		0x400000ul
#define STATUS(code)	((code) << 8)
#define REFUSED		STATUS(100)	/* the child's status if exec has failed */

#define CODE_SIZE	12
/* mov edi, 42; mov eax, 231; syscall: exit_group(42). */
#define EXIT_CODE	{ 0xbf, 42, 0, 0, 0, 0xb8, 231, 0, 0, 0, 0x0f, 0x05 }

/* A file that runs, and that each case breaks in its way. */
struct elf_file {
	Elf64_Ehdr head;
	Elf64_Phdr part[2];
	u8 code[CODE_SIZE];
};

static const struct elf_file good = {
	.head = {
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_entry = TEXT + offsetof(struct elf_file, code),
		.e_phoff = offsetof(struct elf_file, part),
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_phentsize = sizeof(Elf64_Phdr),
		.e_phnum = 2,
	},
	.part = {
		{
			.p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_vaddr = TEXT,
			.p_filesz = sizeof(struct elf_file), .p_memsz = sizeof(struct elf_file),
			.p_align = PAGE_SIZE,
		}, {
			.p_type = PT_LOAD, .p_flags = PF_R | PF_W, .p_vaddr = TEXT + PAGE_SIZE,
			.p_memsz = 2 * PAGE_SIZE, .p_align = PAGE_SIZE,
		},
	},
	.code = EXIT_CODE,
};

static int write_file(const void *data, size_t size)
{
	struct file *file = filp_open(NAME, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	loff_t pos = 0;
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = kernel_write(file, data, size, &pos);
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

/* ---- children ------------------------------------------------------------------------------ */

struct child {
	int err;			/* of exec */
	const char *name;
};

static int exec_it(void *arg)
{
	static const char *const argv[] = { "program", "argument", NULL };
	static const char *const envp[] = { "A=1", NULL };
	struct child *child = arg;

	child->err = kernel_execve(child->name, argv, envp);
	if (child->err)
		do_exit(REFUSED);
	return 0;
}

/* Its status; REFUSED with the error in @child. */
static int run_child(struct child *child)
{
	pid_t pid;
	int status = -1;

	child->err = 0;
	pid = user_mode_thread(exec_it, child, 0);
	if (pid < 0)
		return pid;
	kernel_wait(pid, &status);
	return status;
}

static int run_file(struct kunit *test, const void *data, size_t size, int *err)
{
	struct child child = { .name = NAME };
	int status;

	KUNIT_ASSERT_EQ(test, write_file(data, size), 0);
	status = run_child(&child);
	*err = child.err;
	return status;
}

/* ---- good ones ------------------------------------------------------------------------------ */

static void a_program_of_an_elf_file_runs(struct kunit *test)
{
	struct elf_file file = good;
	int err;

	KUNIT_EXPECT_EQ(test, run_file(test, &file, sizeof(file), &err), STATUS(42));
	file.head.e_type = ET_DYN;		/* where there is room */
	file.part[0].p_vaddr = 0;
	file.part[1].p_vaddr = PAGE_SIZE;
	file.head.e_entry = offsetof(struct elf_file, code);
	KUNIT_EXPECT_EQ(test, run_file(test, &file, sizeof(file), &err), STATUS(42));
}

static void a_script_runs_its_interpreter(struct kunit *test)
{
	static const char script[] = "#! " NAME " argument\n";
	struct child child = { .name = "/exec-script" };
	struct file *file;
	loff_t pos = 0;

	KUNIT_ASSERT_EQ(test, write_file(&good, sizeof(good)), 0);
	file = filp_open(child.name, O_WRONLY | O_CREAT | O_TRUNC, 0755);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	kernel_write(file, script, strlen(script), &pos);
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, run_child(&child), STATUS(42));
	init_unlink(child.name);
}

static void a_script_of_scripts_ends(struct kunit *test)
{
	static const char script[] = "#!" NAME "\n";
	int err;

	KUNIT_EXPECT_EQ(test, run_file(test, script, strlen(script), &err), REFUSED);
	KUNIT_EXPECT_EQ(test, err, -ELOOP);
}

/* ---- hostile ones ---------------------------------------------------------------------------- */

struct hostile {
	const char *what;
	void (*spoil)(struct elf_file *file);
	int err;
};

#define SPOIL(name, change) \
	static void name(struct elf_file *file) { change; }

SPOIL(no_magic, file->head.e_ident[0] = 0)
SPOIL(of_32_bits, file->head.e_ident[EI_CLASS] = 1)
SPOIL(an_object_file, file->head.e_type = ET_REL)
SPOIL(of_another_machine, file->head.e_machine = 3)
SPOIL(no_parts, file->head.e_phnum = 0)
SPOIL(parts_of_a_strange_size, file->head.e_phentsize = 32)
SPOIL(too_many_parts, file->head.e_phnum = 0xffff)
SPOIL(parts_behind_the_end, file->head.e_phoff = sizeof(*file))
SPOIL(parts_at_the_end_of_all, file->head.e_phoff = ~0ull - 8)
SPOIL(parts_nowhere, file->head.e_phoff = 1ull << 62)
SPOIL(more_in_the_file, file->part[1].p_filesz = 3 * PAGE_SIZE)
SPOIL(in_the_kernel, file->part[1].p_vaddr = PAGE_OFFSET)
SPOIL(not_canonical, file->part[1].p_vaddr = 1ull << 47)
SPOIL(around_the_end, file->part[1].p_vaddr = ~0ull - PAGE_SIZE)
SPOIL(huge, file->part[1].p_memsz = ~0ull)
SPOIL(up_to_the_kernel, file->part[1].p_memsz = 1ull << 47)
SPOIL(askew, file->part[0].p_offset = 1)
SPOIL(far_in_the_file, file->part[0].p_offset = 1ull << 63)
SPOIL(at_null, file->part[1].p_vaddr = 0)
SPOIL(entry_in_the_kernel, file->head.e_entry = PAGE_OFFSET)
SPOIL(endless_interpreter, (file->part[1].p_type = PT_INTERP,
			    file->part[1].p_filesz = PATH_MAX + 1))
SPOIL(empty_interpreter, (file->part[1].p_type = PT_INTERP, file->part[1].p_filesz = 1))
SPOIL(interpreter_behind_the_end, (file->part[1].p_type = PT_INTERP,
				   file->part[1].p_offset = PAGE_SIZE,
				   file->part[1].p_filesz = 8))
SPOIL(a_floating_hole, (file->head.e_type = ET_DYN, file->part[0].p_vaddr = 0,
			file->part[1].p_vaddr = (1ull << 47) - 4 * PAGE_SIZE))

static const struct hostile hostile[] = {
	{ "no magic number", no_magic, -ENOEXEC },
	{ "32 bits", of_32_bits, -ENOEXEC },
	{ "an object file", an_object_file, -ENOEXEC },
	{ "another machine's", of_another_machine, -ENOEXEC },
	{ "no parts", no_parts, -ENOEXEC },
	{ "headers of a strange size", parts_of_a_strange_size, -ENOEXEC },
	{ "too many headers", too_many_parts, -ENOEXEC },
	{ "headers behind the end", parts_behind_the_end, -ENOEXEC },
	{ "headers around the end", parts_at_the_end_of_all, -ENOEXEC },
	{ "headers nowhere", parts_nowhere, -ENOEXEC },
	{ "more in the file than in memory", more_in_the_file, -EINVAL },
	{ "a part in the kernel", in_the_kernel, -EINVAL },
	{ "a part at no address", not_canonical, -EINVAL },
	{ "a part around the end", around_the_end, -EINVAL },
	{ "a huge part", huge, -EINVAL },
	{ "a part up to the kernel", up_to_the_kernel, -EINVAL },
	{ "a part that is askew", askew, -EINVAL },
	{ "a part far in the file", far_in_the_file, -EINVAL },
	{ "a part at NULL", at_null, -EPERM },
	{ "an entry in the kernel", entry_in_the_kernel, -EINVAL },
	{ "an endless interpreter", endless_interpreter, -ENOEXEC },
	{ "an empty interpreter", empty_interpreter, -ENOEXEC },
	{ "an interpreter behind the end", interpreter_behind_the_end, -EIO },
	{ "a floating file as large as all", a_floating_hole, -ENOMEM },
};

static void hostile_files_are_refused(struct kunit *test)
{
	for (int i = 0; i < ARRAY_SIZE(hostile); i++) {
		struct elf_file file = good;
		int err, status;

		hostile[i].spoil(&file);
		status = run_file(test, &file, sizeof(file), &err);
		KUNIT_EXPECT_EQ_MSG(test, status, REFUSED, "%s", hostile[i].what);
		KUNIT_EXPECT_EQ_MSG(test, err, hostile[i].err, "%s", hostile[i].what);
	}
}

/* However much of the file is there: an error, a program that faults, or one that runs. */
static void truncated_files_do_no_harm(struct kunit *test)
{
	for (size_t size = 0; size < offsetof(struct elf_file, code) + CODE_SIZE; size++) {
		int err, status = run_file(test, &good, size, &err);

		if (size < offsetof(struct elf_file, code))
			KUNIT_EXPECT_EQ_MSG(test, err, -ENOEXEC, "%zu bytes", size);
		else
			KUNIT_EXPECT_TRUE_MSG(test, status == SIGSEGV || status == SIGILL,
					      "%zu bytes: status %#x", size, status);
	}
}

static void parts_may_overlap_and_hit_the_stack(struct kunit *test)
{
	struct elf_file file = good;
	int err;

	file.part[1].p_vaddr = TEXT;		/* over the code: zeroes are no program */
	KUNIT_EXPECT_EQ(test, run_file(test, &file, sizeof(file), &err), SIGSEGV);
	file.part[1].p_vaddr = (1ul << 47) - 4 * PAGE_SIZE;
	file.part[1].p_memsz = 3 * PAGE_SIZE;	/* over the arguments: they are gone */
	run_file(test, &file, sizeof(file), &err);
	KUNIT_SUCCEED(test);
}

static void what_is_no_program_is_refused(struct kunit *test)
{
	struct child child = { .name = "/no/such/file" };

	KUNIT_EXPECT_EQ(test, run_child(&child), REFUSED);
	KUNIT_EXPECT_EQ(test, child.err, -ENOENT);
	child.name = "/";
	KUNIT_EXPECT_EQ(test, run_child(&child), REFUSED);
	KUNIT_EXPECT_EQ(test, child.err, -EACCES);
	child.name = NAME;
	KUNIT_ASSERT_EQ(test, write_file(&good, sizeof(good)), 0);
	init_chmod(NAME, 0644);
	KUNIT_EXPECT_EQ(test, run_child(&child), REFUSED);
	KUNIT_EXPECT_EQ(test, child.err, -EACCES);
	init_chmod(NAME, 0755);
}

/* ---- no memory ------------------------------------------------------------------------ */

static int end_at_once(void *arg)
{
	do_exit(*(int *)arg);
}

static int path_fork(struct kunit *test)
{
	int code = STATUS(5), status = -1;
	pid_t pid = user_mode_thread(end_at_once, &code, 0);

	if (pid < 0)
		return pid;
	kernel_wait(pid, &status);
	KUNIT_EXPECT_EQ(test, status, code);
	return 0;
}

static void fork_fails_at_every_allocation(struct kunit *test)
{
	failnth_sweep(test, "fork", path_fork);
}

/* Allocations count in the child: it arms itself. */
struct failing_exec {
	unsigned int nth, refused;
	int err;
};

static int exec_failing(void *arg)
{
	static const char *const argv[] = { "program", NULL };
	struct failing_exec *exec = arg;

	fault_inject_arm(exec->nth, false);
	exec->err = kernel_execve(NAME, argv, argv);
	exec->refused = fault_inject_disarm();
	if (exec->err)
		do_exit(REFUSED);
	return 0;
}

static void exec_fails_at_every_allocation(struct kunit *test)
{
	struct failing_exec exec = { .nth = 1, .refused = 1 };
	struct mm_leak_mark mark;
	int status;

	failnth_needs_one_cpu(test);
	KUNIT_ASSERT_EQ(test, write_file(&good, sizeof(good)), 0);
	for (; exec.refused && exec.nth < 200; exec.nth++) {
		if (exec.nth == 2)		/* the first has made what stays */
			mm_leak_mark(&mark);
		status = -1;
		kernel_wait(user_mode_thread(exec_failing, &exec, 0), &status);
		if (exec.err)
			KUNIT_EXPECT_EQ_MSG(test, exec.err, -ENOMEM, "allocation %u", exec.nth);
		KUNIT_EXPECT_EQ_MSG(test, status, exec.err ? REFUSED : STATUS(42),
				    "allocation %u", exec.nth);
		rcu_barrier();
	}
	KUNIT_EXPECT_GT(test, exec.nth, 10);
	KUNIT_EXPECT_LT(test, exec.nth, 200);
	KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
}

/* A program tells its end by SIGCHLD, and kernel threads ignore that: nothing would stay of it. */
static int exec_init(struct kunit *test)
{
	kernel_sigaction(SIGCHLD, SIG_DFL);
	return 0;
}

static int exec_suite_init(struct kunit_suite *suite)
{
	return write_file(&good, sizeof(good)) ?: failnth_suite_init(suite);
}

static void exec_suite_exit(struct kunit_suite *suite)
{
	init_unlink(NAME);
}

static struct kunit_case exec_cases[] = {
	KUNIT_CASE(a_program_of_an_elf_file_runs),
	KUNIT_CASE(a_script_runs_its_interpreter),
	KUNIT_CASE(a_script_of_scripts_ends),
	KUNIT_CASE(hostile_files_are_refused),
	KUNIT_CASE(truncated_files_do_no_harm),
	KUNIT_CASE(parts_may_overlap_and_hit_the_stack),
	KUNIT_CASE(what_is_no_program_is_refused),
	KUNIT_CASE(fork_fails_at_every_allocation),
	KUNIT_CASE(exec_fails_at_every_allocation),
	{ }
};

static struct kunit_suite exec_suite = {
	.name = "exec",
	.suite_init = exec_suite_init,
	.suite_exit = exec_suite_exit,
	.init = exec_init,
	.test_cases = exec_cases,
};
kunit_test_suite(exec_suite);
