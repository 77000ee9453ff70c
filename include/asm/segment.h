/* SPDX-License-Identifier: MIT */
/*
 * asm/segment.h - GDT entries and selectors
 *
 * The order is dictated by SYSCALL/SYSRET, which compute the other selectors
 * from one in IA32_STAR: kernel CS, then SS; user 32-bit CS, user SS, user CS.
 */
#ifndef ASM_SEGMENT_H
#define ASM_SEGMENT_H

#define GDT_ENTRY_KERNEL32_CS 1
#define GDT_ENTRY_KERNEL_CS 2
#define GDT_ENTRY_KERNEL_DS 3
#define GDT_ENTRY_DEFAULT_USER32_CS 4
#define GDT_ENTRY_DEFAULT_USER_DS 5
#define GDT_ENTRY_DEFAULT_USER_CS 6
#define GDT_ENTRY_TSS 8		/* 16 bytes: two entries */
#define GDT_ENTRIES 10

#define __KERNEL32_CS (GDT_ENTRY_KERNEL32_CS * 8)
#define __KERNEL_CS (GDT_ENTRY_KERNEL_CS * 8)
#define __KERNEL_DS (GDT_ENTRY_KERNEL_DS * 8)
#define __USER32_CS (GDT_ENTRY_DEFAULT_USER32_CS * 8 + 3)
#define __USER_DS (GDT_ENTRY_DEFAULT_USER_DS * 8 + 3)
#define __USER_CS (GDT_ENTRY_DEFAULT_USER_CS * 8 + 3)
#define TSS_SELECTOR (GDT_ENTRY_TSS * 8)
#define SEGMENT_RPL_MASK 3

#endif /* ASM_SEGMENT_H */
