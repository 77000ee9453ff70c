// SPDX-License-Identifier: MIT
/* tests/unit/fd_test.c - numbers of open files, the calls by number, and mapped files */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <uapi/asm/stat.h>
#include <uapi/linux/sched.h>

#include "failnth.h"

#define NAME	"/fd_test"
#define FAR_FD	500		/* the table has to grow for it */

static int open_fd(int flags)
{
	struct file *file;
	int fd = get_unused_fd_flags(flags);

	if (fd < 0)
		return fd;
	file = filp_open(NAME, O_RDWR | O_CREAT | flags, 0600);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

static long fcntl_of(int fd, int cmd, unsigned long arg)
{
	return sys_fcntl(fd, cmd, arg, 0, 0, 0);
}

static void remove_file(struct kunit *test)
{
	init_unlink(NAME);
}

static void the_smallest_number_is_taken(struct kunit *test)
{
	int a = open_fd(0), b = open_fd(0), c = open_fd(0);

	KUNIT_EXPECT_EQ(test, b, a + 1);
	KUNIT_EXPECT_EQ(test, c, a + 2);
	KUNIT_EXPECT_EQ(test, close_fd(b), 0);
	KUNIT_EXPECT_EQ(test, close_fd(b), -EBADF);
	KUNIT_EXPECT_EQ(test, sys_dup(c, 0, 0, 0, 0, 0), b);
	KUNIT_EXPECT_EQ(test, close_fd(a) | close_fd(b) | close_fd(c), 0);
	KUNIT_EXPECT_EQ(test, sys_dup(c, 0, 0, 0, 0, 0), -EBADF);
}

static void a_number_may_be_chosen(struct kunit *test)
{
	int fd = open_fd(0);
	struct file *file = fget(fd), *other;

	KUNIT_EXPECT_EQ(test, sys_dup2(fd, FAR_FD, 0, 0, 0, 0), FAR_FD);
	other = fget(FAR_FD);
	KUNIT_EXPECT_PTR_EQ(test, other, file);
	fput(other);
	KUNIT_EXPECT_EQ(test, file_count(file), 3);
	KUNIT_EXPECT_EQ(test, sys_dup2(fd, fd, 0, 0, 0, 0), fd);
	KUNIT_EXPECT_EQ(test, sys_dup3(fd, fd, 0, 0, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, fcntl_of(fd, F_DUPFD, FAR_FD), FAR_FD + 1);
	KUNIT_EXPECT_EQ(test, sys_dup2(fd, 1 << 20, 0, 0, 0, 0), -EBADF);
	KUNIT_EXPECT_EQ(test, close_fd(FAR_FD) | close_fd(FAR_FD + 1) | close_fd(fd), 0);
	KUNIT_EXPECT_EQ(test, file_count(file), 1);
	fput(file);
}

static void exec_closes_what_is_marked(struct kunit *test)
{
	struct task_struct *p = kunit_kzalloc(test, sizeof(*p), GFP_KERNEL);
	int kept = open_fd(0), closed = open_fd(O_CLOEXEC);

	spin_lock_init(&p->alloc_lock);
	KUNIT_EXPECT_EQ(test, fcntl_of(kept, F_GETFD, 0), 0);
	KUNIT_EXPECT_EQ(test, fcntl_of(closed, F_GETFD, 0), FD_CLOEXEC);
	KUNIT_ASSERT_EQ(test, copy_files(0, p), 0);
	do_close_on_exec(p->files);
	KUNIT_EXPECT_TRUE(test, fd_is_open(kept, p->files->fdt));
	KUNIT_EXPECT_FALSE(test, fd_is_open(closed, p->files->fdt));
	exit_files(p);
	KUNIT_EXPECT_EQ(test, close_fd(kept) | close_fd(closed), 0);
}

static void a_number_without_a_file_is_not_copied(struct kunit *test)
{
	struct task_struct *p = kunit_kzalloc(test, sizeof(*p), GFP_KERNEL);
	int fd = get_unused_fd_flags(0);

	spin_lock_init(&p->alloc_lock);
	KUNIT_EXPECT_PTR_EQ(test, fget(fd), NULL);
	KUNIT_ASSERT_EQ(test, copy_files(0, p), 0);
	KUNIT_EXPECT_FALSE(test, fd_is_open(fd, p->files->fdt));
	exit_files(p);
	put_unused_fd(fd);
}

/* ---- calls by number --------------------------------------------------------------------- */

static void position_belongs_to_the_open_file(struct kunit *test)
{
	char *buf = kunit_kzalloc(test, 16, GFP_KERNEL);
	unsigned long ubuf = (unsigned long)buf;
	int fd = open_fd(0), copy = sys_dup(fd, 0, 0, 0, 0, 0);
	struct lent_buffer lent;

	strscpy(buf, "0123456789", 16);
	lend_buffer(&lent, buf, 16);
	KUNIT_EXPECT_EQ(test, sys_write(fd, ubuf, 10, 0, 0, 0), 10);
	KUNIT_EXPECT_EQ(test, sys_lseek(copy, 0, SEEK_CUR, 0, 0, 0), 10);
	KUNIT_EXPECT_EQ(test, sys_lseek(copy, 2, SEEK_SET, 0, 0, 0), 2);
	KUNIT_EXPECT_EQ(test, sys_read(fd, ubuf, 3, 0, 0, 0), 3);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "234", 3), 0);
	KUNIT_EXPECT_EQ(test, sys_pread64(fd, ubuf, 2, 7, 0, 0), 2);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "78", 2), 0);
	KUNIT_EXPECT_EQ(test, sys_lseek(fd, 0, SEEK_CUR, 0, 0, 0), 5);
	KUNIT_EXPECT_EQ(test, sys_read(fd, ubuf + 15, 3, 0, 0, 0), -EFAULT);
	KUNIT_EXPECT_EQ(test, sys_lseek(fd, 0, 99, 0, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, sys_read(-1, ubuf, 1, 0, 0, 0), -EBADF);
	take_back_buffer(&lent);
	KUNIT_EXPECT_EQ(test, close_fd(fd) | close_fd(copy), 0);
}

static void stat_has_the_layout_of_x86_64(struct kunit *test)
{
	struct stat *st = kunit_kzalloc(test, sizeof(*st), GFP_KERNEL);
	int fd = open_fd(0);
	struct lent_buffer lent;

	BUILD_BUG_ON(sizeof(struct stat) != 144);
	lend_buffer(&lent, st, sizeof(*st));
	KUNIT_EXPECT_EQ(test, sys_ftruncate(fd, 5000, 0, 0, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, sys_fchmod(fd, 0751, 0, 0, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, sys_fchown(fd, 7, -1, 0, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, sys_fstat(fd, (unsigned long)st, 0, 0, 0, 0), 0);
	take_back_buffer(&lent);
	KUNIT_EXPECT_EQ(test, st->st_mode, S_IFREG | 0751);
	KUNIT_EXPECT_EQ(test, st->st_size, 5000);
	KUNIT_EXPECT_EQ(test, st->st_uid, 7);
	KUNIT_EXPECT_EQ(test, st->st_gid, 0);
	KUNIT_EXPECT_EQ(test, st->st_nlink, 1);
	close_fd(fd);
}

static void flags_can_be_changed(struct kunit *test)
{
	int fd = open_fd(O_APPEND);

	KUNIT_EXPECT_EQ(test, fcntl_of(fd, F_GETFL, 0) & (O_ACCMODE | O_APPEND | O_CREAT),
			O_RDWR | O_APPEND);
	KUNIT_EXPECT_EQ(test, fcntl_of(fd, F_SETFL, O_NONBLOCK | O_WRONLY), 0);
	KUNIT_EXPECT_EQ(test, fcntl_of(fd, F_GETFL, 0) & (O_ACCMODE | O_APPEND | O_NONBLOCK),
			O_RDWR | O_NONBLOCK);
	KUNIT_EXPECT_EQ(test, fcntl_of(fd, 99, 0), -EINVAL);
	close_fd(fd);
}

/* A new file obeys the umask; init_fs has that of Linux's boot. */
static void the_umask_is_obeyed(struct kunit *test)
{
	struct file *file = filp_open(NAME, O_CREAT | O_WRONLY, 0666);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	KUNIT_EXPECT_EQ(test, file_inode(file)->i_mode & S_IRWXUGO, 0644);
	fput(file);
}

/* ---- failing --------------------------------------------------------------------------------- */

static int open_path(struct kunit *test)
{
	int fd = open_fd(0), ret;

	if (fd < 0)
		return fd;
	ret = sys_dup2(fd, FAR_FD, 0, 0, 0, 0);
	close_fd(fd);
	if (ret >= 0)
		close_fd(FAR_FD);
	init_unlink(NAME);
	return ret < 0 ? ret : 0;
}

static int copy_path(struct kunit *test)
{
	struct task_struct *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	spin_lock_init(&p->alloc_lock);
	err = copy_files(0, p);
	if (!err)
		err = copy_fs(0, p);
	exit_files(p);
	exit_fs(p);
	kfree(p);
	return err;
}

static void every_allocation_may_fail(struct kunit *test)
{
	KUNIT_EXPECT_GE(test, failnth_sweep(test, "open", open_path).refused, 2);
	KUNIT_EXPECT_GE(test, failnth_sweep(test, "copy_files", copy_path).refused, 3);
}

static struct kunit_case fd_cases[] = {
	KUNIT_CASE(the_smallest_number_is_taken),
	KUNIT_CASE(a_number_may_be_chosen),
	KUNIT_CASE(exec_closes_what_is_marked),
	KUNIT_CASE(a_number_without_a_file_is_not_copied),
	KUNIT_CASE(position_belongs_to_the_open_file),
	KUNIT_CASE(stat_has_the_layout_of_x86_64),
	KUNIT_CASE(flags_can_be_changed),
	KUNIT_CASE(the_umask_is_obeyed),
	KUNIT_CASE(every_allocation_may_fail),
	{ }
};

static struct kunit_suite fd_suite = {
	.name = "fd",
	.suite_init = failnth_suite_init,
	.exit = remove_file,
	.test_cases = fd_cases,
};
kunit_test_suite(fd_suite);
