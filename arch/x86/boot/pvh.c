// SPDX-License-Identifier: MIT
/* arch/x86/boot/pvh.c - read what `qemu -kernel` left */

#include <linux/types.h>

#include <asm/acpi.h>
#include <asm/page.h>

#include "boot.h"
#include "pvh.h"

static void parse_memmap(const struct pvh_memmap_entry *map, u32 entries)
{
	for (u32 i = 0; i < entries; i++)
		if (map[i].type == PVH_MEMMAP_TYPE_RAM)
			boot_add_ram(map[i].addr, map[i].size);
}

void pvh_parse(phys_addr_t phys)
{
	const struct pvh_start_info *info = __va(phys);

	if (info->cmdline_paddr)
		boot_set_command_line(__va(info->cmdline_paddr));
	if (info->version >= 1 && info->memmap_paddr)
		parse_memmap(__va(info->memmap_paddr), info->memmap_entries);
	if (info->nr_modules) {
		const struct pvh_module *module = __va(info->modlist_paddr);

		boot_set_initrd(module->paddr, module->size);
	}
	if (info->rsdp_paddr)
		acpi_set_rsdp_address(info->rsdp_paddr);
}
