// SPDX-License-Identifier: MIT
/*
 * user/signals.c - signals as programs see them; the same on Linux
 *
 * Prints one line for each part that is as it should be.  Linux judges: run it there.
 * All of it happens in a child, for process 1 is sent only what it has a handler for.
 */

#include "user.h"

enum {
	SYS_rt_sigprocmask = 14, SYS_rt_sigreturn = 15, SYS_pipe = 22, SYS_nanosleep = 35,
	SYS_alarm = 37, SYS_setitimer = 38, SYS_rt_sigtimedwait = 128, SYS_rt_sigqueueinfo = 129,
};

enum {
	SIGFPE = 8, SIGUSR1 = 10, SIGUSR2 = 12, SIGPIPE = 13, SIGALRM = 14, SIGTERM = 15,
	SIGCONT = 18, SIGSTOP = 19, SIGRT = 40,
	SA_NOCLDWAIT = 2, SA_SIGINFO = 4, SA_RESTORER = 0x04000000, SA_RESTART = 0x10000000,
	WUNTRACED = 2, WCONTINUED = 8, EPIPE = 32,
	SEGV_MAPERR = 1, SEGV_ACCERR = 2, FPE_INTDIV = 1, CLD_EXITED = 1, SI_QUEUE = -1,
};

#define STATUS(code)	((code) << 8)
#define STOPPED(sig)	((sig) << 8 | 0x7f)
#define CONTINUED	0xffff
#define PAGE		4096
#define SIGSET_SIZE	8
#define MS		1000000L	/* in nanoseconds */

struct action {
	void *handler;
	u64 flags;
	void (*restorer)(void);
	u64 mask;
};

struct info {
	int signo, error, code, pad;
	union {
		struct {
			int pid;
			u32 uid;
			int value;
		};
		void *address;
		char size[112];
	};
};

struct timespec {
	long sec, nsec;
};

/* A part of ucontext: 40 bytes, r8 to cx and sp in 16 words, ip. */
struct context {
	u64 head[5], registers[16], ip;
};

static volatile int got, code, from;
static void *volatile where;
static volatile int count;
static char stacks[3][4 * PAGE] __attribute__((aligned(16)));

__asm__(".globl restorer\nrestorer: mov $15, %eax\nsyscall\n");
void restorer(void);

static void on_signal(int sig, struct info *info, void *context)
{
	got = sig;
	code = info->code;
	from = info->pid;
	(void)context;
}

static void on_count(int sig)
{
	(void)sig;
	count++;
}

/* Go on behind the instruction that faulted: each here is 3 bytes long. */
static void on_fault(int sig, struct info *info, struct context *context)
{
	got = sig;
	code = info->code;
	where = info->address;
	context->ip += 3;
}

static void handle(int sig, void *handler, u64 flags)
{
	struct action action = { handler, flags | SA_RESTORER, restorer, 0 };

	expect("rt_sigaction", call(SYS_rt_sigaction, sig, &action, NULL, SIGSET_SIZE), 0);
}

static long sleep_for(long ns, struct timespec *left)
{
	struct timespec time = { 0, ns };

	return call(SYS_nanosleep, &time, left);
}

static void alarm_in(long us)
{
	long timer[4] = { 0, 0, 0, us };

	expect("setitimer", call(SYS_setitimer, 0, timer, NULL), 0);
}

static long wait_for(long pid, int options)
{
	int status = -1;
	long ret;

	do {
		ret = call(SYS_wait4, pid, &status, options, NULL);
	} while (ret == -EINTR);
	return ret == pid ? status : ret;
}

/* ---- parts -------------------------------------------------------------------------- */

static void faults(void)
{
	const u64 flags = MAP_PRIVATE | MAP_ANONYMOUS;
	u64 *readable = (u64 *)call(SYS_mmap, 0, PAGE, PROT_READ, flags, -1, 0);

	handle(SIGSEGV, on_fault, SA_SIGINFO);
	handle(SIGFPE, on_fault, SA_SIGINFO);
	__asm__ volatile("mov %%rax, (%%rbx)" : : "b"(8L) : "memory");
	expect("no page: signal", got, SIGSEGV);
	expect("no page: code", code, SEGV_MAPERR);
	expect("no page: address", where, 8);
	__asm__ volatile("mov %%rax, (%%rbx)" : : "b"(readable) : "memory");
	expect("read-only page: code", code, SEGV_ACCERR);
	expect("read-only page: address", where, readable);
	__asm__ volatile("idiv %%rbx" : : "a"(1L), "d"(0L), "b"(0L) : "memory");
	expect("division: signal", got, SIGFPE);
	expect("division: code", code, FPE_INTDIV);
	print("faults\n");
}

static void children(void)
{
	long pid;

	handle(SIGCHLD, on_signal, SA_SIGINFO);
	got = 0;
	pid = call(SYS_fork);
	if (!pid)
		end(9);
	while (!got)
		sleep_for(MS, NULL);
	expect("SIGCHLD: code", code, CLD_EXITED);
	expect("SIGCHLD: pid", from, pid);
	expect("status", wait_for(pid, 0), STATUS(9));
	handle(SIGCHLD, NULL, SA_NOCLDWAIT);
	pid = call(SYS_fork);
	if (!pid)
		end(0);
	expect("SA_NOCLDWAIT", wait_for(pid, 0), -ECHILD);
	handle(SIGCHLD, NULL, 0);
	print("children\n");
}

static int spin(void *unused)
{
	(void)unused;
	for (;;)
		__asm__ volatile("pause");
	return 0;
}

/* A process of four threads, all of which run. */
static long start_spinners(void)
{
	const u64 flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
	static int tids[ARRAY_SIZE(stacks)];
	long pid = call(SYS_fork);

	if (pid)
		return pid;
	for (u32 i = 0; i < ARRAY_SIZE(stacks); i++)
		if (start_thread(flags, stacks[i + 1], spin, NULL, &tids[i]) < 0)
			end(1);
	spin(NULL);
	return 0;
}

static void stop_and_continue(void)
{
	long pid = start_spinners();

	for (int i = 0; i < 5; i++) {
		call(SYS_kill, pid, SIGSTOP);
		expect("stopped", wait_for(pid, WUNTRACED), STOPPED(SIGSTOP));
		call(SYS_kill, pid, SIGCONT);
		expect("continued", wait_for(pid, WCONTINUED), CONTINUED);
	}
	call(SYS_kill, pid, SIGTERM);
	expect("ended", wait_for(pid, 0), SIGTERM);
	pid = start_spinners();
	call(SYS_kill, pid, SIGSTOP);
	expect("stopped", wait_for(pid, WUNTRACED), STOPPED(SIGSTOP));
	call(SYS_kill, pid, SIGKILL);
	expect("killed", wait_for(pid, 0), SIGKILL);
	print("stop and continue\n");
}

static void interrupted_calls(void)
{
	struct timespec left = { 9, 9 };
	int pipe[2];
	long pid;
	char c;

	expect("pipe", call(SYS_pipe, pipe), 0);
	handle(SIGALRM, on_count, 0);
	alarm_in(20000);
	expect("read", call(SYS_read, pipe[0], &c, 1), -EINTR);
	handle(SIGALRM, on_count, SA_RESTART);
	pid = call(SYS_fork);
	if (!pid) {
		sleep_for(80 * MS, NULL);
		end(call(SYS_write, pipe[1], "x", 1) != 1);
	}
	alarm_in(20000);
	expect("read again", call(SYS_read, pipe[0], &c, 1), 1);
	expect("alarms", count, 2);
	expect("writer", wait_for(pid, 0), 0);
	alarm_in(20000);
	expect("nanosleep", sleep_for(900 * MS, &left), -EINTR);
	expect("less is left", left.sec == 0 && left.nsec > 0 && left.nsec < 900 * MS, 1);
	expect("alarm", call(SYS_alarm, 100), 0);
	expect("alarm", call(SYS_alarm, 0), 100);
	call(SYS_close, pipe[0]);
	handle(SIGPIPE, on_count, 0);
	expect("write to nobody", call(SYS_write, pipe[1], "x", 1), -EPIPE);
	expect("SIGPIPE", count, 4);
	print("interrupted calls\n");
}

static void queued_signals(void)
{
	u64 set = 1UL << (SIGRT - 1);
	struct info info = { .code = SI_QUEUE };
	struct timespec soon = { 0, MS };
	long self = call(SYS_getpid);

	call(SYS_rt_sigprocmask, 0, &set, NULL, SIGSET_SIZE);
	for (info.value = 0; info.value < 5; info.value++)
		expect("rt_sigqueueinfo", call(SYS_rt_sigqueueinfo, self, SIGRT, &info), 0);
	for (int i = 0; i < 5; i++) {
		expect("rt_sigtimedwait", call(SYS_rt_sigtimedwait, &set, &info, NULL, SIGSET_SIZE),
		       SIGRT);
		expect("its word", info.value, i);
		expect("its code", info.code, SI_QUEUE);
	}
	expect("no more", call(SYS_rt_sigtimedwait, &set, &info, &soon, SIGSET_SIZE), -EAGAIN);
	print("queued signals\n");
}

/* Without a handler. */
static void ends(void)
{
	static const int deadly[] = {
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 31, 40, 64,
	};

	for (u32 i = 0; i < ARRAY_SIZE(deadly); i++) {
		long pid = call(SYS_fork);

		if (!pid)
			for (;;)
				call(SYS_pause);
		call(SYS_kill, pid, deadly[i]);
		expect("what ended it", wait_for(pid, 0) & 0x7f, deadly[i]);
	}
	print("ends\n");
}

int main(int argc, char **argv, char **envp)
{
	long pid = call(SYS_fork);

	(void)argc;
	(void)argv;
	(void)envp;
	if (pid) {
		expect("all of it", wait_for(pid, 0), 0);
		print("signals: all is well\n");
		return 0;
	}
	ends();
	faults();
	children();
	stop_and_continue();
	interrupted_calls();
	queued_signals();
	return 0;
}
