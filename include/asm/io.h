/* SPDX-License-Identifier: MIT */
/*
 * asm/io.h - talk to devices: ports and memory-mapped registers
 *
 * The memory forms are one volatile access of the named width each: the compiler
 * may not merge, split, repeat or drop them, and "memory" keeps ordinary stores
 * (a buffer the device will read) before them.
 */
#ifndef ASM_IO_H
#define ASM_IO_H

#include <linux/compiler.h>
#include <linux/types.h>

#include <asm/page.h>

#define __BUILD_PORT(bwl, bw, type)						\
static __always_inline void out##bwl(type value, u16 port)			\
{										\
	asm volatile("out" #bwl " %" #bw "0, %w1" : : "a"(value), "Nd"(port));	\
}										\
static __always_inline type in##bwl(u16 port)					\
{										\
	type value;								\
	asm volatile("in" #bwl " %w1, %" #bw "0" : "=a"(value) : "Nd"(port));	\
	return value;								\
}										\
static __always_inline void outs##bwl(u16 port, const void *addr, unsigned long count) \
{										\
	asm volatile("rep; outs" #bwl : "+S"(addr), "+c"(count) : "d"(port) : "memory"); \
}										\
static __always_inline void ins##bwl(u16 port, void *addr, unsigned long count)	\
{										\
	asm volatile("rep; ins" #bwl : "+D"(addr), "+c"(count) : "d"(port) : "memory"); \
}

__BUILD_PORT(b, b, u8)
__BUILD_PORT(w, w, u16)
__BUILD_PORT(l, k, u32)

/* A write to the POST port takes about a microsecond: old devices need the pause. */
#define IO_DELAY_PORT 0x80
static __always_inline void io_delay(void)
{
	asm volatile("outb %%al, %0" : : "N"(IO_DELAY_PORT));
}

static __always_inline void outb_p(u8 value, u16 port)
{
	outb(value, port);
	io_delay();
}

static __always_inline u8 inb_p(u16 port)
{
	u8 value = inb(port);

	io_delay();
	return value;
}

#define __BUILD_MMIO(name, size, type, reg, source)				\
static __always_inline type read##name(const volatile void __iomem *addr)	\
{										\
	type value;								\
	asm volatile("mov" size " %1, %0" : reg(value)				\
		     : "m"(*(const volatile type __force *)addr) : "memory");	\
	return value;								\
}										\
static __always_inline void write##name(type value, volatile void __iomem *addr) \
{										\
	asm volatile("mov" size " %0, %1" : : source(value),			\
		     "m"(*(volatile type __force *)addr) : "memory");		\
}

__BUILD_MMIO(b, "b", u8, "=q", "qi")
__BUILD_MMIO(w, "w", u16, "=r", "ri")
__BUILD_MMIO(l, "l", u32, "=r", "ri")
#ifdef __LP64__
__BUILD_MMIO(q, "q", u64, "=r", "re")
#endif

#define readb_relaxed readb
#define readw_relaxed readw
#define readl_relaxed readl
#define writeb_relaxed writeb
#define writew_relaxed writew
#define writel_relaxed writel

static inline phys_addr_t virt_to_phys(volatile void *address)
{
	return __pa(address);
}

static inline void *phys_to_virt(phys_addr_t address)
{
	return __va(address);
}

/* arch/x86/mm/ioremap.c */
void __iomem *ioremap(phys_addr_t addr, size_t size);
void __iomem *ioremap_wc(phys_addr_t addr, size_t size);
void iounmap(volatile void __iomem *addr);
#define ioremap_uc ioremap
#define ioremap_nocache ioremap

#endif /* ASM_IO_H */
