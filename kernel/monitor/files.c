// SPDX-License-Identifier: MIT
/* kernel/monitor/files.c - the monitor's commands that look at files, by their names in the VFS */

#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/kdb.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/vmalloc.h>

#include "monitor.h"

#define PIECE	1024		/* of a file that is shown */
#define INTERRUPT ('C' - '@')

/* As strerror() words it for the common ones. */
static const char *error_text(long err)
{
	switch (err) {
	case -ENOENT:
		return "No such file or directory";
	case -EISDIR:
		return "Is a directory";
	case -ENOTDIR:
		return "Not a directory";
	case -EINVAL:
		return "Invalid argument";
	}
	return NULL;
}

static void say_error(const char *command, const char *name, long err)
{
	const char *text = error_text(err);

	if (text)
		mon_printf("%s: %s: %s\n", command, name, text);
	else
		mon_printf("%s: %s: %pe\n", command, name, ERR_PTR(err));
}

/* ---- cat ------------------------------------------------------------------------------- */

static int show_all(struct file *file, char *buf)
{
	ssize_t n;

	while ((n = kernel_read(file, buf, PIECE, &file->f_pos)) > 0) {
		console_write(buf, n);
		if (console_getchar_nowait() == INTERRUPT) {
			mon_puts("^C\n");
			return 0;
		}
	}
	return n;
}

int mon_show_file(const char *command, const char *name)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	char *buf = kmalloc(PIECE, GFP_KERNEL);
	int err;

	if (IS_ERR(file))
		err = PTR_ERR(file);
	else
		err = buf ? show_all(file, buf) : -ENOMEM;
	if (err)
		say_error(command, name, err);
	if (!IS_ERR(file))
		filp_close(file, NULL);
	kfree(buf);
	return 0;
}

int cmd_cat(int argc, char **argv)
{
	if (argc < 2)
		return -EINVAL;
	for (int i = 1; i < argc; i++)
		mon_show_file("cat", argv[i]);
	return 0;
}

/* ---- whole files ------------------------------------------------------------------------- */

/* A file of /proc has no size: so it is read in pieces, each time into a larger buffer. */
static void *read_all(struct file *file, size_t *size)
{
	size_t room = max_t(size_t, i_size_read(file_inode(file)) + 1, PIECE);
	char *buf = vmalloc(room), *larger;
	ssize_t n = -ENOMEM;

	for (*size = 0; buf; *size += n) {
		n = kernel_read(file, buf + *size, room - *size - 1, &file->f_pos);
		if (n <= 0)
			break;
		if (*size + n + 1 < room)
			continue;
		larger = vmalloc(room *= 2);
		if (larger)
			memcpy(larger, buf, *size + n);
		vfree(buf);
		buf = larger;
	}
	if (buf)
		buf[*size] = '\0';
	if (!buf || !n)
		return buf ?: ERR_PTR(-ENOMEM);
	vfree(buf);
	return ERR_PTR(n);
}

void *mon_read_file(const char *name, size_t *size)
{
	struct file *file = filp_open(name, O_RDONLY, 0);
	void *buf;

	if (IS_ERR(file))
		return file;
	buf = read_all(file, size);
	filp_close(file, NULL);
	return buf;
}

/* run FILE: its lines are commands. */
int cmd_run(int argc, char **argv)
{
	char *text, *rest, *line;
	size_t size;

	if (argc != 2)
		return -EINVAL;
	rest = text = mon_read_file(argv[1], &size);
	if (IS_ERR(text)) {
		say_error("run", argv[1], PTR_ERR(text));
		return 0;
	}
	while ((line = strsep(&rest, "\n")))
		monitor_run(line);
	vfree(text);
	return 0;
}

/* ---- ls --------------------------------------------------------------------------------- */

struct ls_context {
	struct dir_context ctx;
	const char *dir;
	bool details;
};

static char type_letter(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFDIR:
		return 'd';
	case S_IFLNK:
		return 'l';
	case S_IFCHR:
		return 'c';
	case S_IFBLK:
		return 'b';
	case S_IFIFO:
		return 'p';
	}
	return '-';
}

static void format_mode(char *text, umode_t mode)
{
	static const char letters[] = "rwxrwxrwx";

	*text++ = type_letter(mode);
	for (int i = 0; i < 9; i++)
		*text++ = mode & (S_IRUSR >> i) ? letters[i] : '-';
	*text = '\0';
}

/* " -> target" of a symbolic link. */
static void show_target(const char *path)
{
	struct path link;

	if (kern_path(path, 0, &link))
		return;
	mon_printf(" -> %s", d_inode(link.dentry)->i_op->get_link(link.dentry,
								  d_inode(link.dentry)));
	path_put(&link);
}

static void show_details(const char *path, const char *name)
{
	struct kstat stat;
	char mode[12];

	if (init_stat(path, &stat, 0)) {
		mon_printf("?%9s %s\n", "", name);
		return;
	}
	format_mode(mode, stat.mode);
	mon_printf("%s %3u %5u %5u ", mode, stat.nlink, __kuid_val(stat.uid),
		   __kgid_val(stat.gid));
	if (S_ISCHR(stat.mode) || S_ISBLK(stat.mode))
		mon_printf("%4u, %3u", MAJOR(stat.rdev), MINOR(stat.rdev));
	else
		mon_printf("%9lld", stat.size);
	mon_printf(" %s", name);
	if (S_ISLNK(stat.mode))
		show_target(path);
	mon_puts("\n");
}

/* Behind the name, what it is; as `ls -F` does. */
static bool show_entry(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		       unsigned int type)
{
	const char *mark = type == DT_DIR ? "/" : type == DT_LNK ? "@" : "";

	if (name[0] != '.')
		mon_printf("%.*s%s\n", len, name, mark);
	return true;
}

/* One name a call: looking at it needs the lock that the reading of the directory holds. */
struct one_name {
	struct dir_context ctx;
	char name[NAME_MAX + 1];
	bool found;
};

static bool take_one(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		     unsigned int type)
{
	struct one_name *one = container_of(ctx, struct one_name, ctx);

	if (one->found)
		return false;
	memcpy(one->name, name, len);
	one->name[len] = '\0';
	one->found = true;
	return true;
}

static int list_details(struct file *file, const char *dir)
{
	struct one_name *one = kzalloc(sizeof(*one), GFP_KERNEL);
	char *path;
	int err;

	if (!one)
		return -ENOMEM;
	one->ctx.actor = take_one;
	do {
		one->found = false;
		err = iterate_dir(file, &one->ctx);
		path = kasprintf(GFP_KERNEL, "%s/%s", dir, one->name);
		if (one->found && path && one->name[0] != '.')
			show_details(path, one->name);
		kfree(path);
	} while (!err && one->found);
	kfree(one);
	return err;
}

static int list_directory(const char *name, bool details)
{
	struct dir_context ctx = { .actor = show_entry };
	struct file *file = filp_open(name, O_RDONLY | O_DIRECTORY, 0);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = details ? list_details(file, name) : iterate_dir(file, &ctx);
	filp_close(file, NULL);
	return err;
}

static void list_one(const char *name, bool details)
{
	int err = list_directory(name, details);

	if (err == -ENOTDIR && details) {
		show_details(name, name);
		return;
	}
	if (err == -ENOTDIR)
		mon_printf("%s\n", name);
	else if (err)
		say_error("ls", name, err);
}

int cmd_ls(int argc, char **argv)
{
	bool details = argc > 1 && !strcmp(argv[1], "-l");

	if (argc == 1 + details)
		list_one("/", details);
	for (int i = 1 + details; i < argc; i++)
		list_one(argv[i], details);
	return 0;
}

/* ---- echo --------------------------------------------------------------------------------- */

/* The words, as one line. */
static void join_words(char *line, size_t size, int argc, char **argv)
{
	line[0] = '\0';
	for (int i = 0; i < argc; i++) {
		strlcat(line, argv[i], size);
		strlcat(line, i + 1 < argc ? " " : "\n", size);
	}
	if (!argc)
		strlcat(line, "\n", size);
}

static int write_line(const char *name, int flags, const char *line)
{
	struct file *file = filp_open(name, O_WRONLY | O_CREAT | flags, 0666 & ~0022);
	ssize_t n;

	if (IS_ERR(file))
		return PTR_ERR(file);
	n = kernel_write(file, line, strlen(line), &file->f_pos);
	filp_close(file, NULL);
	return n < 0 ? n : 0;
}

/* echo WORD ...; echo WORD ... > FILE; echo WORD ... >> FILE. */
int cmd_echo(int argc, char **argv)
{
	bool append = argc > 2 && !strcmp(argv[argc - 2], ">>");
	bool to_file = append || (argc > 2 && !strcmp(argv[argc - 2], ">"));
	char line[MON_LINE_MAX];
	int err;

	join_words(line, sizeof(line), argc - 1 - (to_file ? 2 : 0), argv + 1);
	if (!to_file) {
		mon_puts(line);
		return 0;
	}
	err = write_line(argv[argc - 1], append ? O_APPEND : O_TRUNC, line);
	if (err)
		say_error("echo", argv[argc - 1], err);
	return 0;
}
