// SPDX-License-Identifier: MIT
/*
 * fs/debugfs.c - /sys/kernel/debug: files without rules, for who debugs
 *
 * How it works
 *
 *   The tree is the entries in memory (libfs.c).  A file has a node: the owner's
 *   operations, and a gate that each call of them passes, so that removing a file
 *   waits for calls that run.  Its own operations are those of all files here; what
 *   the owner does not have gives the error that the VFS would give.
 *
 *   An open file holds a use of the owner's module, so that release() can be called
 *   whenever it is closed, also when the file has been removed.
 *
 *   The numbers (debugfs_create_u32() and its like) are one kind of file: where the
 *   number is, how large it is, and how it is printed.
 *
 * Context: process, may sleep.
 * Locking: i_rwsem of the directories.
 */

#include <linux/atomic.h>
#include <linux/container_of.h>
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/kstrtox.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>

#include "internal.h"

#define DEBUGFS_MAGIC	0x64626720
#define NUMBER_MAX	24	/* characters of one */

enum number_kind { DECIMAL, HEXADECIMAL, SIGNED, BOOLEAN };

struct node {
	const struct file_operations *ops;	/* I: the owner's */
	struct call_gate gate;
	void *value;				/* I: of a number */
	u8 size;				/* I: of it, in bytes */
	enum number_kind kind;			/* I */
};

static struct vfsmount *debugfs_mnt;		/* I; NULL before there is one */

/* ---- files ------------------------------------------------------------------------- */

static struct node *node_of(const struct inode *inode)
{
	return (struct node *)inode->i_link;
}

static ssize_t debugfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct node *node = node_of(file_inode(file));
	ssize_t ret = -EINVAL;

	if (!call_gate_enter(&node->gate))
		return -EIO;
	if (node->ops->read)
		ret = node->ops->read(file, buf, count, pos);
	call_gate_leave(&node->gate);
	return ret;
}

static ssize_t debugfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct node *node = node_of(file_inode(file));
	ssize_t ret = -EINVAL;

	if (!call_gate_enter(&node->gate))
		return -EIO;
	if (node->ops->write)
		ret = node->ops->write(file, buf, count, pos);
	call_gate_leave(&node->gate);
	return ret;
}

static loff_t debugfs_llseek(struct file *file, loff_t offset, int whence)
{
	struct node *node = node_of(file_inode(file));
	loff_t ret = -ESPIPE;

	if (!call_gate_enter(&node->gate))
		return -EIO;
	if (node->ops->llseek)
		ret = node->ops->llseek(file, offset, whence);
	call_gate_leave(&node->gate);
	return ret;
}

static long debugfs_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct node *node = node_of(file_inode(file));
	long ret = -ENOTTY;

	if (!call_gate_enter(&node->gate))
		return -EIO;
	if (node->ops->unlocked_ioctl)
		ret = node->ops->unlocked_ioctl(file, cmd, arg);
	call_gate_leave(&node->gate);
	return ret;
}

static int debugfs_open(struct inode *inode, struct file *file)
{
	struct node *node = node_of(inode);
	int err = -ENXIO;

	if (!call_gate_enter(&node->gate))
		return -ENOENT;
	if (fops_get(node->ops)) {
		if (!node->ops->llseek)
			nonseekable_open(inode, file);
		err = node->ops->open ? node->ops->open(inode, file) : 0;
		if (err)
			fops_put(node->ops);
	}
	call_gate_leave(&node->gate);
	return err;
}

/* Not through the gate: what was opened is released, whatever came in between. */
static int debugfs_release(struct inode *inode, struct file *file)
{
	struct node *node = node_of(inode);

	if (node->ops->release)
		node->ops->release(inode, file);
	fops_put(node->ops);
	return 0;
}

static const struct file_operations debugfs_file_operations = {
	.read		= debugfs_read,
	.write		= debugfs_write,
	.llseek		= debugfs_llseek,
	.unlocked_ioctl	= debugfs_ioctl,
	.open		= debugfs_open,
	.release	= debugfs_release,
};

/* ---- entries ------------------------------------------------------------------------ */

/* i_link: a link's text, a file's node. */
static void debugfs_evict_inode(struct inode *inode)
{
	kfree(inode->i_link);
	clear_inode(inode);
}

/* The inode's reference goes over, also when there is an error. */
static struct dentry *add_entry(const char *name, struct dentry *parent, struct inode *inode)
{
	struct dentry *dentry;

	inode_lock_nested(d_inode(parent), I_MUTEX_PARENT);
	dentry = lookup_one_len(name, parent, strlen(name));
	if (!IS_ERR(dentry) && d_is_positive(dentry)) {
		dput(dentry);
		dentry = ERR_PTR(-EEXIST);
	}
	if (IS_ERR(dentry)) {
		iput(inode);
	} else {
		d_add(dentry, inode);	/* and the reference of the lookup keeps it */
		if (S_ISDIR(inode->i_mode))
			inc_nlink(d_inode(parent));
	}
	inode_unlock(d_inode(parent));
	if (dentry == ERR_PTR(-EEXIST))
		pr_err("debugfs: File '%s' in directory '%s' already present!\n", name,
		       (const char *)parent->d_name.name);
	return dentry;
}

static struct dentry *real_parent(struct dentry *parent)
{
	if (!debugfs_mnt)
		return ERR_PTR(-ENODEV);
	return parent ? parent : debugfs_mnt->mnt_root;
}

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	struct inode *inode;

	parent = real_parent(parent);
	if (IS_ERR(parent))
		return parent;
	inode = simple_new_inode(parent->d_sb, S_IFDIR | 0755);
	return inode ? add_entry(name, parent, inode) : ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL_GPL(debugfs_create_dir);

static struct dentry *create_file(const char *name, umode_t mode, struct dentry *parent,
				  void *data, const struct node *template)
{
	struct node *node;
	struct inode *inode;

	parent = real_parent(parent);
	if (IS_ERR(parent))
		return parent;
	node = kmemdup(template, sizeof(*template), GFP_KERNEL);
	inode = node ? simple_new_inode(parent->d_sb, S_IFREG | (mode & S_IALLUGO)) : NULL;
	if (!inode) {
		kfree(node);
		return ERR_PTR(-ENOMEM);
	}
	call_gate_init(&node->gate);
	inode->i_fop = &debugfs_file_operations;
	inode->i_link = (char *)node;
	inode->i_private = data;
	return add_entry(name, parent, inode);
}

/* Without functions a file can be opened, and that is all. */
static const struct file_operations no_operations = { .open = simple_open };

/**
 * debugfs_create_file - make a file with its own operations
 * Context: process, may sleep.  Return: its entry, or ERR_PTR().
 */
struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops)
{
	const struct node template = { .ops = fops ? fops : &no_operations };

	return create_file(name, mode, parent, data, &template);
}
EXPORT_SYMBOL_GPL(debugfs_create_file);

struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *target)
{
	struct inode *inode;

	parent = real_parent(parent);
	if (IS_ERR(parent))
		return parent;
	inode = simple_new_inode(parent->d_sb, S_IFLNK | S_IRWXUGO);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_link = kstrdup(target, GFP_KERNEL);
	if (!inode->i_link) {
		iput(inode);
		return ERR_PTR(-ENOMEM);
	}
	return add_entry(name, parent, inode);
}
EXPORT_SYMBOL_GPL(debugfs_create_symlink);

/* ---- numbers ------------------------------------------------------------------------- */

static u64 get_number(const struct node *node)
{
	switch (node->size) {
	case 1:
		return READ_ONCE(*(u8 *)node->value);
	case 2:
		return READ_ONCE(*(u16 *)node->value);
	case 4:
		return READ_ONCE(*(u32 *)node->value);
	}
	return READ_ONCE(*(u64 *)node->value);
}

/* What does not fit is cut, as on Linux. */
static void set_number(const struct node *node, u64 value)
{
	switch (node->size) {
	case 1:
		WRITE_ONCE(*(u8 *)node->value, value);
		break;
	case 2:
		WRITE_ONCE(*(u16 *)node->value, value);
		break;
	case 4:
		WRITE_ONCE(*(u32 *)node->value, value);
		break;
	default:
		WRITE_ONCE(*(u64 *)node->value, value);
	}
}

static int format_number(const struct node *node, char *text)
{
	u64 value = get_number(node);

	switch (node->kind) {
	case BOOLEAN:
		return sprintf(text, "%c\n", value ? 'Y' : 'N');
	case SIGNED:
		return sprintf(text, "%d\n", (int)value);
	case HEXADECIMAL:
		return sprintf(text, "0x%0*llx\n", node->size * 2, value);
	case DECIMAL:
		break;
	}
	return sprintf(text, "%llu\n", value);
}

static int parse_number(const struct node *node, const char *text, u64 *value)
{
	bool flag;
	int err;

	if (node->kind == SIGNED)
		return kstrtoll(text, 0, (long long *)value);
	if (node->kind != BOOLEAN)
		return kstrtoull(text, 0, value);
	err = kstrtobool(text, &flag);
	if (!err)
		*value = flag;
	return err;
}

static ssize_t number_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	char text[NUMBER_MAX];
	int len = format_number(node_of(file_inode(file)), text);

	return simple_read_from_buffer(buf, count, pos, text, len);
}

static ssize_t number_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	const struct node *node = node_of(file_inode(file));
	char text[NUMBER_MAX];
	u64 value;
	int err;

	if (count >= sizeof(text))
		return -EINVAL;
	if (copy_from_user(text, buf, count))
		return -EFAULT;
	text[count] = '\0';
	err = parse_number(node, strim(text), &value);
	if (err)
		return err;
	set_number(node, value);
	return count;
}

static const struct file_operations number_ops = {
	.read = number_read, .write = number_write, .llseek = generic_file_llseek,
};

static const struct file_operations number_ro_ops = {
	.read = number_read, .llseek = generic_file_llseek,
};

static const struct file_operations number_wo_ops = {
	.write = number_write, .llseek = generic_file_llseek,
};

static void create_number(const char *name, umode_t mode, struct dentry *parent, void *value,
			  u8 size, enum number_kind kind)
{
	struct node template = { .ops = &number_ops, .value = value, .size = size, .kind = kind };

	if (!(mode & S_IWUGO))
		template.ops = &number_ro_ops;
	else if (!(mode & S_IRUGO))
		template.ops = &number_wo_ops;
	(void)create_file(name, mode, parent, NULL, &template);	/* it is for debugging only */
}

#define DEFINE_NUMBER(name_, type, kind)						\
void debugfs_create_##name_(const char *name, umode_t mode, struct dentry *parent,	\
			    type *value)						\
{											\
	create_number(name, mode, parent, value, sizeof(*value), kind);			\
}											\
EXPORT_SYMBOL_GPL(debugfs_create_##name_)

DEFINE_NUMBER(u8, u8, DECIMAL);
DEFINE_NUMBER(u16, u16, DECIMAL);
DEFINE_NUMBER(u32, u32, DECIMAL);
DEFINE_NUMBER(u64, u64, DECIMAL);
DEFINE_NUMBER(ulong, unsigned long, DECIMAL);
DEFINE_NUMBER(size_t, size_t, DECIMAL);
DEFINE_NUMBER(x8, u8, HEXADECIMAL);
DEFINE_NUMBER(x16, u16, HEXADECIMAL);
DEFINE_NUMBER(x32, u32, HEXADECIMAL);
DEFINE_NUMBER(x64, u64, HEXADECIMAL);
DEFINE_NUMBER(bool, bool, BOOLEAN);
DEFINE_NUMBER(atomic_t, atomic_t, SIGNED);

/* ---- blobs --------------------------------------------------------------------------- */

static ssize_t blob_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const struct debugfs_blob_wrapper *blob = file->private_data;

	return simple_read_from_buffer(buf, count, pos, blob->data, blob->size);
}

static const struct file_operations blob_ops = {
	.open = simple_open, .read = blob_read, .llseek = default_llseek,
};

struct dentry *debugfs_create_blob(const char *name, umode_t mode, struct dentry *parent,
				   struct debugfs_blob_wrapper *blob)
{
	return debugfs_create_file(name, mode & ~S_IWUGO, parent, blob, &blob_ops);
}
EXPORT_SYMBOL_GPL(debugfs_create_blob);

/* ---- finding and removing --------------------------------------------------------------- */

/* With a reference: dput().  NULL: there is none. */
struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	const struct qstr q = QSTR_INIT(name, strlen(name));

	parent = real_parent(parent);
	return IS_ERR(parent) ? NULL : d_lookup(parent, &q);
}
EXPORT_SYMBOL_GPL(debugfs_lookup);

static void remove_one(struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry), *dir = d_inode(dentry->d_parent);

	inode_lock_nested(dir, I_MUTEX_PARENT);
	d_drop(dentry);
	drop_nlink(inode);
	if (S_ISDIR(inode->i_mode)) {
		drop_nlink(inode);
		drop_nlink(dir);
	}
	inode_unlock(dir);
	if (S_ISREG(inode->i_mode))
		call_gate_close(&node_of(inode)->gate);
	dput(dentry);
}

/* The last entry below top that has no children; top, if it has none. */
static struct dentry *get_deepest(struct dentry *top)
{
	struct dentry *at = dget(top), *child;

	while (S_ISDIR(d_inode(at)->i_mode) && (child = d_next_child(at, NULL, 0))) {
		dput(at);
		at = child;
	}
	return at;
}

/**
 * debugfs_remove - take a file or a directory away, with everything in it
 * @dentry: or NULL, or ERR_PTR()
 *
 * Context: process, may sleep: waits for the owner's functions that run.
 */
void debugfs_remove(struct dentry *dentry)
{
	bool last;

	if (IS_ERR_OR_NULL(dentry))
		return;
	do {
		struct dentry *at = get_deepest(dentry);

		last = at == dentry;
		remove_one(at);
		dput(at);
	} while (!last);
}
EXPORT_SYMBOL_GPL(debugfs_remove);

void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
	struct dentry *dentry = debugfs_lookup(name, parent);

	debugfs_remove(dentry);
	dput(dentry);
}
EXPORT_SYMBOL_GPL(debugfs_lookup_and_remove);

/* ---- the file system ---------------------------------------------------------------------- */

static const struct super_operations debugfs_super_operations = {
	.evict_inode = debugfs_evict_inode,
};

static int debugfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;

	sb->s_magic = DEBUGFS_MAGIC;
	sb->s_op = &debugfs_super_operations;
	inode = simple_new_inode(sb, S_IFDIR | 0700);
	sb->s_root = d_make_root(inode);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *debugfs_mount(struct file_system_type *type, int flags,
				    const char *dev_name, void *data)
{
	return mount_single(type, flags, data, debugfs_fill_super);
}

static struct file_system_type debugfs_type = {
	.name = "debugfs", .mount = debugfs_mount, .kill_sb = kill_litter_super,
};

bool debugfs_initialized(void)
{
	return debugfs_mnt;
}
EXPORT_SYMBOL_GPL(debugfs_initialized);

/* Behind core_initcall, which makes /sys/kernel. */
static int __init debugfs_init(void)
{
	struct vfsmount *mnt;
	int err = sysfs_create_mount_point(kernel_kobj, "debug");

	if (!err)
		err = register_filesystem(&debugfs_type);
	if (err)
		return err;
	mnt = kern_mount(&debugfs_type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	debugfs_mnt = mnt;
	return 0;
}
postcore_initcall(debugfs_init);
