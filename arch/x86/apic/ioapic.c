// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/ioapic.c - the IO-APICs: wires become messages to local APICs
 *
 * What it is for
 *
 *   Each IO-APIC has a number of input pins (usually 24).  For every pin a
 *   redirection table entry (RTE) says which vector to send to which CPU, whether
 *   the wire means something by its edge or by its level, and whether to send at
 *   all.
 *
 * How it works
 *
 *   The pins of all IO-APICs are numbered in one row, the GSIs.  Which GSI an ISA
 *   irq is wired to is in the MADT: the same number, unless an override says
 *   otherwise (on most PCs irq 0, the PIT, is GSI 2).  PCI wires use GSIs from 16
 *   on with irq = GSI, or share the ISA ones.
 *
 *   Edge:   the pin rises -> one message.  A rise while the pin is masked is lost;
 *           hence disable_irq() only marks the line, and the mask is set when an
 *           edge comes in spite of it.
 *   Level:  the pin is high -> one message, and remote IRR is set.  Nothing more is
 *           sent until the local APIC's EOI is broadcast and clears remote IRR; if
 *           the pin is still high then, the next message leaves.  So the EOI must
 *           come after the handlers, when they have made the device let go.
 *
 *   Another CPU is one write of the RTE's upper word, at any time: the pin's vector
 *   is its own on every CPU, and an EOI finds the pin by that, whoever sends it.
 *
 * Locking
 *
 *   ioapic_lock: the index/window pair of every IO-APIC, and the copies of the
 *   RTEs.  Inside irq_desc.lock, with interrupts off.
 *
 * Compared with Linux
 *
 *   Same chip name and rows in /proc/interrupts.  Linux tests whether the timer
 *   really arrives and falls back to other wirings; our tick is the local APIC's,
 *   so a machine with a wrong override only loses irq 0.  Left out: irq domains,
 *   hot-added IO-APICs, suspend.
 *
 * See also: Intel 82093AA data sheet; ACPI specification, "Multiple APIC
 * Description Table (MADT)"; tests/unit/apic_test.c.
 */

#define pr_fmt(fmt) "IOAPIC: " fmt

#include <linux/bitfield.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/spinlock.h>

#include <asm/hw_irq.h>
#include <asm/i8259.h>
#include <asm/io_apic.h>

#include "apic_private.h"
#include "ioapic_regs.h"

#define IOAPIC_MAX_PINS		120	/* RTE numbers end below 0x100 */
#define GSI_NONE		(~0u)

static DEFINE_RAW_SPINLOCK(ioapic_lock);

struct ioapic {
	void __iomem *base;		/* I; the window behind it: L */
	u32 gsi_base;			/* I */
	unsigned int nr_pins;		/* I */
	bool has_eoi;			/* I: version 0x20 or later */
};

/* Where an irq enters, and the low word of its RTE as last written. */
struct ioapic_pin {
	struct ioapic *ioapic;		/* I: NULL = irq has no pin */
	unsigned int pin;		/* I */
	u32 low;			/* L */
};

/* Exceptions to "ISA irq n is GSI n, edge, active high". */
struct isa_wiring {
	u32 gsi;
	bool level;
	bool active_low;
};

static struct ioapic ioapics[MAX_IO_APICS];		/* I */
static struct ioapic_pin irq_pins[NR_IRQS];		/* by irq */
static struct isa_wiring isa_wirings[NR_IRQS_LEGACY];	/* I */
static bool isa_overridden[NR_IRQS_LEGACY];		/* I */
int nr_ioapics;						/* I */
u32 gsi_top = NR_IRQS_LEGACY;				/* I */

static u32 ioapic_read(struct ioapic *ioapic, unsigned int reg)
{
	writel(reg, ioapic->base + IOAPIC_INDEX);
	return readl(ioapic->base + IOAPIC_DATA);
}

static void ioapic_write(struct ioapic *ioapic, unsigned int reg, u32 value)
{
	writel(reg, ioapic->base + IOAPIC_INDEX);
	writel(value, ioapic->base + IOAPIC_DATA);
}

static void write_rte_low(struct ioapic_pin *p)
{
	lockdep_assert_held(&ioapic_lock);
	ioapic_write(p->ioapic, IOAPIC_RTE_LOW(p->pin), p->low);
}

/* The low word of @irq's RTE as the hardware has it; 0 for an irq without a pin. */
u32 ioapic_read_rte_low(unsigned int irq)
{
	struct ioapic_pin *p = &irq_pins[irq];
	unsigned long flags;
	u32 low;

	if (!p->ioapic)
		return 0;
	raw_spin_lock_irqsave(&ioapic_lock, flags);
	low = ioapic_read(p->ioapic, IOAPIC_RTE_LOW(p->pin));
	raw_spin_unlock_irqrestore(&ioapic_lock, flags);
	return low;
}

/* irq_chip calls: under the line's desc.lock, interrupts off. */

static void ioapic_mask_irq(struct irq_data *data)
{
	struct ioapic_pin *p = irq_data_get_irq_chip_data(data);

	raw_spin_lock(&ioapic_lock);
	p->low |= IOAPIC_RTE_MASKED;
	write_rte_low(p);
	/* Read back: the write has arrived, nothing is sent after we return. */
	readl(p->ioapic->base + IOAPIC_DATA);
	raw_spin_unlock(&ioapic_lock);
}

static void ioapic_unmask_irq(struct irq_data *data)
{
	struct ioapic_pin *p = irq_data_get_irq_chip_data(data);

	raw_spin_lock(&ioapic_lock);
	p->low &= ~IOAPIC_RTE_MASKED;
	write_rte_low(p);
	raw_spin_unlock(&ioapic_lock);
}

/*
 * Sent, and not ended?  Only a level is remembered, by remote IRR; an edge is out of
 * our hands as soon as it is sent.
 */
static int ioapic_get_irqchip_state(struct irq_data *data, enum irqchip_irq_state which,
				    bool *state)
{
	const u32 active = IOAPIC_RTE_LEVEL | IOAPIC_RTE_REMOTE_IRR;

	if (which != IRQCHIP_STATE_ACTIVE)
		return -EINVAL;
	*state = (ioapic_read_rte_low(data->irq) & active) == active;
	return 0;
}

/* Its vector is the same everywhere, so one word says it all. */
static void write_rte_dest(struct irq_data *data)
{
	struct ioapic_pin *p = irq_data_get_irq_chip_data(data);

	raw_spin_lock(&ioapic_lock);
	ioapic_write(p->ioapic, IOAPIC_RTE_HIGH(p->pin),
		     FIELD_PREP(IOAPIC_RTE_DEST, irqd_cfg(data)->dest_apicid));
	raw_spin_unlock(&ioapic_lock);
}

static int ioapic_set_affinity(struct irq_data *data, const struct cpumask *mask, bool force)
{
	return vector_move(data, mask, write_rte_dest);
}

static const struct irq_chip ioapic_chip = {
	.name		= "IO-APIC",
	.irq_mask	= ioapic_mask_irq,
	.irq_unmask	= ioapic_unmask_irq,
	.irq_ack	= apic_ack_irq,
	.irq_eoi	= apic_ack_irq,
	.irq_retrigger	= apic_retrigger_irq,
	.irq_set_affinity = ioapic_set_affinity,
	.irq_get_irqchip_state = ioapic_get_irqchip_state,
};

/*
 * IO-APICs before version 0x20 can send a level interrupt as an edge when its RTE
 * is written at the wrong moment.  The local APIC then has no TMR bit, does not
 * broadcast the EOI, and the pin's remote IRR would stay set for ever.  Switching
 * the pin to edge and back clears it.  Counted in the MIS row.
 */
static void ioapic_eoi_irq_old(struct irq_data *data)
{
	struct ioapic_pin *p = irq_data_get_irq_chip_data(data);
	bool was_level = lapic_test_vector(LAPIC_TMR, irqd_cfg(data)->vector);

	apic_eoi();
	if (likely(was_level))
		return;

	atomic_inc(&irq_mis_count);
	raw_spin_lock(&ioapic_lock);
	ioapic_write(p->ioapic, IOAPIC_RTE_LOW(p->pin),
		     (p->low & ~IOAPIC_RTE_LEVEL) | IOAPIC_RTE_MASKED);
	write_rte_low(p);
	raw_spin_unlock(&ioapic_lock);
}

static const struct irq_chip ioapic_chip_old = {
	.name		= "IO-APIC",
	.irq_mask	= ioapic_mask_irq,
	.irq_unmask	= ioapic_unmask_irq,
	.irq_ack	= apic_ack_irq,
	.irq_eoi	= ioapic_eoi_irq_old,
	.irq_retrigger	= apic_retrigger_irq,
	.irq_set_affinity = ioapic_set_affinity,
	.irq_get_irqchip_state = ioapic_get_irqchip_state,
};

/* ---- the map of wires ------------------------------------------------------ */

u32 acpi_isa_irq_to_gsi(unsigned int irq)
{
	return isa_overridden[irq] ? isa_wirings[irq].gsi : irq;
}

/* Which ISA irq, if any, is wired to @gsi? */
static int gsi_to_isa_irq(u32 gsi)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
		if (acpi_isa_irq_to_gsi(irq) == gsi)
			return (int)irq;
	return -ENOENT;
}

static struct ioapic *find_ioapic(u32 gsi)
{
	int i;

	for (i = 0; i < nr_ioapics; i++)
		if (gsi - ioapics[i].gsi_base < ioapics[i].nr_pins)
			return &ioapics[i];
	return NULL;
}

/**
 * mp_override_legacy_irq - note that ISA irq @bus_irq is wired differently
 *
 * An override takes the GSI away from the ISA irq of that number, if that one is
 * not overridden itself: irq 0 on GSI 2 leaves irq 2 (the cascade) without a pin.
 */
void __init mp_override_legacy_irq(u8 bus_irq, bool level, bool active_low, u32 gsi)
{
	if (bus_irq >= NR_IRQS_LEGACY) {
		pr_warn("override of irq %u ignored: not an ISA irq\n", bus_irq);
		return;
	}
	isa_wirings[bus_irq] = (struct isa_wiring){ gsi, level, active_low };
	isa_overridden[bus_irq] = true;

	if (gsi < NR_IRQS_LEGACY && gsi != bus_irq && !isa_overridden[gsi]) {
		isa_wirings[gsi].gsi = GSI_NONE;
		isa_overridden[gsi] = true;
	}
}

static void __init mask_all_pins(struct ioapic *ioapic)
{
	unsigned int pin;

	for (pin = 0; pin < ioapic->nr_pins; pin++)
		ioapic_write(ioapic, IOAPIC_RTE_LOW(pin), IOAPIC_RTE_MASKED);
}

/**
 * mp_register_ioapic - take an IO-APIC of the MADT into use, all pins masked
 *
 * Context: boot, ioremap() works.
 */
void __init mp_register_ioapic(u8 id, u32 address, u32 gsi_base)
{
	struct ioapic *ioapic = &ioapics[nr_ioapics];
	u32 version;

	if (nr_ioapics == MAX_IO_APICS) {
		pr_warn("more than %d IO-APICs, the rest is ignored\n", MAX_IO_APICS);
		return;
	}
	ioapic->base = ioremap(address, IOAPIC_MMIO_SIZE);
	if (!ioapic->base)
		return;

	version = ioapic_read(ioapic, IOAPIC_VERSION);
	/* A table may list what is not there: all ones, or zeroes. */
	if (version == 0 || version == ~0u) {
		pr_warn("nothing answers at %#x\n", address);
		iounmap(ioapic->base);
		return;
	}
	ioapic->gsi_base = gsi_base;
	ioapic->nr_pins = min((unsigned int)FIELD_GET(IOAPIC_VERSION_MAXPIN, version) + 1,
			      (unsigned int)IOAPIC_MAX_PINS);
	ioapic->has_eoi = FIELD_GET(IOAPIC_VERSION_NUMBER, version) >= IOAPIC_VERSION_HAS_EOI;
	mask_all_pins(ioapic);

	gsi_top = max(gsi_top, gsi_base + ioapic->nr_pins);
	pr_info("apic_id %u, version %u, address %#x, GSI %u-%u\n", id,
		(unsigned int)FIELD_GET(IOAPIC_VERSION_NUMBER, version), address, gsi_base,
		gsi_base + ioapic->nr_pins - 1);
	nr_ioapics++;
}

/* Connect @irq to @gsi: the RTE gets its vector, and stays masked until request_irq(). */
static int attach_pin(unsigned int irq, u32 gsi, bool level, bool active_low)
{
	struct ioapic *ioapic = find_ioapic(gsi);
	struct ioapic_pin *p = &irq_pins[irq];
	struct irq_cfg *cfg = irq_cfg(irq);
	unsigned long flags;

	if (!ioapic)
		return -ENOENT;

	p->ioapic = ioapic;
	p->pin = gsi - ioapic->gsi_base;
	p->low = IOAPIC_RTE_MASKED | FIELD_PREP(IOAPIC_RTE_VECTOR, cfg->vector) |
		 (level ? IOAPIC_RTE_LEVEL : 0) | (active_low ? IOAPIC_RTE_ACTIVE_LOW : 0);

	raw_spin_lock_irqsave(&ioapic_lock, flags);
	write_rte_low(p);
	ioapic_write(ioapic, IOAPIC_RTE_HIGH(p->pin),
		     FIELD_PREP(IOAPIC_RTE_DEST, cfg->dest_apicid));
	raw_spin_unlock_irqrestore(&ioapic_lock, flags);

	irq_set_chip_data(irq, p);
	irq_get_irq_data(irq)->hwirq = p->pin;
	if (level)
		irq_set_status_flags(irq, IRQ_LEVEL);
	irq_set_chip_and_handler_name(irq, ioapic->has_eoi ? &ioapic_chip : &ioapic_chip_old,
				      level ? handle_fasteoi_irq : handle_edge_irq,
				      level ? "fasteoi" : "edge");
	return 0;
}

/**
 * acpi_register_gsi - make a GSI usable, and say which irq it is
 * @gsi: the wire
 * @level: level triggered?  ISA wires keep what the MADT says
 * @active_low: polarity, likewise
 *
 * Context: process context, or boot.
 * Return: the irq number for request_irq(), or -errno.
 */
int acpi_register_gsi(u32 gsi, bool level, bool active_low)
{
	int irq = gsi_to_isa_irq(gsi);
	int err;

	if (apic_intr_mode != APIC_SYMMETRIC_IO)
		return -ENODEV;
	if (irq >= 0)
		return irq;
	if (gsi >= gsi_top || gsi >= NR_IRQS)
		return -EINVAL;

	irq = (int)gsi;
	if (irq_pins[irq].ioapic)
		return irq;

	err = irq_alloc_desc_at(irq, -1);
	if (err < 0)
		return err;
	err = vector_assign_everywhere(irq, 0);
	if (!err)
		err = attach_pin(irq, gsi, level, active_low);
	return err ? err : irq;
}

/**
 * setup_IO_APIC - let the ISA irqs come through the IO-APICs
 *
 * Context: boot, interrupts off, local APIC in its final mode.
 */
void __init setup_IO_APIC(void)
{
	unsigned int irq;

	for (irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		struct isa_wiring *w = &isa_wirings[irq];

		if (acpi_isa_irq_to_gsi(irq) == GSI_NONE)
			continue;	/* the cascade: an IO-APIC has no use for it */
		if (attach_pin(irq, acpi_isa_irq_to_gsi(irq), w->level, w->active_low))
			pr_warn("ISA irq %u: no IO-APIC has GSI %u\n", irq,
				acpi_isa_irq_to_gsi(irq));
	}
}
