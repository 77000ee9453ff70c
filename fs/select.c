// SPDX-License-Identifier: MIT
/*
 * fs/select.c - poll() and select(): waiting for the first of several files
 *
 * How it works
 *
 *   Ask every file.  Each calls poll_wait() for its wait queues, which puts an entry of ours
 *   on them, and says what can be done.  If that is nothing we sleep; a wake-up sets
 *   pwq->triggered and we ask again, this time without being put on queues.
 *
 *       poller                                waker
 *       on the queue                          makes the condition true
 *       asks the driver: nothing              wake_up(): pwq->triggered = 1, wakes
 *       state = INTERRUPTIBLE
 *       triggered? then ask again, else sleep
 *
 *   So a wake-up that comes between asking and sleeping is not lost; and since entries
 *   stay on their queues over all rounds, none is lost between two rounds.
 *
 *   A waker may say what has happened (wake_up_poll()): who does not want that sleeps on.
 *
 * Context: process, may sleep.
 *
 * Locking: an entry's key, file and queue are set before it is on a queue; triggered is
 * ordered by the barriers named below.
 *
 * Compared with Linux: no busy polling; epoll is left out.
 */

#include <linux/bits.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <asm/page.h>

#include "select.h"

#define FOREVER		((ktime_t)-1)	/* the time at which a wait ends: never */
#define SLACK_NS	50000		/* a wait may be so much longer, as on Linux */

#define POLLIN_SET	(EPOLLRDNORM | EPOLLRDBAND | EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLNVAL)
#define POLLOUT_SET	(EPOLLWRBAND | EPOLLWRNORM | EPOLLOUT | EPOLLERR | EPOLLNVAL)
#define POLLEX_SET	(EPOLLPRI | EPOLLNVAL)

/* ---- entries on wait queues -------------------------------------------------------- */

struct poll_table_page {
	struct poll_table_page *next;
	unsigned int used;
	struct poll_table_entry entries[];
};

#define ENTRIES_PER_PAGE \
	((PAGE_SIZE - sizeof(struct poll_table_page)) / sizeof(struct poll_table_entry))

static struct poll_table_entry *new_entry(struct poll_wqueues *pwq)
{
	struct poll_table_page *page = pwq->table;

	if (pwq->inline_index < N_INLINE_POLL_ENTRIES)
		return &pwq->inline_entries[pwq->inline_index++];
	if (!page || page->used == ENTRIES_PER_PAGE) {
		page = (struct poll_table_page *)__get_free_page(GFP_KERNEL);
		if (!page) {
			pwq->error = -ENOMEM;
			return NULL;
		}
		page->next = pwq->table;
		page->used = 0;
		pwq->table = page;
	}
	return &page->entries[page->used++];
}

/* The queue's lock is held; the key says what has happened, or nothing. */
static int wake_poller(wait_queue_entry_t *wait, unsigned int mode, int flags, void *key)
{
	struct poll_table_entry *entry = container_of(wait, struct poll_table_entry, wait);
	struct poll_wqueues *pwq = wait->private;
	struct wait_queue_entry sleeper = { .private = pwq->polling_task };

	if (key && !(key_to_poll(key) & entry->key))
		return 0;
	/*
	 * What the waker did is seen by who sees triggered.  Pairs with smp_store_mb() in
	 * sleep_until_triggered().
	 */
	smp_wmb();
	WRITE_ONCE(pwq->triggered, 1);
	return default_wake_function(&sleeper, mode, flags, key);
}

/* poll_wait() of a caller who will wait. */
static void join_queue(struct file *file, wait_queue_head_t *wq_head, poll_table *pt)
{
	struct poll_wqueues *pwq = container_of(pt, struct poll_wqueues, pt);
	struct poll_table_entry *entry = new_entry(pwq);

	if (!entry)
		return;
	entry->filp = get_file(file);
	entry->wait_address = wq_head;
	entry->key = pt->_key;
	init_waitqueue_func_entry(&entry->wait, wake_poller);
	entry->wait.private = pwq;
	add_wait_queue(wq_head, &entry->wait);
}

void poll_initwait(struct poll_wqueues *pwq)
{
	init_poll_funcptr(&pwq->pt, join_queue);
	pwq->polling_task = current;
	pwq->triggered = 0;
	pwq->error = 0;
	pwq->table = NULL;
	pwq->inline_index = 0;
}
EXPORT_SYMBOL(poll_initwait);

static void free_entry(struct poll_table_entry *entry)
{
	remove_wait_queue(entry->wait_address, &entry->wait);
	fput(entry->filp);
}

void poll_freewait(struct poll_wqueues *pwq)
{
	struct poll_table_page *page, *next;

	for (int i = 0; i < pwq->inline_index; i++)
		free_entry(&pwq->inline_entries[i]);
	for (page = pwq->table; page; page = next) {
		next = page->next;
		while (page->used)
			free_entry(&page->entries[--page->used]);
		free_page((unsigned long)page);
	}
}
EXPORT_SYMBOL(poll_freewait);

/* ---- the wait ------------------------------------------------------------------------ */

static ktime_t end_of_wait(const struct timespec64 *timeout)
{
	return timeout ? ktime_add_safe(ktime_get(), timespec64_to_ktime(*timeout)) : FOREVER;
}

static bool is_over(ktime_t end)
{
	return end != FOREVER && ktime_compare(ktime_get(), end) >= 0;
}

/* Until a queue was woken, a signal came, or it is @end. */
static void sleep_until_triggered(struct poll_wqueues *pwq, ktime_t end)
{
	set_current_state(TASK_INTERRUPTIBLE);
	if (!READ_ONCE(pwq->triggered))
		schedule_hrtimeout_range(end == FOREVER ? NULL : &end, SLACK_NS, HRTIMER_MODE_ABS);
	__set_current_state(TASK_RUNNING);
	/* Before the drivers are asked.  Pairs with smp_wmb() in wake_poller(). */
	smp_store_mb(pwq->triggered, 0);
}

/* What a round has found, or why there is none to find: -ERESTARTNOHAND, 0 for time over. */
typedef int (*poll_round_t)(struct poll_wqueues *pwq, void *what);

static int poll_rounds(poll_round_t round, void *what, const struct timespec64 *timeout)
{
	ktime_t end = end_of_wait(timeout);
	struct poll_wqueues pwq;
	int found;

	poll_initwait(&pwq);
	if (timeout && !timeout->tv_sec && !timeout->tv_nsec)
		pwq.pt._qproc = NULL;
	for (;;) {
		found = round(&pwq, what);
		pwq.pt._qproc = NULL;		/* on all queues already */
		if (!found)
			found = pwq.error ?: signal_pending(current) ? -ERESTARTNOHAND : 0;
		if (found || is_over(end))
			break;
		sleep_until_triggered(&pwq, end);
	}
	poll_freewait(&pwq);
	return found;
}

/* ---- poll ---------------------------------------------------------------------------- */

struct poll_set {
	struct pollfd *fds;
	unsigned int n;
};

static __poll_t ask_pollfd(struct pollfd *pfd, poll_table *pt)
{
	__poll_t wanted = (unsigned short)pfd->events | EPOLLERR | EPOLLHUP, mask = EPOLLNVAL;
	struct fd f;

	if (pfd->fd < 0)
		return 0;
	f = fdget(pfd->fd);
	if (!f.file)
		return mask;
	pt->_key = wanted;
	mask = vfs_poll(f.file, pt) & wanted;
	fdput(f);
	return mask;
}

static int poll_round(struct poll_wqueues *pwq, void *what)
{
	struct poll_set *set = what;
	int found = 0;

	for (unsigned int i = 0; i < set->n; i++) {
		__poll_t mask = ask_pollfd(&set->fds[i], &pwq->pt);

		set->fds[i].revents = mask;
		if (mask) {
			found++;
			pwq->pt._qproc = NULL;	/* we shall not wait */
		}
		cond_resched();
	}
	return found;
}

static int give_revents(const struct poll_set *set, struct pollfd __user *ufds)
{
	for (unsigned int i = 0; i < set->n; i++)
		if (put_user(set->fds[i].revents, &ufds[i].revents))
			return -EFAULT;
	return 0;
}

/**
 * do_sys_poll - wait for one of a program's files
 * @timeout: how long, or NULL: for ever
 * Return: how many files something was found for; -ERESTARTNOHAND, -EINVAL, -EFAULT, -ENOMEM.
 */
int do_sys_poll(struct pollfd __user *ufds, unsigned int n, const struct timespec64 *timeout)
{
	struct poll_set set = { .n = n };
	int found;

	if (n > rlimit(RLIMIT_NOFILE))
		return -EINVAL;
	set.fds = memdup_user(ufds, n * sizeof(*ufds));
	if (IS_ERR(set.fds))
		return PTR_ERR(set.fds);
	found = poll_rounds(poll_round, &set, timeout);
	if (found >= 0 && give_revents(&set, ufds))
		found = -EFAULT;
	kfree(set.fds);
	return found;
}

/* ---- select --------------------------------------------------------------------------- */

enum { READ_SET, WRITE_SET, EXCEPT_SET, SETS };

/* Bitmaps of what is wanted and, behind each other, of what was found. */
struct select_set {
	unsigned int n;
	unsigned long *wanted[SETS];
	unsigned long *found[SETS];
};

static const __poll_t select_masks[SETS] = { POLLIN_SET, POLLOUT_SET, POLLEX_SET };

static bool is_wanted(const struct select_set *set, int which, unsigned int fd)
{
	return set->wanted[which][fd / BITS_PER_LONG] & BIT(fd % BITS_PER_LONG);
}

static int ask_selected(const struct select_set *set, unsigned int fd, poll_table *pt)
{
	__poll_t mask;
	struct fd f = fdget(fd);
	int found = 0;

	if (!f.file)
		return -EBADF;
	pt->_key = POLLEX_SET;
	for (int which = 0; which < EXCEPT_SET; which++)
		if (is_wanted(set, which, fd))
			pt->_key |= select_masks[which];
	mask = vfs_poll(f.file, pt);
	fdput(f);
	for (int which = 0; which < SETS; which++) {
		if (is_wanted(set, which, fd) && mask & select_masks[which]) {
			set->found[which][fd / BITS_PER_LONG] |= BIT(fd % BITS_PER_LONG);
			found++;
		}
	}
	return found;
}

static int select_round(struct poll_wqueues *pwq, void *what)
{
	struct select_set *set = what;
	int found = 0, n;

	for (unsigned int fd = 0; fd < set->n; fd++) {
		if (!is_wanted(set, READ_SET, fd) && !is_wanted(set, WRITE_SET, fd) &&
		    !is_wanted(set, EXCEPT_SET, fd))
			continue;
		n = ask_selected(set, fd, &pwq->pt);
		if (n < 0)
			return n;
		found += n;
		if (found)
			pwq->pt._qproc = NULL;
		cond_resched();
	}
	return found;
}

/* One of the three sets; a missing one is empty. */
static int get_fd_set(unsigned long *to, const unsigned long __user *from, size_t bytes)
{
	return from && copy_from_user(to, from, bytes) ? -EFAULT : 0;
}

static int select_copied(struct select_set *set, unsigned long __user *const *usets, size_t bytes,
			 const struct timespec64 *timeout)
{
	int found;

	for (int which = 0; which < SETS; which++)
		if (get_fd_set(set->wanted[which], usets[which], bytes))
			return -EFAULT;
	found = poll_rounds(select_round, set, timeout);
	if (found < 0)
		return found;
	for (int which = 0; which < SETS; which++)
		if (usets[which] && copy_to_user(usets[which], set->found[which], bytes))
			return -EFAULT;
	return found;
}

/**
 * do_sys_select - the same for sets of numbers below @n
 * @usets: to read, to write, exceptions; each may be NULL
 */
int do_sys_select(int n, unsigned long __user *const *usets, const struct timespec64 *timeout)
{
	struct select_set set = { };
	size_t words;
	int found;

	if (n < 0)
		return -EINVAL;
	set.n = min_t(unsigned int, n, rlimit(RLIMIT_NOFILE));
	words = DIV_ROUND_UP(set.n, BITS_PER_LONG);
	set.wanted[0] = kcalloc(2 * SETS * words, sizeof(long), GFP_KERNEL);
	if (!set.wanted[0])
		return -ENOMEM;
	for (int which = 0; which < SETS; which++) {
		set.wanted[which] = set.wanted[0] + which * words;
		set.found[which] = set.wanted[0] + (SETS + which) * words;
	}
	found = select_copied(&set, usets, words * sizeof(long), timeout);
	kfree(set.wanted[0]);
	return found;
}
