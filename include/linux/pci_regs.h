/* SPDX-License-Identifier: MIT */
/*
 * linux/pci_regs.h - configuration space of a PCI function
 *
 * Every function answers for 256 bytes.  The first 64 are the header below, the
 * rest holds a chain of capabilities that starts at PCI_CAPABILITY_LIST.
 * Names as on Linux; layout as in the "PCI Local Bus Specification", chapter
 * "Configuration Space".
 */
#ifndef LINUX_PCI_REGS_H
#define LINUX_PCI_REGS_H

#define PCI_CFG_SPACE_SIZE	256
#define PCI_STD_HEADER_SIZEOF	64
#define PCI_STD_NUM_BARS	6

#define PCI_VENDOR_ID		0x00	/* 16 RO  ffff: nothing there */
#define PCI_DEVICE_ID		0x02	/* 16 RO */
#define PCI_COMMAND		0x04	/* 16 RW */
#define  PCI_COMMAND_IO		0x1	/* answers in I/O space */
#define  PCI_COMMAND_MEMORY	0x2	/* answers in memory space */
#define  PCI_COMMAND_MASTER	0x4	/* may start transactions: DMA and MSI */
#define  PCI_COMMAND_SPECIAL	0x8
#define  PCI_COMMAND_PARITY	0x40
#define  PCI_COMMAND_SERR	0x100
#define  PCI_COMMAND_INTX_DISABLE 0x400	/* the pin stays quiet */
#define PCI_STATUS		0x06	/* 16 RW1C */
#define  PCI_STATUS_INTERRUPT	0x08	/* RO  the function wants its pin asserted */
#define  PCI_STATUS_CAP_LIST	0x10	/* RO  there is a capability chain */
#define PCI_CLASS_REVISION	0x08	/* 32 RO  class in the upper 24 bits */
#define PCI_REVISION_ID		0x08	/*  8 RO */
#define PCI_CLASS_PROG		0x09	/*  8 RO */
#define PCI_CLASS_DEVICE	0x0a	/* 16 RO */
#define PCI_CACHE_LINE_SIZE	0x0c	/*  8 RW */
#define PCI_LATENCY_TIMER	0x0d	/*  8 RW */
#define PCI_HEADER_TYPE		0x0e	/*  8 RO */
#define  PCI_HEADER_TYPE_MASK	0x7f
#define  PCI_HEADER_TYPE_NORMAL	0
#define  PCI_HEADER_TYPE_BRIDGE	1
#define  PCI_HEADER_TYPE_CARDBUS 2
#define  PCI_HEADER_TYPE_MFD	0x80	/* functions 1 to 7 may exist too */
#define PCI_BIST		0x0f	/*  8 */

/* Base address registers: write all ones and read back to learn the size. */
#define PCI_BASE_ADDRESS_0	0x10	/* 32 RW */
#define PCI_BASE_ADDRESS_1	0x14
#define PCI_BASE_ADDRESS_2	0x18
#define PCI_BASE_ADDRESS_3	0x1c
#define PCI_BASE_ADDRESS_4	0x20
#define PCI_BASE_ADDRESS_5	0x24
#define  PCI_BASE_ADDRESS_SPACE		0x01	/* 0 memory, 1 I/O */
#define  PCI_BASE_ADDRESS_SPACE_IO	0x01
#define  PCI_BASE_ADDRESS_SPACE_MEMORY	0x00
#define  PCI_BASE_ADDRESS_MEM_TYPE_MASK	0x06
#define  PCI_BASE_ADDRESS_MEM_TYPE_32	0x00
#define  PCI_BASE_ADDRESS_MEM_TYPE_1M	0x02
#define  PCI_BASE_ADDRESS_MEM_TYPE_64	0x04	/* the next register is the upper half */
#define  PCI_BASE_ADDRESS_MEM_PREFETCH	0x08
#define  PCI_BASE_ADDRESS_MEM_MASK	(~0x0fUL)
#define  PCI_BASE_ADDRESS_IO_MASK	(~0x03UL)

#define PCI_SUBSYSTEM_VENDOR_ID	0x2c	/* 16 RO */
#define PCI_SUBSYSTEM_ID	0x2e	/* 16 RO */
#define PCI_ROM_ADDRESS		0x30	/* 32 RW */
#define PCI_CAPABILITY_LIST	0x34	/*  8 RO  offset of the first capability */
#define PCI_INTERRUPT_LINE	0x3c	/*  8 RW  what the firmware noted: an 8259 input on a PC */
#define PCI_INTERRUPT_PIN	0x3d	/*  8 RO  0 none, 1 INTA .. 4 INTD */
#define PCI_MIN_GNT		0x3e	/*  8 RO */
#define PCI_MAX_LAT		0x3f	/*  8 RO */

/* Header type 1: a bridge to another bus */
#define PCI_PRIMARY_BUS		0x18	/*  8 RW */
#define PCI_SECONDARY_BUS	0x19	/*  8 RW  the bus behind it */
#define PCI_SUBORDINATE_BUS	0x1a	/*  8 RW  the highest bus behind it */

/* Capabilities: each begins with its number and the offset of the next. */
#define PCI_CAP_LIST_ID		0
#define PCI_CAP_LIST_NEXT	1
#define  PCI_CAP_ID_PM		0x01	/* power management */
#define  PCI_CAP_ID_MSI		0x05	/* message signalled interrupts */
#define  PCI_CAP_ID_VNDR	0x09	/* the vendor's own: virtio */
#define  PCI_CAP_ID_EXP		0x10	/* PCI Express */
#define  PCI_CAP_ID_MSIX	0x11

/* The MSI capability; the data register moves when the address has 64 bits. */
#define PCI_MSI_FLAGS		0x02	/* 16 RW */
#define  PCI_MSI_FLAGS_ENABLE	0x0001
#define  PCI_MSI_FLAGS_QMASK	0x000e	/* RO  log2 of the messages it can send */
#define  PCI_MSI_FLAGS_QSIZE	0x0070	/* RW  log2 of the messages it may send */
#define  PCI_MSI_FLAGS_64BIT	0x0080	/* RO */
#define  PCI_MSI_FLAGS_MASKBIT	0x0100	/* RO  there are mask bits */
#define PCI_MSI_ADDRESS_LO	0x04	/* 32 RW */
#define PCI_MSI_ADDRESS_HI	0x08	/* 32 RW  with 64BIT only */
#define PCI_MSI_DATA_32		0x08	/* 16 RW  without 64BIT */
#define PCI_MSI_MASK_32		0x0c	/* 32 RW  without 64BIT */
#define PCI_MSI_DATA_64		0x0c	/* 16 RW  with 64BIT */
#define PCI_MSI_MASK_64		0x10	/* 32 RW  with 64BIT */

/* MSI-X capability, and the rows of the table it points to. */
#define PCI_MSIX_FLAGS		2	/* 16 */
#define  PCI_MSIX_FLAGS_QSIZE	0x07ff	/* RO rows of the table, minus 1 */
#define  PCI_MSIX_FLAGS_MASKALL	0x4000	/* RW no row sends */
#define  PCI_MSIX_FLAGS_ENABLE	0x8000	/* RW */
#define PCI_MSIX_TABLE		4	/* 32 RO */
#define  PCI_MSIX_TABLE_BIR	0x00000007	/* in which BAR */
#define  PCI_MSIX_TABLE_OFFSET	0xfffffff8	/* where in it */

#define PCI_MSIX_ENTRY_SIZE		16
#define PCI_MSIX_ENTRY_LOWER_ADDR	0x0
#define PCI_MSIX_ENTRY_UPPER_ADDR	0x4
#define PCI_MSIX_ENTRY_DATA		0x8
#define PCI_MSIX_ENTRY_VECTOR_CTRL	0xc
#define  PCI_MSIX_ENTRY_CTRL_MASKBIT	0x00000001

#endif /* LINUX_PCI_REGS_H */
