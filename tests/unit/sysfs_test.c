// SPDX-License-Identifier: MIT
/* tests/unit/sysfs_test.c - kobjects, their directories and attributes in /sys */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "failnth.h"
#include "klog.h"
#include "proc_text.h"

#define NAME	"hemi_sysfs"
#define DIR	"/sys/kernel/" NAME

/* ---- an object with two attributes, as the courses have it ------------------- */

static int value;

static ssize_t value_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", value);
}

static ssize_t value_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			   size_t count)
{
	int err = kstrtoint(buf, 10, &value);

	return err ? err : count;
}

static struct kobj_attribute value_attribute = __ATTR(value, 0664, value_show, value_store);
static struct kobj_attribute read_only = __ATTR(read_only, 0444, value_show, NULL);
static struct kobj_attribute write_only = __ATTR(write_only, 0200, NULL, value_store);

static struct attribute *attrs[] = {
	&value_attribute.attr, &read_only.attr, &write_only.attr, NULL,
};

static const struct attribute_group group = { .attrs = attrs };
static const struct attribute_group named_group = { .name = "more", .attrs = attrs };

static const char *text_of(const char *name)
{
	int err = proc_text_read(name);

	return err ? ERR_PTR(err) : proc_text;
}

static bool is_there(const char *name)
{
	struct kstat stat;

	return !init_stat(name, &stat, 0);
}

static long open_error(const char *name, int flags)
{
	struct file *file = filp_open(name, flags, 0);

	if (IS_ERR(file))
		return PTR_ERR(file);
	filp_close(file, NULL);
	return 0;
}

static void attributes_are_shown_and_stored(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	value = 42;
	KUNIT_EXPECT_EQ(test, sysfs_create_file(kobj, &value_attribute.attr), 0);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/value"), "42\n");
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/value", "-7\n", 3), 3);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/value"), "-7\n");
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/value", "x", 1), -EINVAL);
	sysfs_remove_file(kobj, &value_attribute.attr);
	KUNIT_EXPECT_FALSE(test, is_there(DIR "/value"));
	kobject_put(kobj);
	KUNIT_EXPECT_FALSE(test, is_there(DIR));
}

static void modes_are_obeyed(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	struct kstat stat;

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_EXPECT_EQ(test, sysfs_create_group(kobj, &group), 0);
	KUNIT_EXPECT_EQ(test, init_stat(DIR "/value", &stat, 0), 0);
	KUNIT_EXPECT_EQ(test, stat.mode, S_IFREG | 0664);
	KUNIT_EXPECT_EQ(test, stat.size, PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/read_only", O_WRONLY), -EACCES);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/write_only", O_RDONLY), -EACCES);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/write_only", "5", 1), 1);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/read_only"), "5\n");
	kobject_put(kobj);
}

static void groups_have_directories(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_EXPECT_EQ(test, sysfs_create_group(kobj, &named_group), 0);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/more"), "value\nread_only\nwrite_only\n");
	sysfs_remove_group(kobj, &named_group);
	KUNIT_EXPECT_FALSE(test, is_there(DIR "/more"));
	KUNIT_EXPECT_EQ(test, sysfs_create_group(kobj, &named_group), 0);
	kobject_put(kobj);		/* takes everything along */
	KUNIT_EXPECT_FALSE(test, is_there(DIR));
}

static void a_name_is_taken_once(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	u64 mark = klog_mark();

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_EXPECT_NULL(test, kobject_create_and_add(NAME, kernel_kobj));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "cannot create duplicate filename '/kernel/" NAME "'"));
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "don't try to register things with the same name"));
	KUNIT_EXPECT_EQ(test, sysfs_create_file(kobj, &value_attribute.attr), 0);
	KUNIT_EXPECT_EQ(test, sysfs_create_group(kobj, &group), -EEXIST);
	kobject_put(kobj);
}

static void links_lead_through_the_tree(struct kunit *test)
{
	struct kobject *a = kobject_create_and_add(NAME, kernel_kobj);
	struct kobject *b = kobject_create_and_add("inner", a);

	KUNIT_ASSERT_NOT_NULL(test, b);
	value = 3;
	KUNIT_EXPECT_EQ(test, sysfs_create_file(a, &value_attribute.attr), 0);
	KUNIT_EXPECT_EQ(test, sysfs_create_link(b, a, "up"), 0);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/inner/up/inner/up/value"), "3\n");
	sysfs_remove_link(b, "up");
	KUNIT_EXPECT_FALSE(test, is_there(DIR "/inner/up"));
	kobject_put(b);
	kobject_put(a);
}

/* ---- references -------------------------------------------------------------- */

static int freed;

static void note_release(struct kobject *kobj)
{
	freed++;
}

static const struct kobj_type note_ktype = {
	.release = note_release, .sysfs_ops = &kobj_sysfs_ops,
};

static void release_comes_with_the_last_reference(struct kunit *test)
{
	struct kobject parent = { }, child = { };

	freed = 0;
	KUNIT_EXPECT_EQ(test, kobject_init_and_add(&parent, &note_ktype, kernel_kobj, NAME), 0);
	KUNIT_EXPECT_EQ(test, kobject_init_and_add(&child, &note_ktype, &parent, "%s", "a/b"), 0);
	KUNIT_EXPECT_TRUE(test, is_there(DIR "/a!b"));
	kobject_put(&parent);
	KUNIT_EXPECT_EQ(test, freed, 0);	/* the child holds it */
	kobject_get(&child);
	kobject_put(&child);
	KUNIT_EXPECT_EQ(test, freed, 0);
	kobject_put(&child);
	KUNIT_EXPECT_EQ(test, freed, 2);
	KUNIT_EXPECT_FALSE(test, is_there(DIR));
}

static void sets_know_their_members(struct kunit *test)
{
	struct kset *kset = kset_create_and_add(NAME, NULL, kernel_kobj);
	struct kobject member = { .kset = kset }, *found;

	KUNIT_ASSERT_NOT_NULL(test, kset);
	freed = 0;
	KUNIT_EXPECT_EQ(test, kobject_init_and_add(&member, &note_ktype, NULL, "member"), 0);
	KUNIT_EXPECT_TRUE(test, is_there(DIR "/member"));
	found = kset_find_obj(kset, "member");
	KUNIT_EXPECT_PTR_EQ(test, found, &member);
	kobject_put(found);
	KUNIT_EXPECT_NULL(test, kset_find_obj(kset, "other"));
	kobject_put(&member);
	KUNIT_EXPECT_EQ(test, freed, 1);
	kset_unregister(kset);
	KUNIT_EXPECT_FALSE(test, is_there(DIR));
}

/* ---- removal while somebody reads -------------------------------------------- */

static DECLARE_COMPLETION(inside);
static DECLARE_COMPLETION(go_on);
static bool left;

static ssize_t slow_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	complete(&inside);
	wait_for_completion(&go_on);
	left = true;
	return sysfs_emit(buf, "slow\n");
}

static struct kobj_attribute slow = __ATTR(slow, 0444, slow_show, NULL);

static int read_slow(void *unused)
{
	char buf[8];
	struct file *file = filp_open(DIR "/slow", O_RDONLY, 0);
	loff_t pos = 0;
	ssize_t n = IS_ERR(file) ? PTR_ERR(file) : kernel_read(file, buf, sizeof(buf), &pos);

	while (!kthread_should_stop())
		msleep(1);
	if (!IS_ERR(file))
		filp_close(file, NULL);
	return n;
}

static int let_go(void *unused)
{
	msleep(5);
	complete(&go_on);
	return 0;
}

static void removal_waits_for_show(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	struct task_struct *reader;
	struct file *file;
	loff_t pos = 0;
	char byte;

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	reinit_completion(&inside);
	reinit_completion(&go_on);
	left = false;
	KUNIT_EXPECT_EQ(test, sysfs_create_file(kobj, &slow.attr), 0);
	file = filp_open(DIR "/slow", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	reader = kthread_run(read_slow, NULL, "sysfs-reader");
	KUNIT_ASSERT_FALSE(test, IS_ERR(reader));
	wait_for_completion(&inside);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(let_go, NULL, "sysfs-let-go")));
	kobject_put(kobj);
	KUNIT_EXPECT_TRUE(test, left);
	KUNIT_EXPECT_EQ(test, kthread_stop(reader), 5);
	/* Still open, and of no use. */
	KUNIT_EXPECT_EQ(test, kernel_read(file, &byte, 1, &pos), -ENODEV);
	filp_close(file, NULL);
}

/* ---- poll ---- */

static int woken;

static int count_wake(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	woken++;
	return 0;
}

static struct wait_queue_entry poller = {
	.func = count_wake, .entry = LIST_HEAD_INIT(poller.entry),
};
static wait_queue_head_t *polled;

static void queue_poller(struct file *file, wait_queue_head_t *queue, poll_table *pt)
{
	polled = queue;
	add_wait_queue(queue, &poller);
}

/* Read from the beginning: the value is known from then on. */
static bool has_news(struct file *file)
{
	__poll_t mask = vfs_poll(file, NULL);

	return (mask & (EPOLLERR | EPOLLPRI)) == (EPOLLERR | EPOLLPRI);
}

static ssize_t read_again(struct file *file)
{
	char buf[16];
	loff_t pos = 0;

	return kernel_read(file, buf, sizeof(buf), &pos);
}

static void poll_tells_of_a_value_that_was_not_read(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	struct file *file;
	poll_table pt;

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_ASSERT_EQ(test, sysfs_create_group(kobj, &named_group), 0);
	file = filp_open(DIR "/more/value", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_TRUE(test, has_news(file));
	KUNIT_EXPECT_GT(test, read_again(file), 0);
	KUNIT_EXPECT_FALSE(test, has_news(file));

	woken = 0;
	init_poll_funcptr(&pt, queue_poller);
	KUNIT_EXPECT_EQ(test, vfs_poll(file, &pt), DEFAULT_POLLMASK);
	sysfs_notify(kobj, NULL, "value");		/* there is none */
	sysfs_notify(kobj, "more", "read_only");
	KUNIT_EXPECT_EQ(test, woken, 0);
	sysfs_notify(kobj, "more", "value");
	KUNIT_EXPECT_EQ(test, woken, 1);
	KUNIT_EXPECT_TRUE(test, has_news(file));
	remove_wait_queue(polled, &poller);
	KUNIT_EXPECT_GT(test, read_again(file), 0);
	KUNIT_EXPECT_FALSE(test, has_news(file));

	sysfs_remove_group(kobj, &named_group);
	KUNIT_EXPECT_TRUE(test, has_news(file));
	fput(file);
	kobject_put(kobj);
}

/* ---- binary files and wrong show() ------------------------------------------- */

static ssize_t squares(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		       char *buf, loff_t pos, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf[i] = (pos + i) * (pos + i);
	return count;
}

static BIN_ATTR(squares, 0444, squares, NULL, 10);

static void binary_files_have_a_size(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	struct file *file;
	loff_t pos = 3;
	u8 buf[16];

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_EXPECT_EQ(test, sysfs_create_bin_file(kobj, &bin_attr_squares), 0);
	file = filp_open(DIR "/squares", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, sizeof(buf), &pos), 7);
	KUNIT_EXPECT_EQ(test, buf[0], 9);
	KUNIT_EXPECT_EQ(test, buf[6], 81);
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, sizeof(buf), &pos), 0);
	filp_close(file, NULL);
	kobject_put(kobj);
}

static ssize_t boast_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return 2 * PAGE_SIZE;
}

static struct kobj_attribute boast = __ATTR(boast, 0444, boast_show, NULL);

static void a_show_that_says_too_much_is_named(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	u64 mark = klog_mark();

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	KUNIT_EXPECT_EQ(test, sysfs_create_file(kobj, &boast.attr), 0);
	(void)proc_text_read(DIR "/boast");
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "returned bad count"));
	kobject_put(kobj);
}

/* ---- devices ----------------------------------------------------------------- */

static ssize_t level_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%ld\n", (long)dev_get_drvdata(dev));
}
static DEVICE_ATTR_RO(level);

static struct attribute *device_attrs[] = { &dev_attr_level.attr, NULL };
ATTRIBUTE_GROUPS(device);

static void devices_show_their_groups(struct kunit *test)
{
	struct class *class = class_create(THIS_MODULE, NAME);
	struct device *root = root_device_register(NAME), *dev;

	KUNIT_ASSERT_FALSE(test, IS_ERR(class) || IS_ERR(root));
	dev = device_create_with_groups(class, root, 0, (void *)9, device_groups, "child%d", 1);
	KUNIT_ASSERT_FALSE(test, IS_ERR(dev));
	KUNIT_EXPECT_STREQ(test, text_of("/sys/devices/" NAME "/child1/level"), "9\n");
	KUNIT_EXPECT_STREQ(test, text_of("/sys/class/" NAME "/child1/level"), "9\n");
	KUNIT_EXPECT_FALSE(test, is_there("/dev/child1"));
	KUNIT_EXPECT_TRUE(test, IS_ERR(class_create(NAME)));
	device_unregister(dev);
	class_destroy(class);
	root_device_unregister(root);
	KUNIT_EXPECT_FALSE(test, is_there("/sys/devices/" NAME));
}

static struct kunit_case sysfs_cases[] = {
	KUNIT_CASE(attributes_are_shown_and_stored),
	KUNIT_CASE(modes_are_obeyed),
	KUNIT_CASE(groups_have_directories),
	KUNIT_CASE(a_name_is_taken_once),
	KUNIT_CASE(links_lead_through_the_tree),
	KUNIT_CASE(release_comes_with_the_last_reference),
	KUNIT_CASE(sets_know_their_members),
	KUNIT_CASE(removal_waits_for_show),
	KUNIT_CASE(binary_files_have_a_size),
	KUNIT_CASE(poll_tells_of_a_value_that_was_not_read),
	KUNIT_CASE(a_show_that_says_too_much_is_named),
	KUNIT_CASE(devices_show_their_groups),
	{ }
};

static struct kunit_suite sysfs_suite = {
	.name = "sysfs",
	.test_cases = sysfs_cases,
};
kunit_test_suite(sysfs_suite);

/* ---- case G2: every allocation fails once ------------------------------------ */

static int path_kobject(struct kunit *test)
{
	struct kobject *kobj = kobject_create_and_add(NAME, kernel_kobj);
	int ret;

	if (!kobj)
		return -ENOMEM;
	ret = sysfs_create_group(kobj, &named_group);
	if (!ret)
		ret = sysfs_create_link(kobj, kernel_kobj, "kernel");
	if (!ret)
		ret = proc_store(DIR "/more/value", "1", 1);
	kobject_put(kobj);
	return ret < 0 ? ret : 0;
}

static int path_kset(struct kunit *test)
{
	struct kset *kset = kset_create_and_add(NAME, NULL, kernel_kobj);

	kset_unregister(kset);
	return failnth_got(kset);
}

static const struct failnth_path sysfs_paths[] = {
	{ "kobject, group, link, store", path_kobject },
	{ "kset", path_kset },
};

KUNIT_ARRAY_PARAM(sysfs, sysfs_paths, failnth_path_name);

static void g2_sysfs_paths_unwind(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case failnth_sysfs_cases[] = {
	KUNIT_CASE_PARAM(g2_sysfs_paths_unwind, sysfs_gen_params),
	{ }
};

static struct kunit_suite failnth_sysfs_suite = {
	.name = "failnth_sysfs",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_sysfs_cases,
};
kunit_test_suite(failnth_sysfs_suite);
