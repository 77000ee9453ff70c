/* SPDX-License-Identifier: MIT */
/* asm/unistd.h - numbers of system calls; __NR_ia32_*: of `int 0x80` */
#ifndef ASM_UNISTD_H
#define ASM_UNISTD_H

#include <uapi/asm/unistd_64.h>

#define __NR_ia32_exit		1
#define __NR_ia32_getpid	20
#define __NR_ia32_brk		45
#define __NR_ia32_getppid	64
#define __NR_ia32_sched_yield	158
#define __NR_ia32_gettid	224
#define __NR_ia32_exit_group	252

#endif /* ASM_UNISTD_H */
