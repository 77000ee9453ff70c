// SPDX-License-Identifier: MIT
/*
 * fs/proc/generic.c - the tree of /proc
 *
 * What it is for
 *
 *   Files that are not on any disk: text that the kernel writes when it is read.
 *   Whoever has something to show makes an entry; inode.c shows the entries as files.
 *
 * How it works
 *
 *   An entry knows its parent, its name, and either proc_ops or, for the short
 *   forms, a seq_operations or a show function; the latter two share one set of
 *   proc_ops below.  The entries of a directory are a list sorted by name.
 *
 *   Removing takes the entry off the tree, so that nobody finds it any more, and
 *   closes its gate: when all its functions have returned, and release() has been
 *   called for everybody who still has it open, the owner may free its data, or go
 *   away as a module.  The open files then give errors; the entry itself is freed
 *   with the last of them.
 *
 * Context: process; all functions may sleep.
 *
 * Locking
 *
 *   proc_mutex   the tree.  Not held while an entry's own functions run.
 *                Order: inside a directory's i_rwsem.
 *
 * Compared with Linux: no per-process directories yet.
 */

#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

DEFINE_MUTEX(proc_mutex);
static unsigned int nr_entries;			/* T: in the tree */
static atomic_t last_ino = ATOMIC_INIT(PROC_ROOT_INO);

struct proc_dir_entry proc_root = {
	.name = "/proc",
	.mode = S_IFDIR | 0555,
	.parent = &proc_root,
	.children = LIST_HEAD_INIT(proc_root.children),
	.ino = PROC_ROOT_INO,
	.refs = REFCOUNT_INIT(1),
};

void pde_put(struct proc_dir_entry *de)
{
	if (!refcount_dec_and_test(&de->refs))
		return;
	kfree(de->name);
	kfree(de->target);
	kfree(de);
}

/* ---- the tree ---------------------------------------------------------------- */

/* The entry of a directory whose name is the len bytes at name. */
struct proc_dir_entry *pde_find_child(struct proc_dir_entry *dir, const char *name, size_t len)
{
	struct proc_dir_entry *de;

	lockdep_assert_held(&proc_mutex);
	list_for_each_entry(de, &dir->children, sibling) {
		if (!strncmp(de->name, name, len) && !de->name[len])
			return de;
	}
	return NULL;
}

/*
 * Walks the directories in front of the last '/'.  The directory of the last
 * part, or NULL; *last points to that part.
 */
static struct proc_dir_entry *walk_parents(struct proc_dir_entry *dir, const char *path,
					   const char **last)
{
	const char *slash;

	while (dir && (slash = strchr(path, '/'))) {
		dir = pde_find_child(dir, path, slash - path);
		if (dir && !S_ISDIR(dir->mode))
			dir = NULL;
		path = slash + 1;
	}
	*last = path;
	return dir;
}

static struct proc_dir_entry *find_entry(struct proc_dir_entry *dir, const char *path)
{
	const char *last;

	dir = walk_parents(dir, path, &last);
	return dir ? pde_find_child(dir, last, strlen(last)) : NULL;
}

static void insert_sorted(struct proc_dir_entry *dir, struct proc_dir_entry *new)
{
	struct proc_dir_entry *de;

	list_for_each_entry(de, &dir->children, sibling) {
		if (strcmp(new->name, de->name) < 0)
			break;
	}
	/* Without a break, de is what the head lies in, and this appends. */
	list_add_tail(&new->sibling, &de->sibling);
	new->parent = dir;
	nr_entries++;
}

/* Puts an entry into the tree.  False: no such directory, no name, or the name is taken. */
static bool add_entry(struct proc_dir_entry *dir, const char *path, struct proc_dir_entry *new)
{
	bool added = false;
	const char *last;

	mutex_lock(&proc_mutex);
	dir = walk_parents(dir ? dir : &proc_root, path, &last);
	if (!dir || !*last) {
		pr_warn("proc: no directory for '%s'\n", path);
	} else if (pde_find_child(dir, last, strlen(last))) {
		pr_warn("proc_dir_entry '%s/%s' already registered\n", dir->name, last);
	} else {
		insert_sorted(dir, new);
		added = true;
	}
	mutex_unlock(&proc_mutex);
	return added;
}

/* template has the owner's part of the entry, and gives its target away. */
static struct proc_dir_entry *create(const char *path, umode_t mode,
				     struct proc_dir_entry *parent,
				     const struct proc_dir_entry *template)
{
	struct proc_dir_entry *de = kmalloc(sizeof(*de), GFP_KERNEL);

	if (!de) {
		kfree(template->target);
		return NULL;
	}
	*de = *template;
	de->mode = mode;
	de->ino = atomic_inc_return(&last_ino);
	refcount_set(&de->refs, 1);
	call_gate_init(&de->gate);
	mutex_init(&de->openers_lock);
	INIT_LIST_HEAD(&de->openers);
	INIT_LIST_HEAD(&de->children);
	de->name = kstrdup(kbasename(path), GFP_KERNEL);
	if (!de->name || strlen(de->name) > NAME_MAX || !add_entry(parent, path, de)) {
		pde_put(de);
		return NULL;
	}
	return de;
}

static umode_t file_mode(umode_t mode)
{
	return S_IFREG | (mode & 07777 ? mode & 07777 : 0444);
}

static umode_t dir_mode(umode_t mode)
{
	return S_IFDIR | (mode & 07777 ? mode & 07777 : 0555);
}

/* ---- files ------------------------------------------------------------------- */

/**
 * proc_create_data - make a file with its own operations
 *
 * Context: process, may sleep.
 * Return: the entry, or NULL.
 */
struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data)
{
	const struct proc_dir_entry template = { .ops = ops, .data = data };

	return create(name, file_mode(mode), parent, &template);
}
EXPORT_SYMBOL(proc_create_data);

struct proc_dir_entry *proc_create(const char *name, umode_t mode, struct proc_dir_entry *parent,
				   const struct proc_ops *ops)
{
	return proc_create_data(name, mode, parent, ops, NULL);
}
EXPORT_SYMBOL(proc_create);

static int open_seq(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	if (de->single_show)
		return single_open(file, de->single_show, de->data);
	if (de->state_size)
		return seq_open_private(file, de->seq_ops, de->state_size);
	return seq_open(file, de->seq_ops);
}

static int release_seq(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = PDE(inode);

	if (de->single_show)
		return single_release(inode, file);
	if (de->state_size)
		return seq_release_private(inode, file);
	return seq_release(inode, file);
}

/* Of all entries that were made from an iterator or a show function. */
static const struct proc_ops seq_proc_ops = {
	.proc_open	= open_seq,
	.proc_read	= seq_read,
	.proc_lseek	= seq_lseek,
	.proc_release	= release_seq,
};

struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data)
{
	const struct proc_dir_entry template = {
		.ops = &seq_proc_ops, .seq_ops = ops, .state_size = state_size, .data = data,
	};

	return create(name, file_mode(mode), parent, &template);
}
EXPORT_SYMBOL(proc_create_seq_private);

struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       int (*show)(struct seq_file *m, void *v),
					       void *data)
{
	const struct proc_dir_entry template = {
		.ops = &seq_proc_ops, .single_show = show, .data = data,
	};

	return create(name, file_mode(mode), parent, &template);
}
EXPORT_SYMBOL(proc_create_single_data);

/* ---- directories and attributes ---------------------------------------------- */

struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data)
{
	const struct proc_dir_entry template = { .data = data };

	return create(name, dir_mode(mode), parent, &template);
}
EXPORT_SYMBOL(proc_mkdir_data);

struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, mode, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir_mode);

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, 0, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir);

void proc_set_size(struct proc_dir_entry *de, loff_t size)
{
	de->size = size;
}
EXPORT_SYMBOL(proc_set_size);

void proc_set_user(struct proc_dir_entry *de, kuid_t uid, kgid_t gid)
{
	de->uid = uid;
	de->gid = gid;
}
EXPORT_SYMBOL(proc_set_user);

/* Text that stands for another place. */
struct proc_dir_entry *proc_symlink(const char *name, struct proc_dir_entry *parent,
				    const char *target)
{
	const struct proc_dir_entry template = { .target = kstrdup(target, GFP_KERNEL) };

	if (!template.target)
		return NULL;
	return create(name, S_IFLNK | S_IRWXUGO, parent, &template);
}
EXPORT_SYMBOL(proc_symlink);

/* ---- removal ----------------------------------------------------------------- */

/* The last entry below de that has no entries itself; de if it has none. */
static struct proc_dir_entry *deepest(struct proc_dir_entry *de)
{
	while (!list_empty(&de->children))
		de = list_last_entry(&de->children, struct proc_dir_entry, sibling);
	return de;
}

/* Off the tree, with everything below; onto the list of those that are to be shut. */
static void unlink_tree(struct proc_dir_entry *top, struct list_head *removed)
{
	struct proc_dir_entry *de;

	lockdep_assert_held(&proc_mutex);
	do {
		de = deepest(top);
		list_move_tail(&de->sibling, removed);
		nr_entries--;
	} while (de != top);
}

/* Nobody finds them any more: wait for those who have. */
static void shut_all(struct list_head *removed)
{
	struct proc_dir_entry *de, *next;

	list_for_each_entry_safe(de, next, removed, sibling) {
		list_del_init(&de->sibling);
		call_gate_close(&de->gate);
		proc_release_openers(de);
		pde_put(de);
	}
}

/**
 * proc_remove - take an entry away, with everything in it
 *
 * When it returns, none of the entry's functions runs or will run.
 *
 * Context: process, may sleep: waits for those that run.
 */
void proc_remove(struct proc_dir_entry *de)
{
	LIST_HEAD(removed);

	if (!de)
		return;
	mutex_lock(&proc_mutex);
	unlink_tree(de, &removed);
	mutex_unlock(&proc_mutex);
	shut_all(&removed);
}
EXPORT_SYMBOL(proc_remove);

static int remove_by_name(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de;
	LIST_HEAD(removed);

	mutex_lock(&proc_mutex);
	de = find_entry(parent ? parent : &proc_root, name);
	if (de)
		unlink_tree(de, &removed);
	mutex_unlock(&proc_mutex);
	shut_all(&removed);
	return de ? 0 : -ENOENT;
}

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	WARN(remove_by_name(name, parent), "name '%s'\n", name);
}
EXPORT_SYMBOL(remove_proc_entry);

int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	return remove_by_name(name, parent);
}
EXPORT_SYMBOL(remove_proc_subtree);

/* How many there are below /proc. */
unsigned int proc_entry_count(void)
{
	return READ_ONCE(nr_entries);
}
