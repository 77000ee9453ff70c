/* SPDX-License-Identifier: MIT */
/*
 * tests/unit/smp_irq.h - a device that sends interrupts to several CPUs, and counts them
 *
 * It is a CPU that keeps a message of two words, as an MSI device does, and sends what they say
 * at the moment; or a wire of QEMU's pc-testdev; or QEMU's edu.  So a test knows how many
 * interrupts there were.  Nothing is judged by time: a sender waits for each of its edges, and
 * gives up only when one has certainly been lost.
 */
#ifndef TESTS_UNIT_SMP_IRQ_H
#define TESTS_UNIT_SMP_IRQ_H

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define SOURCE_ALIVE		0x600d600d
#define SOURCE_POISON		0xdeaddead

/* Lines of the pc-testdev that no device uses; level as the MADT says. */
#define WIRE_EDGE_IRQ		3
#define WIRE_LEVEL_IRQ		10

struct pci_dev;

/* A device that sends interrupts, and who listens. */
struct source {
	struct kunit *test;		/* I */
	unsigned int irq;
	raw_spinlock_t sending;		/* held while a message is on its way */
	u32 target;			/* the address: a CPU.  L */
	u32 vector;			/* the data.  L */
	void (*send)(struct source *s);
	bool sends_between;		/* a message leaves between the two words, each time */
	struct pci_dev *pdev;		/* I: edu's */
	void __iomem *regs;		/* I: edu's */

	atomic_t handled;
	atomic_t inside;		/* handlers that run at the moment */
	int overlaps;			/* handlers that met another */
	int late;			/* handlers on a CPU that the line had left */
	int sent;			/* who sends */
	unsigned int counted;		/* I: by the line before */
	unsigned int last_count;	/* by the line when the handler ran last */
	unsigned int uncounted;		/* handlers for edges which the line has not counted */
	bool stop;
	u32 magic;			/* SOURCE_ALIVE until it is freed */
	u64 cpus;			/* which CPUs have handled one */
};

extern atomic_t source_poisoned;	/* handlers that came to one that was freed */

/* Each skips or fails the case if there is no such device.  @cpu: where its line begins. */
void source_open(struct kunit *test, struct source *s, unsigned int cpu, unsigned long flags);
void source_open_edges(struct kunit *test, struct source *s);
void source_open_levels(struct kunit *test, struct source *s);
void source_open_edu(struct kunit *test, struct source *s);

/* A line without a handler. */
void source_create(struct kunit *test, struct source *s, unsigned int cpu);

/* free_irq(), where it began, and give back what was taken to have the line. */
void source_close(struct source *s);
void source_give_back(struct source *s);

irqreturn_t source_handler(int irq, void *dev_id);

/* Time for what was sent to another CPU. */
void source_settle(void);

/* Send one if the one before was handled: none can merge with another.  Was one sent? */
bool source_send_next(struct source *s);

/* As many handled as sent, and none beside another. */
void source_expect_conserved(struct kunit *test, struct source *s);

/* Vectors of all CPUs that belong to a line. */
unsigned int used_vectors(void);
bool vectors_cleaned_up(void);

#endif /* TESTS_UNIT_SMP_IRQ_H */
