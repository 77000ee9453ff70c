// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_irq_test.c - an interrupt and the other CPUs: moved, disabled, freed there
 *
 * All cases need two CPUs; who runs them is on CPU 0.  The long form of A4 is torture_irq.c.
 */

#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/irqflags.h>
#include <linux/jiffies.h>
#include <linux/kernel_stat.h>
#include <linux/kthread.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/io_apic.h>
#include <asm/processor.h>

#include "proc_text.h"
#include "../../arch/x86/apic/apic_private.h"
#include "smp_irq.h"

#define EDGES		200
#define MOVES		50
#define MOVES_MAX	1000000
#define ROUNDS		30
#define LOST_AFTER	(30 * HZ)	/* a vCPU may not run for seconds */

/* ---- other CPUs at work ---- */

static bool await(atomic_t *counter, int wanted)
{
	unsigned long end = jiffies + LOST_AFTER;

	while (atomic_read(counter) < wanted) {
		if (time_after(jiffies, end))
			return false;
		cpu_relax();
	}
	return true;
}

/* The next edge leaves when the one before it was handled: none can merge with another. */
static bool send_and_await(struct source *s)
{
	int before = atomic_read(&s->handled);

	s->send(s);
	s->sent++;
	return await(&s->handled, before + 1);
}

static int paced_sender(void *arg)
{
	struct source *s = arg;

	while (!kthread_should_stop()) {
		if (!READ_ONCE(s->stop) && !send_and_await(s))
			WRITE_ONCE(s->stop, true);
		cpu_relax();		/* in virtual time: the others see that none runs */
		cond_resched();
	}
	return 0;
}

/* Does not wait: edges merge, as they may.  But the handler's CPU must come to other things. */
static int wild_sender(void *arg)
{
	struct source *s = arg;

	while (!kthread_should_stop()) {
		s->send(s);
		source_settle();
		cond_resched();
	}
	return 0;
}

static struct task_struct *start_on(struct kunit *test, int cpu, int (*fn)(void *), void *arg)
{
	struct task_struct *k = kthread_create_on_cpu(fn, arg, cpu, "smp-irq/%u");

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, k);
	wake_up_process(k);
	return k;
}

static unsigned int next_cpu(unsigned int cpu)
{
	cpu = cpumask_next((int)cpu, cpu_online_mask);
	return cpu < nr_cpu_ids ? cpu : 0;
}

static bool all_have_handled(struct source *s)
{
	return READ_ONCE(s->cpus) == cpumask_bits(cpu_online_mask)[0];
}

/* In no order, so that sender and mover do not fall into step. */
static unsigned int random_cpu(u32 *random)
{
	*random = *random * 1664525 + 1013904223;	/* the usual congruence */
	return next_cpu((*random >> 16) % nr_cpu_ids);
}

/* Here and there, until there were enough of both, and everywhere. */
static int move_around(struct source *s, int edges, int moves)
{
	u32 random = 1;
	unsigned int cpu;
	int done = 0, err = 0;

	while (!err && !READ_ONCE(s->stop) &&
	       (done < moves || atomic_read(&s->handled) < edges ||
		(!all_have_handled(s) && done < MOVES_MAX))) {
		cpu = random_cpu(&random);
		err = irq_set_affinity(s->irq, cpumask_of(cpu));
		done++;
		cpu_relax();		/* in virtual time the others have a turn */
		cond_resched();
	}
	return err ? err : done;
}

static bool await_cleaned_up(void)
{
	unsigned long end = jiffies + LOST_AFTER;

	while (!vectors_cleaned_up() && time_before(jiffies, end))
		cond_resched();
	return vectors_cleaned_up();
}

static void expect_conserved(struct kunit *test, struct source *s)
{
	source_expect_conserved(test, s);
	KUNIT_EXPECT_TRUE(test, all_have_handled(s));
	KUNIT_EXPECT_TRUE(test, await_cleaned_up());
}

static void move_under_a_stream(struct kunit *test, struct source *s)
{
	struct task_struct *k = start_on(test, next_cpu(0), paced_sender, s);
	int moves = move_around(s, EDGES, MOVES);

	kthread_stop(k);
	KUNIT_EXPECT_GE(test, moves, MOVES);
	KUNIT_EXPECT_GE(test, s->sent, EDGES);
	expect_conserved(test, s);
}

/* ---- A4 ---- */

static void a4_moved_under_a_stream_of_edges(struct kunit *test)
{
	unsigned int used = used_vectors();
	struct source s;

	source_open(test, &s, 0, 0);
	move_under_a_stream(test, &s);
	KUNIT_EXPECT_EQ(test, used_vectors(), used + 1);
	source_close(&s);
	KUNIT_EXPECT_EQ(test, used_vectors(), used);
}

/* Take @vector from all CPUs but the first, or give it back. */
static void set_on_others(unsigned int vector, struct irq_desc *desc)
{
	unsigned long flags;
	unsigned int cpu;

	raw_spin_lock_irqsave(&vector_lock, flags);
	for_each_online_cpu(cpu)
		if (cpu)
			per_cpu(vector_irq, cpu)[vector] = desc;
	raw_spin_unlock_irqrestore(&vector_lock, flags);
}

/* Its number is taken on the other CPUs, so each move there changes both words. */
static void a4_moved_to_where_its_vector_is_taken(struct kunit *test)
{
	unsigned int used, vector;
	struct source s;

	source_open(test, &s, 0, 0);
	vector = s.vector;
	used = used_vectors();
	set_on_others(vector, irq_to_desc(0));
	move_under_a_stream(test, &s);
	set_on_others(vector, VECTOR_UNUSED);
	KUNIT_EXPECT_EQ(test, used_vectors(), used);
	source_close(&s);
}

/* The worst moment, each time: the device has one new word and one old one. */
static void a4_message_between_the_words_arrives(struct kunit *test)
{
	unsigned int cpu = 0;
	struct source s;

	source_open(test, &s, 0, 0);
	s.sends_between = true;
	for (int i = 0; i < MOVES; i++) {
		unsigned int vector = s.vector;

		cpu = next_cpu(cpu) ?: next_cpu(0);
		set_on_others(vector, irq_to_desc(0));
		KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(cpu)), 0);
		KUNIT_ASSERT_TRUE(test, await(&s.handled, s.sent));
		set_on_others(vector, VECTOR_UNUSED);
		KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(0)), 0);
		KUNIT_ASSERT_TRUE(test, await(&s.handled, s.sent));
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&s.handled), s.sent);
	KUNIT_EXPECT_EQ(test, s.overlaps, 0);
	KUNIT_EXPECT_TRUE(test, await_cleaned_up());
	source_close(&s);
}

/* It waits in the local APIC of the CPU which the line leaves: its vector is no other's yet. */
static void a4_late_message_finds_its_line(struct kunit *test)
{
	unsigned long flags;
	struct source s;
	int err, other;

	source_open(test, &s, 0, 0);
	other = irq_alloc_desc_from(gsi_top, -1);
	KUNIT_ASSERT_GT(test, other, 0);
	local_irq_save(flags);
	s.sent++;
	s.send(&s);
	err = irq_set_affinity(s.irq, cpumask_of(1)) ?: vector_assign((unsigned int)other, 0);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, err, 0);
	KUNIT_EXPECT_NE(test, irq_cfg((unsigned int)other)->vector, s.vector);
	KUNIT_EXPECT_TRUE(test, await(&s.handled, 1));
	KUNIT_EXPECT_EQ(test, s.late, 1);
	KUNIT_EXPECT_EQ(test, s.cpus, 1ull);
	vector_release((unsigned int)other);
	irq_free_desc((unsigned int)other);
	source_close(&s);
}

static void a4_counts_are_of_the_cpu_that_handled(struct kunit *test)
{
	unsigned int cpu, other;
	struct source s;

	source_open(test, &s, 0, 0);
	for_each_online_cpu(cpu) {
		KUNIT_ASSERT_EQ(test, irq_set_affinity(s.irq, cpumask_of(cpu)), 0);
		KUNIT_EXPECT_TRUE(test, cpumask_equal(cpumask_of(cpu),
				  irq_data_get_effective_affinity_mask(irq_get_irq_data(s.irq))));
		KUNIT_ASSERT_TRUE(test, send_and_await(&s));
		for_each_online_cpu(other)
			KUNIT_EXPECT_EQ(test, kstat_irqs_cpu(s.irq, (int)other),
					other <= cpu ? 1u : 0u);
	}
	source_close(&s);
}

/* Of several CPUs: stays if it may, else goes where the fewest lines are. */
static void a4_line_stays_if_it_may(struct kunit *test)
{
	struct cpumask none = CPU_MASK_NONE;
	unsigned int last;
	struct source s;

	source_open(test, &s, 0, 0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpu_online_mask), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	last = next_cpu(0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(last)), 0);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpu_online_mask), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, last);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, &none), -EINVAL);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, last);
	source_close(&s);
}

static void set_file(struct source *s, const char *name, const char *text, ssize_t *ret)
{
	char path[40];

	snprintf(path, sizeof(path), "irq/%u/%s", s->irq, name);
	*ret = proc_store(path, text, strlen(text));
}

/* No vector is left on @cpu. */
static void fill_vectors(unsigned int cpu, bool full)
{
	struct irq_desc **slots = per_cpu(vector_irq, cpu), *nobody = irq_to_desc(0);
	unsigned long flags;

	raw_spin_lock_irqsave(&vector_lock, flags);
	for (unsigned int v = FIRST_EXTERNAL_VECTOR; v < FIRST_SYSTEM_VECTOR; v++) {
		if (v == ISA_IRQ_VECTOR(0))
			continue;
		if (full && !vector_is_used(slots[v]))
			slots[v] = nobody;
		else if (!full && slots[v] == nobody)
			slots[v] = VECTOR_UNUSED;
	}
	raw_spin_unlock_irqrestore(&vector_lock, flags);
}

static void a4_cpu_without_a_vector_is_refused(struct kunit *test)
{
	struct source s;
	ssize_t ret;

	source_open(test, &s, 0, 0);
	fill_vectors(1, true);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), -ENOSPC);
	set_file(&s, "smp_affinity_list", "1\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, -ENOSPC);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	KUNIT_EXPECT_TRUE(test, send_and_await(&s));
	KUNIT_EXPECT_EQ(test, s.cpus, 1ull);
	fill_vectors(1, false);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), 0);
	source_close(&s);
}

/* A device gets a vector, and a line a new CPU, as long as any that may be has one. */
static void a4_cpu_without_a_vector_is_passed_over(struct kunit *test)
{
	struct cpumask others;
	struct source s, t;

	source_open(test, &s, 0, 0);
	fill_vectors(0, true);
	source_open(test, &t, 0, 0);
	KUNIT_EXPECT_NE(test, irq_cfg(t.irq)->cpu, 0u);
	fill_vectors(0, false);
	source_close(&t);
	if (num_online_cpus() > 2) {
		cpumask_andnot(&others, cpu_online_mask, cpumask_of(0));
		fill_vectors(1, true);
		KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, &others), 0);
		KUNIT_EXPECT_GT(test, irq_cfg(s.irq)->cpu, 1u);
		fill_vectors(1, false);
	}
	KUNIT_EXPECT_TRUE(test, send_and_await(&s));
	source_close(&s);
}

static void a4_no_vector_anywhere(struct kunit *test)
{
	unsigned int cpu;
	struct source s;
	int irq;

	source_open(test, &s, 0, 0);
	irq = irq_alloc_desc_from(gsi_top, -1);
	KUNIT_ASSERT_GT(test, irq, 0);
	for_each_online_cpu(cpu)
		fill_vectors(cpu, true);
	KUNIT_EXPECT_EQ(test, vector_assign(irq, 0), -ENOSPC);
	for_each_online_cpu(cpu)
		fill_vectors(cpu, false);
	irq_free_desc(irq);
	source_close(&s);
}

/* A CPU that is not there is refused; in company it is passed over. */
static void a4_cpu_that_is_not_online(struct kunit *test)
{
	struct cpumask mask = CPU_MASK_NONE;
	struct source s;
	ssize_t ret;

	if (cpu_online(NR_CPUS - 1))
		kunit_skip(test, "all CPUs are online");
	source_open(test, &s, 0, 0);
	cpumask_set_cpu(NR_CPUS - 1, &mask);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, &mask), -EINVAL);
	set_file(&s, "smp_affinity", "8000000000000000\n", &ret);
	KUNIT_EXPECT_LT(test, ret, 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	cpumask_set_cpu(1, &mask);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, &mask), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 1u);
	KUNIT_EXPECT_TRUE(test, send_and_await(&s));
	source_close(&s);
}

static void a4_files_move_a_line(struct kunit *test)
{
	struct source s;
	ssize_t ret;

	source_open(test, &s, 0, 0);
	set_file(&s, "smp_affinity", "2\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, 2);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 1u);
	set_file(&s, "smp_affinity_list", "0\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, 2);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	set_file(&s, "smp_affinity", "0\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, -EINVAL);
	set_file(&s, "smp_affinity", "nonsense\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, -EINVAL);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	source_close(&s);
}

/* Nobody balances it, but its driver may put it somewhere. */
static void a4_nobalancing_is_for_the_driver_only(struct kunit *test)
{
	struct source s;
	ssize_t ret;

	source_open(test, &s, 0, IRQF_NOBALANCING);
	KUNIT_EXPECT_FALSE(test, irq_can_set_affinity(s.irq));
	set_file(&s, "smp_affinity", "2\n", &ret);
	KUNIT_EXPECT_EQ(test, ret, -EIO);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	KUNIT_EXPECT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 1u);
	source_close(&s);
}

static void a4_hint_moves_the_line(struct kunit *test)
{
	struct source s;

	source_open(test, &s, 0, 0);
	KUNIT_EXPECT_EQ(test, irq_update_affinity_hint(s.irq, cpumask_of(1)), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 0u);
	KUNIT_EXPECT_EQ(test, irq_set_affinity_and_hint(s.irq, cpumask_of(1)), 0);
	KUNIT_EXPECT_EQ(test, irq_cfg(s.irq)->cpu, 1u);
	KUNIT_EXPECT_EQ(test, irq_update_affinity_hint(s.irq, NULL), 0);
	source_close(&s);
}

/* ---- A4 with real controllers ---- */

static void a4_ioapic_edges_are_moved(struct kunit *test)
{
	struct source s;

	source_open_edges(test, &s);
	move_under_a_stream(test, &s);
	source_close(&s);
}

static void a4_ioapic_levels_are_moved(struct kunit *test)
{
	struct source s;

	source_open_levels(test, &s);
	move_under_a_stream(test, &s);
	source_close(&s);
}

static void a4_msi_of_a_real_device_is_moved(struct kunit *test)
{
	struct source s;

	source_open_edu(test, &s);
	move_under_a_stream(test, &s);
	source_close(&s);
}

/* ---- R6 ---- */

static void expect_quiet(struct kunit *test, struct source *s)
{
	int handled = atomic_read(&s->handled);

	for (int i = 0; i < 20; i++) {
		if (!atomic_read(&s->inside) && atomic_read(&s->handled) == handled)
			continue;
		KUNIT_FAIL(test, "a handler runs");
		return;
	}
}

static void disable_and_enable(struct kunit *test, bool moving)
{
	unsigned int cpu = 0;
	struct task_struct *k;
	struct source s;

	source_open(test, &s, 0, 0);
	KUNIT_ASSERT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), 0);
	k = start_on(test, 1, wild_sender, &s);
	KUNIT_EXPECT_TRUE(test, await(&s.handled, 1));
	for (int i = 0; i < ROUNDS; i++) {
		int handled = atomic_read(&s.handled);

		disable_irq(s.irq);
		expect_quiet(test, &s);
		if (moving)
			irq_set_affinity(s.irq, cpumask_of(cpu = next_cpu(cpu)));
		enable_irq(s.irq);
		KUNIT_ASSERT_TRUE(test, await(&s.handled, handled + 1));
	}
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, s.overlaps, 0);
	source_close(&s);
}

static void r6_disable_waits_for_a_handler_elsewhere(struct kunit *test)
{
	disable_and_enable(test, false);
}

static void r6_disable_waits_while_the_line_moves(struct kunit *test)
{
	disable_and_enable(test, true);
}

static void r6_synchronize_waits_for_a_handler_elsewhere(struct kunit *test)
{
	struct task_struct *k;
	struct source s;

	source_open(test, &s, 0, 0);
	KUNIT_ASSERT_EQ(test, irq_set_affinity(s.irq, cpumask_of(1)), 0);
	k = start_on(test, 1, paced_sender, &s);
	for (int i = 0; i < ROUNDS; i++) {
		int handled = atomic_read(&s.handled);

		while (!atomic_read(&s.inside) && !READ_ONCE(s.stop))
			cpu_relax();
		synchronize_irq(s.irq);
		/* Counted before it was seen inside: at least that one is over. */
		if (atomic_read(&s.handled) == handled)
			KUNIT_FAIL(test, "the handler still runs");
	}
	kthread_stop(k);
	KUNIT_EXPECT_FALSE(test, s.stop);
	source_close(&s);
}

/* ---- R8 ---- */

static void r8_freed_cookie_is_never_used(struct kunit *test)
{
	struct task_struct *k;
	struct source s, *cookie;
	int handled = 0;

	source_open(test, &s, 0, 0);
	k = start_on(test, 1, wild_sender, &s);
	free_irq(s.irq, &s);
	for (int i = 0; i < ROUNDS; i++) {
		cookie = kzalloc(sizeof(*cookie), GFP_KERNEL);
		KUNIT_ASSERT_NOT_NULL(test, cookie);
		cookie->magic = SOURCE_ALIVE;
		KUNIT_ASSERT_EQ(test, irq_set_affinity(s.irq, cpumask_of(i % 2)), 0);
		KUNIT_ASSERT_EQ(test, request_irq(s.irq, source_handler, 0, "smp-irq", cookie), 0);
		KUNIT_EXPECT_TRUE(test, await(&cookie->handled, 1));
		free_irq(s.irq, cookie);
		handled += atomic_read(&cookie->handled);
		WRITE_ONCE(cookie->magic, SOURCE_POISON);
		source_settle();
		KUNIT_EXPECT_EQ(test, atomic_read(&cookie->inside), 0);
		kfree(cookie);
	}
	kthread_stop(k);
	KUNIT_EXPECT_EQ(test, atomic_read(&source_poisoned), 0);
	KUNIT_EXPECT_GE(test, handled, ROUNDS);
	source_give_back(&s);
}

static struct kunit_case smp_irq_cases[] = {
	KUNIT_CASE(a4_moved_under_a_stream_of_edges),
	KUNIT_CASE(a4_moved_to_where_its_vector_is_taken),
	KUNIT_CASE(a4_message_between_the_words_arrives),
	KUNIT_CASE(a4_late_message_finds_its_line),
	KUNIT_CASE(a4_counts_are_of_the_cpu_that_handled),
	KUNIT_CASE(a4_line_stays_if_it_may),
	KUNIT_CASE(a4_cpu_without_a_vector_is_refused),
	KUNIT_CASE(a4_cpu_without_a_vector_is_passed_over),
	KUNIT_CASE(a4_no_vector_anywhere),
	KUNIT_CASE(a4_cpu_that_is_not_online),
	KUNIT_CASE(a4_files_move_a_line),
	KUNIT_CASE(a4_nobalancing_is_for_the_driver_only),
	KUNIT_CASE(a4_hint_moves_the_line),
	KUNIT_CASE(a4_ioapic_edges_are_moved),
	KUNIT_CASE(a4_ioapic_levels_are_moved),
	KUNIT_CASE(a4_msi_of_a_real_device_is_moved),
	KUNIT_CASE(r6_disable_waits_for_a_handler_elsewhere),
	KUNIT_CASE(r6_disable_waits_while_the_line_moves),
	KUNIT_CASE(r6_synchronize_waits_for_a_handler_elsewhere),
	KUNIT_CASE(r8_freed_cookie_is_never_used),
	{ }
};

static struct kunit_suite smp_irq_suite = {
	.name = "smp_irq",
	.test_cases = smp_irq_cases,
};
kunit_test_suite(smp_irq_suite);
