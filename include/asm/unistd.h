/* SPDX-License-Identifier: MIT */
/* asm/unistd.h - numbers of system calls; __NR_ia32_*: of `int 0x80` */
#ifndef ASM_UNISTD_H
#define ASM_UNISTD_H

enum {
#define SYSCALL(nr, nr_ia32, name) __NR_##name = (nr), __NR_ia32_##name = (nr_ia32),
#define SYSCALL_64(nr, name) __NR_##name = (nr),
#define SYSCALL_32(nr, name) __NR_ia32_##name = (nr),
#include <asm/syscalls.list>
#undef SYSCALL
#undef SYSCALL_64
#undef SYSCALL_32
};

#endif /* ASM_UNISTD_H */
