// SPDX-License-Identifier: MIT
/*
 * kernel/irq/devres.c - interrupts that are freed when the driver goes
 *
 * drivers/base/devres.c tells how.  The order matters more here than elsewhere: the
 * handler may still run until free_irq() has returned, so it must be requested after
 * whatever it uses, and is then freed before it.
 *
 * Context: process, may sleep.
 */

#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/interrupt.h>

struct irq_devres {
	unsigned int irq;
	void *dev_id;
};

static void devm_irq_release(struct device *dev, void *res)
{
	struct irq_devres *this = res;

	free_irq(this->irq, this->dev_id);
}

static int devm_irq_match(struct device *dev, void *res, void *data)
{
	struct irq_devres *this = res, *wanted = data;

	return this->irq == wanted->irq && this->dev_id == wanted->dev_id;
}

/* The entry is there before the interrupt is asked for: nothing can fail afterwards. */
static struct irq_devres *new_entry(unsigned int irq, void *dev_id)
{
	struct irq_devres *this = devres_alloc(devm_irq_release, sizeof(*this), GFP_KERNEL);

	if (!this)
		return NULL;
	this->irq = irq;
	this->dev_id = dev_id;
	return this;
}

/* @ret: what requesting said; negative: there is nothing to free later. */
static int keep_or_drop(struct device *dev, struct irq_devres *this, int ret)
{
	if (ret < 0)
		devres_free(this);
	else
		devres_add(dev, this);
	return ret;
}

/**
 * devm_request_threaded_irq - request_threaded_irq() that undoes itself
 * @dev: with its driver the interrupt goes
 * @devname: NULL: the name of @dev
 *
 * Context: process, may sleep.
 * Return: as request_threaded_irq().
 */
int devm_request_threaded_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
			      irq_handler_t thread_fn, unsigned long irqflags,
			      const char *devname, void *dev_id)
{
	struct irq_devres *this = new_entry(irq, dev_id);

	if (!this)
		return -ENOMEM;
	return keep_or_drop(dev, this,
			    request_threaded_irq(irq, handler, thread_fn, irqflags,
						 devname ?: dev_name(dev), dev_id));
}
EXPORT_SYMBOL(devm_request_threaded_irq);

int devm_request_any_context_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
				 unsigned long irqflags, const char *devname, void *dev_id)
{
	struct irq_devres *this = new_entry(irq, dev_id);

	if (!this)
		return -ENOMEM;
	return keep_or_drop(dev, this,
			    request_any_context_irq(irq, handler, irqflags,
						    devname ?: dev_name(dev), dev_id));
}
EXPORT_SYMBOL(devm_request_any_context_irq);

/**
 * devm_free_irq - free it earlier
 *
 * One that devm_ did not request is named, and freed all the same.
 *
 * Context: process, may sleep.
 */
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id)
{
	struct irq_devres wanted = { irq, dev_id };

	WARN_ON(devres_destroy(dev, devm_irq_release, devm_irq_match, &wanted));
	free_irq(irq, dev_id);
}
EXPORT_SYMBOL(devm_free_irq);
