// SPDX-License-Identifier: MIT
/* Everything in a module that the loader has to treat apart. */
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include <asm/extable.h>

static DEFINE_PER_CPU(int, counter) = 17;
static DEFINE_PER_CPU(int *, pointer) = NULL;
static DEFINE_SPINLOCK(lock);
static LIST_HEAD(list);
static int zeroed[1000];
static int __initdata at_first = 5;
static const char * const words[] = { "one", "two" };

extern int no_such_function(void) __attribute__((weak));

static const char *state_name(unsigned long state)
{
	switch (state) {
	case MODULE_STATE_LIVE:
		return "live";
	case MODULE_STATE_COMING:
		return "coming";
	case MODULE_STATE_GOING:
		return "going";
	}
	return "?";
}

static int on_state(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	pr_info("parts: %s is %s\n", mod->name, state_name(state));
	return NOTIFY_OK;
}

static struct notifier_block watch = { .notifier_call = on_state };

/* Reads where nothing is; the exception table of this module says where to go on. */
static noinline int try_to_read(const int *address)
{
	int value = 0;

	asm volatile("1: movl (%1), %0\n"
		     "2:\n"
		     _ASM_EXTABLE(1b, 2b) : "+r" (value) : "r" (address));
	return value;
}

static noinline void warn_here(void)
{
	WARN(1, "parts: a warning of a module\n");
}

static int __init parts_init(void)
{
	char name[KSYM_SYMBOL_LEN];

	this_cpu_inc(counter);
	this_cpu_write(pointer, zeroed);
	spin_lock(&lock);
	spin_unlock(&lock);
	pr_info("parts: per-CPU %d, %d, list %d, zero %d, init data %d, %s %s\n",
		this_cpu_read(counter), *this_cpu_read(pointer), list_empty(&list), zeroed[999],
		at_first, words[0], words[1]);
	pr_info("parts: weak %d, fault gives %d\n", no_such_function ? 1 : 0,
		try_to_read((const int *)0x10));
	sprint_symbol(name, (unsigned long)on_state);
	pr_info("parts: I am %s, %d user(s)\n", name, (int)module_refcount(THIS_MODULE));
	warn_here();
	register_module_notifier(&watch);
	return 0;
}

static void __exit parts_exit(void)
{
	unregister_module_notifier(&watch);
	pr_info("parts: get %d\n", try_module_get(THIS_MODULE));
}

module_init(parts_init);
module_exit(parts_exit);

MODULE_LICENSE("GPL");
