// SPDX-License-Identifier: MIT
/*
 * tests/unit/irq_api_test.c - what drivers of controllers use of the interrupt core
 *
 * Triggers, chained and nested lines, wake-up sources, affinity hints, injected
 * interrupts, irq_work.
 */

#include <kunit/test.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqdesc.h>
#include <linux/sched.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include <asm/processor.h>

#include "irq_fake.h"
#include "proc_text.h"

static struct irq_desc *fake_desc(void)
{
	return irq_to_desc(fake_line.irq);
}

/* A second line, of the same chip. */
static unsigned int second_line(struct kunit *test, irq_flow_handler_t flow)
{
	int irq = irq_alloc_desc(-1);

	KUNIT_ASSERT_GT(test, irq, 0);
	irq_set_chip_and_handler(irq, &fake_chip, flow);
	irq_set_nothread(irq);
	return irq;
}

/* ---- triggers ---- */

static void trigger_is_told_to_the_chip_and_noted(struct kunit *test)
{
	unsigned int irq = fake_line.irq;

	KUNIT_EXPECT_EQ(test, irq_set_irq_type(irq, IRQ_TYPE_LEVEL_LOW), 0);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "T");
	KUNIT_EXPECT_EQ(test, irq_get_trigger_type(irq), IRQ_TYPE_LEVEL_LOW);
	KUNIT_EXPECT_TRUE(test, irqd_is_level_type(irq_get_irq_data(irq)));
	KUNIT_EXPECT_EQ(test, irq_set_irq_type(irq, IRQ_TYPE_EDGE_RISING), 0);
	KUNIT_EXPECT_EQ(test, irq_get_trigger_type(irq), IRQ_TYPE_EDGE_RISING);
	KUNIT_EXPECT_FALSE(test, irqd_is_level_type(irq_get_irq_data(irq)));
	KUNIT_EXPECT_EQ(test, irq_set_irq_type(NR_IRQS, IRQ_TYPE_EDGE_RISING), -EINVAL);
}

static void refused_trigger_fails_the_request(struct kunit *test)
{
	fake_line.refuse_type = true;
	KUNIT_EXPECT_EQ(test, fake_request_first(IRQF_TRIGGER_HIGH), -EINVAL);
	KUNIT_EXPECT_TRUE(test, fake_said("genirq: Setting trigger mode 4 for irq %u failed "
					  "(fake_set_type+0x0/", fake_line.irq));
	KUNIT_EXPECT_FALSE(test, irq_has_action(fake_line.irq));
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
}

static void sharer_without_a_trigger_takes_the_line_s(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_SHARED | IRQF_TRIGGER_FALLING), 0);
	KUNIT_EXPECT_EQ(test, fake_request_second(IRQF_SHARED), 0);
	fake_free_second();
	fake_free_first();
}

/* A chip may want the line shut while its trigger changes. */
static void set_type_masked_chip_is_masked_meanwhile(struct kunit *test)
{
	struct irq_chip chip = fake_chip;

	chip.flags = IRQCHIP_SET_TYPE_MASKED;
	irq_set_chip(fake_line.irq, &chip);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_clear_log();
	KUNIT_EXPECT_EQ(test, irq_set_irq_type(fake_line.irq, IRQ_TYPE_EDGE_BOTH), 0);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MTU");
	fake_free_first();
}

/* ---- flags of lines and chips ---- */

static void unlazy_line_is_masked_at_once(struct kunit *test)
{
	irq_set_status_flags(fake_line.irq, IRQ_DISABLE_UNLAZY);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_clear_log();
	disable_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "M");
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "MU");
	fake_free_first();
}

static void percpu_and_nobalancing_bind_the_line(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, irq_balancing_disabled(fake_line.irq));
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_NOBALANCING), 0);
	KUNIT_EXPECT_TRUE(test, irq_balancing_disabled(fake_line.irq));
	KUNIT_EXPECT_FALSE(test, irqd_can_balance(irq_get_irq_data(fake_line.irq)));
	KUNIT_EXPECT_FALSE(test, irq_can_set_affinity(fake_line.irq));
	fake_free_first();
	irq_clear_status_flags(fake_line.irq, IRQ_NO_BALANCING);
	KUNIT_EXPECT_TRUE(test, irqd_can_balance(irq_get_irq_data(fake_line.irq)));
	KUNIT_ASSERT_EQ(test, fake_request_first(IRQF_PERCPU), 0);
	KUNIT_EXPECT_TRUE(test, irqd_is_per_cpu(irq_get_irq_data(fake_line.irq)));
	KUNIT_EXPECT_TRUE(test, irq_is_percpu(fake_line.irq));
	fake_free_first();
}

static void noautoen_line_waits_for_enable(struct kunit *test)
{
	irq_set_status_flags(fake_line.irq, IRQ_NOAUTOEN);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, fake_depth(), 1);
	enable_irq(fake_line.irq);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();
}

static void enable_of_a_line_without_a_controller_is_named(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	irq_set_chip(fake_line.irq, NULL);
	enable_irq(fake_line.irq);
	KUNIT_EXPECT_TRUE(test, fake_said("enable_irq before setup/request_irq: irq %u",
					  fake_line.irq));
}

/* ---- chained and nested lines ---- */

static unsigned int chained_calls;

/* The flow handler of a controller behind a controller: it finds out for whom it was. */
static void demultiplex(struct irq_desc *desc)
{
	unsigned int *child = irq_desc_get_handler_data(desc);

	chained_calls++;
	generic_handle_irq(*child);
}

static void chained_line_leads_to_its_children_only(struct kunit *test)
{
	unsigned int parent = second_line(test, handle_level_irq);

	chained_calls = 0;
	fake_clear_log();
	irq_set_chained_handler_and_data(parent, demultiplex, &fake_line.irq);
	KUNIT_EXPECT_STREQ(test, fake_line.log, "U");		/* open at once */
	KUNIT_EXPECT_EQ(test, request_irq(parent, fake_first_handler, 0, "x", NULL), -EINVAL);
	fake_set_flow(handle_simple_irq, NULL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, generic_handle_irq_safe(parent), 0);
	KUNIT_EXPECT_EQ(test, chained_calls, 1);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();
	irq_set_chained_handler(parent, NULL);
	irq_free_desc(parent);
}

static struct completion nested_done;

static irqreturn_t nested_fn(int irq, void *dev)
{
	fake_line.calls++;
	KUNIT_EXPECT_TRUE((struct kunit *)dev, in_task());
	complete(&nested_done);
	return IRQ_HANDLED;
}

static irqreturn_t parent_fn(int irq, void *dev)
{
	handle_nested_irq(fake_line.irq);
	return IRQ_HANDLED;
}

/* A controller behind a slow bus: its lines' handlers run in the parent's thread. */
static void nested_line_runs_in_the_parent_s_thread(struct kunit *test)
{
	unsigned int parent = second_line(test, handle_edge_irq);

	init_completion(&nested_done);
	irq_set_nested_thread(fake_line.irq, true);
	KUNIT_EXPECT_EQ(test, fake_request_first(0), -EINVAL);	/* a handler only will not do */
	KUNIT_EXPECT_EQ(test, request_any_context_irq(fake_line.irq, nested_fn, 0, "nested", test),
			IRQC_IS_NESTED);
	KUNIT_ASSERT_EQ(test, request_threaded_irq(parent, NULL, parent_fn, IRQF_ONESHOT, "parent",
						   test), 0);
	generic_handle_irq_safe(parent);
	wait_for_completion(&nested_done);
	free_irq(parent, test);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);

	disable_irq(fake_line.irq);
	handle_nested_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	free_irq(fake_line.irq, test);
	irq_set_nested_thread(fake_line.irq, false);
	irq_free_desc(parent);
	KUNIT_ASSERT_EQ(test, request_any_context_irq(fake_line.irq, fake_first_handler, 0, "x",
						      &fake_first_dev), IRQC_IS_HARDIRQ);
	fake_free_first();
}

static void untracked_line_suspects_nobody(struct kunit *test)
{
	fake_set_flow(handle_untracked_irq, NULL);
	fake_line.answer = IRQ_NONE;
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	KUNIT_EXPECT_EQ(test, fake_desc()->irqs_unhandled, 0);
	KUNIT_EXPECT_EQ(test, irq_desc_kstat_cpu(fake_desc(), 0), 0);
	fake_free_first();
}

/* ---- what the chip knows ---- */

static bool chip_pending;
static unsigned int active_reads;

static int get_state(struct irq_data *d, enum irqchip_irq_state which, bool *state)
{
	if (which == IRQCHIP_STATE_PENDING)
		*state = chip_pending;
	else if (which == IRQCHIP_STATE_ACTIVE)
		*state = active_reads && active_reads--;
	else
		return -EINVAL;
	return 0;
}

static int set_state(struct irq_data *d, enum irqchip_irq_state which, bool state)
{
	if (which != IRQCHIP_STATE_PENDING)
		return -EINVAL;
	chip_pending = state;
	return 0;
}

static void chip_state_can_be_read_and_written(struct kunit *test)
{
	struct irq_chip chip = fake_chip;
	bool state = false;

	KUNIT_EXPECT_EQ(test, irq_get_irqchip_state(fake_line.irq, IRQCHIP_STATE_PENDING, &state),
			-EINVAL);
	chip.irq_get_irqchip_state = get_state;
	chip.irq_set_irqchip_state = set_state;
	irq_set_chip(fake_line.irq, &chip);
	KUNIT_EXPECT_EQ(test, irq_set_irqchip_state(fake_line.irq, IRQCHIP_STATE_PENDING, true), 0);
	KUNIT_EXPECT_EQ(test, irq_get_irqchip_state(fake_line.irq, IRQCHIP_STATE_PENDING, &state),
			0);
	KUNIT_EXPECT_TRUE(test, state);
	KUNIT_EXPECT_EQ(test, irq_set_irqchip_state(fake_line.irq, IRQCHIP_STATE_MASKED, true),
			-EINVAL);
	irq_set_chip(fake_line.irq, &fake_chip);
}

/* One that the chip has sent and that has not arrived counts as running. */
static void synchronize_waits_for_what_is_in_flight(struct kunit *test)
{
	struct irq_chip chip = fake_chip;

	chip.irq_get_irqchip_state = get_state;
	irq_set_chip(fake_line.irq, &chip);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	active_reads = 5;
	KUNIT_EXPECT_TRUE(test, synchronize_hardirq(fake_line.irq));
	KUNIT_EXPECT_EQ(test, active_reads, 5);
	synchronize_irq(fake_line.irq);
	KUNIT_EXPECT_EQ(test, active_reads, 0);
	fake_free_first();
	irq_set_chip(fake_line.irq, &fake_chip);
}

static void injected_interrupt_arrives_once(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(fake_line.irq), -EINVAL);	/* no user */
	fake_set_flow(handle_edge_irq, NULL);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(fake_line.irq), 0);
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(fake_line.irq), -EBUSY);
	local_bh_enable();					/* the tasklet of resend.c */
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	fake_free_first();

	irq_set_chip_and_handler(fake_line.irq, &fake_retrigger_chip, handle_edge_irq);
	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(fake_line.irq), 0);
	KUNIT_EXPECT_TRUE(test, fake_line.retriggered);
	fake_free_first();
	KUNIT_EXPECT_EQ(test, irq_inject_interrupt(NR_IRQS), -EINVAL);
}

/* ---- wake-up sources ---- */

static unsigned int wake_on, wake_calls;
static int wake_answer;

static int set_wake(struct irq_data *d, unsigned int on)
{
	wake_calls++;
	if (!wake_answer)
		wake_on = on;
	return wake_answer;
}

static void wake_up_source_is_armed_by_the_first_and_disarmed_by_the_last(struct kunit *test)
{
	struct irq_data *d = irq_get_irq_data(fake_line.irq);
	struct irq_chip chip = fake_chip;

	KUNIT_EXPECT_EQ(test, enable_irq_wake(fake_line.irq), -ENXIO);
	chip.irq_set_wake = set_wake;
	irq_set_chip(fake_line.irq, &chip);
	wake_on = wake_answer = wake_calls = 0;
	KUNIT_EXPECT_EQ(test, enable_irq_wake(fake_line.irq), 0);
	KUNIT_EXPECT_EQ(test, enable_irq_wake(fake_line.irq), 0);
	KUNIT_EXPECT_EQ(test, disable_irq_wake(fake_line.irq), 0);
	KUNIT_EXPECT_EQ(test, wake_on, 1);
	KUNIT_EXPECT_TRUE(test, irqd_is_wakeup_set(d));
	KUNIT_EXPECT_EQ(test, disable_irq_wake(fake_line.irq), 0);
	KUNIT_EXPECT_EQ(test, wake_on, 0);
	KUNIT_EXPECT_FALSE(test, irqd_is_wakeup_set(d));
	KUNIT_EXPECT_EQ(test, wake_calls, 2);

	wake_answer = -EIO;
	KUNIT_EXPECT_EQ(test, enable_irq_wake(fake_line.irq), -EIO);
	KUNIT_EXPECT_FALSE(test, irqd_is_wakeup_set(d));
	irq_set_chip(fake_line.irq, &fake_chip);
}

static void unbalanced_wake_disable_is_named(struct kunit *test)
{
	kunit_expect_warnings(test, 1);
	KUNIT_EXPECT_EQ(test, disable_irq_wake(fake_line.irq), 0);
	KUNIT_EXPECT_TRUE(test, fake_said("Unbalanced IRQ %u wake disable", fake_line.irq));
	KUNIT_EXPECT_EQ(test, fake_desc()->wake_depth, 0);
}

/* ---- affinity ---- */

static const char *read_irq_file(const char *name)
{
	char path[48];

	snprintf(path, sizeof(path), "irq/%u/%s", fake_line.irq, name);
	return proc_text_read(path) ? "no such file" : proc_text;
}

static void affinity_hint_is_noted_and_shown(struct kunit *test)
{
	struct cpumask wish = { };

	KUNIT_ASSERT_EQ(test, fake_request_first(0), 0);
	KUNIT_EXPECT_EQ(test, strspn(read_irq_file("affinity_hint"), "0,\n"), strlen(proc_text));
	cpumask_set_cpu(0, &wish);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_hint(fake_line.irq, &wish), 0);
	KUNIT_EXPECT_TRUE(test, strstr(read_irq_file("affinity_hint"), "1\n"));
	KUNIT_EXPECT_EQ(test, irq_update_affinity_hint(fake_line.irq, NULL), 0);
	KUNIT_EXPECT_EQ(test, strspn(read_irq_file("affinity_hint"), "0,\n"), strlen(proc_text));
	KUNIT_EXPECT_EQ(test, irq_set_affinity_and_hint(NR_IRQS, &wish), -EINVAL);
	KUNIT_EXPECT_STREQ(test, read_irq_file("node"), "0\n");
	fake_free_first();
}

static struct cpumask chip_mask;

static int set_affinity(struct irq_data *d, const struct cpumask *dest, bool force)
{
	cpumask_copy(&chip_mask, dest);
	return IRQ_SET_MASK_OK;
}

static void hint_moves_the_line_only_when_asked_to(struct kunit *test)
{
	struct irq_chip chip = fake_chip;
	struct cpumask wish = { };

	chip.irq_set_affinity = set_affinity;
	irq_set_chip(fake_line.irq, &chip);
	cpumask_set_cpu(0, &wish);
	cpumask_clear(&chip_mask);
	irq_update_affinity_hint(fake_line.irq, &wish);
	KUNIT_EXPECT_TRUE(test, cpumask_empty(&chip_mask));
	irq_set_affinity_and_hint(fake_line.irq, &wish);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&chip_mask, &wish));
	KUNIT_EXPECT_TRUE(test, cpumask_equal(irq_get_affinity_mask(fake_line.irq), &wish));
	irq_update_affinity_hint(fake_line.irq, NULL);
	irq_set_chip(fake_line.irq, &fake_chip);
}

/* ---- irq_work ---- */

static unsigned int work_runs;

static void count_work(struct irq_work *work)
{
	work_runs++;
}

/* No interrupt is asked for: it waits for the tick. */
static void lazy_irq_work_waits_for_the_tick(struct kunit *test)
{
	struct irq_work work = IRQ_WORK_INIT_LAZY(count_work);
	unsigned int before;

	work_runs = 0;
	schedule_timeout_uninterruptible(1);		/* the next tick is far away */
	local_irq_disable();
	KUNIT_EXPECT_TRUE(test, irq_work_queue(&work));
	KUNIT_EXPECT_FALSE(test, irq_work_queue(&work));
	KUNIT_EXPECT_TRUE(test, irq_work_is_pending(&work));
	local_irq_enable();
	for (int i = 0; i < 1000; i++)
		cpu_relax();				/* an interrupt would have come by now */
	before = READ_ONCE(work_runs);
	irq_work_sync(&work);
	KUNIT_EXPECT_EQ(test, before, 0);
	KUNIT_EXPECT_EQ(test, work_runs, 1);
	KUNIT_EXPECT_FALSE(test, irq_work_is_busy(&work));
	KUNIT_EXPECT_FALSE(test, irq_work_is_hard(&work));
}

static struct kunit_case irq_api_cases[] = {
	KUNIT_CASE(trigger_is_told_to_the_chip_and_noted),
	KUNIT_CASE(refused_trigger_fails_the_request),
	KUNIT_CASE(sharer_without_a_trigger_takes_the_line_s),
	KUNIT_CASE(set_type_masked_chip_is_masked_meanwhile),
	KUNIT_CASE(unlazy_line_is_masked_at_once),
	KUNIT_CASE(percpu_and_nobalancing_bind_the_line),
	KUNIT_CASE(noautoen_line_waits_for_enable),
	KUNIT_CASE(enable_of_a_line_without_a_controller_is_named),
	KUNIT_CASE(chained_line_leads_to_its_children_only),
	KUNIT_CASE(nested_line_runs_in_the_parent_s_thread),
	KUNIT_CASE(untracked_line_suspects_nobody),
	KUNIT_CASE(chip_state_can_be_read_and_written),
	KUNIT_CASE(synchronize_waits_for_what_is_in_flight),
	KUNIT_CASE(injected_interrupt_arrives_once),
	KUNIT_CASE(wake_up_source_is_armed_by_the_first_and_disarmed_by_the_last),
	KUNIT_CASE(unbalanced_wake_disable_is_named),
	KUNIT_CASE(affinity_hint_is_noted_and_shown),
	KUNIT_CASE(hint_moves_the_line_only_when_asked_to),
	KUNIT_CASE(lazy_irq_work_waits_for_the_tick),
	{ }
};

static struct kunit_suite irq_api_suite = {
	.name = "irq_api",
	.init = fake_test_init,
	.exit = fake_test_exit,
	.one_cpu = true,
	.test_cases = irq_api_cases,
};
kunit_test_suite(irq_api_suite);
