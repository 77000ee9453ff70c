// SPDX-License-Identifier: MIT
/*
 * tests/unit/signal_test.c - signals: to programs in ring 3, and to kernel threads
 *
 * The programs are in signal_code.asm.  What they tell, they write to DATA, the lowest
 * page of their stack; so do the tests what the programs shall know.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kthread.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <linux/wait.h>

#include "klog.h"
#include "user_program.h"

extern const char signal_code[], signal_code_end[];
static const struct program_set signal_programs = { signal_code, signal_code_end };

#define PROGRAM(name) extern const char name[]
PROGRAM(signal_default);
PROGRAM(signal_keeps_registers);
PROGRAM(signal_in_a_loop);
PROGRAM(signal_info);
PROGRAM(signal_word);
PROGRAM(signal_blocked);
PROGRAM(signal_in_its_handler);
PROGRAM(signal_ends_pause);
PROGRAM(signal_interval);
PROGRAM(signal_sleep);
PROGRAM(signal_suspend);
PROGRAM(signal_timedwait);
PROGRAM(signal_faults);
PROGRAM(signal_fpu);
PROGRAM(signal_altstack);
PROGRAM(signal_no_stack);
PROGRAM(signal_blocked_fault);
PROGRAM(signal_bad_handler);
PROGRAM(signal_hostile);
PROGRAM(signal_return_to_nowhere);
PROGRAM(signal_call);
PROGRAM(signal_spin);
PROGRAM(signal_pause);
PROGRAM(signal_storm);

#define DATA		(USER_STACK_TOP - USER_STACK_SIZE)
#define DATA_READY	(DATA + 64)
#define DATA_SPINS	(DATA + 72)
#define SIGRT		40
#define STATUS(n)	((n) << 8)
#define PATIENCE	2000		/* ticks: a guest second may be long */

static int run(struct kunit *test, const char *code, unsigned long word)
{
	return program_run(test, &signal_programs, code, word);
}

/* Bounded, as all waits here. */
#define wait_until(condition) ({						\
	int __left = PATIENCE;							\
	while (!(condition) && --__left)					\
		schedule_timeout_uninterruptible(1);				\
	__left > 0; })

static unsigned long peek(struct program *p, unsigned long address)
{
	unsigned long *word = program_word(p, address);

	return word ? READ_ONCE(*word) : 0;
}

/* Start it, and wait until it says that it is ready. */
static void start(struct kunit *test, struct program *p)
{
	p->set = &signal_programs;
	program_start(test, p);
	KUNIT_EXPECT_TRUE(test, wait_until(peek(p, DATA_READY)));
}

/* ---- handlers ---- */

static void handler_leaves_no_trace(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_keeps_registers, 0), 0);
}

static void handler_may_interrupt_anywhere(struct kunit *test)
{
	struct program p = { .code = signal_in_a_loop };

	start(test, &p);
	KUNIT_EXPECT_EQ(test, send_sig(SIGUSR1, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), 0);
}

static void handler_is_told_who_sent_it(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_info, 0), 0);
}

/* As a driver tells its program that something has come. */
static void handler_gets_a_modules_word(struct kunit *test)
{
	struct program p = { .code = signal_word };
	struct kernel_siginfo info;

	start(test, &p);
	clear_siginfo(&info);
	info.si_signo = SIGRT;
	info.si_code = SI_QUEUE;
	info.si_int = 77;
	KUNIT_EXPECT_EQ(test, send_sig_info(SIGRT, &info, p.task), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), STATUS(77));
}

static void blocked_signal_waits(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_blocked, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_in_its_handler, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_suspend, 0), 0);
}

/* It tells its result while it still runs: kthread_stop() would end its wait. */
static void waiting_for_a_signal_ends_in_time(struct kunit *test)
{
	struct program p = { .code = signal_timedwait };

	start(test, &p);
	KUNIT_EXPECT_EQ(test, (long)peek(&p, DATA + 72), -EAGAIN);
	KUNIT_EXPECT_EQ(test, send_sig(SIGKILL, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), SIGKILL);
}

static void faults_have_handlers(struct kunit *test)
{
	u64 mark = klog_mark();

	KUNIT_EXPECT_EQ(test, run(test, signal_faults, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_fpu, 0), 0);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "program["), 0);	/* handled: no line */
}

static void blocked_fault_ends_the_program(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_blocked_fault, 0), SIGSEGV);
}

static void handler_on_its_own_stack(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_altstack, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_no_stack, 0), SIGSEGV);
}

static void handler_that_is_nowhere_ends_the_program(struct kunit *test)
{
	static const unsigned long bad[] = {
		8, 0x7fffffffeff8, 0x800000000000, 0x8000000000000000, 0xffffffff80100000, -8ul,
	};

	for (int i = 0; i < ARRAY_SIZE(bad); i++)
		KUNIT_EXPECT_EQ_MSG(test, run(test, signal_bad_handler, bad[i]), SIGSEGV,
				    "handler %#lx", bad[i]);
}

/* ---- by default ---- */

static void default_actions_are_linuxs(struct kunit *test)
{
	for (int sig = 1; sig <= _NSIG; sig++) {
		if (sig_kernel_stop(sig))
			continue;
		KUNIT_EXPECT_EQ_MSG(test, run(test, signal_default, sig),
				    sig_kernel_ignore(sig) ? 0 : sig, "signal %d", sig);
	}
	KUNIT_EXPECT_EQ(test, run(test, signal_default, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_default, _NSIG + 1), 0);
}

static void u7_killed_wherever_it_is(struct kunit *test)
{
	struct program spins = { .code = signal_spin }, sleeps = { .code = signal_pause };

	start(test, &spins);
	start(test, &sleeps);
	KUNIT_EXPECT_EQ(test, kill_pid(task_pid(spins.task), SIGTERM, 0), 0);
	KUNIT_EXPECT_EQ(test, kill_pid(task_pid(sleeps.task), SIGKILL, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&spins), SIGTERM);
	KUNIT_EXPECT_EQ(test, program_end(&sleeps), SIGKILL);
}

/* ---- stop and continue ---- */

static bool is_stopped(struct program *p)
{
	return READ_ONCE(p->task->__state) == TASK_STOPPED;
}

static void stopped_program_stands_still(struct kunit *test)
{
	struct program p = { .code = signal_spin };
	unsigned long spins;

	start(test, &p);
	KUNIT_EXPECT_EQ(test, send_sig(SIGSTOP, p.task, 1), 0);
	KUNIT_EXPECT_TRUE(test, wait_until(is_stopped(&p)));
	KUNIT_EXPECT_TRUE(test, p.task->signal->flags & SIGNAL_STOP_STOPPED);
	spins = peek(&p, DATA_SPINS);
	KUNIT_EXPECT_EQ(test, send_sig(SIGUSR1, p.task, 1), 0);	/* waits until it goes on */
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, peek(&p, DATA_SPINS), spins);
	KUNIT_EXPECT_EQ(test, send_sig(SIGCONT, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), SIGUSR1);
}

static void u7_stopped_program_goes_on_and_dies(struct kunit *test)
{
	struct program p = { .code = signal_spin };
	unsigned long spins;

	start(test, &p);
	for (int i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, send_sig(SIGSTOP, p.task, 1), 0);
		KUNIT_EXPECT_TRUE(test, wait_until(is_stopped(&p)));
		spins = peek(&p, DATA_SPINS);
		KUNIT_EXPECT_EQ(test, send_sig(SIGCONT, p.task, 1), 0);
		KUNIT_EXPECT_TRUE(test, wait_until(peek(&p, DATA_SPINS) != spins));
	}
	KUNIT_EXPECT_EQ(test, send_sig(SIGSTOP, p.task, 1), 0);
	KUNIT_EXPECT_TRUE(test, wait_until(is_stopped(&p)));
	KUNIT_EXPECT_EQ(test, send_sig(SIGKILL, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), SIGKILL);
}

/* ---- system calls ---- */

static void signal_ends_a_system_call(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, run(test, signal_ends_pause, 0), 0);
	KUNIT_EXPECT_EQ(test, run(test, signal_interval, 0), 0);
}

static void sleep_goes_on_behind_a_stop(struct kunit *test)
{
	struct program p = { .code = signal_sleep };

	start(test, &p);
	KUNIT_EXPECT_EQ(test, send_sig(SIGSTOP, p.task, 1), 0);
	KUNIT_EXPECT_TRUE(test, wait_until(is_stopped(&p)));
	KUNIT_EXPECT_EQ(test, send_sig(SIGCONT, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), 0);
	start(test, &p);
	KUNIT_EXPECT_EQ(test, send_sig(SIGUSR1, p.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&p), STATUS(2));	/* EINTR, SA_RESTART or not */
}

/* ---- hostile programs ---- */

/* Offsets in the ucontext, and sizes, as signal_code.asm wants them. */
#define UC_WORD(offset)		((40 + (offset)) | 8 << 16)
#define UC_SHORT(offset)	((40 + (offset)) | 2 << 16)
#define SC_SP		120
#define SC_IP		128
#define SC_FLAGS	136
#define SC_CS		144
#define SC_SS		150
#define SC_FPSTATE	184

static void u2_spoilt_frame_hurts_nobody_else(struct kunit *test)
{
	static const struct {
		unsigned long value, where;
		int end;
	} bad[] = {
		{ 0x10, UC_SHORT(SC_CS), SIGSEGV },
		{ 0x08, UC_SHORT(SC_CS), SIGSEGV },
		{ 0x23, UC_SHORT(SC_CS), SIGSEGV },
		{ 0, UC_SHORT(SC_CS), SIGSEGV },
		{ 0xffff, UC_SHORT(SC_CS), SIGSEGV },
		{ 0x18, UC_SHORT(SC_SS), SIGSEGV },
		{ 0, UC_SHORT(SC_SS), SIGSEGV },
		{ 0x800000000000, UC_WORD(SC_IP), SIGSEGV },
		{ 0x8000000000000000, UC_WORD(SC_IP), SIGSEGV },
		{ 0xffffffff80100000, UC_WORD(SC_IP), SIGSEGV },
		{ 0, UC_WORD(SC_IP), SIGSEGV },
		{ 0xffff888000000000, UC_WORD(SC_FPSTATE), SIGSEGV },
		{ 8, UC_WORD(SC_FPSTATE), SIGSEGV },
		{ 0, UC_WORD(SC_FPSTATE), 0 },
		/* IOPL 3, NT, VM, interrupts off: not heard. */
		{ 0x27000, UC_WORD(SC_FLAGS), 0 },
		{ 0, UC_WORD(SC_FLAGS), 0 },
		{ ~0x100ul, UC_WORD(SC_FLAGS), 0 },
		{ 0x8000000000000000, UC_WORD(SC_SP), 0 },
	};
	struct program p = { .set = &signal_programs, .code = signal_hostile };
	u64 mark = klog_mark();

	for (int i = 0; i < ARRAY_SIZE(bad); i++) {
		p.word = bad[i].where;
		p.word2 = bad[i].value;
		program_start(test, &p);
		KUNIT_EXPECT_EQ_MSG(test, program_end(&p), bad[i].end, "%#lx at %#lx",
				    bad[i].value, bad[i].where & 0xffff);
	}
	KUNIT_EXPECT_EQ(test, klog_count(mark, "bad frame in rt_sigreturn frame:"), 12);
}

static void u2_return_without_a_frame_ends_the_program(struct kunit *test)
{
	static const unsigned long stacks[] = {
		0, 8, USER_TEXT, USER_STACK_TOP, USER_STACK_TOP - 64, 0x800000000000,
		0xffffffff80100000, -8ul,
	};
	u64 mark = klog_mark();

	for (int i = 0; i < ARRAY_SIZE(stacks); i++)
		KUNIT_EXPECT_EQ_MSG(test, run(test, signal_return_to_nowhere, stacks[i]), SIGSEGV,
				    "stack %#lx", stacks[i]);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "bad frame in rt_sigreturn frame:"),
			ARRAY_SIZE(stacks));
}

#define BAD ~7ul		/* here: the bad pointer */

/* The calls about signals, with a bad pointer where they take one. */
static const struct call {
	unsigned long number, args[4];
} pointer_calls[] = {
	{ 13, { SIGUSR1, BAD, 0, 8 } },		/* rt_sigaction */
	{ 13, { SIGUSR1, 0, BAD, 8 } },
	{ 14, { SIG_BLOCK, BAD, 0, 8 } },	/* rt_sigprocmask */
	{ 14, { SIG_BLOCK, 0, BAD, 8 } },
	{ 36, { 0, BAD } },			/* getitimer */
	{ 38, { 0, BAD, 0 } },			/* setitimer */
	{ 38, { 0, 0, BAD } },
	{ 127, { BAD, 8 } },			/* rt_sigpending */
	{ 128, { BAD, 0, 0, 8 } },		/* rt_sigtimedwait */
	{ 128, { USER_TEXT, 0, BAD, 8 } },
	{ 129, { 1, SIGUSR1, BAD } },		/* rt_sigqueueinfo */
	{ 130, { BAD, 8 } },			/* rt_sigsuspend */
	{ 131, { BAD, 0 } },			/* sigaltstack */
	{ 131, { 0, BAD } },
	{ 297, { 1, 1, SIGUSR1, BAD } },	/* rt_tgsigqueueinfo */
};

static unsigned long replace(unsigned long arg, unsigned long pointer)
{
	return arg == BAD ? pointer : arg;
}

static int make_call(struct kunit *test, const struct call *call, unsigned long pointer)
{
	struct program p = {
		.set = &signal_programs, .code = signal_call, .number = call->number,
		.word = replace(call->args[0], pointer), .word2 = replace(call->args[1], pointer),
		.more = { replace(call->args[2], pointer), replace(call->args[3], pointer) },
	};

	program_start(test, &p);
	return program_end(&p);
}

static void u2_calls_take_no_bad_pointer(struct kunit *test)
{
	static const unsigned long bad[] = {
		8, USER_TEXT - 8, USER_STACK_TOP - 4, USER_STACK_TOP, 0x800000000000,
		0x8000000000000000, 0xffff888000001000, 0xffffffff80100000, -8ul,
	};

	for (int i = 0; i < ARRAY_SIZE(pointer_calls); i++)
		for (int j = 0; j < ARRAY_SIZE(bad); j++)
			KUNIT_EXPECT_EQ_MSG(test, make_call(test, &pointer_calls[i], bad[j]),
					    STATUS(EFAULT), "row %d, %#lx", i, bad[j]);
}

/* ---- many at once ---- */

#define STORM_SENDERS	4
#define STORM_SIGNALS	500

struct storm {
	struct program program;
	atomic_t failed;
};

static int send_storm(void *data)
{
	struct storm *storm = data;
	struct kernel_siginfo info;
	int err;

	clear_siginfo(&info);
	info.si_code = SI_QUEUE;
	for (int i = 0; i < STORM_SIGNALS; i++) {
		info.si_int = i;
		while ((err = send_sig_info(SIGRT, &info, storm->program.task)) == -EAGAIN)
			schedule_timeout_uninterruptible(1);
		if (err)
			atomic_inc(&storm->failed);
	}
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static void no_queued_signal_is_lost(struct kunit *test)
{
	struct storm storm = { .program = { .code = signal_storm } };
	struct task_struct *senders[STORM_SENDERS];
	unsigned long total = STORM_SENDERS * STORM_SIGNALS;

	start(test, &storm.program);
	*program_word(&storm.program, DATA + 24) = total;
	*program_word(&storm.program, DATA + 32) = total * (STORM_SIGNALS - 1) / 2;
	for (int i = 0; i < STORM_SENDERS; i++)
		senders[i] = kthread_run(send_storm, &storm, "storm/%d", i);
	KUNIT_EXPECT_TRUE(test, wait_until(peek(&storm.program, DATA) == total));
	for (int i = 0; i < STORM_SENDERS; i++)
		kthread_stop(senders[i]);
	KUNIT_EXPECT_EQ(test, atomic_read(&storm.failed), 0);
	KUNIT_EXPECT_EQ(test, send_sig(SIGUSR2, storm.program.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&storm.program), 0);
}

/* Stops, continuations and a death from several CPUs, in any order. */
static int send_mixed(void *data)
{
	static const int signals[] = { SIGSTOP, SIGCONT, SIGCHLD, SIGSTOP, SIGWINCH, SIGCONT };
	struct storm *storm = data;

	for (int i = 0; i < STORM_SIGNALS; i++)
		send_sig(signals[i % ARRAY_SIZE(signals)], storm->program.task, i & 1);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static void storm_of_stops_leaves_it_alive(struct kunit *test)
{
	struct storm storm = { .program = { .code = signal_spin } };
	struct task_struct *senders[STORM_SENDERS];
	unsigned long spins;

	start(test, &storm.program);
	for (int i = 0; i < STORM_SENDERS; i++)
		senders[i] = kthread_run(send_mixed, &storm, "storm/%d", i);
	for (int i = 0; i < STORM_SENDERS; i++)
		kthread_stop(senders[i]);
	send_sig(SIGCONT, storm.program.task, 1);
	spins = peek(&storm.program, DATA_SPINS);
	KUNIT_EXPECT_TRUE(test, wait_until(peek(&storm.program, DATA_SPINS) != spins));
	KUNIT_EXPECT_EQ(test, send_sig(SIGKILL, storm.program.task, 1), 0);
	KUNIT_EXPECT_EQ(test, program_end(&storm.program), SIGKILL);
}

/* ---- kernel threads ---- */

struct listener {
	int allow;			/* the signal it allows, or 0 */
	bool kernel_only;
	wait_queue_head_t wait;
	int ready, rounds;		/* how often its sleep was interrupted */
	int last;			/* by which signal */
	bool go_on;
};

static int listen(void *data)
{
	struct listener *l = data;

	if (l->allow && l->kernel_only)
		allow_kernel_signal(l->allow);
	else if (l->allow)
		allow_signal(l->allow);
	WRITE_ONCE(l->ready, 1);
	while (!kthread_should_stop()) {
		if (!wait_event_interruptible(l->wait, kthread_should_stop()))
			continue;
		l->last = kernel_dequeue_signal();
		WRITE_ONCE(l->rounds, l->rounds + 1);
	}
	return signal_pending(current);
}

static struct task_struct *start_listener(struct kunit *test, struct listener *l)
{
	struct task_struct *k;

	init_waitqueue_head(&l->wait);
	k = kthread_run(listen, l, "listener");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	KUNIT_EXPECT_TRUE(test, wait_until(READ_ONCE(l->ready)));
	return k;
}

static void kernel_thread_ignores_what_it_did_not_allow(struct kunit *test)
{
	struct listener none = { }, one = { .allow = SIGUSR1 };
	struct task_struct *a = start_listener(test, &none), *b = start_listener(test, &one);

	for (int sig = 1; sig <= _NSIG; sig++) {
		KUNIT_EXPECT_EQ(test, send_sig(sig, a, 1), 0);
		KUNIT_EXPECT_EQ(test, kill_pid(task_pid(a), sig, 0), 0);
		if (sig != SIGUSR1)
			KUNIT_EXPECT_EQ(test, send_sig(sig, b, 1), 0);
	}
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, none.rounds, 0);
	KUNIT_EXPECT_EQ(test, one.rounds, 0);
	KUNIT_EXPECT_EQ(test, kthread_stop(a), 0);
	KUNIT_EXPECT_EQ(test, kthread_stop(b), 0);
}

static void allowed_signal_interrupts_a_kernel_thread(struct kunit *test)
{
	static const int signals[] = { SIGKILL, SIGUSR1, SIGINT, SIGRT, SIGSTOP };

	for (int i = 0; i < ARRAY_SIZE(signals); i++) {
		struct listener l = { .allow = signals[i] };
		struct task_struct *k = start_listener(test, &l);

		KUNIT_EXPECT_EQ(test, send_sig(signals[i], k, i & 1), 0);
		KUNIT_EXPECT_TRUE(test, wait_until(READ_ONCE(l.rounds) == 1));
		KUNIT_EXPECT_EQ(test, l.last, signals[i]);
		KUNIT_EXPECT_EQ(test, kill_pid(task_pid(k), signals[i], 1), 0);
		KUNIT_EXPECT_TRUE(test, wait_until(READ_ONCE(l.rounds) == 2));
		KUNIT_EXPECT_EQ(test, kthread_stop(k), 0);
	}
}

static void kernel_signal_is_for_the_kernel_to_send(struct kunit *test)
{
	struct listener l = { .allow = SIGTERM, .kernel_only = true };
	struct task_struct *k = start_listener(test, &l);

	KUNIT_EXPECT_EQ(test, send_sig(SIGTERM, k, 0), 0);
	schedule_timeout_uninterruptible(2);
	KUNIT_EXPECT_EQ(test, l.rounds, 0);
	KUNIT_EXPECT_EQ(test, send_sig(SIGTERM, k, 1), 0);
	KUNIT_EXPECT_TRUE(test, wait_until(READ_ONCE(l.rounds) == 1));
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 0);
}

static int flush_and_disallow(void *data)
{
	int *seen = data;

	allow_signal(SIGUSR2);
	send_sig(SIGUSR2, current, 1);
	seen[0] = signal_pending(current);
	flush_signals(current);
	seen[1] = signal_pending(current);
	send_sig(SIGUSR2, current, 1);
	disallow_signal(SIGUSR2);
	seen[2] = signal_pending(current);
	send_sig(SIGUSR2, current, 1);
	seen[3] = signal_pending(current);
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static void flushed_signals_are_forgotten(struct kunit *test)
{
	int seen[4] = { -1, -1, -1, -1 };
	struct task_struct *k = kthread_run(flush_and_disallow, seen, "flusher");

	KUNIT_EXPECT_TRUE(test, wait_until(READ_ONCE(seen[3]) != -1));
	KUNIT_EXPECT_EQ(test, kthread_stop(k), 0);
	KUNIT_EXPECT_EQ(test, seen[0], 1);
	KUNIT_EXPECT_EQ(test, seen[1], 0);
	KUNIT_EXPECT_EQ(test, seen[2], 0);
	KUNIT_EXPECT_EQ(test, seen[3], 0);
}

static void no_such_signal_is_einval(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, send_sig(_NSIG + 1, current, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, kill_pid(task_pid(current), -1, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, kill_pid(NULL, SIGTERM, 1), -ESRCH);
	KUNIT_EXPECT_EQ(test, send_sig(0, current, 1), 0);
}

/* Each line of a fault counts here. */
static int signal_suite_init(struct kunit_suite *suite)
{
	printk_ratelimit_state.interval = 0;
	return 0;
}

static void signal_suite_exit(struct kunit_suite *suite)
{
	printk_ratelimit_state.interval = DEFAULT_RATELIMIT_INTERVAL;
}

static struct kunit_case signal_cases[] = {
	KUNIT_CASE(handler_leaves_no_trace),
	KUNIT_CASE(handler_may_interrupt_anywhere),
	KUNIT_CASE(handler_is_told_who_sent_it),
	KUNIT_CASE(handler_gets_a_modules_word),
	KUNIT_CASE(blocked_signal_waits),
	KUNIT_CASE(waiting_for_a_signal_ends_in_time),
	KUNIT_CASE(faults_have_handlers),
	KUNIT_CASE(blocked_fault_ends_the_program),
	KUNIT_CASE(handler_on_its_own_stack),
	KUNIT_CASE(handler_that_is_nowhere_ends_the_program),
	KUNIT_CASE(default_actions_are_linuxs),
	KUNIT_CASE(u7_killed_wherever_it_is),
	KUNIT_CASE(stopped_program_stands_still),
	KUNIT_CASE(u7_stopped_program_goes_on_and_dies),
	KUNIT_CASE(signal_ends_a_system_call),
	KUNIT_CASE(sleep_goes_on_behind_a_stop),
	KUNIT_CASE(u2_spoilt_frame_hurts_nobody_else),
	KUNIT_CASE(u2_return_without_a_frame_ends_the_program),
	KUNIT_CASE(u2_calls_take_no_bad_pointer),
	KUNIT_CASE(no_queued_signal_is_lost),
	KUNIT_CASE(storm_of_stops_leaves_it_alive),
	KUNIT_CASE(kernel_thread_ignores_what_it_did_not_allow),
	KUNIT_CASE(allowed_signal_interrupts_a_kernel_thread),
	KUNIT_CASE(kernel_signal_is_for_the_kernel_to_send),
	KUNIT_CASE(flushed_signals_are_forgotten),
	KUNIT_CASE(no_such_signal_is_einval),
	{ }
};

static struct kunit_suite signal_suite = {
	.name = "signal",
	.suite_init = signal_suite_init,
	.suite_exit = signal_suite_exit,
	.test_cases = signal_cases,
};
kunit_test_suite(signal_suite);
