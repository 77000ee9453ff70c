// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/mce.c - machine checks: the hardware reports that it has failed
 *
 * Each CPU has a few banks of registers, one for each unit that can find errors.
 * A bank's STATUS tells what it found.  If the CPU can go on after the exception,
 * the report is all; otherwise the machine stops, for what it computed is wrong.
 *
 * Without CR4.MCE a machine check is a shutdown without a word.
 *
 * See also: Intel SDM vol. 3, "Machine-Check Architecture".
 */

#include <linux/hardirq.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/smp.h>

#include <asm/hardirq.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/traps.h>

#include "mce_regs.h"

static unsigned int mce_banks;	/* I: 0 = the CPU has no such architecture */
static bool mce_tells_urgency;	/* I: MCI_STATUS_AR means something */

/* An error that nobody has run into yet (memory found bad by a scrubber) is no reason to stop. */
static bool is_fatal(u64 status)
{
	if (status & MCI_STATUS_PCC)
		return true;
	return status & MCI_STATUS_UC && (!mce_tells_urgency || status & MCI_STATUS_AR);
}

/* Print a bank that holds an error, and clear it; true if the machine must stop. */
static bool report_bank(unsigned int bank)
{
	u64 status = rdmsrl_value(MSR_MCi_STATUS(bank));

	if (!(status & MCI_STATUS_VAL))
		return false;
	pr_emerg("mce: [Hardware Error]: CPU %d: Machine Check: Bank %u: %016llx\n",
		 smp_processor_id(), bank, status);
	if (status & MCI_STATUS_ADDRV)
		pr_emerg("mce: [Hardware Error]: ADDR %llx\n", rdmsrl_value(MSR_MCi_ADDR(bank)));
	if (status & MCI_STATUS_MISCV)
		pr_emerg("mce: [Hardware Error]: MISC %llx\n", rdmsrl_value(MSR_MCi_MISC(bank)));
	wrmsrl(MSR_MCi_STATUS(bank), 0);
	return is_fatal(status);
}

/**
 * exc_machine_check - vector 18, from do_exception()
 * Context: its own IST stack, interrupts off; counts as an NMI.
 */
void exc_machine_check(struct pt_regs *regs)
{
	u64 mcg_status;
	bool fatal = false;
	unsigned int bank;

	nmi_enter();
	inc_irq_stat(irq_mce_count);
	mcg_status = rdmsrl_value(MSR_IA32_MCG_STATUS);
	pr_emerg("mce: [Hardware Error]: CPU %d: Machine Check Exception: %llx, RIP %04x:%pS\n",
		 smp_processor_id(), mcg_status, (int)regs->cs, (void *)regs->ip);
	for (bank = 0; bank < mce_banks; bank++)
		fatal |= report_bank(bank);
	add_taint(TAINT_MACHINE_CHECK, LOCKDEP_NOW_UNRELIABLE);
	if (fatal || !(mcg_status & MCG_STATUS_RIPV))
		panic("Fatal machine check");
	wrmsrl(MSR_IA32_MCG_STATUS, 0);
	nmi_exit();
}

/**
 * mcheck_cpu_init - clear what is left from before, and let machine checks in
 * Context: at bring-up of the CPU, interrupts off; its #MC stack is in the TSS.
 */
void mcheck_cpu_init(void)
{
	u32 eax, ebx, ecx, edx;
	unsigned int bank;
	u64 cap;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	if (!(edx & CPUID_1_EDX_MCE))
		return;
	if (edx & CPUID_1_EDX_MCA) {
		cap = rdmsrl_value(MSR_IA32_MCG_CAP);
		mce_banks = cap & MCG_CAP_BANKS;
		mce_tells_urgency = cap & MCG_CAP_SER_P;
		if (cap & MCG_CAP_CTL_P)
			wrmsrl(MSR_IA32_MCG_CTL, ~0ull);
		for (bank = 0; bank < mce_banks; bank++) {
			wrmsrl(MSR_MCi_CTL(bank), ~0ull);
			wrmsrl(MSR_MCi_STATUS(bank), 0);
		}
	}
	write_cr4(read_cr4() | X86_CR4_MCE);
}
