/* SPDX-License-Identifier: MIT */
/*
 * linux/interrupt.h - ask for an interrupt, and defer work from it
 *
 * Everything a driver needs: request_irq() and its relatives first (bodies in
 * kernel/irq/), then softirqs and tasklets (bodies in kernel/bh/).  Names, values
 * and rules are those of Linux 6.1.
 *
 * Left out: NMI lines (request_nmi).  The machine never suspends:
 * what the IRQF_*SUSPEND and IRQF_*RESUME flags promise holds by itself, and the
 * combinations that Linux refuses are refused.
 */
#ifndef LINUX_INTERRUPT_H
#define LINUX_INTERRUPT_H

#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/bottom_half.h>
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <linux/irqnr.h>
#include <linux/irqreturn.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/percpu.h>
#include <linux/types.h>
#include <linux/workqueue.h>

#include <asm/hardirq.h>
#include <asm/io.h>

struct device;
struct irqaction;
struct proc_dir_entry;
struct seq_file;
struct task_struct;

/*
 * How a line signals; the low bits equal IRQ_TYPE_* of <linux/irq.h>.  None:
 * as the machine or an earlier user set it.
 */
#define IRQF_TRIGGER_NONE	0x00000000
#define IRQF_TRIGGER_RISING	0x00000001
#define IRQF_TRIGGER_FALLING	0x00000002
#define IRQF_TRIGGER_HIGH	0x00000004
#define IRQF_TRIGGER_LOW	0x00000008
#define IRQF_TRIGGER_MASK	(IRQF_TRIGGER_HIGH | IRQF_TRIGGER_LOW | \
				 IRQF_TRIGGER_RISING | IRQF_TRIGGER_FALLING)
#define IRQF_TRIGGER_PROBE	0x00000010

#define IRQF_SHARED		0x00000080	/* others may use the line too */
#define IRQF_PROBE_SHARED	0x00000100	/* a flag mismatch is no surprise: be quiet */
#define __IRQF_TIMER		0x00000200
#define IRQF_PERCPU		0x00000400	/* each CPU has its own */
#define IRQF_NOBALANCING	0x00000800	/* stays on its CPU */
#define IRQF_IRQPOLL		0x00001000	/* asked first when a stuck line is polled */
#define IRQF_ONESHOT		0x00002000	/* masked until the thread has finished */
#define IRQF_NO_SUSPEND		0x00004000
#define IRQF_FORCE_RESUME	0x00008000
#define IRQF_NO_THREAD		0x00010000	/* `threadirqs` leaves it alone */
#define IRQF_EARLY_RESUME	0x00020000
#define IRQF_COND_SUSPEND	0x00040000
#define IRQF_NO_AUTOEN		0x00080000	/* stays disabled until enable_irq() */
#define IRQF_NO_DEBUG		0x00100000	/* no spurious detection */
#define IRQF_TIMER		(__IRQF_TIMER | IRQF_NO_SUSPEND | IRQF_NO_THREAD)

#define IRQ_NOTCONNECTED	(1U << 31)	/* a device without a line: -ENOTCONN */

enum {
	IRQC_IS_HARDIRQ	= 0,
	IRQC_IS_NESTED,
};

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

/* One user of a line.  The chain hangs on irq_desc->action. */
struct irqaction {
	irq_handler_t handler;		/* I: the top half */
	void *dev_id;			/* I: handed to it; names the user on a shared line */
	void __percpu *percpu_dev_id;	/* I: the same for request_percpu_irq() */
	struct irqaction *next;		/* D: desc->lock to write; read by the running line */
	irq_handler_t thread_fn;	/* I: the threaded part, or NULL */
	struct task_struct *thread;	/* I: which runs it: irq/N-name */
	struct irqaction *secondary;	/* I: second thread, of `threadirqs` */
	unsigned int irq;		/* I */
	unsigned int flags;		/* I: IRQF_* */
	unsigned long thread_flags;	/* A: IRQTF_* */
	unsigned long thread_mask;	/* I: this action's bit in desc->threads_oneshot */
	const char *name;		/* I */
	struct proc_dir_entry *dir;	/* I: /proc/irq/N/name */
} __aligned(64);

irqreturn_t no_action(int irq, void *dev_id);
void *irq_find_function(unsigned int *irq, const void *start, unsigned long size);

int __must_check request_threaded_irq(unsigned int irq, irq_handler_t handler,
				      irq_handler_t thread_fn, unsigned long flags,
				      const char *name, void *dev);

/**
 * request_irq - have @handler called when @irq fires
 *
 * The line is enabled on return, unless @flags has IRQF_NO_AUTOEN: the device must
 * be ready to be asked before the call.
 *
 * Context: process context, may sleep.
 * Return: 0, -EINVAL, -EBUSY (the line is taken and not shared), -ENOMEM.
 */
static inline int __must_check request_irq(unsigned int irq, irq_handler_t handler,
					   unsigned long flags, const char *name, void *dev)
{
	return request_threaded_irq(irq, handler, NULL, flags, name, dev);
}

int __must_check request_any_context_irq(unsigned int irq, irq_handler_t handler,
					 unsigned long flags, const char *name, void *dev_id);
int __must_check __request_percpu_irq(unsigned int irq, irq_handler_t handler,
				      unsigned long flags, const char *devname,
				      void __percpu *percpu_dev_id);

static inline int __must_check request_percpu_irq(unsigned int irq, irq_handler_t handler,
						  const char *devname,
						  void __percpu *percpu_dev_id)
{
	return __request_percpu_irq(irq, handler, 0, devname, percpu_dev_id);
}

const void *free_irq(unsigned int irq, void *dev_id);
void free_percpu_irq(unsigned int irq, void __percpu *percpu_dev_id);

/* kernel/irq/devres.c: the same, freed when the driver of @dev goes. */
int __must_check devm_request_threaded_irq(struct device *dev, unsigned int irq,
					   irq_handler_t handler, irq_handler_t thread_fn,
					   unsigned long irqflags, const char *devname,
					   void *dev_id);
int __must_check devm_request_any_context_irq(struct device *dev, unsigned int irq,
					      irq_handler_t handler, unsigned long irqflags,
					      const char *devname, void *dev_id);
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id);

static inline int __must_check devm_request_irq(struct device *dev, unsigned int irq,
						irq_handler_t handler, unsigned long irqflags,
						const char *devname, void *dev_id)
{
	return devm_request_threaded_irq(dev, irq, handler, NULL, irqflags, devname, dev_id);
}

bool irq_has_action(unsigned int irq);
void disable_irq_nosync(unsigned int irq);
bool disable_hardirq(unsigned int irq);
void disable_irq(unsigned int irq);
void disable_percpu_irq(unsigned int irq);
void enable_irq(unsigned int irq);
void enable_percpu_irq(unsigned int irq, unsigned int type);
bool irq_percpu_is_enabled(unsigned int irq);
void irq_wake_thread(unsigned int irq, void *dev_id);

int irq_set_affinity(unsigned int irq, const struct cpumask *cpumask);
int irq_force_affinity(unsigned int irq, const struct cpumask *cpumask);
int irq_can_set_affinity(unsigned int irq);
int __irq_apply_affinity_hint(unsigned int irq, const struct cpumask *m, bool setaffinity);

/* The driver's wish, for /proc/irq/N/affinity_hint; @m lives until it is replaced. */
static inline int irq_update_affinity_hint(unsigned int irq, const struct cpumask *m)
{
	return __irq_apply_affinity_hint(irq, m, false);
}

/* The same, and the line is moved there. */
static inline int irq_set_affinity_and_hint(unsigned int irq, const struct cpumask *m)
{
	return __irq_apply_affinity_hint(irq, m, true);
}

/* Its older name. */
static inline int irq_set_affinity_hint(unsigned int irq, const struct cpumask *m)
{
	return irq_set_affinity_and_hint(irq, m);
}

/*
 * A driver that wants to know where its interrupts arrive: set notify and release, the core
 * does the rest.  Both are called in process context.
 */
struct irq_affinity_notify {
	unsigned int irq;		/* I: by irq_set_affinity_notifier() */
	struct kref kref;		/* A: the line's, and the work's */
	struct work_struct work;
	void (*notify)(struct irq_affinity_notify *notify, const cpumask_t *mask);
	void (*release)(struct kref *ref);
};

int irq_set_affinity_notifier(unsigned int irq, struct irq_affinity_notify *notify);

int irq_set_irq_wake(unsigned int irq, unsigned int on);

static inline int enable_irq_wake(unsigned int irq)
{
	return irq_set_irq_wake(irq, 1);
}

static inline int disable_irq_wake(unsigned int irq)
{
	return irq_set_irq_wake(irq, 0);
}

/* What a controller can be asked about a line, beside masking it. */
enum irqchip_irq_state {
	IRQCHIP_STATE_PENDING,		/* arrived, not yet delivered */
	IRQCHIP_STATE_ACTIVE,		/* delivered, not yet ended */
	IRQCHIP_STATE_MASKED,
	IRQCHIP_STATE_LINE_LEVEL,
};

int irq_get_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool *state);
int irq_set_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool state);
int irq_inject_interrupt(unsigned int irq);

/* `threadirqs` on the command line: every handler that can gets a thread. */
extern bool force_irqthreads_enabled;

static inline bool force_irqthreads(void)
{
	return unlikely(force_irqthreads_enabled);
}

/* A section of their own, so that a backtrace can tell where an interrupt began. */
#ifndef __irq_entry
#define __irq_entry __section(".irqentry.text")
#endif
#define __softirq_entry __section(".softirqentry.text")

#define hard_irq_disable() do { } while (0)

/* For a line whose source cannot be trusted to have stayed on: find an ISA irq. */
unsigned long probe_irq_on(void);
int probe_irq_off(unsigned long val);
unsigned int probe_irq_mask(unsigned long val);

int early_irq_init(void);
int show_interrupts(struct seq_file *p, void *v);
void ack_bad_irq(unsigned int irq);

/*
 * Softirqs.  The order is the priority: on each pass the lowest number runs
 * first.  The names are in softirq_to_name[].
 */
enum {
	HI_SOFTIRQ = 0,		/* tasklet_hi_schedule() */
	TIMER_SOFTIRQ,		/* struct timer_list */
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	BLOCK_SOFTIRQ,
	IRQ_POLL_SOFTIRQ,
	TASKLET_SOFTIRQ,	/* tasklet_schedule() */
	SCHED_SOFTIRQ,		/* load balancing */
	HRTIMER_SOFTIRQ,	/* soft hrtimers */
	RCU_SOFTIRQ,		/* callbacks; last by intention */

	NR_SOFTIRQS
};

extern const char * const softirq_to_name[NR_SOFTIRQS];

struct softirq_action {
	void (*action)(struct softirq_action *);
};

#define set_softirq_pending(x) this_cpu_write(__softirq_pending, (x))
#define or_softirq_pending(x) this_cpu_or(__softirq_pending, (x))

void softirq_init(void);
void open_softirq(int nr, void (*action)(struct softirq_action *));
void raise_softirq(unsigned int nr);
void raise_softirq_irqoff(unsigned int nr);
void __raise_softirq_irqoff(unsigned int nr);
void do_softirq(void);
void __do_softirq(void);

DECLARE_PER_CPU(struct task_struct *, ksoftirqd);

static inline struct task_struct *this_cpu_ksoftirqd(void)
{
	return this_cpu_read(ksoftirqd);
}

/*
 * Tasklets: a function that runs once per schedule, in softirq context, on the
 * CPU that scheduled it, and never on two CPUs at once.
 *
 * New code uses tasklet_setup() and from_tasklet(), whose function gets the
 * tasklet; the older form gets an unsigned long.
 */
struct tasklet_struct {
	struct tasklet_struct *next;	/* C: the CPU's list, irqs off; owned by who set SCHED */
	unsigned long state;		/* A: TASKLET_STATE_* */
	atomic_t count;			/* A: depth of tasklet_disable() */
	bool use_callback;		/* I: which of the two forms */
	union {
		void (*func)(unsigned long data);		/* I */
		void (*callback)(struct tasklet_struct *t);	/* I */
	};
	unsigned long data;		/* I: for func */
};

enum {
	TASKLET_STATE_SCHED,	/* on a list, or about to be */
	TASKLET_STATE_RUN,	/* its function runs on some CPU */
};

#define __TASKLET_NEW(name, _callback, _count)				\
struct tasklet_struct name = {						\
	.count = ATOMIC_INIT(_count),					\
	.use_callback = true,						\
	.callback = _callback,						\
}
#define __TASKLET_OLD(name, _func, _data, _count)			\
struct tasklet_struct name = {						\
	.count = ATOMIC_INIT(_count),					\
	.func = _func,							\
	.data = _data,							\
}
#define __TASKLET_2(name, callback) __TASKLET_NEW(name, callback, 0)
#define __TASKLET_3(name, func, data) __TASKLET_OLD(name, func, data, 0)
#define __TASKLET_DISABLED_2(name, callback) __TASKLET_NEW(name, callback, 1)
#define __TASKLET_DISABLED_3(name, func, data) __TASKLET_OLD(name, func, data, 1)
#define __TASKLET_PICK(a, b, c, form, ...) form

/* With two arguments as today, or with three as until Linux 5.8. */
#define DECLARE_TASKLET(...) \
	__TASKLET_PICK(__VA_ARGS__, __TASKLET_3, __TASKLET_2, )(__VA_ARGS__)
#define DECLARE_TASKLET_DISABLED(...) \
	__TASKLET_PICK(__VA_ARGS__, __TASKLET_DISABLED_3, __TASKLET_DISABLED_2, )(__VA_ARGS__)
#define DECLARE_TASKLET_OLD(name, func) __TASKLET_OLD(name, func, 0, 0)
#define DECLARE_TASKLET_DISABLED_OLD(name, func) __TASKLET_OLD(name, func, 0, 1)

#define from_tasklet(var, callback_tasklet, tasklet_fieldname) \
	container_of(callback_tasklet, __typeof__(*var), tasklet_fieldname)

/* kernel/bh/tasklet.c */
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void __tasklet_schedule(struct tasklet_struct *t);
void __tasklet_hi_schedule(struct tasklet_struct *t);
void tasklet_hi_schedule_first(struct tasklet_struct *t);
void tasklet_kill(struct tasklet_struct *t);
void tasklet_unlock(struct tasklet_struct *t);
void tasklet_unlock_wait(struct tasklet_struct *t);
void tasklet_unlock_spin_wait(struct tasklet_struct *t);

/**
 * tasklet_schedule - have the tasklet run soon on this CPU
 *
 * Once, however often this is called before it starts; called while it runs, it
 * runs again.
 *
 * Context: any but NMI.
 */
static inline void tasklet_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_schedule(t);
}

/* The same before all other softirqs. */
static inline void tasklet_hi_schedule(struct tasklet_struct *t)
{
	if (!test_and_set_bit(TASKLET_STATE_SCHED, &t->state))
		__tasklet_hi_schedule(t);
}

static inline bool tasklet_trylock(struct tasklet_struct *t)
{
	return !test_and_set_bit(TASKLET_STATE_RUN, &t->state);
}

/**
 * tasklet_disable_nosync - start no new run; one that is under way goes on
 *
 * The barrier pairs with the one in tasklet_trylock(): whoever takes RUN after this
 * sees the count.
 */
static inline void tasklet_disable_nosync(struct tasklet_struct *t)
{
	atomic_inc(&t->count);
	smp_mb__after_atomic();
}

/* Disable and busy-wait, where sleeping is not possible.  Not for new code. */
static inline void tasklet_disable_in_atomic(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_spin_wait(t);
	smp_mb();	/* pairs with tasklet_unlock(): its run is visible here */
}

/* Disable, and wait until no run is under way.  May sleep. */
static inline void tasklet_disable(struct tasklet_struct *t)
{
	tasklet_disable_nosync(t);
	tasklet_unlock_wait(t);
	smp_mb();	/* pairs with tasklet_unlock(): its run is visible here */
}

/* What was scheduled while disabled runs now. */
static inline void tasklet_enable(struct tasklet_struct *t)
{
	smp_mb__before_atomic();	/* pairs with tasklet_trylock() of the next run */
	atomic_dec(&t->count);
}

#endif /* LINUX_INTERRUPT_H */
