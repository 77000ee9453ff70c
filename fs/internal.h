/* SPDX-License-Identifier: MIT */
/* fs/internal.h - private to the file systems: what the parts of the VFS know of each other */
#ifndef FS_INTERNAL_H
#define FS_INTERNAL_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>

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
struct file *do_filp_open(int dfd, const char *name, const struct open_flags *op);
int kern_path_at(int dfd, const char *name, unsigned int flags, struct path *path);

/* How an *at() call looks its name up. */
static inline unsigned int lookup_flags(bool follow, int at_flags)
{
	return (follow ? LOOKUP_FOLLOW : 0) | (at_flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0);
}

static inline const char *filename_text(const struct filename *filename)
{
	return filename->name;
}

/* The value of call, in which the program's string uname is known as text. */
#define with_name(text, uname, call) ({						\
	struct filename *__filename = getname(uname);				\
	long __value = PTR_ERR_OR_ZERO(__filename);				\
										\
	if (!__value) {								\
		const char *text = filename_text(__filename);			\
										\
		__value = (call);						\
		putname(__filename);						\
	}									\
	__value; })

/* The same with two of them. */
#define with_two_names(text, uname, second, usecond, call) ({			\
	struct filename *__second = getname(usecond);				\
	long __ret = PTR_ERR_OR_ZERO(__second);					\
										\
	if (!__ret) {								\
		const char *second = filename_text(__second);			\
										\
		__ret = with_name(text, uname, call);				\
		putname(__second);						\
	}									\
	__ret; })

/* entries.c: dfd is an open directory, or AT_FDCWD. */
struct dentry *create_at(int dfd, const char *name, struct path *path, unsigned int lookup_flags);
int do_unlinkat(int dfd, const char *name);
int do_rmdirat(int dfd, const char *name);
int do_renameat(int old_dfd, const char *oldname, int new_dfd, const char *newname,
		unsigned int flags);

/* create.c */
int do_mkdirat(int dfd, const char *name, umode_t mode);
int do_mknodat(int dfd, const char *name, umode_t mode, unsigned int dev);
int do_symlinkat(const char *target, int dfd, const char *name);
int do_linkat(int old_dfd, const char *oldname, int new_dfd, const char *newname, int flags);

/* namespace.c */
int do_mount(const char *devname, const char *dir, const char *type, unsigned long flags,
	     void *data);
int do_umount(const char *name, int flags);

/* open_calls.c; flags and mode as a program passes them. */
long do_sys_open(int dfd, const char __user *uname, int flags, umode_t mode);

/* fcntl.c: signals for what happens to the file, on or off. */
int change_fasync(unsigned int fd, struct file *file, bool on);

/* open.c: files of nobody's tree; what they hold of theirs goes over. */
struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, int flags,
			       const struct file_operations *fops);
struct file *alloc_file_clone(struct file *base, int flags, const struct file_operations *fops);

/* pipe.c */
extern const struct file_operations pipefifo_fops;
long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg);

/* ramfs.c: a regular file whose bytes lie in pages that can be mapped. */
bool is_memory_file(const struct file *file);

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
