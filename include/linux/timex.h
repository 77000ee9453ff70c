/* SPDX-License-Identifier: MIT */
/* linux/timex.h - get_cycles() */
#ifndef LINUX_TIMEX_H
#define LINUX_TIMEX_H

#include <linux/param.h>

#include <asm/timex.h>

#endif /* LINUX_TIMEX_H */
