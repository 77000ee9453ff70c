// SPDX-License-Identifier: MIT
/*
 * arch/x86/entry/syscall.c - system calls: numbers to functions
 *
 * Two tables, for the numbers differ: x86-64's for `syscall`, i386's for `int 0x80`.  The
 * functions are the same; each takes what it needs of six words (<linux/syscalls.h>).
 *
 * A system call runs like any kernel code of its task: interrupts on, it may sleep and be
 * preempted.
 */

#include <linux/array_size.h>
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/syscalls.h>

#include <asm/ptrace.h>
#include <asm/syscall.h>

static const sys_call_ptr_t sys_call_table[] = {
#define SYSCALL(nr, nr_ia32, name) [nr] = sys_##name,
#define SYSCALL_64(nr, name) [nr] = sys_##name,
#define SYSCALL_32(nr, name)
#include <asm/syscalls.list>
#undef SYSCALL
#undef SYSCALL_64
#undef SYSCALL_32
};

static const sys_call_ptr_t ia32_sys_call_table[] = {
#define SYSCALL(nr, nr_ia32, name) [nr_ia32] = sys_##name,
#define SYSCALL_64(nr, name)
#define SYSCALL_32(nr, name) [nr] = sys_##name,
#include <asm/syscalls.list>
#undef SYSCALL
#undef SYSCALL_64
#undef SYSCALL_32
};

/* Number of restart_syscall(), by either way. */
#define NR_RESTART_64	219
#define NR_RESTART_32	0

/* One of the errors by which a system call asks to be made again, after a signal? */
static inline bool wants_restart(long ret)
{
	return unlikely(ret <= -ERESTARTSYS && ret >= -ERESTART_RESTARTBLOCK);
}

/**
 * do_syscall_64 - a program has executed `syscall`
 * Context: the program's task on its kernel stack; interrupts off on entry and return.
 */
void do_syscall_64(struct pt_regs *regs)
{
	u32 nr = regs->orig_ax;		/* the upper half does not count */
	long ret = -ENOSYS;

	local_irq_enable();
	if (likely(nr < ARRAY_SIZE(sys_call_table)) && sys_call_table[nr])
		ret = sys_call_table[nr](regs->di, regs->si, regs->dx, regs->r10, regs->r8,
					 regs->r9);
	regs->ax = ret;
	local_irq_disable();
	if (wants_restart(ret))
		syscall_wants_restart(regs, NR_RESTART_64);
}

/* The same, for `int 0x80`: the lower halves count, and the upper ones are kept. */
void do_int80_syscall_32(struct pt_regs *regs)
{
	u32 nr = regs->orig_ax;
	long ret = -ENOSYS;

	local_irq_enable();
	if (likely(nr < ARRAY_SIZE(ia32_sys_call_table)) && ia32_sys_call_table[nr])
		ret = ia32_sys_call_table[nr]((u32)regs->bx, (u32)regs->cx, (u32)regs->dx,
					      (u32)regs->si, (u32)regs->di, (u32)regs->bp);
	regs->ax = ret;
	local_irq_disable();
	if (wants_restart(ret))
		syscall_wants_restart(regs, NR_RESTART_32);
}
