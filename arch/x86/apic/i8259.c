// SPDX-License-Identifier: MIT
/*
 * arch/x86/apic/i8259.c - the pair of 8259A interrupt controllers ("XT-PIC")
 *
 * What it is for
 *
 *   The PC's first interrupt controller, and still the only one that works
 *   before any table has been read, on a CPU without local APIC, and under
 *   "noapic".  Fifteen lines share one wire to the CPU.
 *
 * How it works
 *
 *        irq 0 1 | 3 4 5 6 7                Each chip has three 8-bit registers:
 *            | |   | | | | |                  IRR  requested, not yet taken
 *          +-+-+-+-+-+-+-+-+-+                ISR  in service: taken, no EOI yet
 *          |      master     |--> CPU         IMR  masked (the request stays in IRR)
 *          +-----+-----------+
 *                | 2                        A line in service holds back itself and
 *          +-----+-----------+              all lines of lower priority, until an EOI.
 *          |      slave      |              The slave's lines need two: one at each
 *          +-+-+-+-+-+-+-+-+-+              chip, slave first.
 *       irq  8 9 ..       15
 *
 *   The flow handler is handle_fasteoi_irq(): run the handlers, then end the
 *   interrupt.  Meanwhile the ISR bit holds the line back; an edge that comes stays
 *   in IRR, and a level is looked at again after the EOI, when the device has let
 *   go.  Lower lines wait too, but handlers run with interrupts off anyway.  Only a
 *   line that must stay shut longer (a threaded handler, disable_irq()) is masked,
 *   and then before its EOI: the other way round a level would come at once.
 *
 *   The EOI is the specific form, which names its line: the plain form ends
 *   whatever is highest in ISR, which is wrong as soon as one interrupt is
 *   spurious.
 *
 * Spurious interrupts
 *
 *   If a request goes away between the 8259's call to the CPU and the CPU's
 *   question "which one?", the chip must answer something and answers its line
 *   7, without an ISR bit.  So on irq 7 and 15 - and only there, which is why
 *   they have a flow handler of their own - the ISR is read first.  A spurious
 *   irq 7 needs no EOI at all.  A spurious irq 15 needs one at the master, which
 *   took the slave's request on line 2 in good faith, and none at the slave.
 *
 * Context
 *
 *   All functions may be called from any context but NMI; the chip's callbacks
 *   run with interrupts off.
 *
 * Locking
 *
 *   i8259A_lock guards the shadow of the masks and the two-step accesses to the
 *   command ports (write OCW3, read).  Innermost; nothing is taken inside.  An EOI
 *   needs no lock: it is one write a chip, disturbs neither of the two, and only
 *   the CPU that took the interrupt sends it.
 *
 * Compared with Linux
 *
 *   Same chip name.  Linux masks and ends the interrupt before its handlers and
 *   unmasks after them, twice the accesses.  It looks at the ISR only when a masked
 *   line fires; we do on every irq 7 and 15, as the data sheet asks.
 *   Left out: the struct legacy_pic indirection, suspend, auto-EOI.
 *
 * See also: Intel 8259A data sheet, "Interrupt Sequence"; tests/unit/apic_test.c.
 */

#include <linux/bits.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irq.h>
#include <linux/printk.h>
#include <linux/spinlock.h>

#include <asm/hw_irq.h>
#include <asm/i8259.h>

#include "apic_private.h"
#include "i8259_regs.h"

static DEFINE_RAW_SPINLOCK(i8259A_lock);

static u16 cached_irq_mask = 0xffff;	/* L: what IMR holds; slave in the high byte */
static u16 spurious_reported;		/* L: lines whose first spurious one was printed */
static bool i8259A_found;		/* I */

bool i8259A_present(void)
{
	return i8259A_found;
}

static void write_masks(void)
{
	lockdep_assert_held(&i8259A_lock);

	outb((u8)cached_irq_mask, PIC_MASTER_IMR);
	outb((u8)(cached_irq_mask >> PIC_LINES), PIC_SLAVE_IMR);
}

/* Both in-service registers at once, slave in the high byte. */
static u16 read_in_service(void)
{
	lockdep_assert_held(&i8259A_lock);

	outb(OCW3_READ_ISR, PIC_MASTER_CMD);
	outb(OCW3_READ_ISR, PIC_SLAVE_CMD);
	return (u16)(inb(PIC_MASTER_CMD) | inb(PIC_SLAVE_CMD) << PIC_LINES);
}

/* Lines that were taken and not ended: zero whenever no handler is running. */
u16 i8259A_in_service(void)
{
	unsigned long flags;
	u16 isr;

	raw_spin_lock_irqsave(&i8259A_lock, flags);
	isr = read_in_service();
	raw_spin_unlock_irqrestore(&i8259A_lock, flags);
	return isr;
}

/* irq_chip calls */

static void i8259A_mask(struct irq_data *data)
{
	lockdep_assert_irqs_disabled();

	raw_spin_lock(&i8259A_lock);
	cached_irq_mask |= (u16)BIT(data->irq);
	write_masks();
	raw_spin_unlock(&i8259A_lock);
}

static void i8259A_unmask(struct irq_data *data)
{
	lockdep_assert_irqs_disabled();

	raw_spin_lock(&i8259A_lock);
	cached_irq_mask &= (u16)~BIT(data->irq);
	write_masks();
	raw_spin_unlock(&i8259A_lock);
}

/* End the line by name; one of the slave's at the slave first, then the cascade. */
static void i8259A_eoi(struct irq_data *data)
{
	unsigned int irq = data->irq;

	if (irq < PIC_LINES) {
		outb((u8)(OCW2_SPECIFIC_EOI | irq), PIC_MASTER_CMD);
		return;
	}
	outb((u8)(OCW2_SPECIFIC_EOI | (irq - PIC_LINES)), PIC_SLAVE_CMD);
	outb(OCW2_SPECIFIC_EOI | PIC_CASCADE_IR, PIC_MASTER_CMD);
}

static const struct irq_chip i8259A_chip = {
	.name		= "XT-PIC",
	.irq_mask	= i8259A_mask,
	.irq_disable	= i8259A_mask,
	.irq_unmask	= i8259A_unmask,
	.irq_eoi	= i8259A_eoi,
};

/*
 * Was irq 7 or 15 an answer for want of a better one?  If so, end what needs
 * ending, count it, and say it once a line.
 */
static bool i8259A_irq_is_spurious(unsigned int irq)
{
	bool spurious, report = false;

	raw_spin_lock(&i8259A_lock);
	spurious = !(read_in_service() & BIT(irq));
	if (spurious) {
		if (irq >= PIC_LINES)
			outb(OCW2_SPECIFIC_EOI | PIC_CASCADE_IR, PIC_MASTER_CMD);
		report = !(spurious_reported & BIT(irq));
		spurious_reported |= (u16)BIT(irq);
	}
	raw_spin_unlock(&i8259A_lock);

	if (report)
		printk(KERN_DEBUG "spurious 8259A interrupt: IRQ%u.\n", irq);
	if (spurious)
		atomic_inc(&irq_err_count);
	return spurious;
}

/* The flow handler of irq 7 and irq 15 while they come from the 8259. */
static void handle_last_line_irq(struct irq_desc *desc)
{
	if (!i8259A_irq_is_spurious(desc->irq_data.irq))
		handle_fasteoi_irq(desc);
}

/* irq @irq comes through the 8259 from here on; request_irq() unmasks it. */
void __init make_8259A_irq(unsigned int irq)
{
	bool last = (irq % PIC_LINES) == PIC_LINES - 1;

	irq_set_chip_and_handler(irq, &i8259A_chip,
				 last ? handle_last_line_irq : handle_fasteoi_irq);
}

/* A mask register remembers what is written to it; an empty port reads 0xff. */
static bool __init i8259A_probe(void)
{
	u8 pattern = (u8)~BIT(PIC_CASCADE_IR);

	outb(PIC_ALL_MASKED, PIC_SLAVE_IMR);
	outb(pattern, PIC_MASTER_IMR);
	return inb(PIC_MASTER_IMR) == pattern;
}

/* The set-up sequence of one chip; @icw3 says how the two are joined. */
static void __init i8259A_setup_chip(u16 cmd, u16 imr, u8 first_vector, u8 icw3)
{
	outb_p(ICW1_SELECT | ICW1_ICW4, cmd);	/* ICW1: start; clears ISR and IMR  */
	outb_p(first_vector, imr);		/* ICW2: vector of line 0           */
	outb_p(icw3, imr);			/* ICW3: see the callers            */
	outb_p(ICW4_8086, imr);			/* ICW4: 8086 mode, EOI by software */
}

/**
 * init_8259A - give the two chips their vectors, with every line masked
 *
 * The cascade line opens with the first request_irq(2), which init_IRQ() makes.
 * Where no 8259 answers, nothing is done and nothing found.
 *
 * Context: boot, interrupts off.
 */
void __init init_8259A(void)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&i8259A_lock, flags);
	i8259A_found = i8259A_probe();
	if (i8259A_found) {
		outb(PIC_ALL_MASKED, PIC_MASTER_IMR);
		i8259A_setup_chip(PIC_MASTER_CMD, PIC_MASTER_IMR, ISA_IRQ_VECTOR(0),
				  BIT(PIC_CASCADE_IR));	/* a bit: the slave is on line 2 */
		i8259A_setup_chip(PIC_SLAVE_CMD, PIC_SLAVE_IMR, ISA_IRQ_VECTOR(PIC_LINES),
				  PIC_CASCADE_IR);	/* a number: I am number 2 */
		write_masks();
	}
	raw_spin_unlock_irqrestore(&i8259A_lock, flags);
	if (!i8259A_found)
		pr_info("Using NULL legacy PIC\n");
}
