// SPDX-License-Identifier: MIT
/* kernel/monitor/commands.c - what the monitor can do, one function a command */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/ctype.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/hrtimer.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kmsg_dump.h>
#include <linux/kstrtox.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/rt.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>
#include <linux/workqueue_hooks.h>

#include <trace/path.h>

#include "monitor.h"

#define MD_DEFAULT_BYTES 64
#define MD_MAX_BYTES 4096
#define MD_LINE 16

static int cmd_help(int argc, char **argv)
{
	for (const struct mon_command *c = mon_commands; c->name; c++)
		mon_printf("%-9s %-28s %s\n", c->name, c->usage, c->help);
	return 0;
}

/* ---- the log and the counts ------------------------------------------------------ */

static int cmd_irqs(int argc, char **argv)
{
	return argc == 1 ? mon_show_file("cat", "/proc/interrupts") : -EINVAL;
}

static int cmd_softirqs(int argc, char **argv)
{
	return argc == 1 ? mon_show_file("cat", "/proc/softirqs") : -EINVAL;
}

static int cmd_dmesg(int argc, char **argv)
{
	struct kmsg_dump_iter iter;
	char line[MON_LINE_MAX];
	size_t length;

	kmsg_dump_rewind(&iter);
	while (kmsg_dump_get_line(&iter, false, line, sizeof(line), &length))
		console_write(line, length);
	return 0;
}

/* ---- tasks and their work ---------------------------------------------------- */

static const char *policy_name(struct task_struct *p)
{
	switch (p->policy) {
	case SCHED_FIFO:
		return "FF";
	case SCHED_RR:
		return "RR";
	case SCHED_IDLE:
		return "IDL";
	}
	return "TS";
}

/* State letter and the marks behind it: < raised, N nice, as ps(1) has them. */
static void format_state(struct task_struct *p, char *text)
{
	*text++ = task_state_to_char(p);
	if (task_nice(p) < 0)
		*text++ = '<';
	else if (task_nice(p) > 0)
		*text++ = 'N';
	*text = '\0';
}

static void show_task(struct task_struct *p)
{
	unsigned int seconds = div_u64(p->se.sum_exec_runtime, NSEC_PER_SEC);
	char state[4], priority[8] = "-", nice[8] = "-", name[TASK_COMM_LEN + 24];

	format_state(p, state);
	if (rt_task(p))
		snprintf(priority, sizeof(priority), "%u", p->rt_priority);
	else
		snprintf(nice, sizeof(nice), "%d", task_nice(p));
	wq_worker_comm(name, sizeof(name), p);
	mon_printf("%7d %7d %-3s %6s %3s %3u %-4s %02u:%02u:%02u %s%s%s\n", p->pid,
		   p->parent ? p->parent->pid : 0, policy_name(p), priority, nice, task_cpu(p),
		   state, seconds / 3600, seconds / 60 % 60, seconds % 60,
		   p->flags & PF_KTHREAD ? "[" : "", name, p->flags & PF_KTHREAD ? "]" : "");
}

/* The columns of `ps -eo pid,ppid,cls,rtprio,ni,psr,stat,time,args`. */
static int cmd_ps(int argc, char **argv)
{
	struct task_struct *p;

	mon_puts("    PID    PPID CLS RTPRIO  NI PSR STAT     TIME COMMAND\n");
	rcu_read_lock();
	for_each_process(p)
		show_task(p);
	rcu_read_unlock();
	return 0;
}

static int cmd_bt(int argc, char **argv)
{
	struct task_struct *p = current;
	int pid;

	if (argc > 2 || (argc == 2 && kstrtoint(argv[1], 10, &pid)))
		return -EINVAL;
	if (argc == 2)
		p = find_task_by_pid(pid);
	if (!p) {
		mon_printf("bt: no task has pid %d\n", pid);
		return -ESRCH;
	}
	show_stack(p == current ? NULL : p, NULL, KERN_INFO);
	return 0;
}

static int cmd_wq(int argc, char **argv)
{
	show_all_workqueues();
	return 0;
}

static int cmd_timers(int argc, char **argv)
{
	sysrq_timer_list_show();
	return 0;
}

/* ---- memory and symbols ------------------------------------------------------ */

static int cmd_mem(int argc, char **argv)
{
	show_mem();
	return 0;
}

/* A number in any base, or the name of a symbol. */
static int parse_address(const char *text, unsigned long *address)
{
	if (!kstrtoul(text, 0, address))
		return 0;
	*address = kallsyms_lookup_name(text);
	if (*address)
		return 0;
	mon_printf("%s: neither a number nor a symbol\n", text);
	return -ENOENT;
}

static int cmd_sym(int argc, char **argv)
{
	unsigned long address;

	if (argc != 2)
		return -EINVAL;
	if (parse_address(argv[1], &address))
		return -ENOENT;
	mon_printf("%016lx %pS\n", address, (void *)address);
	return 0;
}

static int cmd_md(int argc, char **argv)
{
	unsigned long address, length = MD_DEFAULT_BYTES;
	char bytes[MD_LINE], text[128];

	if (argc < 2 || argc > 3 || (argc == 3 && kstrtoul(argv[2], 0, &length)) ||
	    length > MD_MAX_BYTES)
		return -EINVAL;
	if (parse_address(argv[1], &address))
		return -ENOENT;
	for (unsigned long done = 0; done < length; done += MD_LINE) {
		size_t count = min_t(unsigned long, MD_LINE, length - done);

		if (copy_from_kernel_nofault(bytes, (void *)(address + done), count)) {
			mon_printf("%016lx: not mapped\n", address + done);
			return -EFAULT;
		}
		hex_dump_to_buffer(bytes, count, MD_LINE, 1, text, sizeof(text), true);
		mon_printf("%016lx: %s\n", address + done, text);
	}
	return 0;
}

/* ---- the way of an interrupt, tests, measurements, modules ------------------- */

static int show_path(enum path_kind kind, unsigned int irq)
{
	int ret = path_show(kind, irq);

	if (ret == -ETIME)
		mon_puts("path: no such interrupt came\n");
	return ret;
}

static int cmd_path(int argc, char **argv)
{
	unsigned int irq;

	if (argc == 2 && !strcmp(argv[1], "key"))
		return show_path(PATH_KEY, 0);
	if (argc == 2 && !strcmp(argv[1], "tick"))
		return show_path(PATH_TICK, 0);
	if (argc == 3 && !strcmp(argv[1], "irq") && !kstrtouint(argv[2], 0, &irq))
		return show_path(PATH_IRQ, irq);
	return -EINVAL;
}

static int cmd_ktest(int argc, char **argv)
{
	if (argc > 2)
		return -EINVAL;
	if (kunit_run_all(argc == 2 ? argv[1] : "*") == -ENOENT)
		mon_printf("ktest: no suite matches %s\n", argv[1]);
	return 0;
}

static int cmd_bench(int argc, char **argv)
{
	if (argc > 2)
		return -EINVAL;
	if (bench_run(argc == 2 ? argv[1] : "*") == -ENOENT)
		mon_printf("bench: no row matches %s\n", argv[1]);
	return 0;
}

static void show_module(const struct builtin_module *mod, void *arg)
{
	mon_printf("%-16s %s\n", mod->name, mod->state == MODULE_STATE_LIVE ? "Live" : "-");
}

/* mod: list; mod NAME [p=1 ...]: start; mod -r NAME: stop. */
static int cmd_mod(int argc, char **argv)
{
	char arguments[MON_LINE_MAX] = "";
	int ret;

	if (argc == 1) {
		mod_for_each(show_module, NULL);
		return 0;
	}
	if (!strcmp(argv[1], "-r")) {
		if (argc != 3)
			return -EINVAL;
		ret = mod_stop(argv[2]);
	} else {
		for (int i = 2; i < argc; i++) {
			strlcat(arguments, argv[i], sizeof(arguments));
			strlcat(arguments, " ", sizeof(arguments));
		}
		ret = mod_start(argv[1], arguments);
	}
	if (ret)
		mon_printf("mod: %s: %pe\n", argv[argc > 2 && !strcmp(argv[1], "-r") ? 2 : 1],
			   ERR_PTR(ret));
	return 0;
}

static int cmd_sleep(int argc, char **argv)
{
	unsigned int ms;

	if (argc != 2 || kstrtouint(argv[1], 0, &ms))
		return -EINVAL;
	msleep(ms);
	return 0;
}

/* ---- the end ------------------------------------------------------------------ */

static int cmd_panic(int argc, char **argv)
{
	panic("asked for by the monitor");
}

static int cmd_poweroff(int argc, char **argv)
{
	kernel_power_off();
}

static int cmd_reboot(int argc, char **argv)
{
	kernel_restart(NULL);
}

static int cmd_go(int argc, char **argv)
{
	mon_leave();
	return 0;
}

const struct mon_command mon_commands[] = {
	{ "help", "", "this list", cmd_help },
	{ "ps", "", "tasks, with class, nice value, CPU and state", cmd_ps },
	{ "ls", "[-l] [NAME ...]", "the entries of a directory", cmd_ls },
	{ "cat", "FILE ...", "show files; ^C ends one that does not", cmd_cat },
	{ "dmesg", "", "the kernel log again", cmd_dmesg },
	{ "irqs", "", "interrupts so far, by line and CPU", cmd_irqs },
	{ "softirqs", "", "softirqs so far, by vector and CPU", cmd_softirqs },
	{ "wq", "", "workqueues, pools and workers that are busy", cmd_wq },
	{ "timers", "", "clock event devices and pending timers", cmd_timers },
	{ "mem", "", "memory, free and used", cmd_mem },
	{ "bt", "[PID]", "call trace of a task", cmd_bt },
	{ "sym", "NAME|ADDRESS", "address of a symbol, symbol of an address", cmd_sym },
	{ "md", "ADDRESS|SYMBOL [BYTES]", "show memory", cmd_md },
	{ "path", "key|tick|irq N", "the next such interrupt's whole way", cmd_path },
	{ "mod", "[NAME [P=V ...]|-r NAME]", "list, start or stop an example module", cmd_mod },
	{ "insmod", "[-n] NAME [P=V ...]", "load a module; -n: only try", cmd_insmod },
	{ "rmmod", "NAME ...", "unload modules", cmd_rmmod },
	{ "lsmod", "", "modules that are loaded", cmd_lsmod },
	{ "modinfo", "NAME", "what a module says about itself", cmd_modinfo },
	{ "ktest", "[GLOB]", "run the built-in tests", cmd_ktest },
	{ "bench", "[GLOB]", "measure", cmd_bench },
	{ "go", "", "leave the monitor that SysRq-g opened", cmd_go },
	{ "echo", "WORD ... [> FILE]", "print the words, or write them to a file", cmd_echo },
	{ "run", "FILE", "the commands in a file, line by line", cmd_run },
	{ "sleep", "MS", "wait that many milliseconds", cmd_sleep },
	{ "panic", "", "die, to see how that looks", cmd_panic },
	{ "poweroff", "", "end", cmd_poweroff },
	{ "reboot", "", "reset the machine", cmd_reboot },
	{ }
};
