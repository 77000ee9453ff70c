/* SPDX-License-Identifier: MIT */
/*
 * linux/fs.h - files: what they are, how they are opened, what can be done with them
 *
 *     file_system_type --mount--> super_block       one tree of files
 *                                   s_root
 *                                     |
 *     struct path = mount + dentry --d_inode--> inode     a name, and what it names
 *                                                 |
 *     open() --> struct file ---------------------+       a position in it, for one who uses it
 *
 * Under Linux's names, as far as it is there: what this header does not declare
 * the kernel cannot do (docs/differences-from-linux.md).
 */
#ifndef LINUX_FS_H
#define LINUX_FS_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/path.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/stat.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>
#include <uapi/linux/fs.h>
#include <uapi/linux/mount.h>

/* What modules reach through this header on Linux. */
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/pid.h>
#include <linux/rbtree.h>
#include <linux/sched/signal.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

struct cdev;
struct file;
struct file_operations;
struct inode_operations;
struct module;
struct pipe_inode_info;
struct poll_table_struct;
struct seq_file;
struct super_operations;
struct vfsmount;
struct vm_area_struct;

#define FMODE_READ	((__force fmode_t)0x1)
#define FMODE_WRITE	((__force fmode_t)0x2)
#define FMODE_LSEEK	((__force fmode_t)0x4)
#define FMODE_PREAD	((__force fmode_t)0x8)
#define FMODE_PWRITE	((__force fmode_t)0x10)
#define FMODE_EXEC	((__force fmode_t)0x20)
#define FMODE_CAN_READ	((__force fmode_t)0x20000)
#define FMODE_CAN_WRITE	((__force fmode_t)0x40000)
#define FMODE_OPENED	((__force fmode_t)0x80000)
#define FMODE_NOWAIT	((__force fmode_t)0x8000000)
#define FMODE_STREAM	((__force fmode_t)0x200000)	/* no position at all */

#define OPEN_FMODE(flag) ((__force fmode_t)(((flag) + 1) & O_ACCMODE))

#define MAX_LFS_FILESIZE	((loff_t)LLONG_MAX)
#define MAX_RW_COUNT		(INT_MAX & ~4095)	/* of one read or write */

#define FS_USERNS_MOUNT	8

/* ---- what a name names ---------------------------------------------------------- */

struct inode {
	umode_t i_mode;			/* i_rwsem */
	kuid_t i_uid;			/* i_rwsem */
	kgid_t i_gid;			/* i_rwsem */
	unsigned int i_nlink;		/* i_rwsem of its directories: names that it has */
	const struct inode_operations *i_op;	/* I */
	const struct file_operations *i_fop;	/* I: of a file when it is opened */
	struct super_block *i_sb;	/* I */
	unsigned long i_ino;		/* I */
	atomic_t i_count;		/* A: references */
	dev_t i_rdev;			/* I: of a device */
	loff_t i_size;			/* i_rwsem */
	u64 i_blocks;			/* i_rwsem: of 512 bytes */
	struct timespec64 i_atime;
	struct timespec64 i_mtime;
	struct timespec64 i_ctime;
	struct rw_semaphore i_rwsem;	/* of a directory: its entries; of a file: its data */
	union {
		struct cdev *i_cdev;	/* chrdevs_lock: of a character device that was opened */
		char *i_link;		/* I: where a symbolic link points */
		struct pipe_inode_info *i_pipe;	/* of pipe.c: of a FIFO that is open */
	};
	struct list_head i_devices;	/* chrdevs_lock: of i_cdev */
	void *i_private;		/* the owner's */
};

static inline unsigned int iminor(const struct inode *inode)
{
	return MINOR(inode->i_rdev);
}

static inline unsigned int imajor(const struct inode *inode)
{
	return MAJOR(inode->i_rdev);
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return READ_ONCE(inode->i_size);
}

static inline void i_size_write(struct inode *inode, loff_t size)
{
	WRITE_ONCE(inode->i_size, size);
}

/* The order of two directories' locks: the parent's first. */
enum inode_i_mutex_lock_class {
	I_MUTEX_NORMAL,
	I_MUTEX_PARENT,
	I_MUTEX_CHILD,
	I_MUTEX_PARENT2 = 5,
};

static inline void inode_lock(struct inode *inode)
{
	down_write(&inode->i_rwsem);
}

static inline void inode_unlock(struct inode *inode)
{
	up_write(&inode->i_rwsem);
}

static inline void inode_lock_shared(struct inode *inode)
{
	down_read(&inode->i_rwsem);
}

static inline void inode_unlock_shared(struct inode *inode)
{
	up_read(&inode->i_rwsem);
}

static inline void inode_lock_nested(struct inode *inode, unsigned int subclass)
{
	down_write_nested(&inode->i_rwsem, subclass);
}

struct iattr {
	unsigned int ia_valid;		/* which of the others count */
	umode_t ia_mode;
	kuid_t ia_uid;
	kgid_t ia_gid;
	loff_t ia_size;
	struct timespec64 ia_atime;
	struct timespec64 ia_mtime;
	struct timespec64 ia_ctime;
};

#define ATTR_MODE	(1 << 0)
#define ATTR_UID	(1 << 1)
#define ATTR_GID	(1 << 2)
#define ATTR_SIZE	(1 << 3)
#define ATTR_ATIME	(1 << 4)
#define ATTR_MTIME	(1 << 5)
#define ATTR_CTIME	(1 << 6)
#define ATTR_ATIME_SET	(1 << 7)	/* to what ia_atime says, not to the present time */
#define ATTR_MTIME_SET	(1 << 8)
#define ATTR_OPEN	(1 << 15)	/* truncated by open() */

struct inode_operations {
	struct dentry *(*lookup)(struct inode *dir, struct dentry *dentry, unsigned int flags);
	const char *(*get_link)(struct dentry *dentry, struct inode *inode);
	/* A link to a place and not to a name (/proc/self/exe): the place, with references. */
	int (*get_place)(struct inode *inode, struct path *path);
	int (*create)(struct inode *dir, struct dentry *dentry, umode_t mode, bool excl);
	int (*link)(struct dentry *old, struct inode *dir, struct dentry *dentry);
	int (*unlink)(struct inode *dir, struct dentry *dentry);
	int (*symlink)(struct inode *dir, struct dentry *dentry, const char *target);
	int (*mkdir)(struct inode *dir, struct dentry *dentry, umode_t mode);
	int (*rmdir)(struct inode *dir, struct dentry *dentry);
	int (*mknod)(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev);
	int (*rename)(struct inode *old_dir, struct dentry *old,
		      struct inode *new_dir, struct dentry *new, unsigned int flags);
	int (*setattr)(struct dentry *dentry, struct iattr *attr);
	int (*getattr)(const struct path *path, struct kstat *stat);
};

struct inode *new_inode(struct super_block *sb);
void inode_init_once(struct inode *inode);
void ihold(struct inode *inode);
void iput(struct inode *inode);
void clear_inode(struct inode *inode);
unsigned int get_next_ino(void);
void set_nlink(struct inode *inode, unsigned int nlink);
void inc_nlink(struct inode *inode);
void drop_nlink(struct inode *inode);
void clear_nlink(struct inode *inode);
struct timespec64 current_time(struct inode *inode);
void inode_init_owner(struct inode *inode, const struct inode *dir, umode_t mode);
void init_special_inode(struct inode *inode, umode_t mode, dev_t dev);

/* ---- an open file --------------------------------------------------------------- */

/* Whom a file tells by a signal that something can be done. */
struct fown_struct {
	rwlock_t lock;			/* interrupts off */
	struct pid *pid;		/* L: NULL: nobody */
	enum pid_type pid_type;		/* L: a task, a process, or a group */
	int signum;			/* L: 0: SIGIO, without more information */
};

struct file {
	struct path f_path;		/* I */
	struct inode *f_inode;		/* I */
	const struct file_operations *f_op;	/* I; open() may replace them */
	spinlock_t f_lock;
	atomic_long_t f_count;		/* A: references */
	unsigned int f_flags;		/* f_lock: O_* */
	fmode_t f_mode;			/* I after open() */
	struct mutex f_pos_lock;
	loff_t f_pos;			/* f_pos_lock, of who reads and writes by it */
	struct fown_struct f_owner;	/* who gets the signals of O_ASYNC */
	struct callback_head f_work;	/* its last reference goes later, by task_work_add() */
	u64 f_version;			/* the owner's */
	void *private_data;		/* the owner's; seq_file keeps itself here */
};

static inline struct inode *file_inode(const struct file *f)
{
	return f->f_inode;
}

static inline struct dentry *file_dentry(const struct file *f)
{
	return f->f_path.dentry;
}

/* Who of those that have a file open is told by a signal; kill_fasync() in any context. */
struct fasync_struct {
	rwlock_t fa_lock;		/* interrupts off */
	int magic;
	int fa_fd;			/* L */
	struct fasync_struct *fa_next;	/* fasync_lock, RCU */
	struct file *fa_file;		/* L: NULL: it has been removed */
	struct rcu_head fa_rcu;
};

#define FASYNC_MAGIC 0x4601

int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **fapp);
void kill_fasync(struct fasync_struct **fp, int sig, int band);

long f_setown(struct file *file, unsigned long arg, int force);
pid_t f_getown(struct file *file);
void __f_setown(struct file *file, struct pid *pid, enum pid_type type, int force);

struct file *get_file(struct file *file);
void fput(struct file *file);
#define file_count(x) atomic_long_read(&(x)->f_count)

struct dir_context;

/* Takes one entry of a directory; false: enough. */
typedef bool (*filldir_t)(struct dir_context *ctx, const char *name, int len, loff_t pos,
			  u64 ino, unsigned int type);

struct dir_context {
	filldir_t actor;
	loff_t pos;
};

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t offset, int whence);
	ssize_t (*read)(struct file *file, char __user *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t count, loff_t *pos);
	int (*iterate_shared)(struct file *file, struct dir_context *ctx);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *wait);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	int (*flush)(struct file *file, void *id);
	int (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync);
	int (*fasync)(int fd, struct file *file, int on);
};

/* With a use of their module, or NULL: it is going. */
const struct file_operations *fops_get(const struct file_operations *fops);
void fops_put(const struct file_operations *fops);

/* For open(): other operations from here on.  The reference to fops' owner goes over. */
#define replace_fops(f, fops) do {						\
	struct file *__file = (f);						\
	fops_put(__file->f_op);							\
	WARN_ON(!(__file->f_op = (fops)));					\
} while (0)

/* ---- file systems --------------------------------------------------------------- */

#define SB_RDONLY	MS_RDONLY

/* Of umount2(). */
#define MNT_FORCE	1
#define MNT_DETACH	2	/* at once, for who looks for it */
#define UMOUNT_NOFOLLOW	8

struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*free_inode)(struct inode *inode);
	void (*evict_inode)(struct inode *inode);
};

struct super_block {
	struct list_head s_list;	/* sb_lock: of its type */
	dev_t s_dev;			/* I */
	unsigned long s_blocksize;	/* I */
	loff_t s_maxbytes;		/* I: of one file */
	struct file_system_type *s_type;	/* I */
	const struct super_operations *s_op;	/* I */
	const struct dentry_operations *s_d_op;	/* I: of all its entries */
	unsigned long s_flags;		/* I */
	unsigned long s_magic;		/* I */
	struct dentry *s_root;		/* I */
	int s_active;			/* sb_lock: mounts of it */
	atomic_t s_inodes;		/* A: how many there are in memory */
	void *s_fs_info;		/* the file system's */
};

struct file_system_type {
	const char *name;
	int fs_flags;
	struct dentry *(*mount)(struct file_system_type *type, int flags, const char *dev_name,
				void *data);
	void (*kill_sb)(struct super_block *sb);
	struct module *owner;
	struct file_system_type *next;	/* file_systems_lock */
	struct list_head fs_supers;	/* sb_lock */
};

int register_filesystem(struct file_system_type *type);
int unregister_filesystem(struct file_system_type *type);
struct file_system_type *get_fs_type(const char *name);
void put_filesystem(struct file_system_type *type);

/* For ->mount(): a new tree each time, or one and the same. */
struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *sb, void *data, int silent));
struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *sb, void *data, int silent));
/* For ->kill_sb(): entries that only exist in memory go with it; or there are none. */
void kill_litter_super(struct super_block *sb);
void kill_anon_super(struct super_block *sb);

void __init vfs_caches_init(void);	/* boot: the kinds of file systems, and an empty root */

/* ---- doing things with files ---------------------------------------------------- */

/* A program's string, copied. */
struct filename {
	const char *name;		/* I: iname */
	char iname[];
};

struct filename *getname(const char __user *uname);
void putname(struct filename *name);

struct file *filp_open(const char *name, int flags, umode_t mode);
int do_pipe_flags(int *fds, int flags);
struct file *open_exec(const char *name);
int filp_close(struct file *file, void *id);
ssize_t kernel_read(struct file *file, void *buf, size_t count, loff_t *pos);
ssize_t kernel_write(struct file *file, const void *buf, size_t count, loff_t *pos);
ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos);
loff_t vfs_llseek(struct file *file, loff_t offset, int whence);
long vfs_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int vfs_fsync(struct file *file, int datasync);
int iterate_dir(struct file *file, struct dir_context *ctx);
int vfs_getattr(const struct path *path, struct kstat *stat);
int vfs_truncate(const struct path *path, loff_t length);
char *file_path(struct file *file, char *buf, int size);

/* The directory is locked by the caller; lookup_one_len() or kern_path_create() gave the entry. */
int vfs_create(struct inode *dir, struct dentry *dentry, umode_t mode, bool excl);
int vfs_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode);
int vfs_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev);
int vfs_symlink(struct inode *dir, struct dentry *dentry, const char *target);
int vfs_link(struct dentry *old, struct inode *dir, struct dentry *dentry);
int vfs_unlink(struct inode *dir, struct dentry *dentry);
int vfs_rmdir(struct inode *dir, struct dentry *dentry);
int notify_change(struct dentry *dentry, struct iattr *attr);

static inline bool dir_emit(struct dir_context *ctx, const char *name, int len, u64 ino,
			    unsigned int type)
{
	return ctx->actor(ctx, name, len, ctx->pos, ino, type);
}

bool dir_emit_dots(struct file *file, struct dir_context *ctx);

/* What readdir() calls the kinds of files: bits 12 to 15 of the mode. */
#define S_DT(mode)	(((mode) & S_IFMT) >> 12)
#define DT_UNKNOWN	0
#define DT_FIFO		1
#define DT_CHR		2
#define DT_DIR		4
#define DT_BLK		6
#define DT_REG		8
#define DT_LNK		10

/* ---- device numbers: char_dev.c ---------------------------------------------------- */

int register_chrdev_region(dev_t from, unsigned int count, const char *name);
int alloc_chrdev_region(dev_t *dev, unsigned int baseminor, unsigned int count, const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
int __register_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
		      const char *name, const struct file_operations *fops);
void __unregister_chrdev(unsigned int major, unsigned int baseminor, unsigned int count,
			 const char *name);

static inline int register_chrdev(unsigned int major, const char *name,
				  const struct file_operations *fops)
{
	return __register_chrdev(major, 0, 256, name, fops);
}

static inline void unregister_chrdev(unsigned int major, const char *name)
{
	__unregister_chrdev(major, 0, 256, name);
}

/* ---- for the operations of files: libfs.c and read_write.c ----------------------- */

loff_t no_llseek(struct file *file, loff_t offset, int whence);
loff_t noop_llseek(struct file *file, loff_t offset, int whence);
loff_t default_llseek(struct file *file, loff_t offset, int whence);
loff_t generic_file_llseek(struct file *file, loff_t offset, int whence);
loff_t generic_file_llseek_size(struct file *file, loff_t offset, int whence, loff_t maxsize,
				loff_t eof);
loff_t fixed_size_llseek(struct file *file, loff_t offset, int whence, loff_t size);
loff_t no_seek_end_llseek(struct file *file, loff_t offset, int whence);
int nonseekable_open(struct inode *inode, struct file *file);
int stream_open(struct inode *inode, struct file *file);
int generic_file_open(struct inode *inode, struct file *file);
int noop_fsync(struct file *file, loff_t start, loff_t end, int datasync);

int simple_open(struct inode *inode, struct file *file);
ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *ppos,
				const void *from, size_t available);
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *ppos,
			       const void __user *from, size_t count);
ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
				size_t available);

/* For file systems whose tree is the dentries themselves. */
extern const struct file_operations simple_dir_operations;
extern const struct inode_operations simple_dir_inode_operations;
extern const struct inode_operations simple_symlink_inode_operations;
struct inode *simple_new_inode(struct super_block *sb, umode_t mode);
struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags);
int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry);
int simple_unlink(struct inode *dir, struct dentry *dentry);
int simple_rmdir(struct inode *dir, struct dentry *dentry);
int simple_rename(struct inode *old_dir, struct dentry *old, struct inode *new_dir,
		  struct dentry *new, unsigned int flags);
int simple_setattr(struct dentry *dentry, struct iattr *attr);
int simple_empty(struct dentry *dentry);
int dcache_readdir(struct file *file, struct dir_context *ctx);
ssize_t generic_read_dir(struct file *file, char __user *buf, size_t count, loff_t *pos);
const char *simple_get_link(struct dentry *dentry, struct inode *inode);
void generic_fillattr(struct inode *inode, struct kstat *stat);
void setattr_copy(struct inode *inode, const struct iattr *attr);

#endif /* LINUX_FS_H */
