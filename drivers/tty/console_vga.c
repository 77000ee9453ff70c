// SPDX-License-Identifier: MIT
/*
 * drivers/tty/console_vga.c - the text screen of a PC: 80 x 25 cells at 0xb8000
 *
 * A cell is two bytes, character and attribute.  The driver knows what a line editor
 * needs of ECMA-48: erase to the end of the line, cursor left and right, home and
 * clear screen; other sequences are swallowed, colours too.
 *
 * Under UEFI, or behind a boot loader that has set a graphics mode, nothing at
 * 0xb8000 would be seen: the graphics controller tells, and then there is no console.
 *
 * Locking: none.  write() is called by the owner of the consoles only; after a panic
 * by the one CPU that is left.
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

#define COLUMNS		80
#define ROWS		25
#define TAB		8
#define ATTRIBUTE	0x07		/* light grey on black */
#define BLANK		(ATTRIBUTE << 8 | ' ')
#define ESCAPE		0x1b

enum parse_state { TEXT, AFTER_ESCAPE, IN_SEQUENCE };

/* All fields: the owner of the consoles. */
static struct {
	u16 __iomem		*cells;
	unsigned int		row, column;
	enum parse_state	state;
	unsigned int		number;		/* of the sequence being read */
} vga;

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

static void put_cell(unsigned int row, unsigned int column, u16 cell)
{
	writew(cell, &vga.cells[row * COLUMNS + column]);
}

static void erase(unsigned int row, unsigned int from)
{
	for (; from < COLUMNS; from++)
		put_cell(row, from, BLANK);
}

static void clear_screen(void)
{
	unsigned int row;

	for (row = 0; row < ROWS; row++)
		erase(row, 0);
}

static void scroll(void)
{
	unsigned int i;

	for (i = 0; i < (ROWS - 1) * COLUMNS; i++)
		writew(readw(&vga.cells[i + COLUMNS]), &vga.cells[i]);
	erase(ROWS - 1, 0);
}

static void new_line(void)
{
	vga.column = 0;
	if (++vga.row < ROWS)
		return;
	vga.row = ROWS - 1;
	scroll();
}

static void put_printable(char c)
{
	if (vga.column == COLUMNS)
		new_line();
	put_cell(vga.row, vga.column++, ATTRIBUTE << 8 | (u8)c);
}

static void put_text(char c)
{
	switch (c) {
	case '\n':
		new_line();
		break;
	case '\r':
		vga.column = 0;
		break;
	case '\b':
		if (vga.column)
			vga.column--;
		break;
	case '\t':
		do
			put_printable(' ');
		while (vga.column % TAB);
		break;
	case ESCAPE:
		vga.state = AFTER_ESCAPE;
		break;
	default:
		if ((u8)c >= ' ')
			put_printable(c);
	}
}

/* The final byte of ESC [ number final. */
static void end_sequence(char final)
{
	unsigned int n = max(vga.number, 1u);

	switch (final) {
	case 'K':
		erase(vga.row, vga.column);
		break;
	case 'D':
		vga.column -= min(n, vga.column);
		break;
	case 'C':
		vga.column = min(vga.column + n, COLUMNS - 1u);
		break;
	case 'H':
		vga.row = vga.column = 0;
		break;
	case 'J':
		clear_screen();
		break;
	}
	vga.state = TEXT;
}

static void put_char(char c)
{
	switch (vga.state) {
	case TEXT:
		put_text(c);
		break;
	case AFTER_ESCAPE:
		vga.number = 0;
		vga.state = c == '[' ? IN_SEQUENCE : TEXT;
		break;
	case IN_SEQUENCE:
		if (c >= '0' && c <= '9')
			vga.number = vga.number * 10 + (c - '0');
		else if (c != ';')
			end_sequence(c);
		break;
	}
}

static void move_hardware_cursor(void)
{
	u16 at = vga.row * COLUMNS + min(vga.column, COLUMNS - 1u);

	vga_out(VGA_CRTC_INDEX, VGA_CRTC_CURSOR_LOW, at & 0xff);
	vga_out(VGA_CRTC_INDEX, VGA_CRTC_CURSOR_HIGH, at >> 8);
}

static void vga_console_write(struct console *con, const char *s, unsigned int count)
{
	for (; count; count--)
		put_char(*s++);
	move_hardware_cursor();
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
	.flags	= CON_PRINTBUFFER,
	.index	= 0,
};

static int __init vga_console_init(void)
{
	if (!text_mode())
		return -ENODEV;
	vga.cells = ioremap(VGA_TEXT_BASE, ROWS * COLUMNS * sizeof(u16));
	if (!vga.cells)
		return -ENOMEM;
	clear_screen();
	register_console(&vga_console);
	return 0;
}
console_initcall(vga_console_init);
