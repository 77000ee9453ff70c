// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_test.c - the promises of kernel/irq/ to drivers and controllers
 *
 * Flow handlers, contexts, request and free, disable and enable, numbers.  Names
 * begin with the case of docs/catalogue.md that they show.
 */

#include <kunit/test.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/kernel_stat.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

#include "irq_fake.h"

#define MANY 50000

/* ---- flow handlers ---- */

/* The letters of one interrupt under this flow. */
static void expect_flow(struct kunit *test, irq_flow_handler_t flow, const char *letters)
{
	fake_set_flow(flow, NULL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, letters);
	fake_free_first();
}

static void level_is_masked_and_acked_then_run_then_unmasked(struct kunit *test)
{
	expect_flow(test, handle_level_irq, "MAhU");
}

static void edge_is_acked_before_its_handlers(struct kunit *test)
{
	expect_flow(test, handle_edge_irq, "Ah");
}

static void fasteoi_is_ended_after_its_handlers(struct kunit *test)
{
	expect_flow(test, handle_fasteoi_irq, "hE");
}

static void simple_talks_to_no_controller(struct kunit *test)
{
	expect_flow(test, handle_simple_irq, "h");
}

static void percpu_is_acked_and_ended(struct kunit *test)
{
	expect_flow(test, handle_percpu_irq, "AhE");
}

static irqreturn_t refiring_handler(int irq, void *dev)
{
	fake_note('h');
	if (++fake_line.calls == 1)
		generic_handle_irq(irq);	/* what a second CPU would do meanwhile */
	return IRQ_HANDLED;
}

/* A pulse while the handlers run is acknowledged, shut, and makes them run again. */
static void edge_during_its_handler_runs_it_again(struct kunit *test)
{
	fake_set_flow(handle_edge_irq, NULL);
	KUNIT_ASSERT_EQ(test, fake_request(refiring_handler), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "AhMAUh");
	KUNIT_EXPECT_EQ(test, fake_line.calls, 2);
	fake_free_first();
}

/* A wire that fires during its handlers is left to whoever runs them. */
static void level_does_not_nest(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request(refiring_handler), 0);
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MAhAU");
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();
}

/* ---- contexts, real hardirq ---- */

static struct {
	bool hardirq, interrupt, softirq, task, irqs_off;
} seen;

static irqreturn_t context_handler(int irq, void *dev)
{
	seen.hardirq = in_hardirq();
	seen.interrupt = in_interrupt();
	seen.softirq = in_serving_softirq();
	seen.task = in_task();
	seen.irqs_off = irqs_disabled();
	return IRQ_HANDLED;
}

static void handler_runs_in_hardirq_context_with_interrupts_off(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request(context_handler), 0);
	fake_fire_in_hardirq();
	KUNIT_EXPECT_TRUE(test, seen.hardirq);
	KUNIT_EXPECT_TRUE(test, seen.interrupt);
	KUNIT_EXPECT_FALSE(test, seen.softirq);
	KUNIT_EXPECT_FALSE(test, seen.task);
	KUNIT_EXPECT_TRUE(test, seen.irqs_off);
	KUNIT_EXPECT_TRUE(test, in_task());
	fake_free_first();
}

static irqreturn_t enabling_handler(int irq, void *dev)
{
	local_irq_enable();
	return IRQ_HANDLED;
}

/* It is named, and interrupts are turned off again. */
static void e5_handler_that_enables_interrupts_is_named(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	KUNIT_ASSERT_EQ(test, fake_request(enabling_handler), 0);
	local_irq_disable();
	generic_handle_irq(fake_line.irq);
	KUNIT_EXPECT_TRUE(test, irqs_disabled());
	local_irq_enable();
	KUNIT_EXPECT_TRUE(test, fake_said("irq %u handler enabling_handler+0x0/", fake_line.irq));
	fake_free_first();
}

/* ---- request and free ---- */

static void r1_contradictory_requests_are_refused(struct kunit *test)
{
	unsigned int irq = fake_line.irq;

	KUNIT_EXPECT_EQ(test, request_irq(irq, fake_first_handler, IRQF_SHARED, "x", NULL),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, request_threaded_irq(irq, NULL, NULL, 0, "x", NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, request_irq(NR_IRQS, fake_first_handler, 0, "x", NULL), -EINVAL);
	KUNIT_EXPECT_EQ(test, request_irq(IRQ_NOTCONNECTED, fake_first_handler, 0, "x", NULL),
			-ENOTCONN);
	KUNIT_EXPECT_EQ(test, fake_request_first(IRQF_SHARED | IRQF_NO_AUTOEN), -EINVAL);
	irq_set_status_flags(fake_line.irq, IRQ_NOREQUEST);
	KUNIT_EXPECT_EQ(test, fake_request_first(0), -EINVAL);
	KUNIT_EXPECT_FALSE(test, irq_has_action(fake_line.irq));
}

/* All users of a line agree on sharing, trigger, ONESHOT and PERCPU, or are refused. */
static void r1_sharers_that_disagree_are_refused(struct kunit *test)
{
	static const unsigned long disagreeing[] = {
		0, IRQF_SHARED | IRQF_TRIGGER_FALLING, IRQF_SHARED | IRQF_ONESHOT,
		IRQF_SHARED | IRQF_PERCPU,
	};

	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED | IRQF_TRIGGER_RISING), 0);
	for (int i = 0; i < ARRAY_SIZE(disagreeing); i++) {
		fake_forget_log();
		KUNIT_EXPECT_EQ(test, fake_request_second(disagreeing[i]), -EBUSY);
		KUNIT_EXPECT_TRUE(test, fake_said("genirq: Flags mismatch irq %u. %08lx (second) "
						  "vs. 00000081 (first)", fake_line.irq,
						  disagreeing[i] | (disagreeing[i] & 3 ? 0 : 1)));
	}
	KUNIT_ASSERT_EQ(test, fake_request_second(IRQF_SHARED | IRQF_TRIGGER_RISING), 0);
	fake_free_second();
	fake_free_first();
}

static void request_without_a_controller_is_enosys(struct kunit *test)
{
	irq_set_chip(fake_line.irq, NULL);
	KUNIT_EXPECT_EQ(test, fake_request_first(0), -ENOSYS);
}

static void r1_exclusive_over_used_is_busy_and_named(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED), 0);
	KUNIT_EXPECT_EQ(test, fake_request_second(0), -EBUSY);
	KUNIT_EXPECT_TRUE(test, fake_said("genirq: Flags mismatch irq %u. 00000000 (second) vs. "
					  "00000080 (first)", fake_line.irq));

	fake_forget_log();
	KUNIT_EXPECT_EQ(test, fake_request_second(IRQF_PROBE_SHARED), -EBUSY);
	KUNIT_EXPECT_FALSE(test, fake_said("Flags mismatch"));
	fake_free_first();
}

static void free_returns_the_name_and_stops_the_handler(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_fire();
	KUNIT_EXPECT_STREQ(test, free_irq(fake_line.irq, &fake_first_dev), "first");
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	KUNIT_EXPECT_FALSE(test, irq_has_action(fake_line.irq));
}

static void r3_free_of_a_stranger_is_named_and_harmless(struct kunit *test)
{
	kunit_expect_warnings(test, 2);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_PTR_EQ(test, free_irq(fake_line.irq, &fake_second_dev), NULL);
	KUNIT_EXPECT_TRUE(test, fake_said("Trying to free already-free IRQ %u", fake_line.irq));
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);

	KUNIT_EXPECT_NOT_NULL(test, free_irq(fake_line.irq, &fake_first_dev));
	fake_forget_log();
	KUNIT_EXPECT_PTR_EQ(test, free_irq(fake_line.irq, &fake_first_dev), NULL);
	KUNIT_EXPECT_TRUE(test, fake_said("Trying to free already-free IRQ %u", fake_line.irq));
}

static irqreturn_t self_freeing_handler(int irq, void *dev)
{
	fake_line.calls++;
	free_irq(irq, dev);
	return IRQ_HANDLED;
}

static void r4_free_in_the_handler_is_named_and_refused(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	KUNIT_ASSERT_EQ(test, fake_request(self_freeing_handler), 0);
	fake_fire_in_hardirq();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	KUNIT_EXPECT_TRUE(test, fake_said("Trying to free IRQ %u from IRQ context!",
					  fake_line.irq));
	KUNIT_EXPECT_NOT_NULL(test, free_irq(fake_line.irq, &fake_first_dev));
}

static void r10_many_requests_count_exactly(struct kunit *test)
{
	unsigned int before = kstat_irqs_usr(fake_line.irq);

	for (unsigned int i = 0; i < MANY; i++) {
		if (fake_request_first(0)) {
			KUNIT_FAIL(test, "request %u failed", i);
			return;
		}
		fake_fire();
		fake_free_first();
	}
	KUNIT_EXPECT_EQ(test, fake_line.calls, MANY);
	KUNIT_EXPECT_EQ(test, kstat_irqs_usr(fake_line.irq) - before, MANY);
}

/* ---- disable and enable ---- */

static void r2_disable_nests(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	disable_irq(fake_line.irq);
	disable_irq_nosync(fake_line.irq);
	KUNIT_EXPECT_EQ(test, fake_depth(), 2);
	enable_irq(fake_line.irq);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 0);
	local_bh_disable();
	enable_irq(fake_line.irq);
	local_bh_enable();		/* runs the tasklet of resend.c: the line has no type set */
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 2);
	fake_free_first();
}

static void r2_free_while_disabled_leaves_no_depth_behind(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	disable_irq(fake_line.irq);
	disable_irq(fake_line.irq);
	fake_free_first();
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();
}

static void r5_unbalanced_enable_is_named_and_harmless(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_TRUE(test, fake_said("Unbalanced enable for IRQ %u", fake_line.irq));
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	disable_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	fake_free_first();
}

/* Disabling is lazy: the controller hears of it only when the line fires. */
static void disable_is_lazy(struct kunit *test)
{
	fake_set_flow(handle_fasteoi_irq, NULL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_clear_log();
	disable_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "");
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "ME");
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MEE");
	fake_free_first();
}

/* By the controller */
static void r7_edge_while_disabled_is_retriggered_once(struct kunit *test)
{
	irq_set_chip_and_handler(fake_line.irq, &fake_retrigger_chip, handle_edge_irq);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	disable_irq(fake_line.irq);
	fake_fire();
	fake_fire();
	fake_clear_log();
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "UR");
	KUNIT_EXPECT_TRUE(test, fake_line.retriggered);
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(fake_line.irq), -EBUSY);	/* on its way */
	fake_fire();						/* what the controller now does */
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);

	fake_clear_log();
	disable_irq(fake_line.irq);
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "");
	fake_free_first();
}

/* By software, where the controller cannot */
static void r7_edge_while_disabled_is_replayed_once(struct kunit *test)
{
	fake_set_flow(handle_edge_irq, NULL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	disable_irq(fake_line.irq);
	fake_fire();
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 0);
	local_bh_disable();
	enable_irq(fake_line.irq);
	local_bh_enable();				/* the tasklet of resend.c */
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	local_bh_disable();
	disable_irq_nosync(fake_line.irq);
	enable_irq(fake_line.irq);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();
}

/* A level is not replayed: if the device still wants something, the wire says so. */
static void level_while_disabled_is_not_replayed(struct kunit *test)
{
	irq_set_chip_and_handler(fake_line.irq, &fake_retrigger_chip, handle_level_irq);
	irq_set_status_flags(fake_line.irq, IRQ_LEVEL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	disable_irq(fake_line.irq);
	fake_fire();
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_FALSE(test, fake_line.retriggered);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 0);
	fake_free_first();
}

static void r9_no_autoen_waits_for_enable(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_NO_AUTOEN), 0);
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 0);
	local_bh_disable();
	enable_irq(fake_line.irq);
	local_bh_enable();				/* what came too early is replayed */
	KUNIT_EXPECT_EQ(test, fake_depth(), 0);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 2);
	fake_free_first();
}

/* ---- numbers ---- */

static void numbers_come_and_go(struct kunit *test)
{
	int first = irq_alloc_descs(-1, 100, 4, -1);

	KUNIT_ASSERT_GE(test, first, 100);
	KUNIT_EXPECT_EQ(test, irq_alloc_desc_at(first + 1, -1), -EEXIST);
	KUNIT_EXPECT_EQ(test, irq_alloc_descs(-1, 0, 0, -1), -EINVAL);
	KUNIT_EXPECT_EQ(test, irq_alloc_descs(-1, 0, NR_IRQS + 1, -1), -ENOMEM);
	KUNIT_EXPECT_NOT_NULL(test, irq_to_desc(first + 3));
	irq_free_descs(first, 4);
	KUNIT_EXPECT_NULL(test, irq_to_desc(first + 3));
	KUNIT_EXPECT_EQ(test, generic_handle_irq(first), -EINVAL);
}

/* ---- per-CPU lines, probing ---- */

static DEFINE_PER_CPU(unsigned int, percpu_calls);

static irqreturn_t percpu_handler(int irq, void *dev)
{
	if (dev == this_cpu_ptr(&percpu_calls))
		this_cpu_inc(percpu_calls);
	return IRQ_HANDLED;
}

static void percpu_devid_handler_gets_the_cpus_own_data(struct kunit *test)
{
	unsigned int irq = fake_line.irq;

	KUNIT_EXPECT_EQ(test, request_percpu_irq(irq, percpu_handler, "x", &percpu_calls), -EINVAL);
	KUNIT_ASSERT_EQ(test, irq_set_percpu_devid(irq), 0);
	fake_set_flow(handle_percpu_devid_irq, NULL);
	KUNIT_ASSERT_EQ(test, request_percpu_irq(irq, percpu_handler, "x", &percpu_calls), 0);
	KUNIT_EXPECT_EQ(test, request_percpu_irq(irq, percpu_handler, "x", &percpu_calls), -EBUSY);
	this_cpu_write(percpu_calls, 0);
	enable_percpu_irq(irq, IRQ_TYPE_NONE);
	KUNIT_EXPECT_TRUE(test, irq_percpu_is_enabled(irq));
	fake_clear_log();
	fake_fire();
	KUNIT_EXPECT_STREQ(test, fake_line.log, "AE");
	KUNIT_EXPECT_EQ(test, this_cpu_read(percpu_calls), 1);
	disable_percpu_irq(irq);
	free_percpu_irq(irq, &percpu_calls);
	KUNIT_EXPECT_FALSE(test, irq_has_action(irq));
}

static void probing_finds_the_line_that_fires(struct kunit *test)
{
	unsigned long mask;

	irq_set_status_flags(fake_line.irq, IRQ_LEVEL);
	mask = probe_irq_on();
	KUNIT_EXPECT_TRUE(test, mask & BIT(fake_line.irq));
	fake_fire();
	KUNIT_EXPECT_EQ(test, probe_irq_off(mask), (int)fake_line.irq);

	mask = probe_irq_on();
	KUNIT_EXPECT_EQ(test, probe_irq_off(mask), 0);
	KUNIT_EXPECT_TRUE(test, irqd_irq_disabled(irq_get_irq_data(fake_line.irq)));
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
}

/* The same as a mask, of ISA's lines and those asked for; here none of them fires. */
static void probing_by_mask_tells_only_isa_lines(struct kunit *test)
{
	unsigned long mask = probe_irq_on();

	fake_fire();
	KUNIT_EXPECT_EQ(test, probe_irq_mask(mask), fake_line.irq < 16 ? BIT(fake_line.irq) : 0);
}

/* Several have fired: the number is negative, so that nobody takes it for the answer. */
static void probing_that_finds_several_says_so(struct kunit *test)
{
	int other = irq_alloc_desc(-1);
	unsigned long mask;

	KUNIT_ASSERT_GT(test, other, 0);
	irq_set_chip_and_handler(other, &fake_chip, handle_level_irq);
	mask = probe_irq_on();
	fake_fire();
	generic_handle_irq_safe(other);
	KUNIT_EXPECT_LT(test, probe_irq_off(mask), 0);
	irq_free_desc(other);
}

/* A line that fires by itself is taken out before the device is asked. */
static enum hrtimer_restart fire_by_itself(struct hrtimer *timer)
{
	generic_handle_irq(fake_line.irq);
	return HRTIMER_NORESTART;
}

static void probing_ignores_a_line_that_fires_by_itself(struct kunit *test)
{
	struct hrtimer timer;
	unsigned long mask;

	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer.function = fire_by_itself;
	hrtimer_start(&timer, ms_to_ktime(50), HRTIMER_MODE_REL_HARD);
	mask = probe_irq_on();
	hrtimer_cancel(&timer);
	KUNIT_EXPECT_FALSE(test, mask & BIT(fake_line.irq));
	fake_fire();
	KUNIT_EXPECT_EQ(test, probe_irq_off(mask), 0);
}

static struct kunit_case irq_cases[] = {
	KUNIT_CASE(level_is_masked_and_acked_then_run_then_unmasked),
	KUNIT_CASE(edge_is_acked_before_its_handlers),
	KUNIT_CASE(fasteoi_is_ended_after_its_handlers),
	KUNIT_CASE(simple_talks_to_no_controller),
	KUNIT_CASE(percpu_is_acked_and_ended),
	KUNIT_CASE(edge_during_its_handler_runs_it_again),
	KUNIT_CASE(level_does_not_nest),
	KUNIT_CASE(handler_runs_in_hardirq_context_with_interrupts_off),
	KUNIT_CASE(e5_handler_that_enables_interrupts_is_named),
	KUNIT_CASE(r1_contradictory_requests_are_refused),
	KUNIT_CASE(request_without_a_controller_is_enosys),
	KUNIT_CASE(r1_exclusive_over_used_is_busy_and_named),
	KUNIT_CASE(r1_sharers_that_disagree_are_refused),
	KUNIT_CASE(free_returns_the_name_and_stops_the_handler),
	KUNIT_CASE(r3_free_of_a_stranger_is_named_and_harmless),
	KUNIT_CASE(r4_free_in_the_handler_is_named_and_refused),
	KUNIT_CASE(r10_many_requests_count_exactly),
	KUNIT_CASE(r2_disable_nests),
	KUNIT_CASE(r2_free_while_disabled_leaves_no_depth_behind),
	KUNIT_CASE(r5_unbalanced_enable_is_named_and_harmless),
	KUNIT_CASE(disable_is_lazy),
	KUNIT_CASE(r7_edge_while_disabled_is_retriggered_once),
	KUNIT_CASE(r7_edge_while_disabled_is_replayed_once),
	KUNIT_CASE(level_while_disabled_is_not_replayed),
	KUNIT_CASE(r9_no_autoen_waits_for_enable),
	KUNIT_CASE(numbers_come_and_go),
	KUNIT_CASE(percpu_devid_handler_gets_the_cpus_own_data),
	KUNIT_CASE(probing_finds_the_line_that_fires),
	KUNIT_CASE(probing_by_mask_tells_only_isa_lines),
	KUNIT_CASE(probing_that_finds_several_says_so),
	KUNIT_CASE(probing_ignores_a_line_that_fires_by_itself),
	{ }
};

static struct kunit_suite irq_suite = {
	.name = "irq",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.one_cpu = true,
	.test_cases = irq_cases,
};
kunit_test_suite(irq_suite);
