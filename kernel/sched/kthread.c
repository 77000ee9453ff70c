// SPDX-License-Identifier: MIT
/*
 * kernel/sched/kthread.c - threads of the kernel: made, asked to stop, parked
 *
 * How it works
 *
 *   kthread_create() makes a task whose first function is kthread(); it sleeps
 *   until wake_up_process().  kthread() looks whether it has been stopped
 *   before it ever ran, and if not calls the thread's function.
 *
 *       kthread_stop(k)                     k
 *       SHOULD_STOP = 1
 *       wake_up_process(k)  ------------->  kthread_should_stop(): true
 *       wait for exited                     return value
 *                           <-------------  exited completed, value kept
 *       value
 *
 *   Parking is the same without the end: the thread waits in TASK_PARKED until
 *   it is unparked.
 *
 * Locking: flags are atomic bits; the rest is written by the thread itself
 * before a completion tells about it.
 *
 * Compared with Linux: there, kthreadd (pid 2) makes the thread, lest it inherit
 * from who asked.  Here who asks makes it, and it inherits nothing from him; kthreadd
 * is only the parent of all threads, and they may run where it may.
 *
 * See also: tests/unit/kthread_test.c.
 */

#include <linux/bitops.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/stdarg.h>

#include "sched.h"

enum kthread_bits {
	KTHREAD_IS_PER_CPU,
	KTHREAD_SHOULD_STOP,
	KTHREAD_SHOULD_PARK,
};

/* task->worker_private of every kthread; lives as long as the task. */
struct kthread {
	unsigned long flags;		/* A: enum kthread_bits */
	unsigned int cpu;		/* I: for KTHREAD_IS_PER_CPU */
	long result;			/* T: before exited */
	int (*threadfn)(void *data);	/* I */
	void *data;			/* I */
	struct completion parked;
	struct completion exited;
};

struct task_struct *kthreadd_task;
DECLARE_COMPLETION(kthreadd_done);

static inline struct kthread *to_kthread(struct task_struct *k)
{
	WARN_ON_ONCE(!(k->flags & PF_KTHREAD) || !k->worker_private);
	return k->worker_private;
}

/* NULL for a task that is no kthread, as for the threads of the boot. */
static inline struct kthread *maybe_kthread(struct task_struct *k)
{
	return k->flags & PF_KTHREAD ? k->worker_private : NULL;
}

void free_kthread_struct(struct task_struct *k)
{
	kfree(k->worker_private);
}

/**
 * kthread_should_stop - has somebody called kthread_stop() on this thread?
 * Context: a kthread.
 */
bool kthread_should_stop(void)
{
	return test_bit(KTHREAD_SHOULD_STOP, &to_kthread(current)->flags);
}
EXPORT_SYMBOL(kthread_should_stop);

bool __kthread_should_park(struct task_struct *k)
{
	return test_bit(KTHREAD_SHOULD_PARK, &to_kthread(k)->flags);
}
EXPORT_SYMBOL(__kthread_should_park);

/**
 * kthread_should_park - shall this thread call kthread_parkme()?
 * Context: a kthread.
 */
bool kthread_should_park(void)
{
	return __kthread_should_park(current);
}
EXPORT_SYMBOL(kthread_should_park);

/**
 * kthread_data - what kthread_create() was given
 * Context: any.
 */
void *kthread_data(struct task_struct *k)
{
	return to_kthread(k)->data;
}
EXPORT_SYMBOL(kthread_data);

void *kthread_probe_data(struct task_struct *k)
{
	struct kthread *kthread = maybe_kthread(k);

	return kthread ? kthread->data : NULL;
}

void *kthread_func(struct task_struct *k)
{
	struct kthread *kthread = maybe_kthread(k);

	return kthread ? (void *)kthread->threadfn : NULL;
}
EXPORT_SYMBOL(kthread_func);

/* ---- the thread's side --------------------------------------------------------- */

static void parkme(struct kthread *self)
{
	for (;;) {
		/*
		 * Not prepare-check-schedule with a plain state: a wake-up meant for
		 * something else must not end the parking, so the loop looks again.
		 */
		set_special_state(TASK_PARKED);
		if (!test_bit(KTHREAD_SHOULD_PARK, &self->flags))
			break;
		/* The waiter may look at our state: no preemption from here to the switch. */
		preempt_disable();
		complete(&self->parked);
		schedule_preempt_disabled();
		preempt_enable();
	}
	__set_current_state(TASK_RUNNING);
}

/**
 * kthread_parkme - wait, if asked to, until unparked
 * Context: the kthread, may sleep.
 */
void kthread_parkme(void)
{
	parkme(to_kthread(current));
}
EXPORT_SYMBOL(kthread_parkme);

static int kthread(void *arg)
{
	struct kthread *self = arg;

	if (test_bit(KTHREAD_SHOULD_STOP, &self->flags))
		return -EINTR;
	parkme(self);
	return self->threadfn(self->data);
}

/* do_exit() of any task: preemption off. */
void kthread_exit_notify(struct task_struct *p, long code)
{
	struct kthread *self = maybe_kthread(p);

	if (!self)
		return;
	self->result = code;
	complete_all(&self->exited);
}

/**
 * kthread_complete_and_exit - complete @comp, then end the thread
 *
 * For a thread whose code goes away when it is done: complete() cannot return
 * into code that the waiter has unloaded.
 *
 * Context: the kthread.
 */
void __noreturn kthread_complete_and_exit(struct completion *comp, long code)
{
	if (comp)
		complete(comp);
	do_exit(code);
}
EXPORT_SYMBOL(kthread_complete_and_exit);

/* ---- making one ------------------------------------------------------------------ */

static struct kthread *alloc_kthread(int (*threadfn)(void *), void *data)
{
	struct kthread *self = kzalloc(sizeof(*self), GFP_KERNEL);

	if (!self)
		return NULL;
	self->threadfn = threadfn;
	self->data = data;
	init_completion(&self->parked);
	init_completion(&self->exited);
	return self;
}

static __printf(3, 0)
struct task_struct *kthread_create_args(int (*threadfn)(void *), void *data, const char *namefmt,
					va_list args)
{
	struct kthread *self = alloc_kthread(threadfn, data);
	char name[TASK_COMM_LEN];
	struct task_struct *k;

	if (!self)
		return ERR_PTR(-ENOMEM);
	vsnprintf(name, sizeof(name), namefmt, args);
	k = create_task(kthread, self, name);
	if (IS_ERR(k)) {
		kfree(self);
		return k;
	}
	k->worker_private = self;
	WRITE_ONCE(k->__state, TASK_UNINTERRUPTIBLE);
	return k;
}

/**
 * kthread_create_on_node - make a thread that sleeps until wake_up_process()
 * @node: memory node, ignored: there is one
 * Context: a task, may sleep.
 * Return: the task or an ERR_PTR.
 */
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data, int node,
					   const char namefmt[], ...)
{
	struct task_struct *k;
	va_list args;

	va_start(args, namefmt);
	k = kthread_create_args(threadfn, data, namefmt, args);
	va_end(args);
	return k;
}
EXPORT_SYMBOL(kthread_create_on_node);

/**
 * kthread_create_on_cpu - the same, for one CPU only
 * @namefmt: may contain one %u, for the CPU
 * Context: a task, may sleep.
 * Return: the task or an ERR_PTR.
 */
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data,
					  unsigned int cpu, const char *namefmt)
{
	struct task_struct *k = kthread_create_on_node(threadfn, data, -1, namefmt, cpu);

	if (IS_ERR(k))
		return k;
	kthread_bind(k, cpu);
	to_kthread(k)->cpu = cpu;
	return k;
}
EXPORT_SYMBOL(kthread_create_on_cpu);

/**
 * kthread_bind_mask - let a thread that has not yet run run on these CPUs only
 * Context: any; between kthread_create() and wake_up_process().
 */
void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask)
{
	unsigned long flags;
	struct rq *rq;

	if (!wait_task_inactive(k, TASK_UNINTERRUPTIBLE)) {
		WARN_ON(1);
		return;
	}
	rq = task_rq_lock(k, &flags);
	do_set_cpus_allowed(k, mask);
	k->flags |= PF_NO_SETAFFINITY;
	task_rq_unlock(rq, &flags);
}
EXPORT_SYMBOL(kthread_bind_mask);

/**
 * kthread_bind - the same with one CPU
 * Context: any; between kthread_create() and wake_up_process().
 */
void kthread_bind(struct task_struct *k, unsigned int cpu)
{
	kthread_bind_mask(k, cpumask_of(cpu));
}
EXPORT_SYMBOL(kthread_bind);

void kthread_set_per_cpu(struct task_struct *k, int cpu)
{
	struct kthread *kthread = to_kthread(k);

	if (cpu < 0) {
		clear_bit(KTHREAD_IS_PER_CPU, &kthread->flags);
		return;
	}
	kthread->cpu = cpu;
	set_bit(KTHREAD_IS_PER_CPU, &kthread->flags);
}

bool kthread_is_per_cpu(struct task_struct *k)
{
	struct kthread *kthread = maybe_kthread(k);

	return kthread && test_bit(KTHREAD_IS_PER_CPU, &kthread->flags);
}

/* ---- the others' side ------------------------------------------------------------- */

/**
 * kthread_unpark - let a parked thread go on
 * Context: any but NMI.
 */
void kthread_unpark(struct task_struct *k)
{
	struct kthread *kthread = to_kthread(k);

	clear_bit(KTHREAD_SHOULD_PARK, &kthread->flags);
	wake_up_state(k, TASK_PARKED);
}
EXPORT_SYMBOL(kthread_unpark);

/**
 * kthread_park - ask a thread to call kthread_parkme(), and wait until it has
 * Context: a task, may sleep.
 * Return: 0, -ENOSYS if the thread has ended, -EBUSY if it is parked already.
 */
int kthread_park(struct task_struct *k)
{
	struct kthread *kthread = to_kthread(k);

	if (WARN_ON(k->flags & PF_EXITING))
		return -ENOSYS;
	if (test_and_set_bit(KTHREAD_SHOULD_PARK, &kthread->flags)) {
		WARN_ON_ONCE(1);
		return -EBUSY;
	}
	reinit_completion(&kthread->parked);
	if (k != current) {
		wake_up_process(k);
		wait_for_completion(&kthread->parked);
		/* It may still run, on another CPU: until it has switched away. */
		WARN_ON_ONCE(!wait_task_inactive(k, TASK_PARKED));
	}
	return 0;
}
EXPORT_SYMBOL(kthread_park);

/**
 * kthread_stop - ask a thread to end, and wait until it has
 *
 * The thread must not end by itself before, unless the caller holds a reference.
 * May be called by several at once if each holds one.
 *
 * Context: a task, may sleep.
 * Return: what the thread's function returned; -EINTR if it never ran.
 */
int kthread_stop(struct task_struct *k)
{
	struct kthread *kthread;
	int ret;

	get_task_struct(k);
	kthread = to_kthread(k);
	set_bit(KTHREAD_SHOULD_STOP, &kthread->flags);
	kthread_unpark(k);
	wake_up_process(k);
	wait_for_completion(&kthread->exited);
	ret = kthread->result;
	put_task_struct(k);
	return ret;
}
EXPORT_SYMBOL(kthread_stop);

/**
 * kthread_stop_put - kthread_stop(), and give back the caller's reference
 * Context: a task, may sleep.
 * Return: as kthread_stop().
 */
int kthread_stop_put(struct task_struct *k)
{
	int ret = kthread_stop(k);

	put_task_struct(k);
	return ret;
}
EXPORT_SYMBOL(kthread_stop_put);

/* Process 2: the parent of all threads.  It has nothing to do but to be there. */
int kthreadd(void *unused)
{
	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return 0;
}
