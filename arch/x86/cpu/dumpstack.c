// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/dumpstack.c - the report of a trap that the kernel cannot repair
 *
 * An oops is printed by one CPU at a time, and a CPU that gets into an oops while
 * it prints one goes on, since half a report is better than none.  What follows
 * the report depends on who is left to run: a thread is ended; in an interrupt,
 * in the idle task, or with panic_on_oops, the machine stops.
 *
 * Locking: die_lock, taken with trylock only, held from oops_begin() to oops_end().
 * It is an atomic word and not a spinlock, because its owner may take it again.
 */

#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/irqflags.h>
#include <linux/kallsyms.h>
#include <linux/kdebug.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include <linux/workqueue.h>

#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

#define CODE_BYTES	64	/* shown of the code, of which ... */
#define CODE_PROLOGUE	42	/* ... so many lie before the instruction */
#define NO_CPU		(-1)
#define MAX_NESTED_OOPS	3	/* then the report itself is what is broken */

static atomic_t die_owner = ATOMIC_INIT(NO_CPU);
static int die_nest_count;		/* by the owner only */
static int die_counter;			/* by the owner only: the [#1] of an oops */

/* regs of the first oops: oops_end() shows them again below the end marker. */
static struct pt_regs exec_summary_regs;

static bool copy_code(const struct pt_regs *regs, u8 *byte, unsigned long from)
{
	bool bad;

	if (!user_mode(regs))
		return !copy_from_kernel_nofault(byte, (void *)from, 1);
	pagefault_disable();		/* only what is there: it was executed just now */
	bad = copy_from_user(byte, (void __user *)from, 1);
	pagefault_enable();
	return !bad;
}

/**
 * show_opcodes - the line of code bytes around regs->ip
 * Context: any.
 */
void show_opcodes(struct pt_regs *regs, const char *loglvl)
{
	char line[CODE_BYTES * 3 + sizeof("<>")];
	unsigned long from = regs->ip - CODE_PROLOGUE;
	u8 opcodes[CODE_BYTES];
	int i, len = 0;

	/* One short copy at a time, so that code at the edge of a page still shows. */
	for (i = 0; i < CODE_BYTES; i++)
		if (!copy_code(regs, &opcodes[i], from + i))
			break;
	if (i < CODE_BYTES) {
		printk("%sCode: Unable to access opcode bytes at 0x%lx.\n", loglvl, from);
		return;
	}
	for (i = 0; i < CODE_BYTES; i++)
		len += scnprintf(line + len, sizeof(line) - len,
				 i == CODE_PROLOGUE ? "%s<%02x>" : "%s%02x", i ? " " : "",
				 opcodes[i]);
	printk("%sCode: %s\n", loglvl, line);
}

static void show_ip(struct pt_regs *regs, const char *loglvl)
{
	printk("%sRIP: %04x:%pS\n", loglvl, (int)regs->cs, (void *)regs->ip);
	show_opcodes(regs, loglvl);
}

static void show_general_regs(const struct pt_regs *regs, const char *loglvl)
{
	printk("%sRSP: %04x:%016lx EFLAGS: %08lx\n", loglvl, (int)regs->ss, regs->sp, regs->flags);
	printk("%sRAX: %016lx RBX: %016lx RCX: %016lx\n", loglvl, regs->ax, regs->bx, regs->cx);
	printk("%sRDX: %016lx RSI: %016lx RDI: %016lx\n", loglvl, regs->dx, regs->si, regs->di);
	printk("%sRBP: %016lx R08: %016lx R09: %016lx\n", loglvl, regs->bp, regs->r8, regs->r9);
	printk("%sR10: %016lx R11: %016lx R12: %016lx\n", loglvl, regs->r10, regs->r11, regs->r12);
	printk("%sR13: %016lx R14: %016lx R15: %016lx\n", loglvl, regs->r13, regs->r14, regs->r15);
}

static void show_control_regs(const struct pt_regs *regs, const char *loglvl)
{
	u16 ds, es, fs, gs;

	asm("movw %%ds, %0; movw %%es, %1; movw %%fs, %2; movw %%gs, %3"
	    : "=r" (ds), "=r" (es), "=r" (fs), "=r" (gs));
	printk("%sFS:  %016llx(%04x) GS:%016llx(%04x) knlGS:%016llx\n", loglvl,
	       rdmsrl_value(MSR_FS_BASE), fs, rdmsrl_value(MSR_GS_BASE), gs,
	       rdmsrl_value(MSR_KERNEL_GS_BASE));
	printk("%sCS:  %04x DS: %04x ES: %04x CR0: %016lx\n", loglvl, (int)regs->cs, ds, es,
	       read_cr0());
	printk("%sCR2: %016lx CR3: %016lx CR4: %016lx\n", loglvl, read_cr2(), read_cr3(),
	       read_cr4());
}

/**
 * __show_regs - the registers of interrupted code, without a header
 * Context: any.
 */
void __show_regs(struct pt_regs *regs, const char *loglvl)
{
	show_ip(regs, loglvl);
	show_general_regs(regs, loglvl);
}

void dump_stack_print_info(const char *log_lvl)
{
	printk("%sCPU: %d PID: %d Comm: %.20s %s %s\n", log_lvl, raw_smp_processor_id(),
	       current->pid, current->comm, print_tainted(), hemi_version);
	print_worker_info(log_lvl, current);
}

/**
 * show_regs - who runs, its registers, and how it got there
 * Context: any.
 */
void show_regs(struct pt_regs *regs)
{
	dump_stack_print_info(KERN_DEFAULT);
	__show_regs(regs, KERN_DEFAULT);
	show_control_regs(regs, KERN_DEFAULT);
	if (!user_mode(regs))
		show_trace_regs(regs, KERN_DEFAULT);
}

void dump_stack_lvl(const char *log_lvl)
{
	unsigned long flags;

	local_irq_save(flags);	/* the lines of one CPU stay together */
	dump_stack_print_info(log_lvl);
	show_stack(NULL, NULL, log_lvl);
	local_irq_restore(flags);
}
EXPORT_SYMBOL(dump_stack_lvl);

void dump_stack(void)
{
	dump_stack_lvl(KERN_DEFAULT);
}
EXPORT_SYMBOL(dump_stack);

/* ---- the oops ---------------------------------------------------------------- */

/**
 * oops_begin - become the one CPU that reports
 * Context: any.  Return: to be given to oops_end().
 */
unsigned long oops_begin(void)
{
	unsigned long flags;
	int cpu;

	oops_enter();
	raw_local_irq_save(flags);
	cpu = raw_smp_processor_id();
	while (atomic_cmpxchg(&die_owner, NO_CPU, cpu) != NO_CPU && atomic_read(&die_owner) != cpu)
		cpu_relax();
	if (die_nest_count++ == MAX_NESTED_OOPS)
		panic("Oops while reporting an oops");
	return flags;
}

/* Nobody to end: the thread is needed, or there is none. */
static void panic_if_fatal(void)
{
	if (panic_in_progress())
		panic("Fatal exception in a panic");	/* which goes on nowhere else */
	if (in_interrupt())
		panic("Fatal exception in interrupt");
	if (panic_on_oops)
		panic("Fatal exception");
	if (is_idle_task(current))
		panic("Attempted to kill the idle task!");
}

/**
 * oops_end - after the report: end the thread, or panic
 * @signr: 0 if the trap was handled after all
 * Context: as oops_begin().  Returns only if signr is 0.
 */
void oops_end(unsigned long flags, struct pt_regs *regs, int signr)
{
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	if (--die_nest_count == 0)
		atomic_set(&die_owner, NO_CPU);
	oops_exit();
	__show_regs(&exec_summary_regs, KERN_DEFAULT);
	show_control_regs(&exec_summary_regs, KERN_DEFAULT);
	raw_local_irq_restore(flags);
	if (!signr)
		return;
	panic_if_fatal();
	make_task_dead(signr);
}

/**
 * __die - print the report
 * Return: 1 if a die notifier says that the trap is handled.
 */
int __die(const char *str, struct pt_regs *regs, long err)
{
	if (!die_counter)
		exec_summary_regs = *regs;
	printk("%s: %04lx [#%d] PREEMPT SMP\n", str, err & 0xffff, ++die_counter);
	show_regs(regs);
	print_modules();
	return notify_die(DIE_OOPS, str, regs, err, 0, 11) == NOTIFY_STOP;
}

void die(const char *str, struct pt_regs *regs, long err)
{
	unsigned long flags = oops_begin();
	int signr = 11;		/* SIGSEGV */

	if (__die(str, regs, err))
		signr = 0;
	oops_end(flags, regs, signr);
}
