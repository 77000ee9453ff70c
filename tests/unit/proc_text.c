// SPDX-License-Identifier: MIT
/* tests/unit/proc_text.c - files of /proc read and written whole, by their names in the VFS */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "proc_text.h"

#define PIECE 4096

char proc_text[PROC_TEXT_MAX];

static size_t length;

static void collect(const char *text, size_t len)
{
	len = min_t(size_t, len, sizeof(proc_text) - 1 - length);
	memcpy(proc_text + length, text, len);
	length += len;
	proc_text[length] = '\0';
}

int proc_text_read(const char *path)
{
	length = 0;
	proc_text[0] = '\0';
	return proc_show(path, collect);
}

static struct file *open_proc(const char *path, int flags)
{
	char *name;
	struct file *file;

	if (*path == '/')
		return filp_open(path, flags, 0);
	name = kasprintf(GFP_KERNEL, "/proc/%s", path);
	file = name ? filp_open(name, flags, 0) : ERR_PTR(-ENOMEM);
	kfree(name);
	return file;
}

struct listing {
	struct dir_context ctx;
	emit_t emit;
};

static bool emit_name(struct dir_context *ctx, const char *name, int len, loff_t pos, u64 ino,
		      unsigned int type)
{
	struct listing *listing = container_of(ctx, struct listing, ctx);

	if (name[0] != '.') {
		listing->emit(name, len);
		listing->emit(type == DT_DIR ? "/\n" : "\n", 1 + (type == DT_DIR));
	}
	return true;
}

static int show_text(struct file *file, emit_t emit)
{
	char *buf = kmalloc(PIECE, GFP_KERNEL);
	ssize_t n = -ENOMEM;

	while (buf && (n = kernel_read(file, buf, PIECE, &file->f_pos)) > 0)
		emit(buf, n);
	kfree(buf);
	return n;
}

int proc_show(const char *path, emit_t emit)
{
	struct listing listing = { .ctx.actor = emit_name, .emit = emit };
	struct file *file = open_proc(path, O_RDONLY);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = iterate_dir(file, &listing.ctx);
	if (err == -ENOTDIR)
		err = show_text(file, emit);
	filp_close(file, NULL);
	return err;
}

ssize_t proc_store(const char *path, const char *text, size_t len)
{
	struct file *file = open_proc(path, O_WRONLY);
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_write(file, text, len, &file->f_pos);
	filp_close(file, NULL);
	return ret;
}
