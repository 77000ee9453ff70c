// SPDX-License-Identifier: MIT
/*
 * arch/x86/lib/insn_eval.c - which address did this instruction mean?
 *
 * A page fault leaves its address in cr2; a general protection fault says nothing.  Yet most
 * of them in a kernel come from a pointer that is no address at all, as 0x6b6b6b6b6b6b6b6b from
 * freed memory.  So the report reads the instruction as the CPU did:
 *
 *     prefixes, REX | opcode: 1, 2 or 3 bytes | ModRM | SIB | displacement | ...
 *                                               mod rm  scale index base
 *
 * Of the opcode only this matters: is there a ModRM byte behind it?
 *
 * Context: any.
 *
 * See also: Intel SDM vol. 2, "Instruction Format".
 */

#include <linux/bits.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include <asm/insn-eval.h>
#include <asm/ptrace.h>

#define INSN_MAX	15

enum {
	REX_B = BIT(0),		/* one more bit of ModRM's rm or SIB's base */
	REX_X = BIT(1),		/* one more bit of SIB's index */
	RM_SIB = 4,		/* rm: a SIB byte follows */
	BASE_NONE = 5,		/* with mod 0: a displacement instead of a register */
	INDEX_NONE = 4,
	MOD_REGISTER = 3,	/* no memory at all */
};

struct insn {
	u8 bytes[INSN_MAX];
	unsigned int at;	/* the byte to be read next */
	u8 rex;
};

static u8 next_byte(struct insn *insn)
{
	return insn->at < INSN_MAX ? insn->bytes[insn->at++] : 0;
}

static unsigned long reg_value(const struct pt_regs *regs, unsigned int number)
{
	const unsigned long by_number[] = {
		regs->ax, regs->cx, regs->dx, regs->bx, regs->sp, regs->bp, regs->si, regs->di,
		regs->r8, regs->r9, regs->r10, regs->r11,
		regs->r12, regs->r13, regs->r14, regs->r15,
	};

	return by_number[number];
}

/* False at a prefix which means that the address has another base. */
static bool skip_prefixes(struct insn *insn)
{
	for (;;) {
		u8 byte = next_byte(insn);

		switch (byte) {
		case 0x26: case 0x2e: case 0x36: case 0x3e:	/* es, cs, ss, ds: ignored */
		case 0x66: case 0xf0: case 0xf2: case 0xf3:	/* operand size, lock, repne, rep */
			continue;
		case 0x64: case 0x65:				/* fs, gs */
		case 0x67:					/* 32-bit addresses */
			return false;
		case 0x40 ... 0x4f:
			insn->rex = byte;
			return true;
		default:
			insn->at--;
			return true;
		}
	}
}

static bool one_byte_has_modrm(u8 opcode)
{
	switch (opcode) {
	case 0x00 ... 0x3f:			/* add, or, ...: the first four of each eight */
		return (opcode & 7) < 4;
	case 0x63: case 0x69: case 0x6b:
	case 0x80 ... 0x8f:
	case 0xc0: case 0xc1: case 0xc6: case 0xc7:
	case 0xd0 ... 0xd3: case 0xd8 ... 0xdf:
	case 0xf6: case 0xf7: case 0xfe: case 0xff:
		return true;
	default:
		return false;
	}
}

/* Of those behind 0x0f the few that have none. */
static bool two_byte_has_modrm(u8 opcode)
{
	switch (opcode) {
	case 0x05 ... 0x0c: case 0x0e:
	case 0x30 ... 0x37:			/* wrmsr, rdtsc, ... */
	case 0x77:
	case 0x80 ... 0x8f:			/* conditional jumps */
	case 0xa0 ... 0xa2: case 0xa8 ... 0xaa:
	case 0xc8 ... 0xcf:
		return false;
	default:
		return true;
	}
}

static bool skip_opcode(struct insn *insn)
{
	u8 opcode = next_byte(insn);

	if (opcode != 0x0f)
		return one_byte_has_modrm(opcode);
	opcode = next_byte(insn);
	if (opcode == 0x38 || opcode == 0x3a)
		insn->at++;
	return two_byte_has_modrm(opcode);
}

static long displacement(struct insn *insn, unsigned int size)
{
	u32 value = 0;

	for (unsigned int i = 0; i < size; i++)
		value |= (u32)next_byte(insn) << (8 * i);
	return size == 1 ? (s8)value : (s32)value;
}

static bool operand_address(struct insn *insn, const struct pt_regs *regs, unsigned long *address)
{
	u8 modrm = next_byte(insn), mod = modrm >> 6, base = modrm & 7;
	unsigned int disp_size = mod == 1 ? 1 : mod == 2 ? 4 : 0;
	unsigned long sum = 0;

	if (mod == MOD_REGISTER)
		return false;
	if (base == RM_SIB) {
		u8 sib = next_byte(insn);
		unsigned int index = (sib >> 3 & 7) + (insn->rex & REX_X ? 8 : 0);

		base = sib & 7;
		if (index != INDEX_NONE)
			sum = reg_value(regs, index) << (sib >> 6);
	} else if (mod == 0 && base == BASE_NONE) {
		return false;			/* relative to rip: always a good address */
	}
	if (mod == 0 && base == BASE_NONE)
		disp_size = 4;
	else
		sum += reg_value(regs, base + (insn->rex & REX_B ? 8 : 0));
	*address = sum + displacement(insn, disp_size);
	return true;
}

bool insn_memory_address(const struct pt_regs *regs, unsigned long *address)
{
	struct insn insn = { .at = 0 };

	/* Byte by byte: the page behind the instruction may not be there. */
	for (int i = 0; i < INSN_MAX; i++)
		if (copy_from_kernel_nofault(&insn.bytes[i], (void *)(regs->ip + i), 1) && !i)
			return false;
	return skip_prefixes(&insn) && skip_opcode(&insn) &&
	       operand_address(&insn, regs, address);
}
