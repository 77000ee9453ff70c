// SPDX-License-Identifier: MIT
/*
 * tests/unit/insn_eval_test.c - the address that an instruction means
 *
 * Each register has a value that shows in the sum: register number n (0 = rax ... 15 = r15)
 * holds (n + 1) << 32.
 */

#include <kunit/test.h>
#include <linux/vmalloc.h>

#include <asm/insn-eval.h>
#include <asm/page.h>
#include <asm/ptrace.h>

#define REG(n)	(((n) + 1ul) << 32)
#define NONE	0ul

enum { AX, CX, DX, BX, SP, BP, SI, DI, R8, R9, R10, R11, R12, R13, R14, R15 };

static const struct row {
	const char *name;
	u8 code[12];
	unsigned long address;		/* NONE: it has none */
} rows[] = {
	{ "mov (rax), rcx",		{ 0x48, 0x8b, 0x08 }, REG(AX) },
	{ "mov (rcx), eax",		{ 0x8b, 0x01 }, REG(CX) },
	{ "mov 16(rbx), eax",		{ 0x8b, 0x43, 0x10 }, REG(BX) + 16 },
	{ "mov -8(rbp), rax",		{ 0x48, 0x8b, 0x45, 0xf8 }, REG(BP) - 8 },
	{ "mov 0x1000(rsi), eax",	{ 0x8b, 0x86, 0x00, 0x10, 0x00, 0x00 }, REG(SI) + 0x1000 },
	{ "mov -0x1000(rdi), eax",	{ 0x8b, 0x87, 0x00, 0xf0, 0xff, 0xff }, REG(DI) - 0x1000 },
	{ "mov (rsp), rdx",		{ 0x48, 0x8b, 0x14, 0x24 }, REG(SP) },
	{ "mov (rax,rbx,8), ecx",	{ 0x8b, 0x0c, 0xd8 }, REG(AX) + 8 * REG(BX) },
	{ "mov 4(rax,r12,2), ecx",	{ 0x42, 0x8b, 0x4c, 0x60, 0x04 },
					REG(AX) + 2 * REG(R12) + 4 },
	{ "mov (r12), eax",		{ 0x41, 0x8b, 0x04, 0x24 }, REG(R12) },
	{ "mov 0(r13), eax",		{ 0x41, 0x8b, 0x45, 0x00 }, REG(R13) },
	{ "mov (r15,r14,4), eax",	{ 0x43, 0x8b, 0x04, 0xb7 }, REG(R15) + 4 * REG(R14) },
	{ "mov 0x20(,rcx,4), eax",	{ 0x8b, 0x04, 0x8d, 0x20, 0x00, 0x00, 0x00 },
					4 * REG(CX) + 0x20 },
	{ "movl $1, (rdx)",		{ 0xc7, 0x02, 0x01, 0x00, 0x00, 0x00 }, REG(DX) },
	{ "lock xadd eax, (r8)",	{ 0xf0, 0x41, 0x0f, 0xc1, 0x00 }, REG(R8) },
	{ "movzbl (r9), eax",		{ 0x41, 0x0f, 0xb6, 0x01 }, REG(R9) },
	{ "crc32q (r10), rax",		{ 0xf2, 0x49, 0x0f, 0x38, 0xf1, 0x02 }, REG(R10) },
	{ "call *8(r11)",		{ 0x41, 0xff, 0x53, 0x08 }, REG(R11) + 8 },
	{ "add eax, (rbp+0)",		{ 0x01, 0x45, 0x00 }, REG(BP) },
	{ "mov rbx, rcx",		{ 0x48, 0x89, 0xd9 }, NONE },
	{ "mov 0x10(rip), eax",		{ 0x8b, 0x05, 0x10, 0x00, 0x00, 0x00 }, NONE },
	{ "mov gs:(rax), eax",		{ 0x65, 0x8b, 0x00 }, NONE },
	{ "push rax",			{ 0x50 }, NONE },
	{ "jne",			{ 0x0f, 0x85, 0x08, 0x00, 0x00, 0x00 }, NONE },
	{ "wrmsr",			{ 0x0f, 0x30 }, NONE },
	{ "rep stosb",			{ 0xf3, 0xaa }, NONE },
};

static void row_name(const struct row *row, char *desc)
{
	strscpy(desc, row->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(row, rows, row_name);

static const struct pt_regs numbered = {
	.ax = REG(AX), .cx = REG(CX), .dx = REG(DX), .bx = REG(BX), .sp = REG(SP), .bp = REG(BP),
	.si = REG(SI), .di = REG(DI), .r8 = REG(R8), .r9 = REG(R9), .r10 = REG(R10),
	.r11 = REG(R11), .r12 = REG(R12), .r13 = REG(R13), .r14 = REG(R14), .r15 = REG(R15),
};

static void operand_is_found(struct kunit *test)
{
	const struct row *row = test->param_value;
	struct pt_regs regs = numbered;
	unsigned long address = NONE;
	bool found;

	regs.ip = (unsigned long)row->code;
	found = insn_memory_address(&regs, &address);
	KUNIT_EXPECT_EQ(test, found, row->address != NONE);
	KUNIT_EXPECT_EQ(test, address, row->address);
}

/* The last bytes of a page with nothing behind it; and no code at all. */
static void unreadable_code_is_no_fault(struct kunit *test)
{
	struct pt_regs regs = numbered;
	unsigned long address = NONE;
	u8 *page = vmalloc(PAGE_SIZE);

	KUNIT_ASSERT_NOT_NULL(test, page);
	page[PAGE_SIZE - 2] = 0x8b;
	page[PAGE_SIZE - 1] = 0x01;
	regs.ip = (unsigned long)page + PAGE_SIZE - 2;
	KUNIT_EXPECT_TRUE(test, insn_memory_address(&regs, &address));
	KUNIT_EXPECT_EQ(test, address, REG(CX));
	vfree(page);
	KUNIT_EXPECT_FALSE(test, insn_memory_address(&regs, &address));
	regs.ip = 0x8000000000000000ul;
	KUNIT_EXPECT_FALSE(test, insn_memory_address(&regs, &address));
}

static struct kunit_case insn_eval_cases[] = {
	KUNIT_CASE_PARAM(operand_is_found, row_gen_params),
	KUNIT_CASE(unreadable_code_is_no_fault),
	{ }
};

static struct kunit_suite insn_eval_suite = {
	.name = "insn_eval",
	.test_cases = insn_eval_cases,
};
kunit_test_suite(insn_eval_suite);
