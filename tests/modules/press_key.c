// SPDX-License-Identifier: MIT
/*
 * Press a key without a finger: the keyboard controller's command 0xD2 has it deliver a byte of
 * ours as if the keyboard had sent it, interrupt included.  insmod press_key.ko code=0x1e ms=20
 */
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/workqueue.h>
#include <asm/processor.h>

#define DATA		0x60
#define COMMAND		0x64	/* read: status */
#define INPUT_FULL	0x02
#define WRITE_OBUF	0xd2

static int code = 0x1e;
module_param(code, int, 0444);
MODULE_PARM_DESC(code, "scan code of set 1; 0x1e is A");

static int ms = 20;
module_param(ms, int, 0444);
MODULE_PARM_DESC(ms, "when, from now");

static void wait_until_accepted(void)
{
	while (inb(COMMAND) & INPUT_FULL)
		cpu_relax();
}

static void press(struct work_struct *work)
{
	wait_until_accepted();
	outb(WRITE_OBUF, COMMAND);
	wait_until_accepted();
	outb(code, DATA);
}

static DECLARE_DELAYED_WORK(press_work, press);

static int __init press_key_init(void)
{
	schedule_delayed_work(&press_work, msecs_to_jiffies(ms));
	return 0;
}

static void __exit press_key_exit(void)
{
	cancel_delayed_work_sync(&press_work);
}

module_init(press_key_init);
module_exit(press_key_exit);

MODULE_LICENSE("Dual MIT/GPL");
MODULE_DESCRIPTION("A key press by the keyboard controller's own command");
