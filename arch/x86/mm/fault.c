// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/fault.c - page faults: excused, a full stack, or a bug
 *
 * Kernel memory is never paged out or mapped on demand, so a fault in kernel mode
 * is one of three things, asked in this order:
 *
 *   1. an instruction that said beforehand that it may fault, and where to go
 *      then (a copy from user space): continue there;
 *   2. an access to the guard page below a stack: that stack is full;
 *   3. a bug: an oops in Linux's words.
 *
 * Context: called with interrupts off, on the stack that was in use.
 *
 * See also: Intel SDM vol. 3, "Page-Fault Exceptions".
 */

#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>

#include <asm/extable.h>
#include <asm/idtentry.h>
#include <asm/kdebug.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/stacktrace.h>
#include <asm/trapnr.h>
#include <asm/traps.h>

#define SIGNR_KILL	9

static const char *access_name(unsigned long error_code)
{
	if (error_code & X86_PF_INSTR)
		return "instruction fetch";
	return error_code & X86_PF_WRITE ? "write access" : "read access";
}

static const char *reason_name(unsigned long error_code)
{
	if (!(error_code & X86_PF_PROT))
		return "not-present page";
	if (error_code & X86_PF_RSVD)
		return "reserved bit violation";
	if (error_code & X86_PF_PK)
		return "protection keys violation";
	return "permissions violation";
}

/* The entries that were walked, down to where the walk ended. */
static void dump_pagetable(unsigned long address)
{
	static const char * const names[] = { "", "PTE", "PMD", "PUD", "PGD" };
	pte_t *table = __va(read_cr3() & PTE_PFN_MASK);
	int level;

	pr_info("");
	for (level = PGTABLE_LEVELS; level > 0; level--) {
		pte_t entry = table[pgtable_index(address, level)];

		pr_cont("%s %llx ", names[level], pte_val(entry));
		if (level == PGTABLE_LEVELS)
			pr_cont("P4D %llx ", pte_val(entry));	/* folded: the same entry */
		if (!pte_present(entry) || (level < PGTABLE_LEVELS && pte_large(entry)))
			break;
		table = __va(pte_phys(entry));
	}
	pr_cont("\n");
}

static void explain_exec(unsigned long address)
{
	unsigned int level;
	pte_t *entry = lookup_address(address, &level);

	if (entry && pte_present(*entry) && pte_val(*entry) & _PAGE_NX)
		pr_crit("kernel tried to execute NX-protected page - exploit attempt? (uid: %d)\n", 0);
}

static void show_fault_oops(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	if (error_code & X86_PF_INSTR)
		explain_exec(address);
	if (address < PAGE_SIZE && !user_mode(regs))
		pr_alert("BUG: kernel NULL pointer dereference, address: %px\n", (void *)address);
	else
		pr_alert("BUG: unable to handle page fault for address: %px\n", (void *)address);
	pr_alert("#PF: %s %s in %s mode\n", error_code & X86_PF_USER ? "user" : "supervisor",
		 access_name(error_code), user_mode(regs) ? "user" : "kernel");
	pr_alert("#PF: error_code(0x%04lx) - %s\n", error_code, reason_name(error_code));
	dump_pagetable(address);
}

static void page_fault_oops(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	unsigned long flags = oops_begin();
	int signr = SIGNR_KILL;

	show_fault_oops(regs, error_code, address);
	if (__die("Oops", regs, error_code))
		signr = 0;
	oops_end(flags, regs, signr);
}

/**
 * do_page_fault - exception 14
 * @address: the address that was accessed (cr2)
 *
 * Context: interrupts off, on the interrupted stack.
 */
void do_page_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	struct stack_info info;
	const char *stack;

	if (!user_mode(regs)) {
		if (fixup_exception(regs, X86_TRAP_PF, error_code, address))
			return;
		stack = stack_guard_name(address, &info);
		if (stack)
			handle_stack_overflow(regs, address, stack);
	}
	page_fault_oops(regs, error_code, address);
}
