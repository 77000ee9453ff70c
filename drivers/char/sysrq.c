// SPDX-License-Identifier: MIT
/*
 * drivers/char/sysrq.c - keys that are obeyed in the interrupt that brings them
 *
 * Alt + SysRq + key on a keyboard, a break and then the key on a serial line.  The
 * action runs in that very interrupt: no softirq, no thread and no scheduler need to
 * work any more.  So an action only looks and prints, or ends the machine.
 *
 * Locking: the table is written under sysrq_lock; an entry is one pointer, so the
 * reader needs none.
 *
 * Compared with Linux: the same keys for the same actions.  A key of Linux's that has
 * no action here is answered by the help line, as an unknown one.
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kdb.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/sysrq.h>

#include <asm/irq_regs.h>

#define pr_sysrq(fmt, ...)	pr_info("sysrq: " fmt, ##__VA_ARGS__)

#define KEYS		36	/* 0..9, a..z */
#define LOUD		7	/* log level while an action prints: everything */

static DEFINE_RAW_SPINLOCK(sysrq_lock);

/* ---- the actions -------------------------------------------------------------------- */

static void sysrq_handle_loglevel(int key)
{
	console_loglevel = key - '0';
	pr_sysrq("Loglevel set to %d\n", console_loglevel);
}

static const struct sysrq_key_op sysrq_loglevel_op = {
	.handler	= sysrq_handle_loglevel,
	.help_msg	= "loglevel(0-9)",
	.action_msg	= "Changing Loglevel",
	.enable_mask	= SYSRQ_ENABLE_LOG,
};

static void sysrq_handle_reboot(int key)
{
	emergency_restart();
}

static const struct sysrq_key_op sysrq_reboot_op = {
	.handler	= sysrq_handle_reboot,
	.help_msg	= "reboot(b)",
	.action_msg	= "Resetting",
	.enable_mask	= SYSRQ_ENABLE_BOOT,
};

static void sysrq_handle_crash(int key)
{
	panic("sysrq triggered crash\n");
}

static const struct sysrq_key_op sysrq_crash_op = {
	.handler	= sysrq_handle_crash,
	.help_msg	= "crash(c)",
	.action_msg	= "Trigger a crash",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

/* No interrupt comes meanwhile, so the consoles must do without, as in an oops. */
static void sysrq_handle_debug(int key)
{
	oops_in_progress++;
	monitor_break();
	oops_in_progress--;
}

static const struct sysrq_key_op sysrq_debug_op = {
	.handler	= sysrq_handle_debug,
	.help_msg	= "debug(g)",
	.action_msg	= "DEBUG",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_backtrace(int key)
{
	(void)trigger_all_cpu_backtrace();	/* who does not answer is missing from the list */
}

static const struct sysrq_key_op sysrq_showallcpus_op = {
	.handler	= sysrq_handle_backtrace,
	.help_msg	= "show-backtrace-all-active-cpus(l)",
	.action_msg	= "Show backtrace of all active CPUs",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_showmem(int key)
{
	show_mem();
}

static const struct sysrq_key_op sysrq_showmem_op = {
	.handler	= sysrq_handle_showmem,
	.help_msg	= "show-memory-usage(m)",
	.action_msg	= "Show Memory",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_poweroff(int key)
{
	kernel_power_off();
}

static const struct sysrq_key_op sysrq_poweroff_op = {
	.handler	= sysrq_handle_poweroff,
	.help_msg	= "poweroff(o)",
	.action_msg	= "Power Off",
	.enable_mask	= SYSRQ_ENABLE_BOOT,
};

static void sysrq_handle_showregs(int key)
{
	struct pt_regs *regs = get_irq_regs();

	if (regs)
		show_regs(regs);
}

static const struct sysrq_key_op sysrq_showregs_op = {
	.handler	= sysrq_handle_showregs,
	.help_msg	= "show-registers(p)",
	.action_msg	= "Show Regs",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_show_timers(int key)
{
	sysrq_timer_list_show();
}

static const struct sysrq_key_op sysrq_show_timers_op = {
	.handler	= sysrq_handle_show_timers,
	.help_msg	= "show-all-timers(q)",
	.action_msg	= "Show clockevent devices & pending hrtimers (no others)",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_showstate(int key)
{
	show_state();
}

static const struct sysrq_key_op sysrq_showstate_op = {
	.handler	= sysrq_handle_showstate,
	.help_msg	= "show-task-states(t)",
	.action_msg	= "Show State",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

static void sysrq_handle_showstate_blocked(int key)
{
	show_state_filter(TASK_UNINTERRUPTIBLE);
}

static const struct sysrq_key_op sysrq_showstate_blocked_op = {
	.handler	= sysrq_handle_showstate_blocked,
	.help_msg	= "show-blocked-tasks(w)",
	.action_msg	= "Show Blocked State",
	.enable_mask	= SYSRQ_ENABLE_DUMP,
};

/* ---- the table ------------------------------------------------------------------------ */

/* Index: 0..9, then a..z.  Written under sysrq_lock. */
static const struct sysrq_key_op *sysrq_key_table[KEYS] = {
	[0 ... 9]		= &sysrq_loglevel_op,
	['b' - 'a' + 10]	= &sysrq_reboot_op,
	['c' - 'a' + 10]	= &sysrq_crash_op,
	['g' - 'a' + 10]	= &sysrq_debug_op,
	['l' - 'a' + 10]	= &sysrq_showallcpus_op,
	['m' - 'a' + 10]	= &sysrq_showmem_op,
	['o' - 'a' + 10]	= &sysrq_poweroff_op,
	['p' - 'a' + 10]	= &sysrq_showregs_op,
	['q' - 'a' + 10]	= &sysrq_show_timers_op,
	['t' - 'a' + 10]	= &sysrq_showstate_op,
	['w' - 'a' + 10]	= &sysrq_showstate_blocked_op,
};

static int key_index(int key)
{
	if (key >= '0' && key <= '9')
		return key - '0';
	if (key >= 'a' && key <= 'z')
		return key - 'a' + 10;
	return -EINVAL;
}

static void print_help(void)
{
	int i;

	pr_sysrq("HELP : ");
	for (i = 0; i < KEYS; i++)
		if (sysrq_key_table[i] && (!i || sysrq_key_table[i] != sysrq_key_table[i - 1]))
			pr_cont("%s ", sysrq_key_table[i]->help_msg);
	pr_cont("\n");
}

/**
 * handle_sysrq - do what a key says
 * Context: any but NMI; usually the hardirq of the device that brought the key.
 */
void handle_sysrq(int key)
{
	int index = key_index(key), level = console_loglevel;
	const struct sysrq_key_op *op = index < 0 ? NULL : READ_ONCE(sysrq_key_table[index]);

	console_loglevel = LOUD;
	if (op) {
		pr_sysrq("%s\n", op->action_msg);
		op->handler(key);
	} else {
		print_help();
	}
	if (op != &sysrq_loglevel_op)
		console_loglevel = level;
}

static int replace_key(int key, const struct sysrq_key_op *to, const struct sysrq_key_op *from)
{
	int index = key_index(key), ret = -EINVAL;
	unsigned long flags;

	if (index < 0)
		return ret;
	raw_spin_lock_irqsave(&sysrq_lock, flags);
	if (sysrq_key_table[index] == from) {
		WRITE_ONCE(sysrq_key_table[index], to);
		ret = 0;
	}
	raw_spin_unlock_irqrestore(&sysrq_lock, flags);
	return ret;
}

/**
 * register_sysrq_key - give a free key an action
 * Context: any but NMI.  Return: 0, or -EINVAL if there is no such key or it is taken.
 */
int register_sysrq_key(int key, const struct sysrq_key_op *op)
{
	return replace_key(key, op, NULL);
}
EXPORT_SYMBOL(register_sysrq_key);

int unregister_sysrq_key(int key, const struct sysrq_key_op *op)
{
	return replace_key(key, NULL, op);
}
EXPORT_SYMBOL(unregister_sysrq_key);
