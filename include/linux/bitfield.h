/* SPDX-License-Identifier: MIT */
/* linux/bitfield.h - put a value into a field given by its mask, and take it out */
#ifndef LINUX_BITFIELD_H
#define LINUX_BITFIELD_H

#define __bf_shf(x) (__builtin_ffsll(x) - 1)
#define FIELD_MAX(mask) ((__typeof__(mask))((mask) >> __bf_shf(mask)))
#define FIELD_FIT(mask, val) (!((((__typeof__(mask))(val)) << __bf_shf(mask)) & ~(mask)))
#define FIELD_PREP(mask, val) (((__typeof__(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_GET(mask, reg) ((__typeof__(mask))(((reg) & (mask)) >> __bf_shf(mask)))

#endif /* LINUX_BITFIELD_H */
