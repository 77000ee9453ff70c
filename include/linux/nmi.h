/* SPDX-License-Identifier: MIT */
/* linux/nmi.h - tell the lockup detector that a long silence is meant */
#ifndef LINUX_NMI_H
#define LINUX_NMI_H

/* kernel/watchdog.c: this CPU is busy by intention, as while it prints very much. */
void touch_softlockup_watchdog(void);

static inline void touch_nmi_watchdog(void)
{
	touch_softlockup_watchdog();
}

#endif /* LINUX_NMI_H */
