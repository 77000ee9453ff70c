// SPDX-License-Identifier: MIT
/*
 * kernel/mm/slab_common.c - make and destroy caches; kmalloc()'s own; large blocks
 *
 * How it works
 *
 *   A cache's layout is computed once, from its size, alignment and flags: what
 *   stands beside each object (kernel/mm/slab_debug.c), how many pages a slab
 *   has, and how many objects a CPU may keep for itself.  kmalloc() is fourteen
 *   such caches; beyond the largest, whole pages are handed out.
 *
 *   The caches of kmalloc() are static, since there is nothing to allocate the
 *   first one from; all later ones come from them.
 *
 * Context
 *
 *   kmem_cache_create(), kmem_cache_destroy(), kmem_cache_shrink(): process
 *   context.  The rest: as kmalloc().
 *
 * Locking
 *
 *   slab_caches_lock guards the list of all caches; s->lock may be taken inside.
 */

#include <linux/align.h>
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/debugflags.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

#define SLAB_MAX_ORDER		3	/* 32 KiB: larger blocks may be hard to find */
#define SLAB_MIN_OBJECTS	4	/* below it a slab's overhead is not worth it */
#define SLAB_WASTE_SHIFT	3	/* at most 1/8 of a slab left over */

/* A CPU keeps about this many bytes of one kind, within these numbers of objects. */
#define CPU_LIST_BYTES		8192u
#define CPU_LIST_MIN		2u
#define CPU_LIST_MAX		32u

LIST_HEAD(slab_caches);
DEFINE_SPINLOCK(slab_caches_lock);	/* outside s->lock */

struct kmem_cache *kmalloc_caches[NR_KMALLOC_TYPES][KMALLOC_SHIFT_HIGH + 1] __ro_after_init;
EXPORT_SYMBOL(kmalloc_caches);

static struct kmem_cache boot_caches[KMALLOC_SHIFT_HIGH + 1];
static const char * const kmalloc_names[KMALLOC_SHIFT_HIGH + 1] = {
	[1] = "kmalloc-96", [2] = "kmalloc-192", [3] = "kmalloc-8", [4] = "kmalloc-16",
	[5] = "kmalloc-32", [6] = "kmalloc-64", [7] = "kmalloc-128", [8] = "kmalloc-256",
	[9] = "kmalloc-512", [10] = "kmalloc-1k", [11] = "kmalloc-2k", [12] = "kmalloc-4k",
	[13] = "kmalloc-8k",
};

static atomic_long_t large_pages = ATOMIC_INIT(0);	/* A: of kmalloc_large() */

bool slab_is_available(void)
{
	return kmalloc_caches[KMALLOC_NORMAL][KMALLOC_SHIFT_HIGH];
}

/* ---- layout ------------------------------------------------------------------------- */

/*
 * Where a free object keeps its link: in its first word, unless somebody may
 * still care what the object contains.
 */
static bool link_outside(const struct kmem_cache *s)
{
	return s->ctor || slab_debug(s) || s->flags & SLAB_TYPESAFE_BY_RCU;
}

static void compute_object_layout(struct kmem_cache *s)
{
	unsigned int size = ALIGN(s->object_size, sizeof(void *));

	if (s->flags & SLAB_RED_ZONE && size == s->object_size)
		size += sizeof(void *);
	s->inuse = size;
	s->offset = 0;
	if (link_outside(s)) {
		s->offset = size;
		size += sizeof(void *);
	}
	if (s->flags & SLAB_STORE_USER)
		size += 2 * sizeof(struct track);
	s->red_left_pad = s->flags & SLAB_RED_ZONE ? ALIGN(sizeof(void *), s->align) : 0;
	s->size = ALIGN(size + s->red_left_pad, s->align);
}

/* The smallest slab that holds enough objects and wastes little. */
static void compute_slab_order(struct kmem_cache *s)
{
	unsigned int order;

	for (order = get_order(s->size); order < SLAB_MAX_ORDER; order++) {
		unsigned int bytes = PAGE_SIZE << order;

		if (bytes / s->size >= SLAB_MIN_OBJECTS &&
		    bytes % s->size <= bytes >> SLAB_WASTE_SHIFT)
			break;
	}
	s->order = order;
	s->objects = (PAGE_SIZE << order) / s->size;
}

static void compute_cpu_list(struct kmem_cache *s)
{
	if (link_outside(s))
		return;		/* no list: everything takes the slow path */
	s->cpu_limit = clamp(CPU_LIST_BYTES / s->size, CPU_LIST_MIN, CPU_LIST_MAX);
	s->cpu_batch = s->cpu_limit / 2;
}

static unsigned int effective_align(unsigned int size, unsigned int align, slab_flags_t flags)
{
	if (flags & SLAB_HWCACHE_ALIGN) {
		unsigned int line = L1_CACHE_BYTES;

		/* Several small objects may share a line, but none straddles two. */
		while (size <= line / 2)
			line /= 2;
		align = max(align, line);
	}
	return ALIGN(max_t(unsigned int, align, ARCH_SLAB_MINALIGN), sizeof(void *));
}

static slab_flags_t debug_slab_flags(slab_flags_t flags)
{
	if (debug_enabled(DEBUG_SLAB))
		flags |= SLAB_DEBUG_FLAGS;
	if (flags & SLAB_TYPESAFE_BY_RCU)
		flags &= ~SLAB_POISON;
	return flags;
}

static int init_cache(struct kmem_cache *s, const char *name, unsigned int size,
		      unsigned int align, slab_flags_t flags, void (*ctor)(void *object))
{
	unsigned long irqflags;

	s->name = name;
	s->object_size = size;
	s->flags = debug_slab_flags(flags);
	s->align = effective_align(size, align, flags);
	s->ctor = ctor;
	s->allocflags = flags & SLAB_CACHE_DMA ? GFP_DMA :
			flags & SLAB_CACHE_DMA32 ? GFP_DMA32 : 0;
	compute_object_layout(s);
	compute_slab_order(s);
	compute_cpu_list(s);
	spin_lock_init(&s->lock);
	INIT_LIST_HEAD(&s->partial);
	INIT_LIST_HEAD(&s->full);
	s->cpu_slab = alloc_percpu(struct kmem_cache_cpu);
	if (!s->cpu_slab)
		return -ENOMEM;

	spin_lock_irqsave(&slab_caches_lock, irqflags);
	list_add_tail(&s->list, &slab_caches);
	spin_unlock_irqrestore(&slab_caches_lock, irqflags);
	return 0;
}

/* ---- create, shrink, destroy --------------------------------------------------------- */

static struct kmem_cache *create_cache(const char *name, unsigned int size, unsigned int align,
				       slab_flags_t flags, void (*ctor)(void *object))
{
	struct kmem_cache *s;
	char *own_name;

	if (WARN_ON(!name || in_interrupt() || size < sizeof(void *) || size > KMALLOC_MAX_SIZE))
		return NULL;
	s = kzalloc(sizeof(*s), GFP_KERNEL);
	own_name = kstrdup(name, GFP_KERNEL);
	if (!s || !own_name || init_cache(s, own_name, size, align, flags, ctor))
		goto err_free;
	return s;

err_free:
	kfree(own_name);
	kfree(s);
	return NULL;
}

/**
 * kmem_cache_create - make a cache of objects of @size bytes
 * @name: for reports; copied
 * @align: 0 or a power of two
 * @ctor: called once for each object when its slab is made, or NULL
 *
 * Context: process; may sleep.
 * Return: the cache, or NULL (a panic instead under SLAB_PANIC).
 */
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *object))
{
	struct kmem_cache *s = create_cache(name, size, align, flags, ctor);

	if (s)
		return s;
	if (flags & SLAB_PANIC)
		panic("kmem_cache_create: Failed to create slab '%s'. Error %d\n", name, -ENOMEM);
	pr_warn("kmem_cache_create(%s) failed with error %d\n", name, -ENOMEM);
	dump_stack();
	return NULL;
}
EXPORT_SYMBOL(kmem_cache_create);

/* The region that may be copied to user space is not checked; the object's bounds are. */
struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
					      unsigned int align, slab_flags_t flags,
					      unsigned int useroffset, unsigned int usersize,
					      void (*ctor)(void *object))
{
	if (WARN_ON(usersize > size || useroffset > size - usersize))
		return NULL;
	return kmem_cache_create(name, size, align, flags, ctor);
}
EXPORT_SYMBOL(kmem_cache_create_usercopy);

static void flush_this_cpu(void *s)
{
	slab_flush_cpu(s);
}

/* A list is its own CPU's to touch. */
static void flush_cpu_lists(struct kmem_cache *s)
{
	on_each_cpu(flush_this_cpu, s, 1);
}

/**
 * kmem_cache_shrink - give all empty slabs back
 *
 * Context: process; may sleep.
 * Return: 0 if the cache has no slab left.
 */
int kmem_cache_shrink(struct kmem_cache *s)
{
	flush_cpu_lists(s);
	slab_free_empty(s, 0);
	return READ_ONCE(s->nr_slabs) != 0;
}
EXPORT_SYMBOL(kmem_cache_shrink);

static void report_leftovers(struct kmem_cache *s)
{
	unsigned long flags;

	spin_lock_irqsave(&s->lock, flags);
	if (s->flags & SLAB_STORE_USER)
		slab_debug_leftovers(s);
	spin_unlock_irqrestore(&s->lock, flags);
}

/**
 * kmem_cache_destroy - the cache is not needed any more
 * @s: may be NULL
 *
 * Objects still in use are reported, and then the cache stays, so that freeing
 * them late does no harm.
 *
 * Context: process; may sleep.
 */
void kmem_cache_destroy(struct kmem_cache *s)
{
	unsigned long flags;

	if (!s)
		return;
	if (kmem_cache_shrink(s)) {
		report_leftovers(s);
		WARN(1, "kmem_cache_destroy %s: Slab cache still has objects when called from %pS\n",
		     s->name, (void *)_RET_IP_);
		return;
	}
	spin_lock_irqsave(&slab_caches_lock, flags);
	list_del(&s->list);
	spin_unlock_irqrestore(&slab_caches_lock, flags);
	free_percpu(s->cpu_slab);
	kfree(s->name);
	kfree(s);
}
EXPORT_SYMBOL(kmem_cache_destroy);

unsigned int kmem_cache_size(struct kmem_cache *s)
{
	return s->object_size;
}
EXPORT_SYMBOL(kmem_cache_size);

/* All or nothing: on failure what was got is given back, and 0 returned. */
int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t nr, void **objects)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		objects[i] = kmem_cache_alloc(s, flags);
		if (!objects[i]) {
			kmem_cache_free_bulk(s, i, objects);
			return 0;
		}
	}
	return nr;
}
EXPORT_SYMBOL(kmem_cache_alloc_bulk);

void kmem_cache_free_bulk(struct kmem_cache *s, size_t nr, void **objects)
{
	while (nr--)
		kmem_cache_free(s, objects[nr]);
}
EXPORT_SYMBOL(kmem_cache_free_bulk);

/* ---- kmalloc() -------------------------------------------------------------------------- */

static unsigned int kmalloc_cache_size(unsigned int index)
{
	if (index == 1)
		return 96;
	return index == 2 ? 192 : 1u << index;
}

/* Powers of two are aligned to themselves; 96 and 192 to 32 and 64. */
static unsigned int kmalloc_cache_align(unsigned int size)
{
	return size & -size;
}

void __init kmem_cache_init(void)
{
	unsigned int i;

	for (i = 1; i <= KMALLOC_SHIFT_HIGH; i++) {
		unsigned int size = kmalloc_cache_size(i);

		if (init_cache(&boot_caches[i], kmalloc_names[i], size, kmalloc_cache_align(size),
			       SLAB_KMALLOC, NULL))
			panic("Failed to create %s", kmalloc_names[i]);
		kmalloc_caches[KMALLOC_NORMAL][i] = &boot_caches[i];
	}
}

/**
 * kmalloc_large - kmalloc() of more than the largest cache, or for DMA zones
 *
 * Context: as kmalloc().
 * Return: page-aligned memory, or NULL.
 */
void *kmalloc_large(size_t size, gfp_t flags)
{
	unsigned int order = get_order(size);
	struct page *page;

	if (unlikely(READ_ONCE(fault_inject_armed)) && should_failslab(NULL, flags))
		return NULL;
	page = alloc_pages(flags | __GFP_COMP, order);
	if (!page)
		return NULL;
	page->flags |= BIT(PG_head);
	page->order = order;
	atomic_long_add(1L << order, &large_pages);
	return page_address(page);
}
EXPORT_SYMBOL(kmalloc_large);

/* kfree() of such a block. */
void kmalloc_large_freed(struct page *page)
{
	atomic_long_sub(1L << page->order, &large_pages);
}

/**
 * ksize - how many bytes an allocation really has
 *
 * Context: any.
 * Return: the size of the cache's objects or of the block of pages.
 */
size_t ksize(const void *object)
{
	struct page *page;

	if (ZERO_OR_NULL_PTR(object))
		return 0;
	page = virt_to_page(object);
	return PageSlab(page) ? page->slab_cache->object_size : page_size(page);
}
EXPORT_SYMBOL(ksize);

/* What kmalloc(@size) would really give. */
size_t kmalloc_size_roundup(size_t size)
{
	if (!size || size > KMALLOC_MAX_SIZE)
		return size;
	if (size > KMALLOC_MAX_CACHE_SIZE)
		return PAGE_SIZE << get_order(size);
	return kmalloc_cache_size(kmalloc_index(size));
}
EXPORT_SYMBOL(kmalloc_size_roundup);

/**
 * krealloc - change the size of an allocation, keeping what fits
 * @object: may be NULL, which makes it kmalloc()
 * @new_size: 0 frees
 *
 * Context: as kmalloc().
 * Return: the memory, perhaps moved; NULL on failure, and @object is untouched.
 */
void *krealloc(const void *object, size_t new_size, gfp_t flags)
{
	size_t old_size = ksize(object);
	void *fresh;

	if (unlikely(!new_size)) {
		kfree(object);
		return ZERO_SIZE_PTR;
	}
	if (!ZERO_OR_NULL_PTR(object) && old_size >= new_size)
		return (void *)object;
	fresh = kmalloc_track_caller(new_size, flags);
	if (fresh && !ZERO_OR_NULL_PTR(object)) {
		memcpy(fresh, object, old_size);
		kfree(object);
	}
	return fresh;
}
EXPORT_SYMBOL(krealloc);

/* kfree() of a secret: cleared first. */
void kfree_sensitive(const void *object)
{
	if (!ZERO_OR_NULL_PTR(object))
		memzero_explicit((void *)object, ksize(object));
	kfree(object);
}
EXPORT_SYMBOL(kfree_sensitive);

/* ---- reports ------------------------------------------------------------------------------- */

void slab_stat(struct mm_stat *stat)
{
	struct kmem_cache *s;
	unsigned long flags;

	spin_lock_irqsave(&slab_caches_lock, flags);
	list_for_each_entry(s, &slab_caches, list) {
		stat->slab_pages += s->nr_slabs << s->order;
		stat->slab_bytes += slab_objects_in_use(s) * s->object_size;
	}
	spin_unlock_irqrestore(&slab_caches_lock, flags);
	stat->large_pages = atomic_long_read(&large_pages);
}

/* One line per cache that has a slab. */
void slab_show(void)
{
	struct kmem_cache *s;
	unsigned long flags;

	pr_info("Unreclaimable slab info:\n");
	pr_info("Name                      Used          Total\n");
	spin_lock_irqsave(&slab_caches_lock, flags);
	list_for_each_entry(s, &slab_caches, list) {
		if (s->nr_slabs)
			pr_info("%-17s %10luKB %10luKB\n", s->name,
				slab_objects_in_use(s) * s->size >> 10,
				(s->nr_slabs << s->order) << (PAGE_SHIFT - 10));
	}
	spin_unlock_irqrestore(&slab_caches_lock, flags);
}

long slab_leak_report(unsigned long since)
{
	struct kmem_cache *s;
	unsigned long flags;
	long bytes = 0;

	spin_lock_irqsave(&slab_caches_lock, flags);
	list_for_each_entry(s, &slab_caches, list) {
		spin_lock(&s->lock);
		bytes += slab_debug_leaks(s, since);
		spin_unlock(&s->lock);
	}
	spin_unlock_irqrestore(&slab_caches_lock, flags);
	return bytes;
}

/**
 * kmem_dump_obj - say what is known about an address in a slab
 *
 * Context: any but NMI.
 * Return: false if @object is not in a slab.
 */
bool kmem_dump_obj(void *object)
{
	struct kmem_cache *s;
	struct page *page;
	void *first;

	if (!virt_addr_valid(object))
		return false;
	page = virt_to_page(object);
	if (!PageSlab(page))
		return false;
	s = page->slab_cache;
	first = page_address(slab_of(s, object)) + s->red_left_pad;
	first += ((object - first) / s->size) * s->size;
	pr_cont(" slab %s start %px pointer offset %td size %u\n", s->name, first,
		object - first, s->object_size);
	slab_print_tracking(s, first);
	return true;
}

static int slabinfo_show(struct seq_file *m, void *v)
{
	struct kmem_cache *s;
	unsigned long flags;

	seq_puts(m, "slabinfo - version: 2.1\n");
	seq_puts(m, "# name            <active_objs> <num_objs> <objsize> <objperslab> <pagesperslab>");
	seq_puts(m, " : tunables <limit> <batchcount> <sharedfactor>");
	seq_puts(m, " : slabdata <active_slabs> <num_slabs> <sharedavail>\n");
	spin_lock_irqsave(&slab_caches_lock, flags);
	list_for_each_entry(s, &slab_caches, list) {
		seq_printf(m, "%-17s %6lu %6lu %6u %4u %4d : tunables %4u %4u %4u", s->name,
			   slab_objects_in_use(s), s->nr_slabs * s->objects, s->size, s->objects,
			   1 << s->order, s->cpu_limit, s->cpu_batch, 0u);
		seq_printf(m, " : slabdata %6lu %6lu %6lu\n", s->nr_slabs, s->nr_slabs, 0ul);
	}
	spin_unlock_irqrestore(&slab_caches_lock, flags);
	return 0;
}

static int __init slab_proc_init(void)
{
	proc_create_single("slabinfo", 0400, NULL, slabinfo_show);
	return 0;
}
device_initcall(slab_proc_init);
