/* SPDX-License-Identifier: MIT */
/*
 * linux/ioport.h - who uses which addresses: /proc/ioports and /proc/iomem
 */
#ifndef LINUX_IOPORT_H
#define LINUX_IOPORT_H

#include <linux/compiler.h>
#include <linux/types.h>

struct device;

/* A range of addresses, both ends included, and the ranges inside it in order. */
struct resource {
	resource_size_t	start;
	resource_size_t	end;
	const char	*name;
	unsigned long	flags;			/* IORESOURCE_* */
	unsigned long	desc;
	struct resource	*parent, *sibling, *child;	/* resource_lock */
};

#define IORESOURCE_BITS		0x000000ff	/* the bus's own bits: the low bits of a BAR */
#define IORESOURCE_TYPE_BITS	0x00001f00
#define IORESOURCE_IO		0x00000100
#define IORESOURCE_MEM		0x00000200
#define IORESOURCE_IRQ		0x00000400
#define IORESOURCE_PREFETCH	0x00002000
#define IORESOURCE_READONLY	0x00004000
#define IORESOURCE_MEM_64	0x00100000
#define IORESOURCE_EXCLUSIVE	0x08000000
#define IORESOURCE_DISABLED	0x10000000
#define IORESOURCE_UNSET	0x20000000	/* no address given by the firmware */
#define IORESOURCE_BUSY		0x80000000	/* a driver has claimed it */

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)			\
	{								\
		.start = (_start), .end = (_start) + (_size) - 1,	\
		.name = (_name), .flags = (_flags),			\
	}
#define DEFINE_RES_IO(_start, _size)	DEFINE_RES_NAMED((_start), (_size), NULL, IORESOURCE_IO)
#define DEFINE_RES_MEM(_start, _size)	DEFINE_RES_NAMED((_start), (_size), NULL, IORESOURCE_MEM)

extern struct resource ioport_resource, iomem_resource;

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}

static inline unsigned long resource_type(const struct resource *res)
{
	return res->flags & IORESOURCE_TYPE_BITS;
}

/* Put a range into a tree.  0, or -EBUSY when it overlaps one that is there. */
int request_resource(struct resource *root, struct resource *new);
int release_resource(struct resource *old);

#define request_region(start, n, name) \
	__request_region(&ioport_resource, (start), (n), (name), 0)
#define request_mem_region(start, n, name) \
	__request_region(&iomem_resource, (start), (n), (name), 0)
#define release_region(start, n)		__release_region(&ioport_resource, (start), (n))
#define release_mem_region(start, n)		__release_region(&iomem_resource, (start), (n))

/* The same, released when the driver of @dev goes: drivers/base/devres_io.c. */
#define devm_request_region(dev, start, n, name) \
	__devm_request_region(dev, &ioport_resource, (start), (n), (name))
#define devm_request_mem_region(dev, start, n, name) \
	__devm_request_region(dev, &iomem_resource, (start), (n), (name))
#define devm_release_region(dev, start, n) \
	__devm_release_region(dev, &ioport_resource, (start), (n))
#define devm_release_mem_region(dev, start, n) \
	__devm_release_region(dev, &iomem_resource, (start), (n))

struct resource *__devm_request_region(struct device *dev, struct resource *parent,
				       resource_size_t start, resource_size_t n,
				       const char *name);
void __devm_release_region(struct device *dev, struct resource *parent, resource_size_t start,
			   resource_size_t n);

struct resource *__request_region(struct resource *parent, resource_size_t start,
				  resource_size_t n, const char *name, int flags);
void __release_region(struct resource *parent, resource_size_t start, resource_size_t n);

#endif /* LINUX_IOPORT_H */
