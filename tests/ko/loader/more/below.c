// SPDX-License-Identifier: MIT
/* In a directory below; no init and no exit: a library for nobody. */
#include <linux/module.h>

int below_value = BELOW;
EXPORT_SYMBOL_GPL(below_value);

MODULE_LICENSE("Dual BSD/GPL");
