// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/module.c - what the loader of modules must know about x86-64
 *
 * Code and data of a module lie within 2 GiB of the kernel's text (MODULES_VADDR), so
 * that a call and an address take 32 bits, as the compiler's kernel model assumes.
 * A value that does not fit is an error: it would be cut off without a word.
 */

#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/arch.h>
#include <asm/page.h>
#include <asm/pgtable.h>

/* Writable, not executable; the loader changes that when it is complete. */
void *arch_module_alloc(unsigned long size)
{
	return __vmalloc_node_range(size, PAGE_SIZE, MODULES_VADDR, MODULES_END,
				    GFP_KERNEL | __GFP_ZERO | __GFP_NOWARN, PAGE_KERNEL, 0, -1,
				    __builtin_return_address(0));
}

struct reloc_kind {
	u8 size;		/* bytes that are written; 0: not a kind we know */
	bool relative;		/* to the place */
	bool sign;		/* extended by the sign, else by zeroes */
};

static const struct reloc_kind kinds[] = {
	[R_X86_64_64]	 = { 8, false, false },
	[R_X86_64_PC32]	 = { 4, true, true },
	[R_X86_64_PLT32] = { 4, true, true },
	[R_X86_64_32]	 = { 4, false, false },
	[R_X86_64_32S]	 = { 4, false, true },
	[R_X86_64_16]	 = { 2, false, false },
	[R_X86_64_PC16]	 = { 2, true, true },
	[R_X86_64_8]	 = { 1, false, false },
	[R_X86_64_PC8]	 = { 1, true, true },
	[R_X86_64_PC64]	 = { 8, true, true },
};

/* What the CPU makes of the lowest @size bytes of @val. */
static u64 extended(u64 val, unsigned int size, bool sign)
{
	unsigned int shift = 64 - size * 8;

	return sign ? (u64)((s64)(val << shift) >> shift) : val << shift >> shift;
}

/**
 * arch_apply_relocation - write an address into code or data of a module
 * @loc: the place, with @room bytes left in its section
 * @symbol: the value of the symbol
 *
 * Context: any.
 * Return: 0, or -ENOEXEC with a message that names what is wrong.
 */
int arch_apply_relocation(const char *module, u32 type, void *loc, size_t room, u64 symbol,
			  s64 addend)
{
	const struct reloc_kind *kind = &kinds[type < ARRAY_SIZE(kinds) ? type : R_X86_64_NONE];
	u64 val = symbol + addend, zero = 0;

	if (type == R_X86_64_NONE)
		return 0;
	if (!kind->size) {
		pr_err("%s: Unknown rela relocation: %u\n", module, type);
		return -ENOEXEC;
	}
	if (room < kind->size) {
		pr_err("%s: relocation of type %u is outside of its section\n", module, type);
		return -ENOEXEC;
	}
	if (memcmp(loc, &zero, kind->size)) {
		pr_err("x86/modules: Invalid relocation target, existing value is nonzero for type %u, loc %px, val %llx\n",
		       type, loc, val);
		return -ENOEXEC;
	}
	if (kind->relative)
		val -= (unsigned long)loc;
	if (extended(val, kind->size, kind->sign) != val) {
		pr_err("overflow in relocation type %u val %llx\n", type, val);
		pr_err("`%s' likely not compiled with -mcmodel=kernel\n", module);
		return -ENOEXEC;
	}
	memcpy(loc, &val, kind->size);
	return 0;
}
