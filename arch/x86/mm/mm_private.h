/* SPDX-License-Identifier: MIT */
/* arch/x86/mm/mm_private.h - between pgtable.c and init.c */
#ifndef ARCH_X86_MM_MM_PRIVATE_H
#define ARCH_X86_MM_MM_PRIVATE_H

#include <linux/types.h>

#include <asm/pgtable_types.h>

int map_kernel_range(unsigned long addr, phys_addr_t phys, unsigned long size, pgprot_t prot,
		     unsigned int max_level);

#endif /* ARCH_X86_MM_MM_PRIVATE_H */
