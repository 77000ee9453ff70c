// SPDX-License-Identifier: MIT
/*
 * fs/file.c - the open files of a process, by their numbers
 *
 * How it works
 *
 *   A table has a slot per number, a bitmap of numbers that are taken, and one of those
 *   that exec closes.  A number is taken before its file is there: open() first makes sure
 *   of the number, then opens the file, and last installs it, which cannot fail.
 *
 *       get_unused_fd_flags()   bit set, slot NULL: nobody finds it
 *       fd_install()            slot = file: another thread may use it, or close it
 *
 *   64 numbers fit into the structure itself; who opens more gets larger arrays.
 *
 *   fdget() saves the two atomic operations on the reference count where only the running
 *   task has this table: then the slot cannot lose its file while the task is in a system
 *   call.  Who looks at another task's table (/proc) holds task_lock() of that, and never
 *   becomes a user of the table.
 *
 * Locking: file_lock for everything in the table; a task's pointer by task_lock().
 *
 * Compared with Linux: a lock where Linux reads with RCU.
 */

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/find.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <uapi/linux/sched.h>

#define SHARED_FOR_EVER	2	/* init_files: more than one task has it */
#define NR_OPEN_MAX	1048576	/* as fs.nr_open on Linux */

struct files_struct init_files = {
	.count = ATOMIC_INIT(SHARED_FOR_EVER),
	.file_lock = __SPIN_LOCK_UNLOCKED(init_files.file_lock),
	.fdt = &init_files.fdtab,
	.fdtab = {
		.max_fds = NR_OPEN_DEFAULT,
		.fd = init_files.fd_array,
		.close_on_exec = init_files.close_on_exec_init,
		.open_fds = init_files.open_fds_init,
	},
};

/* ---- tables ------------------------------------------------------------------ */

static void free_arrays(const struct files_struct *files, const struct fdtable *fdt)
{
	if (fdt->fd == files->fd_array)
		return;
	kvfree(fdt->fd);
	kfree(fdt->open_fds);
}

/* Both bitmaps lie in one piece of memory. */
static int alloc_arrays(struct fdtable *fdt, unsigned int max_fds)
{
	size_t words = max_fds / BITS_PER_LONG;

	fdt->max_fds = max_fds;
	fdt->fd = kvcalloc(max_fds, sizeof(*fdt->fd), GFP_KERNEL);
	fdt->open_fds = kcalloc(2 * words, sizeof(long), GFP_KERNEL);
	if (!fdt->fd || !fdt->open_fds) {
		kvfree(fdt->fd);
		kfree(fdt->open_fds);
		return -ENOMEM;
	}
	fdt->close_on_exec = fdt->open_fds + words;
	return 0;
}

/* Into a table that is at least as large. */
static void copy_arrays(struct fdtable *to, const struct fdtable *from)
{
	size_t bytes = from->max_fds / BITS_PER_BYTE;

	memcpy(to->fd, from->fd, from->max_fds * sizeof(*from->fd));
	memcpy(to->open_fds, from->open_fds, bytes);
	memcpy(to->close_on_exec, from->close_on_exec, bytes);
}

/* Room for number @fd.  1: the lock was dropped for it; 0: there is room; -EMFILE, -ENOMEM. */
static int expand_files(struct files_struct *files, unsigned int fd)
{
	struct fdtable bigger, old;

	lockdep_assert_held(&files->file_lock);
	if (fd < files->fdt->max_fds)
		return 0;
	if (fd >= NR_OPEN_MAX)
		return -EMFILE;
	spin_unlock(&files->file_lock);
	if (alloc_arrays(&bigger, roundup_pow_of_two(fd + 1))) {
		spin_lock(&files->file_lock);
		return -ENOMEM;
	}
	spin_lock(&files->file_lock);
	old = *files->fdt;
	if (bigger.max_fds > old.max_fds) {
		copy_arrays(&bigger, &old);
		*files->fdt = bigger;
	} else {
		old = bigger;		/* another thread was faster */
	}
	free_arrays(files, &old);
	return 1;
}

static struct files_struct *alloc_files(void)
{
	struct files_struct *files = kzalloc(sizeof(*files), GFP_KERNEL);

	if (!files)
		return NULL;
	atomic_set(&files->count, 1);
	spin_lock_init(&files->file_lock);
	files->fdt = &files->fdtab;
	files->fdtab = (struct fdtable){
		.max_fds = NR_OPEN_DEFAULT, .fd = files->fd_array,
		.close_on_exec = files->close_on_exec_init, .open_fds = files->open_fds_init,
	};
	return files;
}

/* Numbers that are taken and have no file yet are not for the copy. */
static void take_references(struct files_struct *files)
{
	struct fdtable *fdt = files->fdt;
	unsigned int fd;

	for_each_set_bit(fd, fdt->open_fds, fdt->max_fds) {
		if (fdt->fd[fd]) {
			get_file(fdt->fd[fd]);
		} else {
			__clear_bit(fd, fdt->open_fds);
			files->next_fd = min(files->next_fd, fd);
		}
	}
}

/* A table with the same files, or NULL. */
static struct files_struct *dup_files(struct files_struct *from)
{
	struct files_struct *files = alloc_files();

	if (!files)
		return NULL;
	spin_lock(&from->file_lock);
	while (files->fdt->max_fds < from->fdt->max_fds) {
		unsigned int max_fds = from->fdt->max_fds;

		spin_unlock(&from->file_lock);
		free_arrays(files, files->fdt);
		if (alloc_arrays(files->fdt, max_fds)) {
			kfree(files);
			return NULL;
		}
		spin_lock(&from->file_lock);
	}
	copy_arrays(files->fdt, from->fdt);
	files->next_fd = from->next_fd;
	take_references(files);
	spin_unlock(&from->file_lock);
	return files;
}

static void put_files_struct(struct files_struct *files)
{
	struct fdtable *fdt = files->fdt;
	unsigned int fd;

	if (files == &init_files || !atomic_dec_and_test(&files->count))
		return;
	for_each_set_bit(fd, fdt->open_fds, fdt->max_fds) {
		if (fdt->fd[fd])
			filp_close(fdt->fd[fd], files);
		cond_resched();
	}
	free_arrays(files, fdt);
	kfree(files);
}

static void change_files(struct task_struct *p, struct files_struct *files)
{
	struct files_struct *old;

	task_lock(p);
	old = p->files;
	p->files = files;
	task_unlock(p);
	if (old)
		put_files_struct(old);
}

/**
 * copy_files - a new task's own table with the same files, or its parent's
 * @p: not running yet
 * Context: the parent, may sleep.
 * Return: 0 or -ENOMEM; exit_files() undoes it.
 */
int copy_files(unsigned long clone_flags, struct task_struct *p)
{
	struct files_struct *files = current->files;

	if (clone_flags & CLONE_FILES) {
		if (files != &init_files)
			atomic_inc(&files->count);
		p->files = files;
		return 0;
	}
	p->files = dup_files(files);
	return p->files ? 0 : -ENOMEM;
}

/* A dying task lets go of its files; the last user closes them. */
void exit_files(struct task_struct *p)
{
	change_files(p, NULL);
}

/**
 * unshare_files - let what the running task opens and closes be its own matter
 * Return: 0 or -ENOMEM.
 */
int unshare_files(void)
{
	struct files_struct *files;

	if (atomic_read(&current->files->count) == 1)
		return 0;
	files = dup_files(current->files);
	if (!files)
		return -ENOMEM;
	change_files(current, files);
	return 0;
}

/* ---- taking and giving back numbers ------------------------------------------- */

static void set_bit_to(unsigned long *bitmap, unsigned int fd, bool on)
{
	if (on)
		__set_bit(fd, bitmap);
	else
		__clear_bit(fd, bitmap);
}

/* The first free number in [start, end), with its bit set. */
static int alloc_fd(unsigned int start, unsigned int end, unsigned int flags)
{
	struct files_struct *files = current->files;
	struct fdtable *fdt = files->fdt;
	unsigned int fd;
	int err;

	spin_lock(&files->file_lock);
	do {
		fd = max(start, files->next_fd);
		if (fd < fdt->max_fds)
			fd = find_next_zero_bit(fdt->open_fds, fdt->max_fds, fd);
		err = fd < end ? expand_files(files, fd) : -EMFILE;
	} while (err > 0);
	if (!err) {
		if (start <= files->next_fd)
			files->next_fd = fd + 1;
		__set_bit(fd, fdt->open_fds);
		set_bit_to(fdt->close_on_exec, fd, flags & O_CLOEXEC);
	}
	spin_unlock(&files->file_lock);
	return err ? err : (int)fd;
}

int __get_unused_fd_flags(unsigned int flags, unsigned long nofile)
{
	return alloc_fd(0, min_t(unsigned long, nofile, NR_OPEN_MAX), flags);
}

/**
 * get_unused_fd_flags - take the smallest number that is free
 * @flags: O_CLOEXEC
 * Context: process, may sleep.
 * Return: it, -EMFILE or -ENOMEM.
 */
int get_unused_fd_flags(unsigned int flags)
{
	return __get_unused_fd_flags(flags, rlimit(RLIMIT_NOFILE));
}
EXPORT_SYMBOL(get_unused_fd_flags);

static void release_number(struct files_struct *files, unsigned int fd)
{
	lockdep_assert_held(&files->file_lock);
	__clear_bit(fd, files->fdt->open_fds);
	files->next_fd = min(files->next_fd, fd);
}

void put_unused_fd(unsigned int fd)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	release_number(files, fd);
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(put_unused_fd);

void fd_install(unsigned int fd, struct file *file)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	WARN_ON(files->fdt->fd[fd]);
	files->fdt->fd[fd] = file;
	spin_unlock(&files->file_lock);
}
EXPORT_SYMBOL(fd_install);

/* Out of the table, if it was there; the reference is the caller's. */
static struct file *take_fd(struct files_struct *files, unsigned int fd)
{
	struct file *file = NULL;

	lockdep_assert_held(&files->file_lock);
	if (fd < files->fdt->max_fds)
		file = files->fdt->fd[fd];
	if (file) {
		files->fdt->fd[fd] = NULL;
		release_number(files, fd);
	}
	return file;
}

/**
 * close_fd - close a number of the running task
 * Context: process, may sleep.
 * Return: 0, -EBADF, or what flush() said; it is closed all the same.
 */
int close_fd(unsigned int fd)
{
	struct files_struct *files = current->files;
	struct file *file;

	spin_lock(&files->file_lock);
	file = take_fd(files, fd);
	spin_unlock(&files->file_lock);
	return file ? filp_close(file, files) : -EBADF;
}
EXPORT_SYMBOL(close_fd);

/* The rest of an exec: the new program does not get these. */
void do_close_on_exec(struct files_struct *files)
{
	struct fdtable *fdt = files->fdt;
	struct file *file;

	spin_lock(&files->file_lock);
	for (unsigned int fd = 0; fd < fdt->max_fds; fd++) {
		fd = find_next_bit(fdt->close_on_exec, fdt->max_fds, fd);
		if (fd >= fdt->max_fds)
			break;
		__clear_bit(fd, fdt->close_on_exec);
		file = take_fd(files, fd);
		if (!file)
			continue;
		spin_unlock(&files->file_lock);
		filp_close(file, files);
		cond_resched();
		spin_lock(&files->file_lock);
	}
	spin_unlock(&files->file_lock);
}

/* ---- from numbers to files ----------------------------------------------------- */

static struct file *lookup_fd(const struct files_struct *files, unsigned int fd)
{
	return fd < files->fdt->max_fds ? READ_ONCE(files->fdt->fd[fd]) : NULL;
}

static struct file *get_fd(struct files_struct *files, unsigned int fd)
{
	struct file *file;

	spin_lock(&files->file_lock);
	file = lookup_fd(files, fd);
	if (file)
		get_file(file);
	spin_unlock(&files->file_lock);
	return file;
}

/**
 * fget - a file of the running task by its number
 * Context: process.
 * Return: the file with a reference, or NULL.
 */
struct file *fget(unsigned int fd)
{
	return get_fd(current->files, fd);
}
EXPORT_SYMBOL(fget);

/* There are no files that are open only as a path (O_PATH): the same. */
struct file *fget_raw(unsigned int fd)
{
	return fget(fd);
}
EXPORT_SYMBOL(fget_raw);

struct fd fdget(unsigned int fd)
{
	struct files_struct *files = current->files;

	if (atomic_read(&files->count) == 1)
		return (struct fd){ .file = lookup_fd(files, fd) };
	return (struct fd){ .file = get_fd(files, fd), .flags = FDPUT_FPUT };
}

struct fd fdget_raw(unsigned int fd)
{
	return fdget(fd);
}

/* Reads and writes of one open file follow one another; POSIX wants it of regular files. */
struct fd fdget_pos(unsigned int fd)
{
	struct fd f = fdget(fd);

	if (f.file && !(f.file->f_mode & FMODE_STREAM) &&
	    (S_ISREG(f.file->f_inode->i_mode) || S_ISDIR(f.file->f_inode->i_mode))) {
		mutex_lock(&f.file->f_pos_lock);
		f.flags |= FDPUT_POS_UNLOCK;
	}
	return f;
}

void fdput_pos(struct fd f)
{
	if (f.flags & FDPUT_POS_UNLOCK)
		mutex_unlock(&f.file->f_pos_lock);
	if (f.file)
		fdput(f);
}

struct file *fget_task(struct task_struct *task, unsigned int fd)
{
	struct file *file = NULL;

	task_lock(task);
	if (task->files)
		file = get_fd(task->files, fd);
	task_unlock(task);
	return file;
}

struct file *task_lookup_next_fd(struct task_struct *task, unsigned int *fd)
{
	struct file *file = NULL;

	task_lock(task);
	while (task->files && !file && *fd < task->files->fdt->max_fds) {
		file = get_fd(task->files, *fd);
		if (!file)
			(*fd)++;
	}
	task_unlock(task);
	return file;
}

int iterate_fd(struct files_struct *files, unsigned int n,
	       int (*f)(const void *arg, struct file *file, unsigned int fd), const void *arg)
{
	int ret = 0;

	if (!files)
		return 0;
	spin_lock(&files->file_lock);
	for (; !ret && n < files->fdt->max_fds; n++)
		if (files->fdt->fd[n])
			ret = f(arg, files->fdt->fd[n], n);
	spin_unlock(&files->file_lock);
	return ret;
}
EXPORT_SYMBOL(iterate_fd);

void set_close_on_exec(unsigned int fd, int flag)
{
	struct files_struct *files = current->files;

	spin_lock(&files->file_lock);
	if (fd < files->fdt->max_fds)
		set_bit_to(files->fdt->close_on_exec, fd, flag);
	spin_unlock(&files->file_lock);
}

bool get_close_on_exec(unsigned int fd)
{
	struct files_struct *files = current->files;
	bool ret;

	spin_lock(&files->file_lock);
	ret = fd < files->fdt->max_fds && close_on_exec(fd, files->fdt);
	spin_unlock(&files->file_lock);
	return ret;
}

/* ---- the same file under another number ----------------------------------------- */

int f_dupfd(unsigned int from, struct file *file, unsigned int flags)
{
	unsigned long nofile = min_t(unsigned long, rlimit(RLIMIT_NOFILE), NR_OPEN_MAX);
	int fd;

	if (from >= nofile)
		return -EINVAL;
	fd = alloc_fd(from, nofile, flags);
	if (fd >= 0)
		fd_install(fd, get_file(file));
	return fd;
}

int receive_fd(struct file *file, unsigned int flags)
{
	return f_dupfd(0, file, flags);
}
EXPORT_SYMBOL(receive_fd);

/**
 * replace_fd - let a number stand for @file; what it stood for is closed
 * @flags: O_CLOEXEC
 * Context: process, may sleep.
 * Return: the number, -EBADF (out of range), -EBUSY (taken by an open() under way), -ENOMEM.
 */
int replace_fd(unsigned int fd, struct file *file, unsigned int flags)
{
	struct files_struct *files = current->files;
	struct fdtable *fdt = files->fdt;
	struct file *old = NULL;
	int err;

	if (fd >= rlimit(RLIMIT_NOFILE))
		return -EBADF;
	spin_lock(&files->file_lock);
	while ((err = expand_files(files, fd)) > 0)
		;
	if (!err && !fdt->fd[fd] && fd_is_open(fd, fdt))
		err = -EBUSY;
	if (!err) {
		old = fdt->fd[fd];
		fdt->fd[fd] = get_file(file);
		__set_bit(fd, fdt->open_fds);
		set_bit_to(fdt->close_on_exec, fd, flags & O_CLOEXEC);
	}
	spin_unlock(&files->file_lock);
	if (old)
		filp_close(old, files);
	return err ? (err == -EMFILE ? -EBADF : err) : (int)fd;
}
