// SPDX-License-Identifier: MIT
/* tests/unit/seq_file_test.c - files of /proc: made, read in pieces, removed */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "proc_text.h"

#define NAME	"hemi_test"
#define OUT_MAX	16384

static char *out;		/* what proc_show() gave, of the running test */
static size_t out_len;

static void collect(const char *text, size_t len)
{
	len = min(len, OUT_MAX - 1 - out_len);
	memcpy(out + out_len, text, len);
	out_len += len;
	out[out_len] = '\0';
}

static int open_out(struct kunit *test)
{
	out = kunit_kzalloc(test, OUT_MAX, GFP_KERNEL);
	out_len = 0;
	return out ? 0 : -ENOMEM;
}

/* ---- one show() ----------------------------------------------------------------- */

static int show_data(struct seq_file *m, void *v)
{
	seq_printf(m, "data is %s\n", (const char *)m->private);
	return 0;
}

static void a_single_file_shows_its_data(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_single_data(NAME, 0, NULL, show_data, "here");

	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_EQ(test, proc_show("/proc/" NAME, collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "data is here\n");
	out_len = 0;
	KUNIT_EXPECT_EQ(test, proc_show(NAME, collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "data is here\n");
	proc_remove(de);
	KUNIT_EXPECT_EQ(test, proc_show(NAME, collect), -ENOENT);
}

/* ---- directories ---------------------------------------------------------------- */

static void directories_nest_and_go_with_their_files(struct kunit *test)
{
	struct proc_dir_entry *dir = proc_mkdir(NAME, NULL);

	KUNIT_ASSERT_NOT_NULL(test, dir);
	KUNIT_EXPECT_NOT_NULL(test, proc_mkdir("b", dir));
	KUNIT_EXPECT_NOT_NULL(test, proc_create_single(NAME "/b/file", 0, NULL, show_data));
	KUNIT_EXPECT_NOT_NULL(test, proc_create_single("a", 0, dir, show_data));
	KUNIT_EXPECT_EQ(test, proc_show("/proc/" NAME "/", collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "a\nb/\n");
	remove_proc_entry(NAME, NULL);
	KUNIT_EXPECT_EQ(test, proc_show(NAME "/b/file", collect), -ENOENT);
	KUNIT_EXPECT_EQ(test, remove_proc_subtree(NAME, NULL), -ENOENT);
}

static int released;

static int count_release(struct inode *inode, struct file *file)
{
	released++;
	return single_release(inode, file);
}

static int open_data(struct inode *inode, struct file *file)
{
	return single_open(file, show_data, pde_data(inode));
}

static const struct proc_ops data_ops = {
	.proc_open = open_data, .proc_read = seq_read, .proc_release = count_release,
};

/* The owner is let go while somebody still has the file open, who then gets errors. */
static void an_open_file_does_not_keep_its_owner(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_data(NAME, 0, NULL, &data_ops, "one");
	struct file *file, *other;
	loff_t pos = 0;
	char buf[16];

	KUNIT_ASSERT_NOT_NULL(test, de);
	released = 0;
	file = filp_open("/proc/" NAME, O_RDONLY, 0);
	other = filp_open("/proc/" NAME, O_RDONLY, 0);
	KUNIT_ASSERT_FALSE(test, IS_ERR(file) || IS_ERR(other));
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, 7, &pos), 7);
	KUNIT_EXPECT_EQ(test, vfs_llseek(file, 0, SEEK_SET), -ESPIPE);
	filp_close(other, NULL);
	KUNIT_EXPECT_EQ(test, released, 1);
	proc_remove(de);
	KUNIT_EXPECT_EQ(test, released, 2);
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, 7, &pos), -EIO);

	/* The name is free, and means the new entry. */
	de = proc_create_data(NAME, 0, NULL, &data_ops, "two");
	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_EQ(test, proc_show(NAME, collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "data is two\n");
	proc_remove(de);
	filp_close(file, NULL);
	KUNIT_EXPECT_EQ(test, released, 3);
}

static void a_link_leads_elsewhere(struct kunit *test)
{
	struct proc_dir_entry *file = proc_create_single_data(NAME, 0, NULL, show_data, "there");
	struct proc_dir_entry *link = proc_symlink(NAME "_link", NULL, NAME);

	KUNIT_EXPECT_EQ(test, proc_show(NAME "_link", collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "data is there\n");
	proc_remove(link);
	proc_remove(file);
}

static void a_file_without_write_gives_eio(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_data(NAME, 0, NULL, &data_ops, "one");

	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_EQ(test, proc_store(NAME, "x", 1), -EIO);
	KUNIT_EXPECT_EQ(test, proc_store("/proc", "x", 1), -EISDIR);
	proc_remove(de);
}

static void names_are_taken_once(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_single(NAME, 0, NULL, show_data);

	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_NULL(test, proc_create_single(NAME, 0, NULL, show_data));
	KUNIT_EXPECT_NULL(test, proc_create_single("no_such_dir/x", 0, NULL, show_data));
	KUNIT_EXPECT_NULL(test, proc_create_single(NAME "/below_a_file", 0, NULL, show_data));
	proc_remove(de);
}

/* ---- an iterator ---------------------------------------------------------------- */

#define ELEMENTS 600	/* more than one buffer */
#define HIDDEN	 7	/* shows nothing */

static int starts, stops, fail_at = -1;

static void *count_start(struct seq_file *m, loff_t *pos)
{
	starts++;
	return *pos < ELEMENTS ? (void *)(unsigned long)(*pos + 1) : NULL;
}

static void *count_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return *pos < ELEMENTS ? (void *)(unsigned long)(*pos + 1) : NULL;
}

static void count_stop(struct seq_file *m, void *v)
{
	stops++;
}

static int count_show(struct seq_file *m, void *v)
{
	int n = (int)(unsigned long)v - 1;

	if (n == fail_at)
		return -EIO;
	seq_printf(m, "element %d", n);
	seq_putc(m, '\n');
	return n == HIDDEN ? SEQ_SKIP : 0;
}

static const struct seq_operations count_ops = {
	.start = count_start, .next = count_next, .stop = count_stop, .show = count_show,
};

/* What the file must contain. */
static char *expected_text(struct kunit *test)
{
	char *text = kunit_kzalloc(test, OUT_MAX, GFP_KERNEL);
	size_t len = 0;

	KUNIT_ASSERT_NOT_NULL(test, text);
	for (int i = 0; i < ELEMENTS; i++) {
		if (i != HIDDEN)
			len += scnprintf(text + len, OUT_MAX - len, "element %d\n", i);
	}
	return text;
}

static void open_count(struct kunit *test, struct file *file)
{
	*file = (struct file){ .f_mode = FMODE_READ };
	starts = stops = 0;
	KUNIT_ASSERT_EQ(test, seq_open(file, &count_ops), 0);
}

static ssize_t read_at(struct file *file, char *buf, size_t size, loff_t *pos)
{
	struct lent_buffer lent;
	ssize_t n;

	lend_buffer(&lent, buf, size);
	n = seq_read(file, (__force char __user *)buf, size, pos);
	take_back_buffer(&lent);
	return n;
}

/* However the reader cuts it, the text is the same; start and stop come in pairs. */
static void read_in_pieces(struct kunit *test)
{
	const int *piece = test->param_value;
	char *expected = expected_text(test);
	struct file file;
	loff_t pos = 0;
	ssize_t n;

	open_count(test, &file);
	while ((n = read_at(&file, out + out_len, *piece, &pos)) > 0)
		out_len += n;
	KUNIT_EXPECT_EQ(test, n, 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, expected);
	KUNIT_EXPECT_EQ(test, pos, strlen(expected));
	KUNIT_EXPECT_EQ(test, starts, stops);
	seq_release(NULL, &file);
}

static const int pieces[] = { 1, 7, 100, 4096, 12000 };

static void describe_piece(const int *piece, char *desc)
{
	snprintf(desc, KUNIT_PARAM_DESC_SIZE, "%d bytes", *piece);
}
KUNIT_ARRAY_PARAM(piece, pieces, describe_piece);

static void reading_elsewhere_starts_again(struct kunit *test)
{
	char *expected = expected_text(test);
	struct file file;
	loff_t pos = 500;

	open_count(test, &file);
	KUNIT_EXPECT_EQ(test, read_at(&file, out, 20, &pos), 20);
	KUNIT_EXPECT_EQ(test, strncmp(out, expected + 500, 20), 0);
	pos = 3;
	KUNIT_EXPECT_EQ(test, read_at(&file, out, 20, &pos), 20);
	KUNIT_EXPECT_EQ(test, strncmp(out, expected + 3, 20), 0);
	KUNIT_EXPECT_EQ(test, seq_lseek(&file, 8, SEEK_SET), 8);
	KUNIT_EXPECT_EQ(test, seq_lseek(&file, -100, SEEK_SET), -EINVAL);
	seq_release(NULL, &file);
}

static void an_error_of_show_reaches_the_reader(struct kunit *test)
{
	struct file file;
	loff_t pos = 0;

	open_count(test, &file);
	fail_at = 0;
	KUNIT_EXPECT_EQ(test, read_at(&file, out, 100, &pos), -EIO);
	KUNIT_EXPECT_EQ(test, starts, stops);
	fail_at = -1;
	KUNIT_EXPECT_EQ(test, read_at(&file, out, 9, &pos), 9);
	seq_release(NULL, &file);
}

static void a_reader_without_memory_gets_efault(struct kunit *test)
{
	struct file file;
	loff_t pos = 0;

	open_count(test, &file);
	KUNIT_EXPECT_EQ(test, seq_read(&file, (__force char __user *)out, 100, &pos), -EFAULT);
	KUNIT_EXPECT_EQ(test, pos, 0);
	KUNIT_EXPECT_EQ(test, read_at(&file, out, 9, &pos), 9);
	seq_release(NULL, &file);
}

/* ---- an element larger than the buffer ------------------------------------------- */

static int show_large(struct seq_file *m, void *v)
{
	for (int i = 0; i < 2000; i++)
		seq_puts(m, "xyz");
	seq_putc(m, '\n');
	return 0;
}

static void the_buffer_grows_for_a_large_element(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_single(NAME, 0, NULL, show_large);

	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_EQ(test, proc_show(NAME, collect), 0);
	KUNIT_EXPECT_EQ(test, out_len, 6001);
	KUNIT_EXPECT_EQ(test, out[6000], '\n');
	proc_remove(de);
}

/* ---- printing helpers ------------------------------------------------------------ */

static int show_helpers(struct seq_file *m, void *v)
{
	seq_put_decimal_ull(m, "a=", 10);
	seq_put_decimal_ull_width(m, " b=", 7, 4);
	seq_put_decimal_ll(m, " c=", -12);
	seq_put_hex_ll(m, " d=", 0xab, 4);
	seq_putc(m, ' ');
	seq_escape(m, "x y\n", " \n");
	seq_putc(m, '|');
	seq_setwidth(m, 6);
	seq_puts(m, "pad");
	seq_pad(m, '|');
	seq_putc(m, '\n');
	return 0;
}

static void printing_helpers(struct kunit *test)
{
	struct proc_dir_entry *de = proc_create_single(NAME, 0, NULL, show_helpers);

	KUNIT_ASSERT_NOT_NULL(test, de);
	KUNIT_EXPECT_EQ(test, proc_show(NAME, collect), 0);
	KUNIT_EXPECT_STREQ(test, (const char *)out, "a=10 b=   7 c=-12 d=00ab x\\040y\\012|pad   |\n");
	proc_remove(de);
}

static struct kunit_case seq_file_cases[] = {
	KUNIT_CASE(a_single_file_shows_its_data),
	KUNIT_CASE(directories_nest_and_go_with_their_files),
	KUNIT_CASE(names_are_taken_once),
	KUNIT_CASE(an_open_file_does_not_keep_its_owner),
	KUNIT_CASE(a_link_leads_elsewhere),
	KUNIT_CASE(a_file_without_write_gives_eio),
	KUNIT_CASE_PARAM(read_in_pieces, piece_gen_params),
	KUNIT_CASE(reading_elsewhere_starts_again),
	KUNIT_CASE(an_error_of_show_reaches_the_reader),
	KUNIT_CASE(a_reader_without_memory_gets_efault),
	KUNIT_CASE(the_buffer_grows_for_a_large_element),
	KUNIT_CASE(printing_helpers),
	{ }
};

static struct kunit_suite seq_file_suite = {
	.name = "seq_file",
	.init = open_out,
	.test_cases = seq_file_cases,
};
kunit_test_suite(seq_file_suite);
