// SPDX-License-Identifier: MIT
/*
 * kernel/module/elf.c - a .ko file, believed in nothing
 *
 * Whatever a file says about itself - where its tables are, how long they are, which
 * section belongs to which, where a name begins - is checked here once, against the
 * length of the file and of the tables.  Behind elf_open() the loader uses it freely.
 * What the code of a module does when it runs is another matter.
 *
 * Context: process.  Locking: none, a load_info belongs to who loads.
 */

#include <linux/align.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

const char *section_name(const struct load_info *info, unsigned int i)
{
	return info->secstrings + info->sechdrs[i].sh_name;
}

const char *symbol_name(const struct load_info *info, const Elf64_Sym *sym)
{
	return info->strtab + sym->st_name;
}

/* The first section of that name that would be loaded, or .modinfo and its like; 0: none. */
unsigned int find_section(const struct load_info *info, const char *name)
{
	for (unsigned int i = 1; i < info->hdr.e_shnum; i++)
		if ((info->sechdrs[i].sh_flags & SHF_ALLOC) && !strcmp(section_name(info, i), name))
			return i;
	return 0;
}

/* ---- the header ------------------------------------------------------------------------- */

static int check_header(struct load_info *info)
{
	Elf64_Ehdr *hdr = &info->hdr;

	if (info->len < sizeof(*hdr)) {
		pr_err("Invalid ELF header len %lu\n", info->len);
		return -ENOEXEC;
	}
	memcpy(hdr, info->image, sizeof(*hdr));
	if (memcmp(hdr->e_ident, ELFMAG, SELFMAG)) {
		pr_err("Invalid ELF header magic: != %s\n", ELFMAG);
		return -ENOEXEC;
	}
	if (hdr->e_type != ET_REL) {
		pr_err("Invalid ELF header type: %u != %u\n", hdr->e_type, ET_REL);
		return -ENOEXEC;
	}
	if (hdr->e_machine != ELF_ARCH || hdr->e_ident[EI_CLASS] != ELF_CLASS ||
	    hdr->e_ident[EI_DATA] != ELF_DATA) {
		pr_err("Invalid architecture in ELF header: %u\n", hdr->e_machine);
		return -ENOEXEC;
	}
	if (hdr->e_shentsize != sizeof(Elf64_Shdr)) {
		pr_err("Invalid ELF section header size\n");
		return -ENOEXEC;
	}
	if (hdr->e_shoff >= info->len ||
	    (u64)hdr->e_shnum * sizeof(Elf64_Shdr) > info->len - hdr->e_shoff) {
		pr_err("Invalid ELF section header overflow\n");
		return -ENOEXEC;
	}
	if (!hdr->e_shnum || hdr->e_shstrndx == SHN_UNDEF || hdr->e_shstrndx >= hdr->e_shnum) {
		pr_err("Invalid ELF section name index: %u || e_shstrndx >= e_shnum (%u)\n",
		       hdr->e_shstrndx, hdr->e_shnum);
		return -ENOEXEC;
	}
	return 0;
}

/* ---- sections ----------------------------------------------------------------------------- */

static bool fits_file(const struct load_info *info, const Elf64_Shdr *s)
{
	return s->sh_type == SHT_NOBITS ||
	       (s->sh_offset <= info->len && s->sh_size <= info->len - s->sh_offset);
}

static bool ends_with_nul(const struct load_info *info, unsigned int i)
{
	const Elf64_Shdr *s = &info->sechdrs[i];

	return s->sh_type != SHT_NOBITS && s->sh_size &&
	       !((const char *)section_image(info, i))[s->sh_size - 1];
}

/* Bounds in the file, and in memory nothing that the layout could not hold. */
static bool section_ok(const struct load_info *info, const Elf64_Shdr *s)
{
	if (!fits_file(info, s))
		return false;
	if (!(s->sh_flags & SHF_ALLOC))
		return true;
	return s->sh_size <= INT_MAX / 2 && s->sh_addralign <= PAGE_SIZE &&
	       (!s->sh_addralign || is_power_of_2(s->sh_addralign));
}

static int check_sections(struct load_info *info)
{
	const Elf64_Shdr *names = &info->sechdrs[info->hdr.e_shstrndx];

	if (info->sechdrs[0].sh_type != SHT_NULL || info->sechdrs[0].sh_size) {
		pr_err("ELF Spec violation: section 0 type(%d)!=SH_NULL or non-zero len or addr\n",
		       info->sechdrs[0].sh_type);
		return -ENOEXEC;
	}
	if (names->sh_type != SHT_STRTAB || !fits_file(info, names) ||
	    !ends_with_nul(info, info->hdr.e_shstrndx)) {
		pr_err("ELF Spec violation: section name table isn't null terminated\n");
		return -ENOEXEC;
	}
	info->secstrings = section_image(info, info->hdr.e_shstrndx);
	for (unsigned int i = 1; i < info->hdr.e_shnum; i++) {
		if (!section_ok(info, &info->sechdrs[i])) {
			pr_err("Invalid ELF section in module (section %u type %d)\n", i,
			       info->sechdrs[i].sh_type);
			return -ENOEXEC;
		}
		if (info->sechdrs[i].sh_name >= names->sh_size) {
			pr_err("Invalid ELF section name in module (section %u)\n", i);
			return -ENOEXEC;
		}
	}
	return 0;
}

static int copy_sections(struct load_info *info)
{
	size_t size = info->hdr.e_shnum * sizeof(*info->sechdrs);

	info->sechdrs = kvmalloc(size, GFP_KERNEL);
	if (!info->sechdrs)
		return -ENOMEM;
	memcpy(info->sechdrs, info->image + info->hdr.e_shoff, size);
	return check_sections(info);
}

/* ---- symbols ---------------------------------------------------------------------------- */

static int find_symbol_table(struct load_info *info)
{
	unsigned int link;

	for (unsigned int i = 1; i < info->hdr.e_shnum && !info->symindex; i++)
		if (info->sechdrs[i].sh_type == SHT_SYMTAB)
			info->symindex = i;
	if (!info->symindex) {
		pr_warn("%s: module has no symbols (stripped?)\n", info->name ?: "(missing .modinfo section or name field)");
		return -ENOEXEC;
	}
	link = info->sechdrs[info->symindex].sh_link;
	if (link >= info->hdr.e_shnum || info->sechdrs[link].sh_type != SHT_STRTAB ||
	    !ends_with_nul(info, link)) {
		pr_err("Invalid ELF symbol names in module (section %u)\n", link);
		return -ENOEXEC;
	}
	info->strtab = section_image(info, link);
	return 0;
}

static bool symbol_ok(const struct load_info *info, const Elf64_Sym *sym)
{
	const Elf64_Shdr *names = &info->sechdrs[info->sechdrs[info->symindex].sh_link];

	return sym->st_name < names->sh_size &&
	       (sym->st_shndx < info->hdr.e_shnum || sym->st_shndx >= SHN_LORESERVE);
}

static int copy_symbols(struct load_info *info)
{
	const Elf64_Shdr *table;
	int err = find_symbol_table(info);

	if (err)
		return err;
	table = &info->sechdrs[info->symindex];
	info->num_syms = div_u64(table->sh_size, sizeof(Elf64_Sym));
	if (!info->num_syms)
		return -ENOEXEC;
	info->symtab = kvmalloc_array(info->num_syms, sizeof(Elf64_Sym), GFP_KERNEL);
	if (!info->symtab)
		return -ENOMEM;
	memcpy(info->symtab, section_image(info, info->symindex),
	       info->num_syms * sizeof(Elf64_Sym));
	for (unsigned int i = 0; i < info->num_syms; i++) {
		if (!symbol_ok(info, &info->symtab[i])) {
			pr_err("Invalid ELF symbol in module (symbol %u)\n", i);
			return -ENOEXEC;
		}
	}
	return 0;
}

/* ---- what makes it a module ------------------------------------------------------------ */

/* The text behind "tag=" in .modinfo, or NULL. */
const char *get_modinfo(const struct load_info *info, const char *tag)
{
	size_t len = strlen(tag);
	const char *p, *end;

	if (!info->modinfo)
		return NULL;
	p = section_image(info, info->modinfo);
	end = p + info->sechdrs[info->modinfo].sh_size;
	for (; p < end; p += strlen(p) + 1)
		if (!strncmp(p, tag, len) && p[len] == '=')
			return p + len + 1;
	return NULL;
}

static int find_module_sections(struct load_info *info)
{
	const Elf64_Shdr *mod;

	info->modinfo = find_section(info, ".modinfo");
	if (info->modinfo && !ends_with_nul(info, info->modinfo)) {
		pr_err("Invalid ELF section .modinfo\n");
		return -ENOEXEC;
	}
	info->name = get_modinfo(info, "name");
	info->mod = find_section(info, ".gnu.linkonce.this_module");
	if (!info->mod) {
		pr_warn("%s: No module found in object\n",
			info->name ?: "(missing .modinfo section or name field)");
		return -ENOEXEC;
	}
	mod = &info->sechdrs[info->mod];
	if (mod->sh_type != SHT_PROGBITS || mod->sh_size != sizeof(struct module) ||
	    mod->sh_addralign < __alignof__(struct module) ||
	    (mod->sh_flags & (SHF_ALLOC | SHF_WRITE | SHF_EXECINSTR)) != (SHF_ALLOC | SHF_WRITE)) {
		pr_err(".gnu.linkonce.this_module section size must match the kernel's built struct module size at run time\n");
		return -ENOEXEC;
	}
	info->percpu = find_section(info, ".data..percpu");
	return 0;
}

/* Its own name for itself, as struct module has it. */
static int find_module_name(struct load_info *info)
{
	const char *name = section_image(info, info->mod);

	name += offsetof(struct module, name);
	if (!*name || strnlen(name, MODULE_NAME_LEN) == MODULE_NAME_LEN) {
		pr_err("Invalid module name\n");
		return -ENOEXEC;
	}
	if (!info->name)
		info->name = name;
	return 0;
}

int elf_open(struct load_info *info)
{
	int err = check_header(info);

	if (!err)
		err = copy_sections(info);
	if (!err)
		err = find_module_sections(info);
	if (!err)
		err = find_module_name(info);
	if (!err)
		err = copy_symbols(info);
	return err;
}

void elf_close(struct load_info *info)
{
	kvfree(info->sechdrs);
	kvfree(info->symtab);
	kvfree(info->percpu_image);
}

#define TAG_MAX	32

int module_for_each_info(const void *image, unsigned long len,
			 void (*fn)(const char *tag, const char *text, void *arg), void *arg)
{
	struct load_info info = { .image = image, .len = len };
	int err = check_header(&info);
	const char *p, *end;
	char tag[TAG_MAX];

	if (!err)
		err = copy_sections(&info);
	if (!err)
		err = find_module_sections(&info);
	if (!err && info.modinfo) {
		p = section_image(&info, info.modinfo);
		end = p + info.sechdrs[info.modinfo].sh_size;
		for (; p < end; p += strlen(p) + 1) {
			size_t n = strcspn(p, "=");

			strscpy(tag, p, min(n + 1, sizeof(tag)));
			if (n && p[n])
				fn(tag, p + n + 1, arg);
		}
	}
	elf_close(&info);
	return err;
}
