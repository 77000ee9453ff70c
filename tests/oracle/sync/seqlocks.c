// SPDX-License-Identifier: MIT
/* Sequence locks: a reader sees that it must try again. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/seqlock.h>

static DEFINE_SEQLOCK(lock);
static seqcount_t count;

static int __init seqlocks_init(void)
{
	unsigned int seq = read_seqbegin(&lock);

	pr_info("retry %d, even %d\n", read_seqretry(&lock, seq), !(seq & 1));
	write_seqlock(&lock);
	pr_info("writing: count %x\n", preempt_count());
	write_sequnlock(&lock);
	pr_info("retry %d\n", read_seqretry(&lock, seq));
	write_seqlock_irq(&lock);
	pr_info("writing: off %d\n", irqs_disabled());
	write_sequnlock_irq(&lock);
	seq = 1;
	read_seqbegin_or_lock(&lock, &seq);
	pr_info("reader has locked: count %x\n", preempt_count());
	done_seqretry(&lock, seq);
	pr_info("count %x\n", preempt_count());
	seqcount_init(&count);
	seq = read_seqcount_begin(&count);
	preempt_disable();
	write_seqcount_begin(&count);
	write_seqcount_end(&count);
	preempt_enable();
	pr_info("seqcount: retry %d\n", read_seqcount_retry(&count, seq));
	return 0;
}

static void __exit seqlocks_exit(void)
{
}

module_init(seqlocks_init);
module_exit(seqlocks_exit);

MODULE_LICENSE("Dual MIT/GPL");
