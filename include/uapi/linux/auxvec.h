/* SPDX-License-Identifier: MIT */
/*
 * uapi/linux/auxvec.h - what the kernel tells a new program, behind its environment
 *
 * Pairs of words: a kind and a value, up to AT_NULL.  System V ABI, "Process
 * Initialization", and what Linux adds.
 */
#ifndef UAPI_LINUX_AUXVEC_H
#define UAPI_LINUX_AUXVEC_H

#define AT_NULL		0
#define AT_IGNORE	1
#define AT_PHDR		3	/* where its program headers are, how long one, how many */
#define AT_PHENT	4
#define AT_PHNUM	5
#define AT_PAGESZ	6
#define AT_BASE		7	/* where its interpreter is */
#define AT_FLAGS	8
#define AT_ENTRY	9
#define AT_UID		11
#define AT_EUID		12
#define AT_GID		13
#define AT_EGID		14
#define AT_PLATFORM	15	/* a string */
#define AT_HWCAP	16	/* edx of CPUID 1 */
#define AT_CLKTCK	17	/* of times() */
#define AT_SECURE	23	/* it has got rights by exec */
#define AT_RANDOM	25	/* 16 random bytes */
#define AT_HWCAP2	26
#define AT_EXECFN	31	/* the file's name, a string */

#endif /* UAPI_LINUX_AUXVEC_H */
