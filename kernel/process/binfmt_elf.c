// SPDX-License-Identifier: MIT
/*
 * kernel/process/binfmt_elf.c - ELF files: what of them goes where
 *
 * The file's program headers say which parts of it are to be at which addresses, with
 * which rights; what a part has more in memory than in the file is zeroes.  A file of type
 * ET_EXEC has its addresses; ET_DYN can be anywhere, and moves itself (static-pie) or is
 * moved by an interpreter, a second file, which runs first and gets the address of the
 * first by the auxiliary vector.
 *
 * Everything is checked against the file's size or the address space before it is used:
 * the file may be anything.
 *
 * See also: System V ABI, "Program Loading"; kernel/process/exec.c.
 */

#include <linux/align.h>
#include <linux/auxvec.h>
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <uapi/linux/times.h>

#include <asm/arch.h>
#include <asm/page.h>
#include <asm/pgtable.h>

#include "process.h"

#define HEADERS_MAX	65536		/* bytes of program headers */
#define RANDOM_BYTES	16

/* A file that is being loaded. */
struct elf_image {
	struct file *file;
	const Elf64_Ehdr *head;
	Elf64_Phdr *headers;
	unsigned long bias;		/* from its own addresses to those in memory */
};

/* ---- the headers ------------------------------------------------------------------------ */

static int check_head(const Elf64_Ehdr *head)
{
	unsigned long size = (unsigned long)head->e_phnum * sizeof(Elf64_Phdr);

	if (memcmp(head->e_ident, ELFMAG, SELFMAG) || head->e_ident[EI_CLASS] != ELF_CLASS)
		return -ENOEXEC;
	if (head->e_type != ET_EXEC && head->e_type != ET_DYN)
		return -ENOEXEC;
	if (head->e_machine != ELF_ARCH || head->e_phentsize != sizeof(Elf64_Phdr))
		return -ENOEXEC;
	return size && size <= HEADERS_MAX ? 0 : -ENOEXEC;
}

static int read_headers(struct elf_image *image)
{
	size_t size = image->head->e_phnum * sizeof(Elf64_Phdr);
	int err = check_head(image->head);

	if (err)
		return err;
	image->headers = kvmalloc(size, GFP_KERNEL);
	if (!image->headers)
		return -ENOMEM;
	if (image->head->e_phoff > LLONG_MAX - size ||
	    read_program(image->file, image->headers, size, image->head->e_phoff) != (int)size)
		return -ENOEXEC;
	return 0;
}

#define for_each_header(ph, image) \
	for (ph = (image)->headers; ph < (image)->headers + (image)->head->e_phnum; ph++)

/* The program that moves this one, as its path; NULL: none. */
static char *interpreter_name(const struct elf_image *image)
{
	Elf64_Phdr *ph;
	char *name;

	for_each_header(ph, image)
		if (ph->p_type == PT_INTERP)
			break;
	if (ph == image->headers + image->head->e_phnum)
		return NULL;
	if (ph->p_filesz > PATH_MAX || ph->p_filesz < 2)
		return ERR_PTR(-ENOEXEC);
	name = kmalloc(ph->p_filesz, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	if (ph->p_offset <= LLONG_MAX - PATH_MAX &&
	    read_program(image->file, name, ph->p_filesz, ph->p_offset) == (int)ph->p_filesz &&
	    !name[ph->p_filesz - 1])
		return name;
	kfree(name);
	return ERR_PTR(-EIO);
}

/* ---- parts -------------------------------------------------------------------------------- */

static unsigned long part_rights(const Elf64_Phdr *ph)
{
	return (ph->p_flags & PF_R ? VM_READ : 0) | (ph->p_flags & PF_W ? VM_WRITE : 0) |
	       (ph->p_flags & PF_X ? VM_EXEC : 0);
}

static bool fits(unsigned long addr, const Elf64_Phdr *ph)
{
	return addr < TASK_SIZE_MAX && ph->p_filesz <= ph->p_memsz &&
	       ph->p_memsz <= TASK_SIZE_MAX && TASK_SIZE_MAX - ph->p_memsz >= addr;
}

/* The bytes of a part from the file.  What the file has not is zeroes. */
static int fill_part(struct linux_binprm *bprm, struct file *file, const Elf64_Phdr *ph,
		     unsigned long addr)
{
	unsigned long done = 0;

	while (done < ph->p_filesz) {
		int n = min_t(unsigned long, ph->p_filesz - done,
			      PAGE_SIZE - offset_in_page(addr + done));

		n = read_program(file, bprm->page, n, ph->p_offset + done);
		if (n <= 0)
			return n;
		if (access_remote_vm(bprm->mm, addr + done, bprm->page, n, FOLL_WRITE) != n)
			return -ENOMEM;
		done += n;
	}
	return 0;
}

static int map_part(struct linux_binprm *bprm, struct elf_image *image, const Elf64_Phdr *ph)
{
	unsigned long addr = ph->p_vaddr + image->bias, start = ALIGN_DOWN(addr, PAGE_SIZE);
	unsigned long size = ALIGN(addr + ph->p_memsz, PAGE_SIZE) - start;
	unsigned long ret;
	int err;

	if (!fits(addr, ph))
		return -EINVAL;
	if (offset_in_page(ph->p_offset) != offset_in_page(ph->p_vaddr) ||
	    ph->p_offset > LLONG_MAX - ph->p_filesz)
		return -EINVAL;
	if (!size)
		return 0;
	mmap_write_lock(bprm->mm);
	ret = do_mmap(bprm->mm, start, size, VM_READ | VM_WRITE, true);
	mmap_write_unlock(bprm->mm);
	if (IS_ERR_VALUE(ret))
		return ret;
	err = fill_part(bprm, image->file, ph, addr);
	if (err)
		return err;
	mmap_write_lock(bprm->mm);
	err = do_mprotect(bprm->mm, start, size, part_rights(ph));
	mmap_write_unlock(bprm->mm);
	return err;
}

/* From the lowest address of a part to the highest; 0: there is none, or too much. */
static unsigned long total_size(const struct elf_image *image)
{
	unsigned long low = -1UL, high = 0;
	Elf64_Phdr *ph;

	for_each_header(ph, image) {
		if (ph->p_type != PT_LOAD)
			continue;
		if (!fits(ph->p_vaddr, ph))
			return 0;
		low = min_t(unsigned long, low, ALIGN_DOWN(ph->p_vaddr, PAGE_SIZE));
		high = max_t(unsigned long, high, ph->p_vaddr + ph->p_memsz);
	}
	return high > low ? high - low : 0;
}

static unsigned long first_address(const struct elf_image *image)
{
	Elf64_Phdr *ph;

	for_each_header(ph, image)
		if (ph->p_type == PT_LOAD)
			return ALIGN_DOWN(ph->p_vaddr, PAGE_SIZE);
	return 0;
}

static unsigned long largest_alignment(const struct elf_image *image)
{
	unsigned long align = PAGE_SIZE;
	Elf64_Phdr *ph;

	for_each_header(ph, image)
		if (ph->p_type == PT_LOAD && is_power_of_2(ph->p_align))
			align = max_t(unsigned long, align, ph->p_align);
	return align;
}

/* A free place for all of it; @wish: 0, or where it may begin. */
static int choose_bias(struct linux_binprm *bprm, struct elf_image *image, unsigned long wish)
{
	unsigned long size = total_size(image), align = largest_alignment(image), addr;

	if (!size)
		return -EINVAL;
	if (size > TASK_SIZE_MAX || align > TASK_SIZE_MAX - size)
		return -ENOMEM;
	mmap_write_lock(bprm->mm);
	addr = do_mmap(bprm->mm, ALIGN_DOWN(wish, align), size + align, VM_READ, false);
	if (!IS_ERR_VALUE(addr))
		do_munmap(bprm->mm, addr, size + align);
	mmap_write_unlock(bprm->mm);
	if (IS_ERR_VALUE(addr))
		return addr;
	image->bias = ALIGN(addr, align) - first_address(image);
	return 0;
}

static int map_parts(struct linux_binprm *bprm, struct elf_image *image)
{
	Elf64_Phdr *ph;

	for_each_header(ph, image) {
		int err = ph->p_type == PT_LOAD ? map_part(bprm, image, ph) : 0;

		if (err)
			return err;
	}
	return 0;
}

/* ---- the interpreter ------------------------------------------------------------------------ */

static int load_image(struct linux_binprm *bprm, struct elf_image *image)
{
	int err = read_headers(image) ?: choose_bias(bprm, image, 0) ?: map_parts(bprm, image);

	kvfree(image->headers);
	return err;
}

/* Where it was put, and where it begins; it is a position-independent file itself. */
static int load_interpreter(struct linux_binprm *bprm, const char *name, unsigned long *base)
{
	Elf64_Ehdr head = { 0 };
	struct elf_image image = { .head = &head };
	int n;

	image.file = open_exec(name);
	if (IS_ERR(image.file))
		return PTR_ERR(image.file);
	n = read_program(image.file, &head, sizeof(head), 0);
	if (n == sizeof(head))
		n = load_image(bprm, &image);
	else if (n >= 0)
		n = -EIO;
	fput(image.file);
	if (n)
		return n == -ENOEXEC ? -ELIBBAD : n;
	*base = image.bias;
	bprm->entry = head.e_entry + image.bias;
	return 0;
}

/* ---- what the program is told --------------------------------------------------------------- */

static void fill_code_and_data(struct mm_struct *mm, const struct elf_image *image)
{
	Elf64_Phdr *ph;

	mm->start_code = -1UL;
	for_each_header(ph, image) {
		unsigned long start = ph->p_vaddr + image->bias;

		if (ph->p_type != PT_LOAD)
			continue;
		if (ph->p_flags & PF_X) {
			mm->start_code = min(mm->start_code, start);
			mm->end_code = max_t(unsigned long, mm->end_code, start + ph->p_filesz);
		}
		mm->start_data = max_t(unsigned long, mm->start_data, start);
		mm->end_data = max_t(unsigned long, mm->end_data, start + ph->p_filesz);
		mm->brk = max_t(unsigned long, mm->brk, start + ph->p_memsz);
	}
	mm->start_brk = mm->brk = ALIGN(mm->brk, PAGE_SIZE);
}

/* The address of the program headers in memory, if a part contains them. */
static unsigned long headers_address(const struct elf_image *image)
{
	unsigned long offset = image->head->e_phoff;
	Elf64_Phdr *ph;

	for_each_header(ph, image)
		if (ph->p_type == PT_LOAD && ph->p_offset <= offset &&
		    offset - ph->p_offset < ph->p_filesz)
			return offset - ph->p_offset + ph->p_vaddr + image->bias;
	return 0;
}

static int push_bytes(struct linux_binprm *bprm, unsigned long *top, const void *data, int len,
		      unsigned long *addr)
{
	*top -= len;
	*addr = *top;
	return access_remote_vm(bprm->mm, *addr, (void *)data, len, FOLL_WRITE) == len ? 0
										     : -ENOMEM;
}

static int tell_program(struct linux_binprm *bprm, const struct elf_image *image,
			unsigned long base)
{
	const struct cred *cred = current_cred();
	unsigned long top = ALIGN_DOWN(bprm->p, 16), platform, random;
	u8 bytes[RANDOM_BYTES];
	int err;

	get_random_bytes(bytes, sizeof(bytes));
	err = push_bytes(bprm, &top, ELF_PLATFORM, sizeof(ELF_PLATFORM), &platform) ?:
	      push_bytes(bprm, &top, bytes, sizeof(bytes), &random);
	if (err)
		return err;
	const unsigned long auxv[] = {
		AT_HWCAP, arch_elf_hwcap(),
		AT_PAGESZ, PAGE_SIZE,
		AT_CLKTCK, USER_HZ,
		AT_PHDR, headers_address(image),
		AT_PHENT, sizeof(Elf64_Phdr),
		AT_PHNUM, image->head->e_phnum,
		AT_BASE, base,
		AT_FLAGS, 0,
		AT_ENTRY, image->head->e_entry + image->bias,
		AT_UID, cred->uid.val,
		AT_EUID, cred->euid.val,
		AT_GID, cred->gid.val,
		AT_EGID, cred->egid.val,
		AT_SECURE, 0,
		AT_RANDOM, random,
		AT_HWCAP2, 0,
		AT_EXECFN, bprm->exec,
		AT_PLATFORM, platform,
		AT_NULL, 0,
	};
	_Static_assert(ARRAY_SIZE(auxv) <= AT_VECTOR_SIZE, "mm->saved_auxv has room");
	return setup_arg_table(bprm, auxv, ARRAY_SIZE(auxv), top);
}

/* A program that asks for it may execute what it writes on its stack. */
static int set_stack_rights(struct linux_binprm *bprm, const struct elf_image *image)
{
	struct mm_struct *mm = bprm->mm;
	struct vm_area_struct *stack;
	Elf64_Phdr *ph;
	int err = 0;

	for_each_header(ph, image) {
		if (ph->p_type != PT_GNU_STACK || !(ph->p_flags & PF_X))
			continue;
		mmap_write_lock(mm);
		stack = find_vma(mm, bprm->p);
		if (stack && stack->vm_start <= bprm->p)
			err = do_mprotect(mm, stack->vm_start, stack->vm_end - stack->vm_start,
					  VM_READ | VM_WRITE | VM_EXEC);
		mmap_write_unlock(mm);
		break;
	}
	return err;
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* ET_DYN without an interpreter goes among the mappings, as if it were one. */
static int place(struct linux_binprm *bprm, struct elf_image *image, bool interpreted)
{
	if (image->head->e_type == ET_EXEC)
		return 0;
	return choose_bias(bprm, image, interpreted ? ELF_ET_DYN_BASE : 0);
}

static int load_with(struct linux_binprm *bprm, struct elf_image *image, const char *interpreter)
{
	struct mm_struct *mm = bprm->mm;
	unsigned long base = 0;
	int err = place(bprm, image, interpreter) ?: map_parts(bprm, image);

	if (err)
		return err;
	fill_code_and_data(mm, image);
	if (image->head->e_type == ET_DYN && !interpreter)
		mm->start_brk = mm->brk = ALIGN_DOWN(ELF_ET_DYN_BASE, PAGE_SIZE);
	bprm->entry = image->head->e_entry + image->bias;
	if (interpreter)
		err = load_interpreter(bprm, interpreter, &base);
	if (!err && bprm->entry >= TASK_SIZE_MAX)
		err = -EINVAL;
	return err ?: set_stack_rights(bprm, image) ?: tell_program(bprm, image, base);
}

/**
 * load_elf_binary - put an ELF file into a new memory
 * Context: a task, may sleep.
 * Return: 0; -ENOEXEC: it is none; -EINVAL: it asks for what cannot be; -ENOMEM, -EIO, or
 * what opening the interpreter says.
 */
int load_elf_binary(struct linux_binprm *bprm)
{
	struct elf_image image = {
		.file = bprm->file,
		.head = (const Elf64_Ehdr *)bprm->buf,
	};
	char *interpreter;
	int err = read_headers(&image);

	if (!err) {
		interpreter = interpreter_name(&image);
		err = PTR_ERR_OR_ZERO(interpreter);
		if (!err)
			err = load_with(bprm, &image, interpreter);
		if (!IS_ERR(interpreter))
			kfree(interpreter);
	}
	kvfree(image.headers);
	return err;
}
