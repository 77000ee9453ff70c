// SPDX-License-Identifier: MIT
/* Parameters of each kind: given to insmod, read and written in /sys. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/moduleparam.h>

static int an_int = 1;
module_param(an_int, int, 0644);
MODULE_PARM_DESC(an_int, "a number");
static unsigned int a_uint = 2;
module_param(a_uint, uint, 0444);
static short a_short = -3;
module_param(a_short, short, 0644);
static unsigned char a_byte = 4;
module_param(a_byte, byte, 0644);
static bool a_bool;
module_param(a_bool, bool, 0644);
static bool inverted;
module_param(inverted, invbool, 0644);
static char *text = "text";
module_param(text, charp, 0644);
static char room[8] = "room";
module_param_string(room, room, sizeof(room), 0644);
static int list[4] = { 1, 2 };
static int listed = 2;
module_param_array(list, int, &listed, 0644);
static unsigned long long big;
module_param_named(large, big, ullong, 0644);
static int hidden;
module_param(hidden, int, 0);

static int set_even(const char *value, const struct kernel_param *kp)
{
	int number, ret = kstrtoint(value, 0, &number);

	if (ret)
		return ret;
	if (number % 2)
		return -EDOM;
	return param_set_int(value, kp);
}

static const struct kernel_param_ops even_ops = { .set = set_even, .get = param_get_int };
static int even;
module_param_cb(even, &even_ops, &even, 0644);

static void show(void)
{
	pr_info("int %d uint %u short %d byte %u bool %d inverted %d text %s room %s\n", an_int,
		a_uint, a_short, a_byte, a_bool, inverted, text, room);
	pr_info("list %d: %d %d %d %d, large %llu hidden %d even %d\n", listed, list[0], list[1],
		list[2], list[3], big, hidden, even);
}

static int __init params_init(void)
{
	show();
	return 0;
}

static void __exit params_exit(void)
{
	show();
}

module_init(params_init);
module_exit(params_exit);

MODULE_LICENSE("Dual MIT/GPL");
