// SPDX-License-Identifier: MIT
/* A producer, a filter and a consumer: three threads, two bounded queues. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/completion.h>
#include <linux/kfifo.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

#define NUMBERS 20

struct channel {
	DECLARE_KFIFO(fifo, int, 4);
	spinlock_t lock;
	wait_queue_head_t filled, emptied;
};

static struct channel first, second;
static DECLARE_COMPLETION(done);

static void channel_init(struct channel *c)
{
	INIT_KFIFO(c->fifo);
	spin_lock_init(&c->lock);
	init_waitqueue_head(&c->filled);
	init_waitqueue_head(&c->emptied);
}

static void send(struct channel *c, int value)
{
	wait_event(c->emptied, kfifo_in_spinlocked(&c->fifo, &value, 1, &c->lock));
	wake_up(&c->filled);
}

static int receive(struct channel *c)
{
	int value;

	wait_event(c->filled, kfifo_out_spinlocked(&c->fifo, &value, 1, &c->lock));
	wake_up(&c->emptied);
	return value;
}

static int producer(void *unused)
{
	int i;

	for (i = 1; i <= NUMBERS; i++)
		send(&first, i);
	send(&first, 0);
	return 0;
}

static int filter(void *unused)
{
	int value;

	while ((value = receive(&first)))
		if (value % 2)
			send(&second, value * value);
	send(&second, 0);
	return 0;
}

static int consumer(void *unused)
{
	int value, sum = 0;

	while ((value = receive(&second))) {
		sum += value;
		pr_info("%d, together %d\n", value, sum);
	}
	complete(&done);
	return 0;
}

static int __init pipeline_init(void)
{
	channel_init(&first);
	channel_init(&second);
	kthread_run(consumer, NULL, "consumer");
	kthread_run(filter, NULL, "filter");
	kthread_run(producer, NULL, "producer");
	wait_for_completion(&done);
	pr_info("empty %d %d\n", kfifo_is_empty(&first.fifo), kfifo_is_empty(&second.fifo));
	return 0;
}

static void __exit pipeline_exit(void)
{
}

module_init(pipeline_init);
module_exit(pipeline_exit);

MODULE_LICENSE("Dual MIT/GPL");
