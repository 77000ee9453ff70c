// SPDX-License-Identifier: MIT
/*
 * tests/unit/failnth_test.c - case G2: every allocation of every path may fail
 *
 * Memory, resources, parameters, threads and a PCI driver; interrupts, workqueues and
 * /proc have files of their own.  failnth.h says what is looked at.
 */

#include <linux/err.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/kfifo.h>
#include <linux/kthread.h>
#include <linux/moduleparam.h>
#include <linux/pci.h>
#include <linux/percpu.h>
#include <linux/sched/task.h>
#include <linux/vmalloc.h>

#include "../../drivers/misc/edu_regs.h"
#include "failnth.h"
#include "klog.h"

#define BIG	(5 * PAGE_SIZE)		/* beyond the caches of kmalloc() */

/* ---- memory ------------------------------------------------------------------------- */

static int path_kmalloc(struct kunit *test)
{
	void *p = kmalloc(100, GFP_KERNEL);

	kfree(p);
	return failnth_got(p);
}

static int path_kzalloc_large(struct kunit *test)
{
	void *p = kzalloc(BIG, GFP_KERNEL);

	kfree(p);
	return failnth_got(p);
}

/* krealloc() that fails leaves the old block alone. */
static int path_krealloc(struct kunit *test)
{
	char *p = kmalloc(16, GFP_KERNEL), *q;

	if (!p)
		return -ENOMEM;
	memset(p, 'x', 16);
	q = krealloc(p, 2000, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, (q ?: p)[15], 'x');
	kfree(q ?: p);
	return failnth_got(q);
}

static int path_kvmalloc(struct kunit *test)
{
	void *p = kvmalloc(BIG, GFP_KERNEL);

	kvfree(p);
	return failnth_got(p);
}

static int path_kcalloc(struct kunit *test)
{
	void *p = kcalloc(30, 30, GFP_ATOMIC);

	kfree(p);
	return failnth_got(p);
}

static int path_strings(struct kunit *test)
{
	char *a = kstrdup("a string", GFP_KERNEL);
	char *b = kasprintf(GFP_KERNEL, "%s and %d", "another", 42);
	char *c = kmemdup("bytes", 5, GFP_KERNEL);
	int ret = a && b && c ? 0 : -ENOMEM;

	kfree(a);
	kfree(b);
	kfree(c);
	return ret;
}

static int path_kmem_cache(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("failnth", 200, 0, 0, NULL);
	void *object;

	if (!s)
		return -ENOMEM;
	object = kmem_cache_zalloc(s, GFP_KERNEL);
	if (object)
		kmem_cache_free(s, object);
	kmem_cache_destroy(s);
	return failnth_got(object);
}

static int path_vmalloc(struct kunit *test)
{
	void *p = vzalloc(BIG);

	vfree(p);
	return failnth_got(p);
}

static int path_alloc_percpu(struct kunit *test)
{
	u64 __percpu *p = alloc_percpu(u64);

	free_percpu(p);
	return failnth_got((__force void *)p);
}

static int path_pages(struct kunit *test)
{
	struct page *page = alloc_pages(GFP_KERNEL, 1);
	unsigned long address = get_zeroed_page(GFP_KERNEL);
	int ret = page && address ? 0 : -ENOMEM;

	if (page)
		__free_pages(page, 1);
	free_page(address);
	return ret;
}

static int path_kunit_resource(struct kunit *test)
{
	void *p = kunit_kmalloc(test, 50, GFP_KERNEL);

	if (p)
		kunit_kfree(test, p);
	return failnth_got(p);
}

static int path_more_strings(struct kunit *test)
{
	char *a = kstrndup("a string", 3, GFP_KERNEL), *b = kmemdup_nul("bytes", 3, GFP_KERNEL);
	int ret = a && b ? 0 : -ENOMEM;

	kfree(a);
	kfree(b);
	return ret;
}

/* As krealloc(), but beyond what is worth looking for in one piece. */
static int path_kvrealloc(struct kunit *test)
{
	char *p = kvmalloc(16, GFP_KERNEL), *q;

	if (!p)
		return -ENOMEM;
	memset(p, 'x', 16);
	q = kvrealloc(p, 16, BIG, GFP_KERNEL);
	KUNIT_EXPECT_EQ(test, (q ?: p)[15], 'x');
	kvfree(q ?: p);
	return failnth_got(q);
}

static int path_bulk(struct kunit *test)
{
	struct kmem_cache *s = kmem_cache_create("failnth", 1000, 0, 0, NULL);
	void *objects[10];
	int got;

	if (!s)
		return -ENOMEM;
	got = kmem_cache_alloc_bulk(s, GFP_KERNEL, ARRAY_SIZE(objects), objects);
	kmem_cache_free_bulk(s, got, objects);
	kmem_cache_destroy(s);
	return got ? 0 : -ENOMEM;
}

static int path_ioremap(struct kunit *test)
{
	void __iomem *regs = ioremap(0xfed40000, 16);

	if (regs)
		iounmap(regs);
	return failnth_got((__force void *)regs);
}

static int path_vmap(struct kunit *test)
{
	struct page *page = alloc_page(GFP_KERNEL);
	void *mapped;

	if (!page)
		return -ENOMEM;
	mapped = vmap(&page, 1, VM_MAP, PAGE_KERNEL);
	vunmap(mapped);
	__free_page(page);
	return failnth_got(mapped);
}

static int path_kfifo(struct kunit *test)
{
	DECLARE_KFIFO_PTR(fifo, u32);
	int ret;

	INIT_KFIFO(fifo);
	ret = kfifo_alloc(&fifo, 100, GFP_KERNEL);
	kfifo_free(&fifo);
	return ret;
}

static const struct failnth_path memory_paths[] = {
	{ "kmalloc", path_kmalloc },
	{ "kzalloc, large", path_kzalloc_large },
	{ "krealloc", path_krealloc },
	{ "kvmalloc", path_kvmalloc },
	{ "kcalloc, atomic", path_kcalloc },
	{ "kstrdup, kasprintf, kmemdup", path_strings },
	{ "kstrndup, kmemdup_nul", path_more_strings },
	{ "kvrealloc", path_kvrealloc },
	{ "kmem_cache_create", path_kmem_cache },
	{ "kmem_cache_alloc_bulk", path_bulk },
	{ "vzalloc", path_vmalloc },
	{ "alloc_percpu", path_alloc_percpu },
	{ "alloc_pages", path_pages },
	{ "ioremap", path_ioremap },
	{ "vmap", path_vmap },
	{ "kfifo_alloc", path_kfifo },
	{ "kunit_kmalloc", path_kunit_resource },
};

/* ---- resources, parameters ---------------------------------------------------------- */

static int path_request_region(struct kunit *test)
{
	struct resource *ports = request_region(0x2f0, 4, "failnth");
	struct resource *memory = request_mem_region(0xfed40000, 16, "failnth");
	int ret = ports && memory ? 0 : -ENOMEM;

	if (ports)
		release_region(0x2f0, 4);
	if (memory)
		release_mem_region(0xfed40000, 16);
	return ret;
}

/* A parameter that could not be set keeps its value. */
static int path_charp_parameter(struct kunit *test)
{
	char *value = NULL;
	const struct kernel_param param = {
		.name = "failnth.word", .ops = &param_ops_charp, .arg = &value, .level = -1,
	};
	char args[] = "failnth.word=first failnth.word=second";
	char *rest = parse_args("failnth", args, &param, 1, -1, -1, NULL, NULL);

	if (!IS_ERR(rest))
		KUNIT_EXPECT_STREQ(test, value, "second");
	param_ops_charp.free(&value);
	return PTR_ERR_OR_ZERO(rest);
}

static const struct failnth_path resource_paths[] = {
	{ "request_region", path_request_region },
	{ "charp parameter", path_charp_parameter },
};

/* ---- threads ------------------------------------------------------------------------ */

static int until_stopped(void *unused)
{
	while (!kthread_should_stop())
		schedule_timeout_interruptible(MAX_SCHEDULE_TIMEOUT);
	return 0;
}

static int path_kthread_create(struct kunit *test)
{
	struct task_struct *k = kthread_create(until_stopped, NULL, "failnth/%d", 1);

	if (IS_ERR(k))
		return PTR_ERR(k);
	kthread_stop(k);
	return 0;
}

static int path_kthread_run(struct kunit *test)
{
	struct task_struct *k = kthread_run(until_stopped, NULL, "failnth");

	if (IS_ERR(k))
		return PTR_ERR(k);
	kthread_stop(k);
	return 0;
}

static int path_kthread_on_cpu(struct kunit *test)
{
	struct task_struct *k = kthread_run_on_cpu(until_stopped, NULL, 0, "failnth/%u");

	if (IS_ERR(k))
		return PTR_ERR(k);
	kthread_stop(k);
	return 0;
}

static int path_kthread_worker(struct kunit *test)
{
	struct kthread_worker *worker = kthread_create_worker(0, "failnth");

	if (IS_ERR(worker))
		return PTR_ERR(worker);
	kthread_destroy_worker(worker);
	return 0;
}

static const struct failnth_path thread_paths[] = {
	{ "kthread_create", path_kthread_create },
	{ "kthread_run", path_kthread_run },
	{ "kthread_run_on_cpu", path_kthread_on_cpu },
	{ "kthread_create_worker", path_kthread_worker },
};

/* ---- a driver ----------------------------------------------------------------------- */

static struct builtin_module *edu_module;

static void find_edu(const struct builtin_module *mod, void *unused)
{
	if (!strcmp(mod->name, "edu"))
		edu_module = (struct builtin_module *)mod;
}

/*
 * What `mod edu` does, but in this thread, whose allocations count.  That probe() failed
 * is not an error of registering: ask the bus.
 */
static int path_edu(struct kunit *test)
{
	struct pci_dev *edu = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);
	int ret = edu_module->init();
	bool bound = edu->driver;

	if (ret)
		return ret;
	edu_module->exit();
	return bound ? 0 : -ENOMEM;
}

static int path_mod_start(struct kunit *test)
{
	int ret = mod_start("edu", "msi=0 n=0");

	return ret ?: mod_stop("edu");
}

static void g2_pci_probe_unwinds(struct kunit *test)
{
	struct pci_dev *dev = pci_get_device(EDU_VENDOR_ID, EDU_DEVICE_ID, NULL);

	if (!dev || dev->driver)
		kunit_skip(test, "no edu device to bind");
	mod_for_each(find_edu, NULL);
	KUNIT_ASSERT_NOT_NULL(test, edu_module);
	failnth_sweep(test, "mod edu", path_mod_start);
	failnth_sweep(test, "edu, INTx", path_edu);
	KUNIT_ASSERT_EQ(test, mod_start("edu", "msi=1"), 0);
	KUNIT_ASSERT_EQ(test, mod_stop("edu"), 0);
	failnth_sweep(test, "edu, MSI", path_edu);
}

/* ---- printk needs no memory --------------------------------------------------------- */

static void g2_printk_needs_no_memory(struct kunit *test)
{
	u64 mark = klog_mark();

	fault_inject_arm(1, true);
	pr_info("failnth: %s %pS %*pbl\n", "text", (void *)g2_printk_needs_no_memory, 64,
		cpumask_bits(cpu_online_mask));
	dump_stack();
	KUNIT_EXPECT_EQ(test, fault_inject_disarm(), 0);
	KUNIT_EXPECT_TRUE(test, klog_has(mark, "failnth: text g2_printk_needs_no_memory+0x"));
}

/* ---- whose allocations count -------------------------------------------------------- */

static void *allocate(void *result)
{
	void *p = kmalloc(64, GFP_KERNEL);

	*(bool *)result = p;
	kfree(p);
	return NULL;
}

static int allocate_thread(void *result)
{
	allocate(result);
	return 0;
}

/* Promise: another task's allocations neither fail nor count. */
static void g2_only_the_callers_allocations_fail(struct kunit *test)
{
	bool mine, other = false;
	struct task_struct *k = kthread_create(allocate_thread, &other, "other");

	KUNIT_ASSERT_FALSE(test, IS_ERR(k));
	get_task_struct(k);
	fault_inject_arm(1, true);
	wake_up_process(k);
	while (!READ_ONCE(k->exit_state))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_EQ(test, fault_inject_disarm(), 0);
	KUNIT_EXPECT_TRUE(test, other);
	put_task_struct(k);

	fault_inject_arm(1, true);
	allocate(&mine);
	KUNIT_EXPECT_EQ(test, fault_inject_disarm(), 1);
	KUNIT_EXPECT_FALSE(test, mine);
}

/* ---- the sweep itself can fail ------------------------------------------------------ */

static void *lost;

/* Forgets its first block, once, when there is no second. */
static int path_leaks(struct kunit *test)
{
	void *a = kmalloc(300, GFP_KERNEL), *b = a ? kmalloc(300, GFP_KERNEL) : NULL;

	if (a && !b && !lost) {
		lost = a;
		return -ENOMEM;
	}
	kfree(a);
	kfree(b);
	return failnth_got(b);
}

static int path_wrong_error(struct kunit *test)
{
	return path_kmalloc(test) ? -EINVAL : 0;
}

/* A test in the test's clothes: what the sweep says of @fn must be that it fails. */
static void expect_caught(struct kunit *test, const char *name, int (*fn)(struct kunit *test))
{
	struct kunit *inner;

	failnth_needs_one_cpu(test);
	inner = kunit_kzalloc(test, sizeof(*inner), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, inner);
	inner->name = name;
	spin_lock_init(&inner->lock);
	INIT_LIST_HEAD(&inner->resources);
	kunit_info(test, "expected failure begins\n");
	failnth_sweep(inner, name, fn);
	kunit_info(test, "expected failure ends\n");
	KUNIT_EXPECT_EQ(test, inner->status, KUNIT_FAILURE);
}

static void g2_a_leak_is_caught(struct kunit *test)
{
	expect_caught(test, "leaks", path_leaks);
	kfree(lost);
}

static void g2_a_wrong_error_is_caught(struct kunit *test)
{
	expect_caught(test, "wrong error", path_wrong_error);
}

/* ---- suites ------------------------------------------------------------------------- */

KUNIT_ARRAY_PARAM(memory, memory_paths, failnth_path_name);
KUNIT_ARRAY_PARAM(resource, resource_paths, failnth_path_name);
KUNIT_ARRAY_PARAM(thread, thread_paths, failnth_path_name);

static void sweep_row(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static void g2_memory_paths_unwind(struct kunit *test)
{
	sweep_row(test);
}

static void g2_resource_paths_unwind(struct kunit *test)
{
	sweep_row(test);
}

static void g2_thread_paths_unwind(struct kunit *test)
{
	sweep_row(test);
}

static struct kunit_case failnth_cases[] = {
	KUNIT_CASE_PARAM(g2_memory_paths_unwind, memory_gen_params),
	KUNIT_CASE_PARAM(g2_resource_paths_unwind, resource_gen_params),
	KUNIT_CASE_PARAM(g2_thread_paths_unwind, thread_gen_params),
	KUNIT_CASE(g2_pci_probe_unwinds),
	KUNIT_CASE(g2_printk_needs_no_memory),
	KUNIT_CASE(g2_only_the_callers_allocations_fail),
	KUNIT_CASE(g2_a_leak_is_caught),
	KUNIT_CASE(g2_a_wrong_error_is_caught),
	{ }
};

static struct kunit_suite failnth_suite = {
	.name = "failnth",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_cases,
};
kunit_test_suite(failnth_suite);
