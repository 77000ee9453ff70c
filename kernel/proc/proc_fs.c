// SPDX-License-Identifier: MIT
/*
 * kernel/proc/proc_fs.c - the tree of /proc, and reading it without a file system
 *
 * What it is for
 *
 *   Every part of the kernel tells about itself in files of /proc.  The entries
 *   are made with Linux's functions and keep their meaning when a file system
 *   comes; until then proc_show() opens, reads and closes one for the monitor, and
 *   proc_store() writes one.
 *
 * How it works
 *
 *   An entry knows its parent, its name, and either proc_ops or, for the short
 *   forms, a seq_operations or a show function; the latter two share one set of
 *   proc_ops below.  The entries of a directory are a list sorted by name.
 *
 *   Removing takes the entry off the tree, so that nobody finds it any more, and
 *   waits until everybody who had opened it has closed it: afterwards the owner
 *   may free its data, or go away as a module.
 *
 * Context: process; all functions may sleep.
 *
 * Locking
 *
 *   proc_mutex   the tree, and the counts of users.  Not held while an entry's own
 *                functions run.
 *
 * Compared with Linux: no links, no per-process directories yet, no inode numbers.
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
#include <linux/wait.h>

#define READ_SIZE 4096
#define PATH_LENGTH_MAX 128

struct proc_dir_entry {
	char *name;			/* I */
	umode_t mode;			/* I */
	kuid_t uid;			/* I */
	kgid_t gid;			/* I */
	loff_t size;			/* I */
	void *data;			/* I: the owner's */
	const struct proc_ops *ops;	/* I: NULL for a directory */
	const struct seq_operations *seq_ops;		/* I: of proc_create_seq() */
	int (*single_show)(struct seq_file *m, void *v);	/* I: of proc_create_single() */
	unsigned int state_size;	/* I: memory for the iterator */

	struct proc_dir_entry *parent;	/* T: tree, by proc_mutex */
	struct list_head children;	/* T: sorted by name */
	struct list_head sibling;	/* T */
	int users;			/* T: how many have it open */
};

/* What an open file's inode lies in. */
struct proc_inode {
	struct inode inode;
	struct proc_dir_entry *pde;
};

static DEFINE_MUTEX(proc_mutex);
static unsigned int nr_entries;			/* T */
static DECLARE_WAIT_QUEUE_HEAD(proc_closed);	/* users of some entry became 0 */

static struct proc_dir_entry proc_root = {
	.name = "/proc",
	.mode = S_IFDIR | 0555,
	.parent = &proc_root,
	.children = LIST_HEAD_INIT(proc_root.children),
};

static struct proc_dir_entry *inode_entry(const struct inode *inode)
{
	return container_of(inode, struct proc_inode, inode)->pde;
}

/* ---- the tree ------------------------------------------------------------------- */

/* The entry of a directory whose name is the len bytes at name. */
static struct proc_dir_entry *find_child(struct proc_dir_entry *dir, const char *name, size_t len)
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
		dir = find_child(dir, path, slash - path);
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
	return dir ? find_child(dir, last, strlen(last)) : NULL;
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

static void free_entry(struct proc_dir_entry *de)
{
	if (de)
		kfree(de->name);
	kfree(de);
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
	} else if (find_child(dir, last, strlen(last))) {
		pr_warn("proc_dir_entry '%s/%s' already registered\n", dir->name, last);
	} else {
		insert_sorted(dir, new);
		added = true;
	}
	mutex_unlock(&proc_mutex);
	return added;
}

/* template has the owner's part of the entry. */
static struct proc_dir_entry *create(const char *path, umode_t mode,
				     struct proc_dir_entry *parent,
				     const struct proc_dir_entry *template)
{
	struct proc_dir_entry *de = kmalloc(sizeof(*de), GFP_KERNEL);

	if (!de)
		return NULL;
	*de = *template;
	de->mode = mode;
	INIT_LIST_HEAD(&de->children);
	de->name = kstrdup(kbasename(path), GFP_KERNEL);
	if (!de->name || !add_entry(parent, path, de)) {
		free_entry(de);
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

/* ---- files ---------------------------------------------------------------------- */

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
	struct proc_dir_entry *de = inode_entry(inode);

	if (de->single_show)
		return single_open(file, de->single_show, de->data);
	if (de->state_size)
		return seq_open_private(file, de->seq_ops, de->state_size);
	return seq_open(file, de->seq_ops);
}

static int release_seq(struct inode *inode, struct file *file)
{
	struct proc_dir_entry *de = inode_entry(inode);

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

/* ---- directories and attributes ------------------------------------------------- */

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

void *pde_data(const struct inode *inode)
{
	return inode->i_private;
}
EXPORT_SYMBOL(pde_data);

void *proc_get_parent_data(const struct inode *inode)
{
	return inode_entry(inode)->parent->data;
}
EXPORT_SYMBOL(proc_get_parent_data);

/* ---- removal -------------------------------------------------------------------- */

/* The last entry below de that has no entries itself; de if it has none. */
static struct proc_dir_entry *deepest(struct proc_dir_entry *de)
{
	while (!list_empty(&de->children))
		de = list_last_entry(&de->children, struct proc_dir_entry, sibling);
	return de;
}

/* Unlinks de and everything below, bottom up.  Called and left with proc_mutex held. */
static void remove_tree(struct proc_dir_entry *top)
{
	struct proc_dir_entry *de;

	lockdep_assert_held(&proc_mutex);
	do {
		de = deepest(top);
		list_del(&de->sibling);
		nr_entries--;
		if (de->users) {
			mutex_unlock(&proc_mutex);
			wait_event(proc_closed, !READ_ONCE(de->users));
			mutex_lock(&proc_mutex);
		}
		free_entry(de);
	} while (de != top);
}

/**
 * proc_remove - take an entry away, with everything in it
 *
 * When it returns, none of the entry's functions runs or will run.
 *
 * Context: process, may sleep: waits for those who have it open.
 */
void proc_remove(struct proc_dir_entry *de)
{
	if (!de)
		return;
	mutex_lock(&proc_mutex);
	remove_tree(de);
	mutex_unlock(&proc_mutex);
}
EXPORT_SYMBOL(proc_remove);

static int remove_by_name(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de;
	int err = -ENOENT;

	mutex_lock(&proc_mutex);
	de = find_entry(parent ? parent : &proc_root, name);
	if (de) {
		remove_tree(de);
		err = 0;
	}
	mutex_unlock(&proc_mutex);
	return err;
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

/* ---- reading without a file system ---------------------------------------------- */

typedef void (*emit_t)(const char *text, size_t len);

static void close_entry(struct proc_dir_entry *de)
{
	mutex_lock(&proc_mutex);
	if (--de->users == 0)
		wake_up_all(&proc_closed);
	mutex_unlock(&proc_mutex);
}

/* One name a line.  The names are copied out, since emit() may sleep. */
static int show_directory(struct proc_dir_entry *dir, emit_t emit)
{
	struct proc_dir_entry *de;
	size_t len = 0, size = 1;
	char *names;

	lockdep_assert_held(&proc_mutex);
	list_for_each_entry(de, &dir->children, sibling)
		size += strlen(de->name) + 2;
	names = kmalloc(size, GFP_KERNEL);
	if (!names)
		return -ENOMEM;
	list_for_each_entry(de, &dir->children, sibling)
		len += scnprintf(names + len, size - len, "%s%s\n", de->name,
				 S_ISDIR(de->mode) ? "/" : "");
	mutex_unlock(&proc_mutex);
	emit(names, len);
	kfree(names);
	mutex_lock(&proc_mutex);
	return 0;
}

static int read_all(const struct proc_ops *ops, struct file *file, emit_t emit)
{
	char *buf = kmalloc(READ_SIZE, GFP_KERNEL);
	ssize_t n = -ENOMEM;

	while (buf && (n = ops->proc_read(file, (__force char __user *)buf, READ_SIZE,
					  &file->f_pos)) > 0)
		emit(buf, n);
	kfree(buf);
	return n;
}

static int open_file(struct proc_inode *pi, struct file *file, fmode_t mode)
{
	const struct proc_ops *ops = pi->pde->ops;

	pi->inode.i_mode = pi->pde->mode;
	pi->inode.i_private = pi->pde->data;
	file->f_inode = &pi->inode;
	file->f_mode = mode;
	return ops->proc_open ? ops->proc_open(&pi->inode, file) : 0;
}

static void release_file(struct proc_inode *pi, struct file *file)
{
	if (pi->pde->ops->proc_release)
		pi->pde->ops->proc_release(&pi->inode, file);
}

static int show_file(struct proc_dir_entry *de, emit_t emit)
{
	struct proc_inode pi = { .pde = de };
	struct file file = { };
	int err;

	if (!de->ops || !de->ops->proc_read)
		return -EINVAL;
	err = open_file(&pi, &file, FMODE_READ);
	if (err)
		return err;
	err = read_all(de->ops, &file, emit);
	release_file(&pi, &file);
	return err;
}

static ssize_t store_file(struct proc_dir_entry *de, const char *text, size_t len)
{
	struct proc_inode pi = { .pde = de };
	struct file file = { };
	ssize_t ret;

	if (!de->ops || !de->ops->proc_write)
		return -EACCES;
	ret = open_file(&pi, &file, FMODE_WRITE);
	if (ret)
		return ret;
	ret = de->ops->proc_write(&file, (__force const char __user *)text, len, &file.f_pos);
	release_file(&pi, &file);
	return ret;
}

/* "/proc/irq/4/" is "irq/4"; the root is an empty path. */
static void normalise(char *path)
{
	size_t skip = str_has_prefix(path, "/proc");
	size_t len;

	if (path[skip] == '/' || !path[skip])
		memmove(path, path + skip, strlen(path + skip) + 1);
	len = strlen(path);
	while (len && path[len - 1] == '/')
		path[--len] = '\0';
	skip = strspn(path, "/");
	memmove(path, path + skip, len - skip + 1);
}

/* Called and left with proc_mutex held. */
static struct proc_dir_entry *find_path(const char *name)
{
	char path[PATH_LENGTH_MAX];

	lockdep_assert_held(&proc_mutex);
	if (strscpy(path, name, sizeof(path)) < 0)
		return NULL;
	normalise(path);
	return *path ? find_entry(&proc_root, path) : &proc_root;
}

int proc_show(const char *name, void (*emit)(const char *text, size_t len))
{
	struct proc_dir_entry *de;
	int err;

	mutex_lock(&proc_mutex);
	de = find_path(name);
	if (!de || S_ISDIR(de->mode)) {
		err = de ? show_directory(de, emit) : -ENOENT;
		mutex_unlock(&proc_mutex);
		return err;
	}
	de->users++;
	mutex_unlock(&proc_mutex);
	err = show_file(de, emit);
	close_entry(de);
	return err;
}

ssize_t proc_store(const char *name, const char *text, size_t len)
{
	struct proc_dir_entry *de;
	ssize_t ret;

	mutex_lock(&proc_mutex);
	de = find_path(name);
	if (!de || S_ISDIR(de->mode)) {
		mutex_unlock(&proc_mutex);
		return de ? -EISDIR : -ENOENT;
	}
	de->users++;
	mutex_unlock(&proc_mutex);
	ret = store_file(de, text, len);
	close_entry(de);
	return ret;
}
