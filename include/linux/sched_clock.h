/* SPDX-License-Identifier: MIT */
/* include/linux/sched_clock.h - which counter sched_clock() reads */
#ifndef LINUX_SCHED_CLOCK_H
#define LINUX_SCHED_CLOCK_H

#include <linux/types.h>

/* From here on sched_clock() counts; called once, in the boot, by the arch's time_init(). */
void sched_clock_register(u64 (*read)(void), int bits, unsigned long rate);

#endif /* LINUX_SCHED_CLOCK_H */
