// SPDX-License-Identifier: MIT
/*
 * arch/x86/cpu/reboot.c - reset the machine, or tell QEMU that we are done
 */

#include <linux/io.h>
#include <linux/irqflags.h>

#include <asm/arch.h>
#include <asm/desc.h>

/* QEMU's isa-debug-exit, at the place that the tests give it. */
#define DEBUG_EXIT_PORT		0xf4

/* The keyboard controller's output port drives the CPU's reset pin. */
#define KBC_STATUS_PORT		0x64
#define KBC_INPUT_FULL		0x02
#define KBC_PULSE_RESET		0xfe
#define KBC_POLLS		10000	/* absent, it looks full for ever */

/**
 * arch_debug_exit - end the emulator with exit status @code * 2 + 1
 *
 * The log must have left the UART: the process ends at this write.
 * Context: any.  Returns where there is no such device.
 */
void arch_debug_exit(enum arch_exit_code code)
{
	outl(code, DEBUG_EXIT_PORT);
}

static void kbc_pulse_reset(void)
{
	int i;

	for (i = 0; i < KBC_POLLS && (inb(KBC_STATUS_PORT) & KBC_INPUT_FULL); i++)
		io_delay();
	outb(KBC_PULSE_RESET, KBC_STATUS_PORT);
	for (i = 0; i < KBC_POLLS; i++)
		io_delay();
}

/* An exception with an empty IDT is a double fault, and that a triple fault: reset. */
static void __noreturn triple_fault(void)
{
	const struct desc_ptr empty = { 0, 0 };

	load_idt(&empty);
	asm volatile("int3");
	__builtin_unreachable();
}

/**
 * arch_reboot - reset the machine, by the wire and if need be by force
 * Context: any.
 */
void __noreturn arch_reboot(void)
{
	local_irq_disable();
	kbc_pulse_reset();
	triple_fault();
}
