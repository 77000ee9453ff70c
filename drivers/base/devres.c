// SPDX-License-Identifier: MIT
/*
 * drivers/base/devres.c - what a driver takes for a device goes when the driver does
 *
 * What it is for
 *
 *   probe() takes six things, and each may fail: six labels undo what came before, and
 *   remove() does it all once more.  With devres, a driver says how to give a thing
 *   back when it takes it; the bus does that, after a probe() that failed and after
 *   remove().
 *
 * How it works
 *
 *   Each device has a list.  An entry is a piece of memory behind a small header, which
 *   says what to do with it:
 *
 *       dev->devres_head -> [ header | data ] -> [ header | data ] -> ...
 *                             release(dev, data)
 *
 *   devm_kmalloc() returns the data of an entry whose release does nothing, since the
 *   memory goes with the entry.  devm_request_irq() keeps number and dev_id in the data;
 *   its release is free_irq().
 *
 *   All are released in the reverse order: what came later may rest on what came
 *   before, as a handler rests on the memory that its dev_id points to.
 *
 * Context: process, unless @gfp of an allocation and the release functions allow more.
 *
 * Locking: dev->devres_lock for the list.  release() is called without it, and may sleep.
 *
 * Compared with Linux: no groups, and no log of every step.
 */

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/sprintf.h>
#include <linux/string.h>

struct devres {
	struct list_head entry;		/* dev->devres_lock; empty while on no list */
	dr_release_t release;		/* I */
	const char *name;		/* I: of release(), for a debugger */
	size_t size;			/* I: of data */
	u8 data[] __aligned(ARCH_KMALLOC_MINALIGN);
};

static struct devres *to_devres(const void *res)
{
	return (struct devres *)((const u8 *)res - offsetof(struct devres, data));
}

/* ---- entries -------------------------------------------------------------------------- */

void *__devres_alloc(dr_release_t release, size_t size, gfp_t gfp, const char *name)
{
	struct devres *dr;
	size_t bytes;

	if (check_add_overflow(sizeof(*dr), size, &bytes))
		return NULL;
	dr = kmalloc(bytes, gfp);
	if (!dr)
		return NULL;
	INIT_LIST_HEAD(&dr->entry);
	dr->release = release;
	dr->name = name;
	dr->size = size;
	return dr->data;
}
EXPORT_SYMBOL_GPL(__devres_alloc);

/**
 * devres_free - free an entry that is on no list
 * @res: what devres_alloc() or devres_remove() returned, or NULL
 *
 * Context: any but NMI.
 */
void devres_free(void *res)
{
	struct devres *dr;

	if (!res)
		return;
	dr = to_devres(res);
	if (WARN_ON(!list_empty(&dr->entry)))
		return;
	kfree(dr);
}
EXPORT_SYMBOL_GPL(devres_free);

static void add_entry(struct device *dev, struct devres *dr)
{
	WARN_ON(!list_empty(&dr->entry));
	list_add_tail(&dr->entry, &dev->devres_head);
}

/**
 * devres_add - let the device have an entry: it is released with the driver
 *
 * Context: any but NMI.
 */
void devres_add(struct device *dev, void *res)
{
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	add_entry(dev, to_devres(res));
	spin_unlock_irqrestore(&dev->devres_lock, flags);
}
EXPORT_SYMBOL_GPL(devres_add);

/* The latest that fits; without @match, the latest of that kind. */
static struct devres *find_entry(struct device *dev, dr_release_t release, dr_match_t match,
				 void *match_data)
{
	struct devres *dr;

	lockdep_assert_held(&dev->devres_lock);
	list_for_each_entry_reverse(dr, &dev->devres_head, entry)
		if (dr->release == release && (!match || match(dev, dr->data, match_data)))
			return dr;
	return NULL;
}

/**
 * devres_find - look for an entry
 * @match: is it this one?  Called under a spinlock; NULL: the latest with that release
 *
 * Context: any but NMI.
 * Return: its data, or NULL.
 */
void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	struct devres *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find_entry(dev, release, match, match_data);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL_GPL(devres_find);

/* Add @new_res, unless there is such an entry: then free the new one.  Return: which it is. */
void *devres_get(struct device *dev, void *new_res, dr_match_t match, void *match_data)
{
	struct devres *new = to_devres(new_res), *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find_entry(dev, new->release, match, match_data);
	if (!dr)
		add_entry(dev, new);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	if (!dr)
		return new->data;
	devres_free(new_res);
	return dr->data;
}
EXPORT_SYMBOL_GPL(devres_get);

/* Take an entry off; the caller owns it then.  Return: its data, or NULL. */
void *devres_remove(struct device *dev, dr_release_t release, dr_match_t match,
		    void *match_data)
{
	struct devres *dr;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	dr = find_entry(dev, release, match, match_data);
	if (dr)
		list_del_init(&dr->entry);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return dr ? dr->data : NULL;
}
EXPORT_SYMBOL_GPL(devres_remove);

/* Take an entry off and free it, without its release().  Return: 0 or -ENOENT. */
int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match,
		   void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	devres_free(res);
	return res ? 0 : -ENOENT;
}
EXPORT_SYMBOL_GPL(devres_destroy);

/* Release an entry before its time.  Return: 0 or -ENOENT. */
int devres_release(struct device *dev, dr_release_t release, dr_match_t match,
		   void *match_data)
{
	void *res = devres_remove(dev, release, match, match_data);

	if (!res)
		return -ENOENT;
	release(dev, res);
	devres_free(res);
	return 0;
}
EXPORT_SYMBOL_GPL(devres_release);

/**
 * devres_release_all - release all that a driver left, the latest first
 *
 * Context: process; the driver is gone, so nobody adds any more.
 * Return: how many there were.
 */
int devres_release_all(struct device *dev)
{
	struct devres *dr, *next;
	unsigned long flags;
	LIST_HEAD(todo);
	int count = 0;

	spin_lock_irqsave(&dev->devres_lock, flags);
	list_splice_init(&dev->devres_head, &todo);
	spin_unlock_irqrestore(&dev->devres_lock, flags);

	list_for_each_entry_safe_reverse(dr, next, &todo, entry) {
		list_del_init(&dr->entry);
		dr->release(dev, dr->data);
		kfree(dr);
		count++;
	}
	return count;
}

/* ---- actions ---------------------------------------------------------------------------- */

struct action {
	void (*call)(void *data);
	void *data;
};

static void release_action(struct device *dev, void *res)
{
	struct action *action = res;

	action->call(action->data);
}

static int match_action(struct device *dev, void *res, void *wanted)
{
	return !memcmp(res, wanted, sizeof(struct action));
}

/**
 * devm_add_action - call @action(@data) when the driver goes
 *
 * Context: process; sleeps.
 * Return: 0 or -ENOMEM.
 */
int devm_add_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action *entry = devres_alloc(release_action, sizeof(*entry), GFP_KERNEL);

	if (!entry)
		return -ENOMEM;
	entry->call = action;
	entry->data = data;
	devres_add(dev, entry);
	return 0;
}
EXPORT_SYMBOL_GPL(devm_add_action);

void devm_remove_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action wanted = { action, data };

	WARN_ON(devres_destroy(dev, release_action, match_action, &wanted));
}
EXPORT_SYMBOL_GPL(devm_remove_action);

void devm_release_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action wanted = { action, data };

	WARN_ON(devres_release(dev, release_action, match_action, &wanted));
}
EXPORT_SYMBOL_GPL(devm_release_action);

/* ---- memory ------------------------------------------------------------------------------- */

/* The memory is the entry's own. */
static void release_memory(struct device *dev, void *res)
{
}

static int match_address(struct device *dev, void *res, void *address)
{
	return res == address;
}

/**
 * devm_kmalloc - memory that is freed when the driver goes
 *
 * Context: as kmalloc().
 * Return: the memory, ZERO_SIZE_PTR for no bytes, or NULL.
 */
void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	void *data;

	if (unlikely(!size))
		return ZERO_SIZE_PTR;
	data = devres_alloc(release_memory, size, gfp & ~__GFP_ZERO);
	if (!data)
		return NULL;
	if (gfp & __GFP_ZERO)
		memset(data, 0, size);
	devres_add(dev, data);
	return data;
}
EXPORT_SYMBOL_GPL(devm_kmalloc);

/**
 * devm_kfree - free it earlier
 * @p: of devm_kmalloc() with the same @dev; may be NULL
 *
 * Context: any but NMI.
 */
void devm_kfree(struct device *dev, const void *p)
{
	if (ZERO_OR_NULL_PTR(p))
		return;
	WARN_ON(devres_destroy(dev, release_memory, match_address, (void *)p));
}
EXPORT_SYMBOL_GPL(devm_kfree);

/* Put @new where @ptr stands in the order of release.  Return: the old entry, or NULL. */
static struct devres *replace_memory(struct device *dev, void *ptr, void *new)
{
	struct devres *old;
	unsigned long flags;

	spin_lock_irqsave(&dev->devres_lock, flags);
	old = find_entry(dev, release_memory, match_address, ptr);
	if (old)
		list_replace_init(&old->entry, &to_devres(new)->entry);
	spin_unlock_irqrestore(&dev->devres_lock, flags);
	return old;
}

static void *grow_memory(struct device *dev, void *ptr, size_t size, gfp_t gfp)
{
	void *new = devres_alloc(release_memory, size, gfp & ~__GFP_ZERO);
	size_t kept = to_devres(ptr)->size;

	if (!new)
		return NULL;
	memcpy(new, ptr, kept);
	if (gfp & __GFP_ZERO)
		memset(new + kept, 0, size - kept);
	devres_free(replace_memory(dev, ptr, new)->data);
	return new;
}

/**
 * devm_krealloc - the same memory, larger
 *
 * What was taken after it may use it, so it keeps its place: it is freed after those.  If
 * there is no memory the old block stays.
 *
 * Context: as kmalloc().
 * Return: the memory, which may have moved, ZERO_SIZE_PTR for no bytes, or NULL.
 */
void *devm_krealloc(struct device *dev, void *ptr, size_t size, gfp_t gfp)
{
	if (unlikely(!size)) {
		devm_kfree(dev, ptr);
		return ZERO_SIZE_PTR;
	}
	if (ZERO_OR_NULL_PTR(ptr))
		return devm_kmalloc(dev, size, gfp);
	if (WARN_ON(!devres_find(dev, release_memory, match_address, ptr)))
		return NULL;
	return size <= to_devres(ptr)->size ? ptr : grow_memory(dev, ptr, size, gfp);
}
EXPORT_SYMBOL_GPL(devm_krealloc);

void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
{
	void *copy = devm_kmalloc(dev, len, gfp);

	return copy ? memcpy(copy, src, len) : NULL;
}
EXPORT_SYMBOL_GPL(devm_kmemdup);

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	return s ? devm_kmemdup(dev, s, strlen(s) + 1, gfp) : NULL;
}
EXPORT_SYMBOL_GPL(devm_kstrdup);

char *devm_kvasprintf(struct device *dev, gfp_t gfp, const char *fmt, va_list args)
{
	unsigned int len;
	va_list again;
	char *text;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	text = devm_kmalloc(dev, len + 1, gfp);
	if (text)
		vsnprintf(text, len + 1, fmt, args);
	return text;
}
EXPORT_SYMBOL_GPL(devm_kvasprintf);

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = devm_kvasprintf(dev, gfp, fmt, args);
	va_end(args);
	return text;
}
EXPORT_SYMBOL_GPL(devm_kasprintf);

/* ---- per-CPU memory -------------------------------------------------------------------- */

static void release_percpu(struct device *dev, void *res)
{
	free_percpu(*(void __percpu **)res);
}

static int match_percpu(struct device *dev, void *res, void *wanted)
{
	return *(void **)res == wanted;
}

void __percpu *__devm_alloc_percpu(struct device *dev, size_t size, size_t align)
{
	void __percpu **entry = devres_alloc(release_percpu, sizeof(*entry), GFP_KERNEL);

	if (!entry)
		return NULL;
	*entry = __alloc_percpu(size, align);
	if (!*entry) {
		devres_free(entry);
		return NULL;
	}
	devres_add(dev, entry);
	return *entry;
}
EXPORT_SYMBOL_GPL(__devm_alloc_percpu);

void devm_free_percpu(struct device *dev, void __percpu *pdata)
{
	WARN_ON(devres_release(dev, release_percpu, match_percpu, (__force void *)pdata));
}
EXPORT_SYMBOL_GPL(devm_free_percpu);
