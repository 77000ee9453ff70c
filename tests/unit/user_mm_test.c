// SPDX-License-Identifier: MIT
/*
 * tests/unit/user_mm_test.c - the memory of a process: areas, first touch, copy on write
 *
 * A kernel thread lives in an mm of its own for the time of a case and touches it as a
 * system call would, by get_user() and put_user().
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>

#define AT	0x10000000ul
#define PAGES	4
#define RW	(VM_READ | VM_WRITE)

static unsigned long map(unsigned long addr, unsigned long len, unsigned long vm_flags)
{
	unsigned long ret;

	mmap_write_lock(current->mm);
	ret = do_mmap(current->mm, addr, len, vm_flags, addr);
	mmap_write_unlock(current->mm);
	return ret;
}

static int unmap(unsigned long addr, unsigned long len)
{
	int err;

	mmap_write_lock(current->mm);
	err = do_munmap(current->mm, addr, len);
	mmap_write_unlock(current->mm);
	return err;
}

static int protect(unsigned long addr, unsigned long len, unsigned long access)
{
	int err;

	mmap_write_lock(current->mm);
	err = do_mprotect(current->mm, addr, len, access);
	mmap_write_unlock(current->mm);
	return err;
}

static int write_word(unsigned long addr, unsigned long value)
{
	return put_user(value, (unsigned long __user *)addr);
}

/* What stands there; -EFAULT is no value of these tests. */
static long read_word(unsigned long addr)
{
	unsigned long value;
	int err = get_user(value, (unsigned long __user *)addr);

	return err ?: (long)value;
}

static int nr_areas(void)
{
	return list_count_nodes(&current->mm->areas);
}

/* Each case begins in an mm with one writable area of PAGES pages. */
static int user_mm_init(struct kunit *test)
{
	struct mm_struct *mm = mm_alloc();

	KUNIT_ASSERT_NOT_NULL(test, mm);
	KUNIT_ASSERT_EQ(test, exec_mmap(mm), 0);
	KUNIT_ASSERT_EQ(test, map(AT, PAGES * PAGE_SIZE, RW), AT);
	return 0;
}

static void user_mm_exit(struct kunit *test)
{
	exit_mm();
}

static void pages_come_when_they_are_touched(struct kunit *test)
{
	struct mm_struct *mm = current->mm;

	KUNIT_EXPECT_EQ(test, atomic_long_read(&mm->rss), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT), 0);
	KUNIT_EXPECT_EQ(test, write_word(AT + PAGE_SIZE, 7), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGE_SIZE), 7);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mm->rss), 2);
	KUNIT_EXPECT_EQ(test, read_word(AT - PAGE_SIZE), -EFAULT);
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGES * PAGE_SIZE), -EFAULT);
}

static void munmap_cuts_out_of_the_middle(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, write_word(AT + PAGE_SIZE, 1), 0);
	KUNIT_EXPECT_EQ(test, write_word(AT + 2 * PAGE_SIZE, 2), 0);
	KUNIT_EXPECT_EQ(test, unmap(AT + PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_EXPECT_EQ(test, nr_areas(), 2);
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGE_SIZE), -EFAULT);
	KUNIT_EXPECT_EQ(test, read_word(AT + 2 * PAGE_SIZE), 2);
	KUNIT_EXPECT_EQ(test, current->mm->total_vm, PAGES - 1);
	KUNIT_EXPECT_EQ(test, map(AT + PAGE_SIZE, PAGE_SIZE, RW), AT + PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, nr_areas(), 1);			/* neighbours are one again */
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGE_SIZE), 0);	/* and the page a new one */
}

static void mprotect_takes_rights_away_and_gives_them_back(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, write_word(AT, 5), 0);
	KUNIT_EXPECT_EQ(test, protect(AT, PAGE_SIZE, VM_READ), 0);
	KUNIT_EXPECT_EQ(test, write_word(AT, 6), -EFAULT);
	KUNIT_EXPECT_EQ(test, read_word(AT), 5);
	KUNIT_EXPECT_EQ(test, protect(AT, PAGE_SIZE, 0), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT), -EFAULT);
	KUNIT_EXPECT_EQ(test, protect(AT, PAGE_SIZE, RW), 0);
	KUNIT_EXPECT_EQ(test, write_word(AT + 8, 6), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT), 5);
	KUNIT_EXPECT_EQ(test, nr_areas(), 1);
	KUNIT_EXPECT_EQ(test, protect(AT, (PAGES + 1) * PAGE_SIZE, VM_READ), -ENOMEM);
	KUNIT_EXPECT_EQ(test, write_word(AT, 7), 0);		/* nothing has changed */
}

/* Neither sees what the other writes; who is left alone writes on the page that is there. */
static void fork_copies_what_is_written(struct kunit *test)
{
	struct mm_struct *parent = current->mm, *child;

	KUNIT_ASSERT_EQ(test, write_word(AT, 1), 0);
	KUNIT_ASSERT_EQ(test, write_word(AT + PAGE_SIZE, 2), 0);
	child = dup_mm(parent);
	KUNIT_ASSERT_NOT_NULL(test, child);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&child->rss), 2);
	KUNIT_EXPECT_EQ(test, write_word(AT, 10), 0);

	mmget(parent);
	KUNIT_ASSERT_EQ(test, exec_mmap(child), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT), 1);
	KUNIT_EXPECT_EQ(test, write_word(AT + PAGE_SIZE, 20), 0);
	KUNIT_ASSERT_EQ(test, exec_mmap(parent), 0);		/* the child's end */
	KUNIT_EXPECT_EQ(test, read_word(AT), 10);
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGE_SIZE), 2);
	KUNIT_EXPECT_EQ(test, write_word(AT + PAGE_SIZE, 3), 0);
	KUNIT_EXPECT_EQ(test, read_word(AT + PAGE_SIZE), 3);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&parent->rss), 2);
}

static void addresses_that_are_no_programs_are_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, map(PAGE_SIZE, PAGE_SIZE, RW), -EPERM);
	KUNIT_EXPECT_EQ(test, unmap(AT + 1, PAGE_SIZE), -EINVAL);
	KUNIT_EXPECT_EQ(test, unmap(AT, -PAGE_SIZE), -EINVAL);
	KUNIT_EXPECT_EQ(test, map(0, 1ul << 47, RW), -ENOMEM);
	KUNIT_EXPECT_EQ(test, read_word((unsigned long)&init_task), -EFAULT);
	KUNIT_EXPECT_EQ(test, write_word(-8ul, 0), -EFAULT);
}

static struct kunit_case user_mm_cases[] = {
	KUNIT_CASE(pages_come_when_they_are_touched),
	KUNIT_CASE(munmap_cuts_out_of_the_middle),
	KUNIT_CASE(mprotect_takes_rights_away_and_gives_them_back),
	KUNIT_CASE(fork_copies_what_is_written),
	KUNIT_CASE(addresses_that_are_no_programs_are_refused),
	{ }
};

static struct kunit_suite user_mm_suite = {
	.name = "user_mm",
	.init = user_mm_init,
	.exit = user_mm_exit,
	.test_cases = user_mm_cases,
};
kunit_test_suite(user_mm_suite);
