// SPDX-License-Identifier: MIT
/*
 * fs/initramfs.c - the archive that the boot loader brought becomes the root's files
 *
 * What it is for
 *
 *   The first programs and modules must come from somewhere before there is a disk:
 *   GRUB and QEMU put an archive into memory, and here its files are made in the
 *   ramfs at the root.
 *
 * How it works
 *
 *   The archive is cpio's "newc": for each file a header of 110 characters, its
 *   name, its bytes, each padded to a multiple of 4:
 *
 *       070701 ino mode uid gid nlink mtime size major minor rmajor rminor namesize check
 *              8 hexadecimal digits each
 *       "bin/busybox\0" + padding
 *       bytes + padding
 *
 *   "TRAILER!!!" ends it; zeros follow, and perhaps another archive.  Of several
 *   names of one file only the last carries the bytes; the others are linked to the
 *   first.
 *
 *   Nothing in the archive is believed: every length is compared with what is left.
 *   A name that cannot be made (its directory is not there) is passed over, as
 *   Linux does, and counted.
 *
 * Context: process, before the first user program; may sleep.
 *
 * Compared with Linux: no compression; owners and times of the archive are not kept;
 * what could not be made is said in one line.
 */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/namei.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <asm/page.h>

#include "internal.h"

#define MAGIC_LENGTH	6
#define FIELD_LENGTH	8
#define HEADER_LENGTH	(MAGIC_LENGTH + FIELDS * FIELD_LENGTH)
#define TRAILER		"TRAILER!!!"

enum field {
	INO, MODE, UID, GID, NLINK, MTIME, SIZE, MAJOR, MINOR, RMAJOR, RMINOR, NAMESIZE, CHECK,
	FIELDS
};

/* A file with several names, by what tells that they are one. */
struct hard_link {
	struct list_head list;
	u32 ino, major, minor, mode;
	char name[];
};

struct unpack {
	const char *at;			/* what is left */
	unsigned long left;
	unsigned long done;		/* of the archive, for the padding */
	u32 field[FIELDS];		/* of the present file */
	const char *name;
	struct list_head links;
	unsigned int failed;		/* entries that could not be made */
};

/* ---- the archive ------------------------------------------------------------- */

static void advance(struct unpack *u, unsigned long n)
{
	u->at += n;
	u->left -= n;
	u->done += n;
}

/* To a multiple of 4; an archive may end within its last padding. */
static void skip_padding(struct unpack *u)
{
	advance(u, min(u->left, -u->done & 3));
}

static bool parse_field(const char *text, u32 *value)
{
	*value = 0;
	for (int i = 0; i < FIELD_LENGTH; i++) {
		int digit = hex_to_bin(text[i]);

		if (digit < 0)
			return false;
		*value = *value << 4 | digit;
	}
	return true;
}

static const char *parse_header(struct unpack *u)
{
	if (u->left < HEADER_LENGTH)
		return "the archive ends within a header";
	if (!memcmp(u->at, "070707", MAGIC_LENGTH))
		return "incorrect cpio method used: use -H newc option";
	if (memcmp(u->at, "070701", MAGIC_LENGTH) && memcmp(u->at, "070702", MAGIC_LENGTH))
		return "no cpio magic";
	for (int i = 0; i < FIELDS; i++)
		if (!parse_field(u->at + MAGIC_LENGTH + i * FIELD_LENGTH, &u->field[i]))
			return "a header with a bad number";
	advance(u, HEADER_LENGTH);
	return NULL;
}

static const char *parse_name(struct unpack *u)
{
	u32 size = u->field[NAMESIZE];

	if (!size || size > PATH_MAX)
		return "a name of a bad length";
	if (u->left < size)
		return "the archive ends within a name";
	if (strnlen(u->at, size) != size - 1)
		return "a name without an end";
	u->name = u->at;
	advance(u, size);
	skip_padding(u);
	if (u->left < u->field[SIZE])
		return "the archive ends within a file";
	return NULL;
}

/* ---- its files --------------------------------------------------------------- */

/* What is there under that name and is something else has to go. */
static void clean_path(const char *name, umode_t mode)
{
	struct kstat stat;

	if (init_stat(name, &stat, 0) || !((stat.mode ^ mode) & S_IFMT))
		return;
	if (S_ISDIR(stat.mode))
		(void)init_rmdir(name);	/* if it stays, making the file says so */
	else
		(void)init_unlink(name);
}

static struct hard_link *find_link(struct unpack *u)
{
	struct hard_link *link;

	list_for_each_entry(link, &u->links, list)
		if (link->ino == u->field[INO] && link->major == u->field[MAJOR] &&
		    link->minor == u->field[MINOR] &&
		    !((link->mode ^ u->field[MODE]) & S_IFMT))
			return link;
	return NULL;
}

static int remember_link(struct unpack *u)
{
	size_t size = strlen(u->name) + 1;
	struct hard_link *link = kmalloc(sizeof(*link) + size, GFP_KERNEL);

	if (!link)
		return -ENOMEM;
	link->ino = u->field[INO];
	link->major = u->field[MAJOR];
	link->minor = u->field[MINOR];
	link->mode = u->field[MODE];
	memcpy(link->name, u->name, size);
	list_add(&link->list, &u->links);
	return 0;
}

static void forget_links(struct unpack *u)
{
	struct hard_link *link, *next;

	list_for_each_entry_safe(link, next, &u->links, list)
		kfree(link);
	INIT_LIST_HEAD(&u->links);
}

/* 1: the name is another one of a file that is there. */
static int maybe_link(struct unpack *u)
{
	struct hard_link *link;
	int err;

	if (u->field[NLINK] < 2)
		return 0;
	link = find_link(u);
	if (!link)
		return remember_link(u);
	clean_path(u->name, 0);
	err = init_link(link->name, u->name);
	return err ? err : 1;
}

static int write_all(struct file *file, const char *at, size_t left)
{
	loff_t pos = 0;

	while (left) {
		ssize_t n = kernel_write(file, at, left, &pos);

		if (n <= 0)
			return n ? n : -EIO;
		at += n;
		left -= n;
	}
	return 0;
}

/* A name without bytes may belong to a file that has them: it is not cut then. */
static int make_file(struct unpack *u)
{
	umode_t mode = u->field[MODE] & S_IALLUGO;
	int linked = maybe_link(u);
	struct file *file;
	int err;

	if (linked < 0)
		return linked;
	if (linked && !u->field[SIZE])
		return 0;
	file = filp_open(u->name, O_WRONLY | O_CREAT | O_NOFOLLOW | (linked ? 0 : O_TRUNC), mode);
	if (IS_ERR(file))
		return PTR_ERR(file);
	err = write_all(file, u->at, u->field[SIZE]);
	filp_close(file, NULL);
	return err ?: init_chmod(u->name, mode);	/* the umask is not for these files */
}

static int make_directory(struct unpack *u)
{
	int err = init_mkdir(u->name, u->field[MODE]);

	return err && err != -EEXIST ? err : init_chmod(u->name, u->field[MODE]);
}

static int make_symlink(struct unpack *u)
{
	char *target;
	int err;

	if (u->field[SIZE] >= PATH_MAX)
		return -ENAMETOOLONG;
	target = kmemdup_nul(u->at, u->field[SIZE], GFP_KERNEL);
	if (!target)
		return -ENOMEM;
	clean_path(u->name, 0);
	err = init_symlink(target, u->name);
	kfree(target);
	return err;
}

static int make_node(struct unpack *u)
{
	dev_t dev = MKDEV(u->field[RMAJOR], u->field[RMINOR] & MINORMASK);
	int err;

	err = maybe_link(u);
	if (err)
		return err < 0 ? err : 0;
	err = init_mknod(u->name, u->field[MODE], new_encode_dev(dev));
	if (err)
		return err == -EEXIST ? 0 : err;
	return init_chmod(u->name, u->field[MODE]);
}

static int make_entry(struct unpack *u)
{
	umode_t mode = u->field[MODE];

	clean_path(u->name, mode);
	switch (mode & S_IFMT) {
	case S_IFREG:
		return make_file(u);
	case S_IFDIR:
		return make_directory(u);
	case S_IFLNK:
		return make_symlink(u);
	case S_IFCHR: case S_IFBLK: case S_IFIFO: case S_IFSOCK:
		return make_node(u);
	}
	return -EINVAL;
}

static const char *unpack_one(struct unpack *u)
{
	const char *error = parse_header(u);
	int err;

	if (!error)
		error = parse_name(u);
	if (error)
		return error;
	if (!strcmp(u->name, TRAILER)) {
		forget_links(u);
	} else {
		err = make_entry(u);
		if (err == -ENOMEM || err == -ENOSPC)
			return "write error";
		if (err && !u->failed++)
			pr_warn("initramfs: cannot make '%s', error %d\n", u->name, err);
	}
	advance(u, u->field[SIZE]);
	skip_padding(u);
	return NULL;
}

/* How a compressed archive begins, by which Linux would know it. */
static const char *compression_of(const char *buf, unsigned long len)
{
	static const struct { const char *error; u8 magic[2]; } known[] = {
		{ "compression method gzip not configured", { 0x1f, 0x8b } },
		{ "compression method bzip2 not configured", { 0x42, 0x5a } },
		{ "compression method lzma not configured", { 0x5d, 0x00 } },
		{ "compression method xz not configured", { 0xfd, 0x37 } },
		{ "compression method lzo not configured", { 0x89, 0x4c } },
		{ "compression method lz4 not configured", { 0x02, 0x21 } },
		{ "compression method zstd not configured", { 0x28, 0xb5 } },
	};

	for (int i = 0; len >= 2 && i < ARRAY_SIZE(known); i++)
		if (!memcmp(buf, known[i].magic, sizeof(known[i].magic)))
			return known[i].error;
	return NULL;
}

/**
 * unpack_to_rootfs - make the files of an archive
 *
 * Names without a '/' in front are made in the present directory.
 *
 * Context: process, may sleep.
 * Return: NULL, or what is wrong with the archive; what came before that is there.
 */
const char *unpack_to_rootfs(const char *buf, unsigned long len)
{
	struct unpack u = { .at = buf, .left = len, .links = LIST_HEAD_INIT(u.links) };
	const char *error = compression_of(buf, len);

	while (!error && u.left) {
		if (*u.at)
			error = unpack_one(&u);
		else
			advance(&u, 1);		/* between two archives */
		cond_resched();
	}
	forget_links(&u);
	if (u.failed > 1)
		pr_warn("initramfs: %u entries could not be made\n", u.failed);
	return error;
}

static int __init populate_rootfs(void)
{
	char *start = __va(phys_initrd_start);
	const char *error;

	if (!phys_initrd_size)
		return 0;
	pr_info("Unpacking initramfs...\n");
	error = unpack_to_rootfs(start, phys_initrd_size);
	if (error)
		pr_emerg("Initramfs unpacking failed: %s\n", error);
	free_reserved_area(start, start + phys_initrd_size, -1, "initrd");
	phys_initrd_size = 0;
	return 0;
}
fs_initcall(populate_rootfs);
