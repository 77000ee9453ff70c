/* SPDX-License-Identifier: MIT */
/* uapi/asm/ioctls.h - what can be asked of a terminal: the second argument of ioctl() */
#ifndef UAPI_ASM_IOCTLS_H
#define UAPI_ASM_IOCTLS_H

#define TCGETS		0x5401
#define TCSETS		0x5402	/* at once */
#define TCSETSW		0x5403	/* when what was written has left */
#define TCSETSF		0x5404	/* and what has come in is thrown away */
#define TCGETA		0x5405	/* struct termio: System V's */
#define TCSETA		0x5406
#define TCSETAW		0x5407
#define TCSETAF		0x5408
#define TCSBRK		0x5409
#define TCXONC		0x540a
#define TCFLSH		0x540b
#define TIOCEXCL	0x540c
#define TIOCNXCL	0x540d
#define TIOCSCTTY	0x540e	/* be my controlling terminal */
#define TIOCGPGRP	0x540f	/* the foreground group */
#define TIOCSPGRP	0x5410
#define TIOCOUTQ	0x5411	/* bytes not sent yet */
#define TIOCSTI		0x5412	/* as if typed */
#define TIOCGWINSZ	0x5413
#define TIOCSWINSZ	0x5414
#define TIOCMGET	0x5415
#define TIOCMBIS	0x5416
#define TIOCMBIC	0x5417
#define TIOCMSET	0x5418
#define TIOCGSOFTCAR	0x5419
#define TIOCSSOFTCAR	0x541a
#define FIONREAD	0x541b	/* bytes that can be read */
#define TIOCINQ		FIONREAD
#define TIOCLINUX	0x541c
#define TIOCCONS	0x541d
#define TIOCGSERIAL	0x541e
#define TIOCSSERIAL	0x541f
#define FIONBIO		0x5421
#define TIOCNOTTY	0x5422	/* no longer my controlling terminal */
#define TIOCSETD	0x5423
#define TIOCGETD	0x5424
#define TCSBRKP		0x5425
#define TIOCSBRK	0x5427
#define TIOCCBRK	0x5428
#define TIOCGSID	0x5429	/* the session that it controls */
#define TCGETS2		0x802c542a
#define TCSETS2		0x402c542b
#define TCSETSW2	0x402c542c
#define TCSETSF2	0x402c542d
#define TIOCGDEV	0x80045432
#define TIOCVHANGUP	0x5437
#define FIONCLEX	0x5450
#define FIOCLEX		0x5451
#define FIOASYNC	0x5452
#define TIOCMIWAIT	0x545c
#define TIOCGICOUNT	0x545d
#define FIOQSIZE	0x5460

#endif /* UAPI_ASM_IOCTLS_H */
