// SPDX-License-Identifier: MIT
/*
 * arch/x86/acpi/tables.c - find ACPI's tables and hand out the two that we read
 *
 * The RSDP points to the RSDT (32-bit pointers) or the XSDT (64-bit), which point
 * to everything else.  Where the RSDP is, the boot loader says (GRUB copies it
 * into a multiboot2 tag, PVH gives the address); without a word from the loader
 * it is searched in the legacy areas.  Under UEFI it is not there, so the loader
 * has the first say.
 *
 * Finding happens early, from the direct map.  The tables themselves may lie
 * anywhere, outside of what the memory map calls RAM, so they are read later,
 * through ioremap().  Every length and checksum is checked before it is trusted.
 *
 * See also: ACPI specification, "ACPI Software Programming Model".
 */

#define pr_fmt(fmt) "ACPI: " fmt

#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/acpi.h>
#include <asm/page.h>

#include "acpi_private.h"

#define ACPI_TABLE_MAX	(16ul << 20)	/* no table is nearly that long */

bool acpi_disabled;
static struct acpi_rsdp rsdp;		/* boot; a copy: the loader's memory goes away */
static bool rsdp_found;

static int __init setup_acpi(char *arg)
{
	if (!arg || strcmp(arg, "off") != 0)
		return -EINVAL;
	acpi_disabled = true;
	return 0;
}
early_param("acpi", setup_acpi);

static u8 sum_bytes(const void *data, size_t length)
{
	const u8 *bytes = data;
	u8 sum = 0;

	while (length--)
		sum += *bytes++;
	return sum;
}

static bool rsdp_is_valid(const struct acpi_rsdp *r)
{
	return memcmp(r->signature, ACPI_RSDP_SIGNATURE, sizeof(r->signature)) == 0 &&
	       sum_bytes(r, ACPI_RSDP_V1_SIZE) == 0;
}

/* Take @candidate over; a later, longer RSDP replaces an ACPI 1.0 one. */
static bool rsdp_accept(const void *candidate, size_t size)
{
	const struct acpi_rsdp *r = candidate;

	if (size < ACPI_RSDP_V1_SIZE || !rsdp_is_valid(r))
		return false;
	if (rsdp_found && rsdp.revision >= r->revision)
		return true;
	memset(&rsdp, 0, sizeof(rsdp));
	memcpy(&rsdp, r, min(size, r->revision ? sizeof(rsdp) : (size_t)ACPI_RSDP_V1_SIZE));
	rsdp_found = true;
	return true;
}

void __init acpi_set_rsdp_copy(const void *copy, u32 size)
{
	if (!rsdp_accept(copy, size))
		pr_warn("the boot loader's RSDP is not valid\n");
}

void __init acpi_set_rsdp_address(phys_addr_t address)
{
	if (address > BOOT_MAPPED_SIZE - sizeof(rsdp) ||
	    !rsdp_accept(__va(address), sizeof(rsdp)))
		pr_warn("no RSDP at the address %#llx from the boot loader\n", (u64)address);
}

static bool __init rsdp_scan(phys_addr_t start, phys_addr_t end)
{
	phys_addr_t at;

	for (at = start; at + sizeof(rsdp) <= end; at += ACPI_RSDP_ALIGN)
		if (rsdp_accept(__va(at), sizeof(rsdp)))
			return true;
	return false;
}

static bool __init rsdp_scan_legacy_areas(void)
{
	phys_addr_t ebda = (phys_addr_t)*(const u16 *)__va(BDA_EBDA_SEGMENT) << 4;

	if (ebda && ebda < BIOS_ROM_START && rsdp_scan(ebda, ebda + EBDA_SCAN_SIZE))
		return true;
	return rsdp_scan(BIOS_ROM_START, BIOS_ROM_END);
}

/**
 * acpi_boot_table_init - make sure that we know the RSDP, or that there is none
 *
 * Context: boot, on head.asm's page tables, "acpi=" already parsed.
 */
void __init acpi_boot_table_init(void)
{
	if (acpi_disabled)
		return;
	if (!rsdp_found && !rsdp_scan_legacy_areas()) {
		pr_info("no RSDP found: no ACPI\n");
		acpi_disabled = true;
		return;
	}
	pr_info("RSDP v%02u (%.6s), %s\n", rsdp.revision, rsdp.oem_id,
		rsdp.xsdt_address ? "XSDT" : "RSDT");
}

const struct acpi_header *acpi_map(phys_addr_t address, const char *signature)
{
	const struct acpi_header *table = (__force void *)ioremap(address, sizeof(*table));
	u32 length;
	bool match;

	if (!table)
		return NULL;
	length = table->length;
	match = memcmp(table->signature, signature, sizeof(table->signature)) == 0;
	acpi_unmap(table);
	if (!match)
		return NULL;
	if (length < sizeof(*table) || length > ACPI_TABLE_MAX) {
		pr_warn("%s: a length of %u bytes makes no sense\n", signature, length);
		return NULL;
	}

	table = (__force void *)ioremap(address, length);
	if (table && sum_bytes(table, length) != 0) {
		pr_warn("%s: the checksum is wrong, table ignored\n", signature);
		acpi_unmap(table);
		return NULL;
	}
	return table;
}

void acpi_unmap(const struct acpi_header *table)
{
	iounmap((__force void __iomem *)table);
}

/* acpi_apic_instance=N: firmware may list several MADTs, of which the first is the true one. */
static unsigned int madt_wanted __initdata = 1;
static unsigned int madts_seen __initdata;

static int __init set_apic_instance(char *value)
{
	if (!value || kstrtouint(value, 0, &madt_wanted))
		pr_warn("acpi_apic_instance=%s: not a number, 1 is used\n", value ?: "");
	madt_wanted = max(madt_wanted, 1u);
	return 0;
}
early_param("acpi_apic_instance", set_apic_instance);

static void __init read_madt(const struct acpi_header *table)
{
	if (++madts_seen == madt_wanted && table->length >= sizeof(struct acpi_madt))
		acpi_parse_madt((const struct acpi_madt *)table);
}

/* Look at one table; those that we do not know are left alone. */
static void __init read_table(phys_addr_t address)
{
	const struct acpi_header *table;

	table = acpi_map(address, "APIC");
	if (table) {
		read_madt(table);
		acpi_unmap(table);
		return;
	}
	table = acpi_map(address, "FACP");
	if (table) {
		acpi_parse_fadt((const struct acpi_fadt *)table);
		acpi_unmap(table);
	}
}

/* The root table is an array of addresses behind a header; they are not aligned. */
static void __init read_all_tables(const struct acpi_header *root, size_t pointer_size)
{
	const u8 *at = (const u8 *)(root + 1);
	const u8 *end = (const u8 *)root + root->length;

	for (; at + pointer_size <= end; at += pointer_size) {
		u64 address = 0;

		memcpy(&address, at, pointer_size);
		if (address)
			read_table(address);
	}
}

/**
 * acpi_boot_init - read MADT and FADT
 *
 * Context: boot, before the interrupt controllers; ioremap() works.
 */
void __init acpi_boot_init(void)
{
	const struct acpi_header *root = NULL;
	size_t pointer_size = sizeof(u64);

	if (acpi_disabled)
		return;
	if (rsdp.xsdt_address)
		root = acpi_map(rsdp.xsdt_address, "XSDT");
	if (!root) {
		root = acpi_map(rsdp.rsdt_address, "RSDT");
		pointer_size = sizeof(u32);
	}
	if (!root) {
		pr_err("neither XSDT nor RSDT can be read: no ACPI\n");
		acpi_disabled = true;
		return;
	}
	read_all_tables(root, pointer_size);
	acpi_unmap(root);
}
