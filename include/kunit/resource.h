/* SPDX-License-Identifier: MIT */
/*
 * kunit/resource.h - what a test must give back, given back for it
 *
 * A resource is freed when the test it belongs to ends, however it ends; the
 * last one added goes first.  Bodies in kernel/kunit/resource.c.
 */
#ifndef KUNIT_RESOURCE_H
#define KUNIT_RESOURCE_H

#include <linux/gfp.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/types.h>

struct kunit;
struct kunit_resource;

typedef int (*kunit_resource_init_t)(struct kunit_resource *res, void *context);
typedef void (*kunit_resource_free_t)(struct kunit_resource *res);
typedef bool (*kunit_resource_match_t)(struct kunit *test, struct kunit_resource *res,
				       void *match_data);

struct kunit_resource {
	void *data;			/* the owner's */
	const char *name;		/* I: or NULL */
	kunit_resource_free_t free;	/* I: or NULL */

	struct kref refcount;		/* A */
	struct list_head node;		/* test->lock */
	bool should_kfree;		/* I: allocated by kunit_alloc_resource() */
};

struct kunit_resource *kunit_alloc_resource(struct kunit *test, kunit_resource_init_t init,
					    kunit_resource_free_t free, gfp_t gfp, void *context);
int kunit_add_resource(struct kunit *test, kunit_resource_init_t init,
		       kunit_resource_free_t free, struct kunit_resource *res, void *data);
int kunit_add_named_resource(struct kunit *test, kunit_resource_init_t init,
			     kunit_resource_free_t free, struct kunit_resource *res,
			     const char *name, void *data);

/* A found resource is held: kunit_put_resource() when done with it. */
struct kunit_resource *kunit_find_resource(struct kunit *test, kunit_resource_match_t match,
					   void *match_data);
struct kunit_resource *kunit_find_named_resource(struct kunit *test, const char *name);
void kunit_get_resource(struct kunit_resource *res);
void kunit_put_resource(struct kunit_resource *res);

/* Take it off the test; destroy: and free it, 0 or -ENOENT. */
void kunit_remove_resource(struct kunit *test, struct kunit_resource *res);
int kunit_destroy_resource(struct kunit *test, kunit_resource_match_t match, void *match_data);
int kunit_destroy_named_resource(struct kunit *test, const char *name);

bool kunit_resource_name_match(struct kunit *test, struct kunit_resource *res, void *match_name);
bool kunit_resource_instance_match(struct kunit *test, struct kunit_resource *res,
				   void *match_data);

#endif /* KUNIT_RESOURCE_H */
