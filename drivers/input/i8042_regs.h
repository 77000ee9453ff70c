/* SPDX-License-Identifier: MIT */
/*
 * drivers/input/i8042_regs.h - the keyboard controller: two ports
 *
 * Source: IBM PS/2 Hardware Interface Technical Reference, "Keyboard and Auxiliary
 * Device Controller".
 */
#ifndef DRIVERS_INPUT_I8042_REGS_H
#define DRIVERS_INPUT_I8042_REGS_H

#include <linux/bits.h>

#define I8042_DATA		0x60	/* RW  read: a byte from a device; write: to the keyboard */
#define I8042_STATUS		0x64	/* RO */
#define I8042_COMMAND		0x64	/* WO  a command for the controller itself */

#define I8042_STR_OBF		BIT(0)	/* a byte waits at I8042_DATA */
#define I8042_STR_IBF		BIT(1)	/* the controller has not read the last write: wait */
#define I8042_STR_AUX		BIT(5)	/* the waiting byte is the mouse's */
#define I8042_STR_TIMEOUT	BIT(6)
#define I8042_STR_PARITY	BIT(7)

#define I8042_CMD_READ_CTR	0x20	/* -> the control byte, at I8042_DATA */
#define I8042_CMD_WRITE_CTR	0x60	/* <- the control byte, at I8042_DATA */
#define I8042_CMD_AUX_DISABLE	0xa7
#define I8042_CMD_SELF_TEST	0xaa	/* -> I8042_SELF_TEST_OK */
#define I8042_CMD_KBD_DISABLE	0xad
#define I8042_CMD_KBD_ENABLE	0xae
#define I8042_CMD_WRITE_OBUF	0xd2	/* <- a byte, which then looks typed */

#define I8042_SELF_TEST_OK	0x55

/* The control byte. */
#define I8042_CTR_KBDINT	BIT(0)	/* IRQ 1 when a key's byte waits */
#define I8042_CTR_AUXINT	BIT(1)	/* IRQ 12 when the mouse's does */
#define I8042_CTR_KBDDIS	BIT(4)	/* the keyboard is not listened to */
#define I8042_CTR_AUXDIS	BIT(5)
#define I8042_CTR_XLATE		BIT(6)	/* scan codes are translated to set 1 */

#endif /* DRIVERS_INPUT_I8042_REGS_H */
