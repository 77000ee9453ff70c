// SPDX-License-Identifier: MIT
/*
 * arch/x86/mm/fault.c - page faults: excused, a full stack, or a bug
 *
 * A fault is one of five things, asked in this order:
 *
 *   1. a program's page that its area promises (kernel/mm/memory.c): it gets it.
 *      In kernel mode only for an instruction with a row in the exception table;
 *   2. in ring 3: a signal for that program;
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
#include <linux/mmap_lock.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
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
	int signr = SIGKILL;

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

/* Return: 0: the page is there; else why it will not be. */
static vm_fault_t do_user_addr_fault(struct pt_regs *regs, unsigned long error_code,
				     unsigned long address)
{
	vm_fault_t fault;

	if (address >= TASK_SIZE_MAX || !may_handle(regs, error_code))
		return VM_FAULT_SIGSEGV;
	clac();			/* the copy that faulted goes on with its own flags */
	local_irq_enable();
	fault = handle_mm_fault(current->mm, address, fault_flags(regs, error_code));
	local_irq_disable();
	return fault & VM_FAULT_ERROR;
}

/* Is something mapped there, that may not be used in this way? */
static int segv_code(struct mm_struct *mm, unsigned long address)
{
	struct vm_area_struct *vma;
	int code = SEGV_MAPERR;

	mmap_read_lock(mm);
	vma = find_vma(mm, address);
	if (vma && vma->vm_start <= address)
		code = SEGV_ACCERR;
	mmap_read_unlock(mm);
	return code;
}

/* The line for a program that is ended by it. */
static void show_segfault(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	const char *loglvl = current->pid > 1 ? KERN_INFO : KERN_EMERG;
	unsigned int cpu = raw_smp_processor_id();

	if (!show_unhandled_signals || !unhandled_signal(current, SIGSEGV) || !printk_ratelimit())
		return;
	printk("%s%s[%d]: segfault at %lx ip %px sp %px error %lx likely on CPU %u (core %u, socket 0)\n",
	       loglvl, current->comm, current->pid, address, (void *)regs->ip,
	       (void *)regs->sp, error_code, cpu, cpu);
	show_opcodes(regs, loglvl);
}

static void send_segv(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	int code = SEGV_MAPERR;

	/* Whether anything is mapped in the kernel's part is not a program's business. */
	if (address >= TASK_SIZE_MAX)
		error_code |= X86_PF_PROT;
	else
		code = segv_code(current->mm, address);
	current->thread.error_code = error_code | X86_PF_USER;
	show_segfault(regs, error_code, address);
	force_sig_fault(SIGSEGV, code, (void __user *)address);
}

static void fault_in_program(struct pt_regs *regs, unsigned long error_code,
			     unsigned long address, vm_fault_t fault)
{
	current->thread.trap_nr = X86_TRAP_PF;
	current->thread.cr2 = address;
	current->thread.error_code = error_code;
	local_irq_enable();
	if (fault & VM_FAULT_OOM) {
		pr_err("Out of memory: Killed process %d (%s)\n", current->pid, current->comm);
		force_fatal_sig(SIGKILL);
	} else if (fault & VM_FAULT_SIGBUS) {
		force_sig_fault(SIGBUS, BUS_ADRERR, (void __user *)address);
	} else {
		send_segv(regs, error_code, address);
	}
	local_irq_disable();
}

/**
 * do_page_fault - exception 14
 * @address: the address that was accessed (cr2)
 *
 * Context: interrupts off, on the interrupted stack.
 */
void do_page_fault(struct pt_regs *regs, unsigned long error_code, unsigned long address)
{
	vm_fault_t fault = do_user_addr_fault(regs, error_code, address);
	struct stack_info info;
	const char *stack;

	if (!fault)
		return;
	if (user_mode(regs)) {
		fault_in_program(regs, error_code, address, fault);
		return;
	}
	if (fixup_exception(regs, X86_TRAP_PF, error_code, address))
		return;
	stack = stack_guard_name(address, &info);
	if (stack)
		handle_stack_overflow(regs, address, stack);
	page_fault_oops(regs, error_code, address);
}
