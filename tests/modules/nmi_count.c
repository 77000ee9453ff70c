// SPDX-License-Identifier: MIT
/* Own the NMIs that nobody else claims, and count them. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <asm/nmi.h>

static int nmi_count_calls;

static int counting_nmi(unsigned int type, struct pt_regs *regs)
{
	WRITE_ONCE(nmi_count_calls, nmi_count_calls + 1);
	return NMI_HANDLED;
}

static int __init nmi_count_init(void)
{
	return register_nmi_handler(NMI_UNKNOWN, counting_nmi, 0, "nmi_count");
}

static void __exit nmi_count_exit(void)
{
	unregister_nmi_handler(NMI_UNKNOWN, "nmi_count");
	printk(KERN_INFO "nmi_count: %d NMI(s)\n", nmi_count_calls);
}

module_init(nmi_count_init);
module_exit(nmi_count_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("Owns the NMIs without an owner");
