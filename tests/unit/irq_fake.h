/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/irq_fake.h - an interrupt line whose controller is software
 *
 * The controller writes one letter per callback into a log; handlers write theirs
 * between.  So "MAhU" is: masked, acknowledged, handler, unmasked.  The line fires
 * when the test says so, by generic_handle_irq(), or from a real hardirq by an
 * irq_work.
 */
#ifndef TESTS_UNIT_IRQ_FAKE_H
#define TESTS_UNIT_IRQ_FAKE_H

#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irq_work.h>

#define FAKE_LOG_MAX	64

struct fake_line {
	unsigned int irq;
	char log[FAKE_LOG_MAX + 1];	/* M mask, U unmask, A ack, E eoi, R retrigger, T type */
	unsigned int len;
	unsigned int calls;		/* of the first handler, which notes h */
	irqreturn_t answer;		/* of the first handler; the second notes g, answers NONE */
	bool retriggered;
	bool refuse_type;		/* irq_set_type() says -EINVAL */
	u64 mark;			/* in the kernel's log, at the start of the case */
};

extern struct fake_line fake_line;
extern char fake_first_dev, fake_second_dev;	/* their addresses are dev_ids */
extern struct irq_chip fake_chip, fake_retrigger_chip;

/* For a suite: a fresh line for each case. */
int fake_test_init(struct kunit *test);
void fake_test_exit(struct kunit *test);

void fake_note(char c);
void fake_clear_log(void);
void fake_set_flow(irq_flow_handler_t flow, const char *name);
int fake_request(irq_handler_t handler);
int fake_request_first(unsigned long flags);
int fake_request_second(unsigned long flags);
irqreturn_t fake_first_handler(int irq, void *dev);
irqreturn_t fake_second_handler(int irq, void *dev);
void fake_free_first(void);
void fake_free_second(void);
unsigned int fake_depth(void);

/* Has the kernel said this since the case began (or since fake_forget_log())? */
bool fake_said(const char *fmt, ...) __printf(1, 2);
void fake_forget_log(void);

/* The line fires: with interrupts off; or in a real hardirq of this CPU. */
void fake_fire(void);
void fake_fire_in_hardirq(void);
void fake_fire_from_work(struct irq_work *work);

#endif /* TESTS_UNIT_IRQ_FAKE_H */
