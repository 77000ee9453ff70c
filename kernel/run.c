// SPDX-License-Identifier: MIT
/*
 * kernel/run.c - what the command line asks for once the boot is done
 *
 * In this order: mod= starts example modules, ktest= runs tests and ends, bench=
 * measures and ends, mon= runs monitor commands; then comes the monitor, if mon= asked
 * for it or there is no init program; else process 1 becomes that.
 */

#include <kunit/test.h>
#include <linux/bench.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kdb.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/reboot.h>
#include <linux/string.h>

#include <asm/arch.h>

#include "run.h"

#define MODS_MAX 8

static char *ktest_glob, *bench_glob, *mon_commands;
static char *mods[MODS_MAX];
static int mod_count;

static int __init set_ktest(char *value)
{
	ktest_glob = value;
	return 1;
}
__setup("ktest=", set_ktest);

/* "bench" alone means every row. */
static int __init set_bench(char *value)
{
	bench_glob = *value == '=' ? value + 1 : "*";
	return 1;
}
__setup("bench", set_bench);

static int __init set_mon(char *value)
{
	mon_commands = value;
	return 1;
}
__setup("mon=", set_mon);

static int __init add_mod(char *value)
{
	if (mod_count == MODS_MAX)
		pr_warn("mod=%s: at most %d modules can be started at boot\n", value, MODS_MAX);
	else
		mods[mod_count++] = value;
	return 1;
}
__setup("mod=", add_mod);

/* "name a=1 b=2": the name ends at the first blank. */
static void start_module(char *words)
{
	char *name = strsep(&words, " ");
	int ret = mod_start(name, words ? words : "");

	if (ret)
		pr_err("mod=%s: failed with error %d\n", name, ret);
}

static void __noreturn run_tests(const char *glob)
{
	int failed = kunit_run_all(glob);

	if (failed == -ENOENT)
		pr_err("ktest=%s: no suite matches\n", glob);
	mm_exit_report();
	kernel_exit(failed ? EXIT_CODE_FAIL : EXIT_CODE_OK);
}

static void __noreturn run_benchmark(const char *glob)
{
	int ret = bench_run(glob);

	if (ret == -ENOENT)
		pr_err("bench=%s: no row matches\n", glob);
	kernel_exit(ret ? EXIT_CODE_FAIL : EXIT_CODE_OK);
}

bool run_is_interactive(void)
{
	return system_state == SYSTEM_RUNNING && !ktest_glob && !bench_glob && !mon_commands;
}

void run_requested(void)
{
	bench_boot_done();
	for (int i = 0; i < mod_count; i++)
		start_module(mods[i]);
	if (ktest_glob)
		run_tests(ktest_glob);
	if (bench_glob)
		run_benchmark(bench_glob);
	if (mon_commands)
		monitor_run(mon_commands);
	else if (start_init_program())
		return;
	monitor_interactive();
	kernel_power_off();
}
