/* SPDX-License-Identifier: MIT */
#ifndef LINUX_SLAB_H
#define LINUX_SLAB_H

/*
 * Memory in pieces smaller than a page: caches of equal objects, and kmalloc(),
 * which picks a cache by size.  Theory in kernel/mm/slab.c.
 *
 * Callable from any context but NMI; with a mask that allows sleeping
 * (GFP_KERNEL), from process context only, which is checked.
 */

#include <linux/compiler.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/overflow.h>
#include <linux/types.h>

#include <asm/page.h>

#define SLAB_CONSISTENCY_CHECKS	((slab_flags_t)0x00000100u)	/* check every free */
#define SLAB_RED_ZONE		((slab_flags_t)0x00000400u)	/* guard bytes around objects */
#define SLAB_POISON		((slab_flags_t)0x00000800u)	/* fill free objects */
#define SLAB_KMALLOC		((slab_flags_t)0x00001000u)	/* one of kmalloc()'s own */
#define SLAB_HWCACHE_ALIGN	((slab_flags_t)0x00002000u)	/* align to cache lines */
#define SLAB_CACHE_DMA		((slab_flags_t)0x00004000u)	/* pages below 16 MiB */
#define SLAB_CACHE_DMA32	((slab_flags_t)0x00008000u)	/* pages below 4 GiB */
#define SLAB_STORE_USER		((slab_flags_t)0x00010000u)	/* remember callers */
#define SLAB_RECLAIM_ACCOUNT	((slab_flags_t)0x00020000u)
#define SLAB_PANIC		((slab_flags_t)0x00040000u)	/* panic if creation fails */
#define SLAB_TYPESAFE_BY_RCU	((slab_flags_t)0x00080000u)	/* pages stay the cache's */
#define SLAB_TRACE		((slab_flags_t)0x00200000u)
#define SLAB_ACCOUNT		((slab_flags_t)0x04000000u)

#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

#define ARCH_KMALLOC_MINALIGN	__alignof__(unsigned long long)
#define ARCH_SLAB_MINALIGN	__alignof__(unsigned long long)
#define KMALLOC_MIN_SIZE	8
#define KMALLOC_SHIFT_LOW	3
#define KMALLOC_SHIFT_HIGH	(PAGE_SHIFT + 1)
#define KMALLOC_SHIFT_MAX	(MAX_ORDER + PAGE_SHIFT - 1)
#define KMALLOC_MAX_SIZE	(1UL << KMALLOC_SHIFT_MAX)
#define KMALLOC_MAX_CACHE_SIZE	(1UL << KMALLOC_SHIFT_HIGH)

enum kmalloc_cache_type {
	KMALLOC_NORMAL = 0,
	NR_KMALLOC_TYPES
};

struct kmem_cache;

extern struct kmem_cache *kmalloc_caches[NR_KMALLOC_TYPES][KMALLOC_SHIFT_HIGH + 1];

/*
 * kmalloc_index - which cache serves @size: caches are 2^index bytes, and 96 and
 * 192 (indices 1 and 2), since doubling wastes most there.  Folded at compile
 * time when @size is a constant.
 */
static __always_inline unsigned int kmalloc_index(size_t size)
{
	if (size <= KMALLOC_MIN_SIZE)
		return KMALLOC_SHIFT_LOW;
	if (size > 64 && size <= 96)
		return 1;
	if (size > 128 && size <= 192)
		return 2;
	return ilog2(size - 1) + 1;
}

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *object));
struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size,
					      unsigned int align, slab_flags_t flags,
					      unsigned int useroffset, unsigned int usersize,
					      void (*ctor)(void *object));
void kmem_cache_destroy(struct kmem_cache *s);
int kmem_cache_shrink(struct kmem_cache *s);
void *kmem_cache_alloc(struct kmem_cache *s, gfp_t flags) __malloc;
void kmem_cache_free(struct kmem_cache *s, void *object);
unsigned int kmem_cache_size(struct kmem_cache *s);
int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t nr, void **objects);
void kmem_cache_free_bulk(struct kmem_cache *s, size_t nr, void **objects);

#define KMEM_CACHE(__struct, __flags)						\
	kmem_cache_create(#__struct, sizeof(struct __struct),			\
			  __alignof__(struct __struct), (__flags), NULL)

static inline void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t flags)
{
	return kmem_cache_alloc(s, flags | __GFP_ZERO);
}

void *__kmalloc(size_t size, gfp_t flags) __malloc __alloc_size(1);
void *kmalloc_trace(struct kmem_cache *s, gfp_t flags, size_t size) __malloc __alloc_size(3);
void *kmalloc_large(size_t size, gfp_t flags) __malloc __alloc_size(1);
void *__kmalloc_track_caller(size_t size, gfp_t flags, unsigned long caller)
	__malloc __alloc_size(1);
void *krealloc(const void *object, size_t new_size, gfp_t flags) __must_check __alloc_size(2);
void kfree(const void *object);
void kfree_sensitive(const void *object);
size_t ksize(const void *object);
size_t kmalloc_size_roundup(size_t size);

/**
 * kmalloc - allocate @size bytes of physically contiguous memory
 * @size: bytes; 0 gives ZERO_SIZE_PTR, which may be passed to kfree()
 * @flags: GFP_KERNEL where the caller may sleep, GFP_ATOMIC elsewhere
 *
 * Sizes that are powers of two are aligned to themselves.
 *
 * Context: any but NMI; process context if @flags allow sleeping.
 * Return: the memory, or NULL.
 */
static __always_inline __malloc __alloc_size(1) void *kmalloc(size_t size, gfp_t flags)
{
	if (__builtin_constant_p(size) && size && !(flags & (__GFP_DMA | __GFP_DMA32))) {
		if (size > KMALLOC_MAX_CACHE_SIZE)
			return kmalloc_large(size, flags);
		return kmalloc_trace(kmalloc_caches[KMALLOC_NORMAL][kmalloc_index(size)],
				     flags, size);
	}
	return __kmalloc(size, flags);
}

static inline __malloc __alloc_size(1) void *kzalloc(size_t size, gfp_t flags)
{
	return kmalloc(size, flags | __GFP_ZERO);
}

static inline __malloc __alloc_size(1, 2) void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kmalloc(bytes, flags);
}

static inline __malloc __alloc_size(1, 2) void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	return kmalloc_array(n, size, flags | __GFP_ZERO);
}

static inline __must_check __alloc_size(2, 3) void *krealloc_array(void *p, size_t new_n,
								   size_t new_size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(new_n, new_size, &bytes)))
		return NULL;
	return krealloc(p, bytes, flags);
}

/* The caller of an allocating helper, not the helper, is named in leak reports. */
#define kmalloc_track_caller(size, flags) \
	__kmalloc_track_caller(size, flags, (unsigned long)__builtin_return_address(0))

/* There is one memory node. */
static inline __malloc void *kmalloc_node(size_t size, gfp_t flags, int node)
{
	return kmalloc(size, flags);
}

static inline __malloc void *kzalloc_node(size_t size, gfp_t flags, int node)
{
	return kzalloc(size, flags);
}

static inline __malloc void *kcalloc_node(size_t n, size_t size, gfp_t flags, int node)
{
	return kcalloc(n, size, flags);
}

static inline __malloc void *kmalloc_array_node(size_t n, size_t size, gfp_t flags, int node)
{
	return kmalloc_array(n, size, flags);
}

static inline __malloc void *kmem_cache_alloc_node(struct kmem_cache *s, gfp_t flags, int node)
{
	return kmem_cache_alloc(s, flags);
}

/* kmalloc() if that works, else vmalloc(): for big tables nobody does DMA to. */
void *kvmalloc_node(size_t size, gfp_t flags, int node) __malloc __alloc_size(1);
void *kvrealloc(const void *p, size_t oldsize, size_t newsize, gfp_t flags) __alloc_size(3);
void kvfree(const void *addr);
void kvfree_sensitive(const void *addr, size_t len);

static inline __malloc __alloc_size(1) void *kvmalloc(size_t size, gfp_t flags)
{
	return kvmalloc_node(size, flags, -1);
}

static inline __malloc __alloc_size(1) void *kvzalloc(size_t size, gfp_t flags)
{
	return kvmalloc(size, flags | __GFP_ZERO);
}

static inline __malloc __alloc_size(1, 2) void *kvmalloc_array(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(check_mul_overflow(n, size, &bytes)))
		return NULL;
	return kvmalloc(bytes, flags);
}

static inline __malloc __alloc_size(1, 2) void *kvcalloc(size_t n, size_t size, gfp_t flags)
{
	return kvmalloc_array(n, size, flags | __GFP_ZERO);
}

bool slab_is_available(void);

/* Say what a pointer into the slab is: its cache, offset, and callers. */
bool kmem_dump_obj(void *object);

#endif /* LINUX_SLAB_H */
