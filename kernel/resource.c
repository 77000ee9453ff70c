// SPDX-License-Identifier: MIT
/*
 * kernel/resource.c - who uses which I/O ports and which physical addresses
 *
 * Two trees of ranges.  Children lie inside their parent, siblings are in order
 * and do not overlap.  A driver's claim (IORESOURCE_BUSY) may lie inside a range that only
 * describes, such as a PCI device's BAR, but not inside or across another claim.
 */

#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/rwlock.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

struct resource ioport_resource = {
	.name = "PCI IO", .start = 0, .end = 0xffff, .flags = IORESOURCE_IO,
};
EXPORT_SYMBOL(ioport_resource);

struct resource iomem_resource = {
	.name = "PCI mem", .start = 0, .end = ~(resource_size_t)0, .flags = IORESOURCE_MEM,
};
EXPORT_SYMBOL(iomem_resource);

static DEFINE_RWLOCK(resource_lock);

/* Put @new among the children of @root.  NULL, or the range that is in the way. */
static struct resource *insert_child(struct resource *root, struct resource *new)
{
	struct resource **link = &root->child;

	if (new->end < new->start || new->start < root->start || new->end > root->end)
		return root;
	while (*link && (*link)->end < new->start)
		link = &(*link)->sibling;
	if (*link && (*link)->start <= new->end)
		return *link;
	new->sibling = *link;
	new->parent = root;
	*link = new;
	return NULL;
}

/** request_resource - put a range into a tree.  Return: 0 or -EBUSY. */
int request_resource(struct resource *root, struct resource *new)
{
	struct resource *conflict;

	write_lock(&resource_lock);
	conflict = insert_child(root, new);
	write_unlock(&resource_lock);
	return conflict ? -EBUSY : 0;
}
EXPORT_SYMBOL(request_resource);

/** release_resource - take a range out.  Return: 0, or -EINVAL if it was in no tree. */
int release_resource(struct resource *old)
{
	struct resource **link;
	int ret = -EINVAL;

	write_lock(&resource_lock);
	for (link = old->parent ? &old->parent->child : NULL; link && *link;
	     link = &(*link)->sibling)
		if (*link == old) {
			*link = old->sibling;
			old->parent = NULL;
			ret = 0;
			break;
		}
	write_unlock(&resource_lock);
	return ret;
}
EXPORT_SYMBOL(release_resource);

/* Insert a claim as deep as it fits.  false if another claim is in the way. */
static bool insert_claim(struct resource *parent, struct resource *claim)
{
	for (;;) {
		struct resource *conflict = insert_child(parent, claim);

		if (!conflict)
			return true;
		if (conflict == parent || (conflict->flags & IORESOURCE_BUSY))
			return false;
		parent = conflict;
	}
}

/* request_region(), request_mem_region(): claim a range for a driver.  NULL if it is taken. */
struct resource *__request_region(struct resource *parent, resource_size_t start,
				  resource_size_t n, const char *name, int flags)
{
	struct resource *claim = kzalloc(sizeof(*claim), GFP_KERNEL);
	bool ok;

	if (!claim)
		return NULL;
	claim->name = name;
	claim->start = start;
	claim->end = start + n - 1;
	claim->flags = resource_type(parent) | IORESOURCE_BUSY | flags;

	write_lock(&resource_lock);
	ok = insert_claim(parent, claim);
	write_unlock(&resource_lock);
	if (ok)
		return claim;
	kfree(claim);
	return NULL;
}
EXPORT_SYMBOL(__request_region);

/* Take the claim with exactly these ends out of the tree; NULL if there is none. */
static struct resource *remove_claim(struct resource *parent, resource_size_t start,
				     resource_size_t end)
{
	struct resource **link = &parent->child;

	while (*link) {
		struct resource *res = *link;

		if (res->start <= start && res->end >= end) {
			if (!(res->flags & IORESOURCE_BUSY)) {
				link = &res->child;
				continue;
			}
			if (res->start != start || res->end != end)
				return NULL;
			*link = res->sibling;
			return res;
		}
		link = &res->sibling;
	}
	return NULL;
}

void __release_region(struct resource *parent, resource_size_t start, resource_size_t n)
{
	resource_size_t end = start + n - 1;
	struct resource *claim;

	write_lock(&resource_lock);
	claim = remove_claim(parent, start, end);
	write_unlock(&resource_lock);
	if (!claim)
		pr_warn("Trying to free nonexistent resource <%pa-%pa>\n", &start, &end);
	kfree(claim);
}
EXPORT_SYMBOL(__release_region);

/* ---- /proc/ioports, /proc/iomem ----------------------------------------------------------- */

static struct resource *next_resource(struct resource *res)
{
	if (res->child)
		return res->child;
	while (!res->sibling && res->parent)
		res = res->parent;
	return res->sibling;
}

static int depth_of(const struct resource *res, const struct resource *root)
{
	int depth = 0;

	for (res = res->parent; res != root; res = res->parent)
		depth++;
	return depth;
}

static int show_resources(struct seq_file *m, struct resource *root, int width)
{
	struct resource *res;

	read_lock(&resource_lock);
	for (res = root->child; res; res = next_resource(res))
		seq_printf(m, "%*s%0*llx-%0*llx : %s\n", depth_of(res, root) * 2, "",
			   width, (unsigned long long)res->start,
			   width, (unsigned long long)res->end, res->name ?: "<BAD>");
	read_unlock(&resource_lock);
	return 0;
}

static int ioports_show(struct seq_file *m, void *v)
{
	return show_resources(m, &ioport_resource, 4);
}

static int iomem_show(struct seq_file *m, void *v)
{
	return show_resources(m, &iomem_resource, 8);
}

static int __init resource_proc_init(void)
{
	proc_create_single("ioports", 0, NULL, ioports_show);
	proc_create_single("iomem", 0400, NULL, iomem_show);
	return 0;
}
fs_initcall(resource_proc_init);
