/* SPDX-License-Identifier: MIT */
/*
 * linux/vermagic.h - what a kernel and a module built for it have in common
 *
 * The text stands in each .ko, and the loader compares it with the kernel's own: a
 * module for another kernel would find structures that have another shape.
 */
#ifndef LINUX_VERMAGIC_H
#define LINUX_VERMAGIC_H

#include <generated/utsrelease.h>

#define VERMAGIC_STRING UTS_RELEASE " SMP preempt mod_unload "

#endif /* LINUX_VERMAGIC_H */
