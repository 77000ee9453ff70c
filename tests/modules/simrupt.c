// SPDX-License-Identifier: MIT
/*
 * A device made of software, and the whole way of its interrupts: a timer plays the
 * wire, an irq_chip of our own the controller, and each datum goes
 *
 *     timer -> irq -> top half --fast FIFO--> tasklet -> work item --> log
 *              (hardirq)                      (softirq)  (process)
 *
 * insmod simrupt.ko period=10 count=5     one interrupt each 10 ms, wait for five
 * insmod simrupt.ko                       until it is removed
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

#define LETTERS 26

static unsigned int period = 10;
module_param(period, uint, 0444);
MODULE_PARM_DESC(period, "milliseconds between two interrupts");

static unsigned int count;
module_param(count, uint, 0444);
MODULE_PARM_DESC(count, "wait for so many, then stop; 0: go on");

/* ---- the device and its controller ---- */

static unsigned int line;		/* Linux's number of the interrupt */
static char data_register;		/* what the device has to say, until the next */
static unsigned int raised;

static void simrupt_mask(struct irq_data *data)
{
	pr_info("simrupt: chip: mask\n");
}

static void simrupt_unmask(struct irq_data *data)
{
	pr_info("simrupt: chip: unmask\n");
}

static struct irq_chip simrupt_chip = {
	.name = "simrupt",
	.irq_mask = simrupt_mask,
	.irq_unmask = simrupt_unmask,
};

static void play_device(struct timer_list *timer)
{
	data_register = 'a' + raised++ % LETTERS;
	generic_handle_irq_safe(line);
	if (!count || raised < count)
		mod_timer(timer, jiffies + msecs_to_jiffies(period));
}

static DEFINE_TIMER(device_timer, play_device);

/* ---- the driver ---- */

static DEFINE_KFIFO(fast, char, 16);		/* top half puts, tasklet takes */
static DEFINE_KFIFO(slow, char, 64);		/* tasklet puts, work item takes */
static DEFINE_MUTEX(reader);			/* one work item after the other */
static DECLARE_COMPLETION(enough);
static struct workqueue_struct *queue;
static unsigned int seen, lost;

static void consume(struct work_struct *work)
{
	char c;

	mutex_lock(&reader);
	while (kfifo_get(&slow, &c)) {
		pr_info("simrupt: %s: '%c' in process context\n", __func__, c);
		if (++seen == count)
			complete(&enough);
	}
	mutex_unlock(&reader);
}

static DECLARE_WORK(consume_work, consume);

static void move(struct tasklet_struct *unused)
{
	char c;

	while (kfifo_get(&fast, &c))
		if (!kfifo_put(&slow, c))
			lost++;
	pr_info("simrupt: %s: %s\n", __func__, in_serving_softirq() ? "softirq" : "?");
	queue_work(queue, &consume_work);
}

static DECLARE_TASKLET(move_tasklet, move);

/* As short as it can be: read the device, hand over. */
static irqreturn_t top_half(int irq, void *dev_id)
{
	char c = data_register;

	if (!kfifo_put(&fast, c))
		lost++;
	pr_info("simrupt: %s: irq %d brings '%c', interrupts %s\n", __func__, irq, c,
		irqs_disabled() ? "off" : "on");
	tasklet_schedule(&move_tasklet);
	return IRQ_HANDLED;
}

static int make_line(void)
{
	int irq = irq_alloc_desc(0);

	if (irq < 0)
		return irq;
	line = irq;
	irq_set_chip_and_handler_name(line, &simrupt_chip, handle_simple_irq, "simple");
	irq_set_status_flags(line, IRQ_NOPROBE);
	return 0;
}

/* A module that is built in may start a second time. */
static void begin_anew(void)
{
	raised = seen = lost = 0;
	reinit_completion(&enough);
}

static int __init simrupt_init(void)
{
	int ret = make_line();

	begin_anew();
	if (ret)
		return ret;
	queue = alloc_workqueue("simrupt", WQ_UNBOUND, 1);
	if (!queue) {
		ret = -ENOMEM;
		goto err_line;
	}
	ret = request_irq(line, top_half, 0, "simrupt", &line);
	if (ret)
		goto err_queue;
	pr_info("simrupt: irq %u, each %u ms\n", line, period);
	mod_timer(&device_timer, jiffies + msecs_to_jiffies(period));
	if (count)
		wait_for_completion(&enough);
	return 0;

err_queue:
	destroy_workqueue(queue);
err_line:
	irq_free_desc(line);
	return ret;
}

/* From the source to the sink: nothing new comes after each step. */
static void __exit simrupt_exit(void)
{
	del_timer_sync(&device_timer);
	free_irq(line, &line);
	tasklet_kill(&move_tasklet);
	destroy_workqueue(queue);
	irq_free_desc(line);
	pr_info("simrupt: %u raised, %u seen, %u lost\n", raised, seen, lost);
}

module_init(simrupt_init);
module_exit(simrupt_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A simulated interrupt and every kind of deferred work behind it");
