/* SPDX-License-Identifier: MIT */
/* asm/siginfo.h - what a handler is told about its signal */
#ifndef ASM_SIGINFO_H
#define ASM_SIGINFO_H

#include <uapi/asm/siginfo.h>

#endif /* ASM_SIGINFO_H */
