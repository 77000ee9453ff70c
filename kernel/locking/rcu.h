/* SPDX-License-Identifier: MIT */
/*
 * kernel/locking/rcu.h - between rcu.c, those who wait (rcu_sync.c), and the
 * watch over grace periods that do not end (rcu_stall.c)
 */
#ifndef KERNEL_LOCKING_RCU_H
#define KERNEL_LOCKING_RCU_H

#include <linux/types.h>

struct cpumask;

/* rcu.c */
void rcu_note_interrupted(bool user);
unsigned long rcu_gp_snapshot(struct cpumask *owing);

/* gp_lock held, perhaps the runqueue's too: they must not wake anybody. */
void rcu_stall_begin(void);		/* rcu_stall.c: a grace period begins */
void rcu_sync_gp_ended(void);		/* rcu_sync.c: one has ended */

/* The tick, while a grace period is under way. */
void rcu_stall_check(void);

#endif /* KERNEL_LOCKING_RCU_H */
