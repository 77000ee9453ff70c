// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_lock_order_test.c - L3: who waits for a lock is let in, in its turn
 *
 * The case holds the lock and lets a thread on each other CPU ask for it, one after the
 * other: the next is told to only when the lock's own words show that the last one waits.
 * So the order in which they asked is known, whatever the host does with their CPUs.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/list.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "smp_crew.h"

static int need_cpus(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	return 0;
}

/* ---- the order ----------------------------------------------------------------------------- */

struct lock_kind {
	void (*lock)(void), (*unlock)(void);
	void (*read_lock)(void), (*read_unlock)(void);	/* the first, the third thread ... */
	unsigned int (*waiting)(void);
	bool strict;		/* the holder that asks again is the last, however late it is */
};

struct line {
	const struct lock_kind *kind;
	struct crew crew;
	unsigned int told;		/* so many may ask */
	atomic_t members;		/* threads that have a number */
	atomic_t entered;
	int entered_as[NR_CPUS];	/* by number */
};

static void ask_in_turn(struct crew *crew, void *arg)
{
	struct line *line = arg;
	unsigned int me = (unsigned int)atomic_inc_return(&line->members) - 1;
	bool reads = line->kind->read_lock && me % 2 == 0;

	crew_wait(READ_ONCE(line->told) > me);
	if (reads)
		line->kind->read_lock();
	else
		line->kind->lock();
	line->entered_as[me] = atomic_inc_return(&line->entered) - 1;
	if (reads)
		line->kind->read_unlock();
	else
		line->kind->unlock();
}

/* One on each other CPU, in its place in the line when this returns. */
static void line_up(struct kunit *test, struct line *line)
{
	for (unsigned int i = 0; i < num_online_cpus() - 1; i++) {
		WRITE_ONCE(line->told, i + 1);
		KUNIT_EXPECT_TRUE(test, crew_spin(line->kind->waiting() == i + 1));
	}
}

static void expect_order(struct kunit *test, const struct lock_kind *kind)
{
	struct line *line = kunit_kzalloc(test, sizeof(*line), GFP_KERNEL);
	unsigned int this = smp_processor_id(), patience = spin_patience, cpu;
	int my_turn;

	KUNIT_ASSERT_NOT_NULL(test, line);
	line->kind = kind;
	spin_patience = UINT_MAX;	/* however late the host lets the first one run */
	crew_begin(&line->crew);
	for_each_online_cpu(cpu)
		if (cpu != this)
			KUNIT_EXPECT_TRUE(test, crew_add(&line->crew, cpu, ask_in_turn, line));
	kind->lock();
	line_up(test, line);
	kind->unlock();
	kind->lock();
	my_turn = atomic_read(&line->entered);
	kind->unlock();
	crew_end(&line->crew);
	for (int i = 0; i < (int)num_online_cpus() - 1; i++)
		KUNIT_EXPECT_EQ(test, line->entered_as[i], i);
	if (kind->strict)
		KUNIT_EXPECT_EQ(test, my_turn, (int)num_online_cpus() - 1);
	spin_patience = patience;
}

/* ---- of each lock --------------------------------------------------------------------------- */

static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_RWLOCK(rw);
static DECLARE_RWSEM(rwsem);
static DEFINE_SEMAPHORE(semaphore);

static void lock_raw(void) { raw_spin_lock(&raw); }
static void unlock_raw(void) { raw_spin_unlock(&raw); }
static void lock_write(void) { write_lock(&rw); }
static void unlock_write(void) { write_unlock(&rw); }
static void lock_read(void) { read_lock(&rw); }
static void unlock_read(void) { read_unlock(&rw); }
static void lock_down_write(void) { down_write(&rwsem); }
static void unlock_up_write(void) { up_write(&rwsem); }
static void lock_down_read(void) { down_read(&rwsem); }
static void unlock_up_read(void) { up_read(&rwsem); }
static void lock_down(void) { down(&semaphore); }
static void unlock_up(void) { up(&semaphore); }

static unsigned int waiting_for_raw(void)
{
	return READ_ONCE(raw.raw_lock.waiters);
}

/* The first has to have said that it waits, or a running one may still come before it. */
static unsigned int waiting_for_rw(void)
{
	if (!arch_spin_is_locked(&rw.wait_lock) || !(atomic_read(&rw.cnts) & ~RWLOCK_WRITER))
		return 0;
	return 1 + READ_ONCE(rw.wait_lock.waiters);
}

static unsigned int length(raw_spinlock_t *lock, struct list_head *list)
{
	unsigned int n = 0;
	struct list_head *entry;
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	list_for_each(entry, list)
		n++;
	raw_spin_unlock_irqrestore(lock, flags);
	return n;
}

static unsigned int waiting_for_rwsem(void)
{
	return length(&rwsem.wait_lock, &rwsem.wait_list);
}

static unsigned int waiting_for_semaphore(void)
{
	return length(&semaphore.lock, &semaphore.wait_list);
}

static void l3_spinlock_is_given_in_order(struct kunit *test)
{
	static const struct lock_kind kind = {
		.lock = lock_raw, .unlock = unlock_raw, .waiting = waiting_for_raw, .strict = true,
	};

	expect_order(test, &kind);
}

/* Who is at the head and has not said so is overtaken by one that finds the lock free. */
static void l3_rwlock_is_given_in_order(struct kunit *test)
{
	static const struct lock_kind kind = {
		.lock = lock_write, .unlock = unlock_write, .read_lock = lock_read,
		.read_unlock = unlock_read, .waiting = waiting_for_rw,
	};

	expect_order(test, &kind);
}

static void l3_rwsem_is_given_in_order(struct kunit *test)
{
	static const struct lock_kind kind = {
		.lock = lock_down_write, .unlock = unlock_up_write, .read_lock = lock_down_read,
		.read_unlock = unlock_up_read, .waiting = waiting_for_rwsem, .strict = true,
	};

	expect_order(test, &kind);
}

static void l3_semaphore_is_given_in_order(struct kunit *test)
{
	static const struct lock_kind kind = {
		.lock = lock_down, .unlock = unlock_up, .waiting = waiting_for_semaphore,
		.strict = true,
	};

	expect_order(test, &kind);
}

/* ---- a writer that waits for readers -------------------------------------------------------- */

static DEFINE_RWLOCK(rw_irq);		/* read in interrupts, so written with interrupts off */
static bool read_by_us, written, read_in_interrupt;

static void write_once(struct crew *crew, void *unused)
{
	crew_wait(READ_ONCE(read_by_us));
	write_lock_irq(&rw_irq);
	WRITE_ONCE(written, true);
	write_unlock_irq(&rw_irq);
}

/* If it queued behind the writer, which waits for the code below us, this would not end. */
static void read_past_the_writer(struct irq_work *unused)
{
	read_lock(&rw_irq);
	WRITE_ONCE(read_in_interrupt, !READ_ONCE(written));
	read_unlock(&rw_irq);
}

static void l3_waiting_writer_keeps_readers_out_but_not_interrupts(struct kunit *test)
{
	struct irq_work interrupt = IRQ_WORK_INIT_HARD(read_past_the_writer);
	unsigned int cpu = cpumask_next(smp_processor_id(), cpu_online_mask);
	struct crew crew;

	read_by_us = written = read_in_interrupt = false;
	crew_begin(&crew);
	KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, write_once, NULL));
	read_lock(&rw_irq);
	WRITE_ONCE(read_by_us, true);	/* a writer that came before us would not wait */
	KUNIT_EXPECT_TRUE(test, crew_spin(atomic_read(&rw_irq.cnts) & RWLOCK_WAITING));
	KUNIT_EXPECT_FALSE(test, read_trylock(&rw_irq));
	irq_work_queue(&interrupt);
	KUNIT_EXPECT_TRUE(test, crew_spin(READ_ONCE(read_in_interrupt)));
	KUNIT_EXPECT_FALSE(test, READ_ONCE(written));
	read_unlock(&rw_irq);
	crew_end(&crew);
	KUNIT_EXPECT_TRUE(test, written);
}

static struct kunit_case lock_order_cases[] = {
	KUNIT_CASE(l3_spinlock_is_given_in_order),
	KUNIT_CASE(l3_rwlock_is_given_in_order),
	KUNIT_CASE(l3_rwsem_is_given_in_order),
	KUNIT_CASE(l3_semaphore_is_given_in_order),
	KUNIT_CASE(l3_waiting_writer_keeps_readers_out_but_not_interrupts),
	{ }
};

static struct kunit_suite lock_order_suite = {
	.name = "smp_lock_order",
	.init = need_cpus,
	.test_cases = lock_order_cases,
};
kunit_test_suite(lock_order_suite);
