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

#define PLATFORM_NAME_SIZE	20
#define PLATFORM_MODULE_PREFIX	"platform:"

struct platform_device_id {
	char name[PLATFORM_NAME_SIZE];
	kernel_ulong_t driver_data;	/* the driver's */
};

/* Of device trees, which a PC has not: a table compiles, and nothing matches it. */
struct of_device_id {
	char name[32];
	char type[32];
	char compatible[128];
	const void *data;
};

#endif /* LINUX_MOD_DEVICETABLE_H */
