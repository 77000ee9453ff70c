/* SPDX-License-Identifier: MIT */
/* asm/set_memory.h - change the protection of mapped kernel pages */
#ifndef ASM_SET_MEMORY_H
#define ASM_SET_MEMORY_H

/*
 * @addr is page aligned and may lie in the direct map, the kernel image or the
 * vmalloc area.  Large pages are split as needed.  Process context.
 * Return: 0, -EINVAL (not aligned, not mapped), -ENOMEM.
 */
int set_memory_ro(unsigned long addr, int numpages);
int set_memory_rw(unsigned long addr, int numpages);
int set_memory_x(unsigned long addr, int numpages);
int set_memory_nx(unsigned long addr, int numpages);
/* Present or not: guard pages. */
int set_memory_np(unsigned long addr, int numpages);
int set_memory_p(unsigned long addr, int numpages);

#endif /* ASM_SET_MEMORY_H */
