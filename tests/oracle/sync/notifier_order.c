// SPDX-License-Identifier: MIT
/* Notifier chains: priorities, stopping, what is returned. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/notifier.h>

struct listener {
	struct notifier_block nb;
	const char *name;
	int answer;
};

static int called(struct notifier_block *nb, unsigned long action, void *data)
{
	struct listener *l = container_of(nb, struct listener, nb);

	pr_info("%s: action %lu, %s\n", l->name, action, (const char *)data);
	return l->answer;
}

#define LISTENER(_name, _priority, _answer)                                                        \
	{                                                                                          \
		.nb = {.notifier_call = called, .priority = _priority}, .name = _name,             \
		.answer = _answer                                                                  \
	}

static struct listener listeners[] = {
	LISTENER("low", -10, NOTIFY_DONE),
	LISTENER("first", 0, NOTIFY_OK),
	LISTENER("second", 0, NOTIFY_DONE),
	LISTENER("high", 10, NOTIFY_OK),
};

static ATOMIC_NOTIFIER_HEAD(atomic_chain);
static BLOCKING_NOTIFIER_HEAD(blocking_chain);
static RAW_NOTIFIER_HEAD(raw_chain);

static int __init notifier_order_init(void)
{
	int i;

	pr_info("empty %x\n", blocking_notifier_call_chain(&blocking_chain, 1, "nobody"));
	for (i = 0; i < ARRAY_SIZE(listeners); i++)
		pr_info("register %d\n",
			blocking_notifier_chain_register(&blocking_chain, &listeners[i].nb));
	pr_info("call %x\n", blocking_notifier_call_chain(&blocking_chain, 2, "all"));
	listeners[1].answer = NOTIFY_BAD;
	i = blocking_notifier_call_chain(&blocking_chain, 3, "until bad");
	pr_info("call %x, errno %d\n", i, notifier_to_errno(i));
	listeners[1].answer = NOTIFY_STOP;
	pr_info("call %x\n", blocking_notifier_call_chain(&blocking_chain, 4, "until stop"));
	listeners[1].answer = notifier_from_errno(-EBUSY);
	i = blocking_notifier_call_chain(&blocking_chain, 5, "until error");
	pr_info("call %x, errno %d\n", i, notifier_to_errno(i));
	for (i = 0; i < ARRAY_SIZE(listeners); i++)
		pr_info("unregister %d\n",
			blocking_notifier_chain_unregister(&blocking_chain, &listeners[i].nb));
	pr_info("unregister again %d\n",
		blocking_notifier_chain_unregister(&blocking_chain, &listeners[0].nb));

	listeners[1].answer = NOTIFY_OK;
	pr_info("atomic register %d\n",
		atomic_notifier_chain_register(&atomic_chain, &listeners[1].nb));
	pr_info("atomic call %x\n", atomic_notifier_call_chain(&atomic_chain, 6, "atomic"));
	pr_info("atomic unregister %d\n",
		atomic_notifier_chain_unregister(&atomic_chain, &listeners[1].nb));
	pr_info("raw register %d\n", raw_notifier_chain_register(&raw_chain, &listeners[2].nb));
	pr_info("raw call %x\n", raw_notifier_call_chain(&raw_chain, 7, "raw"));
	pr_info("raw unregister %d\n", raw_notifier_chain_unregister(&raw_chain, &listeners[2].nb));
	return 0;
}

static void __exit notifier_order_exit(void)
{
}

module_init(notifier_order_init);
module_exit(notifier_order_exit);

MODULE_LICENSE("Dual MIT/GPL");
