/* SPDX-License-Identifier: MIT */
/* linux/termios.h - a terminal's settings, and their values for a new one */
#ifndef LINUX_TERMIOS_H
#define LINUX_TERMIOS_H

#include <linux/types.h>
#include <uapi/asm/termios.h>

/* ^C ^\ DEL ^U ^D, VMIN 1, ^Q ^S ^Z, ^R ^O ^W ^V: by their place in c_cc[]. */
#define INIT_C_CC {				\
	[VINTR] = 'C' - 0x40,			\
	[VQUIT] = '\\' - 0x40,			\
	[VERASE] = '\177',			\
	[VKILL] = 'U' - 0x40,			\
	[VEOF] = 'D' - 0x40,			\
	[VMIN] = 1,				\
	[VSTART] = 'Q' - 0x40,			\
	[VSTOP] = 'S' - 0x40,			\
	[VSUSP] = 'Z' - 0x40,			\
	[VREPRINT] = 'R' - 0x40,		\
	[VDISCARD] = 'O' - 0x40,		\
	[VWERASE] = 'W' - 0x40,			\
	[VLNEXT] = 'V' - 0x40,			\
}

#endif /* LINUX_TERMIOS_H */
