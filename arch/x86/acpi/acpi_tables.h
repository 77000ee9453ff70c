/* SPDX-License-Identifier: MIT */
/*
 * arch/x86/acpi/acpi_tables.h - ACPI's static tables as they lie in memory, and nothing else
 *
 * Private to arch/x86/acpi/.  Source: ACPI specification 6.4, "ACPI Software
 * Programming Model".  Only the fields that are read have names.
 */
#ifndef ARCH_X86_ACPI_ACPI_TABLES_H
#define ARCH_X86_ACPI_ACPI_TABLES_H

#include <linux/bits.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* "Root System Description Pointer": on a 16-byte boundary in low memory. */
#define ACPI_RSDP_SIGNATURE	"RSD PTR "
#define ACPI_RSDP_ALIGN		16
#define ACPI_RSDP_V1_SIZE	20	/* what the first checksum covers */

struct acpi_rsdp {
	char signature[8];
	u8 checksum;
	char oem_id[6];
	u8 revision;		/* 0 = ACPI 1.0: the fields from length on are absent */
	u32 rsdt_address;
	u32 length;
	u64 xsdt_address;
	u8 extended_checksum;
	u8 reserved[3];
} __packed;

/* Where firmware of old puts it. */
#define BDA_EBDA_SEGMENT	0x40e	/* u16: real-mode segment of the extended BIOS data */
#define EBDA_SCAN_SIZE		0x400
#define BIOS_ROM_START		0xe0000
#define BIOS_ROM_END		0x100000

/* "System Description Table Header" */
struct acpi_header {
	char signature[4];
	u32 length;		/* of the whole table */
	u8 revision;
	u8 checksum;		/* makes all bytes add up to 0 */
	char oem_id[6];
	char oem_table_id[8];
	u32 oem_revision;
	char creator_id[4];
	u32 creator_revision;
} __packed;

/* "Generic Address Structure" */
struct acpi_gas {
	u8 space_id;
	u8 bit_width;
	u8 bit_offset;
	u8 access_size;
	u64 address;
} __packed;

#define ACPI_GAS_SYSTEM_MEMORY	0
#define ACPI_GAS_SYSTEM_IO	1

/* "Fixed ACPI Description Table (FADT)", signature FACP */
struct acpi_fadt {
	struct acpi_header header;
	u32 facs;
	u32 dsdt;
	u8 model;
	u8 preferred_profile;
	u16 sci_interrupt;
	u32 smi_command;	/* port: writing acpi_enable makes the firmware let go */
	u8 acpi_enable;
	u8 acpi_disable;
	u8 s4bios_request;
	u8 pstate_control;
	u32 pm1a_event_block;
	u32 pm1b_event_block;
	u32 pm1a_control_block;	/* port, 16 bits */
	u32 pm1b_control_block;	/* port, or 0 */
	u32 pm2_control_block;
	u32 pm_timer_block;	/* port, 32 bits; counts at 3.579545 MHz */
	u32 gpe0_block;
	u32 gpe1_block;
	u8 lengths[8];
	u16 c2_latency;
	u16 c3_latency;
	u16 flush_size;
	u16 flush_stride;
	u8 duty_offset;
	u8 duty_width;
	u8 day_alarm;
	u8 month_alarm;
	u8 century;
	u16 boot_flags;		/* FADT_BOOT_*; from revision 2 on */
	u8 reserved;
	u32 flags;
	struct acpi_gas reset_register;
	u8 reset_value;
	u16 arm_boot_flags;
	u8 minor_revision;
	u64 x_facs;
	u64 x_dsdt;
	struct acpi_gas x_pm1a_event_block;
	struct acpi_gas x_pm1b_event_block;
	struct acpi_gas x_pm1a_control_block;
	struct acpi_gas x_pm1b_control_block;
	struct acpi_gas x_pm2_control_block;
	struct acpi_gas x_pm_timer_block;
	struct acpi_gas x_gpe0_block;
	struct acpi_gas x_gpe1_block;
	struct acpi_gas sleep_control;	/* hardware-reduced machines, in place of PM1 */
	struct acpi_gas sleep_status;
} __packed;

#define FADT_FLAG_HW_REDUCED	BIT(20)	/* no PM1 registers at all */

_Static_assert(__builtin_offsetof(struct acpi_fadt, pm1a_control_block) == 64, "ACPI: FADT");
_Static_assert(__builtin_offsetof(struct acpi_fadt, boot_flags) == 109, "ACPI: FADT");
_Static_assert(__builtin_offsetof(struct acpi_fadt, x_dsdt) == 140, "ACPI: FADT");
_Static_assert(__builtin_offsetof(struct acpi_fadt, x_pm1a_control_block) == 172, "ACPI: FADT");
_Static_assert(__builtin_offsetof(struct acpi_fadt, sleep_control) == 244, "ACPI: FADT");

/* "PM1 Control Registers" */
#define PM1_SCI_ENABLE		BIT(0)
#define PM1_SLEEP_TYPE		GENMASK(12, 10)
#define PM1_SLEEP_ENABLE	BIT(13)

/* "Sleep Control Register" of hardware-reduced machines, 8 bits */
#define SLEEP_CONTROL_TYPE	GENMASK(4, 2)
#define SLEEP_CONTROL_ENABLE	BIT(5)

/* "Multiple APIC Description Table (MADT)", signature APIC */
struct acpi_madt {
	struct acpi_header header;
	u32 local_apic_address;
	u32 flags;
	u8 entries[];
} __packed;

#define MADT_FLAG_PCAT_COMPAT	BIT(0)	/* there is an 8259 as well */

enum madt_type {
	MADT_LOCAL_APIC		= 0,
	MADT_IO_APIC		= 1,
	MADT_INTERRUPT_OVERRIDE	= 2,
};

/* Every entry starts so. */
struct madt_entry {
	u8 type;		/* enum madt_type */
	u8 length;
} __packed;

struct madt_local_apic {
	struct madt_entry entry;
	u8 processor_id;
	u8 apic_id;
	u32 flags;
} __packed;

#define MADT_CPU_ENABLED	BIT(0)

struct madt_io_apic {
	struct madt_entry entry;
	u8 id;
	u8 reserved;
	u32 address;
	u32 gsi_base;
} __packed;

struct madt_override {
	struct madt_entry entry;
	u8 bus;			/* 0 = ISA */
	u8 source_irq;
	u32 gsi;
	u16 flags;		/* MPS INTI flags */
} __packed;

#define MADT_POLARITY		GENMASK(1, 0)
#define MADT_POLARITY_LOW	3
#define MADT_TRIGGER		GENMASK(3, 2)
#define MADT_TRIGGER_LEVEL	3

/* AML opcodes of   Name (\_S5, Package () { a, b, .. })   - "AML Grammar" */
enum aml_op {
	AML_ZERO	= 0x00,
	AML_ONE		= 0x01,
	AML_NAME	= 0x08,
	AML_BYTE_PREFIX	= 0x0a,
	AML_PACKAGE	= 0x12,
	AML_ROOT_CHAR	= 0x5c,
};
#define AML_PKG_LENGTH_FOLLOW	GENMASK(7, 6)	/* of the lead byte: more bytes of length */

#endif /* ARCH_X86_ACPI_ACPI_TABLES_H */
