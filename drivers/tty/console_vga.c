// SPDX-License-Identifier: MIT
/*
 * drivers/tty/console_vga.c - the text screen of a PC: 80 x 25 cells at 0xb8000
 *
 * A cell is two bytes, character and attribute.  What the cells show is decided in
 * vt.c; this is the memory, the cursor of the hardware, and the kernel's console.
 *
 * Under UEFI, or behind a boot loader that has set a graphics mode, nothing at
 * 0xb8000 would be seen: the graphics controller tells, and then there is no console.
 *
 * Locking: none.  The owner of the consoles draws (console_lock()), whether it is the
 * log or a program; after a panic the one CPU that is left.
 *
 * See also: FreeVGA, "Graphics Registers", "CRTC Registers".
 */

#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/minmax.h>

#include "console_vga_regs.h"
#include "vt.h"

static u16 __iomem *cells;		/* I: NULL without a text screen */

static u8 vga_in(unsigned int index_port, u8 index)
{
	outb(index, index_port);
	return inb(index_port + 1);
}

static void vga_out(unsigned int index_port, u8 index, u8 value)
{
	outb(index, index_port);
	outb(value, index_port + 1);
}

bool vt_screen_present(void)
{
	return cells;
}

u16 vt_get_cell(unsigned int row, unsigned int column)
{
	return readw(&cells[row * VT_COLUMNS + column]);
}

void vt_put_cell(unsigned int row, unsigned int column, u16 cell)
{
	writew(cell, &cells[row * VT_COLUMNS + column]);
}

/* Whole rows; the two places may overlap. */
void vt_move_cells(unsigned int to_row, unsigned int from_row, unsigned int rows)
{
	int count = rows * VT_COLUMNS, step = to_row < from_row ? 1 : -1;
	int i = step > 0 ? 0 : count - 1;

	for (; count; count--, i += step)
		writew(readw(&cells[from_row * VT_COLUMNS + i]),
		       &cells[to_row * VT_COLUMNS + i]);
}

/* Hidden: it stands behind the last cell. */
void vt_show_cursor(unsigned int row, unsigned int column, bool visible)
{
	u16 at = visible ? row * VT_COLUMNS + column : VT_ROWS * VT_COLUMNS;

	vga_out(VGA_CRTC_INDEX, VGA_CRTC_CURSOR_LOW, at & 0xff);
	vga_out(VGA_CRTC_INDEX, VGA_CRTC_CURSOR_HIGH, at >> 8);
}

/* ---- the log ------------------------------------------------------------------------ */

/* The log's \n is the end of a line; a terminal's only goes down. */
static void vga_console_write(struct console *con, const char *s, unsigned int count)
{
	while (count) {
		unsigned int n = 0;

		while (n < count && s[n] != '\n')
			n++;
		vt_write(s, n);
		if (n == count)
			break;
		vt_write("\r\n", 2);
		n++;
		s += n;
		count -= n;
	}
}

static bool text_mode(void)
{
	u8 misc = vga_in(VGA_GC_INDEX, VGA_GC_MISC);

	return (misc & VGA_GC_MISC_GRAPHICS) == 0 &&
	       (misc & VGA_GC_MISC_MAP) == VGA_GC_MISC_MAP_B8000;
}

static struct console vga_console = {
	.name	= "tty",
	.write	= vga_console_write,
	.device	= vt_console_device,
	.flags	= CON_PRINTBUFFER,
	.index	= 0,
};

static int __init vga_console_init(void)
{
	if (!text_mode())
		return -ENODEV;
	cells = ioremap(VGA_TEXT_BASE, VT_ROWS * VT_COLUMNS * sizeof(u16));
	if (!cells)
		return -ENOMEM;
	vt_reset();
	register_console(&vga_console);
	return 0;
}
console_initcall(vga_console_init);
