// SPDX-License-Identifier: MIT
/* tests/unit/vfs_test.c - names, mounts and open files of the VFS, with ramfs below */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "failnth.h"

#define DIR	"/vfs_test"

/* Every case works in a ramfs of its own, so that nothing is left behind. */
static int mount_dir(struct kunit *test)
{
	int err = init_mkdir(DIR, 0755);

	return err ? err : init_mount("none", DIR, "ramfs", 0, NULL);
}

static void umount_dir(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, init_umount(DIR, 0), 0);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR), 0);
}

static int put_text(const char *name, int flags, const char *text)
{
	struct file *file = filp_open(name, O_WRONLY | O_CREAT | flags, 0644);
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = kernel_write(file, text, strlen(text), &file->f_pos);
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

static char text_of_file[128];

/* The text of a short file; what went wrong, as text. */
static const char *get_text(const char *name)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	loff_t pos = 0;
	ssize_t n;

	if (IS_ERR(file))
		return kasprintf(GFP_KERNEL, "%pe", file);
	n = kernel_read(file, text_of_file, sizeof(text_of_file) - 1, &pos);
	filp_close(file, NULL);
	text_of_file[max_t(ssize_t, n, 0)] = '\0';
	return text_of_file;
}

static long open_error(const char *name, int flags)
{
	struct file *file = filp_open(name, flags, 0644);

	if (IS_ERR(file))
		return PTR_ERR(file);
	filp_close(file, NULL);
	return 0;
}

/* ---- open, read, write ------------------------------------------------------- */

static void open_obeys_its_flags(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, open_error(DIR "/f", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", O_EXCL, "one\n"), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", O_EXCL, "two\n"), -EEXIST);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", O_APPEND, "three\n"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/f"), "one\nthree\n");
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", 0, "ONE"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/f"), "ONE\nthree\n");
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", O_TRUNC, "new"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/f"), "new");
	KUNIT_EXPECT_EQ(test, open_error(DIR "/f", O_DIRECTORY), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, open_error(DIR, O_WRONLY), -EISDIR);
	KUNIT_EXPECT_EQ(test, open_error(DIR, O_CREAT), -EISDIR);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/new/", O_CREAT | O_WRONLY), -EISDIR);
}

static void a_file_is_used_as_it_was_opened(struct kunit *test)
{
	struct file *file = filp_open(DIR "/f", O_WRONLY | O_CREAT, 0644);
	char byte;
	loff_t pos = 0;

	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, kernel_read(file, &byte, 1, &pos), -EBADF);
	pos = -1;
	KUNIT_EXPECT_EQ(test, kernel_write(file, "x", 1, &pos), -EINVAL);
	pos = LLONG_MAX;
	KUNIT_EXPECT_EQ(test, kernel_write(file, "xy", 2, &pos), -EOVERFLOW);
	pos = 0;
	KUNIT_EXPECT_EQ(test, vfs_write(file, (const char __user *)"x", 1, &pos), -EFAULT);
	KUNIT_EXPECT_EQ(test, vfs_ioctl(file, 0, 0), -ENOTTY);
	KUNIT_EXPECT_EQ(test, vfs_fsync(file, 0), 0);
	filp_close(file, NULL);
}

static void seeking_has_limits(struct kunit *test)
{
	struct file *file;

	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", 0, "0123456789"), 0);
	file = filp_open(DIR "/f", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, -3, SEEK_END), 7);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, 2, SEEK_CUR), 9);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, -10, SEEK_CUR), -EINVAL);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, LLONG_MAX, SEEK_CUR), -EOVERFLOW);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, 0, 99), -EINVAL);
	KUNIT_EXPECT_EQ(test, file->f_pos, 9);
	KUNIT_EXPECT_EQ(test, fixed_size_llseek(file, 11, SEEK_SET, 10), -EINVAL);
	KUNIT_EXPECT_EQ(test, fixed_size_llseek(file, 10, SEEK_SET, 10), 10);
	KUNIT_EXPECT_EQ(test, noop_llseek(file, 1, SEEK_SET), 10);
	KUNIT_EXPECT_EQ(test, no_llseek(file, 0, SEEK_SET), -ESPIPE);
	filp_close(file, NULL);
}

/* A hole reads as zeros, and so does what was cut off and grew again. */
static void holes_and_tails_are_zeros(struct kunit *test)
{
	struct file *file = filp_open(DIR "/f", O_RDWR | O_CREAT, 0644);
	u8 *buf = kunit_kzalloc(test, 3 * PAGE_SIZE, GFP_KERNEL);
	loff_t pos = 2 * PAGE_SIZE + 5;

	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_ASSERT_NOT_NULL(test, buf);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "end", 3, &pos), 3);
	pos = 0;
	memset(buf, 0xff, 3 * PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, 3 * PAGE_SIZE, &pos), 2 * PAGE_SIZE + 8);
	KUNIT_EXPECT_NULL(test, memchr_inv(buf, 0, 2 * PAGE_SIZE + 5));
	KUNIT_EXPECT_EQ(test, memcmp(buf + 2 * PAGE_SIZE + 5, "end", 3), 0);
	KUNIT_EXPECT_EQ(test, buf[2 * PAGE_SIZE + 8], 0xff);
	KUNIT_EXPECT_EQ(test, file_inode(file)->i_blocks, 8);

	KUNIT_EXPECT_EQ(test, vfs_truncate(&file->f_path, 2 * PAGE_SIZE + 6), 0);
	KUNIT_EXPECT_EQ(test, vfs_truncate(&file->f_path, 2 * PAGE_SIZE + 8), 0);
	pos = 2 * PAGE_SIZE + 5;
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, 16, &pos), 3);
	KUNIT_EXPECT_EQ(test, memcmp(buf, "e\0\0", 3), 0);
	KUNIT_EXPECT_EQ(test, vfs_truncate(&file->f_path, 0), 0);
	KUNIT_EXPECT_EQ(test, file_inode(file)->i_blocks, 0);
	KUNIT_EXPECT_EQ(test, vfs_truncate(&file->f_path, LLONG_MAX), -EFBIG);
	filp_close(file, NULL);
}

/* ---- names ------------------------------------------------------------------- */

static void dots_and_slashes(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/a/", 0755), 0);
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/a/b", 0755), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "//a/./b/../f", 0, "here"), 0);
	KUNIT_EXPECT_STREQ(test, get_text("/../.." DIR "/a/b/../../a/f"), "here");
	KUNIT_EXPECT_STREQ(test, get_text("." DIR "/a/f"), "here");
	KUNIT_EXPECT_EQ(test, open_error(DIR "/a/f/", O_RDONLY), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/a/f/g", O_RDONLY), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/a/c/../f", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, open_error("", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, open_error("/", O_RDONLY), 0);
	KUNIT_EXPECT_EQ(test, init_mkdir("/", 0755), -EEXIST);
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/a/..", 0755), -EEXIST);
}

static void names_and_paths_are_bounded(struct kunit *test)
{
	char *name = kunit_kzalloc(test, PATH_MAX + 1, GFP_KERNEL);
	int len = strlen(DIR "/");

	KUNIT_ASSERT_NOT_NULL(test, name);
	strcpy(name, DIR "/");
	memset(name + len, 'n', NAME_MAX);
	KUNIT_EXPECT_EQ(test, put_text(name, 0, "long"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(name), "long");
	KUNIT_EXPECT_EQ(test, init_unlink(name), 0);
	name[len + NAME_MAX] = 'n';
	KUNIT_EXPECT_EQ(test, put_text(name, 0, "long"), -ENAMETOOLONG);

	memset(name, '/', PATH_MAX);
	KUNIT_EXPECT_EQ(test, open_error(name, O_RDONLY), -ENAMETOOLONG);
	name[PATH_MAX - 1] = '\0';
	KUNIT_EXPECT_EQ(test, open_error(name, O_RDONLY), 0);
}

static void links_are_followed_to_their_limit(struct kunit *test)
{
	char name[40], target[40];

	KUNIT_EXPECT_EQ(test, put_text(DIR "/l0", 0, "end"), 0);
	for (int i = 1; i <= MAXSYMLINKS + 1; i++) {
		snprintf(name, sizeof(name), DIR "/l%d", i);
		snprintf(target, sizeof(target), "%sl%d", i % 2 ? "" : DIR "/", i - 1);
		KUNIT_EXPECT_EQ(test, init_symlink(target, name), 0);
	}
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/l40"), "end");
	KUNIT_EXPECT_EQ(test, open_error(DIR "/l41", O_RDONLY), -ELOOP);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/l1", O_RDONLY | O_NOFOLLOW), -ELOOP);
	KUNIT_EXPECT_EQ(test, init_symlink("self", DIR "/self"), 0);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/self", O_RDONLY), -ELOOP);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/self", O_WRONLY | O_CREAT), -ELOOP);
}

static void links_in_the_middle_and_dangling(struct kunit *test)
{
	struct kstat stat;

	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/d", 0755), 0);
	KUNIT_EXPECT_EQ(test, init_symlink("d", DIR "/to_d"), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/to_d/f", 0, "through"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/d/f"), "through");
	KUNIT_EXPECT_EQ(test, init_stat(DIR "/to_d", &stat, 0), 0);
	KUNIT_EXPECT_TRUE(test, S_ISLNK(stat.mode));
	KUNIT_EXPECT_EQ(test, init_stat(DIR "/to_d/", &stat, 0), 0);
	KUNIT_EXPECT_TRUE(test, S_ISDIR(stat.mode));
	KUNIT_EXPECT_EQ(test, init_symlink("d/made", DIR "/dangling"), 0);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/dangling", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/dangling", O_CREAT | O_EXCL), -EEXIST);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/dangling", 0, "x"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/d/made"), "x");
}

static void a_removed_file_lives_while_it_is_open(struct kunit *test)
{
	struct file *file;
	char buf[40], byte;
	loff_t pos = 0;

	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", 0, "kept"), 0);
	KUNIT_EXPECT_EQ(test, init_link(DIR "/f", DIR "/g"), 0);
	file = filp_open(DIR "/f", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, file_inode(file)->i_nlink, 2);
	KUNIT_EXPECT_STREQ(test, file_path(file, buf, sizeof(buf)), DIR "/f");
	KUNIT_EXPECT_PTR_EQ(test, file_path(file, buf, 5), (char *)ERR_PTR(-ENAMETOOLONG));
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/f"), 0);
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/g"), 0);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/f", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, file_inode(file)->i_nlink, 0);
	KUNIT_EXPECT_EQ(test, kernel_read(file, &byte, 1, &pos), 1);
	KUNIT_EXPECT_EQ(test, byte, 'k');
	KUNIT_EXPECT_STREQ(test, file_path(file, buf, sizeof(buf)), DIR "/f (deleted)");
	filp_close(file, NULL);
}

static void directories_go_when_they_are_empty(struct kunit *test)
{
	struct file *dir;

	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/d", 0755), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/d/f", 0, "x"), 0);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/d"), -ENOTEMPTY);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/d/f"), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/d"), -EISDIR);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/d/."), -EINVAL);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/d/.."), -ENOTEMPTY);
	KUNIT_EXPECT_EQ(test, init_rmdir("/"), -EBUSY);
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/d/f"), 0);
	dir = filp_open(DIR "/d", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(dir));
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/d"), 0);
	/* Nothing is made in a directory that is gone. */
	inode_lock(file_inode(dir));
	KUNIT_EXPECT_PTR_EQ(test, lookup_one_len("f", dir->f_path.dentry, 1),
			    (struct dentry *)ERR_PTR(-ENOENT));
	inode_unlock(file_inode(dir));
	filp_close(dir, NULL);
}

#define LONG	DIR "/a/b/a name that does not lie in the dentry"

static void renaming(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/a", 0755), 0);
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/a/b", 0755), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/f", 0, "f"), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/g", 0, "g"), 0);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/f", LONG), 0);
	KUNIT_EXPECT_STREQ(test, get_text(LONG), "f");
	KUNIT_EXPECT_EQ(test, init_rename(LONG, DIR "/g"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/g"), "f");
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/a", DIR "/a/b/c"), -EINVAL);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/a/b", DIR "/a"), -ENOTEMPTY);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/g", DIR "/a"), -EISDIR);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/a", DIR "/g"), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/nix", DIR "/g"), -ENOENT);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/g", "/proc/g"), -EXDEV);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/a/b", DIR "/b"), 0);
	KUNIT_EXPECT_EQ(test, init_rename(DIR "/b", DIR "/a"), 0);
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/a"), 0);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/b", O_RDONLY), -ENOENT);
}

/* ---- listing ----------------------------------------------------------------- */

#define FILES	5

struct seen {
	struct dir_context ctx;
	char names[FILES + 4];
	int count, most;
};

static bool see_name(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		     unsigned int type)
{
	struct seen *seen = container_of(ctx, struct seen, ctx);

	if (seen->count == seen->most)
		return false;
	seen->names[seen->count++] = name[len - 1];
	return true;
}

/* What was there all the time is seen once, whatever comes and goes between two reads. */
static void a_listing_goes_on_where_it_was(struct kunit *test)
{
	struct seen seen = { .ctx.actor = see_name, .most = 4 };
	struct file *dir = filp_open(DIR, O_RDONLY, 0);
	char name[32];

	KUNIT_ASSERT_FALSE(test, IS_ERR(dir));
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), DIR "/f%d", i);
		KUNIT_EXPECT_EQ(test, put_text(name, 0, ""), 0);
	}
	KUNIT_EXPECT_EQ(test, iterate_dir(dir, &seen.ctx), 0);
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/f0"), 0);
	KUNIT_EXPECT_EQ(test, init_unlink(DIR "/f2"), 0);
	seen.most = FILES + 3;
	KUNIT_EXPECT_EQ(test, iterate_dir(dir, &seen.ctx), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)seen.names, "..0134");
	KUNIT_EXPECT_EQ(test, generic_read_dir(dir, NULL, 0, NULL), -EISDIR);
	filp_close(dir, NULL);
}

/* ---- mounts ------------------------------------------------------------------ */

static void a_mount_hides_and_shows_again(struct kunit *test)
{
	struct file *file;

	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/m", 0755), 0);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/m/below", 0, "below"), 0);
	KUNIT_EXPECT_EQ(test, init_mount("none", DIR "/m", "ramfs", 0, NULL), 0);
	KUNIT_EXPECT_EQ(test, open_error(DIR "/m/below", O_RDONLY), -ENOENT);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/m/above", 0, "above"), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/m/../m/above"), "above");
	KUNIT_EXPECT_EQ(test, init_rmdir(DIR "/m"), -EBUSY);
	file = filp_open(DIR "/m/above", O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file));
	KUNIT_EXPECT_EQ(test, init_umount(DIR "/m", 0), -EBUSY);
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, init_umount(DIR "/m/above", 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, init_umount(DIR, 0), -EBUSY);
	KUNIT_EXPECT_EQ(test, init_umount(DIR "/m", 0), 0);
	KUNIT_EXPECT_STREQ(test, get_text(DIR "/m/below"), "below");
	KUNIT_EXPECT_EQ(test, init_umount("/", 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, init_mount("none", DIR "/m", "nofs", 0, NULL), -ENODEV);
	KUNIT_EXPECT_EQ(test, init_mount("none", DIR "/m/below", "ramfs", 0, NULL), -ENOTDIR);
	KUNIT_EXPECT_EQ(test, init_mount("proc", "/proc", "proc", 0, NULL), -EBUSY);
}

static void nothing_changes_on_a_read_only_mount(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/m", 0755), 0);
	KUNIT_EXPECT_EQ(test, init_mount("none", DIR "/m", "ramfs", SB_RDONLY, NULL), 0);
	KUNIT_EXPECT_EQ(test, init_mkdir(DIR "/m/d", 0755), -EROFS);
	KUNIT_EXPECT_EQ(test, put_text(DIR "/m/f", 0, ""), -EROFS);
	KUNIT_EXPECT_EQ(test, init_chmod(DIR "/m", 0700), -EROFS);
	KUNIT_EXPECT_EQ(test, init_umount(DIR "/m", 0), 0);
}

/* ---- the buffer that is lent to a call --------------------------------------- */

static void only_the_lent_buffer_is_user_memory(struct kunit *test)
{
	char buf[16] = "0123456789abcde", out[16];
	char __user *user = (__force char __user *)buf;
	struct lent_buffer lent, inner;
	int value = 0;

	KUNIT_EXPECT_FALSE(test, access_ok(user, 1));
	lend_buffer(&lent, buf, 8);
	KUNIT_EXPECT_TRUE(test, access_ok(user, 8));
	KUNIT_EXPECT_FALSE(test, access_ok(user, 9));
	KUNIT_EXPECT_FALSE(test, access_ok((const char __user *)test, 1));
	KUNIT_EXPECT_FALSE(test, access_ok(user + 1, ULONG_MAX));
	KUNIT_EXPECT_EQ(test, copy_to_user(user + 4, "XXXXXXXX", 8), 4);
	KUNIT_EXPECT_STREQ(test, (const char *)buf, "0123XXXX89abcde");
	memset(out, 0xff, sizeof(out));
	KUNIT_EXPECT_EQ(test, copy_from_user(out, user + 6, 4), 2);
	KUNIT_EXPECT_EQ(test, memcmp(out, "XX\0\0\xff", 5), 0);
	KUNIT_EXPECT_EQ(test, put_user(0x41424344, (int __user *)user), 0);
	KUNIT_EXPECT_EQ(test, get_user(value, (int __user *)user), 0);
	KUNIT_EXPECT_EQ(test, value, 0x41424344);
	KUNIT_EXPECT_EQ(test, get_user(value, (int __user *)(user + 6)), -EFAULT);
	KUNIT_EXPECT_EQ(test, value, 0);
	KUNIT_EXPECT_EQ(test, strncpy_from_user(out, user, 16), -EFAULT);
	KUNIT_EXPECT_EQ(test, strncpy_from_user(out, user, 4), 4);
	lend_buffer(&inner, buf + 8, 8);
	KUNIT_EXPECT_FALSE(test, access_ok(user, 1));
	KUNIT_EXPECT_EQ(test, strnlen_user(user + 8, 100), 8);
	KUNIT_EXPECT_EQ(test, strncpy_from_user(out, user + 8, 16), 7);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "89abcde");
	take_back_buffer(&inner);
	KUNIT_EXPECT_TRUE(test, access_ok(user, 8));
	take_back_buffer(&lent);
	KUNIT_EXPECT_FALSE(test, access_ok(user, 1));
}

static struct kunit_case vfs_cases[] = {
	KUNIT_CASE(open_obeys_its_flags),
	KUNIT_CASE(a_file_is_used_as_it_was_opened),
	KUNIT_CASE(seeking_has_limits),
	KUNIT_CASE(holes_and_tails_are_zeros),
	KUNIT_CASE(dots_and_slashes),
	KUNIT_CASE(names_and_paths_are_bounded),
	KUNIT_CASE(links_are_followed_to_their_limit),
	KUNIT_CASE(links_in_the_middle_and_dangling),
	KUNIT_CASE(a_removed_file_lives_while_it_is_open),
	KUNIT_CASE(directories_go_when_they_are_empty),
	KUNIT_CASE(renaming),
	KUNIT_CASE(a_listing_goes_on_where_it_was),
	KUNIT_CASE(a_mount_hides_and_shows_again),
	KUNIT_CASE(nothing_changes_on_a_read_only_mount),
	KUNIT_CASE(only_the_lent_buffer_is_user_memory),
	{ }
};

static struct kunit_suite vfs_suite = {
	.name = "vfs",
	.init = mount_dir,
	.exit = umount_dir,
	.test_cases = vfs_cases,
};
kunit_test_suite(vfs_suite);

/* ---- case G2: every allocation fails once ------------------------------------ */

static int path_files(struct kunit *test)
{
	int err = mount_dir(test);

	if (err)
		goto out;
	err = init_symlink("a/directory/with_a_long_name_that_is_not_inline", DIR "/l");
	if (!err)
		err = init_mkdir(DIR "/a", 0755);
	if (!err)
		err = init_mkdir(DIR "/a/directory", 0755);
	if (!err)
		err = put_text(DIR "/l", 0, "text");
	if (!err)
		err = init_rename(DIR "/l", DIR "/k");
	init_umount(DIR, 0);
out:
	init_rmdir(DIR);
	return err == -ENOSPC ? -ENOMEM : err;
}

static void g2_vfs_paths_unwind(struct kunit *test)
{
	struct failnth_result result = failnth_sweep(test, "files of a ramfs", path_files);

	KUNIT_EXPECT_GT(test, result.refused, 10);
}

static struct kunit_case failnth_vfs_cases[] = {
	KUNIT_CASE(g2_vfs_paths_unwind),
	{ }
};

static struct kunit_suite failnth_vfs_suite = {
	.name = "failnth_vfs",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_vfs_cases,
};
kunit_test_suite(failnth_vfs_suite);
