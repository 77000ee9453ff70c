/* SPDX-License-Identifier: MIT */
/*
 * linux/kthread.h - threads of the kernel
 *
 * A new one sleeps until wake_up_process(); its parent is kthreadd, pid 2.  It
 * ends when its function returns; kthread_stop() asks for that and fetches the
 * value.
 */
#ifndef LINUX_KTHREAD_H
#define LINUX_KTHREAD_H

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

/* kernel/main.c starts it and lets kernel_init() wait until it is there. */
extern struct task_struct *kthreadd_task;
extern struct completion kthreadd_done;
int kthreadd(void *unused);

__printf(4, 5)
struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data, int node,
					   const char namefmt[], ...);
struct task_struct *kthread_create_on_cpu(int (*threadfn)(void *data), void *data,
					  unsigned int cpu, const char *namefmt);

#define kthread_create(threadfn, data, namefmt, arg...) \
	kthread_create_on_node(threadfn, data, -1, namefmt, ##arg)
#define kthread_run(threadfn, data, namefmt, ...) ({			\
	struct task_struct *__k = kthread_create(threadfn, data, namefmt, ##__VA_ARGS__); \
	if (!IS_ERR(__k))						\
		wake_up_process(__k);					\
	__k; })

static inline struct task_struct *kthread_run_on_cpu(int (*threadfn)(void *data), void *data,
						     unsigned int cpu, const char *namefmt)
{
	struct task_struct *p = kthread_create_on_cpu(threadfn, data, cpu, namefmt);

	if (!IS_ERR(p))
		wake_up_process(p);
	return p;
}

void kthread_bind(struct task_struct *k, unsigned int cpu);
void kthread_bind_mask(struct task_struct *k, const struct cpumask *mask);
int kthread_stop(struct task_struct *k);
int kthread_stop_put(struct task_struct *k);
bool kthread_should_stop(void);
bool __kthread_should_park(struct task_struct *k);
bool kthread_should_park(void);
int kthread_park(struct task_struct *k);
void kthread_unpark(struct task_struct *k);
void kthread_parkme(void);
void kthread_set_per_cpu(struct task_struct *k, int cpu);
bool kthread_is_per_cpu(struct task_struct *k);
void *kthread_func(struct task_struct *k);
void *kthread_data(struct task_struct *k);
void *kthread_probe_data(struct task_struct *k);
void __noreturn kthread_complete_and_exit(struct completion *comp, long code);
void free_kthread_struct(struct task_struct *k);
void kthread_exit_notify(struct task_struct *p, long code);

/* ---- kthread_worker: a thread that runs works one after the other ------------- */

struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);
void kthread_delayed_work_timer_fn(struct timer_list *t);

enum {
	KTW_FREEZABLE = 1 << 0,
};

struct kthread_worker {
	unsigned int flags;			/* I */
	raw_spinlock_t lock;
	struct list_head work_list;		/* lock */
	struct list_head delayed_work_list;	/* lock */
	struct task_struct *task;		/* lock */
	struct kthread_work *current_work;	/* lock */
};

struct kthread_work {
	struct list_head node;			/* worker lock */
	kthread_work_func_t func;		/* I */
	struct kthread_worker *worker;		/* worker lock */
	int canceling;				/* worker lock: cancels under way */
};

struct kthread_delayed_work {
	struct kthread_work work;
	struct timer_list timer;
};

#define KTHREAD_WORK_INIT(work, fn) {					\
	.node = LIST_HEAD_INIT((work).node),				\
	.func = (fn) }
#define KTHREAD_DELAYED_WORK_INIT(dwork, fn) {				\
	.work = KTHREAD_WORK_INIT((dwork).work, (fn)),			\
	.timer = __TIMER_INITIALIZER(kthread_delayed_work_timer_fn, TIMER_IRQSAFE) }
#define DEFINE_KTHREAD_DELAYED_WORK(dwork, fn) \
	struct kthread_delayed_work dwork = KTHREAD_DELAYED_WORK_INIT(dwork, fn)
#define DEFINE_KTHREAD_WORK(work, fn) struct kthread_work work = KTHREAD_WORK_INIT(work, fn)

void __kthread_init_worker(struct kthread_worker *worker, const char *name,
			   struct lock_class_key *key);
#define kthread_init_worker(worker) do {				\
	static struct lock_class_key __key;				\
	__kthread_init_worker((worker), "(" #worker ")->lock", &__key);	\
} while (0)
#define kthread_init_work(work, fn) do {				\
	*(work) = (struct kthread_work){ .func = (fn) };		\
	INIT_LIST_HEAD(&(work)->node);					\
} while (0)
#define kthread_init_delayed_work(dwork, fn) do {			\
	kthread_init_work(&(dwork)->work, (fn));			\
	timer_setup(&(dwork)->timer, kthread_delayed_work_timer_fn, TIMER_IRQSAFE); \
} while (0)

int kthread_worker_fn(void *worker_ptr);
__printf(2, 3)
struct kthread_worker *kthread_create_worker(unsigned int flags, const char namefmt[], ...);
__printf(3, 4)
struct kthread_worker *kthread_create_worker_on_cpu(int cpu, unsigned int flags,
						    const char namefmt[], ...);
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
bool kthread_queue_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
				unsigned long delay);
bool kthread_mod_delayed_work(struct kthread_worker *worker, struct kthread_delayed_work *dwork,
			      unsigned long delay);
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
bool kthread_cancel_work_sync(struct kthread_work *work);
bool kthread_cancel_delayed_work_sync(struct kthread_delayed_work *work);
void kthread_destroy_worker(struct kthread_worker *worker);

#endif /* LINUX_KTHREAD_H */
