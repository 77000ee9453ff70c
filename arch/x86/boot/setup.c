// SPDX-License-Identifier: MIT
/*
 * arch/x86/boot/setup.c - the first C code, and what the machine looks like
 *
 * x86_64_start_kernel() comes straight from head.asm: it makes sure that any
 * later fault can speak (early IDT, early serial) and goes to start_kernel().
 * setup_arch() turns the loader's words into memblock, the command line, the
 * initramfs range and the ACPI root, and then leaves the boot page tables.
 */

#include <linux/crc32.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/acpi.h>
#include <asm/arch.h>
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/pgtable.h>

#include "boot.h"
#include "multiboot2.h"
#include "pvh.h"

#define COMMAND_LINE_SIZE 2048
#define LOW_MEMORY_END 0x100000		/* firmware data, and the APs' trampoline */
#define MIN_MEMORY (8ul << 20)

char boot_command_line[COMMAND_LINE_SIZE];
phys_addr_t phys_initrd_start;
unsigned long phys_initrd_size;

static u32 boot_magic;			/* which protocol, and where its data lie */
static phys_addr_t boot_info;
static u64 ram_bytes;

extern char _boot_start[], _end[];

void boot_add_ram(u64 base, u64 size)
{
	ram_bytes += size;
	memblock_add(base, size);
}

void boot_set_command_line(const char *line)
{
	if (strscpy(boot_command_line, line, COMMAND_LINE_SIZE) < 0)
		pr_warn("Command line is longer than %d bytes: cut\n", COMMAND_LINE_SIZE);
}

/* The first module is the initramfs; GRUB may list more, which nobody asked for. */
void boot_set_initrd(u64 base, u64 size)
{
	if (phys_initrd_size)
		return;
	phys_initrd_start = base;
	phys_initrd_size = size;
	memblock_reserve(base, size);
}

static void __init report_initrd(void)
{
	if (!phys_initrd_size)
		return;
	pr_info("initramfs: [mem %#010llx-%#010llx] %lu bytes, crc32 %08x\n",
		(u64)phys_initrd_start, (u64)phys_initrd_start + phys_initrd_size - 1,
		phys_initrd_size, ~crc32_le(~0u, __va(phys_initrd_start), phys_initrd_size));
}

void __init setup_arch(void)
{
	memblock_reserve(0, LOW_MEMORY_END);
	memblock_reserve(KERNEL_PHYS_START, __pa_symbol(_end) - KERNEL_PHYS_START);
	if (boot_magic == MULTIBOOT2_BOOTLOADER_MAGIC)
		multiboot2_parse(boot_info);
	else
		pvh_parse(boot_info);
	pr_notice("Command line: %s\n", boot_command_line);
	parse_early_param();
	if (ram_bytes < MIN_MEMORY)
		panic("Hemi needs at least %lu MiB of memory, the boot loader reports %llu KiB.",
		      MIN_MEMORY >> 20, ram_bytes >> 10);
	acpi_boot_table_init();
	paging_init();
	report_initrd();
}

/**
 * x86_64_start_kernel - first C function, called by head.asm
 * @magic: MULTIBOOT2_BOOTLOADER_MAGIC or PVH_START_INFO_MAGIC
 * @info: physical address of what the loader tells
 *
 * Context: boot CPU, interrupts off, boot page tables, gs base valid.
 */
void __noreturn x86_64_start_kernel(u32 magic, u32 info)
{
	boot_magic = magic;
	boot_info = info;
	idt_setup_early_handler();
	early_serial_init();
	start_kernel();
	arch_cpu_halt();
}
