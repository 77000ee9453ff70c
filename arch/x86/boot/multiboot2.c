// SPDX-License-Identifier: MIT
/* arch/x86/boot/multiboot2.c - read GRUB's list of tags */

#include <linux/align.h>
#include <linux/memblock.h>
#include <linux/types.h>

#include <asm/acpi.h>
#include <asm/page.h>

#include "boot.h"
#include "multiboot2.h"

static void parse_mmap(const struct mb2_tag_mmap *mmap)
{
	const char *end = (const char *)mmap + mmap->tag.size;
	const char *at = (const char *)mmap->entries;

	for (; at + sizeof(struct mb2_mmap_entry) <= end; at += mmap->entry_size) {
		const struct mb2_mmap_entry *entry = (const void *)at;

		if (entry->type == MB2_MEMORY_AVAILABLE)
			boot_add_ram(entry->addr, entry->len);
		if (!mmap->entry_size)
			break;
	}
}

static void parse_module(const struct mb2_tag_module *module)
{
	boot_set_initrd(module->start, module->end - module->start);
}

static void parse_rsdp(const struct mb2_tag_acpi *acpi)
{
	acpi_set_rsdp_copy(acpi->rsdp, acpi->tag.size - sizeof(acpi->tag));
}

static void parse_tag(const struct mb2_tag *tag)
{
	switch (tag->type) {
	case MB2_TAG_CMDLINE:
		boot_set_command_line(((const struct mb2_tag_string *)tag)->string);
		break;
	case MB2_TAG_MODULE:
		parse_module((const struct mb2_tag_module *)tag);
		break;
	case MB2_TAG_MMAP:
		parse_mmap((const struct mb2_tag_mmap *)tag);
		break;
	case MB2_TAG_ACPI_OLD:
	case MB2_TAG_ACPI_NEW:
		parse_rsdp((const struct mb2_tag_acpi *)tag);
		break;
	}
}

void multiboot2_parse(phys_addr_t phys)
{
	const struct mb2_info *info = __va(phys);
	const char *at = (const char *)(info + 1);
	const char *end = (const char *)info + info->total_size;

	memblock_reserve(phys, info->total_size);
	while (at + sizeof(struct mb2_tag) <= end) {
		const struct mb2_tag *tag = (const void *)at;

		if (tag->type == MB2_TAG_END || tag->size < sizeof(*tag))
			break;
		parse_tag(tag);
		at += ALIGN(tag->size, MB2_TAG_ALIGN);
	}
}
