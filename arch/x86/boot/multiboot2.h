/* SPDX-License-Identifier: MIT */
/* arch/x86/boot/multiboot2.h - what GRUB leaves in memory.  Multiboot2 Specification, "Boot information format" */
#ifndef ARCH_X86_BOOT_MULTIBOOT2_H
#define ARCH_X86_BOOT_MULTIBOOT2_H

#include <linux/compiler.h>
#include <linux/types.h>

#define MULTIBOOT2_BOOTLOADER_MAGIC 0x36d76289
#define MB2_TAG_ALIGN 8

enum mb2_tag_type {
	MB2_TAG_END = 0,
	MB2_TAG_CMDLINE = 1,
	MB2_TAG_LOADER_NAME = 2,
	MB2_TAG_MODULE = 3,
	MB2_TAG_MMAP = 6,
	MB2_TAG_ACPI_OLD = 14,		/* copy of an ACPI 1.0 RSDP */
	MB2_TAG_ACPI_NEW = 15,		/* copy of an ACPI 2.0 RSDP */
};

enum mb2_memory_type {
	MB2_MEMORY_AVAILABLE = 1,
};

struct mb2_info {
	u32 total_size;
	u32 reserved;
};

struct mb2_tag {
	u32 type;
	u32 size;			/* without the padding to 8 */
};

struct mb2_tag_string {
	struct mb2_tag tag;
	char string[];
};

struct mb2_tag_module {
	struct mb2_tag tag;
	u32 start;			/* physical */
	u32 end;
	char cmdline[];
};

struct mb2_mmap_entry {
	u64 addr;
	u64 len;
	u32 type;
	u32 zero;
};

struct mb2_tag_mmap {
	struct mb2_tag tag;
	u32 entry_size;
	u32 entry_version;
	struct mb2_mmap_entry entries[];
};

struct mb2_tag_acpi {
	struct mb2_tag tag;
	u8 rsdp[];
};

#endif /* ARCH_X86_BOOT_MULTIBOOT2_H */
