// SPDX-License-Identifier: MIT
/*
 * drivers/pci/access.c - read and write configuration space
 *
 * Address and data are two port accesses that belong together: pci_config_lock,
 * taken with interrupts off, since handlers may look at their device too.
 */

#include <linux/export.h>
#include <linux/io.h>
#include <linux/pci.h>
#include <linux/spinlock.h>

#include "pci.h"

static DEFINE_RAW_SPINLOCK(pci_config_lock);	/* innermost */

static bool bad_register(int where, int size)
{
	return where < 0 || where >= PCI_CFG_SPACE_SIZE || (where & (size - 1));
}

static void select_register(unsigned int bus, unsigned int devfn, int where)
{
	lockdep_assert_held(&pci_config_lock);
	outl(PCI_CONFIG_ENABLE | bus << 16 | devfn << 8 | (where & ~3), PCI_CONFIG_ADDRESS);
}

static u32 config_read(unsigned int bus, unsigned int devfn, int where, int size)
{
	unsigned long flags;
	u32 val;

	raw_spin_lock_irqsave(&pci_config_lock, flags);
	select_register(bus, devfn, where);
	if (size == 1)
		val = inb(PCI_CONFIG_DATA + (where & 3));
	else if (size == 2)
		val = inw(PCI_CONFIG_DATA + (where & 2));
	else
		val = inl(PCI_CONFIG_DATA);
	raw_spin_unlock_irqrestore(&pci_config_lock, flags);
	return val;
}

static void config_write(unsigned int bus, unsigned int devfn, int where, int size, u32 val)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&pci_config_lock, flags);
	select_register(bus, devfn, where);
	if (size == 1)
		outb(val, PCI_CONFIG_DATA + (where & 3));
	else if (size == 2)
		outw(val, PCI_CONFIG_DATA + (where & 2));
	else
		outl(val, PCI_CONFIG_DATA);
	raw_spin_unlock_irqrestore(&pci_config_lock, flags);
}

/* Does the machine have mechanism 1?  The address port then keeps what is written. */
bool pci_config_present(void)
{
	unsigned long flags;
	bool present;
	u32 saved;

	raw_spin_lock_irqsave(&pci_config_lock, flags);
	saved = inl(PCI_CONFIG_ADDRESS);
	outl(PCI_CONFIG_ENABLE, PCI_CONFIG_ADDRESS);
	present = inl(PCI_CONFIG_ADDRESS) == PCI_CONFIG_ENABLE;
	outl(saved, PCI_CONFIG_ADDRESS);
	raw_spin_unlock_irqrestore(&pci_config_lock, flags);
	return present;
}

int pci_bus_read_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 *val)
{
	if (bad_register(where, 1))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	*val = config_read(bus->number, devfn, where, 1);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_read_config_byte);

int pci_bus_read_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 *val)
{
	if (bad_register(where, 2))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	*val = config_read(bus->number, devfn, where, 2);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_read_config_word);

int pci_bus_read_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 *val)
{
	if (bad_register(where, 4))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	*val = config_read(bus->number, devfn, where, 4);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_read_config_dword);

int pci_bus_write_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 val)
{
	if (bad_register(where, 1))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	config_write(bus->number, devfn, where, 1, val);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_write_config_byte);

int pci_bus_write_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 val)
{
	if (bad_register(where, 2))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	config_write(bus->number, devfn, where, 2, val);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_write_config_word);

int pci_bus_write_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 val)
{
	if (bad_register(where, 4))
		return PCIBIOS_BAD_REGISTER_NUMBER;
	config_write(bus->number, devfn, where, 4, val);
	return PCIBIOS_SUCCESSFUL;
}
EXPORT_SYMBOL(pci_bus_write_config_dword);

int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val)
{
	return pci_bus_read_config_byte(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_read_config_byte);

int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val)
{
	return pci_bus_read_config_word(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_read_config_word);

int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val)
{
	return pci_bus_read_config_dword(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_read_config_dword);

int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val)
{
	return pci_bus_write_config_byte(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_write_config_byte);

int pci_write_config_word(const struct pci_dev *dev, int where, u16 val)
{
	return pci_bus_write_config_word(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_write_config_word);

int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val)
{
	return pci_bus_write_config_dword(dev->bus, dev->devfn, where, val);
}
EXPORT_SYMBOL(pci_write_config_dword);
