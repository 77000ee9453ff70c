// SPDX-License-Identifier: MIT
/*
 * kernel/kunit/sweep.c - an interrupt at every instruction boundary of a call
 *
 * What it is for
 *
 *   See <kunit/sweep.h>.
 *
 * How it works
 *
 *   1. List: the call is single-stepped once, without interrupt.  Each boundary where
 *      one could come (they are on, and not in the shadow of sti) enters the table.
 *   2. Shoot: rounds of prepare, call, check, with an interrupt 1, 2, 3 ... instructions
 *      after the call began, until the call returns before it comes.  Where it
 *      came is noted in the table: a shot that falls where interrupts are off comes at
 *      the next boundary where they are on.
 *
 *         count  1 2 3 4 5 6 7            the call:  a  b  cli  c  d  sti  e  f  ret
 *         comes  b c f f f f f             boundaries:  1  2    3  4  5    6  7  8
 *                    ^ off: they all wait for the same boundary, behind sti's shadow,
 *                      so most of them are left out
 *
 *   3. Judge: a boundary of the list that no shot has hit, and a check that failed, fail
 *      the case.  One line says how many there were.
 *
 *   The list must be of the same path as the shots: a trap takes as long as hundreds of
 *   instructions, so where time decides who runs (the fair class does that), a thread
 *   that should not depend on it makes itself SCHED_FIFO first.
 *
 *   With .far it is another CPU that comes: it acts while this one stands between two
 *   instructions.  Then nothing holds it back: each count is one boundary, and the counts
 *   from the first to the last are all of them, so that no list is needed.  It comes to
 *   each one twice, see arch/x86/apic/shot_far.c.
 *
 *   A round into which the tick came is done again: it may have moved the shot.  What
 *   the handlers of other interrupts run in their tail is hit, but not on the list,
 *   unless they call arch_single_step_on().
 *
 * Context: a case's thread.  Locking: one sweep at a time; the table is written by
 * its own CPU only, in traps and in the handler while listing or shooting, else by
 * the test's thread.
 */

#include <kunit/sweep.h>
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/debugflags.h>
#include <linux/delay.h>
#include <linux/hash.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/limits.h>
#include <linux/minmax.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/task.h>

#include <asm/arch.h>
#include <asm/ptrace.h>

#define HOME_CPU	0		/* the runner's; who acts in a far sweep */
#define FAR_CPU		1

#define TABLE_BITS	12
#define TABLE_SIZE	(1u << TABLE_BITS)
#define COUNT_MAX	100000u		/* instructions of a call; more is a call that never ends */
#define LISTING_NS	2000000		/* for the traps of a call that ends at hlt */
#define SETTLE_US	10
#define LATE_COUNT	20000u		/* a shot behind the call, or in its hlt */
#define WARM_UP_ROUNDS	3
#define RETRIES		8		/* of a round that the tick has disturbed */
#define LATE_SLACK	8		/* counts that are tried though they may wait */
#define BEYOND_END	16		/* shots that came too late: the call is passed */
#define APPROACH	32u		/* steps to the call */
#define PASSES		5		/* over all counts, if boundaries were missed */
#define NAMED_MAX	8		/* bad boundaries that are told one by one */

struct sweep_boundary {
	unsigned long ip;	/* 0: free */
	bool listed;
	u32 hits;
	u32 failures;
	u32 count;		/* the shot of the first failure */
	const char *why;	/* and what did not hold */
};

static struct sweep *running;	/* the one sweep; written before its first shot */

/* ---- the table -------------------------------------------------------------------- */

/* The row of @ip, new if need be; NULL when the table is full. */
static struct sweep_boundary *find_row(struct sweep *s, unsigned long ip)
{
	u32 i = hash_long(ip, TABLE_BITS);

	while (s->table[i].ip && s->table[i].ip != ip)
		i = (i + 1) % TABLE_SIZE;
	if (!s->table[i].ip) {
		if (s->used == TABLE_SIZE - 1)
			return NULL;
		s->used++;
		s->table[i].ip = ip;
	}
	return &s->table[i];
}

static void for_each_row(struct sweep *s, void (*fn)(struct sweep_boundary *b, void *arg),
			 void *arg)
{
	u32 i;

	for (i = 0; i < TABLE_SIZE; i++)
		if (s->table[i].ip)
			fn(&s->table[i], arg);
}

static void forget_row(struct sweep_boundary *b, void *arg)
{
	memset(b, 0, sizeof(*b));
}

/**
 * sweep_count_between - look at a part of the code, afterwards
 * Context: a case's thread, after sweep_run().
 */
struct sweep_count sweep_count_between(const struct sweep *s, const void *begin, const void *end)
{
	struct sweep_count n = { 0 };
	u32 i;

	for (i = 0; i < TABLE_SIZE; i++) {
		const struct sweep_boundary *b = &s->table[i];

		if (b->ip < (unsigned long)begin || b->ip >= (unsigned long)end)
			continue;
		n.hit += b->hits != 0;
		n.broken += b->failures != 0;
	}
	return n;
}

/* ---- one round ---------------------------------------------------------------------- */

static void do_call(void *arg)
{
	struct sweep *s = arg;

	s->call(s);
}

/* Each round begins alike: who still ran for the last one has gone to sleep. */
static void settle(void)
{
	usleep_range(SETTLE_US, SETTLE_US);
}

static void prepare(struct sweep *s, u32 count)
{
	settle();
	s->fired = false;
	s->count = count;
	s->current_boundary = NULL;
	if (s->prepare)
		s->prepare(s);
}

/* The test's own part of an interrupt, here or in the task. */
static void interrupt(struct sweep *s)
{
	if (s->preempt)
		complete(&s->asked);
	else
		s->interrupt(s);
}

static void note_listed(struct sweep *s, struct sweep_boundary *b)
{
	if (b && !b->listed) {
		b->listed = true;
		s->reachable++;
		s->hit += b->hits != 0;		/* by the shot before the list */
	}
}

static void note_hit(struct sweep *s, struct sweep_boundary *b)
{
	if (b && !b->hits++ && b->listed)
		s->hit++;
}

/* Hardirq: the shot has come. */
static void shot_came(struct pt_regs *regs)
{
	enum arch_shot_place place = arch_shot_place(regs);
	struct sweep *s = running;

	if (s->fired)
		return;
	s->late = local_clock() - s->called_at - s->count;
	s->fired = true;
	s->fired_at = ktime_get();
	s->ended = place == ARCH_SHOT_AFTER || (s->ends_at_halt && arch_shot_at_halt(regs));
	if (place == ARCH_SHOT_INSIDE) {
		s->current_boundary = find_row(s, instruction_pointer(regs));
		note_hit(s, s->current_boundary);
	}
	s->listing = false;
	interrupt(s);
}

/* Hardirq on CPU 0, while CPU 1 stands still. */
static void far_shot_came(void)
{
	struct sweep *s = running;

	s->fired = true;
	s->fired_at = ktime_get();
	interrupt(s);
}

/* NMI on CPU 1: it has stood here. */
static void far_shot_seen(struct pt_regs *regs)
{
	enum arch_shot_place place = arch_shot_place(regs);
	struct sweep *s = running;

	s->before = place == ARCH_SHOT_BEFORE;
	s->ended = place == ARCH_SHOT_AFTER || (s->ends_at_halt && arch_shot_at_halt(regs));
	s->current_boundary = NULL;
	if (place == ARCH_SHOT_INSIDE) {
		s->current_boundary = find_row(s, instruction_pointer(regs));
		note_listed(s, s->current_boundary);
		note_hit(s, s->current_boundary);
	}
}

static void check(struct sweep *s)
{
	if (s->preempt && s->fired)
		wait_for_completion(&s->done);
	s->check(s);
}

/**
 * sweep_expect - count an invariant, and note where it is broken
 * Context: the check of a sweep.
 */
void sweep_expect(struct sweep *s, bool holds, const char *condition)
{
	struct sweep_boundary *b = s->current_boundary;

	s->invariants++;
	if (holds)
		return;
	if (!b)				/* no interrupt: it is broken anyway */
		b = find_row(s, (unsigned long)s->call);
	if (b && !b->failures++) {
		s->broken++;
		b->why = condition;
		b->count = s->count;
	}
}

/* ---- the task of .preempt ------------------------------------------------------------ */

static int preempting_task(void *data)
{
	struct sweep *s = data;

	for (;;) {
		wait_for_completion(&s->asked);
		if (s->stopping)
			return 0;
		s->interrupt(s);
		complete(&s->done);
	}
}

static bool start_task(struct sweep *s)
{
	init_completion(&s->asked);
	init_completion(&s->done);
	s->task = kthread_create(preempting_task, s, "sweep");
	if (IS_ERR(s->task))
		return false;
	get_task_struct(s->task);
	set_cpus_allowed_ptr(s->task, cpumask_of(HOME_CPU));	/* elsewhere it would not preempt */
	sched_set_fifo(s->task);
	wake_up_process(s->task);
	return true;
}

static void stop_task(struct sweep *s)
{
	s->stopping = true;
	complete(&s->asked);
	kthread_stop(s->task);
	put_task_struct(s->task);
}

/* ---- all of them ----------------------------------------------------------------------- */

static void note_step(struct pt_regs *regs, bool reachable)
{
	struct sweep *s = running;

	if (s->listing && reachable)
		note_listed(s, find_row(s, instruction_pointer(regs)));
}

/* A fresh tick, so that the next one is far. */
static void await_tick(void)
{
	schedule_timeout_uninterruptible(1);
}

static bool shoot_once(struct sweep *s, u32 count)
{
	unsigned long start;
	bool undisturbed;

	prepare(s, count);
	start = jiffies;
	s->ended = false;
	s->late = 0;
	s->called_at = local_clock();
	arch_shot(ARCH_SHOT_IRQ, count, do_call, s);
	undisturbed = jiffies == start;
	s->ended |= !s->fired;
	check(s);
	return undisturbed;
}

/* The second time without telling where: that is known, and might change what follows. */
static bool shoot_far_once(struct sweep *s, u32 count, bool show)
{
	struct sweep_boundary *b = s->current_boundary;
	unsigned long start;
	bool undisturbed;

	prepare(s, count);
	start = jiffies;
	if (show)
		s->before = s->ended = false;
	else
		s->current_boundary = b;
	s->shown = show;
	arch_far_shot(show, count, do_call, s);
	undisturbed = jiffies == start;
	s->ended |= !s->fired;
	check(s);
	return undisturbed;
}

static bool shoot_any_once(struct sweep *s, u32 count)
{
	if (!s->far)
		return shoot_once(s, count);
	bool first = shoot_far_once(s, count, true), second = shoot_far_once(s, count, false);

	return first && second;
}

/* What happens the first time only (a worker is created) is not part of the path. */
static void warm_up(struct sweep *s)
{
	int i;

	for (i = 0; i < WARM_UP_ROUNDS; i++)
		shoot_any_once(s, i + 1);
}

static void clear_table(struct sweep *s)
{
	for_each_row(s, forget_row, NULL);
	s->used = s->reachable = s->hit = s->broken = 0;
}

static bool list_once(struct sweep *s)
{
	unsigned long start;

	clear_table(s);
	await_tick();
	shoot_any_once(s, LATE_COUNT);		/* what the tick leaves behind is not the path's */
	prepare(s, 0);
	start = jiffies;
	s->listing = true;
	arch_single_step(s->ends_at_halt ? LISTING_NS : 0, do_call, s, note_step);
	s->listing = false;
	check(s);
	return jiffies == start;
}

static void list(struct sweep *s)
{
	int tries = RETRIES;

	warm_up(s);
	if (s->far) {
		clear_table(s);
		return;
	}
	while (!list_once(s) && --tries)
		;
}

static void shoot(struct sweep *s, u32 count)
{
	int tries = RETRIES;

	while (!shoot_any_once(s, count) && --tries)
		;
}

/*
 * For so many instructions the shot had to wait until interrupts were on.  As many shots
 * after it would wait for the same moment: they need not be tried.  What a shot takes when
 * it need not wait, the first ones show: they come before the call.
 */
static u32 held_back(struct sweep *s)
{
	u64 waited;

	if (!s->fired || s->ended)
		return 0;
	s->min_late = min(s->min_late, s->late);
	waited = s->late - s->min_late;
	return waited > LATE_SLACK ? waited - LATE_SLACK : 0;
}

static bool all_are_hit(const struct sweep *s)
{
	return s->hit == s->reachable;
}

/* A far shot's count begins long before the call. */
static u32 first_count(struct sweep *s)
{
	u32 count = 1;

	if (!s->far)
		return count;
	for (s->before = true; s->before && count < COUNT_MAX; count += APPROACH)
		shoot(s, count);
	return count - min(count - 1, 2 * APPROACH);
}

/*
 * All counts, 2^pass rounds each, and some more: the next round's path may be a little
 * longer.  After the first pass, only until nothing is missing.
 */
static void shoot_pass(struct sweep *s, int pass)
{
	unsigned int beyond = 0;
	u32 count, skip;
	int round;

	for (count = first_count(s); count < COUNT_MAX && beyond < BEYOND_END; count += skip + 1) {
		skip = COUNT_MAX;
		for (round = 0; round < 1 << pass; round++) {
			shoot(s, count);
			skip = min(skip, held_back(s));
		}
		if (pass > 0 && all_are_hit(s))
			return;
		beyond = s->ended ? beyond + 1 : 0;
	}
	s->passed = beyond == BEYOND_END;
}

/*
 * Rounds are not all alike: a thread is awake already, a tree has another shape, jiffies
 * has moved on by two.  Where that has carried the shots over a boundary, another pass
 * finds it; with more rounds for each count, so as not to keep step with what varies.
 */
static void shoot_until_all_are_hit(struct sweep *s)
{
	int pass;

	s->min_late = U64_MAX;
	shoot_pass(s, 0);
	for (pass = 1; !all_are_hit(s) && pass < PASSES; pass++)
		shoot_pass(s, pass);
}

/* ---- the judgement ------------------------------------------------------------------------ */

struct verdict {
	struct kunit *test;
	const struct sweep *s;
	unsigned int told;
};

static void judge_row(struct sweep_boundary *b, void *arg)
{
	struct verdict *v = arg;
	bool missed = b->listed && !b->hits;

	if ((!missed && (!b->failures || v->s->racy)) || v->told++ >= NAMED_MAX)
		return;
	if (missed)
		KUNIT_FAIL(v->test, "sweep: %s: no interrupt came at %pS", v->s->name,
			   (void *)b->ip);
	else
		KUNIT_FAIL(v->test, "sweep: %s: interrupt %u, at %pS, broke: %s", v->s->name,
			   b->count, (void *)b->ip, b->why);
}

static void judge(struct kunit *test, struct sweep *s)
{
	struct verdict v = { .test = test, .s = s };

	for_each_row(s, judge_row, &v);
	pr_info(KUNIT_SUBTEST_INDENT
		"# sweep: %s%s%s: %u boundaries reachable, %u hit, %u invariants checked%s\n",
		s->name, s->far ? ", far" : "", s->preempt ? ", preempted" : "",
		s->reachable, s->hit, s->invariants, s->racy ? ", racy" : "");
	if (s->used == TABLE_SIZE - 1)
		KUNIT_FAIL(test, "sweep: %s: more than %u boundaries", s->name, s->used);
	if (!s->passed)
		KUNIT_FAIL(test, "sweep: %s: has not ended after %u instructions", s->name,
			   COUNT_MAX);
	KUNIT_EXPECT_GT(test, s->reachable, 0);
}

static const char *begin(const struct sweep *s)
{
	const char *why;

	if (!s->far)
		return arch_shot_begin(shot_came);
	if (!cpu_online(FAR_CPU) || set_cpus_allowed_ptr(current, cpumask_of(FAR_CPU)))
		return "needs several CPUs";
	why = arch_far_begin(far_shot_came, far_shot_seen);
	if (why)
		set_cpus_allowed_ptr(current, cpumask_of(HOME_CPU));
	return why;
}

static void end(const struct sweep *s)
{
	if (!s->far) {
		arch_shot_end();
		return;
	}
	arch_far_end();
	set_cpus_allowed_ptr(current, cpumask_of(HOME_CPU));
}

/**
 * sweep_run - list the boundaries of @s's call, and interrupt it at each of them
 *
 * Skips the case where that is not possible.  Fails it if a boundary was missed, or
 * a check did not hold.  The results in @s can be read until the case ends.
 *
 * Context: a case's thread.
 */
void sweep_run(struct kunit *test, struct sweep *s)
{
	const char *why = begin(s);
	bool ready;

	if (why)
		kunit_skip(test, "%s", why);
	if (!s->table)
		s->table = kunit_kcalloc(test, TABLE_SIZE, sizeof(*s->table), GFP_KERNEL);
	s->invariants = 0;
	s->stopping = false;
	ready = s->table && (!s->preempt || start_task(s));
	running = s;
	if (ready) {
		list(s);
		shoot_until_all_are_hit(s);
		if (s->preempt)
			stop_task(s);
	}
	end(s);
	KUNIT_ASSERT_TRUE(test, ready);
	judge(test, s);
}

void sweep_run_both(struct kunit *test, struct sweep *s)
{
	s->preempt = false;
	sweep_run(test, s);
	/* What the checkers do depends on what was before: with a task no two runs agree. */
	if (debug_enabled(DEBUG_LOCKS | DEBUG_OBJECTS))
		return;
	s->preempt = true;
	sweep_run(test, s);
}

void sweep_run_far(struct kunit *test, struct sweep *s)
{
	s->far = true;
	sweep_run_both(test, s);
}

void sweep_run_all(struct kunit *test, struct sweep *s)
{
	sweep_run_both(test, s);
	if (cpu_online(FAR_CPU))
		sweep_run_far(test, s);
}
