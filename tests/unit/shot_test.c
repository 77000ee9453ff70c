// SPDX-License-Identifier: MIT
/*
 * tests/unit/shot_test.c - an interrupt after exactly N instructions, and single-stepping
 *
 * See arch/x86/apic/shot.c.  What is interrupted here is a row of one-byte
 * instructions, so that the next boundary is the next address.
 */

#include <kunit/test.h>
#include <linux/bits.h>
#include <linux/delay.h>
#include <linux/jiffies.h>

#include <asm/arch.h>
#include <asm/nmi.h>
#include <asm/ptrace.h>

#define ROW_LENGTH	16
#define ENOUGH		100	/* instructions, of which the row is passed */

/* 16 nops; cli, nop, sti, nop; ret */
extern const u8 row_of_nops[], row_irqs_off[], row_irqs_on[], row_end[];
asm(".text\n"
    "row_of_nops:	.fill 16, 1, 0x90\n"
    "row_irqs_off:	cli\n"
    "			nop\n"
    "			sti\n"
    "row_irqs_on:	nop\n"
    "row_end:		ret\n");

static unsigned long hits[ENOUGH + 1];		/* where the shot of each count hit, as an offset */
static unsigned int shots, current_count;

static void note_hit(struct pt_regs *regs)
{
	shots++;
	hits[current_count] = instruction_pointer(regs) - (unsigned long)row_of_nops;
}

static void call_row(void *arg)
{
	asm volatile("call row_of_nops" : : : "memory", "cc");
}

static void begin(struct kunit *test)
{
	const char *why = arch_shot_begin(note_hit);

	if (why)
		kunit_skip(test, "%s", why);
}

static void shoot_all(enum arch_shot_kind kind)
{
	memset(hits, 0xff, sizeof(hits));
	shots = 0;
	for (current_count = 1; current_count <= ENOUGH; current_count++)
		arch_shot(kind, current_count, call_row, NULL);
}

/* The count with which the shot hits the first nop but one: before it, the lead-in. */
static unsigned int first_count(void)
{
	unsigned int count;

	for (count = 1; count <= ENOUGH && hits[count] != 1; count++)
		;
	return count;
}

static void shot_hits_n_instructions_later(struct kunit *test)
{
	unsigned int first, i;

	begin(test);
	shoot_all(ARCH_SHOT_IRQ);
	arch_shot_end();
	first = first_count();
	KUNIT_ASSERT_LT(test, first + ROW_LENGTH, ENOUGH);
	for (i = 0; i < ROW_LENGTH; i++)
		KUNIT_EXPECT_EQ(test, hits[first + i], i + 1);
}

/* Held back while interrupts are off, and for the one instruction after sti. */
static void shot_waits_until_interrupts_are_on(struct kunit *test)
{
	unsigned int behind_cli, i;

	begin(test);
	shoot_all(ARCH_SHOT_IRQ);
	arch_shot_end();
	behind_cli = first_count() + (row_irqs_off - row_of_nops);
	KUNIT_EXPECT_EQ(test, hits[behind_cli - 1], row_irqs_off - row_of_nops);
	for (i = 0; i < row_irqs_on - row_irqs_off; i++)
		KUNIT_EXPECT_EQ(test, hits[behind_cli + i], row_end - row_of_nops);
}

static int nmi_hit(unsigned int type, struct pt_regs *regs)
{
	note_hit(regs);
	return NMI_HANDLED;
}

static void nmi_shot_does_not_wait(struct kunit *test)
{
	unsigned int first, i;

	begin(test);
	KUNIT_ASSERT_EQ(test, register_nmi_handler(NMI_LOCAL, nmi_hit, 0, "shot-test"), 0);
	shoot_all(ARCH_SHOT_NMI);
	unregister_nmi_handler(NMI_LOCAL, "shot-test");
	arch_shot_end();
	first = first_count();
	for (i = 0; i < row_end - row_of_nops; i++)
		KUNIT_EXPECT_EQ(test, hits[first + i], i + 1);
}

/* Each count is one shot: those which nobody waits for are taken back. */
static void late_shot_is_taken_back(struct kunit *test)
{
	unsigned int before;

	begin(test);
	shots = 0;
	current_count = 0;
	arch_shot(ARCH_SHOT_IRQ, 100000, call_row, NULL);
	before = shots;
	mdelay(1);
	arch_shot_end();
	KUNIT_EXPECT_EQ(test, before, 0);
	KUNIT_EXPECT_EQ(test, shots, 0);
}

static unsigned long reachable_bits;

static void note_step(struct pt_regs *regs, bool reachable)
{
	unsigned long offset = instruction_pointer(regs) - (unsigned long)row_of_nops;

	if (reachable && offset <= row_end - row_of_nops)	/* the row, up to its ret */
		reachable_bits |= BIT(offset);
}

static void steps_tell_where_interrupts_can_come(struct kunit *test)
{
	unsigned long all = GENMASK(row_end - row_of_nops, 0);
	unsigned long off = BIT(row_irqs_off + 1 - row_of_nops) |	/* cli has cleared IF */
			    BIT(row_irqs_off + 2 - row_of_nops) |
			    BIT(row_irqs_on - row_of_nops);		/* the shadow of sti */

	begin(test);
	reachable_bits = 0;
	arch_single_step(0, call_row, NULL, note_step);
	arch_shot_end();
	KUNIT_EXPECT_EQ(test, reachable_bits, all & ~off);
}

/* The tick goes on meanwhile, and afterwards. */
static void tick_moves_and_comes_back(struct kunit *test)
{
	unsigned long start = jiffies;

	begin(test);
	mdelay(3 * MSEC_PER_SEC / HZ);
	arch_shot_end();
	KUNIT_EXPECT_GE(test, jiffies - start, 2);
	start = jiffies;
	mdelay(3 * MSEC_PER_SEC / HZ);
	KUNIT_EXPECT_GE(test, jiffies - start, 2);
}

static struct kunit_case shot_cases[] = {
	KUNIT_CASE(shot_hits_n_instructions_later),
	KUNIT_CASE(shot_waits_until_interrupts_are_on),
	KUNIT_CASE(nmi_shot_does_not_wait),
	KUNIT_CASE(late_shot_is_taken_back),
	KUNIT_CASE(steps_tell_where_interrupts_can_come),
	KUNIT_CASE(tick_moves_and_comes_back),
	{}
};

static struct kunit_suite shot_suite = {
	.name = "shot",
	.test_cases = shot_cases,
};
kunit_test_suite(shot_suite);
