/* SPDX-License-Identifier: MIT */
/*
 * uapi/asm/termbits.h - the settings of a terminal, as programs have them
 *
 * POSIX, "General Terminal Interface", tells what each bit does; the numbers are Linux's.
 * Octal, as every table of them is.
 */
#ifndef UAPI_ASM_TERMBITS_H
#define UAPI_ASM_TERMBITS_H

typedef unsigned char cc_t;
typedef unsigned int speed_t;
typedef unsigned int tcflag_t;

#define NCCS 19

struct termios {			/* TCGETS, TCSETS */
	tcflag_t c_iflag;
	tcflag_t c_oflag;
	tcflag_t c_cflag;
	tcflag_t c_lflag;
	cc_t c_line;			/* the line discipline */
	cc_t c_cc[NCCS];
};

struct termios2 {			/* TCGETS2, TCSETS2 */
	tcflag_t c_iflag;
	tcflag_t c_oflag;
	tcflag_t c_cflag;
	tcflag_t c_lflag;
	cc_t c_line;
	cc_t c_cc[NCCS];
	speed_t c_ispeed;
	speed_t c_ospeed;
};

struct ktermios {			/* the kernel's: the same */
	tcflag_t c_iflag;
	tcflag_t c_oflag;
	tcflag_t c_cflag;
	tcflag_t c_lflag;
	cc_t c_line;
	cc_t c_cc[NCCS];
	speed_t c_ispeed;
	speed_t c_ospeed;
};

/* c_cc[] */
#define VINTR		0	/* ^C: SIGINT */
#define VQUIT		1	/* ^\: SIGQUIT */
#define VERASE		2	/* a character back */
#define VKILL		3	/* ^U: the line back */
#define VEOF		4	/* ^D: the line ends here, without an end */
#define VTIME		5	/* tenths of a second */
#define VMIN		6	/* characters */
#define VSWTC		7
#define VSTART		8	/* ^Q */
#define VSTOP		9	/* ^S */
#define VSUSP		10	/* ^Z: SIGTSTP */
#define VEOL		11	/* ends a line, too */
#define VREPRINT	12	/* ^R: show the line again */
#define VDISCARD	13
#define VWERASE		14	/* ^W: a word back */
#define VLNEXT		15	/* ^V: the next one as it is */
#define VEOL2		16	/* ends a line, too */

/* c_iflag */
#define IGNBRK	0000001
#define BRKINT	0000002		/* a break is SIGINT */
#define IGNPAR	0000004
#define PARMRK	0000010		/* errors are \377 \0 before the byte */
#define INPCK	0000020
#define ISTRIP	0000040
#define INLCR	0000100
#define IGNCR	0000200
#define ICRNL	0000400
#define IUCLC	0001000
#define IXON	0002000		/* ^S and ^Q stop and start what is shown */
#define IXANY	0004000		/* every key starts */
#define IXOFF	0010000		/* we send them, when we have too much */
#define IMAXBEL	0020000		/* a bell when the line is full */
#define IUTF8	0040000

/* c_oflag */
#define OPOST	0000001
#define OLCUC	0000002
#define ONLCR	0000004
#define OCRNL	0000010
#define ONOCR	0000020
#define ONLRET	0000040
#define OFILL	0000100
#define OFDEL	0000200
#define TABDLY	0014000
#define TAB0	0000000
#define XTABS	0014000
#define TAB3	0014000		/* as blanks */

/* c_cflag */
#define CBAUD	0010017
#define B0	0000000		/* hang up */
#define B50	0000001
#define B75	0000002
#define B110	0000003
#define B134	0000004
#define B150	0000005
#define B200	0000006
#define B300	0000007
#define B600	0000010
#define B1200	0000011
#define B1800	0000012
#define B2400	0000013
#define B4800	0000014
#define B9600	0000015
#define B19200	0000016
#define B38400	0000017
#define CBAUDEX	0010000
#define BOTHER	0010000
#define B57600	0010001
#define B115200	0010002
#define CSIZE	0000060
#define CS5	0000000
#define CS6	0000020
#define CS7	0000040
#define CS8	0000060
#define CSTOPB	0000100
#define CREAD	0000200
#define PARENB	0000400
#define PARODD	0001000
#define HUPCL	0002000
#define CLOCAL	0004000
#define CIBAUD	002003600000
#define CMSPAR	010000000000
#define CRTSCTS	020000000000
#define IBSHIFT	16

/* c_lflag */
#define ISIG	0000001		/* ^C, ^\, ^Z are signals */
#define ICANON	0000002		/* lines, that can be edited */
#define XCASE	0000004
#define ECHO	0000010
#define ECHOE	0000020		/* erasing takes it from the screen */
#define ECHOK	0000040		/* a new line after killing one */
#define ECHONL	0000100		/* a new line is shown even without ECHO */
#define NOFLSH	0000200		/* a signal leaves the queues as they are */
#define TOSTOP	0000400		/* SIGTTOU for background output */
#define ECHOCTL	0001000		/* ^X for control characters */
#define ECHOPRT	0002000
#define ECHOKE	0004000		/* killing takes the line from the screen */
#define FLUSHO	0010000
#define PENDIN	0040000
#define IEXTEN	0100000		/* ^V, ^W, ^R */
#define EXTPROC	0200000

/* tcflow(), tcflush(), tcsetattr() */
#define TCOOFF	0
#define TCOON	1
#define TCIOFF	2
#define TCION	3
#define TCIFLUSH	0
#define TCOFLUSH	1
#define TCIOFLUSH	2
#define TCSANOW		0
#define TCSADRAIN	1
#define TCSAFLUSH	2

#endif /* UAPI_ASM_TERMBITS_H */
