// SPDX-License-Identifier: MIT
/* A misc device with ioctl and a wait queue, used from inside the kernel. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(queue);
static int tokens;

static __poll_t dev_poll(struct file *file, poll_table *table)
{
	poll_wait(file, &queue, table);
	return (READ_ONCE(tokens) ? EPOLLIN | EPOLLRDNORM : 0) | EPOLLOUT | EPOLLWRNORM;
}

static ssize_t dev_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	if (!READ_ONCE(tokens) && (file->f_flags & O_NONBLOCK))
		return -EAGAIN;
	if (wait_event_interruptible(queue, READ_ONCE(tokens)))
		return -ERESTARTSYS;
	tokens--;
	if (count < 2 || copy_to_user(to, "t\n", 2))
		return -EFAULT;
	return 2;
}

static ssize_t dev_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	tokens += count;
	wake_up_interruptible(&queue);
	return count;
}

static const struct file_operations fops = {
	.owner = THIS_MODULE,
	.read = dev_read,
	.write = dev_write,
	.poll = dev_poll,
	.llseek = noop_llseek,
};

static struct miscdevice misc = {
	.minor = MISC_DYNAMIC_MINOR, .name = "oracle_misc", .fops = &fops, .mode = 0640};
static struct miscdevice twin = {
	.minor = MISC_DYNAMIC_MINOR, .name = "oracle_misc2", .fops = &fops};

static void events(const char *what)
{
	struct file *file = filp_open("/dev/oracle_misc", O_RDWR, 0);

	if (IS_ERR(file)) {
		pr_info("%s: open %ld\n", what, PTR_ERR(file));
		return;
	}
	pr_info("%s: events %x\n", what, (__force unsigned int)vfs_poll(file, NULL));
	filp_close(file, NULL);
}

static int __init misc_dev_init(void)
{
	int ret = misc_register(&misc);

	pr_info("register %d\n", ret);
	if (ret)
		return ret;
	twin.minor = misc.minor;
	pr_info("the same minor %d\n", misc_register(&twin));
	events("empty");
	tokens = 3;
	events("three");
	return 0;
}

static void __exit misc_dev_exit(void)
{
	misc_deregister(&misc);
	pr_info("tokens %d\n", tokens);
}

module_init(misc_dev_init);
module_exit(misc_dev_exit);

MODULE_LICENSE("Dual MIT/GPL");
