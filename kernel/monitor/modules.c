// SPDX-License-Identifier: MIT
/* kernel/monitor/modules.c - insmod, rmmod, lsmod, modinfo, over the files of the root */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "monitor.h"

#define PATH_LEN	160

/* Where a bare name may be. */
static const char * const places[] = { "%s", "/lib/modules/%s", "/lib/modules/%s.ko", "/%s.ko" };

/* A .ko file, for vfree(); @path receives its name.  Or an ERR_PTR(). */
static void *read_module(const char *name, char *path, size_t *size)
{
	void *image = ERR_PTR(-ENOENT);

	for (size_t i = 0; i < ARRAY_SIZE(places) && image == ERR_PTR(-ENOENT); i++) {
		snprintf(path, PATH_LEN, places[i], name);
		image = mon_read_file(path, size);
	}
	return image;
}

/* ---- insmod, rmmod --------------------------------------------------------------------- */

struct insmod_call {
	const void *image;
	size_t size;
	const char *args;
	int flags;
	int ret;		/* stays -EINTR if an oops has ended the thread */
};

static int insmod(void *arg)
{
	struct insmod_call *call = arg;

	call->ret = load_module(call->image, call->size, call->args, call->flags);
	return 0;
}

static void insmod_file(const char *name, struct insmod_call *call)
{
	char path[PATH_LEN];
	void *image = read_module(name, path, &call->size);

	if (IS_ERR(image)) {
		mon_printf("insmod: can't read '%s': %pe\n", name, image);
		return;
	}
	call->image = image;
	run_module_code("insmod", insmod, call);
	vfree(image);
	if (call->ret)
		mon_printf("insmod: can't insert '%s': %pe\n", path, ERR_PTR(call->ret));
	else if (call->flags & MODULE_LOAD_DRY_RUN)
		mon_printf("insmod: %s could be inserted\n", path);
}

int cmd_insmod(int argc, char **argv)
{
	bool dry = argc > 1 && !strcmp(argv[1], "-n");
	char args[MON_LINE_MAX] = "";
	struct insmod_call call = {
		.args = args, .ret = -EINTR, .flags = dry ? MODULE_LOAD_DRY_RUN : 0
	};
	int first = dry ? 2 : 1;

	if (argc <= first)
		return -EINVAL;
	for (int i = first + 1; i < argc; i++) {
		strlcat(args, argv[i], sizeof(args));
		strlcat(args, " ", sizeof(args));
	}
	insmod_file(argv[first], &call);
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

int cmd_lsmod(int argc, char **argv)
{
	char *table, *rest, *row;
	size_t size;

	if (argc != 1)
		return -EINVAL;
	rest = table = mon_read_file("/proc/modules", &size);
	if (IS_ERR(table))
		return PTR_ERR(table);
	mon_puts("Module                  Size  Used by\n");
	while ((row = strsep(&rest, "\n")) && *row)
		show_row(row);
	vfree(table);
	return 0;
}

static void show_info(const char *tag, const char *text, void *arg)
{
	mon_printf("%s:%*s%s\n", tag, max(15 - (int)strlen(tag), 1), "", text);
}

int cmd_modinfo(int argc, char **argv)
{
	char path[PATH_LEN];
	size_t size;
	void *image;

	if (argc != 2)
		return -EINVAL;
	image = read_module(argv[1], path, &size);
	if (IS_ERR(image)) {
		mon_printf("modinfo: can't read '%s': %pe\n", argv[1], image);
		return 0;
	}
	mon_printf("filename:       %s\n", path);
	if (module_for_each_info(image, size, show_info, NULL))
		mon_printf("modinfo: '%s' is not a module\n", path);
	vfree(image);
	return 0;
}
