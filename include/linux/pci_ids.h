/* SPDX-License-Identifier: MIT */
/*
 * linux/pci_ids.h - numbers of classes, vendors and devices that our drivers name
 *
 * Only what is used: a driver brings the numbers of its own device.
 */
#ifndef LINUX_PCI_IDS_H
#define LINUX_PCI_IDS_H

/* Classes: base class and subclass */
#define PCI_CLASS_NOT_DEFINED		0x0000
#define PCI_BASE_CLASS_STORAGE		0x01
#define PCI_CLASS_STORAGE_IDE		0x0101
#define PCI_CLASS_STORAGE_SATA		0x0106
#define PCI_BASE_CLASS_NETWORK		0x02
#define PCI_CLASS_NETWORK_ETHERNET	0x0200
#define PCI_BASE_CLASS_DISPLAY		0x03
#define PCI_CLASS_DISPLAY_VGA		0x0300
#define PCI_BASE_CLASS_BRIDGE		0x06
#define PCI_CLASS_BRIDGE_HOST		0x0600
#define PCI_CLASS_BRIDGE_ISA		0x0601
#define PCI_CLASS_BRIDGE_PCI		0x0604
#define PCI_CLASS_OTHERS		0xff

/* Vendors */
#define PCI_VENDOR_ID_REALTEK		0x10ec
#define PCI_VENDOR_ID_QEMU		0x1234
#define PCI_VENDOR_ID_REDHAT_QUMRANET	0x1af4
#define PCI_VENDOR_ID_INTEL		0x8086

/* South bridges, which route the interrupt pins */
#define PCI_DEVICE_ID_INTEL_82371SB_0	0x7000
#define PCI_DEVICE_ID_INTEL_ICH9_8	0x2918

#endif /* LINUX_PCI_IDS_H */
