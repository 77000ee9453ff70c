// SPDX-License-Identifier: MIT
/*
 * tests/unit/smp_lock_test.c - L3: every lock under torture by all CPUs
 *
 * On each CPU a thread takes the lock again and again, and adds 1 to two plain counters inside,
 * with some time in between: if two were inside at once, a step would be lost or the two differ.
 * Holders are interrupted: by the tick, and now and then by a tasklet or an irq_work of their
 * own, which for the _bh and _irq forms takes the same lock.
 *
 * Nobody stops before all have had their share, so a lock that starves one never ends. How many
 * others were let in between asking and getting is counted and told.
 *
 * smp_lock_test.rounds=N makes it N times as long.
 */

#include <kunit/test.h>
#include <linux/atomic.h>
#include <linux/bit_spinlock.h>
#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/irq_work.h>
#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/refcount.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "smp_crew.h"

static unsigned int rounds = 1;
module_param(rounds, uint, 0444);

/* ---- the locks --------------------------------------------------------------------------- */

static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_SPINLOCK(spin);
static DEFINE_SPINLOCK(spin_bh);
static DEFINE_SPINLOCK(spin_irq);
static DEFINE_RWLOCK(rw);
static DEFINE_RWLOCK(rw_irq);
static DEFINE_MUTEX(mutex);
static DECLARE_RWSEM(rwsem);
static DEFINE_SEMAPHORE(semaphore);
static DEFINE_SEQLOCK(seq);
static unsigned long bit_word;

static unsigned long flags_of_holder;	/* spin_irq, rw_irq: written inside */

static void lock_raw(void) { raw_spin_lock(&raw); }
static void unlock_raw(void) { raw_spin_unlock(&raw); }
static void lock_spin(void) { spin_lock(&spin); }
static void unlock_spin(void) { spin_unlock(&spin); }
static void lock_bh(void) { spin_lock_bh(&spin_bh); }
static void unlock_bh(void) { spin_unlock_bh(&spin_bh); }
static void lock_write(void) { write_lock(&rw); }
static void unlock_write(void) { write_unlock(&rw); }
static void lock_read(void) { read_lock(&rw); }
static void unlock_read(void) { read_unlock(&rw); }
static void lock_mutex(void) { mutex_lock(&mutex); }
static void unlock_mutex(void) { mutex_unlock(&mutex); }
static void lock_down_write(void) { down_write(&rwsem); }
static void unlock_up_write(void) { up_write(&rwsem); }
static void lock_down_read(void) { down_read(&rwsem); }
static void unlock_up_read(void) { up_read(&rwsem); }
static void lock_down(void) { down(&semaphore); }
static void unlock_up(void) { up(&semaphore); }
static void lock_seq(void) { write_seqlock(&seq); }
static void unlock_seq(void) { write_sequnlock(&seq); }
static void lock_bit(void) { bit_spin_lock(3, &bit_word); }
static void unlock_bit(void) { bit_spin_unlock(3, &bit_word); }

static void lock_irq(void)
{
	unsigned long flags;

	spin_lock_irqsave(&spin_irq, flags);
	flags_of_holder = flags;
}

static void unlock_irq(void)
{
	unsigned long flags = flags_of_holder;

	spin_unlock_irqrestore(&spin_irq, flags);
}

static void lock_write_irq(void)
{
	unsigned long flags;

	write_lock_irqsave(&rw_irq, flags);
	flags_of_holder = flags;
}

static void unlock_write_irq(void)
{
	unsigned long flags = flags_of_holder;

	write_unlock_irqrestore(&rw_irq, flags);
}

/* Those who do not wait: they come back until they are let in. */
static void lock_spin_by_trying(void)
{
	while (!spin_trylock(&spin))
		cpu_relax();
}

static void lock_mutex_by_trying(void)
{
	while (!mutex_trylock(&mutex))
		schedule_timeout_uninterruptible(1);
}

struct lock_kind {
	void (*lock)(void), (*unlock)(void);
	void (*read_lock)(void), (*read_unlock)(void);	/* every second turn, if any */
	enum { NOBODY, SOFTIRQS, HARDIRQS } taken_by;	/* ... as well */
	bool trying;			/* no order among those who try: luck may starve one */
};

/*
 * How often each CPU has to get in.  With all CPUs it is few times: a waiter whose CPU the host
 * does not run holds up all behind it.  Two of them are as many as any host can run at once;
 * they then meet at the same instruction, if they ever do.
 */
#define SHARE		15
#define TRYING_SHARE	1500	/* nobody is held up */
#define HAMMERING	10000

/* ---- inside ------------------------------------------------------------------------------ */

struct lock_torture {
	const struct lock_kind *kind;
	struct crew crew;
	unsigned long first, second;	/* plain: what the lock guards */
	unsigned int share;
	atomic_t ready, not_done;	/* threads that have begun, not had their share */
	atomic_t errors, most_overtaken;
	atomic_long_t entries;		/* by anybody, exact by itself */
};

static struct lock_torture *tortured;	/* the tasklets' and irq_works' */

static void be_inside(struct lock_torture *t, unsigned int spins)
{
	unsigned long before = READ_ONCE(t->first);

	if (READ_ONCE(t->second) != before)
		atomic_inc(&t->errors);
	WRITE_ONCE(t->first, before + 1);
	for (unsigned int i = 0; i < spins; i++)
		cpu_relax();
	if (READ_ONCE(t->first) != before + 1)
		atomic_inc(&t->errors);
	WRITE_ONCE(t->second, before + 1);
	atomic_long_inc(&t->entries);
}

static void read_inside(struct lock_torture *t, unsigned int spins)
{
	unsigned long before = READ_ONCE(t->first);

	for (unsigned int i = 0; i < spins; i++)
		cpu_relax();
	if (READ_ONCE(t->second) != before)
		atomic_inc(&t->errors);
}

static void take_in_softirq(struct tasklet_struct *unused)
{
	struct lock_torture *t = READ_ONCE(tortured);

	if (!t || t->kind->taken_by != SOFTIRQS)
		return;			/* it was only to interrupt */
	spin_lock(&spin_bh);
	be_inside(t, 0);
	spin_unlock(&spin_bh);
}

static void take_in_hardirq(struct irq_work *unused)
{
	struct lock_torture *t = READ_ONCE(tortured);

	if (!t || t->kind->taken_by != HARDIRQS)
		return;
	t->kind->lock();
	be_inside(t, 0);
	t->kind->unlock();
}

static DEFINE_PER_CPU(struct tasklet_struct, disturbing_tasklet);
static DEFINE_PER_CPU(struct irq_work, disturbing_work);

/* Now, if interrupts are on; else when the holder lets go. */
static void disturb(unsigned int random)
{
	preempt_disable();
	if (random & 1)
		tasklet_schedule(this_cpu_ptr(&disturbing_tasklet));
	else if (random & 2)
		irq_work_queue(this_cpu_ptr(&disturbing_work));
	preempt_enable();
}

/* ---- outside ----------------------------------------------------------------------------- */

static void note_overtaken(struct lock_torture *t, long by)
{
	int most = atomic_read(&t->most_overtaken);

	while (by > most && !atomic_try_cmpxchg(&t->most_overtaken, &most, (int)by))
		;
}

static void take_to_write(struct lock_torture *t, unsigned int random)
{
	long before = atomic_long_read(&t->entries);

	t->kind->lock();
	note_overtaken(t, atomic_long_read(&t->entries) - before);
	disturb(random);
	be_inside(t, (random >> 2) & 31);
	t->kind->unlock();
}

static void take_to_read(struct lock_torture *t, unsigned int random)
{
	t->kind->read_lock();
	disturb(random);
	read_inside(t, (random >> 2) & 31);
	t->kind->read_unlock();
}

/* Who has had its share competes on: so who does not get in starves, and it does not end. */
static bool wants_others_to_get_in(struct lock_torture *t)
{
	return !t->kind->trying && atomic_read(&t->not_done);
}

static void torture_thread(struct crew *crew, void *arg)
{
	struct lock_torture *t = arg;
	u32 seed = current->pid;

	atomic_inc(&t->ready);
	crew_wait(atomic_read(&t->ready) == (int)num_online_cpus());
	for (unsigned int i = 1; i <= t->share || wants_others_to_get_in(t); i++) {
		unsigned int random = crew_random(&seed);

		take_to_write(t, random);
		if (t->kind->read_lock)
			take_to_read(t, random >> 8);
		if (i == t->share)
			atomic_dec(&t->not_done);
		cond_resched();
	}
}

/* Two for one writer, always one inside: it comes in all the same. */
static void endless_reader(struct crew *crew, void *arg)
{
	struct lock_torture *t = arg;

	while (atomic_read(&t->not_done)) {
		take_to_read(t, 0x7c);
		cond_resched();
	}
}

static void hammer(struct crew *crew, void *arg)
{
	struct lock_torture *t = arg;

	for (unsigned int i = 0; i < HAMMERING * rounds; i++) {
		t->kind->lock();
		be_inside(t, 0);
		t->kind->unlock();
	}
}

static void hammer_by_two(struct kunit *test, struct lock_torture *t)
{
	unsigned int first = cpumask_first(cpu_online_mask);
	unsigned int second = cpumask_next((int)first, cpu_online_mask);

	crew_begin(&t->crew);
	KUNIT_EXPECT_TRUE(test, crew_add(&t->crew, first, hammer, t));
	KUNIT_EXPECT_TRUE(test, crew_add(&t->crew, second < nr_cpu_ids ? second : first, hammer,
					 t));
	crew_end(&t->crew);
}

static void quieten_all(void)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		tasklet_kill(&per_cpu(disturbing_tasklet, cpu));
		irq_work_sync(&per_cpu(disturbing_work, cpu));
	}
	WRITE_ONCE(tortured, NULL);
}

static void torture_lock(struct kunit *test, const struct lock_kind *kind)
{
	struct lock_torture *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, t);
	t->kind = kind;
	t->share = (kind->trying ? TRYING_SHARE : SHARE) * rounds;
	crew_begin(&t->crew);
	atomic_set(&t->not_done, (int)num_online_cpus());
	WRITE_ONCE(tortured, t);
	for_each_online_cpu(cpu) {
		KUNIT_ASSERT_TRUE(test, crew_add(&t->crew, cpu, torture_thread, t));
		if (kind->read_lock)
			crew_add(&t->crew, cpu, endless_reader, t);
	}
	crew_end(&t->crew);
	hammer_by_two(test, t);
	quieten_all();
	KUNIT_EXPECT_EQ(test, atomic_read(&t->errors), 0);
	KUNIT_EXPECT_EQ(test, t->first, (unsigned long)atomic_long_read(&t->entries));
	KUNIT_EXPECT_EQ(test, t->second, t->first);
	KUNIT_EXPECT_GE(test, t->first, t->share * num_online_cpus() + 2 * HAMMERING * rounds);
	kunit_info(test, "%lu entries on %u CPUs, %d others at most while one waited\n",
		   t->first, num_online_cpus(), atomic_read(&t->most_overtaken));
}

static void l3_raw_spin_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_raw, unlock_raw };

	torture_lock(test, &kind);
}

static void l3_spin_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_spin, unlock_spin };

	torture_lock(test, &kind);
}

static void l3_spin_trylock_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_spin_by_trying, unlock_spin, .trying = true };

	torture_lock(test, &kind);
}

static void l3_spin_bh_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_bh, unlock_bh, .taken_by = SOFTIRQS };

	torture_lock(test, &kind);
}

static void l3_spin_irqsave_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_irq, unlock_irq, .taken_by = HARDIRQS };

	torture_lock(test, &kind);
}

static void l3_bit_spin_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_bit, unlock_bit, .trying = true };

	torture_lock(test, &kind);
}

static void l3_rwlock_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_write, unlock_write, lock_read, unlock_read };

	torture_lock(test, &kind);
}

static void l3_rwlock_irqsave_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = {
		lock_write_irq, unlock_write_irq, .taken_by = HARDIRQS,
	};

	torture_lock(test, &kind);
}

static void l3_seqlock_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_seq, unlock_seq };

	torture_lock(test, &kind);
}

static void l3_mutex_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_mutex, unlock_mutex };

	torture_lock(test, &kind);
}

static void l3_mutex_trylock_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_mutex_by_trying, unlock_mutex, .trying = true };

	torture_lock(test, &kind);
}

static void l3_rwsem_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = {
		lock_down_write, unlock_up_write, lock_down_read, unlock_up_read,
	};

	torture_lock(test, &kind);
}

static void l3_semaphore_counts_exactly(struct kunit *test)
{
	static const struct lock_kind kind = { lock_down, unlock_up };

	torture_lock(test, &kind);
}

/* ---- readers of a seqlock ---------------------------------------------------------------- */

struct pair {
	unsigned long a, b;
	atomic_t torn, reads, writers;
};

static void pair_writer(struct crew *crew, void *arg)
{
	struct pair *p = arg;

	for (unsigned int i = 0; i < SHARE * rounds; i++) {
		write_seqlock_irq(&seq);
		WRITE_ONCE(p->a, p->a + 1);
		cpu_relax();
		WRITE_ONCE(p->b, p->b + 1);
		write_sequnlock_irq(&seq);
		cond_resched();
	}
	atomic_dec(&p->writers);
}

static void pair_reader(struct crew *crew, void *arg)
{
	struct pair *p = arg;

	while (atomic_read(&p->writers)) {
		unsigned long a, b;
		unsigned int s;

		do {
			s = read_seqbegin(&seq);
			a = READ_ONCE(p->a);
			cpu_relax();
			b = READ_ONCE(p->b);
		} while (read_seqretry(&seq, s));
		if (a != b)
			atomic_inc(&p->torn);
		atomic_inc(&p->reads);
		cond_resched();
	}
}

static void l3_seqlock_readers_see_whole_pairs(struct kunit *test)
{
	struct pair *p = kunit_kzalloc(test, sizeof(*p), GFP_KERNEL);
	struct crew crew;
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, p);
	atomic_set(&p->writers, (int)num_online_cpus());
	crew_begin(&crew);
	for_each_online_cpu(cpu) {
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, pair_writer, p));
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, pair_reader, p));
	}
	crew_end(&crew);
	KUNIT_EXPECT_EQ(test, atomic_read(&p->torn), 0);
	KUNIT_EXPECT_EQ(test, p->a, (unsigned long)SHARE * rounds * num_online_cpus());
	KUNIT_EXPECT_EQ(test, p->b, p->a);
}

/* ---- more than one unit ------------------------------------------------------------------ */

#define UNITS 2

static struct semaphore units;
static atomic_t inside, too_many;

static void use_unit(struct crew *crew, void *unused)
{
	for (unsigned int i = 0; i < SHARE * rounds; i++) {
		down(&units);
		if (atomic_inc_return(&inside) > UNITS)
			atomic_inc(&too_many);
		yield();
		atomic_dec(&inside);
		up(&units);
	}
}

static void l3_semaphore_lets_in_as_many_as_it_has(struct kunit *test)
{
	struct crew crew;
	unsigned int cpu;

	sema_init(&units, UNITS);
	atomic_set(&too_many, 0);
	crew_begin(&crew);
	for_each_online_cpu(cpu)
		for (int i = 0; i < UNITS; i++)
			KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, use_unit, NULL));
	crew_end(&crew);
	KUNIT_EXPECT_EQ(test, atomic_read(&too_many), 0);
	KUNIT_EXPECT_EQ(test, units.count, UNITS);
}

/* ---- a token that goes round all CPUs ---------------------------------------------------- */

struct ring {
	unsigned int members, laps;
	struct completion *turn;	/* each member's */
	struct wait_queue_head wait;
	atomic_t position, errors;
	atomic_t next_member;
};

static void pass_by_completion(struct crew *crew, void *arg)
{
	struct ring *r = arg;
	unsigned int me = (unsigned int)atomic_inc_return(&r->next_member) - 1;

	for (unsigned int i = 0; i < r->laps; i++) {
		wait_for_completion(&r->turn[me]);
		if ((unsigned int)atomic_inc_return(&r->position) != i * r->members + me + 1)
			atomic_inc(&r->errors);
		complete(&r->turn[(me + 1) % r->members]);
	}
}

static void pass_by_wait_queue(struct crew *crew, void *arg)
{
	struct ring *r = arg;
	unsigned int me = (unsigned int)atomic_inc_return(&r->next_member) - 1;

	for (unsigned int i = 0; i < r->laps; i++) {
		int mine = (int)(i * r->members + me);

		wait_event(r->wait, atomic_read(&r->position) == mine);
		atomic_inc(&r->position);
		wake_up_all(&r->wait);
	}
}

static void run_ring(struct kunit *test, void (*work)(struct crew *, void *))
{
	struct ring *r = kunit_kzalloc(test, sizeof(*r), GFP_KERNEL);
	struct crew crew;
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, r);
	r->members = num_online_cpus();
	r->laps = SHARE * rounds;
	r->turn = kunit_kcalloc(test, r->members, sizeof(*r->turn), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, r->turn);
	for (unsigned int i = 0; i < r->members; i++)
		init_completion(&r->turn[i]);
	init_waitqueue_head(&r->wait);
	crew_begin(&crew);
	for_each_online_cpu(cpu)
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, work, r));
	complete(&r->turn[0]);
	crew_end(&crew);
	KUNIT_EXPECT_EQ(test, atomic_read(&r->errors), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&r->position), (int)(r->members * r->laps));
}

static void l3_completions_pass_a_token_round_all_cpus(struct kunit *test)
{
	run_ring(test, pass_by_completion);
}

static void l3_wait_queue_passes_a_token_round_all_cpus(struct kunit *test)
{
	run_ring(test, pass_by_wait_queue);
}

/* ---- without a lock ---------------------------------------------------------------------- */

struct counters {
	atomic_t add, loop, members;
	atomic64_t wide;
	atomic_long_t fetched;		/* the sum of all that fetch_add gave out */
	atomic_long_t tickets;
	refcount_t refs;
	unsigned long bits, owned, toggled;
	unsigned long in_bit_lock;	/* plain */
};

static DEFINE_PER_CPU(unsigned long, own_count);

#define TIMES 10000

static void count_without_lock(struct crew *crew, void *arg)
{
	struct counters *c = arg;
	unsigned int me = (unsigned int)atomic_inc_return(&c->members) - 1;

	crew_wait(atomic_read(&c->members) == (int)num_online_cpus());
	for (unsigned int i = 0; i < TIMES * rounds; i++) {
		int seen = atomic_read(&c->loop);

		atomic_inc(&c->add);
		atomic64_add(3, &c->wide);
		while (!atomic_try_cmpxchg(&c->loop, &seen, seen + 1))
			;
		atomic_long_add(atomic_long_fetch_add(1, &c->tickets), &c->fetched);
		refcount_inc(&c->refs);
		change_bit(me % BITS_PER_LONG, &c->toggled);
		set_bit(me % BITS_PER_LONG, &c->owned);
		clear_bit(me % BITS_PER_LONG, &c->owned);
		while (test_and_set_bit_lock(0, &c->bits))
			cpu_relax();
		c->in_bit_lock++;
		clear_bit_unlock(0, &c->bits);
		this_cpu_inc(own_count);
		refcount_dec(&c->refs);
	}
	change_bit(me % BITS_PER_LONG, &c->toggled);
}

static void l3_atomics_and_bits_lose_nothing(struct kunit *test)
{
	struct counters *c = kunit_kzalloc(test, sizeof(*c), GFP_KERNEL);
	unsigned long n = TIMES * rounds * num_online_cpus(), sum = 0;
	struct crew crew;
	unsigned int cpu;

	KUNIT_ASSERT_NOT_NULL(test, c);
	refcount_set(&c->refs, 1);
	for_each_online_cpu(cpu)
		per_cpu(own_count, cpu) = 0;
	crew_begin(&crew);
	for_each_online_cpu(cpu)
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, count_without_lock, c));
	crew_end(&crew);
	for_each_online_cpu(cpu)
		sum += READ_ONCE(per_cpu(own_count, cpu));
	KUNIT_EXPECT_EQ(test, (unsigned long)atomic_read(&c->add), n);
	KUNIT_EXPECT_EQ(test, (unsigned long)atomic_read(&c->loop), n);
	KUNIT_EXPECT_EQ(test, (unsigned long)atomic64_read(&c->wide), 3 * n);
	KUNIT_EXPECT_EQ(test, (unsigned long)atomic_long_read(&c->fetched), n * (n - 1) / 2);
	KUNIT_EXPECT_EQ(test, refcount_read(&c->refs), 1u);
	KUNIT_EXPECT_EQ(test, c->in_bit_lock, n);
	KUNIT_EXPECT_EQ(test, c->owned, 0ul);
	KUNIT_EXPECT_EQ(test, hweight_long(c->toggled), num_online_cpus());
	KUNIT_EXPECT_EQ(test, sum, n);
}

/* ---- the last reference ------------------------------------------------------------------ */

struct shared {
	refcount_t refs;
	bool dead;
	atomic_t last;			/* how many thought so: 1 */
};

struct sharers {
	struct shared *objects;
	unsigned int members;
	atomic_t arrived, errors;
};

static void drop_reference(struct shared *s, bool with_lock)
{
	if (!with_lock) {
		if (!refcount_dec_and_test(&s->refs))
			return;
	} else {
		if (!refcount_dec_and_lock(&s->refs, &spin))
			return;
		spin_unlock(&spin);
	}
	atomic_inc(&s->last);
	WRITE_ONCE(s->dead, true);
}

/* All drop the same object's references at once, and try for another one meanwhile. */
static void share_and_drop(struct crew *crew, void *arg)
{
	struct sharers *all = arg;

	for (unsigned int i = 0; i < SHARE * rounds; i++) {
		struct shared *s = &all->objects[i];

		atomic_inc(&all->arrived);
		crew_spin((unsigned int)atomic_read(&all->arrived) >= (i + 1) * all->members);
		if (refcount_inc_not_zero(&s->refs)) {
			if (READ_ONCE(s->dead))
				atomic_inc(&all->errors);
			drop_reference(s, i & 1);
		}
		drop_reference(s, i & 1);
		if (refcount_inc_not_zero(&s->refs)) {
			if (READ_ONCE(s->dead))
				atomic_inc(&all->errors);
			drop_reference(s, i & 1);
		}
	}
}

static void l3_last_reference_is_dropped_by_one(struct kunit *test)
{
	unsigned int n = SHARE * rounds, cpu;
	struct sharers all = { .members = num_online_cpus() };
	struct crew crew;

	all.objects = kunit_kcalloc(test, n, sizeof(*all.objects), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, all.objects);
	for (unsigned int i = 0; i < n; i++)
		refcount_set(&all.objects[i].refs, (int)all.members);
	crew_begin(&crew);
	for_each_online_cpu(cpu)
		KUNIT_ASSERT_TRUE(test, crew_add(&crew, cpu, share_and_drop, &all));
	crew_end(&crew);
	for (unsigned int i = 0; i < n; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&all.objects[i].last), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&all.errors), 0);
}

static int init_disturbers(struct kunit_suite *suite)
{
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		tasklet_setup(&per_cpu(disturbing_tasklet, cpu), take_in_softirq);
		init_irq_work(&per_cpu(disturbing_work, cpu), take_in_hardirq);
	}
	return 0;
}

static struct kunit_case torture_lock_cases[] = {
	KUNIT_CASE(l3_raw_spin_counts_exactly),
	KUNIT_CASE(l3_spin_counts_exactly),
	KUNIT_CASE(l3_spin_trylock_counts_exactly),
	KUNIT_CASE(l3_spin_bh_counts_exactly),
	KUNIT_CASE(l3_spin_irqsave_counts_exactly),
	KUNIT_CASE(l3_bit_spin_counts_exactly),
	KUNIT_CASE(l3_rwlock_counts_exactly),
	KUNIT_CASE(l3_rwlock_irqsave_counts_exactly),
	KUNIT_CASE(l3_seqlock_counts_exactly),
	KUNIT_CASE(l3_mutex_counts_exactly),
	KUNIT_CASE(l3_mutex_trylock_counts_exactly),
	KUNIT_CASE(l3_rwsem_counts_exactly),
	KUNIT_CASE(l3_semaphore_counts_exactly),
	KUNIT_CASE(l3_seqlock_readers_see_whole_pairs),
	KUNIT_CASE(l3_semaphore_lets_in_as_many_as_it_has),
	KUNIT_CASE(l3_completions_pass_a_token_round_all_cpus),
	KUNIT_CASE(l3_wait_queue_passes_a_token_round_all_cpus),
	KUNIT_CASE(l3_atomics_and_bits_lose_nothing),
	KUNIT_CASE(l3_last_reference_is_dropped_by_one),
	{ }
};

static struct kunit_suite torture_lock_suite = {
	.name = "torture_lock",
	.suite_init = init_disturbers,
	.test_cases = torture_lock_cases,
};
kunit_test_suite(torture_lock_suite);
