// SPDX-License-Identifier: MIT
/*
 * tests/unit/panic_test.c - a panic where it is hardest: in an NMI, and inside a panic
 *
 * Run on request only, one case a boot: tests/boot/test_faults.py reads the log of each.
 */

#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/notifier.h>
#include <linux/panic.h>
#include <linux/panic_notifier.h>
#include <linux/preempt.h>

#include <asm/apic.h>
#include <asm/nmi.h>

static int panic_in_nmi(unsigned int type, struct pt_regs *regs)
{
	panic("in an NMI: %d", !!in_nmi());
}

static void send_nmi(void)
{
	unsigned long flags;

	register_nmi_handler(NMI_LOCAL, panic_in_nmi, 0, "panic_test");
	local_irq_save(flags);
	lapic_send_self_nmi();
	local_irq_restore(flags);
}

static void f4_panic_in_an_nmi(struct kunit *test)
{
	send_nmi();
	KUNIT_FAIL(test, "survived");
}

static int panic_again(struct notifier_block *nb, unsigned long event, void *text)
{
	panic("the second one");
}

static int fault_again(struct notifier_block *nb, unsigned long event, void *text)
{
	int *nowhere = NULL;

	OPTIMIZER_HIDE_VAR(nowhere);
	*nowhere = 0;
	return NOTIFY_DONE;
}

static int nmi_again(struct notifier_block *nb, unsigned long event, void *text)
{
	send_nmi();
	return NOTIFY_DONE;
}

static void panic_with(int (*again)(struct notifier_block *nb, unsigned long event, void *text))
{
	static struct notifier_block block;

	block.notifier_call = again;
	atomic_notifier_chain_register(&panic_notifier_list, &block);
	panic("the first one");
}

static void f4_panic_inside_a_panic(struct kunit *test)
{
	panic_with(panic_again);
}

static void f4_fault_inside_a_panic(struct kunit *test)
{
	panic_with(fault_again);
}

static void f4_nmi_panic_inside_a_panic(struct kunit *test)
{
	panic_with(nmi_again);
}

static struct kunit_case panic_cases[] = {
	KUNIT_CASE(f4_panic_in_an_nmi),
	KUNIT_CASE(f4_panic_inside_a_panic),
	KUNIT_CASE(f4_fault_inside_a_panic),
	KUNIT_CASE(f4_nmi_panic_inside_a_panic),
	{ }
};

static struct kunit_suite panic_suite = {
	.name = "panic",
	.on_request = true,
	.test_cases = panic_cases,
};
kunit_test_suite(panic_suite);
