/* SPDX-License-Identifier: MIT */
/*
 * user/user.h - what a small test program needs of Linux, without a C library
 *
 * Compiles as well on Linux: only its numbers and structures are used.
 */
#ifndef USER_USER_H
#define USER_USER_H

typedef unsigned int u32;
typedef unsigned long u64;
typedef unsigned long size_t;

#define NULL ((void *)0)
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

enum {
	SYS_read = 0, SYS_write = 1, SYS_open = 2, SYS_close = 3, SYS_mmap = 9, SYS_mprotect = 10,
	SYS_munmap = 11, SYS_brk = 12, SYS_rt_sigaction = 13, SYS_ioctl = 16,
	SYS_sched_yield = 24, SYS_pause = 34,
	SYS_getpid = 39, SYS_clone = 56, SYS_fork = 57, SYS_vfork = 58, SYS_execve = 59,
	SYS_exit = 60, SYS_wait4 = 61, SYS_kill = 62, SYS_fcntl = 72, SYS_setpgid = 109,
	SYS_getppid = 110, SYS_getpgrp = 111, SYS_setsid = 112, SYS_getpgid = 121,
	SYS_getsid = 124, SYS_prctl = 157, SYS_reboot = 169, SYS_gettid = 186, SYS_futex = 202,
	SYS_set_tid_address = 218, SYS_exit_group = 231, SYS_waitid = 247,
	SYS_set_robust_list = 273, SYS_prlimit64 = 302,
};

enum {
	EPERM = 1, ENOENT = 2, ESRCH = 3, EINTR = 4, E2BIG = 7, ENOEXEC = 8, ECHILD = 10,
	EAGAIN = 11, ENOMEM = 12, EACCES = 13, EFAULT = 14, EINVAL = 22, ENOSYS = 38, ELOOP = 40,
	ETIMEDOUT = 110,
};

enum {
	SIGKILL = 9, SIGSEGV = 11, SIGCHLD = 17,
	WNOHANG = 1,
	CLONE_VM = 0x100, CLONE_FS = 0x200, CLONE_FILES = 0x400, CLONE_SIGHAND = 0x800,
	CLONE_VFORK = 0x4000, CLONE_THREAD = 0x10000, CLONE_SETTLS = 0x80000,
	CLONE_PARENT_SETTID = 0x100000, CLONE_CHILD_CLEARTID = 0x200000,
	CLONE_CHILD_SETTID = 0x1000000,
	TCSBRK = 0x5409,
	FUTEX_WAIT = 0, FUTEX_WAKE = 1,
	PROT_READ = 1, PROT_WRITE = 2, MAP_PRIVATE = 2, MAP_ANONYMOUS = 0x20,
};

static inline long syscall6(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long ret;

	__asm__ volatile("syscall" : "=a"(ret)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return ret;
}

#define __call(nr, a, b, c, d, e, f, ...) \
	syscall6((nr), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
/* call(SYS_write, 1, "x", 1): the number and up to six words. */
#define call(...) __call(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)

/* user/lib.c */
size_t length(const char *s);
int equal(const char *a, const char *b);
void print(const char *s);
void print_number(long n);
void fail(const char *what, long value) __attribute__((noreturn));
void end(int status) __attribute__((noreturn));
void clear(void *p, size_t n);
/* Start @fn(@arg) on the stack that ends at @top, as clone(@flags) does; the child's number. */
long start_thread(u64 flags, void *top, int (*fn)(void *), void *arg, int *tid);

/* Go on only if it is as expected; else say so and end with status 1. */
#define expect(what, value, wanted) do {				\
	long __value = (long)(value);					\
	if (__value != (long)(wanted))					\
		fail(what, __value);					\
} while (0)

int main(int argc, char **argv, char **envp);

#endif /* USER_USER_H */
