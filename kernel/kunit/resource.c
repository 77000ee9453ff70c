// SPDX-License-Identifier: MIT
/*
 * kernel/kunit/resource.c - what a test owns, and gives back whatever happens
 *
 * The test's list holds one reference to each resource, whoever looks one up
 * another; with the last one gone, the owner's free function runs.
 */

#include <kunit/resource.h>
#include <kunit/test.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "runner.h"

/* ---- references ----------------------------------------------------------------- */

static void release(struct kref *kref)
{
	struct kunit_resource *res = container_of(kref, struct kunit_resource, refcount);
	bool should_kfree = res->should_kfree;

	if (res->free)
		res->free(res);
	if (should_kfree)
		kfree(res);
}

void kunit_get_resource(struct kunit_resource *res)
{
	kref_get(&res->refcount);
}
EXPORT_SYMBOL(kunit_get_resource);

void kunit_put_resource(struct kunit_resource *res)
{
	kref_put(&res->refcount, release);
}
EXPORT_SYMBOL(kunit_put_resource);

/* ---- adding --------------------------------------------------------------------- */

/* init() may fail, and then the test does not own it; without init, data is kept. */
static int add_resource(struct kunit *test, kunit_resource_init_t init,
			kunit_resource_free_t free, struct kunit_resource *res, void *data)
{
	unsigned long flags;
	int err = 0;

	res->free = free;
	kref_init(&res->refcount);
	if (init)
		err = init(res, data);
	else
		res->data = data;
	if (err)
		return err;
	spin_lock_irqsave(&test->lock, flags);
	list_add_tail(&res->node, &test->resources);
	spin_unlock_irqrestore(&test->lock, flags);
	return 0;
}

/* Memory of the caller: it must live until the test has ended. */
int kunit_add_resource(struct kunit *test, kunit_resource_init_t init,
		       kunit_resource_free_t free, struct kunit_resource *res, void *data)
{
	res->name = NULL;
	res->should_kfree = false;
	return add_resource(test, init, free, res, data);
}
EXPORT_SYMBOL(kunit_add_resource);

int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data)
{
	struct kunit_resource *existing = kunit_find_named_resource(test, name);

	if (existing) {
		kunit_put_resource(existing);
		return -EEXIST;
	}
	res->name = name;
	res->should_kfree = false;
	return add_resource(test, init, free, res, data);
}
EXPORT_SYMBOL(kunit_add_named_resource);

struct kunit_resource *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
					    kunit_resource_free_t free, gfp_t gfp, void *context)
{
	struct kunit_resource *res = kzalloc(sizeof(*res), gfp);

	if (!res)
		return NULL;
	res->should_kfree = true;
	if (add_resource(test, init, free, res, context)) {
		kfree(res);
		return NULL;
	}
	return res;
}
EXPORT_SYMBOL(kunit_alloc_resource);

/* ---- finding and removing ------------------------------------------------------- */

bool kunit_resource_name_match(struct kunit *test, struct kunit_resource *res, void *match_name)
{
	return res->name && !strcmp(res->name, match_name);
}
EXPORT_SYMBOL(kunit_resource_name_match);

bool kunit_resource_instance_match(struct kunit *test, struct kunit_resource *res,
				   void *match_data)
{
	return res->data == match_data;
}
EXPORT_SYMBOL(kunit_resource_instance_match);

struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data)
{
	struct kunit_resource *res, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&test->lock, flags);
	list_for_each_entry_reverse(res, &test->resources, node) {
		if (match(test, res, match_data)) {
			found = res;
			kunit_get_resource(found);
			break;
		}
	}
	spin_unlock_irqrestore(&test->lock, flags);
	return found;
}
EXPORT_SYMBOL(kunit_find_resource);

struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name)
{
	return kunit_find_resource(test, kunit_resource_name_match, (void *)name);
}
EXPORT_SYMBOL(kunit_find_named_resource);

void kunit_remove_resource(struct kunit *test, struct kunit_resource *res)
{
	unsigned long flags;
	bool listed;

	spin_lock_irqsave(&test->lock, flags);
	listed = !list_empty(&res->node);
	list_del_init(&res->node);
	spin_unlock_irqrestore(&test->lock, flags);
	if (listed)
		kunit_put_resource(res);
}
EXPORT_SYMBOL(kunit_remove_resource);

int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data)
{
	struct kunit_resource *res = kunit_find_resource(test, match, match_data);

	if (!res)
		return -ENOENT;
	kunit_remove_resource(test, res);
	kunit_put_resource(res);
	return 0;
}
EXPORT_SYMBOL(kunit_destroy_resource);

int kunit_destroy_named_resource(struct kunit *test, const char *name)
{
	return kunit_destroy_resource(test, kunit_resource_name_match, (void *)name);
}
EXPORT_SYMBOL(kunit_destroy_named_resource);

void kunit_free_resources(struct kunit *test)
{
	while (!list_empty(&test->resources))
		kunit_remove_resource(test, list_last_entry(&test->resources,
							    struct kunit_resource, node));
}

/* ---- memory --------------------------------------------------------------------- */

static void free_memory(struct kunit_resource *res)
{
	kfree(res->data);
}

void *kunit_kmalloc_array(struct kunit *test, size_t n, size_t size, gfp_t gfp)
{
	void *data = kmalloc_array(n, size, gfp);

	if (!data)
		return NULL;
	if (!kunit_alloc_resource(test, NULL, free_memory, gfp & ~__GFP_ZERO, data)) {
		kfree(data);
		return NULL;
	}
	return data;
}
EXPORT_SYMBOL(kunit_kmalloc_array);

void kunit_kfree(struct kunit *test, const void *ptr)
{
	if (ptr && kunit_destroy_resource(test, kunit_resource_instance_match, (void *)ptr))
		KUNIT_FAIL(test, "kunit_kfree: %px already freed or not allocated by kunit", ptr);
}
EXPORT_SYMBOL(kunit_kfree);
