// SPDX-License-Identifier: MIT
/* tests/unit/pipe_test.c - pipes and FIFOs: order, atomic writes, both ends' goodbyes, poll */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>

#include "failnth.h"

#define CAPACITY	65536
#define FIFO		"/pipe_test"

struct two_ends {
	struct file *rd, *wr;
};

/* The numbers go at once: the cases use the files. */
static int make_pipe(struct two_ends *p, int flags)
{
	int fds[2], err = do_pipe_flags(fds, flags);

	if (err)
		return err;
	p->rd = fget(fds[0]);
	p->wr = fget(fds[1]);
	close_fd(fds[0]);
	close_fd(fds[1]);
	return 0;
}

static void open_pipe(struct kunit *test, struct two_ends *p, int flags)
{
	KUNIT_ASSERT_EQ(test, make_pipe(p, flags), 0);
}

static void close_pipe(struct two_ends *p)
{
	fput(p->rd);
	fput(p->wr);
}

static ssize_t put(struct file *file, const void *data, size_t count)
{
	loff_t pos = 0;

	return kernel_write(file, data, count, &pos);
}

static ssize_t get(struct file *file, void *data, size_t count)
{
	loff_t pos = 0;

	return kernel_read(file, data, count, &pos);
}

static __poll_t events(struct file *file)
{
	return vfs_poll(file, NULL);
}

/* ---- one task ------------------------------------------------------------------------- */

static void what_goes_in_comes_out_in_order(struct kunit *test)
{
	struct two_ends p;
	char buf[8] = "";

	open_pipe(test, &p, 0);
	KUNIT_EXPECT_EQ(test, put(p.wr, "abc", 3), 3);
	KUNIT_EXPECT_EQ(test, put(p.wr, "defg", 4), 4);
	KUNIT_EXPECT_EQ(test, get(p.rd, buf, 2), 2);
	KUNIT_EXPECT_EQ(test, get(p.rd, buf + 2, 6), 5);
	KUNIT_EXPECT_STREQ(test, buf, "abcdefg");
	close_pipe(&p);
}

static void each_end_does_one_thing(struct kunit *test)
{
	struct two_ends p;
	char c;

	open_pipe(test, &p, 0);
	KUNIT_EXPECT_EQ(test, put(p.rd, "x", 1), -EBADF);
	KUNIT_EXPECT_EQ(test, get(p.wr, &c, 1), -EBADF);
	KUNIT_EXPECT_EQ(test, vfs_llseek(p.rd, 0, SEEK_CUR), -ESPIPE);
	KUNIT_EXPECT_TRUE(test, S_ISFIFO(file_inode(p.rd)->i_mode));
	close_pipe(&p);
}

static void no_writer_is_the_end_of_the_file(struct kunit *test)
{
	struct two_ends p;
	char buf[4];

	open_pipe(test, &p, 0);
	KUNIT_EXPECT_EQ(test, put(p.wr, "x", 1), 1);
	KUNIT_EXPECT_EQ(test, events(p.rd), EPOLLIN | EPOLLRDNORM);
	fput(p.wr);
	KUNIT_EXPECT_EQ(test, events(p.rd), EPOLLIN | EPOLLRDNORM | EPOLLHUP);
	KUNIT_EXPECT_EQ(test, get(p.rd, buf, 4), 1);
	KUNIT_EXPECT_EQ(test, get(p.rd, buf, 4), 0);
	KUNIT_EXPECT_EQ(test, events(p.rd), EPOLLHUP);
	fput(p.rd);
}

static void no_reader_is_a_broken_pipe(struct kunit *test)
{
	struct two_ends p;

	open_pipe(test, &p, 0);
	KUNIT_EXPECT_EQ(test, events(p.wr), EPOLLOUT | EPOLLWRNORM);
	fput(p.rd);
	KUNIT_EXPECT_EQ(test, put(p.wr, "x", 1), -EPIPE);
	KUNIT_EXPECT_EQ(test, events(p.wr), EPOLLOUT | EPOLLWRNORM | EPOLLERR);
	fput(p.wr);
}

static size_t fill(struct kunit *test, struct two_ends *p, char *block, size_t size)
{
	size_t total = 0;
	ssize_t n;

	while ((n = put(p->wr, block, size)) > 0)
		total += n;
	KUNIT_EXPECT_EQ(test, n, -EAGAIN);
	return total;
}

static void a_full_pipe_has_its_capacity(struct kunit *test)
{
	char *block = kunit_kzalloc(test, PIPE_BUF, GFP_KERNEL);
	struct two_ends p;

	open_pipe(test, &p, O_NONBLOCK);
	KUNIT_EXPECT_EQ(test, get(p.rd, block, 1), -EAGAIN);
	KUNIT_EXPECT_EQ(test, fill(test, &p, block, PIPE_BUF), CAPACITY);
	KUNIT_EXPECT_EQ(test, events(p.wr), 0);
	/* A page that is read from is not free yet. */
	KUNIT_EXPECT_EQ(test, get(p.rd, block, PIPE_BUF - 1), PIPE_BUF - 1);
	KUNIT_EXPECT_EQ(test, put(p.wr, block, 1), -EAGAIN);
	KUNIT_EXPECT_EQ(test, get(p.rd, block, 1), 1);
	KUNIT_EXPECT_EQ(test, events(p.wr), EPOLLOUT | EPOLLWRNORM);
	KUNIT_EXPECT_EQ(test, put(p.wr, block, PIPE_BUF), PIPE_BUF);
	close_pipe(&p);
}

static void a_small_write_is_whole_or_not_at_all(struct kunit *test)
{
	char *block = kunit_kzalloc(test, 2 * PIPE_BUF, GFP_KERNEL);
	struct two_ends p;

	open_pipe(test, &p, O_NONBLOCK);
	KUNIT_EXPECT_EQ(test, put(p.wr, block, 1), 1);
	fill(test, &p, block, PIPE_BUF);
	KUNIT_EXPECT_EQ(test, put(p.wr, block, PIPE_BUF), -EAGAIN);
	/* A longer one goes in as far as there is room. */
	KUNIT_EXPECT_EQ(test, put(p.wr, block, 2 * PIPE_BUF), PIPE_BUF - 1);
	close_pipe(&p);
}

static void its_size_can_be_changed(struct kunit *test)
{
	char *block = kunit_kzalloc(test, PIPE_BUF, GFP_KERNEL);
	struct two_ends p;
	char buf[4] = "";
	int fd;

	open_pipe(test, &p, O_NONBLOCK);
	fd = f_dupfd(0, p.wr, 0);
	KUNIT_ASSERT_GE(test, fd, 0);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fd, F_GETPIPE_SZ, 0, 0, 0, 0), CAPACITY);
	KUNIT_EXPECT_EQ(test, put(p.wr, "xyz", 3), 3);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fd, F_SETPIPE_SZ, 1, 0, 0, 0), PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, get(p.rd, buf, 3), 3);
	KUNIT_EXPECT_STREQ(test, buf, "xyz");
	KUNIT_EXPECT_EQ(test, fill(test, &p, block, 100), PAGE_SIZE / 100 * 100);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fd, F_SETPIPE_SZ, 5 * PAGE_SIZE, 0, 0, 0), 8 * PAGE_SIZE);
	KUNIT_EXPECT_GT(test, fill(test, &p, block, PIPE_BUF), 6 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fd, F_SETPIPE_SZ, PAGE_SIZE, 0, 0, 0), -EBUSY);
	KUNIT_EXPECT_EQ(test, sys_fcntl(fd, F_SETPIPE_SZ, 2 << 20, 0, 0, 0), -EPERM);
	close_fd(fd);
	close_pipe(&p);
}

/* ---- two tasks ------------------------------------------------------------------------ */

struct partner {
	struct two_ends p;
	struct task_struct *task;
	struct completion done;
	ssize_t result;
	unsigned int rounds;
};

static void start(struct kunit *test, struct partner *partner, int (*fn)(void *))
{
	init_completion(&partner->done);
	partner->task = kthread_run(fn, partner, "pipe_partner");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, partner->task);
}

static int write_late(void *arg)
{
	struct partner *partner = arg;

	while (!waitqueue_active(&file_inode(partner->p.rd)->i_pipe->rd_wait))
		yield();
	partner->result = put(partner->p.wr, "late", 4);
	complete(&partner->done);
	return 0;
}

static void a_reader_waits_for_bytes(struct kunit *test)
{
	struct partner partner = { };
	char buf[8] = "";

	open_pipe(test, &partner.p, 0);
	start(test, &partner, write_late);
	KUNIT_EXPECT_EQ(test, get(partner.p.rd, buf, 8), 4);
	KUNIT_EXPECT_STREQ(test, buf, "late");
	wait_for_completion(&partner.done);
	close_pipe(&partner.p);
}

static int drop_writer(void *arg)
{
	struct partner *partner = arg;

	while (!waitqueue_active(&file_inode(partner->p.rd)->i_pipe->rd_wait))
		yield();
	fput(partner->p.wr);
	complete(&partner->done);
	return 0;
}

static void a_reader_wakes_when_the_last_writer_goes(struct kunit *test)
{
	struct partner partner = { };
	char c;

	open_pipe(test, &partner.p, 0);
	start(test, &partner, drop_writer);
	KUNIT_EXPECT_EQ(test, get(partner.p.rd, &c, 1), 0);
	wait_for_completion(&partner.done);
	fput(partner.p.rd);
}

#define BLOCKS		40
#define BLOCK_SIZE	3000		/* does not divide a page */

/* Blocks of one letter: mixed ones would show. */
static int write_blocks(void *arg)
{
	struct partner *partner = arg;
	char *block = kmalloc(BLOCK_SIZE, GFP_KERNEL);

	for (int i = 0; block && i < BLOCKS; i++) {
		memset(block, 'a' + partner->rounds, BLOCK_SIZE);
		if (put(partner->p.wr, block, BLOCK_SIZE) != BLOCK_SIZE)
			break;
		partner->result++;
	}
	kfree(block);
	complete(&partner->done);
	return 0;
}

static bool is_of_one_letter(const char *block)
{
	return !memchr_inv(block, block[0], BLOCK_SIZE);
}

static ssize_t get_all(struct file *file, char *buf, size_t count)
{
	size_t done = 0;
	ssize_t n;

	while (done < count && (n = get(file, buf + done, count - done)) > 0)
		done += n;
	return done;
}

static void writers_do_not_mix(struct kunit *test)
{
	struct partner writers[2] = { { }, { .rounds = 1 } };
	char *block = kunit_kzalloc(test, BLOCK_SIZE, GFP_KERNEL);
	int mixed = 0;

	open_pipe(test, &writers[0].p, 0);
	writers[1].p = writers[0].p;
	start(test, &writers[0], write_blocks);
	start(test, &writers[1], write_blocks);
	for (int i = 0; i < 2 * BLOCKS; i++) {
		if (get_all(writers[0].p.rd, block, BLOCK_SIZE) != BLOCK_SIZE)
			break;
		mixed += !is_of_one_letter(block);
	}
	wait_for_completion(&writers[0].done);
	wait_for_completion(&writers[1].done);
	KUNIT_EXPECT_EQ(test, mixed, 0);
	KUNIT_EXPECT_EQ(test, writers[0].result + writers[1].result, 2 * BLOCKS);
	close_pipe(&writers[0].p);
}

#define PINGS 2000

/* Sends back what it gets. */
static int echo(void *arg)
{
	struct partner *partner = arg;
	u32 value;

	while (get(partner->p.rd, &value, sizeof(value)) == sizeof(value))
		if (put(partner->p.wr, &value, sizeof(value)) != sizeof(value))
			break;
	fput(partner->p.wr);
	complete(&partner->done);
	return 0;
}

static void ping_pong_loses_nothing(struct kunit *test)
{
	struct two_ends to, from;
	struct partner partner = { };
	u32 value;

	open_pipe(test, &to, 0);
	open_pipe(test, &from, 0);
	partner.p = (struct two_ends){ .rd = to.rd, .wr = from.wr };
	start(test, &partner, echo);
	for (u32 i = 0; i < PINGS; i++) {
		KUNIT_ASSERT_EQ(test, put(to.wr, &i, sizeof(i)), sizeof(i));
		KUNIT_ASSERT_EQ(test, get(from.rd, &value, sizeof(value)), sizeof(value));
		KUNIT_ASSERT_EQ(test, value, i);
	}
	fput(to.wr);
	wait_for_completion(&partner.done);
	KUNIT_EXPECT_EQ(test, get(from.rd, &value, sizeof(value)), 0);
	fput(to.rd);
	fput(from.rd);
}

/* ---- FIFOs ---------------------------------------------------------------------------- */

static int write_fifo(void *arg)
{
	struct partner *partner = arg;
	struct file *file = filp_open(FIFO, O_WRONLY, 0);

	partner->result = PTR_ERR_OR_ZERO(file);
	if (!partner->result) {
		partner->result = put(file, "fifo", 4);
		fput(file);
	}
	complete(&partner->done);
	return 0;
}

static void a_fifo_waits_for_the_other_side(struct kunit *test)
{
	struct partner partner = { };
	struct file *file;
	char buf[8] = "";

	KUNIT_ASSERT_EQ(test, init_mknod(FIFO, S_IFIFO | 0644, 0), 0);
	KUNIT_EXPECT_PTR_EQ(test, filp_open(FIFO, O_WRONLY | O_NONBLOCK, 0), ERR_PTR(-ENXIO));
	start(test, &partner, write_fifo);
	file = filp_open(FIFO, O_RDONLY, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	KUNIT_EXPECT_EQ(test, get(file, buf, 8), 4);
	KUNIT_EXPECT_STREQ(test, buf, "fifo");
	KUNIT_EXPECT_EQ(test, get(file, buf, 8), 0);
	wait_for_completion(&partner.done);
	KUNIT_EXPECT_EQ(test, partner.result, 4);
	fput(file);
	KUNIT_EXPECT_EQ(test, init_unlink(FIFO), 0);
}

static void a_fifo_without_a_writer_yet_has_not_ended(struct kunit *test)
{
	struct file *rd, *wr;
	char c;

	KUNIT_ASSERT_EQ(test, init_mknod(FIFO, S_IFIFO | 0644, 0), 0);
	rd = filp_open(FIFO, O_RDONLY | O_NONBLOCK, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, rd);
	KUNIT_EXPECT_EQ(test, events(rd), 0);
	KUNIT_EXPECT_EQ(test, get(rd, &c, 1), 0);
	wr = filp_open(FIFO, O_WRONLY | O_NONBLOCK, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, wr);
	KUNIT_EXPECT_EQ(test, get(rd, &c, 1), -EAGAIN);
	fput(wr);
	KUNIT_EXPECT_EQ(test, events(rd), EPOLLHUP);
	fput(rd);
	KUNIT_EXPECT_EQ(test, init_unlink(FIFO), 0);
}

/* ---- failing --------------------------------------------------------------------------- */

static int pipe_path(struct kunit *test)
{
	struct two_ends p;
	ssize_t n;
	int err = make_pipe(&p, 0);

	if (err)
		return err;
	n = put(p.wr, "x", 1);
	close_pipe(&p);
	return n == 1 ? 0 : (int)n;
}

static void every_allocation_may_fail(struct kunit *test)
{
	struct failnth_result r = failnth_sweep(test, "pipe", pipe_path);

	KUNIT_EXPECT_GE(test, r.refused, 6);
}

static struct kunit_case pipe_cases[] = {
	KUNIT_CASE(what_goes_in_comes_out_in_order),
	KUNIT_CASE(each_end_does_one_thing),
	KUNIT_CASE(no_writer_is_the_end_of_the_file),
	KUNIT_CASE(no_reader_is_a_broken_pipe),
	KUNIT_CASE(a_full_pipe_has_its_capacity),
	KUNIT_CASE(a_small_write_is_whole_or_not_at_all),
	KUNIT_CASE(its_size_can_be_changed),
	KUNIT_CASE(a_reader_waits_for_bytes),
	KUNIT_CASE(a_reader_wakes_when_the_last_writer_goes),
	KUNIT_CASE(writers_do_not_mix),
	KUNIT_CASE(ping_pong_loses_nothing),
	KUNIT_CASE(a_fifo_waits_for_the_other_side),
	KUNIT_CASE(a_fifo_without_a_writer_yet_has_not_ended),
	KUNIT_CASE(every_allocation_may_fail),
	{ }
};

static struct kunit_suite pipe_suite = {
	.name = "pipe",
	.suite_init = failnth_suite_init,
	.test_cases = pipe_cases,
};
kunit_test_suite(pipe_suite);
