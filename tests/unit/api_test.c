// SPDX-License-Identifier: MIT
/*
 * tests/unit/api_test.c - the small names that modules use: values and results as documented
 *
 * What has a mechanism behind it has a suite of its own; here are the helpers beside them.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/cdev.h>
#include <linux/circ_buf.h>
#include <linux/delay.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/hashtable.h>
#include <linux/hrtimer.h>
#include <linux/io.h>
#include <linux/ioctl.h>
#include <linux/jhash.h>
#include <linux/jiffies.h>
#include <linux/jump_label.h>
#include <linux/kconfig.h>
#include <linux/kdev_t.h>
#include <linux/kfifo.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/percpu.h>
#include <linux/prandom.h>
#include <linux/proc_fs.h>
#include <linux/random.h>
#include <linux/rbtree.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/stringify.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <linux/utsname.h>
#include <linux/vermagic.h>
#include <linux/version.h>
#include <linux/wait.h>

#include <asm/barrier.h>
#include <asm/fpu/api.h>
#include <asm/msr.h>

#include "klog.h"

/* ---- numbers ----------------------------------------------------------------- */

static void limits_are_those_of_their_types(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, U8_MAX, (u8)-1);
	KUNIT_EXPECT_EQ(test, U16_MAX, (u16)-1);
	KUNIT_EXPECT_EQ(test, U32_MAX, (u32)-1);
	KUNIT_EXPECT_EQ(test, U64_MAX, (u64)-1);
	KUNIT_EXPECT_EQ(test, (s8)(S8_MAX + 1), S8_MIN);
	KUNIT_EXPECT_EQ(test, (s16)(S16_MAX + 1), S16_MIN);
	KUNIT_EXPECT_EQ(test, (s32)(S32_MAX + 1u), S32_MIN);
	KUNIT_EXPECT_EQ(test, (s64)(S64_MAX + 1ull), S64_MIN);
	KUNIT_EXPECT_EQ(test, (long)(LONG_MAX + 1ul), LONG_MIN);
	KUNIT_EXPECT_EQ(test, PHYS_ADDR_MAX, (phys_addr_t)-1);
	KUNIT_EXPECT_TRUE(test, is_signed_type(s8));
	KUNIT_EXPECT_FALSE(test, is_signed_type(u64));
	KUNIT_EXPECT_EQ(test, GENMASK_ULL(39, 21), 0xffffe00000ull);
	KUNIT_EXPECT_EQ(test, BITS_PER_BYTE * sizeof(long), 64);
	KUNIT_EXPECT_EQ(test, array_size(SIZE_MAX, 2), SIZE_MAX);
	KUNIT_EXPECT_EQ(test, array_size(7, 3), 21);
	BUILD_BUG_ON(sizeof(loff_t) != sizeof(int64_t) || sizeof(uint32_t) != sizeof(int32_t));
}

static void bits_are_found_and_changed(struct kunit *test)
{
	unsigned long word = BIT(3);
	DECLARE_BITMAP(map, 70);
	DECLARE_BITMAP(copy, 70);

	KUNIT_EXPECT_TRUE(test, test_and_change_bit(3, &word));
	KUNIT_EXPECT_FALSE(test, test_and_change_bit(5, &word));
	KUNIT_EXPECT_TRUE(test, test_and_clear_bit(5, &word));
	KUNIT_EXPECT_EQ(test, word, 0);
	KUNIT_EXPECT_EQ(test, fls(0), 0);
	KUNIT_EXPECT_EQ(test, fls(0x80000000), 32);
	KUNIT_EXPECT_EQ(test, __ffs64(1ull << 40), 40);
	KUNIT_EXPECT_EQ(test, get_count_order(0), -1);
	KUNIT_EXPECT_EQ(test, get_count_order(5), 3);
	KUNIT_EXPECT_EQ(test, get_count_order_long(1ul << 40), 40);
	KUNIT_EXPECT_EQ(test, get_count_order_long((1ul << 40) + 1), 41);
	KUNIT_EXPECT_EQ(test, hweight32(0xf0f00001), 9);
	bitmap_zero(map, 70);
	__set_bit(69, map);
	bitmap_copy(copy, map, 70);
	KUNIT_EXPECT_EQ(test, find_first_bit(copy, 70), 69);
}

static void divisions_leave_what_is_left(struct kunit *test)
{
	u64 n = 10000000007ull;
	u32 rest = do_div(n, 10);

	KUNIT_EXPECT_EQ(test, n, 1000000000ull);
	KUNIT_EXPECT_EQ(test, rest, 7);
}

static void atomics_say_when_they_reach_zero(struct kunit *test)
{
	atomic_t count = ATOMIC_INIT(2);
	atomic64_t wide = ATOMIC64_INIT(1ll << 40);
	refcount_t ref = REFCOUNT_INIT(1);

	KUNIT_EXPECT_FALSE(test, atomic_dec_and_test(&count));
	KUNIT_EXPECT_TRUE(test, atomic_dec_and_test(&count));
	KUNIT_EXPECT_EQ(test, atomic_cmpxchg(&count, 0, 7), 0);
	KUNIT_EXPECT_EQ(test, atomic_cmpxchg(&count, 0, 9), 7);
	KUNIT_EXPECT_EQ(test, atomic_read(&count), 7);
	atomic64_dec(&wide);
	KUNIT_EXPECT_EQ(test, atomic64_read(&wide), (1ll << 40) - 1);
	KUNIT_EXPECT_TRUE(test, refcount_dec_and_test(&ref));
}

/* Bob Jenkins gives these results with lookup3.c. */
static void jhash_is_lookup3(struct kunit *test)
{
	static const char text[] = "Four score and seven years ago";
	static const u32 words[] = { 1, 2, 3, 4 };

	KUNIT_EXPECT_EQ(test, jhash("", 0, 0), 0xdeadbeef);
	KUNIT_EXPECT_EQ(test, jhash("", 0, 0xdeadbeef), 0xbd5b7dde);
	KUNIT_EXPECT_EQ(test, jhash(text, strlen(text), 0), 0x17770551);
	KUNIT_EXPECT_EQ(test, jhash(text, strlen(text), 1), 0xcd628161);
	KUNIT_EXPECT_EQ(test, jhash2(words, 4, 5), jhash(words, sizeof(words), 5));
	KUNIT_EXPECT_EQ(test, jhash_3words(1, 2, 3, 5), jhash(words, 12, 5));
	KUNIT_EXPECT_EQ(test, jhash_2words(1, 2, 5), jhash(words, 8, 5));
	KUNIT_EXPECT_EQ(test, jhash_1word(1, 5), jhash(words, 4, 5));
}

static void random_numbers_keep_their_range(struct kunit *test)
{
	unsigned int seen = 0;

	for (int i = 0; i < 200; i++)
		seen |= BIT(prandom_u32_max(5));
	KUNIT_EXPECT_EQ(test, seen, 0x1f);
	KUNIT_EXPECT_EQ(test, prandom_u32_max(1), 0);
	KUNIT_EXPECT_EQ(test, prandom_u32_max(0), 0);
	for (seen = 0; seen < 1000 && get_random_u32() >> 31 == 0; seen++)
		;
	KUNIT_EXPECT_LT(test, seen, 1000);
	for (seen = 0; seen < 10000 && get_random_u8() != 0xff; seen++)
		;
	KUNIT_EXPECT_LT(test, seen, 10000);
}

static int value_of(const char *text)
{
	return simple_strtoul(text, NULL, 0);
}

static void versions_can_be_compared(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, LINUX_VERSION_CODE, KERNEL_VERSION(6, 1, 0));
	KUNIT_EXPECT_EQ(test, KERNEL_VERSION(5, 10, 7), 0x050a07);
	KUNIT_EXPECT_STREQ(test, __stringify(1 + 2), "1 + 2");
	KUNIT_EXPECT_EQ(test, strncmp(VERMAGIC_STRING, UTS_RELEASE, strlen(UTS_RELEASE)), 0);
	KUNIT_EXPECT_NOT_NULL(test, strstr(VERMAGIC_STRING, " SMP preempt "));
	KUNIT_EXPECT_TRUE(test, IS_ENABLED(CONFIG_SMP) && IS_ENABLED(CONFIG_DEBUG_FS));
	KUNIT_EXPECT_TRUE(test, IS_ENABLED(CONFIG_X86) && IS_ENABLED(CONFIG_64BIT));
	KUNIT_EXPECT_FALSE(test, IS_ENABLED(CONFIG_ARM64) || IS_MODULE(CONFIG_SMP));
	KUNIT_EXPECT_EQ(test, CONFIG_HZ, HZ);
	KUNIT_EXPECT_EQ(test, CONFIG_NR_CPUS, NR_CPUS);
	KUNIT_EXPECT_EQ(test, value_of("0x20 and more"), 32);
}

/* ---- ioctl() numbers and device numbers --------------------------------------------- */

struct eight_bytes {
	u32 a, b;
};

static void ioctl_numbers_are_those_of_programs(struct kunit *test)
{
	unsigned int cmd = _IOWR('k', 3, struct eight_bytes);

	KUNIT_EXPECT_EQ(test, _IO('k', 1), 0x6b01);
	KUNIT_EXPECT_EQ(test, _IOR('k', 2, int), 0x80046b02);
	KUNIT_EXPECT_EQ(test, _IOW('k', 2, int), 0x40046b02);
	KUNIT_EXPECT_EQ(test, cmd, 0xc0086b03);
	KUNIT_EXPECT_EQ(test, _IOC_TYPE(cmd), 'k');
	KUNIT_EXPECT_EQ(test, _IOC_NR(cmd), 3);
	KUNIT_EXPECT_EQ(test, _IOC_SIZE(cmd), sizeof(struct eight_bytes));
	KUNIT_EXPECT_EQ(test, _IOC_DIR(cmd), _IOC_READ | _IOC_WRITE);
}

static void device_numbers_have_two_parts(struct kunit *test)
{
	struct inode inode = { .i_rdev = MKDEV(240, 7) };
	char text[16];

	KUNIT_EXPECT_EQ(test, imajor(&inode), 240);
	KUNIT_EXPECT_EQ(test, iminor(&inode), 7);
	print_dev_t(text, inode.i_rdev);
	KUNIT_EXPECT_STREQ(test, text, "240:7\n");
	KUNIT_EXPECT_EQ(test, S_IRUSR | S_IWUSR, 0600);
	KUNIT_EXPECT_EQ(test, O_ACCMODE, O_RDONLY | O_WRONLY | O_RDWR);
	KUNIT_EXPECT_EQ(test, O_NONBLOCK, 04000);
	KUNIT_EXPECT_EQ(test, O_SYNC, 04010000);
}

static void nonseekable_files_say_so(struct kunit *test)
{
	struct file file = { .f_mode = FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE };

	KUNIT_EXPECT_EQ(test, nonseekable_open(NULL, &file), 0);
	KUNIT_EXPECT_EQ(test, file.f_mode & (FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE), 0);
}

static void allocated_cdev_goes_with_its_last_user(struct kunit *test)
{
	static const struct file_operations none;
	struct cdev *cdev = cdev_alloc();

	KUNIT_ASSERT_NOT_NULL(test, cdev);
	cdev->ops = &none;
	KUNIT_EXPECT_EQ(test, cdev_add(cdev, MKDEV(241, 0), 1), 0);
	cdev_del(cdev);
}

static ssize_t seven_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%ld\n", (long)dev_get_drvdata(dev));
}
static DEVICE_ATTR_RO(seven);

static void device_has_data_and_a_file(struct kunit *test)
{
	struct class *class = class_create(THIS_MODULE, "hemi_api");
	struct device *dev;
	struct file *file;
	char text[8] = "";
	loff_t pos = 0;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, class);
	dev = device_create(class, NULL, MKDEV(0, 0), NULL, "hemi_api0");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dev);
	dev_set_drvdata(dev, (void *)7);
	KUNIT_EXPECT_EQ(test, device_create_file(dev, &dev_attr_seven), 0);
	file = filp_open("/sys/class/hemi_api/hemi_api0/seven", O_RDONLY, 0);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, file);
	if (!IS_ERR(file)) {
		KUNIT_EXPECT_EQ(test, kernel_read(file, text, sizeof(text), &pos), 2);
		KUNIT_EXPECT_STREQ(test, text, "7\n");
		filp_close(file, NULL);
	}
	device_remove_file(dev, &dev_attr_seven);
	device_unregister(dev);
	class_destroy(class);
}

/* ---- strings and memory ------------------------------------------------------------- */

static void strings_are_measured_and_filled(struct kunit *test)
{
	u16 halves[3];
	u32 words[3];
	u64 longs[3];
	char tag[6] = "abcde", padded[6] = "abcde";

	memset16(halves, 0x1234, 3);
	memset32(words, 0x12345678, 3);
	memset64(longs, 1ull << 60, 3);
	KUNIT_EXPECT_EQ(test, halves[2], 0x1234);
	KUNIT_EXPECT_EQ(test, words[2], 0x12345678);
	KUNIT_EXPECT_EQ(test, longs[2], 1ull << 60);
	KUNIT_EXPECT_EQ(test, strnlen("abc", 2), 2);
	KUNIT_EXPECT_EQ(test, strnlen("abc", 9), 3);
	KUNIT_EXPECT_STREQ(test, strnchr("abcabc", 3, 'b'), "bcabc");
	KUNIT_EXPECT_NULL(test, strnchr("abcabc", 3, 'x'));
	strtomem(tag, "xy");
	KUNIT_EXPECT_STREQ(test, tag, "xycde");
	strtomem_pad(padded, "xy", '.');
	KUNIT_EXPECT_EQ(test, memcmp(padded, "xy....", 6), 0);
}

static void addresses_have_a_physical_name(struct kunit *test)
{
	void *page = (void *)__get_free_page(GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_EQ(test, virt_to_phys(page), (unsigned long)page - PAGE_OFFSET);
	KUNIT_EXPECT_PTR_EQ(test, phys_to_virt(virt_to_phys(page)), page);
	iowrite8(0x5a, (void __iomem *)page);
	KUNIT_EXPECT_EQ(test, *(u8 *)page, 0x5a);
	free_page((unsigned long)page);
}

static void cache_lines_are_not_shared(struct kunit *test)
{
	struct kmem_cache *cache = kmem_cache_create("hemi_api", 20, 0, SLAB_HWCACHE_ALIGN, NULL);
	void *p;

	KUNIT_ASSERT_NOT_NULL(test, cache);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	KUNIT_EXPECT_NOT_NULL(test, p);
	KUNIT_EXPECT_EQ(test, (unsigned long)p % 32, 0);
	kmem_cache_free(cache, p);
	kmem_cache_destroy(cache);
}

/* ---- lists, hashes, trees, rings ---------------------------------------------------- */

struct item {
	struct list_head list;
	struct hlist_node hash;
	struct rb_node rb;
	int value;
};

static void lists_are_walked_both_ways(struct kunit *test)
{
	struct item items[3] = { { .value = 1 }, { .value = 2 }, { .value = 3 } };
	struct list_head *pos, *next;
	struct item *item;
	int seen = 0;
	LIST_HEAD(a);
	LIST_HEAD(b);

	KUNIT_EXPECT_NULL(test, list_first_entry_or_null(&a, struct item, list));
	for (int i = 0; i < 3; i++)
		list_add_tail(&items[i].list, &a);
	KUNIT_EXPECT_TRUE(test, list_is_last(&items[2].list, &a));
	list_for_each_entry_reverse(item, &a, list)
		seen = seen * 10 + item->value;
	KUNIT_EXPECT_EQ(test, seen, 321);
	list_move(&items[2].list, &b);
	list_splice_init(&b, &a);
	KUNIT_EXPECT_TRUE(test, list_empty(&b));
	seen = 0;
	list_for_each_safe(pos, next, &a) {
		seen = seen * 10 + list_entry(pos, struct item, list)->value;
		list_del_init(pos);
	}
	KUNIT_EXPECT_EQ(test, seen, 312);
	KUNIT_EXPECT_TRUE(test, list_empty(&a) && list_empty(&items[0].list));
}

static void hash_tables_find_by_key(struct kunit *test)
{
	DEFINE_HASHTABLE(table, 3);
	static struct item items[20];
	struct hlist_node *next;
	struct item *item;
	int bucket, sum = 0, found = 0;

	hash_init(table);
	for (int i = 0; i < 20; i++) {
		items[i].value = i;
		hash_add(table, &items[i].hash, i);
	}
	hash_for_each(table, bucket, item, hash)
		sum += item->value;
	KUNIT_EXPECT_EQ(test, sum, 190);
	hash_for_each_possible(table, item, hash, 13)
		found += item->value == 13;
	KUNIT_EXPECT_EQ(test, found, 1);
	hash_for_each_safe(table, bucket, next, item, hash)
		hash_del(&item->hash);
	KUNIT_EXPECT_TRUE(test, hash_empty(table));
}

static void tree_add(struct rb_root *root, struct item *item)
{
	struct rb_node **link = &root->rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = item->value < rb_entry(parent, struct item, rb)->value ?
			&parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&item->rb, parent, link);
	rb_insert_color(&item->rb, root);
}

static void trees_are_sorted_and_can_be_freed_from_below(struct kunit *test)
{
	struct rb_root root = RB_ROOT;
	static struct item items[50];
	struct item *item, *next;
	unsigned int freed = 0;
	int last = -1;

	for (int i = 0; i < 50; i++) {
		items[i].value = i * 29 % 50;
		tree_add(&root, &items[i]);
	}
	rb_erase(&items[7].rb, &root);
	for (struct rb_node *node = rb_first(&root); node; node = rb_next(node)) {
		item = rb_entry(node, struct item, rb);
		KUNIT_EXPECT_GT(test, item->value, last);
		last = item->value;
	}
	rbtree_postorder_for_each_entry_safe(item, next, &root, rb)
		freed++;
	KUNIT_EXPECT_EQ(test, freed, 49);
}

static void rings_are_never_quite_full(struct kunit *test)
{
	struct circ_buf ring = { .head = 6, .tail = 2 };

	KUNIT_EXPECT_EQ(test, CIRC_CNT(ring.head, ring.tail, 8), 4);
	KUNIT_EXPECT_EQ(test, CIRC_SPACE(ring.head, ring.tail, 8), 3);
	KUNIT_EXPECT_EQ(test, CIRC_SPACE_TO_END(ring.head, ring.tail, 8), 2);
	KUNIT_EXPECT_EQ(test, CIRC_CNT_TO_END(ring.head, ring.tail, 8), 4);
	ring.head = 1;
	ring.tail = 6;
	KUNIT_EXPECT_EQ(test, CIRC_CNT(ring.head, ring.tail, 8), 3);
	KUNIT_EXPECT_EQ(test, CIRC_CNT_TO_END(ring.head, ring.tail, 8), 2);
	ring.head = ring.tail;
	KUNIT_EXPECT_EQ(test, CIRC_SPACE(ring.head, ring.tail, 8), 7);
}

/* ---- a file whose content is a FIFO: kfifo_*_user(), kstrto*_from_user() ---------------- */

static DECLARE_KFIFO(api_fifo, u16, 8);

static ssize_t fifo_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	unsigned int copied;
	int ret = kfifo_to_user(&api_fifo, buf, count, &copied);

	return ret ?: (ssize_t)copied;
}

static ssize_t fifo_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	unsigned int copied;
	int ret = kfifo_from_user(&api_fifo, buf, count, &copied);

	return ret ?: (ssize_t)copied;
}

static const struct proc_ops fifo_ops = {
	.proc_read = fifo_read, .proc_write = fifo_write, .proc_lseek = no_llseek,
};

static void fifo_takes_from_programs_what_fits(struct kunit *test)
{
	static const u16 in[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
	u16 out[9] = { };
	struct file *file;
	loff_t pos = 0;

	INIT_KFIFO(api_fifo);
	api_fifo.kfifo.in = api_fifo.kfifo.out = 5;	/* so that it wraps round */
	KUNIT_ASSERT_NOT_NULL(test, proc_create("hemi_api", 0600, NULL, &fifo_ops));
	file = filp_open("/proc/hemi_api", O_RDWR, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	KUNIT_EXPECT_EQ(test, kernel_write(file, in, 3, &pos), 2);
	KUNIT_EXPECT_EQ(test, kernel_write(file, in + 1, sizeof(in) - 2, &pos), 14);
	KUNIT_EXPECT_EQ(test, kernel_write(file, in, 2, &pos), 0);
	KUNIT_EXPECT_EQ(test, kernel_read(file, out, 6, &pos), 6);
	KUNIT_EXPECT_EQ(test, kernel_read(file, out + 3, 12, &pos), 10);
	KUNIT_EXPECT_EQ(test, memcmp(out, in, 16), 0);
	filp_close(file, NULL);
	remove_proc_entry("hemi_api", NULL);
}

static unsigned long long number;

static ssize_t number_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return kstrtoull_from_user(buf, count, 0, &number) ?: (int)count;
}

static const struct proc_ops number_ops = { .proc_write = number_write };

static ssize_t write_number(const char *text)
{
	struct file *file = filp_open("/proc/hemi_number", O_WRONLY, 0);
	loff_t pos = 0;
	ssize_t ret = kernel_write(file, text, strlen(text), &pos);

	filp_close(file, NULL);
	return ret;
}

static void numbers_come_from_programs(struct kunit *test)
{
	KUNIT_ASSERT_NOT_NULL(test, proc_create("hemi_number", 0200, NULL, &number_ops));
	KUNIT_EXPECT_EQ(test, write_number("0x10\n"), 5);
	KUNIT_EXPECT_EQ(test, number, 16);
	KUNIT_EXPECT_EQ(test, write_number("18446744073709551615"), 20);
	KUNIT_EXPECT_EQ(test, number, U64_MAX);
	KUNIT_EXPECT_EQ(test, write_number("18446744073709551616"), -ERANGE);
	KUNIT_EXPECT_EQ(test, write_number("1 2"), -EINVAL);
	remove_proc_entry("hemi_number", NULL);
}

/* ---- CPUs, tasks, time ---------------------------------------------------------------- */

static DEFINE_PER_CPU(int, api_count);

static void per_cpu_names_are_the_own_cpus(struct kunit *test)
{
	int __percpu *mine = alloc_percpu(int);
	int cpu = get_cpu();

	KUNIT_EXPECT_EQ(test, cpu, smp_processor_id());
	__this_cpu_write(api_count, 10);
	__this_cpu_add(api_count, 5);
	__this_cpu_sub(api_count, 2);
	__this_cpu_dec(api_count);
	this_cpu_sub(api_count, 2);
	KUNIT_EXPECT_EQ(test, __this_cpu_sub_return(api_count, 3), 7);
	KUNIT_EXPECT_EQ(test, this_cpu_sub_return(api_count, 1), 6);
	KUNIT_EXPECT_EQ(test, __this_cpu_read(api_count), 6);
	put_cpu();
	get_cpu_var(api_count) = 4;
	put_cpu_var(api_count);
	KUNIT_ASSERT_NOT_NULL(test, mine);
	*get_cpu_ptr(mine) = 3;
	put_cpu_ptr(mine);
	KUNIT_EXPECT_EQ(test, *per_cpu_ptr(mine, cpu), 3);
	free_percpu(mine);
}

static void tasks_are_walked_with_their_threads(struct kunit *test)
{
	struct task_struct *p, *g, *t;
	int processes = 0, threads = 0, old_way = 0, me = 0;

	rcu_read_lock();
	for_each_process(p)
		processes++;
	for_each_process_thread(g, t) {
		threads++;
		me += t == current;
	}
	do_each_thread(g, t) {
		old_way++;
	} while_each_thread(g, t);
	rcu_read_unlock();
	KUNIT_EXPECT_EQ(test, me, 1);
	KUNIT_EXPECT_GE(test, threads, processes);
	KUNIT_EXPECT_EQ(test, threads, old_way);
	KUNIT_EXPECT_PTR_NE(test, next_task(&init_task), &init_task);
	task_lock(current);
	KUNIT_EXPECT_NE(test, strlen(current->comm), 0);
	task_unlock(current);
	KUNIT_EXPECT_EQ(test, task_pid_nr(current), current->pid);
	KUNIT_EXPECT_EQ(test, task_tgid_nr(current), current->tgid);
	KUNIT_EXPECT_FALSE(test, signal_pending(current));
	KUNIT_EXPECT_EQ(test, TASK_TRACED & __TASK_TRACED, __TASK_TRACED);
	KUNIT_EXPECT_EQ(test, TASK_STOPPED & __TASK_STOPPED, __TASK_STOPPED);
	KUNIT_EXPECT_EQ(test, __kuid_val(GLOBAL_ROOT_UID), 0);
	KUNIT_EXPECT_EQ(test, __kgid_val(GLOBAL_ROOT_GID), 0);
	KUNIT_EXPECT_FALSE(test, in_irq());
}

static void clocks_agree(struct kunit *test)
{
	ktime_t boot = ktime_get_boottime(), coarse = ktime_get_coarse_boottime();
	u64 real = ktime_get_real_ns();
	struct timespec64 ts;

	KUNIT_EXPECT_LE(test, coarse, ktime_get_boottime());
	KUNIT_EXPECT_LE(test, boot - coarse, (s64)TICK_NSEC * 2);
	KUNIT_EXPECT_GE(test, ktime_get_real_ns(), real);
	ktime_get_ts64(&ts);
	KUNIT_EXPECT_GE(test, ktime_get_seconds(), ts.tv_sec);
	KUNIT_EXPECT_LE(test, get_jiffies_64() - INITIAL_JIFFIES, (u64)(jiffies - INITIAL_JIFFIES));
	KUNIT_EXPECT_NE(test, rdtsc_ordered(), rdtsc_ordered());
}

static void delays_last_as_long_as_they_say(struct kunit *test)
{
	ktime_t start = ktime_get();

	ndelay(5000);
	KUNIT_EXPECT_GE(test, ktime_to_ns(ktime_sub(ktime_get(), start)), 5000);
	start = ktime_get();
	ssleep(1);
	KUNIT_EXPECT_GE(test, ktime_to_ms(ktime_sub(ktime_get(), start)), 1000);
}

static void barriers_are_instructions(struct kunit *test)
{
	int word = 0;

	WRITE_ONCE(word, 1);
	smp_wmb();		/* pairs with nothing: nobody else looks */
	wmb();
	smp_mb();		/* pairs with nothing: nobody else looks */
	smp_rmb();		/* pairs with nothing: nobody else looks */
	rmb();
	KUNIT_EXPECT_EQ(test, READ_ONCE(word), 1);
}

static seqlock_t api_seqlock;

static void seqlock_made_at_run_time(struct kunit *test)
{
	unsigned int seq;

	seqlock_init(&api_seqlock);
	seq = read_seqbegin(&api_seqlock);
	KUNIT_EXPECT_FALSE(test, read_seqretry(&api_seqlock, seq));
	write_seqlock(&api_seqlock);
	write_sequnlock(&api_seqlock);
	KUNIT_EXPECT_TRUE(test, read_seqretry(&api_seqlock, seq));
}

static void mutex_in_use_is_not_destroyed_silently(struct kunit *test)
{
	struct mutex mutex;

	mutex_init(&mutex);
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	mutex_destroy(&mutex);
	KUNIT_EXPECT_FALSE(test, mutex_is_locked(&mutex));
}

static int counted_wakes(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	(*(int *)entry->private)++;
	return 0;
}

static void all_waiters_are_told(struct kunit *test)
{
	DECLARE_WAIT_QUEUE_HEAD_ONSTACK(head);
	wait_queue_entry_t a, b, sleeper;
	int woken = 0;

	init_waitqueue_entry(&sleeper, current);
	KUNIT_EXPECT_PTR_EQ(test, sleeper.private, (void *)current);
	init_waitqueue_func_entry(&a, counted_wakes);
	init_waitqueue_func_entry(&b, counted_wakes);
	a.private = b.private = &woken;
	add_wait_queue_exclusive(&head, &a);
	add_wait_queue_exclusive(&head, &b);
	wake_up_interruptible_all(&head);
	KUNIT_EXPECT_EQ(test, woken, 2);
	remove_wait_queue(&head, &a);
	remove_wait_queue(&head, &b);
}

static int callback_saw;

static enum hrtimer_restart note_callback(struct hrtimer *timer)
{
	callback_saw = hrtimer_callback_running(timer) ? 1 + !!in_serving_softirq() : 0;
	return HRTIMER_NORESTART;
}

static void soft_hrtimer_runs_in_a_softirq(struct kunit *test)
{
	struct hrtimer timer;

	callback_saw = -1;
	hrtimer_init_on_stack(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_SOFT);
	timer.function = note_callback;
	hrtimer_start(&timer, ms_to_ktime(2), HRTIMER_MODE_REL_SOFT);
	KUNIT_EXPECT_FALSE(test, hrtimer_callback_running(&timer));
	msleep(20);
	hrtimer_cancel(&timer);
	destroy_hrtimer_on_stack(&timer);
	KUNIT_EXPECT_EQ(test, callback_saw, 2);
	KUNIT_EXPECT_EQ(test, HRTIMER_MODE_SOFT | HRTIMER_MODE_REL, HRTIMER_MODE_REL_SOFT);
}

/* ---- switches, the FPU, complaints ------------------------------------------------------ */

static DEFINE_STATIC_KEY_FALSE(seldom_on);
static DEFINE_STATIC_KEY_TRUE(mostly_on);
static struct static_key plain_on = STATIC_KEY_INIT_TRUE, plain_off = STATIC_KEY_INIT_FALSE;

static void switches_count_who_wants_them_on(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, static_branch_unlikely(&seldom_on));
	KUNIT_EXPECT_TRUE(test, static_branch_likely(&mostly_on));
	static_branch_inc(&seldom_on);
	static_branch_inc(&seldom_on);
	static_branch_dec(&seldom_on);
	KUNIT_EXPECT_TRUE(test, static_key_enabled(&seldom_on));
	static_branch_dec(&seldom_on);
	KUNIT_EXPECT_FALSE(test, static_key_enabled(&seldom_on));
	static_branch_disable(&mostly_on);
	KUNIT_EXPECT_FALSE(test, static_branch_likely(&mostly_on));
	static_branch_enable(&mostly_on);
	KUNIT_EXPECT_TRUE(test, static_key_enabled(&plain_on) && !static_key_enabled(&plain_off));
	static_key_enable(&plain_off);
	static_key_disable(&plain_on);
	KUNIT_EXPECT_TRUE(test, static_key_false(&plain_off) && !static_key_true(&plain_on));
	static_key_disable(&plain_off);
	static_key_enable(&plain_on);
	kunit_expect_warnings(test, 1);
	static_branch_dec(&seldom_on);
	static_branch_inc(&seldom_on);
}

static void fpu_is_the_kernels_between_begin_and_end(struct kunit *test)
{
	u16 control = 0;

	KUNIT_EXPECT_TRUE(test, irq_fpu_usable());
	kernel_fpu_begin();
	KUNIT_EXPECT_FALSE(test, irq_fpu_usable());
	asm volatile("fnstcw %0" : "=m"(control));
	kernel_fpu_end();
	KUNIT_EXPECT_TRUE(test, irq_fpu_usable());
	KUNIT_EXPECT_EQ(test, control, 0x37f);
}

static void once_is_once(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	for (int i = 0; likely(i < 3); i++)
		WARN_ONCE(1, "said once\n");
	BUG_ON(!test);
}

static struct kunit_case api_cases[] = {
	KUNIT_CASE(limits_are_those_of_their_types),
	KUNIT_CASE(bits_are_found_and_changed),
	KUNIT_CASE(divisions_leave_what_is_left),
	KUNIT_CASE(atomics_say_when_they_reach_zero),
	KUNIT_CASE(jhash_is_lookup3),
	KUNIT_CASE(random_numbers_keep_their_range),
	KUNIT_CASE(versions_can_be_compared),
	KUNIT_CASE(ioctl_numbers_are_those_of_programs),
	KUNIT_CASE(device_numbers_have_two_parts),
	KUNIT_CASE(nonseekable_files_say_so),
	KUNIT_CASE(allocated_cdev_goes_with_its_last_user),
	KUNIT_CASE(device_has_data_and_a_file),
	KUNIT_CASE(strings_are_measured_and_filled),
	KUNIT_CASE(addresses_have_a_physical_name),
	KUNIT_CASE(cache_lines_are_not_shared),
	KUNIT_CASE(lists_are_walked_both_ways),
	KUNIT_CASE(hash_tables_find_by_key),
	KUNIT_CASE(trees_are_sorted_and_can_be_freed_from_below),
	KUNIT_CASE(rings_are_never_quite_full),
	KUNIT_CASE(fifo_takes_from_programs_what_fits),
	KUNIT_CASE(numbers_come_from_programs),
	KUNIT_CASE(per_cpu_names_are_the_own_cpus),
	KUNIT_CASE(tasks_are_walked_with_their_threads),
	KUNIT_CASE(clocks_agree),
	KUNIT_CASE(delays_last_as_long_as_they_say),
	KUNIT_CASE(barriers_are_instructions),
	KUNIT_CASE(seqlock_made_at_run_time),
	KUNIT_CASE(mutex_in_use_is_not_destroyed_silently),
	KUNIT_CASE(all_waiters_are_told),
	KUNIT_CASE(soft_hrtimer_runs_in_a_softirq),
	KUNIT_CASE(switches_count_who_wants_them_on),
	KUNIT_CASE(fpu_is_the_kernels_between_begin_and_end),
	KUNIT_CASE(once_is_once),
	{ }
};

static struct kunit_suite api_suite = {
	.name = "api",
	.test_cases = api_cases,
};
kunit_test_suite(api_suite);
