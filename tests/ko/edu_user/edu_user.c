// SPDX-License-Identifier: MIT
/*
 * tests/ko/edu_user/edu_user.c - somebody who has /dev/edu open while others want it gone
 *
 * Asks the device from init to exit, as a program would.
 */

#include <linux/err.h>
#include <linux/fs.h>
#include <linux/module.h>

#include "edu_ioctl.h"

static struct file *file;

static int __init edu_user_init(void)
{
	char answer[16] = "";
	loff_t pos = 0;
	ssize_t ret;

	file = filp_open("/dev/edu", O_RDWR, 0);
	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_write(file, "10", 2, &pos);
	if (ret > 0)
		ret = kernel_read(file, answer, sizeof(answer) - 1, &pos);
	pr_info("edu_user: read %zd: %s", ret, answer);
	return 0;
}

static void __exit edu_user_exit(void)
{
	pr_info("edu_user: interrupt: %ld\n",
		file->f_op->unlocked_ioctl(file, EDU_IOC_INTERRUPT, 0));
	filp_close(file, NULL);
}

module_init(edu_user_init);
module_exit(edu_user_exit);

MODULE_LICENSE("GPL");
