/* SPDX-License-Identifier: MIT */
/* uapi/asm/unistd_64.h - numbers of system calls, as on Linux: System V ABI, AMD64 supplement */
#ifndef UAPI_ASM_UNISTD_64_H
#define UAPI_ASM_UNISTD_64_H

#define __NR_mmap		9
#define __NR_mprotect		10
#define __NR_munmap		11
#define __NR_brk		12
#define __NR_sched_yield	24
#define __NR_getpid		39
#define __NR_exit		60
#define __NR_getppid		110
#define __NR_arch_prctl		158
#define __NR_gettid		186
#define __NR_exit_group		231

#endif /* UAPI_ASM_UNISTD_64_H */
