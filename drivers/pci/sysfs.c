// SPDX-License-Identifier: MIT
/*
 * drivers/pci/sysfs.c - the files of a PCI device: /sys/bus/pci/devices/NAME/
 *
 * Context: process, may sleep.  All but "irq" is constant.
 */

#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pci.h>
#include <linux/stat.h>

#include "pci.h"

#define ID_ATTR(field, format)								\
static ssize_t field##_show(struct device *dev, struct device_attribute *attr, char *buf) \
{											\
	return sysfs_emit(buf, format "\n", to_pci_dev(dev)->field);			\
}											\
static DEVICE_ATTR_RO(field)

ID_ATTR(vendor, "0x%04x");
ID_ATTR(device, "0x%04x");
ID_ATTR(subsystem_vendor, "0x%04x");
ID_ATTR(subsystem_device, "0x%04x");
ID_ATTR(revision, "0x%02x");
ID_ATTR(class, "0x%06x");
ID_ATTR(irq, "%u");

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", atomic_read(&to_pci_dev(dev)->enable_cnt));
}
static DEVICE_ATTR_RO(enable);

/* A line for each address register: start, end, flags. */
static ssize_t resource_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	int len = 0;

	for (int bar = 0; bar < PCI_NUM_RESOURCES; bar++) {
		struct resource *res = &pdev->resource[bar];

		len += sysfs_emit_at(buf, len, "0x%016llx 0x%016llx 0x%016llx\n",
				     (u64)res->start, (u64)res->end, (u64)res->flags);
	}
	return len;
}
static DEVICE_ATTR_RO(resource);

/* Configuration space, for lspci and the like; writing is left out. */
static ssize_t config_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			   char *buf, loff_t pos, size_t count)
{
	struct pci_dev *pdev = to_pci_dev(kobj_to_dev(kobj));

	for (size_t i = 0; i < count; i++)
		pci_read_config_byte(pdev, pos + i, (u8 *)buf + i);
	return count;
}
static BIN_ATTR(config, 0444, config_read, NULL, PCI_CFG_SPACE_SIZE);

static struct attribute *pci_dev_attrs[] = {
	&dev_attr_vendor.attr,
	&dev_attr_device.attr,
	&dev_attr_subsystem_vendor.attr,
	&dev_attr_subsystem_device.attr,
	&dev_attr_revision.attr,
	&dev_attr_class.attr,
	&dev_attr_irq.attr,
	&dev_attr_enable.attr,
	&dev_attr_resource.attr,
	NULL,
};

static struct bin_attribute *pci_dev_bin_attrs[] = { &bin_attr_config, NULL };

static const struct attribute_group pci_dev_group = {
	.attrs = pci_dev_attrs,
	.bin_attrs = pci_dev_bin_attrs,
};

const struct attribute_group *pci_dev_groups[] = { &pci_dev_group, NULL };
