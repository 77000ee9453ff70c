/* SPDX-License-Identifier: MIT */
/*
 * asm/elf.h - what x86-64 adds to ELF: its number and its relocations
 *
 * See also: System V ABI, AMD64 Architecture Processor Supplement, "Relocation".
 */
#ifndef ASM_ELF_H
#define ASM_ELF_H

#define ELF_CLASS	ELFCLASS64
#define ELF_DATA	ELFDATA2LSB
#define ELF_ARCH	EM_X86_64

/* S: the symbol's value; A: the addend; P: the place that is changed. */
enum x86_64_reloc {
	R_X86_64_NONE	= 0,
	R_X86_64_64	= 1,		/* S + A, 64 bits */
	R_X86_64_PC32	= 2,		/* S + A - P, 32 bits, signed */
	R_X86_64_PLT32	= 4,		/* the same: no detour is needed */
	R_X86_64_32	= 10,		/* S + A, 32 bits, extended by zeroes */
	R_X86_64_32S	= 11,		/* S + A, 32 bits, extended by the sign */
	R_X86_64_16	= 12,		/* S + A, 16 bits */
	R_X86_64_PC16	= 13,		/* S + A - P, 16 bits */
	R_X86_64_8	= 14,		/* S + A, 8 bits */
	R_X86_64_PC8	= 15,		/* S + A - P, 8 bits */
	R_X86_64_PC64	= 24,		/* S + A - P, 64 bits */
};

/* A program at no address of its own begins here; its heap does if it has no interpreter. */
#define ELF_ET_DYN_BASE	(TASK_SIZE_MAX / 3 * 2)
#define ELF_PLATFORM	"x86_64"

#endif /* ASM_ELF_H */
