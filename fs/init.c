// SPDX-License-Identifier: MIT
/*
 * fs/init.c - the order in which files come to life
 *
 * vfs_caches_init() runs before there is a second task: it makes the empty root.
 * When the drivers are there, the file systems that everybody expects are mounted.
 * Linux leaves that to the first user program; here the monitor wants them, too.
 */

#include <linux/fs.h>
#include <linux/init.h>
#include <linux/init_syscalls.h>
#include <linux/kernel.h>
#include <linux/printk.h>

#include "internal.h"

void __init vfs_caches_init(void)
{
	dcache_init();
	inode_cache_init();
	files_init();
	ramfs_init();
	proc_init();
	sysfs_init();
	mnt_init();
}

struct standard_mount {
	const char *type;
	const char *dir;
	umode_t mode;
};

static const struct standard_mount standard_mounts[] = {
	{ "proc", "/proc", 0555 },
	{ "sysfs", "/sys", 0555 },
	{ "devtmpfs", "/dev", 0755 },
	{ "debugfs", "/sys/kernel/debug", 0700 },
};

/* A directory of that name may have come with the initramfs. */
static void __init mount_one(const struct standard_mount *m)
{
	int err = init_mkdir(m->dir, m->mode);

	if (!err || err == -EEXIST)
		err = init_mount(m->type, m->dir, m->type, 0, NULL);
	if (err)
		pr_err("VFS: cannot mount %s on %s, error %d\n", m->type, m->dir, err);
}

static int __init mount_standard_file_systems(void)
{
	for (int i = 0; i < ARRAY_SIZE(standard_mounts); i++)
		mount_one(&standard_mounts[i]);
	return 0;
}
late_initcall(mount_standard_file_systems);
