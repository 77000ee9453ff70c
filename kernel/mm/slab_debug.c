// SPDX-License-Identifier: MIT
/*
 * kernel/mm/slab_debug.c - guard bytes, poison and callers: who wrote where they must not
 *
 * What it is for
 *
 *   A write beyond an object, or into one already freed, shows up somewhere
 *   else and later.  debug=slab makes it show up at the next allocation or
 *   free of that very object, with the names of those who had it last.
 *
 * How it works
 *
 *   Every object is surrounded by bytes whose value is known:
 *
 *       |<- red_left_pad ->|<- object_size ->|<- >= 8 ->|  8  |<- 2 tracks ->|
 *       | left redzone     | object          | right    | next| alloc | free | pad
 *       |                  |                 | redzone  | free|       |      |
 *
 *       in use:  redzones 0xcc, object the user's (0x5a.. until written)
 *       free:    redzones 0xbb, object 0x6b .. 0x6b 0xa5, pad always 0x5a
 *
 *   Allocation checks that the object still looks free, freeing that it looks
 *   in use.  An object that looks free when it is freed was freed twice.
 *
 * Context, Locking
 *
 *   Called by slab.c with s->lock held and interrupts off.
 *
 * Compared with Linux
 *
 *   SLUB's layout, values and messages.  A failed check on allocation takes the
 *   slab out of use; on free the object is left alone (it leaks).  Tracks carry
 *   a serial number more, by which a test finds what it leaked.
 *
 * See also: Documentation "Short users guide for SLUB" (kernel.org);
 * tests/unit/slab_test.c.
 */

#include <linux/bug.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

#define REPORT_OBJECT_BYTES	256u	/* how much of a big object a report shows */
#define RULE_HEAVY "============================================================================="
#define RULE_LIGHT "-----------------------------------------------------------------------------"

/* Number of the last tracked allocation.  Races between CPUs only repeat a number. */
static unsigned long alloc_serial;

static struct track *get_track(const struct kmem_cache *s, const void *object,
			       enum track_item item)
{
	void *tracks = (void *)object + s->inuse + sizeof(void *);

	return (struct track *)tracks + item;
}

static void set_track(const struct kmem_cache *s, void *object, enum track_item item,
		      unsigned long caller)
{
	struct track *t;

	if (!(s->flags & SLAB_STORE_USER))
		return;
	t = get_track(s, object, item);
	t->addr = caller;
	t->when = jiffies;
	t->pid = current->pid;
	t->cpu = smp_processor_id();
	if (item == TRACK_ALLOC)
		t->serial = ++alloc_serial;
}

static void clear_tracks(const struct kmem_cache *s, void *object)
{
	if (s->flags & SLAB_STORE_USER)
		memset(get_track(s, object, TRACK_ALLOC), 0, 2 * sizeof(struct track));
}

/* ---- what is known about each byte ------------------------------------------------ */

/* Where the padding behind an object's last part starts. */
static unsigned int metadata_end(const struct kmem_cache *s)
{
	unsigned int end = s->inuse + sizeof(void *);

	return s->flags & SLAB_STORE_USER ? end + 2 * sizeof(struct track) : end;
}

static void init_object(const struct kmem_cache *s, void *object, u8 redzone)
{
	u8 *p = object;

	if (s->flags & SLAB_RED_ZONE) {
		memset(p - s->red_left_pad, redzone, s->red_left_pad);
		memset(p + s->object_size, redzone, s->inuse - s->object_size);
	}
	if (!(s->flags & SLAB_POISON) || s->ctor)
		return;
	if (redzone == SLUB_RED_ACTIVE) {
		memset(p, POISON_INUSE, s->object_size);
	} else {
		memset(p, POISON_FREE, s->object_size - 1);
		p[s->object_size - 1] = POISON_END;
	}
}

void slab_debug_new_slab(struct kmem_cache *s, struct page *slab)
{
	void *object;

	memset(page_address(slab), POISON_INUSE, PAGE_SIZE << s->order);
	for_each_object(object, s, slab) {
		init_object(s, object, SLUB_RED_INACTIVE);
		clear_tracks(s, object);
	}
}

/* ---- reports ------------------------------------------------------------------------ */

struct slab_catcher *slab_catcher;	/* the test's business */

/* The head of a report.  False: a test wanted to see it instead of the log. */
static __printf(2, 3) bool slab_bug(const struct kmem_cache *s, const char *fmt, ...)
{
	struct slab_catcher *catcher = READ_ONCE(slab_catcher);
	struct va_format vaf;
	va_list args;

	va_start(args, fmt);
	vaf.fmt = fmt;
	vaf.va = &args;
	if (catcher) {
		catcher->errors++;
		vsnprintf(catcher->last, sizeof(catcher->last), fmt, args);
	} else {
		pr_err("%s\n", RULE_HEAVY);
		pr_err("BUG %s (%s): %pV\n", s->name, print_tainted(), &vaf);
		pr_err("%s\n\n", RULE_LIGHT);
		add_taint(TAINT_BAD_PAGE, LOCKDEP_NOW_UNRELIABLE);
	}
	va_end(args);
	return !catcher;
}

static void print_track(const char *verb, const struct track *t)
{
	if (t->addr)
		pr_err("%s in %pS age=%lu cpu=%u pid=%d\n", verb, (void *)t->addr,
		       jiffies - t->when, t->cpu, t->pid);
}

void slab_print_tracking(const struct kmem_cache *s, const void *object)
{
	if (!(s->flags & SLAB_STORE_USER))
		return;
	print_track("Allocated", get_track(s, object, TRACK_ALLOC));
	print_track("Freed", get_track(s, object, TRACK_FREE));
}

static void print_object(const struct kmem_cache *s, const struct page *slab, const void *object)
{
	slab_print_tracking(s, object);
	pr_err("Slab 0x%px objects=%u used=%u fp=0x%px flags=0x%x\n", slab, s->objects,
	       slab->inuse, slab_first_free(slab), slab->flags);
	pr_err("Object 0x%px @offset=%td fp=0x%px\n\n", object,
	       object - page_address(slab), get_freepointer(s, object));
	if (s->flags & SLAB_RED_ZONE)
		mm_dump_bytes("Redzone  ", object - s->red_left_pad, s->red_left_pad);
	mm_dump_bytes("Object   ", object, min(s->object_size, REPORT_OBJECT_BYTES));
	if (s->flags & SLAB_RED_ZONE)
		mm_dump_bytes("Redzone  ", object + s->object_size, s->inuse - s->object_size);
	mm_dump_bytes("Padding  ", object + metadata_end(s),
		    s->size - s->red_left_pad - metadata_end(s));
	dump_stack();
}

static void object_err(const struct kmem_cache *s, const struct page *slab, const void *object,
		       const char *what)
{
	if (slab_bug(s, "%s", what))
		print_object(s, slab, object);
}

static void slab_err(const struct kmem_cache *s, const struct page *slab, const char *what,
		     const void *object)
{
	if (!slab_bug(s, "%s", what))
		return;
	pr_err("Slab 0x%px objects=%u used=%u fp=0x%px flags=0x%x\n", slab, s->objects,
	       slab->inuse, slab_first_free(slab), slab->flags);
	pr_err("Object 0x%px\n", object);
	dump_stack();
}

/* ---- checks ---------------------------------------------------------------------------- */

/* Are @len bytes all @value?  If not: report, and put the value back. */
static bool check_bytes(const struct kmem_cache *s, const struct page *slab, void *object,
			const char *what, u8 *start, u8 value, unsigned int len)
{
	u8 *bad = memchr_inv(start, value, len);
	u8 *end = start + len;

	if (likely(!bad))
		return true;
	while (end > bad && end[-1] == value)
		end--;

	if (slab_bug(s, "%s overwritten", what)) {
		pr_err("0x%px-0x%px @offset=%td. First byte 0x%x instead of 0x%x\n", bad, end - 1,
		       bad - (u8 *)page_address(slab), bad[0], value);
		print_object(s, slab, object);
		pr_err("FIX %s: Restoring %s 0x%px-0x%px=0x%x\n", s->name, what, bad, end - 1,
		       value);
	}
	memset(bad, value, end - bad);
	return false;
}

static bool check_redzones(const struct kmem_cache *s, const struct page *slab, void *object,
			   u8 value)
{
	u8 *p = object;

	if (!(s->flags & SLAB_RED_ZONE))
		return true;
	return check_bytes(s, slab, object, "Left Redzone", p - s->red_left_pad, value,
			   s->red_left_pad) &&
	       check_bytes(s, slab, object, "Right Redzone", p + s->object_size, value,
			   s->inuse - s->object_size);
}

/* Everything but the redzones; @free: the object should be poisoned. */
static bool check_poison(const struct kmem_cache *s, const struct page *slab, void *object,
			 bool free)
{
	u8 *p = object;

	if (!(s->flags & SLAB_POISON))
		return true;
	if (free && !s->ctor &&
	    !(check_bytes(s, slab, object, "Poison", p, POISON_FREE, s->object_size - 1) &&
	      check_bytes(s, slab, object, "End Poison", p + s->object_size - 1, POISON_END, 1)))
		return false;
	return check_bytes(s, slab, object, "Object padding", p + metadata_end(s), POISON_INUSE,
			   s->size - s->red_left_pad - metadata_end(s));
}

static bool check_object(const struct kmem_cache *s, const struct page *slab, void *object,
			 u8 redzone)
{
	return check_redzones(s, slab, object, redzone) &&
	       check_poison(s, slab, object, redzone == SLUB_RED_INACTIVE);
}

/* Does the pointer point to the start of one of the slab's objects? */
static bool valid_pointer(const struct kmem_cache *s, const struct page *slab, const void *object)
{
	const void *first = page_address(slab) + s->red_left_pad;

	return object >= first && object < first + s->objects * s->size &&
	       (object - first) % s->size == 0;
}

static bool on_freelist(const struct kmem_cache *s, const struct page *slab, const void *object)
{
	void *free = slab_first_free(slab);
	unsigned int i;

	for (i = 0; free && i < s->objects; i++) {
		if (free == object)
			return true;
		if (!valid_pointer(s, slab, free)) {
			slab_err(s, slab, "Freechain corrupt", free);
			return false;
		}
		free = get_freepointer(s, free);
	}
	return false;
}

/* @object has just been taken off its slab.  False: do not give it out. */
bool slab_debug_alloc(struct kmem_cache *s, struct page *slab, void *object, unsigned long caller)
{
	void *next = slab_first_free(slab);

	if (!check_object(s, slab, object, SLUB_RED_INACTIVE))
		return false;
	if (next && !valid_pointer(s, slab, next)) {
		object_err(s, slab, object, "Freepointer corrupt");
		return false;
	}
	init_object(s, object, SLUB_RED_ACTIVE);
	set_track(s, object, TRACK_ALLOC, caller);
	return true;
}

/* @object is about to go back.  False: leave it alone. */
bool slab_debug_free(struct kmem_cache *s, struct page *slab, void *object, unsigned long caller)
{
	if (!valid_pointer(s, slab, object)) {
		slab_err(s, slab, "Invalid object pointer", object);
		return false;
	}
	if (on_freelist(s, slab, object)) {
		object_err(s, slab, object, "Object already free");
		return false;
	}
	if (!check_object(s, slab, object, SLUB_RED_ACTIVE))
		return false;
	set_track(s, object, TRACK_FREE, caller);
	init_object(s, object, SLUB_RED_INACTIVE);
	return true;
}

/* ---- what is still in use --------------------------------------------------------------- */

/* Name every object of a cache that is being destroyed. */
void slab_debug_leftovers(struct kmem_cache *s)
{
	struct page *slab;
	void *object;

	if (!slab_bug(s, "Objects remaining in %s on __kmem_cache_shutdown()", s->name))
		return;
	list_splice_init(&s->full, &s->partial);
	list_for_each_entry(slab, &s->partial, lru) {
		for_each_object(object, s, slab) {
			if (on_freelist(s, slab, object))
				continue;
			pr_err("Object 0x%px @offset=%td\n", object, object - page_address(slab));
			slab_print_tracking(s, object);
		}
	}
}

static long leaks_of_slab(struct kmem_cache *s, struct page *slab, unsigned long since)
{
	long bytes = 0;
	void *object;

	for_each_object(object, s, slab) {
		const struct track *t = get_track(s, object, TRACK_ALLOC);

		if (t->serial <= since || on_freelist(s, slab, object))
			continue;
		pr_info("# in use: object 0x%px (size %u, cache %s), allocated in %pS pid=%d\n",
			object, s->object_size, s->name, (void *)t->addr, t->pid);
		bytes += s->object_size;
	}
	return bytes;
}

/* Objects allocated after number @since and still in use: print, return their bytes. */
long slab_debug_leaks(struct kmem_cache *s, unsigned long since)
{
	struct page *slab;
	long bytes = 0;

	if (!(s->flags & SLAB_STORE_USER))
		return 0;
	list_for_each_entry(slab, &s->partial, lru)
		bytes += leaks_of_slab(s, slab, since);
	list_for_each_entry(slab, &s->full, lru)
		bytes += leaks_of_slab(s, slab, since);
	return bytes;
}

unsigned long slab_alloc_serial(void)
{
	return READ_ONCE(alloc_serial);
}
