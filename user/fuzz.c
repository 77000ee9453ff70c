// SPDX-License-Identifier: MIT
/*
 * user/fuzz.c - system calls with arguments that no program would pass
 *
 *     fuzz SEED CHILDREN CALLS
 *
 * Each child makes CALLS calls, numbers and arguments by chance, and ends, mostly by a signal
 * that it brought upon itself.  The kernel must neither complain nor end.  A child is
 * repeatable: it starts from SEED and its own number.
 */

#include "user.h"

#define NR_CALLS	340		/* beyond the last number there is */
#define CHILD_MS	1500		/* one that sleeps for longer is killed */
#define NAP_MS		2
#define PAGE_SIZE	4096ul

static u64 state;

/* Marsaglia, "Xorshift RNGs". */
static u64 random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static u64 below(u64 n)
{
	return random() % n;
}

/* Calls that end the machine, the test or the child, and those whose children would do so. */
static const short left_out[] = {
	SYS_exit, SYS_exit_group, 15 /* rt_sigreturn */, SYS_reboot, SYS_kill, SYS_fork,
	SYS_vfork, SYS_clone, 435 /* clone3 */, 200 /* tkill */,
	234 /* tgkill */, 129 /* rt_sigqueueinfo */, 297 /* rt_tgsigqueueinfo */,
	424 /* pidfd_send_signal */, 161 /* chroot */, 165 /* mount */, 166 /* umount2 */,
	141 /* setpriority */, 144 /* sched_setscheduler */, 142 /* sched_setparam */,
};

static int is_left_out(long nr)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(left_out); i++)
		if (left_out[i] == nr)
			return 1;
	return 0;
}

static const char *const names[] = {
	"", ".", "..", "/", "/tmp/fuzz", "/tmp/fuzz/x", "/dev/null", "/dev/zero", "/dev/full",
	"/dev/tty", "/proc", "/proc/self/stat", "/proc/interrupts", "/proc/self/fd/3", "/sys",
	"/no/such", "name", "a/b/c/d/e/f",
};

static char memory[4 * PAGE_SIZE] __attribute__((aligned(4096)));

static long a_pointer(void)
{
	switch (below(7)) {
	case 0:
		return 0;
	case 1:
		return (long)(memory + below(sizeof(memory)));
	case 2:
		return (long)(memory + sizeof(memory) - below(16));	/* partly beyond the end */
	case 3:
		return (long)(0xffff800000000000ul + (random() & 0x7fffffffffful));
	case 4:
		return (long)(0x00007ffffffff000ul - below(64));
	default:
		return (long)names[below(ARRAY_SIZE(names))];
	}
}

static long a_number(void)
{
	static const long numbers[] = {
		0, 1, -1, 2, 3, 7, 8, 16, 63, 64, 127, 255, 256, 4095, 4096, 4097, 65536,
		0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, -0x7fffffffffffffff,
	};

	return numbers[below(ARRAY_SIZE(numbers))];
}

static long an_argument(void)
{
	switch (below(4)) {
	case 0:
		return a_number();
	case 1:
		return (long)below(12);		/* a descriptor, a small number */
	case 2:
		return (long)random();
	default:
		return a_pointer();
	}
}

static void make_calls(long calls)
{
	while (calls--) {
		long nr = (long)below(NR_CALLS), a[6];

		for (int i = 0; i < 6; i++)
			a[i] = an_argument();
		if (!is_left_out(nr))
			syscall6(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
	}
}

/* It has no terminal to write to, and its files are those that it opens. */
static void be_a_child(u64 seed, long calls)
{
	state = seed * 0x9e3779b97f4a7c15ul + 1;
	for (int i = 0; i < 8; i++)
		random();
	call(SYS_setsid);
	for (int fd = 0; fd < 3; fd++)
		call(SYS_close, fd);
	for (unsigned int i = 0; i < sizeof(memory); i++)
		memory[i] = (char)random();
	make_calls(calls);
	end(0);
}

static void nap(void)
{
	static const long interval[2] = { 0, NAP_MS * 1000000l };

	call(35 /* nanosleep */, interval, NULL);
}

static void wait_for(long child)
{
	for (int ms = 0; ; ms += NAP_MS) {
		if (call(SYS_wait4, child, NULL, WNOHANG, NULL) == child)
			return;
		if (ms > CHILD_MS)
			call(SYS_kill, child, SIGKILL);
		nap();
	}
}

static long number(const char *s)
{
	long n = 0;

	for (; *s >= '0' && *s <= '9'; s++)
		n = n * 10 + *s - '0';
	return n;
}

int main(int argc, char **argv, char **envp __attribute__((unused)))
{
	long seed, children, calls;

	if (argc != 4)
		fail("wanted: fuzz SEED CHILDREN CALLS", argc);
	seed = number(argv[1]);
	children = number(argv[2]);
	calls = number(argv[3]);
	call(83 /* mkdir */, "/tmp", 0755);
	for (long i = 0; i < children; i++) {
		long child = call(SYS_fork);

		if (!child)
			be_a_child((u64)(seed * 100000 + i), calls);
		if (child < 0)
			fail("fork", child);
		wait_for(child);
	}
	print("fuzz: seed ");
	print_number(seed);
	print(", children ");
	print_number(children);
	print(": done\n");
	return 0;
}
