// SPDX-License-Identifier: MIT
/*
 * kernel/kunit/assert.c - say what an expectation wanted and what it got
 *
 * All lines are diagnostics of KTAP: the harness shows them with the case.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>

#define INDENT	KUNIT_SUBTEST_INDENT
#define VALUE	KUNIT_SUBSUBTEST_INDENT
#define DUMP_ROW 16

/* The source text of an expectation is up to three strings in one. */
static const char *behind(const char *text)
{
	return text + strlen(text) + 1;
}

static const char *left_text(const struct kunit_loc *loc)
{
	return loc->text;
}

static const char *right_text(const struct kunit_loc *loc)
{
	return behind(behind(loc->text));
}

static void begin(struct kunit *test, const struct kunit_loc *loc)
{
	kunit_set_failure(test);
	kunit_err(test, "%s FAILED at %s:%d\n",
		  loc->type == KUNIT_ASSERTION ? "ASSERTION" : "EXPECTATION", loc->file, loc->line);
}

/* The test's own message, if it has one; a failed assertion does not return. */
static void end(struct kunit *test, const struct kunit_loc *loc, const char *fmt, va_list args)
{
	if (fmt) {
		struct va_format vaf = { .fmt = fmt };
		va_list copy;

		va_copy(copy, args);
		vaf.va = &copy;
		pr_err(INDENT "%pV\n", &vaf);
		va_end(copy);
	}
	if (loc->type == KUNIT_ASSERTION)
		kunit_abort(test);
}

/* An operand that is its own value need not be repeated. */
static bool is_literal(const char *text, long long value)
{
	char buf[24];

	snprintf(buf, sizeof(buf), "%lld", value);
	return !strcmp(text, buf);
}

static void show_int(const char *text, long long value)
{
	if (!is_literal(text, value))
		pr_err(VALUE "%s == %lld (0x%llx)\n", text, value, value);
}

static void expected(const struct kunit_loc *loc)
{
	pr_err(INDENT "Expected %s %s %s, but\n", left_text(loc), behind(loc->text),
	       right_text(loc));
}

void kunit_fail(struct kunit *test, const struct kunit_loc *loc, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail);

void kunit_fail_unary(struct kunit *test, const struct kunit_loc *loc, bool wanted,
		      const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	pr_err(INDENT "Expected %s to be %s, but is %s\n", left_text(loc), wanted ? "true" : "false",
	       wanted ? "false" : "true");
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_unary);

void kunit_fail_int(struct kunit *test, const struct kunit_loc *loc, long long left,
		    long long right, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	expected(loc);
	show_int(left_text(loc), left);
	show_int(right_text(loc), right);
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_int);

void kunit_fail_ptr(struct kunit *test, const struct kunit_loc *loc, const void *left,
		    const void *right, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	expected(loc);
	pr_err(VALUE "%s == %px\n", left_text(loc), left);
	pr_err(VALUE "%s == %px\n", right_text(loc), right);
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_ptr);

void kunit_fail_str(struct kunit *test, const struct kunit_loc *loc, const char *left,
		    const char *right, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	expected(loc);
	pr_err(VALUE "%s == \"%s\"\n", left_text(loc), left);
	pr_err(VALUE "%s == \"%s\"\n", right_text(loc), right);
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_str);

static void show_memory(const char *text, const void *mem, size_t size)
{
	if (!mem) {
		pr_err(VALUE "%s == NULL\n", text);
		return;
	}
	pr_err(VALUE "%s ==\n", text);
	print_hex_dump(KERN_ERR, VALUE, DUMP_PREFIX_OFFSET, DUMP_ROW, 1, mem, size, false);
}

void kunit_fail_mem(struct kunit *test, const struct kunit_loc *loc, const void *left,
		    const void *right, size_t size, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	expected(loc);
	show_memory(left_text(loc), left, size);
	show_memory(right_text(loc), right, size);
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_mem);

void kunit_fail_err_ptr(struct kunit *test, const struct kunit_loc *loc, const void *ptr,
			const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	begin(test, loc);
	if (ptr)
		pr_err(INDENT "Expected %s is not error, but is: %pe\n", left_text(loc), ptr);
	else
		pr_err(INDENT "Expected %s is not null, but is\n", left_text(loc));
	end(test, loc, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(kunit_fail_err_ptr);
