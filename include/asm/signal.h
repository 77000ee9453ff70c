/* SPDX-License-Identifier: MIT */
/* asm/signal.h - a set of signals: one bit each, signal 1 in bit 0 */
#ifndef ASM_SIGNAL_H
#define ASM_SIGNAL_H

#include <linux/bits.h>
#include <linux/types.h>
#include <uapi/asm/signal.h>

#define _NSIG		64
#define _NSIG_BPW	BITS_PER_LONG
#define _NSIG_WORDS	(_NSIG / _NSIG_BPW)

typedef struct {
	unsigned long sig[_NSIG_WORDS];
} sigset_t;

#endif /* ASM_SIGNAL_H */
