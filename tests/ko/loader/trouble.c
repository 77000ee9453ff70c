// SPDX-License-Identifier: MIT
/* An init function that does not do what it should: insmod trouble.ko how=oops */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/workqueue.h>

static char *how = "error";
module_param(how, charp, 0444);

static noinline void write_to_null(void)
{
	*(volatile int *)0 = 1;
}

/* The core of the module, not its init part: this text is read-only. */
static noinline void write_to_text(void)
{
	*(volatile char *)write_to_null = 0x90;
}

static void on_work(struct work_struct *unused)
{
	write_to_null();
}
static DECLARE_WORK(work, on_work);

static int __init trouble_init(void)
{
	if (!strcmp(how, "positive"))
		return 3;
	if (!strcmp(how, "oops"))
		write_to_null();
	if (!strcmp(how, "text"))
		write_to_text();
	if (!strcmp(how, "work")) {
		schedule_work(&work);
		return 0;
	}
	if (!strcmp(how, "data")) {
		static char code[] = { 0xc3 };

		((void (*)(void))code)();
	}
	return !strcmp(how, "fine") ? 0 : -ENODEV;
}

static void __exit trouble_exit(void)
{
	flush_work(&work);
}

module_init(trouble_init);
module_exit(trouble_exit);

MODULE_LICENSE("GPL");
