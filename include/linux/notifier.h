/* SPDX-License-Identifier: MIT */
/* linux/notifier.h - lists of callbacks, called in order of priority */
#ifndef LINUX_NOTIFIER_H
#define LINUX_NOTIFIER_H

#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define NOTIFY_DONE		0x0000			/* don't care */
#define NOTIFY_OK		0x0001			/* suits me */
#define NOTIFY_STOP_MASK	0x8000			/* don't call further */
#define NOTIFY_BAD		(NOTIFY_STOP_MASK | 0x0002)
#define NOTIFY_STOP		(NOTIFY_OK | NOTIFY_STOP_MASK)

struct notifier_block;

typedef int (*notifier_fn_t)(struct notifier_block *nb, unsigned long action, void *data);

struct notifier_block {
	notifier_fn_t			notifier_call;	/* I */
	struct notifier_block		*next;		/* L: written under the head's lock */
	int				priority;	/* I: higher is called earlier */
};

/* Called from any context, NMI included; (un)registered from where a spinlock may be taken. */
struct atomic_notifier_head {
	spinlock_t		lock;
	struct notifier_block	*head;	/* L to write; readers follow it without */
};

#define ATOMIC_NOTIFIER_INIT(name)	{ .lock = __SPIN_LOCK_UNLOCKED(name.lock), .head = NULL }
#define ATOMIC_NOTIFIER_HEAD(name)	\
	struct atomic_notifier_head name = ATOMIC_NOTIFIER_INIT(name)

int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb);
int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long val, void *v);

/* Called, registered and unregistered where one may sleep; so may the callbacks. */
struct blocking_notifier_head {
	struct rw_semaphore	rwsem;
	struct notifier_block	*head;	/* rwsem */
};

#define BLOCKING_NOTIFIER_INIT(name)	{ .rwsem = __RWSEM_INITIALIZER(name.rwsem), .head = NULL }
#define BLOCKING_NOTIFIER_HEAD(name)	\
	struct blocking_notifier_head name = BLOCKING_NOTIFIER_INIT(name)

int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb);
int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh,
				       struct notifier_block *nb);
int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long val, void *v);

/* Without a lock of its own: whoever uses it sees to that. */
struct raw_notifier_head {
	struct notifier_block	*head;
};

#define RAW_NOTIFIER_INIT(name)		{ .head = NULL }
#define RAW_NOTIFIER_HEAD(name)		struct raw_notifier_head name = RAW_NOTIFIER_INIT(name)
#define RAW_INIT_NOTIFIER_HEAD(name)	((name)->head = NULL)

int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb);
int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long val, void *v);

/* An error number as an answer that stops the chain, and back. */
static inline int notifier_from_errno(int err)
{
	return err ? NOTIFY_STOP_MASK | (NOTIFY_OK - err) : NOTIFY_OK;
}

static inline int notifier_to_errno(int ret)
{
	ret &= ~NOTIFY_STOP_MASK;
	return ret > NOTIFY_OK ? NOTIFY_OK - ret : 0;
}

#endif /* LINUX_NOTIFIER_H */
