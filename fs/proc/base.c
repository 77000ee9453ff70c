// SPDX-License-Identifier: MIT
/*
 * fs/proc/base.c - a directory in /proc for each process
 *
 * What it is for
 *
 *   ps, top and their kind know nothing of the kernel but what they read here.
 *
 * How it works
 *
 *   The directories are not in the tree of entries (generic.c): they are made when somebody
 *   looks a number up, and listed by going through the processes.  An inode holds the
 *   number (struct pid), not the process: whoever reads finds the process by it, or is told
 *   that it is gone (ESRCH).  A name that was found before is looked up anew when the
 *   process, or the file it has open, is there no more.
 *
 *   "exe", "cwd", "root" and what is in "fd" are links that lead to the place itself, even
 *   if it has no name any more (get_place); "self" is a link that is made for each look.
 *
 * Context: process, may sleep.
 *
 * Locking: RCU to find a process; then its own locks.
 *
 * Compared with Linux: everybody may see everything; the files that are here are those of
 * the tables below.
 */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/namei.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <uapi/linux/resource.h>

#include "internal.h"

#define NAME_LENGTH 16		/* of a number, and of the longest name of a file here */

struct task_struct *get_proc_task(const struct inode *inode)
{
	return get_pid_task(PROC_I(inode)->pid, PIDTYPE_PID);
}

bool proc_emit(struct dir_context *ctx, const char *name, unsigned int type)
{
	bool more = dir_emit(ctx, name, strlen(name), get_next_ino(), type);

	ctx->pos += more;
	return more;
}

struct inode *proc_pid_make_inode(struct super_block *sb, struct pid *pid, umode_t mode)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode_init_owner(inode, NULL, mode);
	inode->i_ino = get_next_ino();
	if (S_ISDIR(mode))
		set_nlink(inode, 2);
	PROC_I(inode)->pid = get_pid(pid);
	return inode;
}

/* ---- files ------------------------------------------------------------------------ */

static int show_text(struct seq_file *m, void *v)
{
	const struct inode *inode = m->private;
	struct task_struct *task = get_proc_task(inode);
	int err;

	if (!task)
		return -ESRCH;
	err = PROC_I(inode)->entry->show(m, task);
	put_task_struct(task);
	return err;
}

static int text_open(struct inode *inode, struct file *file)
{
	return single_open(file, show_text, inode);
}

static const struct file_operations text_operations = {
	.open = text_open, .read = seq_read, .llseek = seq_lseek, .release = single_release,
};

static int comm_show(struct seq_file *m, struct task_struct *task)
{
	char comm[TASK_COMM_LEN];

	seq_printf(m, "%s\n", get_task_comm(comm, task));
	return 0;
}

/* A program may name its own threads. */
static ssize_t comm_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct task_struct *task = get_proc_task(file_inode(file));
	char comm[TASK_COMM_LEN] = "";
	ssize_t ret = count;

	if (!task)
		return -ESRCH;
	if (!same_thread_group(current, task))
		ret = -EINVAL;
	else if (copy_from_user(comm, buf, min(count, sizeof(comm) - 1)))
		ret = -EFAULT;
	else
		set_task_comm(task, comm);
	put_task_struct(task);
	return ret;
}

static const struct file_operations comm_operations = {
	.open = text_open, .read = seq_read, .llseek = seq_lseek, .release = single_release,
	.write = comm_write,
};

static const struct {
	const char *name, *unit;
} limit_names[RLIM_NLIMITS] = {
	[RLIMIT_CPU]		= { "Max cpu time", "seconds" },
	[RLIMIT_FSIZE]		= { "Max file size", "bytes" },
	[RLIMIT_DATA]		= { "Max data size", "bytes" },
	[RLIMIT_STACK]		= { "Max stack size", "bytes" },
	[RLIMIT_CORE]		= { "Max core file size", "bytes" },
	[RLIMIT_RSS]		= { "Max resident set", "bytes" },
	[RLIMIT_NPROC]		= { "Max processes", "processes" },
	[RLIMIT_NOFILE]		= { "Max open files", "files" },
	[RLIMIT_MEMLOCK]	= { "Max locked memory", "bytes" },
	[RLIMIT_AS]		= { "Max address space", "bytes" },
	[RLIMIT_LOCKS]		= { "Max file locks", "locks" },
	[RLIMIT_SIGPENDING]	= { "Max pending signals", "signals" },
	[RLIMIT_MSGQUEUE]	= { "Max msgqueue size", "bytes" },
	[RLIMIT_NICE]		= { "Max nice priority", NULL },
	[RLIMIT_RTPRIO]		= { "Max realtime priority", NULL },
	[RLIMIT_RTTIME]		= { "Max realtime timeout", "us" },
};

static void show_limit(struct seq_file *m, unsigned long value)
{
	if (value == RLIM_INFINITY)
		seq_printf(m, "%-20s ", "unlimited");
	else
		seq_printf(m, "%-20lu ", value);
}

static int limits_show(struct seq_file *m, struct task_struct *task)
{
	seq_puts(m, "Limit                     Soft Limit           Hard Limit           Units     \n");
	for (unsigned int i = 0; i < RLIM_NLIMITS; i++) {
		seq_printf(m, "%-25s ", limit_names[i].name);
		show_limit(m, task_rlimit(task, i));
		show_limit(m, task_rlimit_max(task, i));
		if (limit_names[i].unit)
			seq_printf(m, "%-10s\n", limit_names[i].unit);
		else
			seq_puts(m, "\n");
	}
	return 0;
}

/* ---- links to places --------------------------------------------------------------- */

static int exe_place(struct inode *inode, struct path *path)
{
	struct task_struct *task = get_proc_task(inode);
	struct mm_struct *mm = task ? get_task_mm(task) : NULL;
	int err = -ENOENT;

	if (mm && mm->exe_file) {
		*path = mm->exe_file->f_path;
		path_get(path);
		err = 0;
	}
	if (mm)
		mmput(mm);
	if (task)
		put_task_struct(task);
	return err;
}

static int fs_place(struct inode *inode, struct path *path,
		    void (*get)(struct fs_struct *fs, struct path *path))
{
	struct task_struct *task = get_proc_task(inode);
	int err = -ENOENT;

	if (!task)
		return err;
	task_lock(task);
	if (task->fs) {
		get(task->fs, path);
		err = 0;
	}
	task_unlock(task);
	put_task_struct(task);
	return err;
}

static int cwd_place(struct inode *inode, struct path *path)
{
	return fs_place(inode, path, get_fs_pwd);
}

static int root_place(struct inode *inode, struct path *path)
{
	return fs_place(inode, path, get_fs_root);
}

static const struct inode_operations exe_operations = { .get_place = exe_place };
static const struct inode_operations cwd_operations = { .get_place = cwd_place };
static const struct inode_operations root_operations = { .get_place = root_place };

/* What all see, by an older name. */
static const char *mounts_link(struct dentry *dentry, struct inode *inode)
{
	return "/proc/mounts";
}

static const struct inode_operations mounts_operations = { .get_link = mounts_link };

/* ---- the directory of a thread, of a process ------------------------------------------ */

static const struct inode_operations task_inode_operations;
static const struct file_operations task_operations;

static const struct pid_entry tgid_entries[] = {
	{ "cmdline", S_IFREG | 0444, proc_pid_cmdline },
	{ "comm", S_IFREG | 0644, comm_show, .fop = &comm_operations },
	{ "cwd", S_IFLNK | 0777, .iop = &cwd_operations },
	{ "environ", S_IFREG | 0400, proc_pid_environ },
	{ "exe", S_IFLNK | 0777, .iop = &exe_operations },
	{ "fd", S_IFDIR | 0500, .iop = &proc_fd_inode_operations, .fop = &proc_fd_operations },
	{ "limits", S_IFREG | 0444, limits_show },
	{ "maps", S_IFREG | 0444, proc_pid_maps },
	{ "mounts", S_IFLNK | 0777, .iop = &mounts_operations },
	{ "root", S_IFLNK | 0777, .iop = &root_operations },
	{ "stat", S_IFREG | 0444, proc_pid_stat },
	{ "statm", S_IFREG | 0444, proc_pid_statm },
	{ "status", S_IFREG | 0444, proc_pid_status },
	{ "task", S_IFDIR | 0555, .iop = &task_inode_operations, .fop = &task_operations },
	{}
};

static const struct pid_entry tid_entries[] = {
	{ "cmdline", S_IFREG | 0444, proc_pid_cmdline },
	{ "comm", S_IFREG | 0644, comm_show, .fop = &comm_operations },
	{ "fd", S_IFDIR | 0500, .iop = &proc_fd_inode_operations, .fop = &proc_fd_operations },
	{ "maps", S_IFREG | 0444, proc_pid_maps },
	{ "stat", S_IFREG | 0444, proc_tid_stat },
	{ "statm", S_IFREG | 0444, proc_pid_statm },
	{ "status", S_IFREG | 0444, proc_pid_status },
	{}
};

static struct dentry *lookup_entry(struct inode *dir, struct dentry *dentry,
				   const struct pid_entry *entry)
{
	struct inode *inode;

	while (entry->name && strcmp(entry->name, (const char *)dentry->d_name.name))
		entry++;
	if (!entry->name)
		return ERR_PTR(-ENOENT);
	inode = proc_pid_make_inode(dir->i_sb, PROC_I(dir)->pid, entry->mode);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	PROC_I(inode)->entry = entry;
	if (entry->iop)
		inode->i_op = entry->iop;
	if (!S_ISLNK(entry->mode))
		inode->i_fop = entry->fop ? entry->fop : &text_operations;
	d_add(dentry, inode);
	return NULL;
}

static int list_entries(struct file *file, struct dir_context *ctx, const struct pid_entry *entries,
			size_t count)
{
	if (!dir_emit_dots(file, ctx))
		return 0;
	while (ctx->pos - 2 < count) {
		const struct pid_entry *entry = &entries[ctx->pos - 2];

		if (!proc_emit(ctx, entry->name, S_DT(entry->mode)))
			break;
	}
	return 0;
}

static struct dentry *tgid_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	return lookup_entry(dir, dentry, tgid_entries);
}

static int tgid_readdir(struct file *file, struct dir_context *ctx)
{
	return list_entries(file, ctx, tgid_entries, ARRAY_SIZE(tgid_entries) - 1);
}

static struct dentry *tid_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	return lookup_entry(dir, dentry, tid_entries);
}

static int tid_readdir(struct file *file, struct dir_context *ctx)
{
	return list_entries(file, ctx, tid_entries, ARRAY_SIZE(tid_entries) - 1);
}

static const struct inode_operations tgid_inode_operations = { .lookup = tgid_lookup };
static const struct file_operations tgid_operations = {
	.llseek = generic_file_llseek, .read = generic_read_dir, .iterate_shared = tgid_readdir,
};
static const struct inode_operations tid_inode_operations = { .lookup = tid_lookup };
static const struct file_operations tid_operations = {
	.llseek = generic_file_llseek, .read = generic_read_dir, .iterate_shared = tid_readdir,
};

/* ---- numbers ------------------------------------------------------------------------ */

/* "12" and not "012": a name has one form. */
static pid_t name_to_pid(const struct dentry *dentry)
{
	const char *name = (const char *)dentry->d_name.name;
	int nr;

	if (!isdigit(*name) || (*name == '0' && dentry->d_name.len > 1) ||
	    kstrtoint(name, 10, &nr))
		return 0;
	return nr;
}

static struct dentry *add_directory(struct inode *dir, struct dentry *dentry, struct pid *pid,
				    const struct inode_operations *iop,
				    const struct file_operations *fop)
{
	struct inode *inode = proc_pid_make_inode(dir->i_sb, pid, S_IFDIR | 0555);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_op = iop;
	inode->i_fop = fop;
	d_add(dentry, inode);
	return NULL;
}

/* The next number from @nr on that is a process's, or a thread's of @leader; 0: none. */
static pid_t next_number(pid_t nr, struct task_struct *leader)
{
	struct task_struct *task;
	pid_t next = 0;

	rcu_read_lock();
	if (leader) {
		for_each_thread(leader, task)
			if (task->pid >= nr && (!next || task->pid < next))
				next = task->pid;
	} else {
		for_each_process(task)
			if (task->pid >= nr && (!next || task->pid < next))
				next = task->pid;
	}
	rcu_read_unlock();
	return next;
}

/* Positions are numbers, from @first on. */
static void list_numbers(struct dir_context *ctx, loff_t first, struct task_struct *leader)
{
	char name[NAME_LENGTH];
	pid_t nr;

	while ((nr = next_number(ctx->pos - first, leader))) {
		ctx->pos = nr + first;
		snprintf(name, sizeof(name), "%d", nr);
		if (!proc_emit(ctx, name, DT_DIR))
			break;
	}
}

/* ---- /proc/<pid>/task ---------------------------------------------------------------- */

static struct dentry *task_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct task_struct *leader = get_proc_task(dir), *thread;
	struct pid *pid = NULL;
	struct dentry *ret = ERR_PTR(-ENOENT);

	if (!leader)
		return ret;
	rcu_read_lock();
	thread = find_task_by_vpid(name_to_pid(dentry));
	if (thread && same_thread_group(leader, thread))
		pid = get_pid(task_pid(thread));
	rcu_read_unlock();
	if (pid)
		ret = add_directory(dir, dentry, pid, &tid_inode_operations, &tid_operations);
	put_pid(pid);
	put_task_struct(leader);
	return ret;
}

static int task_readdir(struct file *file, struct dir_context *ctx)
{
	struct task_struct *leader = get_proc_task(file_inode(file));

	if (!leader)
		return -ENOENT;
	if (dir_emit_dots(file, ctx))
		list_numbers(ctx, 2, leader);
	put_task_struct(leader);
	return 0;
}

static const struct inode_operations task_inode_operations = { .lookup = task_lookup };
static const struct file_operations task_operations = {
	.llseek = generic_file_llseek, .read = generic_read_dir, .iterate_shared = task_readdir,
};

/* ---- /proc ----------------------------------------------------------------------------- */

static const char * const self_names[] = { "self", "thread-self" };

/* Who looks gets a link of his own, which nobody finds again. */
static struct dentry *add_self(struct inode *dir, struct dentry *dentry, bool thread)
{
	struct inode *inode = new_inode(dir->i_sb);

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode_init_owner(inode, NULL, S_IFLNK | 0777);
	inode->i_op = &simple_symlink_inode_operations;
	inode->i_link = thread ? kasprintf(GFP_KERNEL, "%d/task/%d", current->tgid, current->pid)
			       : kasprintf(GFP_KERNEL, "%d", current->tgid);
	if (!inode->i_link) {
		iput(inode);
		return ERR_PTR(-ENOMEM);
	}
	PROC_I(inode)->own_link = true;
	d_add(dentry, inode);
	return NULL;
}

struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry)
{
	struct task_struct *task;
	struct pid *pid = NULL;
	struct dentry *ret;

	for (int i = 0; i < ARRAY_SIZE(self_names); i++)
		if (!strcmp((const char *)dentry->d_name.name, self_names[i]))
			return add_self(dir, dentry, i);
	rcu_read_lock();
	task = find_task_by_vpid(name_to_pid(dentry));
	if (task)
		pid = get_pid(task_pid(task));
	rcu_read_unlock();
	if (!pid)
		return ERR_PTR(-ENOENT);
	ret = add_directory(dir, dentry, pid, &tgid_inode_operations, &tgid_operations);
	put_pid(pid);
	return ret;
}

int proc_pid_readdir(struct file *file, struct dir_context *ctx)
{
	int at;

	ctx->pos = max_t(loff_t, ctx->pos, FIRST_PROCESS_ENTRY - ARRAY_SIZE(self_names));
	while ((at = ctx->pos - (FIRST_PROCESS_ENTRY - ARRAY_SIZE(self_names))) <
	       ARRAY_SIZE(self_names))
		if (!proc_emit(ctx, self_names[at], DT_LNK))
			return 0;
	list_numbers(ctx, FIRST_PROCESS_ENTRY, NULL);
	return 0;
}

int proc_pid_revalidate(struct dentry *dentry)
{
	const struct proc_inode *pi = PROC_I(d_inode(dentry));
	struct task_struct *task;
	struct file *file = NULL;

	if (!pi->pid)
		return 0;		/* "self" */
	task = get_proc_task(&pi->inode);
	if (task && pi->fd)
		file = fget_task(task, pi->fd - 1);
	if (task)
		put_task_struct(task);
	if (file)
		fput(file);
	return pi->fd ? !!file : !!task;
}
