// SPDX-License-Identifier: MIT
/* tests/unit/debugfs_test.c - files of /sys/kernel/debug */

#include <kunit/test.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "failnth.h"
#include "proc_text.h"

#define NAME	"hemi_debugfs"
#define DIR	"/sys/kernel/debug/" NAME

static const char *text_of(const char *name)
{
	int err = proc_text_read(name);

	return err ? "an error" : proc_text;
}

static void numbers_are_printed_and_parsed(struct kunit *test)
{
	struct dentry *dir = debugfs_create_dir(NAME, NULL);
	u8 small = 200, small_hex = 0xa;
	u32 number = 70000, hex = 0x1234;
	u64 large = 1ull << 40;
	bool flag = true;
	atomic_t counter = ATOMIC_INIT(-5);

	KUNIT_ASSERT_FALSE(test, IS_ERR(dir));
	debugfs_create_u8("u8", 0644, dir, &small);
	debugfs_create_x8("x8", 0644, dir, &small_hex);
	debugfs_create_u32("u32", 0644, dir, &number);
	debugfs_create_x32("x32", 0444, dir, &hex);
	debugfs_create_u64("u64", 0644, dir, &large);
	debugfs_create_bool("bool", 0644, dir, &flag);
	debugfs_create_atomic_t("atomic", 0644, dir, &counter);
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/u8"), "200\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/x8"), "0x0a\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/u32"), "70000\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/x32"), "0x00001234\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/u64"), "1099511627776\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/bool"), "Y\n");
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/atomic"), "-5\n");
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/u32", "0x10\n", 5), 5);
	KUNIT_EXPECT_EQ(test, number, 16);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/u32", "many", 4), -EINVAL);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/x32", "1", 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/bool", "n", 1), 1);
	KUNIT_EXPECT_FALSE(test, flag);
	KUNIT_EXPECT_EQ(test, proc_store(DIR "/atomic", "-6", 2), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&counter), -6);
	debugfs_remove_recursive(dir);
	KUNIT_EXPECT_EQ(test, proc_text_read(DIR), -ENOENT);
}

/* ---- own operations ----------------------------------------------------------------------- */

static int released;

static ssize_t hello_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const char *text = file->private_data;

	return simple_read_from_buffer(buf, count, pos, text, strlen(text));
}

static int hello_release(struct inode *inode, struct file *file)
{
	released++;
	return 0;
}

static const struct file_operations hello_fops = {
	.open = simple_open, .read = hello_read, .release = hello_release,
};

static void a_removed_file_gives_errors_to_who_has_it_open(struct kunit *test)
{
	struct dentry *dir = debugfs_create_dir(NAME, NULL);
	struct file *file;
	loff_t pos = 0;
	char text[8];

	released = 0;
	KUNIT_EXPECT_FALSE(test, IS_ERR(debugfs_create_file("f", 0444, dir, "hello\n",
							    &hello_fops)));
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/f"), "hello\n");
	file = filp_open(DIR "/f", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, kernel_read(file, text, 2, &pos), 2);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, 0, SEEK_SET), -ESPIPE);
	debugfs_remove(dir);
	KUNIT_EXPECT_EQ(test, kernel_read(file, text, 2, &pos), -EIO);
	KUNIT_EXPECT_EQ(test, released, 1);
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, released, 2);
}

static void an_error_as_parent_is_passed_on(struct kunit *test)
{
	struct dentry *dir = debugfs_create_dir(NAME, NULL), *again;

	KUNIT_ASSERT_FALSE(test, IS_ERR(dir));
	again = debugfs_create_dir(NAME, NULL);
	KUNIT_EXPECT_PTR_EQ(test, again, (struct dentry *)ERR_PTR(-EEXIST));
	KUNIT_EXPECT_TRUE(test, IS_ERR(debugfs_create_file("f", 0444, again, NULL, NULL)));
	debugfs_remove(again);
	debugfs_remove(NULL);
	debugfs_lookup_and_remove(NAME, NULL);
	KUNIT_EXPECT_NULL(test, debugfs_lookup(NAME, NULL));
}

static void links_and_blobs(struct kunit *test)
{
	struct debugfs_blob_wrapper blob = { "blobs\n", 6 };
	struct dentry *dir = debugfs_create_dir(NAME, NULL);

	KUNIT_EXPECT_FALSE(test, IS_ERR(debugfs_create_blob("blob", 0444, dir, &blob)));
	KUNIT_EXPECT_FALSE(test, IS_ERR(debugfs_create_symlink("link", dir, "blob")));
	KUNIT_EXPECT_STREQ(test, text_of(DIR "/link"), "blobs\n");
	debugfs_remove(dir);
}

static struct kunit_case debugfs_cases[] = {
	KUNIT_CASE(numbers_are_printed_and_parsed),
	KUNIT_CASE(a_removed_file_gives_errors_to_who_has_it_open),
	KUNIT_CASE(an_error_as_parent_is_passed_on),
	KUNIT_CASE(links_and_blobs),
	{ }
};

static struct kunit_suite debugfs_suite = {
	.name = "debugfs",
	.test_cases = debugfs_cases,
};
kunit_test_suite(debugfs_suite);

/* ---- case G2: every allocation fails once --------------------------------------------- */

static u32 number;

static int path_debugfs(struct kunit *test)
{
	struct dentry *dir = debugfs_create_dir(NAME, NULL);
	int ret = PTR_ERR_OR_ZERO(dir);

	if (ret)
		return ret;
	ret = PTR_ERR_OR_ZERO(debugfs_create_symlink("link", dir, "u32"));
	debugfs_create_u32("u32", 0644, dir, &number);
	if (!ret)
		ret = proc_store(DIR "/link", "1", 1);
	debugfs_remove(dir);
	return ret == -ENOENT ? -ENOMEM : min(ret, 0);	/* nobody says that a number is not there */
}

static void g2_debugfs_paths_unwind(struct kunit *test)
{
	failnth_sweep(test, "dir, link, number", path_debugfs);
}

static struct kunit_case failnth_debugfs_cases[] = {
	KUNIT_CASE(g2_debugfs_paths_unwind),
	{ }
};

static struct kunit_suite failnth_debugfs_suite = {
	.name = "failnth_debugfs",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_debugfs_cases,
};
kunit_test_suite(failnth_debugfs_suite);
