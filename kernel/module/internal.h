/* SPDX-License-Identifier: MIT */
/* kernel/module/internal.h - between the parts of the module loader */
#ifndef KERNEL_MODULE_INTERNAL_H
#define KERNEL_MODULE_INTERNAL_H

#include <linux/elf.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/panic.h>
#include <linux/wait.h>

struct builtin_module;

/* ---- run.c: calling a module's functions ----------------------------------------------- */

int unknown_module_param(char *param, char *val, const char *doing, void *arg);
int do_init_module(const char *name, int (*init)(void));
int run_in_a_thread(const char *name, int (*fn)(void *arg), void *arg, bool *started);

/* builtin_params.c: every parameter gets its initial value, then what @args says (or NULL). */
int builtin_set_params(struct builtin_module *mod, const char *args);

/* ---- the file ---------------------------------------------------------------------------- */

/* A .ko file while it is loaded.  The image is never written to, nor is its alignment relied on. */
struct load_info {
	const char *image;
	unsigned long len;
	const char *name;		/* for messages */
	Elf64_Ehdr hdr;			/* copy */
	Elf64_Shdr *sechdrs;		/* copy; sh_addr becomes the section's address in memory */
	const char *secstrings;		/* in the image, ends with a NUL */
	Elf64_Sym *symtab;		/* copy; st_value becomes an address */
	unsigned int num_syms;
	const char *strtab;		/* in the image, ends with a NUL */
	unsigned int symindex;		/* sections: the symbols, ... */
	unsigned int modinfo;		/* ... .modinfo, or 0 ... */
	unsigned int mod;		/* ... .gnu.linkonce.this_module ... */
	unsigned int percpu;		/* ... .data..percpu, or 0 */
	void *percpu_image;		/* its initial values, to be relocated */
	struct module_layout core, init;
};

/* elf.c: check everything that a file says about itself; 0 or -ENOEXEC, -ENOMEM. */
int elf_open(struct load_info *info);
void elf_close(struct load_info *info);
unsigned int find_section(const struct load_info *info, const char *name);	/* 0: none */
const char *section_name(const struct load_info *info, unsigned int i);
const char *symbol_name(const struct load_info *info, const Elf64_Sym *sym);
const char *get_modinfo(const struct load_info *info, const char *tag);

static inline const void *section_image(const struct load_info *info, unsigned int i)
{
	return info->image + info->sechdrs[i].sh_offset;
}

static inline void *section_address(const struct load_info *info, unsigned int i)
{
	return (void *)(unsigned long)info->sechdrs[i].sh_addr;
}

/* setup.c: built for this kernel?  Then its struct module, its tables, and their pointers. */
int check_vermagic(const struct load_info *info, int flags);
void taint_by_origin(const struct load_info *info, struct module *mod);
struct module *setup_module(const struct load_info *info);
void find_tables(const struct load_info *info, struct module *mod);
int check_pointers(const struct module *mod);

/* layout.c: memory for it, and who may do what there. */
int place_sections(struct load_info *info);
int alloc_percpu_variables(struct load_info *info, struct module *mod);
void copy_percpu_variables(const struct load_info *info, const struct module *mod);
int protect_module(const struct module *mod);
void protect_after_init(const struct module *mod);
void free_layout(struct module_layout *layout);

/* relocate.c: symbols become addresses, and are written where the code wants them. */
int resolve_symbols(struct load_info *info, struct module *mod);
int apply_relocations(const struct load_info *info);

/* ---- loaded modules -------------------------------------------------------------------------- */

extern struct mutex module_mutex;	/* the list, states, users; not held in init, exit */
extern struct list_head modules;	/* module_mutex; readers under RCU */
extern struct wait_queue_head module_wq;	/* woken when a module is LIVE, or gone */

/* A module that uses another. */
struct module_use {
	struct list_head source_list;	/* module_mutex; in the used one */
	struct list_head target_list;	/* module_mutex; in the user */
	struct module *source, *target;	/* I; the user, the used one */
};

/* symbols.c */
const struct kernel_symbol *find_symbol(const char *name, bool gplok, struct module **owner);
unsigned long resolve_symbol_wait(struct module *mod, const struct load_info *info,
				  const char *name);	/* 0 .. or an ERR_PTR() */
void module_unload_init(struct module *mod);
void module_unload_free(struct module *mod);
int try_release_module_ref(struct module *mod);

/* kallsyms.c */
int add_kallsyms(struct load_info *info, struct module *mod);
void free_kallsyms(struct module *mod);

/* sections.c: where each section went; kept for debuggers. */
int keep_sections(const struct load_info *info, struct module *mod);

/* leftovers.c: say by symbol what still leads into the module's memory, if anything does. */
bool report_leftovers(const struct module *mod);

/* report.c */
#define MODULE_FLAGS_MAX	(TAINT_FLAGS_COUNT + 4)
char *module_flags(const struct module *mod, char *buf, bool with_state);
void remember_unloaded(const struct module *mod);

#endif /* KERNEL_MODULE_INTERNAL_H */
