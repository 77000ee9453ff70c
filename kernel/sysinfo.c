// SPDX-License-Identifier: MIT
/* kernel/sysinfo.c - what a program asks about the machine: sysinfo(), getcpu() */

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/task.h>
#include <linux/smp.h>
#include <linux/syscalls.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <uapi/linux/sysinfo.h>

_Static_assert(sizeof(struct sysinfo) == 112 || sizeof(long) == 4, "the ABI's size");

SYSCALL_DEFINE1(sysinfo, struct sysinfo __user *, info)
{
	struct timespec64 up;
	struct sysinfo val = {
		.totalram = totalram_pages() << PAGE_SHIFT,
		.freeram = nr_free_pages() << PAGE_SHIFT,
		.procs = nr_processes(),
		.mem_unit = 1,
	};

	ktime_get_boottime_ts64(&up);
	val.uptime = up.tv_sec + (up.tv_nsec ? 1 : 0);
	get_avenrun(val.loads, 0, SI_LOAD_SHIFT - FSHIFT);
	return copy_to_user(info, &val, sizeof(val)) ? -EFAULT : 0;
}

/* Memory is the same for all CPUs: one node. */
SYSCALL_DEFINE3(getcpu, unsigned int __user *, cpu, unsigned int __user *, node,
		void __user *, unused)
{
	if (cpu && put_user(raw_smp_processor_id(), cpu))
		return -EFAULT;
	if (node && put_user(0, node))
		return -EFAULT;
	return 0;
}
