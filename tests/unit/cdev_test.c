// SPDX-License-Identifier: MIT
/* tests/unit/cdev_test.c - device numbers, character devices, classes, nodes in /dev */

#include <kunit/test.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "failnth.h"
#include "klog.h"
#include "proc_text.h"

#define NAME	"hemi_cdev"
#define NODE	"/dev/" NAME

/* ---- a driver as the courses have it: a buffer of a page --------------------- */

static char buffer[64];
static int opened, released, open_result;
static void *seen_private;

static int test_open(struct inode *inode, struct file *file)
{
	if (open_result)
		return open_result;
	opened++;
	seen_private = file->private_data;
	return 0;
}

static int test_release(struct inode *inode, struct file *file)
{
	released++;
	return 0;
}

static ssize_t test_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return simple_read_from_buffer(buf, count, pos, buffer, strlen(buffer));
}

static ssize_t test_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	if (count >= sizeof(buffer))
		return -ENOSPC;
	memset(buffer, 0, sizeof(buffer));
	return copy_from_user(buffer, buf, count) ? -EFAULT : count;
}

static long test_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return cmd == 1 ? arg + 1 : -ENOIOCTLCMD;
}

static const struct file_operations test_fops = {
	.owner = THIS_MODULE, .open = test_open, .release = test_release,
	.read = test_read, .write = test_write, .unlocked_ioctl = test_ioctl,
	.llseek = default_llseek,
};

static int reset_driver(struct kunit *test)
{
	memset(buffer, 0, sizeof(buffer));
	opened = released = open_result = 0;
	return 0;
}

/* Writes, reads back, asks.  0, or what went wrong. */
static int use_node(struct kunit *test, const char *name)
{
	struct file *file = filp_open(name, O_RDWR, 0);
	char back[8] = "";
	loff_t pos = 0;

	if (IS_ERR(file))
		return PTR_ERR(file);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "text", 4, &pos), 4);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, 1, SEEK_SET), 1);
	KUNIT_EXPECT_EQ(test, kernel_read(file, back, sizeof(back), &file->f_pos), 3);
	KUNIT_EXPECT_STREQ(test, (const char *)back, "ext");
	KUNIT_EXPECT_EQ(test, vfs_ioctl(file, 1, 41), 42);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(file, 2, 0), -ENOTTY);
	filp_close(file, NULL);
	return 0;
}

/* ---- numbers ----------------------------------------------------------------- */

static void regions_do_not_overlap(struct kunit *test)
{
	dev_t dev, other;

	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 10), 5, NAME), 0);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 14), 1, NAME), -EBUSY);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 5), 6, NAME), -EBUSY);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 0), 300, NAME), -EBUSY);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 5), 5, NAME), 0);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(300, 15), 1, NAME), 0);
	unregister_chrdev_region(MKDEV(300, 10), 5);
	unregister_chrdev_region(MKDEV(300, 5), 5);
	unregister_chrdev_region(MKDEV(300, 15), 1);
	KUNIT_EXPECT_EQ(test, alloc_chrdev_region(&dev, 7, 3, NAME), 0);
	KUNIT_EXPECT_EQ(test, alloc_chrdev_region(&other, 0, 1, NAME "2"), 0);
	KUNIT_EXPECT_EQ(test, MINOR(dev), 7);
	KUNIT_EXPECT_EQ(test, MAJOR(dev), 254);
	KUNIT_EXPECT_EQ(test, MAJOR(other), 253);
	KUNIT_EXPECT_EQ(test, proc_text_read("devices"), 0);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, "\n254 " NAME "\n"));
	unregister_chrdev_region(other, 1);
	unregister_chrdev_region(dev, 3);
}

static void a_range_over_two_majors_is_two_regions(struct kunit *test)
{
	dev_t from = MKDEV(300, MINORMASK - 1);

	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(301, 1), 1, NAME), 0);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(from, 4, NAME), -EBUSY);
	unregister_chrdev_region(MKDEV(301, 1), 1);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(from, 4, NAME), 0);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(301, 1), 1, NAME), -EBUSY);
	unregister_chrdev_region(from, 4);
	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(301, 1), 1, NAME), 0);
	unregister_chrdev_region(MKDEV(301, 1), 1);
}

static void numbers_out_of_range_are_refused(struct kunit *test)
{
	u64 mark = klog_mark();

	KUNIT_EXPECT_EQ(test, register_chrdev_region(MKDEV(512, 0), 1, NAME), -EINVAL);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "is greater than the maximum (511)"), 1);
	KUNIT_EXPECT_EQ(test, __register_chrdev(300, MINORMASK, 2, NAME, &test_fops), -EINVAL);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "is out of range of maximum range"), 1);
}

static void majors_run_out_and_come_back(struct kunit *test)
{
	dev_t *devs = kunit_kzalloc(test, 512 * sizeof(*devs), GFP_KERNEL);
	int count = 0;

	KUNIT_ASSERT_NOT_NULL(test, devs);
	while (alloc_chrdev_region(&devs[count], 0, 1, NAME) == 0)
		count++;
	KUNIT_EXPECT_EQ(test, count, 254 - 234 + 1 + 511 - 384 + 1);
	while (count--)
		unregister_chrdev_region(devs[count], 1);
	KUNIT_EXPECT_EQ(test, alloc_chrdev_region(&devs[0], 0, 1, NAME), 0);
	KUNIT_EXPECT_EQ(test, MAJOR(devs[0]), 254);
	unregister_chrdev_region(devs[0], 1);
}

/* ---- devices ----------------------------------------------------------------- */

static void the_way_of_the_courses(struct kunit *test)
{
	struct class *class;
	struct device *dev;
	struct cdev cdev;
	struct kstat stat;
	dev_t devt;

	KUNIT_ASSERT_EQ(test, alloc_chrdev_region(&devt, 0, 1, NAME), 0);
	cdev_init(&cdev, &test_fops);
	cdev.owner = THIS_MODULE;
	KUNIT_EXPECT_EQ(test, cdev_add(&cdev, devt, 1), 0);
	class = class_create(THIS_MODULE, NAME);
	KUNIT_ASSERT_FALSE(test, IS_ERR(class));
	dev = device_create(class, NULL, devt, NULL, NAME);
	KUNIT_ASSERT_FALSE(test, IS_ERR(dev));

	KUNIT_EXPECT_EQ(test, init_stat(NODE, &stat, 0), 0);
	KUNIT_EXPECT_EQ(test, stat.mode, S_IFCHR | 0600);
	KUNIT_EXPECT_EQ(test, stat.rdev, devt);
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), 0);
	KUNIT_EXPECT_EQ(test, proc_text_read("/sys/class/" NAME "/" NAME "/dev"), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)proc_text, "254:0\n");
	KUNIT_EXPECT_EQ(test, proc_text_read("/sys/devices/virtual/" NAME "/" NAME "/dev"), 0);
	KUNIT_EXPECT_EQ(test, proc_text_read("/sys/dev/char/254:0/subsystem/" NAME "/dev"), 0);

	device_destroy(class, devt);
	class_destroy(class);
	cdev_del(&cdev);
	unregister_chrdev_region(devt, 1);
	KUNIT_EXPECT_EQ(test, init_stat(NODE, &stat, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, init_stat("/sys/class/" NAME, &stat, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, init_stat("/sys/devices/virtual/" NAME, &stat, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, opened, 1);
	KUNIT_EXPECT_EQ(test, released, 1);
}

static void the_old_way_and_the_latest(struct kunit *test)
{
	int major = register_chrdev(0, NAME, &test_fops);
	struct class *class = class_create(NAME);
	struct device *dev;
	struct kstat stat;

	KUNIT_ASSERT_GT(test, major, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(class));
	dev = device_create(class, NULL, MKDEV(major, 200), NULL, "%s!%d", NAME, 3);
	KUNIT_ASSERT_FALSE(test, IS_ERR(dev));
	KUNIT_EXPECT_EQ(test, use_node(test, NODE "/3"), 0);
	KUNIT_EXPECT_EQ(test, init_mknod(NODE "/4", S_IFCHR | 0600, MKDEV(major, 256)), 0);
	KUNIT_EXPECT_EQ(test, use_node(test, NODE "/4"), -ENXIO);
	KUNIT_EXPECT_EQ(test, register_chrdev(major, NAME, &test_fops), -EBUSY);
	device_destroy(class, MKDEV(major, 200));
	class_destroy(class);
	unregister_chrdev(major, NAME);
	KUNIT_EXPECT_EQ(test, init_stat(NODE "/3", &stat, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, init_unlink(NODE "/4"), 0);
	KUNIT_EXPECT_EQ(test, init_rmdir(NODE), 0);
}

/* The device is gone, the open file is not: it holds the cdev until it is closed. */
static void an_open_file_outlives_the_device(struct kunit *test)
{
	int major = register_chrdev(0, NAME, &test_fops);
	struct file *file;
	loff_t pos = 0;

	KUNIT_ASSERT_GT(test, major, 0);
	KUNIT_EXPECT_EQ(test, init_mknod(NODE, S_IFCHR | 0600, new_encode_dev(MKDEV(major, 0))), 0);
	file = filp_open(NODE, O_RDWR, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	unregister_chrdev(major, NAME);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "x", 1, &pos), 1);
	KUNIT_EXPECT_EQ(test, init_unlink(NODE), 0);
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, released, 1);
}

static void an_open_that_fails_leaves_nothing(struct kunit *test)
{
	int major = register_chrdev(0, NAME, &test_fops);

	KUNIT_ASSERT_GT(test, major, 0);
	KUNIT_EXPECT_EQ(test, init_mknod(NODE, S_IFCHR | 0600, new_encode_dev(MKDEV(major, 0))), 0);
	open_result = -EBUSY;
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), -EBUSY);
	KUNIT_EXPECT_EQ(test, released, 0);
	open_result = 0;
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), 0);
	unregister_chrdev(major, NAME);
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), -ENXIO);
	KUNIT_EXPECT_EQ(test, init_unlink(NODE), 0);
}

static struct miscdevice misc = {
	.name = NAME, .fops = &test_fops, .mode = 0666,
};

static void misc_devices_share_a_major(struct kunit *test)
{
	struct miscdevice same = misc;
	struct kstat stat;

	misc.minor = MISC_DYNAMIC_MINOR;
	KUNIT_ASSERT_EQ(test, misc_register(&misc), 0);
	KUNIT_EXPECT_LT(test, misc.minor, 128);
	KUNIT_EXPECT_EQ(test, init_stat(NODE, &stat, 0), 0);
	KUNIT_EXPECT_EQ(test, stat.rdev, MKDEV(10, misc.minor));
	KUNIT_EXPECT_EQ(test, stat.mode, S_IFCHR | 0666);
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), 0);
	KUNIT_EXPECT_PTR_EQ(test, seen_private, (void *)&misc);
	KUNIT_EXPECT_EQ(test, proc_text_read("misc"), 0);
	KUNIT_EXPECT_NOT_NULL(test, strstr(proc_text, " " NAME "\n"));
	same.minor = misc.minor;
	KUNIT_EXPECT_EQ(test, misc_register(&same), -EBUSY);
	misc_deregister(&misc);
	KUNIT_EXPECT_EQ(test, use_node(test, NODE), -ENOENT);
}

/* ---- the devices of major 1 -------------------------------------------------- */

static ssize_t read_from(const char *name, void *buf, size_t size)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	loff_t pos = 0;
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = kernel_read(file, buf, size, &pos);
	filp_close(file, NULL);
	return n;
}

static void null_zero_full_random_kmsg(struct kunit *test)
{
	u8 buf[100], more[100];
	u64 mark;

	KUNIT_EXPECT_EQ(test, read_from("/dev/null", buf, sizeof(buf)), 0);
	KUNIT_EXPECT_EQ(test, proc_store("/dev/null", "x", 1), 1);
	memset(buf, 0xff, sizeof(buf));
	KUNIT_EXPECT_EQ(test, read_from("/dev/zero", buf, 99), 99);
	KUNIT_EXPECT_NULL(test, memchr_inv(buf, 0, 99));
	KUNIT_EXPECT_EQ(test, buf[99], 0xff);
	KUNIT_EXPECT_EQ(test, read_from("/dev/full", buf, 1), 1);
	KUNIT_EXPECT_EQ(test, proc_store("/dev/full", "x", 1), -ENOSPC);
	KUNIT_EXPECT_EQ(test, read_from("/dev/random", buf, sizeof(buf)), 100);
	KUNIT_EXPECT_EQ(test, read_from("/dev/urandom", more, sizeof(more)), 100);
	KUNIT_EXPECT_NE(test, memcmp(buf, more, sizeof(buf)), 0);
	KUNIT_EXPECT_EQ(test, proc_store("/dev/urandom", "seed", 4), 4);
	mark = klog_mark();
	KUNIT_EXPECT_EQ(test, proc_store("/dev/kmsg", "<6>from a user\n", 15), 15);
	KUNIT_EXPECT_EQ(test, klog_count(mark, "from a user"), 1);
	KUNIT_EXPECT_EQ(test, read_from("/dev/kmsg", buf, 1), -EINVAL);
}

static void random_numbers_keep_their_bounds(struct kunit *test)
{
	u32 seen = 0;

	for (int i = 0; i < 200; i++) {
		u32 x = get_random_u32_below(7), y = get_random_u32_inclusive(5, 6);

		KUNIT_ASSERT_LT(test, x, 7);
		KUNIT_ASSERT_TRUE(test, y == 5 || y == 6);
		seen |= 1u << x;
	}
	KUNIT_EXPECT_EQ(test, seen, 0x7f);
	KUNIT_EXPECT_EQ(test, get_random_u32_below(1), 0);
	KUNIT_EXPECT_GT(test, get_random_u32_above(U32_MAX - 2), U32_MAX - 2);
}

/* The first numbers were computed elsewhere, from the formula. */
static void the_same_seed_gives_the_same_numbers(struct kunit *test)
{
	struct rnd_state a, b;
	u8 bytes[6];
	u32 first;

	prandom_seed_state(&a, 0x123456789abcdefull);
	KUNIT_EXPECT_EQ(test, prandom_u32_state(&a), 0x75d173c7);
	KUNIT_EXPECT_EQ(test, prandom_u32_state(&a), 0x8c1fb01b);
	KUNIT_EXPECT_EQ(test, prandom_u32_state(&a), 0xaca287f0);

	prandom_seed_state(&a, 1);
	prandom_seed_state(&b, 1);
	first = prandom_u32_state(&a);
	prandom_bytes_state(&b, bytes, sizeof(bytes));
	KUNIT_EXPECT_EQ(test, memcmp(bytes, &first, sizeof(first)), 0);
	first = prandom_u32_state(&a);
	KUNIT_EXPECT_EQ(test, memcmp(bytes + 4, &first, 2), 0);
	/* Nothing above a register's lowest bits: it stays at 0.  Hence the least seeds. */
	a = (struct rnd_state){ 1, 7, 15, 127 };
	KUNIT_EXPECT_EQ(test, prandom_u32_state(&a), 0);
}

static struct kunit_case cdev_cases[] = {
	KUNIT_CASE(regions_do_not_overlap),
	KUNIT_CASE(a_range_over_two_majors_is_two_regions),
	KUNIT_CASE(numbers_out_of_range_are_refused),
	KUNIT_CASE(majors_run_out_and_come_back),
	KUNIT_CASE(the_way_of_the_courses),
	KUNIT_CASE(the_old_way_and_the_latest),
	KUNIT_CASE(an_open_file_outlives_the_device),
	KUNIT_CASE(an_open_that_fails_leaves_nothing),
	KUNIT_CASE(misc_devices_share_a_major),
	KUNIT_CASE(null_zero_full_random_kmsg),
	KUNIT_CASE(random_numbers_keep_their_bounds),
	KUNIT_CASE(the_same_seed_gives_the_same_numbers),
	{ }
};

static struct kunit_suite cdev_suite = {
	.name = "cdev",
	.init = reset_driver,
	.test_cases = cdev_cases,
};
kunit_test_suite(cdev_suite);

/* ---- case G2: every allocation fails once ------------------------------------ */

static int path_class_and_device(struct kunit *test)
{
	int major = register_chrdev(0, NAME, &test_fops), ret = major;
	struct class *class;
	struct device *dev;

	if (major < 0)
		return major;
	class = class_create(THIS_MODULE, NAME);
	ret = PTR_ERR_OR_ZERO(class);
	if (!ret) {
		dev = device_create(class, NULL, MKDEV(major, 0), NULL, "%s!x", NAME);
		ret = PTR_ERR_OR_ZERO(dev);
		if (!ret)
			ret = use_node(test, NODE "/x");
		device_destroy(class, MKDEV(major, 0));
	}
	class_destroy(class);
	unregister_chrdev(major, NAME);
	(void)init_rmdir(NODE);		/* there may be none */
	return ret;
}

static int path_misc(struct kunit *test)
{
	int ret;

	misc.minor = MISC_DYNAMIC_MINOR;
	ret = misc_register(&misc);
	if (!ret) {
		ret = use_node(test, NODE);
		misc_deregister(&misc);
	}
	return ret;
}

static const struct failnth_path cdev_paths[] = {
	{ "register_chrdev, class_create, device_create, open", path_class_and_device },
	{ "misc_register, open", path_misc },
};

KUNIT_ARRAY_PARAM(cdev, cdev_paths, failnth_path_name);

static void g2_cdev_paths_unwind(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	reset_driver(test);
	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case failnth_cdev_cases[] = {
	KUNIT_CASE_PARAM(g2_cdev_paths_unwind, cdev_gen_params),
	{ }
};

static struct kunit_suite failnth_cdev_suite = {
	.name = "failnth_cdev",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_cdev_cases,
};
kunit_test_suite(failnth_cdev_suite);
