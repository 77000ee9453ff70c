// SPDX-License-Identifier: MIT
/* kfifo at its edges: full, empty, wrapping, records. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kfifo.h>
#include <linux/module.h>

static DEFINE_KFIFO(bytes, u8, 8);
static struct kfifo dynamic;
static STRUCT_KFIFO_REC_1(16) records;

static int __init kfifos_init(void)
{
	u8 out[16], in[16] = "abcdefghijklmno";
	u8 value = 0;
	int ret, i;

	pr_info("new: len %u avail %u size %u empty %d full %d\n", kfifo_len(&bytes),
		kfifo_avail(&bytes), kfifo_size(&bytes), kfifo_is_empty(&bytes),
		kfifo_is_full(&bytes));
	pr_info("get %d peek %d\n", kfifo_get(&bytes, &value), kfifo_peek(&bytes, &value));
	for (i = 0; i < 5; i++)
		kfifo_put(&bytes, i);
	pr_info("in %u\n", kfifo_in(&bytes, in, 10));
	pr_info("full %d put %d\n", kfifo_is_full(&bytes), kfifo_put(&bytes, 9));
	pr_info("out %u\n", kfifo_out(&bytes, out, 6));
	pr_info("last %c\n", out[5]);
	pr_info("in %u\n", kfifo_in(&bytes, in + 3, 4));
	pr_info("len %u\n", kfifo_len(&bytes));
	ret = kfifo_out_peek(&bytes, out, sizeof(out));
	pr_info("peek %d: %.*s\n", ret, ret, out);
	kfifo_skip(&bytes);
	ret = kfifo_out(&bytes, out, sizeof(out));
	pr_info("out %d: %.*s\n", ret, ret, out);
	kfifo_reset(&bytes);

	pr_info("alloc of 1 %d\n", kfifo_alloc(&dynamic, 1, GFP_KERNEL));
	pr_info("alloc of 100 %d\n", kfifo_alloc(&dynamic, 100, GFP_KERNEL));
	pr_info("size %u\n", kfifo_size(&dynamic));
	pr_info("in %u\n", kfifo_in(&dynamic, in, 15));
	pr_info("len %u\n", kfifo_len(&dynamic));
	kfifo_free(&dynamic);

	INIT_KFIFO(records);
	pr_info("record in %u\n", kfifo_in(&records, in, 6));
	pr_info("record in %u\n", kfifo_in(&records, in, 9));
	pr_info("record in %u\n", kfifo_in(&records, in, 7));
	pr_info("peek len %u\n", kfifo_peek_len(&records));
	pr_info("record out %u\n", kfifo_out(&records, out, 4));
	pr_info("record out %u\n", kfifo_out(&records, out, sizeof(out)));
	return 0;
}

static void __exit kfifos_exit(void)
{
}

module_init(kfifos_init);
module_exit(kfifos_exit);

MODULE_LICENSE("Dual MIT/GPL");
