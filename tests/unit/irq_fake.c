// SPDX-License-Identifier: MIT
/* tests/unit/irq_fake.c - an interrupt line whose controller is software; see irq_fake.h */

#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqdesc.h>
#include <linux/sprintf.h>
#include <linux/stdarg.h>
#include <linux/string.h>

#include "irq_fake.h"
#include "klog.h"

#define FAKE_TEXT_MAX 128

struct fake_line fake_line;
char fake_first_dev, fake_second_dev;

void fake_note(char c)
{
	if (fake_line.len < FAKE_LOG_MAX)
		fake_line.log[fake_line.len++] = c;
}

static void fake_mask(struct irq_data *d)
{
	fake_note('M');
}

static void fake_unmask(struct irq_data *d)
{
	fake_note('U');
}

static void fake_ack(struct irq_data *d)
{
	fake_note('A');
}

static void fake_eoi(struct irq_data *d)
{
	fake_note('E');
}

static int fake_set_type(struct irq_data *d, unsigned int type)
{
	fake_note('T');
	return fake_line.refuse_type ? -EINVAL : IRQ_SET_MASK_OK;
}

static int fake_retrigger(struct irq_data *d)
{
	fake_note('R');
	fake_line.retriggered = true;
	return 1;
}

struct irq_chip fake_chip = {
	.name = "fake",
	.irq_mask = fake_mask,
	.irq_unmask = fake_unmask,
	.irq_ack = fake_ack,
	.irq_eoi = fake_eoi,
	.irq_set_type = fake_set_type,
};

struct irq_chip fake_retrigger_chip = {
	.name = "fake-r",
	.irq_mask = fake_mask,
	.irq_unmask = fake_unmask,
	.irq_ack = fake_ack,
	.irq_eoi = fake_eoi,
	.irq_retrigger = fake_retrigger,
};

irqreturn_t fake_first_handler(int irq, void *dev)
{
	fake_line.calls++;
	fake_note('h');
	return fake_line.answer;
}

irqreturn_t fake_second_handler(int irq, void *dev)
{
	fake_note('g');
	return IRQ_NONE;
}

void fake_clear_log(void)
{
	memset(fake_line.log, 0, sizeof(fake_line.log));
	fake_line.len = 0;
}

void fake_fire(void)
{
	local_irq_disable();
	generic_handle_irq(fake_line.irq);
	local_irq_enable();
}

void fake_set_flow(irq_flow_handler_t flow, const char *name)
{
	irq_set_chip_and_handler_name(fake_line.irq, &fake_chip, flow, name);
}

int fake_request(irq_handler_t handler)
{
	return request_irq(fake_line.irq, handler, 0, "first", &fake_first_dev);
}

int fake_request_first(unsigned long flags)
{
	return request_irq(fake_line.irq, fake_first_handler, flags, "first", &fake_first_dev);
}

int fake_request_second(unsigned long flags)
{
	return request_irq(fake_line.irq, fake_second_handler, flags, "second", &fake_second_dev);
}

void fake_free_first(void)
{
	free_irq(fake_line.irq, &fake_first_dev);
}

void fake_free_second(void)
{
	free_irq(fake_line.irq, &fake_second_dev);
}

bool fake_said(const char *fmt, ...)
{
	char text[FAKE_TEXT_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return klog_has(fake_line.mark, text);
}

void fake_forget_log(void)
{
	fake_line.mark = klog_mark();
}

int fake_test_init(struct kunit *test)
{
	int irq;

	memset(&fake_line, 0, sizeof(fake_line));
	irq = irq_alloc_desc(-1);
	if (irq < 0)
		return irq;
	fake_line.irq = irq;
	fake_line.answer = IRQ_HANDLED;
	fake_forget_log();
	fake_set_flow(handle_level_irq, NULL);
	irq_set_status_flags(irq, IRQ_NOTHREAD);	/* `threadirqs` is not what is tested */
	return 0;
}

void fake_test_exit(struct kunit *test)
{
	if (fake_line.irq)
		irq_free_desc(fake_line.irq);
}

void fake_fire_from_work(struct irq_work *work)
{
	generic_handle_irq(fake_line.irq);
}

/* One real hardirq, taken by this CPU while the caller runs. */
void fake_fire_in_hardirq(void)
{
	struct irq_work work = IRQ_WORK_INIT(fake_fire_from_work);

	irq_work_queue(&work);
	irq_work_sync(&work);
}

unsigned int fake_depth(void)
{
	return irq_to_desc(fake_line.irq)->depth;
}
