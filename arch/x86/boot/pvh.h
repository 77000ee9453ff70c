/* SPDX-License-Identifier: MIT */
/* arch/x86/boot/pvh.h - what `qemu -kernel` leaves in memory.  Xen, "x86/HVM direct boot ABI" */
#ifndef ARCH_X86_BOOT_PVH_H
#define ARCH_X86_BOOT_PVH_H

#include <linux/types.h>

#define PVH_START_INFO_MAGIC 0x336ec578

struct pvh_start_info {
	u32 magic;
	u32 version;
	u32 flags;
	u32 nr_modules;
	u64 modlist_paddr;
	u64 cmdline_paddr;
	u64 rsdp_paddr;
	u64 memmap_paddr;		/* version 1 and later */
	u32 memmap_entries;
	u32 reserved;
};

struct pvh_module {
	u64 paddr;
	u64 size;
	u64 cmdline_paddr;
	u64 reserved;
};

struct pvh_memmap_entry {
	u64 addr;
	u64 size;
	u32 type;
	u32 reserved;
};

enum pvh_memory_type {
	PVH_MEMMAP_TYPE_RAM = 1,
};

#endif /* ARCH_X86_BOOT_PVH_H */
