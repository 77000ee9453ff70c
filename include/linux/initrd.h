/* SPDX-License-Identifier: MIT */
/* linux/initrd.h - the initramfs that the loader handed over; set once at boot */
#ifndef LINUX_INITRD_H
#define LINUX_INITRD_H

#include <linux/types.h>

extern phys_addr_t phys_initrd_start;
extern unsigned long phys_initrd_size;	/* 0: there is none */

#endif /* LINUX_INITRD_H */
