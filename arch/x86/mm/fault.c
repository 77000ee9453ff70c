// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/fault.c - page faults: excused, a full stack, or a bug
 *
 * A fault is one of five things, asked in this order:
 *
 *   1. a program's page that its area promises (kernel/mm/memory.c): it gets it.
 *      In kernel mode only for an instruction with a row in the exception table;
 *   2. in ring 3: the end of that program, in one line;
 *   3. an instruction with a row in that table (a copy from user space): it goes
 *      on where the row says;
 *   4. an access to the guard page below a stack: that stack is full;
 *   5. a bug, for kernel memory is never paged out or mapped on demand: an oops in
 *      Linux's words.
 *
 * Context: called with interrupts off, on the stack that was in use.
 *
 * See also: Intel SDM vol. 3, "Page-Fault Exceptions".
 */

#include <linux/extable.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include <asm/extable.h>
#include <asm/idtentry.h>
#include <asm/kdebug.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/smap.h>
#include <asm/stacktrace.h>
#include <asm/trapnr.h>
#include <asm/traps.h>

#define SIGNR_KILL	9
#define SIGNR_SEGV	11

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

/* ---- programs --------------------------------------------------------------------------- */

static unsigned int fault_flags(const struct pt_regs *regs, unsigned long error_code)
{
	return (error_code & X86_PF_WRITE ? FAULT_FLAG_WRITE : 0) |
	       (error_code & X86_PF_INSTR ? FAULT_FLAG_INSTRUCTION : 0) |
	       (user_mode(regs) ? FAULT_FLAG_USER : 0);
}

/* May this fault be looked into?  It sleeps, so not in code that must not. */
static bool may_handle(const struct pt_regs *regs, unsigned long error_code)
{
	if (!current->mm || error_code & (X86_PF_RSVD | X86_PF_PK) || faulthandler_disabled())
		return false;
	return user_mode(regs) ||
	       (!(error_code & X86_PF_INSTR) && !regs_irqs_disabled(regs) &&
		search_exception_tables(regs->ip));
}

static bool do_user_addr_fault(struct pt_regs *regs, unsigned long error_code,
			       unsigned long address)
{
	vm_fault_t fault;

	if (address >= TASK_SIZE_MAX || !may_handle(regs, error_code))
		return false;
	clac();			/* the copy that faulted goes on with its own flags */
	local_irq_enable();
	fault = handle_mm_fault(current->mm, address, fault_flags(regs, error_code));
	local_irq_disable();
	return !(fault & VM_FAULT_ERROR);
}

static void __noreturn end_by_segv(struct pt_regs *regs, unsigned long error_code,
				   unsigned long address)
{
	pr_info("%s[%d]: segfault at %lx ip %px sp %px error %lx\n", current->comm, current->pid,
		address, (void *)regs->ip, (void *)regs->sp, error_code);
	local_irq_enable();
	make_task_dead(SIGNR_SEGV);
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

	if (do_user_addr_fault(regs, error_code, address))
		return;
	if (user_mode(regs))
		end_by_segv(regs, error_code, address);
	if (fixup_exception(regs, X86_TRAP_PF, error_code, address))
		return;
	stack = stack_guard_name(address, &info);
	if (stack)
		handle_stack_overflow(regs, address, stack);
	page_fault_oops(regs, error_code, address);
}
