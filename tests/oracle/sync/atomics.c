// SPDX-License-Identifier: MIT
/* Atomic variables, bits, reference counts: what each operation returns. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/kref.h>
#include <linux/module.h>
#include <linux/refcount.h>

static atomic_t a = ATOMIC_INIT(5);
static atomic64_t b = ATOMIC64_INIT(1LL << 40);
static refcount_t r = REFCOUNT_INIT(1);
static struct kref kref;
static unsigned long bits;

static void release(struct kref *k)
{
	pr_info("released\n");
}

static int __init atomics_init(void)
{
	int expected = 7;

	pr_info("add_return %d\n", atomic_add_return(3, &a));
	pr_info("fetch_add %d\n", atomic_fetch_add(2, &a));
	pr_info("sub_and_test %d\n", atomic_sub_and_test(10, &a));
	pr_info("dec_return %d\n", atomic_dec_return(&a));
	pr_info("add_negative %d\n", atomic_add_negative(-1, &a));
	pr_info("inc_not_zero %d\n", atomic_inc_not_zero(&a));
	pr_info("add_unless %d\n", atomic_add_unless(&a, 9, -1));
	pr_info("dec_if_positive %d\n", atomic_dec_if_positive(&a));
	pr_info("cmpxchg %d\n", atomic_cmpxchg(&a, -1, 7));
	pr_info("try_cmpxchg %d\n", atomic_try_cmpxchg(&a, &expected, 8));
	pr_info("try_cmpxchg %d\n", atomic_try_cmpxchg(&a, &expected, 9));
	pr_info("expected %d\n", expected);
	pr_info("xchg %d\n", atomic_xchg(&a, 0x0f));
	pr_info("fetch_or %x\n", atomic_fetch_or(0xf0, &a));
	pr_info("fetch_andnot %x\n", atomic_fetch_andnot(0x3c, &a));
	pr_info("fetch_xor %x\n", atomic_fetch_xor(0xff, &a));
	pr_info("read %x\n", atomic_read(&a));
	pr_info("atomic64 %llx\n", (u64)atomic64_add_return(1, &b));
	pr_info("atomic64 %llx\n", (u64)atomic64_fetch_inc(&b));

	pr_info("test_and_set_bit %d\n", test_and_set_bit(3, &bits));
	pr_info("test_and_set_bit %d\n", test_and_set_bit(3, &bits));
	pr_info("test_and_clear_bit %d\n", test_and_clear_bit(3, &bits));
	pr_info("test_and_change_bit %d\n", test_and_change_bit(63, &bits));
	pr_info("ffs %d %d fls %d %d ffz %lu\n", ffs(0), ffs(0x10), fls(0), fls(-1), ffz(0xff));
	pr_info("__ffs %lu __fls %lu fls64 %d hweight %lu\n", __ffs(bits), __fls(bits),
		fls64(1ULL << 33), hweight_long(~0UL));

	pr_info("refcount_inc_not_zero %d\n", refcount_inc_not_zero(&r));
	pr_info("dec_and_test %d\n", refcount_dec_and_test(&r));
	pr_info("dec_not_one %d\n", refcount_dec_not_one(&r));
	pr_info("dec_if_one %d\n", refcount_dec_if_one(&r));
	pr_info("inc_not_zero %d read %u\n", refcount_inc_not_zero(&r), refcount_read(&r));
	kref_init(&kref);
	kref_get(&kref);
	pr_info("kref %u\n", kref_read(&kref));
	pr_info("put %d\n", kref_put(&kref, release));
	pr_info("put %d\n", kref_put(&kref, release));
	pr_info("get_unless_zero %d\n", kref_get_unless_zero(&kref));
	return 0;
}

static void __exit atomics_exit(void)
{
}

module_init(atomics_init);
module_exit(atomics_exit);

MODULE_LICENSE("Dual MIT/GPL");
