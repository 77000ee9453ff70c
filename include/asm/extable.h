/* SPDX-License-Identifier: MIT */
/*
 * asm/extable.h - one row of the exception table
 *
 * A row says: if the instruction at `insn` faults in kernel mode, go on at
 * `fixup`.  Both are relative to their own field, so a row is eight bytes.  Rows
 * come in link order and are sorted once at boot (sort_main_extable()).
 */
#ifndef ASM_EXTABLE_H
#define ASM_EXTABLE_H

#include <linux/types.h>

struct pt_regs;

struct exception_table_entry {
	s32	insn;	/* I */
	s32	fixup;	/* I */
};

/* Inside an asm(): a fault at label `from` continues at label `to`. */
#define _ASM_EXTABLE(from, to)				\
	".pushsection __ex_table,\"a\"\n"		\
	"\t.balign 4\n"					\
	"\t.long (" #from ") - .\n"			\
	"\t.long (" #to ") - .\n"			\
	".popsection\n"

static inline unsigned long ex_to_insn(const struct exception_table_entry *x)
{
	return (unsigned long)&x->insn + x->insn;
}

static inline unsigned long ex_to_fixup(const struct exception_table_entry *x)
{
	return (unsigned long)&x->fixup + x->fixup;
}

/* True if regs->ip had a row and now points at its fixup. */
int fixup_exception(struct pt_regs *regs, int trapnr, unsigned long error_code,
		    unsigned long fault_addr);

#endif /* ASM_EXTABLE_H */
