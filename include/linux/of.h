/* SPDX-License-Identifier: MIT */
/*
 * linux/of.h - device trees, of which a PC has none
 *
 * As on Linux without CONFIG_OF: a driver's table for them compiles, and is not used.
 */
#ifndef LINUX_OF_H
#define LINUX_OF_H

#include <linux/mod_devicetable.h>

#define of_match_ptr(ptr)	NULL

#endif /* LINUX_OF_H */
