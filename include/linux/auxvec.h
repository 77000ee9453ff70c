/* SPDX-License-Identifier: MIT */
/* linux/auxvec.h - how much the kernel tells a new program */
#ifndef LINUX_AUXVEC_H
#define LINUX_AUXVEC_H

#include <uapi/linux/auxvec.h>

#define AT_VECTOR_SIZE	(2 * 20)	/* words: room for all kinds and AT_NULL */

#endif /* LINUX_AUXVEC_H */
