// SPDX-License-Identifier: MIT
/*
 * tests/unit/file_mmap_test.c - files and devices in the memory of a process
 *
 * The driver is a misc device whose mmap() is what the case says.  A kernel thread lives in an
 * mm of its own for the time of a case, and touches it as a system call would.
 */

#include <kunit/test.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <uapi/linux/mman.h>

#include "failnth.h"

#define NAME	"hemi_mmap"
#define NODE	"/dev/" NAME
#define FILE	"/hemi_mmap.tmp"
#define RW	(PROT_READ | PROT_WRITE)
#define PAGES	3

/* ---- the driver ---- */

static int (*driver_mmap)(struct vm_area_struct *vma);	/* of the case */
static unsigned long *memory;				/* its PAGES pages */
static int opened, closed, released, faults;
static unsigned long last_pgoff;

static int call_driver(struct file *file, struct vm_area_struct *vma)
{
	return driver_mmap(vma);
}

static int count_release(struct inode *inode, struct file *file)
{
	released++;
	return 0;
}

static const struct file_operations driver_fops = {
	.owner = THIS_MODULE, .mmap = call_driver, .release = count_release,
};

static struct miscdevice driver = {
	.minor = MISC_DYNAMIC_MINOR, .name = NAME, .fops = &driver_fops, .mode = 0666,
};

static void count_open(struct vm_area_struct *vma)
{
	opened++;
}

static void count_close(struct vm_area_struct *vma)
{
	closed++;
}

/* ---- what a program does ---- */

static int write_word(unsigned long addr, unsigned long value)
{
	return put_user(value, (unsigned long __user *)addr);
}

/* What stands there; -EFAULT is no value of these tests. */
static long read_word(unsigned long addr)
{
	unsigned long value;
	int err = get_user(value, (unsigned long __user *)addr);

	return err ?: (long)value;
}

static unsigned long *page_of_driver(int n)
{
	return memory + n * (PAGE_SIZE / sizeof(*memory));
}

static struct page *driver_page(int n)
{
	return virt_to_page(page_of_driver(n));
}

/* Its own file each time, closed at once: the area keeps it. */
static unsigned long map_driver(int (*mmap)(struct vm_area_struct *vma), unsigned long len,
				unsigned long flags, unsigned long offset)
{
	struct file *file = filp_open(NODE, O_RDWR, 0);
	unsigned long ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	driver_mmap = mmap;
	ret = vm_mmap(file, 0, len, RW, flags, offset);
	fput(file);
	return ret;
}

static unsigned long map_all(struct kunit *test, int (*mmap)(struct vm_area_struct *vma),
			     unsigned long flags)
{
	unsigned long at = map_driver(mmap, PAGES * PAGE_SIZE, flags, 0);

	KUNIT_ASSERT_FALSE_MSG(test, IS_ERR_VALUE(at), "mmap: %ld", (long)at);
	return at;
}

static int enter_mm(void)
{
	struct mm_struct *mm = mm_alloc();
	int err = mm ? exec_mmap(mm) : -ENOMEM;

	if (mm && err)
		mmput(mm);
	return err;
}

static int file_mmap_init(struct kunit *test)
{
	opened = closed = released = faults = 0;
	memory = alloc_pages_exact(PAGES * PAGE_SIZE, GFP_KERNEL | __GFP_ZERO);
	KUNIT_ASSERT_NOT_NULL(test, memory);
	for (int i = 0; i < PAGES; i++)
		*page_of_driver(i) = i + 1;
	KUNIT_ASSERT_EQ(test, misc_register(&driver), 0);
	KUNIT_ASSERT_EQ(test, enter_mm(), 0);
	return 0;
}

static void file_mmap_exit(struct kunit *test)
{
	exit_mm();
	misc_deregister(&driver);
	free_pages_exact(memory, PAGES * PAGE_SIZE);
}

/* ---- remap_pfn_range() ---- */

static int remap_all(struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, __pa(memory) >> PAGE_SHIFT,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static void remap_pfn_range_shows_memory(struct kunit *test)
{
	unsigned long at = map_all(test, remap_all, MAP_SHARED);

	KUNIT_EXPECT_EQ(test, read_word(at + 2 * PAGE_SIZE), 3);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 20), 0);
	KUNIT_EXPECT_EQ(test, *page_of_driver(1), 20);
	*page_of_driver(0) = 10;
	KUNIT_EXPECT_EQ(test, read_word(at), 10);
	KUNIT_EXPECT_EQ(test, page_count(driver_page(0)), 1);	/* nobody counts */
	KUNIT_EXPECT_EQ(test, atomic_long_read(&current->mm->rss), 0);
}

static void registers_are_not_copied(struct kunit *test)
{
	unsigned long at = map_all(test, remap_all, MAP_PRIVATE);

	KUNIT_EXPECT_EQ(test, read_word(at), 1);
	KUNIT_EXPECT_EQ(test, write_word(at, 10), -EFAULT);
	KUNIT_EXPECT_EQ(test, *page_of_driver(0), 1);
}

/* Rights that change do not change whose memory it is. */
static void mprotect_of_a_drivers_area(struct kunit *test)
{
	unsigned long at = map_all(test, remap_all, MAP_SHARED);
	struct mm_struct *mm = current->mm;

	mmap_write_lock(mm);
	KUNIT_EXPECT_EQ(test, do_mprotect(mm, at + PAGE_SIZE, PAGE_SIZE, VM_READ), 0);
	mmap_write_unlock(mm);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 9), -EFAULT);
	KUNIT_EXPECT_EQ(test, read_word(at + PAGE_SIZE), 2);
	mmap_write_lock(mm);
	KUNIT_EXPECT_EQ(test, do_mprotect(mm, at, PAGES * PAGE_SIZE, VM_READ | VM_WRITE), 0);
	mmap_write_unlock(mm);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 9), 0);
	KUNIT_EXPECT_EQ(test, *page_of_driver(1), 9);
}

static int remap_too_much(struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start + PAGE_SIZE, __pa(memory) >> PAGE_SHIFT,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static int remap_and_fail(struct vm_area_struct *vma)
{
	return remap_all(vma) ?: -ENXIO;
}

static void mmap_that_fails_leaves_nothing(struct kunit *test)
{
	unsigned long len = PAGES * PAGE_SIZE, at = map_all(test, remap_all, MAP_SHARED);

	KUNIT_EXPECT_EQ(test, vm_munmap(at, len), 0);
	KUNIT_EXPECT_EQ(test, released, 1);
	KUNIT_EXPECT_EQ(test, map_driver(remap_too_much, len, MAP_SHARED, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, map_driver(remap_and_fail, len, MAP_SHARED, 0), -ENXIO);
	KUNIT_EXPECT_EQ(test, released, 3);
	KUNIT_EXPECT_TRUE(test, list_empty(&current->mm->areas));
	KUNIT_EXPECT_EQ(test, read_word(at), -EFAULT);
	KUNIT_EXPECT_EQ(test, vm_mmap(NULL, at, len, RW, MAP_PRIVATE | MAP_FIXED, 0), at);
	KUNIT_EXPECT_EQ(test, read_word(at), 0);	/* no entry was left */
}

/* ---- vm_insert_page() ---- */

static int insert_all(struct vm_area_struct *vma)
{
	int err = 0;

	for (int i = 0; i < PAGES && !err; i++)
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, driver_page(i));
	return err;
}

static void inserted_pages_are_counted(struct kunit *test)
{
	unsigned long at = map_all(test, insert_all, MAP_SHARED);

	KUNIT_EXPECT_EQ(test, page_count(driver_page(1)), 2);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&current->mm->rss), PAGES);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 20), 0);
	KUNIT_EXPECT_EQ(test, *page_of_driver(1), 20);
	KUNIT_EXPECT_EQ(test, vm_munmap(at + PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_EXPECT_EQ(test, page_count(driver_page(1)), 1);
	KUNIT_EXPECT_EQ(test, page_count(driver_page(2)), 2);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&current->mm->rss), PAGES - 1);
}

static void private_write_does_not_reach_an_inserted_page(struct kunit *test)
{
	unsigned long at = map_all(test, insert_all, MAP_PRIVATE);

	KUNIT_EXPECT_EQ(test, write_word(at, 10), 0);
	KUNIT_EXPECT_EQ(test, *page_of_driver(0), 1);
	KUNIT_EXPECT_EQ(test, read_word(at), 10);
	KUNIT_EXPECT_EQ(test, page_count(driver_page(0)), 1);	/* given back for the copy */
	KUNIT_EXPECT_EQ(test, read_word(at + PAGE_SIZE), 2);
}

static int insert_wrong(struct vm_area_struct *vma)
{
	void *object = kmalloc(16, GFP_KERNEL);
	int slab, outside, first, again;

	if (!object)
		return -ENOMEM;
	slab = vm_insert_page(vma, vma->vm_start, virt_to_page(object));
	outside = vm_insert_page(vma, vma->vm_end, driver_page(0));
	first = vm_insert_page(vma, vma->vm_start, driver_page(0));
	again = vm_insert_page(vma, vma->vm_start, driver_page(1));
	kfree(object);
	return slab == -EINVAL && outside == -EFAULT && !first && again == -EBUSY ? 0 : -ENXIO;
}

static void pages_that_cannot_be_inserted(struct kunit *test)
{
	unsigned long at = map_all(test, insert_wrong, MAP_SHARED);

	KUNIT_EXPECT_EQ(test, read_word(at), 1);
	KUNIT_EXPECT_EQ(test, page_count(driver_page(1)), 1);
}

/* ---- fault() ---- */

/* Page 0 by its page, page 1 by its frame, page 2 by vmf_insert_page(); none behind them. */
static vm_fault_t find_page(struct vm_fault *vmf)
{
	faults++;
	last_pgoff = vmf->pgoff;
	switch (vmf->pgoff) {
	case 0:
		vmf->page = driver_page(0);
		get_page(vmf->page);
		return 0;
	case 1:
		return vmf_insert_pfn(vmf->vma, vmf->address, page_to_pfn(driver_page(1)));
	case 2:
		return vmf_insert_page(vmf->vma, vmf->address, driver_page(2));
	}
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct fault_ops = {
	.open = count_open, .close = count_close, .fault = find_page,
};

static int fault_mmap(struct vm_area_struct *vma)
{
	vma->vm_ops = &fault_ops;
	vma->vm_private_data = memory;
	return 0;
}

static void fault_is_called_once_for_each_page(struct kunit *test)
{
	unsigned long at = map_driver(fault_mmap, PAGES * PAGE_SIZE, MAP_SHARED, PAGE_SIZE);

	KUNIT_ASSERT_FALSE(test, IS_ERR_VALUE(at));
	KUNIT_EXPECT_EQ(test, faults, 0);
	KUNIT_EXPECT_EQ(test, read_word(at + PAGE_SIZE + 8), 0);
	KUNIT_EXPECT_EQ(test, last_pgoff, 2);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 30), 0);
	KUNIT_EXPECT_EQ(test, faults, 1);
	KUNIT_EXPECT_EQ(test, *page_of_driver(2), 30);
	KUNIT_EXPECT_EQ(test, write_word(at, 20), 0);
	KUNIT_EXPECT_EQ(test, *page_of_driver(1), 20);
	KUNIT_EXPECT_EQ(test, faults, 2);
	KUNIT_EXPECT_EQ(test, read_word(at + 2 * PAGE_SIZE), -EFAULT);
}

static void private_writes_do_not_reach_what_fault_finds(struct kunit *test)
{
	unsigned long at = map_all(test, fault_mmap, MAP_PRIVATE);

	KUNIT_EXPECT_EQ(test, write_word(at, 10), 0);
	KUNIT_EXPECT_EQ(test, write_word(at + PAGE_SIZE, 20), -EFAULT);	/* a frame's */
	KUNIT_EXPECT_EQ(test, write_word(at + 2 * PAGE_SIZE, 30), 0);
	for (int i = 0; i < PAGES; i++) {
		KUNIT_EXPECT_EQ(test, *page_of_driver(i), i + 1);
		KUNIT_EXPECT_EQ(test, page_count(driver_page(i)), 1);
	}
	KUNIT_EXPECT_EQ(test, read_word(at + 2 * PAGE_SIZE), 30);
}

/* ---- open() and close() ---- */

static int keep_from_children(struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_DONTCOPY;
	return fault_mmap(vma);
}

/* One close() for mmap() and for each open(); the file goes with the last area. */
static void areas_are_opened_and_closed(struct kunit *test)
{
	unsigned long at = map_all(test, fault_mmap, MAP_SHARED);
	struct mm_struct *child;

	KUNIT_EXPECT_EQ(test, write_word(at + 2 * PAGE_SIZE, 30), 0);
	KUNIT_EXPECT_EQ(test, opened, 0);
	child = dup_mm(current->mm);
	KUNIT_ASSERT_NOT_NULL(test, child);
	KUNIT_EXPECT_EQ(test, opened, 1);
	KUNIT_EXPECT_EQ(test, vm_munmap(at + PAGE_SIZE, PAGE_SIZE), 0);
	KUNIT_EXPECT_EQ(test, opened, 3);		/* two cuts */
	KUNIT_EXPECT_EQ(test, closed, 1);
	faults = 0;
	KUNIT_EXPECT_EQ(test, read_word(at + 2 * PAGE_SIZE), 30);
	KUNIT_EXPECT_EQ(test, faults, 0);
	KUNIT_EXPECT_EQ(test, vm_munmap(at, PAGES * PAGE_SIZE), 0);
	KUNIT_EXPECT_EQ(test, closed, 3);
	KUNIT_EXPECT_EQ(test, released, 0);		/* the child has it */
	KUNIT_ASSERT_EQ(test, exec_mmap(child), 0);
	KUNIT_EXPECT_EQ(test, read_word(at + 2 * PAGE_SIZE), 30);
	exit_mm();
	KUNIT_EXPECT_EQ(test, closed, 4);
	KUNIT_EXPECT_EQ(test, released, 1);
}

static void area_that_children_do_not_get(struct kunit *test)
{
	unsigned long at = map_all(test, keep_from_children, MAP_SHARED);
	struct mm_struct *child = dup_mm(current->mm);

	KUNIT_ASSERT_NOT_NULL(test, child);
	KUNIT_EXPECT_EQ(test, opened, 0);
	KUNIT_ASSERT_EQ(test, exec_mmap(child), 0);
	KUNIT_EXPECT_EQ(test, read_word(at), -EFAULT);
	KUNIT_EXPECT_EQ(test, closed, 1);		/* the parent's */
}

/* ---- remap_vmalloc_range() ---- */

static void *buffer;

static int remap_buffer(struct vm_area_struct *vma)
{
	return remap_vmalloc_range(vma, buffer, vma->vm_pgoff);
}

/* An offset is the program's: it must not lead to other memory of the kernel. */
static void vmalloc_memory_is_shown_within_its_bounds(struct kunit *test)
{
	unsigned long at, len = 2 * PAGE_SIZE;
	void *behind;

	buffer = vmalloc_user(len);
	behind = vmalloc_user(len);
	KUNIT_ASSERT_NOT_NULL(test, buffer);
	KUNIT_ASSERT_NOT_NULL(test, behind);
	at = map_driver(remap_buffer, PAGE_SIZE, MAP_SHARED, PAGE_SIZE);
	KUNIT_ASSERT_FALSE(test, IS_ERR_VALUE(at));
	KUNIT_EXPECT_EQ(test, read_word(at), 0);
	KUNIT_EXPECT_EQ(test, write_word(at, 5), 0);
	KUNIT_EXPECT_EQ(test, *(long *)(buffer + PAGE_SIZE), 5);
	KUNIT_EXPECT_EQ(test, map_driver(remap_buffer, len, MAP_SHARED, PAGE_SIZE), -EINVAL);
	for (long pages = -4; pages <= 4; pages++)
		if (pages != 0 && pages != 1)
			KUNIT_EXPECT_TRUE(test, IS_ERR_VALUE(map_driver(remap_buffer, PAGE_SIZE,
									MAP_SHARED,
									pages << PAGE_SHIFT)));
	vfree(buffer);
	vfree(behind);
	buffer = vzalloc(len);
	KUNIT_ASSERT_NOT_NULL(test, buffer);
	KUNIT_EXPECT_EQ(test, map_driver(remap_buffer, len, MAP_SHARED, 0), -EINVAL);
	vfree(buffer);
}

static struct kunit_case file_mmap_cases[] = {
	KUNIT_CASE(remap_pfn_range_shows_memory),
	KUNIT_CASE(registers_are_not_copied),
	KUNIT_CASE(mprotect_of_a_drivers_area),
	KUNIT_CASE(mmap_that_fails_leaves_nothing),
	KUNIT_CASE(inserted_pages_are_counted),
	KUNIT_CASE(private_write_does_not_reach_an_inserted_page),
	KUNIT_CASE(pages_that_cannot_be_inserted),
	KUNIT_CASE(fault_is_called_once_for_each_page),
	KUNIT_CASE(private_writes_do_not_reach_what_fault_finds),
	KUNIT_CASE(areas_are_opened_and_closed),
	KUNIT_CASE(area_that_children_do_not_get),
	KUNIT_CASE(vmalloc_memory_is_shown_within_its_bounds),
	{ }
};

static struct kunit_suite file_mmap_suite = {
	.name = "file_mmap",
	.init = file_mmap_init,
	.exit = file_mmap_exit,
	.test_cases = file_mmap_cases,
};
kunit_test_suite(file_mmap_suite);

/* ---- no memory ---- */

static int touch(unsigned long addr, unsigned int flags)
{
	vm_fault_t fault = handle_mm_fault(current->mm, addr, flags);

	return fault & VM_FAULT_OOM ? -ENOMEM : fault & VM_FAULT_ERROR ? -EFAULT : 0;
}

/* Reads a page, writes it and another, cuts the second out; has a child. */
static int use_area(unsigned long at)
{
	struct mm_struct *child;
	int err;

	if (IS_ERR_VALUE(at))
		return (int)at;
	err = touch(at, 0) ?: touch(at, FAULT_FLAG_WRITE) ?:
	      touch(at + 2 * PAGE_SIZE, FAULT_FLAG_WRITE) ?: vm_munmap(at + PAGE_SIZE, PAGE_SIZE);
	if (err)
		return err;
	child = dup_mm(current->mm);
	if (!child)
		return -ENOMEM;
	mmput(child);
	return 0;
}

static int map_file(unsigned long flags)
{
	struct file *file = filp_open(FILE, O_RDWR | O_CREAT, 0600);
	unsigned long at;
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = vfs_truncate(&file->f_path, PAGES * PAGE_SIZE);
	at = err ?: vm_mmap(file, 0, PAGES * PAGE_SIZE, RW, flags, 0);
	fput(file);
	err = use_area(at);
	init_unlink(FILE);
	return err;
}

static int in_new_mm(int (*fn)(unsigned long flags), unsigned long flags)
{
	int err = enter_mm();

	if (err)
		return err;
	err = fn(flags);
	exit_mm();
	return err;
}

static int map_inserted(unsigned long flags)
{
	return use_area(map_driver(insert_all, PAGES * PAGE_SIZE, flags, 0));
}

static int map_remapped(unsigned long flags)
{
	unsigned long at = map_driver(remap_all, PAGES * PAGE_SIZE, flags, 0);

	return IS_ERR_VALUE(at) ? (int)at : use_area(at);
}

static int map_nothing(unsigned long flags)
{
	return use_area(vm_mmap(NULL, 0, PAGES * PAGE_SIZE, RW, flags, 0));
}

static int path_private_file(struct kunit *test)
{
	return in_new_mm(map_file, MAP_PRIVATE);
}

static int path_shared_file(struct kunit *test)
{
	return in_new_mm(map_file, MAP_SHARED);
}

static int path_shared_memory(struct kunit *test)
{
	return in_new_mm(map_nothing, MAP_SHARED | MAP_ANONYMOUS);
}

static int path_insert_shared(struct kunit *test)
{
	return in_new_mm(map_inserted, MAP_SHARED);
}

static int path_insert_private(struct kunit *test)
{
	return in_new_mm(map_inserted, MAP_PRIVATE);
}

static int path_remap(struct kunit *test)
{
	return in_new_mm(map_remapped, MAP_SHARED);
}

static const struct failnth_path mmap_paths[] = {
	{ "mmap of a file, private", path_private_file },
	{ "mmap of a file, shared", path_shared_file },
	{ "mmap of shared memory", path_shared_memory },
	{ "vm_insert_page, shared", path_insert_shared },
	{ "vm_insert_page, private", path_insert_private },
	{ "remap_pfn_range", path_remap },
};

KUNIT_ARRAY_PARAM(mmap, mmap_paths, failnth_path_name);

static void g2_mmap_paths_unwind(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case failnth_mmap_cases[] = {
	KUNIT_CASE_PARAM(g2_mmap_paths_unwind, mmap_gen_params),
	{ }
};

static struct kunit_suite failnth_mmap_suite = {
	.name = "failnth_mmap",
	.suite_init = failnth_suite_init,
	.init = file_mmap_init,
	.exit = file_mmap_exit,
	.one_cpu = true,
	.test_cases = failnth_mmap_cases,
};
kunit_test_suite(failnth_mmap_suite);
