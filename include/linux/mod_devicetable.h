/* SPDX-License-Identifier: MIT */
/*
 * linux/mod_devicetable.h - rows of the tables by which drivers say which devices they drive
 */
#ifndef LINUX_MOD_DEVICETABLE_H
#define LINUX_MOD_DEVICETABLE_H

#include <linux/types.h>

typedef unsigned long kernel_ulong_t;

#define PCI_ANY_ID	(~0)

/* A row matches a device when every field does; PCI_ANY_ID matches all. */
struct pci_device_id {
	__u32 vendor, device;
	__u32 subvendor, subdevice;
	__u32 class, class_mask;	/* base class, subclass, interface: 24 bits */
	kernel_ulong_t driver_data;	/* the driver's */
	__u32 override_only;
};

#endif /* LINUX_MOD_DEVICETABLE_H */
