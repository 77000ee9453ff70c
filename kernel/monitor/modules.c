// SPDX-License-Identifier: MIT
/*
 * kernel/monitor/modules.c - insmod, rmmod, lsmod, modinfo
 *
 * As long as there are no files, a .ko comes from the archive that the boot loader
 * handed over as initramfs; it is read where it lies.
 */

#include <linux/cpio.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/glob.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/string.h>

#include "monitor.h"

#define MODULE_FOLDER	"lib/modules/"

/* ---- files --------------------------------------------------------------------------------- */

static struct cpio_reader initrd(void)
{
	const char *start = phys_initrd_size ? __va(phys_initrd_start) : NULL;

	return (struct cpio_reader){ start, start + phys_initrd_size };
}

/* "name", with and without folder and ".ko", or a path. */
static bool is_called(const struct cpio_file *file, const char *name)
{
	const char *base = strstarts(file->name, MODULE_FOLDER) ?
			   file->name + strlen(MODULE_FOLDER) : file->name;
	size_t len = strlen(name);

	name += *name == '/';
	if (glob_match(name, file->name) || glob_match(name, base))
		return true;
	return !strncmp(base, name, len) && !strcmp(base + len, ".ko");
}

/* Calls fn for each file that is called so.  How many there were. */
static int for_each_file(const char *name, void (*fn)(const struct cpio_file *file, void *arg),
			 void *arg)
{
	struct cpio_reader reader = initrd();
	struct cpio_file file;
	int found = 0, ret;

	while ((ret = cpio_next(&reader, &file)) > 0) {
		if (!file.size || !is_called(&file, name))
			continue;
		found++;
		fn(&file, arg);
	}
	if (ret < 0)
		mon_puts("the initramfs is damaged\n");
	return found;
}

/* ---- insmod, rmmod --------------------------------------------------------------------- */

struct insmod_call {
	const struct cpio_file *file;
	const char *args;
	int flags;
	int ret;
};

static int insmod(void *arg)
{
	struct insmod_call *call = arg;

	call->ret = load_module(call->file->data, call->file->size, call->args, call->flags);
	return 0;
}

/* Of a thread that an oops has ended there is no value. */
static void insmod_file(const struct cpio_file *file, void *arg)
{
	struct insmod_call *call = arg;

	call->file = file;
	call->ret = -EINTR;
	run_module_code("insmod", insmod, call);
	if (call->ret)
		mon_printf("insmod: can't insert '%s': %pe\n", file->name, ERR_PTR(call->ret));
	else if (call->flags & MODULE_LOAD_DRY_RUN)
		mon_printf("insmod: %s could be inserted\n", file->name);
}

int cmd_insmod(int argc, char **argv)
{
	bool dry = argc > 1 && !strcmp(argv[1], "-n");
	struct insmod_call call = { .flags = dry ? MODULE_LOAD_DRY_RUN : 0 };
	char args[MON_LINE_MAX] = "";
	int first = dry ? 2 : 1;

	if (argc <= first)
		return -EINVAL;
	for (int i = first + 1; i < argc; i++) {
		strlcat(args, argv[i], sizeof(args));
		strlcat(args, " ", sizeof(args));
	}
	call.args = args;
	if (!for_each_file(argv[first], insmod_file, &call))
		mon_printf("insmod: can't read '%s': -ENOENT\n", argv[first]);
	return 0;
}

/* "/lib/modules/a-b.ko" is module a_b. */
static void module_name_of(const char *file, char *name)
{
	const char *slash = strrchr(file, '/');
	size_t len;

	strscpy(name, slash ? slash + 1 : file, MODULE_NAME_LEN);
	len = strlen(name);
	if (len > 3 && !strcmp(name + len - 3, ".ko"))
		name[len - 3] = '\0';
	strreplace(name, '-', '_');
}

struct rmmod_call {
	char name[MODULE_NAME_LEN];
	int ret;
};

static int rmmod(void *arg)
{
	struct rmmod_call *call = arg;

	call->ret = delete_module(call->name);
	return 0;
}

int cmd_rmmod(int argc, char **argv)
{
	struct rmmod_call call;

	if (argc < 2)
		return -EINVAL;
	for (int i = 1; i < argc; i++) {
		module_name_of(argv[i], call.name);
		call.ret = -EINTR;
		run_module_code("rmmod", rmmod, &call);
		if (call.ret)
			mon_printf("rmmod: can't unload module '%s': %pe\n", call.name,
				   ERR_PTR(call.ret));
	}
	return 0;
}

/* ---- lsmod, modinfo --------------------------------------------------------------------- */

/* A row of /proc/modules: "name size users a,b, Live 0x..." */
static void show_row(char *row)
{
	const char *name = strsep(&row, " "), *size = strsep(&row, " ");
	const char *count = strsep(&row, " "), *users = row ? strsep(&row, " ") : "-";
	size_t len = strlen(users);

	if (len && users[len - 1] == ',')
		len--;
	mon_printf("%-19s %8s  %s%s%.*s\n", name, size, count, *users == '-' ? "" : " ",
		   *users == '-' ? 0 : (int)len, users);
}

/* It comes in pieces. */
static char lsmod_line[MON_LINE_MAX];	/* by the one reader of the console */

static void collect_rows(const char *text, size_t length)
{
	size_t at = strlen(lsmod_line);

	for (; length; text++, length--) {
		if (*text != '\n') {
			if (at + 1 < sizeof(lsmod_line))
				lsmod_line[at++] = *text;
			lsmod_line[at] = '\0';
			continue;
		}
		show_row(lsmod_line);
		at = 0;
		lsmod_line[0] = '\0';
	}
}

int cmd_lsmod(int argc, char **argv)
{
	if (argc != 1)
		return -EINVAL;
	mon_puts("Module                  Size  Used by\n");
	lsmod_line[0] = '\0';
	return proc_show("/proc/modules", collect_rows);
}

static void show_info(const char *tag, const char *text, void *arg)
{
	mon_printf("%s:%*s%s\n", tag, max(15 - (int)strlen(tag), 1), "", text);
}

static void modinfo_file(const struct cpio_file *file, void *arg)
{
	mon_printf("filename:       /%s\n", file->name);
	if (module_for_each_info(file->data, file->size, show_info, NULL))
		mon_printf("modinfo: '%s' is not a module\n", file->name);
}

int cmd_modinfo(int argc, char **argv)
{
	if (argc != 2)
		return -EINVAL;
	if (!for_each_file(argv[1], modinfo_file, NULL))
		mon_printf("modinfo: can't read '%s': -ENOENT\n", argv[1]);
	return 0;
}
