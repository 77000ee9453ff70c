// SPDX-License-Identifier: MIT
/*
 * tests/unit/system_calls_test.c - calls about the machine, its clocks, its log, its modules
 *
 * They are called as the entry code calls them, with a kernel buffer in the place of a
 * program's memory.
 */

#include <kunit/test.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include <uapi/linux/reboot.h>
#include <uapi/linux/sysinfo.h>
#include <uapi/linux/time_types.h>

#define SYSLOG_ACTION_READ_ALL		3
#define SYSLOG_ACTION_READ_CLEAR	4
#define SYSLOG_ACTION_CONSOLE_LEVEL	8
#define SYSLOG_ACTION_SIZE_BUFFER	10

/* One word of an answer, or a text; static: it may be large. */
static union {
	struct new_utsname uts;
	struct sysinfo info;
	struct __kernel_timespec ts[2];
	struct __kernel_old_timeval tv;
	char text[4096];
} memory;

#define CALL(name, a1, a2, a3, a4)							\
({											\
	struct lent_buffer lent;							\
	long ret;									\
											\
	lend_buffer(&lent, &memory, sizeof(memory));					\
	ret = sys_##name((unsigned long)(a1), (unsigned long)(a2), (unsigned long)(a3),	\
			 (unsigned long)(a4), 0, 0);					\
	take_back_buffer(&lent);							\
	ret;										\
})

#define NOWHERE 0x800000000000ul	/* no program's address */

static void names_of_the_system(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, CALL(uname, &memory, 0, 0, 0), 0);
	KUNIT_EXPECT_STREQ(test, memory.uts.sysname, "Linux");
	KUNIT_EXPECT_STREQ(test, memory.uts.machine, "x86_64");
	KUNIT_EXPECT_EQ(test, CALL(uname, NOWHERE, 0, 0, 0), -EFAULT);

	strcpy(memory.text, "lonely-planet");
	KUNIT_EXPECT_EQ(test, CALL(sethostname, &memory, 6, 0, 0), 0);
	KUNIT_EXPECT_STREQ(test, utsname()->nodename, "lonely");
	KUNIT_EXPECT_EQ(test, CALL(sethostname, &memory, 65, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(sethostname, &memory, -1, 0, 0), -EINVAL);
	strcpy(memory.text, "hemi");
	KUNIT_EXPECT_EQ(test, CALL(sethostname, &memory, 4, 0, 0), 0);
}

static void sysinfo_knows_memory_and_time(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, CALL(sysinfo, &memory, 0, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, memory.info.mem_unit, 1);
	KUNIT_EXPECT_EQ(test, memory.info.totalram, totalram_pages() << PAGE_SHIFT);
	KUNIT_EXPECT_TRUE(test, memory.info.freeram && memory.info.freeram < memory.info.totalram);
	KUNIT_EXPECT_GE(test, memory.info.procs, 2);
	KUNIT_EXPECT_GE(test, memory.info.uptime, ktime_get_seconds());
}

/* ---- clocks ------------------------------------------------------------------------- */

static s64 read_clock(struct kunit *test, clockid_t id)
{
	KUNIT_EXPECT_EQ(test, CALL(clock_gettime, id, &memory, 0, 0), 0);
	KUNIT_EXPECT_TRUE(test, memory.ts[0].tv_nsec >= 0 && memory.ts[0].tv_nsec < NSEC_PER_SEC);
	return memory.ts[0].tv_sec * NSEC_PER_SEC + memory.ts[0].tv_nsec;
}

static void clocks_agree_with_the_kernels(struct kunit *test)
{
	u64 before = ktime_get_ns();
	s64 mono = read_clock(test, CLOCK_MONOTONIC), wall = read_clock(test, CLOCK_REALTIME);

	KUNIT_EXPECT_TRUE(test, mono >= before && mono <= ktime_get_ns());
	KUNIT_EXPECT_LE(test, wall, ktime_get_real_ns());
	KUNIT_EXPECT_GT(test, wall, ktime_get_real_ns() - NSEC_PER_SEC);
	KUNIT_EXPECT_LE(test, read_clock(test, CLOCK_MONOTONIC_COARSE), mono + NSEC_PER_SEC);
	KUNIT_EXPECT_GT(test, read_clock(test, CLOCK_PROCESS_CPUTIME_ID), 0);
	KUNIT_EXPECT_GT(test, read_clock(test, CLOCK_THREAD_CPUTIME_ID), 0);
	for (int id = 12; id < 20; id++)
		KUNIT_EXPECT_EQ(test, CALL(clock_gettime, id, &memory, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(clock_gettime, -1, &memory, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(clock_gettime, CLOCK_MONOTONIC, NOWHERE, 0, 0), -EFAULT);
	KUNIT_EXPECT_EQ(test, CALL(clock_getres, CLOCK_MONOTONIC_COARSE, &memory, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, memory.ts[0].tv_nsec, TICK_NSEC);
}

static void wall_time_can_be_set(struct kunit *test)
{
	time64_t now = ktime_get_real_seconds();

	memory.ts[0] = (struct __kernel_timespec){ .tv_sec = now + 1000 };
	KUNIT_EXPECT_EQ(test, CALL(clock_settime, CLOCK_REALTIME, &memory, 0, 0), 0);
	KUNIT_EXPECT_EQ(test, CALL(gettimeofday, &memory, 0, 0, 0), 0);
	KUNIT_EXPECT_TRUE(test, memory.tv.tv_sec >= now + 1000 && memory.tv.tv_sec < now + 1100);
	KUNIT_EXPECT_GE(test, CALL(time, 0, 0, 0, 0), now + 1000 - 1);
	KUNIT_EXPECT_EQ(test, CALL(clock_settime, CLOCK_MONOTONIC, &memory, 0, 0), -EINVAL);
	memory.tv = (struct __kernel_old_timeval){ .tv_sec = now, .tv_usec = USEC_PER_SEC };
	KUNIT_EXPECT_EQ(test, CALL(settimeofday, &memory, 0, 0, 0), -EINVAL);
	memory.tv.tv_usec = 0;
	KUNIT_EXPECT_EQ(test, CALL(settimeofday, &memory, 0, 0, 0), 0);
}

static void nanosleep_sleeps_as_long_as_it_was_told(struct kunit *test)
{
	u64 before = ktime_get_ns();

	memory.ts[0] = (struct __kernel_timespec){ .tv_nsec = 3 * NSEC_PER_MSEC };
	KUNIT_EXPECT_EQ(test, CALL(nanosleep, &memory, 0, 0, 0), 0);
	KUNIT_EXPECT_GE(test, ktime_get_ns() - before, 3 * NSEC_PER_MSEC);

	memory.ts[0].tv_nsec = NSEC_PER_SEC;
	KUNIT_EXPECT_EQ(test, CALL(nanosleep, &memory, 0, 0, 0), -EINVAL);
	memory.ts[0] = (struct __kernel_timespec){ .tv_sec = -1 };
	KUNIT_EXPECT_EQ(test, CALL(nanosleep, &memory, 0, 0, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &memory, 0),
			-EOPNOTSUPP);
	/* A time that is over. */
	memory.ts[0] = (struct __kernel_timespec){ .tv_nsec = 1 };
	KUNIT_EXPECT_EQ(test, CALL(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &memory, 0), 0);
}

/* ---- the log ------------------------------------------------------------------------ */

static void syslog_gives_the_last_lines_that_fit(struct kunit *test)
{
	static const char line[] = "syslog test: the last line\n";
	long n, size = CALL(syslog, SYSLOG_ACTION_SIZE_BUFFER, 0, 0, 0);

	KUNIT_EXPECT_GE(test, size, 64 << 10);
	pr_info("syslog test: the line before\n");
	pr_info("%s", line);
	n = CALL(syslog, SYSLOG_ACTION_READ_ALL, &memory, 60, 0);
	KUNIT_ASSERT_TRUE(test, n > (long)strlen(line) && n <= 60);
	KUNIT_EXPECT_EQ(test, memory.text[0], '<');
	KUNIT_EXPECT_EQ(test, memory.text[1], '6');
	KUNIT_EXPECT_TRUE(test, !memcmp(memory.text + n - strlen(line), line, strlen(line)));
	/* Two whole lines, the elder first. */
	n = CALL(syslog, SYSLOG_ACTION_READ_ALL, &memory, 120, 0);
	memory.text[n] = '\0';
	KUNIT_EXPECT_NOT_NULL(test, strstr(memory.text, "syslog test: the line before\n<6>["));
}

static void syslog_refuses_nonsense(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, CALL(syslog, SYSLOG_ACTION_READ_ALL, 0, 10, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(syslog, SYSLOG_ACTION_READ_ALL, &memory, -1, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(syslog, SYSLOG_ACTION_READ_ALL, NOWHERE, 10, 0), -EFAULT);
	KUNIT_EXPECT_EQ(test, CALL(syslog, SYSLOG_ACTION_CONSOLE_LEVEL, 0, 9, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(syslog, 11, 0, 0, 0), -EINVAL);
}

/* ---- the rest ------------------------------------------------------------------------ */

static void getrandom_fills_what_it_may(struct kunit *test)
{
	memset(&memory, 0, sizeof(memory));
	KUNIT_EXPECT_EQ(test, CALL(getrandom, &memory, 64, 0, 0), 64);
	KUNIT_EXPECT_NOT_NULL(test, memchr_inv(memory.text, 0, 64));
	KUNIT_EXPECT_NULL(test, memchr_inv(memory.text + 64, 0, 64));
	KUNIT_EXPECT_EQ(test, CALL(getrandom, &memory, 64, 8, 0), -EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(getrandom, NOWHERE, 64, 0, 0), -EFAULT);
}

static void reboot_wants_its_numbers(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, CALL(reboot, 1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_POWER_OFF, 0),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(reboot, LINUX_REBOOT_MAGIC1, 1, LINUX_REBOOT_CMD_POWER_OFF, 0),
			-EINVAL);
	KUNIT_EXPECT_EQ(test, CALL(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, 5, 0),
			-EINVAL);
}

static void modules_are_refused_as_on_linux(struct kunit *test)
{
	memset(&memory, 'x', sizeof(memory));
	memory.text[100] = '\0';
	KUNIT_EXPECT_EQ(test, CALL(init_module, &memory, 10, memory.text + 100, 0), -ENOEXEC);
	KUNIT_EXPECT_EQ(test, CALL(init_module, NOWHERE, 1000, memory.text + 100, 0), -EFAULT);
	KUNIT_EXPECT_EQ(test, CALL(init_module, &memory, 1000, memory.text + 100, 0), -ENOEXEC);
	strcpy(memory.text, "no_such_module");
	KUNIT_EXPECT_EQ(test, CALL(delete_module, &memory, 0, 0, 0), -ENOENT);
	KUNIT_EXPECT_EQ(test, CALL(delete_module, NOWHERE, 0, 0, 0), -EFAULT);
}

static struct kunit_case system_calls_cases[] = {
	KUNIT_CASE(names_of_the_system),
	KUNIT_CASE(sysinfo_knows_memory_and_time),
	KUNIT_CASE(clocks_agree_with_the_kernels),
	KUNIT_CASE(wall_time_can_be_set),
	KUNIT_CASE(nanosleep_sleeps_as_long_as_it_was_told),
	KUNIT_CASE(syslog_gives_the_last_lines_that_fit),
	KUNIT_CASE(syslog_refuses_nonsense),
	KUNIT_CASE(getrandom_fills_what_it_may),
	KUNIT_CASE(reboot_wants_its_numbers),
	KUNIT_CASE(modules_are_refused_as_on_linux),
	{}
};

static struct kunit_suite system_calls_suite = {
	.name = "system_calls",
	.test_cases = system_calls_cases,
};
kunit_test_suite(system_calls_suite);
