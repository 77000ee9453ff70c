// SPDX-License-Identifier: MIT
/* tests/unit/failnth_proc_test.c - case G2: every allocation of making and reading files fails */

#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#include "failnth.h"
#include "proc_text.h"

/* Longer than the first buffer of a seq_file, so that a larger one is needed. */
static int show_much(struct seq_file *m, void *v)
{
	for (unsigned int i = 0; i < 2 * PAGE_SIZE / 8; i++)
		seq_printf(m, "%7u\n", i);
	return 0;
}

static size_t emitted;

static void count_text(const char *text, size_t len)
{
	emitted += len;
}

static int path_proc_single(struct kunit *test)
{
	struct proc_dir_entry *dir = proc_mkdir("failnth", NULL), *file;
	int ret = -ENOMEM;

	if (!dir)
		return -ENOMEM;
	file = proc_create_single("much", 0, dir, show_much);
	if (file) {
		emitted = 0;
		ret = proc_show("failnth/much", count_text);
		if (!ret)
			KUNIT_EXPECT_EQ(test, emitted, 2 * PAGE_SIZE);
	}
	proc_remove(dir);
	return ret;
}

static int path_proc_seq(struct kunit *test)
{
	return proc_show("interrupts", count_text);
}

static int path_proc_directory(struct kunit *test)
{
	return proc_show("/proc", count_text);
}

/* ---- an iterator with memory of its own --------------------------------------------- */

static void *numbers_start(struct seq_file *m, loff_t *pos)
{
	return *pos < 3 ? pos : NULL;
}

static void *numbers_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return numbers_start(m, pos);
}

static void numbers_stop(struct seq_file *m, void *v)
{
}

static int numbers_show(struct seq_file *m, void *v)
{
	int *shown = m->private;

	seq_printf(m, "%d\n", ++*shown);
	return 0;
}

static const struct seq_operations numbers_ops = {
	.start = numbers_start, .next = numbers_next, .stop = numbers_stop, .show = numbers_show,
};

/* The file is read whole, or there is an error: never a part of it. */
static int read_file(struct kunit *test, struct proc_dir_entry *file, size_t size)
{
	int ret;

	if (!file)
		return -ENOMEM;
	emitted = 0;
	ret = proc_show("failnth", count_text);
	if (!ret)
		KUNIT_EXPECT_EQ(test, emitted, size);
	proc_remove(file);
	return ret;
}

static int path_proc_seq_private(struct kunit *test)
{
	return read_file(test, proc_create_seq_private("failnth", 0, NULL, &numbers_ops,
						       sizeof(int), NULL), 6);
}

/* ---- a file whose size is known ----------------------------------------------------- */

static int open_sized(struct inode *inode, struct file *file)
{
	return single_open_size(file, show_much, NULL, 3 * PAGE_SIZE);
}

static const struct proc_ops sized_ops = {
	.proc_open = open_sized, .proc_read = seq_read, .proc_release = single_release,
};

static int path_single_open_size(struct kunit *test)
{
	return read_file(test, proc_create("failnth", 0, NULL, &sized_ops), 2 * PAGE_SIZE);
}

static const struct failnth_path proc_paths[] = {
	{ "proc_create_single, read", path_proc_single },
	{ "proc_create_seq, read", path_proc_seq },
	{ "proc_create_seq_private, read", path_proc_seq_private },
	{ "single_open_size, read", path_single_open_size },
	{ "directory, read", path_proc_directory },
};

KUNIT_ARRAY_PARAM(proc, proc_paths, failnth_path_name);

static void g2_proc_paths_unwind(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case failnth_proc_cases[] = {
	KUNIT_CASE_PARAM(g2_proc_paths_unwind, proc_gen_params),
	{ }
};

static struct kunit_suite failnth_proc_suite = {
	.name = "failnth_proc",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_proc_cases,
};
kunit_test_suite(failnth_proc_suite);
