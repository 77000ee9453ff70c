// SPDX-License-Identifier: MIT
/* Parameters of every kind. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static unsigned char a_byte = 1;
static short a_short = -2;
static unsigned short a_ushort = 3;
static int an_int = -4;
static unsigned int a_uint = 5;
static long a_long = -6;
static unsigned long a_ulong = 7;
static char *a_text = "initial";
static bool a_bool, inverse;
static char room[8] = "none";
static int list[4] = { 1, 2, 3, 4 };
static int count;

module_param(a_byte, byte, 0444);
module_param(a_short, short, 0444);
module_param(a_ushort, ushort, 0444);
module_param(an_int, int, 0644);
module_param(a_uint, uint, 0444);
module_param(a_long, long, 0444);
module_param(a_ulong, ulong, 0444);
module_param_named(text, a_text, charp, 0444);
module_param(a_bool, bool, 0444);
module_param_named(not, inverse, invbool, 0444);
module_param_string(room, room, sizeof(room), 0444);
module_param_array(list, int, &count, 0444);
MODULE_PARM_DESC(text, "any text");

static int __init params_init(void)
{
	pr_info("params: %u %d %u %d %u %ld %lu\n", a_byte, a_short, a_ushort, an_int, a_uint,
		a_long, a_ulong);
	pr_info("params: '%s' %d %d '%s' %d: %d %d %d %d\n", a_text, a_bool, inverse, room, count,
		list[0], list[1], list[2], list[3]);
	return 0;
}

static void __exit params_exit(void)
{
}

module_init(params_init);
module_exit(params_exit);

MODULE_LICENSE("GPL");
