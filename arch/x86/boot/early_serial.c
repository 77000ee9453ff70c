// SPDX-License-Identifier: MIT
/* arch/x86/boot/early_serial.c - COM1 by polling: the first and the last voice of the kernel */

#include <linux/serial_reg.h>
#include <linux/types.h>

#include <asm/arch.h>
#include <asm/io.h>
#include <asm/processor.h>

#define COM1_PORT 0x3f8
#define BAUD_DIVISOR 1			/* 115200 / 1 */
#define SCRATCH_TEST 0x5a
/* A byte takes 87 us on a real line; absent UARTs never answer. */
#define POLL_LIMIT 100000

static bool present;

/* A missing port reads 0xff, so what was written does not come back. */
static bool uart_answers(void)
{
	outb(SCRATCH_TEST, COM1_PORT + UART_SCR);
	return inb(COM1_PORT + UART_SCR) == SCRATCH_TEST;
}

void early_serial_init(void)
{
	present = uart_answers();
	if (!present)
		return;
	outb(0, COM1_PORT + UART_IER);
	outb(UART_LCR_DLAB, COM1_PORT + UART_LCR);
	outb(BAUD_DIVISOR, COM1_PORT + UART_DLL);
	outb(0, COM1_PORT + UART_DLM);
	outb(UART_LCR_WLEN8, COM1_PORT + UART_LCR);
	outb(UART_FCR_ENABLE_FIFO | UART_FCR_CLEAR_RCVR | UART_FCR_CLEAR_XMIT,
	     COM1_PORT + UART_FCR);
	outb(UART_MCR_DTR | UART_MCR_RTS | UART_MCR_OUT2, COM1_PORT + UART_MCR);
}

static void wait_for(u8 lsr_bits)
{
	for (int i = 0; i < POLL_LIMIT; i++) {
		if ((inb(COM1_PORT + UART_LSR) & lsr_bits) == lsr_bits)
			return;
		cpu_relax();
	}
}

void early_serial_putc(char c)
{
	if (!present)
		return;
	if (c == '\n')
		early_serial_putc('\r');
	wait_for(UART_LSR_THRE);
	outb(c, COM1_PORT + UART_TX);
}

void early_serial_flush(void)
{
	if (present)
		wait_for(UART_LSR_THRE | UART_LSR_TEMT);
}
