// SPDX-License-Identifier: MIT
/*
 * tests/unit/torture_irq.c - torture of lines that go from CPU to CPU
 *
 * What is counted are moves.  Each line has a stream of interrupts meanwhile, each of which
 * is sent when the one before it was handled: so there must be as many handled as sent, and
 * a lost one ends the stream.  One that was on its way when its line left is handled by the
 * old CPU; how many were is printed, for without them nothing has been shown.
 *
 * Messages: each CPU has a line, moves all of them, and sends by its own.  Wires and the PCI
 * device: one line, which one CPU at a time moves and has interrupt.  Two CPUs at most are at
 * it at any time: the host has few for the many, and who waits for an interrupt would hold
 * back the one that is to take it.
 */

#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/sched.h>

#include <asm/processor.h>

#include "../../arch/x86/apic/apic_private.h"
#include "smp_irq.h"
#include "torture.h"

#define SENDS_PER_STEP	16
#define MOVES_PER_SEND	8		/* at most; one at least */
#define PATIENCE	1000		/* turns; then the other CPU may need this one's place */

#define MOVERS_MAX	2

struct line {
	struct source source;
	atomic_t refused;		/* moves that ended in an error */
};

struct lines {
	unsigned int nr;		/* I: one, or one for each CPU */
	unsigned int vectors;		/* I: used before there were any lines */
	int movers_max;			/* I */
	atomic_t movers;		/* CPUs at work */
	struct line line[];		/* by CPU */
};

static struct lines *new_lines(struct kunit *test, struct torture *t, unsigned int nr)
{
	struct lines *l;

	l = kunit_kzalloc(test, struct_size(l, line, nr), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, l);
	l->nr = nr;
	l->movers_max = nr > 1 ? MOVERS_MAX : 1;
	l->vectors = used_vectors();
	t->priv = l;
	return l;
}

static unsigned int move_line(struct torture_cpu *c, struct line *line)
{
	int err = irq_set_affinity(line->source.irq, cpumask_of(torture_random_cpu(c)));

	if (err)
		atomic_inc(&line->refused);
	cpu_relax();			/* in virtual time the others have a turn */
	return !err;
}

static void await_handled(struct source *s)
{
	for (int i = 0; i < PATIENCE; i++) {
		if (atomic_read(&s->handled) == s->sent)
			return;
		cpu_relax();
	}
	schedule_timeout_uninterruptible(1);
}

static unsigned int send_and_move(struct torture_cpu *c)
{
	struct lines *l = c->torture->priv;
	struct line *own = &l->line[c->cpu % l->nr];
	unsigned int moved = 0;

	if (atomic_inc_return(&l->movers) > l->movers_max) {
		atomic_dec(&l->movers);
		schedule_timeout_uninterruptible(1);
		return 0;
	}
	for (int i = 0; i < SENDS_PER_STEP; i++) {
		source_send_next(&own->source);
		for (int n = torture_random(c) % MOVES_PER_SEND; n >= 0; n--)
			moved += move_line(c, &l->line[torture_random(c) % l->nr]);
		await_handled(&own->source);
	}
	atomic_dec_return(&l->movers);	/* orders: the next CPU finds what we have sent */
	return moved;
}

static bool all_handled(struct torture *t)
{
	struct lines *l = t->priv;

	for (unsigned int n = 0; n < l->nr; n++)
		if (atomic_read(&l->line[n].source.handled) < l->line[n].source.sent)
			return false;
	return vectors_cleaned_up();
}

static void check_lines(struct kunit *test, struct torture *t)
{
	struct lines *l = t->priv;
	unsigned int sent = 0, late = 0;

	KUNIT_EXPECT_TRUE(test, torture_wait(t, all_handled));
	for (unsigned int n = 0; n < l->nr; n++) {
		source_expect_conserved(test, &l->line[n].source);
		KUNIT_EXPECT_EQ(test, atomic_read(&l->line[n].refused), 0);
		sent += l->line[n].source.sent;
		late += l->line[n].source.late;
		source_close(&l->line[n].source);
	}
	KUNIT_EXPECT_EQ(test, used_vectors(), l->vectors);
	kunit_info(test, "%u interrupts meanwhile, %u of them where the line was no more\n", sent,
		   late);
}

/* Each CPU's line begins there, all with the same vector: where they meet, one must change it. */
static void prepare_messages(struct kunit *test, struct torture *t)
{
	struct lines *l = new_lines(test, t, nr_cpu_ids);
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		source_open(test, &l->line[cpu].source, cpu_online(cpu) ? cpu : 0, 0);
}

static void prepare_one(struct kunit *test, struct torture *t,
			void (*open)(struct kunit *test, struct source *s))
{
	open(test, &new_lines(test, t, 1)->line[0].source);
}

static void prepare_edges(struct kunit *test, struct torture *t)
{
	prepare_one(test, t, source_open_edges);
}

static void prepare_levels(struct kunit *test, struct torture *t)
{
	prepare_one(test, t, source_open_levels);
}

static void prepare_edu(struct kunit *test, struct torture *t)
{
	prepare_one(test, t, source_open_edu);
}

const struct torture_kind torture_moved_messages = {
	.name = "moved_messages", .events = "moves of messages", .cost = 1,
	.prepare = prepare_messages, .step = send_and_move, .check = check_lines,
};

const struct torture_kind torture_moved_edges = {
	.name = "moved_edges", .events = "moves of an edge wire", .cost = 1,
	.prepare = prepare_edges, .step = send_and_move, .check = check_lines,
};

const struct torture_kind torture_moved_levels = {
	.name = "moved_levels", .events = "moves of a level wire", .cost = 1,
	.prepare = prepare_levels, .step = send_and_move, .check = check_lines,
};

const struct torture_kind torture_moved_edu = {
	.name = "moved_edu", .events = "moves of a PCI device's messages", .cost = 1,
	.prepare = prepare_edu, .step = send_and_move, .check = check_lines,
};
