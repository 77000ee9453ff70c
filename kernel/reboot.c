// SPDX-License-Identifier: MIT
/*
 * kernel/reboot.c - the ways to stop
 *
 * Every way gets the last byte of the log out before it cuts the power: the
 * exit device of QEMU ends the process at once.
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/syscalls.h>
#include <uapi/linux/reboot.h>

#include <asm/arch.h>

static void __noreturn stop_machine(enum system_states state, int exit_code)
{
	system_state = state;
	console_flush_on_panic();
	local_irq_disable();
	early_serial_flush();
	arch_debug_exit(exit_code);
	arch_power_off();
	pr_emerg("System halted: it is now safe to turn off the machine\n");
	console_flush_on_panic();
	arch_cpu_halt();
}

/**
 * kernel_exit - power off, telling QEMU's exit device how it went
 * @exit_code: enum arch_exit_code
 *
 * Context: any; does not return.
 */
void __noreturn kernel_exit(int exit_code)
{
	stop_machine(SYSTEM_POWER_OFF, exit_code);
}

/* Set by who runs commands for somebody that wants to know how they ended (RUN= of make). */
static bool exit_failed;
module_param(exit_failed, bool, 0644);

static int exit_code(void)
{
	if (test_taint(TAINT_DIE) || panic_in_progress())
		return EXIT_CODE_PANIC;
	return exit_failed ? EXIT_CODE_FAIL : EXIT_CODE_OK;
}

/**
 * kernel_power_off - orderly end, of which an oops on the way is told by the exit status
 * Context: any; does not return.
 */
void __noreturn kernel_power_off(void)
{
	mm_exit_report();
	pr_info("reboot: Power down\n");
	kernel_exit(exit_code());
}

/**
 * kernel_halt - stop, with the power on
 * Context: any; does not return.
 */
void __noreturn kernel_halt(void)
{
	pr_info("reboot: System halted\n");
	system_state = SYSTEM_HALT;
	console_flush_on_panic();
	arch_cpu_halt();
}

/**
 * kernel_restart - reset the machine
 * @cmd: ignored; firmware of a PC takes no command
 *
 * Context: any; does not return.
 */
void __noreturn kernel_restart(char *cmd)
{
	pr_info("reboot: Restarting system\n");
	emergency_restart();
}

/**
 * emergency_restart - reset without another word
 * Context: any, also a broken one; does not return.
 */
void __noreturn emergency_restart(void)
{
	system_state = SYSTEM_RESTART;
	console_flush_on_panic();
	local_irq_disable();
	early_serial_flush();
	arch_reboot();
}

/* ---- reboot() -------------------------------------------------------------------- */

static bool is_magic(int magic1, int magic2)
{
	return magic1 == (int)LINUX_REBOOT_MAGIC1 &&
	       (magic2 == LINUX_REBOOT_MAGIC2 || magic2 == LINUX_REBOOT_MAGIC2A ||
		magic2 == LINUX_REBOOT_MAGIC2B || magic2 == LINUX_REBOOT_MAGIC2C);
}

SYSCALL_DEFINE4(reboot, int, magic1, int, magic2, unsigned int, cmd, void __user *, arg)
{
	if (!is_magic(magic1, magic2))
		return -EINVAL;
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART:
	case LINUX_REBOOT_CMD_RESTART2:		/* firmware of a PC takes no text */
		kernel_restart(NULL);
	case LINUX_REBOOT_CMD_HALT:
		kernel_halt();
	case LINUX_REBOOT_CMD_POWER_OFF:
		kernel_power_off();
	default:
		return -EINVAL;
	}
}
