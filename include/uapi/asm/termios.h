/* SPDX-License-Identifier: MIT */
/* uapi/asm/termios.h - a terminal's settings and size */
#ifndef UAPI_ASM_TERMIOS_H
#define UAPI_ASM_TERMIOS_H

#include <uapi/asm/ioctls.h>
#include <uapi/asm/termbits.h>

struct winsize {
	unsigned short ws_row;
	unsigned short ws_col;
	unsigned short ws_xpixel;
	unsigned short ws_ypixel;
};

#define N_TTY	0		/* the only line discipline */

#endif /* UAPI_ASM_TERMIOS_H */
