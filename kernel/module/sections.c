// SPDX-License-Identifier: MIT
/* kernel/module/sections.c - where each section of a module went, for debuggers */

#include <linux/errno.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define SECTION_NAME_MAX	40	/* a longer one is cut off */

/* All I.  scripts/gdb/hemi.py reads it. */
struct module_sections {
	unsigned int num;
	struct module_section {
		char name[SECTION_NAME_MAX];
		unsigned long address;
	} section[];
};

int keep_sections(const struct load_info *info, struct module *mod)
{
	struct module_sections *kept;

	kept = kvzalloc(struct_size(kept, section, info->hdr.e_shnum), GFP_KERNEL);
	if (!kept)
		return -ENOMEM;
	for (unsigned int i = 1; i < info->hdr.e_shnum; i++) {
		if (!info->sechdrs[i].sh_addr)
			continue;
		strscpy(kept->section[kept->num].name, section_name(info, i), SECTION_NAME_MAX);
		kept->section[kept->num++].address = info->sechdrs[i].sh_addr;
	}
	mod->sections = kept;
	return 0;
}
