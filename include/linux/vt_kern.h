/* SPDX-License-Identifier: MIT */
/*
 * linux/vt_kern.h - the terminal made of screen and keyboard
 *
 * Left out: everything but what the keyboard needs.  The name is ours.
 */
#ifndef LINUX_VT_KERN_H
#define LINUX_VT_KERN_H

#include <linux/types.h>

/* What a key gives, for who has /dev/tty1 open, or else the monitor.  Any context but NMI. */
void vt_input(const char *s, size_t len);

#endif /* LINUX_VT_KERN_H */
