/* SPDX-License-Identifier: MIT */
/* linux/panic_notifier.h - who is told that the machine stops */
#ifndef LINUX_PANIC_NOTIFIER_H
#define LINUX_PANIC_NOTIFIER_H

#include <linux/notifier.h>

extern struct atomic_notifier_head panic_notifier_list;

#endif /* LINUX_PANIC_NOTIFIER_H */
