// SPDX-License-Identifier: MIT
/*
 * user/processes.c - the life of processes as programs see it; the same on Linux
 *
 * Prints one line for each part that is as it should be.  Linux judges: run it there.
 */

#include "user.h"

#define STATUS(code)	((code) << 8)
#define PAGE		4096

static char stack[4 * PAGE] __attribute__((aligned(16)));
static volatile long shared = 1;
static volatile int thread_tid;
static volatile int *volatile null;

static long fork(void)
{
	return call(SYS_fork);
}

static long wait_for(long pid, int *status)
{
	*status = -1;
	return call(SYS_wait4, pid, status, 0, 0);
}

/* The status that a child ends with which calls this function. */
static int status_of(int (*fn)(void))
{
	int status;
	long pid = fork();

	if (!pid)
		end(fn());
	if (pid < 0)
		fail("fork", pid);
	expect("wait4", wait_for(pid, &status), pid);
	return status;
}

/* ---- fork, wait, exit ---------------------------------------------------------------- */

static int end_with_7(void)
{
	return 7;
}

static int write_shared(void)
{
	shared = 2;
	return shared == 2 ? 0 : 1;
}

static int read_null(void)
{
	return *null;
}

static int ask_numbers(void)
{
	if (call(SYS_getpid) == call(SYS_getppid) || call(SYS_getpid) != call(SYS_gettid))
		return 1;
	return call(SYS_getpgrp) == call(SYS_getpgid, call(SYS_getppid)) ? 0 : 2;
}

static void test_fork(void)
{
	int status;

	expect("exit status", status_of(end_with_7), STATUS(7));
	expect("a child's write", status_of(write_shared), STATUS(0));
	expect("what it does to the parent", shared, 1);
	expect("status after a fault", status_of(read_null) & 0x7f, SIGSEGV);
	expect("numbers", status_of(ask_numbers), STATUS(0));
	expect("wait4 without children", wait_for(-1, &status), -ECHILD);
	expect("waiting for a stranger", wait_for(1, &status), -ECHILD);
	expect("bad options", call(SYS_wait4, -1, 0, 0x1000, 0), -EINVAL);
	print("fork, wait and exit\n");
}

/* ---- zombies --------------------------------------------------------------------------- */

static void test_many(void)
{
	int status, sum = 0;
	long pids[10];

	for (int i = 0; i < 10; i++) {
		pids[i] = fork();
		if (!pids[i])
			end(i);
	}
	expect("the sixth", wait_for(pids[5], &status), pids[5]);
	expect("its status", status, STATUS(5));
	expect("the sixth again", wait_for(pids[5], &status), -ECHILD);
	for (int i = 0; i < 9; i++) {
		if (wait_for(-1, &status) < 0)
			fail("wait4", i);
		sum += status >> 8;
	}
	expect("the sum", sum, 45 - 5);
	expect("one more", wait_for(-1, &status), -ECHILD);
	print("children in any order\n");
}

static void test_no_hang(void)
{
	int status;
	long pid = fork(), ret;

	if (!pid) {
		call(SYS_wait4, -1, 0, 0, 0);
		end(0);
	}
	do {
		ret = call(SYS_wait4, pid, &status, WNOHANG, 0);
		call(SYS_sched_yield);
	} while (!ret);
	expect("wait4 that does not wait", ret, pid);
	print("waiting without waiting\n");
}

/* ---- exec ------------------------------------------------------------------------------- */

static const char *self;

static int exec_self(void)
{
	const char *argv[] = { self, "again", "second argument", NULL };
	const char *envp[] = { "NAME=value", NULL };

	return (int)-call(SYS_execve, self, argv, envp);
}

static int exec_vfork(void)
{
	return exec_self();
}

/* What exec_self() has made of us. */
static int again(int argc, char **argv, char **envp)
{
	if (argc != 3 || !equal(argv[2], "second argument") || argv[3])
		return 1;
	if (!envp[0] || !equal(envp[0], "NAME=value") || envp[1])
		return 2;
	return shared == 1 ? 42 : 3;
}

static void test_exec(void)
{
	const char *argv[] = { self, NULL };
	int status;
	long pid;

	expect("status of the new program", status_of(exec_self), STATUS(42));
	expect("a missing file", call(SYS_execve, "/no/such", argv, NULL), -ENOENT);
	expect("a directory", call(SYS_execve, "/", argv, NULL), -EACCES);
	expect("a bad name", call(SYS_execve, 8, argv, NULL), -EFAULT);
	expect("bad arguments", call(SYS_execve, self, 8, NULL), -EFAULT);
	expect("an empty name", call(SYS_execve, "", argv, NULL), -ENOENT);
	pid = call(SYS_vfork);
	if (!pid)
		call(SYS_exit_group, exec_vfork());
	expect("wait4", wait_for(pid, &status), pid);
	expect("status after vfork and exec", status, STATUS(42));
	print("exec\n");
}

/* ---- orphans ----------------------------------------------------------------------------- */

static int leave_orphan(void)
{
	if (!fork()) {
		while (call(SYS_getppid) != 1)
			call(SYS_sched_yield);
		end(0);
	}
	return 3;
}

static void test_orphan(void)
{
	int status;

	expect("status of the parent", status_of(leave_orphan), STATUS(3));
	if (call(SYS_getpid) == 1)
		if (wait_for(-1, &status) < 0 || status)
			fail("the orphan's status", status);
	print("orphans are init's\n");
}

/* ---- groups and sessions ------------------------------------------------------------------- */

static int lead_session(void)
{
	long pid = call(SYS_getpid);

	if (call(SYS_setsid) != pid || call(SYS_getsid, 0) != pid || call(SYS_getpgrp) != pid)
		return 1;
	if (call(SYS_setsid) != -EPERM || call(SYS_setpgid, 0, 0) != -EPERM)
		return 2;
	return 0;
}

static int lead_group(void)
{
	long pid = call(SYS_getpid), sid = call(SYS_getsid, 0);

	if (call(SYS_setpgid, 0, 0) || call(SYS_getpgrp) != pid || call(SYS_getsid, 0) != sid)
		return 1;
	if (call(SYS_setpgid, 0, 30000) != -EPERM || call(SYS_setpgid, 30000, 0) != -ESRCH)
		return 2;
	if (call(SYS_setsid) != -EPERM || call(SYS_setpgid, 0, -5) != -EINVAL)
		return 3;
	return 0;
}

static void test_groups(void)
{
	expect("a session", status_of(lead_session), STATUS(0));
	expect("a group", status_of(lead_group), STATUS(0));
	print("groups and sessions\n");
}

/* ---- threads and futexes -------------------------------------------------------------------- */

#define THREAD_FLAGS (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | \
		      CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID)

static volatile u32 word;

static int thread(void *arg)
{
	shared = (long)arg;
	if (call(SYS_gettid) == call(SYS_getpid))
		return 1;
	word = 1;
	call(SYS_futex, &word, FUTEX_WAKE, 1, 0);
	return 0;
}

static void join(void)
{
	int tid;

	while ((tid = thread_tid))
		call(SYS_futex, &thread_tid, FUTEX_WAIT, tid, 0);
}

static void test_threads(void)
{
	struct { long sec, nsec; } soon = { 0, 1000000 };
	long tid = start_thread(THREAD_FLAGS, stack + sizeof(stack), thread, (void *)77,
				(int *)&thread_tid);

	if (tid < 0)
		fail("clone", tid);
	while (!word)
		call(SYS_futex, &word, FUTEX_WAIT, 0, 0);
	join();
	expect("what the thread wrote", shared, 77);
	shared = 1;
	word = 0;
	expect("a word that differs", call(SYS_futex, &word, FUTEX_WAIT, 5, 0), -EAGAIN);
	expect("waking nobody", call(SYS_futex, &word, FUTEX_WAKE, 1, 0), 0);
	expect("a bad address", call(SYS_futex, 8, FUTEX_WAIT, 0, 0), -EFAULT);
	expect("an odd address", call(SYS_futex, (u64)&word + 1, FUTEX_WAIT, 0, 0), -EINVAL);
	expect("until it is too late", call(SYS_futex, &word, FUTEX_WAIT, 0, &soon), -ETIMEDOUT);
	print("threads and futexes\n");
}

static int exec_in_thread(void *unused)
{
	(void)unused;
	return exec_self();
}

/* The other thread execs: it becomes the process, with its number. */
static int exec_from_thread(void)
{
	start_thread(THREAD_FLAGS, stack + sizeof(stack), exec_in_thread, NULL,
		     (int *)&thread_tid);
	for (;;)
		call(SYS_sched_yield);
	return 0;
}

static int spin(void *unused)
{
	(void)unused;
	for (;;)
		call(SYS_sched_yield);
	return 0;
}

static int exec_beside_thread(void)
{
	start_thread(THREAD_FLAGS, stack + sizeof(stack), spin, NULL, (int *)&thread_tid);
	return exec_self();
}

static int end_beside_thread(void)
{
	start_thread(THREAD_FLAGS, stack + sizeof(stack), spin, NULL, (int *)&thread_tid);
	return 5;
}

static void test_thread_ends(void)
{
	expect("exit_group", status_of(end_beside_thread), STATUS(5));
	expect("exec beside a thread", status_of(exec_beside_thread), STATUS(42));
	expect("exec by a thread", status_of(exec_from_thread), STATUS(42));
	print("the end of threads\n");
}

/* ---- too many ------------------------------------------------------------------------------- */

/* As many children as there can be: no more than an error, and all is well when they are gone. */
static int fork_bomb(void)
{
	static long pids[32768];
	int n = 0, status;
	long pid;

	while ((pid = fork()) > 0)
		pids[n++] = pid;
	while (!pid)
		call(SYS_pause);
	if (pid != -EAGAIN && pid != -ENOMEM)
		fail("one too many", pid);
	for (int i = 0; i < n; i++)
		expect("kill", call(SYS_kill, pids[i], SIGKILL), 0);
	for (int i = 0; i < n; i++) {
		expect("wait4", wait_for(pids[i], &status), pids[i]);
		expect("status", status, SIGKILL);
	}
	expect("a child after them", status_of(end_with_7), STATUS(7));
	print("as many as there can be\n");
	return 0;
}

int main(int argc, char **argv, char **envp)
{
	self = argv[0];
	if (argc > 1 && equal(argv[1], "again"))
		return again(argc, argv, envp);
	if (argc > 1 && equal(argv[1], "bomb"))
		return fork_bomb();
	test_fork();
	test_many();
	test_no_hang();
	test_exec();
	test_orphan();
	test_groups();
	test_threads();
	test_thread_ends();
	print("processes: all is well\n");
	return 0;
}
