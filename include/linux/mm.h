/* SPDX-License-Identifier: MIT */
#ifndef LINUX_MM_H
#define LINUX_MM_H

/*
 * Page frames and their three names: struct page, frame number (pfn), and
 * address in the direct map.  The array of struct page (vmemmap) is virtually
 * contiguous and backed only where there is RAM, so that each conversion is one
 * addition and one shift.
 */

#include <linux/atomic.h>
#include <linux/bits.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/mm_types.h>
#include <linux/types.h>

#include <asm/page.h>
#include <asm/pgtable.h>

#define vmemmap ((struct page *)VMEMMAP_START)

#define pfn_to_page(pfn)	(vmemmap + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - vmemmap))
#define page_to_phys(page)	((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)
#define phys_to_page(phys)	pfn_to_page((unsigned long)((phys) >> PAGE_SHIFT))
#define virt_to_page(addr)	pfn_to_page(__pa(addr) >> PAGE_SHIFT)
#define page_to_virt(page)	__va(page_to_phys(page))

bool pfn_valid(unsigned long pfn);
bool virt_addr_valid(const volatile void *addr);

static inline void *page_address(const struct page *page)
{
	return page_to_virt(page);
}

static inline bool PageReserved(const struct page *page)
{
	return page->flags & BIT(PG_reserved);
}

static inline bool PageSlab(const struct page *page)
{
	return page->flags & BIT(PG_slab);
}

static inline bool PageBuddy(const struct page *page)
{
	return page->flags & BIT(PG_buddy);
}

static inline void SetPageReserved(struct page *page)
{
	page->flags |= BIT(PG_reserved);
}

static inline void ClearPageReserved(struct page *page)
{
	page->flags &= ~BIT(PG_reserved);
}

static inline void set_page_private(struct page *page, unsigned long private)
{
	page->private = private;
}

static inline unsigned long page_private(const struct page *page)
{
	return page->private;
}

static inline int page_count(const struct page *page)
{
	return atomic_read(&page->_refcount);
}

static inline void get_page(struct page *page)
{
	atomic_inc(&page->_refcount);
}

void put_page(struct page *page);

/* How many bytes the block holds whose first page this is (PG_head), else one page's. */
static inline unsigned int page_order(const struct page *page)
{
	return page->flags & (BIT(PG_head) | BIT(PG_buddy)) ? page->order : 0;
}

#define compound_order(page)	page_order(page)
#define page_size(page)		(PAGE_SIZE << page_order(page))

/* ---- the memory of processes: kernel/mm/mmap.c, kernel/mm/memory.c ------------------------ */

#define VM_NONE		0x00000000
#define VM_READ		0x00000001
#define VM_WRITE	0x00000002
#define VM_EXEC		0x00000004
#define VM_SHARED	0x00000008
#define VM_MAYREAD	0x00000010
#define VM_MAYWRITE	0x00000020
#define VM_MAYEXEC	0x00000040
#define VM_MAYSHARE	0x00000080
#define VM_GROWSDOWN	0x00000100	/* a stack: grows to what is touched below it */
#define VM_PFNMAP	0x00000400	/* pages that are not counted: remap_pfn_range() */
#define VM_LOCKED	0x00002000	/* memory does not leave anyway */
#define VM_IO		0x00004000	/* registers of a device */
#define VM_DONTCOPY	0x00020000	/* a child does not get it */
#define VM_DONTEXPAND	0x00040000
#define VM_DONTDUMP	0x04000000
#define VM_MIXEDMAP	0x10000000	/* pages that a driver has put there */

#define VM_ACCESS_FLAGS	(VM_READ | VM_WRITE | VM_EXEC)
#define VM_STACK_FLAGS	(VM_READ | VM_WRITE | VM_GROWSDOWN | VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC)

enum fault_flag {
	FAULT_FLAG_WRITE	= 1 << 0,
	FAULT_FLAG_USER		= 1 << 6,
	FAULT_FLAG_INSTRUCTION	= 1 << 8,
};

#define VM_FAULT_OOM		0x0001u
#define VM_FAULT_SIGBUS		0x0002u
#define VM_FAULT_SIGSEGV	0x0040u
#define VM_FAULT_NOPAGE		0x0100u	/* the driver has made the entry itself */
#define VM_FAULT_ERROR		(VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV)

struct task_struct;

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
unsigned long do_mmap(struct mm_struct *mm, unsigned long addr, unsigned long len,
		      unsigned long vm_flags, bool fixed);
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len);
int do_mprotect(struct mm_struct *mm, unsigned long start, size_t len, unsigned long access);
unsigned long do_brk(struct mm_struct *mm, unsigned long brk);

#define FOLL_WRITE	0x01

int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags);
int access_process_vm(struct task_struct *task, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags);

/* A touch of a page that an area's driver or file has to find. */
struct vm_fault {
	struct vm_area_struct *vma;
	unsigned int flags;		/* FAULT_FLAG_* */
	unsigned long pgoff;		/* of the page in the file */
	unsigned long address;		/* page aligned */
	struct page *page;		/* the answer, with a reference */
};

/* mmap_lock is held: for writing in open() and close(), for reading in fault(). */
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);	/* of a copy: by fork, or of a part */
	void (*close)(struct vm_area_struct *vma);
	vm_fault_t (*fault)(struct vm_fault *vmf);
};

static inline bool vma_is_anonymous(const struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* For a driver's mmap(): all at once, or page by page; kernel/mm/mmap_file.c. */
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot);
#define io_remap_pfn_range remap_pfn_range
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len);
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);
int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff);
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn);

static inline vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr,
					 struct page *page)
{
	int err = vm_insert_page(vma, addr, page);

	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	return err && err != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}

/* A new area of the running task.  Context: a task, may sleep. */
unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len,
		      unsigned long prot, unsigned long flags, unsigned long offset);
int vm_munmap(unsigned long start, size_t len);

vm_fault_t handle_mm_fault(struct mm_struct *mm, unsigned long address, unsigned int flags);

/* The smallest order whose block holds @size bytes. */
static inline unsigned int get_order(unsigned long size)
{
	unsigned int order = 0;

	while ((PAGE_SIZE << order) < size)
		order++;
	return order;
}

bool is_vmalloc_addr(const void *addr);

unsigned long totalram_pages(void);
unsigned long nr_free_pages(void);

/*
 * Boot order: mm_core_init() takes over from memblock, builds the page, slab,
 * vmalloc and per-CPU allocators; from then on everything in <linux/slab.h>
 * works.  free_initmem() gives the pages of __init code back.
 */
void mm_core_init(void);
void free_initmem(void);
void mark_rodata_ro(void);
unsigned long free_reserved_area(void *start, void *end, int poison, const char *name);

/* The report of the monitor's `mem`: pages, caches, vmalloc, per-CPU. */
void show_mem(void);

/*
 * What was allocated since a point in time and not given back.  mark() takes
 * the point; report() says how many bytes of which kind, names each object with
 * its call site under debug=slab, and returns the number of bytes.
 */
struct mm_leak_mark {
	unsigned long serial;		/* allocations are numbered under debug=slab */
	unsigned long slab_bytes;
	unsigned long vmalloc_bytes;
	unsigned long percpu_bytes;
	unsigned long other_pages;
};

void mm_leak_mark(struct mm_leak_mark *mark);
long mm_leak_bytes(const struct mm_leak_mark *mark);
long mm_leak_report(const struct mm_leak_mark *mark, const char *who);

/* The line at power-off: what is in use, and by which tests (mm_leak_report()) it grew. */
void mm_exit_report(void);

#endif /* LINUX_MM_H */
