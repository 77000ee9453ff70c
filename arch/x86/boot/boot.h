/* SPDX-License-Identifier: MIT */
/* arch/x86/boot/boot.h - what the two boot protocols have in common */
#ifndef ARCH_X86_BOOT_BOOT_H
#define ARCH_X86_BOOT_BOOT_H

#include <linux/types.h>

/* Each reads its loader's structures through the direct map of the first GiB. */
void multiboot2_parse(phys_addr_t info);
void pvh_parse(phys_addr_t start_info);

/* What both find, they hand to setup.c. */
void boot_add_ram(u64 base, u64 size);
void boot_set_command_line(const char *line);
void boot_set_initrd(u64 base, u64 size);

#endif /* ARCH_X86_BOOT_BOOT_H */
