/* SPDX-License-Identifier: MIT */
/*
 * uapi/asm/sigcontext.h - the registers of a program that a handler interrupts
 *
 * They lie on the program's stack; rt_sigreturn() takes them from there, changed or not.
 * System V ABI, AMD64 supplement; the FPU's part is what fxsave writes (Intel SDM vol. 1,
 * "FXSAVE Area").
 */
#ifndef UAPI_ASM_SIGCONTEXT_H
#define UAPI_ASM_SIGCONTEXT_H

struct _fpstate_64 {
	unsigned short cwd;
	unsigned short swd;
	unsigned short twd;
	unsigned short fop;
	unsigned long rip;
	unsigned long rdp;
	unsigned int mxcsr;
	unsigned int mxcsr_mask;
	unsigned int st_space[32];	/* 8 registers of 16 bytes */
	unsigned int xmm_space[64];	/* 16 registers of 16 bytes */
	unsigned int reserved2[12];
	unsigned int reserved3[12];	/* magic numbers of xsave: 0 here */
};

struct sigcontext {
	unsigned long r8;
	unsigned long r9;
	unsigned long r10;
	unsigned long r11;
	unsigned long r12;
	unsigned long r13;
	unsigned long r14;
	unsigned long r15;
	unsigned long di;
	unsigned long si;
	unsigned long bp;
	unsigned long bx;
	unsigned long dx;
	unsigned long ax;
	unsigned long cx;
	unsigned long sp;
	unsigned long ip;
	unsigned long flags;
	unsigned short cs;
	unsigned short gs;		/* 0: not used in 64-bit mode */
	unsigned short fs;		/* 0: likewise */
	unsigned short ss;
	unsigned long err;		/* of the last fault: its error code, */
	unsigned long trapno;		/* its vector, */
	unsigned long oldmask;
	unsigned long cr2;		/* and its address */
	struct _fpstate_64 *fpstate;	/* NULL: none */
	unsigned long reserved1[8];
};

#endif /* UAPI_ASM_SIGCONTEXT_H */
