/* SPDX-License-Identifier: MIT */
/*
 * linux/serial_reg.h - registers of the 16550 UART, as offsets from its first port
 *
 * Source: PC16550D data sheet, "Registers".  Several registers share an offset;
 * the comment says when each is meant.
 */
#ifndef LINUX_SERIAL_REG_H
#define LINUX_SERIAL_REG_H

#define UART_RX 0		/* RO  receive buffer                  (DLAB=0) */
#define UART_TX 0		/* WO  transmit holding                (DLAB=0) */
#define UART_DLL 0		/* RW  divisor, low                    (DLAB=1) */
#define UART_DLM 1		/* RW  divisor, high                   (DLAB=1) */
#define UART_IER 1		/* RW  interrupt enable                (DLAB=0) */
#define UART_IER_RDI 0x01	/* data received */
#define UART_IER_THRI 0x02	/* transmitter empty */
#define UART_IER_RLSI 0x04	/* line status: error, break */
#define UART_IER_MSI 0x08	/* modem status */

#define UART_IIR 2		/* RO  which interrupt */
#define UART_IIR_NO_INT 0x01	/* set: none is pending */
#define UART_IIR_ID 0x0e
#define UART_IIR_MSI 0x00
#define UART_IIR_THRI 0x02
#define UART_IIR_RDI 0x04
#define UART_IIR_RLSI 0x06
#define UART_IIR_RX_TIMEOUT 0x0c

#define UART_FCR 2		/* WO  FIFO control */
#define UART_FCR_ENABLE_FIFO 0x01
#define UART_FCR_CLEAR_RCVR 0x02
#define UART_FCR_CLEAR_XMIT 0x04
#define UART_FCR_TRIGGER_1 0x00	/* receive interrupt at 1 byte */
#define UART_FCR_TRIGGER_14 0xc0

#define UART_LCR 3		/* RW  line control */
#define UART_LCR_WLEN8 0x03
#define UART_LCR_SBC 0x40	/* send break */
#define UART_LCR_DLAB 0x80	/* offsets 0 and 1 are the divisor */

#define UART_MCR 4		/* RW  modem control */
#define UART_MCR_DTR 0x01
#define UART_MCR_RTS 0x02
#define UART_MCR_OUT2 0x08	/* on a PC: connects the interrupt to the 8259 */
#define UART_MCR_LOOP 0x10

#define UART_LSR 5		/* RO  line status */
#define UART_LSR_DR 0x01	/* data ready */
#define UART_LSR_OE 0x02	/* overrun */
#define UART_LSR_PE 0x04	/* parity error */
#define UART_LSR_FE 0x08	/* framing error */
#define UART_LSR_BI 0x10	/* break received */
#define UART_LSR_THRE 0x20	/* transmit holding register empty */
#define UART_LSR_TEMT 0x40	/* everything has left */

#define UART_MSR 6		/* RO  modem status */
#define UART_SCR 7		/* RW  scratch: no function */

#endif /* LINUX_SERIAL_REG_H */
