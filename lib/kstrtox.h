/* SPDX-License-Identifier: MIT */
/* lib/kstrtox.h - the digit parser, shared by kstrto*() and sscanf() */
#ifndef LIB_KSTRTOX_H
#define LIB_KSTRTOX_H

#include <linux/types.h>

#define KSTRTOX_OVERFLOW	(1U << 31)

const char *kstrtox_fixup_base(const char *s, unsigned int *base);
unsigned int kstrtox_digits(const char *s, unsigned int base, size_t max,
			    unsigned long long *res);

#endif /* LIB_KSTRTOX_H */
