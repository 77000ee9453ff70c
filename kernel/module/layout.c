// SPDX-License-Identifier: MIT
/*
 * kernel/module/layout.c - where the sections of a module go, and who may do what there
 *
 * How it works
 *
 *   A module gets two blocks of memory, one that stays and one for its .init sections,
 *   each in four parts that begin on a page of their own:
 *
 *       text        .text .exit.text ...        read, execute
 *       rodata      .rodata __param ...         read
 *       after init  .data..ro_after_init        read, once init has returned
 *       data        .data .bss this_module      read, write
 *
 *   Everything is writable and nothing executable while it is loaded; then each part
 *   gets its rights, text last of all.  RAM has a second name in the direct map: there,
 *   too, text and rodata become constant, or W^X would hold in name only.
 *
 * Context: process.  Locking: none, the memory belongs to who loads.
 */

#include <linux/align.h>
#include <linux/cache.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <asm/arch.h>
#include <asm/set_memory.h>

#include "internal.h"

#define MODULE_SIZE_MAX	(64ul << 20)	/* of one block: far above any real module */

enum part {
	PART_TEXT,
	PART_RODATA,
	PART_RO_AFTER_INIT,
	PART_DATA,
	NR_PARTS,
};

/* ---- placing ------------------------------------------------------------------------- */

static enum part part_of(const struct load_info *info, unsigned int i)
{
	const Elf64_Shdr *s = &info->sechdrs[i];

	if (s->sh_flags & SHF_EXECINSTR)
		return PART_TEXT;
	if (!(s->sh_flags & SHF_WRITE))
		return PART_RODATA;
	return strcmp(section_name(info, i), ".data..ro_after_init") ? PART_DATA :
								       PART_RO_AFTER_INIT;
}

static bool is_init_section(const struct load_info *info, unsigned int i)
{
	return strstarts(section_name(info, i), ".init");
}

/* Loaded, and not one of those that have a place of their own. */
static bool is_placed(const struct load_info *info, unsigned int i)
{
	return info->sechdrs[i].sh_flags & SHF_ALLOC && i != info->modinfo && i != info->percpu;
}

/* Offsets of the sections of one part, from @size on; the new end. */
static unsigned long place_part(struct load_info *info, bool init, enum part part,
				unsigned long size)
{
	for (unsigned int i = 1; i < info->hdr.e_shnum; i++) {
		Elf64_Shdr *s = &info->sechdrs[i];

		if (!is_placed(info, i) || is_init_section(info, i) != init ||
		    part_of(info, i) != part || size > MODULE_SIZE_MAX)
			continue;
		size = ALIGN(size, max_t(unsigned long, s->sh_addralign, 1));
		s->sh_addr = size;
		size += s->sh_size;
	}
	return PAGE_ALIGN(size);
}

static int place_block(struct load_info *info, bool init, struct module_layout *layout)
{
	unsigned long end[NR_PARTS], size = 0;

	for (enum part part = 0; part < NR_PARTS; part++)
		end[part] = size = place_part(info, init, part, size);
	if (size > MODULE_SIZE_MAX)
		return -ENOEXEC;
	layout->text_size = end[PART_TEXT];
	layout->ro_size = end[PART_RODATA];
	layout->ro_after_init_size = end[PART_RO_AFTER_INIT];
	layout->size = size;
	if (!size)
		return 0;
	layout->base = arch_module_alloc(size);
	return layout->base ? 0 : -ENOMEM;
}

static void move_section(struct load_info *info, unsigned int i)
{
	const struct module_layout *layout = is_init_section(info, i) ? &info->init : &info->core;
	Elf64_Shdr *s = &info->sechdrs[i];

	s->sh_addr += (unsigned long)layout->base;
	if (s->sh_type != SHT_NOBITS)
		memcpy(section_address(info, i), section_image(info, i), s->sh_size);
}

/*
 * Give every section its place and its bytes.  Sections that are not loaded get address
 * 0, and so do the symbols in them.
 */
int place_sections(struct load_info *info)
{
	int err;

	for (unsigned int i = 0; i < info->hdr.e_shnum; i++)
		info->sechdrs[i].sh_addr = 0;
	err = place_block(info, false, &info->core);
	if (!err)
		err = place_block(info, true, &info->init);
	if (err)
		return err;
	for (unsigned int i = 1; i < info->hdr.e_shnum; i++)
		if (is_placed(info, i))
			move_section(info, i);
	return 0;
}

/* ---- per-CPU variables --------------------------------------------------------------- */

/* Their symbols are addresses in the pattern, behind that of the kernel's own. */
int alloc_percpu_variables(struct load_info *info, struct module *mod)
{
	Elf64_Shdr *s = &info->sechdrs[info->percpu];

	if (!info->percpu || !s->sh_size)
		return 0;
	info->percpu_image = kvzalloc(s->sh_size, GFP_KERNEL);
	if (!info->percpu_image)
		return -ENOMEM;
	if (s->sh_type != SHT_NOBITS)
		memcpy(info->percpu_image, section_image(info, info->percpu), s->sh_size);
	if (s->sh_addralign <= SMP_CACHE_BYTES)
		mod->percpu = __alloc_percpu_gfp(s->sh_size, max_t(u64, s->sh_addralign, 8),
						 GFP_KERNEL | __GFP_NOWARN);
	if (!mod->percpu) {
		pr_warn("%s: Could not allocate %lu bytes percpu data\n", info->name,
			(unsigned long)s->sh_size);
		return -ENOMEM;
	}
	mod->percpu_size = s->sh_size;
	s->sh_addr = (unsigned long)mod->percpu;
	return 0;
}

void copy_percpu_variables(const struct load_info *info, const struct module *mod)
{
	unsigned int cpu;

	if (!mod->percpu)
		return;
	for_each_possible_cpu(cpu)
		if (per_cpu_offset(cpu))	/* else it has no area, and never will */
			memcpy(per_cpu_ptr(mod->percpu, cpu), info->percpu_image,
			       mod->percpu_size);
}

/* ---- rights --------------------------------------------------------------------------- */

static int pages_to(unsigned int size)
{
	return size >> PAGE_SHIFT;
}

/* The pages' other name. */
static int protect_alias(const struct module_layout *layout, unsigned int from, unsigned int to,
			 int (*set)(unsigned long addr, int numpages))
{
	int err = 0;

	for (unsigned int at = from; at < to && !err; at += PAGE_SIZE)
		err = set((unsigned long)page_address(vmalloc_to_page(layout->base + at)), 1);
	return err;
}

static int protect_layout(const struct module_layout *layout)
{
	unsigned long base = (unsigned long)layout->base;
	int err;

	if (!base)
		return 0;
	err = protect_alias(layout, 0, layout->ro_size, set_memory_ro);
	if (!err)
		err = set_memory_ro(base, pages_to(layout->ro_size));
	if (!err && layout->text_size)
		err = set_memory_x(base, pages_to(layout->text_size));
	return err;
}

/* From here on the code can run. */
int protect_module(const struct module *mod)
{
	int err = protect_layout(&mod->core_layout);

	return err ?: protect_layout(&mod->init_layout);
}

void protect_after_init(const struct module *mod)
{
	const struct module_layout *layout = &mod->core_layout;
	unsigned int size = layout->ro_after_init_size - layout->ro_size;

	if (!size)
		return;
	protect_alias(layout, layout->ro_size, layout->ro_after_init_size, set_memory_ro);
	set_memory_ro((unsigned long)layout->base + layout->ro_size, pages_to(size));
}

/* Nobody looks at it any more.  The pages go back as they came: writable. */
void free_layout(struct module_layout *layout)
{
	if (!layout->base)
		return;
	protect_alias(layout, 0, layout->ro_after_init_size, set_memory_rw);
	vfree(layout->base);
	layout->base = NULL;
}
