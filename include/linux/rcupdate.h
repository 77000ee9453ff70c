/* SPDX-License-Identifier: MIT */
/*
 * linux/rcupdate.h - read without locks; free only when no reader can be left
 *
 * A reader may not be preempted: rcu_read_lock() is preempt_disable().  So a CPU
 * that has switched tasks, or idles, has left every section which it was in
 * when a writer removed something.  Once all CPUs have done so, a grace period
 * is over, and what call_rcu() was given is called, on RCU_SOFTIRQ.
 * The essay is in kernel/locking/rcu.c.
 *
 * How deep this CPU is in readers is counted, so that sleeping in one can be named.
 *
 * Left out: tasks RCU, readers that may be preempted.  <linux/srcu.h> has readers that
 * may sleep.
 */
#ifndef LINUX_RCUPDATE_H
#define LINUX_RCUPDATE_H

#include <linux/bottom_half.h>
#include <linux/compiler.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/percpu-defs.h>
#include <linux/preempt.h>
#include <linux/types.h>

#include <asm/barrier.h>

void rcu_init(void);
void call_rcu(struct rcu_head *head, rcu_callback_t func);
void synchronize_rcu(void);
void synchronize_rcu_expedited(void);
void rcu_barrier(void);
unsigned long get_state_synchronize_rcu(void);
unsigned long start_poll_synchronize_rcu(void);
bool poll_state_synchronize_rcu(unsigned long cookie);
void cond_synchronize_rcu(unsigned long cookie);
void kvfree_call_rcu(struct rcu_head *head, rcu_callback_t func);
void rcu_report_quiescent(void);
void rcu_sched_clock_irq(int user);
bool rcu_needs_cpu(void);

#define synchronize_sched() synchronize_rcu()
#define call_rcu_hurry(head, func) call_rcu(head, func)

DECLARE_PER_CPU(bool, rcu_owes_report);		/* the grace period waits for this CPU */

/* Called by the scheduler at each switch, by idle and the tick: this CPU is in no section. */
static __always_inline void rcu_note_context_switch(bool preempt)
{
	if (unlikely(this_cpu_nonzero(rcu_owes_report)))
		rcu_report_quiescent();
}

/* Readers are not preempted: their depth is this CPU's. */
DECLARE_PER_CPU(int, rcu_reader_depth);		/* own CPU, preemption off */

static __always_inline int rcu_preempt_depth(void)
{
	return this_cpu_read(rcu_reader_depth);
}

static __always_inline void rcu_read_lock(void)
{
	preempt_disable();
	this_cpu_inc(rcu_reader_depth);
}

static __always_inline void rcu_read_unlock(void)
{
	this_cpu_dec(rcu_reader_depth);
	preempt_enable();
}

static __always_inline void rcu_read_lock_bh(void)
{
	local_bh_disable();
}

static __always_inline void rcu_read_unlock_bh(void)
{
	local_bh_enable();
}

static __always_inline void rcu_read_lock_sched(void)
{
	preempt_disable();
}

static __always_inline void rcu_read_unlock_sched(void)
{
	preempt_enable();
}

/* All of them say 1 also where nobody checks: they are for assertions. */
static inline int rcu_read_lock_held(void)
{
	return !lockdep_enabled() || rcu_preempt_depth() > 0;
}

static inline int rcu_read_lock_bh_held(void)
{
	return !lockdep_enabled() || in_softirq() || irqs_disabled();
}

static inline int rcu_read_lock_sched_held(void)
{
	return !lockdep_enabled() || !preemptible();
}

static inline int rcu_read_lock_any_held(void)
{
	return rcu_read_lock_held() || !preemptible();
}

/* kernel/locking/rcu_check.c */
void lockdep_rcu_suspicious(const char *file, int line, const char *s);
void rcu_sleep_in_reader(const char *file, int line);

/* Once for each place in the source. */
#define RCU_LOCKDEP_WARN(c, s) do {					\
	static bool __warned;						\
	if (lockdep_enabled() && !__warned && (c)) {			\
		__warned = true;					\
		lockdep_rcu_suspicious(__FILE__, __LINE__, s);		\
	}								\
} while (0)

#define RCU_INITIALIZER(v) (__typeof__(*(v)) __force __rcu *)(v)
#define RCU_INIT_POINTER(p, v) WRITE_ONCE(p, RCU_INITIALIZER(v))
#define RCU_POINTER_INITIALIZER(p, v) .p = RCU_INITIALIZER(v)
#define rcu_access_pointer(p) READ_ONCE(p)
#define rcu_dereference_raw(p) READ_ONCE(p)
#define rcu_dereference_check(p, c) ({ \
	RCU_LOCKDEP_WARN(!((c) || rcu_read_lock_held()), \
			 "suspicious rcu_dereference_check() usage"); \
	READ_ONCE(p); })
#define rcu_dereference(p) rcu_dereference_check(p, 0)
#define rcu_dereference_bh_check(p, c) \
	rcu_dereference_check(p, (c) || rcu_read_lock_bh_held())
#define rcu_dereference_sched_check(p, c) \
	rcu_dereference_check(p, (c) || rcu_read_lock_sched_held())
#define rcu_dereference_bh(p) rcu_dereference_bh_check(p, 0)
#define rcu_dereference_sched(p) rcu_dereference_sched_check(p, 0)
#define unrcu_pointer(p) (p)
#define rcu_dereference_protected(p, c) ({ \
	RCU_LOCKDEP_WARN(!(c), "suspicious rcu_dereference_protected() usage"); (p); })
#define rcu_pointer_handoff(p) (p)
/* What the pointer points to is complete before the pointer can be seen. */
#define rcu_assign_pointer(p, v) smp_store_release(&(p), RCU_INITIALIZER(v))
#define rcu_replace_pointer(rcu_ptr, ptr, c) ({				\
	__typeof__(ptr) __tmp = rcu_dereference_protected((rcu_ptr), (c)); \
	rcu_assign_pointer((rcu_ptr), (ptr));				\
	__tmp; })

/* Free after a grace period: kfree_rcu(object, name of its rcu_head), or kfree_rcu(object). */
#define __kfree_rcu_2(ptr, rhf) do {					\
	__typeof__(ptr) ___p = (ptr);					\
	if (___p)							\
		kvfree_call_rcu(&((___p)->rhf), (rcu_callback_t)(uintptr_t) \
				__builtin_offsetof(__typeof__(*(___p)), rhf)); \
} while (0)
#define __kfree_rcu_1(ptr) do {						\
	const void *___p = (ptr);					\
	if (___p) {							\
		synchronize_rcu();					\
		__kfree_rcu_now(___p);					\
	}								\
} while (0)
void __kfree_rcu_now(const void *ptr);
#define __kfree_rcu_pick(_1, _2, name, ...) name
#define kfree_rcu(...) __kfree_rcu_pick(__VA_ARGS__, __kfree_rcu_2, __kfree_rcu_1, )(__VA_ARGS__)
#define kvfree_rcu(...) kfree_rcu(__VA_ARGS__)
#define kfree_rcu_mightsleep(ptr) __kfree_rcu_1(ptr)

#endif /* LINUX_RCUPDATE_H */
