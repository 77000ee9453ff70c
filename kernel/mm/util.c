// SPDX-License-Identifier: MIT
/* kernel/mm/util.c - strings and buffers that come from kmalloc(); kvmalloc(); the reports */

#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "internal.h"

#define DUMP_ROW	16
#define DUMP_LINE	(DUMP_ROW * 4 + 4)	/* "xx " and one character each, and the gap */
#define GROWN_MAX	16
#define PAGES_TO_KB(pages) ((pages) << (PAGE_SHIFT - 10))

/* Each names its caller, not itself, in reports. */

/**
 * kmemdup - a copy of @len bytes in new memory
 *
 * Context: as kmalloc() with @gfp.
 * Return: the copy, to be freed with kfree(), or NULL.
 */
void *kmemdup(const void *src, size_t len, gfp_t gfp)
{
	void *p = kmalloc_track_caller(len, gfp);

	if (p)
		memcpy(p, src, len);
	return p;
}
EXPORT_SYMBOL(kmemdup);

static char *copy_string(const char *s, size_t len, gfp_t gfp, unsigned long caller)
{
	char *p = __kmalloc_track_caller(len + 1, gfp, caller);

	if (p) {
		memcpy(p, s, len);
		p[len] = '\0';
	}
	return p;
}

/* NULL gives NULL. */
char *kstrdup(const char *s, gfp_t gfp)
{
	return s ? copy_string(s, strlen(s), gfp, _RET_IP_) : NULL;
}
EXPORT_SYMBOL(kstrdup);

/* At most @max characters, and always terminated. */
char *kstrndup(const char *s, size_t max, gfp_t gfp)
{
	return s ? copy_string(s, strnlen(s, max), gfp, _RET_IP_) : NULL;
}
EXPORT_SYMBOL(kstrndup);

/* @len bytes that are not terminated become a string that is. */
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp)
{
	return s ? copy_string(s, len, gfp, _RET_IP_) : NULL;
}
EXPORT_SYMBOL(kmemdup_nul);

/* A string constant never goes away, so it need not be copied. */
static bool is_constant(const void *p)
{
	extern const char __start_rodata[], __end_rodata[];

	return (const char *)p >= __start_rodata && (const char *)p < __end_rodata;
}

const char *kstrdup_const(const char *s, gfp_t gfp)
{
	return is_constant(s) ? s : kstrdup(s, gfp);
}
EXPORT_SYMBOL(kstrdup_const);

/* Frees what kstrdup_const() returned. */
void kfree_const(const void *p)
{
	if (!is_constant(p))
		kfree(p);
}
EXPORT_SYMBOL(kfree_const);

/**
 * kvasprintf - print into a new buffer of the right size
 *
 * Context: as kmalloc() with @gfp.
 * Return: the string, to be freed with kfree(), or NULL.
 */
char *kvasprintf(gfp_t gfp, const char *fmt, va_list args)
{
	va_list again;
	char *p;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);

	p = kmalloc_track_caller(len + 1, gfp);
	if (p)
		vsnprintf(p, len + 1, fmt, args);
	return p;
}
EXPORT_SYMBOL(kvasprintf);

char *kasprintf(gfp_t gfp, const char *fmt, ...)
{
	va_list args;
	char *p;

	va_start(args, fmt);
	p = kvasprintf(gfp, fmt, args);
	va_end(args);
	return p;
}
EXPORT_SYMBOL(kasprintf);

/* ---- kvmalloc() ----------------------------------------------------------------------- */

/**
 * kvmalloc_node - kmalloc() if that works, else vmalloc()
 *
 * Context: process; @flags must allow sleeping.
 * Return: memory for kvfree(), or NULL.
 */
void *kvmalloc_node(size_t size, gfp_t flags, int node)
{
	gfp_t try_flags = size > PAGE_SIZE ? flags | __GFP_NOWARN | __GFP_NORETRY : flags;
	void *p = NULL;

	if (size <= KMALLOC_MAX_SIZE)
		p = __kmalloc_track_caller(size, try_flags & ~__GFP_NOFAIL, _RET_IP_);
	if (p || size <= PAGE_SIZE || !gfpflags_allow_blocking(flags))
		return p;
	return __vmalloc_node(size, 1, flags, node, __builtin_return_address(0));
}
EXPORT_SYMBOL(kvmalloc_node);

void kvfree(const void *addr)
{
	if (is_vmalloc_addr(addr))
		vfree(addr);
	else
		kfree(addr);
}
EXPORT_SYMBOL(kvfree);

void kvfree_sensitive(const void *addr, size_t len)
{
	if (!ZERO_OR_NULL_PTR(addr))
		memzero_explicit((void *)addr, len);
	kvfree(addr);
}
EXPORT_SYMBOL(kvfree_sensitive);

/* Grow to @newsize; the old block is freed only on success. */
void *kvrealloc(const void *p, size_t oldsize, size_t newsize, gfp_t flags)
{
	void *fresh;

	if (oldsize >= newsize)
		return (void *)p;
	fresh = kvmalloc(newsize, flags);
	if (!fresh)
		return NULL;
	memcpy(fresh, p, oldsize);
	kvfree(p);
	return fresh;
}
EXPORT_SYMBOL(kvrealloc);

/* ---- reports ---------------------------------------------------------------------------- */

void mm_dump_bytes(const char *label, const void *start, size_t len)
{
	char line[DUMP_LINE];
	size_t at;

	for (at = 0; at < len; at += DUMP_ROW) {
		hex_dump_to_buffer(start + at, min_t(size_t, len - at, DUMP_ROW), DUMP_ROW, 1,
				   line, sizeof(line), true);
		pr_err("%s%px: %s\n", label, start + at, line);
	}
}

void mm_collect_stat(struct mm_stat *stat)
{
	memset(stat, 0, sizeof(*stat));
	page_alloc_stat(stat);
	slab_stat(stat);
	percpu_stat(stat);
	stat->vmalloc_pages = vmalloc_nr_pages();
}

/**
 * show_mem - print what memory is used for
 *
 * Context: any but NMI.
 */
void show_mem(void)
{
	struct mm_stat st;

	mm_collect_stat(&st);
	pr_info("Mem-Info:\n");
	pr_info("total:%lukB free:%lukB used:%lukB\n", PAGES_TO_KB(st.total_pages),
		PAGES_TO_KB(st.free_pages), PAGES_TO_KB(st.total_pages - st.free_pages));
	pr_info("slab:%lukB (in use %lukB) kmalloc_large:%lukB vmalloc:%lukB\n",
		PAGES_TO_KB(st.slab_pages), st.slab_bytes >> 10, PAGES_TO_KB(st.large_pages),
		PAGES_TO_KB(st.vmalloc_pages));
	pr_info("percpu: %lu bytes used, %lu free on each CPU\n", st.percpu_bytes,
		st.percpu_free);
	show_free_areas();
	slab_show();
}

void mm_leak_mark(struct mm_leak_mark *mark)
{
	struct mm_stat st;

	mm_collect_stat(&st);
	mark->serial = slab_alloc_serial();
	mark->slab_bytes = st.slab_bytes;
	mark->vmalloc_bytes = st.vmalloc_pages << PAGE_SHIFT;
	mark->percpu_bytes = st.percpu_bytes;
	mark->other_pages = st.total_pages - st.free_pages - st.slab_pages - st.vmalloc_pages;
}

/* How much more is in use than at the mark; negative if less. */
long mm_leak_bytes(const struct mm_leak_mark *mark)
{
	struct mm_leak_mark now;

	mm_leak_mark(&now);
	return (long)(now.slab_bytes - mark->slab_bytes) +
	       (long)(now.vmalloc_bytes - mark->vmalloc_bytes) +
	       (long)(now.percpu_bytes - mark->percpu_bytes) +
	       (long)((now.other_pages - mark->other_pages) << PAGE_SHIFT);
}

static void report_growth(const char *who, const char *what, unsigned long before,
			  unsigned long now)
{
	if ((long)(now - before) > 0)
		pr_info("# %s: %lu bytes more of %s\n", who, now - before, what);
}

/* Who grew, for the report at power-off.  Written by one reporter at a time. */
static struct {
	const char *who;
	long bytes;
} grown[GROWN_MAX];
static unsigned int nr_grown;

static void note_growth(const char *who, long bytes)
{
	if (nr_grown < GROWN_MAX) {
		grown[nr_grown].who = who;
		grown[nr_grown].bytes = bytes;
	}
	nr_grown++;
}

/**
 * mm_leak_report - name what was allocated since @mark and is still there
 * @who: whose it is, for the log; kept for the report at power-off
 *
 * Context: process.
 * Return: bytes more than at the mark.
 */
long mm_leak_report(const struct mm_leak_mark *mark, const char *who)
{
	long bytes = mm_leak_bytes(mark);
	struct mm_leak_mark now;

	if (bytes <= 0)
		return bytes;
	note_growth(who, bytes);
	mm_leak_mark(&now);
	report_growth(who, "slab objects", mark->slab_bytes, now.slab_bytes);
	report_growth(who, "vmalloc", mark->vmalloc_bytes, now.vmalloc_bytes);
	report_growth(who, "percpu", mark->percpu_bytes, now.percpu_bytes);
	report_growth(who, "pages", mark->other_pages << PAGE_SHIFT,
		      now.other_pages << PAGE_SHIFT);
	slab_leak_report(mark->serial);
	return bytes;
}

/**
 * mm_exit_report - what is in use at the end
 *
 * Context: any but NMI.
 */
void mm_exit_report(void)
{
	struct mm_stat st;
	unsigned int i;

	mm_collect_stat(&st);
	pr_info("Memory: %luK/%luK in use at the end\n",
		PAGES_TO_KB(st.total_pages - st.free_pages), PAGES_TO_KB(st.total_pages));
	for (i = 0; i < min_t(unsigned int, nr_grown, GROWN_MAX); i++)
		pr_info("Memory: %ld bytes more since %s\n", grown[i].bytes, grown[i].who);
	if (nr_grown > GROWN_MAX)
		pr_info("Memory: and %u more\n", nr_grown - GROWN_MAX);
}

static void meminfo_row(struct seq_file *m, const char *name, unsigned long kb)
{
	seq_printf(m, "%-16s%8lu kB\n", name, kb);
}

static int meminfo_show(struct seq_file *m, void *v)
{
	struct mm_stat st;

	mm_collect_stat(&st);
	meminfo_row(m, "MemTotal:", PAGES_TO_KB(st.total_pages));
	meminfo_row(m, "MemFree:", PAGES_TO_KB(st.free_pages));
	meminfo_row(m, "MemAvailable:", PAGES_TO_KB(st.free_pages));
	meminfo_row(m, "Buffers:", 0);
	meminfo_row(m, "Cached:", 0);
	meminfo_row(m, "SwapTotal:", 0);
	meminfo_row(m, "SwapFree:", 0);
	meminfo_row(m, "Slab:", PAGES_TO_KB(st.slab_pages));
	meminfo_row(m, "SReclaimable:", 0);
	meminfo_row(m, "SUnreclaim:", PAGES_TO_KB(st.slab_pages));
	meminfo_row(m, "VmallocTotal:", (VMALLOC_END - VMALLOC_START) >> 10);
	meminfo_row(m, "VmallocUsed:", PAGES_TO_KB(st.vmalloc_pages));
	meminfo_row(m, "Percpu:", PAGES_TO_KB(PFN_UP(st.percpu_bytes) * num_online_cpus()));
	return 0;
}

static int __init mm_proc_init(void)
{
	proc_create_single("meminfo", 0444, NULL, meminfo_show);
	return 0;
}
device_initcall(mm_proc_init);
