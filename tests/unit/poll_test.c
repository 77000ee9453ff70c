// SPDX-License-Identifier: MIT
/* tests/unit/poll_test.c - poll() and select(): what is ready, wake-ups, keys, timeouts; fasync */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "failnth.h"

#define MANY_PIPES	20		/* more than there are entries on the stack */

/* A system call whose pointers are all into one buffer of the test's. */
static long poll_with(struct pollfd *fds, unsigned int n, int timeout_ms)
{
	struct lent_buffer lent;
	long ret;

	lend_buffer(&lent, fds, n * sizeof(*fds));
	ret = sys_poll((unsigned long)fds, n, timeout_ms, 0, 0, 0);
	take_back_buffer(&lent);
	return ret;
}

static void write_to(int fd)
{
	struct file *file = fget(fd);
	loff_t pos = 0;

	kernel_write(file, "x", 1, &pos);
	fput(file);
}

static void close_both(const int *fds)
{
	close_fd(fds[0]);
	close_fd(fds[1]);
}

static void poll_says_what_can_be_done(struct kunit *test)
{
	struct pollfd p[3];
	int fds[2];

	KUNIT_ASSERT_EQ(test, do_pipe_flags(fds, 0), 0);
	p[0] = (struct pollfd){ .fd = fds[0], .events = POLLIN };
	p[1] = (struct pollfd){ .fd = fds[1], .events = POLLOUT };
	p[2] = (struct pollfd){ .fd = -1, .events = POLLIN, .revents = -1 };
	KUNIT_EXPECT_EQ(test, poll_with(p, 3, 0), 1);
	KUNIT_EXPECT_EQ(test, p[0].revents, 0);
	KUNIT_EXPECT_EQ(test, p[1].revents, POLLOUT);
	KUNIT_EXPECT_EQ(test, p[2].revents, 0);
	write_to(fds[1]);
	KUNIT_EXPECT_EQ(test, poll_with(p, 3, -1), 2);
	KUNIT_EXPECT_EQ(test, p[0].revents, POLLIN);
	close_fd(fds[1]);
	KUNIT_EXPECT_EQ(test, poll_with(p, 2, -1), 2);
	KUNIT_EXPECT_EQ(test, p[0].revents, POLLIN | POLLHUP);
	KUNIT_EXPECT_EQ(test, p[1].revents, POLLNVAL);
	close_fd(fds[0]);
}

static void a_timeout_ends_the_wait(struct kunit *test)
{
	struct pollfd p = { .events = POLLIN };
	ktime_t begin;
	int fds[2];

	KUNIT_ASSERT_EQ(test, do_pipe_flags(fds, 0), 0);
	p.fd = fds[0];
	begin = ktime_get();
	KUNIT_EXPECT_EQ(test, poll_with(&p, 1, 20), 0);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), begin), 20);
	close_both(fds);
}

struct waker {
	struct task_struct *poller;
	int fd;
	struct completion done;
};

/* Not before the poller sleeps. */
static int wake_by_write(void *arg)
{
	struct waker *waker = arg;

	while (task_is_running(waker->poller))
		yield();
	write_to(waker->fd);
	complete(&waker->done);
	return 0;
}

static void any_of_many_files_ends_the_wait(struct kunit *test)
{
	struct waker waker = { .poller = current };
	struct pollfd p[MANY_PIPES];
	int fds[MANY_PIPES][2];

	for (int i = 0; i < MANY_PIPES; i++) {
		KUNIT_ASSERT_EQ(test, do_pipe_flags(fds[i], 0), 0);
		p[i] = (struct pollfd){ .fd = fds[i][0], .events = POLLIN };
	}
	init_completion(&waker.done);
	waker.fd = fds[MANY_PIPES - 1][1];
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kthread_run(wake_by_write, &waker, "poll_waker"));
	KUNIT_EXPECT_EQ(test, poll_with(p, MANY_PIPES, -1), 1);
	KUNIT_EXPECT_EQ(test, p[MANY_PIPES - 1].revents, POLLIN);
	wait_for_completion(&waker.done);
	for (int i = 0; i < MANY_PIPES; i++)
		close_both(fds[i]);
}

/* ---- keys --------------------------------------------------------------------------- */

static DECLARE_WAIT_QUEUE_HEAD(key_wait);

static __poll_t poll_nothing(struct file *file, poll_table *wait)
{
	poll_wait(file, &key_wait, wait);
	return 0;
}

/* A poller that waits for EPOLLIN is not woken for EPOLLOUT. */
static void a_wake_up_for_something_else_is_passed_over(struct kunit *test)
{
	static const struct file_operations fops = { .poll = poll_nothing };
	struct file *file = kunit_kzalloc(test, sizeof(*file), GFP_KERNEL);
	struct poll_wqueues *pwq = kunit_kzalloc(test, sizeof(*pwq), GFP_KERNEL);

	atomic_long_set(&file->f_count, 2);
	file->f_op = &fops;
	poll_initwait(pwq);
	pwq->pt._key = EPOLLIN;
	KUNIT_EXPECT_EQ(test, vfs_poll(file, &pwq->pt), 0);
	wake_up_interruptible_poll(&key_wait, EPOLLOUT);
	KUNIT_EXPECT_EQ(test, pwq->triggered, 0);
	wake_up_interruptible_poll(&key_wait, EPOLLIN | EPOLLOUT);
	KUNIT_EXPECT_EQ(test, pwq->triggered, 1);
	pwq->triggered = 0;
	wake_up_interruptible(&key_wait);
	KUNIT_EXPECT_EQ(test, pwq->triggered, 1);
	poll_freewait(pwq);
	KUNIT_EXPECT_FALSE(test, waitqueue_active(&key_wait));
}

/* ---- select --------------------------------------------------------------------------- */

static void select_gives_sets(struct kunit *test)
{
	struct {
		unsigned long in, out;
		long tv[2];
	} *arg = kunit_kzalloc(test, sizeof(*arg), GFP_KERNEL);
	struct lent_buffer lent;
	int fds[2];
	long n;

	KUNIT_ASSERT_EQ(test, do_pipe_flags(fds, 0), 0);
	arg->in = BIT(fds[0]);
	arg->out = BIT(fds[1]);
	lend_buffer(&lent, arg, sizeof(*arg));
	n = sys_select(fds[1] + 1, (unsigned long)&arg->in, (unsigned long)&arg->out, 0,
		       (unsigned long)&arg->tv, 0);
	KUNIT_EXPECT_EQ(test, n, 1);
	KUNIT_EXPECT_EQ(test, arg->in, 0);
	KUNIT_EXPECT_EQ(test, arg->out, BIT(fds[1]));
	close_fd(fds[1]);
	KUNIT_EXPECT_EQ(test, sys_select(fds[1] + 1, 0, (unsigned long)&arg->out, 0, 0, 0), -EBADF);
	KUNIT_EXPECT_EQ(test, sys_select(-1, 0, 0, 0, 0, 0), -EINVAL);
	take_back_buffer(&lent);
	close_fd(fds[0]);
}

/* ---- signals for files -------------------------------------------------------------------- */

static int wait_for_sigio(void *arg)
{
	struct completion *ready = arg;
	int sig = 0;

	allow_signal(SIGIO);
	complete(ready);
	while (!sig && !kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!signal_pending(current) && !kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
		if (signal_pending(current))
			sig = kernel_dequeue_signal();
	}
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
	return sig;
}

static void who_owns_a_file_is_told_by_a_signal(struct kunit *test)
{
	struct completion ready;
	struct task_struct *task;
	int fds[2];

	KUNIT_ASSERT_EQ(test, do_pipe_flags(fds, 0), 0);
	init_completion(&ready);
	task = kthread_run(wait_for_sigio, &ready, "sigio");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	wait_for_completion(&ready);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fds[0], F_SETOWN, task->pid, 0, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fds[0], F_GETOWN, 0, 0, 0, 0), task->pid);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fds[0], F_SETFL, FASYNC, 0, 0, 0), 0);
	KUNIT_EXPECT_TRUE(test, sys_fcntl(fds[0], F_GETFL, 0, 0, 0, 0) & FASYNC);
	write_to(fds[1]);
	KUNIT_EXPECT_EQ(test, kthread_stop(task), SIGIO);
	/* Nobody is told any more, and the entry does not outlive the file. */
	close_both(fds);
}

static int poll_path(struct kunit *test)
{
	struct pollfd p[MANY_PIPES];
	int fds[2], err = do_pipe_flags(fds, 0);

	if (err)
		return err;
	for (int i = 0; i < MANY_PIPES; i++)
		p[i] = (struct pollfd){ .fd = fds[0], .events = POLLIN };
	err = poll_with(p, MANY_PIPES, 1);
	close_both(fds);
	return err;
}

static void every_allocation_may_fail(struct kunit *test)
{
	struct failnth_result r = failnth_sweep(test, "poll", poll_path);

	KUNIT_EXPECT_GE(test, r.refused, 7);
}

static struct kunit_case poll_cases[] = {
	KUNIT_CASE(poll_says_what_can_be_done),
	KUNIT_CASE(a_timeout_ends_the_wait),
	KUNIT_CASE(any_of_many_files_ends_the_wait),
	KUNIT_CASE(a_wake_up_for_something_else_is_passed_over),
	KUNIT_CASE(select_gives_sets),
	KUNIT_CASE(who_owns_a_file_is_told_by_a_signal),
	KUNIT_CASE(every_allocation_may_fail),
	{ }
};

static struct kunit_suite poll_suite = {
	.name = "poll",
	.suite_init = failnth_suite_init,
	.test_cases = poll_cases,
};
kunit_test_suite(poll_suite);
