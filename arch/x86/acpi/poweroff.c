// SPDX-License-Identifier: MIT
/*
 * arch/x86/acpi/poweroff.c - switch the machine off by ACPI's state S5
 *
 * Two numbers and a register are all it takes: write SLP_TYP and SLP_EN into the
 * PM1 control register (a port), or into the sleep control register of a machine
 * that has no PM1.  The register is in the FADT.  The number is in the DSDT, in a
 * program in ACPI's byte code:   Name (\_S5, Package () { typ_a, typ_b, .. })
 * A full interpreter would run that program; we look for the bytes of exactly
 * this declaration, which is how every firmware writes it.  Both are read at
 * boot, so that powering off needs no memory and no table.
 */

#define pr_fmt(fmt) "ACPI: " fmt

#include <linux/bitfield.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/printk.h>

#include <asm/acpi.h>
#include <asm/arch.h>
#include <asm/processor.h>

#include "acpi_private.h"

#define ENABLE_POLLS	100000		/* reads of a port: about a tenth of a second */
#define POWEROFF_POLLS	100000

/* What arch_power_off() needs.  I: boot; neither register = cannot. */
static struct {
	void __iomem *sleep_control;
	u16 pm1a, pm1b;		/* ports of the control registers */
	u16 smi_command;	/* port; 0 = always in ACPI mode */
	u8 acpi_enable;		/* what to write there */
	u8 type_a, type_b;	/* SLP_TYP for S5 */
} s5;

/* One integer constant of a package; moves *@at behind it. */
static bool aml_small_integer(const u8 **at, const u8 *end, u8 *value)
{
	if (*at >= end)
		return false;
	switch (*(*at)++) {
	case AML_ZERO:
		*value = 0;
		return true;
	case AML_ONE:
		*value = 1;
		return true;
	case AML_BYTE_PREFIX:
		if (*at >= end)
			return false;
		*value = *(*at)++;
		return true;
	}
	return false;
}

/* Behind the name: package opcode, length, number of elements, elements. */
static bool aml_sleep_package(const u8 *at, const u8 *end, u8 types[2])
{
	if (at + 2 > end || *at++ != AML_PACKAGE)
		return false;
	at += 1 + FIELD_GET(AML_PKG_LENGTH_FOLLOW, *at);
	if (at >= end || *at++ < 2)
		return false;
	return aml_small_integer(&at, end, &types[0]) && aml_small_integer(&at, end, &types[1]);
}

/* The four letters must be what a Name opcode names, with or without a root prefix. */
bool acpi_find_s5(const u8 *aml, size_t length, u8 types[2])
{
	const u8 *end = aml + length;
	const u8 *at;

	for (at = aml + 2; at + 4 <= end; at++) {
		if (at[0] != '_' || at[1] != 'S' || at[2] != '5' || at[3] != '_')
			continue;
		if (at[-1] != AML_NAME && !(at[-1] == AML_ROOT_CHAR && at[-2] == AML_NAME))
			continue;
		if (aml_sleep_package(at + 4, end, types))
			return true;
	}
	return false;
}

static bool __init read_s5_from_dsdt(phys_addr_t address)
{
	const struct acpi_header *dsdt = acpi_map(address, "DSDT");
	u8 types[2];
	bool found;

	if (!dsdt)
		return false;
	found = acpi_find_s5((const u8 *)(dsdt + 1), dsdt->length - sizeof(*dsdt), types);
	acpi_unmap(dsdt);
	if (found) {
		s5.type_a = types[0];
		s5.type_b = types[1];
	}
	return found;
}

/**
 * acpi_setup_s5 - keep what arch_power_off() will need
 * Context: boot.
 */
void __init acpi_setup_s5(const struct acpi_fadt *fadt)
{
	if (!read_s5_from_dsdt(fadt->x_dsdt ? fadt->x_dsdt : fadt->dsdt)) {
		pr_info("no \\_S5 in the DSDT: power-off will halt\n");
		return;
	}
	if (fadt->flags & FADT_FLAG_HW_REDUCED) {
		if (fadt->sleep_control.space_id == ACPI_GAS_SYSTEM_MEMORY &&
		    fadt->sleep_control.address)
			s5.sleep_control = ioremap(fadt->sleep_control.address, 1);
		return;
	}
	s5.pm1a = (u16)fadt->pm1a_control_block;
	if (!s5.pm1a && fadt->x_pm1a_control_block.space_id == ACPI_GAS_SYSTEM_IO)
		s5.pm1a = (u16)fadt->x_pm1a_control_block.address;
	s5.pm1b = (u16)fadt->pm1b_control_block;
	s5.smi_command = (u16)fadt->smi_command;
	s5.acpi_enable = fadt->acpi_enable;
}

/* In legacy mode the firmware owns the PM1 registers; ask it to let go. */
static void enter_acpi_mode(void)
{
	int i;

	if (!s5.smi_command || (inw(s5.pm1a) & PM1_SCI_ENABLE))
		return;
	outb(s5.acpi_enable, s5.smi_command);
	for (i = 0; i < ENABLE_POLLS; i++)
		if (inw(s5.pm1a) & PM1_SCI_ENABLE)
			return;
}

static void write_sleep(u16 port, u8 type)
{
	u16 value = inw(port) & ~PM1_SLEEP_TYPE;

	outw(value | FIELD_PREP(PM1_SLEEP_TYPE, type) | PM1_SLEEP_ENABLE, port);
}

/**
 * arch_power_off - enter ACPI's S5
 *
 * Context: any, other CPUs stopped, interrupts off.  Returns where it fails.
 */
void arch_power_off(void)
{
	int i;

	if (s5.sleep_control) {
		writeb((u8)(FIELD_PREP(SLEEP_CONTROL_TYPE, s5.type_a) | SLEEP_CONTROL_ENABLE),
		       s5.sleep_control);
	} else if (s5.pm1a) {
		enter_acpi_mode();
		write_sleep(s5.pm1a, s5.type_a);
		if (s5.pm1b)
			write_sleep(s5.pm1b, s5.type_b);
	} else {
		return;
	}
	for (i = 0; i < POWEROFF_POLLS; i++)
		io_delay();
}
