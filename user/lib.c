// SPDX-License-Identifier: MIT
/* user/lib.c - where a test program begins, and the few functions that all of them use */

#include "user.h"

/* The stack has argc, argv[], NULL, envp[], NULL; and is aligned as C wants it after a call. */
__asm__(".globl _start\n"
	"_start:\n"
	"	xor	%ebp, %ebp\n"
	"	mov	%rsp, %rdi\n"
	"	and	$-16, %rsp\n"
	"	call	begin\n");

void begin(long *stack);

void begin(long *stack)
{
	int argc = (int)stack[0];
	char **argv = (char **)(stack + 1);

	end(main(argc, argv, argv + argc + 1));
}

void end(int status)
{
	/* Process 1 ends with the machine: what was said must be out before.  Others may not. */
	if (call(SYS_getpid) == 1)
		call(SYS_ioctl, 1, TCSBRK, 1);
	for (;;)
		call(SYS_exit_group, status);
}

size_t length(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

int equal(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

void clear(void *p, size_t n)
{
	volatile char *c = p;

	while (n--)
		*c++ = 0;
}

void print(const char *s)
{
	call(SYS_write, 1, s, length(s));
}

void print_number(long n)
{
	char text[24], *p = text + sizeof(text) - 1;
	u64 rest = n < 0 ? -(u64)n : (u64)n;

	*p = '\0';
	do {
		*--p = (char)('0' + rest % 10);
	} while (rest /= 10);
	if (n < 0)
		*--p = '-';
	print(p);
}

void fail(const char *what, long value)
{
	print("FAILED: ");
	print(what);
	print(" is ");
	print_number(value);
	print("\n");
	end(1);
}

/* The child begins with its function and argument on its stack. */
long start_thread(u64 flags, void *top, int (*fn)(void *), void *arg, int *tid)
{
	u64 *stack = (u64 *)((u64)top & ~15ul);
	long ret;
	register long r10 __asm__("r10") = (long)tid;
	register long r8 __asm__("r8") = 0;

	*--stack = (u64)arg;
	*--stack = (u64)fn;
	__asm__ volatile("syscall\n"
			 "	test	%%rax, %%rax\n"
			 "	jnz	1f\n"
			 "	xor	%%ebp, %%ebp\n"
			 "	pop	%%rax\n"
			 "	pop	%%rdi\n"
			 "	call	*%%rax\n"
			 "	mov	%%eax, %%edi\n"
			 "	mov	%[exit], %%eax\n"
			 "	syscall\n"
			 "1:\n"
			 : "=a"(ret)
			 : "a"(SYS_clone), "D"(flags), "S"(stack), "d"(tid), "r"(r10), "r"(r8),
			   [exit] "i"(SYS_exit)
			 : "rcx", "r11", "memory");
	return ret;
}
