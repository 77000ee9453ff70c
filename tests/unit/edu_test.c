// SPDX-License-Identifier: MIT
/*
 * tests/unit/edu_test.c - the edu driver as programs use it: /dev/edu, its ioctls, its end
 *
 * The cases act as a process would, with memory of its own for what ioctl() is given.
 *
 * The device computes in a thread of the host, which knows nothing of the machine's
 * virtual time: when nothing runs in the machine, that leaps over the time-out.  A thread
 * that keeps the CPU busy makes time pass as the instructions do.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>

#include "../../drivers/misc/edu_ioctl.h"
#include "../../drivers/misc/edu_regs.h"
#include "failnth.h"

#define AT		0x10000000ul	/* the page for ioctl()'s argument, then the data */
#define DATA		(AT + PAGE_SIZE)
#define USER_PAGES	3
#define LONG_TIME	300000000	/* so many multiplications */
#define UNBIND		"/sys/bus/pci/drivers/edu/unbind"

static struct task_struct *spinner;
static struct file *file;

static int spin(void *unused)
{
	set_user_nice(current, MAX_NICE);
	while (!kthread_should_stop())
		cpu_relax();
	return 0;
}

static void keep_busy(struct kunit *test)
{
	spinner = kthread_run(spin, NULL, "spinner");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, spinner);
}

static void get_memory(struct kunit *test)
{
	struct mm_struct *mm = mm_alloc();
	unsigned long addr;

	KUNIT_ASSERT_NOT_NULL(test, mm);
	KUNIT_ASSERT_EQ(test, exec_mmap(mm), 0);
	mmap_write_lock(current->mm);
	addr = do_mmap(current->mm, AT, USER_PAGES * PAGE_SIZE, VM_READ | VM_WRITE, AT);
	mmap_write_unlock(current->mm);
	KUNIT_ASSERT_EQ(test, addr, AT);
}

static struct file *open_edu(int flags)
{
	return filp_open("/dev/edu", O_RDWR | flags, 0);
}

static int edu_test_init(struct kunit *test)
{
	struct pci_dev *dev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);

	spinner = NULL;
	file = NULL;
	if (!dev)
		kunit_skip(test, "no edu device");
	if (dev->driver)
		kunit_skip(test, "the edu device has a driver");
	KUNIT_ASSERT_EQ(test, mod_start("edu", NULL), 0);
	return 0;
}

static void edu_test_exit(struct kunit *test)
{
	if (spinner)
		kthread_stop(spinner);
	if (file)
		filp_close(file, NULL);
	mod_stop("edu");
}

static ssize_t ask(const char *text)
{
	loff_t pos = 0;

	return kernel_write(file, text, strlen(text), &pos);
}

static char answer[32];

static ssize_t read_answer(void)
{
	loff_t pos = 0;

	memset(answer, 0, sizeof(answer));
	return kernel_read(file, answer, sizeof(answer) - 1, &pos);
}

static long do_ioctl(unsigned int cmd)
{
	return file->f_op->unlocked_ioctl(file, cmd, AT);
}

static void open_or_fail(struct kunit *test, int flags)
{
	file = open_edu(flags);
	if (IS_ERR(file)) {
		long err = PTR_ERR(file);

		file = NULL;
		KUNIT_ASSERT_EQ(test, err, 0);
	}
}

/* ---- read and write ------------------------------------------------------------------- */

static void what_is_written_is_answered(struct kunit *test)
{
	keep_busy(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, read_answer(), 0);	/* nothing was asked */
	KUNIT_EXPECT_EQ(test, ask("5\n"), 2);
	KUNIT_EXPECT_EQ(test, read_answer(), 4);
	KUNIT_EXPECT_STREQ(test, answer, "120\n");
	KUNIT_EXPECT_EQ(test, read_answer(), 0);
	KUNIT_EXPECT_EQ(test, ask("six"), -EINVAL);
	KUNIT_EXPECT_EQ(test, ask("4294967296"), -ERANGE);
}

static void without_waiting_there_is_eagain(struct kunit *test)
{
	keep_busy(test);
	open_or_fail(test, O_NONBLOCK);
	KUNIT_EXPECT_EQ(test, ask(__stringify(LONG_TIME)), 9);
	KUNIT_EXPECT_EQ(test, read_answer(), -EAGAIN);
	KUNIT_EXPECT_EQ(test, ask("3"), -EAGAIN);
	file->f_flags &= ~O_NONBLOCK;
	KUNIT_EXPECT_EQ(test, ask("3"), 1);		/* waits, and drops the answer */
	KUNIT_EXPECT_EQ(test, read_answer(), 2);
	KUNIT_EXPECT_STREQ(test, answer, "6\n");
}

static void each_file_has_its_own_question(struct kunit *test)
{
	struct file *first;

	keep_busy(test);
	open_or_fail(test, 0);
	first = file;
	KUNIT_EXPECT_EQ(test, ask("4"), 1);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, ask("6"), 1);
	KUNIT_EXPECT_EQ(test, read_answer(), 4);
	KUNIT_EXPECT_STREQ(test, answer, "720\n");
	filp_close(file, NULL);
	file = first;
	KUNIT_EXPECT_EQ(test, read_answer(), 3);
	KUNIT_EXPECT_STREQ(test, answer, "24\n");
}

static void a_file_may_be_closed_while_it_computes(struct kunit *test)
{
	keep_busy(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, ask(__stringify(LONG_TIME)), 9);
	filp_close(file, NULL);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, ask("3"), 1);
	KUNIT_EXPECT_EQ(test, read_answer(), 2);
	KUNIT_EXPECT_STREQ(test, answer, "6\n");
}

/* ---- ioctl ------------------------------------------------------------------------------- */

static void ioctls_do_what_the_header_says(struct kunit *test)
{
	struct edu_factorial f = { .number = 7 };
	u32 ident;

	keep_busy(test);
	get_memory(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_IDENT), 0);
	KUNIT_EXPECT_EQ(test, get_user(ident, (u32 __user *)AT), 0);
	KUNIT_EXPECT_EQ(test, ident & EDU_ID_MAGIC_MASK, EDU_ID_MAGIC);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_INTERRUPT), 0);
	KUNIT_EXPECT_EQ(test, copy_to_user((void __user *)AT, &f, sizeof(f)), 0);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_FACTORIAL), 0);
	KUNIT_EXPECT_EQ(test, copy_from_user(&f, (void __user *)AT, sizeof(f)), 0);
	KUNIT_EXPECT_EQ(test, f.result, 5040);
	KUNIT_EXPECT_EQ(test, do_ioctl(_IO('e', 99)), -ENOTTY);
	KUNIT_EXPECT_EQ(test, file->f_op->unlocked_ioctl(file, EDU_IOC_FACTORIAL, 64), -EFAULT);
}

static long move_bytes(bool to_device, unsigned long buffer, u32 offset, u32 length)
{
	struct edu_transfer t = { .buffer = buffer, .offset = offset, .length = length };

	if (copy_to_user((void __user *)AT, &t, sizeof(t)))
		return -EFAULT;
	return do_ioctl(to_device ? EDU_IOC_DMA_WRITE : EDU_IOC_DMA_READ);
}

/* There and back, to another place. */
static void the_device_copies_memory(struct kunit *test)
{
	char text[32] = "";

	get_memory(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, copy_to_user((void __user *)DATA, "0123456789", 11), 0);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA, 100, 11), 0);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA + 5, 100, 2), 0);
	KUNIT_EXPECT_EQ(test, move_bytes(false, DATA + 64, 101, 10), 0);
	KUNIT_EXPECT_EQ(test, copy_from_user(text, (void __user *)(DATA + 64), 10), 0);
	KUNIT_EXPECT_STREQ(test, text, "623456789");
}

static void a_transfer_stays_inside_the_device(struct kunit *test)
{
	get_memory(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA, 0, 4096), -EINVAL);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA, 4000, 96), -EINVAL);
	KUNIT_EXPECT_EQ(test, move_bytes(false, DATA, 4096, 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, move_bytes(false, DATA, ~0u, 2), -EINVAL);
	KUNIT_EXPECT_EQ(test, move_bytes(true, 64, 0, 8), -EFAULT);
	KUNIT_EXPECT_EQ(test, move_bytes(false, DATA, 1, 4094), 0);
}

/* ---- the end -------------------------------------------------------------------------------- */

static ssize_t unbind(void)
{
	struct pci_dev *dev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	struct file *f = filp_open(UNBIND, O_WRONLY, 0);
	loff_t pos = 0;
	ssize_t ret;

	if (IS_ERR(f))
		return PTR_ERR(f);
	ret = kernel_write(f, pci_name(dev), strlen(pci_name(dev)), &pos);
	filp_close(f, NULL);
	return ret;
}

/* The file stays open, and says that the device has gone. */
static void a_device_may_go_while_a_file_is_open(struct kunit *test)
{
	struct file *late;

	get_memory(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_INTERRUPT), 0);
	KUNIT_EXPECT_GT(test, unbind(), 0);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_INTERRUPT), -ENODEV);
	KUNIT_EXPECT_EQ(test, do_ioctl(EDU_IOC_IDENT), -ENODEV);
	KUNIT_EXPECT_EQ(test, move_bytes(true, DATA, 0, 1), -ENODEV);
	KUNIT_EXPECT_EQ(test, ask("5"), 1);
	KUNIT_EXPECT_EQ(test, read_answer(), -ENODEV);
	late = open_edu(0);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(late), -ENOENT);
}

static void a_device_may_go_while_it_computes(struct kunit *test)
{
	keep_busy(test);
	open_or_fail(test, 0);
	KUNIT_EXPECT_EQ(test, ask(__stringify(LONG_TIME)), 9);
	KUNIT_EXPECT_GT(test, unbind(), 0);
	/* The work item had the device already, or it came too late. */
	KUNIT_EXPECT_TRUE(test, read_answer() == -ENODEV || !strcmp(answer, "0\n"));
}

static struct kunit_case edu_cases[] = {
	KUNIT_CASE(what_is_written_is_answered),
	KUNIT_CASE(without_waiting_there_is_eagain),
	KUNIT_CASE(each_file_has_its_own_question),
	KUNIT_CASE(a_file_may_be_closed_while_it_computes),
	KUNIT_CASE(ioctls_do_what_the_header_says),
	KUNIT_CASE(the_device_copies_memory),
	KUNIT_CASE(a_transfer_stays_inside_the_device),
	KUNIT_CASE(a_device_may_go_while_a_file_is_open),
	KUNIT_CASE(a_device_may_go_while_it_computes),
	{ }
};

static struct kunit_suite edu_suite = {
	.name = "edu",
	.one_cpu = true,
	.init = edu_test_init,
	.exit = edu_test_exit,
	.test_cases = edu_cases,
};

/* ---- without memory ------------------------------------------------------------------------- */

static int path_edu(struct kunit *test)
{
	int err = mod_start("edu", NULL);
	struct pci_dev *dev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	struct file *f;

	if (err)
		return err;
	f = dev->driver ? open_edu(0) : ERR_PTR(-ENOMEM);	/* probe() failed */
	if (!IS_ERR(f))
		filp_close(f, NULL);
	mod_stop("edu");
	rcu_barrier();
	return PTR_ERR_OR_ZERO(f);
}

static void g2_every_allocation_may_fail(struct kunit *test)
{
	if (!pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL))
		kunit_skip(test, "no edu device");
	failnth_sweep(test, "mod edu", path_edu);
}

static struct kunit_case edu_memory_cases[] = { KUNIT_CASE(g2_every_allocation_may_fail), { } };

static struct kunit_suite edu_memory_suite = {
	.name = "edu_failnth",
	.suite_init = failnth_suite_init,
	.test_cases = edu_memory_cases,
};
kunit_test_suites(&edu_suite, &edu_memory_suite);
