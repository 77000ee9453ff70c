/* SPDX-License-Identifier: MIT */
/*
 * drivers/tty/console_vga_regs.h - the few VGA registers that a text console needs
 *
 * Source: FreeVGA, "Graphics Registers", "CRTC Registers".  An index port selects a
 * register, the port above it reads or writes it.
 */
#ifndef DRIVERS_TTY_CONSOLE_VGA_REGS_H
#define DRIVERS_TTY_CONSOLE_VGA_REGS_H

#include <linux/bits.h>

#define VGA_TEXT_BASE		0xb8000

#define VGA_GC_INDEX		0x3ce
#define VGA_GC_MISC		0x06		/* RW  miscellaneous graphics register */
#define VGA_GC_MISC_GRAPHICS	BIT(0)		/* 0 = text mode */
#define VGA_GC_MISC_MAP		GENMASK(3, 2)	/* where the memory is seen */
#define VGA_GC_MISC_MAP_B8000	(3u << 2)	/* 0xb8000 .. 0xbffff */

#define VGA_CRTC_INDEX		0x3d4
#define VGA_CRTC_CURSOR_HIGH	0x0e		/* RW  cell of the cursor, high byte */
#define VGA_CRTC_CURSOR_LOW	0x0f		/* RW  low byte */

#endif /* DRIVERS_TTY_CONSOLE_VGA_REGS_H */
