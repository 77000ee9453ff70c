/* SPDX-License-Identifier: MIT */
/* linux/sysrq.h - keys that work when nothing else does */
#ifndef LINUX_SYSRQ_H
#define LINUX_SYSRQ_H

#include <linux/types.h>

/* Bits of the mask which says what SysRq may do; Linux's values. */
#define SYSRQ_ENABLE_LOG	0x0002
#define SYSRQ_ENABLE_KEYBOARD	0x0004
#define SYSRQ_ENABLE_DUMP	0x0008
#define SYSRQ_ENABLE_SYNC	0x0010
#define SYSRQ_ENABLE_REMOUNT	0x0020
#define SYSRQ_ENABLE_SIGNAL	0x0040
#define SYSRQ_ENABLE_BOOT	0x0080
#define SYSRQ_ENABLE_RTNICE	0x0100

struct sysrq_key_op {
	void (*const handler)(int key);		/* runs in the interrupt that saw the key */
	const char * const help_msg;		/* "show-registers(p)" */
	const char * const action_msg;		/* "Show Regs" */
	const int enable_mask;
};

/* Any context, hardirq usually. */
void handle_sysrq(int key);
int register_sysrq_key(int key, const struct sysrq_key_op *op);
int unregister_sysrq_key(int key, const struct sysrq_key_op *op);

#endif /* LINUX_SYSRQ_H */
