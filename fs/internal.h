/* SPDX-License-Identifier: MIT */
/* fs/internal.h - private to the file systems: what the parts of the VFS know of each other */
#ifndef FS_INTERNAL_H
#define FS_INTERNAL_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/mount.h>

struct call_gate;

/* dcache.c */
extern spinlock_t dcache_lock;
void dcache_init(void);
void d_genocide(struct dentry *top);
void d_delete(struct dentry *dentry);
struct dentry *d_next_child(struct dentry *dir, struct dentry *after, loff_t from);
bool d_mountpoint(const struct dentry *dentry);
void d_set_mounted(struct dentry *dentry, bool mounted);

/* inode.c */
void inode_cache_init(void);

/* super.c */
struct dentry *mount_fs(struct file_system_type *type, int flags, const char *name, void *data);
void deactivate_super(struct super_block *sb);

/* namespace.c */
void mnt_init(void);
bool follow_up(struct path *path);
bool follow_down_one(struct path *path);

/* open.c, file_table.c */
void files_init(void);
struct file *alloc_empty_file(int flags);
int vfs_open(const struct path *path, struct file *file);

/* namei.c */
struct open_flags {
	int flags;
	umode_t mode;
};
struct file *do_filp_open(const char *name, const struct open_flags *op);

/* ramfs.c, proc/inode.c */
void ramfs_init(void);
void proc_init(void);
void sysfs_init(void);

/* char_dev.c */
extern const struct file_operations def_chr_fops;
void cd_forget(struct inode *inode);

/* initramfs.c */
const char *unpack_to_rootfs(const char *buf, unsigned long len);

/*
 * call_gate.c: functions of an owner who may go away.  Whoever calls them goes
 * through the gate; call_gate_close() waits until all have come out again.
 */
struct call_gate {
	atomic_t inside;		/* A: calls that run, + GATE_CLOSED */
};

#define GATE_CLOSED INT_MIN

static inline void call_gate_init(struct call_gate *gate)
{
	atomic_set(&gate->inside, 0);
}

bool call_gate_enter(struct call_gate *gate);
void call_gate_leave(struct call_gate *gate);
void call_gate_close(struct call_gate *gate);
bool call_gate_is_open(const struct call_gate *gate);

#endif /* FS_INTERNAL_H */
