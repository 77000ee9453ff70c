// SPDX-License-Identifier: MIT
/*
 * fs/pipe.c - pipes, with and without a name
 *
 * How it works
 *
 *   A ring of pages, 16 at first.  head and tail count bytes and never wrap, so
 *   head - tail is what is in the pipe; byte n lies in page (n / PAGE_SIZE) % ring_size.
 *   A page is allocated when the first byte goes into it, and freed when its last has
 *   been read: an idle pipe costs an array of pointers.
 *
 *       pages    [ . | . | ###|####|##  | . | . | . ]
 *                        tail        head
 *
 *   A write of at most PIPE_BUF bytes goes in whole, or not yet: bytes of two writers do
 *   not mix in it.  A longer one goes in as there is room.  A reader takes what is there.
 *
 *   No writer any more, and empty: the end of the file.  No reader any more: SIGPIPE and
 *   -EPIPE.  So each side waits for the other to do something or to go, and both are woken
 *   when the last of one kind goes.
 *
 *   A FIFO is a name for one.  Its first open() makes the pipe and waits for the other side
 *   (open files may come and go meanwhile, so it waits for the count of all that ever were);
 *   the last close() forgets it.
 *
 * Context: process, may sleep.
 *
 * Locking
 *
 *   pipe->mutex    its bytes and counts, also over the copy to and from the program.
 *   pipes_lock     from an inode to its pipe, and its users.  Innermost.
 *
 * Compared with Linux: no splice, no packets (O_DIRECT); every waiter is woken, not one.
 */

#include <linux/align.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <uapi/asm/ioctls.h>

#include "internal.h"
#include "pipe.h"

#define RING_MAX	256		/* pages: 1 MiB, as fs.pipe-max-size on Linux */

#define POLL_READ	(EPOLLIN | EPOLLRDNORM)
#define POLL_WRITE	(EPOLLOUT | EPOLLWRNORM)

static DEFINE_SPINLOCK(pipes_lock);

/* ---- the ring -------------------------------------------------------------------- */

static size_t pipe_used(const struct pipe_inode_info *pipe)
{
	return READ_ONCE(pipe->head) - READ_ONCE(pipe->tail);
}

/* The page that is read from has none, as long as there is a byte in it. */
static size_t pipe_room(const struct pipe_inode_info *pipe)
{
	u64 begin = ALIGN_DOWN(READ_ONCE(pipe->tail), PAGE_SIZE);

	return ((size_t)READ_ONCE(pipe->ring_size) << PAGE_SHIFT) -
	       (READ_ONCE(pipe->head) - begin);
}

static void **page_slot(const struct pipe_inode_info *pipe, u64 at)
{
	return &pipe->pages[(at >> PAGE_SHIFT) & (pipe->ring_size - 1)];
}

struct pipe_inode_info *alloc_pipe_info(void)
{
	struct pipe_inode_info *pipe = kzalloc(sizeof(*pipe), GFP_KERNEL);

	if (!pipe)
		return NULL;
	pipe->pages = kcalloc(PIPE_DEF_BUFFERS, sizeof(*pipe->pages), GFP_KERNEL);
	if (!pipe->pages) {
		kfree(pipe);
		return NULL;
	}
	pipe->ring_size = PIPE_DEF_BUFFERS;
	mutex_init(&pipe->mutex);
	init_waitqueue_head(&pipe->rd_wait);
	init_waitqueue_head(&pipe->wr_wait);
	return pipe;
}

void free_pipe_info(struct pipe_inode_info *pipe)
{
	for (unsigned int i = 0; i < pipe->ring_size; i++)
		free_page((unsigned long)pipe->pages[i]);
	kfree(pipe->pages);
	kfree(pipe);
}

/* Of one page, up to its end or the pipe's.  How much, or -EFAULT. */
static ssize_t take_piece(struct pipe_inode_info *pipe, char __user *buf, size_t count)
{
	size_t offset = offset_in_page(pipe->tail);
	size_t n = min3(count, (size_t)PAGE_SIZE - offset, pipe_used(pipe));
	void **page = page_slot(pipe, pipe->tail);

	n -= copy_to_user(buf, *page + offset, n);
	if (!n)
		return -EFAULT;
	WRITE_ONCE(pipe->tail, pipe->tail + n);
	if (!offset_in_page(pipe->tail) || pipe->tail == pipe->head) {
		free_page((unsigned long)*page);
		*page = NULL;
		if (pipe->tail == pipe->head)	/* the next byte begins a page */
			pipe->tail = pipe->head = PAGE_ALIGN(pipe->head);
	}
	return n;
}

/* The same in the other direction.  -ENOMEM, -EFAULT. */
static ssize_t put_piece(struct pipe_inode_info *pipe, const char __user *buf, size_t count)
{
	size_t offset = offset_in_page(pipe->head);
	size_t n = min3(count, (size_t)PAGE_SIZE - offset, pipe_room(pipe));
	void **page = page_slot(pipe, pipe->head);

	if (!*page)
		*page = (void *)__get_free_page(GFP_KERNEL);
	if (!*page)
		return -ENOMEM;
	n -= copy_from_user(*page + offset, buf, n);
	if (!n)
		return -EFAULT;
	WRITE_ONCE(pipe->head, pipe->head + n);
	return n;
}

static void wake_all(wait_queue_head_t *wq_head, __poll_t what)
{
	__wake_up(wq_head, TASK_INTERRUPTIBLE, 0, poll_to_key(what));
}

/* ---- reading --------------------------------------------------------------------- */

static bool can_read(const struct pipe_inode_info *pipe)
{
	return pipe_used(pipe) || !READ_ONCE(pipe->writers);
}

/* How much, 0 when it is empty, -EFAULT. */
static ssize_t take_bytes(struct pipe_inode_info *pipe, char __user *buf, size_t count)
{
	ssize_t done = 0, n;

	lockdep_assert_held(&pipe->mutex);
	while (done < count && pipe_used(pipe)) {
		n = take_piece(pipe, buf + done, count - done);
		if (n < 0)
			return done ? done : n;
		done += n;
	}
	return done;
}

/* With the mutex, which is dropped meanwhile. */
static int wait_for_bytes(struct pipe_inode_info *pipe, const struct file *file)
{
	int err;

	if (file->f_flags & O_NONBLOCK)
		return -EAGAIN;
	mutex_unlock(&pipe->mutex);
	err = wait_event_interruptible(pipe->rd_wait, can_read(pipe));
	mutex_lock(&pipe->mutex);
	return err;
}

static ssize_t pipe_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct pipe_inode_info *pipe = file->private_data;
	ssize_t ret = 0;

	if (!count)
		return 0;
	mutex_lock(&pipe->mutex);
	while (!ret) {
		ret = take_bytes(pipe, buf, count);
		if (ret || !pipe->writers)
			break;
		ret = wait_for_bytes(pipe, file);
	}
	mutex_unlock(&pipe->mutex);
	if (ret > 0) {
		wake_all(&pipe->wr_wait, POLL_WRITE);
		kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
	}
	return ret;
}

/* ---- writing --------------------------------------------------------------------- */

/* How many bytes must fit at once before anything is written. */
static size_t room_wanted(size_t count)
{
	return count <= PIPE_BUF ? count : 1;
}

static bool can_write(const struct pipe_inode_info *pipe, size_t wanted)
{
	return pipe_room(pipe) >= wanted || !READ_ONCE(pipe->readers);
}

static ssize_t put_bytes(struct pipe_inode_info *pipe, const char __user *buf, size_t count)
{
	ssize_t done = 0, n;

	lockdep_assert_held(&pipe->mutex);
	while (done < count && pipe_room(pipe)) {
		n = put_piece(pipe, buf + done, count - done);
		if (n < 0)
			return done ? done : n;
		done += n;
	}
	return done;
}

static void tell_readers(struct pipe_inode_info *pipe)
{
	wake_all(&pipe->rd_wait, POLL_READ);
	kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
}

static int wait_for_room(struct pipe_inode_info *pipe, const struct file *file, size_t wanted)
{
	int err;

	if (file->f_flags & O_NONBLOCK)
		return -EAGAIN;
	mutex_unlock(&pipe->mutex);
	tell_readers(pipe);
	err = wait_event_interruptible(pipe->wr_wait, can_write(pipe, wanted));
	mutex_lock(&pipe->mutex);
	return err;
}

/* With the mutex; how much went in before something was in the way. */
static ssize_t write_all(struct pipe_inode_info *pipe, const struct file *file,
			 const char __user *buf, size_t count)
{
	size_t wanted = room_wanted(count);
	ssize_t done = 0, n = 0;

	while (done < count) {
		if (!pipe->readers)
			n = -EPIPE;
		else if (pipe_room(pipe) < wanted)
			n = wait_for_room(pipe, file, wanted);
		else
			n = put_bytes(pipe, buf + done, count - done);
		if (n < 0)
			break;
		done += n;
		if (n)
			wanted = 1;
	}
	if (n == -EPIPE)
		send_sig(SIGPIPE, current, 0);
	return done ? done : n;
}

static ssize_t pipe_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct pipe_inode_info *pipe = file->private_data;
	ssize_t ret;

	if (!count)
		return 0;
	mutex_lock(&pipe->mutex);
	ret = write_all(pipe, file, buf, count);
	mutex_unlock(&pipe->mutex);
	if (ret > 0)
		tell_readers(pipe);
	return ret;
}

/* ---- the other operations ---------------------------------------------------------- */

static __poll_t pipe_poll(struct file *file, poll_table *wait)
{
	struct pipe_inode_info *pipe = file->private_data;
	__poll_t mask = 0;

	if (file->f_mode & FMODE_READ)
		poll_wait(file, &pipe->rd_wait, wait);
	if (file->f_mode & FMODE_WRITE)
		poll_wait(file, &pipe->wr_wait, wait);
	mutex_lock(&pipe->mutex);
	if (file->f_mode & FMODE_READ) {
		if (pipe_used(pipe))
			mask |= POLL_READ;
		/* Of a FIFO: not before there has been a writer. */
		if (!pipe->writers && file->f_version != pipe->w_counter)
			mask |= EPOLLHUP;
	}
	if (file->f_mode & FMODE_WRITE) {
		if (pipe_room(pipe) >= PIPE_BUF)
			mask |= POLL_WRITE;
		if (!pipe->readers)
			mask |= EPOLLERR;
	}
	mutex_unlock(&pipe->mutex);
	return mask;
}

static long pipe_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = file->private_data;
	int used;

	if (cmd != FIONREAD)
		return -ENOIOCTLCMD;
	mutex_lock(&pipe->mutex);
	used = pipe_used(pipe);
	mutex_unlock(&pipe->mutex);
	return put_user(used, (int __user *)arg);
}

static int pipe_fasync(int fd, struct file *file, int on)
{
	struct pipe_inode_info *pipe = file->private_data;
	int ret = 0;

	if (file->f_mode & FMODE_READ)
		ret = fasync_helper(fd, file, on, &pipe->fasync_readers);
	if (ret >= 0 && file->f_mode & FMODE_WRITE) {
		ret = fasync_helper(fd, file, on, &pipe->fasync_writers);
		if (ret < 0 && file->f_mode & FMODE_READ)
			fasync_helper(-1, file, 0, &pipe->fasync_readers);
	}
	return ret;
}

/* ---- the life of a pipe ------------------------------------------------------------- */

static void put_pipe_info(struct inode *inode, struct pipe_inode_info *pipe)
{
	bool last;

	spin_lock(&pipes_lock);
	last = !--pipe->files;
	if (last)
		inode->i_pipe = NULL;
	spin_unlock(&pipes_lock);
	if (last)
		free_pipe_info(pipe);
}

/* The FIFO's pipe, made by who comes first.  NULL: no memory. */
static struct pipe_inode_info *get_fifo_info(struct inode *inode)
{
	struct pipe_inode_info *pipe = NULL, *made = NULL;

	if (!READ_ONCE(inode->i_pipe))
		made = alloc_pipe_info();
	spin_lock(&pipes_lock);
	if (!inode->i_pipe) {
		inode->i_pipe = made;
		made = NULL;
	}
	pipe = inode->i_pipe;
	if (pipe)
		pipe->files++;
	spin_unlock(&pipes_lock);
	if (made)
		free_pipe_info(made);
	return pipe;
}

static void leave_pipe(struct file *file, struct pipe_inode_info *pipe)
{
	mutex_lock(&pipe->mutex);
	if (file->f_mode & FMODE_READ)
		WRITE_ONCE(pipe->readers, pipe->readers - 1);
	if (file->f_mode & FMODE_WRITE)
		WRITE_ONCE(pipe->writers, pipe->writers - 1);
	mutex_unlock(&pipe->mutex);
	if (!pipe->readers != !pipe->writers) {
		wake_all(&pipe->rd_wait, POLL_READ | EPOLLHUP | EPOLLERR);
		wake_all(&pipe->wr_wait, POLL_WRITE | EPOLLHUP | EPOLLERR);
		kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
		kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
	}
}

static int pipe_release(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *pipe = file->private_data;

	leave_pipe(file, pipe);
	put_pipe_info(inode, pipe);
	return 0;
}

/* Until @counter has moved: somebody has opened the other side, and may have gone again. */
static int wait_for_partner(struct pipe_inode_info *pipe, unsigned int *counter)
{
	unsigned int seen = *counter;
	int err;

	mutex_unlock(&pipe->mutex);
	err = wait_event_interruptible(pipe->rd_wait, READ_ONCE(*counter) != seen);
	mutex_lock(&pipe->mutex);
	return err;
}

/* Counted in before it waits, so that both sides see each other. */
static int open_fifo(struct file *file, struct pipe_inode_info *pipe)
{
	bool nonblock = file->f_flags & O_NONBLOCK;
	fmode_t mode = file->f_mode & (FMODE_READ | FMODE_WRITE);

	lockdep_assert_held(&pipe->mutex);
	if (mode == FMODE_WRITE && nonblock && !pipe->readers)
		return -ENXIO;
	if (mode & FMODE_READ) {
		WRITE_ONCE(pipe->readers, pipe->readers + 1);
		WRITE_ONCE(pipe->r_counter, pipe->r_counter + 1);
	}
	if (mode & FMODE_WRITE) {
		WRITE_ONCE(pipe->writers, pipe->writers + 1);
		WRITE_ONCE(pipe->w_counter, pipe->w_counter + 1);
	}
	wake_up_interruptible_all(&pipe->rd_wait);
	if (mode == FMODE_READ && !pipe->writers) {
		if (!nonblock)
			return wait_for_partner(pipe, &pipe->w_counter);
		file->f_version = pipe->w_counter;	/* no end of file yet, for poll() */
	}
	if (mode == FMODE_WRITE && !pipe->readers)
		return wait_for_partner(pipe, &pipe->r_counter);
	return 0;
}

static int fifo_open(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *pipe;
	int err;

	if (!(file->f_mode & (FMODE_READ | FMODE_WRITE)))
		return -EINVAL;
	pipe = get_fifo_info(inode);
	if (!pipe)
		return -ENOMEM;
	file->private_data = pipe;
	file->f_version = -1;
	stream_open(inode, file);
	mutex_lock(&pipe->mutex);
	err = open_fifo(file, pipe);
	mutex_unlock(&pipe->mutex);
	if (!err)
		return 0;
	if (err != -ENXIO)		/* that is said before it is counted */
		leave_pipe(file, pipe);
	put_pipe_info(inode, pipe);
	return err;
}

const struct file_operations pipefifo_fops = {
	.open		= fifo_open,
	.llseek		= no_llseek,
	.read		= pipe_read,
	.write		= pipe_write,
	.poll		= pipe_poll,
	.unlocked_ioctl	= pipe_ioctl,
	.fasync		= pipe_fasync,
	.release	= pipe_release,
};

/* ---- size ----------------------------------------------------------------------------- */

static void move_pages(struct pipe_inode_info *pipe, void **pages, unsigned int ring_size)
{
	for (u64 at = pipe->tail; at < pipe->head; at = PAGE_ALIGN(at + 1))
		pages[(at >> PAGE_SHIFT) & (ring_size - 1)] = *page_slot(pipe, at);
	/* What a write that failed has left. */
	if (!offset_in_page(pipe->head) && pipe_room(pipe) && *page_slot(pipe, pipe->head)) {
		free_page((unsigned long)*page_slot(pipe, pipe->head));
		*page_slot(pipe, pipe->head) = NULL;
	}
}

static long set_pipe_size(struct pipe_inode_info *pipe, unsigned long size)
{
	unsigned int ring_size;
	void **pages;

	if (size > (unsigned long)RING_MAX << PAGE_SHIFT)
		return -EPERM;
	ring_size = roundup_pow_of_two(max_t(unsigned long, PAGE_ALIGN(size), PAGE_SIZE)) >>
		    PAGE_SHIFT;
	pages = kcalloc(ring_size, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	if (((pipe->head + PAGE_SIZE - 1) >> PAGE_SHIFT) - (pipe->tail >> PAGE_SHIFT) > ring_size) {
		kfree(pages);
		return -EBUSY;		/* more than that is in it */
	}
	move_pages(pipe, pages, ring_size);
	swap(pipe->pages, pages);
	WRITE_ONCE(pipe->ring_size, ring_size);
	kfree(pages);
	return (long)ring_size << PAGE_SHIFT;
}

/* F_GETPIPE_SZ and F_SETPIPE_SZ. */
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = file->private_data;
	long ret;

	if (file->f_op != &pipefifo_fops)
		return -EBADF;
	mutex_lock(&pipe->mutex);
	if (cmd == F_SETPIPE_SZ)
		ret = set_pipe_size(pipe, arg);
	else
		ret = (long)pipe->ring_size << PAGE_SHIFT;
	mutex_unlock(&pipe->mutex);
	if (cmd == F_SETPIPE_SZ && ret > 0)
		wake_up_interruptible_all(&pipe->wr_wait);
	return ret;
}
