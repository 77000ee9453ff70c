/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/time/pit_regs.h - registers of the 8254 timer (PIT), and nothing else
 *
 * Source: Intel 8254 data sheet, "Programming the 8254"; Intel ICH9 data sheet,
 * "NMI Status and Control Register", for port 0x61.
 *
 * Three counters count down at PIT_TICK_RATE.  Counter 0 is wired to irq 0,
 * counter 1 once refreshed the memory, counter 2 drives the speaker and can be
 * gated by software.
 */
#ifndef ARCH_X86_TIME_PIT_REGS_H
#define ARCH_X86_TIME_PIT_REGS_H

#include <linux/bits.h>

#define PIT_TICK_RATE		1193182ul	/* Hz */

enum pit_port {
	PIT_COUNTER0	= 0x40,	/* RW count, low byte first */
	PIT_COUNTER2	= 0x42,	/* RW */
	PIT_MODE	= 0x43,	/* WO control word */
};

/* Control word */
#define PIT_SELECT_COUNTER0	0x00
#define PIT_SELECT_COUNTER2	0x80
#define PIT_LATCH		0x00	/* freeze the count for the next two reads */
#define PIT_LOW_THEN_HIGH	0x30
#define PIT_MODE0_TERMINAL	0x00	/* once; output rises when 0 is reached */
#define PIT_MODE2_RATE		0x04	/* again and again: a pulse every count */
#define PIT_MODE4_STROBE	0x08	/* once: a pulse when 0 is reached */

/* Read-back command: the status byte of counter 0 at the next read. */
#define PIT_READ_BACK_STATUS0	0xe2
#define PIT_STATUS_OUTPUT	BIT(7)

#define PIT_MAX_COUNT		0xffff

/* System control port B */
#define SYSTEM_PORT_B		0x61
#define PORT_B_GATE2		BIT(0)	/* counter 2 may count */
#define PORT_B_SPEAKER		BIT(1)	/* its output reaches the speaker */

#endif /* ARCH_X86_TIME_PIT_REGS_H */
