// SPDX-License-Identifier: MIT
/*
 * kernel/module/relocate.c - from names to addresses, and those into the code
 *
 * Context: process.  Locking: none but what resolving a name takes.
 */

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/arch.h>

#include "internal.h"

/* A symbol of the kernel or of another module. */
static int resolve_undefined(struct load_info *info, struct module *mod, Elf64_Sym *sym)
{
	const char *name = symbol_name(info, sym);
	unsigned long address = resolve_symbol_wait(mod, info, name);
	int err = PTR_ERR_OR_ZERO((void *)address);

	if (address && !err) {
		sym->st_value = address;
		return 0;
	}
	if (!err && ELF64_ST_BIND(sym->st_info) == STB_WEAK) {
		sym->st_value = 0;	/* its user asks whether it is there */
		return 0;
	}
	err = err ?: -ENOENT;
	pr_warn("%s: Unknown symbol %s (err %d)\n", mod->name, name, err);
	return err;
}

static int resolve_one(struct load_info *info, struct module *mod, Elf64_Sym *sym)
{
	switch (sym->st_shndx) {
	case SHN_COMMON:
		pr_warn("%s: please compile with -fno-common\n", mod->name);
		return -ENOEXEC;
	case SHN_ABS:
		return 0;
	case SHN_UNDEF:
		return resolve_undefined(info, mod, sym);
	}
	if (sym->st_shndx >= info->hdr.e_shnum)
		return -ENOEXEC;
	sym->st_value += info->sechdrs[sym->st_shndx].sh_addr;
	return 0;
}

/* Every unknown symbol is named, then the last error counts. */
int resolve_symbols(struct load_info *info, struct module *mod)
{
	int ret = 0;

	for (unsigned int i = 1; i < info->num_syms; i++) {
		int err = resolve_one(info, mod, &info->symtab[i]);

		if (err)
			ret = err;
	}
	return ret;
}

/* Of struct module a file sets its two functions and nothing else. */
static bool may_change(const struct load_info *info, unsigned int section, u64 offset)
{
	return section != info->mod || offset == offsetof(struct module, init) ||
	       offset == offsetof(struct module, exit);
}

static int apply_rela(const struct load_info *info, unsigned int target, const Elf64_Rela *rela)
{
	u64 size = info->sechdrs[target].sh_size;
	char *base = target == info->percpu ? info->percpu_image : section_address(info, target);

	if (ELF64_R_SYM(rela->r_info) >= info->num_syms || rela->r_offset >= size ||
	    !may_change(info, target, rela->r_offset)) {
		pr_err("%s: Invalid relocation in section %s\n", info->name,
		       section_name(info, target));
		return -ENOEXEC;
	}
	return arch_apply_relocation(info->name, ELF64_R_TYPE(rela->r_info),
				     base + rela->r_offset, size - rela->r_offset,
				     info->symtab[ELF64_R_SYM(rela->r_info)].st_value,
				     rela->r_addend);
}

static int apply_section(const struct load_info *info, unsigned int relsec, unsigned int target)
{
	const Elf64_Shdr *s = &info->sechdrs[relsec];
	const char *at = section_image(info, relsec);
	int err = 0;

	for (u64 left = s->sh_size; left >= sizeof(Elf64_Rela) && !err;
	     left -= sizeof(Elf64_Rela), at += sizeof(Elf64_Rela)) {
		Elf64_Rela rela;

		memcpy(&rela, at, sizeof(rela));	/* a file in memory is aligned to nothing */
		err = apply_rela(info, target, &rela);
	}
	return err;
}

int apply_relocations(const struct load_info *info)
{
	int err = 0;

	for (unsigned int i = 1; i < info->hdr.e_shnum && !err; i++) {
		const Elf64_Shdr *s = &info->sechdrs[i];
		unsigned int target = s->sh_info;

		if (s->sh_type != SHT_RELA && s->sh_type != SHT_REL)
			continue;
		if (target >= info->hdr.e_shnum || !info->sechdrs[target].sh_addr)
			continue;	/* of a section that is not loaded */
		if (s->sh_type == SHT_REL || s->sh_link != info->symindex ||
		    info->sechdrs[target].sh_type == SHT_NOBITS) {
			pr_err("%s: Invalid relocation section %u\n", info->name, i);
			return -ENOEXEC;
		}
		err = apply_section(info, i, target);
	}
	return err;
}
