// SPDX-License-Identifier: MIT
/* tests/unit/initramfs_test.c - archives that are right, and archives that want to do harm */

#include <kunit/test.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../../fs/internal.h"

#define DIR		"/initramfs_test"
#define ARCHIVE_MAX	8192

static char *archive;
static size_t archive_length;

static int make_place(struct kunit *test)
{
	int err = init_mkdir(DIR, 0755);

	if (!err)
		err = init_mount("none", DIR, "ramfs", 0, NULL);
	if (!err)
		err = init_chdir(DIR);
	archive = kunit_kzalloc(test, ARCHIVE_MAX, GFP_KERNEL);
	archive_length = 0;
	return err ? err : archive ? 0 : -ENOMEM;
}

static void leave_place(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, init_chdir("/"), 0);
	KUNIT_EXPECT_EQ(test, init_umount(DIR, 0), 0);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR), 0);
}

static void pad(void)
{
	while (archive_length & 3)
		archive[archive_length++] = '\0';
}

struct entry {
	const char *name, *data;
	u32 mode, ino, nlink, rmajor, rminor;
};

static void add(struct entry e)
{
	size_t size = e.data ? strlen(e.data) : 0;

	archive_length += sprintf(archive + archive_length,
		"070701%08X%08X%08X%08X%08X%08X%08zX%08X%08X%08X%08X%08zX%08X", e.ino, e.mode,
		0, 0, e.nlink ?: 1, 0, size, 8, 1, e.rmajor, e.rminor, strlen(e.name) + 1, 0);
	strcpy(archive + archive_length, e.name);
	archive_length += strlen(e.name) + 1;
	pad();
	memcpy(archive + archive_length, e.data ?: "", size);
	archive_length += size;
	pad();
}

static void add_all(void)
{
	add((struct entry){ .name = ".", .mode = S_IFDIR | 0755 });
	add((struct entry){ .name = "bin", .mode = S_IFDIR | 0711 });
	add((struct entry){ .name = "bin/first", .mode = S_IFREG | 0755, .ino = 7, .nlink = 2 });
	add((struct entry){ .name = "bin/second", .mode = S_IFREG | 0755, .ino = 7, .nlink = 2,
			    .data = "program" });
	add((struct entry){ .name = "sh", .mode = S_IFLNK | 0777, .data = "bin/first" });
	add((struct entry){ .name = "empty", .mode = S_IFREG | 0600 });
	add((struct entry){ .name = "console", .mode = S_IFCHR | 0620, .rmajor = 5, .rminor = 1 });
	add((struct entry){ .name = "TRAILER!!!" });
}

static const char *unpack(void)
{
	return unpack_to_rootfs(archive, archive_length);
}

static umode_t mode_of(const char *name)
{
	struct kstat stat;

	return init_stat(name, &stat, 0) ? 0 : stat.mode;
}

static void every_kind_of_file_is_made(struct kunit *test)
{
	struct kstat stat;
	struct file *file;
	char text[16] = "";
	loff_t pos = 0;

	add_all();
	KUNIT_EXPECT_NULL(test, unpack());
	KUNIT_EXPECT_EQ(test, mode_of("bin"), S_IFDIR | 0711);
	KUNIT_EXPECT_EQ(test, mode_of("empty"), S_IFREG | 0600);
	KUNIT_EXPECT_EQ(test, mode_of("sh"), S_IFLNK | 0777);
	KUNIT_EXPECT_EQ(test, init_stat("console", &stat, 0), 0);
	KUNIT_EXPECT_EQ(test, stat.mode, S_IFCHR | 0620);
	KUNIT_EXPECT_EQ(test, stat.rdev, MKDEV(5, 1));
	KUNIT_EXPECT_EQ(test, init_stat("bin/first", &stat, 0), 0);
	KUNIT_EXPECT_EQ(test, stat.nlink, 2);
	file = filp_open("sh", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, kernel_read(file, text, sizeof(text), &pos), 7);
	KUNIT_EXPECT_STREQ(test, (const char *)text, "program");
	filp_close(file, NULL);
}

/* Unpacked over what is there: the later archive wins, also when a file becomes a directory. */
static void a_second_archive_goes_over_the_first(struct kunit *test)
{
	add_all();
	for (int i = 0; i < 512; i++)
		archive[archive_length++] = '\0';
	add((struct entry){ .name = "empty", .mode = S_IFDIR | 0700 });
	add((struct entry){ .name = "sh", .mode = S_IFREG | 0644, .data = "text" });
	KUNIT_EXPECT_NULL(test, unpack());
	KUNIT_EXPECT_EQ(test, mode_of("empty"), S_IFDIR | 0700);
	KUNIT_EXPECT_EQ(test, mode_of("sh"), S_IFREG | 0644);
}

static void what_is_no_archive_is_named(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, unpack_to_rootfs("", 0));
	KUNIT_EXPECT_NULL(test, unpack_to_rootfs("\0\0\0\0", 4));
	memset(archive, 'x', 200);
	KUNIT_EXPECT_STREQ(test, unpack_to_rootfs(archive, 200), "no cpio magic");
	memcpy(archive, "070707", 6);
	KUNIT_EXPECT_STREQ(test, unpack_to_rootfs(archive, 200),
			   "incorrect cpio method used: use -H newc option");
	memcpy(archive, "070701", 6);
	KUNIT_EXPECT_STREQ(test, unpack_to_rootfs(archive, 200), "a header with a bad number");
	KUNIT_EXPECT_STREQ(test, unpack_to_rootfs("\x1f\x8b\x08", 3),
			   "compression method gzip not configured");
}

/* Wherever it is cut off, the rest is an error or a shorter archive, and never read. */
static void an_archive_cut_anywhere_ends(struct kunit *test)
{
	size_t errors = 0;

	add_all();
	for (size_t len = 1; len < archive_length; len++) {
		char *copy = kmemdup(archive, len, GFP_KERNEL);	/* slab debugging guards its end */

		KUNIT_ASSERT_NOT_NULL(test, copy);
		errors += unpack_to_rootfs(copy, len) != NULL;
		kfree(copy);
	}
	KUNIT_EXPECT_GT(test, errors, archive_length / 2);
}

static u32 random_state;

static u32 next_random(void)
{
	random_state = random_state * 1664525 + 1013904223;
	return random_state >> 8;
}

#define ROUNDS	300

/* Bytes that are not what they were: whatever comes of it, it comes to an end. */
static void a_damaged_archive_does_no_harm(struct kunit *test)
{
	size_t length;
	char *good;

	add_all();
	length = archive_length;
	good = kunit_kmalloc(test, length, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, good);
	memcpy(good, archive, length);
	for (u32 seed = 1; seed <= ROUNDS; seed++) {
		random_state = seed;
		memcpy(archive, good, length);
		for (int i = 0; i < 3; i++) {
			size_t at = next_random() % length;

			/* Not into names: what they lead to is no secret, and would stay. */
			if (isxdigit(archive[at]))
				archive[at] = "0123456789ABCDEF"[next_random() % 16];
			else if (!archive[at])
				archive[at] = next_random() % 2 ? 'x' : '\0';
		}
		(void)unpack_to_rootfs(archive, length);	/* any answer will do */
	}
}

static struct kunit_case initramfs_cases[] = {
	KUNIT_CASE(every_kind_of_file_is_made),
	KUNIT_CASE(a_second_archive_goes_over_the_first),
	KUNIT_CASE(what_is_no_archive_is_named),
	KUNIT_CASE(an_archive_cut_anywhere_ends),
	KUNIT_CASE(a_damaged_archive_does_no_harm),
	{ }
};

static struct kunit_suite initramfs_suite = {
	.name = "initramfs",
	.init = make_place,
	.exit = leave_place,
	.test_cases = initramfs_cases,
};
kunit_test_suite(initramfs_suite);
