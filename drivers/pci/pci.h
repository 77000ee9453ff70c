/* SPDX-License-Identifier: MIT */
/* drivers/pci/pci.h - shared by the files of this folder */
#ifndef DRIVERS_PCI_PCI_H
#define DRIVERS_PCI_PCI_H

#include <linux/bits.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/sysfs.h>
#include <linux/types.h>

/*
 * Configuration mechanism 1 ("PCI Local Bus Specification", "Configuration Mechanism #1"):
 * write bus, device, function and register to the address port, then
 * read or write the register at the data port.
 *
 *   31 30      24 23     16 15    11 10    8 7      2 1 0
 *  | 1 | reserved |   bus   | device | func | register|0 0|
 */
#define PCI_CONFIG_ADDRESS	0xcf8	/* 32 RW */
#define  PCI_CONFIG_ENABLE	BIT(31)
#define PCI_CONFIG_DATA		0xcfc	/* 8, 16, 32 RW; the low two address bits select bytes */

#define PCI_MAX_DEVFN		256
#define PCI_CAP_CHAIN_MAX	48	/* more capabilities do not fit: the chain is a loop */

extern struct list_head pci_devices;	/* written at boot only */
extern const struct attribute_group *pci_dev_groups[];	/* sysfs.c */

bool pci_config_present(void);

static inline bool id_matches(u32 wanted, u32 is)
{
	return wanted == (u32)PCI_ANY_ID || wanted == is;
}

#endif /* DRIVERS_PCI_PCI_H */
