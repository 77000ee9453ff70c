/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/apic_line.h - a line of the local APIC whose device is this CPU
 *
 * It is an irq of its own, with a vector and a flow handler, and is raised by a
 * message to oneself: so every case knows exactly how many interrupts there were.
 */
#ifndef TESTS_UNIT_APIC_LINE_H
#define TESTS_UNIT_APIC_LINE_H

#include <kunit/test.h>
#include <linux/irq.h>

#define SPINS		1000000		/* far more than any delivery takes */
#define UNOWNED_VECTOR	0xd3		/* in the device range, of no line */

/* Raise a vector by instruction: unlike a message, this sets no ISR bit. */
#define raise_by_instruction(vector)	asm volatile("int %0" : : "i"(vector) : "memory")

struct line {
	unsigned int irq;
	int calls;
	int send_more;		/* messages that the first call sends */
	bool was_in_service;	/* ISR bit during the last call */
	void (*in_handler)(struct line *line);
};

/* Skips the case where there is no local APIC. */
void line_open(struct kunit *test, struct line *line, irq_flow_handler_t flow);
void line_close(struct line *line);
unsigned int line_vector(struct line *line);
void line_raise(struct line *line);

void spin_until_calls(struct line *line, int calls);
void settle(void);			/* time for what must not come */

#endif /* TESTS_UNIT_APIC_LINE_H */
