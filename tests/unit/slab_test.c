// SPDX-License-Identifier: MIT
/*
 * tests/unit/slab_test.c - the promises of kmalloc() and of caches (catalogue G1, G2)
 *
 * The damage of the checked cases is done to caches of the test's own, made with
 * the flags that debug=slab would give every cache; the reports are caught
 * before they reach the log.  Pointers that are used after free go through
 * OPTIMIZER_HIDE_VAR(), or the compiler would see the crime and judge by itself.
 */

#include <kunit/test.h>
#include <linux/fault-inject.h>
#include <linux/gfp.h>
#include <linux/irq_work.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "../../kernel/mm/slab.h"

#define CHECKED (SLAB_CONSISTENCY_CHECKS | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER)
#define MANY 300

static struct slab_catcher caught;
static void *many[MANY];

static int slab_test_init(struct kunit *test)
{
	caught = (struct slab_catcher) { 0 };
	slab_catcher = &caught;
	return 0;
}

static void slab_test_exit(struct kunit *test)
{
	slab_catcher = NULL;
}

/* ---- kmalloc --------------------------------------------------------------------------- */

static void every_size_fits_and_is_aligned(struct kunit *test)
{
	size_t size;

	for (size = 1; size <= 3 * PAGE_SIZE; size += size < 300 ? 1 : 97) {
		void *p = kmalloc(size, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_GE(test, ksize(p), size);
		KUNIT_EXPECT_EQ(test, ksize(p), kmalloc_size_roundup(size));
		KUNIT_EXPECT_EQ(test, (unsigned long)p % ARCH_KMALLOC_MINALIGN, 0);
		if (!(size & (size - 1)))
			KUNIT_EXPECT_EQ(test, (unsigned long)p & (min(size, PAGE_SIZE) - 1), 0);
		memset(p, 0xff, size);
		kfree(p);
	}
}

static void no_bytes_are_not_null(struct kunit *test)
{
	void *p = kmalloc(0, GFP_KERNEL);

	KUNIT_EXPECT_PTR_EQ(test, p, ZERO_SIZE_PTR);
	KUNIT_EXPECT_EQ(test, ksize(p), 0);
	kfree(p);
	kfree(NULL);
}

static void kzalloc_clears_what_was_used_before(struct kunit *test)
{
	size_t size;

	for (size = 8; size <= 32768; size *= 2) {
		void *p = kmalloc(size, GFP_KERNEL);

		KUNIT_ASSERT_NOT_NULL(test, p);
		memset(p, 0xff, size);
		kfree(p);
		p = kzalloc(size, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, p);
		KUNIT_EXPECT_NULL(test, memchr_inv(p, 0, size));
		kfree(p);
	}
}

static void objects_do_not_overlap(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < MANY; i++) {
		many[i] = kmalloc(40 + i % 3 * 100, GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, many[i]);
		memset(many[i], i, ksize(many[i]));
	}
	for (i = 0; i < MANY; i++) {
		KUNIT_EXPECT_NULL(test, memchr_inv(many[i], i & 0xff, ksize(many[i])));
		kfree(many[i]);
	}
}

static void too_large_is_refused(struct kunit *test)
{
	size_t size = KMALLOC_MAX_SIZE + 1, n = SIZE_MAX / 2 + 2;

	OPTIMIZER_HIDE_VAR(size);
	OPTIMIZER_HIDE_VAR(n);
	KUNIT_EXPECT_NULL(test, kmalloc(size, GFP_KERNEL | __GFP_NOWARN));
	KUNIT_EXPECT_NULL(test, kmalloc_array(n, 2, GFP_KERNEL));
	KUNIT_EXPECT_NULL(test, kcalloc(n, 2, GFP_KERNEL));
}

static void krealloc_keeps_the_contents(struct kunit *test)
{
	char *p = kmalloc(20, GFP_KERNEL), *q;

	KUNIT_ASSERT_NOT_NULL(test, p);
	strcpy(p, "nineteen characters");
	q = krealloc(p, 32, GFP_KERNEL);
	KUNIT_EXPECT_PTR_EQ(test, q, p);
	q = krealloc(q, 5000, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, q);
	KUNIT_EXPECT_STREQ(test, q, "nineteen characters");
	KUNIT_EXPECT_PTR_EQ(test, krealloc(q, 0, GFP_KERNEL), ZERO_SIZE_PTR);
	q = krealloc(NULL, 10, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, q);
	kfree(q);
}

static void kfree_sensitive_leaves_nothing(struct kunit *test)
{
	char *p = kmalloc(256, GFP_KERNEL), *q;

	KUNIT_ASSERT_NOT_NULL(test, p);
	memset(p, 's', 256);
	q = p;
	OPTIMIZER_HIDE_VAR(q);
	kfree_sensitive(p);
	/* The first word may link free objects; under debug=slab all is poison. */
	KUNIT_EXPECT_NULL(test, memchr(q + sizeof(void *), 's', 256 - sizeof(void *)));
}

static void dma_memory_is_low(struct kunit *test)
{
	void *p = kmalloc(100, GFP_KERNEL | GFP_DMA);

	KUNIT_ASSERT_NOT_NULL(test, p);
	KUNIT_EXPECT_LT(test, __pa(p), 16ul << 20);
	kfree(p);
}

struct irq_probe {
	struct irq_work work;
	bool in_hardirq, got;
};

static void allocate_in_hardirq(struct irq_work *work)
{
	struct irq_probe *probe = container_of(work, struct irq_probe, work);
	unsigned int i;

	probe->in_hardirq = in_hardirq();
	probe->got = true;
	for (i = 0; i < MANY; i++) {
		many[i] = kmalloc(64, GFP_ATOMIC);
		probe->got &= !!many[i];
	}
	while (i--)
		kfree(many[i]);
}

static void hardirqs_may_allocate_and_free(struct kunit *test)
{
	struct irq_probe probe = { .work = IRQ_WORK_INIT_HARD(allocate_in_hardirq) };

	irq_work_queue(&probe.work);
	irq_work_sync(&probe.work);
	KUNIT_EXPECT_TRUE(test, probe.in_hardirq);
	KUNIT_EXPECT_TRUE(test, probe.got);
}

static void strings_are_copied(struct kunit *test)
{
	char *p;

	p = kstrdup("abc", GFP_KERNEL);
	KUNIT_EXPECT_STREQ(test, p, "abc");
	kfree(p);
	p = kstrndup("abcdef", 4, GFP_KERNEL);
	KUNIT_EXPECT_STREQ(test, p, "abcd");
	kfree(p);
	p = kasprintf(GFP_KERNEL, "%s-%d", "x", 42);
	KUNIT_EXPECT_STREQ(test, p, "x-42");
	kfree(p);
	p = kmemdup("12345", 6, GFP_KERNEL);
	KUNIT_EXPECT_STREQ(test, p, "12345");
	kfree(p);
	KUNIT_EXPECT_NULL(test, kstrdup(NULL, GFP_KERNEL));
}

/* ---- caches ------------------------------------------------------------------------------- */

struct ctor_object {
	u32 magic;
	char rest[60];
};

static unsigned int constructed;

static void construct(void *object)
{
	struct ctor_object *o = object;

	constructed++;
	o->magic = 0x600d;
}

static void constructor_runs_once_per_object(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_ctor", sizeof(struct ctor_object), 0, 0,
						 construct);
	struct ctor_object *o;
	unsigned int before;

	KUNIT_ASSERT_NOT_NULL(test, s);
	constructed = 0;
	o = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, o);
	KUNIT_EXPECT_EQ(test, o->magic, 0x600d);
	before = constructed;
	o->magic = 0x600e;
	kmem_cache_free(s, o);
	o = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, o->magic, 0x600e);
	KUNIT_EXPECT_EQ(test, constructed, before);
	kmem_cache_free(s, o);
	kmem_cache_destroy(s);
}

static void a_typesafe_object_is_readable_after_free(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_typesafe", 64, 0,
						 SLAB_TYPESAFE_BY_RCU, NULL);
	u64 *p = kmem_cache_alloc(s, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	p[0] = 1;
	p[7] = 7;
	kmem_cache_free(s, p);
	OPTIMIZER_HIDE_VAR(p);
	KUNIT_EXPECT_EQ(test, p[0], 1);
	KUNIT_EXPECT_EQ(test, p[7], 7);
	kmem_cache_destroy(s);
}

static void alignment_is_kept(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_align", 72, 64, 0, NULL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_EQ(test, kmem_cache_size(s), 72);
	for (i = 0; i < 10; i++) {
		many[i] = kmem_cache_alloc(s, GFP_KERNEL);
		KUNIT_EXPECT_EQ(test, (unsigned long)many[i] % 64, 0);
	}
	while (i--)
		kmem_cache_free(s, many[i]);
	kmem_cache_destroy(s);
}

static void destroying_gives_all_pages_back(struct kunit *test)
{
	struct mm_leak_mark mark, after;
	struct kmem_cache *s;
	unsigned long before;
	unsigned int i;

	mm_leak_mark(&mark);
	before = nr_free_pages();
	s = kmem_cache_create("test_pages", 500, 0, 0, NULL);
	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < MANY; i++)
		many[i] = kmem_cache_alloc(s, GFP_KERNEL);
	KUNIT_EXPECT_LT(test, nr_free_pages(), before - MANY * 500 / PAGE_SIZE);
	KUNIT_EXPECT_EQ(test, slab_objects_in_use(s), MANY);
	while (i--)
		kmem_cache_free(s, many[i]);
	KUNIT_EXPECT_EQ(test, slab_objects_in_use(s), 0);
	kmem_cache_destroy(s);
	mm_leak_mark(&after);
	KUNIT_EXPECT_EQ(test, after.percpu_bytes, mark.percpu_bytes);
	KUNIT_EXPECT_EQ(test, after.slab_bytes, mark.slab_bytes);
	/* The name and the cache itself may have cost a slab of kmalloc's. */
	KUNIT_EXPECT_GE(test, nr_free_pages(), before - 2);
}

/* What a CPU and a cache keep back when all is free is bounded. */
static void free_objects_do_not_pile_up(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_pile", 1000, 0, 0, NULL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, s);
	for (i = 0; i < MANY; i++)
		many[i] = kmem_cache_alloc(s, GFP_KERNEL);
	while (i--)
		kmem_cache_free(s, many[i]);
	KUNIT_EXPECT_LE(test, s->nr_slabs, s->cpu_limit + 1);
	KUNIT_EXPECT_LE(test, s->nr_empty, 1);
	KUNIT_EXPECT_EQ(test, kmem_cache_shrink(s), 0);
	kmem_cache_destroy(s);
}

static void bulk_is_all_or_nothing(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_bulk", 128, 0, 0, NULL);

	KUNIT_ASSERT_NOT_NULL(test, s);
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, 20, many), 20);
	kmem_cache_free_bulk(s, 20, many);
	fault_inject_arm(15, false);
	KUNIT_EXPECT_EQ(test, kmem_cache_alloc_bulk(s, GFP_KERNEL, 20, many), 0);
	KUNIT_EXPECT_EQ(test, fault_inject_disarm(), 1);
	KUNIT_EXPECT_EQ(test, slab_objects_in_use(s), 0);
	kmem_cache_destroy(s);
}

/* Each allocation inside kmem_cache_create() fails once: all is unwound. */
static void g2_creation_unwinds_at_every_failure(struct kunit *test)
{
	struct kmem_cache *s = NULL;
	struct mm_leak_mark mark;
	unsigned int n;

	kunit_info(test, "expected complaint begins\n");
	mm_leak_mark(&mark);
	for (n = 1; !s && n < 20; n++) {
		fault_inject_arm(n, false);
		s = kmem_cache_create("test_unwind", 64, 0, 0, NULL);
		fault_inject_disarm();
		if (!s)
			KUNIT_EXPECT_EQ(test, mm_leak_bytes(&mark), 0);
	}
	kunit_info(test, "expected complaint ends\n");
	KUNIT_EXPECT_GT(test, n, 3);
	KUNIT_EXPECT_NOT_NULL(test, s);
	kmem_cache_destroy(s);
}

/* ---- checked caches --------------------------------------------------------------- */

static struct kmem_cache *checked_cache(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("test_checked", 64, 0, CHECKED, NULL);

	KUNIT_ASSERT_NOT_NULL(test, s);
	return s;
}

static noinline u8 *checked_object(struct kunit *test, struct kmem_cache *s)
{
	u8 *p = kmem_cache_alloc(s, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, p);
	OPTIMIZER_HIDE_VAR(p);
	return p;
}

static void expect_report(struct kunit *test, unsigned int errors, const char *text)
{
	KUNIT_EXPECT_EQ(test, caught.errors, errors);
	KUNIT_EXPECT_STREQ(test, caught.last, text);
}

static void g1_right_use_is_not_reported(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	unsigned int i, round;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < 50; i++) {
			many[i] = kmem_cache_alloc(s, GFP_KERNEL);
			memset(many[i], 0xff, 64);
		}
		while (i--)
			kmem_cache_free(s, many[i]);
	}
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, caught.errors, 0);
}

static void g1_a_write_behind_the_object_is_named(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);

	p[64] = 0x12;
	kmem_cache_free(s, p);
	expect_report(test, 1, "Right Redzone overwritten");
	/* The object was left alone and mended: a second free is right. */
	kmem_cache_free(s, p);
	expect_report(test, 1, "Right Redzone overwritten");
	kmem_cache_destroy(s);
}

static void g1_a_write_before_the_object_is_named(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);

	p[-1] = 0x12;
	kmem_cache_free(s, p);
	expect_report(test, 1, "Left Redzone overwritten");
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
}

static void g1_a_write_after_free_is_named(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s), *q;

	kmem_cache_free(s, p);
	OPTIMIZER_HIDE_VAR(p);
	KUNIT_EXPECT_EQ(test, p[0], POISON_FREE);
	KUNIT_EXPECT_EQ(test, p[63], POISON_END);
	p[10] = 0x12;
	q = checked_object(test, s);
	expect_report(test, 1, "Poison overwritten");
	KUNIT_EXPECT_PTR_NE(test, q, p);
	kmem_cache_free(s, q);
	/* The damaged slab was taken out of use and stays: so does the cache. */
	kunit_expect_warnings(test, 1);
	kunit_info(test, "expected complaint begins\n");
	kmem_cache_destroy(s);
	kunit_info(test, "expected complaint ends\n");
}

static void g1_a_write_to_the_last_byte_is_named(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);

	p[s->size - s->red_left_pad - 1] = 0x12;
	kmem_cache_free(s, p);
	if (s->size - s->red_left_pad > s->inuse + sizeof(void *) + 2 * sizeof(struct track)) {
		expect_report(test, 1, "Object padding overwritten");
		kmem_cache_free(s, p);
	}
	kmem_cache_destroy(s);
}

static void g1_a_double_free_is_named(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s), *q, *r;

	kmem_cache_free(s, p);
	OPTIMIZER_HIDE_VAR(p);
	kmem_cache_free(s, p);
	expect_report(test, 1, "Object already free");
	/* And does not give the object out twice. */
	q = checked_object(test, s);
	r = checked_object(test, s);
	KUNIT_EXPECT_PTR_NE(test, q, r);
	kmem_cache_free(s, q);
	kmem_cache_free(s, r);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, caught.errors, 1);
}

static void g1_a_pointer_into_an_object_is_not_freed(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);

	kmem_cache_free(s, p + 8);
	expect_report(test, 1, "Invalid object pointer");
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
	KUNIT_EXPECT_EQ(test, caught.errors, 1);
}

static void g1_an_object_remembers_its_callers(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);
	struct track *t = (struct track *)(p + s->inuse + sizeof(void *));
	char name[64];

	snprintf(name, sizeof(name), "%ps", (void *)t[TRACK_ALLOC].addr);
	KUNIT_EXPECT_STREQ(test, name, "checked_object");
	KUNIT_EXPECT_EQ(test, t[TRACK_ALLOC].pid, current->pid);
	KUNIT_EXPECT_EQ(test, t[TRACK_FREE].addr, 0);
	kmem_cache_free(s, p);
	snprintf(name, sizeof(name), "%ps", (void *)t[TRACK_FREE].addr);
	KUNIT_EXPECT_STREQ(test, name, "g1_an_object_remembers_its_callers");
	kmem_cache_destroy(s);
}

static void g1_a_cache_in_use_is_not_destroyed(struct kunit *test)
{
	struct kmem_cache *s = checked_cache(test);
	u8 *p = checked_object(test, s);

	kunit_expect_warnings(test, 1);
	kunit_info(test, "expected complaint begins\n");
	kmem_cache_destroy(s);
	kunit_info(test, "expected complaint ends\n");
	expect_report(test, 1, "Objects remaining in test_checked on __kmem_cache_shutdown()");
	kmem_cache_free(s, p);
	kmem_cache_destroy(s);
}

static void g1_foreign_pointers_are_refused(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL);
	static char not_allocated[64];
	char *p = not_allocated;

	KUNIT_ASSERT_NOT_NULL(test, page);
	OPTIMIZER_HIDE_VAR(p);
	kunit_expect_warnings(test, 2);
	kunit_info(test, "expected complaint begins\n");
	kfree(p);
	kfree(page_address(page));
	kunit_info(test, "expected complaint ends\n");
	__free_page(page);
}

static struct kunit_case slab_cases[] = {
	KUNIT_CASE(every_size_fits_and_is_aligned),
	KUNIT_CASE(no_bytes_are_not_null),
	KUNIT_CASE(kzalloc_clears_what_was_used_before),
	KUNIT_CASE(objects_do_not_overlap),
	KUNIT_CASE(too_large_is_refused),
	KUNIT_CASE(krealloc_keeps_the_contents),
	KUNIT_CASE(kfree_sensitive_leaves_nothing),
	KUNIT_CASE(dma_memory_is_low),
	KUNIT_CASE(hardirqs_may_allocate_and_free),
	KUNIT_CASE(strings_are_copied),
	KUNIT_CASE(constructor_runs_once_per_object),
	KUNIT_CASE(a_typesafe_object_is_readable_after_free),
	KUNIT_CASE(alignment_is_kept),
	KUNIT_CASE(destroying_gives_all_pages_back),
	KUNIT_CASE(free_objects_do_not_pile_up),
	KUNIT_CASE(bulk_is_all_or_nothing),
	KUNIT_CASE(g2_creation_unwinds_at_every_failure),
	KUNIT_CASE(g1_right_use_is_not_reported),
	KUNIT_CASE(g1_a_write_behind_the_object_is_named),
	KUNIT_CASE(g1_a_write_before_the_object_is_named),
	KUNIT_CASE(g1_a_write_after_free_is_named),
	KUNIT_CASE(g1_a_write_to_the_last_byte_is_named),
	KUNIT_CASE(g1_a_double_free_is_named),
	KUNIT_CASE(g1_a_pointer_into_an_object_is_not_freed),
	KUNIT_CASE(g1_an_object_remembers_its_callers),
	KUNIT_CASE(g1_a_cache_in_use_is_not_destroyed),
	KUNIT_CASE(g1_foreign_pointers_are_refused),
	{ }
};

static struct kunit_suite slab_suite = {
	.name = "slab",
	.init = slab_test_init,
	.exit = slab_test_exit,
	.test_cases = slab_cases,
};
kunit_test_suite(slab_suite);
