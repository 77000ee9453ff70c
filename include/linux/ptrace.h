/* SPDX-License-Identifier: MIT */
/* linux/ptrace.h - struct pt_regs for generic code */
#ifndef LINUX_PTRACE_H
#define LINUX_PTRACE_H

#include <asm/ptrace.h>

#endif /* LINUX_PTRACE_H */
