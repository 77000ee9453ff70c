// SPDX-License-Identifier: MIT
/* tests/unit/nmi_sweep.c - an NMI at every instruction boundary; see nmi_sweep.h */

#include <linux/bitmap.h>
#include <linux/hardirq.h>
#include <linux/kallsyms.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/kernel_stat.h>
#include <linux/minmax.h>
#include <linux/percpu.h>
#include <linux/string.h>

#include <asm/arch.h>
#include <asm/desc.h>
#include <asm/hardirq.h>
#include <asm/idtentry.h>
#include <asm/msr.h>
#include <asm/nmi.h>
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/switch_to.h>

#include "nmi_sweep.h"

#define COUNT_MAX	60000u	/* instructions; a longer path does not end */
#define RETRIES		16	/* of a round into which the tick came */
#define WARM_UPS	12	/* rounds without a shot: what is said or allocated only once */
#define UNDISTURBED	16	/* rounds to measure the path by, before and after */
#define UNEVEN_PASSES	8	/* what one leaps over another hits */
#define STACK_WORDS	32
#define TICK_IRQ	0

#define DR6_BREAKPOINT0	BIT(0)
#define DR7_BREAKPOINT0	BIT(1)	/* globally enabled; length and type 0: an instruction */
#define NOT_CODE	0ul

#define ENTRY_BYTES	8192
#define SWITCH_BYTES	256

/* nmi_sweep_paths.asm */
int nmi_window(int (*path)(void));
extern const u8 nmi_window_open[], nmi_window_close[];
extern u32 nmi_window_length;

/* linker.ld */
extern const u8 _stext[], __irqentry_text_start[];

static struct nmi_sweep *running;

/* Which instructions were interrupted, by address; tests/boot/test_nmi_sweep.py reads them. */
DECLARE_BITMAP(nmi_sweep_entry_hits, ENTRY_BYTES);
DECLARE_BITMAP(nmi_sweep_switch_hits, SWITCH_BYTES);

/* ---- the state at a boundary ---------------------------------------------------------- */

/* Seen by the NMI's handler and by the breakpoint's: both have swapped gs alike. */
struct state {
	struct pt_regs regs;
	u64 gs, kernel_gs;
	unsigned long cr2, cr3;
	unsigned int preempt_count;
	u8 stack_inuse;
	unsigned int words;		/* of the stack, above the interrupted rsp */
	unsigned long stack[STACK_WORDS];
};

static struct state before, after;		/* of a sweep, of a round */
static struct state at_nmi, behind_nmi;		/* of a boundary */

static void take_state(struct state *s, const struct pt_regs *regs, unsigned int nmi_offset)
{
	memset(s, 0, sizeof(*s));
	s->regs = *regs;
	s->regs.flags &= ~X86_EFLAGS_RF;
	s->gs = rdmsrl_value(MSR_GS_BASE);
	s->kernel_gs = rdmsrl_value(MSR_KERNEL_GS_BASE);
	s->cr2 = read_cr2();
	s->cr3 = read_cr3();
	s->preempt_count = preempt_count() - nmi_offset;
	s->stack_inuse = this_cpu_read(hardirq_stack_inuse);
	if (regs->sp < TASK_SIZE_MAX)		/* the program's, and may lead nowhere */
		return;
	s->words = min_t(unsigned int, STACK_WORDS,
			 (PAGE_ALIGN(regs->sp) - regs->sp) / sizeof(long));
	memcpy(s->stack, (void *)regs->sp, s->words * sizeof(long));
}

/* Word by word: the number of values that differ. */
static unsigned int compare_states(const struct state *a, const struct state *b)
{
	const unsigned long *x = (const void *)a, *y = (const void *)b;
	unsigned int i, differing = 0;

	for (i = 0; i < sizeof(*a) / sizeof(long); i++)
		differing += x[i] != y[i];
	return differing;
}

/* Code that #DB itself runs before it has turned breakpoints off. */
static bool runs_in_debug(unsigned long ip)
{
	unsigned long start = (unsigned long)do_exception, size = 0;

	kallsyms_lookup_size_offset(start, &size, NULL);
	return ip - start < size;
}

static void set_breakpoint(unsigned long ip)
{
	asm volatile("mov %0, %%db0" : : "r" (ip) : "memory");
}

static void enable_breakpoint(bool on)
{
	set_breakpoint(NOT_CODE);
	asm volatile("mov %0, %%db7" : : "r" (on ? DR7_BREAKPOINT0 : 0) : "memory");
}

/*
 * The NMI's way out may come by the breakpoint itself, where it and the path share
 * code (do_exception): only the interrupted stack pointer tells.
 */
static int on_breakpoint(struct notifier_block *nb, unsigned long action, void *data)
{
	const struct die_args *args = data;

	if (action != DIE_DEBUG || !(args->err & DR6_BREAKPOINT0))
		return NOTIFY_DONE;
	if (args->regs->sp != at_nmi.regs.sp) {
		args->regs->flags |= X86_EFLAGS_RF;	/* pass it once */
		return NOTIFY_STOP;
	}
	set_breakpoint(NOT_CODE);
	take_state(&behind_nmi, args->regs, PREEMPT_OFFSET);	/* of the chain's rcu_read_lock() */
	running->compared++;
	running->differing += compare_states(&at_nmi, &behind_nmi);
	return NOTIFY_STOP;
}

static struct notifier_block breakpoint_notifier = {
	.notifier_call = on_breakpoint, .priority = 1,
};

/* ---- the NMI -------------------------------------------------------------------------- */

static void note_hit(unsigned long *map, size_t bytes, const void *start, unsigned long ip)
{
	if (ip - (unsigned long)start < bytes)
		__set_bit(ip - (unsigned long)start, map);
}

static void note_place(struct nmi_sweep *s, const struct pt_regs *regs)
{
	s->ip = regs->ip;
	if (regs->ip == (unsigned long)nmi_window_open)
		s->first = s->count;
	if (regs->ip == (unsigned long)nmi_window_close)
		s->last = s->count;
	s->ended |= arch_shot_place(regs) == ARCH_SHOT_AFTER;
	note_hit(nmi_sweep_entry_hits, min_t(size_t, ENTRY_BYTES, __irqentry_text_start - _stext),
		 _stext, regs->ip);
	note_hit(nmi_sweep_switch_hits, SWITCH_BYTES, __switch_to_asm, regs->ip);
}

/* Has it interrupted another?  Then it has begun at the top of the stack that it interrupted. */
bool nmi_is_nested(const struct pt_regs *regs)
{
	return regs->sp - ((unsigned long)regs - EXCEPTION_STKSZ) < 2 * EXCEPTION_STKSZ;
}

/* At the top of the stack that the CPU chose, below the word that tells the gs base? */
static bool is_where_it_should_be(const struct pt_regs *regs)
{
	const u64 *top = (const u64 *)(regs + 1);
	u64 gs = rdmsrl_value(MSR_GS_BASE);

	return this_cpu_read(cpu_tss_rw.ist[IST_NMI - 1]) == (unsigned long)top && *top == gs;
}

static int on_nmi(unsigned int type, struct pt_regs *regs)
{
	struct nmi_sweep *s = running;

	s->seen++;
	s->nested += nmi_is_nested(regs);
	s->strayed += !is_where_it_should_be(regs);
	note_place(s, regs);
	s->comparable = !s->no_breakpoint && !runs_in_debug(regs->ip);
	if (s->comparable) {
		take_state(&at_nmi, regs, NMI_OFFSET + HARDIRQ_OFFSET);
		set_breakpoint(regs->ip);
	}
	if (s->inside)
		s->inside(s, regs);
	return NMI_HANDLED;
}

/* ---- one round ------------------------------------------------------------------------ */

static void call_path(void *arg)
{
	struct nmi_sweep *s = arg;

	s->changed = nmi_window(s->path);
}

static void one_shot(struct nmi_sweep *s)
{
	s->seen = s->nested = s->strayed = s->compared = s->differing = 0;
	s->changed = 0;
	arch_shot(ARCH_SHOT_NMI, s->count, call_path, s);
	set_breakpoint(NOT_CODE);
}

/* Again, if the tick has come into it: it may have moved the shot. */
static void round(struct nmi_sweep *s)
{
	unsigned int ticks, i;

	for (i = 0; i < RETRIES; i++) {
		ticks = kstat_irqs_cpu(TICK_IRQ, 0);
		one_shot(s);
		if (kstat_irqs_cpu(TICK_IRQ, 0) == ticks)
			return;
	}
}

static void note_bad(struct nmi_sweep *s)
{
	if (s->bad && s->bad_at[s->bad - 1].count == s->count)
		return;
	if (s->bad < NMI_SWEEP_BAD_MAX) {
		s->bad_at[s->bad].count = s->count;
		s->bad_at[s->bad++].ip = s->ip;
	}
}

static void expect(struct kunit *test, struct nmi_sweep *s, bool holds, const char *what)
{
	s->invariants++;
	if (holds)
		return;
	note_bad(s);
	if (!s->broken)
		KUNIT_FAIL(test, "nmi sweep: %s: NMI %u, at %pS, broke: %s\n", s->name, s->count,
			   (void *)s->ip, what);
}

/*
 * A second NMI while one waits is the same one: the path's own and the shot's may meet
 * at the one boundary where the own one has been sent and not yet come.
 */
static bool count_is_exact(struct nmi_sweep *s)
{
	if (s->own_nmis && s->seen == s->own_nmis) {
		s->merged++;
		return s->merged == 1;
	}
	return s->seen == 1 + s->own_nmis;
}

/* A path that is not always as long has ended before the shot, and so took it back. */
static bool ended_before_shot(const struct nmi_sweep *s)
{
	return s->uneven && !s->seen && s->count - s->first >= nmi_window_length;
}

static void judge_round(struct kunit *test, struct nmi_sweep *s)
{
	if (ended_before_shot(s))
		return;
	take_state(&after, &before.regs, 0);
	s->hit += s->seen != 0;
	if (s->broken) {
		expect(test, s, !s->changed && !s->nested, "the path");
		return;
	}
	expect(test, s, count_is_exact(s), "each NMI comes once");
	expect(test, s, !s->nested, "NMIs do not nest");
	expect(test, s, !s->strayed, "each NMI on its stack, with the kernel's gs");
	expect(test, s, !s->changed, "the path finds its values unchanged");
	expect(test, s, after.gs == before.gs && after.kernel_gs == before.kernel_gs, "gs base");
	expect(test, s, after.cr3 == before.cr3, "cr3");
	expect(test, s, after.preempt_count == before.preempt_count, "preempt_count");
	expect(test, s, after.stack_inuse == before.stack_inuse, "hardirq_stack_inuse");
	if (!s->comparable)
		return;
	expect(test, s, s->compared == 1, "the breakpoint behind the NMI");
	expect(test, s, !s->differing, "registers and stack at the boundary");
	s->invariants += sizeof(struct state) / sizeof(long) - 1;
}

/* ---- the sweep ------------------------------------------------------------------------ */

/* Instructions of the undisturbed path.  The scheduler's depend a little on the time. */
static void measure(struct nmi_sweep *s)
{
	unsigned int i;

	s->count = 0;
	for (i = 0; i < UNDISTURBED; i++) {
		round(s);
		s->shortest = min(s->shortest, nmi_window_length);
		s->longest = max(s->longest, nmi_window_length);
	}
}

/* From the lead-in before the path to behind it. */
static void shoot_all(struct kunit *test, struct nmi_sweep *s)
{
	s->ended = false;
	s->first = s->last = 0;
	for (s->count = 1; s->count <= COUNT_MAX && !s->ended; s->count++) {
		round(s);
		if (s->first && (!s->last || s->last == s->count))
			judge_round(test, s);
	}
}

/**
 * nmi_sweep_run - one NMI after another, at each boundary of s->path
 * Context: a case's thread, between nmi_sweep_begin() and nmi_sweep_end().
 */
void nmi_sweep_run(struct kunit *test, struct nmi_sweep *s)
{
	struct pt_regs here = { .sp = (unsigned long)__builtin_frame_address(0) };
	unsigned int i;

	running = s;
	enable_breakpoint(!s->no_breakpoint);
	s->count = 0;
	for (i = 0; i < WARM_UPS; i++)
		round(s);
	s->shortest = U32_MAX;
	measure(s);
	take_state(&before, &here, 0);
	for (i = 0; i < (s->uneven ? UNEVEN_PASSES : 1); i++)
		shoot_all(test, s);
	s->boundaries = s->uneven ? s->hit : s->last - s->first + 1;
	measure(s);
	enable_breakpoint(false);
	pr_info(KUNIT_SUBTEST_INDENT
		"# sweep: nmi %s: %u boundaries reachable, %u hit, %u invariants checked%s\n",
		s->name, s->boundaries, s->hit, s->invariants, s->broken ? ", racy" : "");
	KUNIT_EXPECT_TRUE(test, s->ended);
	KUNIT_EXPECT_GT(test, s->hit, 0);
	if (s->uneven)
		return;
	KUNIT_EXPECT_GE(test, s->boundaries, s->shortest);
	KUNIT_EXPECT_LE(test, s->boundaries, s->longest);
	KUNIT_EXPECT_EQ(test, s->hit, s->boundaries);
}

/* The timer's own vector, raised by a path. */
static void no_shot(struct pt_regs *regs)
{
}

const char *nmi_sweep_begin(void)
{
	const char *why = arch_shot_begin(no_shot);

	if (why)
		return why;
	if (register_nmi_handler(NMI_LOCAL, on_nmi, NMI_FLAG_FIRST, "nmi_sweep")) {
		arch_shot_end();
		return "no room for an NMI handler";
	}
	register_die_notifier(&breakpoint_notifier);
	return NULL;
}

void nmi_sweep_end(void)
{
	unregister_die_notifier(&breakpoint_notifier);
	unregister_nmi_handler(NMI_LOCAL, "nmi_sweep");
	arch_shot_end();
}
