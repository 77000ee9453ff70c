/* SPDX-License-Identifier: MIT */
/* linux/io.h - registers of devices; ioread/iowrite take what ioremap or pci_iomap gave */
#ifndef LINUX_IO_H
#define LINUX_IO_H

#include <linux/err.h>
#include <linux/types.h>

#include <asm/io.h>

#define ioread8(addr) readb(addr)
#define ioread16(addr) readw(addr)
#define ioread32(addr) readl(addr)
#define iowrite8(v, addr) writeb((v), (addr))
#define iowrite16(v, addr) writew((v), (addr))
#define iowrite32(v, addr) writel((v), (addr))
#ifdef __LP64__
#define ioread64(addr) readq(addr)
#define iowrite64(v, addr) writeq((v), (addr))
#endif

#define memcpy_fromio(to, from, n) memcpy((to), (const void __force *)(from), (n))
#define memcpy_toio(to, from, n) memcpy((void __force *)(to), (from), (n))
#define memset_io(to, c, n) memset((void __force *)(to), (c), (n))

struct device;
struct resource;

/* drivers/base/devres_io.c: unmapped when the driver of @dev goes. */
#define IOMEM_ERR_PTR(err) ((__force void __iomem *)ERR_PTR(err))
void __iomem *devm_ioremap(struct device *dev, resource_size_t offset, resource_size_t size);
void devm_iounmap(struct device *dev, void __iomem *addr);
void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res);

#endif /* LINUX_IO_H */
