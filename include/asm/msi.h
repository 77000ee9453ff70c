/* SPDX-License-Identifier: MIT */
/*
 * asm/msi.h - what an MSI message means on x86
 *
 * A device sends an MSI by writing `data` to `address`.  On x86 the address
 * range 0xfeexxxxx belongs to the local APICs: the address says which CPU, the
 * data says which vector.
 *
 *     address   31........20 19......12 11....4  3  2  1..0
 *                  0xfee      apic id      0     RH DM   0
 *     data      15   14   13..11  10....8  7.....0
 *               trig lvl    0     delivery vector
 */
#ifndef ASM_MSI_H
#define ASM_MSI_H

#include <linux/bits.h>
#include <linux/types.h>

#define X86_MSI_ADDR_BASE	0xfee00000u
#define X86_MSI_ADDR_DESTID	GENMASK(19, 12)
#define X86_MSI_DATA_VECTOR	GENMASK(7, 0)

#endif /* ASM_MSI_H */
