// SPDX-License-Identifier: MIT
/* kernel/printk/dev_printk.c - messages with the device they are about in front */

#include <linux/dev_printk.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/printk.h>
#include <linux/stdarg.h>

static int emit(int level, const struct device *dev, struct va_format *vaf)
{
	if (!dev)
		return printk("%c%c(NULL device *): %pV", KERN_SOH_ASCII, '0' + level, vaf);
	return printk("%c%c%s %s: %pV", KERN_SOH_ASCII, '0' + level, dev_driver_string(dev),
		      dev_name(dev), vaf);
}

/* level is a KERN_* string: the macros of <linux/dev_printk.h> end here. */
void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
{
	struct va_format vaf = { .fmt = fmt };
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	emit(level[1] - '0', dev, &vaf);
	va_end(args);
}
EXPORT_SYMBOL(_dev_printk);

int dev_printk_emit(int level, const struct device *dev, const char *fmt, ...)
{
	struct va_format vaf = { .fmt = fmt };
	va_list args;
	int len;

	va_start(args, fmt);
	vaf.va = &args;
	len = emit(level, dev, &vaf);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(dev_printk_emit);

/**
 * dev_err_probe - say why a probe fails, and return its error
 *
 * -EPROBE_DEFER is no failure yet and is told at debug level.
 */
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...)
{
	int level = err == -EPROBE_DEFER ? LOGLEVEL_DEBUG : LOGLEVEL_ERR;
	struct va_format vaf = { .fmt = fmt };
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	dev_printk_emit(level, dev, "error %pe: %pV", ERR_PTR(err), &vaf);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(dev_err_probe);
