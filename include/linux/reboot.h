/* SPDX-License-Identifier: MIT */
/* linux/reboot.h - the ways to stop: kernel/reboot.c */
#ifndef LINUX_REBOOT_H
#define LINUX_REBOOT_H

#include <linux/compiler.h>

/* Called in order before the machine goes; drivers make their device quiet. */
void __noreturn kernel_power_off(void);
void __noreturn kernel_halt(void);
void __noreturn kernel_restart(char *cmd);
void __noreturn emergency_restart(void);
/* Ours: power off with the given status for isa-debug-exit. */
void __noreturn kernel_exit(int arch_exit_code);

#endif /* LINUX_REBOOT_H */
